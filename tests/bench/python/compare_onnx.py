#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Detectors in ONNX Runtime, on one thread, against the engine's fused networks.

    compare_onnx.py --bench BENCH_ONNX --models FOLDER [--rounds 7] [--out FILE]

Both take turns, so that what else the machine does disturbs them alike; told are medians of the turns, in processor time a frame. Needs
the wheels onnx and onnxruntime. A file is made to take another size by the numbers that its Reshapes hold for its own.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import time

import numpy
import onnx
import onnxruntime

CASES = [
    ("yolox352x288", "yolox_nano.onnx", 352, 288),
    ("nanodetPlus352x288", "nanodet-plus-m_416x416.onnx", 352, 288),
    ("yolox416", "yolox_nano.onnx", 416, 416),
    ("nanodetPlus416", "nanodet-plus-m_416x416.onnx", 416, 416),
    ("nanodet416", "nanodet_m.onnx", 416, 416),
]
OWN = 416
STRIDES = {-(-OWN // stride): stride for stride in (8, 16, 32, 64)}


def adapted(shape, width, height):
    """The extents of a Reshape, made for a square of OWN pixels, for another size."""
    if len(shape) >= 4 and shape[-1] == shape[-2] and shape[-1] in STRIDES:
        stride = STRIDES[shape[-1]]
        return shape[:-2] + [-(-height // stride), -(-width // stride)]
    flat = len(shape) == 3 and shape[2] in {side * side for side in STRIDES}
    return shape[:2] + [-1] if flat else shape


def resized(path, width, height):
    model = onnx.load(path)
    graph = model.graph
    shapes = {node.input[1] for node in graph.node if node.op_type == "Reshape"}
    named = {weight.name for weight in graph.initializer}
    for port in [port for port in graph.input if port.name in named]:
        graph.input.remove(port)
    for weight in graph.initializer:
        if weight.name in shapes:
            extents = onnx.numpy_helper.to_array(weight)
            new = numpy.array(adapted(extents.tolist(), width, height), extents.dtype)
            weight.CopyFrom(onnx.numpy_helper.from_array(new, weight.name))
    dims = graph.input[0].type.tensor_type.shape.dim
    dims[2].dim_value, dims[3].dim_value = height, width
    del graph.value_info[:]
    for output in graph.output:
        for index, dim in enumerate(output.type.tensor_type.shape.dim):
            dim.dim_param = f"{output.name}{index}"
    return model.SerializeToString()


def session(path, width, height):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(resized(path, width, height), options, providers=["CPUExecutionProvider"])


def runtime_ms(running, width, height, frames=30):
    picture = {running.get_inputs()[0].name: numpy.full((1, 3, height, width), 0.5, numpy.float32)}
    times = []
    for _ in range(frames):
        begin = time.thread_time()
        running.run(None, picture)
        times.append(1e3 * (time.thread_time() - begin))
    return statistics.median(times)


def engine_ms(bench, name):
    environment = dict(os.environ, OMP_NUM_THREADS="1")
    command = [bench, f"--benchmark_filter=network/{name} / fused", "--benchmark_min_time=0.2",
               "--benchmark_format=json"]
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    rows = json.loads(told)["benchmarks"]
    return rows[0]["cpu_time"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", required=True)
    parser.add_argument("--models", required=True, type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--out", type=pathlib.Path)
    given = parser.parse_args()
    rows = []
    for name, file, width, height in CASES:
        running = session(given.models / file, width, height)
        pairs = [(engine_ms(given.bench, name), runtime_ms(running, width, height)) for _ in range(given.rounds)]
        engine, runtime = (statistics.median(values) for values in zip(*pairs))
        rows.append({"network": name, "engine_ms": round(engine, 2), "onnxruntime_ms": round(runtime, 2),
                     "ratio": round(statistics.median(a / b for a, b in pairs), 2)})
        print(rows[-1], flush=True)
    report = {"command": f"compare_onnx.py --rounds {given.rounds}", "threads": 1,
              "onnxruntime": onnxruntime.__version__, "time": "processor time a frame, medians", "rows": rows}
    if given.out:
        given.out.write_text(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
