// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/video_frame.h"
#include "widgets/replay/moment_view.h"
#include "widgets/replay/replay_archive.h"
#include "widgets/shell/value_table_model.h"

#include <QCoreApplication>

#include <deque>
#include <map>
#include <optional>

namespace jackdaw::widgets {

/// What served a frame, and the boxes that stood on it.
struct Standing {
    std::int64_t frame = -1;
    std::vector<Detection> boxes;
    WeightsVersion weights;
    Server server = Server::Student;
    Nanoseconds age{0}; ///< how much older the frame is that they were found on
};

/// What stood on the newest frames of one camera: while a session plays, pictures come later than the record of them.
class StandingBoxes {
public:
    /// Notes the newest frame that the record tells of. Another camera, or an earlier frame, begins anew.
    void note(const CameraState& camera);
    void clear() { m_newest.clear(); }
    /// What stood on the picture with that number, be it that frames after the newest one were dropped; null: not
    /// known.
    std::optional<Standing> on(std::int64_t picture) const;

private:
    CameraId m_camera;
    std::deque<Standing> m_newest; ///< by their frames
};

/// One camera at the instant that is shown: picture, boxes of all origins, and what is said of them.
struct Moment {
    const SessionState* state = nullptr;
    const CameraState* camera = nullptr; ///< null: there is none
    std::optional<VideoFrame> picture;
    std::optional<Standing> stood; ///< on the picture; none where that is another frame's
    bool isLeaping = false; ///< the picture is that of before a leap in time
    std::optional<FrameAnswer> answer; ///< of the picture's frame
    std::optional<ModelAnswer> other; ///< of whatever frame
    bool canAsk = false; ///< labels and other models can be asked for

    /// The frame that is looked at: the picture's, or while there is none the newest that the record tells of.
    std::int64_t frame() const;
    /// The boxes are known that stood on the picture.
    bool isExact() const { return stood.has_value(); }
    /// A picture of a newer frame is on its way.
    bool isBehind() const;
    std::vector<Detection> boxes(BoxOrigin origin) const;
    std::optional<BoxScore> score(BoxOrigin origin, bool againstPeople) const;
};

/// A moment in words.
class MomentWords {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::MomentWords)

public:
    /// "Golden model", "Model 5".
    static QString name(const Moment& moment, BoxOrigin origin);
    static QString modelName(const ModelChoice& model);
    /// "Golden model (4)", "People (not labelled)".
    static QString legend(const Moment& moment, BoxOrigin origin);
    /// What the boxes are, how they are scored, and the counts.
    static QString legendTip(const Moment& moment, BoxOrigin origin);
    /// "frame 4776 · session 00:07:12.4 · source 00:03:11.2".
    static QString place(const Moment& moment);
    /// What served, and how old its boxes were.
    static QString serving(const Moment& moment);
    /// "F1 0.86 against golden (6 right, 1 wrong, 1 missed)".
    static QString score(const BoxScore& score, bool againstPeople);
    /// "golden: F1 0.86, people: F1 0.71", of the boxes that stood; empty where nobody labelled the frame.
    static QString scoreShort(const Moment& moment);
    /// All boxes as rows: origin, class, score, place.
    static std::vector<ValueColumn> boxColumns();
    static std::vector<ValueTableModel::Row> boxRows(const Moment& moment, const std::map<BoxOrigin, bool>& shown);
    /// One sentence for screen readers.
    static QString spoken(const Moment& moment, const std::map<BoxOrigin, bool>& shown);

    static MomentView::Layer layer(const Moment& moment, BoxOrigin origin);
};

} // namespace jackdaw::widgets
