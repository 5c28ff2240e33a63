// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/check/parts.h"

namespace jackdaw::check {

/// What the product's own models do on the GPU and on the CPU, the most important first.
const std::vector<Part>& studentParts();

Status checkGolden(Bench& bench, const Say& say);
Status checkGoldenWays(Bench& bench, const Say& say);
Status checkPointStudents(Bench& bench, const Say& say);
Status checkClassifierStudents(Bench& bench, const Say& say);
Status checkDetectorStudents(Bench& bench, const Say& say);

} // namespace jackdaw::check
