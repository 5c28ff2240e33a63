// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_services.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace jackdaw::widgets {

/// Asks for a camera's user and password and keeps them in the secret store. They go nowhere else, and are forgotten
/// with the dialog.
class LoginDialog : public QDialog {
    Q_OBJECT

public:
    /// \p services live as long as the dialog; \p entry: a proposal.
    LoginDialog(SetupServices& services, const QString& entry, QWidget* parent = nullptr);

Q_SIGNALS:
    /// \p credentials lead to what was kept: "secret:gate".
    void kept(const std::string& credentials);

private:
    void makeFields(const QString& entry);
    void keep();
    void take(const Result<std::string>& credentials);
    void refresh();

    SetupServices& m_services;
    SetupServices::Work m_work;
    bool m_isKeeping = false;
    QLineEdit* m_entry;
    QLineEdit* m_user;
    QLineEdit* m_password;
    QLabel* m_text;
    QPushButton* m_keep = nullptr;
};

} // namespace jackdaw::widgets
