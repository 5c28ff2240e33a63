// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plan/allocation_bar.h"

#include "widgets/theme/format.h"
#include "widgets/theme/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
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
    m_devices.clear();
    for (const Piece& piece : m_pieces)
        if (m_devices.empty() || m_devices.back() != piece.device)
            m_devices.push_back(piece.device);
    updateGeometry();
    QStringList spoken;
    for (const Piece& piece : m_pieces)
        spoken << tr("%1 %2 %3").arg(piece.letter, format::jobKind(piece.kind), format::share(piece.share));
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    update();
}

void AllocationBar::setWhole(double gpus)
{
    m_whole = gpus;
    update();
}

QRect AllocationBar::pieceRect(std::size_t index) const
{
    double before = 0.0;
    for (std::size_t i = 0; i < index; ++i)
        before += m_pieces[i].device == m_pieces[index].device ? m_pieces[i].share : 0.0;
    const double pixels = (width() - 1) / m_whole;
    const int left = static_cast<int>(std::lround(before * pixels));
    const int right = static_cast<int>(std::lround((before + m_pieces[index].share) * pixels));
    const auto row =
        static_cast<int>(std::find(m_devices.begin(), m_devices.end(), m_pieces[index].device) - m_devices.begin());
    const int top = row * height() / rows();
    return {left, top + 1, right - left, (row + 1) * height() / rows() - top - 2};
}

const AllocationBar::Piece* AllocationBar::pieceAt(const QPoint& place) const
{
    for (std::size_t i = 0; i < m_pieces.size(); ++i)
        if (pieceRect(i).contains(place))
            return &m_pieces[i];
    return nullptr;
}

void AllocationBar::paintPiece(QPainter& painter, std::size_t index) const
{
    const Theme& theme = themeFor(palette());
    const Piece& piece = m_pieces[index];
    const QRect place = pieceRect(index);
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
        return;
    if (!solid) {
        QColor paper = theme.panel;
        paper.setAlpha(200);
        painter.fillRect(QRect(place.center().x() - width / 2, place.center().y() - 8, width, 17), paper);
    }
    painter.setPen(theme.text);
    painter.drawText(place, Qt::AlignCenter, text);
}

void AllocationBar::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeFor(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.tile);
    for (std::size_t i = 0; i < m_pieces.size(); ++i)
        paintPiece(painter, i);
    painter.setPen(theme.outline);
    for (int row = 0; row < rows(); ++row) {
        const int top = row * height() / rows();
        painter.drawRect(QRect(0, top, width() - 1, (row + 1) * height() / rows() - top - 1));
    }
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
