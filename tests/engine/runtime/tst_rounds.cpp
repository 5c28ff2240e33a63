// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/runtime/executor_bench.h"
#include "tests/support/fake_device.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <string>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using namespace std::chrono_literals;

namespace {

/// Finds one object, of the class that is its number, and keeps the sizes of the rounds that it led.
class CountingStudent final : public learning::Student {
public:
    CountingStudent(std::uint32_t number, std::string kind) : m_number(number), m_kind(std::move(kind)) { }

    Result<std::vector<Detection>> detect(const VideoFrame& frame, float) override
    {
        ++alone;
        if (frame.index < 0)
            return fail(ErrorCode::InvalidInput, "There is nothing to be seen.");
        return std::vector{Detection{{}, ClassId{m_number}, 1.0F}};
    }
    std::string kindOfRound() const override { return m_kind; }
    std::vector<Result<std::vector<Detection>>> lookTogether(std::span<const learning::Look> looks) override
    {
        rounds.push_back(looks.size());
        return Student::lookTogether(looks);
    }
    std::size_t classes() const override { return 100; }
    std::string costShape() const override { return "tiny"; }

    int alone = 0;
    std::vector<std::size_t> rounds;

private:
    std::uint32_t m_number;
    std::string m_kind;
};

/// Looks at a frame whenever there is one.
class LookingJob final : public Job {
public:
    LookingJob(std::uint32_t id, std::string kind) :
        Job(JobId{id}, JobKind::Inference, {CameraId{id}}), student(std::make_shared<CountingStudent>(id, kind))
    {
    }

    bool ready() const override { return due > 0 && !isUnderWay; }
    std::string kindOfRound() const override { return student->kindOfRound(); }
    Result<Batch> takeBatch() override
    {
        --due;
        isUnderWay = true;
        const BatchLook look{student, {.index = isBlind ? -1 : 0}, 0.5F, [this](const auto& detections) {
                                 return detections.map([&](const std::vector<Detection>& these) {
                                     found.push_back(these.front().label.value);
                                     return BatchOutcome{};
                                 });
                             }};
        return Batch{.runs = {BatchRun{"tiny"}}, .work = look, .look = look};
    }
    void batchDone() override
    {
        isUnderWay = false;
        ++done;
    }

    std::shared_ptr<CountingStudent> student;
    std::vector<std::uint32_t> found;
    int due = 1;
    int done = 0;
    bool isUnderWay = false;
    bool isBlind = false;
};

constexpr Nanoseconds kRound = 600us;

/// Looking jobs of equal shares in one lane, or in as many as are asked for.
struct Lookers {
    explicit Lookers(std::uint32_t count, ClockKind clock = ClockKind::Wall, std::uint32_t lanes = 1) :
        device(new FakeDevice(FakeDevice::Settings{.mostPools = 1,
                                                   .lanesPerPool = lanes,
                                                   .duration = [](compute::LaneId, compute::Ticket) { return kRound; },
                                                   .atOnce = clock == ClockKind::Device})),
        bench(std::unique_ptr<compute::Device>(device), clock)
    {
        Shares shares;
        for (std::uint32_t id = 1; id <= count; ++id) {
            jobs.push_back(std::make_shared<LookingJob>(id, "detector"));
            bench.executor.add(jobs.back());
            shares.push_back({JobId{id}, Share{1.0 / count}, true});
        }
        QVERIFY(bench.executor.setShares(shares));
    }

    void go()
    {
        while (bench.executor.submit() && !bench.executor.isIdle()) {
            device->advance(*device->nextEnd() - device->now());
            bench.executor.settle({});
        }
    }

    std::vector<std::size_t> rounds() const
    {
        std::vector<std::size_t> all;
        for (const auto& job : jobs)
            all.insert(all.end(), job->student->rounds.begin(), job->student->rounds.end());
        std::sort(all.begin(), all.end());
        return all;
    }

    FakeDevice* device;
    Bench bench;
    std::vector<std::shared_ptr<LookingJob>> jobs;
};

} // namespace

