// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/session/session_view.h"
#include "widgets/session/throttle.h"
#include "widgets/shell/page.h"

class QComboBox;
class QLabel;
class QSortFilterProxyModel;
class QTableView;

namespace jackdaw::widgets {

class CalibrationTableModel;
class OutcomeTableModel;
class ProfilePanel;
class SeriesChart;

/// Can the estimates be trusted: one camera's curves and costs in one window, and all predictions against what came of
/// them.
class ProfilePage : public Page {
    Q_OBJECT

public:
    explicit ProfilePage(SessionView& session, QWidget* parent = nullptr);

    ProfilePanel& panelOfCamera() { return *m_panel; }
    const CalibrationTableModel& calibration() const { return *m_calibration; }
    const OutcomeTableModel& outcomes() const { return *m_outcomes; }
    SeriesChart& calibrationChart() { return *m_chart; }
    /// What calibration comes to, in a sentence.
    QString verdict() const;

protected:
    void arrangePanels() override;
    void sizePanels() override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeMiddle();
    QWidget* makeCalibration();
    QWidget* makeOutcomes();
    void refresh();
    void rebuild();
    void fillCameras();
    QString sentence(std::size_t inInterval, std::size_t count, double bias) const;

    SessionView& m_session;
    ProfilePanel* m_panel;
    QComboBox* m_camera;
    SeriesChart* m_chart;
    CalibrationTableModel* m_calibration;
    OutcomeTableModel* m_outcomes;
    QSortFilterProxyModel* m_sorted;
    QTableView* m_calibrationView;
    QTableView* m_outcomeView;
    QLabel* m_verdict;
    std::uint64_t m_seenRevision = ~0ULL;
    Throttle m_throttle;
};

} // namespace jackdaw::widgets
