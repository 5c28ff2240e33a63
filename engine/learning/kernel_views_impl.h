// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_frame.h"
#include "engine/learning/picture.h"
#include "engine/learning/step_kernels_impl.h"

#include <map>
#include <memory>
#include <vector>

namespace jackdaw::learning {

/// What a ViewJob says of all of its \p views, into \p input in \p style.
void writeViewJob(const at::Tensor& input, const PixelStyle& style, std::size_t views, kernels::Word* words);
/// A View in words for kernels: the bytes at \p address, rows x \p columns x 3, as \p map shows them in number \p index
/// of the input.
void writeView(kernels::Word address, int columns, const PictureMap& map, std::size_t index, kernels::Word* words);

/// drawInput() by one kernel for all pictures of a batch, which stay where they were brought to, as
/// bytes. It resamples in 32 bits: values differ from drawInput()'s by up to a shade.
class KernelViews {
public:
    KernelViews(at::Device place, StepKernels kernels, const PixelStyle& style = {}) :
        m_place(place), m_kernels(std::move(kernels)), m_style(style)
    {
    }

    /// To be drawn as number \p index of the input.
    void add(std::size_t index, const VideoFrame& frame, const PictureMap& map);
    /// Draws what was added into \p input, pictures x height x width x 3 in 32 bits or bfloat16.
    void drawAll(const at::Tensor& input);

private:
    struct Known {
        std::shared_ptr<const Picture> picture; ///< alive, so that no other one has its address
        at::Tensor pixels; ///< height x width x 3
    };
    struct Waiting {
        std::size_t index = 0;
        at::Tensor pixels;
        PictureMap map;
    };

    const at::Tensor& pixelsOf(const VideoFrame& frame);
    void launch(std::span<const Waiting> views, const at::Tensor& input) const;

    at::Device m_place;
    StepKernels m_kernels;
    PixelStyle m_style;
    std::map<const Picture*, Known> m_known;
    std::vector<Waiting> m_waiting;
};

} // namespace jackdaw::learning
