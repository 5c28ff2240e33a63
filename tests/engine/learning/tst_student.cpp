// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/decoding.h"
#include "engine/learning/fused_network.h"
#include "engine/learning/picture.h"
#include "engine/learning/training_run.h"
#include "engine/learning/weights_impl.h"
#include "engine/vision/matching.h"
#include "tests/engine/learning/reference_network.h"
#include "tests/engine/learning/synthetic_scene.h"
#include "tests/support/little_memory.h"

#include <algorithm>
#include <cmath>

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::learning;
using jackdaw::testing::smallArchitecture;
using jackdaw::testing::smallLearner;
using jackdaw::testing::syntheticFrames;

namespace {

constexpr double kFloatBound = 1e-5; ///< of the largest output; 1.2e-7 on an EPYC with AVX-512
constexpr double kBFloat16Bound = 0.02; ///< of the largest output; 2.4e-3 there

std::shared_ptr<const NetworkWeights> trained(const Architecture& architecture)
{
    TrainingInputs inputs;
    inputs.start = NetworkWeights::initial(architecture, 1, CameraId{0});
    inputs.training = syntheticFrames(0, 8);
    inputs.configuration = {.name = "short", .epochs = 40, .learningRate = 4e-3, .rehearsal = 0};
    inputs.seed = 1;
    auto run = smallLearner()->train(std::move(inputs));
    while ((*run)->nextBatch())
        if (!(*run)->runBatch())
            return nullptr;
    return *NetworkWeights::from((*run)->best());
}

struct Deviation {
    double largest = 0.0; ///< difference
    double scale = 0.0; ///< largest value of the reference
};

Deviation deviation(const NetworkWeights& weights, onnx::Precision precision)
{
    const Architecture& architecture = weights.architecture();
    const auto frame = jackdaw::testing::syntheticFrame(100).picture;
    std::vector<float> input(static_cast<std::size_t>(architecture.inputWidth * architecture.inputHeight * 3));
    drawInput(frame, plainMap(frame, architecture.inputSize()), architecture.inputSize(), input);
    const std::vector<float> expected = jackdaw::testing::ReferenceNetwork(weights).run(input);
    FusedNetwork network(weights, 1, precision);
    std::copy(input.begin(), input.end(), network.input().begin());
    const std::span<const float> found = network.run();
    Deviation result;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        result.largest = std::max(result.largest, std::abs(static_cast<double>(found[i]) - expected[i]));
        result.scale = std::max(result.scale, std::abs(static_cast<double>(expected[i])));
    }
    qInfo("%s: differs by %.1e of the largest output", precision == onnx::Precision::Float32 ? "float32" : "bfloat16",
          result.largest / result.scale);
    return result;
}

} // namespace

class TestStudent : public QObject {
    Q_OBJECT

    std::shared_ptr<const NetworkWeights> m_trained;

private Q_SLOTS:
    void initTestCase()
    {
        useThreads(1);
        m_trained = trained(smallArchitecture());
        QVERIFY(m_trained);
    }

