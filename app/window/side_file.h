// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/replay/replay_archive.h"

#include <QJsonObject>
#include <QString>

#include <map>
#include <vector>

namespace jackdaw::window {

/// What the window keeps of a session without touching it: marks, and where its videos are now, in
/// NAME.jackdaw.view.json beside it. What other programs wrote there stays.
class SideFile {
public:
    explicit SideFile(const QString& sessionFile);

    QString path() const { return m_path; }
    /// Reads what there is; no file is no fault. Empty, or what is wrong with it: then nothing is written to it.
    QString read();

    const std::vector<widgets::Mark>& marks() const { return m_marks; }
    /// By the name that was recorded.
    const std::map<QString, QString>& sources() const { return m_sources; }
    /// Empty, or why they are not kept; they are known all the same.
    QString keepMarks(std::vector<widgets::Mark> marks);
    QString keepSource(const QString& recorded, const QString& place);

private:
    QString write();
    QString unusable(const QString& why);

    QString m_path;
    QString m_fault;
    QJsonObject m_root;
    std::vector<widgets::Mark> m_marks;
    std::map<QString, QString> m_sources;
};

} // namespace jackdaw::window
