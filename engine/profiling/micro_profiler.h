// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/ids.h"
#include "engine/base/units.h"
#include "engine/profiling/learning_curve.h"
#include "engine/profiling/profile_history.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace jackdaw::profiling {

/// A retraining configuration as the profiler sees it: a point on its family's curve, at a known price.
struct ProfiledConfiguration {
    ConfigurationId id;
    std::string family;
    double epochs = 0.0; ///< passes over the full training part
    GpuSeconds cost; ///< of the whole retraining, from the cost model
};

/// What profiling one family costs.
struct FamilyCost {
    std::string family;
    GpuSeconds setUp; ///< e.g. computing the frozen part's activations
    GpuSeconds perEpoch; ///< one pass over the full training part
    GpuSeconds evaluation; ///< of the whole held-out part
    double mostPasses = 1000.0; ///< of its longest configuration: no more are asked for
};

/// One measurement that the profiler asks for: train \p family from the deployed weights on \p dataFraction of the
/// training part for \p passes passes over it, then evaluate on the whole held-out part.
struct ProfileRequest {
    std::string family;
    double dataFraction = 1.0;
    double passes = 1.0;
    GpuSeconds cost;
};

/// Micro-profile of one camera in one window as a pure state machine: ask for a request, run it elsewhere,
/// record what came out; then take the estimates. Configurations far from the Pareto front of (cost, prior accuracy)
/// are not measured, and the budget is never exceeded.
class MicroProfiler {
public:
    struct Inputs {
        CameraId camera;
        Accuracy start; ///< measured accuracy of the deployed weights on the held-out part
        std::uint32_t heldOutObjects = 0;
        std::vector<ProfiledConfiguration> configurations;
        std::vector<FamilyCost> families;
        GpuSeconds budget;
        double dataFraction = 0.3; ///< of the training part that a measurement uses
    };

    MicroProfiler(Inputs inputs, const ProfileHistory& history);

    std::optional<ProfileRequest> nextRequest() const;
    /// \p accuracy after \p request, which cost \p spent.
    void record(const ProfileRequest& request, Accuracy accuracy, GpuSeconds spent);
    /// \p request failed after it had cost \p spent: its family is not asked for again.
    void abandon(const ProfileRequest& request, GpuSeconds spent);
    /// A point that cost nothing extra, e.g. from the first epochs of the retraining itself.
    void observe(const std::string& family, const CurveMeasurement& point);

    GpuSeconds spent() const { return m_spent; }
    /// Accuracy of the deployed weights as the families' curves begin: what estimated gains are counted from. A start
    /// and an end that rest on the same few held-out objects err alike, so both must come from the same fit.
    LearningCurve::Prediction start() const;
    std::vector<ConfigurationEstimate> estimates() const;
    std::vector<ProfileEstimated::Curve> curves() const;
    /// All measured points of \p family so far, the start included.
    std::vector<CurveMeasurement> measurements(const std::string& family) const;

private:
    const LearningCurve& curve(const std::string& family) const;
    std::optional<ProfileRequest> requestFor(const FamilyCost& cost) const;
    bool isWorthMeasuring(const ProfileRequest& request) const;
    bool isNearFront(const std::string& family) const;

    Inputs m_inputs;
    std::map<std::string, CurvePrior> m_priors;
    std::map<std::string, std::vector<CurveMeasurement>> m_measured; ///< the start left out
    std::set<std::string> m_abandoned;
    GpuSeconds m_spent;
    mutable std::map<std::string, LearningCurve> m_curves; ///< fitted when asked for
};

/// What history alone says of a camera, before anything of the window is measured.
struct Expectation {
    LearningCurve::Prediction start;
    std::vector<ConfigurationEstimate> estimates;
};
Expectation expectedFromHistory(const ProfileHistory& history, CameraId camera,
                                const std::vector<ProfiledConfiguration>& configurations);

} // namespace jackdaw::profiling
