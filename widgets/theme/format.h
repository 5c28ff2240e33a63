// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"

#include "engine/api/events.h"

#include <QString>

#include <optional>

/// How numbers are written everywhere.
namespace jackdaw::widgets::format {

/// "00:07:12.4": session time.
QString clock(Nanoseconds time, bool tenths = true);
/// "4 s", "2 min 10 s".
QString duration(Nanoseconds duration);
/// "0.71".
QString accuracy(double value);
/// "–" where there is none.
QString accuracy(const std::optional<Accuracy>& value);
/// "+0.04".
QString signedAccuracy(double value);
/// "0.30".
QString share(double value);
/// "9.8 GPU-s".
QString gpuSeconds(GpuSeconds value);
/// "inference", "retraining" ...
/// "window 3", or "first students" for one that trains these.
QString windowName(const SessionState& state, WindowId window);
QString jobKind(JobKind kind);
/// "inf", "retrain" ...: row labels.
QString jobKindShort(JobKind kind);
/// "teacher, every frame", "student, 1 of 3.5, moved": what serves a camera, on which of its frames.
QString serving(const Serving& serving);
/// "student", "teacher", "both in turn".
QString server(Server server);

/// \p text as a tooltip or a message that is shown as it stands: Qt would take what looks like HTML for it, and text of
/// a session comes from files, cameras and people.
QString plainTip(const QString& text);

inline QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

} // namespace jackdaw::widgets::format
