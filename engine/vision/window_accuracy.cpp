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
    double recall() const { return right / (right + missed); }
    bool hasObjects() const { return right + missed > 0.0; }
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

double pooledF1(const ClassSums& sums)
{
    WeightedCounts all;
    for (const WeightedCounts& one : sums)
        all.add(one);
    return all.f1();
}

/// \p measure of each class that occurs, averaged.
double pooledBalanced(const ClassSums& sums, double (WeightedCounts::*measure)() const)
{
    double sum = 0.0;
    int classes = 0;
    for (const WeightedCounts& one : sums)
        if (one.hasObjects()) {
            sum += (one.*measure)();
            ++classes;
        }
    return sum / classes;
}

/// What is known of the time between two changes of weights: its scored frames with objects, each weighted by the time
/// that it stands for, and the sum of these times.
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

/// How long each of \p frames stands.
std::vector<double> standingSeconds(const std::vector<ScoredFrame>& frames, std::span<const WeightsChange> changes,
                                    Nanoseconds end)
{
    std::vector<double> seconds;
    Nanoseconds from = frames.empty() ? end : frames.front().time;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const Nanoseconds to = i + 1 == frames.size()    ? end
            : frames[i + 1].weights == frames[i].weights ? frames[i + 1].time
                                                         : borderBetween(frames[i], frames[i + 1], changes);
        seconds.push_back(toSeconds(to - from));
        from = to;
    }
    return seconds;
}

bool saysSomething(const ScoredFrame& frame, double seconds)
{
    return seconds > 0.0 && objectsIn(frame.counts) > 0;
}

std::vector<WeightsSpan> spansOf(const std::vector<ScoredFrame>& frames, const std::vector<double>& seconds)
{
    std::vector<WeightsSpan> spans;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        if (i == 0 || frames[i].weights != frames[i - 1].weights)
            spans.emplace_back();
        if (!saysSomething(frames[i], seconds[i]))
            continue;
        spans.back().seconds += seconds[i];
        spans.back().frames.push_back(weighted(frames[i], seconds[i]));
    }
    std::erase_if(spans, [](const WeightsSpan& span) { return span.frames.empty(); });
    return spans;
}

ClassSums pooled(const std::vector<ClassSums>& parts)
{
    ClassSums sums;
    for (const ClassSums& part : parts)
        addTo(sums, part);
    return sums;
}

/// Mean over spans by their lengths.
template <class Measure>
double meanOverSpans(const std::vector<ClassSums>& pools, const std::vector<WeightsSpan>& spans, Measure measure)
{
    double sum = 0.0;
    double time = 0.0;
    for (std::size_t i = 0; i < pools.size(); ++i) {
        sum += measure(pools[i]) * spans[i].seconds;
        time += spans[i].seconds;
    }
    return sum / time;
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

Interval bootstrap(const std::vector<WeightsSpan>& spans, std::uint64_t seed)
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
        value = meanOverSpans(drawn, spans, pooledF1);
    }
    std::sort(values.begin(), values.end());
    return {quantile(values, 0.025), quantile(values, 0.975)};
}

MeasuredAccuracy measured(const std::vector<WeightsSpan>& spans, std::uint64_t seed, Task task)
{
    const auto ofClass = task == Task::Classification ? &WeightedCounts::recall : &WeightedCounts::f1;
    std::vector<ClassSums> pools;
    for (const WeightsSpan& span : spans)
        pools.push_back(pooled(span.frames));
    MeasuredAccuracy result;
    result.value = {meanOverSpans(pools, spans, pooledF1)};
    result.balanced = {
        meanOverSpans(pools, spans, [&](const ClassSums& sums) { return pooledBalanced(sums, ofClass); })};
    result.interval = bootstrap(spans, seed);
    return result;
}

} // namespace

std::optional<MeasuredAccuracy> windowAccuracy(std::span<const ScoredFrame> frames,
                                               std::span<const WeightsChange> changes, Nanoseconds start,
                                               Nanoseconds end, std::uint64_t seed, Task task)
{
    const std::vector<ScoredFrame> within = framesWithin(frames, start, end);
    const std::vector<double> seconds = standingSeconds(within, changes, end);
    const std::vector<WeightsSpan> spans = spansOf(within, seconds);
    if (spans.empty())
        return std::nullopt;
    MeasuredAccuracy result = measured(spans, seed, task);
    for (std::size_t i = 0; i < within.size(); ++i) {
        if (!saysSomething(within[i], seconds[i]))
            continue;
        ++result.frames;
        result.count += objectsIn(within[i].counts);
    }
    return result;
}

EmptyFrames emptyFrames(std::span<const ScoredFrame> frames, Nanoseconds start, Nanoseconds end)
{
    EmptyFrames empty;
    for (const ScoredFrame& frame : framesWithin(frames, start, end)) {
        if (objectsIn(frame.counts) + frame.uncovered > 0)
            continue;
        ++empty.frames;
        for (const ClassCounts& count : frame.counts)
            empty.falseAlarms += count.falsePositives;
    }
    return empty;
}

Coverage coverage(std::span<const ScoredFrame> frames, Nanoseconds start, Nanoseconds end)
{
    Coverage sum;
    for (const ScoredFrame& frame : framesWithin(frames, start, end)) {
        const std::uint32_t covered = objectsIn(frame.counts);
        sum.covered += covered;
        sum.objects += covered + frame.uncovered;
    }
    return sum;
}

} // namespace jackdaw::vision
