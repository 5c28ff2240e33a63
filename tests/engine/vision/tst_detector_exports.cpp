// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/onnx/untrusted.h"
#include "engine/video/video_reader.h"
#include "engine/vision/class_names.h"
#include "engine/vision/golden_check.h"
#include "engine/vision/golden_model.h"
#include "engine/vision/input_style.h"
#include "tests/support/sentences.h"
#include "tests/support/shared_data.h"
#include "tests/support/small_detector.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>

using namespace jackdaw;
using namespace jackdaw::vision;
using namespace jackdaw::testing;
namespace fs = std::filesystem;

namespace {

/// Says the same of every picture.
class Saying : protected DetectorBuilder {
public:
    explicit Saying(const std::string& name) : DetectorBuilder(name, 11) { }
    using DetectorBuilder::list;
    using DetectorBuilder::node;
    using DetectorBuilder::output;
    using DetectorBuilder::parts;

protected:
    /// A convolution over the whole picture whose weights are nothing.
    void constant(const std::string& name, const std::vector<float>& values, std::vector<std::int64_t> shape)
    {
        convolution("images", name + ".flat", 3, static_cast<int>(values.size()), {kSide, kSide}, 0.0, values);
        node("Reshape", {name + ".flat", list(name + ".shape", std::move(shape))}, name);
    }
};

/// \p boxes (four values each) and, class after class, \p scores, of which it suppresses overlaps.
class Suppressing : public Saying {
public:
    Suppressing(const std::vector<float>& boxes, const std::vector<float>& scores, std::int64_t centred = 0) :
        Saying("suppressing")
    {
        const auto count = static_cast<std::int64_t>(boxes.size() / 4);
        const auto classes = static_cast<std::int64_t>(scores.size()) / count;
        constant("boxes", boxes, {1, count, 4});
        constant("scores", scores, {1, classes, count});
        list("most", {100});
        parts().weights["overlap"] = {{1}, std::vector<float>{0.5F}};
        parts().weights["least"] = {{1}, std::vector<float>{0.1F}};
        node("NonMaxSuppression", {"boxes", "scores", "most", "overlap", "least"}, "selected",
             {{"center_point_box", centred}});
        output("selected", {-1, 3});
    }
    /// The suppression itself, which comes last.
    onnx::Node& suppression() { return parts().nodes.back(); }
    /// Puts \p nodes in front of the suppression, which then takes \p boxes and \p scores.
    void choose(std::vector<onnx::Node> nodes, const std::string& boxes, const std::string& scores)
    {
        suppression().inputs[0] = boxes;
        suppression().inputs[1] = scores;
        parts().nodes.insert(parts().nodes.end() - 1, nodes.begin(), nodes.end());
    }
};

/// Two cars, one of them found twice, and a person; scores of COCO's first 80 classes.
const std::vector<float> kBoxes{10, 20, 30, 60, 12, 22, 32, 62, 50, 10, 90, 40};

std::vector<float> scoresOf(std::size_t classes)
{
    std::vector<float> scores(classes * 3, 0.01F);
    scores[2 * 3] = 0.9F; // car, first box
    scores[2 * 3 + 1] = 0.6F;
    scores[2] = 0.7F; // person, third box
    return scores;
}

onnx::Node call(const std::string& type, std::vector<std::string> inputs, std::vector<std::string> outputs)
{
    return {outputs.front(), type, "", std::move(inputs), std::move(outputs), {}};
}

/// The best two boxes are chosen by their best class, and moved apart by it, as detection libraries do.
std::vector<onnx::Node> bestOfAllClasses()
{
    return {call("ReduceMax", {"scores"}, {"best"}),
            call("TopK", {"best", "two"}, {"chosen", "which"}),
            call("Gather", {"boxes", "which"}, {"few"}),
            call("ReduceMax", {"few"}, {"furthest"}),
            call("Gather", {"scores", "which"}, {"few.scores"}),
            call("ArgMax", {"few.scores"}, {"few.class"}),
            call("Mul", {"few.class", "furthest"}, {"apart"}),
            call("Add", {"few", "apart"}, {"few.apart"})};
}

/// As torchvision has it: class by class the boxes above a threshold, and of these the best.
std::vector<onnx::Node> bestOfEachClass(const std::vector<std::string>& classes)
{
    std::vector<onnx::Node> nodes;
    std::vector<std::string> boxes;
    std::vector<std::string> scores;
    for (const std::string& of : classes) {
        nodes.push_back(call("Gather", {"scores", of}, {of + ".scores"}));
        nodes.push_back(call("Greater", {of + ".scores", "least"}, {of + ".keep"}));
        nodes.push_back(call("NonZero", {of + ".keep"}, {of + ".kept"}));
        nodes.push_back(call("GatherND", {of + ".scores", of + ".kept"}, {of + ".sure"}));
        nodes.push_back(call("GatherND", {"boxes", of + ".kept"}, {of + ".found"}));
        nodes.push_back(call("TopK", {of + ".sure", "two"}, {of + ".best", of + ".which"}));
        nodes.push_back(call("Gather", {of + ".found", of + ".which"}, {of + ".boxes"}));
        scores.push_back(of + ".best");
        boxes.push_back(of + ".boxes");
    }
    nodes.push_back(call("Concat", boxes, {"all.boxes"}));
    nodes.push_back(call("Concat", scores, {"all.scores"}));
    return nodes;
}

/// As YOLOv10 ends: the best boxes by their best class, of these the best of all classes, joined with score and class.
class Choosing : public Saying {
public:
    /// \p scores are those of a box one after the other.
    Choosing(const std::vector<float>& boxes, const std::vector<float>& scores) : Saying("choosing")
    {
        const auto count = static_cast<std::int64_t>(boxes.size() / 4);
        constant("boxes", boxes, {1, count, 4});
        constant("scores", scores, {1, count, static_cast<std::int64_t>(scores.size()) / count});
        list("two", {2});
        for (onnx::Node& each : std::vector<onnx::Node>{
                 call("ReduceMax", {"scores"}, {"best"}), call("TopK", {"best", "two"}, {"chosen", "which"}),
                 call("Unsqueeze", {"which"}, {"which.column"}), call("Tile", {"which.column", "two"}, {"which.all"}),
                 call("GatherElements", {"scores", "which.all"}, {"few.scores"}),
                 call("Flatten", {"few.scores"}, {"flat"}), call("TopK", {"flat", "two"}, {"sure", "place"}),
                 call("Mod", {"place", "two"}, {"label"}), call("Cast", {"label"}, {"label.value"}),
                 call("Div", {"place", "two"}, {"row"}), call("GatherElements", {"boxes", "which.all"}, {"few"}),
                 call("GatherElements", {"few", "row"}, {"kept"}), call("Unsqueeze", {"sure"}, {"sure.column"}),
                 call("Unsqueeze", {"label.value"}, {"label.column"}),
                 call("Concat", {"kept", "sure.column", "label.column"}, {"out"})})
            parts().nodes.push_back(std::move(each));
        output("out", {1, 2, 6});
    }
};

VideoFrame greyFrame()
{
    VideoFrame frame{.width = kSide, .height = kSide};
    frame.picture =
        std::make_shared<RgbPicture>(std::vector<std::uint8_t>(std::size_t{kSide} * kSide * 3, std::uint8_t{120}));
    return frame;
}

std::string field(unsigned char tag, const std::string& text)
{
    return std::string(1, static_cast<char>(tag)) + static_cast<char>(text.size()) + text;
}

/// Fields of the message behind it: \p entry as metadata_props (14), \p producer as producer_name (2).
void append(const fs::path& file, const std::string& key, const std::string& value, const std::string& producer = {})
{
    std::ofstream out(file, std::ios::binary | std::ios::app);
    if (!key.empty())
        out << field(0x72, field(0x0A, key) + field(0x12, value));
    if (!producer.empty())
        out << field(0x12, producer);
}

} // namespace

