// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"
#include "widgets/charts/series_chart.h"

#include <QPalette>

namespace jackdaw::widgets {

/// Accuracy over epochs: measured points, fitted curves with their bands, the choice, what came of it.
ChartScene learningCurveScene(const SessionState& state, const CameraState* camera, const ProfileState* profile,
                              const QPalette& palette, std::optional<ConfigurationId> selected);
/// Accuracy over cost: all configurations, the Pareto front, the choice, what came of it.
ChartScene costScene(const SessionState& state, const CameraState* camera, const ProfileState* profile,
                     const QPalette& palette, std::optional<ConfigurationId> selected);

} // namespace jackdaw::widgets
