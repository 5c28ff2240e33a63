// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/base/random.h"
#include "engine/learning/dense_tensor_loss_impl.h"
#include "engine/learning/score_scale.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>

using namespace jackdaw;
using namespace jackdaw::learning;
using vision::DetectorFormat;

namespace {

constexpr vision::PictureSize kSize{64, 64};
const std::vector<std::uint32_t> kClasses{0, 2};

DetectorFormat yolox()
{
    return {.family = "YOLOX", .input = {}, .strides = {8, 16, 32}, .classes = 4, .hasObjectness = true};
}

DetectorFormat nanoDet(bool isSplit)
{
    return {.family = "NanoDet",
            .input = {},
            .layout = isSplit ? DetectorFormat::Layout::SplitByGrid : DetectorFormat::Layout::Rows,
            .boxes = DetectorFormat::Boxes::Distances,
            .strides = {8, 16},
            .classes = 4,
            .bins = 8,
            .cellCentre = 0.5F};
}

/// With two anchors on each of two grids.
DetectorFormat yolov3()
{
    return {.family = "YOLOv3-tiny",
            .input = {},
            .layout = DetectorFormat::Layout::Maps,
            .boxes = DetectorFormat::Boxes::SquashedCentre,
            .scores = DetectorFormat::Scores::Logits,
            .strides = {8, 16},
            .anchors = {{{10, 14}, {20, 12}}, {{24, 28}, {30, 20}}},
            .classes = 4,
            .hasObjectness = true};
}

/// Six scores: the background, a class without a name, and four classes.
DetectorFormat ssdLite()
{
    return {.family = "SSDLite",
            .input = {},
            .layout = DetectorFormat::Layout::Split,
            .boxes = DetectorFormat::Boxes::AnchorOffsets,
            .scores = DetectorFormat::Scores::RivalLogits,
            .strides = {8, 16},
            .anchors = {{{16, 16}, {24, 12}}, {{28, 28}, {32, 20}}},
            .classes = 4,
            .columns = {1, 2, 4, 5},
            .otherScores = 2};
}

float overlap(const Box& a, const Box& b)
{
    const Box shared{std::max(a.x1, b.x1), std::max(a.y1, b.y1), std::min(a.x2, b.x2), std::min(a.y2, b.y2)};
    return shared.area() / (a.area() + b.area() - shared.area());
}

/// Outputs of a network that knows little, with room for their gradients.
class MadeUpOutput {
public:
    explicit MadeUpOutput(const DetectorFormat& format) : m_format(format)
    {
        const auto cells = cellsOf(format, kSize);
        for (const auto& cell : cells) {
            makeRoom(cell.box, format.boxValues());
            makeRoom(cell.scores, format.scoreValues());
        }
        RandomStream random(3, 0, RandomPurpose::Test);
        for (const auto& cell : cells)
            fill(cell, random);
        m_gradients = m_values;
    }

    double loss(std::span<const DenseTarget> targets)
    {
        std::vector<vision::DetectorOutput> outputs;
        std::vector<std::span<float>> gradients;
        for (std::size_t i = 0; i < m_values.size(); ++i) {
            std::fill(m_gradients[i].begin(), m_gradients[i].end(), 0.0F);
            outputs.push_back({{}, m_values[i]});
            gradients.push_back(m_gradients[i]);
        }
        return denseLoss(m_format, kSize, {outputs, gradients}, targets, kClasses);
    }

    const std::vector<std::vector<float>>& values() const { return m_values; }
    const std::vector<std::vector<float>>& gradients() const { return m_gradients; }
    float& value(const vision::DetectorCell::Place& at, std::size_t index)
    {
        return m_values[at.output][at.offset + index];
    }
    float gradient(const vision::DetectorCell::Place& at, std::size_t index) const
    {
        return m_gradients[at.output][at.offset + index];
    }
    /// The largest part of the gradient of a cell's box.
    float steepest(const vision::DetectorCell& cell) const
    {
        float most = 0.0F;
        for (std::size_t i = 0; i < m_format.boxValues(); ++i)
            most = std::max(most, std::abs(gradient(cell.box, i)));
        return most;
    }
    /// How the overlap of a cell's box with \p target moves with one of its values.
    float overlapSlope(const vision::DetectorCell& cell, std::size_t index, const Box& target)
    {
        constexpr float kStep = 2e-3F;
        float& changed = value(cell.box, index);
        const float before = changed;
        changed = before + kStep;
        const float above = overlap(box(cell), target);
        changed = before - kStep;
        const float below = overlap(box(cell), target);
        changed = before;
        return (above - below) / (2.0F * kStep);
    }
    Box box(const vision::DetectorCell& cell) const
    {
        return boxOf(m_format, cell,
                     std::span(m_values[cell.box.output]).subspan(cell.box.offset, m_format.boxValues()));
    }

private:
    void makeRoom(const vision::DetectorCell::Place& at, std::size_t count)
    {
        m_values.resize(std::max(m_values.size(), at.output + 1));
        m_values[at.output].resize(std::max(m_values[at.output].size(), at.offset + count));
    }

