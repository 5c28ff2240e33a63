// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QProcess>

class QLabel;
class QProgressBar;
class QPushButton;

namespace jackdaw::setup {

/// Asks whether LibTorch may be fetched and has jackdaw-setup do it. Accepted: it is there. For whoever starts Jackdaw
/// by its icon; at a terminal jackdaw-setup asks itself.
class SetupDialog : public QDialog {
    Q_OBJECT

public:
    /// \p setup: the program jackdaw-setup.
    explicit SetupDialog(QString setup, QWidget* parent = nullptr);
    /// Ends what is being fetched; nothing of it stays.
    ~SetupDialog() override;

    void fetch();
    void reject() override;

private:
    QString told();
    void readLines();
    void finish(bool fetched);
    void stop();

    QString m_setup;
    QProcess m_process;
    QString m_error; ///< the sentence that it ended with
    QLabel* m_text;
    QProgressBar* m_progress;
    QPushButton* m_fetch;
};

} // namespace jackdaw::setup
