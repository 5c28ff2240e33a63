// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QTest>

#include "engine/base/random.h"
#include "tests/engine/onnx/small_graph.h"
#include "tests/support/shared_data.h"

#include <cstring>
#include <thread>

#include <opencv2/dnn.hpp>

using namespace jackdaw;
using namespace jackdaw::onnx;
using namespace jackdaw::onnx::testing;

namespace {

constexpr const char* kNanoDetPlus = "nanodet-plus-m_416x416.onnx";
constexpr const char* kYolox = "yolox_nano.onnx";
constexpr const char* kNanoDet = "nanodet_m.onnx";
constexpr float kTolerance = 1e-4F;

/// Soft patches of colour with noise on them, as the network was trained on: 0 … 255 or normalised.
std::vector<float> picture(const Shape& shape, bool normalised)
{
    RandomStream random(3, 0, RandomPurpose::Test, 0);
    std::vector<float> values;
    for (std::int64_t channel = 0; channel < shape[1]; ++channel)
        for (std::int64_t y = 0; y < shape[2]; ++y)
            for (std::int64_t x = 0; x < shape[3]; ++x) {
                const double patch =
                    std::sin(0.05 * static_cast<double>(x + 40 * channel)) * std::cos(0.04 * static_cast<double>(y));
                const double level = 127.0 + 100.0 * patch + random.uniform(-20.0, 20.0);
                values.push_back(static_cast<float>(normalised ? (level - 110.0) / 57.0 : level));
            }
    return values;
}

Result<Graph> graphOf(const std::filesystem::path& shared, const char* file)
{
    return Graph::read(shared / "real/models" / file);
}

/// All outputs of one run, one after the other.
std::vector<std::vector<float>> outputsOf(Network& network, const std::vector<float>& input)
{
    std::copy(input.begin(), input.end(), network.input().begin());
    std::vector<std::vector<float>> outputs;
    if (!network.run())
        return outputs;
    for (std::size_t i = 0; i < network.outputCount(); ++i)
        outputs.emplace_back(network.output(i).begin(), network.output(i).end());
    return outputs;
}

std::vector<std::vector<float>> outputsOf(const Graph& graph, const NetworkSettings& settings, bool normalised)
{
    auto network = prepared(graph, settings);
    return network ? outputsOf(*network, picture(network->inputShape(), normalised))
                   : std::vector<std::vector<float>>{};
}

std::vector<std::vector<float>> outputsOfOpenCv(const std::filesystem::path& file, const Graph& graph, bool normalised)
{
    auto net = cv::dnn::readNetFromONNX(file.string());
    std::vector<float> input = picture(graph.inputs()[0].shape, normalised);
    net.setInput(cv::Mat({1, 3, 416, 416}, CV_32F, input.data()));
    std::vector<cv::String> names;
    for (const Port& port : graph.outputs())
        names.push_back(port.name);
    std::vector<cv::Mat> found;
    net.forward(found, names);
    std::vector<std::vector<float>> outputs;
    for (const cv::Mat& output : found)
        outputs.emplace_back(output.ptr<float>(), output.ptr<float>() + output.total());
    return outputs;
}

void expectNear(const std::vector<std::vector<float>>& a, const std::vector<std::vector<float>>& b, float tolerance)
{
    QVERIFY(!a.empty());
    QCOMPARE(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        const float difference = largestDifference(a[i], b[i]);
        QVERIFY2(difference < tolerance, std::to_string(difference).c_str());
    }
}

} // namespace

