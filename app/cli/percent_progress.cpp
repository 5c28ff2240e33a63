// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/percent_progress.h"

#include <cstdio>
#include <iostream>

#include <unistd.h>

namespace jackdaw::cli {

void PercentProgress::show(double fraction)
{
    const bool terminal = isatty(STDOUT_FILENO) != 0;
    const int percent = static_cast<int>(100.0 * fraction);
    if (percent == m_shown || (!terminal && percent % 10 != 0))
        return;
    m_shown = percent;
    std::printf("%s%s: %3d %%%s", terminal ? "\r" : "", m_what.c_str(), percent, terminal ? "" : "\n");
    std::fflush(stdout);
}

void PercentProgress::end() const
{
    if (isatty(STDOUT_FILENO) != 0)
        std::cout << '\n';
}

} // namespace jackdaw::cli