    void preparedInferenceAgreesWithPlainArithmetic_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("depth");
        QTest::addRow("narrow") << 8 << 1;
        QTest::addRow("deep") << 16 << 2;
        QTest::addRow("default") << Architecture{}.width << Architecture{}.depth;
    }

    void preparedInferenceAgreesWithPlainArithmetic()
    {
        QFETCH(int, width);
        QFETCH(int, depth);
        Architecture architecture = smallArchitecture();
        architecture.width = width;
        architecture.depth = depth;
        const auto weights = NetworkWeights::initial(architecture, 5, CameraId{0});
        const Deviation inFloat = deviation(*weights, onnx::Precision::Float32);
        QVERIFY2(inFloat.largest < kFloatBound * inFloat.scale, std::to_string(inFloat.largest).c_str());
        if (onnx::fastestPrecision() == onnx::Precision::Float32)
            return;
        const Deviation inBFloat = deviation(*weights, onnx::Precision::BFloat16);
        QVERIFY2(inBFloat.largest < kBFloat16Bound * inBFloat.scale, std::to_string(inBFloat.largest).c_str());
    }

    void normalisationOfTrainedWeightsIsFoldedRightly()
    {
        const Deviation inFloat = deviation(*m_trained, onnx::Precision::Float32);
        QVERIFY2(inFloat.largest < kFloatBound * inFloat.scale, std::to_string(inFloat.largest).c_str());
    }

    void bothPrecisionsFindTheSameObjects()
    {
        const NetworkPlan& plan = m_trained->impl().plan;
        FusedNetwork exact(*m_trained, 1, onnx::Precision::Float32);
        FusedNetwork fast(*m_trained, 1, onnx::fastestPrecision());
        std::size_t objects = 0;
        for (const auto& frame : syntheticFrames(200, 10)) {
            const PictureMap map = plainMap(frame.picture, plan.architecture.inputSize());
            drawInput(frame.picture, map, plan.architecture.inputSize(), exact.input());
            drawInput(frame.picture, map, plan.architecture.inputSize(), fast.input());
            const auto expected = decode(exact.run(), plan.grid(), map, 96, 96, 0.3F);
            // An object at the very threshold may fall on either side.
            const auto found = decode(fast.run(), plan.grid(), map, 96, 96, 0.25F);
            objects += expected.size();
            for (const auto& object : expected)
                QVERIFY(std::any_of(found.begin(), found.end(), [&](const Detection& other) {
                    return other.label == object.label && std::abs(other.box.x1 - object.box.x1) < 1.0F
                        && std::abs(other.box.y2 - object.box.y2) < 1.0F
                        && std::abs(other.score - object.score) < 0.05F;
                }));
        }
        QVERIFY(objects >= 10);
    }

    void aBatchGivesWhatItsPicturesGiveAlone()
    {
        FusedNetwork single(*m_trained, 1, onnx::Precision::Float32);
        FusedNetwork pair(*m_trained, 2, onnx::Precision::Float32);
        const std::size_t size = single.input().size();
        const auto frames = syntheticFrames(300, 2);
        for (std::size_t i = 0; i < 2; ++i)
            drawInput(frames[i].picture, plainMap(frames[i].picture, smallArchitecture().inputSize()),
                      smallArchitecture().inputSize(), pair.input().subspan(i * size, size));
        const auto both = pair.run();
        for (std::size_t i = 0; i < 2; ++i) {
            std::copy_n(pair.input().begin() + static_cast<std::ptrdiff_t>(i * size), size, single.input().begin());
            const auto alone = single.run();
            for (std::size_t k = 0; k < alone.size(); ++k)
                QVERIFY(std::abs(alone[k] - both[i * alone.size() + k]) < 1e-3F);
        }
    }

    void preparingTwiceGivesTheSameDetections()
    {
        auto first = PreparedStudent::prepare(m_trained);
        const auto reloaded = NetworkWeights::fromSafetensors(m_trained->toSafetensors(), "weights");
        QVERIFY(first && reloaded);
        auto second = PreparedStudent::prepare(*reloaded);
        QVERIFY(second);
        for (const auto& frame : syntheticFrames(400, 4))
            QVERIFY((*first)->detect(frame.picture).value() == (*second)->detect(frame.picture).value());
        QCOMPARE((*second)->weights().hash(), m_trained->hash());
    }

    void picturesOfAnySizeGiveBoxesInTheirOwnPixels()
    {
        auto student = PreparedStudent::prepare(m_trained);
        const auto small = jackdaw::testing::syntheticFrame(500);
        auto pixels = std::make_shared<std::vector<std::uint8_t>>();
        for (int y = 0; y < 192; ++y)
            for (int x = 0; x < 192; ++x)
                for (int c = 0; c < 3; ++c)
                    pixels->push_back(small.picture.rgb()[static_cast<std::size_t>((y / 2 * 96 + x / 2) * 3 + c)]);
        const VideoFrame large{.width = 192, .height = 192, .picture = std::make_shared<RgbPicture>(*pixels)};
        const auto expected = (*student)->detect(small.picture).value();
        const auto found = (*student)->detect(large).value();
        QVERIFY(!expected.empty());
        QCOMPARE(found.size(), expected.size());
        for (const Detection& each : expected) {
            const Box twice{2 * each.box.x1, 2 * each.box.y1, 2 * each.box.x2, 2 * each.box.y2};
            QVERIFY(std::any_of(found.begin(), found.end(), [&](const Detection& other) {
                return other.label == each.label && vision::overlap(other.box, twice) > 0.75F;
            }));
        }
    }

    void aFrameWithoutPixelsIsAnError()
    {
        auto student = PreparedStudent::prepare(m_trained);
        VideoFrame frame = jackdaw::testing::syntheticFrame(17).picture;
        frame.height += 1;
        for (const VideoFrame& unusable : {VideoFrame{}, frame}) {
            const auto found = (*student)->detect(unusable);
            QVERIFY(!found);
            QCOMPARE(static_cast<int>(found.error().code), static_cast<int>(ErrorCode::InvalidInput));
            QVERIFY(found.error().message.find("pixels") != std::string::npos);
        }
    }

    void aTensorLibraryWithoutMemoryIsAnErrorOfThatKind()
    {
        auto student = PreparedStudent::prepare(m_trained);
        QVERIFY(student);
        const jackdaw::testing::LittleMemory none(0);
        const auto found = (*student)->detect(jackdaw::testing::syntheticFrame(0).picture);
        QVERIFY(!found);
        QCOMPARE(static_cast<int>(found.error().code), static_cast<int>(ErrorCode::OutOfMemory));
        QVERIFY2(found.error().message.starts_with("Inference with student " + (*student)->weights().hash()),
                 found.error().message.c_str());
        QVERIFY(!found.error().detail.empty());
    }

    void noWeightsAreAnError() { QVERIFY(!PreparedStudent::prepare(nullptr)); }

    void anArchitectureWhoseLevelsDoNotFitTogetherIsAnError()
    {
        const Architecture wrong{.width = 16, .depth = 1, .classes = 2, .inputWidth = 104, .inputHeight = 96};
        const auto student = PreparedStudent::prepare(NetworkWeights::initial(wrong, 1, CameraId{0}));
        QVERIFY(!student);
        QVERIFY2(student.error().message.find("multiple of 32") != std::string::npos, student.error().message.c_str());
    }

    void answersThatAreNotNumbersAreAnError()
    {
        auto file = m_trained->toSafetensors();
        std::fill(file.end() - 4096, file.end(), std::uint8_t{0xFF});
        const auto broken = NetworkWeights::fromSafetensors(file, "weights");
        QVERIFY(broken);
        auto student = PreparedStudent::prepare(*broken);
        QVERIFY(student);
        const auto found = (*student)->detect(jackdaw::testing::syntheticFrame(0).picture);
        QVERIFY(!found);
        QVERIFY2(found.error().message.find("not numbers") != std::string::npos, found.error().message.c_str());
    }
};

QTEST_GUILESS_MAIN(TestStudent)
#include "tst_student.moc"
