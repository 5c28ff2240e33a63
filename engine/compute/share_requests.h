// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/compute/broker.h"

namespace jackdaw::compute {

/// What every back end asks of the shares that it is given: finite, not negative, each job once, sum at most 1 (1e-9
/// for rounding).
Status checkRequests(const std::vector<ShareRequest>& requests);

} // namespace jackdaw::compute
