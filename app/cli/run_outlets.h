// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/event_file.h"
#include "app/cli/session_tail.h"
#include "engine/outlets/http_page.h"
#include "engine/outlets/mqtt_link.h"
#include "engine/report/metrics_page.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// Where other programs are told what happens; nowhere unless asked for.
struct OutletOptions {
    std::string metrics; ///< as parsePageAddress() takes it
    std::string mqtt; ///< as parseMqttAddress() takes it
    std::string mqttCredentials; ///< "secret:NAME", "env:NAME" or "file:PATH"

    void addTo(CLI::App& command);
    /// The same as arguments of `run`.
    std::vector<std::string> arguments() const;
    /// What is wrong with them, before anything is opened.
    Status check() const;
};

/// Tells others of a session while it is written, from what is in its file: the run that writes it neither waits for
/// nor knows of them.
class RunOutlets {
public:
    /// \p eventFile: empty for none. \p earlier: so many events of a session that goes on were told before, and are
    /// not told to the broker again. Io where the metrics page cannot be served.
    static Result<std::unique_ptr<RunOutlets>> open(const OutletOptions& options, const std::string& eventFile,
                                                    EventFile::Content content,
                                                    const std::filesystem::path& sessionFile,
                                                    std::uint64_t earlier = 0);

    /// Tells what the session holds by now. What goes wrong is said by finish().
    void follow();
    /// Tells the rest of a session that is closed.
    Status finish();
    /// What there is to say of them, in sentences; each once.
    std::vector<std::string> takeNotes();

private:
    RunOutlets(const std::filesystem::path& sessionFile, std::uint64_t earlier) :
        m_tail(sessionFile), m_earlier(earlier)
    {
    }
    bool hasAny() const { return m_events || m_page || m_mqtt; }
    void tell(const Event& event);
    void tellBroker(const Event& event);
    void noteBroker();

    SessionTail m_tail;
    std::uint64_t m_earlier;
    std::unique_ptr<EventFile> m_events;
    Status m_eventFailure;
    report::MetricsPage m_metrics;
    std::unique_ptr<outlets::HttpPage> m_page;
    std::chrono::steady_clock::time_point m_published{};
    std::unique_ptr<outlets::MqttLink> m_mqtt;
    EventLines m_lines; ///< for the broker
    std::string m_brokerTrouble; ///< as it was noted
    std::vector<std::string> m_notes;
};

} // namespace jackdaw::cli
