// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/base/random.h"
#include "engine/onnx/kernels/kernels.h"
#include "tests/engine/onnx/small_graph.h"

#include <algorithm>
#include <array>
#include <limits>

using namespace jackdaw;
using namespace jackdaw::onnx;
using namespace jackdaw::onnx::testing;

namespace {

using Integers = std::vector<std::int64_t>;

std::vector<float> noise(std::int64_t count, std::uint64_t seed)
{
    RandomStream random(seed, 0, RandomPurpose::Test, 0);
    std::vector<float> values(static_cast<std::size_t>(count));
    for (float& value : values)
        value = static_cast<float>(random.uniform(-1.0, 1.0));
    return values;
}

/// A window as ONNX names it.
std::map<std::string, Attribute> window(std::int64_t kernel, std::int64_t stride, std::int64_t pad)
{
    return {{"kernel_shape", Integers{kernel, kernel}},
            {"strides", Integers{stride, stride}},
            {"pads", Integers{pad, pad, pad, pad}}};
}

std::map<std::string, Attribute> with(std::map<std::string, Attribute> attributes, const std::string& name,
                                      Attribute value)
{
    attributes[name] = std::move(value);
    return attributes;
}

/// What the fused way gives beside the plain one, for noise.
float differenceOf(const GraphParts& parts)
{
    const auto graph = Graph::make(parts);
    std::int64_t count = 1;
    for (const std::int64_t extent : parts.inputs[0].shape)
        count *= extent;
    const auto input = noise(count, 5);
    const Outcome plain = run(graph, input, {.execution = Execution::Plain});
    const Outcome fused = run(graph, input);
    if (!plain.error.empty() || !fused.error.empty() || plain.shape != fused.shape || plain.values.empty())
        return INFINITY;
    return largestDifference(plain.values, fused.values);
}

constexpr float kTolerance = 1e-5F;

struct Sizes {
    std::int64_t batch;
    std::int64_t channels;
    std::int64_t height;
    std::int64_t width;
    std::int64_t kernel;
    std::int64_t stride;
    std::int64_t pad;
};

/// Maps smaller than the window, rows shorter than a tile, channels that fill no vector, several pictures.
const std::vector<Sizes>& sizes()
{
    static const std::vector<Sizes> all{
        {1, 16, 9, 11, 3, 1, 1},  {2, 24, 36, 44, 3, 2, 1}, {1, 58, 18, 22, 5, 1, 2}, {3, 96, 5, 6, 5, 2, 2},
        {1, 17, 1, 1, 3, 1, 1},   {1, 32, 3, 40, 3, 1, 0},  {1, 20, 40, 3, 3, 1, 1},  {2, 33, 9, 11, 13, 1, 6},
        {1, 128, 7, 30, 2, 2, 0}, {1, 3, 8, 8, 3, 1, 1},    {1, 16, 6, 9, 1, 2, 0},
    };
    return all;
}

void eachSize()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < sizes().size(); ++i) {
        const Sizes& size = sizes()[i];
        QTest::addRow("%dx%dx%dx%d by %d", static_cast<int>(size.batch), static_cast<int>(size.channels),
                      static_cast<int>(size.height), static_cast<int>(size.width), static_cast<int>(size.kernel))
            << static_cast<int>(i);
    }
}

constexpr std::array kActivations{"Relu", "LeakyRelu", "Sigmoid", "HardSigmoid", "HardSwish", "Clip", "Tanh", "Swish"};

/// "y" of "c".
void activate(SmallGraph& graph, const std::string& type)
{
    if (type == "Swish")
        graph.node("Sigmoid", {"c"}, {"s"}).node("Mul", {"c", "s"}, {"y"});
    else if (type == "HardSigmoid")
        graph.node("HardSigmoid", {"c"}, {"y"}, {{"alpha", 1.0F / 6.0F}, {"beta", 0.5F}});
    else if (type == "Clip") {
        graph.weight("low", {}, {-0.2F}).weight("high", {}, {0.3F});
        graph.node("Clip", {"c", "low", "high"}, {"y"});
    } else
        graph.node(type, {"c"}, {"y"});
}

