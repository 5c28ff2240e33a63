// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/detection.h"
#include "widgets/replay/session_outline.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace jackdaw::widgets {

/// A frame of a camera, and the boxes that stood on it.
struct FrameQuestion {
    CameraId camera;
    std::int64_t frame = -1; ///< index in the source
    Nanoseconds sourceTime{0};
    std::vector<Detection> standing;
    bool operator==(const FrameQuestion&) const = default;
};

/// Boxes of one frame held against reference labels of it, as scores are: IoU >= 0.3 and the same class.
struct BoxScore {
    std::uint32_t right = 0;
    std::uint32_t wrong = 0; ///< boxes without an object
    std::uint32_t missed = 0; ///< objects without a box
    std::optional<Accuracy> f1; ///< none where the reference has no object
    bool operator==(const BoxScore&) const = default;
};

/// Labels of one frame.
struct FrameReference {
    std::vector<Detection> boxes; ///< in pixels of the source
    BoxScore standing; ///< of the boxes that stood
    bool operator==(const FrameReference&) const = default;
};

/// What was labelled on a frame, by the golden model when the session was recorded, and by people. None: not labelled.
struct FrameAnswer {
    CameraId camera;
    std::int64_t frame = -1;
    std::optional<FrameReference> golden;
    std::optional<FrameReference> people;
    QString fault; ///< why labels cannot be read; empty where nothing is wrong
};

/// A model that can be asked what it sees on a frame.
struct ModelChoice {
    bool golden = false;
    WeightsVersion version; ///< of the camera's student, where it is not the golden model
    std::string hash;
    bool operator==(const ModelChoice&) const = default;
};

/// What it saw.
struct ModelAnswer {
    CameraId camera;
    std::int64_t frame = -1;
    ModelChoice model;
    std::vector<Detection> boxes;
    std::optional<BoxScore> againstGolden; ///< none where the golden model labelled nothing of it
    std::optional<BoxScore> againstPeople;
};

/// A camera whose recorded video is not where it was.
struct MissingVideo {
    CameraId camera;
    QString title; ///< "Video not found"
    QString text; ///< which, and what to do
    bool canBeLocated = true; ///< false: none was kept
    bool operator==(const MissingVideo&) const = default;
};

/// A named instant.
struct Mark {
    Nanoseconds time{0};
    QString name;
    bool operator==(const Mark&) const = default;
};

/// What the Replay page cannot know of the events alone: the whole session's outline, labels of single frames, what
/// another model would see, where videos are, and marks. All functions return at once; what takes time comes as a
/// signal. Called by the window's thread.
class ReplayArchive : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// What is read of it so far; null before the first part.
    virtual std::shared_ptr<const SessionOutline> outline() const = 0;
    /// The models of \p camera that the session still holds, oldest first, and the golden model last where the run had
    /// one.
    virtual std::vector<ModelChoice> models(CameraId camera) const = 0;

    /// The newest question wins; frameAnswered() follows.
    virtual void ask(const FrameQuestion& question) = 0;

    /// Starts the job of looking at a frame with another model; a job under way is cancelled. modelProgressed(), then
    /// modelAnswered() or modelFailed() follow.
    virtual void tryModel(const FrameQuestion& question, const ModelChoice& model) = 0;
    /// No answer comes after this.
    virtual void cancelModel() = 0;

    virtual std::vector<MissingVideo> missingVideos() const = 0;
    /// Looks for missing videos at \p place: a folder, or the file of the one camera that is missing. Says how many
    /// were found, and what is still missing.
    virtual QString locate(const QString& place) = 0;

    virtual std::vector<Mark> marks() const = 0;
    /// Keeps them beside the session; empty, or why they cannot be kept.
    virtual QString keepMarks(const std::vector<Mark>& marks) = 0;

Q_SIGNALS:
    void outlineChanged();
    /// The outline cannot be read further: why, and what to do.
    void outlineFailed(const QString& text);
    void frameAnswered(const jackdaw::widgets::FrameAnswer& answer);
    /// \p fraction of the job is done.
    void modelProgressed(double fraction, const QString& step);
    void modelAnswered(const jackdaw::widgets::ModelAnswer& answer);
    void modelFailed(const QString& text);
    void missingVideosChanged();
};

} // namespace jackdaw::widgets
