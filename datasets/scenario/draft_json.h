// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/run_draft.h"

#include <nlohmann/json_fwd.hpp>

namespace jackdaw::datasets {

/// What \p scenario says of all that a draft holds, whatever else stands in it.
RunDraft draftOf(const nlohmann::ordered_json& scenario);

/// Writes what differs between \p before, which is draftOf(scenario), and \p now.
void writeDraft(nlohmann::ordered_json& scenario, const RunDraft& before, const RunDraft& now);

} // namespace jackdaw::datasets