/// Detectors with what exports add to them: suppression of overlaps, names of classes, other scales of the picture.
class TestDetectorExports : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void boxesAreTakenBeforeTheirSuppression();
    void tensorFlowsBoxesArePartsWithTheTopFirst();
    void boxesMayBeCentresAndSizes();
    void severalSuppressionsAreRefused();
    void whatIsSuppressedMustBeBoxes();
    void aChoiceOfTheBestIsPassedOver();
    void aChoiceClassByClassIsPassedOver();
    void waysThatPartAndJoinAgainAreGoneOnce();
    void boxesThatAreMadeBehindAChoiceAreRefused();
    void aNetworkThatEndsInItsBestBoxesIsReadInFrontOfThem_data();
    void aNetworkThatEndsInItsBestBoxesIsReadInFrontOfThem();
    void ninetyScoresAreCocosOwnNumbers();
    void classesAreNamedByTheModelsMetadata();
    void aClassThatNoNetworkHasIsRefused();
    void namesAreListedInManyWays_data();
    void namesAreListedInManyWays();
    void theFileBesideSaysHowPicturesAreScaled();
    void aLineThatSaysNothingIsNamed();
    void aWrongScaleIsSaidAndARightOneIsLeftAlone_data();
    void aWrongScaleIsSaidAndARightOneIsLeftAlone();
    void brokenFilesAreSentences();

