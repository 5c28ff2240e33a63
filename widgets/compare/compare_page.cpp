// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_page.h"

#include "engine/api/session_state.h"
#include "widgets/compare/comparability_banner.h"
#include "widgets/compare/comparison_tables.h"
#include "widgets/compare/run_planners_panel.h"
#include "widgets/shell/view_export.h"
#include "widgets/theme/format.h"
#include "widgets/twins/twins.h"

#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QSlider>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace jackdaw::widgets {
namespace {

constexpr int kPerSecond = 10; ///< steps of the scrub bar
constexpr Nanoseconds kStep = std::chrono::milliseconds(1000 / kPerSecond);

Nanoseconds timeOf(int step)
{
    return step * kStep;
}

/// The first step that is not before \p time: where a window begins is in the window.
int stepOf(Nanoseconds time)
{
    return static_cast<int>((time + kStep - Nanoseconds{1}) / kStep);
}

} // namespace

ComparePage::ComparePage(CommandRegistry& registry, QWidget* parent) :
    Page(parent), m_registry(registry), m_stack(new QStackedWidget), m_message(new QLabel),
    m_cancel(new QPushButton(tr("Cancel"))), m_banner(new ComparabilityBanner), m_view(new QComboBox),
    m_camera(new QComboBox), m_chart(new SeriesChart), m_scrub(new QSlider(Qt::Horizontal)), m_readOut(new QLabel),
    m_figures(new ValueTableModel(ComparisonTables::figureColumns(), this)),
    m_windows(new ValueTableModel(ComparisonTables::windowColumns({}), this)),
    m_cameras(new ValueTableModel(ComparisonTables::cameraColumns({}), this)),
    m_figureView(makeValueTable(m_figures, tr("comparison"))),
    m_windowView(makeValueTable(m_windows, tr("comparison-by-window"))),
    m_cameraView(makeValueTable(m_cameras, tr("comparison-by-camera"))),
    m_base(new QPushButton(tr("Hold the others against it"))), m_remove(new QPushButton(tr("Remove"))),
    m_open(new QPushButton(tr("Open it at this instant"))), m_planners(new RunPlannersPanel)
{
    setObjectName(QStringLiteral("comparePage"));
    setMiddle(makeMiddle());
    makePanels();
    connectViews();
    m_chart->setAccessibleName(tr("Accuracy of the runs over time"));
    addPictureExport(*m_chart, tr("comparison"));
    addTableTwin(*m_chart, tr("comparison"), [this] { return Twins::ofChart(m_chart->scene()); });
    showComparison();
}

void ComparePage::makeButtons(QHBoxLayout& row, std::initializer_list<CommandId> ids)
{
    for (const CommandId id : ids) {
        auto* button = new QToolButton;
        button->setDefaultAction(m_registry.action(id));
        button->setAccessibleName(command(id).title);
        button->setFocusPolicy(Qt::StrongFocus);
        row.addWidget(button);
    }
}

QWidget* ComparePage::makeMiddle()
{
    m_stack->addWidget(makeStart());
    m_stack->addWidget(makeContent());
    return m_stack;
}

/// What stands there while nothing is compared.
QWidget* ComparePage::makeStart()
{
    auto* start = new QWidget;
    auto* column = new QVBoxLayout(start);
    m_message->setObjectName(QStringLiteral("compareMessage"));
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setAlignment(Qt::AlignCenter);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    makeButtons(*row, {CommandId::AddToComparison, CommandId::SimulatePlanners, CommandId::RunPlanners});
    row->addWidget(m_cancel);
    row->addStretch(1);
    column->setContentsMargins(40, 0, 40, 0);
    column->addStretch(2);
    column->addWidget(m_message);
    column->addSpacing(10);
    column->addLayout(row);
    column->addStretch(3);
    return start;
}

