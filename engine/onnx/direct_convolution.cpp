// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/direct_convolution.h"

#include "engine/onnx/kernels/kernels.h"

#include <limits>

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>

namespace jackdaw::onnx {
namespace {

constexpr auto kLast = at::MemoryFormat::ChannelsLast;

std::optional<Finish> finishOf(const Activation& activation)
{
    using Kind = Finish::Kind;
    // A slope of zero would make nothing of minus infinity that is a number.
    if (activation.name == "relu")
        return Finish{Kind::Bounds, 0.0F, std::numeric_limits<float>::infinity()};
    static const std::map<std::string, Kind> kinds{{"none", Kind::None},          {"leaky_relu", Kind::Slope},
                                                   {"hardtanh", Kind::Bounds},    {"sigmoid", Kind::Sigmoid},
                                                   {"swish", Kind::Swish},        {"hardsigmoid", Kind::HardSigmoid},
                                                   {"hardswish", Kind::HardSwish}};
    const auto kind = kinds.find(activation.name);
    if (kind == kinds.end())
        return std::nullopt;
    const auto number = [&](std::size_t index) {
        return index < activation.numbers.size() ? static_cast<float>(activation.numbers[index]) : 0.0F;
    };
    return Finish{kind->second, number(0), number(1)};
}

std::int64_t roundedUp(std::int64_t count, std::int64_t multiple)
{
    return (count + multiple - 1) / multiple * multiple;
}

/// \p tensor with zeros behind its last extent up to a multiple.
at::Tensor paddedTo(std::int64_t multiple, const at::Tensor& tensor)
{
    Shape shape = shapeOf(tensor);
    shape.back() = roundedUp(shape.back(), multiple);
    at::Tensor result = at::zeros(shape);
    result.narrow(-1, 0, tensor.size(-1)).copy_(tensor);
    return result;
}

/// How many units make it worth it to wake another thread.
std::int64_t grain(std::int64_t costOfOne)
{
    constexpr std::int64_t kWorthIt = 1 << 18;
    return std::max<std::int64_t>(1, kWorthIt / std::max<std::int64_t>(1, costOfOne));
}

/// Output channels last, whole blocks of them: block x down x right x inputs x kBlock.
at::Tensor inBlocks(const at::Tensor& weight)
{
    const at::Tensor padded = paddedTo(kBlock, weight.permute({2, 3, 1, 0}));
    return padded.reshape({-1, padded.size(-1) / kBlock, kBlock}).permute({1, 0, 2}).contiguous();
}

bool isDepthwise(const ConvolutionPlan& plan)
{
    return plan.groups > 1 && plan.weight.size(0) == plan.groups && plan.weight.size(1) == 1;
}

bool isPointwise(const ConvolutionPlan& plan)
{
    const WindowGeometry single{{1, 1}, {1, 1}, plan.geometry.dilation, {0, 0}, {0, 0}};
    return plan.groups == 1 && plan.geometry == single;
}

/// oneDNN is slow where a pixel has but a few values.
bool isOfFewInputs(const ConvolutionPlan& plan)
{
    constexpr std::int64_t kFew = 4;
    return plan.groups == 1 && plan.weight.size(1) <= kFew && plan.geometry.kernel[0] <= kMostRuns;
}

bool isDense(const WindowGeometry& geometry)
{
    return geometry.dilation == std::vector<std::int64_t>{1, 1};
}

/// What is the same for all: weights in the kernels' order, and what becomes of the sums.
class Direct {
public:
    Direct(const ConvolutionPlan& plan, at::Tensor weight) :
        m_outputs(plan.weight.size(0)), m_weight(std::move(weight)), m_bias(paddedTo(kBlock, plan.bias)),
        m_finish(finishOf(plan.activation).value_or(Finish{})), m_addend(plan.addend)
    {
    }

    bool adds() const { return m_addend != Addend::None; }
    const float* weight() const { return m_weight.const_data_ptr<float>(); }
    at::Tensor makeOutput(const at::Tensor& like, std::int64_t height, std::int64_t width) const
    {
        return at::empty({like.size(0), m_outputs, height, width}, like.options(), kLast);
    }
    /// \p addend: undefined where there is none.
    Target target(at::Tensor& output, const at::Tensor& addend) const
    {
        return {m_bias.const_data_ptr<float>(),
                addend.defined() ? addend.const_data_ptr<float>() : nullptr,
                output.data_ptr<float>(),
                m_outputs,
                m_finish,
                m_addend == Addend::AfterActivation};
    }

private:
    std::int64_t m_outputs;
    at::Tensor m_weight;
    at::Tensor m_bias;
    Finish m_finish;
    Addend m_addend;
};

/// All channels last; what adds takes its addend apart.
struct Arranged {
    Arranged(std::span<const at::Tensor> given, bool adds)
    {
        for (const at::Tensor& tensor : given)
            inputs.push_back(tensor.contiguous(kLast));
        if (adds) {
            addend = std::move(inputs.back());
            inputs.pop_back();
        }
    }

