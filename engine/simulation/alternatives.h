// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/simulation/window_problems.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace jackdaw::simulation {

/// A way of keeping models good without retraining on the box; windows are run in order.
class Alternative {
public:
    virtual ~Alternative() = default;
    virtual SimulatedWindow runWindow(std::size_t window, WindowProblems problems) = 0;
};

bool isAlternative(std::string_view name);
Status checkAlternative(std::string_view name);
/// \p trace and \p options outlive it.
Result<std::unique_ptr<Alternative>> makeAlternative(std::string_view name, const Trace& trace,
                                                     const SimulationOptions& options);

/// Data that one camera's window sends and receives (Ekya, NSDI'22, §6.5, table 3): 10 % of 4 Mbit/s for the window,
/// and the weights of one ResNet18.
inline constexpr double kCloudVideoMegabits = 4.0; ///< per second
inline constexpr double kCloudSampledFraction = 0.1;
inline constexpr double kCloudModelMegabits = 398.0;

/// Seconds from a window's start until the models of all \p streams are back: uploads share \p up, downloads \p down
/// (both Mbit/s), training takes no time.
double cloudDelay(std::size_t streams, double windowSeconds, double up, double down);

/// How the model for a window is chosen among the cached ones (Ekya, NSDI'22, §6.5, figure 12).
enum class CacheHeuristic { ClassDistribution, TimeOfDay, ObjectCount, Location };

/// How unlike two scenes are under \p heuristic, >= 0: half the sum of the differences of the class fractions (0..1),
/// hours around the clock, difference of the object counts, 0 or 1 for the location. Nothing where one of them does not
/// say.
std::optional<double> sceneDistance(const Scene& a, const Scene& b, CacheHeuristic heuristic);

/// Index of the cached model whose scene is nearest to \p scene; among equals the last, which is the newest. Nothing
/// where no model's scene can be compared.
std::optional<std::size_t> nearestModel(const std::vector<CachedModel>& models, const Scene& scene,
                                        CacheHeuristic heuristic);

} // namespace jackdaw::simulation
