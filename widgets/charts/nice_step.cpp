// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/series_chart.h"

#include <array>
#include <cmath>

namespace jackdaw::widgets {

double niceStep(double low, double high, int most, bool time)
{
    const double span = high - low;
    if (!(span > 0) || most < 1)
        return 1.0;
    const double rough = span / most;
    if (time && rough > 1.0) {
        constexpr std::array<double, 16> kSteps = {2,   5,   10,   15,   30,   60,    120,   300,
                                                   600, 900, 1800, 3600, 7200, 14400, 43200, 86400};
        for (const double step : kSteps)
            if (step >= rough)
                return step;
    }
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= rough * (1 - 1e-9))
            return factor * power;
    return 10.0 * power;
}

} // namespace jackdaw::widgets
