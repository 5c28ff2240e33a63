// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/background_work.h"
#include "app/window/folders.h"
#include "engine/api/engine_control.h"
#include "engine/api/session_source.h"
#include "engine/base/result.h"
#include "engine/runtime/run_settings.h"
#include "widgets/explain/story.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace jackdaw::window {

class ReplayFrames;

/// A session that can be shown.
struct OpenedSession {
    std::shared_ptr<SessionSource> source;
    std::shared_ptr<EngineControl> control; ///< null for a recorded one
    std::shared_ptr<ReplayFrames> frames; ///< null for a live one
    QString file; ///< the session file
    std::vector<widgets::StoryStep> story = {}; ///< told beside it; usually none
    bool isCutOff = false; ///< a recorded run that was not closed, and that nobody writes now
    std::shared_ptr<void> work = {}; ///< threads that end with the session
};

/// Opens scenarios, sessions and the demo on a worker thread, so that the window never waits for cameras and models.
/// The newest request wins; the outcome of an older one is thrown away.
class SessionOpener : public QObject {
    Q_OBJECT

public:
    explicit SessionOpener(QObject* parent = nullptr);
    ~SessionOpener() override;

    /// A live run of \p scenario, recorded into \p sessionFile (empty: a new one in the sessions folder).
    void openScenario(const QString& scenario, const QString& sessionFile = {});
    /// A live run of what was set up.
    void openRun(runtime::RunSettings settings, const QString& sessionFile = {});
    void openSession(const QString& file);
    /// Goes on with the run of \p file that was cut off.
    void resumeSession(const QString& file);
    /// Copies \p file and shows the copy, whose name has a number.
    void openCopy(const QString& file);
    /// The recording of the run that is shown, which is over: says nothing on the way, and nothing if it fails.
    void reopen(const QString& file);
    /// Plays \p trace under the default planner in the simulator.
    void openTrace(const QString& trace);
    /// The worked example of two cameras, with words.
    void tellStory();
    /// The window of the demo that comes with the program, with words.
    void tellDemoWindow();
    /// Makes the demo where it is not made yet, and runs it.
    void runDemo(const QString& sessionFile = {});
    /// What is under way is given up; what it made so far is removed.
    void cancel();
    /// True after a run under device time failed for want of costs, until something else is asked for.
    bool lacksCosts() const { return m_uncalibrated.has_value(); }
    /// Measures these costs, and starts that run.
    void calibrateAndRun();

    /// Ends what is shown no more, away from the window's thread: an engine takes a moment to close its session.
    void dispose(OpenedSession session);

Q_SIGNALS:
    /// \p fraction below 0: not known.
    void progressed(const QString& title, const QString& text, double fraction);
    void opened(const jackdaw::window::OpenedSession& session);
    void failed(const QString& title, const QString& message, const QString& action);

private:
    /// A run that could not start yet.
    struct Run {
        runtime::RunSettings settings;
        QString sessionFile;
    };
    using Work = std::function<Result<OpenedSession>(std::uint64_t ticket, const std::stop_token& stop)>;
    void start(const QString& failureTitle, Work work);
    void finish(std::uint64_t ticket, const QString& failureTitle, Result<OpenedSession> outcome);
    void tell(std::uint64_t ticket, const QString& title, const QString& text, double fraction);
    Result<OpenedSession> startScenario(std::uint64_t ticket, const std::filesystem::path& scenario,
                                        const QString& sessionFile);
    Result<OpenedSession> startRun(std::uint64_t ticket, Run run);
    Status calibrate(std::uint64_t ticket, const runtime::RunSettings& settings, const std::stop_token& stop);

    std::atomic<std::uint64_t> m_ticket{0};
    std::stop_source m_stop; ///< of what is under way
    SessionNames m_names;
    std::optional<Run> m_uncalibrated;
    WorkThreads m_threads;
};

} // namespace jackdaw::window