    void fill(const vision::DetectorCell& cell, RandomStream& random)
    {
        for (std::size_t i = 0; i < m_format.scoreValues(); ++i)
            value(cell.scores, i) = static_cast<float>(random.uniform(0.2, 0.6));
        if (m_format.hasObjectness)
            value(cell.objectness, 0) = static_cast<float>(random.uniform(0.2, 0.6));
        for (std::size_t i = 0; i < m_format.boxValues(); ++i)
            value(cell.box, i) = static_cast<float>(random.uniform(0.3, 0.9));
    }

    DetectorFormat m_format;
    std::vector<std::vector<float>> m_values;
    std::vector<std::vector<float>> m_gradients;
};

const std::vector<DenseTarget> kTargets{{{8, 10, 30, 34}, 2, false}, {{34, 30, 60, 62}, 0, false}};

} // namespace

class TestDenseLoss : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gradientsOfScoresAreThoseOfDifferences_data();
    void gradientsOfScoresAreThoseOfDifferences();
    void gradientsOfBoxesAreThoseOfTheirOverlap_data();
    void gradientsOfBoxesAreThoseOfTheirOverlap();
    void otherClassesAreLeftAlone();
    void rivalsLoseWhatAClassGains();
    void whatIsSurelyWrongStillLearns_data();
    void whatIsSurelyWrongStillLearns();
    void whereAnObjectIsIgnoredNothingIsLearned();
    void aPictureWithoutObjectsTeachesSilence();
    void tensorsLoseWhatTheLoopLoses_data();
    void tensorsLoseWhatTheLoopLoses();
    void moreObjectsThanEverMakeRoomInTensors();
    void statementsBeginAtTheSameScoreForEveryThreshold();
    void theThresholdWithTheHighestF1IsFound();
    void nothingIsChosenWhereNothingWasFound();
    void aThresholdInMetadataSurvivesAndIsChecked();

private:
    static void formats()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("YOLOX") << 0;
        QTest::newRow("NanoDet-Plus") << 1;
        QTest::newRow("NanoDet") << 2;
        QTest::newRow("YOLOv3-tiny") << 3;
        QTest::newRow("SSDLite") << 4;
    }
    static DetectorFormat format(int number)
    {
        return std::array{yolox(), nanoDet(false), nanoDet(true), yolov3(),
                          ssdLite()}[static_cast<std::size_t>(number)];
    }
};

void TestDenseLoss::gradientsOfScoresAreThoseOfDifferences_data()
{
    formats();
}

void TestDenseLoss::gradientsOfScoresAreThoseOfDifferences()
{
    QFETCH(int, number);
    const DetectorFormat known = format(number);
    MadeUpOutput output(known);
    const double loss = output.loss(kTargets);
    QVERIFY(std::isfinite(loss) && loss > 0.0);
    int checked = 0;
    const auto cells = cellsOf(known, kSize);
    for (std::size_t i = 0; i < cells.size(); i += 3) {
        std::vector<std::pair<vision::DetectorCell::Place, std::size_t>> values;
        for (std::size_t score = 0; score < known.scoreValues(); ++score)
            values.emplace_back(cells[i].scores, score);
        if (known.hasObjectness)
            values.emplace_back(cells[i].objectness, 0);
        for (const auto& [place, index] : values) {
            constexpr float kStep = 1e-3F;
            (void)output.loss(kTargets);
            const float expected = output.gradient(place, index);
            float& value = output.value(place, index);
            const float before = value;
            value = before + kStep;
            const double above = output.loss(kTargets);
            value = before - kStep;
            const double below = output.loss(kTargets);
            value = before;
            const double found = (above - below) / (2.0 * static_cast<double>(kStep));
            QVERIFY2(std::abs(found - static_cast<double>(expected)) < 1e-2 * std::max(1.0, std::abs(found)),
                     qPrintable(QStringLiteral("cell %1: %2 and %3").arg(i).arg(found).arg(double(expected))));
            ++checked;
        }
    }
    QVERIFY(checked > 50);
}

void TestDenseLoss::gradientsOfBoxesAreThoseOfTheirOverlap_data()
{
    formats();
}

