// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "datasets/scenario/scenario.h"

#include <string>

#include <nlohmann/json.hpp>

namespace jackdaw::testing {

/// A scenario that says everything that can be said.
inline const char* const kComplete = R"({
  "$schema": "scenario.schema.json", "format": "jackdaw-scenario", "version": 1, "name": "complete",
  "description": "every key", "seed": 7, "clock": "device", "windows": 3, "window_seconds": 46.5,
  "planner": "inference-only", "quantum": 0.1, "profiling_budget": 0.04, "device_speed": 2, "golden_price": 3, "cost_table": "costs.json",
  "rounds": 3, "devices": [{"kind": "cuda", "threads": 2, "index": 1}],
  "classes": ["person", "car", "bus"],
  "student": {"family": "point", "pretrained": false, "width": 24, "depth": 2, "input_width": 320, "input_height": 256},
  "golden": {"models": ["a.onnx", "b.onnx"], "second_models": ["c.onnx"], "score_threshold": 0.4, "training_frames": 12, "first_training_frames": 30, "training_span": 0.3,
             "scoring_interval_seconds": 3.5, "scoring_charged": false, "cache": "labels"},
  "first_training": {"name": "first", "layers": "whole", "epochs": 35, "data_fraction": 0.8, "learning_rate": 0.004,
                     "batch": 3, "augment": false, "rehearsal": 2, "hidden": 512},
  "configurations": [
    {"name": "short", "layers": "upper", "epochs": 3, "data_fraction": 0.5, "learning_rate": 0.001, "batch": 2,
     "augment": false, "rehearsal": 1, "hidden": 64, "student": "point"},
    {"name": "long", "layers": "whole", "epochs": 30, "data_fraction": 0.9, "learning_rate": 0.003, "batch": 8,
     "augment": true, "rehearsal": 6, "hidden": 1024, "student": "onnx"}],
  "cameras": [
    {"name": "gate", "source": "gate.mp4", "speed": 0.2, "offset_seconds": 9.2, "loop": true, "images_per_second": 10, "frames_per_second": 4,
     "weight": 2, "floor": 0.3, "target": 0.75, "golden_labels": "gate.csv",
     "human_labels": [{"file": "gate.xml", "first_frame": 5, "last_frame": 99, "label_first_frame": 3, "use": "train"}],
     "lines": [{"name": "in", "from": [0.1, 0.6], "to": [0.9, 0.65]}, {"name": "out", "from": [0.2, 0.3], "to": [0.8, 0.4]}],
     "zones": [{"name": "crossing", "corners": [[0.2, 0.15], [0.85, 0.2], [0.8, 0.75]]}],
     "ignored": [{"name": "screen", "corners": [[0.7, 0.05], [0.95, 0.05], [0.95, 0.3], [0.7, 0.35]]}], "ignored_mask": "screen.png",
     "student": {"family": "point", "pretrained": true, "width": 16, "depth": 3, "input_width": 192, "input_height": 160}},
    {"name": "yard", "source": "yard", "speed": 1.5, "offset_seconds": 1, "loop": false, "images_per_second": 12, "frames_per_second": 0,
     "weight": 0.5, "floor": 0.1, "target": 0.35, "golden_labels": "yard.csv",
     "human_labels": [{"file": "yard.xml", "first_frame": 7, "last_frame": 80, "label_first_frame": 2, "use": "train"}],
     "lines": [{"name": "in", "from": [0.3, 0.6], "to": [0.7, 0.65]}],
     "zones": [{"name": "bay", "corners": [[0.2, 0.15], [0.85, 0.2], [0.8, 0.75], [0.1, 0.7]]}],
     "ignored": [{"name": "car park", "corners": [[0.05, 0.1], [0.3, 0.15], [0.35, 0.45]]}], "ignored_mask": "car-park.png",
     "student": {"family": "onnx", "network": "yard.onnx", "head": "point", "input_width": 416, "input_height": 224}},
    {"name": "road", "source": "road.mp4", "speed": 2.5, "offset_seconds": 2, "loop": false, "images_per_second": 14, "frames_per_second": 6,
     "weight": 0.7, "floor": 0.2, "target": 0.55, "golden_labels": "road.csv",
     "human_labels": [{"file": "road.xml", "first_frame": 8, "last_frame": 81, "label_first_frame": 1, "use": "train"}],
     "lines": [{"name": "stop", "from": [0.1, 0.9], "to": [0.9, 0.95]}],
     "zones": [{"name": "lane", "corners": [[0.25, 0.15], [0.65, 0.2], [0.6, 0.75]]}],
     "ignored": [{"name": "sky", "corners": [[0.15, 0.02], [0.9, 0.03], [0.88, 0.1]]}], "ignored_mask": "sky.png",
     "student": {"family": "classifier", "architecture": "mobilenet_v2", "multiplier": 1.5, "crop": 96,
                 "source": "road.onnx", "weights": "road.safetensors", "input_width": 448, "input_height": 192}}]
})";

inline nlohmann::json complete()
{
    return nlohmann::json::parse(kComplete);
}

inline Result<runtime::RunSettings> parse(const nlohmann::json& document)
{
    return datasets::parseScenario(document.dump(), "/scenarios", "test.json");
}

/// Whether an error tells of a fault at \p pointer.
inline bool hasFaultAt(const std::string& text, const std::string& pointer)
{
    return text.find("\n  " + pointer + ": found ") != std::string::npos // one of several
        || text.find(" cannot be used, " + pointer + ": found ") != std::string::npos;
}

} // namespace jackdaw::testing
