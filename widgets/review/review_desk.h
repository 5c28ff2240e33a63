// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/review.h"

#include <QImage>
#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace jackdaw::widgets {

/// Pictures of one frame.
struct ReviewPicture {
    QImage whole; ///< as large as it is worth being shown; boxes are in pixels of the source
    QImage small; ///< all of it, for the sheet
    QImage crop; ///< the part that is in question, for the sheet
};

/// What the Review page needs of a recorded session: which frames matter, their pictures, and where corrections are
/// kept. All functions return at once; what takes time comes as a signal. Called by the window's thread.
class ReviewDesk : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Begins to read the session; once, however often it is called.
    virtual void open() = 0;
    /// Null until it is read.
    virtual std::shared_ptr<const ReviewSheet> sheet() const = 0;

    virtual const Corrections& corrections() const = 0;
    /// Why nothing can be corrected, such as a damaged file beside the session; empty where it can.
    virtual QString fault() const = 0;
    /// \p correction of the frame from now on, or none. Empty, or why it is not on disk; it is known all the same.
    virtual QString keep(const FrameKey& frame, const std::optional<Correction>& correction) = 0;
    /// What the golden model got wrong by the corrections so far, class by class, of a camera or of all.
    virtual std::vector<GoldenMistakes> mistakes(std::optional<CameraId> camera) const = 0;
    /// True while a run writes the session: newer frames come, and what people say goes to the run.
    virtual bool isLive() const { return false; }
    /// Looks for frames that came since the last time; sheetChanged() follows.
    virtual void refresh() { }
    /// Frames that the golden model labelled since the last time.
    virtual std::size_t labelledSince() const { return 0; }
    /// What a run does with people's labels of the frame; none where no run heard of any.
    virtual std::optional<CorrectionUse> use(const FrameKey& /*frame*/) const { return std::nullopt; }
    /// Writes what is corrected as label files into \p folder. What was written and how a next run takes it, or why
    /// not, in sentences.
    virtual QString exportLabels(const QString& folder) = 0;

    /// Pictures that are wanted now, the most urgent first; what was asked for before and is not among them is
    /// forgotten. pictureCame() or pictureFailed() follows for each.
    virtual void wantPictures(const std::vector<FrameKey>& wanted) = 0;

Q_SIGNALS:
    void progressed(double fraction);
    void sheetChanged();
    /// labelledSince() is another.
    void labelledMore();
    /// It is known what the run does with people's labels of \p frame.
    void useKnown(const jackdaw::FrameKey& frame);
    /// The session cannot be read: why, and what to do.
    void failed(const QString& text);
    void pictureCame(const jackdaw::FrameKey& frame, const jackdaw::widgets::ReviewPicture& picture);
    void pictureFailed(const jackdaw::FrameKey& frame, const QString& why);
};

} // namespace jackdaw::widgets