/// Also where neither is a number, or both are the same infinity.
bool isSame(float a, float b)
{
    return (std::isnan(a) && std::isnan(b)) || a == b || std::abs(a - b) < kTolerance;
}

/// Whether \p parts give the same in the fused way and the plain one for \p input, which holds what is no number.
QByteArray unlike(const GraphParts& parts, const std::vector<float>& input)
{
    const auto graph = Graph::make(parts);
    const Outcome plain = run(graph, input, {.execution = Execution::Plain});
    const Outcome fused = run(graph, input);
    if (!plain.error.empty() || !fused.error.empty() || plain.values.size() != fused.values.size())
        return QByteArray::fromStdString("it fails: " + plain.error + fused.error);
    for (std::size_t i = 0; i < plain.values.size(); ++i)
        if (!isSame(plain.values[i], fused.values[i]))
            return QByteArray::fromStdString("value " + std::to_string(i) + " is " + std::to_string(fused.values[i])
                                             + " instead of " + std::to_string(plain.values[i]));
    return std::any_of(plain.values.begin(), plain.values.end(), [](float value) { return std::isnan(value); })
        ? QByteArray()
        : QByteArray("all are numbers");
}

SmallGraph graphFor(const Sizes& size)
{
    return SmallGraph(13, {size.batch, size.channels, size.height, size.width});
}

} // namespace

class TestFusion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void depthwiseConvolutionsGiveTheSame_data() { eachSize(); }
    void depthwiseConvolutionsGiveTheSame();
    void denseConvolutionsGiveTheSame_data();
    void denseConvolutionsGiveTheSame();
    void largestValuesAreTheSame_data() { eachSize(); }
    void largestValuesAreTheSame();
    void activationsGiveTheSame_data();
    void activationsGiveTheSame();
    void additionsGiveTheSame_data();
    void additionsGiveTheSame();
    void concatenationsGiveTheSame_data();
    void concatenationsGiveTheSame();
    void shufflesGiveTheSame_data();
    void shufflesGiveTheSame();
    void extremesStayWhatTheyAre();
    void whatIsNoNumberAndInfinitiesAreAsTheyArePlain_data();
    void whatIsNoNumberAndInfinitiesAreAsTheyArePlain();
    void theLargestOfWhatIsNoNumberIsNone();
    void pixelsDoNotDependOnTheirNeighbours();
};

void TestFusion::depthwiseConvolutionsGiveTheSame()
{
    QFETCH(int, index);
    const Sizes& size = sizes()[static_cast<std::size_t>(index)];
    auto graph = graphFor(size);
    graph.weight("w", {size.channels, 1, size.kernel, size.kernel},
                 noise(size.channels * size.kernel * size.kernel, 1));
    graph.weight("b", {size.channels}, noise(size.channels, 2));
    graph.node("Conv", {"x", "w", "b"}, {"y"},
               with(window(size.kernel, size.stride, size.pad), "group", size.channels));
    const float difference = differenceOf(graph.parts());
    QVERIFY2(difference < kTolerance, std::to_string(difference).c_str());
}

void TestFusion::denseConvolutionsGiveTheSame_data()
{
    QTest::addColumn<int>("inputs");
    QTest::addColumn<int>("outputs");
    QTest::addColumn<int>("kernel");
    QTest::addColumn<int>("width");
    for (const auto& [inputs, outputs, kernel, width] : {std::tuple{3, 16, 6, 40},
                                                         {3, 24, 3, 31},
                                                         {1, 70, 3, 5},
                                                         {4, 1, 5, 13},
                                                         {3, 33, 16, 20},
                                                         {3, 8, 17, 20},
                                                         {5, 16, 3, 31},
                                                         {24, 40, 3, 31},
                                                         {64, 64, 3, 20}})
        QTest::addRow("%d to %d by %d", inputs, outputs, kernel) << inputs << outputs << kernel << width;
}

