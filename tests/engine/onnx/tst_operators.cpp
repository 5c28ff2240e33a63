// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/engine/onnx/small_graph.h"

using namespace jackdaw;
using namespace jackdaw::onnx;
using namespace jackdaw::onnx::testing;

namespace {

using Numbers = std::vector<std::int64_t>;

/// Both ways of running give what was worked out by hand.
void expect(const SmallGraph& graph, const std::vector<float>& input, const Shape& shape,
            const std::vector<float>& values)
{
    for (const Execution execution : {Execution::Plain, Execution::Fused}) {
        const Outcome outcome = run(graph.make(), input, {{}, Precision::Float32, execution});
        QVERIFY2(outcome.error.empty(), outcome.error.c_str());
        QCOMPARE(QString::fromStdString(shapeText(outcome.shape)), QString::fromStdString(shapeText(shape)));
        const float difference = largestDifference(outcome.values, values);
        QVERIFY2(difference < 1e-4F, std::to_string(difference).c_str());
    }
}

void expectError(const SmallGraph& graph, const std::vector<float>& input, const std::string& words)
{
    const Outcome outcome = run(graph.make(), input);
    QVERIFY2(outcome.error.find(words) != std::string::npos, outcome.error.c_str());
    QVERIFY2(outcome.error.find("small.onnx") != std::string::npos, outcome.error.c_str());
}

void expectUnary(const char* type, const std::vector<float>& expected, std::map<std::string, Attribute> attributes = {})
{
    expect(SmallGraph(13, {1, 4}).node(type, {"x"}, {"y"}, std::move(attributes)), {-4.0F, -1.0F, 0.25F, 4.0F}, {1, 4},
           expected);
}

void expectBinary(const char* type, const std::vector<float>& expected)
{
    expect(SmallGraph(13, {2, 2}).weight("w", {2}, {2.0F, 4.0F}).node(type, {"x", "w"}, {"y"}),
           {1.0F, 2.0F, 3.0F, 4.0F}, {2, 2}, expected);
}

} // namespace

class TestOperators : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void functionsOfOneNumber();
    void functionsOfTwoNumbersBroadcast();
    void clipTakesItsBoundsFromAttributesOrInputs();
    void wholeNumbersAreDividedTowardsZero();
    void divisionOfWholeNumbersByZeroIsAnError();
    void aConvolutionWithPaddingAndStride();
    void aConvolutionWithDifferentPaddingAtBothEnds();
    void aConvolutionThatKeepsTheSize();
    void aConvolutionOfGroups();
    void aTransposedConvolution();
    void aNormalisationIsFoldedIntoItsConvolution();
    void aNormalisationOfItsOwn();
    void everyActivationAfterAConvolution();
    void aSumAfterAConvolution();
    void poolsWithPadding();
    void globalPools();
    void joiningAndSplitting();
    void slicesForwardsAndBackwards();
    void gatherTakesNegativeIndices();
    void shapesComputedInTheGraph();
    void reshapeTranspose();
    void squeezeUnsqueezeFlatten();
    void expandAndTile();
    void paddingByAllModes();
    void constantsOfAllKinds();
    void resizeNearest();
    void resizeLinear();
    void upsampleOfOldOpsets();
    void matricesAreMultiplied();
    void softmaxOfOldAndNewOpsets();
    void meansOverAxes();
    void everySecondPixelBecomesAStride();
    void interleavedChannelsAreSplitInHalves();
    void interleavedChannelsStayWhole();
    void aShapeMadeForAnotherSizeIsMadeAnew();
    void aSizeMadeForAnotherSizeIsMadeAnew();
};

