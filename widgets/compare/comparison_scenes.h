// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/series_chart.h"
#include "widgets/compare/comparison_values.h"

#include <QPalette>

namespace jackdaw::widgets {

enum class ComparisonView { Overlay, Difference };

/// Accuracy over session time, a line per side; or what each side gains over the first, with the mean gain and its
/// interval. Of all cameras, or one; the mean over the seeds.
ChartScene comparisonScene(const Comparison& comparison, ComparisonView view, std::optional<CameraId> camera,
                           const QPalette& palette);

/// When the last window ends.
Nanoseconds lengthOf(const Comparison& comparison);
/// Windows (one per seed) that an instant lies in; the last ones before it where it lies between two.
std::vector<const ComparisonWindow*> windowsAt(const Comparison& comparison, Nanoseconds time);
/// Mean over \p windows of a side; none where it has no accuracy in any.
std::optional<double> meanIn(const std::vector<const ComparisonWindow*>& windows, std::size_t side,
                             std::optional<CameraId> camera);

} // namespace jackdaw::widgets
