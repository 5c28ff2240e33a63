// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/moment_model.h"
#include "app/window/task_thread.h"

#include <QObject>

#include <map>
#include <mutex>

namespace jackdaw::window {

/// Hands what threads found out to an object of the window's thread, as long as that lives.
class Post {
public:
    explicit Post(QObject* receiver) : m_receiver(receiver) { }

    void detach();
    void operator()(std::function<void()> run) const;

private:
    mutable std::mutex m_mutex;
    QObject* m_receiver;
};

/// The threads of a SessionArchive: one reads the whole log, one answers for single frames, one asks models.
class ArchiveWork {
public:
    ArchiveWork(std::filesystem::path file, QObject* receiver);

    using Outline = std::shared_ptr<const widgets::SessionOutline>;
    /// The models of each camera that the session holds.
    using Models = std::map<CameraId, std::vector<widgets::ModelChoice>>;

    /// \p part gets the outline as it grows; the last time with \p models. Callbacks are called by the window's thread.
    void readOutline(std::function<void(Outline outline, Models models, bool hasGolden)> part,
                     std::function<void(Error error)> failed);
    void ask(widgets::FrameQuestion question, std::function<void(widgets::FrameAnswer answer)> answered);
    void tryModel(MomentTask task, std::function<void(double fraction, const char* step)> progressed,
                  std::function<void(Result<widgets::ModelAnswer> answer)> ended);
    void cancelModel() { m_modelThread.cancel(); }
    /// Nobody is told of anything any more.
    void detach() { m_post.detach(); }

private:
    std::filesystem::path m_file;
    Post m_post;
    GoldenIndex m_golden;
    std::unique_ptr<RecordedSession> m_frames; ///< belongs to the frame thread
    std::unique_ptr<RecordedSession> m_models; ///< belongs to the model thread
    TaskThread m_logThread; ///< threads last, so that they end before what they use
    TaskThread m_frameThread;
    TaskThread m_modelThread;
};

} // namespace jackdaw::window
