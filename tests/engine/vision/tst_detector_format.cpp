// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/base/random.h"
#include "engine/vision/coco_classes.h"
#include "engine/vision/detector_format.h"

#include <algorithm>
#include <cmath>

using namespace jackdaw;
using namespace jackdaw::vision;

namespace {

using Shape = std::vector<std::int64_t>;

/// Outputs of the given shapes, all zero until a test fills them.
class Outputs {
public:
    explicit Outputs(std::vector<Shape> shapes) : m_shapes(std::move(shapes))
    {
        for (const Shape& shape : m_shapes) {
            std::int64_t count = 1;
            for (const std::int64_t extent : shape)
                count *= extent;
            m_values.emplace_back(static_cast<std::size_t>(count));
        }
    }

    std::vector<DetectorOutput> all() const
    {
        std::vector<DetectorOutput> outputs;
        for (std::size_t i = 0; i < m_shapes.size(); ++i)
            outputs.push_back({m_shapes[i], m_values[i]});
        return outputs;
    }
    float& at(const DetectorCell::Place& place, std::size_t index)
    {
        return m_values[place.output][place.offset + index];
    }
    void fill(double from, double to)
    {
        RandomStream random(5, 0, RandomPurpose::Test);
        for (auto& values : m_values)
            for (float& value : values)
                value = static_cast<float>(random.uniform(from, to));
    }

private:
    std::vector<Shape> m_shapes;
    std::vector<std::vector<float>> m_values;
};

constexpr PictureSize kSquare{320, 320};

Outputs ssdLiteOutputs()
{
    return Outputs({{1, 3234, 91}, {1, 3234, 4}});
}

bool isNear(float value, double expected)
{
    return std::abs(static_cast<double>(value) - expected) < 1e-3 * std::max(1.0, std::abs(expected));
}

bool isNear(const Box& box, const std::array<double, 4>& expected)
{
    return isNear(box.x1, expected[0]) && isNear(box.y1, expected[1]) && isNear(box.x2, expected[2])
        && isNear(box.y2, expected[3]);
}

} // namespace

class TestDetectorFormat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shapesTellTheFormat_data();
    void shapesTellTheFormat();
    void otherShapesAreNotRecognised_data();
    void otherShapesAreNotRecognised();
    void everyKnownFamilyIsNamedInErrors();
    void valuesOfAYolov3CellAreDecodedAsDarknetDoes();
    void everyCellOfAMapHasAPlaceOfItsOwn();
    void aDecodedYolov3HasItsAnchorsOutside();
    void defaultBoxesAreTorchvisions();
    void valuesOfAnSsdCellAreDecodedAsTorchvisionDoes();
    void cocosNinetyNumbersBecomeItsEightyClasses();
    void eightyClassesAndABackgroundAreTakenAsTheyAre();
    void nothingThatReachesTheThresholdIsLost();
    void onlyTheNamedClassesCount();
    void slopesAreThoseOfDifferences_data();
    void slopesAreThoseOfDifferences();
};

void TestDetectorFormat::shapesTellTheFormat_data()
{
    using Strides = std::vector<int>;
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<std::vector<Shape>>("shapes");
    QTest::addColumn<QString>("family");
    QTest::addColumn<Strides>("strides");
    const auto row = [](const char* name, PictureSize size, const std::vector<Shape>& shapes, const char* family,
                        const Strides& strides) {
        QTest::newRow(name) << size.width << size.height << shapes << QString::fromUtf8(family) << strides;
    };
    row("NanoDet-Plus", {416, 416}, {{1, 3598, 112}}, "NanoDet-Plus", {8, 16, 32, 64});
    row("NanoDet", {320, 320}, {{1, 1600, 80}, {1, 400, 80}, {1, 100, 80}, {1, 1600, 32}, {1, 400, 32}, {1, 100, 32}},
        "NanoDet", {8, 16, 32});
    row("YOLOX", {352, 288}, {{1, 2079, 85}}, "YOLOX", {8, 16, 32});
    row("YOLOv3-tiny, coarse first", {416, 416}, {{1, 255, 13, 13}, {1, 255, 26, 26}}, "YOLOv3-tiny", {32, 16});
    row("YOLOv3-tiny, fine first", {352, 288}, {{1, 255, 18, 22}, {1, 255, 9, 11}}, "YOLOv3-tiny", {16, 32});
    row("YOLOv3-tiny, decoded", {416, 416}, {{1, 2535, 85}}, "YOLOv3-tiny", {16, 32});
    row("SSDLite", {320, 320}, {{1, 3234, 91}, {1, 3234, 4}}, "SSDLite", {16, 32, 64, 128, 256, 512});
    row("SSDLite, boxes first", {256, 192}, {{1, 1548, 4}, {1, 1548, 91}}, "SSDLite", {16, 32, 64, 128, 256, 512});
}

