// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/carry_over.h"
#include "engine/runtime/device_shares.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace std::chrono_literals;

namespace {

constexpr double kScored = 0.1;

enum class State { Samples, Profiles, Waits, Retrains };

CameraShares camera(std::uint32_t number, State state, double inference, double retraining)
{
    CameraShares shares{.inference = JobId{number * 10},
                        .scoring = JobId{number * 10 + 1},
                        .sampling = JobId{number * 10 + 4},
                        .scored = Share{kScored}};
    if (state == State::Profiles)
        shares.profiling = JobId{number * 10 + 2};
    if (state == State::Retrains)
        shares.retraining = JobId{number * 10 + 3};
    shares.samples = state == State::Samples;
    shares.planned = {Share{inference}, Share{retraining}, std::nullopt};
    return shares;
}

double sum(const std::vector<compute::ShareRequest>& requests)
{
    double shares = 0.0;
    for (const compute::ShareRequest& request : requests)
        shares += request.share.value;
    return shares;
}

double shareOf(const std::vector<compute::ShareRequest>& requests, std::uint32_t job)
{
    const auto found = std::find_if(requests.begin(), requests.end(),
                                    [job](const compute::ShareRequest& request) { return request.job == JobId{job}; });
    return found == requests.end() ? 0.0 : found->share.value;
}

} // namespace

