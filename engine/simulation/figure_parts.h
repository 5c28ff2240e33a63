// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/simulation/figure.h"

namespace jackdaw::simulation {

// figure_capacity.cpp
Result<Figure> accuracyOverGpus(const FigureInputs& inputs); ///< figure 8
Result<Figure> ablation(const FigureInputs& inputs); ///< figure 10a
Result<Figure> estimateErrors(const FigureInputs& inputs); ///< figure 11b
Result<Figure> streamsServed(const FigureInputs& inputs); ///< table 2

// figure_windows.cpp
Result<Figure> allocationsOverTime(const FigureInputs& inputs); ///< figure 9
Result<Figure> windowLengths(const FigureInputs& inputs); ///< figure 10b
Result<Figure> estimationErrors(const FigureInputs& inputs); ///< figure 11a

// figure_alternatives.cpp
Result<Figure> cachedModels(const FigureInputs& inputs); ///< figure 12
Result<Figure> cloudRetraining(const FigureInputs& inputs); ///< table 3

} // namespace jackdaw::simulation
