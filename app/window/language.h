// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QStringList>

class QCoreApplication;

namespace jackdaw::window {

/// Languages that the window speaks beside English, as "de", in alphabetical order.
QStringList languages();

/// The window's texts, and Qt's own where Qt has them, in \p locale's language; English where there are none. To be
/// called once, before the first view is made.
void useLanguage(QCoreApplication& application, const QLocale& locale);

} // namespace jackdaw::window
