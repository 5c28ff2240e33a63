// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/layout.h"

#include "tests/support/property_seed.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

using namespace jackdaw;
using namespace jackdaw::compute;

namespace {

constexpr JobId kA{1};
constexpr JobId kB{2};
constexpr JobId kC{3};
constexpr JobId kD{4};

using Shares = std::vector<ShareRequest>;

DeviceInfo device(std::uint32_t pools, std::uint32_t lanes, double unit = 0.0)
{
    return {.kind = "fake", .name = "fake", .mostPools = pools, .lanesPerPool = lanes, .unit = Share{unit}};
}

/// One like a card of 132 multiprocessors that are divided by eights.
DeviceInfo card(std::uint32_t lanes = 2)
{
    return device(4, lanes, 8.0 / 132.0);
}

const PlacedJob& placed(const Layout& layout, JobId job)
{
    return *std::find_if(layout.jobs.begin(), layout.jobs.end(),
                         [job](const PlacedJob& each) { return each.request.job == job; });
}

LaneId laneOf(const Layout& layout, JobId job)
{
    return placed(layout, job).lane;
}

double grantedTo(const Layout& layout, JobId job)
{
    return layout.granted(placed(layout, job)).value;
}

bool near(double a, double b, double tolerance = 1e-9)
{
    return std::abs(a - b) <= tolerance;
}

double sum(const std::vector<Share>& shares)
{
    double total = 0.0;
    for (const Share share : shares)
        total += share.value;
    return total;
}

/// None to eight jobs whose shares sum to at most 1, some paused, some in the background, all kinds mixed.
Shares randomRequests()
{
    const auto parts = *rc::gen::container<std::vector<int>>(static_cast<std::size_t>(*rc::gen::inRange(0, 9)),
                                                             rc::gen::inRange(0, 12));
    double total = *rc::gen::inRange(0, 20);
    for (const int part : parts)
        total += part;
    Shares shares;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const double share = parts[i] == 1 ? 1e-7 : parts[i] / std::max(total, 1.0);
        shares.push_back({JobId{static_cast<std::uint32_t>(i)}, Share{share}, *rc::gen::arbitrary<bool>(),
                          *rc::gen::inRange(0, 4) == 0});
    }
    return shares;
}

DeviceInfo randomDevice()
{
    const auto pools = static_cast<std::uint32_t>(*rc::gen::inRange(1, 6));
    const auto lanes = static_cast<std::uint32_t>(*rc::gen::inRange(1, 4));
    return device(pools, lanes, *rc::gen::element(0.0, 8.0 / 132.0, 0.1, 0.25, 0.5, 1.0));
}

} // namespace

