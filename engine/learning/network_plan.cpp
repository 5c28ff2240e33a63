// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/network_plan.h"

namespace jackdaw::learning {
namespace {

class Builder {
public:
    explicit Builder(const Architecture& architecture)
    {
        m_plan.architecture = architecture;
        addTrunk();
        addUpperPart();
    }

    NetworkPlan take() { return std::move(m_plan); }

private:
    struct Size {
        int height;
        int width;
    };

    Size sizeAt(int stride) const
    {
        return {m_plan.architecture.inputHeight / stride, m_plan.architecture.inputWidth / stride};
    }

    int levelChannels(std::size_t level) const { return m_plan.architecture.width * (static_cast<int>(level) + 2); }

    std::size_t addTensor(std::string name, std::vector<std::int64_t> shape)
    {
        const std::size_t offset = append(m_plan.tensors, std::move(name), std::move(shape));
        m_plan.values = valuesIn(m_plan.tensors);
        return offset;
    }

    int addUnit(Unit unit, Size input)
    {
        unit.upper = m_upper;
        unit.inputHeight = input.height;
        unit.inputWidth = input.width;
        unit.weight = addTensor(unit.name + ".conv.weight", {unit.out, unit.in, unit.kernel, unit.kernel});
        if (unit.normalised) {
            unit.scale = addTensor(unit.name + ".norm.weight", {unit.out});
            unit.bias = addTensor(unit.name + ".norm.bias", {unit.out});
            unit.mean = addTensor(unit.name + ".norm.running_mean", {unit.out});
            unit.variance = addTensor(unit.name + ".norm.running_var", {unit.out});
        } else {
            unit.bias = addTensor(unit.name + ".conv.bias", {unit.out});
        }
        m_plan.units.push_back(std::move(unit));
        return static_cast<int>(m_plan.units.size()) - 1;
    }

    ResidualBlock addBlock(const std::string& name, int in, int out, int stride, Size input)
    {
        const Size inner{input.height / stride, input.width / stride};
        ResidualBlock block;
        block.first = addUnit({.name = name + ".first", .in = in, .out = out, .stride = stride}, input);
        block.second = addUnit({.name = name + ".second", .in = out, .out = out}, inner);
        if (stride != 1 || in != out)
            block.shortcut =
                addUnit({.name = name + ".shortcut", .in = in, .out = out, .kernel = 1, .stride = stride}, input);
        return block;
    }

    void addTrunk()
    {
        const Architecture& architecture = m_plan.architecture;
        const int width = architecture.width;
        m_plan.stem.push_back(addUnit({.name = "stem.0", .in = 3, .out = width / 2, .stride = 2}, sizeAt(1)));
        m_plan.stem.push_back(addUnit({.name = "stem.1", .in = width / 2, .out = width, .stride = 2}, sizeAt(2)));
        int in = width;
        for (std::size_t level = 0; level < m_plan.levels.size(); ++level) {
            const int out = levelChannels(level);
            for (int index = 0; index < architecture.depth; ++index) {
                const std::string name = "level" + std::to_string(level + 1) + "." + std::to_string(index);
                const int stride = index == 0 ? 2 : 1;
                m_plan.levels[level].push_back(addBlock(name, in, out, stride, sizeAt((kStride << level) / stride)));
                in = out;
            }
        }
    }

    void addUpperPart()
    {
        m_upper = true;
        const int joined = levelChannels(0);
        for (std::size_t level = 0; level < m_plan.levels.size(); ++level)
            m_plan.laterals[level] = addUnit(
                {.name = "lateral" + std::to_string(level + 1), .in = levelChannels(level), .out = joined, .kernel = 1},
                sizeAt(kStride << level));
        m_plan.joined = addUnit({.name = "joined", .in = joined, .out = joined}, sizeAt(kStride));
        m_plan.output = addUnit({.name = "output",
                                 .in = joined,
                                 .out = static_cast<int>(m_plan.grid().channels()),
                                 .kernel = 1,
                                 .normalised = false},
                                sizeAt(kStride));
    }

    NetworkPlan m_plan;
    bool m_upper = false;
};

bool isBetween(int value, int low, int high)
{
    return value >= low && value <= high;
}

} // namespace

NetworkPlan NetworkPlan::of(const Architecture& architecture)
{
    return Builder(architecture).take();
}

Status checkArchitecture(const Architecture& architecture)
{
    const auto wrong = [](const std::string& field, int value, const std::string& expected) {
        return fail(ErrorCode::InvalidInput,
                    "The student's " + field + " is " + std::to_string(value) + "; expected " + expected + ".");
    };
    if (!isBetween(architecture.width, 8, 256) || architecture.width % 8 != 0)
        return wrong("width", architecture.width, "a multiple of 8 from 8 to 256");
    if (!isBetween(architecture.depth, 1, 8))
        return wrong("depth", architecture.depth, "1 to 8");
    if (!isBetween(architecture.classes, 1, 32))
        return wrong("number of classes", architecture.classes, "1 to 32");
    if (!isBetween(architecture.inputWidth, 32, 4096) || architecture.inputWidth % 32 != 0)
        return wrong("input width", architecture.inputWidth, "a multiple of 32 from 32 to 4096");
    if (!isBetween(architecture.inputHeight, 32, 4096) || architecture.inputHeight % 32 != 0)
        return wrong("input height", architecture.inputHeight, "a multiple of 32 from 32 to 4096");
    return {};
}

} // namespace jackdaw::learning
