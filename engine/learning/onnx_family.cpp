// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/onnx_family.h"

#include "engine/learning/onnx_trainee.h"
#include "engine/learning/point_head.h"
#include "engine/learning/score_scale.h"
#include "engine/onnx/metadata.h"
#include "engine/tensors/lane_tensors.h"
#include "engine/vision/class_map.h"
#include "engine/vision/coco_classes.h"
#include "engine/vision/head_choice.h"
#include "engine/vision/input_style.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <tuple>

namespace jackdaw::learning {
namespace {

constexpr std::size_t kMostPointClasses = 32; ///< that labels can tell apart

/// The trunk with the weights of the file, prepared once for each size of batch and each place.
class TrunkCache {
public:
    /// Whether a trunk's results are for the host, or stay where they are.
    enum class Results { ForHost, Stay };

    explicit TrunkCache(OnnxDetectorPlan plan) : m_plan(std::move(plan)) { }

    /// The trunk that \p weights have, for the calling thread's GPU or for the CPU: the shared one, or one of their
    /// own.
    Result<onnx::Network> trunk(const OnnxWeights& weights, int batch, Results results)
    {
        const Key key{batch, tensors::laneGpu(), results};
        if (weights.changesTrunk())
            return prepare(weights, key);
        const std::lock_guard lock(m_mutex);
        auto known = m_networks.find(key);
        if (known == m_networks.end()) {
            auto prepared = prepare(weights, key);
            if (!prepared)
                return prepared;
            known = m_networks.emplace(key, std::move(*prepared)).first;
        }
        return known->second.clone();
    }

private:
    using Key = std::tuple<int, std::optional<int>, Results>;

    Result<onnx::Network> prepare(const OnnxWeights& weights, const Key& key) const
    {
        const auto graph = weights.appliedTo(m_plan.base->parts().trunk);
        if (!graph)
            return tl::unexpected(graph.error());
        const auto& [batch, gpu, results] = key;
        return onnx::Network::prepare(*graph,
                                      {.inputs = {{batch, 3, m_plan.size.height, m_plan.size.width}},
                                       .order = onnx::Order::Pixels,
                                       .gpu = gpu,
                                       .resultsStay = results == Results::Stay});
    }

    OnnxDetectorPlan m_plan;
    std::mutex m_mutex;
    std::map<Key, onnx::Network> m_networks;
};

class OnnxStudent final : public Student {
public:
    /// Prepares the student's network for the calling thread's GPU, or for the CPU.
    using Prepare = std::function<Result<onnx::Network>()>;

    OnnxStudent(const OnnxDetectorPlan& plan, std::shared_ptr<const OnnxWeights> weights, std::string shape,
                onnx::Network network, Prepare prepare) :
        m_plan(plan),
        m_weights(std::move(weights)), m_shape(std::move(shape)), m_scale(m_weights->threshold()),
        m_network(std::move(network)), m_gpu(tensors::laneGpu()), m_prepare(std::move(prepare))
    {
    }

    Result<std::vector<Detection>> detect(const VideoFrame& frame, float threshold) override
    {
        if (!frame.hasPixels())
            return fail(ErrorCode::InvalidInput,
                        "Frame " + std::to_string(frame.index)
                            + " was given to a student without pixels, or not as many as its size says.");
        const PictureMap map = plainMap(frame, m_plan.size);
        const std::lock_guard lock(m_mutex);
        if (const Status here = comeHere(); !here)
            return tl::unexpected(here.error());
        auto found = run(frame, map, m_scale.toRaw(threshold));
        if (!found)
            return found;
        for (Detection& detection : *found)
            finish(detection, frame, map);
        return found;
    }

    std::size_t classes() const override { return m_plan.classes; }
    std::string costShape() const override { return m_shape; }

private:
    /// Its job may have come to another device.
    Status comeHere()
    {
        if (m_gpu == tensors::laneGpu())
            return {};
        auto network = m_prepare();
        if (!network)
            return tl::unexpected(network.error());
        m_network = std::move(*network);
        m_gpu = tensors::laneGpu();
        return {};
    }

