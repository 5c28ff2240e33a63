#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The student's network in PyTorch, eager, against the engine's.

    bench_learning --benchmark_out=engine.json --benchmark_out_format=json
    compare_learning.py engine.json [--threads 1]

Prints how long PyTorch takes for one inference and one training picture, in float32 and (autocast) bfloat16, and how
many times faster the engine is. Needs the torch wheel of the same version that the engine was built with.
"""
import argparse
import json
import re
import time

import torch
from torch import nn
from torch.nn import functional as F


class Unit(nn.Sequential):
    def __init__(self, into, out, kernel=3, stride=1):
        super().__init__(nn.Conv2d(into, out, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(out))


class Block(nn.Module):
    def __init__(self, into, out, stride):
        super().__init__()
        self.first = Unit(into, out, 3, stride)
        self.second = Unit(out, out)
        self.shortcut = Unit(into, out, 1, stride) if stride != 1 or into != out else nn.Identity()

    def forward(self, x):
        return F.relu_(self.second(F.relu_(self.first(x))) + self.shortcut(x))


class PointDetector(nn.Module):
    def __init__(self, width, depth, classes):
        super().__init__()
        self.stem = nn.ModuleList([Unit(3, width // 2, 3, 2), Unit(width // 2, width, 3, 2)])
        self.levels = nn.ModuleList()
        into = width
        for level in range(3):
            out = width * (level + 2)
            blocks = []
            for index in range(depth):
                blocks.append(Block(into, out, 2 if index == 0 else 1))
                into = out
            self.levels.append(nn.Sequential(*blocks))
        joined = 2 * width
        self.laterals = nn.ModuleList([Unit(width * factor, joined, 1) for factor in (2, 3, 4)])
        self.joined = Unit(joined, joined)
        self.output = nn.Conv2d(joined, classes + 4, 1)

    def forward(self, x):
        for unit in self.stem:
            x = F.relu_(unit(x))
        levels = []
        for level in self.levels:
            x = level(x)
            levels.append(x)
        total = self.laterals[2](levels[2])
        for index in (1, 0):
            total = self.laterals[index](levels[index]) + F.interpolate(total, scale_factor=2, mode="nearest")
        return self.output(F.relu_(self.joined(F.relu_(total))))


def loss_of(output, heat, classes):
    """CenterNet's focal loss and L1 of eight boxes per picture."""
    output = output.float()
    logits, boxes = output[:, :classes], output[:, classes:]
    p = torch.sigmoid(logits)
    positive = heat.eq(1).float()
    hit = F.logsigmoid(logits) * (1 - p) ** 2 * positive
    miss = F.logsigmoid(-logits) * p**2 * (1 - heat) ** 4 * (1 - positive)
    where = heat.amax(1, keepdim=True).eq(1).float()
    return -(hit.sum() + miss.sum()) / positive.sum() + 0.5 * (boxes.abs() * where).sum() / positive.sum()


def milliseconds(function, seconds):
    for _ in range(3):
        function()
    times = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        begin = time.process_time() if torch.get_num_threads() == 1 else time.perf_counter()
        function()
        now = time.process_time() if torch.get_num_threads() == 1 else time.perf_counter()
        times.append(1e3 * (now - begin))
    return sorted(times)[len(times) // 2]


def inference(model, height, width, bfloat16, seconds):
    model = model.eval().to(memory_format=torch.channels_last)
    picture = torch.rand(1, 3, height, width).to(memory_format=torch.channels_last)

    def run():
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
            model(picture)

    return milliseconds(run, seconds)


def training(model, batch, height, width, classes, bfloat16, seconds):
    model = model.train().to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(model.parameters(), lr=1e-3)
    pictures = torch.rand(batch, 3, height, width).to(memory_format=torch.channels_last)
    heat = torch.rand(batch, classes, height // 8, width // 8) * 0.5
    heat.view(-1)[:: heat.numel() // (8 * batch)] = 1.0

    def run():
        optimiser.zero_grad()
        with torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
            output = model(pictures)
        loss_of(output, heat, classes).backward()
        optimiser.step()

    return milliseconds(run, seconds) / batch


def engine_times(path):
    """Median or single CPU times of the engine's benchmarks by name, in milliseconds, with their labels."""
    results = {}
    for entry in json.load(open(path))["benchmarks"]:
        if entry.get("run_type") != "aggregate" and "cpu_time" in entry:
            results.setdefault(entry["name"], []).append((entry["cpu_time"], entry.get("label", "")))
    return {name: sorted(values)[len(values) // 2] for name, values in results.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine", help="JSON of bench_learning")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=5.0, help="per measurement")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)

    engine = engine_times(arguments.engine)
    shape = re.search(r"(\d+)x(\d+)x(\d+)/w(\d+)d(\d+)c(\d+)", engine["trainWhole"][1])
    batch, height, width, channels, depth, classes = map(int, shape.groups())
    print(f"torch {torch.__version__}, {arguments.threads} thread(s), {shape.group(0)}")
    make = lambda: PointDetector(channels, depth, classes)
    print(f"{sum(p.numel() for p in make().parameters())} parameters")
    own = {"inference": engine["inference"][0], "training": engine["trainWhole"][0] / batch}
    for name, bfloat16 in (("float32", False), ("bfloat16", True)):
        times = {
            "inference": inference(make(), height, width, bfloat16, arguments.seconds),
            "training": training(make(), batch, height, width, classes, bfloat16, arguments.seconds),
        }
        for task, time_ in times.items():
            print(f"{task:10} PyTorch {name:8} {time_:7.2f} ms  engine {own[task]:7.2f} ms  ratio {time_ / own[task]:.2f}")


if __name__ == "__main__":
    main()
