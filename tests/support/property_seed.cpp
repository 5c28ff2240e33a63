// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/property_seed.h"

#include <cstdlib>

namespace jackdaw::testing {
namespace {

constexpr const char* kVariable = "RC_PARAMS";

/// Every program tries its properties on the same values in every run; rapidcheck prints the seed.
bool isGivenFromOutside()
{
    const bool given = std::getenv(kVariable) != nullptr;
    setenv(kVariable, "seed=2026", 0);
    return given;
}

const bool kGiven = isGivenFromOutside();

} // namespace

void usePropertyParameters(const char* parameters)
{
    if (!kGiven)
        setenv(kVariable, parameters, 1);
}

} // namespace jackdaw::testing
