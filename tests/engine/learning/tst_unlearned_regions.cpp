// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/learner.h"
#include "engine/learning/targets.h"
#include "engine/learning/training_set.h"

#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::learning;

namespace {

constexpr int kWidth = 64;
constexpr int kHeight = 32;
constexpr Box kInside{4, 10, 20, 20}; ///< its middle is in the region
constexpr Box kOutside{44, 10, 60, 20};

LabelledFrame frameWith(vision::FrameLabels labels)
{
    LabelledFrame frame{{.width = kWidth, .height = kHeight}, std::move(labels)};
    frame.ignored = vision::IgnoredRegions({{"left", {{0, 0}, {0.5, 0}, {0.5, 1}, {0, 1}}}});
    return frame;
}

/// Finds an object on either side, whatever is there.
class Seer final : public Student {
public:
    Result<std::vector<Detection>> detect(const VideoFrame&, float) override
    {
        return std::vector<Detection>{{kInside, ClassId{0}, 0.9F}, {kOutside, ClassId{0}, 0.8F}};
    }
    std::size_t classes() const override { return 1; }
    std::string costShape() const override { return "infer/seer"; }
};

} // namespace

/// Regions that a camera passes over, where students learn and are judged.
class TestUnlearnedRegions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsFoundThereIsNoFalseAlarm();
    void peoplesLabelsJudgeTheSame();
    void nothingIsLearnedThere();
    void aMirroredViewIsNotTaughtThereEither();
};

void TestUnlearnedRegions::whatIsFoundThereIsNoFalseAlarm()
{
    Seer seer;
    LabelledFrame frame = frameWith({{kOutside, 1}});
    QCOMPARE(evaluate(seer, {frame})->golden, Accuracy{1.0});
    frame.ignored = {};
    QVERIFY(evaluate(seer, {frame})->golden < Accuracy{1.0});
}

void TestUnlearnedRegions::peoplesLabelsJudgeTheSame()
{
    Seer seer;
    LabelledFrame frame = frameWith({{kOutside, 1}});
    frame.people = vision::PeopleLabels{{{kOutside, 1}}, 1};
    QCOMPARE(evaluate(seer, {frame})->people, std::optional(Accuracy{1.0}));
}

void TestUnlearnedRegions::nothingIsLearnedThere()
{
    const LabelledFrame frame = frameWith({{kOutside, 1}});
    const CellGrid grid{.rows = 4, .columns = 8, .stride = 8, .classes = 1};
    const Targets targets = makeTargets(frame.taught(), plainMap(frame.picture, {kWidth, kHeight}), grid);
    QCOMPARE(targets.objects, 1U);
    for (std::size_t row = 0; row < 4; ++row) {
        QCOMPARE(targets.weight[row * 8 + 1], 0.0F);
        QCOMPARE(targets.weight[row * 8 + 5], 1.0F);
    }
}

void TestUnlearnedRegions::aMirroredViewIsNotTaughtThereEither()
{
    const LabelledFrame frame = frameWith({});
    const CellGrid grid{.rows = 4, .columns = 8, .stride = 8, .classes = 1};
    PictureMap mirrored = plainMap(frame.picture, {kWidth, kHeight});
    mirrored.x.isMirrored = true;
    const Targets targets = makeTargets(frame.taught(), mirrored, grid);
    for (std::size_t row = 0; row < 4; ++row) {
        QCOMPARE(targets.weight[row * 8 + 1], 1.0F);
        QCOMPARE(targets.weight[row * 8 + 6], 0.0F);
    }
}

QTEST_GUILESS_MAIN(TestUnlearnedRegions)
#include "tst_unlearned_regions.moc"
