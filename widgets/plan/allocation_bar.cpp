// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plan/allocation_bar.h"

#include "widgets/theme/format.h"
#include "widgets/theme/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace jackdaw::widgets {

AllocationBar::AllocationBar(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Allocation of the device"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void AllocationBar::setPieces(std::vector<Piece> pieces)
{
    if (pieces == m_pieces)
        return;
    m_pieces = std::move(pieces);
    QStringList spoken;
    for (const Piece& piece : m_pieces)
        spoken << tr("%1 %2 %3").arg(piece.letter, format::jobKind(piece.kind), format::share(piece.share));
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    update();
}

QRect AllocationBar::pieceRect(std::size_t index) const
{
    double before = 0.0;
    for (std::size_t i = 0; i < index; ++i)
        before += m_pieces[i].share;
    const int left = static_cast<int>(std::lround(before * (width() - 1)));
    const int right = static_cast<int>(std::lround((before + m_pieces[index].share) * (width() - 1)));
    return {left, 1, right - left, height() - 2};
}

const AllocationBar::Piece* AllocationBar::pieceAt(const QPoint& place) const
{
    for (std::size_t i = 0; i < m_pieces.size(); ++i)
        if (pieceRect(i).contains(place))
            return &m_pieces[i];
    return nullptr;
}

void AllocationBar::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeFor(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.tile);
    for (std::size_t i = 0; i < m_pieces.size(); ++i) {
        const Piece& piece = m_pieces[i];
        const QRect place = pieceRect(i);
        const QColor hue = theme.camera(piece.camera);
        const bool solid = piece.kind == JobKind::Inference;
        painter.fillRect(place, solid ? mixed(theme.panel, hue, 0.55) : mixed(theme.panel, hue, 0.3));
        if (!solid)
            painter.fillRect(place, QBrush(hue, Theme::pattern(piece.kind)));
        painter.setPen(theme.panel);
        painter.drawLine(place.topRight() + QPoint(1, 0), place.bottomRight() + QPoint(1, 0));
        QString text = QStringLiteral("%1 %2").arg(piece.letter, format::share(piece.share));
        if (fontMetrics().horizontalAdvance(text) + 6 > place.width())
            text = piece.letter;
        const int width = fontMetrics().horizontalAdvance(text) + 6;
        if (width > place.width())
            continue;
        if (!solid) {
            QColor paper = theme.panel;
            paper.setAlpha(200);
            painter.fillRect(QRect(place.center().x() - width / 2, place.center().y() - 8, width, 17), paper);
        }
        painter.setPen(theme.text);
        painter.drawText(place, Qt::AlignCenter, text);
    }
    painter.setPen(theme.outline);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

bool AllocationBar::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const Piece* piece = pieceAt(help->pos());
    QToolTip::showText(help->globalPos(), piece ? piece->tip : tr("Share that the plan gives to nobody"), this);
    return true;
}

void AllocationBar::mousePressEvent(QMouseEvent* event)
{
    if (const Piece* piece = pieceAt(event->position().toPoint()))
        Q_EMIT cameraClicked(piece->camera);
}

} // namespace jackdaw::widgets
