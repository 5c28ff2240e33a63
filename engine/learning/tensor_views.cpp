// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/tensor_views_impl.h"

#include "engine/tensors/lane_tensors.h"

#include <c10/core/GradMode.h>

namespace jackdaw::learning {
namespace {

constexpr double kHalf = 127.5; ///< of the shades; shade / kHalf - 1 is in -1..1

/// 1 x 3 x rows x columns, in shades.
at::Tensor resampled(const at::Tensor& pixels, const PictureMap& map)
{
    at::Tensor part = pixels.narrow(2, map.y.sourceFirst, map.y.sourceCount)
                          .narrow(3, map.x.sourceFirst, map.x.sourceCount)
                          .to(at::kFloat);
    if (map.x.inputCount != map.x.sourceCount || map.y.inputCount != map.y.sourceCount)
        part = at::_upsample_bilinear2d_aa(part.contiguous(), {map.y.inputCount, map.x.inputCount}, false).round_();
    return map.x.isMirrored ? part.flip({3}) : part;
}

} // namespace

void TensorViews::draw(const VideoFrame& frame, const PictureMap& map, const at::Tensor& input)
{
    const c10::NoGradGuard noGradient;
    const at::Tensor shades = resampled(pixelsOf(frame), map);
    const at::Tensor values = shades.mul(map.contrast / kHalf).add_(map.brightness - map.contrast);
    if (map.y.inputCount != input.size(0) || map.x.inputCount != input.size(1))
        input.zero_(); // what lies outside the picture is grey
    input.narrow(0, map.y.inputFirst, map.y.inputCount)
        .narrow(1, map.x.inputFirst, map.x.inputCount)
        .copy_(values.squeeze(0).permute({1, 2, 0}));
}

const at::Tensor& TensorViews::pixelsOf(const VideoFrame& frame)
{
    Known& known = m_known[frame.picture.get()];
    if (!known.picture) {
        tensors::outsideOfLane([&] {
            // ATen has no read-only view of foreign memory; the pixels are only read.
            const at::Tensor bytes = at::from_blob(const_cast<std::uint8_t*>(frame.rgb().data()),
                                                   {1, frame.height, frame.width, 3}, at::kByte);
            known.pixels = bytes.to(m_place).permute({0, 3, 1, 2}).contiguous();
        });
        known.picture = frame.picture;
    }
    return known.pixels;
}

} // namespace jackdaw::learning
