// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/video/video_wall.h"

#include "widgets/video/tile_painter.h"

#include <QElapsedTimer>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QToolTip>

namespace jackdaw::widgets {

VideoWall::VideoWall(SessionView& session, QWidget* parent) :
    QWidget(parent), m_controller(session.controller()), m_selection(session.selection())
{
    setObjectName(QStringLiteral("videoWall"));
    setAccessibleName(tr("Cameras"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&m_controller, &SessionController::reset, this, &VideoWall::forget);
    connect(&m_controller, &SessionController::changed, this, &VideoWall::refresh);
    connect(&m_controller, &SessionController::frameArrived, this, &VideoWall::takeFrame);
    connect(&m_selection, &Selection::cameraChanged, this, qOverload<>(&QWidget::update));
    refresh();
}

void VideoWall::setOptions(const WallOptions& options)
{
    m_options = options;
    update();
}

void VideoWall::setEnlarged(std::optional<CameraId> camera)
{
    m_enlarged = camera;
    layOut();
    update();
}

QRect VideoWall::tileRect(CameraId camera) const
{
    for (const Tile& tile : m_tiles)
        if (tile.camera == camera)
            return tile.rect;
    return {};
}

bool VideoWall::hasAllPictures() const
{
    for (const CameraState& camera : m_controller.state().cameras)
        if (camera.condition == CameraCondition::Running && !m_pictures.contains(camera.info.camera)
            && !m_missing.contains(camera.info.camera))
            return false;
    return true;
}

QImage VideoWall::imageOf(const VideoFrame& frame)
{
    return frame.hasPixels()
        ? QImage(frame.rgb().data(), frame.width, frame.height, frame.width * 3, QImage::Format_RGB888)
              .convertToFormat(QImage::Format_RGB32)
        : QImage();
}

void VideoWall::takeFrame(const VideoFrame& frame, CameraId camera)
{
    if (!frame.hasPixels())
        return;
    m_pictures[camera] = {frame, {}};
    update(tileRect(camera));
}

/// The camera's picture, converted once, or null.
const VideoWall::Shown* VideoWall::shown(CameraId camera)
{
    const auto found = m_pictures.find(camera);
    if (found == m_pictures.end())
        return nullptr;
    if (found->second.image.isNull())
        found->second.image = imageOf(found->second.frame);
    return &found->second;
}

void VideoWall::setMissing(std::map<CameraId, MissingPicture> missing)
{
    m_missing = std::move(missing);
    update();
}

void VideoWall::forget()
{
    // Pictures stay while a recorded session seeks: a flash of empty tiles would say nothing.
    if (!m_controller.isOpen()) {
        m_pictures.clear();
        m_enlarged.reset();
    }
    refresh();
}

void VideoWall::refresh()
{
    const auto& cameras = m_controller.state().cameras;
    if (!m_enlarged && m_tiles.size() != cameras.size())
        layOut();
    if (m_seenRevision == m_controller.state().revisions.cameras)
        return;
    m_seenRevision = m_controller.state().revisions.cameras;
    update();
}

void VideoWall::layOut()
{
    m_tiles.clear();
    m_besideAspect.reset();
    const QRect area = rect().adjusted(kTileGap, kTileGap, -kTileGap, -kTileGap);
    const auto& cameras = m_controller.state().cameras;
    if (m_enlarged) {
        m_tiles.push_back({*m_enlarged, area});
        return;
    }
    double aspect = 4.0 / 3.0;
    if (!cameras.empty() && cameras.front().info.height > 0)
        aspect = static_cast<double>(cameras.front().info.width) / cameras.front().info.height;
    const TileGrid grid = tileGrid(static_cast<int>(cameras.size()), area, aspect, fontMetrics().height());
    for (std::size_t i = 0; i < grid.rects.size(); ++i)
        m_tiles.push_back({cameras[i].info.camera, grid.rects[i]});
    if (grid.isBeside)
        m_besideAspect = aspect;
}

void VideoWall::paintEvent(QPaintEvent* event)
{
    QElapsedTimer timer;
    timer.start();
    const Theme& theme = themeFor(palette());
    QPainter painter(this);
    painter.fillRect(event->rect(), theme.window);
    const SessionState& state = m_controller.state();
    if (m_tiles.empty()) {
        painter.setPen(theme.mutedText);
        painter.drawText(rect(), Qt::AlignCenter, tr("No cameras yet"));
    }
    for (const Tile& tile : m_tiles) {
        const CameraState* camera = findCamera(state, tile.camera);
        if (!camera || !event->region().intersects(tile.rect))
            continue;
        const Shown* picture = shown(tile.camera);
        const auto missing = m_missing.find(tile.camera);
        const TileContent content = TileContentMaker::make(state, *camera, m_options,
                                                           picture ? std::optional(picture->frame.index) : std::nullopt,
                                                           missing != m_missing.end() ? &missing->second : nullptr);
        paintTile(painter, tile.rect, content, picture ? picture->image : QImage(), theme,
                  {m_selection.camera() == tile.camera, m_options.labels, m_besideAspect});
    }
    m_paintMilliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void VideoWall::resizeEvent(QResizeEvent*)
{
    layOut();
}

const VideoWall::Tile* VideoWall::tileAt(const QPoint& position) const
{
    for (const Tile& tile : m_tiles)
        if (tile.rect.contains(position))
            return &tile;
    return nullptr;
}

void VideoWall::mousePressEvent(QMouseEvent* event)
{
    const Tile* tile = tileAt(event->position().toPoint());
    m_selection.setCamera(tile ? std::optional(tile->camera) : std::nullopt);
}

void VideoWall::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (m_enlarged)
        setEnlarged(std::nullopt);
    else if (const Tile* tile = tileAt(event->position().toPoint()))
        setEnlarged(tile->camera);
}

void VideoWall::run(CommandId command)
{
    switch (command) {
    case CommandId::PreviousCamera: step(-1); break;
    case CommandId::NextCamera: step(1); break;
    case CommandId::EnlargeCamera: setEnlarged(m_enlarged ? std::nullopt : m_selection.camera()); break;
    case CommandId::ClearSelection:
        if (m_enlarged)
            setEnlarged(std::nullopt);
        else
            m_selection.setCamera(std::nullopt);
        break;
    default: break;
    }
}

void VideoWall::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Up: run(CommandId::PreviousCamera); break;
    case Qt::Key_Down: run(CommandId::NextCamera); break;
    default: QWidget::keyPressEvent(event);
    }
}

