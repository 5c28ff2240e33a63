// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/content_hash.h"
#include "engine/session/session_file.h"

#include <chrono>
#include <string>
#include <vector>

/// A session as a run would write it: two cameras, one window that is not counted and two that are.
namespace sample {

inline constexpr std::uint32_t kCameras = 2;
inline constexpr std::uint32_t kWindows = 3;
inline constexpr jackdaw::Nanoseconds kWindowLength = std::chrono::seconds(10);

/// Weights of the \p parts; a part that two of them share is stored once.
inline jackdaw::StoredWeights weightsOf(const std::vector<std::vector<std::uint8_t>>& parts)
{
    jackdaw::StoredWeights stored;
    jackdaw::ContentHash whole;
    for (const auto& bytes : parts) {
        whole.add(bytes);
        stored.parts.push_back({"part " + std::to_string(stored.parts.size()), jackdaw::contentAddress(bytes), bytes});
    }
    stored.hash = whole.hex();
    return stored;
}

/// A body and when it happened.
struct Moment {
    jackdaw::Nanoseconds time{0};
    jackdaw::EventBody body;
};

inline jackdaw::SessionStarted started()
{
    jackdaw::SessionStarted start;
    start.name = "crossing";
    start.planner = "thief";
    start.clock = jackdaw::ClockKind::Device;
    start.seed = 7;
    start.windows = kWindows;
    start.windowLength = kWindowLength;
    start.classes = {"car", "person"};
    start.configurations = {{jackdaw::ConfigurationId{0}, "upper, 4 epochs"},
                            {jackdaw::ConfigurationId{1}, "whole, 12 epochs"}};
    start.devices = {"cpu"};
    start.scenario = "{}";
    return start;
}

/// Window accuracy of a camera: falls for camera 1, which is not retrained in window 2.
inline double accuracyOf(std::uint32_t camera, std::uint32_t window)
{
    return 0.5 + 0.1 * window - 0.25 * camera * (window == 2 ? 1.0 : 0.0);
}

inline jackdaw::CameraWindow cameraWindow(std::uint32_t camera, std::uint32_t window)
{
    using namespace jackdaw;
    CameraWindow values;
    values.camera = CameraId{camera};
    values.studentGolden =
        MeasuredAccuracy{Accuracy{accuracyOf(camera, window)}, Accuracy{0.4}, Accuracy{0.3}, 100, 10, {0.3, 0.9}};
    if (camera == 0)
        values.studentHuman = values.studentGolden;
    values.retrained = !(camera == 1 && window == 2);
    if (values.retrained)
        values.configuration = ConfigurationId{1};
    values.framesDue = 50;
    values.framesDropped = camera;
    values.charged = {{JobKind::Inference, GpuSeconds{1.0}},
                      {JobKind::Labelling, GpuSeconds{0.5}},
                      {JobKind::Profiling, GpuSeconds{0.25}},
                      {JobKind::Retraining, GpuSeconds{2.0}},
                      {JobKind::Evaluation, GpuSeconds{0.25}}};
    return values;
}

inline void addFrames(std::vector<Moment>& moments, std::uint32_t window, int frames)
{
    using namespace jackdaw;
    for (int i = 0; i < frames; ++i) {
        const Nanoseconds time = kWindowLength * window + kWindowLength * i / frames;
        for (std::uint32_t camera = 0; camera < kCameras; ++camera) {
            const std::int64_t frame = 1000 * window + i;
            moments.push_back({time,
                               FrameIndexed{CameraId{camera},
                                            frame,
                                            time / 2,
                                            time,
                                            WeightsVersion{window},
                                            {{{1, 2, 30, 40}, ClassId{0}, 0.1F * static_cast<float>(i % 10)}}}});
            moments.push_back({time,
                               FrameScored{CameraId{camera},
                                           WindowId{window},
                                           frame,
                                           time,
                                           ScorePair::StudentGolden,
                                           WeightsVersion{window},
                                           Nanoseconds{0},
                                           {{3, 1, 0}, {1, 0, 1}}}});
        }
    }
}

inline std::vector<Moment> smallSession(int framesAWindow = 20)
{
    using namespace jackdaw;
    std::vector<Moment> moments = {{Nanoseconds{0}, started()}};
    for (std::uint32_t camera = 0; camera < kCameras; ++camera)
        moments.push_back({Nanoseconds{0},
                           CameraAdded{CameraId{camera}, camera == 0 ? "gate" : "bridge",
                                       "video-" + std::to_string(camera) + ".mp4", 352, 288, 5.0}});
    for (std::uint32_t window = 0; window < kWindows; ++window) {
        moments.push_back({kWindowLength * window, WindowStarted{WindowId{window}, kWindowLength, window > 0}});
        addFrames(moments, window, framesAWindow);
        const Nanoseconds end = kWindowLength * (window + 1);
        WindowClosed closed{WindowId{window}, {}};
        for (std::uint32_t camera = 0; camera < kCameras; ++camera) {
            const CameraWindow values = cameraWindow(camera, window);
            if (values.retrained)
                moments.push_back({end - Nanoseconds{1},
                                   WeightsSwapped{CameraId{camera}, WeightsVersion{window + 1},
                                                  "hash-" + std::to_string(camera) + '-' + std::to_string(window),
                                                  Accuracy{0.4}, Accuracy{0.6}, ConfigurationId{1}}});
            closed.cameras.push_back(values);
        }
        moments.push_back({end - Nanoseconds{1}, CostMeasured{WindowId{window}, {{"train/whole", 10, 2.0, 3.0}}}});
        moments.push_back({end - Nanoseconds{1}, closed});
    }
    moments.push_back({kWindowLength * kWindows, SessionClosed{"finished"}});
    return moments;
}

/// Appends \p moments; returns them as events.
inline std::vector<jackdaw::Event> append(jackdaw::session::SessionWriter& writer, const std::vector<Moment>& moments)
{
    std::vector<jackdaw::Event> events;
    for (const Moment& moment : moments)
        events.push_back({moment.time, writer.append(moment.time, moment.body), moment.body});
    return events;
}

/// Writes \p moments as a session file; returns them as events.
inline std::vector<jackdaw::Event> writeSession(const std::filesystem::path& file, const std::vector<Moment>& moments)
{
    auto writer = jackdaw::session::SessionWriter::create(file);
    if (!writer)
        return {};
    auto events = append(**writer, moments);
    return (*writer)->close() ? events : std::vector<jackdaw::Event>();
}

} // namespace sample
