// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/events.h"
#include "engine/base/result.h"
#include "widgets/explain/story.h"

#include <vector>

namespace jackdaw::window {

/// Plans as the events of a session, and the words about them.
struct WorkedStory {
    std::vector<Event> events;
    std::vector<widgets::StoryStep> steps;
};

/// The example of two cameras that the method was presented with, planned by equal shares, by the thief and by jackdaw,
/// in ten steps. All figures are computed here.
Result<WorkedStory> workedStory();

} // namespace jackdaw::window
