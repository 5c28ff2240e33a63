// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"
#include "widgets/explain/story.h"

#include <QCoreApplication>

#include <vector>

namespace jackdaw::widgets {

/// A window of any session told in steps, from what it was planned for to what came of it. Every figure is the
/// session's; steps that it says nothing of are left out.
class WindowStory {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::WindowStory)

public:
    /// Empty where no plan of the window is kept.
    static std::vector<StoryStep> of(const SessionState& state, WindowId window);

private:
    using Plans = std::vector<const PlanState*>;

    static StoryStep beginning(const SessionState& state, const WindowState& window, const PlanState& plan);
    static StoryStep firstPlan(const PlanState& plan);
    static std::vector<StoryStep> search(const SessionState& state, const PlanState& plan);
    static StoryStep promise(const SessionState& state, const PlanState& plan);
    static StoryStep planningAgain(const Plans& plans);
    static StoryStep retrainings(const SessionState& state, const WindowState& window, const PlanState& last);
    static StoryStep outcome(const SessionState& state, const WindowState& window, const Plans& plans);
    static StoryStep idle(const WindowState& window, const PlanState& last);
};

} // namespace jackdaw::widgets