void TestOperators::functionsOfOneNumber()
{
    expectUnary("Relu", {0, 0, 0.25F, 4});
    expectUnary("LeakyRelu", {-0.4F, -0.1F, 0.25F, 4}, {{"alpha", 0.1F}});
    expectUnary("Sigmoid", {0.0179862F, 0.2689414F, 0.5621765F, 0.9820138F});
    expectUnary("HardSigmoid", {0, 0.3F, 0.55F, 1});
    expectUnary("HardSwish", {0, -1.0F / 3.0F, 0.1354167F, 4});
    expectUnary("Tanh", {-0.9993293F, -0.7615942F, 0.2449187F, 0.9993293F});
    expectUnary("Exp", {0.0183156F, 0.3678794F, 1.2840254F, 54.5981500F});
    expectUnary("Abs", {4, 1, 0.25F, 4});
    expectUnary("Neg", {4, 1, -0.25F, -4});
    expectUnary("Floor", {-4, -1, 0, 4});
    expectUnary("Ceil", {-4, -1, 1, 4});
    expectUnary("Reciprocal", {-0.25F, -1, 4, 0.25F});
    expectUnary("Elu", {-0.9816844F, -0.6321206F, 0.25F, 4});
    expectUnary("Softplus", {0.0181499F, 0.3132617F, 0.8259394F, 4.0181499F});
    expectUnary("Identity", {-4, -1, 0.25F, 4});
    expectUnary("Dropout", {-4, -1, 0.25F, 4});
    expectUnary("Cast", {-4, -1, 0, 4}, {{"to", std::int64_t{7}}});
    expect(SmallGraph(13, {3}).node("Sqrt", {"x"}, {"y"}), {0, 4, 9}, {3}, {0, 2, 3});
    expect(SmallGraph(13, {1, 2, 1, 1}).weight("w", {2, 1, 1}, {0.5F, 0.25F}).node("PRelu", {"x", "w"}, {"y"}),
           {-4, -4}, {1, 2, 1, 1}, {-2, -1});
}

void TestOperators::functionsOfTwoNumbersBroadcast()
{
    expectBinary("Add", {3, 6, 5, 8});
    expectBinary("Sub", {-1, -2, 1, 0});
    expectBinary("Mul", {2, 8, 6, 16});
    expectBinary("Div", {0.5F, 0.5F, 1.5F, 1});
    expectBinary("Pow", {1, 16, 9, 256});
    expectBinary("Max", {2, 4, 3, 4});
    expectBinary("Min", {1, 2, 2, 4});
    expectError(SmallGraph(13, {2, 2}).weight("w", {3}, {1, 2, 3}).node("Add", {"x", "w"}, {"y"}), {1, 2, 3, 4},
                "node 'Add_y' (Add)");
}

void TestOperators::clipTakesItsBoundsFromAttributesOrInputs()
{
    expect(SmallGraph(6, {3}).node("Clip", {"x"}, {"y"}, {{"min", 0.0F}, {"max", 6.0F}}), {-1, 3, 9}, {3}, {0, 3, 6});
    expect(SmallGraph(13, {3}).weight("high", {}, {6}).node("Clip", {"x", "", "high"}, {"y"}), {-1, 3, 9}, {3},
           {-1, 3, 6});
}

void TestOperators::wholeNumbersAreDividedTowardsZero()
{
    expect(SmallGraph(13, {1})
               .list("a", {7, -7, std::numeric_limits<std::int64_t>::min()})
               .list("b", {2, 2, -1})
               .node("Div", {"a", "b"}, {"c"})
               .node("Cast", {"c"}, {"d"}, {{"to", std::int64_t{1}}})
               .node("Add", {"x", "d"}, {"y"}),
           {0}, {3}, {3, -3, static_cast<float>(std::numeric_limits<std::int64_t>::min())});
}

void TestOperators::divisionOfWholeNumbersByZeroIsAnError()
{
    expectError(SmallGraph(13, {1}).list("a", {7}).list("b", {0}).node("Div", {"a", "b"}, {"y"}), {0}, "(Div)");
}

void TestOperators::aConvolutionWithPaddingAndStride()
{
    // Sums of the three by three neighbours around (0, 0), (0, 2), (2, 0) and (2, 2) of 0 … 15.
    expect(SmallGraph(11, {1, 1, 4, 4})
               .weight("w", {1, 1, 3, 3}, std::vector<float>(9, 1.0F))
               .weight("b", {1}, {0.5F})
               .node("Conv", {"x", "w", "b"}, {"y"}, {{"pads", Numbers{1, 1, 1, 1}}, {"strides", Numbers{2, 2}}}),
           counted(16), {1, 1, 2, 2}, {10.5F, 24.5F, 51.5F, 90.5F});
}

void TestOperators::aConvolutionWithDifferentPaddingAtBothEnds()
{
    expect(SmallGraph(11, {1, 1, 2, 2})
               .weight("w", {1, 1, 2, 2}, {1, 1, 1, 1})
               .node("Conv", {"x", "w"}, {"y"}, {{"pads", Numbers{0, 0, 1, 1}}}),
           {1, 2, 3, 4}, {1, 1, 2, 2}, {10, 6, 7, 4});
}

