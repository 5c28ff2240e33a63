// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/decoding.h"
#include "engine/learning/network_plan.h"
#include "engine/learning/picture.h"
#include "engine/learning/targets.h"
#include "tests/engine/learning/synthetic_scene.h"

#include <cmath>

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::learning;

namespace {

const Architecture kArchitecture{.width = 16, .depth = 1, .classes = 2, .inputWidth = 96, .inputHeight = 64};

/// An output plane that says "nothing here" everywhere.
class OutputPlane {
public:
    explicit OutputPlane(const CellGrid& grid) : m_grid(grid), values(grid.cells() * grid.channels(), 0.0F)
    {
        for (int y = 0; y < grid.rows; ++y)
            for (int x = 0; x < grid.columns; ++x)
                for (int label = 0; label < grid.classes; ++label)
                    at(x, y)[label] = -9.0F;
    }

    float* at(int x, int y)
    {
        return values.data() + static_cast<std::size_t>(y * m_grid.columns + x) * m_grid.channels();
    }

    void put(int x, int y, int label, float logit, std::array<float, 4> box)
    {
        at(x, y)[label] = logit;
        std::copy(box.begin(), box.end(), at(x, y) + m_grid.classes);
    }

private:
    const CellGrid& m_grid;

public:
    std::vector<float> values;
};

float logitOf(float score)
{
    return std::log(score / (1.0F - score));
}

bool isNear(const Box& a, const Box& b, float tolerance)
{
    return std::abs(a.x1 - b.x1) <= tolerance && std::abs(a.y1 - b.y1) <= tolerance
        && std::abs(a.x2 - b.x2) <= tolerance && std::abs(a.y2 - b.y2) <= tolerance;
}

/// What a perfect network would answer to \p targets.
std::vector<float> perfectOutput(const Targets& targets, const CellGrid& grid)
{
    OutputPlane output(grid);
    const auto classes = static_cast<std::size_t>(grid.classes);
    const auto channels = grid.channels();
    for (std::size_t i = 0; i < targets.heat.size(); ++i)
        output.values[i / classes * channels + i % classes] = targets.heat[i] >= 1.0F ? 6.0F : -6.0F;
    for (const auto& box : targets.boxes) {
        float* cell = output.values.data() + box.cell * channels + classes;
        cell[0] = box.offsetX;
        cell[1] = box.offsetY;
        cell[2] = box.logWidth;
        cell[3] = box.logHeight;
    }
    return output.values;
}

} // namespace

class TestDecoding : public QObject {
    Q_OBJECT

