// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/session/session_view.h"
#include "widgets/shell/command_registry.h"

#include <QWidget>

class QLabel;

namespace jackdaw::widgets {

/// What a run came to, once its end is shown, and what to do with it. Hidden before, after a failure, and once it was
/// sent away.
class RunSummary : public QWidget {
    Q_OBJECT

public:
    RunSummary(SessionView& session, CommandRegistry& registry, QWidget* parent = nullptr);

    /// Where the session is recorded; empty: that is not said.
    void setFile(const QString& file);
    /// The words, as plain text.
    QString text() const;

Q_SIGNALS:
    /// The recorded session is to be looked at from its beginning.
    void replayRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    SessionView& m_session;
    QLabel* m_text;
    QString m_file;
    bool m_sentAway = false;
};

/// "Finished. Mean accuracy …", from the windows that closed; HTML.
QString runSummaryText(const SessionState& state);

} // namespace jackdaw::widgets
