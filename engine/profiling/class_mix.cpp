// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/profiling/class_mix.h"

#include "engine/base/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace jackdaw::profiling {
namespace {

constexpr std::size_t kLeastStretches = 4; ///< of 8 in two halves, 70 divisions: one of them is 1.4 %
constexpr int kDivisions = 999;
/// Two divisions that differ in the last digits of their sums are equally far apart.
constexpr double kSame = 1e-12;

double total(const ClassMix& mix)
{
    return std::accumulate(mix.begin(), mix.end(), 0.0);
}

ClassMix sum(std::span<const ClassMix> stretches)
{
    ClassMix all(stretches.front().size());
    for (const ClassMix& stretch : stretches)
        std::transform(all.begin(), all.end(), stretch.begin(), all.begin(), std::plus<>());
    return all;
}

/// -p log2 p
double information(double p)
{
    return p > 0.0 ? -p * std::log2(p) : 0.0;
}

} // namespace

double mixDistance(const ClassMix& a, const ClassMix& b)
{
    const double totalA = total(a);
    const double totalB = total(b);
    if (totalA <= 0.0 || totalB <= 0.0)
        return 0.0;
    double bits = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double p = a[i] / totalA;
        const double q = b[i] / totalB;
        bits += information((p + q) / 2.0) - (information(p) + information(q)) / 2.0;
    }
    return std::clamp(bits, 0.0, 1.0);
}

std::optional<MixChange> mixChange(std::span<const ClassMix> before, std::span<const ClassMix> after,
                                   std::uint64_t seed)
{
    if (before.size() < kLeastStretches || after.size() < kLeastStretches)
        return std::nullopt;
    MixChange change{0.0, 1.0, sum(before), sum(after)};
    if (total(change.before) <= 0.0 || total(change.after) <= 0.0)
        return std::nullopt;
    change.distance = mixDistance(change.before, change.after);
    std::vector<ClassMix> all(before.begin(), before.end());
    all.insert(all.end(), after.begin(), after.end());
    RandomStream random(seed, 0, RandomPurpose::Bootstrap);
    int asFar = 1; // the division that happened is one of them
    for (int i = 0; i < kDivisions; ++i) {
        random.shuffle(std::span(all));
        const std::span<const ClassMix> divided(all);
        const double distance = mixDistance(sum(divided.first(before.size())), sum(divided.subspan(before.size())));
        asFar += distance >= change.distance - kSame ? 1 : 0;
    }
    change.byChance = static_cast<double>(asFar) / (kDivisions + 1);
    return change;
}

void ClassMixWatch::add(Nanoseconds frameTime, const std::vector<Detection>& labels)
{
    ClassMix mix(m_classes);
    for (const Detection& label : labels)
        if (label.label.value < m_classes)
            ++mix[label.label.value];
    m_frames[frameTime] = std::move(mix);
}

/// A stretch that many frames of were labelled must not count for more than others: it is one frame of each, the middle
/// one.
std::vector<ClassMix> ClassMixWatch::takeStretches(Nanoseconds end)
{
    const auto next = m_frames.lower_bound(end);
    std::map<Nanoseconds::rep, std::vector<const ClassMix*>> byStretch;
    for (auto frame = m_frames.begin(); frame != next; ++frame)
        byStretch[frame->first / kStretch].push_back(&frame->second);
    std::vector<ClassMix> found;
    for (const auto& [stretch, frames] : byStretch)
        found.push_back(*frames[frames.size() / 2]);
    m_frames.erase(m_frames.begin(), next);
    return found;
}

std::optional<MixChange> ClassMixWatch::close(Nanoseconds end)
{
    std::vector<ClassMix> now = takeStretches(end);
    if (now.size() < kLeastStretches)
        return std::nullopt;
    const std::vector<ClassMix> before = std::exchange(m_before, std::move(now));
    // Asked first: the test's many divisions would be for nothing.
    if (before.empty() || mixDistance(sum(before), sum(m_before)) < kLeastDistance)
        return std::nullopt;
    auto change = mixChange(before, m_before, m_seed);
    return change && change->byChance <= kMostChance ? std::move(change) : std::nullopt;
}

} // namespace jackdaw::profiling
