// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workbench/missing_badge.h"

#include "widgets/theme/format.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace jackdaw::widgets {

MissingBadge::MissingBadge(QWidget* parent) :
    QWidget(parent), m_icon(new QLabel), m_text(new QLabel), m_locate(new QPushButton(tr("Locate…")))
{
    setObjectName(QStringLiteral("missingBadge"));
    setAccessibleName(tr("Videos are missing"));
    m_text->setObjectName(QStringLiteral("missingText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_locate->setObjectName(QStringLiteral("locateVideos"));
    m_locate->setToolTip(tr("Choose the folder that they are in now; all that are found there come back at once"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 5, 10, 5);
    row->setSpacing(10);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    row->addWidget(m_locate);
    connect(m_locate, &QPushButton::clicked, this, &MissingBadge::locateRequested);
    restyle();
    hide();
}

void MissingBadge::show(const std::vector<MissingVideo>& videos, const SessionState& state)
{
    QStringList names;
    for (const MissingVideo& video : videos) {
        const CameraState* camera = findCamera(state, video.camera);
        if (video.canBeLocated)
            names << (camera ? format::text(camera->info.name) : format::text(cameraLetter(video.camera)));
    }
    setVisible(!names.isEmpty());
    m_text->setText(names.size() == 1
                        ? tr("The video of %1 is not where it was: there are no pictures of it.").arg(names.front())
                        : tr("The videos of %1 cameras are not where they were: there are no pictures of %2.")
                              .arg(names.size())
                              .arg(names.join(QStringLiteral(", "))));
    setAccessibleDescription(m_text->text());
}

void MissingBadge::restyle()
{
    m_icon->setPixmap(iconPixmap(QStringLiteral("camera-lost"), themeFor(palette()).warning, 20));
}

void MissingBadge::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeFor(palette());
    QPainter painter(this);
    painter.fillRect(rect(), mixed(theme.panel, theme.warning, 0.12));
    painter.fillRect(0, height() - 2, width(), 2, theme.warning);
}

void MissingBadge::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        restyle();
}

} // namespace jackdaw::widgets
