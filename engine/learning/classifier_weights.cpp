// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/classifier_weights.h"

#include "engine/base/random.h"
#include "engine/learning/own_weights.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>

namespace jackdaw::learning {
namespace {

constexpr const char* kFormatKey = "format";
constexpr const char* kFormat = "jackdaw-classifier-1";
constexpr const char* kNetworkKey = "network";
constexpr const char* kWidthKey = "width";
constexpr const char* kCropKey = "crop";
constexpr const char* kClassesKey = "classes";
constexpr const char* kHiddenKey = "hidden";
constexpr const char* kBackground = "background";
constexpr std::int64_t kColours = 3;
/// Units that a wider hidden layer has besides those that are needed begin at random, keyed by this.
constexpr std::uint64_t kHiddenSeed = 18;

tl::unexpected<Error> corrupt(const std::string& name, const std::string& what)
{
    return fail(ErrorCode::Corrupt, name + ": " + what, "Take another copy of the weights.");
}

template <class Number>
std::string numberText(Number number)
{
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, number).ptr};
}

class Metadata {
public:
    Metadata(const SafetensorsHeader& header, const std::string& name) : m_header(header), m_name(name) { }

    std::string text(const char* key) const
    {
        const auto found = m_header.metadata.find(key);
        return found == m_header.metadata.end() ? std::string() : found->second;
    }

    template <class Number>
    Status read(const char* key, Number& number) const
    {
        const std::string value = text(key);
        const char* end = value.data() + value.size();
        const auto parsed = std::from_chars(value.data(), end, number);
        if (value.empty() || parsed.ec != std::errc() || parsed.ptr != end)
            return corrupt(m_name, "the metadata \"" + std::string(key) + "\" is not a number.");
        return {};
    }

private:
    const SafetensorsHeader& m_header;
    const std::string& m_name;
};

Result<ClassifierArchitecture> readArchitecture(const SafetensorsHeader& header, const std::string& name)
{
    const Metadata metadata(header, name);
    if (metadata.text(kFormatKey) != kFormat)
        return fail(ErrorCode::Unsupported,
                    name + ": is not a classifier's weights (metadata \"format\" is not \"" + std::string(kFormat)
                        + "\").",
                    "Take weights that Jackdaw wrote.");
    ClassifierArchitecture architecture;
    const auto& names = classifierNetworkNames();
    const auto network = std::find(names.begin(), names.end(), metadata.text(kNetworkKey));
    if (network == names.end())
        return corrupt(name, "the metadata \"network\" names none that is known.");
    architecture.network = static_cast<ClassifierNetwork>(network - names.begin());
    for (const auto& [key, number] : {std::pair{kCropKey, &architecture.crop},
                                      {kClassesKey, &architecture.classes},
                                      {kHiddenKey, &architecture.hidden}})
        if (auto read = metadata.read(key, *number); !read)
            return tl::unexpected(read.error());
    if (auto read = metadata.read(kWidthKey, architecture.width); !read)
        return tl::unexpected(read.error());
    if (auto checked = checkArchitecture(architecture); !checked)
        return corrupt(name, checked.error().message);
    return architecture;
}

/// The last tensor, where there is one more than the network has.
Result<std::optional<vision::Background>> takeBackground(SafetensorsHeader& header, const ClassifierPlan& plan,
                                                         std::span<const std::uint8_t> data, const std::string& name)
{
    if (header.tensors.size() != plan.tensors.size() + 1)
        return std::nullopt;
    const TensorEntry entry = header.tensors.back();
    constexpr std::int64_t kLargest = 8192;
    const auto isSide = [](std::int64_t extent) { return extent >= 1 && extent <= kLargest; };
    if (entry.name != kBackground || entry.type != StoredType::U8 || entry.shape.size() != 3 || !isSide(entry.shape[0])
        || !isSide(entry.shape[1]) || entry.shape[2] != kColours)
        return corrupt(name, "tensor \"" + entry.name + "\" stands where the background was expected, a picture.");
    header.tensors.pop_back();
    const auto pixels = data.subspan(entry.begin, entry.end - entry.begin);
    return vision::Background{
        static_cast<int>(entry.shape[1]), static_cast<int>(entry.shape[0]), {pixels.begin(), pixels.end()}};
}

