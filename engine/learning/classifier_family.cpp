// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/classifier_family.h"

#include "engine/base/text_file.h"
#include "engine/learning/classifier_network.h"
#include "engine/learning/classifier_trainee.h"
#include "engine/learning/crops.h"
#include "engine/learning/family.h"
#include "engine/learning/guarded.h"
#include "engine/vision/classification.h"

#include <algorithm>
#include <cmath>
#include <mutex>

namespace jackdaw::learning {
namespace {

/// Regions that go through the network at once.
constexpr int kBatch = 8;

/// The likeliest class and how likely it is.
Detection likeliest(std::span<const float> values)
{
    const auto best = std::max_element(values.begin(), values.end());
    double sum = 0.0;
    for (const float value : values)
        sum += std::exp(static_cast<double>(value - *best));
    const auto likelihood = static_cast<float>(1.0 / sum);
    return {{},
            ClassId{static_cast<std::uint32_t>(best - values.begin())},
            kScoreThreshold + (1.0F - kScoreThreshold) * likelihood};
}

} // namespace

class ClassifierStudent::Impl {
public:
    Impl(std::shared_ptr<const ClassifierWeights> studentWeights, std::unique_ptr<vision::RegionDetector> finder,
         PictureSize inputSize) :
        weights(std::move(studentWeights)),
        detector(std::move(finder)), size(inputSize),
        network(*weights, kBatch, precisionOf(weights->plan().architecture))
    {
    }

    std::shared_ptr<const ClassifierWeights> weights;
    std::unique_ptr<vision::RegionDetector> detector; ///< none: by the background
    PictureSize size;
    std::mutex mutex; ///< the networks' inputs and outputs are of one picture
    PreparedClassifier network;
};

ClassifierStudent::ClassifierStudent(std::shared_ptr<const ClassifierWeights> weights,
                                     std::unique_ptr<vision::RegionDetector> detector, PictureSize size,
                                     std::string shape) :
    m_impl(std::make_unique<Impl>(std::move(weights), std::move(detector), size)),
    m_shape(std::move(shape))
{
}

ClassifierStudent::~ClassifierStudent() = default;

std::size_t ClassifierStudent::classes() const
{
    return static_cast<std::size_t>(m_impl->weights->plan().architecture.classes);
}

Result<std::vector<Box>> ClassifierStudent::regions(const VideoFrame& picture)
{
    std::vector<Detection> found;
    if (m_impl->detector) {
        auto detected = m_impl->detector->find(picture, kMostRegions);
        if (!detected)
            return tl::unexpected(detected.error());
        found = std::move(*detected);
    } else if (const auto& background = m_impl->weights->background()) {
        found = vision::movingRegions(picture, *background, kMostRegions);
    }
    std::vector<Box> boxes;
    for (const Detection& region : found)
        boxes.push_back(region.box);
    return boxes;
}

Result<std::vector<Detection>> ClassifierStudent::name(const VideoFrame& picture, std::span<const Box> boxes)
{
    const std::string what = "Inference with student " + m_impl->weights->hash();
    const int side = m_impl->weights->plan().architecture.crop;
    const std::lock_guard lock(m_impl->mutex);
    return guarded(what, [&]() -> Result<std::vector<Detection>> {
        std::vector<Detection> named;
        for (std::size_t first = 0; first < boxes.size(); first += kBatch) {
            const auto part = boxes.subspan(first, std::min<std::size_t>(kBatch, boxes.size() - first));
            std::vector<Crop> crops;
            for (const Box& box : part)
                crops.push_back({&picture, cropMap(picture, box, side), 0});
            drawCrops(crops, side, m_impl->network.input());
            const std::span<const float> output = m_impl->network.run();
            for (std::size_t i = 0; i < part.size(); ++i) {
                const auto values = output.subspan(i * classes(), classes());
                if (!std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); }))
                    return fail(ErrorCode::Internal, what + " gave answers that are not numbers.",
                                "Let the camera be retrained from other weights.");
                named.push_back(likeliest(values));
                named.back().box = part[i];
            }
        }
        return named;
    });
}

Result<std::vector<Detection>> ClassifierStudent::detect(const VideoFrame& frame, float threshold)
{
    if (!frame.hasPixels())
        return fail(ErrorCode::InvalidInput,
                    "Frame " + std::to_string(frame.index)
                        + " was given to a student without pixels, or not as many as its size says.");
    const PictureSize size = m_impl->size;
    const bool fits = frame.width == size.width && frame.height == size.height;
    const VideoFrame picture = fits ? frame : atInputSize(frame, size);
    const auto boxes = regions(picture);
    if (!boxes)
        return tl::unexpected(boxes.error());
    auto named = name(picture, *boxes);
    if (!named)
        return named;
    const PictureMap map = plainMap(frame, size);
    for (Detection& detection : *named)
        detection.box = map.toSource(detection.box);
    std::erase_if(*named, [threshold](const Detection& detection) { return detection.score < threshold; });
    std::stable_sort(named->begin(), named->end(),
                     [](const Detection& a, const Detection& b) { return a.score > b.score; });
    return named;
}

