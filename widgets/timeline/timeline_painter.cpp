// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline/timeline_painter.h"

#include "engine/base/ticks.h"
#include "widgets/theme/format.h"
#include "widgets/theme/letter.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace jackdaw::widgets {
namespace {

int barHeight(const QRect& row, double share, double scale)
{
    return static_cast<int>(std::lround(std::clamp(share / scale, 0.0, 1.0) * (row.height() - 2)));
}

void paintBars(QPainter& painter, const QRect& row, const std::vector<PixelBar>& bars, const QColor& hue,
               Qt::BrushStyle pattern, const TimelineStyle& style)
{
    const QColor granted = mixed(style.theme.panel, hue, 0.28);
    const QColor requested = mixed(hue, style.theme.text, 0.45);
    const int bottom = row.bottom();
    for (const PixelBar& bar : bars) {
        const int width = bar.right - bar.left;
        const int grantedHeight = barHeight(row, bar.granted, style.scale);
        painter.fillRect(bar.left, bottom - grantedHeight, width, grantedHeight, granted);
        const int usedHeight = barHeight(row, bar.used, style.scale);
        if (usedHeight > 0)
            painter.fillRect(QRect(bar.left, bottom - usedHeight, width, usedHeight), QBrush(hue, pattern));
        if (bar.requested > 0) {
            const bool short_ = bar.granted < bar.requested * 0.98 - 1e-6;
            painter.fillRect(bar.left, bottom - barHeight(row, bar.requested, style.scale), width, 1,
                             short_ ? style.theme.warning : requested);
        }
    }
}

/// Adds a bar to what \p filled says is there of each column, \p unit pixels high for a whole device.
void stackBar(QPainter& painter, const QRect& row, std::vector<double>& filled, const PixelBar& bar, double unit,
              const QColor& granted, const QBrush& used)
{
    int left = std::max(bar.left, row.left());
    const int end = std::min(bar.right, row.right() + 1);
    while (left < end) {
        double& base = filled[static_cast<std::size_t>(left - row.left())];
        int right = left + 1;
        while (right < end && filled[static_cast<std::size_t>(right - row.left())] == base)
            ++right;
        const int bottom = row.bottom() - static_cast<int>(std::lround(base));
        const double room = std::max(0.0, row.height() - 2 - base);
        const int high = static_cast<int>(std::lround(std::min(bar.granted * unit, room)));
        const int full = static_cast<int>(std::lround(std::min({bar.used * unit, bar.granted * unit, room})));
        painter.fillRect(left, bottom - high, right - left, high, granted);
        painter.fillRect(QRect(left, bottom - full, right - left, full), used);
        const double top = base + std::min(bar.granted * unit, room);
        std::fill(&base, &base + (right - left), top);
        left = right;
    }
}

QString deviceName(DeviceId device)
{
    return QCoreApplication::translate("jackdaw::widgets::TimelineView", "device %1").arg(device.value);
}

/// \p text in \p place on a patch of paper, if it fits.
void paintNote(QPainter& painter, const QRect& place, const QString& text, const Theme& theme)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const int width = metrics.horizontalAdvance(text) + 6;
    if (width > place.width())
        return;
    QColor paper = theme.panel;
    paper.setAlpha(205);
    const QRect patch(place.left(), place.center().y() - metrics.height() / 2, width, metrics.height());
    painter.fillRect(patch, paper);
    painter.setPen(theme.text);
    painter.drawText(patch, Qt::AlignCenter, text);
}

QString spanText(const SessionState& state, const Lane& lane, const JobSpan& span)
{
    QString text =
        span.configuration ? format::text(configurationName(state, *span.configuration)) : format::jobKind(lane.kind);
    if (span.outcome == JobOutcome::Failed)
        text += QStringLiteral("  ") + QCoreApplication::translate("jackdaw::widgets::TimelineView", "failed");
    else if (span.outcome == JobOutcome::Interrupted)
        text += QStringLiteral("  ") + QCoreApplication::translate("jackdaw::widgets::TimelineView", "interrupted");
    else if (span.outcome == JobOutcome::Running && lane.kind == JobKind::Retraining)
        text += QStringLiteral("  %1 %").arg(static_cast<int>(span.fraction * 100));
    return span.movedTo ? text + QStringLiteral("  → ") + deviceName(*span.movedTo) : text;
}