private:
    fs::path at(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }
    fs::path written(const std::string& name, Suppressing detector) const
    {
        return written(name, std::move(detector.parts()));
    }
    fs::path written(const std::string& name, onnx::GraphParts parts) const
    {
        auto graph = onnx::Graph::make(std::move(parts));
        if (!graph || !graph->write(at(name)))
            qWarning("%s", graph ? "not written" : graph.error().message.c_str());
        return at(name);
    }

    QTemporaryDir m_folder;
};

void TestDetectorExports::boxesAreTakenBeforeTheirSuppression()
{
    const auto check = checkDetector(written("pixels.onnx", {kBoxes, scoresOf(80)}), greyFrame(), 1);
    QVERIFY2(check, check ? "" : check.error().text().c_str());
    QCOMPARE(check->found.size(), std::size_t{2});
    QCOMPARE(cocoClassName(check->found[0].label), std::string("car"));
    QVERIFY(check->found[0].box == (Box{10, 20, 30, 60}));
    QCOMPARE(cocoClassName(check->found[1].label), std::string("person"));
    QVERIFY(check->decodedAs.find("suppression") != std::string::npos);
}

void TestDetectorExports::tensorFlowsBoxesArePartsWithTheTopFirst()
{
    std::vector<float> parts;
    for (const float value : kBoxes)
        parts.push_back(value / kSide);
    const fs::path file = written("tf.onnx", {parts, scoresOf(80)});
    append(file, {}, {}, "tf2onnx");
    const auto check = checkDetector(file, greyFrame(), 1);
    QVERIFY2(check, check ? "" : check.error().text().c_str());
    const Box& box = check->found.at(0).box;
    QVERIFY(std::abs(box.x1 - 20) < 0.01F && std::abs(box.y1 - 10) < 0.01F && std::abs(box.x2 - 60) < 0.01F);
    QVERIFY(check->decodedAs.find("TensorFlow") != std::string::npos);
}

void TestDetectorExports::boxesMayBeCentresAndSizes()
{
    const auto check = checkDetector(
        written("centres.onnx", {{20, 40, 20, 40, 70, 25, 40, 30, 1, 1, 1, 1}, scoresOf(80), 1}), greyFrame(), 1);
    QVERIFY2(check, check ? "" : check.error().text().c_str());
    QVERIFY(check->found.at(0).box == (Box{10, 20, 30, 60}));
}

