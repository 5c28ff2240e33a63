// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace jackdaw::window {

/// Folder of what can be made again: the demo, the cost table. The command line program uses the same one.
QString cacheFolder();
/// A file for a new session: NAME-YYYYMMDD-HHMMSS.jackdaw in the user's sessions folder, which is made.
QString newSessionFile(const QString& name);

} // namespace jackdaw::window