class TestLayout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { jackdaw::testing::usePropertyParameters("seed=2026 max_success=1000"); }

    void oneLaneTakesAllJobsAndGrantsWhatIsAskedFor()
    {
        const auto layout = layOut({{kA, Share{0.2}, true}, {kB, Share{0.5}}, {kC, Share{0.0}}}, DeviceInfo{});
        QVERIFY(layout);
        QCOMPARE(layout->pools, std::vector<Share>{Share{1.0}});
        for (const PlacedJob& job : layout->jobs) {
            QVERIFY(job.lane == LaneId{});
            QVERIFY(near(layout->granted(job).value, job.request.share.value, 0.0));
        }
        QCOMPARE(layout->space({}), Share{1.0});
    }

    void thereIsALayoutWithoutAnyJob()
    {
        for (const DeviceInfo& each : {DeviceInfo{}, card()}) {
            const auto layout = layOut({}, each);
            QVERIFY(layout && layout->jobs.empty() && layout->lanes().empty());
            QVERIFY(checkPools(layout->pools, each));
        }
    }

    void latencyJobsHaveAPoolOfTheirOwn()
    {
        const auto layout =
            layOut({{kA, Share{0.1}, true}, {kB, Share{0.4}}, {kC, Share{0.2}, true}, {kD, Share{0.3}}}, device(3, 2));
        QVERIFY(layout);
        QCOMPARE(layout->pools.size(), std::size_t{3});
        QVERIFY(near(layout->pools[0].value, 0.3) && near(layout->pools[1].value, 0.4));
        QVERIFY(laneOf(*layout, kA).pool == 0 && laneOf(*layout, kC).pool == 0);
        QVERIFY2(laneOf(*layout, kA) != laneOf(*layout, kC), "side by side while there are lanes");
        QVERIFY(laneOf(*layout, kB).pool == 1 && laneOf(*layout, kD).pool == 2);
    }

    void spaceThatNobodyAskedForIsGivenToo()
    {
        const auto layout = layOut({{kA, Share{0.1}, true}, {kB, Share{0.4}}}, device(3, 2));
        QVERIFY(layout);
        QVERIFY(near(sum(layout->pools), 1.0));
        QVERIFY(near(grantedTo(*layout, kA), 0.2) && near(grantedTo(*layout, kB), 0.8));
    }

    void theSmallestJoinAPoolWhereThereAreMoreJobsThanPools()
    {
        const auto layout = layOut({{kA, Share{0.5}}, {kB, Share{0.2}}, {kC, Share{0.3}}}, device(2, 2));
        QVERIFY(layout);
        QVERIFY(near(layout->pools[0].value, 0.5) && near(layout->pools[1].value, 0.5));
        QVERIFY(laneOf(*layout, kB).pool == 1 && laneOf(*layout, kC).pool == 1);
        QVERIFY2(laneOf(*layout, kB) != laneOf(*layout, kC), "side by side while there are lanes");
        QVERIFY(near(layout->space(laneOf(*layout, kB)).value, 0.25));
        QVERIFY(near(grantedTo(*layout, kB), 0.2));
    }

    void jobsTakeTurnsWhereThereAreMoreJobsThanLanes()
    {
        const auto layout = layOut({{kA, Share{0.5}}, {kB, Share{0.2}}, {kC, Share{0.3}}}, device(2, 1));
        QVERIFY(laneOf(*layout, kB) == laneOf(*layout, kC));
        QVERIFY(near(layout->space(laneOf(*layout, kB)).value, 0.5));
    }

    void sharesOfTimeTakeTurnsInOneLane()
    {
        const auto layout =
            layOut({{kA, Share{0.3}, false, true}, {kB, Share{0.4}}, {kC, Share{0.2}, false, true}}, device(4, 2));
        QVERIFY(laneOf(*layout, kA) == laneOf(*layout, kC));
        QVERIFY(laneOf(*layout, kB).pool != laneOf(*layout, kA).pool);
        QVERIFY(near(layout->pools[laneOf(*layout, kA).pool].value, 0.5 / 0.9));
    }

    void poolsAreMultiplesOfTheUnitAndNoneIsEmpty()
    {
        const auto layout = layOut({{kA, Share{0.01}, true}, {kB, Share{0.5}}, {kC, Share{0.4}}}, card());
        QVERIFY(layout);
        QCOMPARE(layout->pools.size(), std::size_t{3});
        const double unit = 8.0 / 132.0;
        QVERIFY(near(layout->pools[0].value, unit));
        for (const Share pool : layout->pools)
            QVERIFY(near(std::round(pool.value / unit) * unit, pool.value));
        QVERIFY(near(sum(layout->pools), 16 * unit));
        QVERIFY(layout->pools[1] >= layout->pools[2]);
    }

    void pausedJobsTakeNoSpace()
    {
        const auto layout = layOut({{kA, Share{0.3}, true}, {kB, Share{0.0}}, {kC, Share{1e-8}}}, card());
        QCOMPARE(layout->pools.size(), std::size_t{1});
        QCOMPARE(grantedTo(*layout, kB), 0.0);
        QVERIFY(near(grantedTo(*layout, kA), layout->pools[0].value, 1e-6));
    }

    void layoutsOfRandomRequestsAreValid()
    {
        QVERIFY(rc::check("valid layouts", [] {
            const Shares requests = randomRequests();
            const DeviceInfo info = randomDevice();
            const auto layout = layOut(requests, info);
            RC_ASSERT(layout.has_value());
            RC_ASSERT(checkPools(layout->pools, info).has_value());
            RC_ASSERT(layout->jobs.size() == requests.size());
            double granted = 0.0;
            std::map<LaneId, double> space;
            for (std::size_t i = 0; i < requests.size(); ++i) {
                const PlacedJob& job = layout->jobs[i];
                RC_ASSERT(job.request.job == requests[i].job);
                RC_ASSERT(job.lane.pool < layout->pools.size() && job.lane.lane < info.lanesPerPool);
                RC_ASSERT((layout->granted(job).value == 0.0) == (job.request.share.value == 0.0));
                granted += layout->granted(job).value;
                if (job.request.share >= kSmallestShare)
                    space[job.lane] = layout->space(job.lane).value;
            }
            RC_ASSERT(granted <= 1.0 + 1e-9);
            double whole = 0.0;
            for (const auto& [lane, part] : space)
                whole += part;
            RC_ASSERT(whole <= sum(layout->pools) + 1e-9);
        }));
    }

    void randomLatencyJobsAreInTheInferencePoolAloneWhereThereAreSeveral()
    {
        QVERIFY(rc::check("inference pool", [] {
            const auto layout = *layOut(randomRequests(), randomDevice());
            const auto claims = [&](bool latency) {
                return std::any_of(layout.jobs.begin(), layout.jobs.end(), [&](const PlacedJob& job) {
                    return job.request.latency == latency && job.request.share >= kSmallestShare;
                });
            };
            for (const PlacedJob& job : layout.jobs) {
                RC_ASSERT(!job.request.latency || job.lane.pool == 0);
                if (layout.pools.size() > 1 && claims(true) && claims(false))
                    RC_ASSERT(job.request.latency || job.lane.pool > 0);
            }
        }));
    }

    void theOrderOfTheRequestsDoesNotMatter()
    {
        QVERIFY(rc::check("order", [] {
            Shares requests = randomRequests();
            const DeviceInfo info = randomDevice();
            const auto layout = *layOut(requests, info);
            std::reverse(requests.begin(), requests.end());
            const auto reversed = *layOut(requests, info);
            for (const PlacedJob& job : layout.jobs)
                RC_ASSERT(laneOf(reversed, job.request.job) == job.lane);
            for (std::size_t i = 0; i < layout.pools.size(); ++i)
                RC_ASSERT(near(layout.pools[i].value, reversed.pools[i].value));
        }));
    }

    void badSharesAreRejected_data()
    {
        QTest::addColumn<double>("first");
        QTest::addColumn<double>("second");
        QTest::addColumn<bool>("sameJob");
        QTest::newRow("sum above 1") << 0.6 << 0.6 << false;
        QTest::newRow("just above 1") << 0.5 << 0.500001 << false;
        QTest::newRow("negative") << -0.1 << 0.5 << false;
        QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << 0.5 << false;
        QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << 0.5 << false;
        QTest::newRow("job twice") << 0.2 << 0.2 << true;
    }

    void badSharesAreRejected()
    {
        QFETCH(double, first);
        QFETCH(double, second);
        QFETCH(bool, sameJob);
        for (const DeviceInfo& each : {DeviceInfo{}, card()}) {
            const auto result = layOut({{kA, Share{first}}, {sameJob ? kA : kB, Share{second}}}, each);
            QVERIFY(!result);
            QCOMPARE(result.error().code, ErrorCode::InvalidInput);
            QVERIFY(result.error().message.find("expected") != std::string::npos);
        }
    }

    void sumsWithinRoundingAreAccepted()
    {
        Shares tenths;
        for (std::uint32_t i = 0; i < 10; ++i)
            tenths.push_back({JobId{i}, Share{0.1}});
        const auto layout = layOut(tenths, DeviceInfo{});
        QVERIFY(layout);
        QCOMPARE(layout->jobs.size(), std::size_t{10});
        for (const PlacedJob& job : layout->jobs)
            QCOMPARE(layout->granted(job), job.request.share);
    }
};

QTEST_GUILESS_MAIN(TestLayout)
#include "tst_layout.moc"
