// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace jackdaw::scheduling {

/// Standard deviations of one quantity (accuracy, or the logarithm of a cost): how the truth varies, and how the
/// predictor errs. *Family*: configurations that differ only in their epochs, so that one measurement serves them all.
struct CrossSpread {
    // of the truth
    double levelMean = 0.0;
    double level = 1.0; ///< common to all
    double family = 0.0; ///< common to a family in all streams
    double configuration = 0.0; ///< common to a configuration in all streams
    double stream = 0.0; ///< common to a stream
    double streamFamily = 0.0; ///< of one family in one stream
    double own = 0.0; ///< of one configuration in one stream
    double drift = 0.0; ///< from one window to the next
    double firstFamily = 0.0; ///< instead of `family` for family 0
    double firstOwn = 0.0; ///< instead of `own` for family 0
    // of the prediction's error
    double bias = 0.0;
    double biasFamily = 0.0;
    double biasConfiguration = 0.0;
    double firstBias = 0.0; ///< instead of `biasFamily` for family 0
    double noiseStream = 0.0;
    double noiseFamily = 0.0;
    double noise = 0.0;
};

/// One predicted value of one stream.
struct CrossCell {
    std::size_t configuration = 0; ///< numbered from 0, the same for all streams
    std::size_t family = 0; ///< numbered from 0
    double predicted = 0.0;
};

/// What is known of the truth of a cell.
struct CrossKnown {
    std::size_t cell = 0; ///< position in the stream's cells
    double value = 0.0;
    bool past = false; ///< of the window before: the truth has drifted since
};

struct CrossStream {
    std::vector<CrossCell> cells;
    std::vector<CrossKnown> known;
};

struct CrossResult {
    double mean = 0.0;
    double deviation = 0.0;
};

/// Belief about every cell's truth from all streams' predictions and what is known: the posterior of a linear Gaussian
/// model with effects common to all streams (level, family, configuration, and the same of the prediction's error) and
/// effects of each stream (empirical Bayes, best linear unbiased prediction). Streams are independent given the common
/// effects, so time grows linearly with their number.
std::vector<std::vector<CrossResult>> crossEstimate(const std::vector<CrossStream>& streams, const CrossSpread& spread);

} // namespace jackdaw::scheduling
