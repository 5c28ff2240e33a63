// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/kernel_views_impl.h"

#include "engine/learning/view_job_impl.h"
#include "engine/tensors/lane_tensors.h"

#include <algorithm>
#include <array>
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

Word wordOf(float low, float high)
{
    return std::bit_cast<std::uint32_t>(low) | Word{std::bit_cast<std::uint32_t>(high)} << 32;
}

/// As drawInput() has them.
void write(const PixelStyle& style, Word* words)
{
    std::array<float, kColoursOfView> scale{};
    std::array<float, kColoursOfView> offset{};
    std::array<float, kColoursOfView> outside{};
    for (std::size_t i = 0; i < kColoursOfView; ++i) {
        scale[i] = 127.5F / style.deviation[i];
        offset[i] = (127.5F - style.mean[i]) / style.deviation[i];
        outside[i] = (style.fill / 127.5F - 1.0F) * scale[i] + offset[i];
    }
    words[0] = wordOf(scale[0], scale[1]);
    words[1] = wordOf(scale[2], offset[0]);
    words[2] = wordOf(offset[1], offset[2]);
    words[3] = wordOf(outside[0], outside[1]);
    words[4] = wordOf(outside[2], 0.0F) | (style.blueFirst ? Word{1} << 32 : 0);
}

} // namespace

void writeViewJob(const at::Tensor& input, const PixelStyle& style, std::size_t views, Word* words)
{
    words[0] = learning::wordOf(input);
    words[1] = input.scalar_type() == at::kBFloat16 ? 1 : 0;
    words[2] = views;
    words[3] = static_cast<Word>(input.size(1));
    words[4] = static_cast<Word>(input.size(2));
    write(style, words + 5);
}

void writeView(Word address, int columns, const PictureMap& map, std::size_t index, Word* words)
{
    words[0] = address;
    words[1] = wordOf(columns);
    words[2] = wordOf(map.contrast, map.brightness);
    words[3] = index;
    write(map.x, words + 4);
    write(map.y, words + 4 + ViewAxis::kWords);
}

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
    Words<ViewJob::kWords> words{};
    writeViewJob(input, m_style, views.size(), words.word);
    Word* next = words.word + ViewJob::kFixedWords;
    for (const Waiting& view : views) {
        writeView(learning::wordOf(view.pixels), static_cast<int>(view.pixels.size(1)), view.map, view.index, next);
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
