// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/plan_command.h"
#include "tests/engine/scheduling/scheduling_fixtures.h"
#include "tests/support/shared_data.h"

#include <CLI/CLI.hpp>

#include <QTemporaryDir>
#include <QtTest>

#include <iostream>
#include <map>
#include <sstream>

using namespace jackdaw;
using namespace jackdaw::testing;
using Json = nlohmann::json;

namespace {

struct Ended {
    int code = -1;
    std::string out;
    std::string err;
};

/// Puts a stream's text aside while it lives.
class Captured {
public:
    explicit Captured(std::ostream& stream) : m_stream(stream), m_before(stream.rdbuf(m_text.rdbuf())) { }
    ~Captured() { m_stream.rdbuf(m_before); }
    std::string text() const { return m_text.str(); }

private:
    std::ostringstream m_text;
    std::ostream& m_stream;
    std::streambuf* m_before;
};

Ended plan(std::vector<std::string> words)
{
    CLI::App app("test");
    Ended ended;
    cli::addPlanCommand(app, ended.code);
    words.insert(words.begin(), "plan");
    std::reverse(words.begin(), words.end());
    const Captured out(std::cout);
    const Captured err(std::cerr);
    try {
        app.parse(words);
    } catch (const CLI::ParseError& error) {
        ended.code = app.exit(error) == 0 ? 0 : 2;
    }
    ended.out = out.text();
    ended.err = err.text();
    return ended;
}

/// Scores a plan's JSON from the case's JSON, sharing no code with the engine.
class Scorer {
public:
    Scorer(const Json& given, const Json& report) :
        m_case(given), m_steps(report["allocation"]), m_seconds(given["window_s"])
    {
    }

    double factor(double share) const
    {
        const auto& xs = m_case["inference_profile"]["subsampling"];
        const auto& ys = m_case["inference_profile"][m_case["inference_profile_column"].get<std::string>()];
        const double k = m_case["infer_max_res"].get<double>() / (share + 1e-6);
        if (share <= 0.0 || k > xs.back().get<double>() * (1 + 1e-9))
            return 0.0;
        if (k <= xs[0].get<double>())
            return ys[0];
        std::size_t i = 1;
        while (i + 1 < xs.size() && xs[i].get<double>() < k)
            ++i;
        const double x0 = xs[i - 1];
        const double x1 = xs[i];
        const double y0 = ys[i - 1];
        return y0 + (ys[i].get<double>() - y0) * std::min(1.0, (k - x0) / (x1 - x0));
    }

    static const Json* configuration(const Json& stream, const Json& config)
    {
        for (const Json& c : stream["configs"])
            if (c["hp"] == config["hp"] && c["epochs"] == config["epochs"])
                return &c;
        return nullptr;
    }

    double decoupled(bool own) const
    {
        double sum = 0.0;
        for (const Json& stream : m_case["streams"]) {
            const Json& given = m_steps[0]["streams"][stream["id"].get<std::string>()];
            const double i = given["inference"];
            const double r = given["training"];
            double value = stream["start_acc"].get<double>() * factor(i);
            if (!given["config"].is_null() && r > 0.0) {
                const Json& c = *configuration(stream, given["config"]);
                const double t = c["gpu_seconds"].get<double>() / r / m_seconds;
                if (t <= 1.0)
                    value = value * t + c["final_acc"].get<double>() * factor(own ? i + r : i) * (1.0 - t);
            }
            sum += value;
        }
        return sum / static_cast<double>(m_case["streams"].size());
    }

    struct Scores {
        double integral = 0.0;
        double sampled = 0.0;
    };

    /// Walks through the entries; a retraining ends when its GPU-seconds are spent.
    Scores coupled() const
    {
        Scores scores;
        for (const Json& stream : m_case["streams"])
            walk(stream, scores);
        const auto n = static_cast<double>(m_case["streams"].size());
        return {scores.integral / m_seconds / n, scores.sampled / (std::floor(m_seconds) + 1.0) / n};
    }

private:
    void walk(const Json& stream, Scores& scores) const
    {
        double base = stream["start_acc"];
        double left = 0.0;
        Json running;
        for (std::size_t s = 0; s < m_steps.size(); ++s) {
            const Json& given = m_steps[s]["streams"][stream["id"].get<std::string>()];
            const double from = m_steps[s]["time"];
            const double to = s + 1 < m_steps.size() ? m_steps[s + 1]["time"].get<double>() : m_seconds;
            if (given["config"] != running) {
                running = given["config"];
                left = running.is_null() ? 0.0 : configuration(stream, running)->at("gpu_seconds").get<double>();
            }
            const double share = factor(given["inference"]);
            scores.integral += base * share * (to - from);
            const bool last = s + 1 == m_steps.size();
            for (double t = std::ceil(from - 1e-9); t < to - 1e-9 || (last && t <= to + 1e-9); t += 1.0)
                scores.sampled += base * share;
            left -= given["training"].get<double>() * (to - from);
            if (!running.is_null() && left < 1e-6)
                base = configuration(stream, running)->at("final_acc");
        }
    }

