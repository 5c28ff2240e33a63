// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPixmap>

namespace jackdaw::widgets {

/// The embedded line icon \p name (resources/icons) in a colour of \p palette. Ask again after a change of theme.
QIcon icon(const QString& name, const QPalette& palette);
QPixmap iconPixmap(const QString& name, const QColor& colour, int size);
/// The program's own icon, in its own colours.
QIcon applicationIcon();

} // namespace jackdaw::widgets
