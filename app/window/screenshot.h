// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/options.h"

#include <QObject>
#include <QTimer>

namespace jackdaw::window {

class MainWindow;

/// Waits until the window shows the wanted instant, writes a picture of it and ends the program: 0 when the picture is
/// written, 1 when it is not.
class Screenshot : public QObject {
    Q_OBJECT

public:
    Screenshot(MainWindow& window, Options options, QObject* parent = nullptr);

private:
    void look();
    bool isThere();
    void selectCamera();
    void finish(int exitCode);

    MainWindow& m_window;
    Options m_options;
    QTimer m_timer;
    int m_settled = 0;
    bool m_sought = false;
};

} // namespace jackdaw::window