    const CellGrid m_grid = NetworkPlan::of(kArchitecture).grid();
    const VideoFrame m_frame = jackdaw::testing::syntheticFrame(0, 96, 64).picture;
    const PictureMap m_map = plainMap(m_frame, kArchitecture.inputSize());

private Q_SLOTS:
    void aPeakBecomesItsBox()
    {
        OutputPlane output(m_grid);
        output.put(3, 2, 1, logitOf(0.8F), {0.25F, -0.5F, std::log(2.0F), std::log(3.0F)});
        const auto found = decode(output.values, m_grid, m_map, 96, 64, 0.3F);
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].label.value, 1U);
        QVERIFY(std::abs(found[0].score - 0.8F) < 1e-5F);
        // Centre at cell (3.5 + 0.25, 2.5 - 0.5), 2 x 3 cells of 8 pixels.
        QVERIFY(isNear(found[0].box, {22.0F, 4.0F, 38.0F, 28.0F}, 1e-3F));
    }

    void boxesAreInPixelsOfTheGivenPicture()
    {
        const VideoFrame large = jackdaw::testing::syntheticFrame(0, 192, 128).picture;
        OutputPlane output(m_grid);
        output.put(3, 2, 1, logitOf(0.8F), {0.25F, -0.5F, std::log(2.0F), std::log(3.0F)});
        const auto found = decode(output.values, m_grid, plainMap(large, kArchitecture.inputSize()), 192, 128, 0.3F);
        QVERIFY(isNear(found.at(0).box, {44.0F, 8.0F, 76.0F, 56.0F}, 1e-3F));
    }

    void onlyLocalMaximaAboveTheThresholdCount()
    {
        OutputPlane output(m_grid);
        output.put(3, 2, 0, logitOf(0.8F), {});
        output.put(4, 3, 0, logitOf(0.7F), {}); // beside a higher one
        output.put(8, 5, 0, logitOf(0.29F), {});
        output.put(9, 1, 0, logitOf(0.31F), {});
        const auto found = decode(output.values, m_grid, m_map, 96, 64, 0.3F);
        QCOMPARE(found.size(), std::size_t{2});
        QVERIFY(found[0].score > found[1].score);
        QVERIFY(std::abs(found[1].score - 0.31F) < 1e-5F);
    }

    void ofEqualNeighboursOneIsKept()
    {
        OutputPlane output(m_grid);
        output.put(3, 2, 0, 2.0F, {});
        output.put(4, 2, 0, 2.0F, {});
        QCOMPARE(decode(output.values, m_grid, m_map, 96, 64, 0.3F).size(), std::size_t{1});
    }

    void nearCopiesAreSuppressed()
    {
        OutputPlane output(m_grid);
        const std::array<float, 4> size{0.0F, 0.0F, std::log(5.0F), std::log(5.0F)};
        output.put(3, 3, 0, 2.0F, size);
        output.put(3, 3, 1, 1.0F, size); // same place, other class
        output.put(5, 3, 0, 1.5F, {-2.0F, 0.0F, std::log(5.0F), std::log(5.0F)}); // another peak, same box
        const auto found = decode(output.values, m_grid, m_map, 96, 64, 0.3F);
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].label.value, 0U);
    }

    void thereAreNeverMoreThanAHundred()
    {
        const Architecture large{.width = 16, .depth = 1, .classes = 2, .inputWidth = 352, .inputHeight = 288};
        const CellGrid grid = NetworkPlan::of(large).grid();
        const VideoFrame frame = jackdaw::testing::syntheticFrame(0, 352, 288).picture;
        OutputPlane output(grid);
        for (int y = 0; y < grid.rows; y += 2)
            for (int x = 0; x < grid.columns; x += 2)
                output.put(x, y, 0, 1.0F + 0.001F * static_cast<float>(x), {});
        const auto found = decode(output.values, grid, plainMap(frame, large.inputSize()), 352, 288, 0.3F);
        QCOMPARE(found.size(), kMostDetections);
        QVERIFY(
            std::is_sorted(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.score > b.score; }));
    }

    void outputsThatAreNotNumbersGiveNothing()
    {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        OutputPlane output(m_grid);
        std::fill(output.values.begin(), output.values.end(), nan);
        QVERIFY(decode(output.values, m_grid, m_map, 96, 64, 0.3F).empty());
        OutputPlane boxless(m_grid);
        boxless.put(3, 2, 0, 2.0F, {nan, nan, nan, nan});
        QVERIFY(decode(boxless.values, m_grid, m_map, 96, 64, 0.3F).empty());
    }

    void targetsAndDecodingAreInverse()
    {
        vision::FrameLabels labels{{{10.0F, 12.0F, 34.0F, 28.0F}, 1U, {}}, {{50.0F, 20.0F, 62.0F, 52.0F}, 2U, {}}};
        const Targets targets = makeTargets(labels, m_map, m_grid);
        QCOMPARE(targets.objects, 2U);
        const auto found = decode(perfectOutput(targets, m_grid), m_grid, m_map, 96, 64, 0.3F);
        QCOMPARE(found.size(), labels.size());
        for (const auto& detection : found)
            QVERIFY(isNear(detection.box, labels[detection.label.value].box, 0.01F));
    }

    void gridsOfAnyStrideAreAnswered()
    {
        const vision::FrameLabels labels{{{10.0F, 12.0F, 34.0F, 28.0F}, 1U, {}},
                                         {{50.0F, 20.0F, 62.0F, 52.0F}, 2U, {}}};
        for (const int stride : {4, 16}) {
            const CellGrid grid{64 / stride, 96 / stride, stride, 2};
            const Targets targets = makeTargets(labels, m_map, grid);
            QCOMPARE(targets.heat.size(), grid.cells() * 2);
            const auto found = decode(perfectOutput(targets, grid), grid, m_map, 96, 64, 0.3F);
            QCOMPARE(found.size(), labels.size());
            for (const auto& detection : found)
                QVERIFY(isNear(detection.box, labels[detection.label.value].box, 0.01F));
        }
    }

    void augmentationMovesBoxesWithPixels()
    {
        // A picture that is black but for one white box: after any view the white pixels are where the box says.
        const Box box{30.0F, 20.0F, 54.0F, 36.0F};
        auto pixels = std::make_shared<std::vector<std::uint8_t>>(96 * 64 * 3, std::uint8_t{0});
        for (int y = 20; y < 36; ++y)
            std::fill_n(pixels->begin() + (y * 96 + 30) * 3, 24 * 3, std::uint8_t{255});
        const VideoFrame frame{.width = 96, .height = 64, .picture = std::make_shared<RgbPicture>(*pixels)};
        RandomStream random(5, 0, RandomPurpose::Augmentation);
        bool wasMirrored = false;
        for (int view = 0; view < 50; ++view) {
            const PictureMap map = augmentedMap(frame, kArchitecture.inputSize(), random);
            wasMirrored = wasMirrored || map.x.isMirrored;
            std::vector<float> input(96 * 64 * 3);
            drawInput(frame, map, kArchitecture.inputSize(), input);
            const float border = map.brightness; // half way between black and white
            const Box moved = map.toInput(box);
            QVERIFY(isNear(map.toSource(moved), box, 1e-3F));
            for (int y = 0; y < 64; ++y)
                for (int x = 0; x < 96; ++x) {
                    const auto cx = static_cast<float>(x) + 0.5F;
                    const auto cy = static_cast<float>(y) + 0.5F;
                    const float inside = std::min({cx - moved.x1, moved.x2 - cx, cy - moved.y1, moved.y2 - cy});
                    const bool isOnPicture = map.x.toSource(cx) > 1 && map.x.toSource(cx) < 95 && map.y.toSource(cy) > 1
                        && map.y.toSource(cy) < 63;
                    if (isOnPicture && std::abs(inside) > 1.0F)
                        QCOMPARE(input[static_cast<std::size_t>(y * 96 + x) * 3] > border, inside > 0.0F);
                }
        }
        QVERIFY(wasMirrored);
    }

    void anUnscaledPictureIsDrawnAsItIs()
    {
        std::vector<float> input(96 * 64 * 3);
        drawInput(m_frame, m_map, kArchitecture.inputSize(), input);
        for (std::size_t i = 0; i < input.size(); ++i)
            QVERIFY(std::abs(input[i] - (static_cast<float>(m_frame.rgb()[i]) / 127.5F - 1.0F)) < 1e-6F);
    }

    void shrinkingAveragesWhatItLeavesOut()
    {
        // Alternate black and white columns: a quarter of the size is an even grey, not stripes.
        auto pixels = std::make_shared<std::vector<std::uint8_t>>(384 * 256 * 3);
        for (std::size_t i = 0; i < pixels->size(); ++i)
            (*pixels)[i] = i / 3 % 2 == 0 ? 0 : 255;
        const VideoFrame frame{.width = 384, .height = 256, .picture = std::make_shared<RgbPicture>(*pixels)};
        std::vector<float> input(96 * 64 * 3);
        drawInput(frame, plainMap(frame, kArchitecture.inputSize()), kArchitecture.inputSize(), input);
        for (const float value : input)
            QVERIFY(std::abs(value) < 0.2F);
    }

    void theLossGradientIsTheLossesSlope()
    {
        vision::FrameLabels labels{{{10.0F, 12.0F, 34.0F, 28.0F}, 1U, {}},
                                   {{50.0F, 20.0F, 62.0F, 52.0F}, 2U, {}},
                                   {{70.0F, 5.0F, 90.0F, 20.0F}, 0U, {}}};
        const Targets targets = makeTargets(labels, m_map, m_grid);
        RandomStream random(1, 0, RandomPurpose::Test);
        OutputPlane output(m_grid);
        for (float& value : output.values)
            value = static_cast<float>(random.uniform(-4.0, 4.0));
        std::vector<float> gradient(output.values.size());
        std::vector<float> unused(output.values.size());
        detectionLoss(output.values, {&targets}, m_grid, gradient);
        for (int trial = 0; trial < 300; ++trial) {
            const std::size_t i = random.below(static_cast<std::uint32_t>(output.values.size()));
            const float kept = output.values[i];
            constexpr float kStep = 1e-2F;
            output.values[i] = kept + kStep;
            const double above = detectionLoss(output.values, {&targets}, m_grid, unused);
            output.values[i] = kept - kStep;
            const double below = detectionLoss(output.values, {&targets}, m_grid, unused);
            output.values[i] = kept;
            QVERIFY(std::abs((above - below) / (2.0 * kStep) - gradient[i]) < 2e-3 + 2e-2 * std::abs(gradient[i]));
        }
    }

    void ignoredObjectsGiveNoLoss()
    {
        const vision::FrameLabels labels{{{16.0F, 16.0F, 40.0F, 40.0F}, 0U, {}}};
        const Targets targets = makeTargets(labels, m_map, m_grid);
        OutputPlane output(m_grid);
        std::vector<float> gradient(output.values.size());
        const double quiet = detectionLoss(output.values, {&targets}, m_grid, gradient);
        output.put(3, 3, 0, 8.0F, {1.0F, 1.0F, 1.0F, 1.0F}); // a confident answer inside the ignored area
        QCOMPARE(detectionLoss(output.values, {&targets}, m_grid, gradient), quiet);
        output.put(10, 6, 0, 8.0F, {}); // and one outside
        QVERIFY(detectionLoss(output.values, {&targets}, m_grid, gradient) > quiet + 1.0);
        QCOMPARE(targets.objects, 0U);
    }

    void anObjectOfSeveralClassesMayBeAnyOfThem()
    {
        const vision::FrameLabels labels{{{16.0F, 16.0F, 40.0F, 40.0F}, 3U, {}}};
        const Targets targets = makeTargets(labels, m_map, m_grid);
        const std::size_t centre = static_cast<std::size_t>(3 * m_grid.columns + 3) * 2;
        QCOMPARE(targets.heat[centre], 1.0F);
        QCOMPARE(targets.weight[centre], 1.0F);
        QCOMPARE(targets.weight[centre + 1], 0.0F);
    }

    void classesThatTheStudentDoesNotKnowAreIgnored()
    {
        const vision::FrameLabels labels{{{16.0F, 16.0F, 40.0F, 40.0F}, 1U << 7U, {}}};
        QCOMPARE(makeTargets(labels, m_map, m_grid).objects, 0U);
    }
};

QTEST_GUILESS_MAIN(TestDecoding)
#include "tst_decoding.moc"