void TestFusion::denseConvolutionsGiveTheSame()
{
    QFETCH(int, inputs);
    QFETCH(int, outputs);
    QFETCH(int, kernel);
    QFETCH(int, width);
    SmallGraph graph(13, {2, inputs, 17, width});
    graph.weight("w", {outputs, inputs, kernel, kernel}, noise(outputs * inputs * kernel * kernel, 1));
    graph.node("Conv", {"x", "w"}, {"y"}, window(kernel, 2, kernel / 2));
    const float difference = differenceOf(graph.parts());
    // The more products, the more it matters in which order they are added up, which differs from processor to
    // processor.
    const float products = static_cast<float>(inputs * kernel * kernel);
    QVERIFY2(difference < kTolerance * std::max(3.0F, products / 80.0F), std::to_string(difference).c_str());
}

void TestFusion::largestValuesAreTheSame()
{
    QFETCH(int, index);
    const Sizes& size = sizes()[static_cast<std::size_t>(index)];
    for (const std::int64_t ceil : {0, 1}) {
        auto graph = graphFor(size);
        graph.node("MaxPool", {"x"}, {"y"}, with(window(size.kernel, size.stride, size.pad), "ceil_mode", ceil));
        QCOMPARE(differenceOf(graph.parts()), 0.0F);
    }
    auto uneven = graphFor(size);
    uneven.node("MaxPool", {"x"}, {"y"},
                with(window(size.kernel, size.stride, 0), "pads", Integers{0, size.pad, size.pad, 0}));
    if (size.height + size.pad >= size.kernel && size.width + size.pad >= size.kernel)
        QCOMPARE(differenceOf(uneven.parts()), 0.0F);
}

void TestFusion::activationsGiveTheSame_data()
{
    QTest::addColumn<QByteArray>("type");
    for (const char* type : kActivations)
        QTest::newRow(type) << QByteArray(type);
}

void TestFusion::activationsGiveTheSame()
{
    QFETCH(QByteArray, type);
    for (const bool depthwise : {true, false}) {
        SmallGraph graph(14, {1, 24, 5, 13});
        graph.weight("w", {24, depthwise ? 1 : 24, 1, 1}, noise(depthwise ? 24 : 24 * 24, 1));
        graph.node("Conv", {"x", "w"}, {"c"}, {{"group", std::int64_t{depthwise ? 24 : 1}}});
        activate(graph, type.toStdString());
        const float difference = differenceOf(graph.parts());
        QVERIFY2(difference < kTolerance, std::to_string(difference).c_str());
    }
}

void TestFusion::additionsGiveTheSame_data()
{
    QTest::addColumn<bool>("first");
    QTest::addColumn<int>("kernel");
    for (const bool first : {true, false})
        for (const int kernel : {1, 3})
            QTest::addRow("%s the activation, by %d", first ? "before" : "after", kernel) << first << kernel;
}

void TestFusion::additionsGiveTheSame()
{
    QFETCH(bool, first);
    QFETCH(int, kernel);
    SmallGraph graph(13, {2, 20, 6, 7});
    graph.weight("w", {20, 20, 1, 1}, noise(20 * 20, 1));
    graph.weight("v", {20, kernel == 1 ? 20 : 1, kernel, kernel}, noise(20 * (kernel == 1 ? 20 : kernel * kernel), 2));
    graph.node("Conv", {"x", "w"}, {"a"});
    graph.node("Conv", {"a", "v"}, {"b"},
               with(window(kernel, 1, kernel / 2), "group", std::int64_t{kernel == 1 ? 1 : 20}));
    if (first)
        graph.node("Add", {"a", "b"}, {"c"}).node("Relu", {"c"}, {"y"});
    else
        graph.node("Sigmoid", {"b"}, {"s"}).node("Mul", {"b", "s"}, {"c"}).node("Add", {"c", "a"}, {"y"});
    const float difference = differenceOf(graph.parts());
    QVERIFY2(difference < kTolerance, std::to_string(difference).c_str());
}

