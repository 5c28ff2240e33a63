// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/commands.h"

#include <QCoreApplication>

#include <algorithm>

namespace jackdaw::widgets {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::Commands)

public:
    static std::vector<Command> fileCommands();
    static std::vector<Command> transportCommands();
    static std::vector<Command> viewCommands();
    static std::vector<Command> pageCommands();
    static std::vector<Command> explainCommands();
    static std::vector<Command> replayCommands();
    static std::vector<Command> compareCommands();
    static std::vector<Command> windowCommands();
    static std::vector<Command> setupCommands();
};

QKeySequence keys(const char* text)
{
    return QKeySequence(QString::fromLatin1(text));
}

std::vector<Command> Words::fileCommands()
{
    const QString group = tr("File");
    return {
        {CommandId::OpenScenario,
         group,
         tr("Open scenario…"),
         tr("Starts a live run of a scenario file (.json)"),
         {keys("Ctrl+O")}},
        {CommandId::OpenSession,
         group,
         tr("Open session…"),
         tr("Replays a recorded session (.jackdaw)"),
         {keys("Ctrl+Shift+O")}},
        {CommandId::RunDemo,
         group,
         tr("Run demo"),
         tr("Makes the bundled street scenes and starts a live run on them"),
         {keys("Ctrl+D")}},
        {CommandId::TellStory,
         group,
         tr("Learn in ten steps"),
         tr("Tells by an example of two cameras how shares are stolen and what that is worth"),
         {}},
        {CommandId::TellDemoWindow,
         group,
         tr("A recorded window, told"),
         tr("Tells a window of the demo that was recorded, from what it was planned for to what came of it"),
         {}},
        {CommandId::CloseSession,
         group,
         tr("Close session"),
         tr("Goes back to the start page; a live run is closed cleanly first"),
         {keys("Ctrl+W")}},
        {CommandId::Quit,
         group,
         tr("Quit"),
         tr("Closes the window; a live run is closed cleanly first"),
         {keys("Ctrl+Q")}},
    };
}

std::vector<Command> Words::transportCommands()
{
    const QString group = tr("Playing");
    return {
        {CommandId::PlayPause,
         group,
         tr("Play or pause"),
         tr("Plays or holds a recording; resumes or pauses a live run"),
         {keys("Space")}},
        {CommandId::JumpBack, group, tr("Back 5 s"), tr("Jumps back five seconds"), {keys("J")}},
        {CommandId::Hold, group, tr("Hold"), tr("Holds the recording"), {keys("K")}},
        {CommandId::JumpForward,
         group,
         tr("Play, or forward 5 s"),
         tr("Plays; while playing, jumps ahead five seconds"),
         {keys("L")}},
        {CommandId::StepBack, group, tr("Back 0.1 s"), tr("Steps back a tenth of a second"), {keys("Left")}},
        {CommandId::StepForward, group, tr("Forward 0.1 s"), tr("Steps ahead a tenth of a second"), {keys("Right")}},
        {CommandId::SecondBack, group, tr("Back 1 s"), tr("Steps back a second"), {keys("Shift+Left")}},
        {CommandId::SecondForward, group, tr("Forward 1 s"), tr("Steps ahead a second"), {keys("Shift+Right")}},
        {CommandId::PreviousEvent,
         group,
         tr("Previous event"),
         tr("Goes back to the event before, of those in the log"),
         {keys("Ctrl+Left")}},
        {CommandId::NextEvent,
         group,
         tr("Next window"),
         tr("Goes to the start of the next window"),
         {keys("Ctrl+Right")}},
        {CommandId::ToStart, group, tr("To the start"), tr("Goes to the session's first instant"), {keys("Home")}},
        {CommandId::ToEnd, group, tr("To the end"), tr("Goes to the session's last instant"), {keys("End")}},
        {CommandId::Slower, group, tr("Slower"), tr("Halves the speed, down to 0.25"), {keys("[")}},
        {CommandId::Faster, group, tr("Faster"), tr("Doubles the speed, up to 64"), {keys("]")}},
        {CommandId::StopRun,
         group,
         tr("Stop run"),
         tr("Closes a live run cleanly after the batch that runs now"),
         {keys("Ctrl+.")}},
    };
}

