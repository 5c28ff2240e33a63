// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network_check/product_scene.h"

#include "engine/base/random.h"
#include "engine/learning/fused_network.h"

#include <memory>

namespace jackdaw::check {
namespace {

constexpr std::uint32_t kFrames = 16;
constexpr std::uint32_t kObjects = 12;
constexpr std::uint64_t kSeed = 5;

/// Bright boxes on noise; the colour tells the class.
learning::LabelledFrame someFrame(const learning::Architecture& size, std::uint32_t number)
{
    RandomStream random(kSeed, number, RandomPurpose::Test);
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(size.inputWidth) * size.inputHeight * 3);
    for (std::uint8_t& value : pixels)
        value = static_cast<std::uint8_t>(random.below(120));
    learning::LabelledFrame frame;
    for (std::uint32_t i = 0; i < kObjects; ++i) {
        const std::uint32_t label = random.below(static_cast<std::uint32_t>(size.classes));
        const std::uint32_t width = 8 + random.below(static_cast<std::uint32_t>(size.inputWidth) / 4);
        const std::uint32_t height = 8 + random.below(static_cast<std::uint32_t>(size.inputHeight) / 4);
        const std::uint32_t x = random.below(static_cast<std::uint32_t>(size.inputWidth) - width);
        const std::uint32_t y = random.below(static_cast<std::uint32_t>(size.inputHeight) - height);
        for (std::uint32_t row = y; row < y + height; ++row)
            for (std::uint32_t column = x; column < x + width; ++column)
                pixels[(row * static_cast<std::size_t>(size.inputWidth) + column) * 3 + label % 3] =
                    static_cast<std::uint8_t>(255 - 20 * label);
        frame.labels.push_back({{static_cast<float>(x), static_cast<float>(y), static_cast<float>(x + width),
                                 static_cast<float>(y + height)},
                                1U << label,
                                std::nullopt});
    }
    frame.picture = {.width = size.inputWidth,
                     .height = size.inputHeight,
                     .index = number,
                     .picture = std::make_shared<RgbPicture>(std::move(pixels))};
    return frame;
}

} // namespace

std::vector<const learning::Targets*> ProductBatch::pointers() const
{
    std::vector<const learning::Targets*> pointers;
    for (const learning::Targets& each : targets)
        pointers.push_back(&each);
    return pointers;
}

ProductScene::ProductScene(bool isSmall)
{
    if (isSmall) {
        m_architecture = {.width = 16, .inputWidth = 64, .inputHeight = 64};
        m_classifier = {.width = 0.125, .crop = 32};
    }
    for (std::uint32_t i = 0; i < kFrames; ++i)
        m_frames.push_back(someFrame(m_architecture, i));
}

ProductBatch ProductScene::draw(learning::TrainableNetwork& network, int batch, int step) const
{
    RandomStream random(kSeed, 0, RandomPurpose::Augmentation, static_cast<std::uint32_t>(step));
    const learning::CellGrid grid{.rows = m_architecture.inputHeight / 8,
                                  .columns = m_architecture.inputWidth / 8,
                                  .stride = 8,
                                  .classes = m_architecture.classes};
    ProductBatch drawn;
    for (int i = 0; i < batch; ++i) {
        const learning::LabelledFrame& frame = m_frames[static_cast<std::size_t>(step * batch + i) % m_frames.size()];
        const auto map = learning::augmentedMap(frame.picture, m_architecture.inputSize(), random);
        network.draw(static_cast<std::size_t>(i), frame.picture, map);
        drawn.targets.push_back(learning::makeTargets(frame.labels, map, grid));
    }
    return drawn;
}

learning::RoundNetwork::Look ProductScene::look(std::size_t student) const
{
    const auto weights = learning::NetworkWeights::initial(m_architecture, student, CameraId{0});
    const VideoFrame& picture = m_frames[student % m_frames.size()].picture;
    return {std::make_shared<const learning::FoldedWeights>(*weights), &picture,
            learning::plainMap(picture, m_architecture.inputSize())};
}

std::shared_ptr<const learning::ClassifierWeights> ProductScene::classifier() const
{
    return learning::ClassifierWeights::initial(m_classifier, 1, CameraId{0});
}

std::vector<learning::Crop> ProductScene::crops(std::size_t count) const
{
    std::vector<learning::Crop> crops;
    for (std::size_t i = 0; crops.size() < count; ++i)
        for (const vision::LabelledObject& object : m_frames[i % m_frames.size()].labels) {
            const VideoFrame& picture = m_frames[i % m_frames.size()].picture;
            if (crops.size() < count)
                crops.push_back(
                    {&picture, learning::cropMap(picture, object.box, m_classifier.crop), object.allowedClasses});
        }
    return crops;
}

void ProductScene::drawPlain(learning::FusedNetwork& network, int batch) const
{
    for (int i = 0; i < batch; ++i) {
        const VideoFrame& picture = m_frames[static_cast<std::size_t>(i) % m_frames.size()].picture;
        network.draw(static_cast<std::size_t>(i), picture, learning::plainMap(picture, m_architecture.inputSize()));
    }
}

} // namespace jackdaw::check
