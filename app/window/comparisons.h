// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/compare/comparison_values.h"

#include <QStringList>

#include <vector>

namespace jackdaw::window {

/// Puts the figures of engine/report together: those that `jackdaw-cli compare` prints. A simulated side becomes a
/// session in a folder that is removed with the last comparison. Fails where a file cannot be read, or is no session.
Result<widgets::Comparison> readComparison(const std::vector<widgets::SideRequest>& sides);

/// Sessions by their planner, in the order in which planners come first: those of one planner with different seeds are
/// one side. A session that cannot be read is a side of its own, whose error says so.
std::vector<widgets::SideRequest> sidesOf(const QStringList& sessions);

} // namespace jackdaw::window
