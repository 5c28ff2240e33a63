// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/devices/devices_page.h"

#include "widgets/charts/series_chart.h"
#include "widgets/devices/device_tables.h"
#include "widgets/devices/load_scene.h"
#include "widgets/shell/view_export.h"
#include "widgets/theme/format.h"
#include "widgets/theme/theme.h"
#include "widgets/timeline/timeline_view.h"
#include "widgets/twins/twins.h"

#include <QComboBox>
#include <QDockWidget>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace jackdaw::widgets {
namespace {

constexpr int kRebuildMilliseconds = 300;

} // namespace

DevicesPage::DevicesPage(SessionView& session, QWidget* parent) :
    Page(parent), m_session(session), m_timeline(new TimelineView(session)), m_load(new SeriesChart),
    m_jobs(new ValueTableModel(DeviceTables::jobColumns(), this)),
    m_idle(new ValueTableModel(DeviceTables::idleColumns(), this)),
    m_costs(new ValueTableModel(DeviceTables::costColumns(), this)),
    m_sums(new ValueTableModel(DeviceTables::sumColumns(), this)), m_devices(new QComboBox), m_readOut(new QLabel),
    m_marked(new QLabel), m_planOfMark(new QPushButton(tr("Its plan"))), m_costNote(new QLabel), m_legend(new QLabel),
    m_jobsView(makeValueTable(m_jobs, tr("Jobs that run now"))),
    m_idleView(makeValueTable(m_idle, tr("Idle time and its reasons"))),
    m_sumsView(makeValueTable(m_sums, tr("Device time of the marked area"))),
    m_throttle(kRebuildMilliseconds, [this] { rebuild(); })
{
    setObjectName(QStringLiteral("devicesPage"));
    setMiddle(makeMiddle());
    addPanel(QStringLiteral("loadDock"), tr("Load"), makeLoadPanel(), Qt::TopDockWidgetArea);
    addPanel(QStringLiteral("jobsDock"), tr("Jobs now"), m_jobsView, Qt::RightDockWidgetArea);
    addPanel(QStringLiteral("idleDock"), tr("Idle"), m_idleView, Qt::RightDockWidgetArea);
    addPanel(QStringLiteral("costsDock"), tr("Costs"), makeCostPanel(), Qt::RightDockWidgetArea);
    addPanel(QStringLiteral("sumsDock"), tr("Device time"), makeSumsPanel(), Qt::RightDockWidgetArea);
    finishPanels();
    connectViews();
    addPictureExport(*m_load, tr("load"));
    addPictureExport(*m_timeline, tr("timeline"));
    addTableTwin(*m_load, tr("load"), [this] { return Twins::ofChart(m_load->scene()); });
    addTableTwin(*m_timeline, tr("timeline"), [this] { return Twins::ofTimeline(m_session.state()); });
    rebuild();
}

QWidget* DevicesPage::makeMiddle()
{
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(8, 6, 8, 6);
    auto* row = new QHBoxLayout;
    auto* label = new QLabel(tr("Device"));
    label->setBuddy(m_devices);
    m_devices->setAccessibleName(tr("Device that is shown"));
    m_devices->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(label);
    row->addWidget(m_devices);
    auto* legend = new QLabel(tr("light: granted · full: used · line: asked · solid: inference · hatched: retraining · "
                                 "dotted: labelling, profiling · click a job or drag to sum device time"));
    legend->setWordWrap(true);
    row->addSpacing(12);
    row->addWidget(legend, 1);
    m_readOut->setTextFormat(Qt::PlainText);
    m_readOut->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_readOut->setMinimumHeight(fontMetrics().height() + 4);
    column->addLayout(row);
    column->addWidget(m_timeline, 1);
    column->addWidget(m_readOut);
    return middle;
}

QWidget* DevicesPage::makeLoadPanel()
{
    m_load->setAccessibleName(tr("Load of the devices over time"));
    m_load->setToolTip(
        tr("<p>Granted shares of all jobs on top of each other: inference, then labelling and profiling, "
           "then retraining. Solid line: used; dashed line: asked for.</p><p>1 is one whole "
           "device.</p>"));
    auto* panel = new QWidget;
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_legend->setMargin(4);
    m_legend->setWordWrap(true);
    column->addWidget(m_legend);
    column->addWidget(m_load, 1);
    return panel;
}

QWidget* DevicesPage::makeSumsPanel()
{
    auto* panel = new QWidget;
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(0, 0, 0, 0);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(6, 4, 6, 0);
    m_marked->setObjectName(QStringLiteral("markedText"));
    m_marked->setTextFormat(Qt::PlainText);
    m_marked->setWordWrap(true);
    auto* clear = new QPushButton(tr("Whole range"));
    clear->setToolTip(tr("Forgets the marked area and sums all jobs over the time that is shown"));
    row->addWidget(m_marked, 1);
    m_planOfMark->setToolTip(tr("Shows how the plan was found that gave the marked job its share"));
    row->addWidget(m_planOfMark);
    row->addWidget(clear);
    connect(m_planOfMark, &QPushButton::clicked, this, &DevicesPage::showPlanOfMark);
    column->addLayout(row);
    column->addWidget(m_sumsView, 1);
    connect(clear, &QPushButton::clicked, this, &DevicesPage::clearMark);
    return panel;
}

