// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/compare/comparison_scenes.h"
#include "widgets/session/newest_work.h"
#include "widgets/shell/command_registry.h"
#include "widgets/shell/page.h"
#include "widgets/shell/value_table_model.h"

class QComboBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QSlider;
class QStackedWidget;
class QTableView;

namespace jackdaw::widgets {

class ComparabilityBanner;
class RunPlannersPanel;

/// Two to four runs side by side: accuracy over time, differences with intervals, windows, cameras, cost; and, before
/// all, whether they may be compared.
class ComparePage : public Page {
    Q_OBJECT

public:
    explicit ComparePage(CommandRegistry& registry, QWidget* parent = nullptr);

    /// Where comparisons come from.
    void setReader(ReadComparison read) { m_read = std::move(read); }
    /// Compares these, and nothing else.
    void show(std::vector<SideRequest> sides);
    /// Compares these too.
    void add(const std::vector<SideRequest>& sides);
    void clear();
    const std::vector<SideRequest>& sides() const { return m_sides; }

    /// What is shown; empty while nothing is.
    const Comparison& comparison() const { return m_comparison; }
    bool isReading() const { return m_work.isBusy(); }
    /// What stands in the place of the chart while there is none: what to do, what is read, or what went wrong.
    QString message() const;
    /// Why the runs cannot be compared, as it stands above them; empty where they can.
    QString warning() const;
    /// What each run comes to at the instant.
    QString readOut() const;

    Nanoseconds time() const;
    void setTime(Nanoseconds time);
    void setView(ComparisonView view);
    void setCamera(std::optional<CameraId> camera);

    SeriesChart& chart() { return *m_chart; }
    ValueTableModel& figures() { return *m_figures; }
    ValueTableModel& windows() { return *m_windows; }
    ValueTableModel& cameras() { return *m_cameras; }
    RunPlannersPanel& planners() { return *m_planners; }

    using Page::show;

Q_SIGNALS:
    /// A run is to be looked at, at an instant.
    void openRequested(const QString& session, jackdaw::Nanoseconds time);

protected:
    void arrangePanels() override;
    void sizePanels() override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeMiddle();
    QWidget* makeStart();
    QWidget* makeContent();
    void makeButtons(QHBoxLayout& row, std::initializer_list<CommandId> ids);
    QWidget* makeFigures();
    void makePanels();
    void connectViews();
    void read(std::vector<SideRequest> sides);
    void finish(const std::vector<SideRequest>& sides, const Result<Comparison>& read);
    void showComparison();
    void showTables();
    void showScene();
    void showInstant();
    void showRowOf(const std::vector<const ComparisonWindow*>& windows);
    void selectWindow();
    void fillCameras();
    void say(const QString& text, bool isBusy);
    std::optional<std::size_t> selectedSide() const;
    void removeSelected();
    void makeBase();
    void openSelected();
    std::optional<CameraId> camera() const;

    CommandRegistry& m_registry;
    ReadComparison m_read;
    std::vector<SideRequest> m_sides;
    std::vector<SideRequest> m_wanted; ///< those that are read now, or else those that are shown
    Comparison m_comparison;
    NewestWork m_work;
    QStackedWidget* m_stack;
    QLabel* m_message;
    QPushButton* m_cancel;
    ComparabilityBanner* m_banner;
    QComboBox* m_view;
    QComboBox* m_camera;
    SeriesChart* m_chart;
    QSlider* m_scrub;
    QLabel* m_readOut;
    ValueTableModel* m_figures;
    ValueTableModel* m_windows;
    ValueTableModel* m_cameras;
    QTableView* m_figureView;
    QTableView* m_windowView;
    QTableView* m_cameraView;
    QPushButton* m_base;
    QPushButton* m_remove;
    QPushButton* m_open;
    RunPlannersPanel* m_planners;
};

} // namespace jackdaw::widgets
