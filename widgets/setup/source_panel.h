// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/fault_form.h"
#include "widgets/setup/source_trials.h"

#include <QPointer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace jackdaw::widgets {

class LoginDialog;
class NetworkPanel;

/// Where a camera's pictures come from: a file, a folder of images, an address or a capture device, and where user and
/// password are. Tries it and says what it gives.
class SourcePanel : public QWidget {
    Q_OBJECT

public:
    enum class Kind { File, Folder, Address, Device };
    /// \p trials lives as long as the panel.
    explicit SourcePanel(SourceTrials& trials, QWidget* parent = nullptr);

    void setServices(SetupServices* services);
    /// Shows what \p camera has; nothing is told.
    void show(const CameraDraft& camera);
    FaultForm& form() { return *m_form; }
    void test();
    Kind kind() const;
    /// What a source looks like.
    static Kind kindOf(const std::string& source);

Q_SIGNALS:
    void sourceEdited(const std::string& source);
    void credentialsEdited(const std::string& credentials);

private:
    void makeFields();
    QWidget* makeSourceRow();
    QWidget* makeCredentialsRow();
    void browse();
    void findDevices();
    void refreshKind();
    void refreshTrial();
    void tellCredentials();
    void refreshLogin();
    void askForLogin();
    LoginDialog* openLogin(const QString& entry);
    void takeLogin(const std::string& credentials);

    SourceTrials& m_trials;
    SetupServices* m_services = nullptr;
    CameraDraft m_camera;
    FaultForm* m_form;
    QComboBox* m_kind;
    QLineEdit* m_source;
    QComboBox* m_devices;
    NetworkPanel* m_network;
    QPushButton* m_browse;
    QComboBox* m_credentialKind;
    QLineEdit* m_credentials;
    QPushButton* m_enterLogin;
    QPointer<LoginDialog> m_login; ///< the one that is open
    QPushButton* m_test;
    QLabel* m_facts;
    SetupServices::Work m_finding;
};

} // namespace jackdaw::widgets