/// An outline around each run of a retraining, with its configuration where there is room.
void paintSpans(QPainter& painter, const QRect& row, const SessionState& state, const Lane& lane,
                const TimelineCoordinates& coordinates, const Theme& theme)
{
    const QColor hue = theme.camera(lane.camera);
    for (const JobSpan& span : lane.spans) {
        const Nanoseconds end = span.end.value_or(std::max(state.time, span.start));
        if (end < coordinates.range.start || span.start > coordinates.range.end)
            continue;
        const int left = static_cast<int>(std::max(coordinates.left, coordinates.xOf(span.start)));
        const int right = static_cast<int>(std::min(coordinates.right, coordinates.xOf(end)));
        const QColor border = span.outcome == JobOutcome::Failed ? theme.error
            : span.outcome == JobOutcome::Interrupted            ? theme.warning
                                                                 : hue;
        painter.fillRect(left, row.top() + 1, 1, row.height() - 1, border);
        if (right - left < 3)
            continue;
        painter.fillRect(right, row.top() + 1, 1, row.height() - 1, border);
        paintNote(painter, QRect(left + 2, row.top(), right - left - 2, row.height()), spanText(state, lane, span),
                  theme);
    }
}

QString rowName(RowKind kind)
{
    switch (kind) {
    case RowKind::Inference: return format::jobKindShort(JobKind::Inference);
    case RowKind::Retraining: return format::jobKindShort(JobKind::Retraining);
    case RowKind::Preparation: return QCoreApplication::translate("jackdaw::widgets::TimelineView", "label, profile");
    case RowKind::Idle: return QCoreApplication::translate("jackdaw::widgets::TimelineView", "idle");
    case RowKind::All: break;
    }
    return {};
}

/// The camera, with its device where there are several, or the device alone.
QString rowOwner(const SessionState& state, const TimelineRow& content)
{
    const CameraState* camera = content.camera ? findCamera(state, *content.camera) : nullptr;
    if (!camera)
        return content.camera ? QString() : deviceName(content.device);
    const bool several = state.session && state.session->devices.size() > 1;
    const QString name = format::text(camera->info.name);
    return several ? QStringLiteral("%1: %2").arg(content.device.value).arg(name) : name;
}

/// All jobs of a camera on top of each other: inference below, then labelling and profiling, then retraining.
void paintFoldedRow(QPainter& painter, const QRect& row, const SessionState& state, const TimelineRow& content,
                    const TimelineCoordinates& coordinates, const TimelineStyle& style)
{
    std::vector<double> filled(static_cast<std::size_t>(std::max(0, row.width()) + 1), 0.0);
    const double unit = (row.height() - 2) / style.scale;
    const QColor hue = style.theme.camera(*content.camera);
    for (const RowKind kind : {RowKind::Inference, RowKind::Preparation, RowKind::Retraining})
        for (const std::size_t index : content.lanes) {
            const Lane& lane = state.lanes[index];
            if (rowKind(lane.kind) != kind)
                continue;
            const QColor granted = mixed(style.theme.panel, hue, kind == RowKind::Inference ? 0.28 : 0.14);
            const QBrush used(hue, Theme::pattern(lane.kind));
            for (const PixelBar& bar : pixelBars(style.shares(lane), coordinates))
                stackBar(painter, row, filled, bar, unit, granted, used);
            if (lane.kind == JobKind::Retraining)
                paintSpans(painter, row, state, lane, coordinates, style.theme);
        }
    painter.fillRect(row.left(), row.bottom(), row.width(), 1, style.theme.grid);
}