class TestNetwork : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void detectorsGiveWhatOpenCvGives_data();
    void detectorsGiveWhatOpenCvGives();
    void aClassifierRunsAtAnyBatch();
    void otherSizesGiveTheRightShapes_data();
    void otherSizesGiveTheRightShapes();
    void halfPrecisionStaysNear();
    void runsOfOneNetworkAreTheSameToTheBit();
    void twoThreadsWithTheirOwnNetworksGiveTheSameBits();
    void theStepsOfAGpuGiveTheSameInEveryWay_data();
    void theStepsOfAGpuGiveTheSameInEveryWay();
    void bytesGiveTheSameBitsAsValues_data();
    void bytesGiveTheSameBitsAsValues();
    void networksSideBySideGiveWhatEachGives();
    void aSizeThatDoesNotFitIsAnError();
    void aWrittenNetworkIsTheSameForOpenCv();
};

void TestNetwork::detectorsGiveWhatOpenCvGives_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<bool>("normalised");
    QTest::newRow("NanoDet-Plus") << QByteArray(kNanoDetPlus) << true;
    QTest::newRow("YOLOX-nano") << QByteArray(kYolox) << false;
    QTest::newRow("NanoDet-m") << QByteArray(kNanoDet) << true;
}

void TestNetwork::detectorsGiveWhatOpenCvGives()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    QFETCH(QByteArray, file);
    QFETCH(bool, normalised);
    const auto graph = graphOf(shared, file.constData());
    QVERIFY(graph);
    const auto expected = outputsOfOpenCv(shared / "real/models" / file.constData(), *graph, normalised);
    const auto plain = outputsOf(*graph, {{}, Precision::Float32, Execution::Plain}, normalised);
    const auto fused = outputsOf(*graph, {}, normalised);
    expectNear(plain, expected, kTolerance);
    expectNear(fused, expected, kTolerance);
    expectNear(fused, plain, kTolerance);
}

void TestNetwork::aClassifierRunsAtAnyBatch()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto graph = graphOf(shared, "osnet_x0_25_msmt17.onnx");
    QVERIFY(graph);
    QCOMPARE(graph->inputs()[0].shape, (Shape{-1, 3, 256, 128}));
    for (const std::int64_t batch : {1, 3}) {
        const std::vector<Shape> shapes{{batch, 3, 256, 128}};
        auto plain = prepared(*graph, {shapes, Precision::Float32, Execution::Plain});
        auto fused = prepared(*graph, {shapes});
        QVERIFY2(plain && fused, plain ? "" : plain.error().text().c_str());
        QCOMPARE(fused->outputShape(), (Shape{batch, 512}));
        std::vector<float> input;
        for (std::int64_t i = 0; i < batch; ++i) {
            const auto one = picture({1, 3, 256, 128}, true);
            input.insert(input.end(), one.begin(), one.end());
        }
        expectNear(outputsOf(*plain, input), outputsOf(*fused, input), 1e-3F);
    }
}

void TestNetwork::otherSizesGiveTheRightShapes_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    for (const char* file : {kNanoDetPlus, kYolox, kNanoDet})
        for (const auto& [width, height] : {std::pair{416, 352}, {352, 288}, {288, 224}, {224, 192}})
            QTest::addRow("%s %d x %d", file, width, height) << QByteArray(file) << width << height;
}

void TestNetwork::otherSizesGiveTheRightShapes()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    QFETCH(QByteArray, file);
    QFETCH(int, width);
    QFETCH(int, height);
    const auto graph = graphOf(shared, file.constData());
    const std::vector<Shape> shapes{{1, 3, height, width}};
    auto plain = prepared(*graph, {shapes, Precision::Float32, Execution::Plain});
    auto fused = prepared(*graph, {shapes});
    QVERIFY2(plain && fused, plain ? "" : plain.error().text().c_str());
    std::int64_t cells = 0;
    for (const int stride : file == kNanoDetPlus ? std::vector{8, 16, 32, 64} : std::vector{8, 16, 32})
        cells += ((width + stride - 1) / stride) * ((height + stride - 1) / stride);
    if (file == kNanoDet)
        QCOMPARE(fused->outputShape(0), (Shape{1, (width / 8) * (height / 8), 80}));
    else
        QCOMPARE(fused->outputShape(0), (Shape{1, cells, file == kYolox ? 85 : 112}));
    const auto input = picture(shapes[0], file != kYolox);
    expectNear(outputsOf(*plain, input), outputsOf(*fused, input), kTolerance);
}

