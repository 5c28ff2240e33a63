<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>QObject</name>
    <message>
        <source>Found %1, expected %2.</source>
        <translation>%1 gefunden, %2 erwartet.</translation>
    </message>
    <message>
        <source>Detectors (*.onnx);;All files (*)</source>
        <translation>Detektoren (*.onnx);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Label files (*.csv *.xml *.json *.txt);;All files (*)</source>
        <translation>Annotationsdateien (*.csv *.xml *.json *.txt);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::AccuracyPanel</name>
    <message>
        <source>Accuracy over time</source>
        <translation>Genauigkeit im Zeitverlauf</translation>
    </message>
    <message>
        <source>Chart of each camera&apos;s accuracy over time</source>
        <translation>Diagramm der Genauigkeit jeder Kamera im Zeitverlauf</translation>
    </message>
    <message>
        <source>&lt;p&gt;F1 of the student&apos;s predictions against the golden model, pooled over the newest %1 scored frames of each camera; where there was nothing to see the line is broken.&lt;/p&gt;&lt;p&gt;▲ a retrained model was swapped in · × it was rejected · vertical lines: windows · band: 95 % interval of the selected camera&apos;s window accuracy.&lt;/p&gt;</source>
        <translation>&lt;p&gt;F1 der Vorhersagen des Schülermodells im Vergleich zum Referenzmodell, zusammengefasst über die neuesten %1 bewerteten Bilder jeder Kamera; wo nichts zu sehen war, ist die Linie unterbrochen.&lt;/p&gt;&lt;p&gt;▲ ein nachtrainiertes Modell wurde eingesetzt · × es wurde verworfen · senkrechte Linien: Zeitfenster · Band: 95-%-Intervall der Zeitfenster-Genauigkeit der ausgewählten Kamera.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>genauigkeit</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>Bezug</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::AccuracyScene</name>
    <message>
        <source>first students</source>
        <translation>erste Schülermodelle</translation>
    </message>
    <message>
        <source>target %1</source>
        <translation>Ziel %1</translation>
    </message>
    <message>
        <source>session time</source>
        <translation>Sitzungszeit</translation>
    </message>
    <message>
        <source>accuracy against golden, rolling</source>
        <translation>Genauigkeit zur Referenz, gleitend</translation>
    </message>
    <message>
        <source>No frame with something to see has been scored yet. The golden model labels a sample of frames in every window.</source>
        <translation>Noch kein Bild, auf dem etwas zu sehen ist, wurde bewertet. Das Referenzmodell annotiert in jedem Zeitfenster eine Stichprobe von Bildern.</translation>
    </message>
    <message>
        <source>mean of the cameras</source>
        <translation>Mittel der Kameras</translation>
    </message>
    <message>
        <source>worst: %1</source>
        <translation>schlechteste: %1</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::AllocationBar</name>
    <message>
        <source>Allocation of the device</source>
        <translation>Aufteilung des Geräts</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <translation>%1 %2 %3</translation>
    </message>
    <message>
        <source>Share that the plan gives to nobody</source>
        <translation>Anteil, den der Plan niemandem gibt</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::CalibrationScene</name>
    <message>
        <source>predicted held-out accuracy</source>
        <translation>vorhergesagte Holdout-Genauigkeit</translation>
    </message>
    <message>
        <source>realised held-out accuracy</source>
        <translation>erreichte Holdout-Genauigkeit</translation>
    </message>
    <message>
        <source>No retraining that was predicted has ended yet.</source>
        <translation>Noch kein Nachtraining mit Vorhersage ist beendet.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::CalibrationTableModel</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Retraining configuration γ</source>
        <translation>Nachtrainingskonfiguration γ</translation>
    </message>
    <message>
        <source>Outcomes</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Retrainings that were predicted and ended, in the windows that are kept</source>
        <translation>Nachtrainings mit Vorhersage, die in den aufbewahrten Zeitfenstern beendet wurden</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>Verzerrung</translation>
    </message>
    <message>
        <source>Mean of predicted less realised held-out accuracy: above 0 the profiler promises too much</source>
        <translation>Mittel von vorhergesagter minus erreichter Holdout-Genauigkeit: Über 0 verspricht der Profiler zu viel</translation>
    </message>
    <message>
        <source>Mean error</source>
        <translation>Mittlerer Fehler</translation>
    </message>
    <message>
        <source>Mean of the absolute difference of predicted and realised held-out accuracy</source>
        <translation>Mittlerer Betrag der Differenz von vorhergesagter und erreichter Holdout-Genauigkeit</translation>
    </message>
    <message>
        <source>In interval</source>
        <translation>Im Intervall</translation>
    </message>
    <message>
        <source>Outcomes inside the 95 % interval of their prediction; 19 of 20 should be</source>
        <translation>Ergebnisse innerhalb des 95-%-Intervalls ihrer Vorhersage; 19 von 20 sollten es sein</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Device time that was charged, by what was predicted; 1 is exact</source>
        <translation>Abgerechnete Gerätezeit geteilt durch die vorhergesagte; 1 ist exakt</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::CameraFields</name>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Stands on the camera&apos;s tile; each has one of its own</source>
        <translation>Steht auf der Kachel der Kamera; jede hat einen eigenen</translation>
    </message>
    <message>
        <source>Target &amp;accuracy</source>
        <translation>Ziel&amp;genauigkeit</translation>
    </message>
    <message>
        <source>Window accuracy that is wanted of the camera, 0 to 1. Below it the tile is marked and alarms are raised</source>
        <translation>Gewünschte Zeitfenster-Genauigkeit der Kamera, 0 bis 1. Liegt sie darunter, wird die Kachel markiert und eine Meldung ausgelöst</translation>
    </message>
    <message>
        <source>Frames a &amp;second</source>
        <translation>&amp;Bilder pro Sekunde</translation>
    </message>
    <message>
        <source>The most that the camera gives per second; frames beyond are not looked at</source>
        <translation>Höchstzahl der Bilder, die die Kamera pro Sekunde liefert; weitere werden nicht betrachtet</translation>
    </message>
    <message>
        <source>all of its source</source>
        <translation>alle der Quelle</translation>
    </message>
    <message>
        <source>S&amp;peed</source>
        <translation>Geschwindig&amp;keit</translation>
    </message>
    <message>
        <source>Seconds of a recording per second of the run</source>
        <translation>Sekunden einer Aufnahme pro Sekunde des Laufs</translation>
    </message>
    <message>
        <source> ×</source>
        <translation> ×</translation>
    </message>
    <message>
        <source>Starts &amp;at</source>
        <translation>B&amp;eginnt bei</translation>
    </message>
    <message>
        <source>Where in a recording the camera starts</source>
        <translation>Wo in einer Aufnahme die Kamera beginnt</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>&amp;Images a second</source>
        <translation>Bilddateien &amp;pro Sekunde</translation>
    </message>
    <message>
        <source>Rate of a folder of images</source>
        <translation>Rate eines Ordners mit Bildern</translation>
    </message>
    <message>
        <source>starts again when it ends</source>
        <translation>beginnt am Ende von vorn</translation>
    </message>
    <message>
        <source>&amp;Repeat</source>
        <translation>Wiederh&amp;olen</translation>
    </message>
    <message>
        <source>A recording begins anew where it ends, so that a run can be longer</source>
        <translation>Eine Aufnahme beginnt an ihrem Ende von vorn, sodass ein Lauf länger sein kann</translation>
    </message>
    <message>
        <source>&amp;Weight</source>
        <translation>Gewi&amp;cht</translation>
    </message>
    <message>
        <source>Priority in the planner&apos;s mean accuracy; 2 counts as two cameras</source>
        <translation>Priorität in der mittleren Genauigkeit des Planers; 2 zählt wie zwei Kameras</translation>
    </message>
    <message>
        <source>&amp;Floor</source>
        <translation>&amp;Untergrenze</translation>
    </message>
    <message>
        <source>Accuracy below which inference must not fall for the sake of a retraining, 0 to 1</source>
        <translation>Genauigkeit, unter die die Inferenz nicht zugunsten eines Nachtrainings fallen darf, 0 bis 1</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::CameraForm</name>
    <message>
        <source>Label file of this recording</source>
        <translation>Annotationsdatei dieser Aufnahme</translation>
    </message>
    <message>
        <source>none: the run&apos;s golden model labels it</source>
        <translation>keine: Das Referenzmodell des Laufs annotiert sie</translation>
    </message>
    <message>
        <source>&amp;Labels</source>
        <translation>Anno&amp;tationen</translation>
    </message>
    <message>
        <source>A label file of this recording; its labels then count as the golden model&apos;s</source>
        <translation>Eine Annotationsdatei dieser Aufnahme; ihre Annotationen gelten dann als die des Referenzmodells</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>Weitere Einstellungen</translation>
    </message>
    <message>
        <source>The camera has no source yet.</source>
        <translation>Die Kamera hat noch keine Quelle.</translation>
    </message>
    <message>
        <source>Test the source to see its picture.</source>
        <translation>Testen Sie die Quelle, um ihr Bild zu sehen.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::CameraList</name>
    <message>
        <source>Cameras</source>
        <translation>Kameras</translation>
    </message>
    <message>
        <source>fails: </source>
        <translation>schlägt fehl: </translation>
    </message>
    <message>
        <source>settings to be mended</source>
        <translation>Einstellungen zu berichtigen</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::CameraWizard</name>
    <message>
        <source>Add camera</source>
        <translation>Kamera hinzufügen</translation>
    </message>
    <message>
        <source>1 of 3: where its pictures come from</source>
        <translation>1 von 3: woher ihre Bilder kommen</translation>
    </message>
    <message>
        <source>A recording, a folder of images, a network camera, or one that is plugged in. Test it to see its picture and what it really gives.</source>
        <translation>Eine Aufnahme, ein Ordner mit Bildern, eine Netzwerkkamera oder eine angeschlossene Kamera. Testen Sie die Quelle, um ihr Bild zu sehen und was sie wirklich liefert.</translation>
    </message>
    <message>
        <source>Picture of the camera</source>
        <translation>Bild der Kamera</translation>
    </message>
    <message>
        <source>No source yet</source>
        <translation>Noch keine Quelle</translation>
    </message>
    <message>
        <source>2 of 3: what counts as right</source>
        <translation>2 von 3: was als richtig gilt</translation>
    </message>
    <message>
        <source>The golden model labels a sample of frames; students learn from it and are measured by it. Either a large detector (ONNX) for all cameras, or a label file of this recording.</source>
        <translation>Das Referenzmodell annotiert eine Stichprobe der Bilder; die Schülermodelle lernen daraus und werden daran gemessen. Entweder ein großer Detektor (ONNX) für alle Kameras oder eine Annotationsdatei dieser Aufnahme.</translation>
    </message>
    <message>
        <source>&amp;Network of the run</source>
        <translation>&amp;Netz des Laufs</translation>
    </message>
    <message>
        <source>&amp;Label file of this recording</source>
        <translation>Anno&amp;tationsdatei dieser Aufnahme</translation>
    </message>
    <message>
        <source>Golden model of the run</source>
        <translation>Referenzmodell des Laufs</translation>
    </message>
    <message>
        <source>Label file of this recording</source>
        <translation>Annotationsdatei dieser Aufnahme</translation>
    </message>
    <message>
        <source>There is no picture of the camera yet: test it in the first step. Places can be typed below.</source>
        <translation>Es gibt noch kein Bild der Kamera: Testen Sie sie im ersten Schritt. Orte können unten eingegeben werden.</translation>
    </message>
    <message>
        <source>3 of 3: what is wanted of it</source>
        <translation>3 von 3: was von ihr erwartet wird</translation>
    </message>
    <message>
        <source>How accurate it should be, which parts of the picture do not matter, and where objects are counted. All of it can be changed later.</source>
        <translation>Wie genau sie sein soll, welche Teile des Bildes keine Rolle spielen und wo Objekte gezählt werden. All das lässt sich später ändern.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::CamerasPage</name>
    <message>
        <source>Cameras</source>
        <translation>Kameras</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Golden model</source>
        <translation>Referenzmodell</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>&lt;b&gt;No camera yet&lt;/b&gt;&lt;br&gt;&lt;br&gt;Drop videos of your cameras here, one or many, with their label files if there are some. Or add a camera in three steps.</source>
        <translation>&lt;b&gt;Noch keine Kamera&lt;/b&gt;&lt;br&gt;&lt;br&gt;Ziehen Sie Videos Ihrer Kameras hierher, eines oder viele, mit ihren Annotationsdateien, falls es welche gibt. Oder fügen Sie eine Kamera in drei Schritten hinzu.</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>nicht gespeichert</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>ready to start</source>
        <translation>bereit zum Start</translation>
    </message>
    <message>
        <source>one thing is to be mended</source>
        <translation>eine Sache ist zu berichtigen</translation>
    </message>
    <message>
        <source>%1 things are to be mended</source>
        <translation>%1 Sachen sind zu berichtigen</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::CheckPanel</name>
    <message>
        <source>the scenario</source>
        <translation>das Szenario</translation>
    </message>
    <message>
        <source>camera &quot;%1&quot;</source>
        <translation>Kamera „%1“</translation>
    </message>
    <message>
        <source>Check labels</source>
        <translation>Annotationen prüfen</translation>
    </message>
    <message>
        <source>Calibrate now</source>
        <translation>Jetzt kalibrieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>What is to be mended</source>
        <translation>Was zu berichtigen ist</translation>
    </message>
    <message>
        <source>Holds all label files against classes and videos, as a run does before it starts</source>
        <translation>Vergleicht alle Annotationsdateien mit Klassen und Videos, wie es ein Lauf vor dem Start tut</translation>
    </message>
    <message>
        <source>Measures what each kind of work costs on this machine; runs by the clock &quot;device&quot; need it once</source>
        <translation>Misst, was jede Art von Arbeit auf diesem Rechner kostet; Läufe mit der Uhr „device“ brauchen das einmal</translation>
    </message>
    <message>
        <source>Reading labels and videos…</source>
        <translation>Annotationen und Videos werden gelesen…</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>Die Prüfung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>All label files fit their videos and the classes.</source>
        <translation>Alle Annotationsdateien passen zu ihren Videos und den Klassen.</translation>
    </message>
    <message>
        <source>To be looked at: %1.</source>
        <translation>Anzusehen: %1.</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Messung läuft…</translation>
    </message>
    <message>
        <source>The measurement was cancelled; the cost table is as it was.</source>
        <translation>Die Messung wurde abgebrochen; die Kostentabelle ist unverändert.</translation>
    </message>
    <message>
        <source>Kinds of work measured: %1, the last: %2</source>
        <translation>Gemessene Arten von Arbeit: %1, die letzte: %2</translation>
    </message>
    <message>
        <source>Kinds of work measured: %1. They are in %2.</source>
        <translation>Gemessene Arten von Arbeit: %1. Sie stehen in %2.</translation>
    </message>
    <message>
        <source>Nothing is wrong: the run can be started.</source>
        <translation>Alles in Ordnung: Der Lauf kann gestartet werden.</translation>
    </message>
    <message>
        <source>There is no camera yet.</source>
        <translation>Es gibt noch keine Kamera.</translation>
    </message>
    <message>
        <source>camera &quot;%1&quot;: its recording is over after %2 s, before the first window of %3 s is. Nothing is learned of it: repeat it, or shorten the windows.</source>
        <translation>Kamera &quot;%1&quot;: Ihre Aufnahme ist nach %2 s zu Ende, vor dem ersten Fenster von %3 s. Aus ihr wird nichts gelernt: Wiederholen Sie sie, oder kürzen Sie die Fenster.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::CommandPalette</name>
    <message>
        <source>Find command or camera</source>
        <translation>Befehl oder Kamera suchen</translation>
    </message>
    <message>
        <source>Type a few letters of what you want to do, or of a camera&apos;s name</source>
        <translation>Geben Sie einige Buchstaben eines Befehls oder Kameranamens ein</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Suchergebnisse</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::Commands</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Open scenario…</source>
        <translation>Szenario öffnen…</translation>
    </message>
    <message>
        <source>Starts a live run of a scenario file (.json)</source>
        <translation>Startet einen Live-Lauf einer Szenariodatei (.json)</translation>
    </message>
    <message>
        <source>Open session…</source>
        <translation>Sitzung öffnen…</translation>
    </message>
    <message>
        <source>Replays a recorded session (.jackdaw)</source>
        <translation>Gibt eine aufgezeichnete Sitzung wieder (.jackdaw)</translation>
    </message>
    <message>
        <source>Run demo</source>
        <translation>Demo starten</translation>
    </message>
    <message>
        <source>Makes the bundled street scenes and starts a live run on them</source>
        <translation>Erzeugt die mitgelieferten Straßenszenen und startet damit einen Live-Lauf</translation>
    </message>
    <message>
        <source>Learn in ten steps</source>
        <translation>In zehn Schritten lernen</translation>
    </message>
    <message>
        <source>Tells by an example of two cameras how shares are stolen and what that is worth</source>
        <translation>Zeigt an einem Beispiel mit zwei Kameras, wie Anteile gestohlen werden und was das bringt</translation>
    </message>
    <message>
        <source>Close session</source>
        <translation>Sitzung schließen</translation>
    </message>
    <message>
        <source>Goes back to the start page; a live run is closed cleanly first</source>
        <translation>Kehrt zur Startseite zurück; ein Live-Lauf wird zuvor sauber abgeschlossen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Closes the window; a live run is closed cleanly first</source>
        <translation>Schließt das Fenster; ein Live-Lauf wird zuvor sauber abgeschlossen</translation>
    </message>
    <message>
        <source>Playing</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Wiedergabe/Pause</translation>
    </message>
    <message>
        <source>Plays or holds a recording; resumes or pauses a live run</source>
        <translation>Spielt eine Aufzeichnung ab oder hält sie an; setzt einen Live-Lauf fort oder pausiert ihn</translation>
    </message>
    <message>
        <source>Back 5 s</source>
        <translation>5 s zurück</translation>
    </message>
    <message>
        <source>Jumps back five seconds</source>
        <translation>Springt fünf Sekunden zurück</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Holds the recording</source>
        <translation>Hält die Aufzeichnung an</translation>
    </message>
    <message>
        <source>Play, or forward 5 s</source>
        <translation>Abspielen oder 5 s vor</translation>
    </message>
    <message>
        <source>Plays; while playing, jumps ahead five seconds</source>
        <translation>Spielt ab; springt während der Wiedergabe fünf Sekunden vor</translation>
    </message>
    <message>
        <source>Back 0.1 s</source>
        <translation>0.1 s zurück</translation>
    </message>
    <message>
        <source>Steps back a tenth of a second</source>
        <translation>Geht eine Zehntelsekunde zurück</translation>
    </message>
    <message>
        <source>Forward 0.1 s</source>
        <translation>0.1 s vor</translation>
    </message>
    <message>
        <source>Steps ahead a tenth of a second</source>
        <translation>Geht eine Zehntelsekunde vor</translation>
    </message>
    <message>
        <source>Back 1 s</source>
        <translation>1 s zurück</translation>
    </message>
    <message>
        <source>Steps back a second</source>
        <translation>Geht eine Sekunde zurück</translation>
    </message>
    <message>
        <source>Forward 1 s</source>
        <translation>1 s vor</translation>
    </message>
    <message>
        <source>Steps ahead a second</source>
        <translation>Geht eine Sekunde vor</translation>
    </message>
    <message>
        <source>Previous event</source>
        <translation>Voriges Ereignis</translation>
    </message>
    <message>
        <source>Goes back to the event before, of those in the log</source>
        <translation>Geht zum vorigen Ereignis im Protokoll zurück</translation>
    </message>
    <message>
        <source>Next window</source>
        <translation>Nächstes Zeitfenster</translation>
    </message>
    <message>
        <source>Goes to the start of the next window</source>
        <translation>Geht zum Beginn des nächsten Zeitfensters</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>Zum Anfang</translation>
    </message>
    <message>
        <source>Goes to the session&apos;s first instant</source>
        <translation>Geht zum ersten Zeitpunkt der Sitzung</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>Zum Ende</translation>
    </message>
    <message>
        <source>Goes to the session&apos;s last instant</source>
        <translation>Geht zum letzten Zeitpunkt der Sitzung</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Langsamer</translation>
    </message>
    <message>
        <source>Halves the speed, down to 0.25</source>
        <translation>Halbiert die Geschwindigkeit, bis hinab zu 0.25</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Schneller</translation>
    </message>
    <message>
        <source>Doubles the speed, up to 64</source>
        <translation>Verdoppelt die Geschwindigkeit, bis hinauf zu 64</translation>
    </message>
    <message>
        <source>Stop run</source>
        <translation>Lauf beenden</translation>
    </message>
    <message>
        <source>Closes a live run cleanly after the batch that runs now</source>
        <translation>Schließt einen Live-Lauf nach dem laufenden Batch sauber ab</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Kameras</translation>
    </message>
    <message>
        <source>Time range</source>
        <translation>Zeitbereich</translation>
    </message>
    <message>
        <source>Next camera</source>
        <translation>Nächste Kamera</translation>
    </message>
    <message>
        <source>Selects the next camera in all views</source>
        <translation>Wählt in allen Ansichten die nächste Kamera aus</translation>
    </message>
    <message>
        <source>Previous camera</source>
        <translation>Vorige Kamera</translation>
    </message>
    <message>
        <source>Selects the camera before in all views</source>
        <translation>Wählt in allen Ansichten die vorige Kamera aus</translation>
    </message>
    <message>
        <source>Enlarge camera</source>
        <translation>Kamera vergrößern</translation>
    </message>
    <message>
        <source>Shows the selected camera alone, or all again</source>
        <translation>Zeigt nur die ausgewählte Kamera oder wieder alle</translation>
    </message>
    <message>
        <source>Clear selection</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>Shows all cameras alike again</source>
        <translation>Zeigt wieder alle Kameras gleich</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Narrows the time range</source>
        <translation>Verkleinert den Zeitbereich</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Widens the time range</source>
        <translation>Vergrößert den Zeitbereich</translation>
    </message>
    <message>
        <source>Pan left</source>
        <translation>Nach links verschieben</translation>
    </message>
    <message>
        <source>Moves the time range back</source>
        <translation>Verschiebt den Zeitbereich zurück</translation>
    </message>
    <message>
        <source>Pan right</source>
        <translation>Nach rechts verschieben</translation>
    </message>
    <message>
        <source>Moves the time range ahead</source>
        <translation>Verschiebt den Zeitbereich vor</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles anzeigen</translation>
    </message>
    <message>
        <source>Shows the whole session</source>
        <translation>Zeigt die ganze Sitzung</translation>
    </message>
    <message>
        <source>Clear reference</source>
        <translation>Bezug löschen</translation>
    </message>
    <message>
        <source>Forgets the instant that others are held against; Shift-click on a time axis sets one</source>
        <translation>Verwirft den Zeitpunkt, mit dem andere verglichen werden; Umschalt+Klick auf eine Zeitachse setzt einen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Is each camera fine, and where does the device go</source>
        <translation>Ob es jeder Kamera gut geht und wohin die Gerätezeit fließt</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>Erklärung</translation>
    </message>
    <message>
        <source>How a plan was found, move by move</source>
        <translation>Wie ein Plan gefunden wurde, Zug um Zug</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Can the estimates be trusted</source>
        <translation>Ob den Schätzungen zu trauen ist</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Who had which share when, and was it used</source>
        <translation>Wer wann welchen Anteil hatte und ob er genutzt wurde</translation>
    </message>
    <message>
        <source>Previous plan</source>
        <translation>Voriger Plan</translation>
    </message>
    <message>
        <source>Shows the plan before</source>
        <translation>Zeigt den vorigen Plan</translation>
    </message>
    <message>
        <source>Next plan</source>
        <translation>Nächster Plan</translation>
    </message>
    <message>
        <source>Shows the next plan; after the last the newest is followed</source>
        <translation>Zeigt den nächsten Plan; nach dem letzten wird stets der neueste gezeigt</translation>
    </message>
    <message>
        <source>Next accepted steal</source>
        <translation>Nächster angenommener Diebstahl</translation>
    </message>
    <message>
        <source>Goes to the next move that was kept</source>
        <translation>Geht zum nächsten Zug, der beibehalten wurde</translation>
    </message>
    <message>
        <source>Previous accepted steal</source>
        <translation>Voriger angenommener Diebstahl</translation>
    </message>
    <message>
        <source>Goes to the move before that was kept</source>
        <translation>Geht zum vorigen Zug, der beibehalten wurde</translation>
    </message>
    <message>
        <source>Next trial</source>
        <translation>Nächster Versuch</translation>
    </message>
    <message>
        <source>Goes to the next move that was tried, kept or put back</source>
        <translation>Geht zum nächsten versuchten Zug, beibehalten oder zurückgenommen</translation>
    </message>
    <message>
        <source>Previous trial</source>
        <translation>Voriger Versuch</translation>
    </message>
    <message>
        <source>Goes to the move that was tried before</source>
        <translation>Geht zum zuvor versuchten Zug</translation>
    </message>
    <message>
        <source>Start of the search</source>
        <translation>Anfang der Suche</translation>
    </message>
    <message>
        <source>Shows the shares that the search began with</source>
        <translation>Zeigt die Anteile, mit denen die Suche begann</translation>
    </message>
    <message>
        <source>End of the search</source>
        <translation>Ende der Suche</translation>
    </message>
    <message>
        <source>Shows the last move that was tried</source>
        <translation>Zeigt den letzten versuchten Zug</translation>
    </message>
    <message>
        <source>Play steps</source>
        <translation>Schritte abspielen</translation>
    </message>
    <message>
        <source>Goes through the steps by itself, two a second</source>
        <translation>Durchläuft die Schritte selbsttätig, zwei pro Sekunde</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark text on light ground</source>
        <translation>Dunkle Schrift auf hellem Grund</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light text on dark ground</source>
        <translation>Helle Schrift auf dunklem Grund</translation>
    </message>
    <message>
        <source>Boxes on video</source>
        <translation>Rahmen im Video</translation>
    </message>
    <message>
        <source>Draws the student&apos;s predictions over the pictures</source>
        <translation>Zeichnet die Vorhersagen des Schülermodells über die Bilder</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>Anordnung zurücksetzen</translation>
    </message>
    <message>
        <source>Puts all panels back to where they were first</source>
        <translation>Setzt alle Bereiche an ihren ursprünglichen Platz zurück</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Fills the screen with the window</source>
        <translation>Füllt den Bildschirm mit dem Fenster</translation>
    </message>
    <message>
        <source>Search events</source>
        <translation>Ereignisse durchsuchen</translation>
    </message>
    <message>
        <source>Goes to the search field of the event log</source>
        <translation>Geht zum Suchfeld des Ereignisprotokolls</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Add note…</source>
        <translation>Notiz hinzufügen…</translation>
    </message>
    <message>
        <source>Writes a remark into the session of a live run</source>
        <translation>Schreibt eine Anmerkung in die Sitzung eines Live-Laufs</translation>
    </message>
    <message>
        <source>Find command or camera…</source>
        <translation>Befehl oder Kamera suchen…</translation>
    </message>
    <message>
        <source>Searches everything that can be done, and the cameras</source>
        <translation>Durchsucht alle Befehle und die Kameras</translation>
    </message>
    <message>
        <source>Keyboard shortcuts…</source>
        <translation>Tastenkürzel…</translation>
    </message>
    <message>
        <source>Lists all keys, and changes them</source>
        <translation>Listet alle Tasten auf und ändert sie</translation>
    </message>
    <message>
        <source>About Jackdaw…</source>
        <translation>Über Jackdaw…</translation>
    </message>
    <message>
        <source>Version and licences</source>
        <translation>Version und Lizenzen</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>What stood on a frame, what was labelled, and what another model would have said</source>
        <translation>Was auf einem Bild stand, was annotiert wurde und was ein anderes Modell gesagt hätte</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Runs side by side: which is better, and how sure is that</source>
        <translation>Läufe nebeneinander: welcher besser ist und wie sicher das ist</translation>
    </message>
    <message>
        <source>Frame back</source>
        <translation>Ein Bild zurück</translation>
    </message>
    <message>
        <source>Goes to the frame before of the selected camera</source>
        <translation>Geht zum vorigen Bild der ausgewählten Kamera</translation>
    </message>
    <message>
        <source>Frame forward</source>
        <translation>Ein Bild vor</translation>
    </message>
    <message>
        <source>Goes to the next frame of the selected camera</source>
        <translation>Geht zum nächsten Bild der ausgewählten Kamera</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>Marks this instant; marks are kept beside the session, not in it</source>
        <translation>Markiert diesen Zeitpunkt; Marken werden neben der Sitzung aufbewahrt, nicht in ihr</translation>
    </message>
    <message>
        <source>Loop from A</source>
        <translation>Schleife ab A</translation>
    </message>
    <message>
        <source>A stretch that is repeated begins here</source>
        <translation>Hier beginnt ein Abschnitt, der wiederholt wird</translation>
    </message>
    <message>
        <source>Loop to B</source>
        <translation>Schleife bis B</translation>
    </message>
    <message>
        <source>The stretch that is repeated ends here</source>
        <translation>Hier endet der Abschnitt, der wiederholt wird</translation>
    </message>
    <message>
        <source>No loop</source>
        <translation>Keine Schleife</translation>
    </message>
    <message>
        <source>Plays on without repeating</source>
        <translation>Spielt ohne Wiederholung weiter</translation>
    </message>
    <message>
        <source>Go to time</source>
        <translation>Gehe zu Zeit</translation>
    </message>
    <message>
        <source>Goes to the field for a session time, a window, a frame, or the source&apos;s time</source>
        <translation>Geht zum Feld für Sitzungszeit, Zeitfenster, Bild oder Zeit der Quelle</translation>
    </message>
    <message>
        <source>Look with another model</source>
        <translation>Mit anderem Modell betrachten</translation>
    </message>
    <message>
        <source>Shows this frame to the model chosen in the panel “Another model”</source>
        <translation>Zeigt dieses Bild dem im Bereich „Anderes Modell“ gewählten Modell</translation>
    </message>
    <message>
        <source>Locate videos…</source>
        <translation>Videos suchen…</translation>
    </message>
    <message>
        <source>Says where the videos of this recording are now, all of a folder at once</source>
        <translation>Gibt an, wo die Videos dieser Aufzeichnung jetzt liegen, alle eines Ordners auf einmal</translation>
    </message>
    <message>
        <source>Add sessions…</source>
        <translation>Sitzungen hinzufügen…</translation>
    </message>
    <message>
        <source>Puts recorded sessions beside those that are compared; of one planner those with different seeds are taken together</source>
        <translation>Stellt aufgezeichnete Sitzungen neben die verglichenen; von einem Planer werden die mit verschiedenen Startwerten zusammengefasst</translation>
    </message>
    <message>
        <source>Compare this session with…</source>
        <translation>Diese Sitzung vergleichen mit…</translation>
    </message>
    <message>
        <source>Puts the session that is open and others side by side</source>
        <translation>Stellt die geöffnete Sitzung und andere nebeneinander</translation>
    </message>
    <message>
        <source>Simulate planners…</source>
        <translation>Planer simulieren…</translation>
    </message>
    <message>
        <source>Plays a trace (.trace.json) under several planners in the simulator, and compares them</source>
        <translation>Spielt einen Trace (.trace.json) unter mehreren Planern im Simulator ab und vergleicht sie</translation>
    </message>
    <message>
        <source>Run planners…</source>
        <translation>Planer ausführen…</translation>
    </message>
    <message>
        <source>Runs a scenario under several planners and seeds, and compares the sessions</source>
        <translation>Führt ein Szenario unter mehreren Planern und Startwerten aus und vergleicht die Sitzungen</translation>
    </message>
    <message>
        <source>Clear comparison</source>
        <translation>Vergleich leeren</translation>
    </message>
    <message>
        <source>Leaves all runs out again</source>
        <translation>Nimmt alle Läufe wieder heraus</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Bericht speichern…</translation>
    </message>
    <message>
        <source>Writes what came of the session as one page (.html), with tables and charts</source>
        <translation>Schreibt das Ergebnis der Sitzung als eine Seite (.html) mit Tabellen und Diagrammen</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Tells about what is under the mouse</source>
        <translation>Erklärt, was unter der Maus liegt</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>Five things to do in the first quarter of an hour</source>
        <translation>Fünf Dinge für die erste Viertelstunde</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Einrichten</translation>
    </message>
    <message>
        <source>Sets up a run: its cameras, golden model and targets</source>
        <translation>Richtet einen Lauf ein: seine Kameras, Referenzmodell und Ziele</translation>
    </message>
    <message>
        <source>Add camera…</source>
        <translation>Kamera hinzufügen…</translation>
    </message>
    <message>
        <source>Adds a recording or a live camera in three steps</source>
        <translation>Fügt in drei Schritten eine Aufnahme oder Live-Kamera hinzu</translation>
    </message>
    <message>
        <source>Duplicate camera</source>
        <translation>Kamera duplizieren</translation>
    </message>
    <message>
        <source>Adds the camera that is shown once more, with all its settings</source>
        <translation>Fügt die angezeigte Kamera mit allen Einstellungen noch einmal hinzu</translation>
    </message>
    <message>
        <source>Remove camera</source>
        <translation>Kamera entfernen</translation>
    </message>
    <message>
        <source>Takes the camera that is shown out of the run</source>
        <translation>Nimmt die angezeigte Kamera aus dem Lauf</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>Sets up a run from nothing</source>
        <translation>Richtet einen Lauf von Grund auf ein</translation>
    </message>
    <message>
        <source>Edit scenario…</source>
        <translation>Szenario bearbeiten…</translation>
    </message>
    <message>
        <source>Opens a scenario file (.json) to be changed before it is run</source>
        <translation>Öffnet eine Szenariodatei (.json), um sie vor dem Lauf zu ändern</translation>
    </message>
    <message>
        <source>Save scenario</source>
        <translation>Szenario speichern</translation>
    </message>
    <message>
        <source>Writes the run that is set up into its file; what is not shown here stays in it</source>
        <translation>Schreibt den eingerichteten Lauf in seine Datei; was hier nicht angezeigt wird, bleibt darin</translation>
    </message>
    <message>
        <source>Save scenario as…</source>
        <translation>Szenario speichern unter…</translation>
    </message>
    <message>
        <source>Writes the run that is set up into another file</source>
        <translation>Schreibt den eingerichteten Lauf in eine andere Datei</translation>
    </message>
    <message>
        <source>Start run</source>
        <translation>Lauf starten</translation>
    </message>
    <message>
        <source>Starts the run that is set up</source>
        <translation>Startet den eingerichteten Lauf</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>The frames that matter, to be accepted or corrected: what comes of it are labels by people</source>
        <translation>Die Bilder, auf die es ankommt, zum Bestätigen oder Berichtigen: Daraus werden Annotationen von Menschen</translation>
    </message>
    <message>
        <source>Export corrections…</source>
        <translation>Berichtigungen exportieren…</translation>
    </message>
    <message>
        <source>Writes what was corrected on the page Review as label files, for the next run&apos;s cameras</source>
        <translation>Schreibt, was auf der Seite „Durchsicht“ berichtigt wurde, als Annotationsdateien für die Kameras des nächsten Laufs</translation>
    </message>
    <message>
        <source>Takes back the last change of the set-up, or of a frame that is reviewed</source>
        <translation>Nimmt die letzte Änderung der Einrichtung zurück, oder die eines durchgesehenen Bildes</translation>
    </message>
    <message>
        <source>Makes the change again that was taken back</source>
        <translation>Macht die zurückgenommene Änderung noch einmal</translation>
    </message>
    <message>
        <source>A recorded window, told</source>
        <translation>Ein aufgezeichnetes Fenster, erzählt</translation>
    </message>
    <message>
        <source>Tells a window of the demo that was recorded, from what it was planned for to what came of it</source>
        <translation>Erzählt ein aufgezeichnetes Fenster der Demo, von dem, wofür geplant wurde, bis zu dem, was daraus wurde</translation>
    </message>
    <message>
        <source>Pin camera</source>
        <translation>Kamera anheften</translation>
    </message>
    <message>
        <source>Keeps the selected camera&apos;s rows on top of the timelines, one for each kind of job, or no longer</source>
        <translation>Hält die Zeilen der gewählten Kamera in den Zeitachsen oben, eine für jede Art von Job, oder nicht mehr</translation>
    </message>
    <message>
        <source>Tell window</source>
        <translation>Fenster erzählen</translation>
    </message>
    <message>
        <source>Tells the window of this plan in steps</source>
        <translation>Erzählt das Zeitfenster dieses Plans in Schritten</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ComparabilityBanner</name>
    <message>
        <source>Whether the runs can be compared</source>
        <translation>Ob sich die Läufe vergleichen lassen</translation>
    </message>
    <message>
        <source>Add another run to compare this one with.</source>
        <translation>Fügen Sie einen weiteren Lauf hinzu, um diesen damit zu vergleichen.</translation>
    </message>
    <message>
        <source>Same data, seeds, golden model, costs and settings: what differs is the planner.</source>
        <translation>Gleiche Daten, Startwerte, Kosten und Einstellungen, gleiches Referenzmodell: Der Unterschied ist der Planer.</translation>
    </message>
    <message>
        <source>Not comparable: beside the planner other things differ. </source>
        <translation>Nicht vergleichbar: Außer dem Planer unterscheidet sich noch anderes. </translation>
    </message>
    <message>
        <source>Not comparable: beside the planner other things differ.</source>
        <translation>Nicht vergleichbar: Außer dem Planer unterscheidet sich noch anderes.</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… und %n weiterer</numerusform>
            <numerusform>… und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ComparePage</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>comparison</source>
        <translation>vergleich</translation>
    </message>
    <message>
        <source>comparison-by-window</source>
        <translation>vergleich-nach-zeitfenster</translation>
    </message>
    <message>
        <source>comparison-by-camera</source>
        <translation>vergleich-nach-kamera</translation>
    </message>
    <message>
        <source>Hold the others against it</source>
        <translation>Andere damit vergleichen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Open it at this instant</source>
        <translation>Zu diesem Zeitpunkt öffnen</translation>
    </message>
    <message>
        <source>Accuracy over time</source>
        <translation>Genauigkeit im Zeitverlauf</translation>
    </message>
    <message>
        <source>Difference to 1</source>
        <translation>Differenz zu 1</translation>
    </message>
    <message>
        <source>What the chart shows</source>
        <translation>Was das Diagramm zeigt</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Instant in all runs</source>
        <translation>Zeitpunkt in allen Läufen</translation>
    </message>
    <message>
        <source>The same session time in all runs</source>
        <translation>Dieselbe Sitzungszeit in allen Läufen</translation>
    </message>
    <message>
        <source>&lt;p&gt;What each run comes to in the window that the instant lies in, points of F1: the mean over the cameras, or the chosen one; over the seeds where there are several.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Was jeder Lauf in dem Zeitfenster erreicht, in dem der Zeitpunkt liegt, in F1-Punkten: das Mittel über die Kameras oder die gewählte; über die Startwerte, wo es mehrere gibt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Makes the selected run the first one</source>
        <translation>Macht den ausgewählten Lauf zum ersten</translation>
    </message>
    <message>
        <source>Leaves the selected run out</source>
        <translation>Nimmt den ausgewählten Lauf heraus</translation>
    </message>
    <message>
        <source>Opens the selected run&apos;s session where the bar above stands</source>
        <translation>Öffnet die Sitzung des ausgewählten Laufs dort, wo der Balken oben steht</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Window by window</source>
        <translation>Nach Zeitfenstern</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Kameras</translation>
    </message>
    <message>
        <source>Run planners</source>
        <translation>Planer ausführen</translation>
    </message>
    <message>
        <source>%1 runs are too many: up to %2 can stand side by side. Remove some first.</source>
        <translation>%1 Läufe sind zu viele: Bis zu %2 können nebeneinanderstehen. Entfernen Sie zuerst einige.</translation>
    </message>
    <message>
        <source>Sessions cannot be read here.</source>
        <translation>Sitzungen können hier nicht gelesen werden.</translation>
    </message>
    <message numerus="yes">
        <source>Reading runs (%n)…</source>
        <translation>
            <numerusform>%n Lauf wird gelesen…</numerusform>
            <numerusform>%n Läufe werden gelesen…</numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Two to four runs stand side by side here: their accuracy over time, what one gains over the other and how sure that is, window by window.

