// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/ids.h"
#include "engine/profiling/learning_curve.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::profiling {

struct LineBelief;

/// Curves and outcomes of earlier windows of all cameras: the profiler's prior.
class ProfileHistory {
public:
    /// What one curve says of a figure by itself: mean and precision (1 / variance) with the wide prior taken out
    /// again.
    struct Evidence {
        double mean = 0.0;
        double precision = 0.0;
    };
    struct Fitted {
        CameraId camera;
        double start = 0.0;
        Evidence ceiling;
        Evidence logScale;
    };

    /// A curve as it turned out: all points measured in one window (profile and retraining). Points that rest on no
    /// object say nothing and are left out; nothing where none is left that was trained for.
    static std::optional<Fitted> fitted(CameraId camera, std::vector<CurveMeasurement> points);
    /// Takes what a curve of \p family says.
    void add(const std::string& family, const Fitted& curve);
    /// fitted() and add().
    void record(CameraId camera, const std::string& family, std::vector<CurveMeasurement> points);
    /// What is believed about \p family before any curve was seen; CurvePrior's defaults otherwise. Families are
    /// compared through these beliefs: what one teaches moves the others by as much.
    void assume(const std::string& family, const CurvePrior& prior);
    /// Shrinks from all cameras' history to the camera's own as that grows. Wide where nothing is known.
    CurvePrior prior(CameraId camera, const std::string& family) const;

private:
    CurvePrior assumed(const std::string& family) const;
    LineBelief learned(CameraId camera, const std::string& family, Evidence Fitted::*figure,
                       double CurvePrior::*assumedMean, LineBelief prior, double familyDeviation) const;

    std::map<std::string, std::vector<Fitted>> m_fitted;
    std::map<std::string, CurvePrior> m_assumed;
};

} // namespace jackdaw::profiling
