// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRect>
#include <QString>

class QPainter;

namespace jackdaw::widgets {

/// A filled square with a camera's letter, as it stands on tiles, charts and tables.
void paintLetter(QPainter& painter, const QRect& square, const QString& letter, const QColor& hue);

} // namespace jackdaw::widgets
