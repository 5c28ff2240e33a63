// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/safetensors.h"
#include "engine/learning/weights_impl.h"

#include "engine/base/random.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

#include <xxhash.h>

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

SafetensorsHeader headerOf(const NetworkPlan& plan)
{
    SafetensorsHeader header;
    header.metadata[kFormatKey] = kFormat;
    for (const ArchitectureField& field : kFields)
        header.metadata[field.key] = std::to_string(plan.architecture.*field.member);
    for (const TensorSpec& tensor : plan.tensors)
        header.tensors.push_back(
            {tensor.name, tensor.shape, tensor.offset * sizeof(float), (tensor.offset + tensor.count) * sizeof(float)});
    return header;
}

std::vector<std::uint8_t> serialise(const NetworkPlan& plan, const std::vector<float>& values)
{
    auto bytes = writeSafetensorsHeader(headerOf(plan));
    const std::size_t begin = bytes.size();
    bytes.resize(begin + values.size() * sizeof(float));
    std::memcpy(bytes.data() + begin, values.data(), values.size() * sizeof(float));
    return bytes;
}

std::string contentAddress(const std::vector<std::uint8_t>& bytes)
{
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : canonical.digest) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 15U];
    }
    return text;
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
        if (found.shape != wanted.shape)
            return fail(ErrorCode::Corrupt,
                        name + ": tensor \"" + found.name + "\" does not have the shape that the architecture needs.");
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

Weights::Impl::Impl(NetworkPlan networkPlan, std::vector<float> networkValues) :
    plan(std::move(networkPlan)), values(std::move(networkValues)), hash(contentAddress(serialise(plan, values)))
{
}

Weights::Weights(std::unique_ptr<const Impl> impl) : m_impl(std::move(impl))
{
}

Weights::~Weights() = default;

std::shared_ptr<const Weights> makeWeights(NetworkPlan plan, std::vector<float> values)
{
    return std::make_shared<const Weights>(std::make_unique<const Weights::Impl>(std::move(plan), std::move(values)));
}

std::shared_ptr<const Weights> Weights::initial(const Architecture& architecture, std::uint64_t seed, CameraId camera)
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

Result<std::shared_ptr<const Weights>> Weights::fromSafetensors(std::span<const std::uint8_t> bytes,
                                                                const std::string& name)
{
    const auto header = readSafetensorsHeader(bytes, name);
    if (!header)
        return tl::unexpected(header.error());
    const auto architecture = readArchitecture(header->metadata, name);
    if (!architecture)
        return tl::unexpected(architecture.error());
    NetworkPlan plan = NetworkPlan::of(*architecture);
    if (auto checked = checkTensors(*header, plan, name); !checked)
        return tl::unexpected(checked.error());
    std::vector<float> values(plan.values);
    std::memcpy(values.data(), bytes.data() + header->dataBegin, values.size() * sizeof(float));
    return makeWeights(std::move(plan), std::move(values));
}

std::vector<std::uint8_t> Weights::toSafetensors() const
{
    return serialise(m_impl->plan, m_impl->values);
}

const Architecture& Weights::architecture() const
{
    return m_impl->plan.architecture;
}

const std::string& Weights::hash() const
{
    return m_impl->hash;
}

} // namespace jackdaw::learning