std::vector<Command> Words::viewCommands()
{
    const QString cameras = tr("Cameras");
    const QString time = tr("Time range");
    return {
        {CommandId::NextCamera, cameras, tr("Next camera"), tr("Selects the next camera in all views"), {keys(".")}},
        {CommandId::PreviousCamera,
         cameras,
         tr("Previous camera"),
         tr("Selects the camera before in all views"),
         {keys(",")}},
        {CommandId::EnlargeCamera,
         cameras,
         tr("Enlarge camera"),
         tr("Shows the selected camera alone, or all again"),
         {keys("Return")}},
        {CommandId::ClearSelection, cameras, tr("Clear selection"), tr("Shows all cameras alike again"), {keys("Esc")}},
        {CommandId::PinCamera,
         cameras,
         tr("Pin camera"),
         tr("Keeps the selected camera's rows on top of the timelines, one for each kind of job, or no longer"),
         {keys("Shift+M")}},
        {CommandId::ZoomIn, time, tr("Zoom in"), tr("Narrows the time range"), {keys("W")}},
        {CommandId::ZoomOut, time, tr("Zoom out"), tr("Widens the time range"), {keys("S")}},
        {CommandId::PanLeft, time, tr("Pan left"), tr("Moves the time range back"), {keys("A")}},
        {CommandId::PanRight, time, tr("Pan right"), tr("Moves the time range ahead"), {keys("D")}},
        {CommandId::ShowAll, time, tr("Show all"), tr("Shows the whole session"), {keys("F")}},
        {CommandId::ClearReference,
         time,
         tr("Clear reference"),
         tr("Forgets the instant that others are held against; Shift-click on a time axis sets one"),
         {keys("Shift+Esc")}},
    };
}

std::vector<Command> Words::pageCommands()
{
    const QString group = tr("Pages");
    return {
        {CommandId::LivePage,
         group,
         tr("Live"),
         tr("Is each camera fine, and where does the device go"),
         {keys("Ctrl+1")}},
        {CommandId::ExplainPage, group, tr("Explain"), tr("How a plan was found, move by move"), {keys("Ctrl+2")}},
        {CommandId::ProfilePage, group, tr("Profile"), tr("Can the estimates be trusted"), {keys("Ctrl+3")}},
        {CommandId::DevicesPage,
         group,
         tr("Devices"),
         tr("Who had which share when, and was it used"),
         {keys("Ctrl+4")}},
        {CommandId::ReplayPage,
         group,
         tr("Replay"),
         tr("What stood on a frame, what was labelled, and what another model would have said"),
         {keys("Ctrl+5")}},
        {CommandId::ComparePage,
         group,
         tr("Compare"),
         tr("Runs side by side: which is better, and how sure is that"),
         {keys("Ctrl+6")}},
        {CommandId::ReviewPage,
         group,
         tr("Review"),
         tr("The frames that matter, to be accepted or corrected: what comes of it are labels by people"),
         {keys("Ctrl+8")}},
    };
}

std::vector<Command> Words::replayCommands()
{
    const QString group = tr("Replay");
    return {
        {CommandId::FrameBack,
         group,
         tr("Frame back"),
         tr("Goes to the frame before of the selected camera"),
         {keys("Alt+Left")}},
        {CommandId::FrameForward,
         group,
         tr("Frame forward"),
         tr("Goes to the next frame of the selected camera"),
         {keys("Alt+Right")}},
        {CommandId::AddMark,
         group,
         tr("Mark"),
         tr("Marks this instant; marks are kept beside the session, not in it"),
         {keys("M")}},
        {CommandId::LoopStart, group, tr("Loop from A"), tr("A stretch that is repeated begins here"), {keys("I")}},
        {CommandId::LoopEnd, group, tr("Loop to B"), tr("The stretch that is repeated ends here"), {keys("O")}},
        {CommandId::ClearLoop, group, tr("No loop"), tr("Plays on without repeating"), {keys("U")}},
        {CommandId::GoToTime,
         group,
         tr("Go to time"),
         tr("Goes to the field for a session time, a window, a frame, or the source's time"),
         {keys("G")}},
        {CommandId::TryModel,
         group,
         tr("Look with another model"),
         tr("Shows this frame to the model chosen in the panel “Another model”"),
         {keys("T")}},
        {CommandId::ExportCorrections,
         tr("File"),
         tr("Export corrections…"),
         tr("Writes what was corrected on the page Review as label files, for the next run's cameras"),
         {}},
        {CommandId::LocateVideos,
         tr("File"),
         tr("Locate videos…"),
         tr("Says where the videos of this recording are now, all of a folder at once"),
         {}},
    };
}

