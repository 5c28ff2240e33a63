// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/simulation/alternatives.h"

namespace jackdaw::simulation {

/// How the model for a window is chosen among the cached ones (ekya.md §6.13).
enum class CacheHeuristic { ClassDistribution, TimeOfDay, ObjectCount, Location };

/// How unlike two scenes are under \p heuristic, >= 0: half the sum of the differences of the class fractions (0..1),
/// hours around the clock, difference of the object counts, 0 or 1 for the location. Nothing where one of them does not
/// say.
std::optional<double> sceneDistance(const Scene& a, const Scene& b, CacheHeuristic heuristic);

/// Index of the cached model whose scene is nearest to \p scene; among equals the last, which is the newest. Nothing
/// where no model's scene can be compared.
std::optional<std::size_t> nearestModel(const std::vector<CachedModel>& models, const Scene& scene,
                                        CacheHeuristic heuristic);

/// Serves every window with the nearest cached model: from the window's start where time or place decide, from when its
/// labels are there where what is seen decides. Until then the model of the window before serves.
Result<std::unique_ptr<Alternative>> makeModelCache(CacheHeuristic heuristic, const Trace& trace,
                                                    const SimulationOptions& options);

} // namespace jackdaw::simulation
