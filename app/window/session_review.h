// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/review_work.h"
#include "engine/api/engine_control.h"
#include "widgets/review/review_desk.h"

#include <map>
#include <memory>
#include <optional>
#include <set>

namespace jackdaw::window {

class ReplayFrames;

/// A session as the Review page asks about it. While a run writes it, what people say goes to the run, which records
/// it; of a closed session it is kept beside it. The file itself is never touched here.
class SessionReview : public widgets::ReviewDesk {
    Q_OBJECT

public:
    /// \p frames knows where videos are that were found elsewhere; null for a run, \p control is null for a recorded
    /// session.
    SessionReview(const QString& sessionFile, std::shared_ptr<ReplayFrames> frames,
                  std::shared_ptr<EngineControl> control = nullptr, QObject* parent = nullptr);
    ~SessionReview() override;

    void open() override;
    std::shared_ptr<const ReviewSheet> sheet() const override { return m_sheet; }
    const Corrections& corrections() const override { return m_shown; }
    QString fault() const override { return m_fault; }
    QString keep(const FrameKey& frame, const std::optional<Correction>& correction) override;
    std::vector<GoldenMistakes> mistakes(std::optional<CameraId> camera) const override;
    bool isLive() const override;
    void refresh() override;
    std::size_t labelledSince() const override { return isLive() ? m_scored - m_scoredWhenRead : 0; }
    std::optional<CorrectionUse> use(const FrameKey& frame) const override;
    QString exportLabels(const QString& folder) override;
    void wantPictures(const std::vector<FrameKey>& wanted) override;

    /// The run told what came of a correction.
    void hear(const LabelCorrected& said);
    /// So many frames of the run have been scored by now.
    void noteScored(std::uint64_t frames);

    /// What ends the threads: to be let go of away from the window's thread.
    std::shared_ptr<ReviewWork> work() const { return m_work; }

private:
    void read();
    void take(ReviewWork::Found found);
    void takeRecorded(review::RecordedCorrections recorded, bool isFirst);
    void showBoth();
    void tellRun(const FrameKey& frame, const std::optional<Correction>& correction);
    bool confirm(const FrameKey& frame, const std::optional<Correction>& recorded);
    QString keepBeside(const FrameKey& frame, const std::optional<Correction>& correction);
    std::optional<PictureTask> taskOf(const FrameKey& key) const;

    std::shared_ptr<ReplayFrames> m_frames;
    std::shared_ptr<EngineControl> m_control;
    std::shared_ptr<const ReviewSheet> m_sheet;
    std::map<FrameKey, std::size_t> m_places; ///< indices of the sheet's frames
    review::RecordedCorrections m_recorded;
    std::optional<review::CorrectionFile> m_file;
    Corrections m_shown; ///< of both
    std::map<FrameKey, std::optional<Correction>> m_told; ///< to the run, which did not record it yet; none: taken back
    std::set<FrameKey> m_takenBack; ///< frames of which the file holds nothing but that
    std::map<FrameKey, CorrectionUse> m_heardMeanwhile; ///< since the session was last begun to be read
    std::uint64_t m_scored = 0; ///< frames of the run
    std::uint64_t m_scoredWhenRead = 0; ///< when the session was last begun to be read
    QString m_fault;
    bool m_isReading = false;
    std::shared_ptr<ReviewWork> m_work;
};

} // namespace jackdaw::window