QWidget* DevicesPage::makeCostPanel()
{
    auto* panel = new QWidget;
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(0, 0, 0, 0);
    m_costNote->setObjectName(QStringLiteral("costNote"));
    m_costNote->setTextFormat(Qt::PlainText);
    m_costNote->setWordWrap(true);
    m_costNote->setMargin(6);
    column->addWidget(m_costNote);
    column->addWidget(makeValueTable(m_costs, tr("Costs of batches, charged and measured")), 1);
    return panel;
}

void DevicesPage::arrangePanels()
{
    docks().setCorner(Qt::TopRightCorner, Qt::RightDockWidgetArea);
    docks().splitDockWidget(panel(1), panel(4), Qt::Vertical);
    docks().tabifyDockWidget(panel(1), panel(2));
    docks().tabifyDockWidget(panel(2), panel(3));
    panel(1)->raise();
}

void DevicesPage::sizePanels()
{
    docks().resizeDocks({panel(0)}, {240}, Qt::Vertical);
    docks().resizeDocks({panel(1)}, {550}, Qt::Horizontal);
    docks().resizeDocks({panel(1), panel(4)}, {380, 380}, Qt::Vertical);
}

void DevicesPage::connectViews()
{
    SessionController& controller = m_session.controller();
    SessionClock& clock = m_session.clock();
    connect(&controller, &SessionController::changed, this, &DevicesPage::refresh);
    connect(&controller, &SessionController::reset, this, &DevicesPage::rebuild);
    connect(&controller, &SessionController::opened, this, &DevicesPage::clearMark);
    connect(&m_session.selection(), &Selection::cameraChanged, this, &DevicesPage::rebuild);
    connect(&clock, &SessionClock::rangeChanged, this, [this] { m_throttle.request(); });
    connect(&clock, &SessionClock::pointedChanged, this, [this, &clock] {
        m_load->setCursor(clock.pointed() ? std::optional(toSeconds(*clock.pointed())) : std::nullopt);
    });
    connect(m_load, &SeriesChart::hovered, this, [&clock](std::optional<QPointF> value) {
        clock.setPointed(value ? std::optional(fromSeconds(value->x())) : std::nullopt);
    });
    connect(m_load, &SeriesChart::clicked, this, [&clock](QPointF value) {
        if (QGuiApplication::keyboardModifiers() & Qt::ShiftModifier)
            clock.setReference(fromSeconds(value.x()));
    });
    connect(m_timeline, &TimelineView::seekRequested, &controller, &SessionController::seek);
    connect(m_timeline, &TimelineView::readOutChanged, m_readOut, &QLabel::setText);
    connect(m_timeline, &TimelineView::areaMarked, this, &DevicesPage::mark);
    connect(m_devices, &QComboBox::activated, this, [this](int index) {
        const QVariant device = m_devices->itemData(index);
        showDevice(device.isValid() ? std::optional(DeviceId{device.toUInt()}) : std::nullopt);
    });
}

void DevicesPage::showDevice(std::optional<DeviceId> device)
{
    m_device = device;
    m_timeline->showDevice(device);
    clearMark();
    rebuild();
}

void DevicesPage::mark(std::vector<std::size_t> lanes, TimeRange range)
{
    // A click is an instant: the job that it meets says more, or else the second around it.
    constexpr Nanoseconds kHalf = std::chrono::milliseconds(500);
    const bool isMoment = range.length() < 2 * kHalf;
    if (!isMoment || !markJob(lanes, range.start))
        m_mark = Mark{std::move(lanes), isMoment ? TimeRange{range.start - kHalf, range.start + kHalf} : range, {}};
    raisePanel(QStringLiteral("sumsDock"));
    showSums();
}

bool DevicesPage::markJob(const std::vector<std::size_t>& lanes, Nanoseconds time)
{
    const SessionState& state = m_session.state();
    for (const std::size_t index : lanes) {
        if (index >= state.lanes.size() || state.lanes[index].kind == JobKind::Inference)
            continue;
        for (const JobSpan& span : state.lanes[index].spans) {
            const Nanoseconds end = span.end.value_or(std::max(state.time, span.start));
            if (time < span.start || time > end)
                continue;
            m_mark = Mark{{index}, {span.start, end}, span};
            return true;
        }
    }
    return false;
}

/// "B Gate, retraining, whole, 6 epochs", of a job that is marked.
QString DevicesPage::markedName() const
{
    const SessionState& state = m_session.state();
    if (!m_mark || !m_mark->job || m_mark->lanes.front() >= state.lanes.size())
        return {};
    QString name = DeviceTables::laneName(state, state.lanes[m_mark->lanes.front()]);
    if (m_mark->job->configuration)
        name += QStringLiteral(", ") + format::text(configurationName(state, *m_mark->job->configuration));
    return name;
}

