// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/serving_estimate.h"
#include "engine/vision/box_mover.h"
#include "engine/vision/labels.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace std::chrono_literals;

namespace {

constexpr double kFramesPerSecond = 5.0;

/// Every frame of the student takes a tenth of the device, of the golden model all of it; boxes lose 5 % with each
/// frame that is not processed.
scheduling::InferenceProfile profileOf(double teacher, double moving = 0.0, double moved = 0.0)
{
    scheduling::InferenceProfile profile{.fullRateDemand = Share{0.1}};
    scheduling::ServingCurve golden{.server = Server::Teacher, .fullRateDemand = Share{1.0}};
    scheduling::ServingCurve along{
        .server = Server::Teacher, .moved = true, .moving = Share{moving}, .fullRateDemand = Share{1.0}};
    for (int k = 1; k <= 20; ++k) {
        profile.subsampling.push_back(k);
        profile.factor.push_back(1.0 - 0.05 * (k - 1));
        golden.subsampling.push_back(k);
        golden.factor.push_back(teacher * (1.0 - 0.05 * (k - 1)));
        along.subsampling.push_back(k);
        along.factor.push_back(moved * (1.0 - 0.01 * (k - 1)));
    }
    if (teacher > 0.0)
        profile.alternatives.push_back(golden);
    if (moving > 0.0)
        profile.alternatives.push_back(along);
    return profile;
}

bool near(double a, double b, double tolerance = 1e-3)
{
    return std::abs(a - b) < tolerance;
}

bool says(const ServingOffer& offer, const char* words)
{
    return offer.reason.find(words) != std::string::npos;
}

/// Labels of a frame at \p time on which each object has moved by \p shift pixels.
learning::LabelledFrame labelledAt(Nanoseconds time, float shift, std::size_t objects = 4)
{
    learning::LabelledFrame frame;
    frame.picture.time = time;
    for (std::size_t i = 0; i < objects; ++i) {
        const float x = 200.0F * static_cast<float>(i) + shift;
        frame.labels.push_back({{x, 10.0F, x + 30.0F, 40.0F}, 1U, std::nullopt});
    }
    return frame;
}

const scheduling::ServingCurve* curveOf(const scheduling::InferenceProfile& profile, Server server, bool moved)
{
    const auto found = std::find_if(profile.alternatives.begin(), profile.alternatives.end(),
                                    [&](const auto& curve) { return curve.server == server && curve.moved == moved; });
    return found == profile.alternatives.end() ? nullptr : &*found;
}

} // namespace

