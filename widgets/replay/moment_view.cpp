// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/replay/moment_view.h"

#include "widgets/theme/theme.h"
#include "widgets/video/tile_layout.h"

#include <QPainter>

namespace jackdaw::widgets {
namespace {

constexpr int kTagMargin = 3;

/// Above or below the box, inside the picture. A name of the second row stands at the right end of the first one where
/// the box has room for both.
QRect tagRect(const QRect& box, const QRect& picture, const QSize& size, int row)
{
    const bool atRight = std::abs(row) == 2 && box.width() >= 2 * size.width() + 4 * kTagMargin;
    const int line = atRight ? 1 : std::abs(row);
    const int x = atRight ? box.right() - size.width() + 1 : box.left();
    const int y = row > 0 ? box.top() - line * size.height() : box.bottom() + 1 + (line - 1) * size.height();
    const auto within = [](int value, int low, int high) { return std::max(low, std::min(value, high)); };
    return {QPoint(within(x, picture.left(), picture.right() - size.width() + 1),
                   within(y, picture.top(), picture.bottom() - size.height() + 1)),
            size};
}

} // namespace

BoxLook lookOf(BoxOrigin origin)
{
    switch (origin) {
    case BoxOrigin::Standing: return {QColor(0x4f, 0xc3, 0xf7), Qt::SolidLine, 1};
    case BoxOrigin::Golden: return {QColor(0xff, 0xd5, 0x4f), Qt::DashLine, 2};
    case BoxOrigin::People: return {QColor(0xff, 0xff, 0xff), Qt::DotLine, -2};
    case BoxOrigin::Other: return {QColor(0xff, 0x8f, 0xc0), Qt::DashDotLine, -1};
    }
    return {};
}

MomentView::MomentView(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("momentView"));
    setAccessibleName(tr("Picture of the selected camera"));
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void MomentView::setPicture(const QImage& picture)
{
    m_picture = picture;
    update();
}

void MomentView::setLayers(std::vector<Layer> layers, const QSize& sourceSize)
{
    m_layers = std::move(layers);
    m_sourceSize = sourceSize;
    update();
}

void MomentView::setMarks(std::vector<CountMark> marks)
{
    m_marks = std::move(marks);
    update();
}

void MomentView::setMessage(const Message& message)
{
    m_message = message;
    update();
}

void MomentView::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeFor(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.tile);
    if (!m_picture.isNull()) {
        const QRect place = fitted(m_picture.size(), rect());
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(place, m_picture);
        CountMarks::paint(painter, place, m_marks, true);
        painter.setClipRect(place);
        for (const Layer& layer : m_message.title.isEmpty() ? m_layers : std::vector<Layer>())
            paintLayer(painter, place, m_sourceSize, layer);
        painter.setClipping(false);
    }
    if (!m_message.title.isEmpty())
        paintMessage(painter);
}

void MomentView::paintLayer(QPainter& painter, const QRect& place, const QSize& sourceSize, const Layer& layer)
{
    if (sourceSize.isEmpty())
        return;
    const BoxLook look = lookOf(layer.origin);
    const double sx = static_cast<double>(place.width()) / sourceSize.width();
    const double sy = static_cast<double>(place.height()) / sourceSize.height();
    const int height = painter.fontMetrics().height();
    for (const TileContent::LabelledBox& seen : layer.boxes) {
        const QRect box = QRectF(place.left() + seen.box.x() * sx, place.top() + seen.box.y() * sy,
                                 seen.box.width() * sx, seen.box.height() * sy)
                              .toRect();
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(QColor(0, 0, 0, 170), 4));
        painter.drawRect(box);
        painter.setPen(QPen(look.colour, 2, look.line));
        painter.drawRect(box);
        const QSize size(painter.fontMetrics().horizontalAdvance(seen.text) + 2 * kTagMargin, height);
        const QRect tag = tagRect(box, place, size, layer.tagRow != 0 ? layer.tagRow : look.tagRow);
        painter.fillRect(tag, look.colour);
        painter.setPen(Qt::black);
        painter.drawText(tag, Qt::AlignCenter, seen.text);
    }
}

void MomentView::paintMessage(QPainter& painter) const
{
    const Theme& theme = themeFor(palette());
    const bool overPicture = !m_picture.isNull();
    if (overPicture)
        painter.fillRect(rect(), QColor(0, 0, 0, 165));
    QFont strong = font();
    strong.setBold(true);
    const QRect area = rect().adjusted(24, 0, -24, 0);
    const QFontMetrics metrics(strong);
    const QRect title(area.left(), area.center().y() - metrics.height() - 4, area.width(), metrics.height() + 4);
    painter.setFont(strong);
    painter.setPen(overPicture ? QColor(Qt::white) : theme.text);
    painter.drawText(title, Qt::AlignCenter, metrics.elidedText(m_message.title, Qt::ElideRight, title.width()));
    painter.setFont(font());
    painter.setPen(overPicture ? QColor(Qt::white) : theme.mutedText);
    painter.drawText(QRect(area.left(), title.bottom() + 4, area.width(), area.bottom() - title.bottom() - 8),
                     static_cast<int>(Qt::AlignHCenter | Qt::AlignTop) | Qt::TextWordWrap, m_message.text);
}

} // namespace jackdaw::widgets