void TestOperators::aConvolutionThatKeepsTheSize()
{
    expect(SmallGraph(11, {1, 1, 2, 2})
               .weight("w", {1, 1, 2, 2}, {1, 1, 1, 1})
               .node("Conv", {"x", "w"}, {"y"}, {{"auto_pad", std::string("SAME_LOWER")}}),
           {1, 2, 3, 4}, {1, 1, 2, 2}, {1, 3, 4, 10});
}

void TestOperators::aConvolutionOfGroups()
{
    expect(SmallGraph(11, {1, 2, 1, 2})
               .weight("w", {2, 1, 1, 1}, {2, 3})
               .node("Conv", {"x", "w"}, {"y"}, {{"group", std::int64_t{2}}}),
           {1, 2, 3, 4}, {1, 2, 1, 2}, {2, 4, 9, 12});
    expectError(SmallGraph(11, {1, 2, 1, 2})
                    .weight("w", {2, 1, 1, 1}, {2, 3})
                    .node("Conv", {"x", "w"}, {"y"}, {{"group", std::int64_t{3}}}),
                {1, 2, 3, 4}, "(Conv) that has a weight of 2 x 1 x 1 x 1 in 3 groups");
}

void TestOperators::aTransposedConvolution()
{
    expect(SmallGraph(11, {1, 1, 1, 2})
               .weight("w", {1, 1, 2, 2}, {1, 2, 3, 4})
               .node("ConvTranspose", {"x", "w"}, {"y"}, {{"strides", Numbers{2, 2}}}),
           {1, 10}, {1, 1, 2, 4}, {1, 2, 10, 20, 3, 4, 30, 40});
}

void TestOperators::aNormalisationIsFoldedIntoItsConvolution()
{
    // (2 x + 1 - 3) / sqrt(4) * 6 + 5 = 6 x - 1
    expect(SmallGraph(11, {1, 1, 1, 2})
               .weight("w", {1, 1, 1, 1}, {2})
               .weight("b", {1}, {1})
               .weight("scale", {1}, {6})
               .weight("shift", {1}, {5})
               .weight("mean", {1}, {3})
               .weight("variance", {1}, {4})
               .node("Conv", {"x", "w", "b"}, {"c"})
               .node("BatchNormalization", {"c", "scale", "shift", "mean", "variance"}, {"n"}, {{"epsilon", 0.0F}})
               .node("Relu", {"n"}, {"y"}),
           {0, 2}, {1, 1, 1, 2}, {0, 11});
}

void TestOperators::aNormalisationOfItsOwn()
{
    expect(SmallGraph(11, {1, 2, 1})
               .weight("scale", {2}, {2, 3})
               .weight("shift", {2}, {1, 0})
               .weight("mean", {2}, {5, 6})
               .weight("variance", {2}, {1, 4})
               .node("BatchNormalization", {"x", "scale", "shift", "mean", "variance"}, {"y"}, {{"epsilon", 0.0F}}),
           {7, 10}, {1, 2, 1}, {5, 6});
}

void TestOperators::everyActivationAfterAConvolution()
{
    const auto after = [](const char* type, std::map<std::string, Attribute> attributes,
                          const std::vector<float>& expected) {
        expect(SmallGraph(11, {1, 1, 1, 3})
                   .weight("w", {1, 1, 1, 1}, {2})
                   .node("Conv", {"x", "w"}, {"c"})
                   .node(type, {"c"}, {"y"}, std::move(attributes)),
               {-1, 0.5F, 4}, {1, 1, 1, 3}, expected);
    };
    after("Relu", {}, {0, 1, 8});
    after("LeakyRelu", {{"alpha", 0.25F}}, {-0.5F, 1, 8});
    after("Sigmoid", {}, {0.1192029F, 0.7310586F, 0.9996647F});
    after("Tanh", {}, {-0.9640276F, 0.7615942F, 0.9999998F});
    after("Clip", {{"min", -1.0F}, {"max", 6.0F}}, {-1, 1, 6});
    after("HardSwish", {}, {-1.0F / 3.0F, 2.0F / 3.0F, 8});
    after("HardSigmoid", {{"alpha", 1.0F / 6.0F}}, {1.0F / 6.0F, 2.0F / 3.0F, 1});
    after("HardSigmoid", {}, {0.1F, 0.7F, 1});
    expect(SmallGraph(11, {1, 1, 1, 3})
               .weight("w", {1, 1, 1, 1}, {2})
               .node("Conv", {"x", "w"}, {"c"})
               .node("Sigmoid", {"c"}, {"s"})
               .node("Mul", {"s", "c"}, {"y"}),
           {-1, 0.5F, 4}, {1, 1, 1, 3}, {-0.2384058F, 0.7310586F, 7.9973172F});
    expect(SmallGraph(11, {1, 1, 1, 3})
               .weight("w", {1, 1, 1, 1}, {2})
               .node("Conv", {"x", "w"}, {"c"})
               .node("HardSigmoid", {"c"}, {"s"}, {{"alpha", 1.0F / 6.0F}})
               .node("Mul", {"c", "s"}, {"y"}),
           {-1, 0.5F, 4}, {1, 1, 1, 3}, {-1.0F / 3.0F, 2.0F / 3.0F, 8});
}

