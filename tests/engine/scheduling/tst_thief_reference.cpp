// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/scheduling/scheduling_fixtures.h"
#include "tests/support/shared_data.h"

#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::scheduling;
using namespace jackdaw::testing;

class TestThiefReference : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reachesTheStoredMeanAccuracies();
    void keepsThePublishedAllocationOverTime();
    void ablationsLieBetweenUniformAndThief();
};

void TestThiefReference::reachesTheStoredMeanAccuracies()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto planned = planner("thief-reference", {false, FreedShare::OwnInference});
    double difference = 0.0;
    const nlohmann::json rows = jsonFile(shared / "ekya" / "reference" / "thief_decisions.json");
    for (const auto& row : rows) {
        const auto file = shared / "ekya" / "cases" / (row["case"].get<std::string>() + ".json");
        const auto p = readCase(file, CaseColumns::Actual, row["gpus"], Share{row["delta"].get<double>()});
        const Plan plan = planned->plan(*p);
        const PlanScore score = scorePlan(*p, plan, intendedTimeline(*p, *planned, plan));
        const double off = score.reference - row["mean_acc"].get<double>();
        QVERIFY2(std::abs(off) <= 0.005, (row["case"].get<std::string>() + " " + std::to_string(off)).c_str());
        difference += off;
    }
    QVERIFY2(std::abs(difference / static_cast<double>(rows.size())) <= 0.001, std::to_string(difference).c_str());
}

/// The stored first allocation, lived through by our evaluator, gives the stored event times and shares.
void TestThiefReference::keepsThePublishedAllocationOverTime()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    int checked = 0;
    for (const auto& row : jsonFile(shared / "ekya" / "reference" / "thief_decisions.json")) {
        const auto file = shared / "ekya" / "cases" / (row["case"].get<std::string>() + ".json");
        const auto p = readCase(file, CaseColumns::Actual, row["gpus"], Share{row["delta"].get<double>()});
        Allocation start(*p);
        for (const auto& [job, share] : row["allocation"]["0"].items()) {
            std::size_t v = 0;
            while (job.rfind(p->streams[v].name + "_", 0) != 0)
                ++v;
            const std::string rest = job.substr(p->streams[v].name.size() + 1);
            if (rest == "inference") {
                start.inference(v) = Share{share.get<double>()};
                continue;
            }
            // train_<hp>_<epoch index>: 8, 17 and 29 stand for 5, 15 and 30 epochs of the case
            const std::size_t bar = rest.find('_', 6);
            const int hp = std::stoi(rest.substr(6, bar - 6));
            const int index = std::stoi(rest.substr(bar + 1));
            start.retraining(v) = Share{share.get<double>()};
            start.option(v) = static_cast<std::size_t>(hp * 3 + (index == 8 ? 0 : index == 17 ? 1 : 2));
        }
        const Timeline timeline = coupledTimeline(*p, start, FreedShare::EqualSplit);
        QVERIFY(std::abs(timeline.sampledMean - row["mean_acc"].get<double>()) < 0.002);
        for (const PlanStep& step : timeline.steps) {
            double nearest = 1e9;
            for (const auto& [time, shares] : row["allocation"].items())
                nearest = std::min(nearest, std::abs(std::stod(time) - step.time));
            QVERIFY2(nearest < 0.05, std::to_string(step.time).c_str());
            ++checked;
        }
    }
    QVERIFY(checked > 50);
}

void TestThiefReference::ablationsLieBetweenUniformAndThief()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto p = readCase(shared / "ekya" / "cases" / "c10_w1.json", CaseColumns::Actual, 4.0, Share{0.1});
    const auto lived = [&](const std::string& name) {
        const auto made = planner(name, {false, FreedShare::OwnInference});
        return intendedTimeline(*p, *made, made->plan(*p)).mean;
    };
    const double uniform = lived("uniform(3,0.5)");
    QVERIFY(lived("fixed-res") > uniform);
    QVERIFY(lived("fixed-config(3)") > uniform);
    QVERIFY(lived("fixed-config") > uniform);
    QVERIFY(lived("thief") > lived("fixed-res"));
    QVERIFY(lived("thief") > lived("fixed-config(3)"));
}

QTEST_GUILESS_MAIN(TestThiefReference)
#include "tst_thief_reference.moc"
