// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/letter.h"

#include <QPainter>

#include <algorithm>

namespace jackdaw::widgets {

void paintLetter(QPainter& painter, const QRect& square, const QString& letter, const QColor& hue)
{
    painter.fillRect(square, hue);
    const QFont plain = painter.font();
    QFont small = plain;
    small.setBold(true);
    small.setPixelSize(std::max(8, square.height() * 3 / 4));
    painter.setFont(small);
    painter.setPen(hue.lightness() > 140 ? QColor(0x14161a) : QColor(Qt::white));
    painter.drawText(square, Qt::AlignCenter, letter);
    painter.setFont(plain);
}

} // namespace jackdaw::widgets
