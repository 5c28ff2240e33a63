// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/folders.h"

#include <QDateTime>
#include <QDir>
#include <QRegularExpression>
#include <QStandardPaths>

namespace jackdaw::window {

QString cacheFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + QStringLiteral("/jackdaw");
}

QString newSessionFile(const QString& name)
{
    const QString folder =
        QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/jackdaw/sessions");
    // Where this fails, starting the run says so in words.
    QDir().mkpath(folder);
    QString plain = name;
    plain.replace(QRegularExpression(QStringLiteral("[^\\w.-]+")), QStringLiteral("-"));
    return QStringLiteral("%1/%2-%3.jackdaw")
        .arg(folder, plain.isEmpty() ? QStringLiteral("session") : plain,
             QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss")));
}

} // namespace jackdaw::window
