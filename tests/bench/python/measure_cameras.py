#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many RTSP cameras beside inference: how late their frames come, and whether memory stays flat.

    measure_cameras.py --servers build/release/tests/bench/rtsp_cameras --cli build/release/app/cli/jackdaw-cli \\
        --golden yolox_nano.onnx --video scenes-352x288-25fps.mp4 --minutes 30 --json cameras.json

Starts `rtsp_cameras 16`, which show --video at 5 frames a second, again and again and from four places on, runs a scenario
of them under wall time, and reads the run's memory from /proc. Without --video they show a drawn picture, in which nothing is
found: no student is trained, and nothing looks at frames. A frame's lateness is what passed between when it was due and when
its boxes were recorded, found or moved along.
Ends with 1 if a frame came later than --limit-seconds, a camera was lost, or memory grew by more than --growth-mib a
window.
"""
import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile

from measure_memory import by_window, growth, watch

WINDOW_SECONDS = 60


def scenario_of(arguments, addresses, folder):
    file = os.path.join(folder, "cameras.json")
    windows = max(2, round(arguments.minutes * 60 / WINDOW_SECONDS))
    subprocess.run([arguments.cli, "scenario", "make", *addresses, "--golden", os.path.abspath(arguments.golden),
                    "--clock", "wall", "--window", str(WINDOW_SECONDS), "--windows", str(windows), "--out", file],
                   check=True, stdout=subprocess.DEVNULL)
    return file


def recordings_of(arguments, folder):
    """The video at 5 frames a second for as long as the run lasts, from several places on; made before the run begins."""
    places, longest = 4, arguments.minutes * 60 + 1200  # cameras are held while the first students train
    length = float(subprocess.run(["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0",
                                   arguments.video], check=True, capture_output=True, text=True).stdout)
    files = [os.path.join(folder, f"camera-{place}.mp4") for place in range(places)]
    for place, file in enumerate(files):
        subprocess.run(["ffmpeg", "-v", "error", "-stream_loop", "-1", "-ss", str(place * length / places), "-i",
                        arguments.video, "-vf", "setpts=N/5/TB", "-r", "5", "-t", str(longest), "-an", "-c:v", "libx264",
                        "-preset", "ultrafast", "-tune", "zerolatency", "-g", "10", file], check=True)
    return files


def lateness(session):
    """Seconds, in order, until a frame's first boxes stood. The golden model's look at one may come behind moved boxes."""
    connection = sqlite3.connect(f"file:{session}?mode=ro", uri=True)
    late = sorted((time - due) / 1e9 for time, due in connection.execute(
        "SELECT MIN(events.time), media_index.frame_time FROM media_index JOIN events USING (seq)"
        " GROUP BY media_index.camera, media_index.frame"))
    counts = dict(connection.execute("SELECT name, COUNT(*) FROM events JOIN kinds USING (kind) WHERE name IN"
                                     " ('FrameIndexed', 'FrameDropped', 'CameraLost', 'CameraRecovered') GROUP BY name"))
    connection.close()
    return late, counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--servers", required=True, help="the program rtsp_cameras")
    parser.add_argument("--cli", required=True, help="the program jackdaw-cli")
    parser.add_argument("--golden", required=True, help="golden model (ONNX)")
    parser.add_argument("--video", help="what the cameras show; needs ffmpeg")
    parser.add_argument("--cameras", type=int, default=16)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--limit-seconds", type=float, default=1.0)
    parser.add_argument("--growth-mib", type=float, default=5)
    parser.add_argument("--session", help="file to keep the session in")
    parser.add_argument("--json", help="file to write the figures to")
    parser.add_argument("--note", default="", help="remark to keep with the figures")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shown = recordings_of(arguments, folder) if arguments.video else ["5"]
        servers = subprocess.Popen([arguments.servers, str(arguments.cameras), *shown], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, text=True)
        try:
            addresses = [servers.stdout.readline().strip() for _ in range(arguments.cameras)]
            session = arguments.session or os.path.join(folder, "cameras.jackdaw")
            scenario = scenario_of(arguments, addresses, folder)
            samples, code = watch([arguments.cli, "run", scenario, "--out", session], session)
            late, counts = lateness(session)
        finally:
            servers.stdin.close()
            servers.wait()
    rows = by_window(samples)
    slope = growth(rows, min(3, max(0, len(rows) - 3)))
    worst = late[-1] if late else None
    figures = {"cameras": arguments.cameras, "minutes": arguments.minutes, "note": arguments.note, "exit_code": code,
               "events": counts, "frames_with_boxes": len(late), "late_median_s": late[len(late) // 2] if late else None,
               "late_99_percent_s": late[len(late) * 99 // 100] if late else None, "late_most_s": worst,
               "later_than_limit": sum(1 for value in late if value > arguments.limit_seconds),
               "growth_mib_per_window": slope, "windows": rows}
    print(json.dumps({key: value for key, value in figures.items() if key != "windows"}, indent=1))
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump(figures, file, indent=1)
            file.write("\n")
    flat = slope is not None and slope <= arguments.growth_mib
    good = code == 0 and flat and worst is not None and worst <= arguments.limit_seconds
    return 0 if good and counts.get("CameraLost", 0) == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
