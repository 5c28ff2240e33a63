// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/explain/what_if_bar.h"

#include "widgets/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <cmath>

namespace jackdaw::widgets {
namespace {

constexpr int kGrip = 5; ///< pixels from a border at which it is caught

} // namespace

WhatIfBar::WhatIfBar(QWidget* parent) : AllocationBar(parent)
{
    setMouseTracking(true);
    setAccessibleName(tr("Shares by hand; the table below changes them by keyboard"));
}

std::optional<std::size_t> WhatIfBar::borderAt(const QPoint& place) const
{
    std::optional<std::size_t> nearest;
    int least = kGrip + 1;
    for (std::size_t i = 0; i < pieces().size(); ++i) {
        const QRect piece = pieceRect(i);
        const int distance = std::abs(place.x() - (piece.left() + piece.width()));
        if (distance < least && place.y() >= piece.top() && place.y() <= piece.bottom()) {
            least = distance;
            nearest = i;
        }
    }
    return nearest;
}

void WhatIfBar::paintEvent(QPaintEvent* event)
{
    AllocationBar::paintEvent(event);
    QPainter painter(this);
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeFor(palette()).text);
    for (std::size_t i = 0; i < pieces().size(); ++i) {
        const QRect piece = pieceRect(i);
        painter.drawRect(QRect(piece.left() + piece.width() - 1, piece.center().y() - 5, 2, 10));
    }
}

void WhatIfBar::mousePressEvent(QMouseEvent* event)
{
    m_dragged = borderAt(event->position().toPoint());
    m_count = pieces().size();
    if (!m_dragged)
        AllocationBar::mousePressEvent(event);
}

void WhatIfBar::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint place = event->position().toPoint();
    if (m_dragged && pieces().size() != m_count) // a share that came to nothing has no piece
        m_dragged.reset();
    if (!m_dragged) {
        setCursor(borderAt(place) ? Qt::SplitHCursor : Qt::ArrowCursor);
        return;
    }
    const QRect piece = pieceRect(*m_dragged);
    const double share = whole() * (place.x() - piece.left() - piece.width()) / std::max(1, width() - 1);
    if (share != 0.0)
        Q_EMIT borderMoved(*m_dragged, share);
}

void WhatIfBar::mouseReleaseEvent(QMouseEvent* event)
{
    m_dragged.reset();
    AllocationBar::mouseReleaseEvent(event);
}

} // namespace jackdaw::widgets
