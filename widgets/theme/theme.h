// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/events.h"

#include <QBrush>
#include <QColor>
#include <QPalette>

class QApplication;

namespace jackdaw::widgets {

enum class ThemeKind { Light, Dark };

/// The colours of one look. A view asks themeFor(palette()) whenever it paints: so it follows a change of theme without
/// being told.
struct Theme {
    ThemeKind kind = ThemeKind::Light;
    QColor window;
    QColor panel; ///< behind charts and tables
    QColor tile; ///< behind pictures
    QColor text;
    QColor mutedText; ///< at least 4.5 : 1 against panel
    QColor grid;
    QColor outline;
    QColor accent;
    QColor good;
    QColor warning;
    QColor error;
    QColor cursor; ///< the instant shown now

    QPalette palette() const;
    /// Hue of a camera, from eight that colour-blind people can tell apart; a letter always stands beside it.
    QColor camera(CameraId camera) const;
    /// Hue of a series that belongs to no camera; its line style differs, too.
    QColor series(std::size_t index) const;
    /// Colour of a class's boxes: bright, as they lie on video in both themes.
    static QColor classColour(ClassId label);
    /// Inference solid, retraining hatched, everything else dotted: also readable in greyscale print.
    static Qt::BrushStyle pattern(JobKind kind);
};

const Theme& theme(ThemeKind kind);
/// The theme that a palette belongs to.
const Theme& themeFor(const QPalette& palette);
/// Fusion with our palette and tooltips, for the whole program.
void applyTheme(QApplication& application, ThemeKind kind);

/// \p share of \p over laid on \p under.
QColor mixed(const QColor& under, const QColor& over, double share);

} // namespace jackdaw::widgets
