// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/compare/comparison_job.h"

#include <QElapsedTimer>
#include <QProcess>

#include <map>

namespace jackdaw::window {

/// Runs `jackdaw-cli compare` as a child process and reads its lines.
class ProcessJob : public widgets::ComparisonJob {
    Q_OBJECT

public:
    /// \p program: the command line program; empty: the one that belongs to this window.
    explicit ProcessJob(QString program = {}, QObject* parent = nullptr);
    /// Stops what runs, and waits for it.
    ~ProcessJob() override;

    void start(const widgets::JobRequest& request) override;
    void cancel() override;
    bool isRunning() const override { return m_process.state() != QProcess::NotRunning; }

private:
    void readOutput();
    void readErrors();
    void note(const QString& run, double fraction);
    void tell();
    void end(int exitCode, QProcess::ExitStatus status);
    QStringList completeSessions() const;

    QString m_program;
    QProcess m_process;
    widgets::JobRequest m_request;
    std::map<QString, double> m_fractions; ///< of each run that told of itself
    QString m_newest; ///< what was told last
    QStringList m_errors;
    QElapsedTimer m_since;
    double m_before = 0.0; ///< what was there when it began
    bool m_cancelled = false;
};

/// The command line program beside this one, in a build tree as well; else whatever the path has; empty where there is
/// none.
QString commandLineProgram();

} // namespace jackdaw::window