void TestOperators::aSumAfterAConvolution()
{
    for (const bool first : {true, false})
        for (const std::int64_t channels : {1, 2}) {
            const auto count = static_cast<std::size_t>(channels);
            std::vector<float> weight(count * count, 0.0F);
            weight[0] = weight.back() = 2.0F;
            std::vector<float> input{-1, 0.5F, 4, 3};
            input.resize(2 * count);
            std::vector<float> expected{0, 1.5F, 12, 9};
            expected.resize(2 * count);
            expect(
                SmallGraph(11, {1, channels, 1, 2})
                    .weight("w", {channels, channels, 1, 1}, weight)
                    .node("Abs", {"x"}, {"a"})
                    .node("Conv", {"x", "w"}, {"c"})
                    .node("Add", first ? std::vector<std::string>{"a", "c"} : std::vector<std::string>{"c", "a"}, {"s"})
                    .node("Relu", {"s"}, {"y"}),
                input, {1, channels, 1, 2}, expected);
        }
}

void TestOperators::poolsWithPadding()
{
    const Numbers two{2, 2};
    expect(SmallGraph(11, {1, 1, 2, 4}).node("MaxPool", {"x"}, {"y"}, {{"kernel_shape", two}, {"strides", two}}),
           counted(8), {1, 1, 1, 2}, {5, 7});
    expect(SmallGraph(11, {1, 1, 2, 2})
               .node("MaxPool", {"x"}, {"y"}, {{"kernel_shape", two}, {"pads", Numbers{0, 0, 1, 1}}}),
           {-4, -3, -2, -1}, {1, 1, 2, 2}, {-1, -1, -1, -1});
    expect(SmallGraph(11, {1, 1, 2, 4}).node("AveragePool", {"x"}, {"y"}, {{"kernel_shape", two}, {"strides", two}}),
           counted(8), {1, 1, 1, 2}, {2.5F, 4.5F});
    expect(SmallGraph(11, {1, 1, 2, 2})
               .node("AveragePool", {"x"}, {"y"}, {{"kernel_shape", two}, {"pads", Numbers{0, 0, 1, 1}}}),
           {1, 2, 3, 4}, {1, 1, 2, 2}, {2.5F, 3, 3.5F, 4});
    expect(SmallGraph(11, {1, 1, 2, 2})
               .node("AveragePool", {"x"}, {"y"},
                     {{"kernel_shape", two}, {"pads", Numbers{0, 0, 1, 1}}, {"count_include_pad", std::int64_t{1}}}),
           {1, 2, 3, 4}, {1, 1, 2, 2}, {2.5F, 1.5F, 1.75F, 1});
}

void TestOperators::globalPools()
{
    expect(SmallGraph(11, {1, 2, 1, 2}).node("GlobalAveragePool", {"x"}, {"y"}), {1, 3, 5, 9}, {1, 2, 1, 1}, {2, 7});
    expect(SmallGraph(11, {1, 2, 1, 2}).node("GlobalMaxPool", {"x"}, {"y"}), {1, 3, 5, 9}, {1, 2, 1, 1}, {3, 9});
}

