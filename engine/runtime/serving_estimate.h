// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/resume_state.h"
#include "engine/learning/learner.h"
#include "engine/learning/training_set.h"
#include "engine/profiling/staleness.h"
#include "engine/runtime/inference_job.h"
#include "engine/runtime/side_work.h"
#include "engine/scheduling/window_problem.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::runtime {

/// What one frame takes of a device, by what is done with it.
struct ServingCosts {
    GpuSeconds student;
    std::optional<GpuSeconds> teacher; ///< none: the golden model serves nobody here
    std::optional<GpuSeconds> moving; ///< none: boxes are not moved along

    /// Of a frame that both see in turn, on average.
    GpuSeconds both() const { return (*teacher + student * (kTeacherTurn - 1.0)) / kTeacherTurn; }
};

/// A way to serve a camera, with what it is expected to bring.
struct ServingOffer {
    Serving serving;
    double expected = 0.0; ///< accuracy
    std::string reason; ///< in words
};

/// The best way to serve with \p share where the student's model has accuracy \p model; \p current as long as it is
/// nearly as good, so that it does not change with every plan.
ServingOffer bestServing(const scheduling::InferenceProfile& profile, double model, Share share,
                         const std::optional<Serving>& current);

/// True if \p next is more than another rate that hardly differs.
bool isAnother(const Serving& current, const Serving& next);

/// Moves ten boxes along from one frame to another, to know what that costs.
learning::CalibrationBatch movingBatch(const VideoFrame& from, const VideoFrame& to);
/// A picture without a camera, its texture moved by \p shift pixels.
VideoFrame texturedFrame(int shift);

/// How well boxes of \p from fit the labels of \p to; moved along if \p moved. Nothing where \p to has no object.
std::optional<AgedBoxes> agedBoxes(const learning::LabelledFrame& from, const learning::LabelledFrame& to,
                                   std::size_t classes, bool moved);

/// How well the golden model's boxes on one frame, as they stand, fit what it finds on a newer one. Nothing where that
/// has no object.
std::optional<AgedBoxes> agedLabels(const TaughtFrame& from, const TaughtFrame& to, std::size_t classes);

/// What \p aged of all cameras say together, one for each age and way; with no more weight than a few frames of a
/// camera's own have, since scenes differ.
std::vector<AgedBoxes> commonAgeing(const std::vector<AgedBoxes>& aged);

/// What the ways to serve one camera are worth at every rate, from golden labels of neighbouring frames: what the
/// boxes of the older frame, moved along or not, would have said on the newer one.
class ServingEstimate {
public:
    ServingEstimate(double framesPerSecond, std::size_t classes);

    /// Boxes that were held against newer labels; the newest of each kind are kept.
    void add(const AgedBoxes& aged);
    /// A labelled sample, in time order: boxes that stand, between each frame and the next few.
    void learn(const std::vector<learning::LabelledFrame>& sample);
    /// A window passed: what was seen before it counts half.
    void age();
    /// What all cameras' boxes say of ageing (commonAgeing()); it counts beside what this one's do.
    void consider(std::vector<AgedBoxes> common);
    /// Takes what was added since the last time into the curves.
    void refit();
    /// The same beside the loop.
    void refit(SideWork& side);

    /// What moving boxes along to every frame takes; 0 where nothing moves them.
    Share movingShare(const ServingCosts& costs) const;
    /// The student with boxes that stand; as alternatives what \p costs names.
    scheduling::InferenceProfile profile(const ServingCosts& costs) const;

    std::vector<AgedBoxes> atBorder() const { return {m_aged.begin(), m_aged.end()}; }
    void restore(const std::vector<AgedBoxes>& aged);

private:
    struct Curves {
        std::vector<double> student; ///< factor of every k-th frame, k = 1, 2, ...
        std::vector<double> teacher; ///< accuracy
    };

    struct Fitted {
        Curves standing;
        Curves moved;
    };

    static Curves fittedFor(profiling::Ageing ageing, const std::vector<AgedBoxes>& aged, double framesPerSecond);
    static Fitted fitted(const std::vector<AgedBoxes>& aged, double framesPerSecond);
    std::vector<AgedBoxes> evidence() const;
    scheduling::ServingCurve curve(Server server, bool moved, GpuSeconds cost, Share moving) const;
    scheduling::ServingCurve bothInTurn(const ServingCosts& costs, Share moving) const;

    double m_framesPerSecond;
    std::size_t m_classes;
    std::deque<AgedBoxes> m_aged;
    std::vector<AgedBoxes> m_common;
    bool m_changed = true; ///< since the curves were fitted
    Fitted m_fitted;
};

} // namespace jackdaw::runtime
