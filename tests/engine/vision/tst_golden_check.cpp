// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "engine/onnx/graph.h"
#include "engine/onnx/network.h"
#include "engine/video/video_reader.h"
#include "engine/vision/golden_check.h"
#include "engine/vision/golden_model.h"
#include "engine/vision/head_choice.h"
#include "engine/vision/onnx_detector.h"
#include "tests/support/shared_data.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>

using namespace jackdaw;
using namespace jackdaw::vision;

namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kClasses{"person", "car", "bus", "truck"};

/// A node that only hands a tensor on in another shape or place.
onnx::Node node(std::string type, std::vector<std::string> inputs, std::string output)
{
    onnx::Node made;
    made.type = std::move(type);
    made.inputs = std::move(inputs);
    made.outputs = {std::move(output)};
    return made;
}

onnx::GraphParts partsOf(const onnx::Graph& graph)
{
    onnx::GraphParts parts;
    parts.name = graph.name();
    parts.opset = graph.opset();
    parts.inputs.assign(graph.inputs().begin(), graph.inputs().end());
    parts.outputs.assign(graph.outputs().begin(), graph.outputs().end());
    parts.weights = graph.weights();
    parts.nodes.assign(graph.nodes().begin(), graph.nodes().end());
    return parts;
}

/// What YOLOX's own `decode_in_inference` adds behind the raw output.
void decodeWithin(onnx::GraphParts& parts)
{
    using Whole = std::vector<std::int64_t>;
    std::vector<float> grid;
    std::vector<float> stride;
    for (const int step : {8, 16, 32})
        for (int cell = 0; cell < (416 / step) * (416 / step); ++cell) {
            grid.push_back(static_cast<float>(cell % (416 / step)));
            grid.push_back(static_cast<float>(cell / (416 / step)));
            stride.push_back(static_cast<float>(step));
        }
    parts.weights["grid"] = {{1, 3549, 2}, grid};
    parts.weights["stride"] = {{1, 3549, 1}, stride};
    parts.weights["axis"] = {{1}, Whole{2}};
    const std::int64_t from[] = {0, 2, 4, 85};
    const char* const slices[] = {"xy", "wh", "rest"};
    for (std::size_t i = 0; i < 3; ++i) {
        const std::string name = slices[i];
        parts.weights[name + "_from"] = {{1}, Whole{from[i]}};
        parts.weights[name + "_to"] = {{1}, Whole{from[i + 1]}};
        parts.nodes.push_back(node("Slice", {parts.outputs[0].name, name + "_from", name + "_to", "axis"}, name));
    }
    parts.nodes.push_back(node("Add", {"xy", "grid"}, "centre"));
    parts.nodes.push_back(node("Mul", {"centre", "stride"}, "centre_pixels"));
    parts.nodes.push_back(node("Exp", {"wh"}, "size"));
    parts.nodes.push_back(node("Mul", {"size", "stride"}, "size_pixels"));
    parts.nodes.push_back(node("Concat", {"centre_pixels", "size_pixels", "rest"}, "decoded"));
    parts.nodes.back().attributes["axis"] = std::int64_t{2};
    parts.outputs[0].name = "decoded";
}

} // namespace

/// Detectors as they are exported by one tool or another.
class TestGoldenCheck : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::string at(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)).toStdString(); }
    static Result<VideoFrame> street(const fs::path& shared)
    {
        auto reader = video::VideoReader::open((shared / "real/videos/jamcam-03601-20190628-1400.mp4").string());
        if (!reader)
            return tl::unexpected(reader.error());
        auto frame = (*reader)->next();
        return frame && *frame ? Result<VideoFrame>(**frame) : fail(ErrorCode::Io, "no picture");
    }
    static bool isSame(const std::vector<Detection>& a, const std::vector<Detection>& b)
    {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Detection& x, const Detection& y) {
            return x.label == y.label && std::abs(x.score - y.score) < 0.01F && std::abs(x.box.x1 - y.box.x1) < 1.0F
                && std::abs(x.box.y2 - y.box.y2) < 1.0F;
        });
    }