QWidget* ComparePage::makeContent()
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(8, 6, 8, 6);
    auto* row = new QHBoxLayout;
    makeButtons(*row, {CommandId::AddToComparison, CommandId::SimulatePlanners, CommandId::ClearComparison});
    row->addStretch(1);
    m_view->addItems({tr("Accuracy over time"), tr("Difference to 1")});
    m_view->setAccessibleName(tr("What the chart shows"));
    m_camera->setAccessibleName(tr("Camera"));
    m_camera->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(m_view);
    row->addWidget(m_camera);
    m_scrub->setAccessibleName(tr("Instant in all runs"));
    m_scrub->setToolTip(tr("The same session time in all runs"));
    m_readOut->setObjectName(QStringLiteral("compareReadOut"));
    m_readOut->setWordWrap(true);
    m_readOut->setTextFormat(Qt::PlainText);
    m_readOut->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_readOut->setToolTip(
        tr("<p>What each run comes to in the window that the instant lies in, points of F1: the mean over the cameras, "
           "or the chosen one; over the seeds where there are several.</p>"));
    column->addLayout(row);
    column->addWidget(m_banner);
    column->addWidget(m_chart, 1);
    column->addWidget(m_scrub);
    column->addWidget(m_readOut);
    return content;
}

QWidget* ComparePage::makeFigures()
{
    auto* panel = new QWidget;
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(0, 0, 0, 0);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 0, 8, 4);
    m_base->setToolTip(tr("Makes the selected run the first one"));
    m_remove->setToolTip(tr("Leaves the selected run out"));
    m_open->setToolTip(tr("Opens the selected run's session where the bar above stands"));
    for (QPushButton* button : {m_base, m_remove, m_open})
        row->addWidget(button);
    row->addStretch(1);
    column->addWidget(m_figureView, 1);
    column->addLayout(row);
    return panel;
}

void ComparePage::makePanels()
{
    addPanel(QStringLiteral("figuresDock"), tr("Figures"), makeFigures(), Qt::BottomDockWidgetArea);
    addPanel(QStringLiteral("comparedWindowsDock"), tr("Window by window"), m_windowView, Qt::BottomDockWidgetArea);
    addPanel(QStringLiteral("comparedCamerasDock"), tr("Cameras"), m_cameraView, Qt::BottomDockWidgetArea);
    addPanel(QStringLiteral("runPlannersDock"), tr("Run planners"), m_planners, Qt::RightDockWidgetArea);
    m_figureView->setObjectName(QStringLiteral("figuresTable"));
    for (QTableView* view : {m_figureView, m_windowView, m_cameraView})
        view->setTabKeyNavigation(false);
    finishPanels();
}

void ComparePage::arrangePanels()
{
    docks().setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    docks().tabifyDockWidget(panel(0), panel(1));
    docks().tabifyDockWidget(panel(1), panel(2));
    panel(0)->raise();
}

void ComparePage::sizePanels()
{
    docks().resizeDocks({panel(3)}, {std::clamp(width() / 4, 280, 380)}, Qt::Horizontal);
    docks().resizeDocks({panel(0)}, {std::clamp(height() / 3, 190, 320)}, Qt::Vertical);
}

void ComparePage::connectViews()
{
    m_registry.bind(CommandId::ClearComparison, this, [this] { clear(); });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_work.forget();
        m_wanted = m_sides;
        showComparison();
    });
    connect(m_view, &QComboBox::currentIndexChanged, this, &ComparePage::showScene);
    connect(m_camera, &QComboBox::currentIndexChanged, this, [this] {
        showScene();
        showInstant();
    });
    connect(m_scrub, &QSlider::valueChanged, this, &ComparePage::showInstant);
    connect(m_chart, &SeriesChart::clicked, this, [this](QPointF value) { setTime(fromSeconds(value.x())); });
    connect(m_windowView, &QTableView::activated, this, &ComparePage::selectWindow);
    connect(m_windowView, &QTableView::clicked, this, &ComparePage::selectWindow);
    connect(m_base, &QPushButton::clicked, this, &ComparePage::makeBase);
    connect(m_remove, &QPushButton::clicked, this, &ComparePage::removeSelected);
    connect(m_open, &QPushButton::clicked, this, &ComparePage::openSelected);
    connect(m_figureView, &QTableView::activated, this, &ComparePage::openSelected);
}

