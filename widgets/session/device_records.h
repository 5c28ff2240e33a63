// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"
#include "widgets/session/time_range.h"

#include <map>
#include <vector>

namespace jackdaw::widgets {

/// The shares of a lane's jobs, added up, from an instant on.
struct LeaseStep {
    Nanoseconds time{0};
    std::uint64_t sequence = 0; ///< of the event that changed them
    double requested = 0.0;
    double granted = 0.0;
    bool operator==(const LeaseStep&) const = default;
};

/// What the state is too small for: every change of a lease, and what batches were charged against what they took.
/// Filled as events come, in whatever order seeks bring them. What was jumped over is not known.
class DeviceRecords {
public:
    static constexpr std::size_t kLeaseCapacity = 200'000;

    void take(const Event& event, const SessionState& state);
    void clear();

    /// What the lane asked for, was granted and used in \p range: leases to the instant where they are known, else the
    /// means of the samples. The use of a sample is laid where the lease was.
    std::vector<ShareSample> shares(const Lane& lane, TimeRange range, Nanoseconds now) const;
    /// Figures of each shape of batch, summed over the windows that were seen; what was charged most comes first.
    std::vector<CostMeasured::Line> costs() const;
    /// Windows whose costs are known.
    std::size_t costWindows() const { return m_costs.size(); }
    std::uint64_t revision() const { return m_revision; }

private:
    struct LaneKey {
        DeviceId device;
        CameraId camera;
        JobKind kind = JobKind::Inference;
        auto operator<=>(const LaneKey&) const = default;
    };
    /// A stretch of events without gaps.
    struct Stretch {
        std::uint64_t first = 0;
        std::uint64_t last = 0;
        TimeRange time;
    };
    using Steps = std::vector<LeaseStep>;

    void extend(const Event& event, const SessionState& state);
    void begin(const Event& event, const SessionState& state);
    void note(const LaneKey& lane, LeaseStep step);
    void follow(const Event& event);
    bool covers(TimeRange range) const;

    std::map<LaneKey, Steps> m_leases;
    std::map<JobId, LaneKey> m_lanes; ///< where each job ran last
    std::vector<Stretch> m_seen;
    std::size_t m_current = 0; ///< the stretch that events are added to
    std::map<WindowId, std::vector<CostMeasured::Line>> m_costs;
    std::size_t m_steps = 0;
    std::uint64_t m_revision = 0;
};

} // namespace jackdaw::widgets