void TestDetectorFormat::shapesTellTheFormat()
{
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(std::vector<Shape>, shapes);
    QFETCH(QString, family);
    QFETCH(std::vector<int>, strides);
    const Outputs outputs(shapes);
    const auto format = recogniseFormat(outputs.all(), {width, height});
    QVERIFY(format.has_value());
    QCOMPARE(QString::fromStdString(format->family), family);
    QCOMPARE(format->strides, strides);
    QCOMPARE(format->classes, kCocoClasses);
    QCOMPARE(format->input.redFirst, family == QStringLiteral("YOLOv3-tiny") || family == QStringLiteral("SSDLite"));
    QCOMPARE(cellsOf(*format, {width, height}).size(), format->rows({width, height}));
}

void TestDetectorFormat::otherShapesAreNotRecognised_data()
{
    QTest::addColumn<std::vector<Shape>>("shapes");
    QTest::newRow("no output") << std::vector<Shape>{};
    QTest::newRow("a vector") << std::vector<Shape>{{1, 512}};
    QTest::newRow("one map alone") << std::vector<Shape>{{1, 255, 10, 10}};
    QTest::newRow("three maps") << std::vector<Shape>{{1, 255, 10, 10}, {1, 255, 20, 20}, {1, 255, 40, 40}};
    QTest::newRow("channels that three anchors cannot share") << std::vector<Shape>{{1, 256, 10, 10}, {1, 256, 20, 20}};
    QTest::newRow("maps without classes") << std::vector<Shape>{{1, 15, 10, 10}, {1, 15, 20, 20}};
    QTest::newRow("rows of another number of anchors") << std::vector<Shape>{{1, 8732, 91}, {1, 8732, 4}};
    QTest::newRow("a background and nothing else") << std::vector<Shape>{{1, 3234, 1}, {1, 3234, 4}};
    QTest::newRow("scores that may be boxes") << std::vector<Shape>{{1, 3234, 4}, {1, 3234, 4}};
    QTest::newRow("boxes that are none") << std::vector<Shape>{{1, 3234, 91}, {1, 3234, 5}};
    QTest::newRow("several pictures") << std::vector<Shape>{{2, 3234, 91}, {2, 3234, 4}};
}

void TestDetectorFormat::otherShapesAreNotRecognised()
{
    QFETCH(std::vector<Shape>, shapes);
    const Outputs outputs(shapes);
    QVERIFY(!recogniseFormat(outputs.all(), kSquare));
}

void TestDetectorFormat::everyKnownFamilyIsNamedInErrors()
{
    const std::string text = knownFormats(kSquare);
    for (const char* part : {"1 x 2125 x 112 (NanoDet-Plus)", "1 x 2100 x 85 (YOLOX)",
                             "1 x 255 x 10 x 10 and 1 x 255 x 20 x 20 (YOLOv3-tiny)",
                             "1 x 3234 x 81 and 1 x 3234 x 4 (SSDLite)", "(NanoDet)"})
        QVERIFY2(text.find(part) != std::string::npos, text.c_str());
}

