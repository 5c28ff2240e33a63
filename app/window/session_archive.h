// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/side_file.h"
#include "engine/api/events.h"
#include "widgets/replay/replay_archive.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace jackdaw::window {

class ArchiveWork;
class ReplayFrames;

/// A recorded session as the Replay page asks about it. The file is read, and models are asked, on threads of its own.
class SessionArchive : public widgets::ReplayArchive {
    Q_OBJECT

public:
    /// \p frames shows the session's pictures, and is told where they are.
    SessionArchive(const QString& sessionFile, std::shared_ptr<ReplayFrames> frames, QObject* parent = nullptr);
    ~SessionArchive() override;

    std::shared_ptr<const widgets::SessionOutline> outline() const override { return m_outline; }
    std::vector<widgets::ModelChoice> models(CameraId camera) const override;
    void ask(const widgets::FrameQuestion& question) override;
    void tryModel(const widgets::FrameQuestion& question, const widgets::ModelChoice& model) override;
    void cancelModel() override;
    std::vector<widgets::MissingVideo> missingVideos() const override;
    QString locate(const QString& place) override;
    std::vector<widgets::Mark> marks() const override { return m_side.marks(); }
    QString keepMarks(const std::vector<widgets::Mark>& marks) override;

    /// What is wrong with the file beside the session; empty where nothing is.
    const QString& sideFault() const { return m_sideFault; }
    /// What ends the threads: to be let go of away from the window's thread.
    std::shared_ptr<ArchiveWork> work() const { return m_work; }

private:
    void applyKeptPlaces();
    void readOutline();

    std::string m_file;
    std::shared_ptr<ReplayFrames> m_frames;
    SideFile m_side;
    QString m_sideFault;
    std::shared_ptr<const widgets::SessionOutline> m_outline;
    std::map<CameraId, std::vector<widgets::ModelChoice>> m_models;
    bool m_hasGolden = false;
    std::uint64_t m_modelJob = 0; ///< the one whose outcome is waited for
    std::shared_ptr<ArchiveWork> m_work;
};

} // namespace jackdaw::window