/// What ways to serve are worth, and which of them is chosen.
class TestServingEstimate : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void withoutAnotherWayTheStudentServesAtTheRateThatItsShareAffords()
    {
        const auto profile = profileOf(0.0);
        const ServingOffer whole = bestServing(profile, 0.6, Share{0.3}, std::nullopt);
        QVERIFY(whole.serving.server == Server::Student && !whole.serving.moved);
        QVERIFY(near(whole.serving.every, 1.0) && near(whole.expected, 0.6));
        const ServingOffer half = bestServing(profile, 0.6, Share{0.05}, std::nullopt);
        QVERIFY(near(half.serving.every, 2.0) && near(half.expected, 0.57));
    }

    void theGoldenModelServesWhereItsBoxesAreWorthMoreThanTheStudents()
    {
        const auto profile = profileOf(0.9);
        const ServingOffer weak = bestServing(profile, 0.4, Share{0.5}, std::nullopt);
        QVERIFY(weak.serving.server == Server::Teacher);
        QVERIFY(near(weak.serving.every, 2.0) && near(weak.expected, 0.855));
        QVERIFY(bestServing(profile, 0.9, Share{0.5}, std::nullopt).serving.server == Server::Student);
        QVERIFY2(bestServing(profile, 0.4, Share{0.06}, std::nullopt).serving.server == Server::Student,
                 "every 17th frame of the golden model is worth less");
    }

    void theReasonNamesTheWayItsRateAndTheNextBest()
    {
        const ServingOffer taught = bestServing(profileOf(0.9), 0.4, Share{0.5}, std::nullopt);
        QCOMPARE(taught.reason,
                 std::string("the golden model serves one frame in 2: 85.5 % expected; its student serves every frame: "
                             "40.0 % expected"));
        const ServingOffer moved = bestServing(profileOf(0.9, 0.1, 0.95), 0.4, Share{0.5}, std::nullopt);
        QVERIFY2(says(moved, "the golden model serves one frame in 2.5, boxes moved along: "), moved.reason.c_str());
        QVERIFY2(says(moved, "; the golden model serves one frame in 2: 85.5 % expected"), moved.reason.c_str());
        const ServingOffer alone = bestServing(profileOf(0.0), 0.4, Share{0.5}, std::nullopt);
        QCOMPARE(alone.reason, std::string("its student serves every frame: 40.0 % expected"));
    }

    void aWayThatIsWorthNothingIsNotNamed()
    {
        scheduling::InferenceProfile profile = profileOf(0.9);
        profile = {Share{0.0}, {1.0}, {0.0}, {}, profile.alternatives};
        const ServingOffer taught = bestServing(profile, 0.4, Share{0.5}, std::nullopt);
        QCOMPARE(taught.reason, std::string("the golden model serves one frame in 2: 85.5 % expected"));
    }

    void whatServesStaysUntilAnotherWayIsBetterByAPoint()
    {
        const auto profile = profileOf(0.9);
        const double teacher = 0.855;
        const Serving taught{Server::Teacher, false, 2.0};
        const Serving student{Server::Student, false, 1.0};
        for (const double ahead : {0.002, 0.008}) {
            QVERIFY(bestServing(profile, teacher + ahead, Share{0.5}, taught).serving.server == Server::Teacher);
            QVERIFY(bestServing(profile, teacher - ahead, Share{0.5}, student).serving.server == Server::Student);
            QVERIFY(bestServing(profile, teacher + ahead, Share{0.5}, std::nullopt).serving.server == Server::Student);
        }
        QVERIFY(bestServing(profile, teacher + 0.012, Share{0.5}, taught).serving.server == Server::Student);
        QVERIFY(bestServing(profile, teacher - 0.012, Share{0.5}, student).serving.server == Server::Teacher);
    }

    void aWayThatStaysTakesTheRateOfItsNewShare()
    {
        const ServingOffer stays = bestServing(profileOf(0.9), 0.4, Share{0.25}, Serving{Server::Teacher, false, 2.0});
        QVERIFY(stays.serving.server == Server::Teacher && near(stays.serving.every, 4.0));
        QVERIFY(near(stays.expected, 0.9 * 0.85));
    }

    void aWayThatIsNotOfferedAnyMoreDoesNotStay()
    {
        const ServingOffer next = bestServing(profileOf(0.0), 0.4, Share{0.5}, Serving{Server::Teacher, false, 2.0});
        QVERIFY(next.serving.server == Server::Student);
        QVERIFY(near(next.expected, 0.4));
    }

    void aShareThatDoesNotSufficeToMoveBoxesLeavesThemStanding()
    {
        const auto profile = profileOf(0.9, 0.3, 0.95);
        QVERIFY(bestServing(profile, 0.1, Share{0.6}, std::nullopt).serving.moved);
        const ServingOffer little = bestServing(profile, 0.1, Share{0.29}, Serving{Server::Teacher, true, 5.0});
        QVERIFY(!little.serving.moved && little.serving.server == Server::Teacher);
    }

    void ratesThatHardlyDifferAreNoOtherWay()
    {
        const Serving current{Server::Teacher, true, 4.0};
        QVERIFY(!isAnother(current, {Server::Teacher, true, 4.8}));
        QVERIFY(!isAnother(current, {Server::Teacher, true, 3.3}));
        QVERIFY(isAnother(current, {Server::Teacher, true, 5.2}));
        QVERIFY(isAnother(current, {Server::Teacher, true, 3.1}));
        QVERIFY(isAnother(current, {Server::Teacher, false, 4.0}));
        QVERIFY(isAnother(current, {Server::Student, true, 4.0}));
    }

    void onlyWhatHasAPriceIsOffered()
    {
        const ServingEstimate estimate(kFramesPerSecond, 2);
        const auto student = estimate.profile({.student = GpuSeconds{0.01}});
        QVERIFY(student.alternatives.empty());
        QVERIFY2(near(student.fullRateDemand.value, 0.0525, 1e-9), "five frames a second, and a little to catch up");
        const auto golden = estimate.profile({.student = GpuSeconds{0.01}, .teacher = GpuSeconds{0.1}});
        QCOMPARE(golden.alternatives.size(), std::size_t{1});
        QVERIFY(curveOf(golden, Server::Teacher, false));
        QVERIFY(near(golden.alternatives[0].fullRateDemand.value, 0.525, 1e-9));
        const auto moving = estimate.profile({.student = GpuSeconds{0.01}, .moving = GpuSeconds{0.002}});
        QCOMPARE(moving.alternatives.size(), std::size_t{1});
        QVERIFY(curveOf(moving, Server::Student, true));
        QVERIFY(near(moving.alternatives[0].moving.value, 0.012, 1e-9));
        const auto all =
            estimate.profile({.student = GpuSeconds{0.01}, .teacher = GpuSeconds{0.1}, .moving = GpuSeconds{0.002}});
        QCOMPARE(all.alternatives.size(), std::size_t{4});
        const auto* taughtAndMoved = curveOf(all, Server::Teacher, true);
        QVERIFY(taughtAndMoved && near(taughtAndMoved->moving.value, 0.012, 1e-9));
    }

    void bothInTurnCostTheMeanAndAreWorthTheMoreOfTheGoldenModelTheOftenerItComes()
    {
        const ServingEstimate estimate(kFramesPerSecond, 1);
        const auto profile =
            estimate.profile({.student = GpuSeconds{0.01}, .teacher = GpuSeconds{0.1}, .moving = GpuSeconds{0.002}});
        const auto* both = curveOf(profile, Server::Both, true);
        const auto* golden = curveOf(profile, Server::Teacher, true);
        const auto* student = curveOf(profile, Server::Student, true);
        QVERIFY(both && golden && student);
        QVERIFY(near(both->fullRateDemand.value, 5.0 * 0.04 * 1.05, 1e-9));
        for (std::size_t i = 0; i < both->factor.size(); ++i) {
            const double model = 0.6;
            const double worth = both->offset[i] + both->factor[i] * model;
            QVERIFY(worth <= std::max(golden->factor[i], model * student->factor[i]) + 1e-9);
            QVERIFY(worth >= std::min(golden->factor[i], model * student->factor[i]) - 1e-9);
        }
        QVERIFY(both->offset[0] / golden->factor[0] > both->offset[9] / golden->factor[9] + 0.2);
    }

    void theProfileIsOneThatPlannersAccept()
    {
        ServingEstimate estimate(kFramesPerSecond, 1);
        estimate.learn({labelledAt(0s, 0), labelledAt(1s, 9), labelledAt(2s, 18), labelledAt(3s, 27)});
        estimate.refit();
        scheduling::WindowProblem problem;
        problem.seconds = 100.0;
        problem.devices.push_back({DeviceId{0}});
        scheduling::StreamProblem stream;
        stream.inference =
            estimate.profile({.student = GpuSeconds{0.01}, .teacher = GpuSeconds{0.1}, .moving = GpuSeconds{0.002}});
        problem.streams.push_back(stream);
        const Status valid = validate(problem);
        QVERIFY2(valid, valid ? "" : valid.error().text().c_str());
    }

    void boxesOfAFastStreetAreWorthLessThanThoseOfASlowOne()
    {
        const auto learnt = [](float pixelsASecond) {
            ServingEstimate estimate(kFramesPerSecond, 1);
            std::vector<learning::LabelledFrame> sample;
            for (int i = 0; i < 20; ++i)
                sample.push_back(labelledAt(i * 500ms, pixelsASecond * 0.5F * static_cast<float>(i)));
            estimate.learn(sample);
            estimate.refit();
            return estimate.profile({.student = GpuSeconds{0.01}, .teacher = GpuSeconds{0.1}});
        };
        const auto fast = learnt(60.0F);
        const auto slow = learnt(1.0F);
        for (const std::size_t k : {std::size_t{4}, std::size_t{9}}) {
            QVERIFY(fast.factor[k] + 0.2 < slow.factor[k]);
            QVERIFY(fast.alternatives[0].factor[k] + 0.2 < slow.alternatives[0].factor[k]);
        }
        QVERIFY(slow.factor[9] > 0.8);
    }

    void boxesThatAreMovedAreJudgedByThoseThatWereMoved()
    {
        ServingEstimate estimate(kFramesPerSecond, 1);
        for (int i = 0; i < 40; ++i) {
            estimate.add({0.5 + 0.1 * (i % 10), 0.1, 9.0, false});
            estimate.add({0.5 + 0.1 * (i % 10), 0.95, 9.0, true});
        }
        const auto before = estimate.profile({.student = GpuSeconds{0.01}, .moving = GpuSeconds{0.002}});
        estimate.refit();
        const auto after = estimate.profile({.student = GpuSeconds{0.01}, .moving = GpuSeconds{0.002}});
        QVERIFY2(before.factor != after.factor, "until then what was added is not in the curves");
        QVERIFY(after.factor[4] < 0.5);
        QVERIFY(curveOf(after, Server::Student, true)->factor[4] > 0.9);
    }

    void ofEachKindTheNewestAreKeptAndGoOnInAResumedRun()
    {
        ServingEstimate estimate(kFramesPerSecond, 1);
        for (int i = 0; i < 100; ++i)
            estimate.add({1.0, i / 100.0, 5.0, i % 5 == 0});
        const auto kept = estimate.atBorder();
        const auto moved = std::count_if(kept.begin(), kept.end(), [](const AgedBoxes& each) { return each.moved; });
        QCOMPARE(moved, std::ptrdiff_t{20});
        QCOMPARE(kept.size(), std::size_t{84});
        QVERIFY2(std::find(kept.begin(), kept.end(), AgedBoxes{1.0, 0.19, 5.0, false}) == kept.end(), "it was old");
        QVERIFY(std::find(kept.begin(), kept.end(), AgedBoxes{1.0, 0.21, 5.0, false}) != kept.end());

        ServingEstimate next(kFramesPerSecond, 1);
        next.restore(kept);
        estimate.refit();
        const ServingCosts costs{GpuSeconds{0.01}, GpuSeconds{0.1}, GpuSeconds{0.002}};
        QVERIFY(next.profile(costs) == estimate.profile(costs));
        QVERIFY(next.atBorder() == kept);
    }

    void aWindowLaterWhatWasSeenCountsHalf()
    {
        ServingEstimate estimate(kFramesPerSecond, 1);
        estimate.add({1.0, 0.5, 8.0, false});
        estimate.age();
        QCOMPARE(estimate.atBorder(), (std::vector<AgedBoxes>{{1.0, 0.5, 4.0, false}}));
        for (int window = 0; window < 5; ++window)
            estimate.age();
        QVERIFY2(estimate.atBorder().empty(), "what counts for nothing is not kept");
    }

    void aCameraThatSawNothingIsBelievedToBeLikeTheOthers()
    {
        std::vector<AgedBoxes> ofOthers(60, {1.0, 0.2, 9.0, true});
        ServingEstimate alone(kFramesPerSecond, 1);
        ServingEstimate told(kFramesPerSecond, 1);
        ServingEstimate sawItself(kFramesPerSecond, 1);
        for (int i = 0; i < 60; ++i)
            sawItself.add({1.0, 0.9, 9.0, true});
        told.consider(commonAgeing(ofOthers));
        sawItself.consider(commonAgeing(ofOthers));
        for (ServingEstimate* each : {&alone, &told, &sawItself})
            each->refit();
        const auto worth = [](const ServingEstimate& estimate) {
            const ServingCosts costs{GpuSeconds{0.01}, GpuSeconds{0.1}, GpuSeconds{0.002}};
            return curveOf(estimate.profile(costs), Server::Teacher, true)->factor[4];
        };
        QVERIFY(worth(told) + 0.2 < worth(alone));
        QVERIFY2(worth(sawItself) > worth(told) + 0.3, "what it saw itself counts for more");
    }

    void whatCamerasHaveInCommonIsOneOfEachAgeWithNoMoreWeightThanAFewWindows()
    {
        std::vector<AgedBoxes> aged;
        for (int i = 0; i < 100; ++i) {
            aged.push_back({0.4, i % 2 == 0 ? 0.6 : 0.8, 9.0, true});
            aged.push_back({1.2, 0.5, 1.0, true});
        }
        aged.push_back({0.4, 0.9, 3.0, false});
        aged.push_back({0.4, 0.9, 3.0, false, Server::Student});
        const auto common = commonAgeing(aged);
        QCOMPARE(common.size(), std::size_t{4});
        double moved = 0.0;
        for (const AgedBoxes& each : common) {
            moved += each.moved ? each.objects : 0.0;
            if (each.moved && each.age < 1.0)
                QVERIFY(near(each.agreement, 0.7) && near(each.objects, 135.0));
            if (!each.moved)
                QVERIFY(near(each.objects, 3.0));
        }
        QVERIFY(near(moved, 150.0));
        QVERIFY(commonAgeing({}).empty());
    }

    void labelsOfServedFramesSayHowTheOlderOnesLast()
    {
        const auto taught = [](Nanoseconds time, float x) {
            TaughtFrame frame;
            frame.frame.time = time;
            frame.labels = {{{x, 10, x + 30, 40}, ClassId{0}, 0.9F}, {{300, 10, 330, 40}, ClassId{0}, 0.9F}};
            return frame;
        };
        const auto aged = agedLabels(taught(1s, 50), taught(2s, 100), 1);
        QVERIFY(aged && near(aged->age, 1.0) && near(aged->agreement, 0.5) && near(aged->objects, 2.0));
        QVERIFY(!aged->moved && aged->server == Server::Teacher);
        QVERIFY(!agedLabels(taught(1s, 50), TaughtFrame{}, 1));
    }

    void aFrameWithNothingOnItSaysNothingOfOlderBoxes()
    {
        QVERIFY(!agedBoxes(labelledAt(0s, 0), labelledAt(1s, 0, 0), 1, false));
        const auto aged = agedBoxes(labelledAt(1s, 0, 2), labelledAt(3s, 0, 4), 1, false);
        QVERIFY(aged.has_value());
        QVERIFY(near(aged->age, 2.0) && near(aged->agreement, 2.0 / 3.0) && near(aged->objects, 4.0));
        QVERIFY(!aged->moved);
    }

    void whatMovingCostsIsMeasuredWithBoxesThatMove()
    {
        const learning::CalibrationBatch batch = movingBatch(texturedFrame(0), texturedFrame(3));
        QCOMPARE(batch.costShape, vision::kMoveShape);
        batch.run();
    }
};

QTEST_GUILESS_MAIN(TestServingEstimate)
#include "tst_serving_estimate.moc"