    Result<std::vector<Detection>> run(const VideoFrame& frame, const PictureMap& map, float threshold)
    {
        drawInput(frame, map, m_plan.size, m_network.input(), pixelStyle(m_plan.format));
        if (auto ran = m_network.run(); !ran)
            return tl::unexpected(ran.error());
        std::vector<vision::DetectorOutput> outputs;
        for (std::size_t i = 0; i < m_network.outputCount(); ++i)
            outputs.push_back({m_network.outputShape(i), m_network.output(i)});
        if (!std::all_of(outputs.begin(), outputs.end(), isFinite))
            return fail(ErrorCode::Internal, "The student " + m_weights->hash() + " gave answers that are not numbers.",
                        "Let the camera be retrained from other weights.");
        return m_plan.head->objects(outputs, threshold);
    }

    static bool isFinite(const vision::DetectorOutput& output)
    {
        return std::all_of(output.values.begin(), output.values.end(),
                           [](float value) { return std::isfinite(value); });
    }

    void finish(Detection& detection, const VideoFrame& frame, const PictureMap& map) const
    {
        const Box box = map.toSource(detection.box);
        const auto width = static_cast<float>(frame.width);
        const auto height = static_cast<float>(frame.height);
        detection.box = {std::clamp(box.x1, 0.0F, width), std::clamp(box.y1, 0.0F, height),
                         std::clamp(box.x2, 0.0F, width), std::clamp(box.y2, 0.0F, height)};
        detection.score = m_scale.fromRaw(detection.score);
    }

    OnnxDetectorPlan m_plan;
    std::shared_ptr<const OnnxWeights> m_weights;
    std::string m_shape;
    ScoreScale m_scale;
    std::mutex m_mutex; ///< the network's input and outputs are of one picture
    onnx::Network m_network; ///< trunk and head
    std::optional<int> m_gpu; ///< where it was prepared
    Prepare m_prepare;
};

class OnnxFamily final : public StudentFamily {
public:
    OnnxFamily(OnnxDetectorPlan plan, std::string name) :
        m_plan(std::move(plan)), m_name(std::move(name)), m_trunks(m_plan)
    {
    }

    std::string description() const override
    {
        return std::to_string(m_plan.size.height) + "x" + std::to_string(m_plan.size.width) + "/" + m_name
            + (hasNewHead() ? "/point" : "");
    }
    const std::string& familyName() const override { return familyNames()[1]; }
    PictureSize inputSize() const override { return m_plan.size; }
    std::size_t classes() const override { return m_plan.classes; }

    /// A new head's layers are made by chance. All others are as in the file, the same for every seed and camera.
    std::shared_ptr<const Weights> initial(std::uint64_t seed, CameraId camera) const override
    {
        std::map<std::string, onnx::Tensor> own;
        if (hasNewHead())
            own = initialPointHead(m_plan.base->parts(), static_cast<int>(m_plan.classes), seed, camera);
        else
            for (const std::string& name : m_plan.base->parts().weights)
                own.emplace(name, m_plan.base->graph().weights().at(name));
        return std::make_shared<const OnnxWeights>(m_plan.base, std::move(own), kScoreThreshold);
    }

    Result<std::shared_ptr<const Weights>> read(std::span<const std::uint8_t> stored,
                                                const std::string& name) const override
    {
        auto weights = OnnxWeights::fromSafetensors(stored, name);
        auto own = weights ? ownWeights(*weights) : tl::unexpected(weights.error());
        if (!own)
            return tl::unexpected(own.error());
        // The network that was read with them is the family's own: one of the two is enough.
        return std::make_shared<const OnnxWeights>(m_plan.base, (*own)->own(), (*own)->threshold());
    }

    Result<std::unique_ptr<Student>> prepare(std::shared_ptr<const Weights> weights) const override
    {
        auto own = ownWeights(std::move(weights));
        if (!own)
            return tl::unexpected(own.error());
        const auto family = std::static_pointer_cast<const OnnxFamily>(shared_from_this());
        const OnnxStudent::Prepare make = [family, own = *own] { return family->prepareNetwork(*own); };
        auto network = make();
        if (!network)
            return tl::unexpected(network.error());
        return std::make_unique<OnnxStudent>(m_plan, std::move(*own), inferenceShape(), std::move(*network), make);
    }

    Result<std::unique_ptr<Trainee>> trainee(std::shared_ptr<const Weights> start,
                                             const TrainingConfiguration& configuration,
                                             std::span<const LabelledFrame>) const override
    {
        auto own = ownWeights(std::move(start));
        if (!own)
            return tl::unexpected(own.error());
        if (configuration.layers == TrainedLayers::Whole)
            return makeWholeTrainee(m_plan, std::move(*own), configuration.batch);
        auto trunk = m_trunks.trunk(**own, configuration.batch, TrunkCache::Results::Stay);
        if (!trunk)
            return tl::unexpected(trunk.error());
        return makeLastLayersTrainee(m_plan, std::move(*own), std::move(*trunk));
    }

