// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/learning/classifier_weights.h"
#include "engine/learning/crops.h"
#include "engine/learning/network_plan.h"
#include "engine/learning/round_network.h"
#include "engine/learning/student.h"
#include "engine/learning/targets.h"
#include "engine/learning/trainable_network.h"
#include "engine/learning/training_set.h"

#include <cstddef>
#include <memory>
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

    learning::NetworkPlan plan() const { return learning::NetworkPlan::of(m_architecture); }
    /// What student number \p student, with weights of its own, looks at in a round.
    learning::RoundNetwork::Look look(std::size_t student) const;

    /// A ResNet-18 of full width, as the bars have it; a thin one for the CPU.
    std::shared_ptr<const learning::ClassifierWeights> classifier() const;
    /// The first \p count objects, cut out.
    std::vector<learning::Crop> crops(std::size_t count) const;

private:
    learning::Architecture m_architecture;
    learning::ClassifierArchitecture m_classifier{.width = 1.0};
    std::vector<learning::LabelledFrame> m_frames;
};

} // namespace jackdaw::check
