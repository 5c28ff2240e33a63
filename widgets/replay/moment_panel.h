// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/replay/moment.h"
#include "widgets/session/session_view.h"

#include <QPointer>
#include <QWidget>

#include <map>
#include <memory>
#include <set>

class QCheckBox;
class QLabel;
class QToolButton;

namespace jackdaw::widgets {

class VideoWall;

/// The selected camera large, with boxes of several origins and a legend that switches them; all cameras small below,
/// or alone.
class MomentPanel : public QWidget {
    Q_OBJECT

public:
    explicit MomentPanel(SessionView& session, QWidget* parent = nullptr);

    /// Null: nothing can be asked for.
    void setArchive(ReplayArchive* archive);
    MomentView& view() { return *m_view; }
    VideoWall& wall() { return *m_wall; }
    QCheckBox& toggle(BoxOrigin origin) { return *m_toggles.at(origin); }
    /// All cameras alike, or the selected one large.
    void setWallOnly(bool wallOnly);

    const Moment& moment() const { return m_moment; }
    /// The frame that is looked at, to be asked about; none where there is none.
    std::optional<FrameQuestion> question() const;
    std::map<BoxOrigin, bool> shownOrigins() const;
    /// Adds what another model saw; null takes it away.
    void setOther(std::optional<ModelAnswer> answer);

Q_SIGNALS:
    /// Another frame is looked at, or more is known of it.
    void momentChanged();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeCaption();
    QWidget* makeLegend();
    void takeFrame(const VideoFrame& frame, CameraId camera);
    void leap();
    void forget();
    void refresh();
    void ask();
    void showWords();
    void showPicture();
    void sizeWall();
    MomentView::Message message() const;
    const CameraState* shownCamera() const;

    SessionView& m_session;
    QPointer<ReplayArchive> m_archive;
    QLabel* m_name;
    QLabel* m_place;
    QLabel* m_serving;
    QLabel* m_scores;
    QToolButton* m_wallButton;
    MomentView* m_view;
    QWidget* m_legend = nullptr;
    VideoWall* m_wall;
    std::map<BoxOrigin, QCheckBox*> m_toggles;
    std::map<CameraId, VideoFrame> m_pictures;
    std::set<CameraId> m_left; ///< whose pictures are those of before a leap in time
    StandingBoxes m_standing; ///< of the camera that is shown
    Moment m_moment;
    FrameQuestion m_asked;
    std::pair<CameraId, std::shared_ptr<const Picture>> m_drawn; ///< held: another one could have its address
    bool m_wallOnly = false;
};

} // namespace jackdaw::widgets