void initialise(const Unit& unit, RandomStream random, std::vector<float>& values)
{
    // Uniform, because its numbers need no library function that could round differently elsewhere.
    const double fan = static_cast<double>(unit.in / unit.groups) * unit.kernel * unit.kernel;
    const double bound = std::sqrt((unit.normalised ? 6.0 : 1.0) / fan);
    for (std::size_t i = 0; i < unit.weightCount(); ++i)
        values[unit.weight + i] = static_cast<float>(random.uniform(-bound, bound));
    if (!unit.normalised)
        return;
    for (int channel = 0; channel < unit.out; ++channel) {
        values[unit.scale + static_cast<std::size_t>(channel)] = 1.0F;
        values[unit.variance + static_cast<std::size_t>(channel)] = 1.0F;
    }
}

/// Linear layers as one: classes x features weights, and biases.
struct LinearMap {
    std::vector<float> weights;
    std::vector<float> biases;
};

LinearMap linearMapOf(const ClassifierPlan& plan, const std::vector<float>& values)
{
    const auto features = static_cast<std::size_t>(plan.features);
    const Unit& first = plan.units[static_cast<std::size_t>(plan.head.front())];
    const auto weight = [&](const Unit& unit, std::size_t row, std::size_t column) {
        return values[unit.weight + row * static_cast<std::size_t>(unit.in) + column];
    };
    LinearMap map;
    if (plan.head.size() == 1) {
        map.weights.assign(values.begin() + static_cast<std::ptrdiff_t>(first.weight),
                           values.begin() + static_cast<std::ptrdiff_t>(first.weight + first.weightCount()));
        map.biases.assign(values.begin() + static_cast<std::ptrdiff_t>(first.bias),
                          values.begin() + static_cast<std::ptrdiff_t>(first.bias) + first.out);
        return map;
    }
    const Unit& second = plan.units[static_cast<std::size_t>(plan.head.back())];
    for (std::size_t row = 0; row < static_cast<std::size_t>(second.out); ++row) {
        std::vector<double> sums(features, 0.0);
        double bias = static_cast<double>(values[second.bias + row]);
        for (std::size_t inner = 0; inner < static_cast<std::size_t>(first.out); ++inner) {
            const auto factor = static_cast<double>(weight(second, row, inner));
            bias += factor * static_cast<double>(values[first.bias + inner]);
            for (std::size_t column = 0; factor != 0.0 && column < features; ++column)
                sums[column] += factor * static_cast<double>(weight(first, inner, column));
        }
        map.weights.insert(map.weights.end(), sums.begin(), sums.end());
        map.biases.push_back(static_cast<float>(bias));
    }
    return map;
}

/// The first layer's first units are the map, which the second hands on; further units begin at random, without a say.
void setHead(const ClassifierPlan& plan, const LinearMap& map, std::vector<float>& values)
{
    const Unit& first = plan.units[static_cast<std::size_t>(plan.head.front())];
    initialise(first, RandomStream(kHiddenSeed, 0, RandomPurpose::Initialisation), values);
    std::copy(map.weights.begin(), map.weights.end(), values.begin() + static_cast<std::ptrdiff_t>(first.weight));
    std::copy(map.biases.begin(), map.biases.end(), values.begin() + static_cast<std::ptrdiff_t>(first.bias));
    if (plan.head.size() == 1)
        return;
    const Unit& second = plan.units[static_cast<std::size_t>(plan.head.back())];
    for (std::size_t row = 0; row < static_cast<std::size_t>(second.out); ++row)
        values[second.weight + row * static_cast<std::size_t>(second.in) + row] = 1.0F;
}

/// The tensors of the linear layers are the last ones.
std::size_t trunkTensors(const ClassifierPlan& plan)
{
    return plan.tensors.size() - 2 * plan.head.size();
}

} // namespace

ClassifierWeights::ClassifierWeights(ClassifierPlan plan, std::vector<float> values,
                                     std::optional<vision::Background> background) :
    m_plan(std::move(plan)),
    m_values(std::move(values)), m_background(std::move(background))
{
    m_hash = stored().hash;
}

