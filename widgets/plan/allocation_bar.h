// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/events.h"

#include <QString>
#include <QWidget>

#include <algorithm>
#include <vector>

namespace jackdaw::widgets {

/// A bar per device: each job's share as a piece, what is left stays empty.
class AllocationBar : public QWidget {
    Q_OBJECT

public:
    struct Piece {
        CameraId camera;
        DeviceId device;
        JobKind kind = JobKind::Inference;
        QString letter;
        double share = 0.0;
        QString tip;
        bool operator==(const Piece&) const = default;
    };

    explicit AllocationBar(QWidget* parent = nullptr);

    void setPieces(std::vector<Piece> pieces);
    /// The share that a whole bar stands for, GPU; 1 unless set.
    void setWhole(double gpus);
    double whole() const { return m_whole; }
    const std::vector<Piece>& pieces() const { return m_pieces; }
    /// The piece at a place, or null.
    const Piece* pieceAt(const QPoint& place) const;

    QSize sizeHint() const override { return {300, 30 * rows()}; }
    QSize minimumSizeHint() const override { return {120, 26 * rows()}; }

Q_SIGNALS:
    void cameraClicked(jackdaw::CameraId camera);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    QRect pieceRect(std::size_t index) const;

private:
    int rows() const { return std::max(1, static_cast<int>(m_devices.size())); }
    void paintPiece(QPainter& painter, std::size_t index) const;

    std::vector<Piece> m_pieces; ///< those of one device follow each other
    std::vector<DeviceId> m_devices; ///< a row each
    double m_whole = 1.0;
};

} // namespace jackdaw::widgets