/// Each of the cells that are taught the object loses five times what its box lacks in overlap.
void TestDenseLoss::gradientsOfBoxesAreThoseOfTheirOverlap()
{
    QFETCH(int, number);
    const DetectorFormat known = format(number);
    MadeUpOutput output(known);
    for (const DenseTarget& target : kTargets) {
        (void)output.loss(std::span(&target, 1));
        std::vector<vision::DetectorCell> taught = cellsOf(known, kSize);
        std::erase_if(taught, [&](const auto& cell) { return output.steepest(cell) == 0.0F; });
        QVERIFY(!taught.empty());
        for (const auto& cell : taught)
            for (std::size_t i = 0; i < known.boxValues(); ++i) {
                const float found =
                    -5.0F / static_cast<float>(taught.size()) * output.overlapSlope(cell, i, target.box);
                const float expected = output.gradient(cell.box, i);
                QVERIFY2(std::abs(found - expected) < 2e-2F * std::max(0.1F, std::abs(found)),
                         qPrintable(QStringLiteral("%1 and %2").arg(double(found)).arg(double(expected))));
            }
    }
}

void TestDenseLoss::otherClassesAreLeftAlone()
{
    const DetectorFormat known = nanoDet(false);
    MadeUpOutput output(known);
    (void)output.loss(kTargets);
    for (const auto& cell : cellsOf(known, kSize)) {
        QCOMPARE(output.gradient(cell.scores, 1), 0.0F);
        QCOMPARE(output.gradient(cell.scores, 3), 0.0F);
    }
}

void TestDenseLoss::rivalsLoseWhatAClassGains()
{
    const DetectorFormat known = ssdLite();
    MadeUpOutput output(known);
    (void)output.loss(kTargets);
    int taught = 0;
    for (const auto& cell : cellsOf(known, kSize)) {
        float sum = 0.0F;
        for (std::size_t i = 0; i < known.scoreValues(); ++i)
            sum += output.gradient(cell.scores, i);
        QVERIFY2(std::abs(sum) < 1e-5F, "a softmax does not see what all its values share");
        taught += output.gradient(cell.scores, 0) > 0.0F ? 1 : 0;
    }
    QVERIFY2(taught >= 2, "where there is an object the background loses");
}

void TestDenseLoss::whatIsSurelyWrongStillLearns_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("YOLOv3-tiny") << 3;
    QTest::newRow("SSDLite") << 4;
}

void TestDenseLoss::whatIsSurelyWrongStillLearns()
{
    QFETCH(int, number);
    const DetectorFormat known = format(number);
    MadeUpOutput output(known);
    const auto cells = cellsOf(known, kSize);
    for (const auto& cell : cells) {
        if (known.hasObjectness)
            output.value(cell.objectness, 0) = -30.0F;
        else
            output.value(cell.scores, 0) = 30.0F; // the background
    }
    QVERIFY(std::isfinite(output.loss(kTargets)));
    float strongest = 0.0F;
    for (const auto& cell : cells)
        strongest = std::max(strongest,
                             known.hasObjectness ? -output.gradient(cell.objectness, 0)
                                                 : -output.gradient(cell.scores, known.column(2)));
    QVERIFY2(strongest > 1e-2F, qPrintable(QString::number(double(strongest))));
}

void TestDenseLoss::whereAnObjectIsIgnoredNothingIsLearned()
{
    const DetectorFormat known = yolox();
    MadeUpOutput output(known);
    const Box ignored{0, 0, 32, 32};
    (void)output.loss(std::vector<DenseTarget>{{ignored, 0, true}});
    for (const auto& cell : cellsOf(known, kSize)) {
        const float x = cell.x.centre();
        const float y = cell.y.centre();
        const bool isInside = x > ignored.x1 && x < ignored.x2 && y > ignored.y1 && y < ignored.y2;
        QCOMPARE(output.gradient(cell.objectness, 0) == 0.0F, isInside);
    }
}

void TestDenseLoss::aPictureWithoutObjectsTeachesSilence()
{
    MadeUpOutput output(yolox());
    const double loss = output.loss({});
    QVERIFY(std::isfinite(loss));
    for (const auto& cell : cellsOf(yolox(), kSize))
        QVERIFY(output.gradient(cell.objectness, 0) > 0.0F);
}

void TestDenseLoss::tensorsLoseWhatTheLoopLoses_data()
{
    formats();
}

