// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "widgets/explain/story.h"

#include <QString>

#include <vector>

namespace jackdaw::window {

/// The session file of one window of the demo, which is part of the program; it is laid into the folder of what can be
/// made again, where the demo's videos are if it was run here.
Result<QString> demoWindowFile();
/// The last window that \p file has a plan of, told in steps.
Result<std::vector<widgets::StoryStep>> windowStory(const QString& file);

} // namespace jackdaw::window