void TestOperators::joiningAndSplitting()
{
    expect(SmallGraph(11, {1, 4})
               .node("Split", {"x"}, {"a", "b"}, {{"axis", std::int64_t{1}}, {"split", Numbers{1, 3}}})
               .node("Concat", {"b", "a"}, {"y"}, {{"axis", std::int64_t{-1}}}),
           {1, 2, 3, 4}, {1, 4}, {2, 3, 4, 1});
    expect(SmallGraph(13, {1, 4})
               .node("Split", {"x"}, {"a", "b"}, {{"axis", std::int64_t{1}}})
               .node("Concat", {"b", "a"}, {"y"}, {{"axis", std::int64_t{0}}}),
           {1, 2, 3, 4}, {2, 2}, {3, 4, 1, 2});
    expectError(
        SmallGraph(11, {1, 4}).node("Split", {"x"}, {"a", "y"}, {{"axis", std::int64_t{1}}, {"split", Numbers{1, 9}}}),
        {1, 2, 3, 4}, "beyond its end");
}

void TestOperators::slicesForwardsAndBackwards()
{
    expect(SmallGraph(9, {1, 5}).node("Slice", {"x"}, {"y"},
                                      {{"starts", Numbers{1}}, {"ends", Numbers{-1}}, {"axes", Numbers{1}}}),
           counted(5), {1, 3}, {1, 2, 3});
    const auto by = [](std::int64_t start, std::int64_t end, std::int64_t step) {
        return SmallGraph(11, {1, 5})
            .list("starts", {start})
            .list("ends", {end})
            .list("axes", {-1})
            .list("steps", {step})
            .node("Slice", {"x", "starts", "ends", "axes", "steps"}, {"y"});
    };
    constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();
    expect(by(0, kEnd, 2), counted(5), {1, 3}, {0, 2, 4});
    expect(by(-1, -kEnd, -2), counted(5), {1, 3}, {4, 2, 0});
    expect(by(3, 0, -1), counted(5), {1, 3}, {3, 2, 1});
    expectError(by(0, 5, 0), counted(5), "has a step of 0");
}

void TestOperators::gatherTakesNegativeIndices()
{
    expect(SmallGraph(11, {2, 2}).list("i", {-1, 0}).node("Gather", {"x", "i"}, {"y"}, {{"axis", std::int64_t{1}}}),
           {1, 2, 3, 4}, {2, 2}, {2, 1, 4, 3});
    expectError(SmallGraph(11, {2, 2}).list("i", {5}).node("Gather", {"x", "i"}, {"y"}), {1, 2, 3, 4}, "(Gather)");
}

void TestOperators::shapesComputedInTheGraph()
{
    // As exporters write x.view(x.size(0), -1).
    expect(SmallGraph(11, {2, 2, 1})
               .node("Shape", {"x"}, {"s"})
               .node("Constant", {}, {"zero"}, {{"value", Tensor{{}, Numbers{0}}}})
               .node("Gather", {"s", "zero"}, {"batch"}, {{"axis", std::int64_t{0}}})
               .node("Unsqueeze", {"batch"}, {"first"}, {{"axes", Numbers{0}}})
               .list("rest", {-1})
               .node("Concat", {"first", "rest"}, {"shape"}, {{"axis", std::int64_t{0}}})
               .node("Reshape", {"x", "shape"}, {"y"}),
           {1, 2, 3, 4}, {2, 2}, {1, 2, 3, 4});
}

void TestOperators::reshapeTranspose()
{
    expect(SmallGraph(11, {2, 3}).list("s", {0, 3, 1}).node("Reshape", {"x", "s"}, {"y"}), counted(6), {2, 3, 1},
           counted(6));
    expect(SmallGraph(11, {2, 3}).node("Transpose", {"x"}, {"y"}), counted(6), {3, 2}, {0, 3, 1, 4, 2, 5});
    expect(SmallGraph(11, {1, 2, 3}).node("Transpose", {"x"}, {"y"}, {{"perm", Numbers{2, 0, 1}}}), counted(6),
           {3, 1, 2}, {0, 3, 1, 4, 2, 5});
    expectError(SmallGraph(11, {2, 3}).list("s", {7}).node("Reshape", {"x", "s"}, {"y"}), counted(6), "(Reshape)");
}