/// The second anchor (135 x 169) of the cell in column 4, row 7 of the coarse grid.
void TestDetectorFormat::valuesOfAYolov3CellAreDecodedAsDarknetDoes()
{
    Outputs outputs({{1, 255, 10, 10}, {1, 255, 20, 20}});
    outputs.fill(-9.0, -8.0);
    const auto format = recogniseFormat(outputs.all(), kSquare);
    QVERIFY(format.has_value());
    const auto cells = cellsOf(*format, kSquare);
    const DetectorCell& cell = cells[(7 * 10 + 4) * 3 + 1];
    // Height x width x channels, of which each anchor has 85.
    QCOMPARE(cell.box.output, std::size_t(0));
    QCOMPARE(cell.box.offset, std::size_t((7 * 10 + 4) * 255 + 85));
    QCOMPARE(cell.objectness.offset, cell.box.offset + 4);
    QCOMPARE(cell.scores.offset, cell.box.offset + 5);
    const std::array<float, 4> box{0.5F, -1.0F, 0.2F, -0.3F};
    for (std::size_t i = 0; i < box.size(); ++i)
        outputs.at(cell.box, i) = box[i];
    outputs.at(cell.objectness, 0) = 2.0F;
    outputs.at(cell.scores, 16) = 1.0F;
    const auto found = decode(*format, cells, outputs.all(), 0.3F);
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found[0].label.value, 16U);
    QVERIFY(isNear(found[0].score, 0.880797 * 0.731059));
    const double x = (4 + 0.622459) * 32;
    const double y = (7 + 0.268941) * 32;
    const double w = 135 * std::exp(0.2);
    const double h = 169 * std::exp(-0.3);
    QVERIFY(isNear(found[0].box, {x - w / 2, y - h / 2, x + w / 2, y + h / 2}));
}

void TestDetectorFormat::everyCellOfAMapHasAPlaceOfItsOwn()
{
    const PictureSize size{352, 288};
    const Outputs outputs({{1, 255, 18, 22}, {1, 255, 9, 11}});
    const auto format = recogniseFormat(outputs.all(), size);
    QVERIFY(format.has_value());
    std::vector<std::vector<bool>> taken{std::vector<bool>(255 * 18 * 22), std::vector<bool>(255 * 9 * 11)};
    for (const DetectorCell& cell : cellsOf(*format, size)) {
        QVERIFY(cell.x.centre() > 0.0F && cell.x.centre() < 352.0F);
        QVERIFY(cell.y.centre() > 0.0F && cell.y.centre() < 288.0F);
        for (std::size_t i = 0; i < 85; ++i) {
            QVERIFY(!taken[cell.box.output][cell.box.offset + i]);
            taken[cell.box.output][cell.box.offset + i] = true;
        }
    }
    for (const auto& grid : taken)
        QVERIFY(std::all_of(grid.begin(), grid.end(), [](bool one) { return one; }));
}

void TestDetectorFormat::aDecodedYolov3HasItsAnchorsOutside()
{
    Outputs outputs({{1, 1500, 85}});
    const auto format = recogniseFormat(outputs.all(), kSquare);
    QVERIFY(format.has_value());
    const auto cells = cellsOf(*format, kSquare);
    const std::size_t row = 400 + 20 * 3 + 5; // of the fine grid: second anchor, row 3, column 5
    QVERIFY(isNear(cells[row].x.centre(), 5.5 * 16) && isNear(cells[row].y.centre(), 3.5 * 16));
    QVERIFY(isNear(cells[row].x.anchor, 23) && isNear(cells[row].y.anchor, 27));
    const std::array<float, 4> box{100.0F, 60.0F, 40.0F, 20.0F};
    for (std::size_t i = 0; i < box.size(); ++i)
        outputs.at(cells[row].box, i) = box[i];
    outputs.at(cells[row].objectness, 0) = 0.9F;
    outputs.at(cells[row].scores, 2) = 0.8F;
    const auto found = decode(*format, cells, outputs.all(), 0.3F);
    QCOMPARE(found.size(), std::size_t(1));
    QVERIFY(isNear(found[0].score, 0.72));
    QVERIFY(isNear(found[0].box, {80, 50, 120, 70}));
}