Result<Judgement> ClassifierStudent::judge(const LabelledFrame& frame)
{
    std::vector<Box> boxes;
    vision::FrameLabels judged;
    for (const vision::LabelledObject& object : frame.labels) {
        if (object.isIgnored())
            continue;
        boxes.push_back(object.box);
        judged.push_back(object);
    }
    const auto named = name(frame.picture, boxes);
    if (!named)
        return tl::unexpected(named.error());
    Judgement judgement{vision::matchNames(*named, judged, classes()).counts, {}};
    if (frame.people)
        judgement.people = vision::matchNames(*named, frame.people->objects, classes(),
                                              {.coveredClasses = frame.people->coveredClasses})
                               .counts;
    return judgement;
}

void ClassifierStudent::exercise(const VideoFrame& picture)
{
    (void)regions(picture);
    const float step = static_cast<float>(std::min(picture.width, picture.height)) / (kMostRegions + 8);
    std::vector<Box> boxes;
    for (std::size_t i = 0; i < kMostRegions; ++i) {
        const float corner = step * static_cast<float>(i);
        boxes.push_back({corner, corner, corner + 8.0F * step, corner + 6.0F * step});
    }
    (void)name(picture, boxes);
}

namespace {

class ClassifierFamily final : public StudentFamily {
public:
    ClassifierFamily(const ClassifierSettings& settings, std::size_t classes,
                     std::unique_ptr<vision::RegionDetector> detector, std::vector<float> start) :
        m_settings(settings),
        m_architecture{settings.network, settings.width, settings.crop, static_cast<int>(classes), 0},
        m_detector(std::move(detector)), m_start(std::move(start))
    {
    }

    Task task() const override { return Task::Classification; }
    std::string description() const override
    {
        return std::to_string(m_settings.inputHeight) + "x" + std::to_string(m_settings.inputWidth) + "/"
            + m_architecture.description() + "/" + (m_detector ? m_detector->name() : "background");
    }
    const std::string& familyName() const override { return familyNames()[2]; }
    PictureSize inputSize() const override { return {m_settings.inputWidth, m_settings.inputHeight}; }
    std::size_t classes() const override { return static_cast<std::size_t>(m_architecture.classes); }

    /// There is no threshold to choose: a classifier names whatever it is shown.
    bool trains(const TrainingConfiguration& configuration) const override
    {
        return configuration.layers != TrainedLayers::Threshold && StudentFamily::trains(configuration);
    }

    std::shared_ptr<const Weights> initial(std::uint64_t seed, CameraId camera) const override
    {
        return ClassifierWeights::initial(m_architecture, seed, camera, m_start);
    }

    Result<std::shared_ptr<const Weights>> read(std::span<const std::uint8_t> stored,
                                                const std::string& name) const override
    {
        auto weights = ClassifierWeights::fromSafetensors(stored, name);
        if (!weights)
            return tl::unexpected(weights.error());
        if (auto fits = checkFit(**weights, name); !fits)
            return tl::unexpected(fits.error());
        return *weights;
    }

    Result<std::unique_ptr<Student>> prepare(std::shared_ptr<const Weights> weights) const override
    {
        auto own = ownWeights(std::move(weights));
        if (!own)
            return tl::unexpected(own.error());
        auto detector = copyOfDetector();
        if (!detector)
            return tl::unexpected(detector.error());
        return guarded("Preparing student " + (*own)->hash(), [&]() -> std::unique_ptr<Student> {
            return std::make_unique<ClassifierStudent>(std::move(*own), std::move(*detector), inputSize(),
                                                       inferenceShape());
        });
    }

    Result<std::unique_ptr<Trainee>> trainee(std::shared_ptr<const Weights> start,
                                             const TrainingConfiguration& configuration,
                                             std::span<const LabelledFrame> training) const override
    {
        auto own = ownWeights(std::move(start));
        if (!own)
            return tl::unexpected(own.error());
        const int hidden = configuration.hidden > 0 ? std::max(configuration.hidden, m_architecture.classes)
                                                    : (*own)->plan().architecture.hidden;
        if (hidden != (*own)->plan().architecture.hidden)
            *own = (*own)->withHidden(hidden);
        auto background = backgroundFor(**own, training);
        return makeClassifierTrainee(std::move(*own), configuration, std::move(background));
    }

