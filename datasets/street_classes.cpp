// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/street_renderer.h"

namespace jackdaw::datasets {

std::vector<std::string> streetClasses()
{
    return {"person", "car", "bus", "truck"};
}

} // namespace jackdaw::datasets
