// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/vision/golden_model.h"

#include <string>
#include <vector>

namespace jackdaw::testing {

/// Says what it is told to.
class ScriptedGolden final : public vision::GoldenModel {
public:
    Result<std::vector<Detection>> detect(const VideoFrame&) override { return answer; }
    std::string description() const override { return "scripted"; }
    std::string fingerprint() const override { return "scripted"; }
    bool lastWasCached() const override { return cached; }
    bool knows(const VideoFrame& frame) const override { return frame.index % knowsEvery == 0; }
    bool mayServe() const override { return serves; }
    std::string costShape() const override { return shape; }

    Result<std::vector<Detection>> answer = std::vector<Detection>{};
    std::string shape = "label/scripted";
    bool cached = false;
    std::int64_t knowsEvery = 1;
    bool serves = true;
};

} // namespace jackdaw::testing
