// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/stand_in.h"

#include <cstdint>
#include <regex>

namespace jackdaw::cuda {
namespace {

const std::string kPrefix = "costs of ";

/// Up to what a GPU may have; all of a match are digits.
std::uint32_t numberIn(const std::ssub_match& digits)
{
    return digits.matched ? static_cast<std::uint32_t>(std::stoul(digits.str())) : 0U;
}

} // namespace

std::string describe(const std::string& name, std::uint32_t multiprocessors, const std::optional<Atoms>& atoms)
{
    const std::string described = name + ", " + std::to_string(multiprocessors) + " multiprocessors";
    if (!atoms)
        return described + " whose time is shared";
    const std::string parts =
        described + " in " + std::to_string(atoms->count) + " parts of " + std::to_string(atoms->size);
    return atoms->rest > 0 ? parts + " and one of " + std::to_string(atoms->rest) : parts;
}

std::optional<FakeGpuSettings> standInFor(const std::string& description)
{
    static const std::regex divided(
        "(.+), (\\d{1,4}) multiprocessors in (\\d{1,4}) parts of (\\d{1,4})(?: and one of (\\d{1,4}))?");
    static const std::regex shared("(.+), (\\d{1,4}) multiprocessors whose time is shared");
    std::smatch found;
    FakeGpuSettings settings;
    if (std::regex_match(description, found, divided)) {
        settings.atoms = {numberIn(found[3]), numberIn(found[4]), numberIn(found[5])};
        if (settings.atoms.count < 1 || settings.atoms.size < 1)
            return std::nullopt;
    } else if (std::regex_match(description, found, shared)) {
        settings.hasPools = false;
        settings.atoms = {1, numberIn(found[2]), 0};
        if (settings.atoms.size < 1)
            return std::nullopt;
    } else {
        return std::nullopt;
    }
    settings.name = kPrefix + found[1].str();
    return settings;
}

std::optional<std::string> costsOf(const std::string& description)
{
    if (!description.starts_with(kPrefix))
        return std::nullopt;
    return description.substr(kPrefix.size(), description.find(',') - kPrefix.size());
}

} // namespace jackdaw::cuda
