// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>
#include <QPolygonF>
#include <QString>

#include <vector>

class QPainter;
class QRect;

namespace jackdaw::widgets {

/// A region of a camera's picture whose objects are passed over.
struct RegionMark {
    QPolygonF corners; ///< fractions of the picture
    QString name;
};

/// Regions lie under everything else on a picture: hatched, and darker or lighter than what is looked at.
class RegionMarks {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::RegionMarks)

public:
    static std::vector<RegionMark> of(const CameraState& camera);
    /// Over \p picture; \p names: there is room for text.
    static void paint(QPainter& painter, const QRect& picture, const std::vector<RegionMark>& marks, const Theme& theme,
                      bool names);
    /// What they are, for a tooltip; empty where there are none.
    static QString tip(const std::vector<RegionMark>& marks);
};

} // namespace jackdaw::widgets
