// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/replay/go_to_time.h"

#include "widgets/theme/format.h"

#include <QRegularExpression>

namespace jackdaw::widgets {
namespace {

/// "1:02:03.5", "2:03", "95", "95 s".
std::optional<Nanoseconds> readClock(QString text)
{
    static const QRegularExpression kForm(QStringLiteral("^(?:(?:(\\d+):)?(\\d+):)?(\\d+(?:[.,]\\d*)?)\\s*s?$"));
    const auto match = kForm.match(text.replace(QLatin1Char(','), QLatin1Char('.')));
    if (!match.hasMatch())
        return std::nullopt;
    const double seconds = match.captured(3).toDouble();
    const bool isPart = !match.captured(2).isEmpty();
    if (isPart && seconds >= 60.0)
        return std::nullopt;
    const double whole = match.captured(1).toDouble() * 3600.0 + match.captured(2).toDouble() * 60.0 + seconds;
    // Beyond this nanoseconds do not count.
    return whole < 1e9 ? std::optional(fromSeconds(whole)) : std::nullopt;
}

} // namespace

std::variant<Nanoseconds, QString> GoToTime::read(const QString& text, const Context& context)
{
    const QString plain = text.trimmed();
    static const QRegularExpression kWindow(QStringLiteral("^w(?:indow)?\\s*(\\d{1,9})$"),
                                            QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression kSource(QStringLiteral("^s(?:ource)?\\s+(\\S.*)$"),
                                            QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression kFrame(QStringLiteral("^(?:frame|f|#)\\s*(\\d{1,15})$"),
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression kWall(QStringLiteral("^(\\d{1,2}):(\\d{2})(?::(\\d{2}))?\\s*(?:utc|z)$"),
                                          QRegularExpression::CaseInsensitiveOption);
    if (const auto match = kWindow.match(plain); match.hasMatch())
        return window(match.captured(1).toInt(), context);
    if (const auto match = kFrame.match(plain); match.hasMatch())
        return frame(match.captured(1).toLongLong(), context);
    if (const auto match = kWall.match(plain); match.hasMatch())
        return wallTime(QTime(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt()),
                        context);
    const auto source = kSource.match(plain);
    const auto time = readClock(source.hasMatch() ? source.captured(1) : plain);
    if (!time)
        return tr("“%1” is no time. Write 7:12.4, 432 s, w3, source 3:10, frame 4776 or 14:05 UTC.").arg(plain);
    if (source.hasMatch())
        return sourceTime(*time, context);
    if (*time > context.duration)
        return tr("The session ends at %1.").arg(format::clock(context.duration));
    return *time;
}

std::variant<Nanoseconds, QString> GoToTime::window(int number, const Context& context)
{
    if (context.outline)
        for (const SessionOutline::Window& window : context.outline->windows)
            if (static_cast<int>(window.window.value) == number)
                return window.start;
    return tr("The session has no window %1.").arg(number);
}

std::variant<Nanoseconds, QString> GoToTime::sourceTime(Nanoseconds time, const Context& context)
{
    if (!context.camera)
        return tr("Select a camera first: each has a source time of its own.");
    const CameraAdded& camera = *context.camera;
    const QString name = format::text(camera.name);
    if (time < camera.offset)
        return tr("%1 starts at %2 of its source.").arg(name, format::clock(camera.offset));
    const double speed = camera.live || !(camera.speed > 0.0) ? 1.0 : camera.speed;
    const Nanoseconds instant = fromSeconds(toSeconds(time - camera.offset) / speed);
    if (instant > context.duration)
        return tr("The session ends before %1 comes to %2 of its source.").arg(name, format::clock(time));
    return instant;
}

std::variant<Nanoseconds, QString> GoToTime::frame(std::int64_t index, const Context& context)
{
    if (!context.camera)
        return tr("Select a camera first: each has frames of its own.");
    const CameraAdded& camera = *context.camera;
    if (!(camera.framesPerSecond > 0.0))
        return tr("The rate of %1 is not known: go there by time.").arg(format::text(camera.name));
    // The rate is that of session time.
    const double speed = camera.speed > 0.0 ? camera.speed : 1.0;
    return sourceTime(fromSeconds(static_cast<double>(index) * speed / camera.framesPerSecond), context);
}

std::variant<Nanoseconds, QString> GoToTime::wallTime(const QTime& time, const Context& context)
{
    const auto start = context.camera ? wallStart(*context.camera) : std::nullopt;
    if (!time.isValid())
        return tr("There is no such time of day.");
    if (!start)
        return tr("The time of day is known only of live cameras whose clips were kept; select one of these.");
    QDateTime wanted(start->date(), time, Qt::UTC);
    if (wanted < *start)
        wanted = wanted.addDays(1);
    const Nanoseconds instant = std::chrono::milliseconds(start->msecsTo(wanted));
    if (instant > context.duration)
        return tr("The session lasted from %1 to %2 UTC.")
            .arg(start->time().toString(Qt::ISODate),
                 start->addMSecs(context.duration.count() / 1'000'000).time().toString(Qt::ISODate));
    return instant;
}

/// A run's folder of clips is named by when it began: 20260131T235959.123456Z.
std::optional<QDateTime> GoToTime::wallStart(const CameraAdded& camera)
{
    if (!camera.live || camera.clips.empty())
        return std::nullopt;
    static const QRegularExpression kForm(QStringLiteral("(\\d{8}T\\d{6})\\.(\\d{3})\\d*Z/?$"));
    const auto match = kForm.match(format::text(camera.clips));
    if (!match.hasMatch())
        return std::nullopt;
    QDateTime start = QDateTime::fromString(match.captured(1), QStringLiteral("yyyyMMdd'T'HHmmss"));
    start.setTimeSpec(Qt::UTC);
    return start.isValid() ? std::optional(start.addMSecs(match.captured(2).toInt())) : std::nullopt;
}

} // namespace jackdaw::widgets