void TestNetwork::halfPrecisionStaysNear()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto graph = graphOf(shared, kNanoDetPlus);
    const auto full = outputsOf(*graph, {}, true);
    const auto half = outputsOf(*graph, {{}, Precision::BFloat16}, true);
    QVERIFY(!full.empty() && !half.empty());
    double sum = 0.0;
    for (std::size_t i = 0; i < full[0].size(); ++i)
        sum += std::abs(static_cast<double>(full[0][i]) - static_cast<double>(half[0][i]));
    QVERIFY(sum / static_cast<double>(full[0].size()) < 0.05);
}

void TestNetwork::runsOfOneNetworkAreTheSameToTheBit()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    auto network = prepared(*graphOf(shared, kNanoDetPlus));
    QVERIFY(network);
    const auto input = picture(network->inputShape(), true);
    const auto first = outputsOf(*network, input);
    outputsOf(*network, std::vector<float>(input.size(), 0.5F));
    QVERIFY(!first.empty() && first == outputsOf(*network, input));
}

void TestNetwork::twoThreadsWithTheirOwnNetworksGiveTheSameBits()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto graph = graphOf(shared, kYolox);
    const NetworkSettings settings{.inputs = {{1, 3, 224, 192}}, .threads = 1};
    const auto input = picture(settings.inputs[0], false);
    std::vector<std::vector<std::vector<float>>> found(3);
    auto first = prepared(*graph, settings);
    QVERIFY(first);
    found[0] = outputsOf(*first, input);
    std::thread elsewhere([&] { found[1] = outputsOf(*first, input); });
    std::thread other([&] {
        if (auto network = prepared(*graph, settings))
            found[2] = outputsOf(*network, input);
    });
    elsewhere.join();
    other.join();
    QVERIFY(!found[0].empty() && found[0] == found[1] && found[0] == found[2]);
}

void TestNetwork::theStepsOfAGpuGiveTheSameInEveryWay_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("precision");
    QTest::addColumn<bool>("pixels");
    QTest::addColumn<double>("tolerance");
    for (const char* file : {kNanoDetPlus, kYolox})
        for (const bool pixels : {true, false})
            for (const auto& [precision, tolerance] :
                 {std::pair{GpuPrecision::Float32, 1e-3}, {GpuPrecision::Float16, 0.5}})
                QTest::addRow("%s, %s", file, textOf({precision, pixels ? Order::Pixels : Order::Planes}).c_str())
                    << QByteArray(file) << static_cast<int>(precision) << pixels << tolerance;
}

void TestNetwork::theStepsOfAGpuGiveTheSameInEveryWay()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    QFETCH(QByteArray, file);
    QFETCH(int, precision);
    QFETCH(bool, pixels);
    QFETCH(double, tolerance);
    const auto graph = graphOf(shared, file.constData());
    NetworkSettings settings{.inputs = {{1, 3, 128, 96}}, .execution = Execution::AsOnGpu};
    const auto expected = outputsOf(*graph, {.inputs = settings.inputs}, file != kYolox);
    settings.gpuWay = {static_cast<GpuPrecision>(precision), pixels ? Order::Pixels : Order::Planes};
    expectNear(outputsOf(*graph, settings, file != kYolox), expected, static_cast<float>(tolerance));
}

void TestNetwork::bytesGiveTheSameBitsAsValues_data()
{
    QTest::addColumn<int>("execution");
    QTest::addColumn<bool>("pixels");
    for (const bool pixels : {true, false}) {
        QTest::addRow("fused, %d", pixels) << static_cast<int>(Execution::Fused) << pixels;
        QTest::addRow("plain, %d", pixels) << static_cast<int>(Execution::Plain) << pixels;
        QTest::addRow("as on a GPU, %d", pixels) << static_cast<int>(Execution::AsOnGpu) << pixels;
    }
}

