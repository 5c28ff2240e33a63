// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <QString>

namespace jackdaw::window {

/// True for a session that was not closed and that nobody writes now.
bool isCutOff(const QString& sessionFile);

/// Copies a session with what belongs to it; the copy's name has a number: run.jackdaw, run-copy-1.jackdaw.
Result<QString> copySession(const QString& sessionFile);

/// Moves a session with what belongs to it to the wastebasket. Empty, or why it stays where it is.
QString moveToWastebasket(const QString& sessionFile);

} // namespace jackdaw::window
