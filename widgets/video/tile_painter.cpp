// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/video/tile_painter.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/letter.h"

#include <QFontMetrics>
#include <QPainter>
#include <QRegion>

namespace jackdaw::widgets {
namespace {

constexpr int kMargin = 6;

QFont bold(QFont font)
{
    font.setBold(true);
    return font;
}

QRect letterPlace(const QRect& header, const TileContent& content)
{
    const int side = header.height() - 6;
    return {header.left() + 3, header.top() + 3, std::max(side, side * static_cast<int>(content.letter.size()) * 2 / 3),
            side};
}

/// True if the name is not cut between letter and rate.
bool isNameWhole(const QPainter& painter, const QRect& header, const TileContent& content)
{
    const int rate = content.rate.isEmpty() ? 0 : painter.fontMetrics().horizontalAdvance(content.rate) + kMargin;
    const int room = header.right() - letterPlace(header, content).right() - 2 * kMargin - rate;
    return QFontMetrics(bold(painter.font())).horizontalAdvance(content.name) <= room;
}

void paintName(QPainter& painter, const QRect& line, const TileContent& content, const Theme& theme)
{
    const QFont plain = painter.font();
    painter.setFont(bold(plain));
    painter.setPen(theme.text);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(content.name, Qt::ElideMiddle, line.width()));
    painter.setFont(plain);
}

void paintHeader(QPainter& painter, const QRect& area, const TileContent& content, const Theme& theme, bool isNamed)
{
    const QRect chip = letterPlace(area, content);
    paintLetter(painter, chip, content.letter, theme.camera(content.camera));
    QRect line(chip.right() + kMargin, area.top(), area.right() - chip.right() - 2 * kMargin, area.height());
    painter.setPen(theme.mutedText);
    const int rateWidth = content.rate.isEmpty() ? 0 : painter.fontMetrics().horizontalAdvance(content.rate) + kMargin;
    if (rateWidth < line.width() / 2 || !isNamed) {
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, content.rate);
        line.setRight(line.right() - rateWidth);
    }
    if (isNamed)
        paintName(painter, line, content, theme);
}

/// A small triangle: up, down, or nothing for no change.
void paintTrend(QPainter& painter, const QPoint& centre, int trend, const Theme& theme)
{
    if (trend == 0)
        return;
    const int tip = trend > 0 ? -4 : 4;
    const QPoint corners[] = {centre + QPoint(0, tip), centre + QPoint(-5, -tip), centre + QPoint(5, -tip)};
    painter.setPen(Qt::NoPen);
    painter.setBrush(trend > 0 ? theme.good : theme.error);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawPolygon(corners, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

/// Accuracy and trend; returns where they end.
int paintAccuracy(QPainter& painter, QRect line, const TileContent& content, const Theme& theme)
{
    const QFont plain = painter.font();
    painter.setFont(bold(plain));
    painter.setPen(content.belowTarget ? theme.error : theme.text);
    // On a narrow tile the bare figure: a cut one would say something wrong.
    const bool fits = painter.fontMetrics().horizontalAdvance(content.accuracy) <= line.width();
    const QString accuracy = fits ? content.accuracy : content.accuracy.section(QLatin1Char(' '), -1);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, accuracy);
    line.setLeft(line.left() + painter.fontMetrics().horizontalAdvance(accuracy) + kMargin + 5);
    painter.setFont(plain);
    if (line.width() > kMargin)
        paintTrend(painter, QPoint(line.left(), line.center().y() + 1), content.trend, theme);
    return line.left() + kMargin + 6;
}

void paintFooter(QPainter& painter, const QRect& area, const TileContent& content, const Theme& theme)
{
    QRect line = area.adjusted(kMargin, 0, -kMargin, 0);
    line.setLeft(paintAccuracy(painter, line, content, theme));
    painter.setPen(theme.mutedText);
    // A cut number would say something wrong; where nothing fits the tooltip has it.
    const int modelWidth = painter.fontMetrics().horizontalAdvance(content.model);
    if (modelWidth > line.width())
        return;
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, content.model);
    line.setRight(line.right() - modelWidth - kMargin);
    for (const QString& text : {content.evidence, content.evidenceShort})
        if (painter.fontMetrics().horizontalAdvance(text) <= line.width()) {
            painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, text);
            break;
        }
}

