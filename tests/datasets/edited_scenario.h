// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace jackdaw::testing {

/// With keys that no program knows, in an order of its own.
inline constexpr const char* kEdited = R"({
  "note of the operator": {"since": [1, 2, 18446744073709551615]},
  "format": "jackdaw-scenario", "version": 1,
  "seed": 18446744073709551615,
  "windows": 4, "window_seconds": 60,
  "golden": {"models": ["nets/a.onnx"], "training_frames": 12},
  "device": {"kind": "cpu", "threads": 2, "cooling": "loud"},
  "cameras": [
    {"name": "gate", "source": "films/gate.mp4", "owner": "Ann", "ignored_mask": "films/gate.png", "human_labels": [
      {"file": "films/gate.xml", "first_frame": 0, "last_frame": 9}]},
    {"source": "rtsp://10.0.0.2/b", "name": "yard", "credentials": "file:yard.login", "target": "high"}
  ]
})";

} // namespace jackdaw::testing
