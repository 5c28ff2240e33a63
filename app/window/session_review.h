// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/review_work.h"
#include "widgets/review/review_desk.h"

#include <map>
#include <memory>
#include <optional>

namespace jackdaw::window {

class ReplayFrames;

/// A recorded session as the Review page asks about it. Corrections are kept beside it; it is not touched.
class SessionReview : public widgets::ReviewDesk {
    Q_OBJECT

public:
    /// \p frames knows where videos are that were found elsewhere.
    SessionReview(const QString& sessionFile, std::shared_ptr<ReplayFrames> frames, QObject* parent = nullptr);
    ~SessionReview() override;

    void open() override;
    std::shared_ptr<const ReviewSheet> sheet() const override { return m_sheet; }
    const Corrections& corrections() const override;
    QString fault() const override { return m_fault; }
    QString keep(const FrameKey& frame, const std::optional<Correction>& correction) override;
    std::vector<GoldenMistakes> mistakes(std::optional<CameraId> camera) const override;
    QString exportLabels(const QString& folder) override;
    void wantPictures(const std::vector<FrameKey>& wanted) override;

    /// What ends the threads: to be let go of away from the window's thread.
    std::shared_ptr<ReviewWork> work() const { return m_work; }

private:
    void take(Result<ReviewSheet> sheet, ReviewWork::Corrected file);
    std::optional<PictureTask> taskOf(const FrameKey& key) const;

    std::shared_ptr<ReplayFrames> m_frames;
    std::shared_ptr<const ReviewSheet> m_sheet;
    std::map<FrameKey, std::size_t> m_places; ///< indices of the sheet's frames
    std::optional<review::CorrectionFile> m_file;
    QString m_fault;
    bool m_isOpened = false;
    std::shared_ptr<ReviewWork> m_work;
};

} // namespace jackdaw::window
