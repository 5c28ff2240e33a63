// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/run_parts.h"
#include "engine/vision/golden_model.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace jackdaw::testing {

/// Knows what another one knows, and may serve.
class ServingGolden final : public vision::GoldenModel {
public:
    explicit ServingGolden(std::shared_ptr<vision::GoldenModel> knows) : m_knows(std::move(knows)) { }

    Result<std::vector<Detection>> detect(const VideoFrame& frame) override { return m_knows->detect(frame); }
    std::string description() const override { return m_knows->description(); }
    std::string fingerprint() const override { return m_knows->fingerprint(); }
    bool lastWasCached() const override { return m_knows->lastWasCached(); }
    bool knows(const VideoFrame& frame) const override { return m_knows->knows(frame); }
    bool mayServe() const override { return true; }
    std::string costShape() const override { return m_knows->costShape(); }

private:
    std::shared_ptr<vision::GoldenModel> m_knows;
};

/// The run's label files serve cameras as if they were networks.
inline void letGoldenModelsServe(runtime::RunParts& parts)
{
    for (runtime::CameraSource& camera : parts.cameras)
        for (std::shared_ptr<vision::GoldenModel>& golden : camera.golden)
            golden = std::make_shared<ServingGolden>(std::move(golden));
}

} // namespace jackdaw::testing