    const Json& m_case;
    const Json& m_steps;
    double m_seconds;
};

Json smallCase()
{
    return Json::parse(R"({"window_s": 200, "infer_max_res": 0.25, "inference_profile_column": "c1",
        "inference_profile": {"subsampling": [1, 2, 4], "c1": [1, 0.8, 0.5]},
        "streams": [{"id": "a", "start_acc": 0.6, "pred_start_acc": 0.5, "configs":
            [{"hp": 0, "epochs": 5, "gpu_seconds": 10, "final_acc": 0.7, "pred_gpu_seconds": 12, "pred_final_acc": 0.8},
             {"hp": 1, "epochs": 5, "gpu_seconds": 30, "final_acc": 0.9, "pred_gpu_seconds": 22, "pred_final_acc": 0.8}]},
            {"id": "b", "start_acc": 0.7, "pred_start_acc": 0.5, "configs": []}]})");
}

} // namespace

class TestPlanCommand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theJsonHasTheFieldsThatItPromises();
    void anyoneCanScoreTheJsonAgain();
    void manyCasesAndPlannersMakeAList();
    void theTraceHasEveryTriedMove();
    void whatIfShowsBothPlans();
    void devicesThatSplitAJobCost();
    void regretIsShownForEveryPlanner();
    void badInputEndsWithTwoAndAPointer_data();
    void badInputEndsWithTwoAndAPointer();

private:
    std::string written(const std::string& name, const std::string& text);
    QTemporaryDir m_folder;
};

void TestPlanCommand::initTestCase()
{
    QVERIFY(m_folder.isValid());
}

std::string TestPlanCommand::written(const std::string& name, const std::string& text)
{
    const std::string file = (m_folder.path().toStdString() + "/") + name;
    std::ofstream(file) << text;
    return file;
}

void TestPlanCommand::theJsonHasTheFieldsThatItPromises()
{
    const Ended ended = plan({written("small.json", smallCase().dump()), "--planner", "jackdaw", "--gpus", "1",
                              "--delta", "0.05", "--json"});
    QCOMPARE(ended.code, 0);
    const Json report = Json::parse(ended.out);
    QCOMPARE(report["case"], "small");
    QCOMPARE(report["planner"], "jackdaw");
    QCOMPARE(report["gpus"].get<double>(), 1.0);
    QCOMPARE(report["delta"].get<double>(), 0.05);
    QVERIFY(report["seconds"].get<double>() >= 0.0);
    QCOMPARE(report["score"].size(), std::size_t{4});
    const Json& first = report["allocation"][0];
    QCOMPARE(first["time"].get<double>(), 0.0);
    QVERIFY(first["streams"]["b"]["config"].is_null());
    QCOMPARE(first["streams"]["a"]["config"], Json({{"hp", 1}, {"epochs", 5}}));
    QCOMPARE(first["streams"]["a"].size(), std::size_t{3});
    QVERIFY(report["allocation"].size() >= 2);
}

void TestPlanCommand::anyoneCanScoreTheJsonAgain()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    for (const char* name : {"c4_w1", "c10_w2"})
        for (const char* planner : {"jackdaw", "thief", "uniform(3,0.5)", "exact", "inference-only"}) {
            const auto file = shared / "ekya" / "cases" / (std::string(name) + ".json");
            const Ended ended = plan({file.string(), "--planner", planner, "--gpus", "2", "--json"});
            QCOMPARE(ended.code, 0);
            const Json report = Json::parse(ended.out);
            const Json given = jsonFile(file);
            const Scorer scorer(given, report);
            const auto near = [&](const char* score, double own) {
                QVERIFY2(std::abs(report["score"][score].get<double>() - own) < 1e-6,
                         (std::string(name) + " " + planner + " " + score + " " + std::to_string(own)).c_str());
            };
            near("decoupled_unused", scorer.decoupled(false));
            near("decoupled_own", scorer.decoupled(true));
            near("coupled", scorer.coupled().integral);
            near("reference", scorer.coupled().sampled);
        }
}

void TestPlanCommand::manyCasesAndPlannersMakeAList()
{
    const std::string file = written("small.json", smallCase().dump());
    const Ended ended = plan({file, "--compare", "thief,uniform(0,0.5)", "--gpus", "1,2", "--json", "--explain"});
    QCOMPARE(ended.code, 0);
    const Json reports = Json::parse(ended.out);
    QCOMPARE(reports.size(), std::size_t{4});
    QCOMPARE(reports[1]["planner"], "uniform(0,0.5)");
    QVERIFY(!reports[0]["explanation"].empty());
}

