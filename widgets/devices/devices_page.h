// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/session/session_view.h"
#include "widgets/session/throttle.h"
#include "widgets/shell/page.h"
#include "widgets/shell/value_table_model.h"

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace jackdaw::widgets {

class SeriesChart;
class TimelineView;

/// Who had which share of which device when, whether it was used, and what batches cost.
class DevicesPage : public Page {
    Q_OBJECT

public:
    explicit DevicesPage(SessionView& session, QWidget* parent = nullptr);

    TimelineView& timeline() { return *m_timeline; }
    SeriesChart& load() { return *m_load; }
    const ValueTableModel& jobs() const { return *m_jobs; }
    const ValueTableModel& idle() const { return *m_idle; }
    const ValueTableModel& costs() const { return *m_costs; }
    const ValueTableModel& sums() const { return *m_sums; }
    QString markedText() const;
    /// Sums device time of these lanes over \p range; none of them: of all lanes over what is shown. A moment in which
    /// one of them had a job that ends stands for that job from its start to its end.
    void mark(std::vector<std::size_t> lanes, TimeRange range);
    void clearMark();
    /// Shows one device alone, or all.
    void showDevice(std::optional<DeviceId> device);

Q_SIGNALS:
    /// The plan that a marked job follows was selected, and is to be seen.
    void explainRequested();

protected:
    void arrangePanels() override;
    void sizePanels() override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeMiddle();
    QWidget* makeLoadPanel();
    QWidget* makeSumsPanel();
    QWidget* makeCostPanel();
    void connectViews();
    void refresh();
    void rebuild();
    void fillDevices();
    void showLegend();
    void showSums();
    std::vector<std::size_t> shownLanes() const;
    bool markJob(const std::vector<std::size_t>& lanes, Nanoseconds time);
    QString markedName() const;
    TimeRange markedRange() const;
    const PlanState* planOfMark() const;
    void showPlanOfMark();

    SessionView& m_session;
    TimelineView* m_timeline;
    SeriesChart* m_load;
    ValueTableModel* m_jobs;
    ValueTableModel* m_idle;
    ValueTableModel* m_costs;
    ValueTableModel* m_sums;
    QComboBox* m_devices;
    QLabel* m_readOut;
    QLabel* m_marked;
    QPushButton* m_planOfMark;
    QLabel* m_costNote;
    QLabel* m_legend;
    QTableView* m_jobsView;
    QTableView* m_idleView;
    QTableView* m_sumsView;
    std::optional<DeviceId> m_device;
    struct Mark {
        std::vector<std::size_t> lanes;
        TimeRange range;
        std::optional<JobSpan> job; ///< that it stands for
    };
    std::optional<Mark> m_mark;
    std::uint64_t m_seenRevision = ~0ULL;
    Throttle m_throttle;
};

} // namespace jackdaw::widgets