Add recorded sessions, simulate planners on a trace, or run a scenario under several planners.</source>
        <translation>Hier stehen zwei bis vier Läufe nebeneinander: ihre Genauigkeit im Zeitverlauf, was einer gegenüber dem anderen gewinnt und wie sicher das ist, Zeitfenster für Zeitfenster.

Fügen Sie aufgezeichnete Sitzungen hinzu, simulieren Sie Planer auf einem Trace oder führen Sie ein Szenario unter mehreren Planern aus.</translation>
    </message>
    <message>
        <source>All cameras</source>
        <translation>Alle Kameras</translation>
    </message>
    <message>
        <source>window %1</source>
        <translation>Zeitfenster %1</translation>
    </message>
    <message>
        <source>Accuracy of the runs over time</source>
        <translation>Genauigkeit der Läufe über die Zeit</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ComparisonScenes</name>
    <message>
        <source>session time</source>
        <translation>Sitzungszeit</translation>
    </message>
    <message>
        <source>gain over 1 (F1)</source>
        <translation>Gewinn gegenüber 1 (F1)</translation>
    </message>
    <message>
        <source>window accuracy (F1)</source>
        <translation>Zeitfenster-Genauigkeit (F1)</translation>
    </message>
    <message>
        <source>No window has an accuracy in both runs</source>
        <translation>Kein Zeitfenster hat in beiden Läufen eine Genauigkeit</translation>
    </message>
    <message>
        <source>No window has an accuracy</source>
        <translation>Kein Zeitfenster hat eine Genauigkeit</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ComparisonTables</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>window %1: %2 apart</source>
        <translation>Zeitfenster %1: %2 Abstand</translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation>%1 (%2 bis %3)</translation>
    </message>
    <message>
        <source>not comparable</source>
        <translation>nicht vergleichbar</translation>
    </message>
    <message>
        <source>more by %1</source>
        <translation>mehr um %1</translation>
    </message>
    <message>
        <source>less by %1</source>
        <translation>weniger um %1</translation>
    </message>
    <message>
        <source>no clear difference</source>
        <translation>kein klarer Unterschied</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>&lt;p&gt;Number, as at its line, and planner.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Nummer, wie an seiner Linie, und Planer.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Startwerte</translation>
    </message>
    <message>
        <source>&lt;p&gt;Seeds of its sessions.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Startwerte seiner Sitzungen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>&lt;p&gt;F1 against golden labels, in points: the mean over all seeds, cameras and counted windows that have an accuracy. In brackets the 95 % interval, by bootstrap over the windows of all seeds.&lt;/p&gt;</source>
        <translation>&lt;p&gt;F1 im Vergleich zu Annotationen des Referenzmodells, in Punkten: das Mittel über alle Startwerte, Kameras und gezählten Zeitfenster, die eine Genauigkeit haben. In Klammern das 95-%-Intervall, durch Bootstrap über die Zeitfenster aller Startwerte.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Gain over 1</source>
        <translation>Gewinn gegenüber 1</translation>
    </message>
    <message>
        <source>&lt;p&gt;By how much its accuracy is above that of the first run, seed by seed, window by window and camera by camera, with the 95 % interval.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Um wie viel seine Genauigkeit über der des ersten Laufs liegt, Startwert für Startwert, Zeitfenster für Zeitfenster und Kamera für Kamera, mit 95-%-Intervall.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>In Worten</translation>
    </message>
    <message>
        <source>&lt;p&gt;More or less only where the whole interval says so; intervals come from few windows.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Mehr oder weniger nur, wo das ganze Intervall es sagt; Intervalle beruhen auf wenigen Zeitfenstern.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Worst camera</source>
        <translation>Schlechteste Kamera</translation>
    </message>
    <message>
        <source>&lt;p&gt;The mean over the seeds of the worst camera&apos;s mean.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Mittel über die Startwerte vom Mittel der schlechtesten Kamera.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Against people</source>
        <translation>Gegenüber Menschen</translation>
    </message>
    <message>
        <source>&lt;p&gt;F1 against people&apos;s labels, where there are any.&lt;/p&gt;</source>
        <translation>&lt;p&gt;F1 im Vergleich zu Annotationen von Menschen, wo es welche gibt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>&lt;p&gt;Mean over the classes of their F1.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Mittel über die Klassen von ihrem F1.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Device time</source>
        <translation>Gerätezeit</translation>
    </message>
    <message>
        <source>&lt;p&gt;Seconds of devices that were charged, mean per run.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Abgerechnete Gerätesekunden, Mittel pro Lauf.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Inference</source>
        <translation>Inferenz</translation>
    </message>
    <message>
        <source>&lt;p&gt;Device seconds that inference was charged in the counted windows, mean per run.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Gerätesekunden, die der Inferenz in den gezählten Zeitfenstern abgerechnet wurden, Mittel pro Lauf.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Retraining</source>
        <translation>Nachtraining</translation>
    </message>
    <message>
        <source>&lt;p&gt;The same for retraining.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Dasselbe für Nachtraining.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Labels, profiles</source>
        <translation>Annot., Profile</translation>
    </message>
    <message>
        <source>&lt;p&gt;The same for labelling and profiling.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Dasselbe für Annotation und Mikroprofil.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Cameras at target</source>
        <translation>Kameras am Ziel</translation>
    </message>
    <message>
        <source>&lt;p&gt;Cameras whose mean is at their target, mean per run.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Kameras, deren Mittel ihr Ziel erreicht, Mittel pro Lauf.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>With accuracy</source>
        <translation>Mit Genauigkeit</translation>
    </message>
    <message>
        <source>&lt;p&gt;Windows of cameras that have an accuracy, of all; those at their target.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Zeitfenster von Kameras, die eine Genauigkeit haben, von allen; solche, die ihr Ziel erreichen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>the others are held against it</source>
        <translation>die anderen werden damit verglichen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 of %2, %3</source>
        <translation>%1 von %2, %3</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Zeitfenster</translation>
    </message>
    <message>
        <source>&lt;p&gt;Number of the counted window.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Nummer des gezählten Zeitfensters.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>&lt;p&gt;Seed of the runs.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Startwert der Läufe.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>&lt;p&gt;Session time.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Sitzungszeit.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Mean over the cameras of their window accuracy, points.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Mittel über die Kameras von ihrer Zeitfenster-Genauigkeit, Punkte.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>%1 less 1</source>
        <translation>%1 minus 1</translation>
    </message>
    <message>
        <source>&lt;p&gt;Mean gain over the first run, of cameras that have an accuracy in both.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Mittlerer Gewinn gegenüber dem ersten Lauf, von Kameras, die in beiden eine Genauigkeit haben.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>&lt;p&gt;Letter and name.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Buchstabe und Name.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Mean over the camera&apos;s windows of all seeds, points.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Mittel über die Zeitfenster der Kamera mit allen Startwerten, Punkte.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Mean gain over the first run, with its 95 % interval.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Mittlerer Gewinn gegenüber dem ersten Lauf, mit 95-%-Intervall.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Farthest apart</source>
        <translation>Größter Abstand</translation>
    </message>
    <message>
        <source>&lt;p&gt;The window in which the runs differ most, in points.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Das Zeitfenster, in dem sich die Läufe am meisten unterscheiden, in Punkten.&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::CountMarks</name>
    <message>
        <source>%1: forward %2; backward %3</source>
        <translation>%1: vorwärts %2; rückwärts %3</translation>
    </message>
    <message>
        <source>%1: %2 in it now</source>
        <translation>%1: jetzt %2 darin</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Counted since the session began&lt;/b&gt;%1&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;Seit Beginn der Sitzung gezählt&lt;/b&gt;%1&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::CountScene</name>
    <message>
        <source>session time</source>
        <translation>Sitzungszeit</translation>
    </message>
    <message>
        <source>No camera counts. Lines and zones are drawn on the page Cameras, before a run begins.</source>
        <translation>Keine Kamera zählt. Linien und Zonen werden auf der Seite Kameras gezeichnet, bevor ein Lauf beginnt.</translation>
    </message>
    <message>
        <source>objects in the zone, the most at once</source>
        <translation>Objekte in der Zone, die meisten zugleich</translation>
    </message>
    <message>
        <source>crossings per minute, both ways</source>
        <translation>Überquerungen je Minute, beide Richtungen</translation>
    </message>
    <message>
        <source>Nothing was seen in the zone in this time.</source>
        <translation>In dieser Zeit war nichts in der Zone zu sehen.</translation>
    </message>
    <message>
        <source>Nothing went over the line in this time.</source>
        <translation>In dieser Zeit ging nichts über die Linie.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::CountsPanel</name>
    <message>
        <source>Counts over time</source>
        <translation>Zählung über die Zeit</translation>
    </message>
    <message>
        <source>Line or zone</source>
        <translation>Linie oder Zone</translation>
    </message>
    <message>
        <source>Chart of counts over time</source>
        <translation>Diagramm der Zählung über die Zeit</translation>
    </message>
    <message>
        <source>&lt;p&gt;The time that is shown in sixty equal parts. Of a line: crossings in each part, both ways together, per minute. Of a zone: the most objects of the class that were in it at once.&lt;/p&gt;&lt;p&gt;Of what was jumped over in a recording only the sum is known: it is spread evenly. Play there to see how it came.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Die gezeigte Zeit in sechzig gleichen Teilen. Bei einer Linie: Überquerungen in jedem Teil, beide Richtungen zusammen, je Minute. Bei einer Zone: die meisten Objekte der Klasse, die zugleich in ihr waren.&lt;/p&gt;&lt;p&gt;Von dem, was in einer Aufzeichnung übersprungen wurde, ist nur die Summe bekannt: sie wird gleichmäßig verteilt. Spielen Sie dort ab, um zu sehen, wie es dazu kam.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>counts</source>
        <translation>zaehlung</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation>%1 %2: %3</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::DevicesPage</name>
    <message>
        <source>%1 %2, %3</source>
        <translation>%1 %2, %3</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>A job that runs, or may run as soon as it is leased time</source>
        <translation>Ein Job, der läuft oder laufen darf, sobald ihm Zeit zugeteilt wird</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Where its batches run</source>
        <translation>Wo seine Batches laufen</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Angefordert</translation>
    </message>
    <message>
        <source>Share that the plan asks for, in devices (1 = a whole one)</source>
        <translation>Anteil, den der Plan anfordert, in Geräten (1 = ein ganzes)</translation>
    </message>
    <message>
        <source>Granted</source>
        <translation>Zugeteilt</translation>
    </message>
    <message>
        <source>Share that the broker gives, after rounding to what the device can divide</source>
        <translation>Anteil, den der Broker gibt, gerundet auf das, was sich am Gerät teilen lässt</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Genutzt</translation>
    </message>
    <message>
        <source>Charged time by the time of the newest sample. Unused time goes to other jobs, so it can be more than what was granted.</source>
        <translation>Abgerechnete Zeit geteilt durch die Dauer der neuesten Messung. Ungenutzte Zeit geht an andere Jobs, der Wert kann also über dem zugeteilten liegen.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>How far the job is; inference never ends</source>
        <translation>Wie weit der Job ist; Inferenz endet nie</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Zeitfenster</translation>
    </message>
    <message>
        <source>Retraining window</source>
        <translation>Zeitfenster des Nachtrainings</translation>
    </message>
    <message>
        <source>Device that had nothing to do</source>
        <translation>Gerät, das nichts zu tun hatte</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Leerlauf</translation>
    </message>
    <message>
        <source>Seconds of the window in which it had nothing to do, for this reason</source>
        <translation>Sekunden des Zeitfensters, in denen es aus diesem Grund nichts zu tun hatte</translation>
    </message>
    <message>
        <source>Of window</source>
        <translation>Vom Zeitfenster</translation>
    </message>
    <message>
        <source>The same as a part of the window</source>
        <translation>Dasselbe als Teil des Zeitfensters</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>What it waited for</source>
        <translation>Worauf es wartete</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Shape of a batch: what it does, with how much</source>
        <translation>Form eines Batches: was er tut und mit wie viel</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>Batches</translation>
    </message>
    <message>
        <source>How many ran in the windows that were seen</source>
        <translation>Wie viele in den gesehenen Zeitfenstern liefen</translation>
    </message>
    <message>
        <source>Charged</source>
        <translation>Abgerechnet</translation>
    </message>
    <message>
        <source>Device-seconds that they were charged</source>
        <translation>Gerätesekunden, die ihnen abgerechnet wurden</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Seconds that they really took</source>
        <translation>Sekunden, die sie wirklich dauerten</translation>
    </message>
    <message>
        <source>Measured by charged</source>
        <translation>Gemessen/abgerechnet</translation>
    </message>
    <message>
        <source>1: the cost table is right. Above 1: batches take longer than is charged.</source>
        <translation>1: Die Kostentabelle stimmt. Über 1: Batches dauern länger als abgerechnet.</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>All jobs of one kind of a camera on a device</source>
        <translation>Alle Jobs einer Art einer Kamera auf einem Gerät</translation>
    </message>
    <message>
        <source>Where they ran</source>
        <translation>Wo sie liefen</translation>
    </message>
    <message>
        <source>Device-seconds that plans asked for in the marked time</source>
        <translation>Gerätesekunden, die Pläne in der markierten Zeit anforderten</translation>
    </message>
    <message>
        <source>Device-seconds that leases gave, changes to the instant</source>
        <translation>Gerätesekunden, die zugeteilt wurden; Änderungen auf den Augenblick genau</translation>
    </message>
    <message>
        <source>Device-seconds that were charged</source>
        <translation>Gerätesekunden, die abgerechnet wurden</translation>
    </message>
    <message>
        <source>Above 100 %: time that others left over was used, too</source>
        <translation>Über 100 %: Auch von anderen übrig gelassene Zeit wurde genutzt</translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>Alle zusammen</translation>
    </message>
    <message>
        <source>Jobs that run now</source>
        <translation>Jobs, die jetzt laufen</translation>
    </message>
    <message>
        <source>Idle time and its reasons</source>
        <translation>Leerlauf und seine Gründe</translation>
    </message>
    <message>
        <source>Device time of the marked area</source>
        <translation>Gerätezeit des markierten Bereichs</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Jobs now</source>
        <translation>Laufende Jobs</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Device time</source>
        <translation>Gerätezeit</translation>
    </message>
    <message>
        <source>load</source>
        <translation>last</translation>
    </message>
    <message>
        <source>timeline</source>
        <translation>zeitverlauf</translation>
    </message>
    <message>
        <source>Device that is shown</source>
        <translation>Angezeigtes Gerät</translation>
    </message>
    <message>
        <source>Load of the devices over time</source>
        <translation>Last der Geräte im Zeitverlauf</translation>
    </message>
    <message>
        <source>&lt;p&gt;Granted shares of all jobs on top of each other: inference, then labelling and profiling, then retraining. Solid line: used; dashed line: asked for.&lt;/p&gt;&lt;p&gt;1 is one whole device.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Zugeteilte Anteile aller Jobs übereinander: Inferenz, dann Annotation und Mikroprofil, dann Nachtraining. Durchgezogene Linie: genutzt; gestrichelte Linie: angefordert.&lt;/p&gt;&lt;p&gt;1 ist ein ganzes Gerät.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Whole range</source>
        <translation>Ganzer Bereich</translation>
    </message>
    <message>
        <source>Forgets the marked area and sums all jobs over the time that is shown</source>
        <translation>Hebt die Markierung auf und summiert alle Jobs über die angezeigte Zeit</translation>
    </message>
    <message>
        <source>Costs of batches, charged and measured</source>
        <translation>Kosten der Batches, abgerechnet und gemessen</translation>
    </message>
    <message>
        <source>Marked: %1 to %2, device-seconds</source>
        <translation>Markiert: %1 bis %2, Gerätesekunden</translation>
    </message>
    <message>
        <source>All that is shown: %1 to %2, device-seconds</source>
        <translation>Alles Angezeigte: %1 bis %2, Gerätesekunden</translation>
    </message>
    <message>
        <source>All devices</source>
        <translation>Alle Geräte</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>granted, from below: %1 · %2 · %3 · line: used · dashed: asked</source>
        <translation>zugeteilt, von unten: %1 · %2 · %3 · Linie: genutzt · gestrichelt: angefordert</translation>
    </message>
    <message>
        <source>inference</source>
        <translation>Inferenz</translation>
    </message>
    <message>
        <source>labelling and profiling</source>
        <translation>Annotation und Mikroprofil</translation>
    </message>
    <message>
        <source>retraining</source>
        <translation>Nachtraining</translation>
    </message>
    <message>
        <source>Costs are measured over a window and told at its end. None was told yet, or the windows were jumped over.</source>
        <translation>Kosten werden über ein Zeitfenster gemessen und an dessen Ende gemeldet. Noch wurden keine gemeldet, oder die Zeitfenster wurden übersprungen.</translation>
    </message>
    <message>
        <source>Sums over the windows that were played here: %1.</source>
        <translation>Summen über die hier abgespielten Zeitfenster: %1.</translation>
    </message>
    <message>
        <source>Of granted</source>
        <translation>Vom Zugeteilten</translation>
    </message>
    <message>
        <source>Its plan</source>
        <translation>Sein Plan</translation>
    </message>
    <message>
        <source>light: granted · full: used · line: asked · solid: inference · hatched: retraining · dotted: labelling, profiling · click a job or drag to sum device time</source>
        <translation>hell: zugeteilt · voll: genutzt · Linie: angefordert · durchgezogen: Inferenz · schraffiert: Nachtraining · gepunktet: Annotation, Profil · Job anklicken oder ziehen, um Gerätezeit zu summieren</translation>
    </message>
    <message>
        <source>Shows how the plan was found that gave the marked job its share</source>
        <translation>Zeigt, wie der Plan gefunden wurde, der dem markierten Job seinen Anteil gab</translation>
    </message>
    <message>
        <source>Marked: %1, %2 to %3, device-seconds</source>
        <translation>Markiert: %1, %2 bis %3, Gerätesekunden</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::DiagnosticsPanel</name>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Frames processed</source>
        <translation>Verarbeitete Bilder</translation>
    </message>
    <message>
        <source>%1 /s</source>
        <translation>%1 /s</translation>
    </message>
    <message>
        <source>by what serves, all cameras together, per second of session time</source>
        <translation>durch das, was im Einsatz ist, alle Kameras zusammen, pro Sekunde Sitzungszeit</translation>
    </message>
    <message>
        <source>Frames dropped</source>
        <translation>Verworfene Bilder</translation>
    </message>
    <message>
        <source>came while the one before still waited; all cameras, so far</source>
        <translation>kamen, während das vorige noch wartete; alle Kameras, bisher</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>of the session that the window has taken in</source>
        <translation>der Sitzung, die das Fenster aufgenommen hat</translation>
    </message>
    <message>
        <source>Events not shown</source>
        <translation>Nicht angezeigte Ereignisse</translation>
    </message>
    <message>
        <source>the window was too slow for them; the session file has them all</source>
        <translation>für sie war das Fenster zu langsam; die Sitzungsdatei enthält alle</translation>
    </message>
    <message>
        <source>Window fed</source>
        <translation>Fenster aktualisiert</translation>
    </message>
    <message>
        <source>how often the window takes in events; 30 where it keeps up</source>
        <translation>wie oft das Fenster Ereignisse aufnimmt; 30, wenn es mithält</translation>
    </message>
    <message>
        <source>Catching up</source>
        <translation>Holt auf</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>events that are due are still being taken in</source>
        <translation>fällige Ereignisse werden noch aufgenommen</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::EventLogModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::EventLogPanel</name>
    <message>
        <source>Event log</source>
        <translation>Ereignisprotokoll</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::EventTable</name>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>events</source>
        <translation>ereignisse</translation>
    </message>
    <message>
        <source>What matters</source>
        <translation>Wichtiges</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Which events</source>
        <translation>Welche Ereignisse</translation>
    </message>
    <message>
        <source>Which events are listed. “What matters” leaves out the start and end of single jobs.</source>
        <translation>Welche Ereignisse aufgelistet werden. „Wichtiges“ lässt Beginn und Ende einzelner Jobs weg.</translation>
    </message>
    <message>
        <source>Selected camera</source>
        <translation>Ausgewählte Kamera</translation>
    </message>
    <message>
        <source>Lists events of the selected camera only</source>
        <translation>Listet nur Ereignisse der ausgewählten Kamera auf</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search in events</source>
        <translation>In Ereignissen suchen</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::EventWords</name>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Zeitfenster</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Serving</source>
        <translation>Einsatz</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Session “%1” started: planner %2, seed %3</source>
        <translation>Sitzung „%1“ gestartet: Planer %2, Startwert %3</translation>
    </message>
    <message>
        <source>The run failed: %1</source>
        <translation>Der Lauf ist fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Session closed: %1</source>
        <translation>Sitzung geschlossen: %1</translation>
    </message>
    <message>
        <source>An event of the kind “%1”, which this version does not know</source>
        <translation>Ein Ereignis der Art „%1“, die diese Version nicht kennt</translation>
    </message>
    <message>
        <source>Added, source %1</source>
        <translation>Hinzugefügt, Quelle %1</translation>
    </message>
    <message>
        <source>The source ended</source>
        <translation>Die Quelle ist zu Ende</translation>
    </message>
    <message>
        <source>Lost: %1</source>
        <translation>Ausgefallen: %1</translation>
    </message>
    <message>
        <source>Recovered</source>
        <translation>Wieder da</translation>
    </message>
    <message>
        <source>Recovered after %1: %2</source>
        <translation>Nach %1 wieder da: %2</translation>
    </message>
    <message>
        <source>Window %1 started</source>
        <translation>Zeitfenster %1 begonnen</translation>
    </message>
    <message>
        <source>First students: their window started; it is not counted</source>
        <translation>Erste Schülermodelle: Ihr Zeitfenster hat begonnen; es zählt nicht mit</translation>
    </message>
    <message>
        <source>Micro-profiling started, budget %1</source>
        <translation>Mikroprofil begonnen, Budget %1</translation>
    </message>
    <message>
        <source>Micro-profile done: %1 configurations, spent %2</source>
        <translation>Mikroprofil fertig: %1 Konfigurationen, %2 verbraucht</translation>
    </message>
    <message>
        <source>Plan by %1 (%2): expected mean accuracy %3</source>
        <translation>Plan von %1 (%2): erwartete mittlere Genauigkeit %3</translation>
    </message>
    <message>
        <source>From now on %1</source>
        <translation>Ab jetzt: %1</translation>
    </message>
    <message>
        <source>%1 started: %2</source>
        <translation>%1 gestartet: %2</translation>
    </message>
    <message>
        <source>%1 started</source>
        <translation>%1 gestartet</translation>
    </message>
    <message>
        <source>%1 finished, charged %2</source>
        <translation>%1 beendet, abgerechnet: %2</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>%1 moved to device %2</source>
        <translation>%1 auf Gerät %2 verlegt</translation>
    </message>
    <message>
        <source>%1 interrupted: the run was cut off</source>
        <translation>%1 unterbrochen: Der Lauf wurde abgebrochen</translation>
    </message>
    <message>
        <source>Model %1: first student swapped in, held-out accuracy %2</source>
        <translation>Modell %1: erstes Schülermodell eingesetzt, Holdout-Genauigkeit %2</translation>
    </message>
    <message>
        <source>Model %1: </source>
        <translation>Modell %1: </translation>
    </message>
    <message>
        <source>job %1</source>
        <translation>Job %1</translation>
    </message>
    <message>
        <source>no accuracy</source>
        <translation>keine Genauigkeit</translation>
    </message>
    <message>
        <source>mean F1 %1 of %2 cameras</source>
        <translation>mittleres F1 %1 von %2 Kameras</translation>
    </message>
    <message>
        <source>, nothing to see: %1</source>
        <translation>, nichts zu sehen: %1</translation>
    </message>
    <message>
        <source>First students trained: %1 of %2</source>
        <translation>Erste Schülermodelle trainiert: %1 von %2</translation>
    </message>
    <message>
        <source>Window %1 closed: %2, retrained models swapped in: %3</source>
        <translation>Zeitfenster %1 abgeschlossen: %2, nachtrainierte Modelle eingesetzt: %3</translation>
    </message>
    <message>
        <source>, for people or a second model %1 → %2</source>
        <translation>, für Menschen oder ein zweites Modell %1 → %2</translation>
    </message>
    <message>
        <source>swapped in, held-out accuracy %1 → %2</source>
        <translation>eingesetzt, Holdout-Genauigkeit %1 → %2</translation>
    </message>
    <message>
        <source>Retrained model rejected, held-out accuracy %1 → %2</source>
        <translation>Nachtrainiertes Modell verworfen, Holdout-Genauigkeit %1 → %2</translation>
    </message>
    <message>
        <source>What people said of frame %1 was taken back</source>
        <translation>Was Menschen über Bild %1 sagten, wurde zurückgenommen</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Annotationen</translation>
    </message>
    <message>
        <source>Frame %1 was labelled by people, objects: %2. It trains</source>
        <translation>Bild %1 wurde von Menschen annotiert, Objekte: %2. Es trainiert</translation>
    </message>
    <message>
        <source>Frame %1 was labelled by people, objects: %2. It scores</source>
        <translation>Bild %1 wurde von Menschen annotiert, Objekte: %2. Es bewertet</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ExplainPage</name>
    <message>
        <source>Only kept moves</source>
        <translation>Nur beibehaltene Züge</translation>
    </message>
    <message>
        <source>This step</source>
        <translation>Dieser Schritt</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Thieves and victims</source>
        <translation>Diebe und Opfer</translation>
    </message>
    <message>
        <source>&lt;p&gt;Score: what the planner maximises, the mean window accuracy over the cameras; some planners also count what models are worth in the next window.&lt;/p&gt;&lt;p&gt;Cameras&apos; mean: of what the plan expects of each camera in the window, and of what their windows came to (F1 against the golden model).&lt;/p&gt;</source>
        <translation>&lt;p&gt;Bewertung: was der Planer maximiert, die mittlere Zeitfenster-Genauigkeit über die Kameras; manche Planer zählen auch, was Modelle im nächsten Zeitfenster wert sind.&lt;/p&gt;&lt;p&gt;Mittel der Kameras: von dem, was der Plan für jede Kamera im Zeitfenster erwartet, und von dem, was ihre Zeitfenster erreicht haben (F1 im Vergleich zum Referenzmodell).&lt;/p&gt;</translation>
    </message>
    <message>
        <source>by trial</source>
        <translation>je Versuch</translation>
    </message>
    <message>
        <source>by pair</source>
        <translation>je Paar</translation>
    </message>
    <message>
        <source>by kept steal</source>
        <translation>je Diebstahl</translation>
    </message>
    <message>
        <source>How far one step goes</source>
        <translation>Wie weit ein Schritt geht</translation>
    </message>
    <message>
        <source>How far playing goes at once</source>
        <translation>Wie weit das Abspielen auf einmal geht</translation>
    </message>
    <message>
        <source>Step of the search</source>
        <translation>Schritt der Suche</translation>
    </message>
    <message>
        <source>Tried moves</source>
        <translation>Versuchte Züge</translation>
    </message>
    <message>
        <source>tried-moves</source>
        <translation>versuchte-zuege</translation>
    </message>
    <message>
        <source>shares</source>
        <translation>anteile</translation>
    </message>
    <message>
        <source>score</source>
        <translation>bewertung</translation>
    </message>
    <message>
        <source>thieves-and-victims</source>
        <translation>diebe-und-opfer</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Shares before and after the step</source>
        <translation>Anteile vor und nach dem Schritt</translation>
    </message>
    <message>
        <source>&lt;b&gt;No plan yet.&lt;/b&gt; A plan is made when a window begins, and again whenever a camera is labelled and profiled or a retraining ends.</source>
        <translation>&lt;b&gt;Noch kein Plan.&lt;/b&gt; Ein Plan entsteht, wenn ein Zeitfenster beginnt, und erneut, sobald eine Kamera annotiert und profiliert ist oder ein Nachtraining endet.</translation>
    </message>
    <message>
        <source>%1 tried moves are recorded; reading them from the session. The kept ones are shown.</source>
        <translation>%1 versuchte Züge sind aufgezeichnet; sie werden aus der Sitzung gelesen. Angezeigt sind die beibehaltenen.</translation>
    </message>
    <message>
        <source>Only the kept moves of the %1 that are recorded are shown: the plan did not reach this window whole. The session file has them all.</source>
        <translation>Von den %1 aufgezeichneten Zügen sind nur die beibehaltenen angezeigt: Der Plan hat dieses Fenster nicht vollständig erreicht. Die Sitzungsdatei enthält alle.</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Was wäre, wenn</translation>
    </message>
    <message>
        <source>Planners</source>
        <translation>Planer</translation>
    </message>
    <message>
        <source>What the planner was told did not reach this window; the session file has it. Open it once the run is over.</source>
        <translation>Was dem Planer mitgeteilt wurde, hat dieses Fenster nicht erreicht; die Sitzungsdatei enthält es. Öffnen Sie sie, sobald der Lauf vorbei ist.</translation>
    </message>
    <message>
        <source>Reading what the planner was told…</source>
        <translation>Die Angaben, die der Planer bekam, werden gelesen…</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ExplainWords</name>
    <message>
        <source>kept</source>
        <translation>beibehalten</translation>
    </message>
    <message>
        <source>put back: not better</source>
        <translation>zurückgenommen: nicht besser</translation>
    </message>
    <message>
        <source>put back: breaks a limit</source>
        <translation>zurückgenommen: verletzt eine Grenze</translation>
    </message>
    <message>
        <source>put back: the victim had less</source>
        <translation>zurückgenommen: Opfer hatte weniger</translation>
    </message>
    <message>
        <source>planner %1</source>
        <translation>Planer %1</translation>
    </message>
    <message>
        <source>score %1 → &lt;b&gt;%2&lt;/b&gt; (%3)</source>
        <translation>Bewertung %1 → &lt;b&gt;%2&lt;/b&gt; (%3)</translation>
    </message>
    <message>
        <source>cameras&apos; mean: expected %1, came to &lt;b&gt;%2&lt;/b&gt;</source>
        <translation>Mittel der Kameras: erwartet %1, erreicht &lt;b&gt;%2&lt;/b&gt;</translation>
    </message>
    <message>
        <source>cameras&apos; mean: expected %1, the window is not closed yet</source>
        <translation>Mittel der Kameras: erwartet %1, das Zeitfenster ist noch nicht abgeschlossen</translation>
    </message>
    <message>
        <source>The search begins with the shares in the table below.</source>
        <translation>Die Suche beginnt mit den Anteilen in der Tabelle unten.</translation>
    </message>
    <message>
        <source>With them the planner expects a score of &lt;b&gt;%1&lt;/b&gt;: the mean over the cameras of their accuracy over the rest of the window. From here it takes shares from one job and gives them to another, and keeps what makes the score better.</source>
        <translation>Damit erwartet der Planer eine Bewertung von &lt;b&gt;%1&lt;/b&gt;: das Mittel über die Kameras von ihrer Genauigkeit im Rest des Zeitfensters. Von hier aus nimmt er einem Job Anteile weg, gibt sie einem anderen und behält bei, was die Bewertung verbessert.</translation>
    </message>
    <message>
        <source>%1 moves were tried, %2 of them kept.</source>
        <translation>%1 Züge wurden versucht, %2 davon beibehalten.</translation>
    </message>
    <message>
        <source>%1 moves were tried; none made the score better, so the beginning stands.</source>
        <translation>%1 Züge wurden versucht; keiner hat die Bewertung verbessert, es bleibt also beim Anfang.</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; takes &lt;b&gt;%2&lt;/b&gt; from &lt;b&gt;%3&lt;/b&gt;.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; nimmt &lt;b&gt;%2&lt;/b&gt; von &lt;b&gt;%3&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; would take &lt;b&gt;%2&lt;/b&gt; from &lt;b&gt;%3&lt;/b&gt;.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; würde &lt;b&gt;%2&lt;/b&gt; von &lt;b&gt;%3&lt;/b&gt; nehmen.</translation>
    </message>
    <message>
        <source>The thief goes from %1 to %2, the victim from %3 to %4.</source>
        <translation>Der Dieb kommt von %1 auf %2, das Opfer von %3 auf %4.</translation>
    </message>
    <message>
        <source>Score %1, best before %2: %3.</source>
        <translation>Bewertung %1, beste zuvor %2: %3.</translation>
    </message>
    <message>
        <source>That is the best so far, so the move is &lt;b&gt;kept&lt;/b&gt;.</source>
        <translation>Das ist die bisher beste, der Zug wird also &lt;b&gt;beibehalten&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>That is not better, so the share is &lt;b&gt;put back&lt;/b&gt;.</source>
        <translation>Das ist nicht besser, der Zug wird also &lt;b&gt;zurückgenommen&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>The shares would break a limit, for example a camera&apos;s least accuracy. The share is &lt;b&gt;put back&lt;/b&gt;.</source>
        <translation>Die Anteile würden eine Grenze verletzen, zum Beispiel die Mindestgenauigkeit einer Kamera. Der Zug wird &lt;b&gt;zurückgenommen&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>The victim had less than the step of the search and gave what it had. The share is &lt;b&gt;put back&lt;/b&gt;.</source>
        <translation>Das Opfer hatte weniger als die Schrittweite der Suche und gab, was es hatte. Der Zug wird &lt;b&gt;zurückgenommen&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>%1 would be retrained with “%2”; what that brings is expected from history, it was not profiled in this window.</source>
        <translation>%1 würde mit „%2“ nachtrainiert; was das bringt, ist aus früheren Zeitfenstern geschätzt, in diesem wurde es nicht profiliert.</translation>
    </message>
    <message>
        <source>%1 would be retrained with “%2”: its profile expects a held-out accuracy of %3 (%4 to %5) for %6.</source>
        <translation>%1 würde mit „%2“ nachtrainiert: Das Profil erwartet eine Holdout-Genauigkeit von %3 (%4 bis %5) für %6.</translation>
    </message>
    <message>
        <source>At a share of %1 that takes %2 s of the %3 s left.</source>
        <translation>Bei einem Anteil von %1 dauert das %2 s von verbleibenden %3 s.</translation>
    </message>
    <message>
        <source>At a share of %1 that would take %2 s; only %3 s are left.</source>
        <translation>Bei einem Anteil von %1 würde das %2 s dauern; es bleiben nur %3 s.</translation>
    </message>
    <message>
        <source>Its estimates</source>
        <translation>Die Schätzungen dazu</translation>
    </message>
    <message>
        <source>Once there is a plan, this page tells how it was found: which job took a share from which other, what the planner expected of it, and whether the share was kept or put back.</source>
        <translation>Sobald es einen Plan gibt, zeigt diese Seite, wie er gefunden wurde: welcher Job welchem anderen einen Anteil nahm, was sich der Planer davon versprach und ob der Zug beibehalten oder zurückgenommen wurde.</translation>
    </message>
    <message>
        <source>In a recording go to the next window with Ctrl+Right.</source>
        <translation>In einer Aufzeichnung gelangen Sie mit Strg+Rechts zum nächsten Zeitfenster.</translation>
    </message>
    <message>
        <source>The planner “%1” tried no moves here: its shares follow from a rule, or nothing was left to choose.</source>
        <translation>Der Planer „%1“ hat hier keine Züge versucht: Seine Anteile folgen aus einer Regel, oder es gab nichts mehr zu wählen.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::FailureBadge</name>
    <message>
        <source>Replay the session</source>
        <translation>Sitzung wiedergeben</translation>
    </message>
    <message>
        <source>The run failed</source>
        <translation>Der Lauf ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Opens what was recorded until the run failed</source>
        <translation>Öffnet, was bis zum Fehlschlag des Laufs aufgezeichnet wurde</translation>
    </message>
    <message>
        <source>The run failed.</source>
        <translation>Der Lauf ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>This run failed.</source>
        <translation>Dieser Lauf ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Goes on with the run where it was cut off, in the same session</source>
        <translation>Setzt den Lauf in derselben Sitzung dort fort, wo er abgebrochen ist</translation>
    </message>
    <message>
        <source>Open a copy</source>
        <translation>Kopie öffnen</translation>
    </message>
    <message>
        <source>Copies the session and shows the copy; this one stays as it is</source>
        <translation>Kopiert die Sitzung und zeigt die Kopie; diese bleibt, wie sie ist</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Verwerfen…</translation>
    </message>
    <message>
        <source>Moves the session to the wastebasket</source>
        <translation>Verschiebt die Sitzung in den Papierkorb</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::FirstStepWords</name>
    <message>
        <source>Run the demo</source>
        <translation>Die Demo starten</translation>
    </message>
    <message>
        <source>File ▸ Run demo. Four streets are rendered, students are trained for the first time, then windows of continuous learning follow. A recorded session does as well.</source>
        <translation>Datei ▸ Demo starten. Vier Straßen werden gerendert und erste Schülermodelle trainiert, dann folgen Zeitfenster kontinuierlichen Lernens. Eine aufgezeichnete Sitzung tut es auch.</translation>
    </message>
    <message>
        <source>Find the camera that needs help</source>
        <translation>Die Kamera finden, die Hilfe braucht</translation>
    </message>
    <message>
        <source>The strip above the pictures names the one that is farthest below its target. Click it, or its picture: all panels now speak of that camera.</source>
        <translation>Der Streifen über den Bildern nennt die Kamera, die am weitesten unter ihrem Ziel liegt. Klicken Sie ihn oder ihr Bild an: Alle Bereiche sprechen nun von dieser Kamera.</translation>
    </message>
    <message>
        <source>Ask why it got so much of the device</source>
        <translation>Fragen, warum sie so viel vom Gerät bekam</translation>
    </message>
    <message>
        <source>The Explain page tells for every plan which job took how much from which, and what that was to bring. Step through the tried moves with the buttons below the list.</source>
        <translation>Die Seite „Erklärung“ zeigt für jeden Plan, welcher Job welchem wie viel nahm und was das bringen sollte. Gehen Sie mit den Knöpfen unter der Liste durch die versuchten Züge.</translation>
    </message>
    <message>
        <source>Go back to an earlier moment</source>
        <translation>Zu einem früheren Moment zurückgehen</translation>
    </message>
    <message>
        <source>Drag the bar at the bottom, or click into a time axis. Everything shows that instant; a run goes on meanwhile.</source>
        <translation>Ziehen Sie den Balken unten oder klicken Sie in eine Zeitachse. Alles zeigt diesen Zeitpunkt; ein Lauf geht unterdessen weiter.</translation>
    </message>
    <message>
        <source>Find a command by its name</source>
        <translation>Einen Befehl über seinen Namen finden</translation>
    </message>
    <message>
        <source>Ctrl+Shift+P finds everything that can be done, and every camera, by a few letters. F1 opens the guide where it speaks of what is under the mouse.</source>
        <translation>Strg+Umschalt+P findet mit wenigen Buchstaben jeden Befehl und jede Kamera. F1 öffnet das Handbuch dort, wo es um das geht, was unter der Maus liegt.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::FirstSteps</name>
    <message>
        <source>Start again</source>
        <translation>Von vorn beginnen</translation>
    </message>
    <message>
        <source>All done. The guide (F1) tells the rest.</source>
        <translation>Alles erledigt. Den Rest erzählt das Handbuch (F1).</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>Mehr…</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>not done yet</source>
        <translation>noch nicht erledigt</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::Format</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 GPU-s</source>
        <translation>%1 GPU-s</translation>
    </message>
    <message>
        <source>window %1</source>
        <translation>Zeitfenster %1</translation>
    </message>
    <message>
        <source>first students</source>
        <translation>erste Schülermodelle</translation>
    </message>
    <message>
        <source>inference</source>
        <translation>Inferenz</translation>
    </message>
    <message>
        <source>labelling</source>
        <translation>Annotation</translation>
    </message>
    <message>
        <source>micro-profiling</source>
        <translation>Mikroprofil</translation>
    </message>
    <message>
        <source>retraining</source>
        <translation>Nachtraining</translation>
    </message>
    <message>
        <source>evaluation</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>student</source>
        <translation>Schülermodell</translation>
    </message>
    <message>
        <source>teacher</source>
        <translation>Lehrmodell</translation>
    </message>
    <message>
        <source>both in turn</source>
        <translation>beide im Wechsel</translation>
    </message>
    <message>
        <source>%1, every frame</source>
        <translation>%1, jedes Bild</translation>
    </message>
    <message>
        <source>%1, 1 of %2</source>
        <translation>%1, 1 von %2</translation>
    </message>
    <message>
        <source>%1, moved</source>
        <translation>%1, mitbewegt</translation>
    </message>
    <message>
        <source>infer</source>
        <translation>Inferenz</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Annot.</translation>
    </message>
    <message>
        <source>profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>retrain</source>
        <translation>Nachtr.</translation>
    </message>
    <message>
        <source>evaluate</source>
        <translation>Ausw.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::GoToTime</name>
    <message>
        <source>“%1” is no time. Write 7:12.4, 432 s, w3, source 3:10, frame 4776 or 14:05 UTC.</source>
        <translation>„%1“ ist keine Zeit. Schreiben Sie 7:12.4, 432 s, w3, source 3:10, frame 4776 oder 14:05 UTC.</translation>
    </message>
    <message>
        <source>The session ends at %1.</source>
        <translation>Die Sitzung endet bei %1.</translation>
    </message>
    <message>
        <source>The session has no window %1.</source>
        <translation>Die Sitzung hat kein Zeitfenster %1.</translation>
    </message>
    <message>
        <source>Select a camera first: each has a source time of its own.</source>
        <translation>Wählen Sie zuerst eine Kamera aus: Jede hat eine eigene Zeit der Quelle.</translation>
    </message>
    <message>
        <source>%1 starts at %2 of its source.</source>
        <translation>%1 beginnt bei %2 ihrer Quelle.</translation>
    </message>
    <message>
        <source>The session ends before %1 comes to %2 of its source.</source>
        <translation>Die Sitzung endet, bevor %1 zu %2 ihrer Quelle kommt.</translation>
    </message>
    <message>
        <source>Select a camera first: each has frames of its own.</source>
        <translation>Wählen Sie zuerst eine Kamera aus: Jede hat eigene Bilder.</translation>
    </message>
    <message>
        <source>The rate of %1 is not known: go there by time.</source>
        <translation>Die Bildrate von %1 ist nicht bekannt: Springen Sie über die Zeit dorthin.</translation>
    </message>
    <message>
        <source>There is no such time of day.</source>
        <translation>Diese Uhrzeit gibt es nicht.</translation>
    </message>
    <message>
        <source>The time of day is known only of live cameras whose clips were kept; select one of these.</source>
        <translation>Die Uhrzeit ist nur bei Live-Kameras bekannt, deren Videoausschnitte aufbewahrt wurden; wählen Sie eine davon aus.</translation>
    </message>
    <message>
        <source>The session lasted from %1 to %2 UTC.</source>
        <translation>Die Sitzung dauerte von %1 bis %2 UTC.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::GoldenPanel</name>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>passed over</source>
        <translation>ignoriert</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Runs the golden model on a picture of the camera, or reads its label file</source>
        <translation>Wendet das Referenzmodell auf ein Bild der Kamera an oder liest ihre Annotationsdatei</translation>
    </message>
    <message>
        <source>What the golden model finds</source>
        <translation>Was das Referenzmodell findet</translation>
    </message>
    <message>
        <source>What its names mean to the run</source>
        <translation>Was seine Namen für den Lauf bedeuten</translation>
    </message>
    <message>
        <source>It says</source>
        <translation>Es sagt</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>The run takes it as</source>
        <translation>Gilt im Lauf als</translation>
    </message>
    <message>
        <source>%1: %2 ms per frame on this processor; objects found: %3.</source>
        <translation>%1: %2 ms pro Bild auf diesem Prozessor; gefundene Objekte: %3.</translation>
    </message>
    <message>
        <source>Understood as %1, input %2 × %3.</source>
        <translation>Verstanden als %1, Eingabe %2 × %3.</translation>
    </message>
    <message>
        <source>%1 (%2): %3 objects on %4 frames.</source>
        <translation>%1 (%2): %3 Objekte auf %4 Bildern.</translation>
    </message>
    <message>
        <source>Must be mended: </source>
        <translation>Zu berichtigen: </translation>
    </message>
    <message>
        <source>Perhaps wrong: </source>
        <translation>Vielleicht falsch: </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Working on one picture…</source>
        <translation>Ein Bild wird bearbeitet…</translation>
    </message>
    <message>
        <source>Add a camera first.</source>
        <translation>Fügen Sie zuerst eine Kamera hinzu.</translation>
    </message>
    <message>
        <source>Not tried yet.</source>
        <translation>Noch nicht ausprobiert.</translation>
    </message>
    <message>
        <source>Choose a network (ONNX) or a label file.</source>
        <translation>Wählen Sie ein Netz (ONNX) oder eine Annotationsdatei.</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>In Arbeit…</translation>
    </message>
    <message>
        <source>The picture with what the golden model finds comes here.</source>
        <translation>Hier erscheint das Bild mit dem, was das Referenzmodell findet.</translation>
    </message>
    <message>
        <source>Nothing is found in this picture.</source>
        <translation>In diesem Bild wird nichts gefunden.</translation>
    </message>
    <message>
        <source>What &quot;%1&quot; is</source>
        <translation>Was „%1“ ist</translation>
    </message>
    <message>
        <source>Is written into the file beside the labels that every run follows</source>
        <translation>Wird in die Datei neben den Annotationen geschrieben, der jeder Lauf folgt</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::GuideBrowser</name>
    <message>
        <source>Page of the guide</source>
        <translation>Seite des Handbuchs</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::GuideWindow</name>
    <message>
        <source>Jackdaw guide</source>
        <translation>Jackdaw-Handbuch</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation>Handbuch durchsuchen</translation>
    </message>
    <message>
        <source>Contents of the guide</source>
        <translation>Inhalt des Handbuchs</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>%1 is in the source folder, not in the program.</source>
        <translation>%1 liegt im Quellordner, nicht im Programm.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::LivePage</name>
    <message>
        <source>light: granted · full: used · line: requested · solid: inference · hatched: retraining · dotted: labelling, profiling</source>
        <translation>hell: zugeteilt · kräftig: genutzt · Linie: angefordert · voll: Inferenz · schraffiert: Nachtraining · gepunktet: Annotation, Mikroprofil</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Micro-profiler</source>
        <translation>Mikroprofiler</translation>
    </message>
    <message>
        <source>Allocation timeline</source>
        <translation>Aufteilung im Zeitverlauf</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>cameras</source>
        <translation>kameras</translation>
    </message>
    <message>
        <source>timeline</source>
        <translation>zeitverlauf</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Zählung</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::LoadScene</name>
    <message>
        <source>session time</source>
        <translation>Sitzungszeit</translation>
    </message>
    <message>
        <source>share, in devices</source>
        <translation>Anteil, in Geräten</translation>
    </message>
    <message>
        <source>No job has run yet. Jobs appear with the first retraining window.</source>
        <translation>Noch ist kein Job gelaufen. Jobs erscheinen mit dem ersten Zeitfenster.</translation>
    </message>
    <message>
        <source>first students</source>
        <translation>erste Schülermodelle</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::LoginDialog</name>
    <message>
        <source>Login of a camera</source>
        <translation>Anmeldung einer Kamera</translation>
    </message>
    <message>
        <source>An entry that is called like this is replaced</source>
        <translation>Ein Eintrag, der so heißt, wird ersetzt</translation>
    </message>
    <message>
        <source>&amp;Entry</source>
        <translation>&amp;Eintrag</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>&amp;Benutzer</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Aufbewahren</translation>
    </message>
    <message>
        <source>User and password are kept in the secret store of this desktop, and stand neither in the scenario nor in any log. Where there is no such store, name a variable or a file as the login instead.</source>
        <translation>Benutzer und Passwort werden im Passwortspeicher dieses Desktops aufbewahrt und stehen weder im Szenario noch in einem Protokoll. Wo es keinen solchen Speicher gibt, nennen Sie stattdessen eine Variable oder eine Datei als Anmeldung.</translation>
    </message>
    <message>
        <source>Keeping them… The secret store may ask to be unlocked.</source>
        <translation>Sie werden aufbewahrt… Der Passwortspeicher bittet vielleicht darum, entsperrt zu werden.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::MarkModel</name>
    <message>
        <source>Mark %1</source>
        <translation>Marke %1</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::MissingBadge</name>
    <message>
        <source>Locate…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Videos are missing</source>
        <translation>Videos fehlen</translation>
    </message>
    <message>
        <source>Choose the folder that they are in now; all that are found there come back at once</source>
        <translation>Wählen Sie den Ordner, in dem sie jetzt liegen; alle, die dort gefunden werden, sind sofort wieder da</translation>
    </message>
    <message>
        <source>The video of %1 is not where it was: there are no pictures of it.</source>
        <translation>Das Video von %1 ist nicht mehr an seinem Ort: Es gibt keine Bilder davon.</translation>
    </message>
    <message>
        <source>The videos of %1 cameras are not where they were: there are no pictures of %2.</source>
        <translation>Die Videos von %1 Kameras sind nicht mehr an ihrem Ort: Es gibt keine Bilder von %2.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ModelPanel</name>
    <message>
        <source>Look at this frame</source>
        <translation>Dieses Bild betrachten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Boxes of another model at this moment</source>
        <translation>Rahmen eines anderen Modells zu diesem Zeitpunkt</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Models that the session still holds of the selected camera, and the golden model</source>
        <translation>Modelle, die die Sitzung von der ausgewählten Kamera noch enthält, und das Referenzmodell</translation>
    </message>
    <message>
        <source>Decodes the frame and shows it to the chosen model; its boxes appear beside those that stood</source>
        <translation>Dekodiert das Bild und zeigt es dem gewählten Modell; dessen Rahmen erscheinen neben den aufgezeichneten</translation>
    </message>
    <message>
        <source>Progress of the other model</source>
        <translation>Fortschritt des anderen Modells</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Other models can be asked about the frames of a recorded session.</source>
        <translation>Andere Modelle können zu Bildern einer aufgezeichneten Sitzung befragt werden.</translation>
    </message>
    <message>
        <source>%1, from %2, held-out %3</source>
        <translation>%1, von %2, Holdout %3</translation>
    </message>
    <message>
        <source>%1 of the camera&apos;s %2 models are in the session; it keeps the first and the newest, and those that served when a note was written.</source>
        <translation>%1 der %2 Modelle der Kamera sind in der Sitzung; sie bewahrt das erste und die neuesten auf und solche, die im Einsatz waren, als eine Notiz geschrieben wurde.</translation>
    </message>
    <message>
        <source>The session holds no model of this camera.</source>
        <translation>Die Sitzung enthält kein Modell dieser Kamera.</translation>
    </message>
    <message>
        <source>There is no picture to look at.</source>
        <translation>Es gibt kein Bild zu betrachten.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Wird gestartet</translation>
    </message>
    <message>
        <source>%1 looked at frame %2.</source>
        <translation>%1 hat Bild %2 betrachtet.</translation>
    </message>
    <message>
        <source>%1, frame %2: %3 boxes.</source>
        <translation>%1, Bild %2: %3 Rahmen.</translation>
    </message>
    <message>
        <source>As it stood: %1</source>
        <translation>Wie aufgezeichnet: %1</translation>
    </message>
    <message>
        <source>Nobody labelled this frame: there is nothing to hold the boxes against.</source>
        <translation>Niemand hat dieses Bild annotiert: Es gibt nichts, womit die Rahmen verglichen werden könnten.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::MomentPanel</name>
    <message>
        <source>moment</source>
        <translation>moment</translation>
    </message>
    <message>
        <source>cameras</source>
        <translation>kameras</translation>
    </message>
    <message>
        <source>What served the camera, and how much older than this frame its boxes were</source>
        <translation>Was für die Kamera im Einsatz war und wie viel älter als dieses Bild seine Rahmen waren</translation>
    </message>
    <message>
        <source>Number of the frame in its source; time in the session; time in the source</source>
        <translation>Nummer des Bildes in seiner Quelle; Zeit in der Sitzung; Zeit in der Quelle</translation>
    </message>
    <message>
        <source>All cameras</source>
        <translation>Alle Kameras</translation>
    </message>
    <message>
        <source>Shows all cameras alike instead of the selected one large</source>
        <translation>Zeigt alle Kameras gleich statt der ausgewählten groß</translation>
    </message>
    <message>
        <source>No cameras yet</source>
        <translation>Noch keine Kameras</translation>
    </message>
    <message>
        <source>Reading the session</source>
        <translation>Die Sitzung wird gelesen</translation>
    </message>
    <message>
        <source>Its cameras come as soon as the moment is reached.</source>
        <translation>Ihre Kameras erscheinen, sobald der Augenblick erreicht ist.</translation>
    </message>
    <message>
        <source>Open a recorded session to look at single moments of it.</source>
        <translation>Öffnen Sie eine aufgezeichnete Sitzung, um einzelne Momente darin zu betrachten.</translation>
    </message>
    <message>
        <source>Lost since %1</source>
        <translation>Ausgefallen seit %1</translation>
    </message>
    <message>
        <source>Ended at %1</source>
        <translation>Zu Ende um %1</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>A simulation has none.</source>
        <translation>Eine Simulation hat keines.</translation>
    </message>
    <message>
        <source>Waiting for a picture</source>
        <translation>Warten auf ein Bild</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::MomentView</name>
    <message>
        <source>Picture of the selected camera</source>
        <translation>Bild der ausgewählten Kamera</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::MomentWords</name>
    <message>
        <source>Golden model, now</source>
        <translation>Referenzmodell, jetzt</translation>
    </message>
    <message>
        <source>Model %1</source>
        <translation>Modell %1</translation>
    </message>
    <message>
        <source>As it stood</source>
        <translation>Wie aufgezeichnet</translation>
    </message>
    <message>
        <source>Golden model</source>
        <translation>Referenzmodell</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Menschen</translation>
    </message>
    <message>
        <source>Another model</source>
        <translation>Anderes Modell</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>kein Bild</translation>
    </message>
    <message>
        <source>replay only</source>
        <translation>nur bei Wiedergabe</translation>
    </message>
    <message>
        <source>no labels</source>
        <translation>keine Annotationen</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>frame not labelled</source>
        <translation>Bild nicht annotiert</translation>
    </message>
    <message>
        <source>frame %1</source>
        <translation>Bild %1</translation>
    </message>
    <message>
        <source>%1 right, %2 wrong, %3 missed</source>
        <translation>%1 richtig, %2 falsch, %3 übersehen</translation>
    </message>
    <message>
        <source>F1 %1</source>
        <translation>F1 %1</translation>
    </message>
    <message>
        <source>nothing to see</source>
        <translation>nichts zu sehen</translation>
    </message>
    <message>
        <source>%1 against people (%2)</source>
        <translation>%1 im Vergleich zu Menschen (%2)</translation>
    </message>
    <message>
        <source>%1 against golden (%2)</source>
        <translation>%1 im Vergleich zur Referenz (%2)</translation>
    </message>
    <message>
        <source>people: F1 %1</source>
        <translation>Menschen: F1 %1</translation>
    </message>
    <message>
        <source>golden: F1 %1</source>
        <translation>Referenz: F1 %1</translation>
    </message>
    <message>
        <source>&lt;p&gt;The boxes that the session recorded for this frame, whatever served the camera.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Die Rahmen, die die Sitzung für dieses Bild aufgezeichnet hat, gleich was für die Kamera im Einsatz war.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Labels that the golden model gave this frame when the session was recorded. It labels a sample of frames: those that are learned from, and those that are scored.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Annotationen, die das Referenzmodell diesem Bild gab, als die Sitzung aufgezeichnet wurde. Es annotiert eine Stichprobe der Bilder: die, aus denen gelernt wird, und die, die bewertet werden.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Labels by people, from the files that the scenario names.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Annotationen von Menschen, aus den Dateien, die das Szenario nennt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;What the model chosen in the panel “Another model” sees on this very picture.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Was das im Bereich „Anderes Modell“ gewählte Modell auf genau diesem Bild sieht.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;F1 = 2 right / (2 right + wrong + missed), of this one frame; a box is right that covers an object with IoU ≥ 0.3 and names its class.&lt;/p&gt;</source>
        <translation>&lt;p&gt;F1 = 2 richtig / (2 richtig + falsch + übersehen), nur von diesem Bild; ein Rahmen ist richtig, wenn er ein Objekt mit IoU ≥ 0.3 überdeckt und dessen Klasse nennt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>no frame yet</source>
        <translation>noch kein Bild</translation>
    </message>
    <message>
        <source>session %1</source>
        <translation>Sitzung %1</translation>
    </message>
    <message>
        <source>source %1</source>
        <translation>Quelle %1</translation>
    </message>
    <message>
        <source>%1 UTC</source>
        <translation>%1 UTC</translation>
    </message>
    <message>
        <source>Untrained student</source>
        <translation>Untrainiertes Schülermodell</translation>
    </message>
    <message>
        <source>Student, model %1</source>
        <translation>Schülermodell, Modell %1</translation>
    </message>
    <message>
        <source>Teacher (student: model %1)</source>
        <translation>Lehrmodell (Schülermodell: Modell %1)</translation>
    </message>
    <message>
        <source>boxes found %1 ms earlier, moved along</source>
        <translation>Rahmen %1 ms früher gefunden, mitbewegt</translation>
    </message>
    <message>
        <source>boxes found on this frame</source>
        <translation>Rahmen auf diesem Bild gefunden</translation>
    </message>
    <message>
        <source>this frame was dropped; boxes of frame %1 stood</source>
        <translation>dieses Bild wurde verworfen; es galten die Rahmen von Bild %1</translation>
    </message>
    <message>
        <source>the picture is %1 frames behind the boxes</source>
        <translation>das Bild liegt %1 Bilder hinter den Rahmen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>Von wem</translation>
    </message>
    <message>
        <source>Where the box comes from</source>
        <translation>Woher der Rahmen kommt</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>What it is said to be</source>
        <translation>Was es sein soll</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>How sure the model is, 0 to 1; labels have none</source>
        <translation>Wie sicher das Modell ist, 0 bis 1; Annotationen haben keine</translation>
    </message>
    <message>
        <source>x (px)</source>
        <translation>x (px)</translation>
    </message>
    <message>
        <source>Left edge, pixels of the source</source>
        <translation>Linker Rand, Pixel der Quelle</translation>
    </message>
    <message>
        <source>y (px)</source>
        <translation>y (px)</translation>
    </message>
    <message>
        <source>Upper edge, pixels of the source</source>
        <translation>Oberer Rand, Pixel der Quelle</translation>
    </message>
    <message>
        <source>Width (px)</source>
        <translation>Breite (px)</translation>
    </message>
    <message>
        <source>Pixels of the source</source>
        <translation>Pixel der Quelle</translation>
    </message>
    <message>
        <source>Height (px)</source>
        <translation>Höhe (px)</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>Keine Kamera</translation>
    </message>
    <message>
        <source>the picture of this moment is on its way</source>
        <translation>das Bild dieses Augenblicks ist unterwegs</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::NetworkPanel</name>
    <message>
        <source>Asks the local network for cameras that speak ONVIF (multicast, UDP port 3702). Nothing is sent before</source>
        <translation>Fragt das lokale Netz nach Kameras, die ONVIF sprechen (Multicast, UDP-Port 3702). Vorher wird nichts gesendet</translation>
    </message>
    <message>
        <source>Streams of the cameras that were found</source>
        <translation>Streams der gefundenen Kameras</translation>
    </message>
    <message>
        <source>Looking for cameras…</source>
        <translation>Kameras werden gesucht…</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>%1 wird gefragt…</translation>
    </message>
    <message>
        <source>No camera answered. ONVIF must be switched on in a camera, and multicast does not leave its network.</source>
        <translation>Keine Kamera hat geantwortet. ONVIF muss in einer Kamera eingeschaltet sein, und Multicast verlässt sein Netz nicht.</translation>
    </message>
    <message>
        <source>choose it to log in</source>
        <translation>zum Anmelden auswählen</translation>
    </message>
    <message>
        <source>choose it to ask again</source>
        <translation>auswählen, um noch einmal zu fragen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Find cameras</source>
        <translation>Kameras suchen</translation>
    </message>
    <message>
        <source>Cameras that answered: %1</source>
        <translation>Kameras, die geantwortet haben: %1</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::OutcomeTableModel</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>swapped in</source>
        <translation>eingesetzt</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Zeitfenster</translation>
    </message>
    <message>
        <source>Window in which the retraining ran</source>
        <translation>Zeitfenster, in dem das Nachtraining lief</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Camera whose student was retrained</source>
        <translation>Kamera, deren Schülermodell nachtrainiert wurde</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Retraining configuration γ that was run</source>
        <translation>Ausgeführte Nachtrainingskonfiguration γ</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Whether the model serves now, or was not good enough</source>
        <translation>Ob das Modell nun im Einsatz ist oder nicht gut genug war</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>Vorhergesagt</translation>
    </message>
    <message>
        <source>Held-out accuracy that the profile predicted</source>
        <translation>Holdout-Genauigkeit, die das Profil vorhersagte</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <source>Interval of the prediction</source>
        <translation>Intervall der Vorhersage</translation>
    </message>
    <message>
        <source>Came to</source>
        <translation>Erreicht</translation>
    </message>
    <message>
        <source>Held-out accuracy of the retrained model</source>
        <translation>Holdout-Genauigkeit des nachtrainierten Modells</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Predicted less realised</source>
        <translation>Vorhergesagt minus erreicht</translation>
    </message>
    <message>
        <source>Predicted cost</source>
        <translation>Vorhergesagte Kosten</translation>
    </message>
    <message>
        <source>Seconds of a whole device that the profile predicted</source>
        <translation>Sekunden eines ganzen Geräts, die das Profil vorhersagte</translation>
    </message>
    <message>
        <source>Charged</source>
        <translation>Abgerechnet</translation>
    </message>
    <message>
        <source>Seconds of a whole device that were charged</source>
        <translation>Sekunden eines ganzen Geräts, die abgerechnet wurden</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::PathField</name>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::PlaceEditor</name>
    <message>
        <source>Picture of the camera with its places</source>
        <translation>Bild der Kamera mit ihren Orten</translation>
    </message>
    <message>
        <source>Drag the place or one of its corners. Page Up and Down pick a corner, arrows move, Delete removes.</source>
        <translation>Ziehen Sie den Ort oder eine seiner Ecken. Bild auf und Bild ab wählen eine Ecke, Pfeiltasten verschieben, Entf entfernt.</translation>
    </message>
    <message>
        <source>Click a place to change it, or choose what to draw.</source>
        <translation>Klicken Sie auf einen Ort, um ihn zu ändern, oder wählen Sie, was Sie zeichnen möchten.</translation>
    </message>
    <message>
        <source>Click where the line begins (arrows and Space by keyboard).</source>
        <translation>Klicken Sie dorthin, wo die Linie beginnt (per Tastatur: Pfeiltasten und Leertaste).</translation>
    </message>
    <message>
        <source>Click where it ends. Forward is from its left to its right.</source>
        <translation>Klicken Sie dorthin, wo sie endet. Vorwärts ist von ihrer linken zu ihrer rechten Seite.</translation>
    </message>
    <message>
        <source>Click the corners one after the other (arrows and Space by keyboard).</source>
        <translation>Klicken Sie die Ecken nacheinander an (per Tastatur: Pfeiltasten und Leertaste).</translation>
    </message>
    <message>
        <source>Click the next corner; a double click, Return or the first corner closes it.</source>
        <translation>Klicken Sie auf die nächste Ecke; ein Doppelklick, die Eingabetaste oder die erste Ecke schließt ab.</translation>
    </message>
    <message>
        <source>No places.</source>
        <translation>Keine Orte.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::PlacePanel</name>
    <message>
        <source>Places</source>
        <translation>Orte</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Corners</source>
        <translation>Ecken</translation>
    </message>
    <message>
        <source>Fractions of the picture&apos;s width and height from the top left, such as 0.25 0.5, 0.75 0.5</source>
        <translation>Bruchteile der Breite und Höhe des Bildes von links oben, etwa 0.25 0.5, 0.75 0.5</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>Objects that go over it are counted, each way for itself</source>
        <translation>Objekte, die sie überqueren, werden gezählt, jede Richtung für sich</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Objects that stand in it are counted</source>
        <translation>Objekte, die darin stehen, werden gezählt</translation>
    </message>
    <message>
        <source>Ignored region</source>
        <translation>Ignorierte Region</translation>
    </message>
    <message>
        <source>Objects whose middle lies in it are neither sampled, trained on, scored nor counted</source>
        <translation>Objekte, deren Mitte darin liegt, kommen weder in Stichproben noch ins Training und werden weder bewertet noch gezählt</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Removes the picked place</source>
        <translation>Entfernt den gewählten Ort</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was not taken: expected %2, each as two fractions of the picture, such as 0.25 0.5, 0.75 0.5.</source>
        <translation>„%1“ wurde nicht übernommen: Erwartet werden %2, jeder als zwei Bruchteile des Bildes, etwa 0.25 0.5, 0.75 0.5.</translation>
    </message>
    <message>
        <source>two points</source>
        <translation>zwei Punkte</translation>
    </message>
    <message>
        <source>three or more points</source>
        <translation>drei oder mehr Punkte</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::Places</name>
    <message>
        <source>Counting line</source>
        <translation>Zähllinie</translation>
    </message>
    <message>
        <source>Counting zone</source>
        <translation>Zählzone</translation>
    </message>
    <message>
        <source>Ignored region</source>
        <translation>Ignorierte Region</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Linie %1</translation>
    </message>
    <message>
        <source>zone %1</source>
        <translation>Zone %1</translation>
    </message>
    <message>
        <source>region %1</source>
        <translation>Region %1</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::PlanPanel</name>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Why this plan</source>
        <translation>Warum dieser Plan</translation>
    </message>
    <message>
        <source>Previous plan</source>
        <translation>Voriger Plan</translation>
    </message>
    <message>
        <source>Next plan</source>
        <translation>Nächster Plan</translation>
    </message>
    <message>
        <source>&lt;p&gt;Expected mean accuracy: the planner&apos;s estimate of the window accuracy, averaged over the cameras. Window accuracy is the integral of F1 over the window divided by its length.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Erwartete mittlere Genauigkeit: die Schätzung des Planers für die Zeitfenster-Genauigkeit, gemittelt über die Kameras. Die Zeitfenster-Genauigkeit ist das Integral von F1 über das Zeitfenster geteilt durch dessen Länge.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>Erklären</translation>
    </message>
    <message>
        <source>Shows how this plan was found, move by move</source>
        <translation>Zeigt Zug um Zug, wie dieser Plan gefunden wurde</translation>
    </message>
    <message>
        <source>Explain this plan</source>
        <translation>Diesen Plan erklären</translation>
    </message>
    <message>
        <source>Shares and configurations</source>
        <translation>Anteile und Konfigurationen</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>plan</translation>
    </message>
    <message>
        <source>Accepted steals of the deciding search: %1 (%2 tried moves are recorded)</source>
        <translation>Angenommene Diebstähle der entscheidenden Suche: %1 (%2 versuchte Züge sind aufgezeichnet)</translation>
    </message>
    <message>
        <source>No move made the mean better: the start allocation stands.</source>
        <translation>Kein Zug hat das Mittel verbessert: Es bleibt bei der anfänglichen Aufteilung.</translation>
    </message>
    <message>
        <source>No plan yet</source>
        <translation>Noch kein Plan</translation>
    </message>
    <message>
        <source>&lt;p&gt;A plan is made at the start of each window, and again whenever a camera is labelled and profiled or a retraining ends.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Ein Plan entsteht zu Beginn jedes Zeitfensters und erneut, sobald eine Kamera annotiert und profiliert ist oder ein Nachtraining endet.&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::PlanTableModel</name>
    <message>
        <source>not retrained</source>
        <translation>kein Nachtraining</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 (close call)</source>
        <translation>%1 (knapp)</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>The stream that the plan is made for</source>
        <translation>Der Videostrom, für den der Plan gilt</translation>
    </message>
    <message>
        <source>Inference</source>
        <translation>Inferenz</translation>
    </message>
    <message>
        <source>Share of the device for inference, in devices (1 = a whole one)</source>
        <translation>Anteil am Gerät für Inferenz, in Geräten (1 = ein ganzes)</translation>
    </message>
    <message>
        <source>Served by</source>
        <translation>Im Einsatz</translation>
    </message>
    <message>
        <source>What serves the camera, λ: its student or the teacher, which is the golden model; on which frames; and whether boxes are moved along with the picture in between</source>
        <translation>Was für die Kamera im Einsatz ist, λ: ihr Schülermodell oder das Lehrmodell, also das Referenzmodell; auf welchen Bildern; und ob Rahmen dazwischen mit dem Bild mitbewegt werden</translation>
    </message>
    <message>
        <source>Retraining</source>
        <translation>Nachtraining</translation>
    </message>
    <message>
        <source>Share of the device for retraining, in devices (1 = a whole one). While the camera&apos;s sample is still to be labelled or profiled, that is what the share is for.</source>
        <translation>Anteil am Gerät für Nachtraining, in Geräten (1 = ein ganzes). Solange die Stichprobe der Kamera noch zu annotieren oder zu profilieren ist, dient der Anteil dazu.</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Retraining configuration γ that was chosen. “Close call”: the interval of the runner-up&apos;s predicted accuracy overlaps that of the chosen one.</source>
        <translation>Gewählte Nachtrainingskonfiguration γ. „Knapp“: Das Intervall der vorhergesagten Genauigkeit der zweitbesten überlappt das der gewählten.</translation>
    </message>
    <message>
        <source>Expected F1</source>
        <translation>Erwartetes F1</translation>
    </message>
    <message>
        <source>Window accuracy that the planner expects: the integral of accuracy over the window divided by its length</source>
        <translation>Zeitfenster-Genauigkeit, die der Planer erwartet: das Integral der Genauigkeit über das Zeitfenster geteilt durch dessen Länge</translation>
    </message>
    <message>
        <source>Other jobs</source>
        <translation>Andere Jobs</translation>
    </message>
    <message>
        <source>Further jobs that work for this camera, with their shares</source>
        <translation>Weitere Jobs, die für diese Kamera arbeiten, mit ihren Anteilen</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Where the camera&apos;s jobs run</source>
        <translation>Wo die Jobs der Kamera laufen</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::PlanWords</name>
    <message>
        <source>&lt;p&gt;&lt;b&gt;%1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;The plan gives it %2 of device %3.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;%1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Der Plan sieht dafür %2 von Gerät %3 vor.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>job %1</source>
        <translation>Job %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 für %2</translation>
    </message>
    <message>
        <source>its own %1</source>
        <translation>%1 derselben Kamera</translation>
    </message>
    <message>
        <source>%1 takes %2 from %3: mean accuracy %4 → %5</source>
        <translation>%1 nimmt %2 von %3: mittlere Genauigkeit %4 → %5</translation>
    </message>
    <message>
        <source>%1 · %2 · %3 · expected mean accuracy %4</source>
        <translation>%1 · %2 · %3 · erwartete mittlere Genauigkeit %4</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::PlannersPanel</name>
    <message>
        <source>%1 + %2 for %3</source>
        <translation>%1 + %2 für %3</translation>
    </message>
    <message>
        <source>Compare planners</source>
        <translation>Planer vergleichen</translation>
    </message>
    <message>
        <source>Try its shares by hand</source>
        <translation>Seine Anteile von Hand ausprobieren</translation>
    </message>
    <message>
        <source>Planner</source>
        <translation>Planer</translation>
    </message>
    <message>
        <source>&lt;p&gt;Its name, as on the command line.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Sein Name, wie auf der Befehlszeile.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Expected mean</source>
        <translation>Erwartetes Mittel</translation>
    </message>
    <message>
        <source>&lt;p&gt;Mean window accuracy (0 to 1) if the window goes as the estimates say, exactly integrated; when a retraining ends the planner is asked again, if it wants to be. The same as &lt;i&gt;jackdaw-cli plan&lt;/i&gt; calls &lt;i&gt;coupled&lt;/i&gt;.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Mittlere Zeitfenster-Genauigkeit (0 bis 1), wenn das Zeitfenster wie geschätzt verläuft, exakt integriert; wenn ein Nachtraining endet, wird der Planer erneut gefragt, falls er das wünscht. Dasselbe, was &lt;i&gt;jackdaw-cli plan&lt;/i&gt; &lt;i&gt;coupled&lt;/i&gt; nennt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Against the run&apos;s</source>
        <translation>Gegenüber dem Lauf</translation>
    </message>
    <message>
        <source>&lt;p&gt;Its expected mean less that of the planner of the run.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Sein erwartetes Mittel minus das des Planers des Laufs.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Worst camera</source>
        <translation>Schlechteste Kamera</translation>
    </message>
    <message>
        <source>&lt;p&gt;The least that is expected of a camera.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Das Geringste, was von einer Kamera erwartet wird.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Retrains at once</source>
        <translation>Nachtraining sofort</translation>
    </message>
    <message>
        <source>&lt;p&gt;Cameras that are retrained from now on.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Kameras, die von jetzt an nachtrainiert werden.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Planning took</source>
        <translation>Planungsdauer</translation>
    </message>
    <message>
        <source>&lt;p&gt;Seconds on this machine.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Sekunden auf diesem Rechner.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>planners</source>
        <translation>planer</translation>
    </message>
    <message>
        <source>plans-by-camera</source>
        <translation>plaene-nach-kamera</translation>
    </message>
    <message>
        <source>Has every planner plan this very window, by what the run&apos;s planner was told</source>
        <translation>Lässt jeden Planer genau dieses Zeitfenster planen, nach den Angaben, die der Planer des Laufs bekam</translation>
    </message>
    <message>
        <source>Puts the selected planner&apos;s shares into the what-if table</source>
        <translation>Übernimmt die Anteile des ausgewählten Planers in die Tabelle „Was wäre, wenn“</translation>
    </message>
    <message>
        <source>Reading what the planner was told…</source>
        <translation>Die Angaben, die der Planer bekam, werden gelesen…</translation>
    </message>
    <message>
        <source>There is no plan yet to compare planners on.</source>
        <translation>Es gibt noch keinen Plan, an dem sich Planer vergleichen ließen.</translation>
    </message>
    <message numerus="yes">
        <source>Planners that have planned so far: %n</source>
        <translation>
            <numerusform>%n Planer hat bisher geplant</numerusform>
            <numerusform>%n Planer haben bisher geplant</numerusform>
        </translation>
    </message>
    <message>
        <source>Other planners can plan this very window, by what the run&apos;s planner was told.</source>
        <translation>Andere Planer können genau dieses Zeitfenster planen, nach den Angaben, die der Planer des Laufs bekam.</translation>
    </message>
    <message>
        <source>What is expected if %1 s go on as the estimates say. The run is not changed.</source>
        <translation>Was zu erwarten ist, wenn die nächsten %1 s wie geschätzt verlaufen. Der Lauf wird nicht verändert.</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>&lt;p&gt;Camera of the plan.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Kamera des Plans.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>&lt;p&gt;Window accuracy that %1 expects of the camera.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Zeitfenster-Genauigkeit, die %1 von der Kamera erwartet.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>%1: shares</source>
        <translation>%1: Anteile</translation>
    </message>
    <message>
        <source>&lt;p&gt;Share of its inference, and of its retraining.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Anteil ihrer Inferenz und ihres Nachtrainings.&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ProfilePage</name>
    <message>
        <source>Calibration: all windows</source>
        <translation>Kalibrierung: alle Zeitfenster</translation>
    </message>
    <message>
        <source>Retrainings: predicted against realised</source>
        <translation>Nachtrainings: vorhergesagt und erreicht</translation>
    </message>
    <message>
        <source>calibration</source>
        <translation>kalibrierung</translation>
    </message>
    <message>
        <source>retrainings</source>
        <translation>nachtrainings</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Camera whose profile is shown</source>
        <translation>Kamera, deren Profil angezeigt wird</translation>
    </message>
    <message>
        <source>● measured · ○ measured by the retraining · line and band: fitted, 95 % · ◆ chosen · ▲ realised</source>
        <translation>● gemessen · ○ vom Nachtraining gemessen · Linie und Band: angepasst, 95 % · ◆ gewählt · ▲ erreicht</translation>
    </message>
    <message>
        <source>Realised over predicted accuracy</source>
        <translation>Erreichte über vorhergesagter Genauigkeit</translation>
    </message>
    <message>
        <source>&lt;p&gt;Each mark is a retraining: where it lies on the dashed line, it came to what was predicted; below the line the profiler promised too much.&lt;/p&gt;&lt;p&gt;● swapped in · × rejected · horizontal lines: 95 % interval of the prediction. Colours are the cameras&apos;.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Jede Marke ist ein Nachtraining: Auf der gestrichelten Linie wurde das Vorhergesagte erreicht; unter der Linie versprach der Profiler zu viel.&lt;/p&gt;&lt;p&gt;● eingesetzt · × verworfen · waagerechte Linien: 95-%-Intervall der Vorhersage. Die Farben sind die der Kameras.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Calibration by configuration</source>
        <translation>Kalibrierung nach Konfiguration</translation>
    </message>
    <message>
        <source>Retrainings, predicted and realised</source>
        <translation>Nachtrainings, vorhergesagt und erreicht</translation>
    </message>
    <message>
        <source>Click a row to see that camera&apos;s profile in that window</source>
        <translation>Klicken Sie auf eine Zeile, um das Profil der Kamera in diesem Zeitfenster zu sehen</translation>
    </message>
    <message>
        <source>Nothing to judge estimates by yet: no retraining that was predicted has ended.</source>
        <translation>Schätzungen lassen sich noch nicht beurteilen: Kein Nachtraining mit Vorhersage ist beendet.</translation>
    </message>
    <message>
        <source>predictions are right on average</source>
        <translation>Vorhersagen stimmen im Mittel</translation>
    </message>
    <message>
        <source>predictions promise %1 too much on average</source>
        <translation>Vorhersagen versprechen im Mittel %1 zu viel</translation>
    </message>
    <message>
        <source>predictions promise %1 too little on average</source>
        <translation>Vorhersagen versprechen im Mittel %1 zu wenig</translation>
    </message>
    <message>
        <source>%1 of %2 outcomes lie in their 95 % interval; %3.</source>
        <translation>%1 von %2 Ergebnissen liegen in ihrem 95-%-Intervall; %3.</translation>
    </message>
    <message>
        <source>calibration-points</source>
        <translation>kalibrierungspunkte</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ProfilePanel</name>
    <message>
        <source>Micro-profiler</source>
        <translation>Mikroprofiler</translation>
    </message>
    <message>
        <source>Learning curves</source>
        <translation>Lernkurven</translation>
    </message>
    <message>
        <source>&lt;p&gt;Held-out F1 over passes of the training part.&lt;/p&gt;&lt;p&gt;● measured by the micro-profiler · ○ measured by the retraining itself · line and band: fitted curve with its 95 % band · ◆ chosen · ▲ realised.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Holdout-F1 über den Durchgängen durch den Trainingsteil.&lt;/p&gt;&lt;p&gt;● vom Mikroprofiler gemessen · ○ vom Nachtraining selbst gemessen · Linie und Band: angepasste Kurve mit 95-%-Band · ◆ gewählt · ▲ erreicht.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Accuracy over cost</source>
        <translation>Genauigkeit über Kosten</translation>
    </message>
    <message>
        <source>&lt;p&gt;Predicted F1 of each configuration over its cost in seconds of a whole device.&lt;/p&gt;&lt;p&gt;● on the Pareto front (joined by the line) · ○ dominated · ◆ chosen · ▲ realised.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Vorhergesagtes F1 jeder Konfiguration über ihren Kosten in Sekunden eines ganzen Geräts.&lt;/p&gt;&lt;p&gt;● auf der Pareto-Front (durch die Linie verbunden) · ○ dominiert · ◆ gewählt · ▲ erreicht.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>configurations</source>
        <translation>konfigurationen</translation>
    </message>
    <message>
        <source>learning-curves</source>
        <translation>lernkurven</translation>
    </message>
    <message>
        <source>costs</source>
        <translation>kosten</translation>
    </message>
    <message>
        <source>Previous window</source>
        <translation>Voriges Zeitfenster</translation>
    </message>
    <message>
        <source>Next window</source>
        <translation>Nächstes Zeitfenster</translation>
    </message>
    <message>
        <source>Configurations</source>
        <translation>Konfigurationen</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>Keine Kamera</translation>
    </message>
    <message>
        <source> · spent %1 of %2 · %3 held-out objects</source>
        <translation> · %1 von %2 verbraucht · %3 Holdout-Objekte</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ProfileScenes</name>
    <message>
        <source>fits: share %1 × %2 s left</source>
        <translation>passt: Anteil %1 × noch %2 s</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>gewählt</translation>
    </message>
    <message>
        <source>realised</source>
        <translation>erreicht</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>Select a camera to see its learning curves.</source>
        <translation>Wählen Sie eine Kamera aus, um ihre Lernkurven zu sehen.</translation>
    </message>
    <message>
        <source>Nothing was profiled for this camera yet.</source>
        <translation>Für diese Kamera wurde noch nichts profiliert.</translation>
    </message>
    <message>
        <source>Profiling is under way.</source>
        <translation>Das Mikroprofil entsteht gerade.</translation>
    </message>
    <message>
        <source>deployed model</source>
        <translation>Modell im Einsatz</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>held-out accuracy</source>
        <translation>Holdout-Genauigkeit</translation>
    </message>
    <message>
        <source>cost, seconds of a whole device</source>
        <translation>Kosten, Sekunden eines ganzen Geräts</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ProfileTableModel</name>
    <message>
        <source>chosen</source>
        <translation>gewählt</translation>
    </message>
    <message>
        <source>swapped in</source>
        <translation>eingesetzt</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>Pareto</source>
        <translation>Pareto</translation>
    </message>
    <message>
        <source>dominated</source>
        <translation>dominiert</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Retraining configuration γ: which layers, how many epochs</source>
        <translation>Nachtrainingskonfiguration γ: welche Schichten, wie viele Epochen</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>Vorhergesagt</translation>
    </message>
    <message>
        <source>F1 on the held-out sample that the fitted learning curve predicts after all epochs, with its 95 % interval</source>
        <translation>F1 auf der Holdout-Stichprobe, das die angepasste Lernkurve nach allen Epochen vorhersagt, mit 95-%-Intervall</translation>
    </message>
    <message>
        <source>Real</source>
        <translation>Tatsächlich</translation>
    </message>
    <message>
        <source>F1 on the same held-out sample after the retraining; – if this configuration was not run</source>
        <translation>F1 auf derselben Holdout-Stichprobe nach dem Nachtraining; – falls diese Konfiguration nicht ausgeführt wurde</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Predicted minus real F1</source>
        <translation>Vorhergesagtes minus tatsächliches F1</translation>
    </message>
    <message>
        <source>GPU-s</source>
        <translation>GPU-s</translation>
    </message>
    <message>
        <source>Predicted cost / what the retraining was charged, in seconds of a whole device</source>
        <translation>Vorhergesagte Kosten / für das Nachtraining abgerechnet, in Sekunden eines ganzen Geräts</translation>
    </message>
    <message>
        <source>Bias (n)</source>
        <translation>Verzerrung (n)</translation>
    </message>
    <message>
        <source>Mean of predicted minus real F1 over all cameras and windows so far, and their number</source>
        <translation>Mittel von vorhergesagtem minus tatsächlichem F1 über alle bisherigen Kameras und Zeitfenster, und deren Zahl</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Pareto: no other configuration is both cheaper and better</source>
        <translation>Pareto: Keine andere Konfiguration ist zugleich günstiger und besser</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::RegionMarks</name>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Passed over&lt;/b&gt;&lt;br&gt;%1&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;Ignoriert&lt;/b&gt;&lt;br&gt;%1&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ReplayBar</name>
    <message>
        <source>Repeated stretch</source>
        <translation>Wiederholter Abschnitt</translation>
    </message>
    <message>
        <source>Go to…</source>
        <translation>Gehe zu…</translation>
    </message>
    <message>
        <source>Go to time</source>
        <translation>Gehe zu Zeit</translation>
    </message>
    <message>
        <source>&lt;p&gt;Session time (7:12.4 or 432 s), a window (w3), or of the selected camera its source&apos;s time (source 3:10), a frame (frame 4776) or the time of day (14:05:10 UTC). Return goes there.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Sitzungszeit (7:12.4 oder 432 s), ein Zeitfenster (w3) oder von der ausgewählten Kamera die Zeit ihrer Quelle (source 3:10), ein Bild (frame 4776) oder die Uhrzeit (14:05:10 UTC). Die Eingabetaste springt dorthin.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>A live run cannot be scrubbed; open its session file to replay it.</source>
        <translation>In einem Live-Lauf kann nicht gesprungen werden; öffnen Sie seine Sitzungsdatei, um ihn wiederzugeben.</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ReplayPage</name>
    <message>
        <source>Events of the whole session</source>
        <translation>Ereignisse der ganzen Sitzung</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>Zeitfenster</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Marken</translation>
    </message>
    <message>
        <source>Another model</source>
        <translation>Anderes Modell</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>windows</source>
        <translation>zeitfenster</translation>
    </message>
    <message>
        <source>Windows of the whole session</source>
        <translation>Zeitfenster der ganzen Sitzung</translation>
    </message>
    <message>
        <source>marks</source>
        <translation>marken</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Names the selected mark (F2)</source>
        <translation>Benennt die ausgewählte Marke (F2)</translation>
    </message>
    <message>
        <source>Takes the selected mark away</source>
        <translation>Entfernt die ausgewählte Marke</translation>
    </message>
    <message>
        <source>boxes</source>
        <translation>rahmen</translation>
    </message>
    <message>
        <source>Boxes on the frame</source>
        <translation>Rahmen auf dem Bild</translation>
    </message>
    <message>
        <source>There is no later frame.</source>
        <translation>Es gibt kein späteres Bild.</translation>
    </message>
    <message>
        <source>There is no earlier frame.</source>
        <translation>Es gibt kein früheres Bild.</translation>
    </message>
    <message>
        <source>A live run cannot be scrubbed; open its session file to replay it.</source>
        <translation>In einem Live-Lauf kann nicht gesprungen werden; öffnen Sie seine Sitzungsdatei, um ihn wiederzugeben.</translation>
    </message>
    <message>
        <source>No session is open.</source>
        <translation>Keine Sitzung ist geöffnet.</translation>
    </message>
    <message>
        <source>Reading the session…</source>
        <translation>Sitzung wird gelesen…</translation>
    </message>
    <message>
        <source>What was seen so far; a recorded session shows all of it.</source>
        <translation>Was bisher zu sehen war; eine aufgezeichnete Sitzung zeigt alles davon.</translation>
    </message>
    <message>
        <source>first students</source>
        <translation>erste Schülermodelle</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ReviewEditor</name>
    <message>
        <source>Frame that is reviewed</source>
        <translation>Bild, das durchgesehen wird</translation>
    </message>
    <message>
        <source>Return: all boxes are right, next frame. Drag to draw a box, Tab to pick one, 0 if nothing is there.</source>
        <translation>Eingabe: alle Rahmen stimmen, nächstes Bild. Ziehen zeichnet einen Rahmen, Tab wählt einen, 0 heißt: nichts ist da.</translation>
    </message>
    <message>
        <source>Only the student sees this: Insert or a class&apos;s key takes it over.</source>
        <translation>Das sieht nur das Schülermodell: Einfg oder die Taste einer Klasse übernimmt es.</translation>
    </message>
    <message>
        <source>Delete rejects the box, a class&apos;s key names it; Shift with arrows moves it, Ctrl with arrows sizes it.</source>
        <translation>Entf verwirft den Rahmen, die Taste einer Klasse benennt ihn; Umschalt mit Pfeilen verschiebt ihn, Strg mit Pfeilen ändert seine Größe.</translation>
    </message>
    <message>
        <source>Box %1 of %2: %3.</source>
        <translation>Rahmen %1 von %2: %3.</translation>
    </message>
    <message>
        <source>Only the student sees: %1.</source>
        <translation>Nur das Schülermodell sieht: %1.</translation>
    </message>
    <message>
        <source>%1 boxes, %2 more that only the student sees.</source>
        <translation>%1 Rahmen, %2 weitere, die nur das Schülermodell sieht.</translation>
    </message>
    <message>
        <source>name a box</source>
        <translation>Rahmen benennen</translation>
    </message>
    <message>
        <source>reject a box</source>
        <translation>Rahmen verwerfen</translation>
    </message>
    <message>
        <source>reject all boxes</source>
        <translation>alle Rahmen verwerfen</translation>
    </message>
    <message>
        <source>take over a box of the student</source>
        <translation>Rahmen des Schülermodells übernehmen</translation>
    </message>
    <message>
        <source>draw a box</source>
        <translation>Rahmen zeichnen</translation>
    </message>
    <message>
        <source>size a box</source>
        <translation>Größe eines Rahmens ändern</translation>
    </message>
    <message>
        <source>move a box</source>
        <translation>Rahmen verschieben</translation>
    </message>
    <message>
        <source>not %1</source>
        <translation>nicht %1</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ReviewModel</name>
    <message>
        <source>This is the last frame of the list.</source>
        <translation>Das ist das letzte Bild der Liste.</translation>
    </message>
    <message>
        <source>This is the first frame of the list.</source>
        <translation>Das ist das erste Bild der Liste.</translation>
    </message>
    <message>
        <source>accept the labels</source>
        <translation>Annotationen bestätigen</translation>
    </message>
    <message>
        <source>correct the frame</source>
        <translation>Bild berichtigen</translation>
    </message>
    <message>
        <source>All frames of this list are done.</source>
        <translation>Alle Bilder dieser Liste sind erledigt.</translation>
    </message>
    <message>
        <source>open the frame again</source>
        <translation>Bild wieder öffnen</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ReviewPage</name>
    <message>
        <source>All right, next</source>
        <translation>Alles richtig, weiter</translation>
    </message>
    <message>
        <source>All boxes are right: the frame is done (Return)</source>
        <translation>Alle Rahmen stimmen: Das Bild ist erledigt (Eingabe)</translation>
    </message>
    <message>
        <source>Reject box</source>
        <translation>Rahmen verwerfen</translation>
    </message>
    <message>
        <source>Takes the picked box away (Delete)</source>
        <translation>Entfernt den gewählten Rahmen (Entf)</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Forgets what was said of the frame (Ctrl+Backspace)</source>
        <translation>Vergisst, was zu dem Bild gesagt wurde (Strg+Rücktaste)</translation>
    </message>
    <message>
        <source>Golden labels</source>
        <translation>Annotationen des Referenzmodells</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>Schülermodell</translation>
    </message>
    <message>
        <source>Open only</source>
        <translation>Nur offene</translation>
    </message>
    <message>
        <source>Crops</source>
        <translation>Ausschnitte</translation>
    </message>
    <message>
        <source>Shows labels of the golden model that you rejected or changed</source>
        <translation>Zeigt Annotationen des Referenzmodells, die Sie verworfen oder geändert haben</translation>
    </message>
    <message>
        <source>Shows what only the student sees; a click and Insert take it over</source>
        <translation>Zeigt, was nur das Schülermodell sieht; ein Klick und Einfg übernehmen es</translation>
    </message>
    <message>
        <source>Frames that matter</source>
        <translation>Bilder, auf die es ankommt</translation>
    </message>
    <message>
        <source>frames that matter</source>
        <translation>Bilder, auf die es ankommt</translation>
    </message>
    <message>
        <source>Camera whose frames are listed</source>
        <translation>Kamera, deren Bilder aufgeführt sind</translation>
    </message>
    <message>
        <source>Reason for which frames are listed</source>
        <translation>Grund, aus dem Bilder aufgeführt sind</translation>
    </message>
    <message>
        <source>Lists only frames that are not done; those that get done stay until the list is chosen anew</source>
        <translation>Führt nur Bilder auf, die nicht erledigt sind; was erledigt wird, bleibt, bis die Liste neu gewählt wird</translation>
    </message>
    <message>
        <source>Shows the part of each picture in which student and golden model differ</source>
        <translation>Zeigt den Teil jedes Bildes, in dem Schüler- und Referenzmodell sich unterscheiden</translation>
    </message>
    <message>
        <source>mistakes of the golden model</source>
        <translation>Fehler des Referenzmodells</translation>
    </message>
    <message>
        <source>Mistakes of the golden model by class</source>
        <translation>Fehler des Referenzmodells nach Klassen</translation>
    </message>
    <message>
        <source>Golden model&apos;s mistakes</source>
        <translation>Fehler des Referenzmodells</translation>
    </message>
    <message>
        <source>boxes</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Boxes on the frame</source>
        <translation>Rahmen auf dem Bild</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Looking for the frames that matter… %1 %</source>
        <translation>Die Bilder, auf die es ankommt, werden gesucht… %1 %</translation>
    </message>
    <message>
        <source>All cameras</source>
        <translation>Alle Kameras</translation>
    </message>
    <message>
        <source>All reasons</source>
        <translation>Alle Gründe</translation>
    </message>
    <message>
        <source>Names the picked box, and what is drawn next</source>
        <translation>Benennt den gewählten Rahmen, und was als Nächstes gezeichnet wird</translation>
    </message>
    <message>
        <source>Looking for the frames that matter…</source>
        <translation>Die Bilder, auf die es ankommt, werden gesucht…</translation>
    </message>
    <message>
        <source>The golden model labelled no frame of this session: there is nothing to hold against it.</source>
        <translation>Das Referenzmodell hat kein Bild dieser Sitzung annotiert: Es gibt nichts, was sich ihm entgegenhalten ließe.</translation>
    </message>
    <message>
        <source>No frame is like that. Choose other cameras or reasons on the left.</source>
        <translation>Kein Bild ist so. Wählen Sie links andere Kameras oder Gründe.</translation>
    </message>
    <message>
        <source>Reading the picture…</source>
        <translation>Das Bild wird gelesen…</translation>
    </message>
    <message>
        <source>%1 of %2 frames done</source>
        <translation>%1 von %2 Bildern erledigt</translation>
    </message>
    <message>
        <source>%1 less odd ones are not listed</source>
        <translation>%1 weniger auffällige sind nicht aufgeführt</translation>
    </message>
    <message>
        <source>Newest frames</source>
        <translation>Neueste Bilder</translation>
    </message>
    <message>
        <source>Frames of a session can be corrected, while its run goes on and afterwards. Open one, or start a run.</source>
        <translation>Bilder einer Sitzung lassen sich korrigieren, während ihr Lauf weitergeht und danach. Öffnen Sie eine, oder starten Sie einen Lauf.</translation>
    </message>
    <message>
        <source>The golden model labelled no frame yet. Newest frames, on the left, looks again.</source>
        <translation>Das Referenzmodell hat noch kein Bild annotiert. „Neueste Bilder“ links sieht noch einmal nach.</translation>
    </message>
    <message>
        <source>Looks for frames that matter among those that the golden model labelled since, which are counted here</source>
        <translation>Sucht unter den Bildern, die das Referenzmodell seither annotiert hat und die hier gezählt sind, diejenigen, auf die es ankommt</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Sucht…</translation>
    </message>
    <message>
        <source>Newest frames (%1)</source>
        <translation>Neueste Bilder (%1)</translation>
    </message>
    <message>
        <source>%1 frames more</source>
        <translation>%1 Bilder mehr</translation>
    </message>
    <message>
        <source>No frame that matters came since</source>
        <translation>Seither kam kein Bild, auf das es ankommt</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ReviewWords</name>
    <message>
        <source>Drift</source>
        <translation>Drift</translation>
    </message>
    <message>
        <source>Disagreement</source>
        <translation>Widerspruch</translation>
    </message>
    <message>
        <source>Low scores</source>
        <translation>Geringe Sicherheit</translation>
    </message>
    <message>
        <source>Spot check</source>
        <translation>Stichprobe</translation>
    </message>
    <message>
        <source>One of the first labelled frames of a window in which what the camera sees had changed</source>
        <translation>Eines der ersten annotierten Bilder eines Zeitfensters, in dem sich geändert hatte, was die Kamera sieht</translation>
    </message>
    <message>
        <source>What stood on the frame and the golden labels differ: F1 below 0.75 at IoU ≥ 0.3</source>
        <translation>Was auf dem Bild stand und die Annotationen des Referenzmodells unterscheiden sich: F1 unter 0,75 bei IoU ≥ 0,3</translation>
    </message>
    <message>
        <source>A quarter or more of the golden labels have a score below 0.45</source>
        <translation>Ein Viertel oder mehr der Annotationen des Referenzmodells sind weniger als 0,45 sicher</translation>
    </message>
    <message>
        <source>Nothing is odd about it; such frames show what the golden model gets wrong where all looks well</source>
        <translation>Nichts ist auffällig; solche Bilder zeigen, was das Referenzmodell falsch macht, wo alles gut aussieht</translation>
    </message>
    <message>
        <source>no student served yet</source>
        <translation>noch kein Schülermodell im Einsatz</translation>
    </message>
    <message>
        <source>%1 right, %2 wrong, %3 missed</source>
        <translation>%1 richtig, %2 falsch, %3 übersehen</translation>
    </message>
    <message>
        <source>F1 %1: %2</source>
        <translation>F1 %1: %2</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>begun</source>
        <translation>begonnen</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>berichtigt</translation>
    </message>
    <message>
        <source>frame %1  ·  session %2</source>
        <translation>Bild %1  ·  Sitzung %2</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Letter and name</source>
        <translation>Buchstabe und Name</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Index in the source</source>
        <translation>Nummer in der Quelle</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Session time</source>
        <translation>Sitzungszeit</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Why it is listed</source>
        <translation>Warum es aufgeführt ist</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>What stood, against the golden labels; none where there was nothing to see</source>
        <translation>Was stand, gegen die Annotationen des Referenzmodells; keines, wo nichts zu sehen war</translation>
    </message>
    <message>
        <source>Golden</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Golden labels</source>
        <translation>Annotationen des Referenzmodells</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>Schülermodell</translation>
    </message>
    <message>
        <source>Boxes that stood</source>
        <translation>Rahmen, die standen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>What a person says of it</source>
        <translation>Was ein Mensch dazu sagt</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>That are there, by the person</source>
        <translation>Die da sind, sagt der Mensch</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>Von wem</translation>
    </message>
    <message>
        <source>Who says that it is there</source>
        <translation>Wer sagt, dass es da ist</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>What it is said to be</source>
        <translation>Was es sein soll</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>How sure the model is, 0 to 1; what people say has none</source>
        <translation>Wie sicher das Modell ist, 0 bis 1; was Menschen sagen, hat keine</translation>
    </message>
    <message>
        <source>x (px)</source>
        <translation>x (px)</translation>
    </message>
    <message>
        <source>Left edge, pixels of the source</source>
        <translation>Linker Rand, Pixel der Quelle</translation>
    </message>
    <message>
        <source>y (px)</source>
        <translation>y (px)</translation>
    </message>
    <message>
        <source>Upper edge, pixels of the source</source>
        <translation>Oberer Rand, Pixel der Quelle</translation>
    </message>
    <message>
        <source>Width (px)</source>
        <translation>Breite (px)</translation>
    </message>
    <message>
        <source>Pixels of the source</source>
        <translation>Pixel der Quelle</translation>
    </message>
    <message>
        <source>Height (px)</source>
        <translation>Höhe (px)</translation>
    </message>
    <message>
        <source>Golden model</source>
        <translation>Referenzmodell</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Class of the session</source>
        <translation>Klasse der Sitzung</translation>
    </message>
    <message>
        <source>That are there, by people</source>
        <translation>Die da sind, sagen Menschen</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Richtig</translation>
    </message>
    <message>
        <source>Of them the golden model found and named, at IoU ≥ 0.3</source>
        <translation>Davon hat das Referenzmodell gefunden und benannt, bei IoU ≥ 0,3</translation>
    </message>
    <message>
        <source>Other class</source>
        <translation>Andere Klasse</translation>
    </message>
    <message>
        <source>It found and took for another class</source>
        <translation>Hat es gefunden und für eine andere Klasse gehalten</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Übersehen</translation>
    </message>
    <message>
        <source>It did not find</source>
        <translation>Hat es nicht gefunden</translation>
    </message>
    <message>
        <source>False</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <source>Labels of this class where there is nothing</source>
        <translation>Annotationen dieser Klasse, wo nichts ist</translation>
    </message>
    <message>
        <source>Found rightly</source>
        <translation>Richtig gefunden</translation>
    </message>
    <message>
        <source>Right / objects</source>
        <translation>Richtige / Objekte</translation>
    </message>
    <message>
        <source>Labels right</source>
        <translation>Annotationen richtig</translation>
    </message>
    <message>
        <source>Right / (right + false), by this class&apos;s labels that were not another object</source>
        <translation>Richtige / (richtige + falsche), über die Annotationen dieser Klasse, die kein anderes Objekt waren</translation>
    </message>
    <message>
        <source>No frame is done yet: nothing is known of the golden model&apos;s mistakes.</source>
        <translation>Noch ist kein Bild erledigt: Über die Fehler des Referenzmodells ist nichts bekannt.</translation>
    </message>
    <message>
        <source>One frame is done.</source>
        <translation>Ein Bild ist erledigt.</translation>
    </message>
    <message>
        <source>%1 frames are done.</source>
        <translation>%1 Bilder sind erledigt.</translation>
    </message>
    <message>
        <source>Of %1 objects the golden model found %2 rightly, took %3 for another class and missed %4; %5 of its labels were of nothing.</source>
        <translation>Von %1 Objekten hat das Referenzmodell %2 richtig gefunden, %3 für eine andere Klasse gehalten und %4 übersehen; %5 seiner Annotationen galten nichts.</translation>
    </message>
    <message>
        <source>%1  ·  trains</source>
        <translation>%1  ·  trainiert</translation>
    </message>
    <message>
        <source>%1  ·  scores</source>
        <translation>%1  ·  bewertet</translation>
    </message>
    <message>
        <source>What people say of a frame. While a run goes on, each frame that they corrected either trains the camera&apos;s student or scores it.</source>
        <translation>Was Menschen über ein Bild sagen. Während ein Lauf weitergeht, trainiert jedes Bild, das sie korrigiert haben, das Schülermodell der Kamera oder bewertet es.</translation>
    </message>
    <message>
        <source>The camera&apos;s next rounds learn the frame as you labelled it, in place of the golden model&apos;s labels. So it never scores.</source>
        <translation>Die nächsten Runden der Kamera lernen das Bild so, wie Sie es annotiert haben, anstelle der Annotationen des Referenzmodells. Darum bewertet es nie.</translation>
    </message>
    <message>
        <source>Golden model and student are held against what you said of the frame: its window was not closed, and it was scored there. So it never trains.</source>
        <translation>Referenzmodell und Schülermodell werden an dem gemessen, was Sie über das Bild sagten: Sein Fenster war nicht geschlossen, und es wurde dort bewertet. Darum trainiert es nie.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::RunFields</name>
    <message>
        <source>%1 of session time; how long that takes depends on this machine and its cost table.</source>
        <translation>%1 Sitzungszeit; wie lange das dauert, hängt von diesem Rechner und seiner Kostentabelle ab.</translation>
    </message>
    <message>
        <source>%1 in all. The first %2 train the first students: until then there are pictures, but no boxes. The run can be stopped at any moment.</source>
        <translation>%1 insgesamt. Die ersten %2 trainieren die ersten Schülermodelle: Bis dahin gibt es Bilder, aber keine Rahmen. Der Lauf kann jederzeit beendet werden.</translation>
    </message>
    <message>
        <source>Golden models</source>
        <translation>Referenzmodelle</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <source>Add a golden model</source>
        <translation>Referenzmodell hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the golden model</source>
        <translation>Referenzmodell entfernen</translation>
    </message>
    <message>
        <source>Golden model</source>
        <translation>Referenzmodell</translation>
    </message>
    <message>
        <source>Number of windows</source>
        <translation>Anzahl der Zeitfenster</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Length of a window</source>
        <translation>Länge eines Zeitfensters</translation>
    </message>
    <message>
        <source>of</source>
        <translation>zu je</translation>
    </message>
    <message>
        <source>wall: as time passes</source>
        <translation>wall: wie die Zeit vergeht</translation>
    </message>
    <message>
        <source>device: by a cost table</source>
        <translation>device: nach einer Kostentabelle</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Sessions are called by it</source>
        <translation>Nach ihm werden Sitzungen benannt</translation>
    </message>
    <message>
        <source>&amp;Golden model</source>
        <translation>Re&amp;ferenzmodell</translation>
    </message>
    <message>
        <source>What labels all cameras that have no label file: an ONNX detector, several that are fused, or one label file</source>
        <translation>Was alle Kameras ohne Annotationsdatei annotiert: ein ONNX-Detektor, mehrere, die vereinigt werden, oder eine Annotationsdatei</translation>
    </message>
    <message>
        <source>&amp;Classes</source>
        <translation>&amp;Klassen</translation>
    </message>
    <message>
        <source>What is looked for, divided by commas; for networks names of COCO, such as person, bicycle, car</source>
        <translation>Wonach gesucht wird, durch Kommas getrennt; bei Netzen die Namen von COCO, etwa person, bicycle, car</translation>
    </message>
    <message>
        <source>&amp;Windows</source>
        <translation>&amp;Zeitfenster</translation>
    </message>
    <message>
        <source>How many retraining windows the run has, and how long each is; one plan is made for each</source>
        <translation>Wie viele Zeitfenster der Lauf hat und wie lang jedes ist; für jedes entsteht ein Plan</translation>
    </message>
    <message>
        <source>&amp;Planner</source>
        <translation>&amp;Planer</translation>
    </message>
    <message>
        <source>Who shares out the device</source>
        <translation>Wer das Gerät aufteilt</translation>
    </message>
    <message>
        <source>&amp;Scored every</source>
        <translation>Be&amp;wertet alle</translation>
    </message>
    <message>
        <source>How often the accuracy of each camera is measured against the golden model</source>
        <translation>Wie oft die Genauigkeit jeder Kamera im Vergleich zum Referenzmodell gemessen wird</translation>
    </message>
    <message>
        <source>&amp;Devices</source>
        <translation>&amp;Geräte</translation>
    </message>
    <message>
        <source>cpu 2: a processor with two threads; gpu 0: NVIDIA&apos;s first GPU; several are divided by commas</source>
        <translation>cpu 2: ein Prozessor mit zwei Threads; gpu 0: die erste GPU von NVIDIA; mehrere werden durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Cloc&amp;k</source>
        <translation>&amp;Uhr</translation>
    </message>
    <message>
        <source>wall: as time passes, for cameras. device: time passes by what work costs by the cost table, so that a run can be repeated exactly</source>
        <translation>wall: wie die Zeit vergeht, für Kameras. device: Die Zeit vergeht danach, was Arbeit laut Kostentabelle kostet, sodass sich ein Lauf exakt wiederholen lässt</translation>
    </message>
    <message>
        <source>S&amp;eed</source>
        <translation>Sta&amp;rtwert</translation>
    </message>
    <message>
        <source>Key of all random numbers</source>
        <translation>Schlüssel aller Zufallszahlen</translation>
    </message>
    <message>
        <source>Found &quot;%1&quot;, expected a list such as cpu 2 or gpu 0, gpu 1.</source>
        <translation>„%1“ gefunden, erwartet wird eine Liste wie cpu 2 oder gpu 0, gpu 1.</translation>
    </message>
    <message>
        <source>Found &quot;%1&quot;, expected a whole number from 0 on.</source>
        <translation>„%1“ gefunden, erwartet wird eine ganze Zahl ab 0.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::RunPlannersPanel</name>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>How far the runs are</source>
        <translation>Wie weit die Läufe sind</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose %1</source>
        <translation>%1 wählen</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>scenario file</source>
        <translation>Szenariodatei</translation>
    </message>
    <message>
        <source>Planners; Space ticks one</source>
        <translation>Planer; die Leertaste hakt einen an</translation>
    </message>
    <message>
        <source>Planners</source>
        <translation>Planer</translation>
    </message>
    <message>
        <source>Other planners</source>
        <translation>Andere Planer</translation>
    </message>
    <message>
        <source>others, separated by spaces</source>
        <translation>andere, durch Leerzeichen getrennt</translation>
    </message>
    <message>
        <source>Number of seeds</source>
        <translation>Anzahl der Startwerte</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Startwerte</translation>
    </message>
    <message>
        <source>Runs at a time</source>
        <translation>Gleichzeitige Läufe</translation>
    </message>
    <message>
        <source>At a time</source>
        <translation>Gleichzeitig</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>folder of the sessions</source>
        <translation>Ordner der Sitzungen</translation>
    </message>
    <message>
        <source>Runs what is not in the folder yet, under device time; then compares all</source>
        <translation>Führt aus, was noch nicht im Ordner ist, nach Gerätezeit; vergleicht dann alle</translation>
    </message>
    <message>
        <source>Stops the runs; running again goes on from there</source>
        <translation>Beendet die Läufe; erneutes Starten macht dort weiter</translation>
    </message>
    <message numerus="yes">
        <source>Runs that are there and compared: %n.</source>
        <translation>
            <numerusform>%n Lauf ist da und wird verglichen.</numerusform>
            <numerusform>%n Läufe sind da und werden verglichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Checking the scenario…</source>
        <translation>Szenario wird geprüft…</translation>
    </message>
    <message>
        <source>Stopping after the batches that run now…</source>
        <translation>Beendet nach den laufenden Batches…</translation>
    </message>
    <message>
        <source>Runs cannot be started here.</source>
        <translation>Läufe können hier nicht gestartet werden.</translation>
    </message>
    <message>
        <source>Choose a scenario (.json).</source>
        <translation>Wählen Sie ein Szenario (.json).</translation>
    </message>
    <message>
        <source>Tick a planner.</source>
        <translation>Haken Sie einen Planer an.</translation>
    </message>
    <message>
        <source>Choose a folder for the sessions.</source>
        <translation>Wählen Sie einen Ordner für die Sitzungen.</translation>
    </message>
    <message numerus="yes">
        <source>Runs: %n, each as long as the scenario: planners × seeds. The first planner&apos;s first students serve all.</source>
        <translation>
            <numerusform>%n Lauf, so lang wie das Szenario: Planer × Startwerte. Die ersten Schülermodelle des ersten Planers dienen allen.</numerusform>
            <numerusform>%n Läufe, jeder so lang wie das Szenario: Planer × Startwerte. Die ersten Schülermodelle des ersten Planers dienen allen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Up to %1 planners can stand side by side; untick some.</source>
        <translation>Bis zu %1 Planer können nebeneinander stehen; nehmen Sie bei einigen den Haken weg.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::RunSummary</name>
    <message>
        <source>What the run came to</source>
        <translation>Was der Lauf erreicht hat</translation>
    </message>
    <message>
        <source>&lt;p&gt;Accuracy: F1 against the golden model, the mean over the cameras and windows that have one; windows that train first students are not counted. The report says the same, with intervals.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Genauigkeit: F1 im Vergleich zum Referenzmodell, das Mittel über die Kameras und Zeitfenster, die eine haben; Zeitfenster, in denen erste Schülermodelle trainiert werden, zählen nicht mit. Der Bericht sagt dasselbe, mit Intervallen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Bericht…</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergeben</translation>
    </message>
    <message>
        <source>Plays the session from its beginning</source>
        <translation>Spielt die Sitzung von Anfang an ab</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>Vergleichen mit…</translation>
    </message>
    <message>
        <source>Send the summary away</source>
        <translation>Zusammenfassung ausblenden</translation>
    </message>
    <message>
        <source>Recorded in %1.</source>
        <translation>Aufgezeichnet in %1.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::RunSummaryWords</name>
    <message>
        <source>The run is finished.</source>
        <translation>Der Lauf ist beendet.</translation>
    </message>
    <message>
        <source>The run was stopped: %1.</source>
        <translation>Der Lauf wurde abgebrochen: %1.</translation>
    </message>
    <message>
        <source>No window was scored.</source>
        <translation>Kein Zeitfenster wurde bewertet.</translation>
    </message>
    <message>
        <source>Mean window accuracy &lt;b&gt;%1&lt;/b&gt; over %2 windows and %3 cameras</source>
        <translation>Mittlere Zeitfenster-Genauigkeit &lt;b&gt;%1&lt;/b&gt; über %2 Zeitfenster und %3 Kameras</translation>
    </message>
    <message>
        <source>; worst %1 %2 &lt;b&gt;%3&lt;/b&gt;</source>
        <translation>; schlechteste %1 %2 &lt;b&gt;%3&lt;/b&gt;</translation>
    </message>
    <message>
        <source>; against people&apos;s labels &lt;b&gt;%1&lt;/b&gt;</source>
        <translation>; im Vergleich zu Annotationen von Menschen &lt;b&gt;%1&lt;/b&gt;</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ScoreScene</name>
    <message>
        <source>tried move</source>
        <translation>versuchter Zug</translation>
    </message>
    <message>
        <source>score: best so far, and tried</source>
        <translation>Bewertung: bisher beste und versuchte</translation>
    </message>
    <message>
        <source>No move was tried.</source>
        <translation>Kein Zug wurde versucht.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ScrubBar</name>
    <message>
        <source>Position in the session</source>
        <translation>Position in der Sitzung</translation>
    </message>
    <message>
        <source>first students</source>
        <translation>erste Schülermodelle</translation>
    </message>
    <message>
        <source>A live run cannot be scrubbed; open its session file to replay it.</source>
        <translation>In einem Live-Lauf kann nicht gesprungen werden; öffnen Sie seine Sitzungsdatei, um ihn wiederzugeben.</translation>
    </message>
    <message>
        <source>Camera %1 gave no pictures: %2</source>
        <translation>Kamera %1 lieferte keine Bilder: %2</translation>
    </message>
    <message>
        <source>At %1 of %2</source>
        <translation>Bei %1 von %2</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::SessionController</name>
    <message>
        <source>The engine ended, and did not say how.</source>
        <translation>Die Engine hat sich beendet, ohne einen Grund zu nennen.</translation>
    </message>
    <message>
        <source>Replay the session to see how far it came; it can be resumed.</source>
        <translation>Geben Sie die Sitzung wieder, um zu sehen, wie weit sie kam; sie kann fortgesetzt werden.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ShareTableModel</name>
    <message>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>Share (full bar: %1)</source>
        <translation>Anteil (voller Balken: %1)</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>Versucht</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>A job of the plan; bold where the step moves its share</source>
        <translation>Ein Job des Plans; fett, wo der Schritt seinen Anteil verändert</translation>
    </message>
    <message>
        <source>Outline: what the job had before the step. Bar: what the step gives it; solid for inference, hatched for retraining, dotted for others.</source>
        <translation>Umriss: was der Job vor dem Schritt hatte. Balken: was der Schritt ihm gibt; voll für Inferenz, schraffiert für Nachtraining, gepunktet für andere.</translation>
    </message>
    <message>
        <source>Share before the step, in devices</source>
        <translation>Anteil vor dem Schritt, in Geräten</translation>
    </message>
    <message>
        <source>Share that the step gives, kept or only tried, in devices</source>
        <translation>Anteil, den der Schritt gibt, beibehalten oder nur versucht, in Geräten</translation>
    </message>
    <message>
        <source>What the step adds or takes</source>
        <translation>Was der Schritt hinzufügt oder wegnimmt</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search in shortcuts</source>
        <translation>In Tastenkürzeln suchen</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was er tut</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neue Taste</translation>
    </message>
    <message>
        <source>Set key</source>
        <translation>Taste zuweisen</translation>
    </message>
    <message>
        <source>Select a command to change its key.</source>
        <translation>Wählen Sie einen Befehl aus, um seine Taste zu ändern.</translation>
    </message>
    <message>
        <source>“%1” has this key and would lose it.</source>
        <translation>„%1“ hat diese Taste und würde sie verlieren.</translation>
    </message>
    <message>
        <source>Press the new key in the field; an empty field takes the key away.</source>
        <translation>Drücken Sie die neue Taste im Feld; ein leeres Feld hebt die Zuweisung auf.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::SourcePanel</name>
    <message>
        <source>%1; says %2 pictures/s, gives %3 (measured on %4 pictures)</source>
        <translation>%1; gibt %2 Bilder/s an, liefert %3 (an %4 Bildern gemessen)</translation>
    </message>
    <message>
        <source>live camera</source>
        <translation>Live-Kamera</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Opens the source as a run would and measures what it gives, for a few seconds</source>
        <translation>Öffnet die Quelle, wie es ein Lauf täte, und misst einige Sekunden lang, was sie liefert</translation>
    </message>
    <message>
        <source>Video file</source>
        <translation>Videodatei</translation>
    </message>
    <message>
        <source>Folder of images</source>
        <translation>Ordner mit Bildern</translation>
    </message>
    <message>
        <source>Network address</source>
        <translation>Netzwerkadresse</translation>
    </message>
    <message>
        <source>Capture device</source>
        <translation>Aufnahmegerät</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>A&amp;rt</translation>
    </message>
    <message>
        <source>What gives the pictures. A recording is played as if it were a camera</source>
        <translation>Was die Bilder liefert. Eine Aufnahme wird abgespielt, als wäre sie eine Kamera</translation>
    </message>
    <message>
        <source>&amp;Source</source>
        <translation>&amp;Quelle</translation>
    </message>
    <message>
        <source>A file, a folder of images, an address (rtsp://HOST/PATH, http://…) or a capture device</source>
        <translation>Eine Datei, ein Ordner mit Bildern, eine Adresse (rtsp://HOST/PATH, http://…) oder ein Aufnahmegerät</translation>
    </message>
    <message>
        <source>&amp;Login</source>
        <translation>An&amp;meldung</translation>
    </message>
    <message>
        <source>Where user and password are kept, as USER:PASSWORD. They never stand in the scenario</source>
        <translation>Wo Benutzer und Passwort stehen, als USER:PASSWORD. Im Szenario stehen sie nie</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Capture devices of this machine</source>
        <translation>Aufnahmegeräte dieses Rechners</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>secret store</source>
        <translation>Passwortspeicher</translation>
    </message>
    <message>
        <source>variable</source>
        <translation>Variable</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Where user and password are</source>
        <translation>Wo Benutzer und Passwort stehen</translation>
    </message>
    <message>
        <source>Name of the entry or of the variable, or path of the file</source>
        <translation>Name des Eintrags oder der Variable oder Pfad der Datei</translation>
    </message>
    <message>
        <source>path of the video</source>
        <translation>Pfad des Videos</translation>
    </message>
    <message>
        <source>path of the folder</source>
        <translation>Pfad des Ordners</translation>
    </message>
    <message>
        <source>Video of a camera</source>
        <translation>Video einer Kamera</translation>
    </message>
    <message>
        <source>Looking for capture devices…</source>
        <translation>Aufnahmegeräte werden gesucht…</translation>
    </message>
    <message>
        <source>No capture device is plugged in</source>
        <translation>Kein Aufnahmegerät ist angeschlossen</translation>
    </message>
    <message>
        <source>Choose one of %1</source>
        <translation>Eines von %1 wählen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name a source, then test it.</source>
        <translation>Nennen Sie eine Quelle und testen Sie sie dann.</translation>
    </message>
    <message>
        <source>Videos (*.mp4 *.mkv *.avi *.mov *.webm *.ts *.m4v *.mpg *.mpeg *.flv *.h264 *.hevc);;All files (*)</source>
        <translation>Videos (*.mp4 *.mkv *.avi *.mov *.webm *.ts *.m4v *.mpg *.mpeg *.flv *.h264 *.hevc);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Enter…</source>
        <translation>Eingeben…</translation>
    </message>
    <message>
        <source>Asks for user and password, and keeps them in the secret store of this desktop</source>
        <translation>Fragt nach Benutzer und Passwort und bewahrt sie im Passwortspeicher dieses Desktops auf</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::SourceTrials</name>
    <message>
        <source>not tried yet</source>
        <translation>noch nicht getestet</translation>
    </message>
    <message>
        <source>waiting for its turn</source>
        <translation>wartet, bis sie an der Reihe ist</translation>
    </message>
    <message>
        <source>opening…</source>
        <translation>wird geöffnet…</translation>
    </message>
    <message>
        <source>%1 × %2, %3, %4 pictures/s</source>
        <translation>%1 × %2, %3, %4 Bilder/s</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::StartPage</name>
    <message>
        <source>Jackdaw</source>
        <translation>Jackdaw</translation>
    </message>
    <message>
        <source>Small vision models on live cameras go stale. Jackdaw decides which to retrain, when, and with how much of the GPU, and shows why.</source>
        <translation>Kleine Bildmodelle an Live-Kameras veralten. Jackdaw entscheidet, welches wann und mit wie viel GPU nachtrainiert wird, und zeigt, warum.</translation>
    </message>
    <message>
        <source>Your own cameras</source>
        <translation>Eigene Kameras</translation>
    </message>
    <message>
        <source>Drop videos of your cameras here: one or many files, or a folder of them, with their label files if there are some. Live cameras (RTSP, HTTP, USB) are added by their address.</source>
        <translation>Ziehen Sie Videos Ihrer Kameras hierher: eine oder viele Dateien oder einen Ordner davon, mit ihren Annotationsdateien, falls es welche gibt. Live-Kameras (RTSP, HTTP, USB) werden über ihre Adresse hinzugefügt.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Needed:&lt;/b&gt; a detector as the golden model (an ONNX file such as YOLOX or NanoDet-Plus) or label files of the videos. &lt;b&gt;What happens:&lt;/b&gt; each source is opened and measured, which takes a second or two, you check what the golden model sees, then start. In the first window, two minutes unless you say otherwise, the first students are trained; after it you see boxes and accuracies.</source>
        <translation>&lt;b&gt;Nötig:&lt;/b&gt; ein Detektor als Referenzmodell (eine ONNX-Datei, etwa YOLOX oder NanoDet-Plus) oder Annotationsdateien der Videos. &lt;b&gt;Was geschieht:&lt;/b&gt; Jede Quelle wird geöffnet und gemessen, was ein bis zwei Sekunden dauert, Sie prüfen, was das Referenzmodell sieht, und starten dann. Im ersten Zeitfenster, zwei Minuten, wenn Sie nichts anderes angeben, werden die ersten Schülermodelle trainiert; danach sehen Sie Rahmen und Genauigkeiten.</translation>
    </message>
    <message>
        <source>Four rendered streets; needs no camera, model, network or GPU. They are made once, which takes less than a minute of processor time; then a run of three and a half minutes begins, its first accuracies after half a minute.</source>
        <translation>Vier gerenderte Straßen; braucht weder Kamera noch Modell, Netzwerk oder GPU. Sie werden einmal erzeugt, was weniger als eine Minute Prozessorzeit braucht; dann beginnt ein Lauf von dreieinhalb Minuten, mit ersten Genauigkeiten nach einer halben Minute.</translation>
    </message>
    <message>
        <source>Two cameras, planned by equal shares, by the thief and by Jackdaw; opens at once, about five minutes to read.</source>
        <translation>Zwei Kameras, geplant mit gleichen Anteilen, vom Dieb und von Jackdaw; öffnet sich sofort, etwa fünf Minuten Lesezeit.</translation>
    </message>
    <message>
        <source>Replays what a run recorded (.jackdaw): every picture, box and decision at any moment.</source>
        <translation>Gibt wieder, was ein Lauf aufgezeichnet hat (.jackdaw): jedes Bild, jeden Rahmen und jede Entscheidung zu jedem Zeitpunkt.</translation>
    </message>
    <message>
        <source>Starts the run that a scenario file (.json) describes, at once.</source>
        <translation>Startet sofort den Lauf, den eine Szenariodatei (.json) beschreibt.</translation>
    </message>
    <message>
        <source>Opened lately</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>A window of the demo as it was recorded: four cameras, what the thief tried, promised and brought; opens at once.</source>
        <translation>Ein Fenster der Demo, wie es aufgezeichnet wurde: vier Kameras, was der Dieb versuchte, versprach und brachte; öffnet sich sofort.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::StatePage</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Back to the start page</source>
        <translation>Zurück zur Startseite</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>Startseite</translation>
    </message>
    <message>
        <source>Your own cameras, the demo, or something that was recorded</source>
        <translation>Eigene Kameras, die Demo oder etwas Aufgezeichnetes</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::StatusWords</name>
    <message>
        <source>run failed: %1</source>
        <translation>Lauf fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>session closed: %1</source>
        <translation>Sitzung geschlossen: %1</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>being written by another run</source>
        <translation>wird von einem anderen Lauf geschrieben</translation>
    </message>
    <message>
        <source>catching up</source>
        <translation>holt auf</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>window %1 of %2</source>
        <translation>Zeitfenster %1 von %2</translation>
    </message>
    <message>
        <source>first students</source>
        <translation>erste Schülermodelle</translation>
    </message>
    <message>
        <source>mean accuracy %1</source>
        <translation>mittlere Genauigkeit %1</translation>
    </message>
    <message>
        <source>, worst %1 %2 (target %3)</source>
        <translation>, schlechteste %1 %2 (Ziel %3)</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>No session</source>
        <translation>Keine Sitzung</translation>
    </message>
    <message>
        <source>%1 after them</source>
        <translation>danach %1</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::StealMap</name>
    <message>
        <source>Map of thieves and victims</source>
        <translation>Karte der Diebe und Opfer</translation>
    </message>
    <message>
        <source>%1 pairs were tried</source>
        <translation>%1 Paare wurden versucht</translation>
    </message>
    <message>
        <source>job %1</source>
        <translation>Job %1</translation>
    </message>
    <message>
        <source>%1 from %2: %3 trials, %4 kept; best %5 (step %6)</source>
        <translation>%1 von %2: %3 Versuche, %4 beibehalten; bester %5 (Schritt %6)</translation>
    </message>
    <message>
        <source>victim: gives</source>
        <translation>Opfer: gibt</translation>
    </message>
    <message>
        <source>thief: takes</source>
        <translation>Dieb: nimmt</translation>
    </message>
    <message>
        <source>No move was tried.</source>
        <translation>Kein Zug wurde versucht.</translation>
    </message>
    <message>
        <source>Each cell is a pair of jobs. Colour: what the best trial of the pair would have brought; grey: nothing; number: moves that were kept. Click a cell to go to its best trial.</source>
        <translation>Jede Zelle ist ein Paar von Jobs. Farbe: was der beste Versuch des Paars gebracht hätte; grau: nichts; Zahl: beibehaltene Züge. Ein Klick auf eine Zelle führt zu ihrem besten Versuch.</translation>
    </message>
    <message>
        <source>Thief</source>
        <translation>Dieb</translation>
    </message>
    <message>
        <source>The job that takes</source>
        <translation>Der Job, der nimmt</translation>
    </message>
    <message>
        <source>Victim</source>
        <translation>Opfer</translation>
    </message>
    <message>
        <source>The job that gives</source>
        <translation>Der Job, der gibt</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Moves of this pair that were tried</source>
        <translation>Versuchte Züge dieses Paars</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Beibehalten</translation>
    </message>
    <message>
        <source>Of these, moves that were kept</source>
        <translation>Davon beibehaltene Züge</translation>
    </message>
    <message>
        <source>Best change of the score</source>
        <translation>Beste Änderung der Bewertung</translation>
    </message>
    <message>
        <source>What the best trial of the pair would have brought</source>
        <translation>Was der beste Versuch des Paars gebracht hätte</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Of the best trial</source>
        <translation>Des besten Versuchs</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::StealTraceModel</name>
    <message>
        <source>job %1</source>
        <translation>Job %1</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>unterlegen</translation>
    </message>
    <message>
        <source>no gain: put back</source>
        <translation>kein Gewinn: zurückgenommen</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Thief</source>
        <translation>Dieb</translation>
    </message>
    <message>
        <source>Victim</source>
        <translation>Opfer</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Number of the tried move in the search that decided</source>
        <translation>Nummer des versuchten Zugs in der entscheidenden Suche</translation>
    </message>
    <message>
        <source>The job that would get more</source>
        <translation>Der Job, der mehr bekäme</translation>
    </message>
    <message>
        <source>The job that would give it</source>
        <translation>Der Job, der es gäbe</translation>
    </message>
    <message>
        <source>Kept: strictly better than the best before. Otherwise the share was put back.</source>
        <translation>Beibehalten: echt besser als das Beste zuvor. Andernfalls wurde der Zug zurückgenommen.</translation>
    </message>
    <message>
        <source>Share that is moved, in devices (1 = a whole one)</source>
        <translation>Verschobener Anteil, in Geräten (1 = ein ganzes)</translation>
    </message>
    <message>
        <source>What the planner expects with the moved share: mean window accuracy over the cameras, 0 to 1</source>
        <translation>Was der Planer mit dem verschobenen Anteil erwartet: mittlere Zeitfenster-Genauigkeit über die Kameras, 0 bis 1</translation>
    </message>
    <message>
        <source>Score less the best score before the move</source>
        <translation>Bewertung minus beste Bewertung vor dem Zug</translation>
    </message>
    <message>
        <source>moves: %1</source>
        <translation>Züge: %1</translation>
    </message>
    <message>
        <source>from another start</source>
        <translation>von einem anderen Anfang</translation>
    </message>
    <message>
        <source>ended no higher</source>
        <translation>endete nicht höher</translation>
    </message>
    <message>
        <source>trials: %1</source>
        <translation>Versuche: %1</translation>
    </message>
    <message>
        <source>pairs: %1</source>
        <translation>Paare: %1</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::StoryPanel</name>
    <message>
        <source>Story</source>
        <translation>Geschichte</translation>
    </message>
    <message>
        <source>This step of the story</source>
        <translation>Dieser Schritt der Geschichte</translation>
    </message>
    <message>
        <source>◀ Back</source>
        <translation>◀ Zurück</translation>
    </message>
    <message>
        <source>Next ▶</source>
        <translation>Weiter ▶</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1 of %2: %3&lt;/b&gt;</source>
        <translation>&lt;b&gt;%1 von %2: %3&lt;/b&gt;</translation>
    </message>
    <message>
        <source>End story</source>
        <translation>Geschichte beenden</translation>
    </message>
    <message>
        <source>Hides the story; the plans stay</source>
        <translation>Blendet die Geschichte aus; die Pläne bleiben</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::SummaryStrip</name>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>&lt;p&gt;Mean over the cameras of their rolling accuracy: F1 against the golden model, pooled over the newest %1 scored frames of each.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Mittel der gleitenden Genauigkeit über die Kameras: F1 im Vergleich zum Referenzmodell, zusammengefasst über jeweils die neuesten %1 bewerteten Bilder.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The camera that is farthest below its target, or least above it. Click to select it.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Die Kamera, die am weitesten unter ihrem Ziel oder am wenigsten darüber liegt. Klicken Sie, um sie auszuwählen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The retraining window that is under way, and how much of it is left.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Das laufende Zeitfenster und wie viel davon bleibt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Retrainings that run now, with how far they are.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Laufende Nachtrainings und wie weit sie sind.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Use of each device over the newest sample: charged seconds of all jobs by the length of the sample.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Nutzung jedes Geräts in der neuesten Messung: abgerechnete Sekunden aller Jobs geteilt durch die Dauer der Messung.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Mean accuracy %1</source>
        <translation>Mittlere Genauigkeit %1</translation>
    </message>
    <message>
        <source>Nothing scored yet</source>
        <translation>Noch nichts bewertet</translation>
    </message>
    <message>
        <source>Worst: &lt;a href=&quot;camera&quot; style=&quot;color: %1&quot;&gt;%2 %3&lt;/a&gt; %4, target %5</source>
        <translation>Schlechteste: &lt;a href=&quot;camera&quot; style=&quot;color: %1&quot;&gt;%2 %3&lt;/a&gt; %4, Ziel %5</translation>
    </message>
    <message>
        <source>Training the first students: %1 of %2 done; cameras wait at the window&apos;s end</source>
        <translation>Training der ersten Schülermodelle: %1 von %2 fertig; Kameras warten am Ende des Zeitfensters</translation>
    </message>
    <message>
        <source>Ended in %1</source>
        <translation>Beendet in %1</translation>
    </message>
    <message>
        <source>%1: %2 left</source>
        <translation>%1: noch %2</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>Retraining %1</source>
        <translation>Nachtraining %1</translation>
    </message>
    <message>
        <source>device %1 used %2</source>
        <translation>Gerät %1 genutzt: %2</translation>
    </message>
    <message>
        <source>Training the first students: %1 of %2 done, about %3 left; cameras wait</source>
        <translation>Training der ersten Schülermodelle: %1 von %2 fertig, noch etwa %3; Kameras warten</translation>
    </message>
    <message>
        <source>All cameras lost</source>
        <translation>Alle Kameras ausgefallen</translation>
    </message>
    <message>
        <source>Nothing to see lately</source>
        <translation>Zuletzt war nichts zu sehen</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::TileContentMaker</name>
    <message>
        <source>model %1</source>
        <translation>Modell %1</translation>
    </message>
    <message>
        <source>teacher</source>
        <translation>Lehrmodell</translation>
    </message>
    <message>
        <source>teacher, %1</source>
        <translation>Lehrmodell, %1</translation>
    </message>
    <message>
        <source>%1 fps</source>
        <translation>%1 fps</translation>
    </message>
    <message>
        <source>retraining: %1, %2 %</source>
        <translation>Nachtraining: %1, %2 %</translation>
    </message>
    <message>
        <source>training the first student, %1 %</source>
        <translation>Training des ersten Schülers, %1 %</translation>
    </message>
    <message>
        <source>Lost since %1</source>
        <translation>Ausgefallen seit %1</translation>
    </message>
    <message>
        <source>Ended at %1</source>
        <translation>Zu Ende um %1</translation>
    </message>
    <message>
        <source>The source came to its end.</source>
        <translation>Die Quelle ist zu Ende.</translation>
    </message>
    <message>
        <source>Waiting for a picture</source>
        <translation>Warten auf ein Bild</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>names –</source>
        <translation>Namen –</translation>
    </message>
    <message>
        <source>F1 –</source>
        <translation>F1 –</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>kein Bild</translation>
    </message>
    <message>
        <source>no student yet</source>
        <translation>noch kein Schülermodell</translation>
    </message>
    <message>
        <source>names %1</source>
        <translation>Namen %1</translation>
    </message>
    <message>
        <source>F1 %1</source>
        <translation>F1 %1</translation>
    </message>
    <message>
        <source>%1 objects, %2 ago</source>
        <translation>%1 Objekte, vor %2</translation>
    </message>
    <message>
        <source>n %1, %2</source>
        <translation>n %1, %2</translation>
    </message>
    <message>
        <source>none of %1 objects has a region</source>
        <translation>keines von %1 Objekten hat eine Region</translation>
    </message>
    <message>
        <source>no regions</source>
        <translation>keine Regionen</translation>
    </message>
    <message>
        <source>nothing to see</source>
        <translation>nichts zu sehen</translation>
    </message>
    <message>
        <source>nothing to see, false alarms: %1</source>
        <translation>nichts zu sehen, Fehlalarme: %1</translation>
    </message>
    <message>
        <source>false alarms: %1</source>
        <translation>Fehlalarme: %1</translation>
    </message>
    <message>
        <source>not scored yet</source>
        <translation>noch nicht bewertet</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Right names, held against the golden model&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Of the golden objects that have a region with IoU ≥ 0.3, the part that is rightly named. Regions come from a source that is not retrained.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;Richtige Namen im Vergleich zum Referenzmodell&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Von den Referenzobjekten, die eine Region mit IoU ≥ 0.3 haben, der Teil, der richtig benannt ist. Regionen stammen aus einer Quelle, die nicht nachtrainiert wird.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;F1 against the golden model&lt;/b&gt;&lt;/p&gt;&lt;p&gt;F1 = 2 TP / (2 TP + FP + FN); a prediction counts if it covers a golden object with IoU ≥ 0.3 and names the same class. Held against the labels of a frame are the boxes that stood when it came: they were found on an older frame, whatever serves the camera.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;F1 im Vergleich zum Referenzmodell&lt;/b&gt;&lt;/p&gt;&lt;p&gt;F1 = 2 TP / (2 TP + FP + FN); eine Vorhersage zählt, wenn sie ein Referenzobjekt mit IoU ≥ 0.3 überdeckt und dieselbe Klasse nennt. Mit den Annotationen eines Bildes werden die Rahmen verglichen, die bei seinem Eintreffen galten: Sie wurden auf einem älteren Bild gefunden, gleich was für die Kamera im Einsatz ist.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;No frame of this camera has been scored yet.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Noch kein Bild dieser Kamera wurde bewertet.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Pooled over %1 of the newest %2 scored frames: %3 golden objects, the newest at %4. Raw value %5, target %6.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Zusammengefasst über %1 der neuesten %2 bewerteten Bilder: %3 Referenzobjekte, das neueste um %4. Rohwert %5, Ziel %6.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Arrow: change against the frames before those, %1.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Pfeil: Änderung gegenüber den Bildern davor, %1.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Coverage: %1 of %2 golden objects had a region.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Abdeckung: %1 von %2 Referenzobjekten hatten eine Region.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;In %1 of the newest %2 scored frames there was nothing to see: they say nothing of accuracy. False alarms on them: %3.&lt;/p&gt;</source>
        <translation>&lt;p&gt;In %1 der neuesten %2 bewerteten Bilder war nichts zu sehen: Sie sagen nichts über die Genauigkeit. Fehlalarme darauf: %3.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Last closed window: %1 (95 % interval %2 to %3, %4 objects in %5 frames).&lt;/p&gt;</source>
        <translation>&lt;p&gt;Letztes abgeschlossenes Zeitfenster: %1 (95-%-Intervall %2 bis %3, %4 Objekte in %5 Bildern).&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Last closed window: no accuracy, no object was to be seen.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Letztes abgeschlossenes Zeitfenster: keine Genauigkeit, es war kein Objekt zu sehen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;What the student found on the very frames that it saw: %1.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Was das Schülermodell auf genau den Bildern fand, die es sah: %1.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;False alarms in it: %1 on %2 scored frames with nothing to see.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Fehlalarme darin: %1 auf %2 bewerteten Bildern, auf denen nichts zu sehen war.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Version of the weights&lt;/b&gt; that make the predictions. 0 is the untrained student; each accepted retraining adds one.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;Version der Gewichte&lt;/b&gt;, die die Vorhersagen machen. 0 ist das untrainierte Schülermodell; jedes angenommene Nachtraining erhöht sie um eins.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Served by the %1&lt;/b&gt;&lt;br&gt;%2.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;Im Einsatz: %1&lt;/b&gt;&lt;br&gt;%2.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Student: %1&lt;/p&gt;</source>
        <translation>&lt;p&gt;Schülermodell: %1&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;%1 at %2: held-out accuracy %3 → %4.&lt;/p&gt;</source>
        <translation>&lt;p&gt;%1 um %2: Holdout-Genauigkeit %3 → %4.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Last swap</source>
        <translation>Letzter Wechsel</translation>
    </message>
    <message>
        <source>Last retraining was rejected</source>
        <translation>Letztes Nachtraining verworfen</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;%1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;%2&lt;br&gt;%3 × %4, %5 frames/s in session time&lt;/p&gt;&lt;p&gt;Frames processed: %6, dropped: %7, scored: %8. The rate is that of frames that went through the student.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;%1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;%2&lt;br&gt;%3 × %4, %5 Bilder/s in Sitzungszeit&lt;/p&gt;&lt;p&gt;Bilder verarbeitet: %6, verworfen: %7, bewertet: %8. Die Rate ist die der Bilder, die durch das Schülermodell gingen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;⚠ Faults of its video: %1&lt;/b&gt;, the last one: %2&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;⚠ Fehler im Video: %1&lt;/b&gt;, der letzte: %2&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Retraining&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Share of the device: %1 requested, %2 granted. Started at %3. The bar is the part of the work that is done.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;Nachtraining&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Anteil am Gerät: %1 angefordert, %2 zugeteilt. Begonnen um %3. Der Balken zeigt den erledigten Teil der Arbeit.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Camera %1, %2: %3, %4, %5</source>
        <translation>Kamera %1, %2: %3, %4, %5</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::TimelineView</name>
    <message>
        <source>device %1</source>
        <translation>Gerät %1</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>label, profile</source>
        <translation>Annot., Profil</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>Leerlauf</translation>
    </message>
    <message>
        <source>%1 %2 s</source>
        <translation>%1 %2 s</translation>
    </message>
    <message>
        <source>device %1, %2: idle %3 of %4 s · %5</source>
        <translation>Gerät %1, %2: Leerlauf %3 von %4 s · %5</translation>
    </message>
    <message>
        <source>%1  device %2: not idle, or not known yet</source>
        <translation>%1  Gerät %2: kein Leerlauf oder noch nicht bekannt</translation>
    </message>
    <message>
        <source> · %1</source>
        <translation> · %1</translation>
    </message>
    <message>
        <source> · moved to device %1</source>
        <translation> · auf Gerät %1 verlegt</translation>
    </message>
    <message>
        <source> · charged %1</source>
        <translation> · abgerechnet %1</translation>
    </message>
    <message>
        <source> · failed: %1</source>
        <translation> · fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source> · interrupted: the run was cut off</source>
        <translation> · unterbrochen: Der Lauf wurde abgebrochen</translation>
    </message>
    <message>
        <source>%1  no job</source>
        <translation>%1  kein Job</translation>
    </message>
    <message>
        <source>Allocation timeline</source>
        <translation>Aufteilung im Zeitverlauf</translation>
    </message>
    <message>
        <source>all jobs, whole session</source>
        <translation>alle Jobs, ganze Sitzung</translation>
    </message>
    <message>
        <source>No job has run yet. Jobs appear with the first retraining window.</source>
        <translation>Noch ist kein Job gelaufen. Jobs erscheinen mit dem ersten Zeitfenster.</translation>
    </message>
    <message>
        <source>%1: requested %2, granted %3, used %4</source>
        <translation>%1: angefordert %2, zugeteilt %3, genutzt %4</translation>
    </message>
    <message>
        <source>%1  %2, %3</source>
        <translation>%1  %2, %3</translation>
    </message>
    <message>
        <source>&lt;p&gt;Each row is a camera&apos;s jobs of one kind; its height is a share of the device. “Full row” says what share a full row is, for inference, retraining, and labelling with profiling.&lt;/p&gt;&lt;p&gt;Light: granted by the broker; full colour: used; line: requested by the plan. Granted but unused time goes to other jobs. Where many cameras have little room, all jobs of one are on top of each other in one row.&lt;/p&gt;&lt;p&gt;Idle: how long the device had nothing to do in a window, drawn at the window&apos;s end; the line below says why.&lt;/p&gt;&lt;p&gt;A double click on a name pins the camera: its rows stay on top, one for each kind of job. Ctrl+wheel or W and S zoom, A and D pan, F shows all; Shift-click sets a reference.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Jede Zeile zeigt die Jobs einer Kamera von einer Art; ihre Höhe ist ein Anteil am Gerät. „Volle Zeile“ nennt den Anteil, den eine volle Zeile bedeutet: für Inferenz, für Nachtraining und für Annotation mit Mikroprofil.&lt;/p&gt;&lt;p&gt;Hell: vom Broker zugeteilt; kräftig: genutzt; Linie: vom Plan angefordert. Zugeteilte, aber ungenutzte Zeit geht an andere Jobs. Wo viele Kameras wenig Platz haben, liegen alle Jobs einer Kamera in einer Zeile übereinander.&lt;/p&gt;&lt;p&gt;Leerlauf: wie lange das Gerät in einem Zeitfenster nichts zu tun hatte, gezeichnet an dessen Ende; die Zeile darunter nennt den Grund.&lt;/p&gt;&lt;p&gt;Ein Doppelklick auf einen Namen heftet die Kamera an: ihre Zeilen bleiben oben, eine für jede Art von Job. Strg+Mausrad oder W und S zoomen, A und D verschieben, F zeigt alles; Umschalt+Klick setzt einen Bezug.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>%1 / %2 / %3</source>
        <translation>%1 / %2 / %3</translation>
    </message>
    <message>
        <source>full row: %1</source>
        <translation>volle Zeile: %1</translation>
    </message>
    <message>
        <source>full row: %1, pinned %2</source>
        <translation>volle Zeile: %1, angeheftet %2</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::TransportBar</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Session time shown now / length of the session</source>
        <translation>Angezeigte Sitzungszeit / Länge der Sitzung</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>Session seconds per second ([ and ])</source>
        <translation>Sitzungssekunden pro Sekunde ([ und ])</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>Simuliert</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>● Live</source>
        <translation>● Live</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>● Following</source>
        <translation>● Folgt</translation>
    </message>
    <message>
        <source>Being written</source>
        <translation>Wird geschrieben</translation>
    </message>
    <message>
        <source>The session is being written by another run, which is only looked at here.</source>
        <translation>Die Sitzung wird von einem anderen Lauf geschrieben, der hier nur betrachtet wird.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::TrialDesk</name>
    <message>
        <source>Other shares cannot be tried here.</source>
        <translation>Andere Anteile können hier nicht ausprobiert werden.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::Twins</name>
    <message>
        <source>discs</source>
        <translation>Scheiben</translation>
    </message>
    <message>
        <source>rings</source>
        <translation>Ringe</translation>
    </message>
    <message>
        <source>diamonds</source>
        <translation>Rauten</translation>
    </message>
    <message>
        <source>triangles</source>
        <translation>Dreiecke</translation>
    </message>
    <message>
        <source>crosses</source>
        <translation>Kreuze</translation>
    </message>
    <message>
        <source>%1 (s)</source>
        <translation>%1 (s)</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Reihe</translation>
    </message>
    <message>
        <source>Line, band or marks of the chart</source>
        <translation>Linie, Band oder Marken des Diagramms</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>Waagerechte Achse</translation>
    </message>
    <message>
        <source>Vertical axis</source>
        <translation>Senkrechte Achse</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Linie %1</translation>
    </message>
    <message>
        <source>band %1, lower</source>
        <translation>Band %1, untere</translation>
    </message>
    <message>
        <source>band %1, upper</source>
        <translation>Band %1, obere</translation>
    </message>
    <message>
        <source>Session time (s)</source>
        <translation>Sitzungszeit (s)</translation>
    </message>
    <message>
        <source>Of the newest scored frame</source>
        <translation>Des neuesten bewerteten Bildes</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Letter and name</source>
        <translation>Buchstabe und Name</translation>
    </message>
    <message>
        <source>Accuracy (0 to 1)</source>
        <translation>Genauigkeit (0 bis 1)</translation>
    </message>
    <message>
        <source>Rolling, against the golden model; none where nothing was to be seen</source>
        <translation>Gleitend, im Vergleich zum Referenzmodell; keine, wo nichts zu sehen war</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Golden objects behind it</source>
        <translation>Referenzobjekte, auf denen sie beruht</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Its number</source>
        <translation>Seine Nummer</translation>
    </message>
    <message>
        <source>Whose job</source>
        <translation>Wessen Job</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was er tut</translation>
    </message>
    <message>
        <source>From (s)</source>
        <translation>Von (s)</translation>
    </message>
    <message>
        <source>Session time</source>
        <translation>Sitzungszeit</translation>
    </message>
    <message>
        <source>To (s)</source>
        <translation>Bis (s)</translation>
    </message>
    <message>
        <source>Requested (share)</source>
        <translation>Angefordert (Anteil)</translation>
    </message>
    <message>
        <source>Of the whole device, by the plan</source>
        <translation>Vom ganzen Gerät, durch den Plan</translation>
    </message>
    <message>
        <source>Granted (share)</source>
        <translation>Zugeteilt (Anteil)</translation>
    </message>
    <message>
        <source>Of the whole device, by the broker</source>
        <translation>Vom ganzen Gerät, durch den Broker</translation>
    </message>
    <message>
        <source>Used (share)</source>
        <translation>Genutzt (Anteil)</translation>
    </message>
    <message>
        <source>Of the whole device, as charged</source>
        <translation>Vom ganzen Gerät, wie abgerechnet</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::VideoWall</name>
    <message>
        <source>Cameras</source>
        <translation>Kameras</translation>
    </message>
    <message>
        <source>No cameras yet</source>
        <translation>Noch keine Kameras</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::ViewExport</name>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be written: its folder is not there, or is protected.</source>
        <translation>%1 kann nicht geschrieben werden: Der Ordner fehlt oder ist geschützt.</translation>
    </message>
    <message>
        <source>%1 cannot be written as a picture; use .png, .svg or .pdf.</source>
        <translation>%1 kann nicht als Bild geschrieben werden; verwenden Sie .png, .svg oder .pdf.</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Als CSV speichern…</translation>
    </message>
    <message>
        <source>Save table</source>
        <translation>Tabelle speichern</translation>
    </message>
    <message>
        <source>Comma-separated (*.csv)</source>
        <translation>Kommagetrennt (*.csv)</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>Bild speichern…</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.pdf)</source>
        <translation>Bilder (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>Show as table…</source>
        <translation>Als Tabelle anzeigen…</translation>
    </message>
    <message>
        <source>Save series as CSV…</source>
        <translation>Reihen als CSV speichern…</translation>
    </message>
    <message>
        <source>%1, from</source>
        <translation>%1, von</translation>
    </message>
    <message>
        <source>%1, to</source>
        <translation>%1, bis</translation>
    </message>
    <message>
        <source>Nothing is shown that could be saved</source>
        <translation>Nichts ist zu sehen, was gespeichert werden könnte</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::WallTwin</name>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Letter and name</source>
        <translation>Buchstabe und Name</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>As the tile shows it</source>
        <translation>Wie auf der Kachel</translation>
    </message>
    <message>
        <source>Rests on</source>
        <translation>Beruht auf</translation>
    </message>
    <message>
        <source>Objects, and how old the newest are</source>
        <translation>Objekte und wie alt die neuesten sind</translation>
    </message>
    <message>
        <source>Served by</source>
        <translation>Im Einsatz</translation>
    </message>
    <message>
        <source>Model or teacher</source>
        <translation>Modell oder Lehrmodell</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Frames per second that get new boxes</source>
        <translation>Bilder pro Sekunde, die neue Rahmen bekommen</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Lost or ended, and why</source>
        <translation>Ausgefallen oder zu Ende, und warum</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>That stand now</source>
        <translation>Die jetzt gelten</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::WhatIfBar</name>
    <message>
        <source>Shares by hand; the table below changes them by keyboard</source>
        <translation>Anteile von Hand; die Tabelle unten ändert sie per Tastatur</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::WhatIfDelegate</name>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Share, GPU</source>
        <translation>Anteil, GPU</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::WhatIfModel</name>
    <message>
        <source>not retrained</source>
        <translation>kein Nachtraining</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Camera of the plan</source>
        <translation>Kamera des Plans</translation>
    </message>
    <message>
        <source>Inference</source>
        <translation>Inferenz</translation>
    </message>
    <message>
        <source>&lt;p&gt;Share of its inference, GPU. Type another one, or drag a border of the bar.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Anteil ihrer Inferenz, GPU. Geben Sie einen anderen ein oder ziehen Sie eine Grenze des Balkens.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Retraining</source>
        <translation>Nachtraining</translation>
    </message>
    <message>
        <source>&lt;p&gt;Share of its retraining, GPU; first its sample is labelled and profiled with it.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Anteil ihres Nachtrainings, GPU; zuerst wird damit ihre Stichprobe annotiert und profiliert.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>&lt;p&gt;What its model is retrained with.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Womit ihr Modell nachtrainiert wird.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>As planned</source>
        <translation>Wie geplant</translation>
    </message>
    <message>
        <source>&lt;p&gt;Window accuracy that is expected of the recorded plan (0 to 1): the exact mean over what is left of the window, by the estimates that the planner had. When a retraining ends the run&apos;s planner is asked again.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Zeitfenster-Genauigkeit, die vom aufgezeichneten Plan zu erwarten ist (0 bis 1): das exakte Mittel über den Rest des Zeitfensters, nach den Schätzungen, die der Planer hatte. Wenn ein Nachtraining endet, wird der Planer des Laufs erneut gefragt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>&lt;p&gt;The same for the shares in this table.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Dasselbe für die Anteile in dieser Tabelle.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>&lt;p&gt;By hand less as planned.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Von Hand minus wie geplant.&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::WhatIfPanel</name>
    <message>
        <source>Back to the plan</source>
        <translation>Zurück zum Plan</translation>
    </message>
    <message>
        <source>&lt;p&gt;Mean window accuracy over the cameras, by their weights: what the estimates promise for what is left of the window, exactly integrated between the ends of retrainings. The run is not changed.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Mittlere Zeitfenster-Genauigkeit über die Kameras, nach ihren Gewichten: was die Schätzungen für den Rest des Zeitfensters versprechen, exakt integriert zwischen den Enden der Nachtrainings. Der Lauf wird nicht verändert.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Shares by hand</source>
        <translation>Anteile von Hand</translation>
    </message>
    <message>
        <source>what-if</source>
        <translation>was-waere-wenn</translation>
    </message>
    <message>
        <source>shares-by-hand</source>
        <translation>anteile-von-hand</translation>
    </message>
    <message>
        <source>Puts all shares back to those of the plan</source>
        <translation>Setzt alle Anteile auf die des Plans zurück</translation>
    </message>
    <message>
        <source>Reading what the planner was told…</source>
        <translation>Die Angaben, die der Planer bekam, werden gelesen…</translation>
    </message>
    <message>
        <source>There is no plan yet whose shares could be changed.</source>
        <translation>Es gibt noch keinen Plan, dessen Anteile sich ändern ließen.</translation>
    </message>
    <message>
        <source>Computing what is expected…</source>
        <translation>Die Erwartung wird berechnet…</translation>
    </message>
    <message>
        <source>Expected mean as planned %1; by hand: computing…</source>
        <translation>Erwartetes Mittel wie geplant %1; von Hand: wird berechnet…</translation>
    </message>
    <message>
        <source>Expected mean as planned: %1. Drag a border of the bar, or type another share.</source>
        <translation>Erwartetes Mittel wie geplant: %1. Ziehen Sie eine Grenze des Balkens oder geben Sie einen anderen Anteil ein.</translation>
    </message>
    <message>
        <source>Expected mean by hand %1, as planned %2: %3.</source>
        <translation>Erwartetes Mittel von Hand %1, wie geplant %2: %3.</translation>
    </message>
    <message>
        <source>%1 GPU is given to nobody.</source>
        <translation>%1 GPU bekommt niemand.</translation>
    </message>
    <message>
        <source>%1 GPU fits on no device.</source>
        <translation>%1 GPU passt auf kein Gerät.</translation>
    </message>
    <message>
        <source>Cameras lack %1 to their floors.</source>
        <translation>Den Kameras fehlen %1 zu ihren Untergrenzen.</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;%1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;%2 GPU. Drag its border.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;%1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;%2 GPU. Ziehen Sie die Grenze.&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::WindowList</name>
    <message>
        <source>Window</source>
        <translation>Zeitfenster</translation>
    </message>
    <message>
        <source>Return or a double click goes to its start</source>
        <translation>Die Eingabetaste oder ein Doppelklick geht zum Beginn</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Session time</source>
        <translation>Sitzungszeit</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Planned length, session time</source>
        <translation>Geplante Länge, Sitzungszeit</translation>
    </message>
    <message>
        <source>Mean F1</source>
        <translation>Mittleres F1</translation>
    </message>
    <message>
        <source>Mean window accuracy against the golden model, over the cameras in which something was to be seen; none while the window is open</source>
        <translation>Mittlere Zeitfenster-Genauigkeit im Vergleich zum Referenzmodell, über die Kameras, in denen etwas zu sehen war; keine, solange das Zeitfenster läuft</translation>
    </message>
    <message>
        <source>Worst F1</source>
        <translation>Schlechtestes F1</translation>
    </message>
    <message>
        <source>The lowest window accuracy of a camera</source>
        <translation>Die niedrigste Zeitfenster-Genauigkeit einer Kamera</translation>
    </message>
    <message>
        <source>Worst camera</source>
        <translation>Schlechteste Kamera</translation>
    </message>
    <message>
        <source>The camera that it is of</source>
        <translation>Die Kamera, von der sie stammt</translation>
    </message>
    <message>
        <source>Retrained</source>
        <translation>Nachtrainiert</translation>
    </message>
    <message>
        <source>Cameras in which a retrained model was swapped in</source>
        <translation>Kameras, in denen ein nachtrainiertes Modell eingesetzt wurde</translation>
    </message>
    <message>
        <source>window %1</source>
        <translation>Zeitfenster %1</translation>
    </message>
    <message>
        <source>first students</source>
        <translation>erste Schülermodelle</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::WindowStory</name>
    <message>
        <source>camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>So well did they see in the window before, held against the golden model:</source>
        <translation>So gut sahen sie im Fenster davor, am goldenen Modell gemessen:</translation>
    </message>
    <message>
        <source>It is the first window that counts: until now the first students were trained.</source>
        <translation>Es ist das erste Fenster, das zählt: bis jetzt wurden die ersten Schüler trainiert.</translation>
    </message>
    <message>
        <source>The window</source>
        <translation>Das Fenster</translation>
    </message>
    <message>
        <source>The planner&apos;s own words: %1</source>
        <translation>Der Planer selbst sagt: %1</translation>
    </message>
    <message>
        <source>Planning begins</source>
        <translation>Das Planen beginnt</translation>
    </message>
    <message>
        <source>Nothing moves</source>
        <translation>Nichts bewegt sich</translation>
    </message>
    <message>
        <source>%1 moves were tried, and none made the mean better.</source>
        <translation>%1 Züge wurden versucht, und keiner machte das Mittel besser.</translation>
    </message>
    <message>
        <source>This planner tries no moves: its shares follow from a rule.</source>
        <translation>Dieser Planer versucht keine Züge: seine Anteile folgen aus einer Regel.</translation>
    </message>
    <message>
        <source>The first steal that is kept</source>
        <translation>Der erste Diebstahl, der bleibt</translation>
    </message>
    <message>
        <source>One job gains more by the share than the other loses, so it stays where it went.</source>
        <translation>Der eine Job gewinnt durch den Anteil mehr, als der andere verliert; darum bleibt der Anteil, wo er hinging.</translation>
    </message>
    <message>
        <source>A steal that is put back</source>
        <translation>Ein Diebstahl, der zurückgenommen wird</translation>
    </message>
    <message>
        <source>The steal that brings most</source>
        <translation>Der Diebstahl, der am meisten bringt</translation>
    </message>
    <message>
        <source>inference</source>
        <translation>Inferenz</translation>
    </message>
    <message>
        <source>configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>expected accuracy</source>
        <translation>erwartete Genauigkeit</translation>
    </message>
    <message>
        <source>What the plan gives and promises</source>
        <translation>Was der Plan gibt und verspricht</translation>
    </message>
    <message>
        <source>at</source>
        <translation>bei</translation>
    </message>
    <message>
        <source>expected mean</source>
        <translation>erwartetes Mittel</translation>
    </message>
    <message>
        <source>… and %1 more.</source>
        <translation>… und %1 weitere.</translation>
    </message>
    <message>
        <source>Planned again</source>
        <translation>Neu geplant</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>vorhergesagt</translation>
    </message>
    <message>
        <source>came to</source>
        <translation>wurde</translation>
    </message>
    <message>
        <source>what became of it</source>
        <translation>was daraus wurde</translation>
    </message>
    <message>
        <source>swapped in</source>
        <translation>eingewechselt</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>No retraining ended in this window.</source>
        <translation>In diesem Fenster endete kein Nachtraining.</translation>
    </message>
    <message>
        <source>Held-out accuracy, as the profile predicted it and as it was when the retraining ended. A model that is not worse is swapped in at once:</source>
        <translation>Genauigkeit auf zurückgehaltenen Bildern, wie das Profil sie vorhersagte und wie sie am Ende des Nachtrainings war. Ein Modell, das nicht schlechter ist, wird sofort eingewechselt:</translation>
    </message>
    <message>
        <source>What was retrained</source>
        <translation>Was nachtrainiert wurde</translation>
    </message>
    <message>
        <source>waited for</source>
        <translation>wartete auf</translation>
    </message>
    <message>
        <source>device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Where nobody had work</source>
        <translation>Wo niemand zu tun hatte</translation>
    </message>
    <message>
        <source>No device was idle.</source>
        <translation>Kein Gerät hatte Leerlauf.</translation>
    </message>
    <message>
        <source>Of the window&apos;s %1 these were idle:</source>
        <translation>Von %1 des Fensters waren im Leerlauf:</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Was daraus wurde</translation>
    </message>
    <message>
        <source>The window is not closed yet at the instant that is shown. Go on to its end, and tell it again.</source>
        <translation>Das Fenster ist in dem gezeigten Augenblick noch nicht abgeschlossen. Gehen Sie zu seinem Ende, und lassen Sie es noch einmal erzählen.</translation>
    </message>
    <message>
        <source>first plan expected</source>
        <translation>erster Plan erwartete</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>The window&apos;s accuracy against the golden model, beside what the first plan promised:</source>
        <translation>Die Genauigkeit des Fensters am goldenen Modell, neben dem, was der erste Plan versprach:</translation>
    </message>
    <message>
        <source>Whether estimates can be trusted over many windows stands on the page Profile.</source>
        <translation>Ob Schätzungen über viele Fenster zu trauen ist, steht auf der Seite Profil.</translation>
    </message>
    <message>
        <source>Cameras: %1, devices: %2. The window begins at %3 and lasts %4. Who gets how much is decided by the planner “%5”.</source>
        <translation>Kameras: %1, Geräte: %2. Das Zeitfenster beginnt bei %3 und dauert %4. Wer wie viel bekommt, entscheidet der Planer „%5“.</translation>
    </message>
    <message>
        <source>The first plan was made at %1 and looks %2 ahead. Why then: “%3”. The beginning of its search stands on the right: these shares each job would have if nothing moved.</source>
        <translation>Der erste Plan entstand bei %1 und blickt %2 voraus. Warum da: „%3“. Rechts steht der Anfang seiner Suche: diese Anteile hätte jeder Job, wenn sich nichts bewegte.</translation>
    </message>
    <message>
        <source>In the end it expected a mean accuracy of &lt;b&gt;%1&lt;/b&gt; of the cameras. How it came there is told next.</source>
        <translation>Am Ende erwartete er im Mittel der Kameras eine Genauigkeit von &lt;b&gt;%1&lt;/b&gt;. Wie es dazu kam, wird als Nächstes erzählt.</translation>
    </message>
    <message>
        <source>because of</source>
        <translation>wegen</translation>
    </message>
    <message>
        <source>Whenever a camera&apos;s sample is labelled and profiled, or a retraining ends, the rest of the window is planned again. Plans after the first one: %1.</source>
        <translation>Immer wenn die Stichprobe einer Kamera annotiert und profiliert ist oder ein Nachtraining endet, wird der Rest des Zeitfensters neu geplant. Pläne nach dem ersten: %1.</translation>
    </message>
    <message>
        <source>PgUp and PgDown go through them. The last one is shown now.</source>
        <translation>Bild auf und Bild ab gehen durch sie. Der letzte wird jetzt gezeigt.</translation>
    </message>
    <message>
        <source>learning</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Shares of devices, and the accuracy that is expected over the window. Learning is retraining, and the labelling and profiling that come before it:</source>
        <translation>Anteile an Geräten, und die Genauigkeit, die über das Zeitfenster erwartet wird. Lernen ist Nachtraining, und die Annotation und das Mikroprofil davor:</translation>
    </message>
    <message>
        <source>%1 moves were tried, those of searches that ended no higher included; of the search that decided %2 were kept. This is the first after it that was put back: the words on the right say what it would have brought.</source>
        <translation>%1 Züge wurden versucht, die der Suchen eingeschlossen, die niedriger endeten; von der Suche, die entschied, blieben %2. Dies ist der erste danach, der zurückgenommen wurde: die Worte rechts sagen, was er gebracht hätte.</translation>
    </message>
    <message>
        <source>The window&apos;s first plans are no longer kept</source>
        <translation>Die ersten Pläne des Fensters sind nicht mehr da</translation>
    </message>
    <message>
        <source>So many plans were made since that it cannot be told how this window began. A later window can be told, or this one while it is shown.</source>
        <translation>Seitdem wurden so viele Pläne gemacht, dass sich nicht mehr sagen lässt, womit dieses Fenster begann. Ein späteres Fenster lässt sich erzählen, oder dieses, solange es gezeigt wird.</translation>
    </message>
</context>
<context>
    <name>jackdaw::widgets::Workbench</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Selects the camera in all views</source>
        <translation>Wählt die Kamera in allen Ansichten aus</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>Startseite</translation>
    </message>
    <message>
        <source>Leaves the set-up as it is and goes back to the start page</source>
        <translation>Lässt die Einrichtung, wie sie ist, und kehrt zur Startseite zurück</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Goes to the marked instant</source>
        <translation>Geht zum markierten Zeitpunkt</translation>
    </message>
</context>
<context>
    <name>jackdaw::window::CompareDesk</name>
    <message>
        <source>Scenario to compare planners on</source>
        <translation>Szenario, auf dem Planer verglichen werden</translation>
    </message>
    <message>
        <source>Scenarios (*.json)</source>
        <translation>Szenarien (*.json)</translation>
    </message>
    <message>
        <source>Folder of the sessions</source>
        <translation>Ordner der Sitzungen</translation>
    </message>
    <message>
        <source>Sessions to compare</source>
        <translation>Zu vergleichende Sitzungen</translation>
    </message>
    <message>
        <source>Sessions (*.jackdaw)</source>
        <translation>Sitzungen (*.jackdaw)</translation>
    </message>
    <message>
        <source>Trace to simulate</source>
        <translation>Zu simulierender Trace</translation>
    </message>
    <message>
        <source>Traces (*.trace.json)</source>
        <translation>Traces (*.trace.json)</translation>
    </message>
    <message>
        <source>Simulate planners</source>
        <translation>Planer simulieren</translation>
    </message>
    <message>
        <source>Planners, separated by spaces:</source>
        <translation>Planer, durch Leerzeichen getrennt:</translation>
    </message>
</context>
<context>
    <name>jackdaw::window::DroppedFiles</name>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>%1 cannot be used: expected videos (mp4, mkv, avi …), folders of images, label files (csv, xml, json, txt), networks (onnx), a scenario (json) or a session (jackdaw).</source>
        <translation>%1 kann nicht verwendet werden: Erwartet werden Videos (mp4, mkv, avi …), Ordner mit Bildern, Annotationsdateien (csv, xml, json, txt), Netze (onnx), ein Szenario (json) oder eine Sitzung (jackdaw).</translation>
    </message>
    <message>
        <source>%1 were dropped together: only one session, scenario or trace is shown at a time.</source>
        <translation>%1 wurden zusammen abgelegt: Es kann nur eine Sitzung, ein Szenario oder ein Trace auf einmal angezeigt werden.</translation>
    </message>
    <message>
        <source>%1 was dropped together with videos, labels or networks: open it alone, then add the others.</source>
        <translation>%1 wurde zusammen mit Videos, Annotationen oder Netzen abgelegt: Öffnen Sie es allein und fügen Sie dann die anderen hinzu.</translation>
    </message>
</context>
<context>
    <name>jackdaw::window::MainWindow</name>
    <message>
        <source>Jackdaw</source>
        <translation>Jackdaw</translation>
    </message>
    <message>
        <source>State of the engine and the window</source>
        <translation>Zustand der Engine und des Fensters</translation>
    </message>
    <message>
        <source>Open scenario</source>
        <translation>Szenario öffnen</translation>
    </message>
    <message>
        <source>Scenarios and traces (*.json)</source>
        <translation>Szenarien und Traces (*.json)</translation>
    </message>
    <message>
        <source>Open session</source>
        <translation>Sitzung öffnen</translation>
    </message>
    <message>
        <source>Sessions (*.jackdaw)</source>
        <translation>Sitzungen (*.jackdaw)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>&amp;Pages</source>
        <translation>&amp;Seiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Panels of this page</source>
        <translation>Bereiche dieser Seite</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>%1 (simulated) – Jackdaw</source>
        <translation>%1 (simuliert) – Jackdaw</translation>
    </message>
    <message>
        <source>%1 – Jackdaw</source>
        <translation>%1 – Jackdaw</translation>
    </message>
    <message>
        <source>End the run?</source>
        <translation>Lauf beenden?</translation>
    </message>
    <message>
        <source>A run is under way. It is closed cleanly, and its session file can be replayed or resumed.</source>
        <translation>Ein Lauf ist im Gange. Er wird sauber abgeschlossen; seine Sitzungsdatei kann wiedergegeben oder fortgesetzt werden.</translation>
    </message>
    <message>
        <source>Nothing was opened yet</source>
        <translation>Noch nichts geöffnet</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>Remark at this instant:</source>
        <translation>Anmerkung zu diesem Zeitpunkt:</translation>
    </message>
    <message>
        <source>About Jackdaw</source>
        <translation>Über Jackdaw</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Jackdaw %1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Workbench for continuous learning of video models on edge servers.&lt;/p&gt;&lt;p&gt;The program is licensed under GPL-3.0-or-later, its engine under Apache-2.0. It uses Qt %2, LibTorch, OpenCV, FFmpeg and SQLite.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;Jackdaw %1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Werkbank für kontinuierliches Lernen von Videomodellen auf Edge-Servern.&lt;/p&gt;&lt;p&gt;Das Programm steht unter GPL-3.0-or-later, seine Engine unter Apache-2.0. Es verwendet Qt %2, LibTorch, OpenCV, FFmpeg und SQLite.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Closing the session</source>
        <translation>Sitzung wird geschlossen</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Pages (*.html)</source>
        <translation>Seiten (*.html)</translation>
    </message>
    <message>
        <source>&lt;p&gt;Mean and worst: rolling accuracy of the cameras, F1 against the golden model. Left: of the whole run, where time passes as planned.&lt;/p&gt;&lt;p&gt;The panel Diagnostics of the live page says how engine and window keep up.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Mittlere und schlechteste: gleitende Genauigkeit der Kameras, F1 im Vergleich zum Referenzmodell. Noch: Rest des ganzen Laufs, wenn die Zeit wie geplant vergeht.&lt;/p&gt;&lt;p&gt;Der Bereich „Diagnose“ der Seite „Live“ sagt, wie Engine und Fenster mithalten.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Vergleich</translation>
    </message>
    <message>
        <source>Where are the videos now?</source>
        <translation>Wo sind die Videos jetzt?</translation>
    </message>
    <message>
        <source>Discard the session?</source>
        <translation>Sitzung verwerfen?</translation>
    </message>
    <message>
        <source>%1 is moved to the wastebasket.</source>
        <translation>%1 wird in den Papierkorb verschoben.</translation>
    </message>
    <message>
        <source>The session was not discarded</source>
        <translation>Die Sitzung wurde nicht verworfen</translation>
    </message>
    <message>
        <source>Calibrate now</source>
        <translation>Jetzt kalibrieren</translation>
    </message>
    <message>
        <source>Measures what each kind of work costs on this machine, a few minutes, and starts the run then</source>
        <translation>Misst einige Minuten lang, was jede Art von Arbeit auf diesem Rechner kostet, und startet dann den Lauf</translation>
    </message>
    <message>
        <source>Back to the set-up</source>
        <translation>Zurück zur Einrichtung</translation>
    </message>
    <message>
        <source>Shows the cameras that are set up</source>
        <translation>Zeigt die eingerichteten Kameras</translation>
    </message>
    <message>
        <source>There is no recorded session that a report could be made of.</source>
        <translation>Es gibt keine aufgezeichnete Sitzung, aus der ein Bericht entstehen könnte.</translation>
    </message>
    <message>
        <source>Making the report…</source>
        <translation>Der Bericht wird erstellt…</translation>
    </message>
    <message>
        <source>The report is in %1.</source>
        <translation>Der Bericht steht in %1.</translation>
    </message>
    <message>
        <source>Edit scenario</source>
        <translation>Szenario bearbeiten</translation>
    </message>
    <message>
        <source>Scenarios (*.json)</source>
        <translation>Szenarien (*.json)</translation>
    </message>
    <message>
        <source>&amp;Set up</source>
        <translation>E&amp;inrichten</translation>
    </message>
    <message>
        <source>This could not be opened</source>
        <translation>Dies konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Labels alone make no camera</source>
        <translation>Annotationen allein machen keine Kamera</translation>
    </message>
    <message>
        <source>%1 says what is to be seen, but not in which video.</source>
        <translation>%1 sagt, was zu sehen ist, aber nicht, in welchem Video.</translation>
    </message>
    <message>
        <source>Drop the label file together with its video.</source>
        <translation>Ziehen Sie die Annotationsdatei zusammen mit ihrem Video hierher.</translation>
    </message>
    <message>
        <source>The scenario could not be opened</source>
        <translation>Das Szenario konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>The run could not start</source>
        <translation>Der Lauf konnte nicht gestartet werden</translation>
    </message>
    <message>
        <source>Save scenario</source>
        <translation>Szenario speichern</translation>
    </message>
    <message>
        <source>Leave the set-up?</source>
        <translation>Einrichtung verlassen?</translation>
    </message>
    <message>
        <source>The cameras that are set up are not saved. Cancel, and save them with Ctrl+S.</source>
        <translation>Die eingerichteten Kameras sind nicht gespeichert. Brechen Sie ab und speichern Sie sie mit Strg+S.</translation>
    </message>
    <message>
        <source>Folder for the corrected labels</source>
        <translation>Ordner für die berichtigten Annotationen</translation>
    </message>
    <message>
        <source>A report is being made already.</source>
        <translation>Es wird schon ein Bericht erstellt.</translation>
    </message>
    <message>
        <source>Save or copy</source>
        <translation>Speichern oder kopieren</translation>
    </message>
</context>
<context>
    <name>jackdaw::window::MomentModel</name>
    <message>
        <source>Reading the model</source>
        <translation>Modell wird gelesen</translation>
    </message>
    <message>
        <source>Decoding the frame</source>
        <translation>Bild wird dekodiert</translation>
    </message>
    <message>
        <source>Looking at the frame</source>
        <translation>Bild wird betrachtet</translation>
    </message>
    <message>
        <source>Holding the boxes against labels</source>
        <translation>Rahmen werden mit Annotationen verglichen</translation>
    </message>
</context>
<context>
    <name>jackdaw::window::ProcessJob</name>
    <message>
        <source>%1 cannot be started: %2</source>
        <translation>%1 kann nicht gestartet werden: %2</translation>
    </message>
    <message>
        <source>The program jackdaw-cli, which makes the runs, is not beside this one. Install it.</source>
        <translation>Das Programm jackdaw-cli, das die Läufe ausführt, liegt nicht neben diesem. Installieren Sie es.</translation>
    </message>
    <message>
        <source>%1 of %2 runs are complete. %3.</source>
        <translation>%1 von %2 Läufen sind vollständig. %3.</translation>
    </message>
    <message>
        <source>About %1 left.</source>
        <translation>Noch etwa %1.</translation>
    </message>
    <message>
        <source>Stopped. What is complete stays in %1; run again to go on.</source>
        <translation>Beendet. Was vollständig ist, bleibt in %1; starten Sie erneut, um weiterzumachen.</translation>
    </message>
    <message>
        <source>The comparison was ended by a signal. Run again to go on.</source>
        <translation>Der Vergleich wurde durch ein Signal beendet. Starten Sie erneut, um weiterzumachen.</translation>
    </message>
    <message>
        <source>The comparison ended with code %1.</source>
        <translation>Der Vergleich endete mit Code %1.</translation>
    </message>
</context>
<context>
    <name>jackdaw::window::SessionArchive</name>
    <message>
        <source>The session cannot be read as a whole: %1</source>
        <translation>Die Sitzung kann nicht als Ganzes gelesen werden: %1</translation>
    </message>
    <message>
        <source>The frame&apos;s video is not there: it cannot be looked at.</source>
        <translation>Das Video des Bildes ist nicht da: Es kann nicht betrachtet werden.</translation>
    </message>
    <message>
        <source>Video not found</source>
        <translation>Video nicht gefunden</translation>
    </message>
    <message>
        <source>Another video</source>
        <translation>Anderes Video</translation>
    </message>
    <message>
        <source>No video was kept</source>
        <translation>Kein Video aufbewahrt</translation>
    </message>
    <message>
        <source>Found: %1.</source>
        <translation>Gefunden: %1.</translation>
    </message>
    <message>
        <source>What was recorded of these is not in %1: %2.</source>
        <translation>Was von diesen aufgezeichnet wurde, ist nicht in %1: %2.</translation>
    </message>
</context>
<context>
    <name>jackdaw::window::SessionCopy</name>
    <message>
        <source>%1 cannot be moved to the wastebasket; it is where it was. Remove it by hand if it is not wanted.</source>
        <translation>%1 kann nicht in den Papierkorb verschoben werden; die Sitzung ist noch an ihrem Ort. Entfernen Sie sie von Hand, wenn sie nicht gebraucht wird.</translation>
    </message>
</context>
<context>
    <name>jackdaw::window::SessionOpener</name>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>Reading the scenario</source>
        <translation>Szenario wird gelesen</translation>
    </message>
    <message>
        <source>The run could not start</source>
        <translation>Der Lauf konnte nicht gestartet werden</translation>
    </message>
    <message>
        <source>Opening cameras and models</source>
        <translation>Kameras und Modelle werden geöffnet</translation>
    </message>
    <message>
        <source>Reading the session</source>
        <translation>Sitzung wird gelesen</translation>
    </message>
    <message>
        <source>The session could not be opened</source>
        <translation>Die Sitzung konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Simulating the trace</source>
        <translation>Trace wird simuliert</translation>
    </message>
    <message>
        <source>The trace could not be simulated</source>
        <translation>Der Trace konnte nicht simuliert werden</translation>
    </message>
    <message>
        <source>Preparing the story</source>
        <translation>Geschichte wird vorbereitet</translation>
    </message>
    <message>
        <source>Planning the example</source>
        <translation>Beispiel wird geplant</translation>
    </message>
    <message>
        <source>The story could not be told</source>
        <translation>Die Geschichte konnte nicht erzählt werden</translation>
    </message>
    <message>
        <source>Two cameras</source>
        <translation>Zwei Kameras</translation>
    </message>
    <message>
        <source>Making the demo</source>
        <translation>Demo wird erzeugt</translation>
    </message>
    <message>
        <source>Rendering four street scenes; this is done once</source>
        <translation>Vier Straßenszenen werden gerendert; das geschieht nur einmal</translation>
    </message>
    <message>
        <source>The demo could not start</source>
        <translation>Die Demo konnte nicht gestartet werden</translation>
    </message>
    <message>
        <source>Calibrating</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>Kinds of work measured: %1, the last: %2</source>
        <translation>Gemessene Arten von Arbeit: %1, die letzte: %2</translation>
    </message>
    <message>
        <source>Measuring what each kind of work costs on this machine</source>
        <translation>Es wird gemessen, was jede Art von Arbeit auf diesem Rechner kostet</translation>
    </message>
    <message>
        <source>The costs could not be measured</source>
        <translation>Die Kosten konnten nicht gemessen werden</translation>
    </message>
    <message>
        <source>Recovering %1</source>
        <translation>%1 wird wiederhergestellt</translation>
    </message>
    <message>
        <source>The run could not be recovered</source>
        <translation>Der Lauf konnte nicht wiederhergestellt werden</translation>
    </message>
    <message>
        <source>Copying %1</source>
        <translation>%1 wird kopiert</translation>
    </message>
    <message>
        <source>The session stays as it is</source>
        <translation>Die Sitzung bleibt, wie sie ist</translation>
    </message>
    <message>
        <source>The session could not be copied</source>
        <translation>Die Sitzung konnte nicht kopiert werden</translation>
    </message>
    <message>
        <source>Reading the recorded window</source>
        <translation>Liest das aufgezeichnete Fenster</translation>
    </message>
</context>
<context>
    <name>jackdaw::window::SessionReview</name>
    <message>
        <source>The session cannot be read as a whole: %1</source>
        <translation>Die Sitzung lässt sich nicht ganz lesen: %1</translation>
    </message>
    <message>
        <source>The session is still being read.</source>
        <translation>Die Sitzung wird noch gelesen.</translation>
    </message>
    <message>
        <source>No frame is done yet: there is nothing to export.</source>
        <translation>Noch ist kein Bild erledigt: Es gibt nichts zu exportieren.</translation>
    </message>
    <message>
        <source>%1: %2 frames, %3 objects in %4.</source>
        <translation>%1: %2 Bilder, %3 Objekte in %4.</translation>
    </message>
    <message>
        <source>A next run takes them as human_labels of these cameras: with &quot;use&quot;: &quot;train&quot; to learn them, without it to be scored by them.</source>
        <translation>Ein nächster Lauf nimmt sie als human_labels dieser Kameras: mit &quot;use&quot;: &quot;train&quot;, um sie zu lernen, ohne, um an ihnen gemessen zu werden.</translation>
    </message>
</context>
<context>
    <name>jackdaw::window::SideFile</name>
    <message>
        <source>%1 %2 Marks and places of videos are not kept; move the file away to begin a new one.</source>
        <translation>%1 %2 Marken und Orte von Videos werden nicht aufbewahrt; verschieben Sie die Datei, um eine neue zu beginnen.</translation>
    </message>
    <message>
        <source>cannot be read.</source>
        <translation>kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>holds no JSON object.</source>
        <translation>enthält kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>is damaged at byte %1: %2.</source>
        <translation>ist bei Byte %1 beschädigt: %2.</translation>
    </message>
    <message>
        <source>was written by a newer version.</source>
        <translation>wurde von einer neueren Version geschrieben.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Marks and places of videos are forgotten when the window closes.</source>
        <translation>%1 kann nicht geschrieben werden: %2. Marken und Orte von Videos werden vergessen, wenn das Fenster geschlossen wird.</translation>
    </message>
</context>
<context>
    <name>jackdaw::window::WorkedStory</name>
    <message>
        <source>Two cameras, three GPUs</source>
        <translation>Zwei Kameras, drei GPUs</translation>
    </message>
    <message>
        <source>Two cameras share three GPUs for a window of %1 s. Camera A&apos;s model is right in %2 of the cases, B&apos;s in %3: their streets have changed. Inference is as accurate as the model allows if it gets a whole GPU, and half as accurate with half of one.</source>
        <translation>Zwei Kameras teilen sich drei GPUs für ein Zeitfenster von %1 s. Das Modell von Kamera A liegt in %2 der Fälle richtig, das von B in %3: Ihre Straßen haben sich verändert. Inferenz ist so genau, wie das Modell es erlaubt, wenn sie eine ganze GPU bekommt, und halb so genau mit einer halben.</translation>
    </message>
    <message>
        <source>What retraining costs and brings</source>
        <translation>Was Nachtraining kostet und bringt</translation>
    </message>
    <message>
        <source>Each camera&apos;s model can be retrained in two ways, a thorough and a cheap one. A retraining takes GPU-seconds; until it ends the old model serves.</source>
        <translation>Das Modell jeder Kamera kann auf zwei Arten nachtrainiert werden, gründlich oder günstig. Ein Nachtraining braucht GPU-Sekunden; bis es endet, bleibt das alte Modell im Einsatz.</translation>
    </message>
    <message>
        <source>Equal shares</source>
        <translation>Gleiche Anteile</translation>
    </message>
    <message>
        <source>The simple way: every job gets the same, 0.75 of a GPU, and models are retrained thoroughly. Over two windows that comes to a mean of &lt;b&gt;%1&lt;/b&gt;.</source>
        <translation>Der einfache Weg: Jeder Job bekommt gleich viel, 0.75 einer GPU, und Modelle werden gründlich nachtrainiert. Über zwei Zeitfenster ergibt das ein Mittel von &lt;b&gt;%1&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>Retrainings end late, and inference lacks a quarter of what it needs all the time. In the first window A comes to %1, B to %2.</source>
        <translation>Nachtrainings enden spät, und der Inferenz fehlt ständig ein Viertel dessen, was sie braucht. Im ersten Zeitfenster erreicht A %1, B %2.</translation>
    </message>
    <message>
        <source>The thief begins</source>
        <translation>Der Dieb beginnt</translation>
    </message>
    <message>
        <source>The thief begins with some shares and asks of every two jobs: would the mean be better if one took a little from the other? On the right stands what it begins with here.</source>
        <translation>Der Dieb beginnt mit irgendwelchen Anteilen und fragt für je zwei Jobs: Wäre das Mittel besser, wenn der eine dem anderen ein wenig nähme? Rechts steht, womit er hier beginnt.</translation>
    </message>
    <message>
        <source>It tries several beginnings; the searches that ended lower are folded in the list below.</source>
        <translation>Er versucht mehrere Anfänge; die Suchen, die schlechter endeten, sind in der Liste unten eingeklappt.</translation>
    </message>
    <message>
        <source>A steal that is kept</source>
        <translation>Ein Diebstahl, der bleibt</translation>
    </message>
    <message>
        <source>The first steal that makes the mean better. Read on the right who takes what from whom. The share stays where it went, and the next trial starts from there.</source>
        <translation>Der erste Diebstahl, der das Mittel verbessert. Rechts lesen Sie, wer wem was nimmt. Der Anteil bleibt, wo er nun ist, und der nächste Versuch geht von dort aus.</translation>
    </message>
    <message>
        <source>A steal that is put back</source>
        <translation>Ein Diebstahl, der zurückgenommen wird</translation>
    </message>
    <message>
        <source>Most trials bring nothing: what the thief would gain is worth less than what the victim loses. The share is put back as if nothing had been.</source>
        <translation>Die meisten Versuche bringen nichts: Was der Dieb gewänne, ist weniger wert als das, was das Opfer verliert. Der Anteil geht zurück, als wäre nichts gewesen.</translation>
    </message>
    <message>
        <source>What the thief comes to</source>
        <translation>Was der Dieb erreicht</translation>
    </message>
    <message>
        <source>Of %1 trials %2 were kept. The thief expects a mean of &lt;b&gt;%3&lt;/b&gt; in this window; equal shares came to %4.</source>
        <translation>Von %1 Versuchen wurden %2 beibehalten. Der Dieb erwartet in diesem Zeitfenster ein Mittel von &lt;b&gt;%3&lt;/b&gt;; gleiche Anteile erreichten %4.</translation>
    </message>
    <message>
        <source>The schedule that is drawn in the paper</source>
        <translation>Der Ablauf, den der Artikel zeichnet</translation>
    </message>
    <message>
        <source>The paper draws a schedule that retrains one camera after the other, cheaply, the one first that gains most. Over both windows it comes to &lt;b&gt;%1&lt;/b&gt;.</source>
        <translation>Der Artikel zeichnet einen Ablauf, der eine Kamera nach der anderen günstig nachtrainiert, die mit dem größten Gewinn zuerst. Über beide Zeitfenster erreicht er &lt;b&gt;%1&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>The best there is</source>
        <translation>Das Beste, was möglich ist</translation>
    </message>
    <message>
        <source>Tried exhaustively, with everything chosen anew when a retraining ends, the optimum over both windows is &lt;b&gt;%1&lt;/b&gt;. The planner “jackdaw”, whose plan is shown here, reaches it.</source>
        <translation>Erschöpfend durchprobiert, wobei am Ende jedes Nachtrainings alles neu gewählt wird, liegt das Optimum über beide Zeitfenster bei &lt;b&gt;%1&lt;/b&gt;. Der Planer „jackdaw“, dessen Plan hier zu sehen ist, erreicht es.</translation>
    </message>
    <message>
        <source>Why it is not 73 %</source>
        <translation>Warum es nicht 73 % sind</translation>
    </message>
    <message>
        <source>The slides say 73 %. From their own table that does not follow: with B beginning at the printed 50 % the drawn schedule comes to %1. With B at 20 %, as an older version of the table had it, it comes to &lt;b&gt;%2&lt;/b&gt;.</source>
        <translation>Die Folien nennen 73 %. Aus ihrer eigenen Tabelle folgt das nicht: Beginnt B bei den gedruckten 50 %, erreicht der gezeichnete Ablauf %1. Mit B bei 20 %, wie in einer älteren Fassung der Tabelle, erreicht er &lt;b&gt;%2&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>Step through the plans with PgUp and PgDown, and through their trials with N, P, Shift+N and Shift+P.</source>
        <translation>Mit Bild auf und Bild ab gehen Sie durch die Pläne, mit N, P, Umschalt+N und Umschalt+P durch ihre Versuche.</translation>
    </message>
</context>
</TS>
