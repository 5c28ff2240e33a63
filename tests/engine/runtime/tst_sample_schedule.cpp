// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/sample_schedule.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace std::chrono_literals;

namespace {

RandomStream places(std::uint64_t seed = 1)
{
    return {seed, 0, RandomPurpose::Scoring};
}

/// From 10 s to 20 s: four training frames in the first four seconds, then one scored in every two.
SampleSchedule tenSeconds()
{
    SampleSchedule schedule({.start = 10s, .end = 20s, .firstScore = 14s, .scoringInterval = 2s}, places());
    schedule.askForTraining(4, 10s, 4s);
    return schedule;
}

struct Taken {
    std::vector<Nanoseconds> training;
    std::vector<Nanoseconds> scoring;
};

/// Offers a frame every \p period from \p first up to \p last.
Taken offer(SampleSchedule& schedule, Nanoseconds first, Nanoseconds last, Nanoseconds period)
{
    Taken taken;
    for (Nanoseconds time = first; time <= last; time += period) {
        if (const auto purpose = schedule.take(time))
            (*purpose == SamplePurpose::Training ? taken.training : taken.scoring).push_back(time);
    }
    return taken;
}

using Times = std::vector<Nanoseconds>;

/// The intervals of two seconds from 14 s on that \p times lie in.
std::vector<std::int64_t> intervalsOf(const Times& times)
{
    std::vector<std::int64_t> intervals;
    for (const Nanoseconds time : times)
        intervals.push_back((time - 14s) / 2s);
    return intervals;
}

using Intervals = std::vector<std::int64_t>;

} // namespace

class TestSampleSchedule : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theTrainingSampleIsSpreadOverTheFirstPartAndScoringFollows()
    {
        SampleSchedule schedule = tenSeconds();
        QCOMPARE(schedule.trainingLeft(), 4);
        const Taken taken = offer(schedule, 10s, 19900ms, 100ms);
        QVERIFY((taken.training == Times{10s, 11s, 12s, 13s}));
        QVERIFY(intervalsOf(taken.scoring) == (Intervals{0, 1, 2}));
        QCOMPARE(schedule.trainingLeft(), 0);
    }

    /// What serves a camera at a pace of its own, as a golden model in turn does, is scored at all ages of its boxes.
    void scoredFramesDoNotFallInStepWithAnything()
    {
        std::vector<int> phases(8);
        for (std::uint64_t window = 0; window < 40; ++window) {
            SampleSchedule schedule({.start = 0s, .end = 10s, .firstScore = 0s, .scoringInterval = 1600ms},
                                    places(window));
            for (const Nanoseconds time : offer(schedule, 0s, 9800ms, 200ms).scoring)
                ++phases[static_cast<std::size_t>(time / 200ms % 8)];
        }
        QVERIFY2(*std::min_element(phases.begin(), phases.end()) >= 15, "about 30 each");
        QVERIFY(*std::max_element(phases.begin(), phases.end()) <= 50);
    }

    void theSamePlacesGiveTheSameFrames()
    {
        SampleSchedule first = tenSeconds();
        SampleSchedule second = tenSeconds();
        QVERIFY(offer(first, 10s, 19900ms, 100ms).scoring == offer(second, 10s, 19900ms, 100ms).scoring);
    }

    void framesOutsideTheWindowAreNotTaken()
    {
        SampleSchedule schedule = tenSeconds();
        QVERIFY(!schedule.take(10s - 1ns));
        QVERIFY(schedule.take(10s) == SamplePurpose::Training);
        QVERIFY(!schedule.take(20s));
        QVERIFY(!schedule.take(25s));
    }

    void framesThatComeBetweenDueTimesServeTheNextOne()
    {
        SampleSchedule schedule = tenSeconds();
        const Taken taken = offer(schedule, 10300ms, 19900ms, 700ms);
        QVERIFY((taken.training == Times{10300ms, 11s, 12400ms, 13100ms}));
        QCOMPARE(taken.scoring.size(), std::size_t{3});
    }

    void aCameraThatStartsLateStillGivesTheWholeTrainingSampleAfterTheScoredFrame()
    {
        SampleSchedule schedule = tenSeconds();
        const Taken taken = offer(schedule, 16s, 19900ms, 100ms);
        QVERIFY2(taken.scoring.front() == 16s, "the frame of the interval that passed without one");
        QVERIFY((taken.training == Times{16100ms, 16200ms, 16300ms, 16400ms}));
    }

    void whatIsScoredDoesNotDependOnWhatARoundAsksFor()
    {
        const SampleSchedule::Settings settings{.start = 10s, .end = 20s, .firstScore = 10s, .scoringInterval = 1s};
        SampleSchedule alone(settings, places());
        SampleSchedule asked(settings, places());
        asked.askForTraining(20, 10s, 10s);
        const Times scored = offer(alone, 10s, 19900ms, 250ms).scoring;
        const Taken taken = offer(asked, 10s, 19900ms, 250ms);
        QCOMPARE(scored.size(), std::size_t{10});
        QVERIFY(taken.scoring == scored);
        QCOMPARE(taken.training.size(), std::size_t{20});
        for (const Nanoseconds time : taken.training)
            QVERIFY2(std::find(scored.begin(), scored.end(), time) == scored.end(), "a frame that trains never scores");
    }

    void aGapIsNotMadeUpForByABurstOfScoringFrames()
    {
        SampleSchedule schedule = tenSeconds();
        offer(schedule, 10s, 13s, 1s);
        const Taken taken = offer(schedule, 18500ms, 19900ms, 100ms);
        QVERIFY(taken.scoring == Times{18500ms});
    }

    void withoutTrainingFramesOnlyScoringIsLeft()
    {
        SampleSchedule schedule({.start = 0s, .end = 4s, .firstScore = 0s, .scoringInterval = 1s}, places());
        QCOMPARE(schedule.trainingLeft(), 0);
        const Taken taken = offer(schedule, 0s, 4s, 10ms);
        QVERIFY(taken.training.empty());
        QCOMPARE(taken.scoring.size(), std::size_t{4});
    }

    void aFurtherRoundTakesTheNewestFramesBesideThoseThatAreScored()
    {
        SampleSchedule schedule = tenSeconds();
        offer(schedule, 10s, 14500ms, 100ms);
        schedule.askForTraining(2, 15s, 3s);
        QCOMPARE(schedule.trainingLeft(), 2);
        const Taken taken = offer(schedule, 14600ms, 19900ms, 100ms);
        QCOMPARE(taken.training.size(), std::size_t{2});
        QVERIFY(taken.training.front() >= 15s && taken.training.front() <= 15100ms);
        QVERIFY(taken.training.back() >= 16500ms && taken.training.back() <= 16600ms);
    }
};

QTEST_GUILESS_MAIN(TestSampleSchedule)
#include "tst_sample_schedule.moc"
