// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/onnx/split.h"
#include "engine/onnx/trainable.h"
#include "tests/engine/onnx/small_graph.h"
#include "tests/support/shared_data.h"

#include <algorithm>
#include <cmath>

using namespace jackdaw;
using namespace jackdaw::onnx;
using namespace jackdaw::onnx::testing;

namespace {

constexpr std::int64_t kOpset = 11;

/// Two convolutions, a smooth function between them and a sigmoid and reshape behind them.
Result<Graph> twoConvolutions()
{
    SmallGraph graph(kOpset, {1, 2, 4, 4});
    graph.weight("w1", {3, 2, 1, 1}, {0.5F, -0.25F, 0.3F, 0.7F, -0.6F, 0.2F})
        .weight("w2", {2, 3, 3, 3}, counted(54, -0.3F, 0.011F))
        .weight("b2", {2}, {0.1F, -0.2F})
        .list("s", {1, 2, 16})
        .node("Conv", {"x", "w1"}, {"c"})
        .node("Tanh", {"c"}, {"r"})
        .node("Conv", {"r", "w2", "b2"}, {"d"}, {{"pads", std::vector<std::int64_t>{1, 1, 1, 1}}})
        .node("Sigmoid", {"d"}, {"p"})
        .node("Reshape", {"p", "s"}, {"y"});
    return graph.make();
}

std::vector<float> picture()
{
    return counted(32, -1.0F, 0.07F);
}

/// Sum of the outputs, each times a factor of its own: its gradient is known.
double loss(std::span<const float> output)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < output.size(); ++i)
        sum += static_cast<double>(output[i]) * (0.1 * static_cast<double>(i) - 1.0);
    return sum;
}

/// Planes of 4 x 4, pixel by pixel.
std::vector<float> byPixel(std::span<const float> planes)
{
    constexpr std::size_t kCells = 16;
    const std::size_t channels = planes.size() / kCells;
    std::vector<float> pixels;
    for (std::size_t cell = 0; cell < kCells; ++cell)
        for (std::size_t channel = 0; channel < channels; ++channel)
            pixels.push_back(planes[channel * kCells + cell]);
    return pixels;
}

std::vector<float> lossGradient(std::size_t count)
{
    return counted(count, -1.0F, 0.1F);
}

} // namespace

class TestTrainable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTwoPartsOfASplitGraphGiveWhatTheWholeGives();
    void aSplitGraphAdaptsToAnotherSize();
    void aGraphWithoutConvolutionIsNotSplit();
    void everyDetectorCanBeSplit();
    void gradientsAreThoseOfDifferences();
    void mapsLieAndLearnPixelByPixel();
    void narrowMapsLearnThroughAStride();
    void aGradientOfTheWrongSizeIsAnError();
    void aWeightThatNoConvolutionTakesIsNamed();
    void changedWeightsChangeTheOutputs();
    void aGraphWithOtherWeightsIsCheckedForTheirShapes();
    void aGraphSurvivesItsBytes();
};

void TestTrainable::theTwoPartsOfASplitGraphGiveWhatTheWholeGives()
{
    const auto whole = twoConvolutions();
    QVERIFY(whole.has_value());
    const auto split = splitBeforeLastConvolutions(*whole);
    QVERIFY2(split.has_value(), split ? "" : split.error().message.c_str());
    QCOMPARE(split->weights, (std::vector<std::string>{"w2", "b2"}));
    QCOMPARE(split->trunk.outputs().front().name, std::string("r"));
    QVERIFY2(!split->trunk.weights().contains("w2"), "the trunk carries weights of the head");
    const Outcome expected = run(whole, picture());
    const Outcome features = run(split->trunk, picture());
    const Outcome found = run(split->head, features.values);
    QCOMPARE(found.error, std::string());
    QVERIFY(largestDifference(found.values, expected.values) < 1e-6F);
}

void TestTrainable::aSplitGraphAdaptsToAnotherSize()
{
    const auto split = splitBeforeLastConvolutions(*twoConvolutions());
    QVERIFY(split.has_value());
    const auto head = prepared(split->head, {.inputs = {{1, 3, 6, 8}}});
    QVERIFY2(head.has_value(), head ? "" : head.error().message.c_str());
    QCOMPARE(head->outputShape(), (Shape{1, 2, 48}));
}