/// Looks of several cameras that are done in one.
class TestRounds : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsDueInALaneIsDoneInOneRound()
    {
        Lookers lookers(5);
        lookers.go();
        QCOMPARE(lookers.rounds(), std::vector<std::size_t>{5});
        for (std::uint32_t id = 1; id <= 5; ++id) {
            QCOMPARE(lookers.jobs[id - 1]->done, 1);
            QVERIFY2(lookers.jobs[id - 1]->found == std::vector{id}, "everyone gets what their own student found");
        }
        QVERIFY2(lookers.device->now() == kRound, "at once");
    }

    void aRoundHasNoMoreLooksThanItMay()
    {
        Lookers lookers(learning::kMostLooks + 3);
        lookers.go();
        QCOMPARE(lookers.rounds(), (std::vector<std::size_t>{3, learning::kMostLooks}));
    }

    void eachIsChargedItsPartOfTheRound()
    {
        Lookers lookers(4);
        lookers.go();
        double charged = 0.0;
        for (const JobCharge& charge : lookers.bench.executor.takeCharges()) {
            QVERIFY(near(charge.cost.value, toSeconds(kRound) / 4, 1e-9));
            charged += charge.cost.value;
        }
        QVERIFY(near(charged, toSeconds(kRound), 1e-9));
        QVERIFY2(near(lookers.bench.costs.cost("tiny")->value, toSeconds(kRound) / 4, 1e-9), "and that is learned");
    }

    void studentsOfDifferentKindsLookForThemselves()
    {
        Lookers lookers(4);
        lookers.jobs[1]->student = std::make_shared<CountingStudent>(2, "another");
        lookers.jobs[2]->student = std::make_shared<CountingStudent>(3, "");
        lookers.go();
        QCOMPARE(lookers.rounds(), (std::vector<std::size_t>{1, 2}));
        QVERIFY2(lookers.jobs[2]->student->rounds.empty() && lookers.jobs[2]->done == 1, "by its own work");
    }

    void whereTimeIsPricedThereAreNoRounds()
    {
        Lookers lookers(4, ClockKind::Device);
        lookers.bench.runUntil(1h);
        QVERIFY(lookers.rounds().empty());
        for (const auto& job : lookers.jobs)
            QCOMPARE(job->done, 1);
        QVERIFY2(lookers.bench.clock().now() == 4 * 500us, "one after the other, as the table says");
    }

    void oneThatFailsFailsAlone()
    {
        Lookers lookers(3);
        lookers.jobs[1]->isBlind = true;
        lookers.go();
        QCOMPARE(lookers.rounds(), std::vector<std::size_t>{3});
        QCOMPARE(lookers.jobs[1]->failure()->message, std::string("There is nothing to be seen."));
        QVERIFY(lookers.jobs[0]->done == 1 && lookers.jobs[2]->done == 1);
        QCOMPARE(bodies<JobFailed>(lookers.bench.recording.events()).size(), std::size_t{1});
    }

    void aDeviceThatTakesNoRoundFailsAllThatWereInIt()
    {
        Lookers lookers(3);
        lookers.device->lose();
        QCOMPARE(lookers.bench.executor.submit().error().code, ErrorCode::NotFound);
        for (const auto& job : lookers.jobs)
            QCOMPARE(job->failure()->code, ErrorCode::NotFound);
        QVERIFY(lookers.bench.executor.isIdle());
    }

    void aJobThatLeavesDuringTheRoundIsChargedAllTheSame()
    {
        Lookers lookers(2);
        QVERIFY(lookers.bench.executor.submit());
        QVERIFY(lookers.bench.executor.isUnderWay(JobId{2}));
        lookers.bench.executor.remove(JobId{2});
        lookers.go();
        QCOMPARE(lookers.jobs[1]->done, 0);
        QVERIFY(near(lookers.jobs[1]->charged().value, toSeconds(kRound) / 2, 1e-9));
        QCOMPARE(bodies<JobFinished>(lookers.bench.recording.events()).size(), std::size_t{1});
    }

    void pausedJobsAreNotTakenAlong()
    {
        Lookers lookers(3);
        QVERIFY(lookers.bench.executor.setShares(
            {{JobId{1}, Share{0.5}, true}, {JobId{2}, Share{0.0}, true}, {JobId{3}, Share{0.5}, true}}));
        lookers.go();
        QCOMPARE(lookers.rounds(), std::vector<std::size_t>{2});
        QCOMPARE(lookers.jobs[1]->done, 0);
    }

    void lanesHaveRoundsOfTheirOwn()
    {
        Lookers lookers(6, ClockKind::Wall, 2);
        lookers.go();
        QCOMPARE(lookers.rounds(), (std::vector<std::size_t>{3, 3}));
    }

    void whoIsDueAgainMeanwhileIsInTheNextRound()
    {
        Lookers lookers(4);
        for (const auto& job : lookers.jobs)
            job->due = 3;
        lookers.go();
        QCOMPARE(lookers.rounds(), (std::vector<std::size_t>{4, 4, 4}));
    }
};

QTEST_APPLESS_MAIN(TestRounds)
#include "tst_rounds.moc"
