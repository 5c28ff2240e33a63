// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/session_copy.h"

#include "engine/session/session_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace jackdaw::window {
namespace {

/// Of the texts below, for the sake of translation.
class Words {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::window::SessionCopy)
};

/// What a run that was cut off has not folded into the session yet. The index of it is made again.
const QString kLogSuffix = QStringLiteral("-wal");

QString freeName(const QString& sessionFile)
{
    const QFileInfo info(sessionFile);
    for (int number = 1;; ++number) {
        const QString name = QStringLiteral("%1/%2-copy-%3.%4")
                                 .arg(info.absolutePath(), info.completeBaseName())
                                 .arg(number)
                                 .arg(info.suffix());
        if (!QFile::exists(name) && !QFile::exists(name + kLogSuffix))
            return name;
    }
}

} // namespace

bool isCutOff(const QString& sessionFile)
{
    const auto reader = session::SessionReader::open(sessionFile.toStdString());
    const auto ending = reader ? (*reader)->ending() : tl::unexpected(reader.error());
    return ending && ending->state == session::SessionEnding::State::CutOff;
}

Result<QString> copySession(const QString& sessionFile)
{
    const QString copy = freeName(sessionFile);
    const QString log = sessionFile + kLogSuffix;
    if ((!QFile::exists(log) || QFile::copy(log, copy + kLogSuffix)) && QFile::copy(sessionFile, copy))
        return copy;
    QFile::remove(copy);
    QFile::remove(copy + kLogSuffix);
    return fail(ErrorCode::Io, "The copy " + copy.toStdString() + " cannot be written.",
                "Make room on its disk, or copy the session to another folder and open it there.");
}

QString moveToWastebasket(const QString& sessionFile)
{
    if (!QFile::moveToTrash(sessionFile))
        return Words::tr("%1 cannot be moved to the wastebasket; it is where it was. Remove it by hand if it is not "
                         "wanted.")
            .arg(sessionFile);
    // Alone they are of no use: without the session nobody can read them.
    for (const char* suffix : {"-wal", "-shm", "-lock", ".view.json"})
        if (QFile::exists(sessionFile + QLatin1String(suffix)))
            QFile::moveToTrash(sessionFile + QLatin1String(suffix));
    return {};
}

} // namespace jackdaw::window
