// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

namespace jackdaw::widgets {

/// What is to be run: a scenario under each planner and seed, under device time.
struct JobRequest {
    QString scenario; ///< file
    QStringList planners;
    int seeds = 1; ///< 1 to this
    QString folder; ///< of the sessions; complete ones in it are not run again
    int atATime = 1;
};

/// Runs of a comparison, made away from the window. Of one job at a time.
class ComparisonJob : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    ~ComparisonJob() override;

    /// Begins; what is wrong with the request comes by failed().
    virtual void start(const JobRequest& request) = 0;
    /// Stops the runs. What is complete stays, and starting again goes on from there.
    virtual void cancel() = 0;
    virtual bool isRunning() const = 0;

Q_SIGNALS:
    /// \p fraction of all windows is done; \p text says what runs, with the time left where it is known.
    void progressed(double fraction, const QString& text);
    /// All runs are there: the sessions, by planner and seed.
    void finished(const QStringList& sessions);
    /// It ended before, in a sentence with what to do; \p sessions are those that are complete.
    void failed(const QString& text, const QStringList& sessions);
};

} // namespace jackdaw::widgets
