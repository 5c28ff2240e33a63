// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scheduling/plan.h"

#include <algorithm>

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::scheduling;

namespace {

constexpr std::size_t kMostTrials = 20'000;

/// A search whose every hundredth move is kept.
void search(SearchTrace& trace, std::size_t moves, bool best)
{
    for (std::size_t i = 0; i < moves; ++i) {
        PlanMove move;
        move.verdict = i % 100 == 99 ? MoveVerdict::Accepted : MoveVerdict::Worse;
        trace.moves()->push_back(move);
    }
    trace.endSearch(best);
}

std::size_t kept(const Plan& plan, std::size_t from, std::size_t to)
{
    return static_cast<std::size_t>(std::count_if(
        plan.trace.begin() + static_cast<std::ptrdiff_t>(from), plan.trace.begin() + static_cast<std::ptrdiff_t>(to),
        [](const PlanMove& move) { return move.verdict == MoveVerdict::Accepted; }));
}

} // namespace

class TestSearchTrace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shortSearchesAreKeptWhole();
    void aLongSearchKeepsItsFirstTrialsAndAllThatItKept();
    void searchesThatLostShareTheirRoom();
    void anOvertakenSearchIsThinnedLikeTheOthers();
};

void TestSearchTrace::shortSearchesAreKeptWhole()
{
    SearchTrace trace(true);
    search(trace, 1000, true);
    search(trace, 500, false);
    Plan plan;
    std::move(trace).writeTo(plan);
    QCOMPARE(plan.trace.size(), 1500U);
    QCOMPARE(plan.decisiveFrom, 500U);
    QCOMPARE(plan.trace.front().search, std::uint16_t{1});
    QCOMPARE(plan.trace.back().search, std::uint16_t{0});
}

void TestSearchTrace::aLongSearchKeepsItsFirstTrialsAndAllThatItKept()
{
    SearchTrace trace(true);
    search(trace, 500'000, true);
    Plan plan;
    std::move(trace).writeTo(plan);
    QCOMPARE(plan.decisiveFrom, 0U);
    QCOMPARE(kept(plan, 0, plan.trace.size()), 5000U);
    QCOMPARE(plan.trace.size(), 5000U + kMostTrials);
}

void TestSearchTrace::searchesThatLostShareTheirRoom()
{
    SearchTrace trace(true);
    for (int i = 0; i < 5; ++i)
        search(trace, 10'000, false);
    search(trace, 10'000, true);
    Plan plan;
    std::move(trace).writeTo(plan);
    QCOMPARE(kept(plan, 0, plan.decisiveFrom), 500U);
    QCOMPARE(plan.decisiveFrom, 500U + kMostTrials);
    QCOMPARE(plan.trace.size() - plan.decisiveFrom, 10'000U); // what decided is whole
}

void TestSearchTrace::anOvertakenSearchIsThinnedLikeTheOthers()
{
    SearchTrace trace(true);
    for (int i = 0; i < 6; ++i)
        search(trace, 10'000, true); // each is better than the one before
    SearchTrace all(true);
    search(all, 15'000, false);
    all.append(std::move(trace), false);
    Plan plan;
    std::move(all).writeTo(plan);
    QCOMPARE(plan.decisiveFrom, plan.trace.size()); // nothing decides
    QCOMPARE(kept(plan, 0, plan.trace.size()), 750U);
    QCOMPARE(plan.trace.size(), 750U + kMostTrials);
}

QTEST_APPLESS_MAIN(TestSearchTrace)
#include "tst_search_trace.moc"
