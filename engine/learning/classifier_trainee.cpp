// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/classifier_trainee.h"

#include "engine/learning/classifier_network.h"
#include "engine/learning/crops.h"

#include <bit>
#include <utility>

namespace jackdaw::learning {
namespace {

/// The statistics of BatchNorm need two.
constexpr std::size_t kFewestCrops = 2;

class ClassifierTrainee final : public Trainee {
public:
    ClassifierTrainee(std::shared_ptr<const ClassifierWeights> start, const TrainingConfiguration& configuration,
                      std::optional<vision::Background> background) :
        m_start(std::move(start)),
        m_background(std::move(background)), m_side(m_start->plan().architecture.crop),
        m_augment(configuration.augment),
        m_learning(m_start, configuration.layers == TrainedLayers::Upper, precisionOf(m_start->plan().architecture))
    {
        const int crops = configuration.batch * static_cast<int>(kMostCrops);
        if (configuration.layers == TrainedLayers::Upper)
            m_trunk = std::make_unique<PreparedClassifier>(*m_start, crops, precisionOf(m_start->plan().architecture));
    }

    Status cache(std::span<const View> views) override
    {
        std::vector<Crop> crops;
        for (const View& view : views) {
            Entry entry{m_features.size() + crops.size(), {}};
            for (const Crop& crop : cut(view)) {
                crops.push_back(crop);
                entry.allowed.push_back(crop.allowedClasses);
            }
            m_entries.push_back(std::move(entry));
        }
        if (!crops.empty())
            m_trunk->append(m_features, crops);
        return {};
    }
    void clearCache() override
    {
        m_features.clear();
        m_entries.clear();
    }
    void endCaching() override { m_trunk.reset(); }

    Result<double> step(std::span<const View> views, double learningRate) override
    {
        std::vector<Crop> crops;
        for (const View& view : views) {
            const std::vector<Crop> ofView = cut(view);
            crops.insert(crops.end(), ofView.begin(), ofView.end());
        }
        return crops.size() < kFewestCrops ? 0.0 : m_learning.step(crops, learningRate);
    }

    Result<double> step(std::span<const std::uint32_t> entries, double learningRate) override
    {
        std::vector<std::size_t> crops;
        std::vector<std::uint32_t> allowed;
        for (const std::uint32_t number : entries) {
            const Entry& entry = m_entries[number];
            for (std::size_t i = 0; i < entry.allowed.size(); ++i)
                crops.push_back(entry.first + i);
            allowed.insert(allowed.end(), entry.allowed.begin(), entry.allowed.end());
        }
        if (crops.size() < kFewestCrops)
            return 0.0;
        return m_learning.step(m_features, crops, allowed, learningRate);
    }

    Result<std::shared_ptr<const Weights>> snapshot() override
    {
        return std::make_shared<const ClassifierWeights>(m_start->plan(), m_learning.values(), m_background);
    }

private:
    /// A view's crops among the features.
    struct Entry {
        std::size_t first = 0;
        std::vector<std::uint32_t> allowed;
    };

    /// The view's own random numbers, its contrast and brightness, decide how its objects are cut out.
    std::vector<Crop> cut(const View& view)
    {
        const auto seed = std::uint64_t{std::bit_cast<std::uint32_t>(view.map.contrast)} << 32U
            | std::bit_cast<std::uint32_t>(view.map.brightness);
        RandomStream random(seed, static_cast<std::uint32_t>(view.frame->picture.index), RandomPurpose::Augmentation,
                            m_views++);
        return cropsOf(view, m_side, static_cast<std::size_t>(m_start->plan().architecture.classes), m_augment, random);
    }

    std::shared_ptr<const ClassifierWeights> m_start;
    std::optional<vision::Background> m_background;
    int m_side;
    bool m_augment;
    LearningClassifier m_learning;
    std::unique_ptr<PreparedClassifier> m_trunk;
    CropFeatures m_features;
    std::vector<Entry> m_entries;
    std::uint32_t m_views = 0; ///< that were seen so far
};

} // namespace

std::unique_ptr<Trainee> makeClassifierTrainee(std::shared_ptr<const ClassifierWeights> start,
                                               const TrainingConfiguration& configuration,
                                               std::optional<vision::Background> background)
{
    return std::make_unique<ClassifierTrainee>(std::move(start), configuration, std::move(background));
}

} // namespace jackdaw::learning
