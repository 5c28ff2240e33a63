// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/flat_optimiser_impl.h"

#include <algorithm>
#include <cstring>

namespace jackdaw::learning {
namespace {

using namespace kernels;

Word chunksOf(std::size_t count)
{
    return (count + kChunk - 1) / kChunk;
}

unsigned blocksForChunks(Word chunks)
{
    return static_cast<unsigned>(std::clamp<Word>(chunks, 1, kMostBlocks));
}

/// A table for kernels, where they run.
template <class Entry>
at::Tensor tableOf(const std::vector<Entry>& entries, at::Device place)
{
    const std::size_t bytes = entries.size() * sizeof(Entry);
    const at::Tensor table = at::empty({static_cast<std::int64_t>(bytes)}, at::kByte);
    std::memcpy(table.data_ptr(), entries.data(), bytes);
    return table.to(place);
}

/// The part of a flat buffer that has the values of \p like, in their order.
at::Tensor partOf(const at::Tensor& flat, const at::Tensor& like, Word offset)
{
    return flat.as_strided(like.sizes(), like.strides(), static_cast<std::int64_t>(offset));
}

} // namespace

FlatOptimiser::FlatOptimiser(std::span<const std::size_t> counts, at::Device place, at::ScalarType type,
                             StepKernels kernels) :
    m_place(place),
    m_type(type), m_kernels(std::move(kernels))
{
    for (const std::size_t count : counts)
        m_chunks += chunksOf(count);
    const auto all = static_cast<std::int64_t>(m_chunks * kChunk);
    m_values = zeros(all, at::kFloat);
    m_halves = zeros(type == at::kBFloat16 ? all : 0, at::kBFloat16);
    m_gradients = zeros(all, at::kFloat);
    m_means = zeros(all, at::kFloat);
    m_squares = zeros(all, at::kFloat);
    m_state = zeros(sizeof(StepState), at::kByte);
    m_sums = emptySums(place);
}

at::Tensor FlatOptimiser::zeros(std::int64_t count, at::ScalarType type) const
{
    return at::zeros({count}, at::TensorOptions(type).device(m_place));
}

Parameter FlatOptimiser::learn(const at::Tensor& start, ParameterUse use)
{
    const bool hasHalves = use != ParameterUse::Exact && m_type == at::kBFloat16;
    const auto count = static_cast<Word>(start.numel());
    const Word offset = m_next;
    m_next += chunksOf(count) * kChunk;
    m_parts.push_back({offset, count, hasHalves ? 1U : 0U, use == ParameterUse::Multiplies ? 1U : 0U});
    const at::Tensor kept = partOf(m_values, start, offset).copy_(start);
    const at::Tensor used = hasHalves ? partOf(m_halves, start, offset).copy_(start) : kept;
    m_used.push_back(used.detach().requires_grad_(true));
    return {m_used.back(), kept};
}

void FlatOptimiser::seal()
{
    std::vector<std::uint32_t> owners;
    for (std::size_t i = 0; i < m_parts.size(); ++i)
        owners.insert(owners.end(), chunksOf(m_parts[i].count), static_cast<std::uint32_t>(i));
    TORCH_CHECK(owners.size() == m_chunks && m_parts.size() <= kMostParts, "parameters are not those that were said");
    m_partTable = tableOf(m_parts, m_place);
    m_owners = tableOf(owners, m_place);
}

void FlatOptimiser::step(const at::Tensor& hostRate, const at::Tensor& loss, const at::Tensor& hostLoss)
{
    const at::NoGradGuard noGradient;
    Words<GatherJob::kWords> gather{{wordOf(m_partTable), wordOf(m_owners), m_chunks, wordOf(m_gradients),
                                     wordOf(m_sums), wordOf(m_state), wordOf(loss), wordOf(hostRate),
                                     wordOf(hostLoss)}};
    std::vector<at::Tensor> gradients; // alive until they are gathered
    for (std::size_t i = 0; i < m_used.size(); ++i) {
        gradients.push_back(lyingLike(m_used[i].grad(), m_used[i]));
        gather.word[GatherJob::kFixedWords + i] = wordOf(gradients.back());
    }
    const unsigned blocks = blocksForChunks(m_chunks);
    m_kernels.launch(StepKernel::GatherGradients, blocks, gather);
    m_kernels.launch(
        StepKernel::MoveParameters, static_cast<unsigned>(m_chunks),
        Words<MoveJob::kWords>{{wordOf(m_partTable), wordOf(m_owners), m_chunks, wordOf(m_gradients), wordOf(m_state),
                                wordOf(m_values), wordOf(m_means), wordOf(m_squares), wordOf(m_halves)}});
    dropGradients();
}

void FlatOptimiser::dropGradients()
{
    for (at::Tensor& parameter : m_used)
        parameter.mutable_grad().reset();
}

} // namespace jackdaw::learning
