// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/series_chart.h"
#include "widgets/profile/profile_table_model.h"
#include "widgets/session/session_view.h"

class QLabel;
class QSortFilterProxyModel;
class QTableView;
class QToolButton;

namespace jackdaw::widgets {

/// Can the estimates of the selected camera be trusted: curves, costs and outcomes of one window.
class ProfilePanel : public QWidget {
    Q_OBJECT

public:
    ProfilePanel(SessionView& session, QWidget* parent = nullptr);

    const ProfileTableModel& table() const { return *m_table; }
    /// What is shown: the selected camera or the first, its selected window or the newest.
    const CameraState* shownCamera() const;
    const ProfileState* shownProfile() const;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeHeader();
    void makeTable();
    std::uint64_t revision() const;
    void refresh();
    void rebuild();
    void step(int direction);
    QString headline(const CameraState* camera, const ProfileState* profile) const;

    SessionController& m_controller;
    Selection& m_selection;
    SeriesChart* m_curves;
    SeriesChart* m_costs;
    ProfileTableModel* m_table;
    QSortFilterProxyModel* m_sorted;
    QTableView* m_view;
    QLabel* m_headline = nullptr;
    QToolButton* m_previous = nullptr;
    QToolButton* m_next = nullptr;
    std::uint64_t m_seenRevision = ~0ULL;
};

} // namespace jackdaw::widgets