void TestPlanCommand::theTraceHasEveryTriedMove()
{
    const std::string file = written("small.json", smallCase().dump());
    const Ended ended = plan({file, "--planner", "thief", "--gpus", "0.6", "--json", "--trace"});
    QCOMPARE(ended.code, 0);
    const Json trace = Json::parse(ended.out)["trace"];
    const std::size_t deciding = trace["decisive_from"].get<std::size_t>();
    QVERIFY(deciding < trace["moves"].size());
    bool configured = false;
    for (const Json& move : trace["moves"]) {
        const std::string verdict = move["verdict"];
        const bool better = move["score"].get<double>() > move["best_before"].get<double>();
        QVERIFY(verdict == "accepted" ? better : verdict == "worse" || verdict == "infeasible" || verdict == "capped");
        for (const char* side : {"thief", "victim"}) {
            QVERIFY(move[side]["job"] == "inference" || move[side]["job"] == "training");
            QVERIFY(move[side]["share"].get<double>() >= 0.0 && move[side]["share"].get<double>() <= 0.6001);
            configured = configured || !move[side]["config"].is_null();
        }
    }
    QVERIFY2(configured, "no move chose a configuration");
    QCOMPARE(plan({file, "--trace"}).code, 2);
}

void TestPlanCommand::whatIfShowsBothPlans()
{
    const std::string file = written("small.json", smallCase().dump());
    const Ended ended = plan({file, "--gpus", "0.3", "--what-if", "b.weight=20", "--json"});
    QCOMPARE(ended.code, 0);
    const Json change = Json::parse(ended.out)["what_if"];
    QVERIFY(change["streams"]["b"]["after"]["inference"].get<double>()
            > change["streams"]["b"]["before"]["inference"].get<double>());
    QCOMPARE(plan({file, "--what-if", "nobody.weight=2"}).code, 2);
    QVERIFY(plan({file, "--gpus", "0.3", "--what-if", "b.weight=20"}).out.find("b: inference gets")
            != std::string::npos);
}

void TestPlanCommand::devicesThatSplitAJobCost()
{
    const std::string file = written("small.json", smallCase().dump());
    const Ended ended = plan({file, "--devices", "0.2,0.2,0.2", "--json"});
    QCOMPARE(ended.code, 0);
    const Json report = Json::parse(ended.out);
    QVERIFY(report["packing_loss"].get<double>() >= 0.0);
    for (const Json& step : report["allocation"])
        for (const auto& [name, stream] : step["streams"].items()) {
            QVERIFY(stream["inference"].get<double>() <= 0.2 + 1e-9);
            QVERIFY(stream["training"].get<double>() <= 0.2 + 1e-9);
        }
}

void TestPlanCommand::regretIsShownForEveryPlanner()
{
    const std::string file = written("small.json", smallCase().dump());
    const Ended ended = plan({file, "--regret", "--compare", "thief,jackdaw", "--gpus", "1,2", "--json"});
    QCOMPARE(ended.code, 0);
    const Json rows = Json::parse(ended.out);
    QCOMPARE(rows.size(), std::size_t{4});
    for (const Json& row : rows) {
        QCOMPARE(row["cases"].size(), std::size_t{2});
        for (const Json& entry : row["cases"])
            QVERIFY(
                std::abs(entry["best"].get<double>() - entry["reached"].get<double>() - entry["regret"].get<double>())
                < 1e-12);
    }
    QVERIFY(plan({file, "--regret"}).out.find("corrected") != std::string::npos);
}

void TestPlanCommand::badInputEndsWithTwoAndAPointer_data()
{
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("text");
    const std::vector<std::string> fields = {"/window_s",
                                             "/infer_max_res",
                                             "/inference_profile_column",
                                             "/inference_profile",
                                             "/inference_profile/subsampling",
                                             "/inference_profile/c1",
                                             "/streams",
                                             "/streams/0/id",
                                             "/streams/0/start_acc",
                                             "/streams/0/configs",
                                             "/streams/0/configs/0/hp",
                                             "/streams/0/configs/0/epochs",
                                             "/streams/0/configs/0/gpu_seconds",
                                             "/streams/0/configs/0/final_acc"};
    const std::map<std::string, Json> wrong = {{"null", nullptr}, {"negative", -1}, {"object", Json::object()},
                                               {"huge", 1e300},   {"empty", ""},    {"nan", std::nan("")}};
    for (const std::string& field : fields) {
        for (const auto& [kind, value] : wrong) {
            Json json = smallCase();
            json[Json::json_pointer(field)] = value;
            QTest::addRow("%s %s", field.c_str(), kind.c_str())
                << QByteArray::fromStdString(field) << QByteArray::fromStdString(json.dump());
        }
        Json json = smallCase();
        const Json::json_pointer place(field);
        json[place.parent_pointer()].erase(place.back());
        QTest::addRow("%s missing", field.c_str())
            << QByteArray::fromStdString(field) << QByteArray::fromStdString(json.dump());
    }
}

void TestPlanCommand::badInputEndsWithTwoAndAPointer()
{
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, text);
    const Ended ended = plan({written("bad.json", text.toStdString())});
    QCOMPARE(ended.code, 2);
    QVERIFY2(ended.err.find(pointer.toStdString()) != std::string::npos, ended.err.c_str());
    QVERIFY(ended.out.empty());
}

QTEST_GUILESS_MAIN(TestPlanCommand)
#include "tst_plan_command.moc"