void TestTrainable::aGraphWithoutConvolutionIsNotSplit()
{
    SmallGraph graph(kOpset, {1, 2, 4, 4});
    graph.node("Relu", {"x"}, {"y"});
    const auto split = splitBeforeLastConvolutions(*graph.make());
    QVERIFY(!split);
    QCOMPARE(static_cast<int>(split.error().code), static_cast<int>(ErrorCode::Unsupported));
}

void TestTrainable::everyDetectorCanBeSplit()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const std::pair<const char*, std::size_t> detectors[]{
        {"yolox_nano.onnx", 6}, {"nanodet-plus-m_416x416.onnx", 4}, {"nanodet_m.onnx", 3}};
    for (const auto& [file, features] : detectors) {
        const auto graph = Graph::read(shared / "real/models" / file);
        QVERIFY2(graph.has_value(), file);
        const auto split = splitBeforeLastConvolutions(*graph);
        QVERIFY2(split.has_value(), split ? file : split.error().message.c_str());
        QCOMPARE(split->trunk.outputs().size(), features);
        auto trunk = prepared(split->trunk, {.inputs = {{1, 3, 224, 192}}});
        auto whole = prepared(*graph, {.inputs = {{1, 3, 224, 192}}});
        QVERIFY2(trunk && whole, file);
        const auto values = counted(trunk->input().size(), -1.0F, 1e-5F);
        std::copy(values.begin(), values.end(), trunk->input().begin());
        std::copy(values.begin(), values.end(), whole->input().begin());
        QVERIFY(trunk->run() && whole->run());
        std::vector<Shape> shapes;
        for (std::size_t i = 0; i < trunk->outputCount(); ++i)
            shapes.push_back(trunk->outputShape(i));
        auto head = Trainable::prepare(split->head, shapes, split->weights);
        QVERIFY2(head.has_value(), head ? "" : head.error().message.c_str());
        for (std::size_t i = 0; i < trunk->outputCount(); ++i)
            std::copy(trunk->output(i).begin(), trunk->output(i).end(), head->input(i).begin());
        QVERIFY(head->forward());
        QVERIFY(largestDifference(head->output(), whole->output()) < 1e-4F);
    }
}

void TestTrainable::gradientsAreThoseOfDifferences()
{
    auto network = Trainable::prepare(*twoConvolutions(), {{1, 2, 4, 4}}, {"w1", "w2", "b2"});
    QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
    const auto values = picture();
    std::copy(values.begin(), values.end(), network->input().begin());
    QVERIFY(network->forward());
    QVERIFY(network->backward({lossGradient(network->output().size())}));
    QCOMPARE(network->weightCount(), std::size_t(3));
    constexpr float kStep = 1e-2F;
    for (std::size_t weight = 0; weight < network->weightCount(); ++weight)
        for (std::size_t i = 0; i < network->weight(weight).size(); ++i) {
            float& value = network->weight(weight)[i];
            const float before = value;
            value = before + kStep;
            QVERIFY(network->forward());
            const double above = loss(network->output());
            value = before - kStep;
            QVERIFY(network->forward());
            const double below = loss(network->output());
            value = before;
            const double expected = (above - below) / (2.0 * static_cast<double>(kStep));
            QVERIFY(std::abs(static_cast<double>(network->gradient(weight)[i]) - expected) < 2e-3);
        }
}

void TestTrainable::mapsLieAndLearnPixelByPixel()
{
    SmallGraph graph(kOpset, {1, 2, 4, 4});
    graph.weight("w", {3, 2, 1, 1}, {0.5F, -0.25F, 0.3F, 0.7F, -0.6F, 0.2F}).node("Conv", {"x", "w"}, {"y"});
    auto planes = Trainable::prepare(*graph.make(), {{1, 2, 4, 4}}, {"w"}, Order::Planes);
    auto pixels = Trainable::prepare(*graph.make(), {{1, 2, 4, 4}}, {"w"}, Order::Pixels);
    QVERIFY(planes && pixels);
    const auto input = picture();
    const auto turned = byPixel(input);
    std::copy(input.begin(), input.end(), planes->input().begin());
    std::copy(turned.begin(), turned.end(), pixels->input().begin());
    QVERIFY(planes->forward() && pixels->forward());
    QVERIFY(largestDifference(pixels->output(), byPixel(planes->output())) < 1e-6F);
    const auto gradient = lossGradient(planes->output().size());
    QVERIFY(planes->backward({gradient}) && pixels->backward({byPixel(gradient)}));
    QVERIFY(largestDifference(pixels->gradient(0), planes->gradient(0)) < 1e-5F);
    QVERIFY(largestDifference(planes->gradient(0), std::vector<float>(6, 0.0F)) > 0.1F);
}