/// The newest plan before the marked job began, which gave it its share. Null where there was none, or where it is no
/// longer kept.
const PlanState* DevicesPage::planOfMark() const
{
    const PlanState* before = nullptr;
    for (const PlanState& plan : m_session.state().plans)
        if (m_mark && m_mark->job && plan.time <= m_mark->job->start)
            before = &plan;
    return before;
}

void DevicesPage::showPlanOfMark()
{
    const PlanState* plan = planOfMark();
    if (!plan)
        return;
    m_session.selection().setPlan(plan->time);
    Q_EMIT explainRequested();
}

/// Of a job that was under way when it was marked: to where it is now.
TimeRange DevicesPage::markedRange() const
{
    const SessionState& state = m_session.state();
    if (!m_mark->job || m_mark->lanes.front() >= state.lanes.size())
        return m_mark->range;
    for (const JobSpan& span : state.lanes[m_mark->lanes.front()].spans)
        if (span.start == m_mark->job->start)
            return {span.start, span.end.value_or(std::max(state.time, span.start))};
    return m_mark->range;
}

void DevicesPage::clearMark()
{
    m_mark.reset();
    showSums();
}

std::vector<std::size_t> DevicesPage::shownLanes() const
{
    std::vector<std::size_t> lanes;
    for (std::size_t i = 0; i < m_session.state().lanes.size(); ++i)
        if (!m_device || m_session.state().lanes[i].device == *m_device)
            lanes.push_back(i);
    return lanes;
}

void DevicesPage::showSums()
{
    const TimeRange range = m_mark ? markedRange() : m_session.clock().range();
    m_sums->show(
        DeviceTables::sums(m_session.state(), m_session.deviceRecords(), m_mark ? m_mark->lanes : shownLanes(), range));
    const QString from = format::clock(range.start);
    const QString to = format::clock(std::min(range.end, std::max(m_session.state().time, range.start)));
    const QString job = markedName();
    m_planOfMark->setVisible(planOfMark() != nullptr);
    m_marked->setText(!job.isEmpty() ? tr("Marked: %1, %2 to %3, device-seconds").arg(job, from, to)
                          : m_mark   ? tr("Marked: %1 to %2, device-seconds").arg(from, to)
                                     : tr("All that is shown: %1 to %2, device-seconds").arg(from, to));
}

QString DevicesPage::markedText() const
{
    return m_marked->text();
}

void DevicesPage::refresh()
{
    const Revisions& revisions = m_session.state().revisions;
    const std::uint64_t revision = revisions.timeline + revisions.windows + m_session.deviceRecords().revision();
    if (isVisible() && revision != m_seenRevision)
        m_throttle.request();
}

void DevicesPage::fillDevices()
{
    const SessionState& state = m_session.state();
    const int count = state.session ? static_cast<int>(state.session->devices.size()) : 0;
    if (m_devices->count() != count + 1) {
        m_devices->clear();
        m_devices->addItem(tr("All devices"));
        for (int i = 0; i < count; ++i)
            m_devices->addItem(
                tr("%1: %2").arg(i).arg(format::text(state.session->devices[static_cast<std::size_t>(i)])), i);
    }
    // Of one device its number would say nothing.
    for (QTableView* view : {m_jobsView, m_idleView, m_sumsView})
        view->setColumnHidden(1, count < 2);
    m_devices->setCurrentIndex(m_device ? m_devices->findData(m_device->value) : 0);
}

void DevicesPage::showLegend()
{
    const Theme& theme = themeFor(palette());
    const auto swatch = [&](LoadLayer layer, const QString& name) {
        return QStringLiteral("<font color=\"%1\">■</font> %2").arg(loadColour(layer, theme).name(), name);
    };
    m_legend->setText(tr("granted, from below: %1 · %2 · %3 · line: used · dashed: asked")
                          .arg(swatch(LoadLayer::Inference, tr("inference")),
                               swatch(LoadLayer::Preparation, tr("labelling and profiling")),
                               swatch(LoadLayer::Retraining, tr("retraining"))));
}

void DevicesPage::rebuild()
{
    const SessionState& state = m_session.state();
    const DeviceRecords& records = m_session.deviceRecords();
    m_seenRevision = state.revisions.timeline + state.revisions.windows + records.revision();
    fillDevices();
    showLegend();
    m_jobs->show(DeviceTables::jobs(state, m_device));
    m_idle->show(DeviceTables::idle(state, m_device));
    m_costs->show(DeviceTables::costs(records));
    m_costNote->setText(
        records.costWindows() == 0
            ? tr("Costs are measured over a window and told at its end. None was told yet, or the windows "
                 "were jumped over.")
            : tr("Sums over the windows that were played here: %1.").arg(records.costWindows()));
    if (isVisible())
        m_load->setScene(loadScene(state, records, m_session.clock().range(), m_device, palette()));
    showSums();
}

void DevicesPage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        rebuild();
}

void DevicesPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    rebuild();
}

} // namespace jackdaw::widgets
