// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/base/ticks.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace jackdaw {

double tickStep(double span, int most)
{
    if (!(span > 0) || most < 1)
        return 1.0;
    const double rough = span / most;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= rough * (1 - 1e-9))
            return factor * power;
    return 10.0 * power;
}

double timeTickStep(double span, int most)
{
    static constexpr std::array<double, 16> kSteps{2,   5,   10,   15,   30,   60,    120,   300,
                                                   600, 900, 1800, 3600, 7200, 14400, 43200, 86400};
    if (!(span > most) || most < 1)
        return tickStep(span, most);
    const auto step = std::lower_bound(kSteps.begin(), kSteps.end(), span / most);
    return step != kSteps.end() ? *step : tickStep(span, most);
}

} // namespace jackdaw
