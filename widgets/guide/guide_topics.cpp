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
        {text("diagnosticsDock"), text("live-page.md#running-and-replaying")},
        {text("RunSummary"), text("live-page.md#running-and-replaying")},
        {text("whatIfDock"), text("explain-page.md#what-if")},
        {text("plannersDock"), text("explain-page.md#planners")},
        {text("recordDock"), text("replay-page.md#going-through-time")},
        {text("windowsDock"), text("replay-page.md#going-through-time")},
        {text("marksDock"), text("replay-page.md#going-through-time")},
        {text("boxesDock"), text("replay-page.md#boxes")},
        {text("modelDock"), text("replay-page.md#another-model-at-this-moment")},
        {text("MissingBadge"), text("replay-page.md#videos-that-are-not-where-they-were")},
        {text("ReplayPage"), text("replay-page.md")},
        {text("figuresDock"), text("compare-page.md#figures")},
        {text("comparedWindowsDock"), text("compare-page.md#figures")},
        {text("comparedCamerasDock"), text("compare-page.md#figures")},
        {text("runPlannersDock"), text("compare-page.md#run-planners")},
        {text("ComparePage"), text("compare-page.md")},
        {text("reviewDock"), text("review-page.md#frames-that-matter")},
        {text("reviewEditor"), text("review-page.md#one-frame")},
        {text("reviewBoxesDock"), text("review-page.md#one-frame")},
        {text("mistakesDock"), text("review-page.md#what-the-golden-model-gets-wrong")},
        {text("ReviewPage"), text("review-page.md")},
        {text("camerasDock"), text("set-up-page.md#a-camera-in-three-steps")},
        {text("goldenDock"), text("set-up-page.md#a-camera-in-three-steps")},
        {text("CameraWizard"), text("set-up-page.md#a-camera-in-three-steps")},
        {text("runDock"), text("set-up-page.md#the-run")},
        {text("checksDock"), text("set-up-page.md#the-run")},
        {text("CamerasPage"), text("set-up-page.md")},
        {text("StartPage"), text("set-up-page.md")},
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
