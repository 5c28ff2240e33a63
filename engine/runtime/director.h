// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/runtime/camera_session.h"
#include "engine/runtime/carry_over.h"
#include "engine/scheduling/planner.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::runtime {

using Cameras = std::vector<std::unique_ptr<CameraSession>>;

/// Decides what the cameras' jobs may take of the devices: what is known → problem → plan → jobs and shares, at the
/// window's start and whenever that changes. Under wall time plans are made beside the loop, while the shares of before
/// hold.
class Director {
public:
    Director(RunServices& services, const scheduling::Planner& planner, Cameras& cameras, const WindowClock& windows);

    /// Rounds begin, and the window is planned with what history says.
    void beginWindow();
    /// Lets the cameras move on, and plans again where that changes what there is to plan.
    void advance();
    /// Rounds that are not over are cut off.
    void endWindow();
    /// Starts what first students can be trained; true if one is being trained or loaded.
    bool trainFirstStudents();

    /// Before there are students to plan for: inference keeps its full rate as far as possible, the other jobs share
    /// the rest.
    void shareEqually();
    /// Jobs of a device that was lost are on other ones, without shares.
    void deviceLost();

    CarryOver& carryOver() { return m_carryOver; }
    /// Why a device that idles now has nothing to do.
    std::string idleReason() const;
    /// Gives the devices their next batches.
    void submit();
    /// An error that ends the run.
    const Status& failure() const { return m_failure; }

private:
    /// A plan, and what it was made for.
    struct Planned {
        WindowId window;
        std::vector<CameraSession*> cameras;
        std::vector<std::uint32_t> steps; ///< that each had taken
        scheduling::WindowProblem problem;
        PlanComputed computed;
        scheduling::Plan plan;
    };

    void shareExperience();
    void startLateFirstTrainings();
    void giveUpLateSamples();
    void replan(const std::string& reason);
    void plan(const std::string& reason);
    std::vector<CameraSession*> planned();
    scheduling::WindowProblem problem(const std::vector<CameraSession*>& cameras, Nanoseconds remaining) const;
    scheduling::ThroughputCurve throughput(const CameraSession& camera) const;
    void limitMemory(scheduling::WindowProblem& problem, const std::vector<CameraSession*>& cameras) const;
    static void fitScoring(scheduling::WindowProblem& problem);
    void adopt(const Planned& planned);
    void apply(const Planned& planned);
    void planAsWanted();
    void completed(CameraSession& camera, const std::string& reason);
    void splitFreedShare(CameraSession& camera);
    void share();
    void fitDevices(std::vector<compute::ShareRequest>& requests) const;
    std::vector<compute::ShareRequest> unplannedShares() const;
    std::vector<compute::ShareRequest> equalShares(DeviceId device) const;
    void give(const std::vector<compute::ShareRequest>& requests);
    void beginFurtherRounds();

    /// What the plan that holds gives a camera.
    struct Standing {
        scheduling::StreamAllocation planned;
        Share scored;
        std::size_t turn = 0; ///< in preparationOrder()
    };

    RunServices& m_services;
    const scheduling::Planner& m_planner;
    Cameras& m_cameras;
    const WindowClock& m_windows;
    CarryOver m_carryOver;
    std::map<CameraId, Standing> m_standing;
    bool m_late = false; ///< samples of the window are not waited for any more
    std::optional<std::string> m_wanted; ///< why to plan again once nothing is under way that plans depend on
    Status m_failure;
};

} // namespace jackdaw::runtime
