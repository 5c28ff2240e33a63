// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_frame.h"
#include "engine/learning/picture.h"

#include <map>
#include <memory>

#include <ATen/ATen.h>

namespace jackdaw::learning {

/// drawInput() in its usual style by operations on tensors. Pictures stay where they were brought to. It resamples in
/// 32 bits: values differ from drawInput()'s by up to a shade (1 / 127.5 times the contrast).
class TensorViews {
public:
    explicit TensorViews(at::Device place) : m_place(place) { }

    /// Fills \p input (height x width x 3, 32 bits, at the place).
    void draw(const VideoFrame& frame, const PictureMap& map, const at::Tensor& input);

private:
    struct Known {
        std::shared_ptr<const Picture> picture; ///< alive, so that no other one has its address
        at::Tensor pixels; ///< 1 x 3 x height x width, channels last, 0 to 255
    };

    const at::Tensor& pixelsOf(const VideoFrame& frame);

    at::Device m_place;
    std::map<const Picture*, Known> m_known;
};

} // namespace jackdaw::learning
