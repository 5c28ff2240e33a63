// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/plan_output.h"

#include "engine/scheduling/explanation.h"
#include "engine/studies/case_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <ostream>
#include <string_view>

namespace jackdaw::cli {
namespace {

using namespace jackdaw::scheduling;
using namespace jackdaw::studies;
using Json = nlohmann::ordered_json;

std::string caseName(const PlanReport& report)
{
    return std::filesystem::path(report.file).stem().string();
}

const std::string& optionName(const StreamProblem& stream, std::size_t option)
{
    return option == kOptionRunning ? stream.running->name : stream.options[option].name;
}

Json streamJson(const StreamProblem& stream, const StreamAllocation& allocation)
{
    Json object{
        {"inference", allocation.inference.value}, {"training", allocation.retraining.value}, {"config", nullptr}};
    if (!allocation.option)
        return object;
    if (const auto option = caseOption(optionName(stream, *allocation.option)))
        object["config"] = Json{{"hp", option->hp}, {"epochs", option->epochs}};
    return object;
}

Json allocationJson(const PlanReport& report)
{
    Json list = Json::array();
    for (const PlanStep& step : report.timeline.steps) {
        Json streams = Json::object();
        for (std::size_t v = 0; v < step.allocation.streams(); ++v)
            streams[report.problem.streams[v].name] = streamJson(report.problem.streams[v], step.allocation.stream(v));
        list.push_back(Json{{"time", step.time}, {"streams", std::move(streams)}});
    }
    return list;
}

Json contestedJson(const PlanReport& report)
{
    Json list = Json::array();
    for (std::size_t v = 0; v < report.plan.contested.size(); ++v)
        if (report.plan.contested[v])
            list.push_back(report.problem.streams[v].name);
    return list;
}

Json differenceJson(const PlanReport& report)
{
    Json streams = Json::object();
    for (const StreamDifference& d : report.difference->streams) {
        const StreamProblem& stream = report.problem.streams[d.stream];
        streams[stream.name] = Json{{"before", streamJson(stream, d.before)},
                                    {"after", streamJson(stream, d.after)},
                                    {"expected_before", d.expectedBefore},
                                    {"expected_after", d.expectedAfter}};
    }
    return Json{{"expected_before", report.difference->meanBefore},
                {"expected_after", report.difference->meanAfter},
                {"streams", std::move(streams)}};
}

std::string_view verdictName(MoveVerdict verdict)
{
    switch (verdict) {
    case MoveVerdict::Accepted: return "accepted";
    case MoveVerdict::Worse: return "worse";
    case MoveVerdict::Infeasible: return "infeasible";
    case MoveVerdict::Capped: return "capped";
    }
    return "";
}

/// Cases have no jobs but those of streams.
Json movedJobJson(const WindowProblem& problem, JobIndex job, const JobAfterMove& after)
{
    const std::size_t v = *streamOf(problem, job);
    const StreamProblem& stream = problem.streams[v];
    Json object{{"stream", stream.name},
                {"job", job == inferenceJob(v) ? "inference" : "training"},
                {"share", after.share},
                {"config", nullptr}};
    for (const RetrainingOption& candidate : stream.options)
        if (candidate.configuration == after.configuration)
            if (const auto option = caseOption(candidate.name))
                object["config"] = Json{{"hp", option->hp}, {"epochs", option->epochs}};
    return object;
}

Json traceJson(const PlanReport& report)
{
    Json list = Json::array();
    for (const PlanMove& move : report.plan.trace)
        list.push_back(Json{{"search", move.search},
                            {"round", move.round},
                            {"thief", movedJobJson(report.problem, move.thief, move.thiefAfter)},
                            {"victim", movedJobJson(report.problem, move.victim, move.victimAfter)},
                            {"amount", move.amount},
                            {"score", move.score},
                            {"best_before", move.bestBefore},
                            {"verdict", verdictName(move.verdict)}});
    return Json{{"decisive_from", report.plan.decisiveFrom},
                {"averaged_over_window", report.plan.averagedMoves},
                {"moves", std::move(list)}};
}

Json reportJson(const PlanReport& report, JsonExtras extras)
{
    Json object{{"case", caseName(report)},
                {"planner", report.planner},
                {"gpus", report.gpus},
                {"delta", report.delta},
                {"seconds", report.seconds},
                {"score",
                 Json{{"decoupled_unused", report.score.decoupledUnused},
                      {"decoupled_own", report.score.decoupledOwn},
                      {"coupled", report.score.coupled},
                      {"reference", report.score.reference}}},
                {"pessimistic", report.worst},
                {"floor_violation", report.timeline.floorViolation},
                {"packing_loss", report.plan.packingLoss},
                {"contested", contestedJson(report)},
                {"allocation", allocationJson(report)}};
    if (report.difference)
        object["what_if"] = differenceJson(report);
    if (extras.explanation)
        object["explanation"] = explain(report.problem, report.plan);
    if (extras.trace)
        object["trace"] = traceJson(report);
    return object;
}

std::size_t widest(const std::vector<PlanReport>& reports, std::string (*text)(const PlanReport&), std::size_t least)
{
    for (const PlanReport& report : reports)
        least = std::max(least, text(report).size());
    return least;
}

void writeAllocation(std::ostream& out, const PlanReport& report)
{
    for (const PlanStep& step : report.timeline.steps) {
        out << "  from " << std::fixed << std::setprecision(1) << step.time << " s\n";
        for (std::size_t v = 0; v < step.allocation.streams(); ++v) {
            const StreamProblem& stream = report.problem.streams[v];
            const StreamAllocation given = step.allocation.stream(v);
            out << "    " << std::left << std::setw(24) << stream.name << std::right << std::setprecision(3)
                << " inference " << given.inference.value << "  retraining " << given.retraining.value;
            if (given.option)
                out << "  (" << optionName(stream, *given.option) << ")";
            out << "\n";
        }
    }
}

void writeDifference(std::ostream& out, const PlanReport& report)
{
    out << "\n" << caseName(report) << ", " << report.gpus << " GPU, " << report.planner << ": what if\n";
    for (const std::string& sentence : explainDifference(report.problem, *report.difference))
        out << "  " << sentence << "\n";
}

/// What the table's columns do not show, where there is something to say.
void writeNotes(std::ostream& out, const PlanReport& report)
{
    const auto contested = std::count(report.plan.contested.begin(), report.plan.contested.end(), true);
    if (report.plan.packingLoss > 1e-9)
        out << caseName(report) << ", " << report.planner << ": a job cannot span devices, which costs "
            << report.plan.packingLoss * 100.0 << " points.\n";
    if (report.timeline.floorViolation > 1e-9)
        out << caseName(report) << ", " << report.planner << ": the accuracy floors cannot all be met; "
            << report.timeline.floorViolation * 100.0 << " points are missing in total.\n";
    if (report.worst < report.score.coupled - 1e-9)
        out << caseName(report) << ", " << report.planner << ": " << report.worst
            << " if every estimate turns out at the bad end of its interval; " << contested
            << " of the choices are contested.\n";
}

void writeReasons(std::ostream& out, const PlanReport& report)
{
    out << "\n" << caseName(report) << ", " << report.gpus << " GPU, " << report.planner << "\n";
    for (const std::string& sentence : explain(report.problem, report.plan))
        out << "  " << sentence << "\n";
    writeAllocation(out, report);
    out << std::defaultfloat;
}

} // namespace

void writeTable(std::ostream& out, const std::vector<PlanReport>& reports, bool explained)
{
    const auto caseWidth = static_cast<int>(widest(reports, caseName, 4));
    const auto plannerWidth = static_cast<int>(widest(
        reports, [](const PlanReport& r) { return r.planner; }, 7));
    out << std::left << std::setw(caseWidth) << "case"
        << "  " << std::setw(plannerWidth) << "planner" << std::right
        << "    GPUs  delta  retrained  decoupled  own freed  coupled  reference   plan ms\n";
    for (const PlanReport& report : reports) {
        const auto& now = report.plan.now();
        const auto retrained = report.timeline.completions.size();
        out << std::left << std::setw(caseWidth) << caseName(report) << "  " << std::setw(plannerWidth)
            << report.planner << std::right << std::defaultfloat << std::setw(8) << report.gpus << std::setw(7)
            << report.delta << std::setw(6) << retrained << "/" << std::left << std::setw(4) << now.streams()
            << std::right << std::fixed << std::setprecision(4) << std::setw(11) << report.score.decoupledUnused
            << std::setw(11) << report.score.decoupledOwn << std::setw(9) << report.score.coupled << std::setw(11)
            << report.score.reference << std::setprecision(2) << std::setw(10) << report.seconds * 1e3 << "\n";
    }
    out << std::defaultfloat;
    for (const PlanReport& report : reports)
        writeNotes(out, report);
    for (const PlanReport& report : reports)
        if (report.difference)
            writeDifference(out, report);
    if (explained)
        for (const PlanReport& report : reports)
            writeReasons(out, report);
}

void writeJson(std::ostream& out, const std::vector<PlanReport>& reports, JsonExtras extras)
{
    if (reports.size() == 1) {
        out << reportJson(reports.front(), extras).dump(2) << "\n";
        return;
    }
    Json list = Json::array();
    for (const PlanReport& report : reports)
        list.push_back(reportJson(report, extras));
    out << list.dump(2) << "\n";
}

} // namespace jackdaw::cli
