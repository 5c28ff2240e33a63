// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/picture_view.h"
#include "widgets/setup/setup_services.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableWidget;

namespace jackdaw::widgets {

/// What labels a camera, tried on a picture of it: boxes, time per frame, and what its names mean to the run.
class GoldenPanel : public QWidget {
    Q_OBJECT

public:
    explicit GoldenPanel(QWidget* parent = nullptr);

    void setServices(SetupServices* services) { m_services = services; }
    /// What is tried next. What another model or label file gave is shown no more.
    void show(const RunDraft& draft, const CameraDraft* camera);
    void test();
    /// The same unless that was done or is under way.
    void testOnce();
    bool isTrying() const { return m_work != nullptr; }
    const std::optional<Result<GoldenLook>>& outcome() const { return m_outcome; }
    QTableWidget& names() { return *m_names; }

    /// "nanodet-plus: 57 ms per frame, 12 objects found", with all that is to be said of it below.
    static QString words(const GoldenLook& look);

private:
    void finish(Result<GoldenLook> outcome);
    void refresh();
    void fillNames();
    void setMeaning(int row);
    std::string subject() const;

    SetupServices* m_services = nullptr;
    RunDraft m_draft;
    std::optional<CameraDraft> m_camera;
    SetupServices::Work m_work;
    std::optional<Result<GoldenLook>> m_outcome;
    std::string m_tried; ///< subject() of the outcome
    PictureView* m_picture;
    QPushButton* m_test;
    QLabel* m_facts;
    QTableWidget* m_names;
};

} // namespace jackdaw::widgets
