// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/alternatives.h"

#include "engine/simulation/cloud.h"
#include "engine/simulation/model_cache.h"

#include <array>
#include <charconv>
#include <string>
#include <utility>
#include <variant>

namespace jackdaw::simulation {
namespace {

constexpr std::array kHeuristics{std::pair("class-distribution", CacheHeuristic::ClassDistribution),
                                 std::pair("time-of-day", CacheHeuristic::TimeOfDay),
                                 std::pair("object-count", CacheHeuristic::ObjectCount),
                                 std::pair("location", CacheHeuristic::Location)};

using Parsed = std::variant<CloudLink, CacheHeuristic>;

/// What stands in the parentheses of "word(…)"; empty where there are none.
std::string_view argumentOf(std::string_view name)
{
    const std::size_t open = name.find('(');
    return open != std::string_view::npos && name.back() == ')' ? name.substr(open + 1, name.size() - open - 2)
                                                                : std::string_view();
}

std::optional<double> rateFrom(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && value >= 1e-3 && value <= 1e6 ? std::optional(value) : std::nullopt;
}

Result<Parsed> parseCloud(std::string_view argument)
{
    const std::size_t comma = argument.find(',');
    if (comma != std::string_view::npos) {
        const auto up = rateFrom(argument.substr(0, comma));
        const auto down = rateFrom(argument.substr(comma + 1));
        if (up && down)
            return CloudLink{*up, *down};
    }
    return fail(ErrorCode::InvalidInput, "The alternative cloud needs its link's two rates.",
                "Write cloud(up,down) in Mbit/s, e.g. cloud(5.1,17.5).");
}

Result<Parsed> parseCache(std::string_view argument)
{
    std::string names;
    for (const auto& [name, heuristic] : kHeuristics) {
        if (argument == name)
            return heuristic;
        names += (names.empty() ? "" : ", ") + std::string(name);
    }
    return fail(ErrorCode::InvalidInput, "The alternative cached needs a heuristic.",
                "Write cached(heuristic) with one of " + names + ".");
}

Result<Parsed> parse(std::string_view name)
{
    return name.starts_with("cloud") ? parseCloud(argumentOf(name)) : parseCache(argumentOf(name));
}

} // namespace

bool isAlternative(std::string_view name)
{
    const std::string_view word = name.substr(0, name.find('('));
    return word == "cloud" || word == "cached";
}

Status checkAlternative(std::string_view name)
{
    const auto parsed = parse(name);
    return parsed ? Status{} : tl::unexpected(parsed.error());
}

Result<std::unique_ptr<Alternative>> makeAlternative(std::string_view name, const Trace& trace,
                                                     const SimulationOptions& options)
{
    const auto parsed = parse(name);
    if (!parsed)
        return tl::unexpected(parsed.error());
    if (const auto* link = std::get_if<CloudLink>(&*parsed))
        return makeCloud(*link, trace, options);
    return makeModelCache(std::get<CacheHeuristic>(*parsed), trace, options);
}

} // namespace jackdaw::simulation
