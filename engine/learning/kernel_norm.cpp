// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/kernel_norm_impl.h"

#include "engine/learning/norm_job_impl.h"

#include <algorithm>
#include <bit>
#include <optional>

#include <torch/csrc/autograd/custom_function.h>

namespace jackdaw::learning {
namespace {

using namespace kernels;
using torch::autograd::AutogradContext;
using torch::autograd::Variable;
using torch::autograd::variable_list;

constexpr std::size_t kMostBlocksOfValues = 2048;
constexpr Word kRelu6Limit = 6;

Word wordOf(float value)
{
    return std::bit_cast<std::uint32_t>(value);
}

Word wordOfOptional(const at::Tensor& tensor)
{
    return tensor.defined() ? learning::wordOf(tensor) : 0;
}

at::Tensor asRows(const at::Tensor& tensor)
{
    return tensor.contiguous(at::MemoryFormat::ChannelsLast);
}

Word limitOf(Activation activation)
{
    switch (activation) {
    case Activation::Relu: return 1;
    case Activation::Relu6: return kRelu6Limit;
    case Activation::None: break;
    }
    return 0;
}

/// What the four kernels work on; what one does not use is left out.
struct NormCall {
    at::Tensor input;
    at::Tensor output;
    at::Tensor addend;
    at::Tensor outputGradient;
    at::Tensor inputGradient;
    at::Tensor addendGradient;
    at::Tensor scale;
    at::Tensor shift;
    at::Tensor runningMean;
    at::Tensor runningVariance;
    at::Tensor mean;
    at::Tensor inverse;
    at::Tensor scaleGradient;
    at::Tensor shiftGradient;
    at::Tensor arrived;
    Word limit = 0;
    float momentum = 0.0F;
    float epsilon = 0.0F;

    Word channels() const { return static_cast<Word>(input.size(1)); }
    Word rows() const { return static_cast<Word>(input.numel()) / channels(); }

    /// \p sums: first the kernel \p sums, whose blocks have places to add up in, then \p values for each value.
    void launch(const StepKernels& kernels, StepKernel sums, StepKernel values) const
    {
        const at::Tensor partial = at::empty({kMostNormBlocks, 2, input.size(1)}, scale.options());
        const Words<NormJob::kWords> words{{learning::wordOf(input),
                                            input.scalar_type() == at::kBFloat16 ? 1U : 0U,
                                            wordOfOptional(output),
                                            wordOfOptional(addend),
                                            wordOfOptional(outputGradient),
                                            wordOfOptional(inputGradient),
                                            wordOfOptional(addendGradient),
                                            rows(),
                                            channels(),
                                            limit,
                                            learning::wordOf(scale),
                                            wordOfOptional(shift),
                                            wordOfOptional(runningMean),
                                            wordOfOptional(runningVariance),
                                            learning::wordOf(mean),
                                            learning::wordOf(inverse),
                                            wordOfOptional(scaleGradient),
                                            wordOfOptional(shiftGradient),
                                            learning::wordOf(partial),
                                            learning::wordOf(arrived),
                                            wordOf(momentum),
                                            wordOf(epsilon)}};
        const Word quads = channels() / kQuad;
        const Word rowsAtOnce = kNormThreads / quads;
        const Word blocks = std::clamp<Word>((rows() + rowsAtOnce - 1) / rowsAtOnce, 1, kMostNormBlocks);
        kernels.launch(sums, static_cast<unsigned>(blocks), words, kNormThreads);
        const std::size_t wanted = (rows() * quads + kThreads - 1) / kThreads;
        kernels.launch(values, static_cast<unsigned>(std::min(wanted, kMostBlocksOfValues)), words);
    }
};

} // namespace

class KernelNorm::Function : public torch::autograd::Function<KernelNorm::Function> {
public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& input, const at::Tensor& scale,
                              const at::Tensor& shift, const std::optional<at::Tensor>& addend, const KernelNorm* norm,
                              Activation activation)
    {
        const auto statistics = [&] { return at::empty({input.size(1)}, scale.options().requires_grad(false)); };
        const NormCall call{.input = asRows(input),
                            .output = at::empty_like(input, at::MemoryFormat::ChannelsLast),
                            .addend = addend ? asRows(*addend) : at::Tensor(),
                            .scale = scale,
                            .shift = shift,
                            .runningMean = norm->m_runningMean,
                            .runningVariance = norm->m_runningVariance,
                            .mean = statistics(),
                            .inverse = statistics(),
                            .arrived = norm->m_arrived,
                            .limit = limitOf(activation),
                            .momentum = norm->m_momentum,
                            .epsilon = norm->m_epsilon};
        call.launch(norm->m_kernels, StepKernel::NormSpread, StepKernel::NormForward);
        context->save_for_backward({call.input, call.output, scale, call.mean, call.inverse});
        context->saved_data["limit"] = static_cast<std::int64_t>(call.limit);
        context->saved_data["norm"] = reinterpret_cast<std::int64_t>(norm);
        context->saved_data["has_addend"] = addend.has_value();
        return call.output;
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients)
    {
        const variable_list saved = context->get_saved_variables();
        const auto* norm = reinterpret_cast<const KernelNorm*>(context->saved_data["norm"].toInt());
        const bool hasAddend = context->saved_data["has_addend"].toBool();
        const NormCall call{.input = saved[0],
                            .output = saved[1],
                            .outputGradient = asRows(gradients[0]),
                            .inputGradient = at::empty_like(saved[0]),
                            .addendGradient = hasAddend ? at::empty_like(saved[0]) : at::Tensor(),
                            .scale = saved[2],
                            .mean = saved[3],
                            .inverse = saved[4],
                            .scaleGradient = at::empty_like(saved[3]),
                            .shiftGradient = at::empty_like(saved[3]),
                            .arrived = norm->m_arrived,
                            .limit = static_cast<Word>(context->saved_data["limit"].toInt())};
        call.launch(norm->m_kernels, StepKernel::NormBlame, StepKernel::NormBackward);
        return {call.inputGradient,  call.scaleGradient, call.shiftGradient,
                call.addendGradient, Variable(),         Variable()};
    }
};

KernelNorm::KernelNorm(StepKernels kernels, at::Tensor runningMean, at::Tensor runningVariance, double momentum,
                       double epsilon) :
    m_kernels(std::move(kernels)),
    m_runningMean(std::move(runningMean)), m_runningVariance(std::move(runningVariance)),
    m_arrived(at::zeros({1}, m_runningMean.options().dtype(at::kInt))), m_momentum(static_cast<float>(momentum)),
    m_epsilon(static_cast<float>(epsilon))
{
}

bool KernelNorm::canDo(int channels)
{
    return channels % static_cast<int>(kQuad) == 0 && static_cast<Word>(channels) <= kMostNormChannels;
}

at::Tensor KernelNorm::run(const at::Tensor& input, const at::Tensor& scale, const at::Tensor& shift,
                           const at::Tensor* addend, Activation activation) const
{
    TORCH_CHECK(input.numel() < std::int64_t{1} << 32, "too many values for the kernels of BatchNorm");
    return Function::apply(input, scale, shift, addend ? std::optional(*addend) : std::nullopt, this, activation);
}

} // namespace jackdaw::learning
