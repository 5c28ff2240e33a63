// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/live/accuracy_panel.h"

#include "widgets/shell/view_export.h"
#include "widgets/theme/format.h"
#include "widgets/theme/theme.h"
#include "widgets/twins/twins.h"

#include <QEvent>
#include <QGuiApplication>
#include <QVBoxLayout>

#include <algorithm>

namespace jackdaw::widgets {
namespace {

constexpr int kRebuildMilliseconds = 250;

/// Value of a camera's line at a time, or nothing before its first point and where nothing was to be seen.
std::optional<double> valueAt(const CameraState& camera, Nanoseconds time)
{
    const auto after = std::upper_bound(camera.accuracy.begin(), camera.accuracy.end(), time,
                                        [](Nanoseconds t, const AccuracyPoint& point) { return t < point.time; });
    if (after == camera.accuracy.begin())
        return std::nullopt;
    return std::prev(after)->value;
}

} // namespace

AccuracyPanel::AccuracyPanel(SessionView& session, QWidget* parent) :
    QWidget(parent), m_controller(session.controller()), m_selection(session.selection()), m_clock(session.clock()),
    m_chart(new SeriesChart(this)), m_readOut(new QLabel(this)), m_throttle(kRebuildMilliseconds, [this] { rebuild(); })
{
    setObjectName(QStringLiteral("accuracyPanel"));
    setAccessibleName(tr("Accuracy over time"));
    m_chart->setAccessibleName(tr("Chart of each camera's accuracy over time"));
    m_chart->setToolTip(
        tr("<p>F1 of the student's predictions against the golden model, pooled over the newest %1 scored frames "
           "of each camera; where there was nothing to see the line is broken.</p><p>▲ a retrained model was swapped "
           "in · × it was rejected · vertical lines: "
           "windows · band: 95 % interval of the selected camera's window accuracy.</p>")
            .arg(kRollingFrames));
    m_readOut->setTextFormat(Qt::RichText);
    m_readOut->setMargin(4);
    m_readOut->setWordWrap(true);
    m_readOut->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_readOut);
    layout->addWidget(m_chart, 1);
    addPictureExport(*m_chart, tr("accuracy"));
    addTableTwin(*m_chart, tr("accuracy"), [this] { return Twins::ofAccuracy(m_controller.state()); });
    connect(&m_controller, &SessionController::changed, this, &AccuracyPanel::refresh);
    connect(&m_controller, &SessionController::reset, this, &AccuracyPanel::rebuild);
    connect(&m_selection, &Selection::cameraChanged, this, &AccuracyPanel::rebuild);
    connect(&m_clock, &SessionClock::referenceChanged, this, &AccuracyPanel::rebuild);
    connect(&m_clock, &SessionClock::pointedChanged, this, [this] {
        const auto time = m_clock.pointed();
        m_chart->setCursor(time ? std::optional(toSeconds(*time)) : std::nullopt);
        showReadOut(time ? std::optional(QPointF(toSeconds(*time), 0)) : std::nullopt);
    });
    connect(m_chart, &SeriesChart::hovered, this, [this](std::optional<QPointF> value) {
        m_clock.setPointed(value ? std::optional(fromSeconds(value->x())) : std::nullopt);
    });
    connect(m_chart, &SeriesChart::clicked, this, [this](QPointF value) {
        if (QGuiApplication::keyboardModifiers() & Qt::ShiftModifier)
            m_clock.setReference(fromSeconds(value.x()));
    });
    rebuild();
}

void AccuracyPanel::refresh()
{
    const std::uint64_t revision = m_controller.state().revisions.accuracy + m_controller.state().revisions.windows;
    if (isVisible() && revision != m_seenRevision)
        m_throttle.request();
}

void AccuracyPanel::rebuild()
{
    const SessionState& state = m_controller.state();
    m_seenRevision = state.revisions.accuracy + state.revisions.windows;
    const Nanoseconds end = m_controller.capabilities().seek ? m_controller.duration() : Nanoseconds{0};
    ChartScene scene = accuracyScene(state, palette(), m_selection.camera(), end);
    if (m_clock.reference())
        scene.rules.push_back(
            {toSeconds(*m_clock.reference()), Qt::Vertical, themeFor(palette()).accent, Qt::DotLine, tr("reference")});
    m_chart->setScene(std::move(scene));
    showReadOut(std::nullopt);
}

void AccuracyPanel::showReadOut(std::optional<QPointF> value)
{
    const SessionState& state = m_controller.state();
    const Nanoseconds time = value ? fromSeconds(value->x()) : state.time;
    QStringList parts;
    for (const CameraState& camera : state.cameras)
        if (const auto accuracy = valueAt(camera, time)) {
            parts << QStringLiteral("<b>%1</b> %2")
                         .arg(format::text(cameraLetter(camera.info.camera)), format::accuracy(*accuracy));
            const auto before = m_clock.reference() ? valueAt(camera, *m_clock.reference()) : std::nullopt;
            if (before)
                parts.back() += QStringLiteral(" (%1)").arg(format::signedAccuracy(*accuracy - *before));
        }
    m_readOut->setText(format::clock(time, false) + QStringLiteral("&nbsp;&nbsp; ")
                       + parts.join(QStringLiteral("&nbsp; ")));
}

void AccuracyPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        rebuild();
}

void AccuracyPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    rebuild();
}

} // namespace jackdaw::widgets
