// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/learner.h"

#include <memory>
#include <string>
#include <utility>

namespace jackdaw::learning {

/// \p weights as those of one family; InvalidInput if they are another one's. \p owner: "a classifier", for the error.
template <class Own>
Result<std::shared_ptr<const Own>> weightsOf(std::shared_ptr<const Weights> weights, const std::string& owner)
{
    if (!weights)
        return fail(ErrorCode::InvalidInput, "There are no weights.");
    auto own = std::dynamic_pointer_cast<const Own>(std::move(weights));
    if (!own)
        return fail(ErrorCode::InvalidInput, "The weights are not those of " + owner + ".",
                    "Take weights of this camera's student.");
    return own;
}

} // namespace jackdaw::learning
