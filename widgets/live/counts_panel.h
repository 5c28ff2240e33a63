// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/series_chart.h"
#include "widgets/session/session_view.h"
#include "widgets/session/throttle.h"

class QComboBox;
class QLabel;

namespace jackdaw::widgets {

/// What went over a line or stood in a zone over time, a curve for each class.
class CountsPanel : public QWidget {
    Q_OBJECT

public:
    explicit CountsPanel(SessionView& session, QWidget* parent = nullptr);

    SeriesChart& chart() { return *m_chart; }
    /// What is chosen; none while no camera counts.
    std::optional<CountPlace> place() const;
    QString totals() const;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void refresh();
    void rebuild();
    bool fillPlaces();
    void pickPlace();
    void chooseCamera();

    SessionView& m_session;
    QComboBox* m_places;
    QLabel* m_totals;
    SeriesChart* m_chart;
    std::vector<CountPlace> m_shown; ///< in the order of the box
    QStringList m_names; ///< of these
    Throttle m_throttle;
    std::uint64_t m_seenRevision = ~0ULL;
    Nanoseconds m_seenTime{-1}; ///< who stands in a zone is drawn up to now
};

/// All lines and zones of the session, camera by camera.
std::vector<CountPlace> countPlaces(const SessionState& state);
/// The chart of \p place over \p range, made of records alone; none: what has to be done to have one.
ChartScene countScene(const SessionState& state, const CountRecords& records, std::optional<CountPlace> place,
                      TimeRange range, const QPalette& palette);

} // namespace jackdaw::widgets
