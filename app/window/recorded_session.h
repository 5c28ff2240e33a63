// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/runtime/human_labels.h"
#include "engine/runtime/run_settings.h"
#include "engine/session/session_file.h"
#include "engine/vision/ignored_regions.h"
#include "engine/vision/labels.h"
#include "widgets/replay/replay_archive.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace jackdaw::window {

/// Of which events a frame's golden labels are. Filled by one thread while others ask.
class GoldenIndex {
public:
    void note(CameraId camera, std::int64_t frame, std::uint64_t sequence);
    /// The newest, where a resumed run labelled a frame twice.
    std::optional<std::uint64_t> find(CameraId camera, std::int64_t frame) const;

private:
    mutable std::mutex m_mutex;
    std::map<std::pair<CameraId, std::int64_t>, std::uint64_t> m_events;
};

/// A session file as one thread reads it to answer questions about single frames.
class RecordedSession {
public:
    static Result<std::unique_ptr<RecordedSession>> open(const std::filesystem::path& file);

    /// Tells \p take all logged events in order, with the state they lead to as far as the log needs it, and how much
    /// of the session they are; notes golden labels in \p golden. Ends early where \p stop is requested.
    using Take = std::function<void(const SessionState& state, const Event& event)>;
    Status readLog(GoldenIndex& golden, const Take& take, const std::function<void(double fraction)>& partRead,
                   const std::stop_token& stop);

    /// What the scenario in the session says; an error names what is wrong with it.
    const Result<runtime::RunSettings>& settings();
    session::SessionReader& reader() { return *m_reader; }
    const std::filesystem::path& file() const { return m_file; }

    /// Reference labels of a frame.
    struct Labels {
        vision::FrameLabels objects;
        std::uint32_t coveredClasses = ~0U;
    };
    Result<std::optional<Labels>> goldenLabels(const GoldenIndex& golden, CameraId camera, std::int64_t frame);
    Result<std::optional<Labels>> peopleLabels(CameraId camera, std::int64_t frame);
    /// What of the camera's pictures counts neither way, as it did in the run.
    vision::IgnoredRegions ignoredOf(CameraId camera);
    /// \p boxes held against \p reference.
    widgets::BoxScore score(const std::vector<Detection>& boxes, const Labels& reference) const;

private:
    RecordedSession(std::filesystem::path file, std::unique_ptr<session::SessionReader> reader);
    /// As it was announced last; null where it was not.
    const CameraAdded* announced(CameraId camera);

    std::filesystem::path m_file;
    std::unique_ptr<session::SessionReader> m_reader;
    std::size_t m_classes;
    std::optional<Result<runtime::RunSettings>> m_settings;
    std::map<CameraId, Result<runtime::HumanLabelIndex>> m_people;
    std::optional<std::map<CameraId, CameraAdded>> m_announced;
};

} // namespace jackdaw::window