QColor stackColour(const Theme& theme, const Lane& lane)
{
    const QColor hue = theme.camera(lane.camera);
    switch (rowKind(lane.kind)) {
    case RowKind::Inference: return mixed(theme.panel, hue, 0.55);
    case RowKind::Retraining: return hue;
    case RowKind::Preparation:
    case RowKind::Idle:
    case RowKind::All: return mixed(theme.panel, theme.mutedText, 0.5);
    }
    return hue;
}

/// A pin: a head, and a point below.
void paintPin(QPainter& painter, const QPoint& centre, const Theme& theme)
{
    painter.fillRect(centre.x() - 2, centre.y() - 5, 5, 5, theme.accent);
    painter.fillRect(centre.x() - 3, centre.y(), 7, 1, theme.accent);
    painter.fillRect(centre.x(), centre.y() + 1, 1, 4, theme.accent);
}

/// How long a device had nothing to do, and the reason that cost most: as much of it as there is room for, in the
/// stretch or before it in the same window.
void paintIdleNote(QPainter& painter, const QRect& place, int windowLeft, const IdleStretch& stretch,
                   const Theme& theme)
{
    const auto longest = std::max_element(stretch.idle->reasons.begin(), stretch.idle->reasons.end(),
                                          [](const auto& a, const auto& b) { return a.seconds < b.seconds; });
    const QString seconds = QStringLiteral("%1 s").arg(stretch.seconds, 0, 'f', 1);
    const QString whole = seconds + QStringLiteral(": ") + format::text(longest->reason);
    const QFontMetrics metrics = painter.fontMetrics();
    for (const QString& text : {whole, seconds}) {
        const int width = metrics.horizontalAdvance(text) + 6;
        if (width <= place.width())
            return paintNote(painter, place.adjusted(2, 0, 0, 0), text, theme);
        if (width <= place.left() - windowLeft)
            return paintNote(painter, QRect(place.left() - width, place.top(), width, place.height()), text, theme);
    }
}

} // namespace

void paintRow(QPainter& painter, const QRect& row, const SessionState& state, const TimelineRow& content,
              const TimelineCoordinates& coordinates, const TimelineStyle& style)
{
    if (content.kind == RowKind::All)
        return paintFoldedRow(painter, row, state, content, coordinates, style);
    for (const std::size_t index : content.lanes) {
        const Lane& lane = state.lanes[index];
        paintBars(painter, row, pixelBars(style.shares(lane), coordinates), style.theme.camera(lane.camera),
                  Theme::pattern(lane.kind), style);
        if (lane.kind == JobKind::Retraining)
            paintSpans(painter, row, state, lane, coordinates, style.theme);
    }
    painter.fillRect(row.left(), row.bottom(), row.width(), 1, style.theme.grid);
}

void paintIdleRow(QPainter& painter, const QRect& row, const SessionState& state, DeviceId device,
                  const TimelineCoordinates& coordinates, const Theme& theme)
{
    for (const IdleStretch& stretch : idleStretches(state, device)) {
        if (stretch.range.end < coordinates.range.start || stretch.range.start > coordinates.range.end)
            continue;
        const int left = static_cast<int>(std::max(coordinates.left, coordinates.xOf(stretch.range.start)));
        const int right = static_cast<int>(std::min(coordinates.right, coordinates.xOf(stretch.range.end)));
        const QRect place(left, row.top() + 2, std::max(1, right - left), row.height() - 4);
        painter.fillRect(place, QBrush(theme.mutedText, Qt::BDiagPattern));
        const double start = std::max(coordinates.left, coordinates.xOf(stretch.window->start));
        paintIdleNote(painter, place, static_cast<int>(start), stretch, theme);
    }
    painter.fillRect(row.left(), row.bottom(), row.width(), 1, theme.grid);
}