    void exercise(Student& student, const VideoFrame& picture) const override
    {
        dynamic_cast<ClassifierStudent&>(student).exercise(picture);
    }

    bool choosesThreshold(const TrainingConfiguration&) const override { return false; }
    float thresholdOf(const Weights&) const override { return kScoreThreshold; }
    std::shared_ptr<const Weights> withThreshold(const Weights& weights, float) const override
    {
        return std::make_shared<const ClassifierWeights>(dynamic_cast<const ClassifierWeights&>(weights));
    }

    CurveAssumption assumption(const TrainingConfiguration& configuration) const override
    {
        const bool whole = configuration.layers == TrainedLayers::Whole;
        return {(whole ? 0.85 : 0.82) - 0.05 * (1.0 - configuration.dataFraction), whole ? 3.0 : 4.0};
    }

private:
    Status checkFit(const ClassifierWeights& weights, const std::string& name) const
    {
        ClassifierArchitecture found = weights.plan().architecture;
        found.hidden = 0;
        if (found != m_architecture)
            return fail(ErrorCode::InvalidInput,
                        name + " are weights of a student " + found.description() + "; this run's are "
                            + m_architecture.description() + ".",
                        "Take those of the same student.");
        const auto& background = weights.background();
        if (background && (background->width != m_settings.inputWidth || background->height != m_settings.inputHeight))
            return fail(ErrorCode::InvalidInput,
                        name + " know a background of " + std::to_string(background->width) + " x "
                            + std::to_string(background->height) + " pixels; this run's pictures have "
                            + std::to_string(m_settings.inputWidth) + " x " + std::to_string(m_settings.inputHeight)
                            + ".",
                        "Take those of the same student.");
        return {};
    }

    Result<std::shared_ptr<const ClassifierWeights>> ownWeights(std::shared_ptr<const Weights> weights) const
    {
        auto own = ClassifierWeights::from(std::move(weights));
        if (!own)
            return own;
        if (auto fits = checkFit(**own, "The weights " + (*own)->hash()); !fits)
            return tl::unexpected(fits.error());
        return own;
    }

    Result<std::unique_ptr<vision::RegionDetector>> copyOfDetector() const
    {
        return m_detector ? m_detector->copy() : std::unique_ptr<vision::RegionDetector>();
    }

    std::optional<vision::Background> backgroundFor(const ClassifierWeights& start,
                                                    std::span<const LabelledFrame> training) const
    {
        if (m_detector)
            return std::nullopt;
        const auto& before = start.background();
        std::vector<vision::BackgroundPicture> pictures;
        for (const LabelledFrame& frame : training)
            pictures.push_back({&frame.picture, &frame.labels});
        auto made = vision::backgroundOf(pictures, before ? &*before : nullptr);
        return made ? made : before;
    }

    ClassifierSettings m_settings;
    ClassifierArchitecture m_architecture; ///< without a hidden layer
    std::unique_ptr<const vision::RegionDetector> m_detector; ///< none: by the background
    std::vector<float> m_start;
};

Result<std::vector<float>> readStart(const ClassifierSettings& settings, const ClassifierArchitecture& architecture)
{
    if (settings.weights.empty())
        return std::vector<float>();
    const auto bytes = readText(settings.weights, "weights file");
    if (!bytes)
        return tl::unexpected(bytes.error());
    const std::span<const std::uint8_t> data(reinterpret_cast<const std::uint8_t*>(bytes->data()), bytes->size());
    return readPretrained(architecture, data, settings.weights.string());
}

} // namespace

Result<std::shared_ptr<const Learner>> makeClassifierLearner(const ClassifierSettings& settings,
                                                             const std::vector<std::string>& classes)
{
    const ClassifierArchitecture architecture{settings.network, settings.width, settings.crop,
                                              static_cast<int>(classes.size()), 0};
    if (auto checked = checkArchitecture(architecture); !checked)
        return tl::unexpected(checked.error());
    auto start = readStart(settings, architecture);
    if (!start)
        return tl::unexpected(start.error());
    std::unique_ptr<vision::RegionDetector> detector;
    if (!settings.source.empty()) {
        auto opened = vision::RegionDetector::open(settings.source, classes);
        if (!opened)
            return tl::unexpected(opened.error());
        detector = std::move(*opened);
    }
    return std::make_shared<const ClassifierFamily>(settings, classes.size(), std::move(detector), std::move(*start));
}

} // namespace jackdaw::learning
