// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/runtime/job.h"
#include "engine/vision/golden_model.h"

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace jackdaw::runtime {

/// What a batch does that has the golden model look at a frame: in parts, where the model can. Copies are of one look.
class GoldenWork {
public:
    GoldenWork(std::shared_ptr<vision::GoldenModel> golden, const VideoFrame& frame) :
        m_golden(std::move(golden)), m_frame(frame), m_look(m_golden->look(frame))
    {
    }

    /// Does what is left, and says what it found.
    Result<std::vector<Detection>> finish() const { return m_look ? m_look->finish() : m_golden->detect(m_frame); }
    const vision::GoldenModel& golden() const { return *m_golden; }
    bool wasCached() const { return m_golden->lastWasCached(); }
    /// Batch::before.
    std::function<void(int, int)> parts() const
    {
        if (!m_look)
            return {};
        return [self = *this](int part, int parts) { self.m_look->goOn((part + 1.0) / parts); };
    }

private:
    std::shared_ptr<vision::GoldenModel> m_golden; ///< outlives the look
    VideoFrame m_frame;
    std::shared_ptr<vision::GoldenLook> m_look;
};

} // namespace jackdaw::runtime
