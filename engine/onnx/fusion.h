// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/network.h"
#include "engine/onnx/works.h"

namespace jackdaw::onnx {

/// Takes what changes nothing out of the way.
void dropIdentities(Works& works);
/// x * Sigmoid(x) and x * HardSigmoid(x) become one work.
void joinSwishes(Works& works);
/// Convolutions take in the normalisation, addition and activation that follow them.
void joinConvolutions(Works& works);
/// Convolutions by our own kernels take the parts of a concatenation. For values of 32 bits.
void joinConcatenations(Works& works);
/// Every second pixel of every second row, four times, and a convolution over them: one convolution with a stride.
void joinFocus(Works& works);
/// Two tensors whose channels are interleaved, and what takes the halves of the result.
void joinShuffles(Works& works);
/// MaxPool by our own kernel. For values of 32 bits.
void takeMaxPools(Works& works);

/// The same network as the plain program, in as few steps as oneDNN allows. Values are kept channels last.
Program fusedProgram(Trace trace, at::ScalarType type);

/// The same by LibTorch's and cuDNN's kernels on \p place, a GPU; on the CPU, where its values can be held against
/// those of the others, by the same operations. Inputs are of the way's type and order, and so are outputs.
Program gpuProgram(Trace trace, at::Device place, GpuWay way);

/// Of the values between the layers.
at::ScalarType typeOf(GpuPrecision precision);

} // namespace jackdaw::onnx
