#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Memory of a run, window by window.

    measure_memory.py --json memory.json --session run.jackdaw -- \\
        jackdaw-cli run datasets/scenarios/real-4-cameras.json --clock device --windows 9 --out run.jackdaw

Starts the command and reads its resident memory from /proc five times a second until it ends (or, for the window, which
stays, until the session is closed). The windows are taken from the session that the command writes. "anonymous" is what
the process allocated itself, without the pages of files; growth is the straight line through the windows' means.
Prints a table; ends with 1 if the peak is above --limit-mib or --growth-mib per window is exceeded.
"""
import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import time

STEP_SECONDS = 0.2


def status_of(pid):
    """VmRSS, RssAnon and VmHWM in MiB; None once the process is gone."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as file:
            fields = dict(line.split(":", 1) for line in file)
        return {key: int(fields[key].split()[0]) / 1024 for key in ("VmRSS", "RssAnon", "VmHWM")}
    except (FileNotFoundError, ProcessLookupError, KeyError):
        return None


def progress_of(session):
    """Windows begun so far, and whether the session is closed. A session that is not there yet has neither."""
    if not os.path.exists(session):
        return 0, False
    try:
        connection = sqlite3.connect(f"file:{session}?mode=ro", uri=True, timeout=1)
        counts = dict(connection.execute("SELECT name, COUNT(*) FROM events JOIN kinds USING (kind)"
                                         " WHERE name IN ('WindowStarted', 'SessionClosed') GROUP BY name"))
        connection.close()
    except sqlite3.Error:
        return None, False
    return counts.get("WindowStarted", 0), "SessionClosed" in counts


def watch(command, session):
    """Runs the command; (window, status) five times a second, and its exit code."""
    samples, window, closed = [], -1, False
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while process.poll() is None and not closed:
        status = status_of(process.pid)
        if status is None:
            break
        samples.append((window, status))
        if len(samples) % 5 == 0:
            begun, closed = progress_of(session)
            window = window if begun is None else begun - 1
        time.sleep(STEP_SECONDS)
    if closed and process.poll() is None:
        time.sleep(2)
        process.terminate()
    return samples, process.wait()


def by_window(samples):
    rows = []
    for window in sorted({window for window, _ in samples if window >= 0}):
        own = [status for at, status in samples if at == window]
        anonymous = [status["RssAnon"] for status in own]
        rows.append({"window": window, "samples": len(own),
                     "resident_mean_mib": round(statistics.mean(status["VmRSS"] for status in own), 1),
                     "resident_max_mib": round(max(status["VmRSS"] for status in own), 1),
                     "anonymous_mean_mib": round(statistics.mean(anonymous), 1),
                     "anonymous_max_mib": round(max(anonymous), 1)})
    return rows


def growth(rows, first):
    """MiB per window of the straight line through the mean anonymous memory from window `first` on."""
    late = [(row["window"], row["anonymous_mean_mib"]) for row in rows if row["window"] >= first]
    if len(late) < 3:
        return None
    return round(statistics.linear_regression([x for x, _ in late], [y for _, y in late]).slope, 2)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--session", required=True, help="session that the command writes")
    parser.add_argument("--json", help="file to write the figures to")
    parser.add_argument("--note", default="", help="remark to keep with the figures")
    parser.add_argument("--first", type=int, default=3, help="first window of the growth line")
    parser.add_argument("--limit-mib", type=float, default=1536)
    parser.add_argument("--growth-mib", type=float, default=5)
    parser.add_argument("command", nargs="+")
    arguments = parser.parse_args()
    samples, code = watch(arguments.command, arguments.session)
    rows = by_window(samples)
    peak = round(max(status["VmHWM"] for _, status in samples), 1)
    slope = growth(rows, arguments.first)
    for row in rows:
        print("window {window}: resident mean {resident_mean_mib} max {resident_max_mib} MiB, anonymous mean "
              "{anonymous_mean_mib} max {anonymous_max_mib} MiB".format(**row))
    print(f"peak resident {peak} MiB; {slope} MiB per window from window {arguments.first} on; exit code {code}")
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump({"command": [os.path.basename(arguments.command[0])] +
                                  [os.path.basename(word) if word.startswith("/") else word
                                   for word in arguments.command[1:]],
                       "note": arguments.note, "peak_resident_mib": peak, "growth_from_window": arguments.first,
                       "growth_mib_per_window": slope, "windows": rows}, file, indent=1)
            file.write("\n")
    return 0 if peak <= arguments.limit_mib and slope is not None and slope <= arguments.growth_mib else 1


if __name__ == "__main__":
    sys.exit(main())
