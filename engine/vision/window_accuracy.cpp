// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/base/random.h"
#include "engine/base/statistics.h"
#include "engine/vision/accuracy.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace jackdaw::vision {
namespace {

constexpr int kResamples = 1000;

/// Counts weighted by time.
struct WeightedCounts {
    double right = 0.0;
    double falsePositives = 0.0;
    double missed = 0.0;

    double f1() const { return 2.0 * right / (2.0 * right + falsePositives + missed); }
    bool hasObjects() const { return right + missed > 0.0; }
    bool hasAnything() const { return hasObjects() || falsePositives > 0.0; }
    void add(const WeightedCounts& other)
    {
        right += other.right;
        falsePositives += other.falsePositives;
        missed += other.missed;
    }
};

using ClassSums = std::vector<WeightedCounts>;

void addTo(ClassSums& sums, const ClassSums& more)
{
    sums.resize(std::max(sums.size(), more.size()));
    for (std::size_t i = 0; i < more.size(); ++i)
        sums[i].add(more[i]);
}

ClassSums weighted(const ScoredFrame& frame, double seconds)
{
    ClassSums sums;
    for (const ClassCounts& count : frame.counts)
        sums.push_back({seconds * count.truePositives, seconds * count.falsePositives, seconds * count.falseNegatives});
    return sums;
}

std::optional<double> pooledF1(const ClassSums& sums)
{
    WeightedCounts all;
    for (const WeightedCounts& one : sums)
        all.add(one);
    return all.hasAnything() ? std::optional(all.f1()) : std::nullopt;
}

std::optional<double> pooledBalanced(const ClassSums& sums)
{
    double sum = 0.0;
    int classes = 0;
    for (const WeightedCounts& one : sums)
        if (one.hasObjects()) {
            sum += one.f1();
            ++classes;
        }
    return classes > 0 ? std::optional(sum / classes) : std::nullopt;
}

/// The time between two changes of weights: its scored frames, each with the time that it stands for.
struct WeightsSpan {
    double seconds = 0.0;
    std::vector<ClassSums> frames;
};

std::vector<ScoredFrame> framesWithin(std::span<const ScoredFrame> frames, Nanoseconds start, Nanoseconds end)
{
    std::vector<ScoredFrame> within;
    std::copy_if(frames.begin(), frames.end(), std::back_inserter(within),
                 [&](const ScoredFrame& frame) { return frame.time >= start && frame.time < end; });
    std::stable_sort(within.begin(), within.end(),
                     [](const ScoredFrame& a, const ScoredFrame& b) { return a.time < b.time; });
    return within;
}

/// When \p after took over from \p before.
Nanoseconds borderBetween(const ScoredFrame& before, const ScoredFrame& after, std::span<const WeightsChange> changes)
{
    const auto change = std::find_if(changes.begin(), changes.end(), [&](const WeightsChange& each) {
        return each.weights == after.weights && each.time > before.time && each.time <= after.time;
    });
    return change == changes.end() ? after.time : change->time;
}

std::vector<WeightsSpan> spansOf(const std::vector<ScoredFrame>& frames, std::span<const WeightsChange> changes,
                                 Nanoseconds end)
{
    std::vector<WeightsSpan> spans;
    Nanoseconds from = frames.front().time;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        if (i == 0 || frames[i].weights != frames[i - 1].weights)
            spans.emplace_back();
        const Nanoseconds to = i + 1 == frames.size()    ? end
            : frames[i + 1].weights == frames[i].weights ? frames[i + 1].time
                                                         : borderBetween(frames[i], frames[i + 1], changes);
        spans.back().seconds += toSeconds(to - from);
        spans.back().frames.push_back(weighted(frames[i], toSeconds(to - from)));
        from = to;
    }
    return spans;
}

ClassSums pooled(const std::vector<ClassSums>& parts)
{
    ClassSums sums;
    for (const ClassSums& part : parts)
        addTo(sums, part);
    return sums;
}

/// Mean over spans by their lengths; a span of which nothing can be said is left out.
template <class Measure>
double meanOverSpans(const std::vector<ClassSums>& pools, const std::vector<double>& seconds, Measure measure)
{
    double sum = 0.0;
    double time = 0.0;
    for (std::size_t i = 0; i < pools.size(); ++i)
        if (const std::optional<double> value = measure(pools[i])) {
            sum += *value * seconds[i];
            time += seconds[i];
        }
    return time > 0.0 ? sum / time : 0.0;
}

/// Neighbouring frames show the same objects, so they are drawn together: n frames in blocks of about n^(1/3).
std::vector<ClassSums> blocksOf(const WeightsSpan& span)
{
    const std::size_t frames = span.frames.size();
    const auto length = static_cast<std::size_t>(std::ceil(std::cbrt(static_cast<double>(frames))));
    std::vector<ClassSums> blocks((frames + length - 1) / length);
    for (std::size_t i = 0; i < frames; ++i)
        addTo(blocks[i / length], span.frames[i]);
    return blocks;
}

ClassSums drawBlocks(const std::vector<ClassSums>& blocks, RandomStream& random)
{
    ClassSums sums;
    for (std::size_t i = 0; i < blocks.size(); ++i)
        addTo(sums, blocks[random.below(static_cast<std::uint32_t>(blocks.size()))]);
    return sums;
}

Interval bootstrap(const std::vector<WeightsSpan>& spans, const std::vector<double>& seconds, std::uint64_t seed)
{
    std::vector<std::vector<ClassSums>> blocks;
    for (const WeightsSpan& span : spans)
        blocks.push_back(blocksOf(span));
    RandomStream random(seed, 0, RandomPurpose::Bootstrap);
    std::vector<double> values(kResamples);
    std::vector<ClassSums> drawn(spans.size());
    for (double& value : values) {
        for (std::size_t i = 0; i < spans.size(); ++i)
            drawn[i] = drawBlocks(blocks[i], random);
        value = meanOverSpans(drawn, seconds, pooledF1);
    }
    std::sort(values.begin(), values.end());
    return {quantile(values, 0.025), quantile(values, 0.975)};
}

} // namespace

MeasuredAccuracy windowAccuracy(std::span<const ScoredFrame> frames, std::span<const WeightsChange> changes,
                                Nanoseconds start, Nanoseconds end, std::uint64_t seed)
{
    MeasuredAccuracy result;
    const std::vector<ScoredFrame> within = framesWithin(frames, start, end);
    result.frames = static_cast<std::uint32_t>(within.size());
    for (const ScoredFrame& frame : within)
        for (const ClassCounts& count : frame.counts)
            result.count += count.truePositives + count.falseNegatives;
    if (within.empty())
        return result;

    const std::vector<WeightsSpan> spans = spansOf(within, changes, end);
    std::vector<ClassSums> pools;
    std::vector<double> seconds;
    for (const WeightsSpan& span : spans) {
        pools.push_back(pooled(span.frames));
        seconds.push_back(span.seconds);
    }
    result.value = {meanOverSpans(pools, seconds, pooledF1)};
    result.balanced = {meanOverSpans(pools, seconds, pooledBalanced)};
    result.interval = bootstrap(spans, seconds, seed);
    return result;
}

} // namespace jackdaw::vision
