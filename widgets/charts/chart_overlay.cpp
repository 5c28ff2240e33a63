// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chart_overlay.h"

#include "engine/base/ticks.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace jackdaw::widgets {
namespace {

constexpr double kTickLength = 4.0;
constexpr double kKeyMargin = 4.0;
constexpr double kKeyLine = 26.0; ///< pixels of a key's piece of line
constexpr double kKeyGap = 18.0;

QFont small(const QFont& font)
{
    QFont smaller = font;
    smaller.setPointSizeF(std::max(6.5, font.pointSizeF() * 0.88));
    return smaller;
}

bool hasEndLabels(const ChartScene& scene)
{
    return std::any_of(scene.lines.begin(), scene.lines.end(),
                       [](const ChartLine& line) { return !line.endLabel.isEmpty(); });
}

/// As many that neighbouring ticks differ.
int decimals(double step)
{
    return step < 0.001 ? 4 : step < 0.01 ? 3 : step < 0.1 ? 2 : step < 1 ? 1 : 0;
}

QString xLabel(const ChartScene& scene, double value, double step)
{
    if (!scene.xIsTime)
        return QString::number(value, 'f', decimals(step));
    const auto seconds = static_cast<long long>(std::llround(value));
    if (scene.xHigh >= 3600)
        return QStringLiteral("%1:%2:%3")
            .arg(seconds / 3600)
            .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
            .arg(seconds % 60, 2, 10, QLatin1Char('0'));
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString yLabel(double value, double step)
{
    return QString::number(value, 'f', decimals(step));
}

double yStep(const QRectF& plot, const ChartScene& scene, const QFontMetricsF& metrics)
{
    const int most = std::clamp(static_cast<int>(plot.height() / (metrics.height() * 2.2)), 2, 10);
    return tickStep(scene.yHigh - scene.yLow, most);
}

double xStep(const QRectF& plot, const ChartScene& scene, const QFontMetricsF& metrics)
{
    const double label = metrics.horizontalAdvance(xLabel(scene, scene.xHigh, 1)) * 1.8 + 8;
    const int most = std::clamp(static_cast<int>(plot.width() / label), 2, 12);
    return (scene.xIsTime ? timeTickStep : tickStep)(scene.xHigh - scene.xLow, most);
}

template <class Draw>
void forEachTick(double low, double high, double step, Draw draw)
{
    const double slack = step * 1e-6;
    for (double value = std::ceil((low - slack) / step) * step; value <= high + slack; value += step)
        draw(std::abs(value) < slack ? 0.0 : value);
}

void paintVerticalAxis(QPainter& painter, const QRectF& plot, const ChartScene& scene, const Theme& theme)
{
    const QFontMetricsF metrics(painter.font());
    const double step = yStep(plot, scene, metrics);
    forEachTick(scene.yLow, scene.yHigh, step, [&](double value) {
        const double y = std::round(mapped(plot, scene, {scene.xLow, value}).y()) + 0.5;
        painter.setPen(theme.grid);
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(theme.mutedText);
        painter.drawText(QRectF(0, y - metrics.height() / 2, plot.left() - kTickLength, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, yLabel(value, step));
    });
}

void paintHorizontalAxis(QPainter& painter, const QRectF& plot, const ChartScene& scene, const Theme& theme)
{
    const QFontMetricsF metrics(painter.font());
    const double step = xStep(plot, scene, metrics);
    const double half = 60.0;
    forEachTick(scene.xLow, scene.xHigh, step, [&](double value) {
        const double x = std::round(mapped(plot, scene, {value, scene.yLow}).x()) + 0.5;
        painter.setPen(theme.grid);
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom() + kTickLength));
        painter.setPen(theme.mutedText);
        painter.drawText(QRectF(x - half, plot.bottom() + kTickLength, 2 * half, metrics.height()), Qt::AlignHCenter,
                         xLabel(scene, value, step));
    });
}

void paintTitles(QPainter& painter, const QRectF& plot, const ChartScene& scene, const Theme& theme)
{
    const QFontMetricsF metrics(painter.font());
    painter.setPen(theme.mutedText);
    painter.drawText(
        QRectF(plot.left(), plot.bottom() + kTickLength + metrics.height(), plot.width(), metrics.height() + 2),
        Qt::AlignHCenter, scene.xTitle);
    painter.drawText(QPointF(4, plot.top() - metrics.height() * 0.75), scene.yTitle);
}

struct PlacedKey {
    const ChartKey* key;
    QRectF place;
};

/// From the top left, in as many rows as it takes to stay left of \p right.
std::vector<PlacedKey> placeKeys(const ChartScene& scene, double right, const QFontMetricsF& metrics)
{
    std::vector<PlacedKey> placed;
    QPointF corner(kKeyMargin, kKeyMargin);
    for (const ChartKey& key : scene.keys) {
        const double wanted = kKeyLine + kKeyMargin + metrics.horizontalAdvance(key.text) + 1;
        const double width = std::min(wanted, std::max(kKeyLine, right - kKeyMargin));
        if (corner.x() > kKeyMargin && corner.x() + width > right)
            corner = {kKeyMargin, corner.y() + metrics.height()};
        placed.push_back({&key, QRectF(corner, QSizeF(width, metrics.height()))});
        corner.rx() += width + kKeyGap;
    }
    return placed;
}

void paintKeys(QPainter& painter, const QRectF& plot, const ChartScene& scene, const Theme& theme)
{
    const QFontMetricsF metrics(painter.font());
    for (const auto& [key, place] : placeKeys(scene, plot.right(), metrics)) {
        const double y = std::round(place.center().y()) + 0.5;
        painter.setPen(QPen(key->colour, 2.0, key->style));
        painter.drawLine(QPointF(place.left(), y), QPointF(place.left() + kKeyLine, y));
        const QRectF words = place.adjusted(kKeyLine + kKeyMargin, 0, 0, 0);
        painter.setPen(theme.text);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(key->text, Qt::ElideRight, words.width()));
    }
}