void TestDetectorExports::severalSuppressionsAreRefused()
{
    Suppressing twice(kBoxes, scoresOf(80));
    twice.node("NonMaxSuppression", {"boxes", "scores", "most", "overlap", "least"}, "again");
    twice.output("again", {-1, 3});
    const auto check = checkDetector(written("twice.onnx", twice), greyFrame(), 1);
    QVERIFY(!check && check.error().message.find("in 2 places") != std::string::npos);
}

void TestDetectorExports::whatIsSuppressedMustBeBoxes()
{
    Suppressing odd(kBoxes, scoresOf(80));
    for (onnx::Node& node : odd.parts().nodes)
        if (node.type == "NonMaxSuppression")
            std::swap(node.inputs[0], node.inputs[1]);
    const auto check = checkDetector(written("odd.onnx", odd), greyFrame(), 1);
    QVERIFY(!check);
    QVERIFY2(check.error().message.find("are no boxes") != std::string::npos, check.error().message.c_str());
}

void TestDetectorExports::aChoiceOfTheBestIsPassedOver()
{
    Suppressing best(kBoxes, scoresOf(80));
    best.list("two", {2});
    best.choose(bestOfAllClasses(), "few.apart", "few.scores");
    const auto check = checkDetector(written("best.onnx", best), greyFrame(), 1);
    QVERIFY2(check, check ? "" : check.error().text().c_str());
    QCOMPARE(check->found.size(), std::size_t{2});
    QCOMPARE(cocoClassName(check->found[0].label), std::string("car"));
    QVERIFY(check->found[0].box == (Box{10, 20, 30, 60}));
    QCOMPARE(cocoClassName(check->found[1].label), std::string("person"));
}

/// The first of 91 scores is the background's. It may be the largest where a class is sure enough.
void TestDetectorExports::aChoiceClassByClassIsPassedOver()
{
    std::vector<float> scores(std::size_t{91} * 3, 0.0F);
    scores[2] = 0.55F; // background of the third box
    scores[8 * 3 + 2] = 0.4F; // truck has the number 8
    Suppressing each(kBoxes, scores);
    each.list("two", {2});
    each.list("first", {0});
    each.list("second", {8});
    each.choose(bestOfEachClass({"first", "second"}), "all.boxes", "all.scores");
    const auto check = checkDetector(written("each.onnx", each), greyFrame(), 1);
    QVERIFY2(check, check ? "" : check.error().text().c_str());
    QCOMPARE(check->found.size(), std::size_t{1});
    QCOMPARE(cocoClassName(check->found[0].label), std::string("truck"));
    QVERIFY(check->found[0].box == (Box{50, 10, 90, 40}));
}

/// Each doubling doubles the ways back to where nothing was chosen: 2^60 of them are not to be gone one by one.
void TestDetectorExports::waysThatPartAndJoinAgainAreGoneOnce()
{
    Suppressing doubled(kBoxes, scoresOf(80));
    doubled.list("two", {2});
    std::vector<onnx::Node> nodes = bestOfAllClasses();
    std::string boxes = "few.apart";
    for (int level = 0; level < 60; ++level) {
        const std::string twice = "twice." + std::to_string(level);
        nodes.push_back(call("Concat", {boxes, boxes}, {twice}));
        boxes = twice;
    }
    doubled.choose(nodes, boxes, "few.scores");
    const auto check = checkDetector(written("doubled.onnx", doubled), greyFrame(), 1);
    QVERIFY2(check, check ? "" : check.error().text().c_str());
    QCOMPARE(check->found.size(), std::size_t{2});
}

void TestDetectorExports::boxesThatAreMadeBehindAChoiceAreRefused()
{
    Suppressing centred(kBoxes, scoresOf(80));
    centred.list("two", {2});
    std::vector<onnx::Node> nodes = bestOfAllClasses();
    nodes.push_back(call("Sub", {"few", "least"}, {"left"}));
    nodes.push_back(call("Concat", {"left", "few"}, {"corners"}));
    centred.choose(nodes, "corners", "few.scores");
    const auto check = checkDetector(written("centred.onnx", centred), greyFrame(), 1);
    QVERIFY(!check);
    QVERIFY2(check.error().message.find("works out anew behind a choice") != std::string::npos,
             check.error().message.c_str());
}

