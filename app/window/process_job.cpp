// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/process_job.h"

#include "engine/report/comparison.h"
#include "widgets/theme/format.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

#include <csignal>
#include <sys/prctl.h>

namespace jackdaw::window {
namespace {

constexpr int kPatienceMilliseconds = 10'000;
constexpr int kStopped = 3; ///< exit code of a comparison that was interrupted

QString nameOf(const QString& planner, int seed)
{
    return QStringLiteral("%1, seed %2").arg(planner).arg(seed);
}

} // namespace

QString commandLineProgram()
{
    const QString name = QStringLiteral("jackdaw-cli");
    const QDir here(QCoreApplication::applicationDirPath());
    for (const QString& place : {name, QStringLiteral("../cli/") + name, QStringLiteral("../../../app/cli/") + name})
        if (QFileInfo(here.filePath(place)).isExecutable())
            return QDir::cleanPath(here.filePath(place));
    return QStandardPaths::findExecutable(name);
}

ProcessJob::ProcessJob(QString program, QObject* parent) : ComparisonJob(parent), m_program(std::move(program))
{
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ProcessJob::readOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this, &ProcessJob::readErrors);
    connect(&m_process, &QProcess::finished, this, &ProcessJob::end);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            Q_EMIT failed(tr("%1 cannot be started: %2").arg(m_program, m_process.errorString()), {});
    });
    // Runs that go on without their window would write where the next comparison does.
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGINT); });
}

ProcessJob::~ProcessJob()
{
    m_process.disconnect(this);
    if (!isRunning())
        return;
    cancel();
    if (!m_process.waitForFinished(kPatienceMilliseconds))
        m_process.kill();
    m_process.waitForFinished(kPatienceMilliseconds);
}

void ProcessJob::start(const widgets::JobRequest& request)
{
    if (isRunning())
        return;
    m_request = request;
    m_fractions.clear();
    m_newest.clear();
    m_errors.clear();
    m_before = 0.0;
    m_cancelled = false;
    if (m_program.isEmpty())
        m_program = commandLineProgram();
    if (m_program.isEmpty()) {
        Q_EMIT failed(tr("The program jackdaw-cli, which makes the runs, is not beside this one. Install it."), {});
        return;
    }
    QStringList arguments{QStringLiteral("compare"), request.scenario, QStringLiteral("--planner")};
    arguments += request.planners;
    arguments +=
        {QStringLiteral("--seeds"), QString::number(request.seeds),  QStringLiteral("--folder"), request.folder,
         QStringLiteral("--jobs"),  QString::number(request.atATime)};
    m_since.start();
    m_process.start(m_program, arguments);
}

/// As by Ctrl-C: the runs close their sessions.
void ProcessJob::cancel()
{
    if (!isRunning())
        return;
    m_cancelled = true;
    ::kill(static_cast<pid_t>(m_process.processId()), SIGINT);
}

/// "thief, seed 1: mean accuracy 61.3 %": the run is complete, perhaps since before.
void ProcessJob::readOutput()
{
    static const QRegularExpression kComplete(QStringLiteral("^(.+, seed \\d+): "));
    m_process.setReadChannel(QProcess::StandardOutput);
    while (m_process.canReadLine()) {
        const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
        if (const auto match = kComplete.match(line); match.hasMatch()) {
            m_newest = line;
            note(match.captured(1), 1.0);
        }
    }
}

/// "thief, seed 1: window 3 of 8 closed, accuracy 61.3 %"; anything else is an error.
void ProcessJob::readErrors()
{
    static const QRegularExpression kClosed(QStringLiteral("^(.+, seed \\d+): window (\\d+) of (\\d+) closed"));
    m_process.setReadChannel(QProcess::StandardError);
    while (m_process.canReadLine()) {
        const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
        const auto match = kClosed.match(line);
        if (match.hasMatch()) {
            m_newest = line;
            note(match.captured(1), (match.captured(2).toDouble() + 1.0) / (match.captured(3).toDouble() + 1.0));
        } else if (!line.isEmpty()) {
            m_errors << line;
        }
    }
}

/// What was complete before says nothing of how fast the rest goes.
void ProcessJob::note(const QString& run, double fraction)
{
    double& known = m_fractions[run];
    if (fraction == 1.0 && known == 0.0 && m_since.elapsed() < 2000)
        m_before += 1.0;
    known = std::max(known, fraction);
    tell();
}

void ProcessJob::tell()
{
    const auto runs = static_cast<double>(m_request.planners.size() * m_request.seeds);
    double done = 0.0;
    int complete = 0;
    for (const auto& [run, fraction] : m_fractions) {
        done += fraction;
        complete += fraction == 1.0 ? 1 : 0;
    }
    QString text = tr("%1 of %2 runs are complete. %3.").arg(complete).arg(runs).arg(m_newest);
    if (done > m_before && done < runs) {
        const double left = static_cast<double>(m_since.elapsed()) * 1e-3 * (runs - done) / (done - m_before);
        text += QLatin1Char(' ') + tr("About %1 left.").arg(widgets::format::duration(fromSeconds(std::round(left))));
    }
    Q_EMIT progressed(done / runs, text);
}

QStringList ProcessJob::completeSessions() const
{
    QStringList sessions;
    for (const QString& planner : m_request.planners)
        for (int seed = 1; seed <= m_request.seeds; ++seed)
            if (const auto found = m_fractions.find(nameOf(planner, seed));
                found != m_fractions.end() && found->second == 1.0)
                sessions << QString::fromStdString(report::comparedSession(m_request.folder.toStdString(),
                                                                           planner.toStdString(),
                                                                           static_cast<std::uint64_t>(seed))
                                                       .string());
    return sessions;
}

void ProcessJob::end(int exitCode, QProcess::ExitStatus status)
{
    readOutput();
    readErrors();
    const QStringList sessions = completeSessions();
    if (m_cancelled || exitCode == kStopped)
        Q_EMIT failed(tr("Stopped. What is complete stays in %1; run again to go on.").arg(m_request.folder), sessions);
    else if (status == QProcess::CrashExit)
        Q_EMIT failed(tr("The comparison was ended by a signal. Run again to go on."), sessions);
    else if (exitCode != 0)
        Q_EMIT failed(m_errors.isEmpty() ? tr("The comparison ended with code %1.").arg(exitCode)
                                         : m_errors.join(QLatin1Char(' ')),
                      sessions);
    else
        Q_EMIT finished(sessions);
}

} // namespace jackdaw::window
