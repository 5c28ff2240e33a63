// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/learning/student.h"
#include "engine/learning/targets.h"
#include "engine/learning/trainable_network.h"
#include "engine/learning/training_set.h"

#include <vector>

namespace jackdaw::learning {
class FusedNetwork;
}

namespace jackdaw::check {

/// What the pictures of a batch are to teach.
struct ProductBatch {
    std::vector<learning::Targets> targets;

    std::vector<const learning::Targets*> pointers() const;
};

/// Labelled pictures by chance at the size of the default point detector, which retrainings are fed as the product
/// feeds them: random views of them. Small ones for the CPU.
class ProductScene {
public:
    explicit ProductScene(bool isSmall);

    const learning::Architecture& architecture() const { return m_architecture; }

    /// The views of step \p step into \p network.
    ProductBatch draw(learning::TrainableNetwork& network, int batch, int step) const;
    /// Pictures as they are.
    void drawPlain(learning::FusedNetwork& network, int batch) const;

private:
    learning::Architecture m_architecture;
    std::vector<learning::LabelledFrame> m_frames;
};

} // namespace jackdaw::check
