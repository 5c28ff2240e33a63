// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workbench/status_words.h"

#include "widgets/live/summary_strip.h"
#include "widgets/theme/format.h"

#include <QStringList>

#include <algorithm>

namespace jackdaw::widgets {
namespace {

/// Only its first letter: names and nouns within keep theirs.
QString begunSmall(const QString& sentence)
{
    return sentence.left(1).toLower() + sentence.mid(1);
}

} // namespace

QString StatusWords::condition(const SessionController& controller)
{
    const SessionState& state = controller.state();
    if (const auto failure = controller.failure())
        return tr("run failed: %1").arg(format::text(failure->reason));
    if (state.closed)
        return tr("session closed: %1").arg(format::text(state.closed->reason));
    if (controller.capabilities().live)
        return controller.isPlaying() ? tr("running") : tr("paused");
    if (controller.capabilities().growing)
        return tr("being written by another run");
    return controller.isCatchingUp() ? tr("catching up") : tr("recording");
}

/// Windows count from 0, which trains the first students: the last one's number is the number of counted ones.
QString StatusWords::window(const SessionState& state)
{
    const WindowState* window = currentWindow(state);
    if (!window || !state.session || state.session->windows == 0)
        return {};
    return window->counted ? tr("window %1 of %2").arg(window->window.value).arg(state.session->windows - 1)
                           : tr("first students");
}

QString StatusWords::accuracy(const SessionState& state)
{
    const auto mean = meanAccuracy(state);
    if (!mean)
        return begunSmall(noAccuracyText(state));
    QString text = tr("mean accuracy %1").arg(format::accuracy(*mean));
    if (const CameraState* worst = worstCamera(state))
        text += tr(", worst %1 %2 (target %3)")
                    .arg(format::text(worst->info.name), format::accuracy(rollingAccuracy(*worst)->value),
                         format::accuracy(worst->info.target.value));
    return text;
}

/// Session time stands while first students are trained, which takes as long as it takes: what is left begins after
/// them.
QString StatusWords::left(const SessionController& controller)
{
    const SessionState& state = controller.state();
    const WindowState* window = currentWindow(state);
    if (!window || state.closed || !state.session || state.session->windows == 0)
        return {};
    const auto further = static_cast<std::int64_t>(state.session->windows) - 1 - window->window.value;
    if (!window->counted && controller.isRunning())
        return tr("%1 after them").arg(format::duration(std::max<std::int64_t>(0, further) * window->length));
    const Nanoseconds ofWindow = std::max(Nanoseconds{0}, window->start + window->length - state.time);
    const Nanoseconds ofRun = ofWindow + std::max<std::int64_t>(0, further) * window->length;
    return tr("%1 left").arg(format::duration(ofRun));
}

QString StatusWords::of(const SessionController& controller)
{
    if (!controller.isOpen())
        return tr("No session");
    const SessionState& state = controller.state();
    QStringList parts{condition(controller), window(state), accuracy(state), left(controller)};
    parts.removeAll(QString());
    return parts.join(QStringLiteral("  ·  "));
}

} // namespace jackdaw::widgets