private Q_SLOTS:
    void aDetectorIsToldWithItsBoxesAndItsTime();
    void aDecodedYoloxIsNotDecodedOnceMore();
    void turnedOutputsAreTurnedBack();
    void aPictureMayBeTakenPixelByPixel();
    void outputsBesideTheDetectionsArePassedOver();
    void yoloV5AndV8AreKnownByTheirOutputs();
    void classesOfItsOwnAreNamedByAFileBeside();
    void aClassThatCocoLacksIsGoldenByItsName();
    void namesOrValuesTellWhichHeadItIs_data();
    void namesOrValuesTellWhichHeadItIs();
    void boxesOfAnotherKindThanCentresAreRefused_data();
    void boxesOfAnotherKindThanCentresAreRefused();
    void whatIsPutBehindANetworkIsOfItsOpset_data();
    void whatIsPutBehindANetworkIsOfItsOpset();
    void weightsInAnotherFileNeedThatFile();
    void weightsThatAreNoNumbersAreNamed();
    void thePictureWithItsBoxesIsAPng();
};

void TestGoldenCheck::aDetectorIsToldWithItsBoxesAndItsTime()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto frame = street(shared);
    QVERIFY(frame.has_value());
    const auto check = checkDetector(shared / "real/models/yolox_nano.onnx", *frame, 1);
    QVERIFY2(check.has_value(), check ? "" : check.error().message.c_str());
    QCOMPARE(check->decodedAs, std::string("YOLOX, boxes that are decoded here"));
    QVERIFY(check->input == (PictureSize{416, 416}));
    QVERIFY(!check->found.empty() && check->warnings.empty());
    QVERIFY(check->millisecondsPerFrame > 0.0);
    QVERIFY(!checkDetector(shared / "real/models/yolox_nano.onnx", VideoFrame(), 1));
}

void TestGoldenCheck::aDecodedYoloxIsNotDecodedOnceMore()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto frame = street(shared);
    const auto graph = onnx::Graph::read(shared / "real/models/yolox_nano.onnx");
    QVERIFY(frame.has_value() && graph.has_value());
    auto parts = partsOf(*graph);
    decodeWithin(parts);
    const auto decoded = onnx::Graph::make(std::move(parts));
    QVERIFY2(decoded.has_value(), decoded ? "" : decoded.error().message.c_str());
    QVERIFY(decoded->write(at("decoded.onnx")).has_value());
    const auto check = checkDetector(at("decoded.onnx"), *frame, 1);
    QVERIFY2(check.has_value(), check ? "" : check.error().message.c_str());
    QCOMPARE(check->decodedAs, std::string("YOLOX, boxes that the network decodes itself"));
    QVERIFY(isSame(check->found, checkDetector(shared / "real/models/yolox_nano.onnx", *frame, 1)->found));
}

void TestGoldenCheck::turnedOutputsAreTurnedBack()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto frame = street(shared);
    const auto graph = onnx::Graph::read(shared / "real/models/yolox_nano.onnx");
    QVERIFY(frame.has_value() && graph.has_value());
    auto parts = partsOf(*graph);
    auto turn = node("Transpose", {parts.outputs[0].name}, "turned");
    turn.attributes["perm"] = std::vector<std::int64_t>{0, 2, 1};
    parts.nodes.push_back(std::move(turn));
    parts.outputs[0] = {"turned", {1, 85, 3549}};
    const auto turned = onnx::Graph::make(std::move(parts));
    QVERIFY2(turned.has_value(), turned ? "" : turned.error().message.c_str());
    QVERIFY(turned->write(at("turned.onnx")).has_value());
    const auto check = checkDetector(at("turned.onnx"), *frame, 1);
    QVERIFY2(check.has_value(), check ? "" : check.error().message.c_str());
    QVERIFY(check->decodedAs.find("values before rows") != std::string::npos);
    QVERIFY(isSame(check->found, checkDetector(shared / "real/models/yolox_nano.onnx", *frame, 1)->found));
}

