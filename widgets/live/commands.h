// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

#include <vector>

class QAction;
class QObject;

/// The one table of what the user can do: menus, tooltips and the shortcuts dialog are made from it.
namespace jackdaw::widgets {

enum class CommandId {
    OpenScenario,
    OpenSession,
    RunDemo,
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
    ZoomIn,
    ZoomOut,
    PanLeft,
    PanRight,
    ShowAll,
    LightTheme,
    DarkTheme,
    ShowBoxes,
    ResetLayout,
    FullScreen,
    SearchEvents,
    AddNote,
    Shortcuts,
    About,
};

enum class CommandScope {
    Window, ///< works anywhere in the window
    View, ///< handled by the view that has the focus; listed for the dialog
};

struct Command {
    CommandId id;
    QString group;
    QString title; ///< with an ellipsis where a dialog follows
    QString tip;
    QList<QKeySequence> keys;
    CommandScope scope = CommandScope::Window;
};

const Command& command(CommandId id);
/// All commands in the order of the dialog.
const std::vector<Command>& commands();
/// True for what a key that is held down does again and again: moving through time, cameras or scales.
bool repeats(CommandId id);
/// An action with the command's title, tip and keys.
QAction* makeAction(CommandId id, QObject* parent);

} // namespace jackdaw::widgets
