// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
//
// Compiled by nvcc, too.
#pragma once

#include "engine/learning/cell_grid.h"
#include "engine/learning/loss_terms_impl.h"

namespace jackdaw::learning::kernels {

/// What a box cell is to say.
struct WantedBox {
    float weight;
    float values[kBoxChannels];
};

/// detectionLoss() as a kernel: its parameters, and what it does for one cell.
struct LossJob {
    static constexpr std::size_t kWords = 10;

    JACKDAW_ON_BOTH explicit LossJob(const Word* words) :
        output{words[0], words[2]}, gradient{words[1], words[2]}, cells(words[3]), classes(words[4]),
        heat(pointerTo<const float>(words[5])), firstBoxes(pointerTo<const std::uint32_t>(words[6])),
        boxes(pointerTo<const WantedBox>(words[7])), sums{words[8]}, loss(pointerTo<float>(words[9]))
    {
    }

    /// Writes the gradient of \p cell and returns its loss.
    JACKDAW_ON_BOTH double learn(Word cell) const
    {
        const Word first = cell * (classes + kBoxChannels);
        double sum = 0.0;
        for (Word i = 0; i < classes; ++i) {
            const float weight = heat[cell * classes + i];
            const float logit = output.at(first + i);
            const LossTerm term = weight < 0.0F ? centreTerm(logit, -weight) : otherTerm(logit, weight);
            sum += static_cast<double>(term.loss);
            gradient.set(first + i, term.gradient);
        }
        for (Word i = 0; i < kBoxChannels; ++i) {
            const float value = output.at(first + classes + i);
            float slope = 0.0F;
            for (std::uint32_t box = firstBoxes[cell]; box < firstBoxes[cell + 1]; ++box) {
                const LossTerm term = boxTerm(value, boxes[box].values[i], boxes[box].weight);
                sum += static_cast<double>(term.loss);
                slope += term.gradient;
            }
            gradient.set(first + classes + i, slope);
        }
        return sum;
    }

    Values output; ///< cells x channels
    Values gradient;
    Word cells; ///< of all pictures
    Word classes;
    const float* heat; ///< cells x classes: weights of what is no centre; of centres, below 0
    const std::uint32_t* firstBoxes; ///< of each cell, and the number of all
    const WantedBox* boxes; ///< by cell
    Sums sums;
    float* loss;
};

} // namespace jackdaw::learning::kernels