/// Two pictures at once: one with objects, of which one is ignored, and one without.
void TestDenseLoss::tensorsLoseWhatTheLoopLoses()
{
    QFETCH(int, number);
    const DetectorFormat known = format(number);
    const std::vector<std::vector<DenseTarget>> targets{{kTargets[0], {{40, 2, 62, 20}, 0, true}, kTargets[1]}, {}};
    MadeUpOutput one(known);
    MadeUpOutput other(known);
    for (const auto& cell : cellsOf(known, kSize))
        other.value(cell.scores, 0) -= 0.1F;
    const std::array<MadeUpOutput*, 2> pictures{&one, &other};
    DenseTensorLoss tensors(known, kSize, kClasses, 2, at::kCPU);
    for (int round = 0; round < 2; ++round) { // what one left must not be seen by the next
        double expected = 0.0;
        for (std::size_t i = 0; i < 2; ++i)
            expected += 0.5 * pictures[i]->loss(targets[(i + static_cast<std::size_t>(round)) % 2]);
        QVERIFY(tensors.set(round == 0 ? targets : std::vector{targets[1], targets[0]}) == TensorLoss::Room::Same);
        std::vector<at::Tensor> outputs;
        for (std::size_t i = 0; i < one.values().size(); ++i)
            outputs.push_back(at::stack({at::tensor(one.values()[i]), at::tensor(other.values()[i])}));
        const auto [loss, gradients] = tensors.of(outputs);
        QVERIFY2(std::abs(loss.item<double>() - expected) < 1e-4 * expected,
                 qPrintable(QStringLiteral("%1 and %2").arg(loss.item<double>()).arg(expected)));
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            const at::Tensor wanted =
                0.5 * at::stack({at::tensor(one.gradients()[i]), at::tensor(other.gradients()[i])});
            const double wrong = (gradients[i] - wanted).abs().max().item<double>();
            QVERIFY2(wrong < 1e-4 * std::max(1.0, wanted.abs().max().item<double>()),
                     qPrintable(QStringLiteral("output %1: %2").arg(i).arg(wrong)));
        }
    }
}

void TestDenseLoss::moreObjectsThanEverMakeRoomInTensors()
{
    const DetectorFormat known = yolox();
    MadeUpOutput output(known);
    DenseTensorLoss tensors(known, kSize, kClasses, 1, at::kCPU);
    const std::vector<DenseTarget> many(40, kTargets[0]);
    QVERIFY(tensors.set({kTargets}) == TensorLoss::Room::Same);
    QVERIFY(tensors.set({many}) == TensorLoss::Room::New);
    QVERIFY(tensors.set({kTargets}) == TensorLoss::Room::Same);
    std::vector<at::Tensor> outputs;
    for (const auto& values : output.values())
        outputs.push_back(at::tensor(values).unsqueeze(0));
    const double expected = output.loss(kTargets);
    QVERIFY(std::abs(tensors.of(outputs).first.item<double>() - expected) < 1e-4 * expected);
}

void TestDenseLoss::statementsBeginAtTheSameScoreForEveryThreshold()
{
    for (const float threshold : {0.05F, 0.25F, 0.6F}) {
        const ScoreScale scale(threshold);
        QVERIFY(std::abs(scale.fromRaw(threshold) - kScoreThreshold) < 1e-6F);
        QVERIFY(std::abs(scale.fromRaw(1.0F) - 1.0F) < 1e-6F);
        float before = -1.0F;
        for (float raw = 0.0F; raw < 1.0F; raw += 0.01F) {
            QVERIFY(scale.fromRaw(raw) > before);
            QVERIFY(std::abs(scale.toRaw(scale.fromRaw(raw)) - raw) < 1e-5F);
            before = scale.fromRaw(raw);
        }
    }
    QCOMPARE(ScoreScale(kScoreThreshold).fromRaw(0.123F), 0.123F);
}

void TestDenseLoss::theThresholdWithTheHighestF1IsFound()
{
    ThresholdSearch search(1);
    const vision::FrameLabels labels{{{0, 0, 10, 10}, 1U, std::nullopt}};
    for (int i = 0; i < 4; ++i)
        search.add({{{0, 0, 10, 10}, ClassId{0}, 0.5F}, {{40, 40, 50, 50}, ClassId{0}, 0.3F}}, labels);
    const auto best = search.best();
    QVERIFY(best && *best > 0.3F && *best < 0.5F);
}

void TestDenseLoss::nothingIsChosenWhereNothingWasFound()
{
    ThresholdSearch search(1);
    QVERIFY(!search.best());
    search.add({}, {{{0, 0, 10, 10}, 1U, std::nullopt}});
    QVERIFY(!search.best());
}

void TestDenseLoss::aThresholdInMetadataSurvivesAndIsChecked()
{
    for (const float threshold : {0.05F, 0.1234567F, 0.9F})
        QCOMPARE(thresholdOf(thresholdText(threshold), "w").value_or(-1.0F), threshold);
    for (const char* text : {"", "0", "1", "-0.5", "nan", "0.3x", "high"})
        QVERIFY2(!thresholdOf(text, "w"), text);
}

QTEST_GUILESS_MAIN(TestDenseLoss)
#include "tst_dense_loss.moc"
