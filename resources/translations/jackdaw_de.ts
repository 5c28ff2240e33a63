<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>jackdaw::widgets::AccuracyPanel</name>
    <message>
        <source>Accuracy over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chart of each camera&apos;s accuracy over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;F1 of the student&apos;s predictions against the golden model, pooled over the newest %1 scored frames of each camera; where there was nothing to see the line is broken.&lt;/p&gt;&lt;p&gt;▲ a retrained model was swapped in · × it was rejected · vertical lines: windows · band: 95 % interval of the selected camera&apos;s window accuracy.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reference</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::AllocationBar</name>
    <message>
        <source>Allocation of the device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share that the plan gives to nobody</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::CalibrationTableModel</name>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retraining configuration γ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcomes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retrainings that were predicted and ended, in the windows that are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of predicted less realised held-out accuracy: above 0 the profiler promises too much</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of the absolute difference of predicted and realised held-out accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcomes inside the 95 % interval of their prediction; 19 of 20 should be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device time that was charged, by what was predicted; 1 is exact</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::CommandPalette</name>
    <message>
        <source>Find command or camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a few letters of what you want to do, or of a camera&apos;s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::Commands</name>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open scenario…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starts a live run of a scenario file (.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open session…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replays a recorded session (.jackdaw)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes the bundled street scenes and starts a live run on them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn in ten steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tells by an example of two cameras how shares are stolen and what that is worth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes back to the start page; a live run is closed cleanly first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closes the window; a live run is closed cleanly first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plays or holds a recording; resumes or pauses a live run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back 5 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jumps back five seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds the recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play, or forward 5 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plays; while playing, jumps ahead five seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back 0.1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps back a tenth of a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward 0.1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps ahead a tenth of a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back 1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps back a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward 1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps ahead a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes back to the event before, of those in the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to the start of the next window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to the session&apos;s first instant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to the session&apos;s last instant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Halves the speed, down to 0.25</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doubles the speed, up to 64</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closes a live run cleanly after the batch that runs now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selects the next camera in all views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selects the camera before in all views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enlarge camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the selected camera alone, or all again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows all cameras alike again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Narrows the time range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Widens the time range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pan left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moves the time range back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pan right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moves the time range ahead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the whole session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forgets the instant that others are held against; Shift-click on a time axis sets one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is each camera fine, and where does the device go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How a plan was found, move by move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Can the estimates be trusted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Devices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who had which share when, and was it used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the plan before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the next plan; after the last the newest is followed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next accepted steal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to the next move that was kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous accepted steal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to the move before that was kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to the next move that was tried, kept or put back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to the move that was tried before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start of the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the shares that the search began with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End of the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the last move that was tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes through the steps by itself, two a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark text on light ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light text on dark ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boxes on video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draws the student&apos;s predictions over the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts all panels back to where they were first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fills the screen with the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to the search field of the event log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add note…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes a remark into the session of a live run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find command or camera…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searches everything that can be done, and the cameras</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists all keys, and changes them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Jackdaw…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version and licences</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::CountMarks</name>
    <message>
        <source>%1: forward %2; backward %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 in it now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Counted since the session began&lt;/b&gt;%1&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::DevicesPage</name>
    <message>
        <source>%1 %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A job that runs, or may run as soon as it is leased time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where its batches run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share that the plan asks for, in devices (1 = a whole one)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Granted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share that the broker gives, after rounding to what the device can divide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charged time by the time of the newest sample. Unused time goes to other jobs, so it can be more than what was granted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the job is; inference never ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retraining window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device that had nothing to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Idle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds of the window in which it had nothing to do, for this reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same as a part of the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it waited for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape of a batch: what it does, with how much</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many ran in the windows that were seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device-seconds that they were charged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds that they really took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured by charged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1: the cost table is right. Above 1: batches take longer than is charged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All jobs of one kind of a camera on a device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where they ran</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device-seconds that plans asked for in the marked time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device-seconds that leases gave, changes to the instant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device-seconds that were charged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used of granted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Above 100 %: time that others left over was used, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs that run now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Idle time and its reasons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device time of the marked area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device that is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>light: granted · full: used · line: asked · solid: inference · hatched: retraining · dotted: labelling, profiling · drag to sum device time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load of the devices over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Granted shares of all jobs on top of each other: inference, then labelling and profiling, then retraining. Solid line: used; dashed line: asked for.&lt;/p&gt;&lt;p&gt;1 is one whole device.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forgets the marked area and sums all jobs over the time that is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Costs of batches, charged and measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked: %1 to %2, device-seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All that is shown: %1 to %2, device-seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All devices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>granted, from below: %1 · %2 · %3 · line: used · dashed: asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>labelling and profiling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>retraining</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Costs are measured over a window and told at its end. None was told yet, or the windows were jumped over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sums over the windows that were played here: %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::EventLogModel</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::EventLogPanel</name>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What matters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which events are listed. “What matters” leaves out the start and end of single jobs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selected camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists events of the selected camera only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search in events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event log</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::EventWords</name>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session “%1” started: planner %2, seed %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run failed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session closed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An event of the kind “%1”, which this version does not know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added, source %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lost: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovered after %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window %1 started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First students: their window started; it is not counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Micro-profiling started, budget %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Micro-profile done: %1 configurations, spent %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan by %1 (%2): expected mean accuracy %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From now on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 started: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 finished, charged %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 moved to device %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 interrupted: the run was cut off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model %1: first student swapped in, held-out accuracy %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model %1: </source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ExplainPage</name>
    <message>
        <source>Only kept moves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thieves and victims</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Score: what the planner maximises, the mean window accuracy over the cameras; some planners also count what models are worth in the next window.&lt;/p&gt;&lt;p&gt;Cameras&apos; mean: of what the plan expects of each camera in the window, and of what their windows came to (F1 against the golden model).&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by kept steal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far one step goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far playing goes at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step of the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tried moves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tried-moves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shares</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>thieves-and-victims</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shares before and after the step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;No plan yet.&lt;/b&gt; A plan is made when a window begins, and again whenever a camera is labelled and profiled or a retraining ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 moves were tried; reading them from the session. The kept ones are shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the kept moves of the %1 that were tried are shown: the plan did not reach this window whole. The session file has them all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ExplainWords</name>
    <message>
        <source>kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put back: not better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put back: breaks a limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put back: the victim had less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>planner %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>score %1 → &lt;b&gt;%2&lt;/b&gt; (%3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cameras&apos; mean: expected %1, came to &lt;b&gt;%2&lt;/b&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cameras&apos; mean: expected %1, the window is not closed yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search begins with the shares in the table below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With them the planner expects a score of &lt;b&gt;%1&lt;/b&gt;: the mean over the cameras of their accuracy over the rest of the window. From here it takes shares from one job and gives them to another, and keeps what makes the score better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 moves were tried, %2 of them kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 moves were tried; none made the score better, so the beginning stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; takes &lt;b&gt;%2&lt;/b&gt; from &lt;b&gt;%3&lt;/b&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; would take &lt;b&gt;%2&lt;/b&gt; from &lt;b&gt;%3&lt;/b&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The thief goes from %1 to %2, the victim from %3 to %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score %1, best before %2: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is the best so far, so the move is &lt;b&gt;kept&lt;/b&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is not better, so the share is &lt;b&gt;put back&lt;/b&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shares would break a limit, for example a camera&apos;s least accuracy. The share is &lt;b&gt;put back&lt;/b&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The victim had less than the step of the search and gave what it had. The share is &lt;b&gt;put back&lt;/b&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 would be retrained with “%2”; what that brings is expected from history, it was not profiled in this window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 would be retrained with “%2”: its profile expects a held-out accuracy of %3 (%4 to %5) for %6.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At a share of %1 that takes %2 s of the %3 s left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At a share of %1 that would take %2 s; only %3 s are left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its estimates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once there is a plan, this page tells how it was found: which job took a share from which other, what the planner expected of it, and whether the share was kept or put back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a recording go to the next window with Ctrl+Right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The planner “%1” tried no moves here: its shares follow from a rule, or nothing was left to choose.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::FailureBadge</name>
    <message>
        <source>Replay the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens what was recorded until the run failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run failed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::LivePage</name>
    <message>
        <source>light: granted · full: used · line: requested · solid: inference · hatched: retraining · dotted: labelling, profiling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Micro-profiler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allocation timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::OutcomeTableModel</name>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>swapped in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window in which the retraining ran</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera whose student was retrained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retraining configuration γ that was run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the model serves now, or was not good enough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out accuracy that the profile predicted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interval of the prediction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Came to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out accuracy of the retrained model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predicted less realised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predicted cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds of a whole device that the profile predicted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds of a whole device that were charged</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::PlanPanel</name>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why this plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Expected mean accuracy: the planner&apos;s estimate of the window accuracy, averaged over the cameras. Window accuracy is the integral of F1 over the window divided by its length.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows how this plan was found, move by move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain this plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shares and configurations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted steals of the deciding search: %1 (all searches tried %2 moves)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No move made the mean better: the start allocation stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No plan yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;A plan is made at the start of each window, and again whenever a camera is labelled and profiled or a retraining ends.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::PlanTableModel</name>
    <message>
        <source>not retrained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (close call)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stream that the plan is made for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the device for inference, in devices (1 = a whole one)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Served by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What serves the camera, λ: its student or the teacher, which is the golden model; on which frames; and whether boxes are moved along with the picture in between</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retraining</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the device for retraining, in devices (1 = a whole one). While the camera&apos;s sample is still to be labelled or profiled, that is what the share is for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retraining configuration γ that was chosen. “Close call”: the interval of the runner-up&apos;s predicted accuracy overlaps that of the chosen one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window accuracy that the planner expects: the integral of accuracy over the window divided by its length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further jobs that work for this camera, with their shares</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the camera&apos;s jobs run</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::PlanWords</name>
    <message>
        <source>&lt;p&gt;&lt;b&gt;%1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;The plan gives it %2 of device %3.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>job %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its own %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes %2 from %3: mean accuracy %4 → %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 · %3 · expected mean accuracy %4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ProfilePage</name>
    <message>
        <source>Calibration: all windows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retrainings: predicted against realised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>calibration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>retrainings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera whose profile is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>● measured · ○ measured by the retraining · line and band: fitted, 95 % · ◆ chosen · ▲ realised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Realised over predicted accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Each mark is a retraining: where it lies on the dashed line, it came to what was predicted; below the line the profiler promised too much.&lt;/p&gt;&lt;p&gt;● swapped in · × rejected · horizontal lines: 95 % interval of the prediction. Colours are the cameras&apos;.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibration by configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retrainings, predicted and realised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a row to see that camera&apos;s profile in that window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to judge estimates by yet: no retraining that was predicted has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>predictions are right on average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>predictions promise %1 too much on average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>predictions promise %1 too little on average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 outcomes lie in their 95 % interval; %3.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ProfilePanel</name>
    <message>
        <source>Micro-profiler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Held-out F1 over passes of the training part.&lt;/p&gt;&lt;p&gt;● measured by the micro-profiler · ○ measured by the retraining itself · line and band: fitted curve with its 95 % band · ◆ chosen · ▲ realised.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy over cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Predicted F1 of each configuration over its cost in seconds of a whole device.&lt;/p&gt;&lt;p&gt;● on the Pareto front (joined by the line) · ○ dominated · ◆ chosen · ▲ realised.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>configurations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>learning-curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configurations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · spent %1 of %2 · %3 held-out objects</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ProfileTableModel</name>
    <message>
        <source>chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>swapped in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pareto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dominated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retraining configuration γ: which layers, how many epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F1 on the held-out sample that the fitted learning curve predicts after all epochs, with its 95 % interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Real</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F1 on the same held-out sample after the retraining; – if this configuration was not run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predicted minus real F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU-s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predicted cost / what the retraining was charged, in seconds of a whole device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bias (n)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of predicted minus real F1 over all cameras and windows so far, and their number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pareto: no other configuration is both cheaper and better</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ScrubBar</name>
    <message>
        <source>Position in the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first students</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A live run cannot be scrubbed; open its session file to replay it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ShareTableModel</name>
    <message>
        <source>Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share (full bar: %1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A job of the plan; bold where the step moves its share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outline: what the job had before the step. Bar: what the step gives it; solid for inference, hatched for retraining, dotted for others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share before the step, in devices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share that the step gives, kept or only tried, in devices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the step adds or takes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search in shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a command to change its key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” has this key and would lose it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press the new key in the field; an empty field takes the key away.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::StatePage</name>
    <message>
        <source>Jackdaw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small vision models on live cameras go stale. Jackdaw decides which to retrain, when, and with how much of the GPU, and shows why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the start page</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::StealMap</name>
    <message>
        <source>Map of thieves and victims</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pairs were tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>job %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 from %2: %3 trials, %4 kept; best %5 (step %6)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>victim: gives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>thief: takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No move was tried.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each cell is a pair of jobs. Colour: what the best trial of the pair would have brought; grey: nothing; number: moves that were kept. Click a cell to go to its best trial.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::StealTraceModel</name>
    <message>
        <source>job %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 move from another start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 moves from another start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ended below the best search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 trials of 1 pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 trials of %2 pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no gain: put back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thief</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Victim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of the tried move in the search that decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job that would get more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job that would give it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept: strictly better than the best before. Otherwise the share was put back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share that is moved, in devices (1 = a whole one)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the planner expects with the moved share: mean window accuracy over the cameras, 0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score less the best score before the move</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::StoryPanel</name>
    <message>
        <source>Story</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This step of the story</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>◀ Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next ▶</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;%1 of %2: %3&lt;/b&gt;</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::SummaryStrip</name>
    <message>
        <source>Summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Mean over the cameras of their rolling accuracy: F1 against the golden model, pooled over the newest %1 scored frames of each.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;The camera that is farthest below its target, or least above it. Click to select it.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;The retraining window that is under way, and how much of it is left.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Retrainings that run now, with how far they are.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Use of each device over the newest sample: charged seconds of all jobs by the length of the sample.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean accuracy %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing scored yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worst: &lt;a href=&quot;camera&quot; style=&quot;color: %1&quot;&gt;%2 %3&lt;/a&gt; %4, target %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training the first students: %1 of %2 done; cameras wait at the window&apos;s end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retraining %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>device %1 used %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::TileContentMaker</name>
    <message>
        <source>model %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>teacher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>teacher, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 fps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>retraining: %1, %2 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training the first student, %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lost since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source came to its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names –</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F1 –</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no student yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F1 %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 objects, %2 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none of %1 objects has a region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing to see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing to see, false alarms: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>false alarms: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not scored yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Right names, held against the golden model&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Of the golden objects that have a region with IoU ≥ 0.3, the part that is rightly named. Regions come from a source that is not retrained.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;F1 against the golden model&lt;/b&gt;&lt;/p&gt;&lt;p&gt;F1 = 2 TP / (2 TP + FP + FN); a prediction counts if it covers a golden object with IoU ≥ 0.3 and names the same class. Held against the labels of a frame are the boxes that stood when it came: they were found on an older frame, whatever serves the camera.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;No frame of this camera has been scored yet.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Pooled over %1 of the newest %2 scored frames: %3 golden objects, the newest at %4. Raw value %5, target %6.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Arrow: change against the frames before those, %1.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Coverage: %1 of %2 golden objects had a region.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;In %1 of the newest %2 scored frames there was nothing to see: they say nothing of accuracy. False alarms on them: %3.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Last closed window: %1 (95 % interval %2 to %3, %4 objects in %5 frames).&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Last closed window: no accuracy, no object was to be seen.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;What the student found on the very frames that it saw: %1.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;False alarms in it: %1 on %2 scored frames with nothing to see.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Version of the weights&lt;/b&gt; that make the predictions. 0 is the untrained student; each accepted retraining adds one.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Served by the %1&lt;/b&gt;&lt;br&gt;%2.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Student: %1&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;%1 at %2: held-out accuracy %3 → %4.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last swap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last retraining was rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;%1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;%2&lt;br&gt;%3 × %4, %5 frames/s in session time&lt;/p&gt;&lt;p&gt;Frames processed: %6, dropped: %7, scored: %8. The rate is that of frames that went through the student.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;⚠ Faults of its video: %1&lt;/b&gt;, the last one: %2&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Retraining&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Share of the device: %1 requested, %2 granted. Started at %3. The bar is the part of the work that is done.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera %1, %2: %3, %4, %5</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::TimelineView</name>
    <message>
        <source>device %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>label, profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>idle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>device %1, %2: idle %3 of %4 s · %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  device %2: not idle, or not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · moved to device %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · charged %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · failed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · interrupted: the run was cut off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  %2, %3: requested %4, granted %5, used %6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  no job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allocation timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Each row is a camera&apos;s jobs of one kind; its height is a share of the device. “Full row” says what share a full row is, for inference, retraining, and labelling with profiling.&lt;/p&gt;&lt;p&gt;Light: granted by the broker; full colour: used; line: requested by the plan. Granted but unused time goes to other jobs.&lt;/p&gt;&lt;p&gt;Idle: how long the device had nothing to do in a window, drawn at the window&apos;s end; the line below says why.&lt;/p&gt;&lt;p&gt;Ctrl+wheel or W and S zoom, A and D pan, F shows all; Shift-click sets a reference.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all jobs, whole session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full row: %1 / %2 / %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No job has run yet. Jobs appear with the first retraining window.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::TransportBar</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session time shown now / length of the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session seconds per second ([ and ])</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>● Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::VideoWall</name>
    <message>
        <source>Cameras</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No cameras yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ViewExport</name>
    <message>
        <source>Not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written: its folder is not there, or is protected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written as a picture; use .png, .svg or .pdf.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comma-separated (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::Workbench</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selects the camera in all views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run failed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>session closed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>engine running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>engine paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>catching up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>window %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first students</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 frames/s processed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 frames dropped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 events, %2 not shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>window fed at %1 Hz</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::window::MainWindow</name>
    <message>
        <source>Jackdaw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the engine and the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Frames processed: by the students, per second of session time, all cameras together.&lt;/p&gt;&lt;p&gt;Events not shown: events that the window was too slow for; the session file has them all.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenarios and traces (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions (*.jackdaw)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panels of this page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (simulated) – Jackdaw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – Jackdaw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the run?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run is under way. It is closed cleanly, and its session file can be replayed or resumed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was opened yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remark at this instant:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Jackdaw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Jackdaw %1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Workbench for continuous learning of video models on edge servers.&lt;/p&gt;&lt;p&gt;The program is licensed under GPL-3.0-or-later, its engine under Apache-2.0. It uses Qt %2, LibTorch, OpenCV, FFmpeg and SQLite.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing the session</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::window::SessionOpener</name>
    <message>
        <source>Opening %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run could not start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening cameras and models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session could not be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulating the trace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trace could not be simulated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing the story</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planning the example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The story could not be told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two cameras</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rendering four street scenes; this is done once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo could not start</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jackdaw::window::WorkedStory</name>
    <message>
        <source>Two cameras, three GPUs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two cameras share three GPUs for a window of %1 s. Camera A&apos;s model is right in %2 of the cases, B&apos;s in %3: their streets have changed. Inference is as accurate as the model allows if it gets a whole GPU, and half as accurate with half of one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What retraining costs and brings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each camera&apos;s model can be retrained in two ways, a thorough and a cheap one. A retraining takes GPU-seconds; until it ends the old model serves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equal shares</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The simple way: every job gets the same, 0.75 of a GPU, and models are retrained thoroughly. Over two windows that comes to a mean of &lt;b&gt;%1&lt;/b&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retrainings end late, and inference lacks a quarter of what it needs all the time. In the first window A comes to %1, B to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The thief begins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The thief begins with some shares and asks of every two jobs: would the mean be better if one took a little from the other? On the right stands what it begins with here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It tries several beginnings; the searches that ended lower are folded in the list below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A steal that is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first steal that makes the mean better. Read on the right who takes what from whom. The share stays where it went, and the next trial starts from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A steal that is put back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most trials bring nothing: what the thief would gain is worth less than what the victim loses. The share is put back as if nothing had been.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the thief comes to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of %1 trials %2 were kept. The thief expects a mean of &lt;b&gt;%3&lt;/b&gt; in this window; equal shares came to %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The schedule that is drawn in the paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper draws a schedule that retrains one camera after the other, cheaply, the one first that gains most. Over both windows it comes to &lt;b&gt;%1&lt;/b&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best there is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tried exhaustively, with everything chosen anew when a retraining ends, the optimum over both windows is &lt;b&gt;%1&lt;/b&gt;. The planner “jackdaw”, whose plan is shown here, reaches it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it is not 73 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slides say 73 %. From their own table that does not follow: with B beginning at the printed 50 % the drawn schedule comes to %1. With B at 20 %, as an older version of the table had it, it comes to &lt;b&gt;%2&lt;/b&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step through the plans with PgUp and PgDown, and through their trials with N, P, Shift+N and Shift+P.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
