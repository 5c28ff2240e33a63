// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/review.h"
#include "engine/base/result.h"
#include "engine/session/session_file.h"

#include <map>
#include <optional>

namespace jackdaw::review {

/// What people said while the run went on. What they took back is not among the corrections.
struct RecordedCorrections {
    Corrections said;
    std::map<FrameKey, CorrectionUse> uses; ///< what the run does with each frame that somebody ever corrected
};

Result<RecordedCorrections> recordedCorrections(session::SessionReader& reader);

/// What holds of a session: what was said later, beside the closed session (\p later), over what it \p recorded.
Corrections joined(const Corrections& recorded, const Corrections& later);

/// What is kept beside a session of a frame of which nobody says anything any more (\p wanted is none): nothing, or,
/// where the session recorded a correction, that it does not count.
std::optional<Correction> besides(const Corrections& recorded, const FrameKey& frame,
                                  const std::optional<Correction>& wanted);

} // namespace jackdaw::review
