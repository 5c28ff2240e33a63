// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/runtime/run_settings.h"

#include <string>
#include <vector>

namespace jackdaw::datasets {

/// What stands in the way of a run, found without starting it.
struct ScenarioCheck {
    std::vector<std::string> faults; ///< for which a run is refused, a sentence each
    std::vector<std::string> warnings; ///< what is probably wrong
    std::vector<std::string> notes; ///< what was not looked at
};

/// Holds everything that valid \p settings name against what a run needs of it, all at once: recordings are opened,
/// label files are held against them, networks are read and the cost table is asked for every batch. Live cameras are
/// left alone.
ScenarioCheck checkScenario(const runtime::RunSettings& settings);

} // namespace jackdaw::datasets
