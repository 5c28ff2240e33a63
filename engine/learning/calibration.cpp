// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/family.h"
#include "engine/learning/threshold_trainee.h"

#include <algorithm>
#include <numeric>
#include <span>

namespace jackdaw::learning {
namespace {

constexpr std::uint64_t kSeed = 1;
constexpr std::uint32_t kMadeUpFrames = 4;
constexpr int kObjects = 8;
/// Batches that one threshold is chosen from, about as many as in a retraining.
constexpr int kScoredAtOnce = 8;

VideoFrame madeUpPicture(PictureSize size, std::uint32_t number)
{
    RandomStream random(kSeed, number, RandomPurpose::Sampling);
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * 3);
    for (std::uint8_t& value : pixels)
        value = static_cast<std::uint8_t>(random.below(256));
    return {.width = size.width, .height = size.height, .picture = std::make_shared<RgbPicture>(std::move(pixels))};
}

LabelledFrame madeUpFrame(PictureSize size, std::uint32_t number)
{
    LabelledFrame frame{madeUpPicture(size, number), {}};
    for (int object = 0; object < kObjects; ++object) {
        const auto left = static_cast<float>(size.width * object) / (kObjects + 1);
        const auto top = static_cast<float>(size.height * object) / (kObjects + 1);
        frame.labels.push_back({{left, top, left + 24.0F, top + 20.0F}, 1U, std::nullopt});
    }
    return frame;
}

std::vector<LabelledFrame> madeUpFrames(PictureSize size)
{
    std::vector<LabelledFrame> frames;
    for (std::uint32_t i = 0; i < kMadeUpFrames; ++i)
        frames.push_back(madeUpFrame(size, i));
    return frames;
}

std::shared_ptr<const Weights> someWeights(const StudentFamily& family)
{
    return family.initial(kSeed, CameraId{0});
}

/// Batches of one configuration on made-up frames.
class MadeUpBatches {
public:
    MadeUpBatches(const StudentFamily& family, const TrainingConfiguration& configuration) :
        m_configuration(configuration), m_size(family.inputSize()), m_frames(madeUpFrames(m_size)),
        m_trainee(std::move(*family.trainee(someWeights(family), configuration, m_frames)))
    {
    }

    void cache()
    {
        m_trainee->clearCache();
        (void)m_trainee->cache(views());
    }

    void train()
    {
        if (m_configuration.layers != TrainedLayers::Upper) {
            (void)m_trainee->step(views(), m_configuration.learningRate);
            return;
        }
        (void)m_trainee->step(entries(), m_configuration.learningRate);
    }

    void score()
    {
        (void)m_trainee->score(entries());
        m_scored = (m_scored + 1) % kScoredAtOnce;
        if (m_scored == 0)
            (void)m_trainee->snapshot();
    }

private:
    std::span<const std::uint32_t> entries()
    {
        if (m_entries.empty()) {
            cache();
            m_entries.resize(static_cast<std::size_t>(m_configuration.batch));
            std::iota(m_entries.begin(), m_entries.end(), std::uint32_t{0});
        }
        return m_entries;
    }

    std::vector<View> views()
    {
        std::vector<View> views;
        for (int i = 0; i < m_configuration.batch; ++i) {
            const LabelledFrame& frame = m_frames[static_cast<std::size_t>(i) % m_frames.size()];
            views.push_back({&frame,
                             m_configuration.augment ? augmentedMap(frame.picture, m_size, m_random)
                                                     : plainMap(frame.picture, m_size)});
        }
        return views;
    }

    TrainingConfiguration m_configuration;
    PictureSize m_size;
    std::vector<LabelledFrame> m_frames;
    std::unique_ptr<Trainee> m_trainee;
    std::vector<std::uint32_t> m_entries;
    int m_scored = 0;
    RandomStream m_random{kSeed, 0, RandomPurpose::Augmentation};
};

class Collector {
public:
    void add(std::string shape, std::function<void()> run)
    {
        const auto isKnown = [&](const CalibrationBatch& batch) { return batch.costShape == shape; };
        if (std::none_of(m_batches.begin(), m_batches.end(), isKnown))
            m_batches.push_back({std::move(shape), std::move(run)});
    }

    std::vector<CalibrationBatch> take() { return std::move(m_batches); }

private:
    std::vector<CalibrationBatch> m_batches;
};

/// A closure that makes its state when it is first called, so that unmeasured shapes cost nothing.
template <class State, class Make, class Run>
std::function<void()> lazily(Make make, Run run)
{
    auto state = std::make_shared<std::unique_ptr<State>>();
    return [state, make, run] {
        if (!*state)
            *state = make();
        run(**state);
    };
}

} // namespace

std::vector<CalibrationBatch>
StudentFamily::calibrationBatches(const std::vector<TrainingConfiguration>& configurations) const
{
    const auto family = std::static_pointer_cast<const StudentFamily>(shared_from_this());
    Collector collector;
    collector.add(inferenceShape(),
                  lazily<Student>([family] { return std::move(*family->prepare(someWeights(*family))); },
                                  [family, picture = madeUpPicture(inputSize(), 0)](Student& student) {
                                      family->exercise(student, picture);
                                  }));
    collector.add(prepareShape(), [family, weights = someWeights(*family)] { (void)family->prepare(weights); });
    for (const TrainingConfiguration& configuration : configurations) {
        if (configuration.layers == TrainedLayers::Threshold)
            continue; // a step of it is one inference
        const auto make = [family, configuration] { return std::make_unique<MadeUpBatches>(*family, configuration); };
        if (choosesThreshold(configuration))
            collector.add(scoreShape(configuration),
                          lazily<MadeUpBatches>(make, [](MadeUpBatches& batches) { batches.score(); }));
        if (configuration.layers == TrainedLayers::Upper)
            collector.add(cacheShape(configuration),
                          lazily<MadeUpBatches>(make, [](MadeUpBatches& batches) { batches.cache(); }));
        collector.add(trainShape(configuration),
                      lazily<MadeUpBatches>(make, [](MadeUpBatches& batches) { batches.train(); }));
    }
    return collector.take();
}

} // namespace jackdaw::learning
