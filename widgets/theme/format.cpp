// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/format.h"

#include <QCoreApplication>

#include <cmath>

namespace jackdaw::widgets::format {
namespace {

/// Of the texts below, for the sake of translation.
class Words {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::Format)
};

} // namespace

QString clock(Nanoseconds time, bool tenths)
{
    const auto total = std::max<std::int64_t>(0, time.count() / 100'000'000);
    const auto seconds = total / 10;
    const QString whole = QStringLiteral("%1:%2:%3")
                              .arg(seconds / 3600, 2, 10, QLatin1Char('0'))
                              .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
                              .arg(seconds % 60, 2, 10, QLatin1Char('0'));
    return tenths ? whole + QStringLiteral(".%1").arg(total % 10) : whole;
}

QString duration(Nanoseconds duration)
{
    const auto seconds = static_cast<long long>(std::llround(toSeconds(duration)));
    if (seconds < 60)
        return Words::tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return Words::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return Words::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
}

QString accuracy(double value)
{
    return QString::number(value, 'f', 2);
}

QString accuracy(const std::optional<Accuracy>& value)
{
    return value ? accuracy(value->value) : QStringLiteral("–");
}

QString signedAccuracy(double value)
{
    // Nothing is smaller than what is written: no "−0.00".
    return (value <= -0.005 ? QStringLiteral("−") : QStringLiteral("+")) + QString::number(std::abs(value), 'f', 2);
}

QString share(double value)
{
    return QString::number(value, 'f', 2);
}

QString gpuSeconds(GpuSeconds value)
{
    return Words::tr("%1 GPU-s").arg(value.value, 0, 'f', value.value < 100 ? 1 : 0);
}

QString windowName(const SessionState& state, WindowId window)
{
    return isCounted(state, window) ? Words::tr("window %1").arg(window.value) : Words::tr("first students");
}

QString jobKind(JobKind kind)
{
    switch (kind) {
    case JobKind::Inference: return Words::tr("inference");
    case JobKind::Labelling: return Words::tr("labelling");
    case JobKind::Profiling: return Words::tr("micro-profiling");
    case JobKind::Retraining: return Words::tr("retraining");
    case JobKind::Evaluation: return Words::tr("evaluation");
    }
    return {};
}

QString server(Server server)
{
    switch (server) {
    case Server::Student: return Words::tr("student");
    case Server::Teacher: return Words::tr("teacher");
    case Server::Both: return Words::tr("both in turn");
    }
    return {};
}

QString serving(const Serving& serving)
{
    constexpr double kEveryFrame = 1.05;
    const QString who = server(serving.server);
    const QString rate = serving.every < kEveryFrame
        ? Words::tr("%1, every frame").arg(who)
        : Words::tr("%1, 1 of %2").arg(who).arg(serving.every, 0, 'f', serving.every < 10 ? 1 : 0);
    return serving.moved ? Words::tr("%1, moved").arg(rate) : rate;
}

QString jobKindShort(JobKind kind)
{
    switch (kind) {
    case JobKind::Inference: return Words::tr("infer");
    case JobKind::Labelling: return Words::tr("label");
    case JobKind::Profiling: return Words::tr("profile");
    case JobKind::Retraining: return Words::tr("retrain");
    case JobKind::Evaluation: return Words::tr("evaluate");
    }
    return {};
}

QString plainTip(const QString& text)
{
    return text.isEmpty() ? QString() : QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped());
}

} // namespace jackdaw::widgets::format