void VideoWall::step(int direction)
{
    const auto& cameras = m_controller.state().cameras;
    if (cameras.empty())
        return;
    const int count = static_cast<int>(cameras.size());
    int index = direction > 0 ? -1 : 0;
    for (int i = 0; i < count; ++i)
        if (m_selection.camera() == cameras[static_cast<std::size_t>(i)].info.camera)
            index = i;
    m_selection.setCamera(cameras[static_cast<std::size_t>((index + direction + count) % count)].info.camera);
    if (m_enlarged)
        setEnlarged(m_selection.camera());
}

bool VideoWall::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString tip = tipAt(help->pos());
    tip.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), tip, this);
    return true;
}

/// True where a footer names the model.
bool VideoWall::isModel(const QPoint& position, const QRect& footer) const
{
    return m_besideAspect ? position.y() >= footer.top() + 2 * (fontMetrics().height() + 2)
                          : position.x() > footer.right() - 80;
}

QString VideoWall::tipAt(const QPoint& position) const
{
    const Tile* tile = tileAt(position);
    const CameraState* camera = tile ? findCamera(m_controller.state(), tile->camera) : nullptr;
    if (!camera)
        return {};
    const TileGeometry geometry = tileGeometry(tile->rect, fontMetrics().height(), m_besideAspect);
    if (geometry.header.contains(position))
        return TileContentMaker::cameraTip(*camera) + CountMarks::tip(CountMarks::of(m_controller.state(), *camera))
            + RegionMarks::tip(RegionMarks::of(*camera));
    if (geometry.footer.contains(position))
        return isModel(position, geometry.footer) ? TileContentMaker::modelTip(m_controller.state(), *camera)
                                                  : TileContentMaker::accuracyTip(m_controller.state(), *camera);
    return TileContentMaker::retrainingTip(m_controller.state(), *camera);
}

} // namespace jackdaw::widgets