    Tensors inputs;
    at::Tensor addend;
};

Tensors runPointwise(const Direct& direct, std::span<const at::Tensor> given)
{
    const Arranged arranged(given, direct.adds());
    const at::Tensor& first = arranged.inputs.front();
    at::Tensor output = direct.makeOutput(first, first.size(2), first.size(3));
    std::vector<Pixels> parts;
    std::int64_t inputs = 0;
    for (const at::Tensor& part : arranged.inputs) {
        parts.push_back({part.const_data_ptr<float>(), part.size(1)});
        inputs += part.size(1);
    }
    const PointwiseJob job{parts.data(), static_cast<std::int64_t>(parts.size()), direct.weight(),
                           direct.target(output, arranged.addend)};
    at::parallel_for(0, first.size(0) * first.size(2) * first.size(3), grain(inputs * output.size(1)),
                     [&](std::int64_t begin, std::int64_t end) { runPointwise(job, begin, end); });
    return {output};
}

Window windowOf(const WindowGeometry& geometry, const at::Tensor& input, const at::Tensor& output)
{
    const auto two = [](const std::vector<std::int64_t>& values, std::int64_t(&to)[2]) {
        std::copy_n(values.begin(), 2, to);
    };
    Window window{input.size(2), input.size(3), output.size(2), output.size(3), {}, {}, {}};
    two(geometry.kernel, window.kernel);
    two(geometry.stride, window.stride);
    two(geometry.padBefore, window.pad);
    return window;
}

/// \p costOfOne: of a value of the output.
template <class Run>
void overRows(const at::Tensor& output, std::int64_t costOfOne, Run run)
{
    at::parallel_for(0, output.size(0) * output.size(2), grain(output.size(1) * output.size(3) * costOfOne), run);
}

/// A window by \p run, which is runDense() or runDepthwise().
Tensors runWindow(const Direct& direct, const WindowGeometry& geometry, std::span<const at::Tensor> given,
                  void (*run)(const WindowJob&, std::int64_t, std::int64_t))
{
    const Arranged arranged(given, direct.adds());
    const at::Tensor& input = arranged.inputs.front();
    const Shape extents = geometry.output(input.sizes().slice(2));
    at::Tensor output = direct.makeOutput(input, extents[0], extents[1]);
    const WindowJob job{windowOf(geometry, input, output),
                        {input.const_data_ptr<float>(), input.size(1)},
                        direct.weight(),
                        direct.target(output, arranged.addend)};
    overRows(output, geometry.kernel[0] * geometry.kernel[1],
             [&](std::int64_t begin, std::int64_t end) { run(job, begin, end); });
    return {output};
}

Kernel windowKernel(const ConvolutionPlan& plan, const at::Tensor& weight,
                    void (*run)(const WindowJob&, std::int64_t, std::int64_t))
{
    return [direct = Direct(plan, weight), geometry = plan.geometry, run](std::span<const at::Tensor> inputs) {
        return runWindow(direct, geometry, inputs, run);
    };
}

} // namespace

std::optional<Kernel> directKernel(const ConvolutionPlan& plan)
{
    if (!hasKernels() || !finishOf(plan.activation))
        return std::nullopt;
    if (isPointwise(plan))
        return [direct = Direct(plan, inBlocks(plan.weight))](std::span<const at::Tensor> inputs) {
            return runPointwise(direct, inputs);
        };
    if (!isDense(plan.geometry))
        return std::nullopt;
    if (isDepthwise(plan) && plan.groups >= kLanes)
        return windowKernel(plan, paddedTo(kLanes, plan.weight.permute({1, 2, 3, 0})), runDepthwise);
    if (isOfFewInputs(plan))
        return windowKernel(plan, inBlocks(plan.weight), runDense);
    return std::nullopt;
}

bool takesParts(const ConvolutionPlan& plan, std::size_t count)
{
    return hasKernels() && finishOf(plan.activation) && isPointwise(plan) && count <= kMostRuns;
}

std::optional<Kernel> directMaxPool(const WindowGeometry& geometry, const Shape& output)
{
    if (!hasKernels() || !isDense(geometry) || output[1] < kLanes)
        return std::nullopt;
    return [geometry, output](std::span<const at::Tensor> inputs) {
        const at::Tensor input = inputs[0].contiguous(kLast);
        at::Tensor result = at::empty(output, input.options(), kLast);
        const Target target{nullptr, nullptr, result.data_ptr<float>(), input.size(1), Finish{}, false};
        const WindowJob job{
            windowOf(geometry, input, result), {input.const_data_ptr<float>(), input.size(1)}, nullptr, target};
        overRows(result, geometry.kernel[0] * geometry.kernel[1],
                 [&](std::int64_t begin, std::int64_t end) { runMaxPool(job, begin, end); });
        return Tensors{result};
    };
}

at::Tensor directInterleave(const at::Tensor& left, const at::Tensor& right, std::int64_t first, std::int64_t count)
{
    at::Tensor output = at::empty({left.size(0), 2 * count, left.size(2), left.size(3)}, left.options(), kLast);
    const Pixels a{left.const_data_ptr<float>() + first, left.size(1)};
    const Pixels b{right.const_data_ptr<float>() + first, right.size(1)};
    at::parallel_for(0, left.size(0) * left.size(2) * left.size(3), grain(count),
                     [&](std::int64_t begin, std::int64_t end) {
                         runInterleave(a, b, count, output.data_ptr<float>(), begin, end);
                     });
    return output;
}

} // namespace jackdaw::onnx
