// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/picture_view.h"

#include "widgets/theme/format.h"
#include "widgets/theme/theme.h"
#include "widgets/video/video_wall.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace jackdaw::widgets {
namespace {

constexpr double kMargin = 1.0;
/// Part of the text's colour in an error's, which alone is too faint on the ground of pictures.
constexpr double kErrorText = 0.3;
constexpr QColor kPlate(0, 0, 0, 175);
const QColor kCounts(0x7e, 0xe7, 0x87);
const QColor kPassedOver(0xb8, 0xc0, 0xc8);

} // namespace

PictureView::PictureView(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void PictureView::setPicture(const VideoFrame& frame, std::vector<NamedBox> boxes)
{
    m_image = VideoWall::imageOf(frame);
    m_boxes = std::move(boxes);
    update();
}

void PictureView::setImage(const QImage& image)
{
    m_image = image;
    m_boxes.clear();
    update();
}

void PictureView::setMessage(const QString& text, bool isError)
{
    m_message = text;
    m_isError = isError;
    setAccessibleDescription(text);
    update();
}

void PictureView::clear()
{
    m_image = {};
    m_boxes.clear();
    setMessage({});
}

QRectF PictureView::pictureRect() const
{
    const QRectF room = QRectF(rect()).adjusted(kMargin, kMargin, -kMargin, -kMargin);
    const QSizeF size =
        m_image.isNull() ? room.size() : QSizeF(m_image.size()).scaled(room.size(), Qt::KeepAspectRatio);
    QRectF area(QPointF(), size);
    area.moveCenter(room.center());
    return area;
}

void PictureView::paintBoxes(QPainter& painter, const QRectF& area) const
{
    const double scale = area.width() / std::max(1, m_image.width());
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const NamedBox& named : m_boxes) {
        const QColor colour = named.counts ? kCounts : kPassedOver;
        const QRectF box(area.left() + scale * static_cast<double>(named.box.x1),
                         area.top() + scale * static_cast<double>(named.box.y1),
                         scale * static_cast<double>(named.box.width()),
                         scale * static_cast<double>(named.box.height()));
        painter.setPen(QPen(colour, 1.5, named.counts ? Qt::SolidLine : Qt::DashLine));
        painter.drawRect(box);
        QString text = format::text(named.name);
        if (named.score > 0.0F)
            text += QStringLiteral(" %1 %").arg(std::lround(100.0F * named.score));
        QRectF plate(box.topLeft(),
                     QSizeF(painter.fontMetrics().horizontalAdvance(text) + 6, painter.fontMetrics().height()));
        plate.moveBottom(std::max(box.top(), area.top() + plate.height()));
        painter.fillRect(plate, kPlate);
        painter.drawText(plate, Qt::AlignCenter, text);
    }
}

void PictureView::paintMessage(QPainter& painter) const
{
    if (m_message.isEmpty())
        return;
    const Theme& theme = themeFor(palette());
    if (m_image.isNull()) {
        painter.setPen(m_isError ? mixed(theme.error, theme.text, kErrorText) : theme.mutedText);
        painter.drawText(rect().adjusted(16, 8, -16, -8), Qt::AlignCenter | Qt::TextWordWrap, m_message);
        return;
    }
    const QRect room = pictureRect().toRect();
    QRect plate =
        painter.fontMetrics().boundingRect(room.adjusted(6, 0, -6, 0), Qt::AlignLeft | Qt::TextWordWrap, m_message);
    plate.moveBottomLeft(room.bottomLeft() + QPoint(6, -4));
    painter.fillRect(plate.adjusted(-6, -3, 6, 4), QColor(0, 0, 0, 190));
    painter.setPen(m_isError ? QColor(0xff, 0x9c, 0x96) : QColor(Qt::white));
    painter.drawText(plate, Qt::AlignLeft | Qt::TextWordWrap, m_message);
}

void PictureView::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeFor(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.tile);
    const QRectF area = pictureRect();
    if (!m_image.isNull()) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(area, m_image);
        paintBoxes(painter, area);
    }
    paintOver(painter, area);
    paintMessage(painter);
    painter.setPen(QPen(hasFocus() ? theme.accent : theme.outline, hasFocus() ? 2 : 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace jackdaw::widgets