/// TensorFlow's order.
void TestGoldenCheck::aPictureMayBeTakenPixelByPixel()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto frame = street(shared);
    const auto graph = onnx::Graph::read(shared / "real/models/yolox_nano.onnx");
    QVERIFY(frame.has_value() && graph.has_value());
    auto parts = partsOf(*graph);
    auto turn = node("Transpose", {"pixels"}, parts.inputs[0].name);
    turn.attributes["perm"] = std::vector<std::int64_t>{0, 3, 1, 2};
    parts.nodes.insert(parts.nodes.begin(), std::move(turn));
    parts.inputs[0] = {"pixels", {1, 416, 416, 3}};
    const auto byPixel = onnx::Graph::make(std::move(parts));
    QVERIFY2(byPixel.has_value(), byPixel ? "" : byPixel.error().message.c_str());
    QVERIFY(byPixel->write(at("pixels.onnx")).has_value());
    const auto check = checkDetector(at("pixels.onnx"), *frame, 1);
    QVERIFY2(check.has_value(), check ? "" : check.error().message.c_str());
    QVERIFY(check->input == (PictureSize{416, 416}));
    QVERIFY(!check->found.empty());
    QVERIFY(isSame(check->found, checkDetector(shared / "real/models/yolox_nano.onnx", *frame, 1)->found));
}

void TestGoldenCheck::outputsBesideTheDetectionsArePassedOver()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto frame = street(shared);
    const auto graph = onnx::Graph::read(shared / "real/models/yolox_nano.onnx");
    QVERIFY(frame.has_value() && graph.has_value());
    auto parts = partsOf(*graph);
    parts.outputs.insert(parts.outputs.begin(), {parts.nodes[5].outputs[0], {}});
    const auto two = onnx::Graph::make(std::move(parts));
    QVERIFY2(two.has_value(), two ? "" : two.error().message.c_str());
    QVERIFY(two->write(at("two.onnx")).has_value());
    const auto check = checkDetector(at("two.onnx"), *frame, 1);
    QVERIFY2(check.has_value(), check ? "" : check.error().message.c_str());
    QVERIFY(check->decodedAs.find("output number 2 alone") != std::string::npos);
    QVERIFY(isSame(check->found, checkDetector(shared / "real/models/yolox_nano.onnx", *frame, 1)->found));
}

void TestGoldenCheck::yoloV5AndV8AreKnownByTheirOutputs()
{
    constexpr PictureSize kSize{96, 96};
    constexpr std::size_t kCells = 12 * 12 + 6 * 6 + 3 * 3;
    // A bus of 20 x 10 pixels about (30, 40), in cell 17.
    std::vector<float> five(3 * kCells * 85);
    std::copy_n(std::vector<float>{30, 40, 20, 10, 0.9F}.begin(), 5, five.begin() + 17 * 85);
    five[17 * 85 + 5 + 5] = 1.0F;
    std::vector<float> eight(84 * kCells);
    const float values[] = {30, 40, 20, 10};
    for (std::size_t i = 0; i < 4; ++i)
        eight[i * kCells + 17] = values[i];
    eight[(4 + 5) * kCells + 17] = 0.9F;
    const DetectorOutput outputs[] = {{{1, 3 * kCells, 85}, five}, {{1, 84, kCells}, eight}};
    const char* const families[] = {"YOLOv5", "YOLOv8"};
    for (std::size_t i = 0; i < 2; ++i) {
        auto found = chooseHead({&outputs[i], 1}, kSize, {}, "It");
        QVERIFY(found.has_value());
        QCOMPARE(found->format.family, std::string(families[i]));
        QCOMPARE(found->format.classes, std::size_t(80));
        const auto detections =
            decode(found->format, cellsOf(found->format, kSize), found->view.of({&outputs[i], 1}), 0.5F);
        QCOMPARE(detections.size(), std::size_t(1));
        QVERIFY(detections[0].box == (Box{20, 35, 40, 45}));
        QCOMPARE(detections[0].label.value, 5U);
    }
    // As a student of it is exported: rows first, scores before boxes.
    std::vector<float> exported(kCells * 84);
    std::copy_n(values, 4, exported.begin() + 17 * 84 + 80);
    exported[17 * 84 + 5] = 0.9F;
    exported[18 * 84 + 80] = 90.0F;
    const DetectorOutput again{{1, kCells, 84}, exported};
    const auto found = chooseHead({&again, 1}, kSize, {}, "It");
    QVERIFY2(found.has_value(), found ? "" : found.error().message.c_str());
    QVERIFY(found->view.isPlain());
    QCOMPARE(found->format.classes, std::size_t(80));
    const auto detections = decode(found->format, cellsOf(found->format, kSize), {&again, 1}, 0.5F);
    QCOMPARE(detections.size(), std::size_t(1));
    QVERIFY(detections[0].box == (Box{20, 35, 40, 45}));
    const DetectorOutput none{{1, 12, 7}, std::span(five).first(84)};
    QVERIFY(OutputView::readings({&none, 1}, kSize).empty());
}

