// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/side_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

namespace jackdaw::window {
namespace {

constexpr int kVersion = 1;
/// A file of this size was not written by hand or by the window.
constexpr qint64 kMostBytes = 16 << 20;

const QString kVersionKey = QStringLiteral("version");
const QString kMarksKey = QStringLiteral("marks");
const QString kSourcesKey = QStringLiteral("sources");
const QString kTimeKey = QStringLiteral("nanoseconds");
const QString kNameKey = QStringLiteral("name");

/// Of the texts below, for the sake of translation.
class Words {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::window::SideFile)
};

} // namespace

SideFile::SideFile(const QString& sessionFile) : m_path(sessionFile + QStringLiteral(".view.json"))
{
}

QString SideFile::unusable(const QString& why)
{
    m_fault = Words::tr("%1 %2 Marks and places of videos are not kept; move the file away to begin a new one.")
                  .arg(m_path, why);
    return m_fault;
}

QString SideFile::read()
{
    QFile file(m_path);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly) || file.size() > kMostBytes)
        return unusable(Words::tr("cannot be read."));
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (!document.isObject())
        return unusable(error.error == QJsonParseError::NoError
                            ? Words::tr("holds no JSON object.")
                            : Words::tr("is damaged at byte %1: %2.").arg(error.offset).arg(error.errorString()));
    m_root = document.object();
    if (m_root[kVersionKey].toInt(kVersion) > kVersion)
        return unusable(Words::tr("was written by a newer version."));
    for (const QJsonValue& value : m_root[kMarksKey].toArray()) {
        const QJsonObject mark = value.toObject();
        const qint64 time = mark[kTimeKey].toInteger(-1);
        if (time >= 0 && !mark[kNameKey].toString().isEmpty())
            m_marks.push_back({Nanoseconds{time}, mark[kNameKey].toString()});
    }
    const QJsonObject sources = m_root[kSourcesKey].toObject();
    for (auto entry = sources.begin(); entry != sources.end(); ++entry)
        if (entry.value().isString())
            m_sources[entry.key()] = entry.value().toString();
    return {};
}

QString SideFile::keepMarks(std::vector<widgets::Mark> marks)
{
    m_marks = std::move(marks);
    return write();
}

QString SideFile::keepSource(const QString& recorded, const QString& place)
{
    m_sources[recorded] = place;
    return write();
}

QString SideFile::write()
{
    if (!m_fault.isEmpty())
        return m_fault;
    QJsonArray marks;
    for (const widgets::Mark& mark : m_marks)
        marks.append(QJsonObject{{kTimeKey, static_cast<qint64>(mark.time.count())}, {kNameKey, mark.name}});
    QJsonObject sources;
    for (const auto& [recorded, place] : m_sources)
        sources[recorded] = place;
    m_root[kVersionKey] = kVersion;
    m_root[kMarksKey] = marks;
    m_root[kSourcesKey] = sources;
    QSaveFile file(m_path);
    const QByteArray text = QJsonDocument(m_root).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return Words::tr("%1 cannot be written: %2. Marks and places of videos are forgotten when the window closes.")
            .arg(m_path, file.errorString());
    return {};
}

} // namespace jackdaw::window
