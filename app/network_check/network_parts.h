// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/check/parts.h"

namespace jackdaw::check {

/// What needs LibTorch: student networks on the lanes of a GPU, the most important first.
const std::vector<Part>& networkParts();

Status checkStudents(Bench& bench, const Say& say);
Status checkProduct(Bench& bench, const Say& say);
Status checkKernels(Bench& bench, const Say& say);
Status checkEquality(Bench& bench, const Say& say);
Status checkPair(Bench& bench, const Say& say);
Status checkTrainings(Bench& bench, const Say& say);
Status checkCameras(Bench& bench, const Say& say);
Status checkNetworkRepartition(Bench& bench, const Say& say);

} // namespace jackdaw::check
