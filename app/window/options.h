// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"
#include "widgets/workbench/workbench.h"

#include <QSize>
#include <QStringList>

#include <optional>
#include <variant>

namespace jackdaw::window {

/// What the command line asks for.
struct Options {
    QString language; ///< as "de"; empty: the system's
    QStringList files; ///< one scenario or session, or what a run is set up of; may be empty
    bool demo = false;
    QString sessionFile; ///< of a live run
    std::optional<widgets::ThemeKind> theme;
    QString screenshot; ///< picture to write, then the program ends
    double at = 0.0; ///< session time of the picture, seconds
    std::optional<QSize> size;
    QString camera; ///< letter or name of the camera to select
    std::optional<widgets::Perspective> page; ///< to show
    QString panel; ///< object name of a panel to bring to the front
};

/// What ends the program before a window is made.
struct Answer {
    QString text;
    int exitCode = 0;
};

/// Options, or what to print instead. Needs a QCoreApplication, not a display.
std::variant<Options, Answer> parseOptions(const QStringList& arguments);

} // namespace jackdaw::window