QPainterPath shape(MarkShape shape, double size)
{
    const double r = size / 2;
    QPainterPath path;
    switch (shape) {
    case MarkShape::Disc:
    case MarkShape::Ring: path.addEllipse(QPointF(), r, r); break;
    case MarkShape::Diamond: path.addPolygon(QPolygonF({{0, -r}, {r, 0}, {0, r}, {-r, 0}})); break;
    case MarkShape::TriangleUp: path.addPolygon(QPolygonF({{0, -r}, {r, r}, {-r, r}})); break;
    case MarkShape::Cross:
        path.moveTo(-r, -r);
        path.lineTo(r, r);
        path.moveTo(-r, r);
        path.lineTo(r, -r);
        break;
    }
    path.closeSubpath();
    return path;
}

void paintOneSetOfMarks(QPainter& painter, const QRectF& plot, const ChartScene& scene, const ChartMarks& marks,
                        const Theme& theme)
{
    const bool open = marks.shape == MarkShape::Ring || marks.shape == MarkShape::Cross;
    const QPainterPath path = shape(marks.shape, marks.size);
    painter.setPen(open ? QPen(marks.colour, 1.8) : QPen(theme.panel, 1.0));
    painter.setBrush(open ? Qt::NoBrush : QBrush(marks.colour));
    for (const QPointF& point : marks.points)
        painter.drawPath(path.translated(mapped(plot, scene, point)));
}

