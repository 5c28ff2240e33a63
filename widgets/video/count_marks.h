// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"

#include <QCoreApplication>
#include <QPolygonF>
#include <QString>

#include <vector>

class QPainter;
class QRect;

namespace jackdaw::widgets {

/// A line or zone of a camera with what was counted there.
struct CountMark {
    QPolygonF corners; ///< fractions of the picture; two of a line
    bool isZone = false;
    QString name;
    QString forward; ///< of a line: all classes together; of a zone: what is in it now
    QString backward; ///< of a line
    QString tip; ///< the same with the classes, in words
};

class CountMarks {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::CountMarks)

public:
    static std::vector<CountMark> of(const SessionState& state, const CameraState& camera);
    /// Over \p picture; \p numbers: there is room for text.
    static void paint(QPainter& painter, const QRect& picture, const std::vector<CountMark>& marks, bool numbers);
    /// What all of them say, for a tooltip; empty where there are none.
    static QString tip(const std::vector<CountMark>& marks);
};

} // namespace jackdaw::widgets