void TestGoldenCheck::classesOfItsOwnAreNamedByAFileBeside()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto frame = street(shared);
    const auto graph = onnx::Graph::read(shared / "real/models/yolox_nano.onnx");
    QVERIFY(frame.has_value() && graph.has_value());
    auto parts = partsOf(*graph);
    parts.weights["columns"] = {{8}, std::vector<std::int64_t>{0, 1, 2, 3, 4, 7, 5 + 5, 12}}; // car, bus, truck
    auto chosen = node("Gather", {parts.outputs[0].name, "columns"}, "chosen");
    chosen.attributes["axis"] = std::int64_t{2};
    parts.nodes.push_back(std::move(chosen));
    parts.outputs[0] = {"chosen", {1, 3549, 8}};
    const auto own = onnx::Graph::make(std::move(parts));
    QVERIFY2(own.has_value(), own ? "" : own.error().message.c_str());
    QVERIFY(own->write(at("own.onnx")).has_value());
    const auto nameless = checkDetector(at("own.onnx"), *frame, 1);
    QVERIFY(!nameless);
    QVERIFY2(nameless.error().action.find("own.names") != std::string::npos, nameless.error().action.c_str());
    std::ofstream(at("own.names")) << "Car\nomnibus\n";
    QVERIFY(checkDetector(at("own.onnx"), *frame, 1).error().message.find("not 2") != std::string::npos);
    std::ofstream(at("own.names")) << "Car\nomnibus\nTruck\n";
    const auto check = checkDetector(at("own.onnx"), *frame, 1);
    QVERIFY2(check.has_value(), check ? "" : check.error().message.c_str());
    QVERIFY(!check->found.empty());
    QCOMPARE(check->known, (std::vector<std::string>{"Car", "omnibus", "Truck"}));
    QCOMPARE(check->names.at(80), std::string("omnibus"));
    for (const Detection& detection : check->found)
        QVERIFY(detection.label.value == 2 || detection.label.value == 7 || detection.label.value == 80);
}

/// What COCO lacks is golden where the network has it by name; boxes of other classes are not passed over in silence.
void TestGoldenCheck::aClassThatCocoLacksIsGoldenByItsName()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto frame = street(shared);
    QVERIFY(frame.has_value());
    fs::copy_file(shared / "real/models/yolox_nano.onnx", at("site.onnx"));
    std::ofstream names(at("site.names"));
    for (int i = 0; i < 80; ++i)
        names << (i == 2 ? std::string("Fork-Lift") : "thing " + std::to_string(i)) << '\n';
    names.close();
    const auto golden = openGoldenModel({{at("site.onnx")}, {"forklift"}});
    QVERIFY2(golden.has_value(), golden ? "" : golden.error().message.c_str());
    const auto cars = openGoldenModel({{shared / "real/models/yolox_nano.onnx"}, {"car"}});
    const auto found = (*golden)->detect(*frame);
    const auto expected = (*cars)->detect(*frame);
    QVERIFY(found.has_value() && expected.has_value() && !expected->empty());
    // Cars, buses and trucks compete for an object, things of other names do not.
    for (const Detection& car : *expected)
        QVERIFY(std::any_of(found->begin(), found->end(), [&](const Detection& each) { return each.box == car.box; }));
    const auto check = checkDetector(at("site.onnx"), *frame, 1);
    QVERIFY(check.has_value());
    QVERIFY(!outsideOf(*check, {"tractor"}).empty() && outsideOf(*check, {"tractor"}).contains("Fork-Lift"));
    QVERIFY(!outsideOf(*check, {"forklift"}).contains("Fork-Lift"));
    const auto other = openGoldenModel({{at("site.onnx")}, {"car"}});
    QVERIFY(!other);
    QVERIFY2(other.error().message.find("'Fork-Lift'") != std::string::npos, other.error().message.c_str());
}

