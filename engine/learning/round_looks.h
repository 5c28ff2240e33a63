// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/base/result.h"
#include "engine/learning/round_network.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace jackdaw::learning {

/// A look that somebody is to be answered.
struct AskedLook {
    RoundNetwork::Look look;
    std::string what; ///< as which errors name it
    std::function<Result<std::vector<Detection>>(std::span<const float>)> read; ///< what the network's answer says
};

/// All of \p asked, in as many rounds of \p network as there are sizes of pictures. A round that fails does so for
/// those who are in it, each under its own name.
std::vector<Result<std::vector<Detection>>> lookInRounds(RoundNetwork& network, std::span<const AskedLook> asked);

} // namespace jackdaw::learning
