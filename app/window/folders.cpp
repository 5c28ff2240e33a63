// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/folders.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QStandardPaths>

namespace jackdaw::window {

QString cacheFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + QStringLiteral("/jackdaw");
}

QString SessionNames::next(const QString& name)
{
    const QString folder =
        QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/jackdaw/sessions");
    // Where this fails, starting the run says so in words.
    QDir().mkpath(folder);
    QString plain = name;
    plain.replace(QRegularExpression(QStringLiteral("[^\\w.-]+")), QStringLiteral("-"));
    const QString stem = QStringLiteral("%1/%2-%3")
                             .arg(folder, plain.isEmpty() ? QStringLiteral("session") : plain,
                                  QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss")));
    const std::lock_guard lock(m_mutex);
    QString file = stem + QStringLiteral(".jackdaw");
    for (int number = 2; m_given.contains(file) || QFile::exists(file); ++number)
        file = QStringLiteral("%1-%2.jackdaw").arg(stem).arg(number);
    m_given.insert(file);
    return file;
}

} // namespace jackdaw::window