/// What torchvision's DefaultBoxGenerator([[2, 3]] * 6, min_ratio=0.2, max_ratio=0.95) gives for 320 x 320, worked out
/// from its formulas: centre and size in pixels.
void TestDetectorFormat::defaultBoxesAreTorchvisions()
{
    struct Expected {
        std::size_t row;
        std::array<double, 4> box;
    };
    const auto format = recogniseFormat(ssdLiteOutputs().all(), kSquare);
    QVERIFY(format.has_value());
    const auto cells = cellsOf(*format, kSquare);
    const Expected expected[]{
        {0, {8, 8, 64, 64}},
        {1, {8, 8, 84.664, 84.664}}, // sqrt(0.2 * 0.35)
        {2, {8, 8, 90.5097, 45.2548}},
        {3, {8, 8, 45.2548, 90.5097}},
        {4, {8, 8, 110.8513, 36.9504}},
        {5, {8, 8, 36.9504, 110.8513}},
        {6 * (20 * 3 + 7) + 4, {7.5 * 16, 3.5 * 16, 110.8513, 36.9504}},
        {2400, {16, 16, 112, 112}}, // the second grid
        {3000 + 6 * (5 + 2), {2.5 * 64, 1.5 * 64, 160, 160}},
        {3150, {320 / 6.0, 320 / 6.0, 208, 208}}, // three cells share the width
        {3204, {80, 80, 256, 256}},
        {3206, {80, 80, 320, 181.0193}}, // as wide as the picture
        {3228, {160, 160, 304, 304}},
        {3229, {160, 160, 311.8974, 311.8974}}, // sqrt(0.95 * 1)
        {3233, {160, 160, 175.5145, 320}},
    };
    for (const Expected& each : expected) {
        const DetectorCell& cell = cells[each.row];
        QVERIFY2(isNear(cell.x.centre(), each.box[0]) && isNear(cell.y.centre(), each.box[1])
                     && isNear(cell.x.anchor, each.box[2]) && isNear(cell.y.anchor, each.box[3]),
                 qPrintable(QStringLiteral("row %1: %2 %3 %4 %5")
                                .arg(each.row)
                                .arg(double(cell.x.centre()))
                                .arg(double(cell.y.centre()))
                                .arg(double(cell.x.anchor))
                                .arg(double(cell.y.anchor))));
    }
}

void TestDetectorFormat::valuesOfAnSsdCellAreDecodedAsTorchvisionDoes()
{
    Outputs outputs = ssdLiteOutputs();
    const auto format = recogniseFormat(outputs.all(), kSquare);
    QVERIFY(format.has_value());
    const auto cells = cellsOf(*format, kSquare);
    for (const DetectorCell& cell : cells)
        outputs.at(cell.scores, 0) = 9.0F; // background
    const DetectorCell& cell = cells[6 * (20 * 3 + 7) + 4];
    const std::array<float, 4> box{1.0F, -2.0F, 0.5F, -1.0F};
    for (std::size_t i = 0; i < box.size(); ++i)
        outputs.at(cell.box, i) = box[i];
    outputs.at(cell.scores, 0) = 1.0F;
    outputs.at(cell.scores, 3) = 5.0F; // category 3 is the car
    const auto found = decode(*format, cells, outputs.all(), 0.3F);
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(static_cast<int>(found[0].label.value), cocoIndex("car").value());
    QVERIFY(isNear(found[0].score, std::exp(5.0) / (std::exp(5.0) + std::exp(1.0) + 89)));
    const double x = 7.5 * 16 + 110.8513 / 10;
    const double y = 3.5 * 16 - 2 * 36.9504 / 10;
    const double w = 110.8513 * std::exp(0.5 / 5);
    const double h = 36.9504 * std::exp(-1.0 / 5);
    QVERIFY(isNear(found[0].box, {x - w / 2, y - h / 2, x + w / 2, y + h / 2}));
}

void TestDetectorFormat::cocosNinetyNumbersBecomeItsEightyClasses()
{
    const auto format = recogniseFormat(ssdLiteOutputs().all(), kSquare);
    QVERIFY(format.has_value());
    const std::pair<const char*, std::size_t> numbers[]{
        {"person", 1},  {"fire hydrant", 11}, {"stop sign", 13}, {"backpack", 27},     {"handbag", 31},
        {"bottle", 44}, {"wine glass", 46},   {"bed", 65},       {"dining table", 67}, {"toilet", 70},
        {"tv", 72},     {"refrigerator", 82}, {"book", 84},      {"toothbrush", 90},
    };
    for (const auto& [name, number] : numbers)
        QCOMPARE(format->column(static_cast<std::uint32_t>(cocoIndex(name).value())), number);
    QCOMPARE(format->scoreValues(), std::size_t(91));
}

