// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/archive_work.h"
#include "app/window/frame_decode.h"
#include "engine/review/correction_file.h"
#include "engine/review/recorded_corrections.h"
#include "widgets/review/review_desk.h"

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace jackdaw::window {

/// A frame whose picture is wanted.
struct PictureTask {
    FrameKey key;
    CameraAdded camera;
    std::optional<std::string> source; ///< where the camera's pictures are, if that is known
    FramePlace place;
    Box crop; ///< in pixels of the source; empty: all of it
};

/// The threads of a SessionReview: one reads which frames matter, one decodes their pictures. What they find is told to
/// the window's thread.
class ReviewWork {
public:
    ReviewWork(std::filesystem::path file, QObject* receiver);
    ~ReviewWork();

    /// All that a session and the file beside it say.
    struct Found {
        Result<ReviewSheet> sheet;
        Result<review::RecordedCorrections> recorded;
        Result<review::CorrectionFile> file;
    };
    void read(std::function<void(double fraction)> progressed, std::function<void(Found found)> ended);
    /// The first of them first. What is not among them any more is not decoded.
    void want(std::vector<PictureTask> tasks);
    using Came = std::function<void(const FrameKey& key, const Result<widgets::ReviewPicture>& picture)>;
    /// Called by the window's thread; set before the first want().
    void setCame(Came came) { m_came = std::move(came); }
    /// Nobody is told of anything any more.
    void detach() { m_post.detach(); }

private:
    void decodeAll(const std::stop_token& stop);
    Result<widgets::ReviewPicture> decode(const PictureTask& task, const std::stop_token& stop);

    std::filesystem::path m_file;
    Post m_post;
    Came m_came;
    std::mutex m_mutex;
    std::condition_variable_any m_asked;
    std::deque<PictureTask> m_tasks;
    std::optional<std::pair<FrameKey, std::optional<std::string>>> m_decoding; ///< frame and source
    std::map<CameraId, std::string> m_sources; ///< that were found; belong to the picture thread, as the readers do
    std::map<std::string, std::unique_ptr<video::VideoReader>> m_readers; ///< belong to the picture thread
    TaskThread m_readThread; ///< threads last, so that they end before what they use
    std::jthread m_pictureThread;
};

} // namespace jackdaw::window
