// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/kernel_views_impl.h"

#include "engine/learning/view_job_impl.h"
#include "engine/tensors/lane_tensors.h"

#include <algorithm>
#include <bit>

namespace jackdaw::learning {
namespace {

using namespace kernels;

constexpr std::size_t kMostBlocksOfViews = 4096;

Word wordOf(int value)
{
    return static_cast<Word>(value);
}

void write(const AxisMap& axis, Word* words)
{
    words[0] = wordOf(axis.sourceFirst);
    words[1] = wordOf(axis.sourceCount);
    words[2] = wordOf(axis.inputFirst);
    words[3] = wordOf(axis.inputCount) << 1 | (axis.isMirrored ? 1U : 0U);
}

} // namespace

void KernelViews::add(std::size_t index, const VideoFrame& frame, const PictureMap& map)
{
    m_waiting.push_back({index, pixelsOf(frame), map});
}

void KernelViews::drawAll(const at::Tensor& input)
{
    const std::span<const Waiting> all(m_waiting);
    for (std::size_t first = 0; first < all.size(); first += kMostViews)
        launch(all.subspan(first, std::min(kMostViews, all.size() - first)), input);
    m_waiting.clear();
}

void KernelViews::launch(std::span<const Waiting> views, const at::Tensor& input) const
{
    Words<ViewJob::kWords> words{{learning::wordOf(input), input.scalar_type() == at::kBFloat16 ? 1U : 0U, views.size(),
                                  static_cast<Word>(input.size(1)), static_cast<Word>(input.size(2))}};
    Word* next = words.word + ViewJob::kFixedWords;
    for (const Waiting& view : views) {
        next[0] = learning::wordOf(view.pixels);
        next[1] = static_cast<Word>(view.pixels.size(1));
        next[2] = std::bit_cast<std::uint32_t>(view.map.contrast)
            | Word{std::bit_cast<std::uint32_t>(view.map.brightness)} << 32;
        next[3] = view.index;
        write(view.map.x, next + 4);
        write(view.map.y, next + 4 + ViewAxis::kWords);
        next += View::kWords;
    }
    const std::size_t pixels = views.size() * static_cast<std::size_t>(input.size(1) * input.size(2));
    const std::size_t blocks = std::min((pixels + kThreads - 1) / kThreads, kMostBlocksOfViews);
    m_kernels.launch(StepKernel::DrawViews, static_cast<unsigned>(blocks), words);
}

const at::Tensor& KernelViews::pixelsOf(const VideoFrame& frame)
{
    Known& known = m_known[frame.picture.get()];
    if (!known.picture) {
        tensors::outsideOfLane([&] {
            // ATen has no read-only view of foreign memory; the pixels are only read.
            known.pixels =
                at::from_blob(const_cast<std::uint8_t*>(frame.rgb().data()), {frame.height, frame.width, 3}, at::kByte)
                    .to(m_place);
        });
        known.picture = frame.picture;
    }
    return known.pixels;
}

} // namespace jackdaw::learning