std::vector<Command> Words::compareCommands()
{
    const QString group = tr("Compare");
    return {
        {CommandId::AddToComparison,
         group,
         tr("Add sessions…"),
         tr("Puts recorded sessions beside those that are compared; of one planner those with different seeds are "
            "taken together"),
         {}},
        {CommandId::CompareThis,
         group,
         tr("Compare this session with…"),
         tr("Puts the session that is open and others side by side"),
         {keys("Ctrl+Shift+C")}},
        {CommandId::SimulatePlanners,
         group,
         tr("Simulate planners…"),
         tr("Plays a trace (.trace.json) under several planners in the simulator, and compares them"),
         {}},
        {CommandId::RunPlanners,
         group,
         tr("Run planners…"),
         tr("Runs a scenario under several planners and seeds, and compares the sessions"),
         {}},
        {CommandId::ClearComparison, group, tr("Clear comparison"), tr("Leaves all runs out again"), {}},
    };
}

std::vector<Command> Words::explainCommands()
{
    const QString group = tr("Explain");
    return {
        {CommandId::PreviousPlan, group, tr("Previous plan"), tr("Shows the plan before"), {keys("PgUp")}},
        {CommandId::NextPlan,
         group,
         tr("Next plan"),
         tr("Shows the next plan; after the last the newest is followed"),
         {keys("PgDown")}},
        {CommandId::NextSteal,
         group,
         tr("Next accepted steal"),
         tr("Goes to the next move that was kept"),
         {keys("N")}},
        {CommandId::PreviousSteal,
         group,
         tr("Previous accepted steal"),
         tr("Goes to the move before that was kept"),
         {keys("P")}},
        {CommandId::NextTrial,
         group,
         tr("Next trial"),
         tr("Goes to the next move that was tried, kept or put back"),
         {keys("Shift+N")}},
        {CommandId::PreviousTrial,
         group,
         tr("Previous trial"),
         tr("Goes to the move that was tried before"),
         {keys("Shift+P")}},
        {CommandId::FirstTrial,
         group,
         tr("Start of the search"),
         tr("Shows the shares that the search began with"),
         {keys("Ctrl+Home")}},
        {CommandId::LastTrial,
         group,
         tr("End of the search"),
         tr("Shows the last move that was tried"),
         {keys("Ctrl+End")}},
        {CommandId::PlayTrials,
         group,
         tr("Play steps"),
         tr("Goes through the steps by itself, two a second"),
         {keys("Shift+Space")}},
        {CommandId::TellWindow,
         group,
         tr("Tell window"),
         tr("Tells the window of this plan in steps"),
         {keys("Ctrl+T")}},
    };
}

std::vector<Command> Words::windowCommands()
{
    const QString view = tr("View");
    const QString help = tr("Help");
    return {
        {CommandId::LightTheme, view, tr("Light"), tr("Dark text on light ground"), {}},
        {CommandId::DarkTheme, view, tr("Dark"), tr("Light text on dark ground"), {}},
        {CommandId::ShowBoxes,
         view,
         tr("Boxes on video"),
         tr("Draws the student's predictions over the pictures"),
         {keys("B")}},
        {CommandId::ResetLayout,
         view,
         tr("Reset layout"),
         tr("Puts all panels back to where they were first"),
         {keys("Ctrl+0")}},
        {CommandId::FullScreen, view, tr("Full screen"), tr("Fills the screen with the window"), {keys("F11")}},
        {CommandId::SearchEvents,
         view,
         tr("Search events"),
         tr("Goes to the search field of the event log"),
         {keys("Ctrl+F")}},
        {CommandId::AddNote,
         tr("Run"),
         tr("Add note…"),
         tr("Writes a remark into the session of a live run"),
         {keys("Ctrl+N")}},
        {CommandId::SaveReport,
         tr("Run"),
         tr("Save report…"),
         tr("Writes what came of the session as one page (.html), with tables and charts"),
         {keys("Ctrl+Shift+R")}},
        {CommandId::Palette,
         help,
         tr("Find command or camera…"),
         tr("Searches everything that can be done, and the cameras"),
         {keys("Ctrl+Shift+P")}},
        {CommandId::Guide, help, tr("Guide"), tr("Tells about what is under the mouse"), {keys("F1")}},
        {CommandId::FirstSteps, help, tr("First steps"), tr("Five things to do in the first quarter of an hour"), {}},
        {CommandId::Shortcuts,
         help,
         tr("Keyboard shortcuts…"),
         tr("Lists all keys, and changes them"),
         {keys("Ctrl+F1")}},
        {CommandId::About, help, tr("About Jackdaw…"), tr("Version and licences"), {}},
    };
}