void TestFusion::concatenationsGiveTheSame_data()
{
    QTest::addColumn<int>("parts");
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("kept");
    for (const int parts : {2, 3, 16, 17})
        for (const int width : {1, 3, 29})
            for (const bool kept : {true, false})
                QTest::addRow("%d of %d pixels, %d", parts, width, kept) << parts << width << kept;
}

/// Convolutions of 5, 6, … channels, joined for one convolution, and perhaps for another step.
void TestFusion::concatenationsGiveTheSame()
{
    QFETCH(int, parts);
    QFETCH(int, width);
    QFETCH(bool, kept);
    SmallGraph graph(13, {2, 7, 1, width});
    std::vector<std::string> names;
    std::int64_t channels = 0;
    for (int i = 0; i < parts; ++i) {
        const std::string name = std::to_string(i);
        graph.weight("w" + name, {5 + i, 7, 1, 1}, noise((5 + i) * 7, 10 + static_cast<std::uint64_t>(i)));
        graph.node("Conv", {"x", "w" + name}, {"c" + name});
        names.push_back("c" + name);
        channels += 5 + i;
    }
    graph.weight("w", {channels, channels, 1, 1}, noise(channels * channels, 1));
    graph.node("Concat", names, {"joined"}, {{"axis", std::int64_t{1}}});
    graph.node("Conv", {"joined", "w"}, {kept ? "z" : "y"});
    if (kept)
        graph.node("Mul", {"joined", "z"}, {"y"});
    const float difference = differenceOf(graph.parts());
    QVERIFY2(difference < 20.0F * kTolerance, std::to_string(difference).c_str());
}

void TestFusion::shufflesGiveTheSame_data()
{
    QTest::addColumn<int>("channels");
    for (const int channels : {2, 16, 20, 58, 64})
        QTest::addRow("%d channels", channels) << channels;
}

void TestFusion::shufflesGiveTheSame()
{
    QFETCH(int, channels);
    SmallGraph graph(13, {1, channels, 3, 5});
    graph.list("split", {1, 2, channels, 3, 5}).list("join", {1, 2 * channels, 3, 5});
    graph.node("Relu", {"x"}, {"a"}).node("Neg", {"x"}, {"b"});
    graph.node("Concat", {"a", "b"}, {"c"}, {{"axis", std::int64_t{1}}});
    graph.node("Reshape", {"c", "split"}, {"d"});
    graph.node("Transpose", {"d"}, {"e"}, {{"perm", Integers{0, 2, 1, 3, 4}}});
    graph.node("Reshape", {"e", "join"}, {"f"});
    graph.node("Split", {"f"}, {"g", "h"}, {{"axis", std::int64_t{1}}});
    graph.node("Sub", {"g", "h"}, {"y"});
    QCOMPARE(differenceOf(graph.parts()), 0.0F);
}

void TestFusion::extremesStayWhatTheyAre()
{
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    SmallGraph graph(13, {1, 1, 1, 7});
    graph.weight("w", {1, 1, 1, 1}, {1.0F});
    graph.node("Conv", {"x", "w"}, {"c"}).node("Sigmoid", {"c"}, {"s"}).node("Mul", {"c", "s"}, {"y"});
    const Outcome found = run(graph.make(), {0.0F, 1e30F, -1e30F, 100.0F, -100.0F, kInfinity, NAN});
    QCOMPARE(found.error, std::string());
    QCOMPARE(found.values[0], 0.0F);
    QCOMPARE(found.values[1], 1e30F);
    QVERIFY(std::abs(found.values[2]) < 1e-3F);
    QCOMPARE(found.values[3], 100.0F);
    QVERIFY(std::abs(found.values[4]) < 1e-30F);
    QCOMPARE(found.values[5], kInfinity);
    QVERIFY(std::isnan(found.values[6]));
}

