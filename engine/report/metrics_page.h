// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace jackdaw::report {

/// A run's figures as a page for Prometheus, in the text format 0.0.4: accuracies, frames, their latency, counts, use
/// of devices, alerts. It is shown a session's events in order; counters count from the session's first event.
class MetricsPage {
public:
    void take(const Event& event);
    std::string text() const;

    /// Upper ends of the latency's buckets in seconds; the last one is open.
    static constexpr std::array<double, 10> kLatencyBounds{0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0};

private:
    /// Of frames: from when they were due until predictions stood for them.
    struct Latency {
        std::array<std::uint64_t, kLatencyBounds.size() + 1> counts{}; ///< not cumulative
        double sum = 0.0;
        void add(double seconds);
    };
    struct Crossings {
        std::vector<std::uint64_t> forward; ///< one per class
        std::vector<std::uint64_t> backward;
    };
    struct Camera {
        CameraAdded info;
        bool up = true;
        std::optional<Accuracy> accuracy; ///< of the newest counted window in which there was something to see
        std::uint64_t processed = 0;
        std::uint64_t dropped = 0;
        std::uint64_t faults = 0;
        std::uint64_t accepted = 0;
        std::uint64_t rejected = 0;
        Latency latency;
        std::vector<Crossings> lines;
        std::vector<std::vector<std::uint32_t>> zones;
    };

    template <class Body>
    void on(const Event&, const Body&)
    {
    }
    void on(const Event& event, const SessionStarted& started);
    void on(const Event& event, const CameraAdded& added);
    void on(const Event& event, const CameraLost& lost);
    void on(const Event& event, const CameraRecovered& recovered);
    void on(const Event& event, const FrameIndexed& frame);
    void on(const Event& event, const FrameDropped& frame);
    void on(const Event& event, const WindowStarted& window);
    void on(const Event& event, const WindowClosed& closed);
    void on(const Event& event, const WeightsSwapped& swapped);
    void on(const Event& event, const WeightsRejected& rejected);
    void on(const Event& event, const JobStarted& started);
    void on(const Event& event, const DeviceSample& sample);
    void on(const Event& event, const VideoFault& fault);
    void on(const Event& event, const CrossingCounted& crossing);
    void on(const Event& event, const ZoneCounted& zone);
    void on(const Event& event, const Alert& alert);

    void addSession(std::string& page) const;
    void addCameras(std::string& page) const;
    void addFrames(std::string& page) const;
    void addLatency(std::string& page) const;
    void addCounts(std::string& page) const;
    void addDevices(std::string& page) const;
    void addAlerts(std::string& page) const;
    std::string className(std::size_t label) const;
    std::string deviceName(DeviceId device) const;
    std::string cameraName(CameraId camera) const;

    SessionStarted m_session;
    Nanoseconds m_time{0};
    WindowId m_window;
    std::map<WindowId, bool> m_counted; ///< of windows that are not closed
    std::map<CameraId, Camera> m_cameras;
    std::map<JobId, JobStarted> m_jobs;
    std::map<DeviceId, DeviceSample> m_samples; ///< the newest of each device
    std::map<std::pair<AlertTopic, Severity>, std::uint64_t> m_alerts;
};

} // namespace jackdaw::report
