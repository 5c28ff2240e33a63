// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <vector>

/// The one table of what the user can do. CommandRegistry makes actions of it, of which menus, the palette, the list of
/// shortcuts and tooltips are made.
namespace jackdaw::widgets {

Q_NAMESPACE

enum class CommandId {
    OpenScenario,
    OpenSession,
    RunDemo,
    TellStory,
    TellDemoWindow,
    CloseSession,
    Quit,
    PlayPause,
    JumpBack,
    Hold,
    JumpForward,
    StepBack,
    StepForward,
    SecondBack,
    SecondForward,
    PreviousEvent,
    NextEvent,
    ToStart,
    ToEnd,
    Slower,
    Faster,
    StopRun,
    NextCamera,
    PreviousCamera,
    EnlargeCamera,
    ClearSelection,
    PinCamera,
    ZoomIn,
    ZoomOut,
    PanLeft,
    PanRight,
    ShowAll,
    ClearReference,
    LivePage,
    ExplainPage,
    ProfilePage,
    DevicesPage,
    ComparePage,
    PreviousPlan,
    NextPlan,
    PreviousSteal,
    NextSteal,
    PreviousTrial,
    NextTrial,
    FirstTrial,
    LastTrial,
    PlayTrials,
    TellWindow,
    AddToComparison,
    CompareThis,
    SimulatePlanners,
    RunPlanners,
    ClearComparison,
    LightTheme,
    DarkTheme,
    ShowBoxes,
    ResetLayout,
    FullScreen,
    SearchEvents,
    AddNote,
    Guide,
    FirstSteps,
    SaveReport,
    Palette,
    Shortcuts,
    About,
    CamerasPage,
    AddCamera,
    DuplicateCamera,
    RemoveCamera,
    NewScenario,
    EditScenario,
    SaveScenario,
    SaveScenarioAs,
    StartRun,
    Undo,
    Redo,
    ReplayPage,
    FrameBack,
    FrameForward,
    AddMark,
    LoopStart,
    LoopEnd,
    ClearLoop,
    GoToTime,
    TryModel,
    LocateVideos,
    ReviewPage,
    ExportCorrections,
};
Q_ENUM_NS(CommandId)

struct Command {
    CommandId id;
    QString group;
    QString title; ///< with an ellipsis where a dialog follows
    QString tip;
    QList<QKeySequence> keys;
};

const Command& command(CommandId id);
/// All commands in the order of the dialog.
const std::vector<Command>& commands();
/// True for what a key that is held down does again and again: moving through time, cameras or scales.
bool repeats(CommandId id);

} // namespace jackdaw::widgets
