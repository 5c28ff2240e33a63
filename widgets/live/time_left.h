// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/units.h"

#include <optional>

namespace jackdaw::widgets {

/// How long work goes on that tells how far it is, as fast as since it first did.
class TimeLeft {
public:
    /// \p fraction of the work is done at \p now, on any clock that goes on evenly. Work that has less done than before
    /// is other work.
    void note(double fraction, Nanoseconds now);
    void clear() { m_first.reset(); }

    /// None before some of it was seen to be done.
    std::optional<Nanoseconds> left() const;

private:
    struct Seen {
        double fraction = 0.0;
        Nanoseconds time{0};
    };
    std::optional<Seen> m_first;
    Seen m_newest;
};

} // namespace jackdaw::widgets