void TestGoldenCheck::namesOrValuesTellWhichHeadItIs_data()
{
    QTest::addColumn<int>("values"); // of a row
    QTest::addColumn<double>("best"); // of a row's classes, in nearly all rows
    QTest::addColumn<bool>("isTurned");
    QTest::addColumn<int>("names"); // 0: nobody says them
    QTest::addColumn<QByteArray>("expected"); // family and classes, or part of the error
    QTest::newRow("three names of three classes") << 7 << 0.0 << true << 3 << QByteArray("YOLOv8 3");
    QTest::newRow("the same, rows first") << 7 << 0.0 << false << 3 << QByteArray("YOLOv8 3");
    QTest::newRow("two names behind an objectness") << 7 << 0.1 << true << 2 << QByteArray("YOLOX 2");
    QTest::newRow("rows first, with an objectness") << 7 << 0.1 << false << 2 << QByteArray("YOLOX 2");
    QTest::newRow("names decide where values do not") << 7 << 0.005 << true << 3 << QByteArray("YOLOv8 3");
    QTest::newRow("the other way, too") << 7 << 0.005 << true << 2 << QByteArray("YOLOX 2");
    QTest::newRow("one name too few") << 7 << 0.0 << true << 2 << QByteArray("as its values for a test picture tell");
    QTest::newRow("one name too many") << 7 << 0.1 << true << 3 << QByteArray("as its values for a test picture tell");
    QTest::newRow("names of neither") << 7 << 0.005 << true << 5 << QByteArray("knows 2 (YOLOX) or 3 (YOLOv8)");
    QTest::newRow("81 classes of its own") << 85 << 0.0 << true << 81 << QByteArray("YOLOv8 81");
    QTest::newRow("COCO's behind an objectness") << 85 << 0.1 << true << 0 << QByteArray("YOLOX 80");
    QTest::newRow("81 classes that nobody names") << 85 << 0.0 << true << 0 << QByteArray("YOLOv8 81");
    QTest::newRow("COCO's without an objectness") << 84 << 0.0 << true << 0 << QByteArray("YOLOv8 80");
    QTest::newRow("COCO's, rows first") << 84 << 0.0 << false << 0 << QByteArray("YOLOv8 80");
    QTest::newRow("one class") << 5 << 0.0 << true << 1 << QByteArray("YOLOv8 1");
}

/// Rows of 4 + 1 + n values and of 4 + (n + 1) look alike.
void TestGoldenCheck::namesOrValuesTellWhichHeadItIs()
{
    QFETCH(int, values);
    QFETCH(double, best);
    QFETCH(bool, isTurned);
    QFETCH(int, names);
    QFETCH(QByteArray, expected);
    constexpr std::size_t kRows = 12 * 12 + 6 * 6 + 3 * 3;
    const auto count = static_cast<std::size_t>(values);
    std::vector<float> all(kRows * count);
    for (std::size_t row = 0; row < kRows; ++row)
        for (std::size_t value = 0; value < count; ++value)
            all[isTurned ? value * kRows + row : row * count + value] = value < 4 ? static_cast<float>(row % 96)
                : value == 4                                                      ? 1e-5F
                                                                                  : static_cast<float>(best);
    std::vector<std::int64_t> shape{1, static_cast<std::int64_t>(kRows), values};
    if (isTurned)
        std::swap(shape[1], shape[2]);
    const DetectorOutput output{shape, all};
    std::vector<NameList> lists;
    if (names > 0)
        lists.push_back({std::vector<std::string>(static_cast<std::size_t>(names), "x"), "its metadata"});
    const auto head = chooseHead({&output, 1}, {96, 96}, lists, "It");
    const std::string found =
        head ? head->format.family + " " + std::to_string(head->format.classes) : head.error().message;
    QVERIFY2(found.find(expected.toStdString()) != std::string::npos, found.c_str());
}

