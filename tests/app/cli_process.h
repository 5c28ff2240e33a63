// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

#include <filesystem>

/// jackdaw-cli as a process, and what it told.
namespace jackdaw::testing {

struct Ended {
    int code = -1; ///< -1: it did not end by itself
    QString out;
    QString err;

    QByteArray told() const { return (QString::number(code) + u'\n' + out + u'\n' + err).toUtf8(); }
};

inline QString qt(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

inline Ended ended(QProcess& process)
{
    const bool finished = process.waitForFinished(-1) && process.exitStatus() == QProcess::NormalExit;
    return {finished ? process.exitCode() : -1, QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

/// The user's messages on standard error; a line that begins with two blanks is detail of the one before.
inline QStringList messages(const QString& err)
{
    QStringList lines = err.split(u'\n', Qt::SkipEmptyParts);
    lines.removeIf([](const QString& line) { return line.startsWith(QStringLiteral("  ")); });
    return lines;
}

} // namespace jackdaw::testing
