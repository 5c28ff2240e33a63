// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/demo_script.h"
#include "engine/base/result.h"

#include <filesystem>
#include <functional>
#include <stop_token>

namespace jackdaw::datasets {

/// Films \p cameras and writes the scenario that plays them; see makeDemo() of street_renderer.h.
Status makeDemo(const std::filesystem::path& folder, const std::vector<StreetCamera>& cameras, std::uint64_t seed,
                const std::function<void(double fraction)>& progress, const std::stop_token& stop = {});

} // namespace jackdaw::datasets
