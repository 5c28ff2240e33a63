// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/plan_regret.h"

#include "engine/studies/case_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <ostream>
#include <utility>

namespace jackdaw::cli {
namespace {

using namespace jackdaw::scheduling;
using namespace jackdaw::studies;

struct NamedWindow {
    std::string name;
    JudgedWindow window;
};

std::vector<std::string> streamNames(const WindowProblem& problem)
{
    std::vector<std::string> names;
    for (const StreamProblem& stream : problem.streams)
        names.push_back(stream.name);
    return names;
}

/// Cases with the same streams are consecutive windows, in the order given.
Result<std::vector<std::vector<NamedWindow>>> readSets(const RegretRequest& request, double gpus)
{
    std::vector<std::vector<NamedWindow>> sets;
    for (const std::string& file : request.cases) {
        auto truth = readCase(file, CaseColumns::Actual, gpus, Share{request.delta});
        if (!truth)
            return tl::unexpected(truth.error());
        auto predicted = readCase(file, CaseColumns::Predicted, gpus, Share{request.delta});
        if (!predicted)
            return tl::unexpected(predicted.error());
        const auto names = streamNames(*truth);
        const auto same = std::find_if(sets.begin(), sets.end(), [&](const std::vector<NamedWindow>& set) {
            return streamNames(set.front().window.truth) == names;
        });
        std::vector<NamedWindow>& set = same == sets.end() ? sets.emplace_back() : *same;
        set.push_back({std::filesystem::path(file).stem().string(), {*std::move(predicted), *std::move(truth)}});
    }
    return sets;
}

void judgeSet(RegretRow& row, const std::vector<NamedWindow>& set, const Planner& planner, const EstimateUse& use,
              double gpus)
{
    std::vector<JudgedWindow> windows;
    for (const NamedWindow& named : set)
        windows.push_back(named.window);
    const std::vector<Regret> regrets = judge(windows, planner, use);
    for (std::size_t i = 0; i < set.size(); ++i)
        row.entries.push_back({set[i].name, gpus, regrets[i]});
}

} // namespace

double RegretRow::mean() const
{
    double sum = 0.0;
    for (const Entry& entry : entries)
        sum += entry.regret.value();
    return entries.empty() ? 0.0 : sum / static_cast<double>(entries.size());
}

double RegretRow::worst() const
{
    double worst = 0.0;
    for (const Entry& entry : entries)
        worst = std::max(worst, entry.regret.value());
    return worst;
}

Result<std::vector<RegretRow>> regretTable(const RegretRequest& request)
{
    std::vector<RegretRow> rows;
    for (const std::string& name : request.planners) {
        const auto planner = makePlanner(name, {false, FreedShare::Replanned});
        if (!planner)
            return tl::unexpected(planner.error());
        for (const bool corrected : {false, true}) {
            RegretRow row{name, corrected, {}};
            for (const double gpus : request.gpus) {
                const auto sets = readSets(request, gpus);
                if (!sets)
                    return tl::unexpected(sets.error());
                for (const auto& set : *sets)
                    judgeSet(row, set, **planner, {corrected, request.start}, gpus);
            }
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

void writeRegretTable(std::ostream& out, const std::vector<RegretRow>& rows)
{
    out << "Regret in points of mean window accuracy: the best plan made from the truth, less the plan made from\n"
           "estimates, both scored on the truth.\n\n"
        << std::left << std::setw(24) << "planner" << std::setw(12) << "estimates" << std::right << std::setw(8)
        << "mean" << std::setw(8) << "worst\n"
        << std::fixed << std::setprecision(2);
    for (const RegretRow& row : rows)
        out << std::left << std::setw(24) << row.planner << std::setw(12) << (row.corrected ? "corrected" : "predicted")
            << std::right << std::setw(8) << row.mean() * 100.0 << std::setw(7) << row.worst() * 100.0 << "\n";
    out << std::defaultfloat;
}

void writeRegretJson(std::ostream& out, const std::vector<RegretRow>& rows)
{
    auto list = nlohmann::ordered_json::array();
    for (const RegretRow& row : rows) {
        auto entries = nlohmann::ordered_json::array();
        for (const RegretRow::Entry& entry : row.entries)
            entries.push_back({{"case", entry.name},
                               {"gpus", entry.gpus},
                               {"best", entry.regret.best},
                               {"reached", entry.regret.reached},
                               {"regret", entry.regret.value()}});
        list.push_back({{"planner", row.planner},
                        {"estimates", row.corrected ? "corrected" : "predicted"},
                        {"mean", row.mean()},
                        {"worst", row.worst()},
                        {"cases", std::move(entries)}});
    }
    out << list.dump(2) << "\n";
}

} // namespace jackdaw::cli