void TestOperators::squeezeUnsqueezeFlatten()
{
    expect(SmallGraph(11, {1, 2, 1}).node("Squeeze", {"x"}, {"y"}, {{"axes", Numbers{0}}}), {1, 2}, {2, 1}, {1, 2});
    expect(SmallGraph(13, {1, 2, 1}).node("Squeeze", {"x"}, {"y"}), {1, 2}, {2}, {1, 2});
    expect(SmallGraph(13, {2}).list("a", {0, -1}).node("Unsqueeze", {"x", "a"}, {"y"}), {1, 2}, {1, 2, 1}, {1, 2});
    expect(SmallGraph(13, {1, 2, 2}).node("Flatten", {"x"}, {"y"}), {1, 2, 3, 4}, {1, 4}, {1, 2, 3, 4});
    expect(SmallGraph(13, {2, 2, 1}).node("Flatten", {"x"}, {"y"}, {{"axis", std::int64_t{0}}}), {1, 2, 3, 4}, {1, 4},
           {1, 2, 3, 4});
}

void TestOperators::expandAndTile()
{
    expect(SmallGraph(13, {2, 1}).list("s", {1, 3}).node("Expand", {"x", "s"}, {"y"}), {1, 2}, {2, 3},
           {1, 1, 1, 2, 2, 2});
    expect(SmallGraph(13, {1, 2}).list("r", {2, 2}).node("Tile", {"x", "r"}, {"y"}), {1, 2}, {2, 4},
           {1, 2, 1, 2, 1, 2, 1, 2});
    expectError(SmallGraph(13, {1, 2}).list("r", {1 << 30, 1 << 30}).node("Tile", {"x", "r"}, {"y"}), {1, 2}, "(Tile)");
    expectError(SmallGraph(13, {1, 2}).list("s", {1 << 30, 2}).node("Expand", {"x", "s"}, {"y"}), {1, 2}, "(Expand)");
}

void TestOperators::paddingByAllModes()
{
    const auto pad = [](const std::string& mode) {
        return SmallGraph(11, {1, 1, 1, 3})
            .list("p", {0, 0, 0, 2, 0, 0, 0, 1})
            .weight("v", {}, {9})
            .node("Pad", {"x", "p", "v"}, {"y"}, {{"mode", mode}});
    };
    expect(pad("constant"), {1, 2, 3}, {1, 1, 1, 6}, {9, 9, 1, 2, 3, 9});
    expect(pad("edge"), {1, 2, 3}, {1, 1, 1, 6}, {1, 1, 1, 2, 3, 3});
    expect(pad("reflect"), {1, 2, 3}, {1, 1, 1, 6}, {3, 2, 1, 2, 3, 2});
    expect(SmallGraph(2, {2}).node("Pad", {"x"}, {"y"}, {{"pads", Numbers{1, 0}}, {"value", 5.0F}}), {1, 2}, {3},
           {5, 1, 2});
}

void TestOperators::constantsOfAllKinds()
{
    const auto plus = [](const std::string& name, const Attribute& value) {
        return SmallGraph(13, {1}).node("Constant", {}, {"c"}, {{name, value}}).node("Add", {"x", "c"}, {"y"});
    };
    expect(plus("value", Tensor{{2}, std::vector<float>{1, 2}}), {1}, {2}, {2, 3});
    expect(plus("value_float", 0.5F), {1}, {1}, {1.5F});
    expect(plus("value_int", std::int64_t{3}), {1}, {1}, {4});
    expect(plus("value_floats", std::vector<float>{3, 4}), {1}, {2}, {4, 5});
    expect(plus("value_ints", Numbers{5}), {1}, {1}, {6});
    expect(SmallGraph(13, {1})
               .list("s", {2})
               .node("ConstantOfShape", {"s"}, {"c"}, {{"value", Tensor{{1}, std::vector<float>{7}}}})
               .node("Add", {"x", "c"}, {"y"}),
           {1}, {2}, {8, 8});
}

void TestOperators::resizeNearest()
{
    const auto by = [](const std::string& coordinates, const std::string& rounding) {
        return SmallGraph(11, {1, 1, 1, 2})
            .weight("roi", {0}, {})
            .weight("s", {4}, {1, 1, 1, 2})
            .node("Resize", {"x", "roi", "s"}, {"y"},
                  {{"coordinate_transformation_mode", coordinates}, {"nearest_mode", rounding}});
    };
    expect(by("asymmetric", "floor"), {1, 2}, {1, 1, 1, 4}, {1, 1, 2, 2});
    expect(by("asymmetric", "ceil"), {1, 2}, {1, 1, 1, 4}, {1, 2, 2, 2});
    expect(by("half_pixel", "round_prefer_floor"), {1, 2}, {1, 1, 1, 4}, {1, 1, 2, 2});
    expectError(by("unheard", "floor"), {1, 2}, "'unheard'");
}