void ComparePage::show(std::vector<SideRequest> sides)
{
    read(std::move(sides));
}

void ComparePage::add(const std::vector<SideRequest>& sides)
{
    std::vector<SideRequest> all = m_wanted;
    for (const SideRequest& side : sides)
        if (std::find(all.begin(), all.end(), side) == all.end())
            all.push_back(side);
    read(std::move(all));
}

void ComparePage::clear()
{
    m_work.forget();
    m_sides.clear();
    m_wanted.clear();
    m_comparison = {};
    showComparison();
}

void ComparePage::read(std::vector<SideRequest> sides)
{
    if (sides.empty())
        return clear();
    if (sides.size() > kMostSides)
        return say(tr("%1 runs are too many: up to %2 can stand side by side. Remove some first.")
                       .arg(sides.size())
                       .arg(kMostSides),
                   false);
    if (!m_read)
        return say(tr("Sessions cannot be read here."), false);
    m_wanted = sides;
    m_work.run([this, read = m_read, sides]() -> NewestWork::Effect {
        return [this, sides, comparison = read(sides)] { finish(sides, comparison); };
    });
    say(tr("Reading runs (%n)…", nullptr, static_cast<int>(sides.size())), true);
}

/// What was compared before stays where the new one cannot be read.
void ComparePage::finish(const std::vector<SideRequest>& sides, const Result<Comparison>& read)
{
    if (!read) {
        m_wanted = m_sides;
        return say(QString::fromStdString(read.error().text()), false);
    }
    m_sides = sides;
    m_comparison = *read;
    showComparison();
}

void ComparePage::say(const QString& text, bool isBusy)
{
    m_message->setText(text);
    m_cancel->setText(isBusy || m_sides.empty() ? tr("Cancel") : tr("Back"));
    m_cancel->setVisible(isBusy || !m_sides.empty());
    m_stack->setCurrentIndex(0);
}

void ComparePage::showComparison()
{
    m_registry.action(CommandId::ClearComparison)->setEnabled(!m_sides.empty());
    if (m_sides.empty())
        say(tr("Two to four runs stand side by side here: their accuracy over time, what one gains over the other and "
               "how sure that is, window by window.\n\nAdd recorded sessions, simulate planners on a trace, or run a "
               "scenario under several planners."),
            false);
    else
        m_stack->setCurrentIndex(1);
    fillCameras();
    m_scrub->setRange(0, stepOf(lengthOf(m_comparison)));
    m_scrub->setPageStep(m_comparison.windows.empty() ? kPerSecond
                                                      : std::max(1, stepOf(m_comparison.windows.front().length)));
    m_banner->show(m_comparison);
    showTables();
    showScene();
    showInstant();
}

void ComparePage::showTables()
{
    m_figures->show(ComparisonTables::figureColumns(), ComparisonTables::figures(m_comparison));
    m_windows->show(ComparisonTables::windowColumns(m_comparison), ComparisonTables::windows(m_comparison));
    m_cameras->show(ComparisonTables::cameraColumns(m_comparison), ComparisonTables::cameras(m_comparison));
    const bool any = !m_sides.empty();
    for (QPushButton* button : {m_base, m_remove, m_open})
        button->setEnabled(any);
    if (any)
        m_figureView->setCurrentIndex(m_figureView->model()->index(0, 0));
}

void ComparePage::fillCameras()
{
    const auto before = camera();
    const QSignalBlocker quiet(m_camera);
    m_camera->clear();
    m_camera->addItem(tr("All cameras"));
    for (const ComparisonCamera& known : m_comparison.cameras) {
        m_camera->addItem(format::text(cameraLetter(known.camera)) + QLatin1Char(' ') + format::text(known.name),
                          known.camera.value);
        if (before == known.camera)
            m_camera->setCurrentIndex(m_camera->count() - 1);
    }
}

std::optional<CameraId> ComparePage::camera() const
{
    const QVariant id = m_camera->currentData();
    return id.isValid() ? std::optional(CameraId{id.toUInt()}) : std::nullopt;
}