void TestDetectorExports::aNetworkThatEndsInItsBestBoxesIsReadInFrontOfThem_data()
{
    QTest::addColumn<QVector<float>>("boxes");
    QTest::newRow("corners") << QVector<float>(kBoxes.begin(), kBoxes.end());
    QTest::newRow("centres") << QVector<float>{20, 40, 20, 40, 22, 42, 20, 40, 70, 25, 40, 30};
}

void TestDetectorExports::aNetworkThatEndsInItsBestBoxesIsReadInFrontOfThem()
{
    QFETCH(const QVector<float>, boxes);
    const std::vector<float> byClass = scoresOf(80);
    std::vector<float> byBox(byClass.size());
    for (std::size_t i = 0; i < byClass.size(); ++i)
        byBox[i % 3 * 80 + i / 3] = byClass[i];
    const auto check =
        checkDetector(written("choosing.onnx", Choosing({boxes.begin(), boxes.end()}, byBox).parts()), greyFrame(), 1);
    QVERIFY2(check, check ? "" : check.error().text().c_str());
    QCOMPARE(check->found.size(), std::size_t{2});
    QCOMPARE(cocoClassName(check->found[0].label), std::string("car"));
    QVERIFY(check->found[0].box == (Box{10, 20, 30, 60}));
    QCOMPARE(cocoClassName(check->found[1].label), std::string("person"));
    QVERIFY2(check->decodedAs.find("before the choice of the best") != std::string::npos, check->decodedAs.c_str());
}

void TestDetectorExports::ninetyScoresAreCocosOwnNumbers()
{
    std::vector<float> scores(std::size_t{91} * 3, 0.0F);
    scores[8 * 3 + 2] = 0.8F; // truck has the number 8
    const auto check = checkDetector(written("numbers.onnx", {kBoxes, scores}), greyFrame(), 1);
    QVERIFY2(check, check ? "" : check.error().text().c_str());
    QCOMPARE(check->found.size(), std::size_t{1});
    QCOMPARE(cocoClassName(check->found[0].label), std::string("truck"));
}

void TestDetectorExports::classesAreNamedByTheModelsMetadata()
{
    std::vector<float> scores(9, 0.0F);
    scores[0] = 0.9F; // the first class, the first box
    scores[3 + 2] = 0.8F;
    const fs::path file = written("named.onnx", {kBoxes, scores});
    QVERIFY2(!checkDetector(file, greyFrame(), 1), "nobody says what the three classes are");
    append(file, "names", "{0: 'bus', 1: 'Auto Mobile', 2: 'car'}");
    const auto check = checkDetector(file, greyFrame(), 1);
    QVERIFY2(check, check ? "" : check.error().text().c_str());
    QCOMPARE(check->found.size(), std::size_t{2});
    QCOMPARE(cocoClassName(check->found[0].label), std::string("bus"));
    QCOMPARE(check->names.at(check->found[1].label.value), std::string("Auto Mobile"));
    std::ofstream(at("named.names")) << "person\ncar\ntruck\n";
    const auto beside = checkDetector(file, greyFrame(), 1);
    QVERIFY(beside);
    QCOMPARE(cocoClassName(beside->found.at(0).label), std::string("person"));
    std::ofstream(at("named.names")) << "person\n";
    QVERIFY(checkDetector(file, greyFrame(), 1).error().message.find("not 1") != std::string::npos);
}

