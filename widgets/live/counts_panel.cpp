// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/live/counts_panel.h"

#include "widgets/shell/view_export.h"
#include "widgets/theme/format.h"
#include "widgets/twins/twins.h"
#include "widgets/video/count_marks.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace jackdaw::widgets {
namespace {

constexpr int kRebuildMilliseconds = 300;

} // namespace

CountsPanel::CountsPanel(SessionView& session, QWidget* parent) :
    QWidget(parent), m_session(session), m_places(new QComboBox), m_totals(new QLabel), m_chart(new SeriesChart),
    m_throttle(kRebuildMilliseconds, [this] { rebuild(); })
{
    setObjectName(QStringLiteral("countsPanel"));
    setAccessibleName(tr("Counts over time"));
    m_places->setAccessibleName(tr("Line or zone"));
    m_places->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_totals->setObjectName(QStringLiteral("countTotals"));
    m_totals->setTextFormat(Qt::PlainText);
    m_totals->setWordWrap(true);
    m_chart->setAccessibleName(tr("Chart of counts over time"));
    m_chart->setToolTip(
        tr("<p>The time that is shown in sixty equal parts. Of a line: crossings in each part, both ways together, per "
           "minute. Of a zone: the most objects of the class that were in it at once.</p><p>Of what was jumped over in "
           "a recording only the sum is known: it is spread evenly. Play there to see how it came.</p>"));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(6, 4, 6, 2);
    row->addWidget(m_places);
    row->addWidget(m_totals, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addWidget(m_chart, 1);
    addPictureExport(*m_chart, tr("counts"));
    addTableTwin(*m_chart, tr("counts"), [this] { return Twins::ofChart(m_chart->scene()); });
    SessionClock& clock = session.clock();
    connect(&session.controller(), &SessionController::changed, this, &CountsPanel::refresh);
    connect(&session.controller(), &SessionController::reset, this, &CountsPanel::rebuild);
    connect(&session.selection(), &Selection::cameraChanged, this, &CountsPanel::chooseCamera);
    connect(&clock, &SessionClock::rangeChanged, this, [this] { m_throttle.request(); });
    connect(&clock, &SessionClock::pointedChanged, this, [this, &clock] {
        m_chart->setCursor(clock.pointed() ? std::optional(toSeconds(*clock.pointed())) : std::nullopt);
    });
    connect(m_chart, &SeriesChart::hovered, this, [&clock](std::optional<QPointF> value) {
        clock.setPointed(value ? std::optional(fromSeconds(value->x())) : std::nullopt);
    });
    connect(m_places, &QComboBox::activated, this, [this] {
        if (place())
            m_session.selection().setCamera(place()->camera);
        rebuild();
    });
    rebuild();
}

std::optional<CountPlace> CountsPanel::place() const
{
    const int index = m_places->currentIndex();
    return index >= 0 && static_cast<std::size_t>(index) < m_shown.size()
        ? std::optional(m_shown[static_cast<std::size_t>(index)])
        : std::nullopt;
}

QString CountsPanel::totals() const
{
    return m_totals->text();
}

void CountsPanel::refresh()
{
    const std::uint64_t revision = m_session.countRecords().revision() + m_session.state().revisions.windows;
    if (isVisible() && (revision != m_seenRevision || m_session.state().time != m_seenTime))
        m_throttle.request();
}

/// True where there are others now.
bool CountsPanel::fillPlaces()
{
    const std::vector<CountPlace> places = countPlaces(m_session.state());
    QStringList names;
    for (const CountPlace& each : places) {
        const CameraState& camera = *findCamera(m_session.state(), each.camera);
        names << tr("%1 %2: %3")
                     .arg(format::text(cameraLetter(each.camera)), format::text(camera.info.name),
                          format::text(each.isZone ? camera.info.zones[each.index].name
                                                   : camera.info.lines[each.index].name));
    }
    if (places == m_shown && names == m_names)
        return false;
    m_shown = places;
    m_names = names;
    m_places->clear();
    m_places->addItems(names);
    return true;
}

/// The first place of the camera that is selected, unless one of it is shown already.
void CountsPanel::pickPlace()
{
    const auto camera = m_session.selection().camera();
    const auto first = std::find_if(m_shown.begin(), m_shown.end(),
                                    [&](const CountPlace& each) { return camera && each.camera == *camera; });
    if (first != m_shown.end() && !(place() && place()->camera == *camera))
        m_places->setCurrentIndex(static_cast<int>(first - m_shown.begin()));
}

void CountsPanel::chooseCamera()
{
    fillPlaces();
    pickPlace();
    rebuild();
}

void CountsPanel::rebuild()
{
    const SessionState& state = m_session.state();
    m_seenRevision = m_session.countRecords().revision() + state.revisions.windows;
    m_seenTime = state.time;
    if (fillPlaces())
        pickPlace();
    m_places->setVisible(!m_shown.empty());
    const auto chosen = place();
    const CameraState* camera = chosen ? findCamera(state, chosen->camera) : nullptr;
    const auto marks = camera ? CountMarks::of(state, *camera) : std::vector<CountMark>();
    // Marks are in the order of places: lines, then zones.
    const std::size_t index = chosen ? chosen->index + (chosen->isZone ? camera->info.lines.size() : 0) : 0;
    m_totals->setText(index < marks.size() ? marks[index].tip : QString());
    if (isVisible())
        m_chart->setScene(countScene(state, m_session.countRecords(), chosen, m_session.clock().range(), palette()));
}

void CountsPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        rebuild();
}

void CountsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    rebuild();
}

} // namespace jackdaw::widgets
