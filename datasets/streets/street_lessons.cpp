// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_lessons.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <optional>
#include <thread>

namespace jackdaw::datasets {
namespace {

/// What the painting threads share.
struct Work {
    std::atomic<std::size_t> next{0};
    std::mutex mutex; ///< of what follows
    std::size_t done = 0;
    std::optional<Error> failure;
};

Result<StreetLessons> lessonsOf(const StreetCamera& camera, const learning::Learner& learner, double everySeconds,
                                const std::stop_token& stop)
{
    StreetLessons lessons{camera.name, {}};
    StreetRenderer renderer(camera.street);
    const auto step = std::max<std::int64_t>(1, std::llround(everySeconds * camera.street.framesPerSecond));
    const auto frames = static_cast<std::int64_t>(camera.street.seconds * camera.street.framesPerSecond);
    for (std::int64_t index = 0; index < frames; index += step) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "The streets were not painted to the end.");
        auto picture = renderer.render(index);
        auto kept = learner.keep(picture.frame, std::move(picture.truth));
        if (!kept)
            return tl::unexpected(kept.error());
        lessons.frames.push_back(std::move(*kept));
    }
    return lessons;
}

} // namespace

Result<std::vector<StreetLessons>> streetLessons(const StreetScript& script, const std::vector<std::string>& classes,
                                                 const learning::Learner& learner, double everySeconds,
                                                 unsigned threads, const std::function<void(double fraction)>& progress,
                                                 std::stop_token stop)
{
    const std::vector<StreetCamera> cameras = streetCameras(script, classes);
    std::vector<StreetLessons> lessons(cameras.size());
    Work work;
    const auto paint = [&] {
        for (std::size_t i = work.next++; i < cameras.size(); i = work.next++) {
            auto painted = lessonsOf(cameras[i], learner, everySeconds, stop);
            const std::lock_guard lock(work.mutex);
            if (!painted) {
                work.failure = painted.error();
                return;
            }
            lessons[i] = std::move(*painted);
            progress(static_cast<double>(++work.done) / static_cast<double>(cameras.size()));
        }
    };
    {
        std::vector<std::jthread> painters;
        for (unsigned i = 1; i < threads; ++i)
            painters.emplace_back(paint);
        paint();
    }
    if (work.failure)
        return tl::unexpected(*work.failure);
    return lessons;
}

} // namespace jackdaw::datasets
