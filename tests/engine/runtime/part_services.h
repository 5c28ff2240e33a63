// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/run_services.h"
#include "tests/engine/runtime/recording.h"

#include <functional>
#include <memory>

namespace jackdaw::testing {

/// What the parts of a run share, under device time, for a part that is tested alone.
struct PartServices {
    /// \p makeSettings is told the folder that the recording is in. Work beside the loop is done at once, as under
    /// device time, or, if \p beside says so, on its own threads until finishSideWork().
    PartServices(const std::function<runtime::RunSettings(const std::filesystem::path&)>& makeSettings,
                 std::shared_ptr<const learning::Learner> learner, bool beside = false) :
        settings(makeSettings(recording.path(""))),
        side(!beside, wake), books(!beside, wake), reads(!beside, wake)
    {
        learners.assign(settings.cameras.size(), std::move(learner));
    }

    void finishSideWork()
    {
        side.finish();
        books.finish();
        reads.finish();
    }

    Recording recording;
    Signal wake;
    runtime::RunSettings settings;
    runtime::CostBook costs{ClockKind::Device, {}};
    profiling::ProfileHistory history;
    runtime::DeviceSet devices;
    runtime::SideWork side;
    runtime::SideWork books;
    runtime::SideWork reads;
    runtime::Learners learners;
    runtime::RunServices services{settings,
                                  recording.clock(),
                                  recording.recorder(),
                                  recording.writer(),
                                  costs,
                                  history,
                                  devices,
                                  side,
                                  books,
                                  reads,
                                  learners,
                                  {},
                                  true,
                                  {},
                                  0,
                                  {}};
};

} // namespace jackdaw::testing
