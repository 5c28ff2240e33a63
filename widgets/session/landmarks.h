// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/ids.h"
#include "engine/base/units.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace jackdaw::widgets {

/// What the time axis of a whole session has, also where it was not played yet.
class Landmarks : public QObject {
    Q_OBJECT

public:
    struct Stretch {
        Nanoseconds start{0};
        Nanoseconds end{0};
        QString name; ///< of a window; of a gap: why there are no pictures
        std::optional<CameraId> camera; ///< that gave no pictures
        bool operator==(const Stretch&) const = default;
    };
    struct Point {
        Nanoseconds time{0};
        QString name;
        bool operator==(const Point&) const = default;
    };
    struct Values {
        std::vector<Stretch> windows;
        std::vector<Stretch> gaps;
        std::vector<Point> marks;
        bool operator==(const Values&) const = default;
    };

    using QObject::QObject;

    const Values& values() const { return m_values; }
    void show(Values values)
    {
        if (values == m_values)
            return;
        m_values = std::move(values);
        Q_EMIT changed();
    }

Q_SIGNALS:
    void changed();

private:
    Values m_values;
};

} // namespace jackdaw::widgets
