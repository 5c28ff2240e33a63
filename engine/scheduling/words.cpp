// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/words.h"

#include <cstdio>

namespace jackdaw::scheduling {

std::string numberInWords(const char* format, double value)
{
    char text[64];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

std::string percentInWords(double accuracy)
{
    return numberInWords("%.1f %%", accuracy * 100.0);
}

std::string gpusInWords(double share)
{
    return numberInWords(share < 0.095 ? "%.3f GPU" : "%.2f GPU", share);
}

} // namespace jackdaw::scheduling
