#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds what a session counted against people's tracks.

    measure_counts.py JACKDAW_CLI SCENARIO SESSION

The scenario's cameras loop through clips whose every frame people labelled in a CVAT file (human_labels), from the clip's
beginning. Each whole pass after the camera's first boxes is compared: vehicles that people's tracks take over each line,
each way, and crossings that the session has.
"""

import collections
import csv
import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

AT_LINE = 2.0  # pixels: people's boxes are interpolated, and hardly waver
VEHICLES = {"car", "bus", "truck", "motorcycle"}
SOURCE_RATE = 25.0  # frames per second


def tracks_of(file):
    root = xml.etree.ElementTree.parse(file).getroot()
    size = root.find(".//original_size")
    tracks = []
    for track in root.findall("track"):
        boxes = [box for box in track.findall("box") if box.get("outside") == "0"]
        tracks.append([((float(b.get("xtl")) + float(b.get("xbr"))) / 2, float(b.get("ybr"))) for b in boxes])
    return tracks, float(size.find("width").text), float(size.find("height").text)


def people_cross(file, line):
    """Forward and backward crossings of people's tracks."""
    tracks, width, height = tracks_of(file)
    x, y = line["from"][0] * width, line["from"][1] * height
    dx, dy = line["to"][0] * width - x, line["to"][1] * height - y
    length = (dx * dx + dy * dy) ** 0.5
    ways = [0, 0]
    for feet in tracks:
        last = None
        for foot in feet:
            distance = (dx * (foot[1] - y) - dy * (foot[0] - x)) / length
            if abs(distance) < AT_LINE:
                continue
            if last is not None and last[1] * distance < 0:
                part = last[1] / (last[1] - distance)
                at = [last[0][i] + part * (foot[i] - last[0][i]) for i in (0, 1)]
                if 0 <= (dx * (at[0] - x) + dy * (at[1] - y)) / length**2 <= 1:
                    ways[0 if distance > 0 else 1] += 1
            last = (foot, distance)
    return ways


def frames_of(file):
    return int(xml.etree.ElementTree.parse(file).getroot().find(".//task/size").text)


def exported(cli, session):
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "counts.csv")
        subprocess.run([cli, "export", session, "--counts", file], check=True)
        with open(file, newline="", encoding="utf-8") as rows:
            return [row for row in csv.DictReader(rows) if row["place"] == "line"]


def main():
    cli, scenario_file, session = sys.argv[1:]
    with open(scenario_file, encoding="utf-8") as text:
        scenario = json.load(text)
    rows = exported(cli, session)
    end = scenario["windows"] * scenario["window_seconds"]
    begin = scenario["window_seconds"]  # window 0 trains the first students
    print(f"{'camera':24} {'line':8} {'passes':>6} {'way':9} {'people':>6} {'counted':>7} {'missed':>6} {'extra':>6}")
    sums = collections.Counter()
    for camera in scenario["cameras"]:
        labels = os.path.expandvars(camera["human_labels"][0]["file"])
        seconds = frames_of(labels) / SOURCE_RATE / camera["speed"]
        passes = [p for p in range(int(end / seconds) + 1) if p * seconds >= begin and (p + 1) * seconds <= end + 1e-6]
        for line in camera["lines"]:
            truth = people_cross(labels, line)
            for way, people in zip(("forward", "backward"), truth):
                missed = extra = counted = 0
                for number in passes:
                    found = sum(row["camera"] == camera["name"] and row["name"] == line["name"]
                                and row["direction"] == way and row["class"] in VEHICLES
                                and number * seconds <= float(row["time"]) < (number + 1) * seconds for row in rows)
                    counted += found
                    missed += max(0, people - found)
                    extra += max(0, found - people)
                print(f"{camera['name']:24} {line['name']:8} {len(passes):6} {way:9} {people * len(passes):6} "
                      f"{counted:7} {missed:6} {extra:6}")
                sums.update(people=people * len(passes), counted=counted, missed=missed, extra=extra)
    print(f"of {sums['people']} crossings {sums['missed']} missed, {sums['extra']} too many")


if __name__ == "__main__":
    main()