void ComparePage::showScene()
{
    m_chart->setScene(
        comparisonScene(m_comparison, static_cast<ComparisonView>(m_view->currentIndex()), camera(), palette()));
    m_chart->setCursor(toSeconds(time()));
}

void ComparePage::showInstant()
{
    m_chart->setCursor(toSeconds(time()));
    const auto windows = windowsAt(m_comparison, time());
    QStringList parts{format::clock(time())};
    if (!windows.empty()) {
        parts << tr("window %1").arg(windows.front()->window.value);
        for (std::size_t i = 0; i < m_comparison.sides.size(); ++i)
            parts << QStringLiteral("%1 %2").arg(ComparisonTables::sideName(m_comparison, i),
                                                 ComparisonTables::points(meanIn(windows, i, camera())));
    }
    m_readOut->setText(parts.join(QStringLiteral("  ·  ")));
    showRowOf(windows);
}

/// A row that is one of these, of whichever seed, stays: it may have been chosen.
void ComparePage::showRowOf(const std::vector<const ComparisonWindow*>& windows)
{
    const auto isAmongThem = [&](const QModelIndex& cell) {
        const auto number = cell.siblingAtColumn(0).data(ValueTableModel::kSortRole).toUInt();
        const auto seed = cell.siblingAtColumn(1).data(ValueTableModel::kSortRole).toULongLong();
        return std::any_of(windows.begin(), windows.end(), [&](const ComparisonWindow* window) {
            return window->window.value == number && window->seed == seed;
        });
    };
    const QModelIndex current = m_windowView->currentIndex();
    if (current.isValid() && isAmongThem(current))
        return;
    const QAbstractItemModel& model = *m_windowView->model();
    for (int row = 0; row < model.rowCount(); ++row)
        if (isAmongThem(model.index(row, 0)))
            return m_windowView->setCurrentIndex(model.index(row, 0));
}

/// The bar goes to where the window of the current row begins.
void ComparePage::selectWindow()
{
    const QModelIndex begins = m_windowView->currentIndex().siblingAtColumn(2);
    if (begins.isValid())
        setTime(fromSeconds(begins.data(ValueTableModel::kSortRole).toDouble()));
}

std::optional<std::size_t> ComparePage::selectedSide() const
{
    const QString name = m_figureView->currentIndex().siblingAtColumn(0).data().toString();
    for (std::size_t i = 0; i < m_comparison.sides.size(); ++i)
        if (ComparisonTables::sideName(m_comparison, i) == name)
            return i;
    return std::nullopt;
}

void ComparePage::removeSelected()
{
    const auto side = selectedSide();
    if (!side)
        return;
    std::vector<SideRequest> rest = m_sides;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(*side));
    read(std::move(rest));
}

void ComparePage::makeBase()
{
    const auto side = selectedSide();
    if (!side || *side == 0)
        return;
    std::vector<SideRequest> turned = m_sides;
    std::rotate(turned.begin(), turned.begin() + static_cast<std::ptrdiff_t>(*side),
                turned.begin() + static_cast<std::ptrdiff_t>(*side) + 1);
    read(std::move(turned));
}

void ComparePage::openSelected()
{
    if (const auto side = selectedSide())
        Q_EMIT openRequested(format::text(m_comparison.sides[*side].sessions.front()), time());
}

Nanoseconds ComparePage::time() const
{
    return timeOf(m_scrub->value());
}

void ComparePage::setTime(Nanoseconds time)
{
    m_scrub->setValue(stepOf(time));
}

void ComparePage::setView(ComparisonView view)
{
    m_view->setCurrentIndex(static_cast<int>(view));
}

void ComparePage::setCamera(std::optional<CameraId> camera)
{
    m_camera->setCurrentIndex(camera ? std::max(0, m_camera->findData(camera->value)) : 0);
}

QString ComparePage::message() const
{
    return m_stack->currentIndex() == 0 ? m_message->text() : QString();
}

QString ComparePage::warning() const
{
    return m_banner->warning();
}

QString ComparePage::readOut() const
{
    return m_readOut->text();
}

void ComparePage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showScene();
}

} // namespace jackdaw::widgets
