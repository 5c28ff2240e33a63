// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/profile/profile_panel.h"

#include "widgets/profile/profile_scenes.h"
#include "widgets/shell/view_export.h"
#include "widgets/theme/format.h"
#include "widgets/theme/icons.h"
#include "widgets/twins/twins.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>

namespace jackdaw::widgets {

ProfilePanel::ProfilePanel(SessionView& session, QWidget* parent) :
    QWidget(parent), m_controller(session.controller()), m_selection(session.selection()), m_curves(new SeriesChart),
    m_costs(new SeriesChart), m_table(new ProfileTableModel(this)), m_sorted(new QSortFilterProxyModel(this)),
    m_view(new QTableView)
{
    setObjectName(QStringLiteral("profilePanel"));
    setAccessibleName(tr("Micro-profiler"));
    m_curves->setAccessibleName(tr("Learning curves"));
    m_curves->setToolTip(
        tr("<p>Held-out F1 over passes of the training part.</p><p>● measured by the micro-profiler · ○ measured "
           "by the retraining itself · line and band: fitted curve with its 95 % band · ◆ chosen · ▲ "
           "realised.</p>"));
    m_costs->setAccessibleName(tr("Accuracy over cost"));
    m_costs->setToolTip(
        tr("<p>Predicted F1 of each configuration over its cost in seconds of a whole device.</p><p>● on the Pareto "
           "front (joined by the line) · ○ dominated · ◆ chosen · ▲ realised.</p>"));
    makeTable();
    auto* charts = new QSplitter(Qt::Horizontal);
    charts->addWidget(m_curves);
    charts->addWidget(m_costs);
    charts->setSizes({100, 100});
    auto* all = new QSplitter(Qt::Vertical);
    all->addWidget(charts);
    all->addWidget(m_view);
    all->setSizes({230, 150});
    all->setStretchFactor(0, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(all, 1);
    addTableExport(*m_view, tr("configurations"));
    addPictureExport(*m_curves, tr("learning-curves"));
    addPictureExport(*m_costs, tr("costs"));
    addTableTwin(*m_curves, tr("learning-curves"), [this] { return Twins::ofChart(m_curves->scene()); });
    addTableTwin(*m_costs, tr("costs"), [this] { return Twins::ofChart(m_costs->scene()); });
    connect(&m_controller, &SessionController::changed, this, &ProfilePanel::refresh);
    connect(&m_controller, &SessionController::reset, this, [this] { rebuild(); });
    for (auto signal : {&Selection::cameraChanged, &Selection::windowChanged})
        connect(&m_selection, signal, this, &ProfilePanel::rebuild);
    rebuild();
}

QWidget* ProfilePanel::makeHeader()
{
    auto* header = new QWidget;
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(4, 2, 4, 2);
    m_previous = new QToolButton;
    m_next = new QToolButton;
    m_previous->setToolTip(tr("Previous window"));
    m_next->setToolTip(tr("Next window"));
    for (QToolButton* button : {m_previous, m_next}) {
        button->setAutoRaise(true);
        button->setAccessibleName(button->toolTip());
    }
    m_headline = new QLabel;
    m_headline->setTextFormat(Qt::RichText);
    m_headline->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(m_headline, 1);
    connect(m_previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { step(1); });
    return header;
}

void ProfilePanel::makeTable()
{
    m_sorted->setSourceModel(m_table);
    m_sorted->setSortRole(ProfileTableModel::kSortRole);
    m_view->setModel(m_sorted);
    m_view->setAccessibleName(tr("Configurations"));
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(ProfileTableModel::Cost, Qt::AscendingOrder);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setTabKeyNavigation(false);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setShowGrid(false);
    m_view->setAlternatingRowColors(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(m_view->fontMetrics().height() + 6);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->horizontalHeader()->setHighlightSections(false);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ProfilePanel::rebuild);
}

const CameraState* ProfilePanel::shownCamera() const
{
    const SessionState& state = m_controller.state();
    if (m_selection.camera())
        return findCamera(state, *m_selection.camera());
    return state.cameras.empty() ? nullptr : &state.cameras.front();
}

const ProfileState* ProfilePanel::shownProfile() const
{
    const CameraState* camera = shownCamera();
    if (!camera || camera->profiles.empty())
        return nullptr;
    return m_selection.window() ? findProfile(*camera, *m_selection.window()) : &camera->profiles.back();
}

void ProfilePanel::step(int direction)
{
    const CameraState* camera = shownCamera();
    const ProfileState* shown = shownProfile();
    if (!shown)
        return;
    const auto index = (shown - camera->profiles.data()) + direction;
    if (index < 0 || index >= static_cast<std::ptrdiff_t>(camera->profiles.size()))
        return;
    const bool newest = index + 1 == static_cast<std::ptrdiff_t>(camera->profiles.size());
    m_selection.setWindow(newest ? std::nullopt
                                 : std::optional(camera->profiles[static_cast<std::size_t>(index)].window));
}

std::uint64_t ProfilePanel::revision() const
{
    return m_controller.state().revisions.profiles + m_controller.state().cameras.size();
}

void ProfilePanel::refresh()
{
    if (isVisible() && m_seenRevision != revision())
        rebuild();
}

void ProfilePanel::rebuild()
{
    const SessionState& state = m_controller.state();
    m_seenRevision = revision();
    const CameraState* camera = shownCamera();
    const ProfileState* profile = shownProfile();
    m_table->show(state, profile);
    const QModelIndex current = m_sorted->mapToSource(m_view->currentIndex());
    const auto selected = m_table->configurationAt(current.isValid() ? current.row() : -1);
    m_curves->setScene(learningCurveScene(state, camera, profile, palette(), selected));
    m_costs->setScene(costScene(state, camera, profile, palette(), selected));
    m_headline->setText(headline(camera, profile));
    const auto index = profile ? profile - camera->profiles.data() : 0;
    m_previous->setEnabled(profile && index > 0);
    m_next->setEnabled(profile && index + 1 < static_cast<std::ptrdiff_t>(camera->profiles.size()));
    m_previous->setIcon(icon(QStringLiteral("previous"), palette()));
    m_next->setIcon(icon(QStringLiteral("next"), palette()));
}

QString ProfilePanel::headline(const CameraState* camera, const ProfileState* profile) const
{
    if (!camera)
        return tr("No camera");
    QString text =
        QStringLiteral("<b>%1 %2</b>")
            .arg(format::text(cameraLetter(camera->info.camera)), format::text(camera->info.name).toHtmlEscaped());
    if (!profile)
        return text;
    text += QStringLiteral(", ") + format::windowName(m_controller.state(), profile->window);
    if (profile->estimated)
        text += tr(" · spent %1 of %2 · %3 held-out objects")
                    .arg(format::gpuSeconds(profile->estimated->spent), format::gpuSeconds(profile->budget))
                    .arg(profile->estimated->heldOutObjects);
    return text;
}

void ProfilePanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        rebuild();
}

void ProfilePanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    rebuild();
}

} // namespace jackdaw::widgets
