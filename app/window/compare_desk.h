// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/process_job.h"
#include "widgets/workbench/workbench.h"

#include <QObject>

#include <functional>

namespace jackdaw::window {

/// What the Compare page asks of the program: files, comparisons, runs.
class CompareDesk : public QObject {
    Q_OBJECT

public:
    CompareDesk(widgets::Workbench& workbench, QWidget* window);

    /// How files and words are asked for; dialogs unless a test says otherwise. Empty: not at all.
    struct Questions {
        std::function<QStringList(const QString& title, const QString& filter)> files;
        std::function<QString(const QString& title)> folder;
        std::function<QString(const QString& title, const QString& label, const QString& usual)> text;
    };
    void setQuestions(Questions questions) { m_ask = std::move(questions); }
    /// The session that is open, for "Compare this session with…"; empty where there is none.
    void setOpenSession(const QString& file);
    /// The page with these sessions.
    void compare(const QStringList& sessions);
    widgets::ComparisonJob& job() { return m_job; }

private:
    void bindCommands();
    void addSessions(QStringList sessions);
    void simulate();
    void showRunPanel();

    widgets::Workbench& m_workbench;
    QWidget* m_window;
    ProcessJob m_job;
    Questions m_ask;
    QString m_openSession;
};

} // namespace jackdaw::window
