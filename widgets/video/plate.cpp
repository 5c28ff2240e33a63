// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/video/plate.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace jackdaw::widgets {

void paintPlate(QPainter& painter, const QRect& picture, const QPointF& centre, const QString& text,
                const QColor& colour)
{
    const QFontMetrics metrics = painter.fontMetrics();
    QRect plate(0, 0, metrics.horizontalAdvance(text) + 6, metrics.height());
    plate.moveCenter(centre.toPoint());
    plate.moveLeft(std::max(picture.left(), std::min(plate.left(), picture.right() + 1 - plate.width())));
    plate.moveTop(std::max(picture.top(), std::min(plate.top(), picture.bottom() + 1 - plate.height())));
    painter.fillRect(plate, QColor(0, 0, 0, 170));
    painter.setPen(colour);
    painter.drawText(plate, Qt::AlignCenter, text);
}

} // namespace jackdaw::widgets
