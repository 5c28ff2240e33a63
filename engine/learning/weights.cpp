// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/own_weights.h"
#include "engine/learning/score_scale.h"
#include "engine/learning/stored_tensors.h"
#include "engine/learning/weights_impl.h"

#include "engine/base/random.h"

#include <array>
#include <charconv>
#include <cmath>

namespace jackdaw::learning {
namespace {

constexpr const char* kFormatKey = "format";
constexpr const char* kFormat = "jackdaw-point-detector-1";

struct ArchitectureField {
    const char* key;
    int Architecture::*member;
};
constexpr std::array<ArchitectureField, 5> kFields{{{"width", &Architecture::width},
                                                    {"depth", &Architecture::depth},
                                                    {"classes", &Architecture::classes},
                                                    {"input_width", &Architecture::inputWidth},
                                                    {"input_height", &Architecture::inputHeight}}};

StoredWeights cutUp(const NetworkPlan& plan, const std::vector<float>& values, float threshold)
{
    std::map<std::string, std::string> metadata{{kFormatKey, kFormat}};
    for (const ArchitectureField& field : kFields)
        metadata[field.key] = std::to_string(plan.architecture.*field.member);
    if (threshold != kScoreThreshold)
        metadata[kThresholdKey] = thresholdText(threshold);
    StoredParts parts;
    parts.add(plan.tensors, values);
    return parts.finish(std::move(metadata));
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

void initialise(const Unit& unit, RandomStream random, bool isOutput, std::vector<float>& values)
{
    // Uniform, because its numbers need no library function that could round differently elsewhere.
    const double fan = static_cast<double>(unit.in) * unit.kernel * unit.kernel;
    const double bound = isOutput ? kOutputBound : std::sqrt(6.0 / fan);
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
    hash(cutUp(plan, values, threshold).hash)
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
    auto values = readTensors(header->tensors, plan.tensors, bytes.subspan(header->dataBegin), name);
    if (!values)
        return tl::unexpected(values.error());
    return makeWeights(std::move(plan), std::move(*values), *threshold);
}

Result<std::shared_ptr<const NetworkWeights>> NetworkWeights::from(std::shared_ptr<const Weights> weights)
{
    return weightsOf<NetworkWeights>(std::move(weights), "a point detector");
}

std::vector<std::uint8_t> NetworkWeights::toSafetensors() const
{
    return joined(stored());
}

StoredWeights NetworkWeights::stored() const
{
    return cutUp(m_impl->plan, m_impl->values, m_impl->threshold);
}

std::shared_ptr<const NetworkWeights> NetworkWeights::rounded() const
{
    return makeWeights(m_impl->plan, roundedToHalves(m_impl->plan.tensors, m_impl->values), m_impl->threshold);
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
