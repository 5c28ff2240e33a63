// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/content_hash.h"
#include "engine/runtime/recorder.h"

#include <QTemporaryDir>

#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

namespace jackdaw::testing {

/// The bodies of kind T among \p events, in order.
template <class T>
std::vector<T> bodies(const std::vector<Event>& events)
{
    std::vector<T> found;
    for (const Event& event : events) {
        if (const T* body = std::get_if<T>(&event.body))
            found.push_back(*body);
    }
    return found;
}

inline std::vector<Event> readSession(const std::filesystem::path& file)
{
    const auto reader = session::SessionReader::open(file);
    if (!reader)
        return {};
    auto events = (*reader)->events(0, 1000000);
    return events ? std::move(*events) : std::vector<Event>();
}

/// Weights as a single part.
inline StoredWeights storedWhole(const std::vector<std::uint8_t>& bytes)
{
    const std::string hash = contentAddress(bytes);
    return {hash, {{"safetensors", hash, bytes}}};
}

/// Models that a run has put into the session before it records \p body.
inline std::vector<std::string> modelsOf(const EventBody& body)
{
    std::vector<std::string> hashes;
    if (const auto* swapped = std::get_if<WeightsSwapped>(&body))
        hashes.push_back(swapped->hash);
    if (const auto* state = std::get_if<ResumeState>(&body))
        for (const CameraAtBorder& camera : state->cameras)
            if (camera.retraining && !camera.retraining->hash.empty())
                hashes.push_back(camera.retraining->hash);
    return hashes;
}

/// Writes to \p cut what a run would have left behind that was cut off after \p count events of \p whole; models that
/// \p whole does not keep are missing.
inline Status cutSession(const std::filesystem::path& whole, const std::filesystem::path& cut, std::size_t count)
{
    const auto reader = session::SessionReader::open(whole);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto events = (*reader)->events(0, count);
    const auto writer = session::SessionWriter::create(cut);
    if (!events || !writer)
        return tl::unexpected(!events ? events.error() : writer.error());
    for (const Event& event : *events) {
        for (const std::string& hash : modelsOf(event.body)) {
            const auto bytes = (*reader)->weights(hash);
            if (!bytes && bytes.error().code != ErrorCode::NotFound)
                return tl::unexpected(bytes.error());
            if (const Status put = bytes ? (*writer)->putWeights(storedWhole(*bytes)) : Status(); !put)
                return put;
        }
        (*writer)->append(event.time, event.body);
    }
    return (*writer)->close();
}

/// A session file in a folder of its own, a device clock, and a recorder between them.
class Recording {
public:
    Recording() : m_writer(std::move(*session::SessionWriter::create(file()))), m_recorder(*m_writer, m_clock) { }

    DeviceClock& clock() { return m_clock; }
    runtime::Recorder& recorder() { return m_recorder; }
    session::SessionWriter& writer() { return *m_writer; }
    std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

    /// Closes the session and reads it back.
    std::vector<Event> events()
    {
        m_recorder.record(SessionClosed{"finished"});
        return m_writer->close() ? readSession(file()) : std::vector<Event>();
    }

private:
    std::filesystem::path file() const { return path("recording.jackdaw"); }

    QTemporaryDir m_folder;
    DeviceClock m_clock;
    std::unique_ptr<session::SessionWriter> m_writer;
    runtime::Recorder m_recorder;
};

} // namespace jackdaw::testing
