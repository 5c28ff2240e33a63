// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/guide/guide_topics.h"

#include <QHash>
#include <QWidget>

namespace jackdaw::widgets {
namespace {

/// By object name (panels) or class (pages, dialogs, what is no panel).
const QHash<QString, QString>& topics()
{
    const auto text = [](const char* value) { return QString::fromLatin1(value); };
    static const QHash<QString, QString> kTopics{
        {text("VideoWall"), text("live-page.md#cameras")},
        {text("accuracyDock"), text("live-page.md#accuracy-over-time")},
        {text("planDock"), text("live-page.md#plan")},
        {text("profileDock"), text("live-page.md#micro-profiler")},
        {text("timelineDock"), text("live-page.md#allocation-timeline")},
        {text("eventsDock"), text("live-page.md#event-log")},
        {text("TransportBar"), text("live-page.md#running-and-replaying")},
        {text("LivePage"), text("live-page.md")},
        {text("ShortcutsDialog"), text("live-page.md#keys")},
        {text("stepDock"), text("explain-page.md#this-step")},
        {text("scoreDock"), text("explain-page.md#score-and-thieves-and-victims")},
        {text("mapDock"), text("explain-page.md#score-and-thieves-and-victims")},
        {text("StoryPanel"), text("explain-page.md#learn-in-ten-steps")},
        {text("ExplainPage"), text("explain-page.md")},
        {text("calibrationDock"), text("profile-page.md#calibration")},
        {text("outcomesDock"), text("profile-page.md#retrainings")},
        {text("ProfilePage"), text("profile-page.md")},
        {text("loadDock"), text("devices-page.md#load")},
        {text("jobsDock"), text("devices-page.md#tables")},
        {text("idleDock"), text("devices-page.md#tables")},
        {text("costsDock"), text("devices-page.md#tables")},
        {text("sumsDock"), text("devices-page.md#tables")},
        {text("DevicesPage"), text("devices-page.md")},
        {text("FailureBadge"), text("troubleshooting.md")},
    };
    return kTopics;
}

QString className(const QWidget& widget)
{
    return QString::fromLatin1(widget.metaObject()->className()).section(QStringLiteral("::"), -1);
}

} // namespace

QString guideTopicOf(const QWidget* control)
{
    for (const QWidget* at = control; at; at = at->parentWidget()) {
        for (const QString& name : {at->objectName(), className(*at)})
            if (const auto found = topics().find(name); found != topics().end())
                return *found;
    }
    return QStringLiteral("index.md");
}

} // namespace jackdaw::widgets
