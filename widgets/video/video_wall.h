// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/session/session_view.h"
#include "widgets/shell/commands.h"
#include "widgets/video/tile_content.h"

#include <QWidget>

#include <map>

namespace jackdaw::widgets {

/// All cameras' tiles, painted by one widget. A click selects a camera, a double click shows it alone.
class VideoWall : public QWidget {
    Q_OBJECT

public:
    VideoWall(SessionView& session, QWidget* parent = nullptr);

    /// \p frame as an image; none where it has no pixels. The frame's bytes are converted, not kept.
    static QImage imageOf(const VideoFrame& frame);

    void setOptions(const WallOptions& options);
    /// Cameras of a recording that have no pictures any more, and why.
    void setMissing(std::map<CameraId, MissingPicture> missing);
    const WallOptions& options() const { return m_options; }
    /// Shows one camera alone, or all.
    void setEnlarged(std::optional<CameraId> camera);
    /// NextCamera, PreviousCamera, EnlargeCamera or ClearSelection; the up and down keys go through the cameras while
    /// the wall has the focus.
    void run(CommandId command);
    std::optional<CameraId> enlarged() const { return m_enlarged; }

    QRect tileRect(CameraId camera) const;
    /// True once every camera that is not lost has a picture.
    bool hasAllPictures() const;
    /// Milliseconds that the last paint took.
    double paintMilliseconds() const { return m_paintMilliseconds; }

    QSize sizeHint() const override { return {900, 620}; }
    QSize minimumSizeHint() const override { return {320, 240}; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Tile {
        CameraId camera;
        QRect rect;
    };
    void takeFrame(const VideoFrame& frame, CameraId camera);
    void forget();
    void refresh();
    void layOut();
    void step(int direction);
    const Tile* tileAt(const QPoint& position) const;
    bool isModel(const QPoint& position, const QRect& footer) const;
    QString tipAt(const QPoint& position) const;

    SessionController& m_controller;
    Selection& m_selection;
    WallOptions m_options;
    std::vector<Tile> m_tiles;
    std::optional<double> m_besideAspect; ///< of the pictures, where the text stands beside them
    /// Converted when it is painted: not every picture is.
    struct Shown {
        VideoFrame frame;
        QImage image;
    };
    const Shown* shown(CameraId camera);
    std::map<CameraId, Shown> m_pictures;
    std::map<CameraId, MissingPicture> m_missing;
    std::optional<CameraId> m_enlarged;
    std::uint64_t m_seenRevision = 0;
    double m_paintMilliseconds = 0.0;
};

} // namespace jackdaw::widgets
