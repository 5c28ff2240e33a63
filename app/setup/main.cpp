// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/setup/setup_dialog.h"

#include <QApplication>
#include <QIcon>

/// Beside jackdaw-setup. Exit code 0: LibTorch is there.
int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(QStringLiteral("org.jackdaw.Jackdaw"));
    QGuiApplication::setWindowIcon(QIcon::fromTheme(QStringLiteral("jackdaw")));
    jackdaw::setup::SetupDialog dialog(QCoreApplication::applicationDirPath() + QStringLiteral("/jackdaw-setup"));
    return dialog.exec() == QDialog::Accepted ? 0 : 1;
}
