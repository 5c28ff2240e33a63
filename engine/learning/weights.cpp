// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/safetensors.h"
#include "engine/learning/score_scale.h"
#include "engine/learning/weights_impl.h"

#include "engine/base/content_hash.h"
#include "engine/base/random.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

#include <c10/util/Half.h>

namespace jackdaw::learning {
namespace {

static_assert(std::endian::native == std::endian::little, "safetensors data is little endian");

constexpr const char* kFormatKey = "format";
constexpr const char* kFormat = "jackdaw-point-detector-1";
/// Every cell begins with this belief in an object, so that the first steps are not spent on unlearning false alarms.
constexpr double kPriorProbability = 0.02;

struct ArchitectureField {
    const char* key;
    int Architecture::*member;
};
constexpr std::array<ArchitectureField, 5> kFields{{{"width", &Architecture::width},
                                                    {"depth", &Architecture::depth},
                                                    {"classes", &Architecture::classes},
                                                    {"input_width", &Architecture::inputWidth},
                                                    {"input_height", &Architecture::inputHeight}}};

using Bytes = std::vector<std::uint8_t>;

std::span<const float> valuesOf(const TensorSpec& tensor, const std::vector<float>& values)
{
    return std::span(values).subspan(tensor.offset, tensor.count);
}

/// Vectors (biases, BatchNorm) are small: they stay as they are.
bool mayBeHalves(const TensorSpec& tensor)
{
    return tensor.shape.size() > 1;
}

/// The smaller form in which no value loses a bit.
StoredType storedType(const TensorSpec& tensor, std::span<const float> values)
{
    const bool fits = mayBeHalves(tensor) && std::all_of(values.begin(), values.end(), [](float value) {
                          return static_cast<float>(c10::Half(value)) == value;
                      });
    return fits ? StoredType::F16 : StoredType::F32;
}

Bytes encode(StoredType type, std::span<const float> values)
{
    Bytes bytes(values.size() * bytesOf(type));
    if (type == StoredType::F32) {
        std::memcpy(bytes.data(), values.data(), bytes.size());
        return bytes;
    }
    const std::vector<c10::Half> halves(values.begin(), values.end());
    std::memcpy(bytes.data(), halves.data(), bytes.size());
    return bytes;
}

void decode(StoredType type, std::span<const std::uint8_t> bytes, std::span<float> values)
{
    if (type == StoredType::F32) {
        std::memcpy(values.data(), bytes.data(), bytes.size());
        return;
    }
    std::vector<c10::Half> halves(values.size());
    std::memcpy(halves.data(), bytes.data(), bytes.size());
    std::copy(halves.begin(), halves.end(), values.begin());
}

StoredWeights::Part part(std::string name, Bytes bytes)
{
    std::string hash = contentAddress(bytes);
    return {std::move(name), std::move(hash), std::move(bytes)};
}

StoredWeights cutUp(const NetworkPlan& plan, const std::vector<float>& values, float threshold)
{
    SafetensorsHeader header;
    header.metadata[kFormatKey] = kFormat;
    for (const ArchitectureField& field : kFields)
        header.metadata[field.key] = std::to_string(plan.architecture.*field.member);
    if (threshold != kScoreThreshold)
        header.metadata[kThresholdKey] = thresholdText(threshold);
    StoredWeights stored;
    stored.parts.emplace_back();
    std::size_t offset = 0;
    for (const TensorSpec& tensor : plan.tensors) {
        const StoredType type = storedType(tensor, valuesOf(tensor, values));
        stored.parts.push_back(part(tensor.name, encode(type, valuesOf(tensor, values))));
        const std::size_t size = stored.parts.back().bytes.size();
        header.tensors.push_back({tensor.name, type, tensor.shape, offset, offset + size});
        offset += size;
    }
    stored.parts.front() = part("header", writeSafetensorsHeader(header));
    return stored;
}

std::string addressOf(const StoredWeights& stored)
{
    ContentHash hash;
    for (const StoredWeights::Part& each : stored.parts)
        hash.add(each.bytes);
    return hash.hex();
}

Result<Architecture> readArchitecture(const std::map<std::string, std::string>& metadata, const std::string& name)
{
    const auto format = metadata.find(kFormatKey);
    if (format == metadata.end() || format->second != kFormat)
        return fail(ErrorCode::Unsupported,
                    name + ": is not a student's weights (metadata \"format\" is not \"" + std::string(kFormat)
                        + "\").",
                    "Take weights that Jackdaw wrote.");
    Architecture architecture;
    for (const ArchitectureField& field : kFields) {
        const auto found = metadata.find(field.key);
        const std::string text = found == metadata.end() ? std::string() : found->second;
        const char* end = text.data() + text.size();
        const auto parsed = std::from_chars(text.data(), end, architecture.*field.member);
        if (text.empty() || parsed.ec != std::errc() || parsed.ptr != end)
            return fail(ErrorCode::Corrupt, name + ": the metadata \"" + field.key + "\" is not a whole number.",
                        "Take another copy of the weights.");
    }
    if (auto checked = checkArchitecture(architecture); !checked)
        return fail(ErrorCode::Corrupt, name + ": " + checked.error().message, "Take another copy of the weights.");
    return architecture;
}

Result<float> readThreshold(const std::map<std::string, std::string>& metadata, const std::string& name)
{
    const auto found = metadata.find(kThresholdKey);
    return found == metadata.end() ? Result<float>(kScoreThreshold) : thresholdOf(found->second, name);
}

Status checkTensors(const SafetensorsHeader& header, const NetworkPlan& plan, const std::string& name)
{
    if (header.tensors.size() != plan.tensors.size())
        return fail(ErrorCode::Corrupt,
                    name + ": has " + std::to_string(header.tensors.size()) + " tensors; "
                        + std::to_string(plan.tensors.size()) + " belong to its architecture.");
    for (std::size_t i = 0; i < plan.tensors.size(); ++i) {
        const TensorEntry& found = header.tensors[i];
        const TensorSpec& wanted = plan.tensors[i];
        if (found.name != wanted.name)
            return fail(ErrorCode::Corrupt,
                        name + ": tensor \"" + found.name + "\" stands where \"" + wanted.name + "\" was expected.");
        if (found.shape != wanted.shape || found.type == StoredType::U8)
            return fail(ErrorCode::Corrupt,
                        name + ": tensor \"" + found.name
                            + "\" does not have the shape and type that the architecture needs.");
    }
    return {};
}

void initialise(const Unit& unit, RandomStream random, bool isOutput, std::vector<float>& values)
{
    // Uniform, because its numbers need no library function that could round differently elsewhere.
    const double fan = static_cast<double>(unit.in) * unit.kernel * unit.kernel;
    const double bound = isOutput ? 0.01 : std::sqrt(6.0 / fan);
    for (std::size_t i = 0; i < unit.weightCount(); ++i)
        values[unit.weight + i] = static_cast<float>(random.uniform(-bound, bound));
    if (!unit.normalised)
        return;
    for (int channel = 0; channel < unit.out; ++channel) {
        values[unit.scale + static_cast<std::size_t>(channel)] = 1.0F;
        values[unit.variance + static_cast<std::size_t>(channel)] = 1.0F;
    }
}

} // namespace

std::string Architecture::description() const
{
    return std::to_string(inputHeight) + "x" + std::to_string(inputWidth) + "/w" + std::to_string(width) + "d"
        + std::to_string(depth) + "c" + std::to_string(classes);
}

NetworkWeights::Impl::Impl(NetworkPlan networkPlan, std::vector<float> networkValues, float scoreThreshold) :
    plan(std::move(networkPlan)), values(std::move(networkValues)), threshold(scoreThreshold),
    hash(addressOf(cutUp(plan, values, threshold)))
{
}

NetworkWeights::NetworkWeights(std::unique_ptr<const Impl> impl) : m_impl(std::move(impl))
{
}

NetworkWeights::~NetworkWeights() = default;

std::shared_ptr<const NetworkWeights> makeWeights(NetworkPlan plan, std::vector<float> values, float threshold)
{
    return std::make_shared<const NetworkWeights>(
        std::make_unique<const NetworkWeights::Impl>(std::move(plan), std::move(values), threshold));
}

std::vector<float> roundedToStored(const NetworkPlan& plan, std::vector<float> values)
{
    constexpr float kLargestHalf = 65504.0F;
    for (const TensorSpec& tensor : plan.tensors) {
        const std::span<float> numbers = std::span(values).subspan(tensor.offset, tensor.count);
        const auto fits = [](float value) { return std::abs(value) <= kLargestHalf; };
        if (!mayBeHalves(tensor) || !std::all_of(numbers.begin(), numbers.end(), fits))
            continue;
        for (float& number : numbers)
            number = c10::Half(number);
    }
    return values;
}

std::shared_ptr<const NetworkWeights> NetworkWeights::initial(const Architecture& architecture, std::uint64_t seed,
                                                              CameraId camera)
{
    NetworkPlan plan = NetworkPlan::of(architecture);
    std::vector<float> values(plan.values, 0.0F);
    for (std::size_t i = 0; i < plan.units.size(); ++i)
        initialise(plan.units[i],
                   RandomStream(seed, camera.value, RandomPurpose::Initialisation, static_cast<std::uint32_t>(i)),
                   static_cast<int>(i) == plan.output, values);
    const auto bias = static_cast<float>(-std::log((1.0 - kPriorProbability) / kPriorProbability));
    const std::size_t outputBias = plan.units[static_cast<std::size_t>(plan.output)].bias;
    for (int label = 0; label < architecture.classes; ++label)
        values[outputBias + static_cast<std::size_t>(label)] = bias;
    return makeWeights(std::move(plan), std::move(values));
}

Result<std::shared_ptr<const NetworkWeights>> NetworkWeights::fromSafetensors(std::span<const std::uint8_t> bytes,
                                                                              const std::string& name)
{
    const auto header = readSafetensorsHeader(bytes, name);
    if (!header)
        return tl::unexpected(header.error());
    const auto architecture = readArchitecture(header->metadata, name);
    if (!architecture)
        return tl::unexpected(architecture.error());
    const auto threshold = readThreshold(header->metadata, name);
    if (!threshold)
        return tl::unexpected(threshold.error());
    NetworkPlan plan = NetworkPlan::of(*architecture);
    if (auto checked = checkTensors(*header, plan, name); !checked)
        return tl::unexpected(checked.error());
    std::vector<float> values(plan.values);
    const auto data = bytes.subspan(header->dataBegin);
    for (std::size_t i = 0; i < plan.tensors.size(); ++i) {
        const TensorEntry& entry = header->tensors[i];
        decode(entry.type, data.subspan(entry.begin, entry.end - entry.begin),
               std::span(values).subspan(plan.tensors[i].offset, plan.tensors[i].count));
    }
    return makeWeights(std::move(plan), std::move(values), *threshold);
}

Result<std::shared_ptr<const NetworkWeights>> NetworkWeights::from(std::shared_ptr<const Weights> weights)
{
    if (!weights)
        return fail(ErrorCode::InvalidInput, "There are no weights.");
    auto own = std::dynamic_pointer_cast<const NetworkWeights>(std::move(weights));
    if (!own)
        return fail(ErrorCode::InvalidInput, "The weights are not those of a point detector.",
                    "Take weights of this run's student.");
    return own;
}

std::vector<std::uint8_t> NetworkWeights::toSafetensors() const
{
    Bytes bytes;
    for (const StoredWeights::Part& each : cutUp(m_impl->plan, m_impl->values, m_impl->threshold).parts)
        bytes.insert(bytes.end(), each.bytes.begin(), each.bytes.end());
    return bytes;
}

StoredWeights NetworkWeights::stored() const
{
    StoredWeights stored = cutUp(m_impl->plan, m_impl->values, m_impl->threshold);
    stored.hash = m_impl->hash;
    return stored;
}

std::shared_ptr<const NetworkWeights> NetworkWeights::rounded() const
{
    return makeWeights(m_impl->plan, roundedToStored(m_impl->plan, m_impl->values), m_impl->threshold);
}

std::shared_ptr<const NetworkWeights> NetworkWeights::forInput(vision::PictureSize size) const
{
    Architecture other = architecture();
    other.inputWidth = size.width;
    other.inputHeight = size.height;
    return makeWeights(NetworkPlan::of(other), m_impl->values, m_impl->threshold);
}

float NetworkWeights::threshold() const
{
    return m_impl->threshold;
}

std::shared_ptr<const NetworkWeights> NetworkWeights::withThreshold(float threshold) const
{
    return makeWeights(m_impl->plan, m_impl->values, threshold);
}

const Architecture& NetworkWeights::architecture() const
{
    return m_impl->plan.architecture;
}

const std::string& NetworkWeights::hash() const
{
    return m_impl->hash;
}

} // namespace jackdaw::learning
