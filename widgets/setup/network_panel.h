// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_services.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace jackdaw::widgets {

/// Looks for cameras of the local network (ONVIF) when it is told to, and offers their streams. A camera that tells
/// them only to somebody with user and password is asked again, alone, when it is chosen.
class NetworkPanel : public QWidget {
    Q_OBJECT

public:
    enum class State { Idle, Searching, Found, Failed };

    explicit NetworkPanel(QWidget* parent = nullptr);
    void setServices(SetupServices* services);
    /// Where the login is kept that a chosen camera is asked with: "secret:gate".
    void setCredentials(const std::string& credentials) { m_credentials = credentials; }
    State state() const { return m_state; }
    /// Asks the camera that was chosen last.
    void ask();

Q_SIGNALS:
    void sourceChosen(const QString& source);
    /// The camera at \p host tells its streams to somebody with a login alone, and none is named; then ask().
    void loginWanted(const QString& host);

private:
    void makeRows();
    void search();
    void cancel();
    void take(const Result<std::vector<FoundCamera>>& found);
    void takeAnswer(const Result<FoundCamera>& camera);
    void choose(const QListWidgetItem* item);
    void fill();
    void addLine(std::size_t camera, const QString& text, const QString& source, const QString& tip);
    void showFound();
    void show(State state, const QString& text);

    SetupServices* m_services = nullptr;
    SetupServices::Work m_work;
    std::string m_credentials;
    std::vector<FoundCamera> m_found;
    std::size_t m_chosen = 0; ///< of these
    State m_state = State::Idle;
    QPushButton* m_find;
    QListWidget* m_list;
    QLabel* m_text;
};

} // namespace jackdaw::widgets
