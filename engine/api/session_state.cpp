// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/api/session_state.h"

#include <algorithm>
#include <iterator>

namespace jackdaw {
namespace {

/// Scored frames with objects, summed.
struct Pool {
    ScoredFrame sum; ///< its time is the newest frame's
    std::uint32_t frames = 0;
};

template <class Iterator>
Pool pooled(Iterator first, Iterator last)
{
    Pool pool;
    for (; first != last; ++first) {
        if (first->objects() == 0)
            continue;
        pool.sum.truePositives += first->truePositives;
        pool.sum.falsePositives += first->falsePositives;
        pool.sum.falseNegatives += first->falseNegatives;
        pool.sum.time = std::max(pool.sum.time, first->time);
        ++pool.frames;
    }
    return pool;
}

double f1(const ScoredFrame& sum)
{
    return 2.0 * sum.truePositives / (2.0 * sum.truePositives + sum.falsePositives + sum.falseNegatives);
}

/// Where the newest frames begin that the rolling accuracy pools.
auto newestBegin(const std::deque<ScoredFrame>& scores)
{
    return scores.end() - static_cast<std::ptrdiff_t>(std::min(kRollingFrames, scores.size()));
}

} // namespace

const CameraState* findCamera(const SessionState& state, CameraId camera)
{
    const auto found = std::lower_bound(state.cameras.begin(), state.cameras.end(), camera,
                                        [](const CameraState& c, CameraId id) { return c.info.camera < id; });
    return found != state.cameras.end() && found->info.camera == camera ? &*found : nullptr;
}

const JobState* runningJob(const SessionState& state, CameraId camera, JobKind kind)
{
    for (const JobId id : state.running) {
        const auto job = state.jobs.find(id);
        if (job != state.jobs.end() && job->second.info.camera == camera && job->second.info.kind == kind)
            return &job->second;
    }
    return nullptr;
}

const WindowState* currentWindow(const SessionState& state)
{
    return state.windows.empty() ? nullptr : &state.windows.back();
}

bool isCounted(const SessionState& state, WindowId window)
{
    const auto found = std::find_if(state.windows.rbegin(), state.windows.rend(),
                                    [&](const WindowState& known) { return known.window == window; });
    return found == state.windows.rend() || found->counted;
}

const CameraWindow* lastClosedWindow(const SessionState& state, CameraId camera)
{
    for (auto window = state.windows.rbegin(); window != state.windows.rend(); ++window)
        for (const CameraWindow& outcome : window->cameras)
            if (outcome.camera == camera && window->counted)
                return &outcome;
    return nullptr;
}

const ProfileState* findProfile(const CameraState& camera, WindowId window)
{
    const auto found = std::find_if(camera.profiles.begin(), camera.profiles.end(),
                                    [&](const ProfileState& profile) { return profile.window == window; });
    return found != camera.profiles.end() ? &*found : nullptr;
}

PlanComputed withDecisiveSteals(PlanComputed plan)
{
    const auto from = plan.trace.begin() + std::min<std::ptrdiff_t>(plan.decisiveFrom, std::ssize(plan.trace));
    const auto isSteal = [](const PlanMove& move) { return move.verdict == MoveVerdict::Accepted; };
    std::vector<PlanMove> steals;
    std::copy_if(from, plan.trace.end(), std::back_inserter(steals), isSteal);
    plan.trace = std::move(steals); // what is erased would leave its room behind
    plan.decisiveFrom = 0;
    plan.problem = std::string(); // as large as a hundred kilobytes: for the record alone
    return plan;
}

std::string configurationName(const SessionState& state, ConfigurationId configuration)
{
    if (state.session)
        for (const ConfigurationInfo& info : state.session->configurations)
            if (info.id == configuration)
                return info.name;
    return "γ" + std::to_string(configuration.value);
}

std::string className(const SessionState& state, ClassId label)
{
    if (state.session && label.value < state.session->classes.size())
        return state.session->classes[label.value];
    return "class " + std::to_string(label.value);
}

std::string cameraLetter(CameraId camera)
{
    std::string letter(1, static_cast<char>('A' + camera.value % 26));
    if (camera.value >= 26)
        letter += std::to_string(camera.value / 26 + 1);
    return letter;
}

std::optional<RollingAccuracy> rollingAccuracy(const CameraState& camera)
{
    const auto& scores = camera.recentScores;
    const auto middle = newestBegin(scores);
    const Pool now = pooled(middle, scores.end());
    if (now.frames == 0)
        return std::nullopt;
    RollingAccuracy rolling{f1(now.sum), now.sum.objects(), now.frames, now.sum.time, std::nullopt};
    const Pool before = pooled(scores.begin(), middle);
    if (before.frames >= kRollingFrames / 2)
        rolling.change = rolling.value - f1(before.sum);
    return rolling;
}

EmptyFrames recentlyEmpty(const CameraState& camera)
{
    EmptyFrames empty;
    for (auto frame = newestBegin(camera.recentScores); frame != camera.recentScores.end(); ++frame) {
        if (frame->objects() + frame->uncovered > 0)
            continue;
        ++empty.frames;
        empty.falseAlarms += frame->falsePositives;
    }
    return empty;
}

Coverage recentCoverage(const CameraState& camera)
{
    Coverage sum;
    for (auto frame = newestBegin(camera.recentScores); frame != camera.recentScores.end(); ++frame) {
        sum.covered += frame->objects();
        sum.objects += frame->objects() + frame->uncovered;
    }
    return sum;
}

double processedRate(const CameraState& camera)
{
    if (camera.recentFrames.size() < 2)
        return 0.0;
    const double span = toSeconds(camera.recentFrames.back() - camera.recentFrames.front());
    return span > 0 ? static_cast<double>(camera.recentFrames.size() - 1) / span : 0.0;
}

} // namespace jackdaw