    /// Below a new head nothing is trained: in trials on real video that made students worse at every rate.
    bool trains(const TrainingConfiguration& configuration) const override
    {
        return StudentFamily::trains(configuration) && !(hasNewHead() && configuration.layers == TrainedLayers::Whole);
    }
    bool choosesThreshold(const TrainingConfiguration& configuration) const override
    {
        return configuration.layers == TrainedLayers::Upper;
    }
    float thresholdOf(const Weights& weights) const override
    {
        return dynamic_cast<const OnnxWeights&>(weights).threshold();
    }
    std::shared_ptr<const Weights> withThreshold(const Weights& weights, float threshold) const override
    {
        const auto& own = dynamic_cast<const OnnxWeights&>(weights);
        return std::make_shared<const OnnxWeights>(own.base(), own.own(), threshold);
    }

    /// A network that knows its objects already has little to gain, and gains it soon. A new head ends nearly as high.
    CurveAssumption assumption(const TrainingConfiguration& configuration) const override
    {
        if (hasNewHead())
            return {0.75, 3.0};
        return {configuration.layers == TrainedLayers::Whole ? 0.74 : 0.77, 2.0};
    }

private:
    bool hasNewHead() const { return hasPointHead(m_plan.base->graph()); }

    Result<std::shared_ptr<const OnnxWeights>> ownWeights(std::shared_ptr<const Weights> weights) const
    {
        auto own = OnnxWeights::from(std::move(weights));
        if (own && (*own)->base()->hash() != m_plan.base->hash())
            return fail(ErrorCode::InvalidInput, "The weights belong to another network than " + m_name + ".",
                        "Take weights of this camera's student.");
        return own;
    }

    Result<onnx::Network> prepareNetwork(const OnnxWeights& weights) const
    {
        auto trunk = m_trunks.trunk(weights, 1, TrunkCache::Results::ForHost);
        if (!trunk)
            return trunk;
        auto head = prepareHead(weights, *trunk);
        return head ? trunk->followedBy(*head) : std::move(head);
    }

    Result<onnx::Network> prepareHead(const OnnxWeights& weights, const onnx::Network& trunk) const
    {
        const auto graph = weights.appliedTo(m_plan.base->parts().head);
        if (!graph)
            return tl::unexpected(graph.error());
        std::vector<onnx::Shape> features;
        for (std::size_t i = 0; i < trunk.outputCount(); ++i)
            features.push_back(trunk.outputShape(i));
        return onnx::Network::prepare(
            *graph, {.inputs = std::move(features), .order = onnx::Order::Pixels, .gpu = tensors::laneGpu()});
    }