void TestNetwork::bytesGiveTheSameBitsAsValues()
{
    QFETCH(int, execution);
    QFETCH(bool, pixels);
    constexpr std::size_t kPixels = 4 * 5;
    const auto graph = SmallGraph(13, {1, 3, 4, 5})
                           .weight("w", {2, 3, 1, 1}, counted(6, -1.3F, 0.7F))
                           .node("Conv", {"x", "w"}, {"y"})
                           .make();
    const ByteScale scale{{103.53F, 116.28F, 123.675F}, {57.375F, 57.12F, 58.395F}, true};
    auto byValues = prepared(
        *graph, {.execution = static_cast<Execution>(execution), .order = pixels ? Order::Pixels : Order::Planes});
    QVERIFY(byValues);
    auto byBytes = byValues->clone();
    QVERIFY(byBytes.bytes().empty());
    byBytes.takeBytes(scale);
    QCOMPARE(byBytes.bytes().size(), 3 * kPixels);
    for (std::size_t i = 0; i < kPixels; ++i)
        for (std::size_t channel = 0; channel < 3; ++channel) {
            const auto byte = static_cast<std::uint8_t>(i * 37 + channel * 91);
            byBytes.bytes()[3 * i + channel] = byte;
            const std::size_t of = 2 - channel; // the last channel is the first
            byValues->input()[pixels ? 3 * i + of : kPixels * of + i] =
                (static_cast<float>(byte) - scale.mean[of]) / scale.deviation[of];
        }
    auto copy = byBytes.clone();
    QVERIFY(byValues->run() && byBytes.run() && copy.run());
    const auto expected = byValues->output();
    QVERIFY(std::equal(expected.begin(), expected.end(), byBytes.output().begin()));
    QVERIFY(expected.front() != copy.output().front()); // whose bytes are its own
}

void TestNetwork::networksSideBySideGiveWhatEachGives()
{
    const auto graph = [](float factor) {
        return SmallGraph(13, {1, 1, 2, 2}).weight("w", {1}, {factor}).node("Mul", {"x", "w"}, {"y"}).make();
    };
    auto one = prepared(*graph(2.0F), {.execution = Execution::AsOnGpu});
    auto other = prepared(*graph(3.0F), {.execution = Execution::AsOnGpu});
    QVERIFY(one && other);
    SideBySide both({&*one, &*other});
    for (const float value : {1.0F, 5.0F}) {
        one->input()[3] = value;
        other->input()[3] = 10.0F * value;
        QVERIFY(both.run());
        QCOMPARE(one->output()[3], 2.0F * value);
        QCOMPARE(other->output()[3], 30.0F * value);
    }
}

void TestNetwork::aSizeThatDoesNotFitIsAnError()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto graph = graphOf(shared, kNanoDetPlus);
    for (const Shape& shape : {Shape{1, 3, 100, 100}, Shape{1, 4, 416, 416}, Shape{1, 3, 416}, Shape{0, 3, 416, 416}}) {
        const auto network = prepared(*graph, {{shape}});
        QVERIFY(!network);
        QVERIFY2(network.error().message.find(kNanoDetPlus) != std::string::npos, network.error().message.c_str());
    }
}

void TestNetwork::aWrittenNetworkIsTheSameForOpenCv()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto path =
        std::filesystem::temp_directory_path() / ("jackdaw-onnx-" + std::to_string(QCoreApplication::applicationPid()));
    const auto graph = graphOf(shared, kYolox);
    QVERIFY(graph->write(path));
    const auto written = outputsOfOpenCv(path, *graph, false);
    std::filesystem::remove(path);
    expectNear(written, outputsOfOpenCv(shared / "real/models" / kYolox, *graph, false), 1e-6F);
}

QTEST_APPLESS_MAIN(TestNetwork)
#include "tst_network.moc"