std::vector<Command> Words::setupCommands()
{
    const QString group = tr("Set up");
    return {
        {CommandId::CamerasPage,
         group,
         tr("Cameras"),
         tr("Sets up a run: its cameras, golden model and targets"),
         {keys("Ctrl+7")}},
        {CommandId::AddCamera,
         group,
         tr("Add camera…"),
         tr("Adds a recording or a live camera in three steps"),
         {keys("Ctrl+Shift+N")}},
        {CommandId::DuplicateCamera,
         group,
         tr("Duplicate camera"),
         tr("Adds the camera that is shown once more, with all its settings"),
         {}},
        {CommandId::RemoveCamera, group, tr("Remove camera"), tr("Takes the camera that is shown out of the run"), {}},
        {CommandId::NewScenario, group, tr("New run"), tr("Sets up a run from nothing"), {}},
        {CommandId::EditScenario,
         group,
         tr("Edit scenario…"),
         tr("Opens a scenario file (.json) to be changed before it is run"),
         {keys("Ctrl+E")}},
        {CommandId::SaveScenario,
         group,
         tr("Save scenario"),
         tr("Writes the run that is set up into its file; what is not shown here stays in it"),
         {keys("Ctrl+S")}},
        {CommandId::SaveScenarioAs,
         group,
         tr("Save scenario as…"),
         tr("Writes the run that is set up into another file"),
         {keys("Ctrl+Shift+S")}},
        {CommandId::StartRun, group, tr("Start run"), tr("Starts the run that is set up"), {keys("Ctrl+R")}},
        {CommandId::Undo,
         group,
         tr("Undo"),
         tr("Takes back the last change of the set-up, or of a frame that is reviewed"),
         {keys("Ctrl+Z")}},
        {CommandId::Redo, group, tr("Redo"), tr("Makes the change again that was taken back"), {keys("Ctrl+Shift+Z")}},
    };
}

std::vector<Command> allCommands()
{
    std::vector<Command> all;
    for (auto&& part : {Words::fileCommands(), Words::transportCommands(), Words::pageCommands(),
                        Words::explainCommands(), Words::replayCommands(), Words::compareCommands(),
                        Words::viewCommands(), Words::windowCommands(), Words::setupCommands()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

} // namespace

const std::vector<Command>& commands()
{
    static const std::vector<Command> kCommands = allCommands();
    return kCommands;
}

const Command& command(CommandId id)
{
    return *std::find_if(commands().begin(), commands().end(), [&](const Command& known) { return known.id == id; });
}

bool repeats(CommandId id)
{
    switch (id) {
    case CommandId::JumpBack:
    case CommandId::JumpForward:
    case CommandId::StepBack:
    case CommandId::StepForward:
    case CommandId::SecondBack:
    case CommandId::SecondForward:
    case CommandId::PreviousEvent:
    case CommandId::NextEvent:
    case CommandId::Slower:
    case CommandId::Faster:
    case CommandId::NextCamera:
    case CommandId::PreviousCamera:
    case CommandId::PreviousPlan:
    case CommandId::NextPlan:
    case CommandId::PreviousSteal:
    case CommandId::NextSteal:
    case CommandId::PreviousTrial:
    case CommandId::NextTrial:
    case CommandId::FrameBack:
    case CommandId::FrameForward:
    case CommandId::ZoomIn:
    case CommandId::ZoomOut:
    case CommandId::PanLeft:
    case CommandId::PanRight: return true;
    default: return false;
    }
}

} // namespace jackdaw::widgets
