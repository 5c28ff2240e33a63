// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QColor;
class QPainter;
class QPointF;
class QRect;
class QString;

namespace jackdaw::widgets {

/// A small dark plate with \p text, its middle at \p centre, but inside of \p picture.
void paintPlate(QPainter& painter, const QRect& picture, const QPointF& centre, const QString& text,
                const QColor& colour);

} // namespace jackdaw::widgets
