// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <mutex>
#include <set>

namespace jackdaw::window {

/// Folder of what can be made again: the demo, the cost table. The command line program uses the same one.
QString cacheFolder();
/// Names files for new sessions: NAME-YYYYMMDD-HHMMSS.jackdaw in the user's sessions folder, which is made. Two runs
/// that start within a second get different ones. Any thread may ask.
class SessionNames {
public:
    QString next(const QString& name);

private:
    std::mutex m_mutex;
    std::set<QString> m_given;
};

} // namespace jackdaw::window