void TestOperators::resizeLinear()
{
    const auto by = [](const std::string& coordinates) {
        return SmallGraph(11, {1, 1, 1, 2})
            .list("size", {1, 1, 1, 4})
            .node("Resize", {"x", "", "", "size"}, {"y"},
                  {{"coordinate_transformation_mode", coordinates}, {"mode", std::string("linear")}});
    };
    expect(by("half_pixel"), {0, 4}, {1, 1, 1, 4}, {0, 1, 3, 4});
    expect(by("pytorch_half_pixel"), {0, 4}, {1, 1, 1, 4}, {0, 1, 3, 4});
    expect(by("asymmetric"), {0, 4}, {1, 1, 1, 4}, {0, 2, 4, 4});
    expect(by("align_corners"), {0, 3}, {1, 1, 1, 4}, {0, 1, 2, 3});
}

void TestOperators::upsampleOfOldOpsets()
{
    expect(SmallGraph(9, {1, 1, 1, 2}).weight("s", {4}, {1, 1, 2, 1}).node("Upsample", {"x", "s"}, {"y"}), {1, 2},
           {1, 1, 2, 2}, {1, 2, 1, 2});
    expect(SmallGraph(7, {1, 1, 1, 2}).node("Upsample", {"x"}, {"y"}, {{"scales", std::vector<float>{1, 1, 1, 2}}}),
           {1, 2}, {1, 1, 1, 4}, {1, 1, 2, 2});
    expect(SmallGraph(10, {1, 1, 1, 2}).weight("s", {4}, {1, 1, 1, 2}).node("Resize", {"x", "s"}, {"y"}), {1, 2},
           {1, 1, 1, 4}, {1, 1, 2, 2});
}

void TestOperators::matricesAreMultiplied()
{
    expect(SmallGraph(11, {2, 2}).weight("w", {2, 1}, {1, 10}).node("MatMul", {"x", "w"}, {"y"}), {1, 2, 3, 4}, {2, 1},
           {21, 43});
    expect(SmallGraph(11, {2, 2})
               .weight("w", {1, 2}, {1, 10})
               .weight("c", {1}, {4})
               .node("Gemm", {"x", "w", "c"}, {"y"},
                     {{"transA", std::int64_t{1}}, {"transB", std::int64_t{1}}, {"alpha", 2.0F}, {"beta", 0.5F}}),
           {1, 2, 3, 4}, {2, 1}, {64, 86});
    expectError(SmallGraph(11, {2, 2}).weight("w", {3, 1}, {1, 2, 3}).node("MatMul", {"x", "w"}, {"y"}), {1, 2, 3, 4},
                "(MatMul)");
}

void TestOperators::softmaxOfOldAndNewOpsets()
{
    const std::vector<float> input{0, 0, 0, 0};
    expect(SmallGraph(11, {1, 2, 2}).node("Softmax", {"x"}, {"y"}), input, {1, 2, 2}, {0.25F, 0.25F, 0.25F, 0.25F});
    expect(SmallGraph(13, {1, 2, 2}).node("Softmax", {"x"}, {"y"}), input, {1, 2, 2}, {0.5F, 0.5F, 0.5F, 0.5F});
}

void TestOperators::meansOverAxes()
{
    expect(SmallGraph(11, {2, 2}).node("ReduceMean", {"x"}, {"y"}, {{"axes", Numbers{1}}}), {1, 3, 5, 9}, {2, 1},
           {2, 7});
    expect(SmallGraph(11, {2, 2}).node("ReduceMean", {"x"}, {"y"}, {{"keepdims", std::int64_t{0}}}), {1, 3, 5, 9}, {},
           {4.5F});
    expect(SmallGraph(18, {2, 2}).list("a", {0}).node("ReduceMean", {"x", "a"}, {"y"}), {1, 3, 5, 9}, {1, 2}, {3, 6});
    expect(SmallGraph(13, {2, 2}).list("a", {0}).node("ReduceSum", {"x", "a"}, {"y"}), {1, 3, 5, 9}, {1, 2}, {6, 12});
}