void TestFusion::whatIsNoNumberAndInfinitiesAreAsTheyArePlain_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("kernel");
    for (const char* type : kActivations)
        for (const auto& [channels, kernel] : {std::pair{1, 1}, {24, 1}, {1, 3}, {24, 3}})
            QTest::addRow("%s of %d by %d", type, channels, kernel) << QByteArray(type) << channels << kernel;
}

/// oneDNN, which computes where there are no kernels of our own, makes numbers of what is none.
/// Each of 24 outputs takes its own of so many inputs, or the only one.
void TestFusion::whatIsNoNumberAndInfinitiesAreAsTheyArePlain()
{
    QFETCH(QByteArray, type);
    QFETCH(int, channels);
    QFETCH(int, kernel);
    if (!hasKernels())
        QSKIP("This processor has no AVX-512, which the kernels that keep what is no number need.");
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    // Swish of minus infinity is zero times it: what comes out depends on how the sigmoid is computed.
    const float low = type == "Swish" ? -1.0F : -kInfinity;
    const std::vector<float> row{NAN, 0.5F, -0.5F, kInfinity, 0.25F, -1.0F, 2.0F, 0.0F, low, 1.0F, -2.0F, NAN, 0.1F};
    std::vector<float> input;
    for (int i = 0; i < channels; ++i)
        input.insert(input.end(), row.begin(), row.end());
    SmallGraph graph(14, {1, channels, 1, static_cast<std::int64_t>(row.size())});
    graph.weight("w", {24, 1, kernel, kernel},
                 std::vector<float>(static_cast<std::size_t>(24 * kernel * kernel), 1.0F));
    graph.node("Conv", {"x", "w"}, {"c"}, with(window(kernel, 1, kernel / 2), "group", std::int64_t{channels}));
    activate(graph, type.toStdString());
    const QByteArray fault = unlike(graph.parts(), input);
    QVERIFY2(fault.isEmpty(), fault.constData());
}

/// Wherever in the window it is.
void TestFusion::theLargestOfWhatIsNoNumberIsNone()
{
    constexpr std::int64_t kSide = 5;
    for (std::size_t place = 0; place < kSide * kSide; ++place) {
        SmallGraph graph(13, {1, 17, kSide, kSide});
        graph.node("MaxPool", {"x"}, {"y"}, window(3, 1, 1));
        auto input = noise(17 * kSide * kSide, 3);
        for (std::size_t channel = 0; channel < 17; channel += 2)
            input[channel * kSide * kSide + place] = NAN;
        const QByteArray fault = unlike(graph.parts(), input);
        QVERIFY2(fault.isEmpty(), fault.constData());
    }
}

/// However pixels are put together in tiles, each is computed in the same way.
void TestFusion::pixelsDoNotDependOnTheirNeighbours()
{
    constexpr std::int64_t kMost = 40;
    const auto pixels = noise(19 * kMost, 4);
    std::vector<float> all;
    for (std::int64_t width = kMost; width > 0; --width) {
        SmallGraph graph(13, {1, 19, 1, width});
        graph.weight("w", {35, 19, 1, 1}, noise(35 * 19, 1)).node("Conv", {"x", "w"}, {"c"});
        graph.node("Sigmoid", {"c"}, {"s"}).node("Mul", {"c", "s"}, {"y"});
        auto network = prepared(*graph.make(), {.order = Order::Pixels});
        QVERIFY(network);
        std::copy_n(pixels.begin(), network->input().size(), network->input().begin());
        QVERIFY(network->run());
        const auto output = network->output();
        if (all.empty())
            all.assign(output.begin(), output.end());
        QVERIFY(std::equal(output.begin(), output.end(), all.begin()));
    }
}

QTEST_APPLESS_MAIN(TestFusion)
#include "tst_fusion.moc"
