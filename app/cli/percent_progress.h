// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace jackdaw::cli {

/// Tells on standard output how far something is: on a terminal in one line that is written over, elsewhere a line every
/// tenth.
class PercentProgress {
public:
    explicit PercentProgress(std::string what) : m_what(std::move(what)) { }
    void show(double fraction);
    /// Ends the line.
    void end() const;

private:
    std::string m_what;
    int m_shown = -1;
};

} // namespace jackdaw::cli