void TestOperators::everySecondPixelBecomesAStride()
{
    SmallGraph graph(11, {1, 2, 4, 4});
    graph.list("zero", {0}).list("one", {1}).list("two", {2}).list("end", {100}).list("rows", {2}).list("columns", {3});
    std::vector<std::string> parts;
    for (const char* y : {"zero", "one"})
        for (const char* x : {"one", "zero"}) {
            const std::string name = std::string(y) + x;
            graph.node("Slice", {"x", y, "end", "rows", "two"}, {name + "_rows"});
            graph.node("Slice", {name + "_rows", x, "end", "columns", "two"}, {name});
            parts.push_back(name);
        }
    graph.node("Concat", parts, {"focus"}, {{"axis", std::int64_t{1}}});
    graph.weight("w", {3, 8, 3, 3}, counted(3 * 8 * 9, -1.0F, 0.01F));
    graph.node("Conv", {"focus", "w"}, {"y"}, {{"pads", Numbers{1, 1, 1, 1}}});
    const auto plain = run(graph.make(), counted(32), {{}, Precision::Float32, Execution::Plain});
    const auto fused = run(graph.make(), counted(32), {});
    QVERIFY2(plain.error.empty() && fused.error.empty(), (plain.error + fused.error).c_str());
    QCOMPARE(plain.shape, (Shape{1, 3, 2, 2}));
    QVERIFY(largestDifference(plain.values, fused.values) < 1e-3F);
}

namespace {

SmallGraph shuffled()
{
    return SmallGraph(11, {1, 2, 1, 2})
        .node("Neg", {"x"}, {"n"})
        .node("Concat", {"x", "n"}, {"c"}, {{"axis", std::int64_t{1}}})
        .list("apart", {1, 2, 2, 1, 2})
        .list("whole", {1, 4, 1, 2})
        .node("Reshape", {"c", "apart"}, {"r"})
        .node("Transpose", {"r"}, {"t"}, {{"perm", Numbers{0, 2, 1, 3, 4}}});
}

} // namespace

void TestOperators::interleavedChannelsAreSplitInHalves()
{
    expect(shuffled()
               .node("Reshape", {"t", "whole"}, {"s"})
               .node("Split", {"s"}, {"lower", "upper"}, {{"axis", std::int64_t{1}}})
               .node("Sub", {"upper", "lower"}, {"y"}),
           {1, 2, 3, 5}, {1, 2, 1, 2}, {2, 3, -2, -3});
}

void TestOperators::interleavedChannelsStayWhole()
{
    expect(shuffled().node("Reshape", {"t", "whole"}, {"y"}), {1, 2, 3, 5}, {1, 4, 1, 2}, {1, 2, -1, -2, 3, 5, -3, -5});
}

void TestOperators::aShapeMadeForAnotherSizeIsMadeAnew()
{
    const auto graph = SmallGraph(11, {1, 2, 2, 2}).list("s", {1, 2, 4}).node("Reshape", {"x", "s"}, {"y"}).make();
    const auto outcome = run(graph, counted(12), {{{1, 2, 2, 3}}});
    QVERIFY2(outcome.error.empty(), outcome.error.c_str());
    QCOMPARE(outcome.shape, (Shape{1, 2, 6}));
    const auto apart = SmallGraph(11, {1, 6}).list("s", {2, 3}).node("Reshape", {"x", "s"}, {"y"}).make();
    const auto unclear = run(apart, counted(8), {{{1, 8}}});
    QVERIFY2(unclear.error.find("which cannot be done for 1 x 8") != std::string::npos, unclear.error.c_str());
}

void TestOperators::aSizeMadeForAnotherSizeIsMadeAnew()
{
    const auto graph = SmallGraph(11, {1, 1, 1, 2})
                           .list("size", {1, 1, 1, 4})
                           .node("Resize", {"x", "", "", "size"}, {"y"}, {{"mode", std::string("linear")}})
                           .make();
    const auto outcome = run(graph, {0, 4, 8}, {{{1, 1, 1, 3}}});
    QVERIFY2(outcome.error.empty(), outcome.error.c_str());
    QCOMPARE(outcome.shape, (Shape{1, 1, 1, 6}));
}

QTEST_APPLESS_MAIN(TestOperators)
#include "tst_operators.moc"
