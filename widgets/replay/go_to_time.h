// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/events.h"
#include "widgets/replay/session_outline.h"

#include <QCoreApplication>
#include <QDateTime>

#include <variant>

namespace jackdaw::widgets {

/// Times that people write: session time ("7:12.4", "432 s", "w3"), the camera's own ("source 3:10", "frame 4776"),
/// and, of a live camera whose clips were kept, the time of day ("14:05:10 UTC").
class GoToTime {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::GoToTime)

public:
    /// What a text is understood by. \p camera may be null: then only session time is.
    struct Context {
        Nanoseconds duration{0};
        const SessionOutline* outline = nullptr;
        const CameraAdded* camera = nullptr;
    };
    /// The instant, or one sentence of what is wrong with \p text.
    static std::variant<Nanoseconds, QString> read(const QString& text, const Context& context);

    /// The instant at which the camera's source time was zero; none where it is not known.
    static std::optional<QDateTime> wallStart(const CameraAdded& camera);

private:
    static std::variant<Nanoseconds, QString> window(int number, const Context& context);
    static std::variant<Nanoseconds, QString> sourceTime(Nanoseconds time, const Context& context);
    static std::variant<Nanoseconds, QString> frame(std::int64_t index, const Context& context);
    static std::variant<Nanoseconds, QString> wallTime(const QTime& time, const Context& context);
};

} // namespace jackdaw::widgets