    OnnxDetectorPlan m_plan;
    std::string m_name;
    mutable TrunkCache m_trunks;
};

/// Where among the network's classes the run's \p classes are, by the names that it has for them.
Result<std::vector<std::uint32_t>> networkClasses(const std::vector<std::string>& classes,
                                                  const std::vector<std::string>& names, const std::string& network)
{
    std::vector<std::uint32_t> indices;
    for (const std::string& name : classes) {
        const auto isIt = [&](const std::string& own) { return vision::nameKey(own) == vision::nameKey(name); };
        const auto own = std::find_if(names.begin(), names.end(), isIt);
        const auto coco = names.empty() ? vision::cocoIndexOf(name) : std::nullopt;
        if (own == names.end() && !coco)
            return fail(ErrorCode::InvalidInput,
                        "The students' network '" + network + "' does not know the class '" + name + "'; it knows "
                            + (names.empty() ? "COCO's 80" : vision::namesText(names)) + ".",
                        "Call classes as it does, e.g. person, car, bus, truck, or give the students the head "
                        "\"point\", which learns any class.");
        indices.push_back(coco.value_or(static_cast<std::uint32_t>(own - names.begin())));
    }
    return indices;
}

/// Runs the network once on an empty picture: its outputs tell what it is.
Result<vision::DetectorHead> headOf(const OnnxBase& base, PictureSize size, const std::filesystem::path& file)
{
    const std::string subject = "The students' network '" + file.string() + "'";
    auto network = onnx::Network::prepare(base.graph(),
                                          {.inputs = {{1, 3, size.height, size.width}}, .order = onnx::Order::Pixels});
    if (!network)
        return fail(network.error().code, network.error().message,
                    network.error().action + " Its input must be "
                        + "of a size that it runs at: one that decodes its boxes itself has that of its export.");
    std::vector<vision::DetectorOutput> outputs;
    for (std::size_t i = 0; i < network->outputCount(); ++i)
        outputs.push_back({network->outputShape(i), network->output(i)});
    const auto metadata = onnx::readMetadata(file);
    const auto lists = metadata ? vision::nameLists(file, *metadata) : tl::unexpected(metadata.error());
    if (!lists)
        return tl::unexpected(lists.error());
    auto head = vision::chooseHead(outputs, size, *lists, subject);
    if (!head)
        return head;
    auto style = vision::withInputFile(head->format.input, file);
    if (!style)
        return tl::unexpected(style.error());
    head->format.input = *style;
    return head;
}

/// The network with outputs as the format has them, so that it is trained, stored and exported as any other.
Result<std::shared_ptr<const OnnxBase>> asSeen(std::shared_ptr<const OnnxBase> base, const vision::OutputView& view)
{
    if (view.isPlain())
        return base;
    auto graph = view.appliedTo(base->graph());
    return graph ? OnnxBase::make(std::move(*graph)) : tl::unexpected(graph.error());
}

Status addOwnHead(OnnxDetectorPlan& plan, const std::vector<std::string>& classes,
                  const std::vector<std::string>& names)
{
    const std::string& network = plan.base->graph().name();
    if (names.empty() && plan.format.classes != vision::kCocoClasses)
        return fail(ErrorCode::Unsupported,
                    "The students' network '" + network + "' tells " + std::to_string(plan.format.classes)
                        + " classes apart whose names are not known; expected are COCO's 80.",
                    "Write their names, one in each line, into a file NAME.names beside it, or give the students the "
                    "head \"point\", which learns any class.");
    const auto indices = networkClasses(classes, names, network);
    if (!indices)
        return tl::unexpected(indices.error());
    plan.head = makeOwnHead(plan.format, plan.size, *indices);
    return {};
}

Status addPointHead(OnnxDetectorPlan& plan)
{
    if (plan.classes < 1 || plan.classes > kMostPointClasses)
        return fail(ErrorCode::InvalidInput,
                    "A point head tells 1 to " + std::to_string(kMostPointClasses) + " classes apart, not "
                        + std::to_string(plan.classes) + ".");
    const int classes = static_cast<int>(plan.classes);
    auto graph = withPointHead(plan.base->parts(), plan.size, classes);
    auto base = graph ? OnnxBase::make(std::move(*graph)) : tl::unexpected(graph.error());
    const auto grid = base ? pointGrid((*base)->parts().trunk, plan.size, classes) : tl::unexpected(base.error());
    if (!grid)
        return tl::unexpected(grid.error());
    plan.base = std::move(*base);
    plan.head = makePointHead(*grid);
    return {};
}

} // namespace

Result<OnnxDetectorPlan> planOnnxDetector(const OnnxSettings& settings, const std::vector<std::string>& classes)
{
    auto base = OnnxBase::read(settings.network);
    if (!base)
        return tl::unexpected(base.error());
    const PictureSize size{settings.inputWidth, settings.inputHeight};
    auto seen = headOf(**base, size, settings.network);
    if (!seen)
        return tl::unexpected(seen.error());
    const bool hasPointHead = settings.head == HeadKind::Point;
    if (!hasPointHead) // which takes none of the network's outputs
        base = asSeen(std::move(*base), seen->view);
    if (!base)
        return tl::unexpected(base.error());
    OnnxDetectorPlan plan{std::move(*base), std::move(seen->format), size, classes.size(), nullptr};
    const Status headed = hasPointHead ? addPointHead(plan) : addOwnHead(plan, classes, seen->names);
    if (!headed)
        return tl::unexpected(headed.error());
    return plan;
}

Result<std::shared_ptr<const Learner>> makeOnnxLearner(const OnnxSettings& settings,
                                                       const std::vector<std::string>& classes)
{
    auto plan = planOnnxDetector(settings, classes);
    if (!plan)
        return tl::unexpected(plan.error());
    return std::make_shared<const OnnxFamily>(std::move(*plan), settings.network.stem().string());
}

} // namespace jackdaw::learning
