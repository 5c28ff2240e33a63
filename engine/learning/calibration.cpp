// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/run_impl.h"
#include "engine/learning/training_run.h"

#include <algorithm>

namespace jackdaw::learning {
namespace {

constexpr std::uint64_t kSeed = 1;
constexpr std::size_t kMadeUpFrames = 4;
constexpr int kObjects = 8;

VideoFrame madeUpPicture(const Architecture& architecture, std::uint32_t number)
{
    RandomStream random(kSeed, number, RandomPurpose::Sampling);
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(architecture.inputWidth)
                                     * static_cast<std::size_t>(architecture.inputHeight) * 3);
    for (std::uint8_t& value : pixels)
        value = static_cast<std::uint8_t>(random.below(256));
    return {.width = architecture.inputWidth,
            .height = architecture.inputHeight,
            .picture = std::make_shared<RgbPicture>(std::move(pixels))};
}

LabelledFrame madeUpFrame(const Architecture& architecture, std::uint32_t number)
{
    LabelledFrame frame{madeUpPicture(architecture, number), {}};
    for (int object = 0; object < kObjects; ++object) {
        const auto left = static_cast<float>(architecture.inputWidth * object) / (kObjects + 1);
        const auto top = static_cast<float>(architecture.inputHeight * object) / (kObjects + 1);
        frame.labels.push_back({{left, top, left + 24.0F, top + 20.0F}, 1U, std::nullopt});
    }
    return frame;
}

/// A retraining on made-up frames that never comes to its end.
class EndlessRun {
public:
    EndlessRun(const Architecture& architecture, const TrainingConfiguration& configuration) :
        m_run(inputs(architecture, configuration), NetworkWeights::initial(architecture, kSeed, CameraId{0}))
    {
        while (m_run.next()->kind != TrainingRun::BatchKind::Train)
            (void)m_run.runNext();
    }

    void train() { (void)m_run.trainBatch(); }

private:
    static TrainingInputs inputs(const Architecture& architecture, TrainingConfiguration configuration)
    {
        TrainingInputs inputs;
        for (std::uint32_t i = 0; i < kMadeUpFrames; ++i)
            inputs.training.push_back(madeUpFrame(architecture, i));
        configuration.epochs = 1e5;
        configuration.dataFraction = 1.0;
        inputs.configuration = std::move(configuration);
        inputs.seed = kSeed;
        return inputs;
    }

    TrainingRun::Impl m_run;
};

/// Draws views and runs the trunk on them.
class CacheRun {
public:
    CacheRun(const Architecture& architecture, const TrainingConfiguration& configuration) :
        m_architecture(architecture), m_batch(static_cast<std::size_t>(configuration.batch)),
        m_augment(configuration.augment), m_frame(madeUpFrame(architecture, 0)),
        m_trunk(*NetworkWeights::initial(architecture, kSeed, CameraId{0}), configuration.batch,
                onnx::fastestPrecision())
    {
    }

    void cache()
    {
        const std::size_t size = m_trunk.input().size() / m_batch;
        for (std::size_t i = 0; i < m_batch; ++i) {
            const PictureMap map = m_augment ? augmentedMap(m_frame.picture, m_architecture, m_views)
                                             : plainMap(m_frame.picture, m_architecture);
            drawInput(m_frame.picture, map, m_architecture, m_trunk.input().subspan(i * size, size));
            makeTargets(m_frame.labels, map, m_plan);
        }
        ActivationCache().append(m_trunk);
    }

private:
    Architecture m_architecture;
    NetworkPlan m_plan = NetworkPlan::of(m_architecture);
    std::size_t m_batch;
    bool m_augment;
    LabelledFrame m_frame;
    FusedNetwork m_trunk;
    RandomStream m_views{kSeed, 0, RandomPurpose::Augmentation};
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

std::vector<CalibrationBatch> calibrationBatches(const Architecture& architecture,
                                                 const std::vector<TrainingConfiguration>& configurations)
{
    Collector collector;
    const auto prepare = [architecture] {
        return std::move(*PreparedStudent::prepare(NetworkWeights::initial(architecture, kSeed, CameraId{0})));
    };
    const VideoFrame picture = madeUpPicture(architecture, 0);
    collector.add(
        PreparedStudent::costShape(architecture),
        lazily<PreparedStudent>(prepare, [picture](PreparedStudent& student) { (void)student.detect(picture); }));
    collector.add(PreparedStudent::prepareShape(architecture),
                  [weights = NetworkWeights::initial(architecture, kSeed, CameraId{0})] {
                      (void)PreparedStudent::prepare(weights);
                  });
    for (const TrainingConfiguration& configuration : configurations) {
        if (configuration.layers == TrainedLayers::Upper)
            collector.add(cacheShape(architecture, configuration),
                          lazily<CacheRun>([=] { return std::make_unique<CacheRun>(architecture, configuration); },
                                           [](CacheRun& run) { run.cache(); }));
        collector.add(trainShape(architecture, configuration),
                      lazily<EndlessRun>([=] { return std::make_unique<EndlessRun>(architecture, configuration); },
                                         [](EndlessRun& run) { run.train(); }));
    }
    return collector.take();
}

} // namespace jackdaw::learning