/// Beside the mark, where no mark and no other label is; left out where there is no room. The last marks are the most
/// important ones and are served first.
void paintMarkLabels(QPainter& painter, const QRectF& plot, const ChartScene& scene, const Theme& theme)
{
    const QFontMetricsF metrics(painter.font());
    std::vector<QRectF> taken;
    for (const ChartMarks& marks : scene.marks)
        for (const QPointF& point : marks.points) {
            const QPointF centre = mapped(plot, scene, point);
            taken.emplace_back(centre.x() - marks.size / 2, centre.y() - marks.size / 2, marks.size, marks.size);
        }
    painter.setPen(theme.text);
    for (auto marks = scene.marks.rbegin(); marks != scene.marks.rend(); ++marks) {
        if (marks->label.isEmpty() || marks->points.empty())
            continue;
        const QPointF centre = mapped(plot, scene, marks->points.front());
        const QSizeF size(metrics.horizontalAdvance(marks->label) + 2, metrics.height());
        const double gap = marks->size / 2 + 2;
        for (const QPointF& corner :
             {QPointF(gap, -size.height() / 2), QPointF(gap, -size.height() - 1), QPointF(gap, 1),
              QPointF(-gap - size.width(), -size.height() / 2), QPointF(-gap - size.width(), -size.height() - 1),
              QPointF(-gap - size.width(), 1), QPointF(-size.width() / 2, gap),
              QPointF(-size.width() / 2, -gap - size.height())}) {
            const QRectF place(centre + corner, size);
            const bool free =
                std::none_of(taken.begin(), taken.end(), [&](const QRectF& r) { return r.intersects(place); });
            if (!free || !plot.contains(place))
                continue;
            painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, marks->label);
            taken.push_back(place);
            break;
        }
    }
}

void paintRules(QPainter& painter, const QRectF& plot, const ChartScene& scene, const Theme& theme)
{
    const QFontMetricsF metrics(painter.font());
    double labelledUpTo = -1e9;
    for (const ChartRule& rule : scene.rules) {
        const bool vertical = rule.orientation == Qt::Vertical;
        const QPointF place =
            mapped(plot, scene, {vertical ? rule.value : scene.xLow, vertical ? scene.yLow : rule.value});
        if (vertical ? (rule.value < scene.xLow || rule.value > scene.xHigh)
                     : (rule.value < scene.yLow || rule.value > scene.yHigh))
            continue;
        painter.setPen(QPen(rule.colour, 1, rule.style));
        const double x = std::round(place.x()) + 0.5;
        const double y = std::round(place.y()) + 0.5;
        vertical ? painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
                 : painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        const double width = metrics.horizontalAdvance(rule.label) + 4;
        if (vertical)
            painter.setPen(theme.mutedText);
        if (vertical && x + width > plot.right())
            continue;
        if (!vertical) {
            painter.drawText(QRectF(plot.right() - width, y - metrics.height(), width, metrics.height()), Qt::AlignLeft,
                             rule.label);
        } else if (x >= labelledUpTo) {
            painter.drawText(QRectF(x + 3, plot.top() + 1, width, metrics.height()), Qt::AlignLeft, rule.label);
            labelledUpTo = x + width + 3;
        }
    }
}

struct EndLabel {
    double y;
    const ChartLine* line;
};

/// Letters at the lines' ends, moved apart where lines end close together.
void paintEndLabels(QPainter& painter, const QRectF& plot, const ChartScene& scene)
{
    const QFontMetricsF metrics(painter.font());
    const double height = metrics.height() - 1;
    std::vector<EndLabel> labels;
    for (const ChartLine& line : scene.lines)
        if (!line.endLabel.isEmpty() && !line.points.empty())
            labels.push_back({std::clamp(mapped(plot, scene, line.points.back()).y(), plot.top() + height / 2,
                                         plot.bottom() - height / 2),
                              &line});
    std::sort(labels.begin(), labels.end(), [](const EndLabel& a, const EndLabel& b) { return a.y < b.y; });
    for (std::size_t i = 1; i < labels.size(); ++i)
        labels[i].y = std::max(labels[i].y, labels[i - 1].y + height);
    double limit = plot.bottom() - height / 2 + 2;
    for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
        label->y = std::min(label->y, limit);
        limit = label->y - height;
    }
    for (const EndLabel& label : labels) {
        const QRectF chip(plot.right() + 3, label.y - height / 2, metrics.horizontalAdvance(label.line->endLabel) + 6,
                          height);
        QColor fill = label.line->colour;
        fill.setAlpha(255);
        painter.fillRect(chip, fill);
        painter.setPen(fill.lightness() > 140 ? QColor(0x14161a) : QColor(Qt::white));
        painter.drawText(chip, Qt::AlignCenter, label.line->endLabel);
    }
}

} // namespace