void paintRowLabel(QPainter& painter, const QRect& area, const SessionState& state, const TimelineRow& content,
                   const Theme& theme, const RowLabelLook& look)
{
    if (look.selected)
        painter.fillRect(area, mixed(theme.window, theme.accent, 0.16));
    if (look.firstOfCamera && content.camera) {
        const QString letter = format::text(cameraLetter(*content.camera));
        const int side = std::min(14, area.height() - 4);
        const QRect chip(area.left() + 5, area.center().y() - side / 2, side + (letter.size() > 1 ? 6 : 0), side);
        paintLetter(painter, chip, letter, theme.camera(*content.camera));
        if (look.pinned)
            paintPin(painter, QPoint(chip.right() + 6, area.center().y()), theme);
    }
    const QFontMetrics metrics = painter.fontMetrics();
    const QRect text = area.adjusted(30, 0, -6, 0);
    painter.setPen(theme.mutedText);
    const QString job = rowName(content.kind);
    painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, job);
    if (!look.firstOfCamera)
        return;
    painter.setPen(theme.text);
    const int room = text.width() - metrics.horizontalAdvance(job) - 8;
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(rowOwner(state, content), Qt::ElideRight, room));
}

void paintRuler(QPainter& painter, const QRect& area, const SessionState& state, const TimelineCoordinates& coordinates,
                const Theme& theme)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const double low = toSeconds(coordinates.range.start);
    const double high = toSeconds(coordinates.range.end);
    const int label = metrics.horizontalAdvance(QStringLiteral("00:00:00")) + 24;
    const double step = timeTickStep(high - low, std::max(1, area.width() / label));
    painter.setPen(theme.mutedText);
    for (double value = std::ceil(low / step) * step; value <= high; value += step) {
        const int x = static_cast<int>(coordinates.xOf(fromSeconds(value)));
        painter.fillRect(x, area.bottom() - 4, 1, 5, theme.outline);
        const QRect place(x - label / 2, area.top() + metrics.height(), label, metrics.height());
        if (place.left() >= area.left() - label / 2 + 10 && place.right() - 12 <= area.right() + 8)
            painter.drawText(place, Qt::AlignHCenter, format::clock(fromSeconds(value), step < 1));
    }
    double taken = coordinates.left - 1;
    for (const WindowState& window : state.windows) {
        const double x = coordinates.xOf(window.start);
        if (x < taken || x > coordinates.right)
            continue;
        const QString name = format::windowName(state, window.window);
        const double width = metrics.horizontalAdvance(name);
        painter.drawText(QRectF(x + 3, area.top(), width + 1, metrics.height()), Qt::AlignLeft, name);
        taken = x + width + 9;
    }
}

void paintWindowRules(QPainter& painter, const QRect& area, const SessionState& state,
                      const TimelineCoordinates& coordinates, const Theme& theme)
{
    for (const WindowState& window : state.windows) {
        const double x = coordinates.xOf(window.start);
        if (x >= coordinates.left && x <= coordinates.right)
            painter.fillRect(static_cast<int>(x), area.top(), 1, area.height(), theme.outline);
    }
}

void paintStack(QPainter& painter, const QRect& area, const SessionState& state, const TimelineCoordinates& coordinates,
                const Theme& theme, int devices)
{
    painter.fillRect(area, theme.tile);
    std::vector<double> filled(static_cast<std::size_t>(std::max(0, area.width()) + 1), 0.0);
    const double unit = static_cast<double>(area.height()) / std::max(1, devices);
    for (const RowKind kind : {RowKind::Inference, RowKind::Preparation, RowKind::Retraining})
        for (const Lane& lane : state.lanes) {
            if (rowKind(lane.kind) != kind)
                continue;
            const QColor colour = stackColour(theme, lane);
            for (const PixelBar& bar : pixelBars(lane.samples, coordinates))
                for (int x = std::max(bar.left, area.left()); x < std::min(bar.right, area.right() + 1); ++x) {
                    double& base = filled[static_cast<std::size_t>(x - area.left())];
                    const double top = std::min(base + bar.granted * unit, static_cast<double>(area.height()));
                    const int from = area.bottom() + 1 - static_cast<int>(std::lround(top));
                    const int to = area.bottom() + 1 - static_cast<int>(std::lround(base));
                    painter.fillRect(x, from, 1, to - from, colour);
                    base = top;
                }
        }
}

} // namespace jackdaw::widgets
