// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/simulation/batch.h"
#include "tests/engine/simulation/trace_fixtures.h"

#include <QtTest>

#include <cmath>
#include <set>

using namespace jackdaw;
using namespace jackdaw::simulation;
using namespace jackdaw::testing;

namespace {

BatchRequest request()
{
    BatchRequest request;
    request.planners = {"inference-only", "uniform(0,0.5)", "jackdaw"};
    request.gpus = {1.0, 3.0};
    request.seeds = {1, 2, 3};
    request.base.accuracyError = 0.1;
    return request;
}

} // namespace

class TestBatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsComeInTheOrderRequested();
    void threadsDoNotChangeResults();
    void progressCountsEveryRunOnce();
    void aStopKeepsWhatIsFinished();
    void aStopBeforeTheStartGivesNothing();
    void theFirstErrorEndsTheBatch();
    void rowsSumUpSeedsAndWindows();
    void withoutCapacitiesTheTracesHold();
};

void TestBatch::runsComeInTheOrderRequested()
{
    const auto outcome = runBatch(randomTrace(3, 3, 3, 2), request());
    QVERIFY(outcome.has_value());
    QVERIFY(!outcome->stopped);
    QCOMPARE(outcome->runs.size(), std::size_t{18});
    std::size_t i = 0;
    for (const std::string& planner : request().planners)
        for (const double gpus : request().gpus)
            for (const std::uint64_t seed : request().seeds) {
                const SimulationOptions& options = outcome->runs[i++].result.options;
                QCOMPARE(options.planner, planner);
                QCOMPARE(*options.gpus, gpus);
                QCOMPARE(options.seed, seed);
            }
}

void TestBatch::threadsDoNotChangeResults()
{
    const Trace trace = randomTrace(4, 4, 4, 3);
    BatchRequest one = request();
    one.threads = 1;
    BatchRequest many = request();
    many.threads = 7;
    const auto a = runBatch(trace, one);
    const auto b = runBatch(trace, many);
    QVERIFY(a && b);
    for (std::size_t i = 0; i < a->runs.size(); ++i) {
        QCOMPARE(a->runs[i].result.mean, b->runs[i].result.mean);
        for (std::size_t w = 0; w < 3; ++w)
            QVERIFY(a->runs[i].result.windows[w].timeline.accuracy == b->runs[i].result.windows[w].timeline.accuracy);
    }
}

void TestBatch::progressCountsEveryRunOnce()
{
    std::set<std::size_t> counts;
    BatchRequest many = request();
    many.threads = 4;
    const auto outcome =
        runBatch(randomTrace(3, 3, 3, 2), many, {}, [&](std::size_t done, std::size_t requested, const BatchRun& run) {
            QCOMPARE(requested, std::size_t{18});
            QVERIFY(run.result.mean > 0.0);
            counts.insert(done);
        });
    QVERIFY(outcome.has_value());
    QCOMPARE(counts.size(), std::size_t{18});
    QCOMPARE(*counts.rbegin(), std::size_t{18});
}

void TestBatch::aStopKeepsWhatIsFinished()
{
    std::stop_source stop;
    BatchRequest one = request();
    one.threads = 1;
    const auto outcome =
        runBatch(randomTrace(3, 3, 3, 2), one, stop.get_token(), [&](std::size_t done, std::size_t, const BatchRun&) {
            if (done == 5)
                stop.request_stop();
        });
    QVERIFY(outcome.has_value());
    QVERIFY(outcome->stopped);
    QCOMPARE(outcome->runs.size(), std::size_t{5});
    QCOMPARE(outcome->requested, std::size_t{18});
    const auto rows = batchRows(*outcome);
    QCOMPARE(rows.size(), std::size_t{2});
    QCOMPARE(rows[0].runs, std::size_t{3});
    QCOMPARE(rows[1].runs, std::size_t{2});
}

void TestBatch::aStopBeforeTheStartGivesNothing()
{
    std::stop_source stop;
    stop.request_stop();
    const auto outcome = runBatch(randomTrace(3, 3, 3, 2), request(), stop.get_token());
    QVERIFY(outcome.has_value());
    QVERIFY(outcome->stopped);
    QVERIFY(outcome->runs.empty());
    QVERIFY(batchRows(*outcome).empty());
}

void TestBatch::theFirstErrorEndsTheBatch()
{
    BatchRequest wrong = request();
    wrong.planners.emplace_back("genius");
    QVERIFY(!runBatch(randomTrace(3, 3, 3, 2), wrong));
    wrong = request();
    wrong.planners.emplace_back("cached(location)"); // the name is right, the trace has no cached models
    const auto outcome = runBatch(randomTrace(3, 3, 3, 2), wrong);
    QVERIFY(!outcome);
    QVERIFY(outcome.error().message.find("cached models") != std::string::npos);
    wrong = request();
    wrong.planners.clear();
    QVERIFY(!runBatch(randomTrace(3, 3, 3, 2), wrong));
}

void TestBatch::rowsSumUpSeedsAndWindows()
{
    const auto outcome = runBatch(randomTrace(8, 3, 3, 4), request());
    QVERIFY(outcome.has_value());
    const auto rows = batchRows(*outcome);
    QCOMPARE(rows.size(), std::size_t{6});
    const BatchRow& row = rows[4];
    QCOMPARE(row.planner, std::string("jackdaw"));
    QCOMPARE(row.gpus, 1.0);
    double mean = 0.0;
    for (std::size_t i = 12; i < 15; ++i)
        mean += outcome->runs[i].result.mean / 3.0;
    QVERIFY(std::abs(row.accuracy.mean - mean) < 1e-12);
    QVERIFY(row.accuracy.interval.low <= mean && mean <= row.accuracy.interval.high);
    QVERIFY(row.accuracy.interval.low < row.accuracy.interval.high);
    QVERIFY(std::abs(row.gain.mean - (mean - rows[0].accuracy.mean)) < 1e-12);
    QCOMPARE(rows[0].gain.mean, 0.0);
    QVERIFY(row.idle >= 0.0 && row.idle < 1.0);
}

void TestBatch::withoutCapacitiesTheTracesHold()
{
    BatchRequest open = request();
    open.gpus.clear();
    open.seeds = {1};
    const auto outcome = runBatch(randomTrace(3, 3, 3, 2), open);
    QVERIFY(outcome.has_value());
    QCOMPARE(outcome->runs.size(), std::size_t{3});
    QCOMPARE(*outcome->runs[0].result.options.gpus, 2.0);
}

QTEST_GUILESS_MAIN(TestBatch)
#include "tst_batch.moc"
