// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/profile/profile_page.h"

#include "widgets/profile/calibration_models.h"
#include "widgets/profile/profile_panel.h"
#include "widgets/shell/view_export.h"
#include "widgets/theme/format.h"
#include "widgets/twins/twins.h"

#include <QComboBox>
#include <QDockWidget>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QMainWindow>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <cmath>

namespace jackdaw::widgets {
namespace {

constexpr int kRebuildMilliseconds = 500;

void dress(QTableView& view, const QString& name)
{
    view.setAccessibleName(name);
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.setTabKeyNavigation(false);
    view.setSelectionMode(QAbstractItemView::SingleSelection);
    view.setShowGrid(false);
    view.setAlternatingRowColors(true);
    view.setFrameShape(QFrame::NoFrame);
    view.verticalHeader()->hide();
    view.verticalHeader()->setDefaultSectionSize(view.fontMetrics().height() + 6);
    view.horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    view.horizontalHeader()->setStretchLastSection(true);
    view.horizontalHeader()->setHighlightSections(false);
}

} // namespace

ProfilePage::ProfilePage(SessionView& session, QWidget* parent) :
    Page(parent), m_session(session), m_panel(new ProfilePanel(session)), m_camera(new QComboBox),
    m_chart(new SeriesChart), m_calibration(new CalibrationTableModel(this)), m_outcomes(new OutcomeTableModel(this)),
    m_sorted(new QSortFilterProxyModel(this)), m_calibrationView(new QTableView), m_outcomeView(new QTableView),
    m_verdict(new QLabel), m_throttle(kRebuildMilliseconds, [this] { rebuild(); })
{
    setObjectName(QStringLiteral("profilePage"));
    setMiddle(makeMiddle());
    addPanel(QStringLiteral("calibrationDock"), tr("Calibration: all windows"), makeCalibration(),
             Qt::RightDockWidgetArea);
    addPanel(QStringLiteral("outcomesDock"), tr("Retrainings: predicted against realised"), makeOutcomes(),
             Qt::BottomDockWidgetArea);
    finishPanels();
    addTableExport(*m_calibrationView, tr("calibration"));
    addTableExport(*m_outcomeView, tr("retrainings"), OutcomeTableModel::kSortRole);
    addPictureExport(*m_chart, tr("calibration"));
    addTableTwin(*m_chart, tr("calibration-points"), [this] { return Twins::ofChart(m_chart->scene()); });
    connect(&session.controller(), &SessionController::changed, this, &ProfilePage::refresh);
    connect(&session.controller(), &SessionController::reset, this, &ProfilePage::rebuild);
    for (auto signal : {&Selection::cameraChanged, &Selection::configurationChanged})
        connect(&session.selection(), signal, this, &ProfilePage::rebuild);
    rebuild();
}

QWidget* ProfilePage::makeMiddle()
{
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(8, 6, 8, 6);
    auto* row = new QHBoxLayout;
    auto* label = new QLabel(tr("Camera"));
    label->setBuddy(m_camera);
    m_camera->setAccessibleName(tr("Camera whose profile is shown"));
    m_camera->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(label);
    row->addWidget(m_camera);
    auto* legend = new QLabel(tr("● measured · ○ measured by the retraining · line and band: fitted, 95 % · ◆ chosen · "
                                 "▲ realised"));
    legend->setWordWrap(true);
    row->addSpacing(12);
    row->addWidget(legend, 1);
    column->addLayout(row);
    column->addWidget(m_panel, 1);
    connect(m_camera, &QComboBox::activated, this,
            [this](int index) { m_session.selection().setCamera(CameraId{m_camera->itemData(index).toUInt()}); });
    return middle;
}

QWidget* ProfilePage::makeCalibration()
{
    m_chart->setAccessibleName(tr("Realised over predicted accuracy"));
    m_chart->setToolTip(
        tr("<p>Each mark is a retraining: where it lies on the dashed line, it came to what was predicted; "
           "below the line the profiler promised too much.</p><p>● swapped in · × rejected · horizontal "
           "lines: 95 % interval of the prediction. Colours are the cameras'.</p>"));
    m_calibrationView->setModel(m_calibration);
    dress(*m_calibrationView, tr("Calibration by configuration"));
    m_verdict->setObjectName(QStringLiteral("calibrationVerdict"));
    m_verdict->setWordWrap(true);
    m_verdict->setMargin(6);
    connect(m_calibrationView, &QTableView::clicked, this, [this](const QModelIndex& index) {
        m_session.selection().setConfiguration(m_calibration->configurationAt(index.row()));
    });
    auto* panel = new QWidget;
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* parts = new QSplitter(Qt::Vertical);
    parts->addWidget(m_chart);
    parts->addWidget(m_calibrationView);
    parts->setSizes({300, 160});
    column->addWidget(m_verdict);
    column->addWidget(parts, 1);
    return panel;
}

QWidget* ProfilePage::makeOutcomes()
{
    m_sorted->setSourceModel(m_outcomes);
    m_sorted->setSortRole(OutcomeTableModel::kSortRole);
    m_outcomeView->setModel(m_sorted);
    dress(*m_outcomeView, tr("Retrainings, predicted and realised"));
    m_outcomeView->setSortingEnabled(true);
    m_outcomeView->sortByColumn(OutcomeTableModel::Window, Qt::DescendingOrder);
    m_outcomeView->setToolTip(tr("Click a row to see that camera's profile in that window"));
    connect(m_outcomeView, &QTableView::clicked, this, [this](const QModelIndex& index) {
        if (const RetrainingOutcome* outcome = m_outcomes->outcomeAt(m_sorted->mapToSource(index).row())) {
            // A copy: a change of the selection may bring another list.
            const RetrainingOutcome chosen = *outcome;
            m_session.selection().setCamera(chosen.camera);
            m_session.selection().setWindow(chosen.window);
        }
    });
    return m_outcomeView;
}

void ProfilePage::arrangePanels()
{
    docks().setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
}

void ProfilePage::sizePanels()
{
    docks().resizeDocks({panel(0)}, {530}, Qt::Horizontal);
    docks().resizeDocks({panel(1)}, {210}, Qt::Vertical);
}

void ProfilePage::refresh()
{
    const SessionState& state = m_session.state();
    if (isVisible() && m_seenRevision != state.revisions.profiles + state.cameras.size())
        m_throttle.request();
}

void ProfilePage::rebuild()
{
    const SessionState& state = m_session.state();
    m_seenRevision = state.revisions.profiles + state.cameras.size();
    fillCameras();
    const std::vector<RetrainingOutcome> outcomes = retrainingOutcomes(state);
    m_calibration->show(state, outcomes);
    m_outcomes->show(state, outcomes);
    m_chart->setScene(
        calibrationScene(outcomes, m_session.selection().camera(), m_session.selection().configuration(), palette()));
    const PredictionRecord record = recordOf(outcomes);
    m_verdict->setText(sentence(record.inInterval, record.count, record.bias));
}

void ProfilePage::fillCameras()
{
    const auto& cameras = m_session.state().cameras;
    if (m_camera->count() != static_cast<int>(cameras.size())) {
        m_camera->clear();
        for (const CameraState& camera : cameras)
            m_camera->addItem(format::text(cameraLetter(camera.info.camera)) + QLatin1Char(' ')
                                  + format::text(camera.info.name),
                              camera.info.camera.value);
    }
    const CameraState* shown = m_panel->shownCamera();
    m_camera->setCurrentIndex(shown ? m_camera->findData(shown->info.camera.value) : -1);
    m_camera->setEnabled(!cameras.empty());
}

QString ProfilePage::sentence(std::size_t inInterval, std::size_t count, double bias) const
{
    if (count == 0)
        return tr("Nothing to judge estimates by yet: no retraining that was predicted has ended.");
    const QString tendency = std::abs(bias) < 0.005 ? tr("predictions are right on average")
        : bias > 0 ? tr("predictions promise %1 too much on average").arg(format::accuracy(bias))
                   : tr("predictions promise %1 too little on average").arg(format::accuracy(-bias));
    return tr("%1 of %2 outcomes lie in their 95 % interval; %3.").arg(inInterval).arg(count).arg(tendency);
}

QString ProfilePage::verdict() const
{
    return m_verdict->text();
}

void ProfilePage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        rebuild();
}

void ProfilePage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    rebuild();
}

} // namespace jackdaw::widgets