void TestGoldenCheck::boxesOfAnotherKindThanCentresAreRefused_data()
{
    QTest::addColumn<float>("scale");
    QTest::addColumn<bool>("areCorners");
    QTest::addColumn<bool>("isTurned");
    QTest::addColumn<QByteArray>("said"); // empty: they are taken
    for (const bool isTurned : {false, true}) {
        const char* const order = isTurned ? "values first" : "rows first";
        QTest::addRow("centres, %s", order) << 1.0F << false << isTurned << QByteArray();
        QTest::addRow("corners, %s", order) << 1.0F << true << isTurned << QByteArray("boxes by their corners");
    }
    QTest::newRow("parts of the picture") << 1.0F / 96.0F << false << true << QByteArray("as parts of the picture");
}

/// A YOLOv8's shape says nothing of what its boxes are.
void TestGoldenCheck::boxesOfAnotherKindThanCentresAreRefused()
{
    QFETCH(const float, scale);
    QFETCH(const bool, areCorners);
    QFETCH(const bool, isTurned);
    QFETCH(const QByteArray, said);
    constexpr std::size_t kRows = 12 * 12 + 6 * 6 + 3 * 3;
    std::vector<float> all(kRows * 84);
    for (std::size_t row = 0; row < kRows; ++row) {
        const float x = static_cast<float>(row % 12) * 8.0F + 4.0F;
        const float y = static_cast<float>(row / 12 % 12) * 8.0F + 4.0F;
        const float size = 6.0F + static_cast<float>(row % 5);
        const float centres[] = {x, y, size, size};
        const float corners[] = {x - size, y - size, x + size, y + size};
        for (std::size_t value = 0; value < 4; ++value)
            all[isTurned ? value * kRows + row : row * 84 + value] =
                scale * (areCorners ? corners[value] : centres[value]);
    }
    std::vector<std::int64_t> shape{1, static_cast<std::int64_t>(kRows), 84};
    if (isTurned)
        std::swap(shape[1], shape[2]);
    const DetectorOutput output{shape, all};
    const auto head = chooseHead({&output, 1}, {96, 96}, {}, "It");
    QCOMPARE(head.has_value(), said.isEmpty());
    QVERIFY2(head || head.error().message.find(said.toStdString()) != std::string::npos, head.error().message.c_str());
}

void TestGoldenCheck::whatIsPutBehindANetworkIsOfItsOpset_data()
{
    QTest::addColumn<int>("opset");
    QTest::addColumn<int>("inputs"); // of a Slice
    QTest::newRow("what is taken is said by attributes") << 9 << 1;
    QTest::newRow("what is taken is said by inputs") << 10 << 4;
}

/// A student of a YOLOv8 is exported with its rows turned, and their scores put first.
void TestGoldenCheck::whatIsPutBehindANetworkIsOfItsOpset()
{
    QFETCH(const int, opset);
    QFETCH(const int, inputs);
    constexpr std::int64_t kRows = 12 * 12 + 6 * 6 + 3 * 3;
    std::vector<float> rows(84 * kRows);
    const DetectorOutput output{{1, 84, kRows}, rows};
    const auto head = chooseHead({&output, 1}, {96, 96}, {}, "It");
    QVERIFY(head.has_value());
    onnx::GraphParts parts{"v8", opset, {{"rows", {1, 84, kRows}}}, {{"same", {1, 84, kRows}}}, {}, {}};
    parts.nodes.push_back(node("Identity", {"rows"}, "same"));
    const auto graph = onnx::Graph::make(std::move(parts));
    const auto seen = graph ? head->view.appliedTo(*graph) : graph;
    QVERIFY2(seen, seen ? "" : seen.error().message.c_str());
    int slices = 0;
    for (const onnx::Node& each : seen->nodes())
        if (each.type == "Slice") {
            ++slices;
            QCOMPARE(static_cast<int>(each.inputs.size()), inputs);
            QCOMPARE(each.attributes.contains("starts"), inputs == 1);
        }
    QCOMPARE(slices, 2);
    for (float& value : rows)
        value = static_cast<float>(&value - rows.data());
    auto network = onnx::Network::prepare(*seen, {.inputs = {{1, 84, kRows}}});
    QVERIFY2(network, network ? "" : network.error().message.c_str());
    std::copy(rows.begin(), rows.end(), network->input().begin());
    QVERIFY(network->run().has_value());
    const auto values = network->output(0);
    QCOMPARE(values[0], static_cast<float>(4 * kRows)); // the first score of the first row
    QCOMPARE(values[80], 0.0F); // its box
}