/// It would be labelled as not there, and students would learn that.
void TestDetectorExports::aClassThatNoNetworkHasIsRefused()
{
    const fs::path file = written("own.onnx", {kBoxes, std::vector<float>(9, 0.0F)});
    append(file, "names", "{0: 'bus', 1: 'Auto Mobile', 2: 'car'}");
    QVERIFY(openGoldenModel({{file}, {"car", "bus"}}).has_value());
    const auto golden = openGoldenModel({{file}, {"car", "person"}});
    QVERIFY(!golden);
    QVERIFY2(golden.error().message.find("'person'") != std::string::npos, golden.error().message.c_str());
    QVERIFY2(golden.error().message.find("'Auto Mobile'") != std::string::npos, golden.error().message.c_str());
    QVERIFY(golden.error().action.find(".names") != std::string::npos);
    const auto van = openGoldenModel({{written("coco.onnx", {kBoxes, scoresOf(80)})}, {"car", "van"}});
    QVERIFY(!van && van.error().message.find("'van'; they know COCO's 80") != std::string::npos);
    QCOMPARE(static_cast<int>(van.error().code), static_cast<int>(ErrorCode::InvalidInput));
}

void TestDetectorExports::namesAreListedInManyWays_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("names");
    QTest::newRow("numbered") << QByteArray("{0: 'person', 2: \"it's, a car\"}") << QByteArray("person||it's, a car");
    QTest::newRow("a list") << QByteArray("[\"person\", 'car']") << QByteArray("person|car");
    QTest::newRow("commas") << QByteArray("person, car ,bus") << QByteArray("person|car|bus");
    QTest::newRow("lines") << QByteArray("person\ncar\n\n") << QByteArray("person|car");
    QTest::newRow("keys in quotes") << QByteArray("{\"0\": \"person\"}") << QByteArray("person");
    QTest::newRow("no numbers") << QByteArray("{a: 'person'}") << QByteArray();
    QTest::newRow("a number that is too large") << QByteArray("{99999999: 'person'}") << QByteArray();
    QTest::newRow("an apostrophe") << QByteArray("[driver's seat, car]") << QByteArray("driver's seat|car");
    QTest::newRow("an open quote") << QByteArray("['person, car]") << QByteArray("'person, car");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
}

void TestDetectorExports::namesAreListedInManyWays()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, names);
    std::string found;
    for (const std::string& name : listedNames(text.toStdString()))
        found += (found.empty() ? "" : "|") + name;
    QCOMPARE(QByteArray::fromStdString(found), names);
}

void TestDetectorExports::theFileBesideSaysHowPicturesAreScaled()
{
    const InputStyle usual{InputStyle::Place::TopLeft, 114, false, {0, 0, 0}, {1, 1, 1}};
    std::ofstream(at("a.input")) << "# of the export\nvalues imagenet\norder rgb\nplace stretched\n";
    const auto style = withInputFile(usual, at("a.onnx"));
    QVERIFY(style);
    QVERIFY(style->redFirst && style->place == InputStyle::Place::Stretched);
    QCOMPARE(style->mean[0], 123.675F);
    std::ofstream(at("a.input")) << "order rgb\nvalues imagenet\norder bgr\n";
    QCOMPARE(withInputFile(usual, at("a.onnx"))->mean[0], 103.53F);
    QVERIFY(withInputFile(usual, at("b.onnx"))->mean == usual.mean);
    for (const InputVariant& other : otherInputs(usual))
        QVERIFY(other.style.redFirst || other.style.mean != usual.mean || other.style.deviation != usual.deviation);
    QCOMPARE(otherInputs(usual).size(), std::size_t{7});
}

void TestDetectorExports::aLineThatSaysNothingIsNamed()
{
    const fs::path file = written("scaled.onnx", {kBoxes, scoresOf(80)});
    std::ofstream(at("scaled.input")) << "values 0-1\nvalues 0-2\n";
    const auto check = checkDetector(file, greyFrame(), 1);
    QVERIFY(!check && check.error().message.find("line 2: 'values 0-2'") != std::string::npos);
    std::ofstream(at("scaled.input")) << "values 0-1\n";
    QVERIFY(checkDetector(file, greyFrame(), 1)->decodedAs.find("as scaled.input says") != std::string::npos);
}

