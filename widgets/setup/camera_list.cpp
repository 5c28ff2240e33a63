// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/camera_list.h"

#include "widgets/theme/format.h"
#include "widgets/theme/letter.h"
#include "widgets/theme/theme.h"
#include "widgets/video/video_wall.h"

#include <QEvent>
#include <QPainter>
#include <QSignalBlocker>

#include <algorithm>

namespace jackdaw::widgets {
namespace {

constexpr QSize kThumbnail(72, 44);
constexpr int kLetter = 16;

QIcon thumbnail(const SourceTrial& trial, std::size_t camera, const Theme& theme, double ratio)
{
    QPixmap pixmap(kThumbnail * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(theme.tile);
    QPainter painter(&pixmap);
    if (const QImage image = VideoWall::imageOf(trial.look.picture); !image.isNull()) {
        const QSize size = image.size().scaled(kThumbnail, Qt::KeepAspectRatio);
        QRect area(QPoint(), size);
        area.moveCenter(QRect(QPoint(), kThumbnail).center());
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(area, image);
    }
    const CameraId id{static_cast<std::uint32_t>(camera)};
    paintLetter(painter, QRect(0, 0, kLetter, kLetter), format::text(cameraLetter(id)), theme.camera(id));
    return QIcon(pixmap);
}

} // namespace

CameraList::CameraList(SetupModel& model, SourceTrials& trials, QWidget* parent) :
    QListWidget(parent), m_model(model), m_trials(trials)
{
    setObjectName(QStringLiteral("cameraList"));
    setAccessibleName(tr("Cameras"));
    setIconSize(kThumbnail);
    setWordWrap(true);
    setUniformItemSizes(false);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            m_model.setCurrent(static_cast<std::size_t>(row));
    });
    connect(&m_model, &SetupModel::changed, this, &CameraList::refresh);
    connect(&m_model, &SetupModel::currentChanged, this, &CameraList::refresh);
    connect(&m_trials, &SourceTrials::changed, this, &CameraList::refresh);
    refresh();
}

bool CameraList::isFaulty(std::size_t camera) const
{
    const std::string place = "/cameras/" + std::to_string(camera);
    const auto& faults = m_model.faults();
    return std::any_of(faults.begin(), faults.end(), [&](const DraftFault& fault) {
        return fault.place == place || fault.place.starts_with(place + "/");
    });
}

QString CameraList::lineOf(std::size_t camera) const
{
    const CameraDraft& draft = m_model.draft().cameras[camera];
    const SourceTrial& trial = m_trials.of(draft);
    QString state = SourceTrials::summary(trial);
    if (trial.stage == SourceTrial::Stage::Failed)
        state = tr("fails: ") + state;
    if (isFaulty(camera))
        state = tr("settings to be mended");
    constexpr qsizetype kLongest = 70;
    if (state.size() > kLongest)
        state = state.left(kLongest) + QStringLiteral("…");
    return QStringLiteral("%1\n%2").arg(format::text(draft.name), state);
}

void CameraList::refresh()
{
    const QSignalBlocker quiet(this);
    const auto cameras = static_cast<int>(m_model.draft().cameras.size());
    while (count() > cameras)
        delete takeItem(count() - 1);
    while (count() < cameras)
        addItem(QString());
    m_drawn.resize(m_model.draft().cameras.size());
    for (int row = 0; row < cameras; ++row) {
        const auto camera = static_cast<std::size_t>(row);
        const SourceTrial& trial = m_trials.of(m_model.draft().cameras[camera]);
        item(row)->setText(lineOf(camera));
        const Drawn drawn{trial.look.picture.picture, themeFor(palette()).kind, devicePixelRatioF()};
        if (m_drawn[camera] != drawn)
            item(row)->setIcon(thumbnail(trial, camera, themeFor(palette()), devicePixelRatioF()));
        m_drawn[camera] = drawn;
        item(row)->setToolTip(format::plainTip(format::text(m_model.draft().cameras[camera].source)));
    }
    setCurrentRow(m_model.current() ? static_cast<int>(*m_model.current()) : -1);
}

void CameraList::changeEvent(QEvent* event)
{
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

} // namespace jackdaw::widgets