/// The footer of a tile whose text stands beside the picture: what fits, line by line, the name first where the header
/// has no room for it.
void paintColumn(QPainter& painter, const QRect& area, const TileContent& content, const Theme& theme, bool isNamed)
{
    const int height = painter.fontMetrics().height() + 2;
    QRect line(area.left() + kMargin, area.top(), area.width() - 2 * kMargin, height);
    if (!isNamed) {
        paintName(painter, line, content, theme);
        line.translate(0, height);
    }
    paintAccuracy(painter, line, content, theme);
    painter.setPen(theme.mutedText);
    const auto fits = [&](const QString& text) {
        return painter.fontMetrics().horizontalAdvance(text) <= line.width();
    };
    for (const QString& text : {fits(content.evidence) ? content.evidence : content.evidenceShort, content.model}) {
        line.translate(0, height);
        if (line.bottom() > area.bottom())
            return;
        if (fits(text))
            painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

/// A line of \p width pixels along the inside of \p outer. Filled, not stroked: for a pen that is wider than a pixel Qt
/// builds a path for every box of every picture.
void paintOutline(QPainter& painter, const QRect& outer, int width, const QColor& colour)
{
    const int height = outer.height() - 2 * width;
    painter.fillRect(outer.left(), outer.top(), outer.width(), width, colour);
    painter.fillRect(outer.left(), outer.bottom() + 1 - width, outer.width(), width, colour);
    painter.fillRect(outer.left(), outer.top() + width, width, height, colour);
    painter.fillRect(outer.right() + 1 - width, outer.top() + width, width, height, colour);
}

void paintBoxes(QPainter& painter, const QRect& picture, const TileContent& content, bool labels)
{
    if (content.sourceSize.isEmpty())
        return;
    const double scale = static_cast<double>(picture.width()) / content.sourceSize.width();
    painter.setClipRect(picture);
    const QFontMetrics metrics = painter.fontMetrics();
    const int height = metrics.height();
    for (const TileContent::LabelledBox& seen : content.boxes) {
        const QRect box = QRectF(picture.left() + seen.box.x() * scale, picture.top() + seen.box.y() * scale,
                                 seen.box.width() * scale, seen.box.height() * scale)
                              .toRect();
        const QColor colour = Theme::classColour(seen.label);
        paintOutline(painter, box.adjusted(-2, -2, 2, 2), 1, QColor(0, 0, 0, 140));
        paintOutline(painter, box.adjusted(-1, -1, 1, 1), 2, colour);
        if (!labels)
            continue;
        const QRect tag(box.left(), std::max(picture.top(), box.top() - height + 1),
                        metrics.horizontalAdvance(seen.text) + 5, height);
        painter.fillRect(tag, colour);
        painter.setPen(Qt::black);
        painter.drawText(tag, Qt::AlignCenter, seen.text);
    }
    painter.setClipping(false);
}

/// Smoothly scaled, in bands: of more rows Qt makes tasks for its threads and waits for them, which costs more than it
/// gains as long as the engine has the processors.
void paintPicture(QPainter& painter, const QRect& place, const QImage& picture)
{
    constexpr int kBand = 90;
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    for (int top = place.top(); top <= place.bottom(); top += kBand) {
        painter.setClipRect(QRect(place.left(), top, place.width(), kBand));
        painter.drawImage(place, picture);
    }
    painter.setClipping(false);
}

/// What of \p area lies around \p place.
void paintAround(QPainter& painter, const QRect& area, const QRect& place, const QColor& colour)
{
    for (const QRect& part : QRegion(area).subtracted(place))
        painter.fillRect(part, colour);
}

void paintRetraining(QPainter& painter, const QRect& picture, const TileContent& content, const Theme& theme)
{
    const int height = painter.fontMetrics().height() + 4;
    const QRect bar(picture.left(), picture.bottom() + 1 - height, picture.width(), height);
    painter.fillRect(bar, QColor(0, 0, 0, 170));
    QRect done = bar;
    done.setWidth(static_cast<int>(bar.width() * content.retrainingFraction));
    const QColor hue = theme.camera(content.camera);
    painter.fillRect(done, mixed(Qt::black, hue, 0.35));
    painter.fillRect(done, QBrush(hue, Qt::BDiagPattern));
    painter.setPen(Qt::white);
    const QString text =
        painter.fontMetrics().elidedText(content.retraining, Qt::ElideRight, bar.width() - 2 * kMargin);
    painter.drawText(bar.adjusted(kMargin, 0, -kMargin, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
}

void paintCondition(QPainter& painter, const QRect& area, const TileContent& content, const Theme& theme,
                    bool overPicture)
{
    if (overPicture)
        painter.fillRect(area, QColor(0, 0, 0, 165));
    const bool lost = content.condition == TileCondition::Lost || content.condition == TileCondition::Missing;
    const QColor ink = overPicture ? QColor(Qt::white) : theme.mutedText;
    const int size = 28;
    const int top = area.center().y() - 34;
    if (lost && area.height() > 90)
        painter.drawPixmap(
            area.center().x() - size / 2, top - 4,
            iconPixmap(QStringLiteral("camera-lost"), overPicture ? QColor(0xff8a80) : theme.error, size));
    const QFont plain = painter.font();
    painter.setFont(bold(plain));
    painter.setPen(ink);
    const QRect title(area.left() + kMargin, top + size, area.width() - 2 * kMargin,
                      painter.fontMetrics().height() + 4);
    painter.drawText(title, Qt::AlignCenter,
                     painter.fontMetrics().elidedText(content.conditionTitle, Qt::ElideRight, title.width()));
    painter.setFont(plain);
    painter.drawText(title.translated(0, title.height()).adjusted(0, 0, 0, 2 * title.height()),
                     static_cast<int>(Qt::AlignHCenter | Qt::AlignTop) | Qt::TextWordWrap, content.conditionText);
}

void paintFrame(QPainter& painter, const QRect& tile, const TileContent& content, const Theme& theme, bool selected)
{
    painter.setBrush(Qt::NoBrush);
    if (content.belowTarget) {
        painter.setPen(QPen(theme.error, 1));
        painter.drawRect(tile.adjusted(0, 0, -1, -1));
    }
    if (selected) {
        painter.setPen(QPen(theme.accent, 2));
        painter.drawRect(tile.adjusted(1, 1, -1, -1));
    }
}

} // namespace

void paintTile(QPainter& painter, const QRect& tile, const TileContent& content, const QImage& picture,
               const Theme& theme, const TileLook& look)
{
    const TileGeometry geometry = tileGeometry(tile, painter.fontMetrics().height(), look.besideAspect);
    const QRect place = picture.isNull() ? QRect() : fitted(picture.size(), geometry.picture);
    paintAround(painter, tile, geometry.picture, theme.panel);
    paintAround(painter, geometry.picture, place, theme.tile);
    const bool isNamed = !look.besideAspect || isNameWhole(painter, geometry.header, content);
    paintHeader(painter, geometry.header, content, theme, isNamed);
    look.besideAspect ? paintColumn(painter, geometry.footer, content, theme, isNamed)
                      : paintFooter(painter, geometry.footer, content, theme);
    if (!picture.isNull()) {
        paintPicture(painter, place, picture);
        RegionMarks::paint(painter, place, content.regions, theme, look.labels && place.width() > 200);
        CountMarks::paint(painter, place, content.counts, look.labels && place.width() > 200);
        if (content.condition == TileCondition::Playing)
            paintBoxes(painter, place, content, look.labels && place.width() > 200);
        if (!content.retraining.isEmpty())
            paintRetraining(painter, place, content, theme);
    }
    if (content.condition != TileCondition::Playing)
        paintCondition(painter, geometry.picture, content, theme, !picture.isNull());
    paintFrame(painter, tile, content, theme, look.selected);
}

} // namespace jackdaw::widgets