std::shared_ptr<const ClassifierWeights> ClassifierWeights::initial(const ClassifierArchitecture& architecture,
                                                                    std::uint64_t seed, CameraId camera,
                                                                    std::span<const float> start)
{
    ClassifierPlan plan = ClassifierPlan::of(architecture);
    std::vector<float> values(plan.values, 0.0F);
    for (std::size_t i = 0; i < plan.units.size(); ++i)
        initialise(plan.units[i],
                   RandomStream(seed, camera.value, RandomPurpose::Initialisation, static_cast<std::uint32_t>(i)),
                   values);
    const std::size_t trunk = plan.tensors[trunkTensors(plan)].offset;
    if (start.size() == values.size())
        std::copy_n(start.begin(), trunk, values.begin());
    return std::make_shared<const ClassifierWeights>(std::move(plan), std::move(values), std::nullopt);
}

StoredWeights ClassifierWeights::stored() const
{
    const ClassifierArchitecture& architecture = m_plan.architecture;
    StoredParts parts;
    parts.add(m_plan.tensors, m_values);
    if (m_background)
        parts.add(kBackground, StoredType::U8, {m_background->height, m_background->width, kColours},
                  m_background->rgb);
    return parts.finish({{kFormatKey, kFormat},
                         {kNetworkKey, classifierNetworkNames()[static_cast<std::size_t>(architecture.network)]},
                         {kWidthKey, numberText(architecture.width)},
                         {kCropKey, numberText(architecture.crop)},
                         {kClassesKey, numberText(architecture.classes)},
                         {kHiddenKey, numberText(architecture.hidden)}});
}

Result<std::shared_ptr<const ClassifierWeights>> ClassifierWeights::fromSafetensors(std::span<const std::uint8_t> bytes,
                                                                                    const std::string& name)
{
    auto header = readSafetensorsHeader(bytes, name);
    if (!header)
        return tl::unexpected(header.error());
    const auto architecture = readArchitecture(*header, name);
    if (!architecture)
        return tl::unexpected(architecture.error());
    ClassifierPlan plan = ClassifierPlan::of(*architecture);
    const auto data = bytes.subspan(header->dataBegin);
    auto background = takeBackground(*header, plan, data, name);
    if (!background)
        return tl::unexpected(background.error());
    auto values = readTensors(header->tensors, plan.tensors, data, name);
    if (!values)
        return tl::unexpected(values.error());
    return std::make_shared<const ClassifierWeights>(std::move(plan), std::move(*values), std::move(*background));
}

Result<std::shared_ptr<const ClassifierWeights>> ClassifierWeights::from(std::shared_ptr<const Weights> weights)
{
    return weightsOf<ClassifierWeights>(std::move(weights), "a classifier");
}

std::shared_ptr<const ClassifierWeights> ClassifierWeights::withHidden(int hidden) const
{
    ClassifierArchitecture architecture = m_plan.architecture;
    architecture.hidden = hidden;
    ClassifierPlan plan = ClassifierPlan::of(architecture);
    std::vector<float> values(plan.values, 0.0F);
    std::copy_n(m_values.begin(), plan.tensors[trunkTensors(plan)].offset, values.begin());
    setHead(plan, linearMapOf(m_plan, m_values), values);
    return std::make_shared<const ClassifierWeights>(std::move(plan), std::move(values), m_background);
}

Result<std::vector<float>> readPretrained(const ClassifierArchitecture& architecture,
                                          std::span<const std::uint8_t> bytes, const std::string& name)
{
    const auto header = readSafetensorsHeader(bytes, name);
    if (!header)
        return tl::unexpected(header.error());
    const ClassifierPlan plan = ClassifierPlan::of(architecture);
    std::vector<float> values(plan.values, 0.0F);
    for (std::size_t i = 0; i < trunkTensors(plan); ++i) {
        const TensorSpec& wanted = plan.tensors[i];
        const auto found = std::find_if(header->tensors.begin(), header->tensors.end(),
                                        [&](const TensorEntry& entry) { return entry.name == wanted.name; });
        if (found == header->tensors.end() || found->shape != wanted.shape || !isFloat(found->type))
            return fail(ErrorCode::InvalidInput,
                        name + ": tensor \"" + wanted.name + "\" of a " + architecture.description() + " is "
                            + (found == header->tensors.end() ? "missing." : "of another shape or type."),
                        "Take weights of that network and width, with torchvision's names.");
        readFloats(*found, bytes.subspan(header->dataBegin), std::span(values).subspan(wanted.offset, wanted.count));
    }
    return values;
}

} // namespace jackdaw::learning