void TestGoldenCheck::weightsInAnotherFileNeedThatFile()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const fs::path folder = shared / "cases/onnx";
    if (!fs::is_directory(folder))
        JACKDAW_LACKS_SHARED_DATA("needs the folder cases/onnx of the shared data");
    const auto whole = openGoldenModel({{folder / "external-data.onnx"}, kClasses});
    QVERIFY(!whole);
    QVERIFY2(whole.error().message.find("gives an output of 1 x 8 x 416 x 416") != std::string::npos,
             whole.error().message.c_str());
    const auto byOpenCv = OnnxDetector::open(folder / "external-data.onnx", 1, OnnxDetector::Runner::OpenCv);
    QVERIFY2(!byOpenCv, "OpenCV itself divides by zero on this file");
    QVERIFY2(byOpenCv.error().message.find("gives an output of 1 x 8 x 416 x 416") != std::string::npos,
             byOpenCv.error().message.c_str());
    fs::copy_file(folder / "external-data.onnx", at("alone.onnx"));
    const auto alone = openGoldenModel({{at("alone.onnx")}, kClasses});
    QVERIFY(!alone);
    QCOMPARE(static_cast<int>(alone.error().code), static_cast<int>(ErrorCode::NotFound));
    QVERIFY2(alone.error().message.find("external-data.onnx.data', which is missing") != std::string::npos,
             alone.error().message.c_str());
}

void TestGoldenCheck::weightsThatAreNoNumbersAreNamed()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto frame = street(shared);
    const auto graph = onnx::Graph::read(shared / "real/models/yolox_nano.onnx");
    QVERIFY(frame.has_value() && graph.has_value());
    const auto named = std::find_if(graph->weights().begin(), graph->weights().end(), [](const auto& weight) {
        return std::holds_alternative<std::vector<float>>(weight.second.values);
    });
    onnx::Tensor broken = named->second;
    std::get<std::vector<float>>(broken.values)[0] = std::numeric_limits<float>::quiet_NaN();
    QVERIFY(graph->with({{named->first, broken}})->write(at("nan.onnx")).has_value());
    const auto check = checkDetector(at("nan.onnx"), *frame, 1);
    QVERIFY(!check);
    QVERIFY2(check.error().message.find("no number, in '" + named->first) != std::string::npos,
             check.error().message.c_str());
}

void TestGoldenCheck::thePictureWithItsBoxesIsAPng()
{
    std::vector<std::uint8_t> grey(std::size_t{64} * 48 * 3, 127);
    VideoFrame frame{.width = 64, .height = 48, .picture = std::make_shared<RgbPicture>(std::move(grey))};
    QVERIFY(writeBoxes(frame, {{{10, 20, 30, 40}, ClassId{2}, 0.9F}}, at("boxes.png")).has_value());
    QFile file(QString::fromStdString(at("boxes.png")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.startsWith("\x89PNG") && bytes.endsWith(QByteArray("IEND\xAE\x42\x60\x82", 8)));
    auto folder = m_folder.filePath(QStringLiteral("pictures")).toStdString();
    fs::create_directory(folder);
    fs::copy_file(at("boxes.png"), folder + "/0.png");
    auto reader = video::VideoReader::open(folder);
    QVERIFY2(reader.has_value(), reader ? "" : reader.error().message.c_str());
    const auto read = (*reader)->next();
    QVERIFY(read && *read && (*read)->width == 64 && (*read)->height == 48);
    const auto rgb = (*read)->rgb();
    QVERIFY2(rgb[(20 * 64 + 15) * 3] != 127 || rgb[(20 * 64 + 15) * 3 + 1] != 127, "the upper edge of the box");
    QCOMPARE(int(rgb[(30 * 64 + 50) * 3]), 127);
    QVERIFY(!writeBoxes(VideoFrame(), {}, at("none.png")));
}

QTEST_GUILESS_MAIN(TestGoldenCheck)
#include "tst_golden_check.moc"