/// What a run makes of a plan's shares, and what it tells the planner of the time after the window.
class TestDeviceShares : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void theJobsAskForWhatThePlanGaveWhateverTheCamerasDo()
    {
        for (const State a : {State::Samples, State::Profiles, State::Retrains})
            for (const State b : {State::Samples, State::Profiles, State::Retrains}) {
                const auto requests = shareRequests({camera(0, a, 0.1, 0.43), camera(1, b, 0.07, 0.2)});
                QVERIFY2(std::abs(sum(requests) - 1.0) < 1e-10, std::to_string(sum(requests)).c_str());
            }
        QVERIFY(sum(shareRequests({camera(0, State::Waits, 0.1, 0.67)})) < 0.21);
    }

    void aRetrainingsShareGoesToWhatComesBeforeIt()
    {
        QCOMPARE(shareOf(shareRequests({camera(0, State::Samples, 0.1, 0.5)}), 4), 0.5);
        QCOMPARE(shareOf(shareRequests({camera(0, State::Profiles, 0.1, 0.5)}), 2), 0.5);
        const auto retrains = shareRequests({camera(0, State::Retrains, 0.1, 0.5)});
        QCOMPARE(shareOf(retrains, 1), kScored);
        QCOMPARE(shareOf(retrains, 3), 0.5);
        QVERIFY(shareOf(retrains, 4) < compute::kSmallestShare.value);
    }

    void movingBoxesTakesItsPartOfTheInferencesShare()
    {
        auto moves = camera(1, State::Retrains, 0.3, 0.2);
        moves.moving = JobId{15};
        moves.moved = Share{0.12};
        const auto requests = shareRequests({camera(0, State::Profiles, 0.1, 0.1), moves});
        QVERIFY(std::abs(shareOf(requests, 10) - 0.18) < 1e-12);
        QCOMPARE(shareOf(requests, 15), 0.12);
        const double without =
            sum(shareRequests({camera(0, State::Profiles, 0.1, 0.1), camera(1, State::Retrains, 0.3, 0.2)}));
        QVERIFY2(std::abs(sum(requests) - without) < 1e-9, "together they ask for what the plan gave");
    }

    void whereTheInferencesShareIsTooSmallMovingTakesItAllAndNoMore()
    {
        auto moves = camera(1, State::Retrains, 0.05, 0.2);
        moves.moving = JobId{15};
        moves.moved = Share{0.12};
        const auto requests = shareRequests({moves});
        QCOMPARE(shareOf(requests, 10), 0.0);
        QCOMPARE(shareOf(requests, 15), 0.05);
    }

    void aPriceForMovingTakesNothingWhereNothingIsMoved()
    {
        auto still = camera(1, State::Retrains, 0.3, 0.2);
        still.moved = Share{0.12};
        QCOMPARE(shareOf(shareRequests({still}), 10), 0.3);
    }

    void whatIsNotPlannedForTakesWhatOthersLeaveOver()
    {
        for (const auto& [state, job] : {std::pair{State::Profiles, 2U}, std::pair{State::Samples, 4U}}) {
            const auto requests = shareRequests({camera(0, state, 0.1, 0.0), camera(1, State::Retrains, 0.1, 0.6)});
            QVERIFY(shareOf(requests, job) > 0.0 && shareOf(requests, job) < compute::kSmallestShare.value);
        }
    }

    void whatIsLeftOverGoesToOneCameraAfterTheOther()
    {
        auto last = camera(0, State::Samples, 0.1, 0.0);
        auto first = camera(1, State::Profiles, 0.1, 0.0);
        last.turn = 5;
        first.turn = 4;
        const auto requests = shareRequests({last, first});
        QVERIFY(shareOf(requests, 12) > shareOf(requests, 4));
        QVERIFY2(shareOf(requests, 4) > shareOf(requests, 14), "nobody waits for frames that no round asked for");
    }

    void withManyCamerasTheLastOnesPreparationStillComesBeforeWhatNobodyWaitsFor()
    {
        auto last = camera(1, State::Samples, 0.0, 0.0);
        last.turn = 999;
        auto beforeIt = camera(2, State::Samples, 0.0, 0.0);
        beforeIt.turn = 998;
        const auto requests = shareRequests({camera(0, State::Waits, 0.0, 0.0), last, beforeIt});
        QVERIFY(shareOf(requests, 14) > shareOf(requests, 4));
        QVERIFY(shareOf(requests, 24) > shareOf(requests, 14));
    }

    void preparationFollowsThePlanThenWhatIsLeftThenTheGain()
    {
        scheduling::WindowProblem problem;
        const auto add = [&](double labelling, double gain) {
            scheduling::StreamProblem stream;
            stream.preparation = {GpuSeconds{labelling}, GpuSeconds{0.2}};
            stream.startAccuracy = scheduling::Estimate::exact(0.3);
            stream.options.push_back({.finalAccuracy = scheduling::Estimate::exact(0.3 + gain)});
            problem.streams.push_back(stream);
        };
        add(1.0, 0.1);
        add(1.0, 0.2);
        add(0.5, 0.0);
        add(9.0, 0.0);
        add(9.0, 0.0);
        scheduling::Allocation now(problem);
        now.retraining(4) = Share{0.5};
        scheduling::Allocation then(problem);
        then.retraining(3) = Share{0.5};
        scheduling::Plan plan;
        plan.steps = {{0.0, now}, {5.0, then}};
        QVERIFY((preparationOrder(problem, plan) == std::vector<std::size_t>{4, 3, 2, 1, 0}));
    }

    void modelsCarryOverForTheTimeTheyServeAndThePartOfTheirAccuracyThatTheyKeep()
    {
        CarryOver carryOver(40s);
        QCOMPARE(carryOver.seconds(), 10.0);
        for (int i = 0; i < 999; ++i)
            carryOver.add({Accuracy{0.8}, Accuracy{0.6}, 20s});
        QVERIFY(std::abs(carryOver.seconds() - 15.0) < 0.01);
    }

    void modelsThatGotBetterCountNoMoreThanTheyServe()
    {
        CarryOver carryOver(40s);
        for (int i = 0; i < 99; ++i)
            carryOver.add({Accuracy{0.2}, Accuracy{0.9}, 20s});
        QCOMPARE(carryOver.seconds(), 20.0);
    }
};

QTEST_GUILESS_MAIN(TestDeviceShares)
#include "tst_device_shares.moc"