QRectF plotRect(const QRectF& whole, const ChartScene& scene, const QFont& font)
{
    const QFontMetricsF metrics(small(font));
    const bool isFine = scene.yHigh - scene.yLow < 0.1;
    const double left =
        metrics.horizontalAdvance(isFine ? QStringLiteral("0.0000") : QStringLiteral("0.00")) + kTickLength + 6;
    const double right = hasEndLabels(scene) ? metrics.horizontalAdvance(QStringLiteral("M2")) + 12 : 14;
    const double bottom = 2 * metrics.height() + kTickLength + 4;
    const auto keys = placeKeys(scene, whole.right() - right, metrics);
    const double above = keys.empty() ? 0.0 : keys.back().place.bottom();
    return whole.adjusted(left, above + 1.5 * metrics.height() + 6, -right, -bottom);
}

QPointF mapped(const QRectF& plot, const ChartScene& scene, const QPointF& value)
{
    const double x = (value.x() - scene.xLow) / (scene.xHigh - scene.xLow);
    const double y = (value.y() - scene.yLow) / (scene.yHigh - scene.yLow);
    return {plot.left() + x * plot.width(), plot.bottom() - y * plot.height()};
}

QPointF unmapped(const QRectF& plot, const ChartScene& scene, const QPointF& place)
{
    const double x = (place.x() - plot.left()) / plot.width();
    const double y = (plot.bottom() - place.y()) / plot.height();
    return {scene.xLow + x * (scene.xHigh - scene.xLow), scene.yLow + y * (scene.yHigh - scene.yLow)};
}

void paintAxes(QPainter& painter, const QRectF& plot, const ChartScene& scene, const Theme& theme, const QFont& font)
{
    if (plot.width() < 20 || plot.height() < 20)
        return;
    painter.setFont(small(font));
    paintVerticalAxis(painter, plot, scene, theme);
    paintHorizontalAxis(painter, plot, scene, theme);
    paintTitles(painter, plot, scene, theme);
    paintKeys(painter, plot, scene, theme);
    painter.setPen(theme.outline);
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
}

void paintMarks(QPainter& painter, const QRectF& plot, const ChartScene& scene, std::optional<double> cursor,
                const Theme& theme, const QFont& font)
{
    if (plot.width() < 20 || plot.height() < 20)
        return;
    painter.save();
    painter.setFont(small(font));
    paintRules(painter, plot, scene, theme);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const ChartMarks& marks : scene.marks)
        paintOneSetOfMarks(painter, plot, scene, marks, theme);
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintMarkLabels(painter, plot, scene, theme);
    paintEndLabels(painter, plot, scene);
    if (cursor && *cursor >= scene.xLow && *cursor <= scene.xHigh) {
        const double x = std::round(mapped(plot, scene, {*cursor, scene.yLow}).x()) + 0.5;
        painter.setPen(QPen(theme.mutedText, 1, Qt::DashLine));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
    if (!scene.emptyText.isEmpty()) {
        painter.setFont(font);
        painter.setPen(theme.mutedText);
        painter.drawText(plot.adjusted(8, 8, -8, -8), static_cast<int>(Qt::AlignCenter) | Qt::TextWordWrap,
                         scene.emptyText);
    }
    painter.restore();
}

} // namespace jackdaw::widgets
