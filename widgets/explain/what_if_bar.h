// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plan/allocation_bar.h"

namespace jackdaw::widgets {

/// An allocation whose borders can be dragged: a share goes from the piece on one side to the piece on the other, or to
/// what is free.
class WhatIfBar : public AllocationBar {
    Q_OBJECT

public:
    explicit WhatIfBar(QWidget* parent = nullptr);

    /// The piece whose right border is at a place; none where no border is near.
    std::optional<std::size_t> borderAt(const QPoint& place) const;

Q_SIGNALS:
    /// The border to the right of a piece was dragged: \p share moves to it from the next piece, or away if negative.
    void borderMoved(std::size_t piece, double share);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    std::optional<std::size_t> m_dragged;
    std::size_t m_count = 0; ///< pieces when the border was caught
};

} // namespace jackdaw::widgets