void TestDetectorExports::aWrongScaleIsSaidAndARightOneIsLeftAlone_data()
{
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<QByteArray>("video");
    QTest::addColumn<QByteArray>("lines"); // of the file beside it
    QTest::addColumn<QByteArray>("said"); // in a warning; "-": there is none
    const QByteArray plus("nanodet-plus-m_416x416");
    QTest::newRow("NanoDet-Plus") << plus << QByteArray("jamcam-03601-20190628-1400") << QByteArray()
                                  << QByteArray("-");
    QTest::newRow("NanoDet-Plus, little to see")
        << plus << QByteArray("intel-car-detection") << QByteArray() << QByteArray("-");
    QTest::newRow("NanoDet, wavering") << QByteArray("nanodet_m") << QByteArray("jamcam-03601-20190702-1000")
                                       << QByteArray() << QByteArray("-");
    QTest::newRow("YOLOX") << QByteArray("yolox_nano") << QByteArray("jamcam-07307-20190524-1715") << QByteArray()
                           << QByteArray("-");
    QTest::newRow("NanoDet-Plus that sees what is not there")
        << plus << QByteArray("jamcam-06514-20190628-1401") << QByteArray("values 0-255\n")
        << QByteArray("when these are mirrored");
    QTest::newRow("what it was trained on is found") << plus << QByteArray("jamcam-06514-20190628-1401")
                                                     << QByteArray("values 0-255\n") << QByteArray("'values imagenet");
    QTest::newRow("YOLOX that sees nothing") << QByteArray("yolox_nano") << QByteArray("jamcam-03601-20190628-1400")
                                             << QByteArray("values 0-1\n") << QByteArray("'values 0-255");
}

/// By pictures from all over a video: one alone tells too little.
void TestDetectorExports::aWrongScaleIsSaidAndARightOneIsLeftAlone()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    QFETCH(QByteArray, model);
    QFETCH(QByteArray, video);
    QFETCH(QByteArray, lines);
    QFETCH(QByteArray, said);
    auto reader = video::VideoReader::open((shared / "real/videos" / (video.toStdString() + ".mp4")).string());
    QVERIFY(reader);
    std::vector<VideoFrame> frames;
    for (const double part : {0.1, 0.5, 0.9}) {
        QVERIFY((*reader)->seek(fromSeconds(part * toSeconds((*reader)->info().duration))));
        const auto frame = (*reader)->next();
        QVERIFY(frame && *frame);
        frames.push_back(**frame);
    }
    fs::copy_file(shared / "real/models" / (model.toStdString() + ".onnx"), at("scale.onnx"),
                  fs::copy_options::overwrite_existing);
    std::ofstream(at("scale.input")) << lines.toStdString();
    const auto check = checkDetector(at("scale.onnx"), frames, 1);
    QVERIFY2(check, check ? "" : check.error().text().c_str());
    const std::string warnings = joined(check->warnings);
    const bool isSilent = warnings.find("mirror") == std::string::npos;
    QVERIFY2(said == "-" ? isSilent : warnings.find(said.toStdString()) != std::string::npos, warnings.c_str());
    QVERIFY2(joined(checkDetector(at("scale.onnx"), frames.front(), 1)->warnings).find("mirror") == std::string::npos,
             "one picture tells too little");
}

/// As golden models, students' networks are read in a copy of the process first.
void TestDetectorExports::brokenFilesAreSentences()
{
    std::ofstream(at("noise.onnx"), std::ios::binary) << std::string(400, '\x7F');
    const auto noise = onnx::readUntrusted(at("noise.onnx"));
    QVERIFY(!noise && noise.error().message.find("is not an ONNX file") != std::string::npos);
    Suppressing broken(kBoxes, scoresOf(80));
    broken.parts().weights["least"] = {{1}, std::vector<float>{std::numeric_limits<float>::quiet_NaN()}};
    const auto number = onnx::readUntrusted(written("nan.onnx", broken));
    QVERIFY(!number && number.error().message.find("no number, in 'least'") != std::string::npos);
    QVERIFY(!onnx::readUntrusted(at("gone.onnx")));
}

QTEST_GUILESS_MAIN(TestDetectorExports)
#include "tst_detector_exports.moc"
