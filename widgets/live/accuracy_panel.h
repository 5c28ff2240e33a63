// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/series_chart.h"
#include "widgets/session/session_view.h"
#include "widgets/session/throttle.h"

#include <QLabel>

namespace jackdaw::widgets {

/// Accuracy per camera over time, with window borders, swaps, intervals and the targets.
class AccuracyPanel : public QWidget {
    Q_OBJECT

public:
    AccuracyPanel(SessionView& session, QWidget* parent = nullptr);

    SeriesChart& chart() { return *m_chart; }

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void refresh();
    void rebuild();
    void showReadOut(std::optional<QPointF> value);

    SessionController& m_controller;
    Selection& m_selection;
    SessionClock& m_clock;
    SeriesChart* m_chart;
    QLabel* m_readOut;
    Throttle m_throttle;
    std::uint64_t m_seenRevision = ~0ULL;
};

/// The scene of the accuracy chart, made of the state alone.
ChartScene accuracyScene(const SessionState& state, const QPalette& palette, std::optional<CameraId> selected,
                         Nanoseconds end);

} // namespace jackdaw::widgets
