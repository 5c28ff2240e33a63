// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"
#include "widgets/video/count_marks.h"
#include "widgets/video/region_marks.h"

#include <QCoreApplication>
#include <QImage>
#include <QString>

#include <vector>

namespace jackdaw::widgets {

enum class TileCondition { Loading, Playing, Lost, Ended, Missing };

/// What stands on one tile, ready to be painted.
struct TileContent {
    CameraId camera;
    QString letter;
    QString name;
    QString rate;
    QString accuracy; ///< "F1 0.71", or "F1 –"
    QString evidence; ///< "38 objects, 4 s ago"
    QString evidenceShort; ///< "n 38, 4 s": for narrow tiles
    QString model; ///< "model 5"
    QString retraining; ///< "retraining: whole, 6 epochs, 41 %"; empty while not retrained
    double retrainingFraction = 0.0;
    int trend = 0; ///< -1, 0, 1
    bool belowTarget = false; ///< below what the operator wants of the camera
    TileCondition condition = TileCondition::Loading;
    QString conditionTitle;
    QString conditionText;
    QSize sourceSize;
    struct LabelledBox {
        QRectF box; ///< pixels of the source
        ClassId label;
        QString text;
    };
    std::vector<LabelledBox> boxes;
    std::vector<CountMark> counts; ///< its lines and zones
    std::vector<RegionMark> regions; ///< that are passed over
};

/// Why a recorded camera has no pictures any more.
struct MissingPicture {
    QString title; ///< "Video not found"
    QString text; ///< which, and what to do
    bool operator==(const MissingPicture&) const = default;
};

/// What a wall shows and how.
struct WallOptions {
    bool boxes = true;
    bool labels = true;
    bool hasPictures = true; ///< false: a simulation, which has none
};

/// \c picture below is the index of the picture that is shown, if there is one. Boxes are left out where it lags far
/// behind the predictions, as a recording's pictures may after a seek: they would frame nothing.
class TileContentMaker {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::TileContentMaker)

public:
    static TileContent make(const SessionState& state, const CameraState& camera, const WallOptions& options,
                            std::optional<std::int64_t> picture, const MissingPicture* missing = nullptr);
    /// What the accuracy on a tile means, how it is made and what it rests on.
    static QString accuracyTip(const SessionState& state, const CameraState& camera);
    static QString modelTip(const SessionState& state, const CameraState& camera);
    static QString cameraTip(const CameraState& camera);
    static QString retrainingTip(const SessionState& state, const CameraState& camera);
    /// One sentence for screen readers.
    static QString spoken(const TileContent& content);

private:
    static void addAccuracy(TileContent& content, const SessionState& state, const CameraState& camera);
    static QString rollingTip(const CameraState& camera);
    static QString windowTip(const CameraWindow& window);
};

} // namespace jackdaw::widgets