void TestDetectorFormat::eightyClassesAndABackgroundAreTakenAsTheyAre()
{
    const Outputs outputs({{1, 3234, 81}, {1, 3234, 4}});
    const auto format = recogniseFormat(outputs.all(), kSquare);
    QVERIFY(format.has_value());
    QCOMPARE(format->classes, kCocoClasses);
    QCOMPARE(format->column(0), std::size_t(1));
    QCOMPARE(format->column(79), std::size_t(80));
}

void TestDetectorFormat::nothingThatReachesTheThresholdIsLost()
{
    Outputs outputs = ssdLiteOutputs();
    outputs.fill(-6.0, 6.0);
    const auto format = recogniseFormat(outputs.all(), kSquare);
    const auto cells = cellsOf(*format, kSquare);
    for (const float threshold : {0.02F, 0.1F, 0.2F}) {
        std::size_t expected = 0;
        for (const DetectorCell& cell : cells) {
            double sum = 0.0;
            double best = 0.0;
            for (std::size_t i = 0; i < 91; ++i)
                sum += std::exp(static_cast<double>(outputs.at(cell.scores, i)));
            for (std::uint32_t label = 0; label < 80; ++label)
                best = std::max(best, std::exp(static_cast<double>(outputs.at(cell.scores, format->column(label)))));
            expected += best / sum >= static_cast<double>(threshold) ? 1 : 0;
        }
        const auto found = decode(*format, cells, outputs.all(), threshold);
        QVERIFY(expected > 10);
        QCOMPARE(found.size(), expected);
    }
}

void TestDetectorFormat::onlyTheNamedClassesCount()
{
    Outputs outputs({{1, 255, 10, 10}, {1, 255, 20, 20}});
    outputs.fill(-3.0, 3.0);
    const auto format = recogniseFormat(outputs.all(), kSquare);
    const auto cells = cellsOf(*format, kSquare);
    const std::vector<std::uint32_t> classes{7, 2};
    const auto found = decode(*format, cells, outputs.all(), 0.5F, classes);
    QVERIFY(!found.empty());
    for (const Detection& each : found)
        QVERIFY(each.label.value == 7 || each.label.value == 2);
}

void TestDetectorFormat::slopesAreThoseOfDifferences_data()
{
    QTest::addColumn<int>("boxes");
    QTest::newRow("YOLOX") << static_cast<int>(DetectorFormat::Boxes::CentreAndSize);
    QTest::newRow("YOLOv3") << static_cast<int>(DetectorFormat::Boxes::SquashedCentre);
    QTest::newRow("SSD") << static_cast<int>(DetectorFormat::Boxes::AnchorOffsets);
    QTest::newRow("decoded") << static_cast<int>(DetectorFormat::Boxes::Pixels);
}

void TestDetectorFormat::slopesAreThoseOfDifferences()
{
    QFETCH(int, boxes);
    DetectorFormat format;
    format.boxes = static_cast<DetectorFormat::Boxes>(boxes);
    const DetectorCell::Axis axis{3.0F, 16.0F, 40.0F};
    constexpr float kStep = 0.01F;
    for (const float value : {-1.5F, 0.0F, 0.7F}) {
        const BoxExtent here = extentOf(format, axis, value, value);
        const BoxExtent above = extentOf(format, axis, value + kStep, value + kStep);
        const BoxExtent below = extentOf(format, axis, value - kStep, value - kStep);
        const auto isSlope = [](float slope, float low, float high) {
            return std::abs(slope - (high - low) / (2.0F * kStep)) < 1e-2F * std::max(1.0F, slope);
        };
        QVERIFY(isSlope(here.centre.slope, below.centre.value, above.centre.value));
        QVERIFY(isSlope(here.size.slope, below.size.value, above.size.value));
    }
}

QTEST_GUILESS_MAIN(TestDetectorFormat)
#include "tst_detector_format.moc"