/// At the size that pictures usually have: there a library's gradients once wrote beyond their memory.
void TestTrainable::narrowMapsLearnThroughAStride()
{
    const Shape input{4, 3, 288, 352};
    SmallGraph graph(kOpset, input);
    graph.weight("w1", {8, 3, 4, 4}, counted(384, -0.02F, 0.0002F))
        .weight("w2", {16, 8, 1, 1}, counted(128, -0.1F, 0.002F))
        .node("Conv", {"x", "w1"}, {"c"}, {{"strides", std::vector<std::int64_t>{4, 4}}})
        .node("Relu", {"c"}, {"r"})
        .node("Conv", {"r", "w2"}, {"y"}, {{"strides", std::vector<std::int64_t>{2, 2}}});
    auto network = Trainable::prepare(*graph.make(), {input}, {"w1", "w2"}, Order::Pixels);
    QVERIFY(network.has_value());
    for (std::size_t i = 0; i < network->input().size(); ++i)
        network->input()[i] = static_cast<float>(i % 13) / 13.0F;
    QVERIFY(network->forward());
    QCOMPARE(network->outputShape(), (Shape{4, 16, 36, 44}));
    QVERIFY(network->backward({std::vector<float>(network->output().size(), 1.0F)}));
    // All sums are weighted alike: every output learns of every input the same.
    const auto gradient = network->gradient(1);
    QVERIFY(*std::max_element(gradient.begin(), gradient.end()) > 0.0F);
    for (std::size_t i = 0; i < gradient.size(); ++i)
        QVERIFY(std::abs(gradient[i] - gradient[i % 8]) <= 1e-4F * std::abs(gradient[i % 8]));
}

void TestTrainable::aGradientOfTheWrongSizeIsAnError()
{
    auto network = Trainable::prepare(*twoConvolutions(), {{1, 2, 4, 4}}, {"w2"});
    QVERIFY(network.has_value());
    QVERIFY(network->forward());
    QVERIFY(!network->backward({std::vector<float>(7)}));
}

void TestTrainable::aWeightThatNoConvolutionTakesIsNamed()
{
    const auto network = Trainable::prepare(*twoConvolutions(), {{1, 2, 4, 4}}, {"s"});
    QVERIFY(!network);
    QVERIFY(network.error().message.find("'s'") != std::string::npos);
}

void TestTrainable::changedWeightsChangeTheOutputs()
{
    const auto graph = twoConvolutions();
    auto network = Trainable::prepare(*graph, {{1, 2, 4, 4}}, {"b2"});
    QVERIFY(network.has_value());
    network->weight(0)[0] = 2.0F;
    const auto values = picture();
    std::copy(values.begin(), values.end(), network->input().begin());
    QVERIFY(network->forward());
    const auto other = graph->with({{"b2", Tensor{{2}, std::vector<float>{2.0F, -0.2F}}}});
    QVERIFY(other.has_value());
    QVERIFY(largestDifference(network->output(), run(other, picture()).values) < 1e-6F);
}

void TestTrainable::aGraphWithOtherWeightsIsCheckedForTheirShapes()
{
    const auto graph = twoConvolutions();
    QVERIFY(!graph->with({{"b2", Tensor{{3}, std::vector<float>(3)}}}));
    QVERIFY(!graph->with({{"gone", Tensor{{2}, std::vector<float>(2)}}}));
}

void TestTrainable::aGraphSurvivesItsBytes()
{
    const auto graph = twoConvolutions();
    const auto bytes = graph->encoded();
    QVERIFY(bytes.has_value());
    const auto again = Graph::decode(*bytes, "again");
    QVERIFY2(again.has_value(), again ? "" : again.error().message.c_str());
    QCOMPARE(*again->encoded(), *bytes);
    QVERIFY(largestDifference(run(again, picture()).values, run(graph, picture()).values) == 0.0F);
    const std::span<const std::uint8_t> cut(bytes->data(), bytes->size() / 2);
    QVERIFY(!Graph::decode(cut, "cut"));
}

QTEST_GUILESS_MAIN(TestTrainable)
#include "tst_trainable.moc"
