// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/comparisons.h"

#include "engine/report/comparability.h"
#include "engine/report/comparison.h"
#include "engine/session/session_file.h"
#include "engine/simulation/simulated_session.h"
#include "engine/simulation/trace_file.h"

#include <QTemporaryDir>

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <sstream>

namespace jackdaw::window {
namespace {

using report::ComparedRun;
using report::RunFacts;
using widgets::ComparedSide;
using widgets::Comparison;
using widgets::ComparisonWindow;
using widgets::SideFigure;
using widgets::SideRequest;

struct ReadSide {
    std::string name;
    std::vector<std::filesystem::path> files;
    std::vector<report::Report> reports;
    std::vector<RunFacts> facts;
};

std::optional<SideFigure> figure(const std::optional<MeanWithInterval>& value)
{
    return value ? std::optional(SideFigure{value->mean, value->interval.low, value->interval.high}) : std::nullopt;
}

/// The events of a simulation as a file, so that it is read as any other session is.
Result<std::filesystem::path> simulated(const SideRequest& request)
{
    static const QTemporaryDir kFolder;
    static std::atomic<int> made{0}; // what an earlier comparison made may be open
    const auto trace = simulation::readTrace(request.trace);
    if (!trace)
        return tl::unexpected(trace.error());
    simulation::SimulationOptions options;
    options.planner = request.planner;
    options.estimates = simulation::EstimateSource::Predicted;
    options.keepPlans = true;
    const auto result = simulation::simulate(*trace, options);
    if (!result)
        return tl::unexpected(result.error());
    const std::filesystem::path file =
        kFolder.filePath(QStringLiteral("simulated-%1.jackdaw").arg(++made)).toStdString();
    auto writer = session::SessionWriter::create(file);
    if (!writer)
        return tl::unexpected(writer.error());
    for (const Event& event : simulation::sessionEvents(*trace, *result))
        (*writer)->append(event.time, event.body, session::SessionWriter::Until::Queued);
    if (const Status closed = (*writer)->close(); !closed)
        return tl::unexpected(closed.error());
    return file;
}

Status readFile(ReadSide& side, const std::filesystem::path& file)
{
    auto facts = report::readFacts(file);
    if (!facts)
        return tl::unexpected(facts.error());
    auto made = report::readReport(file);
    if (!made)
        return tl::unexpected(made.error());
    const bool seedIsThere = std::any_of(side.facts.begin(), side.facts.end(), [&](const RunFacts& known) {
        return known.started.seed == facts->started.seed;
    });
    if (seedIsThere)
        return fail(ErrorCode::InvalidInput,
                    file.string() + " has the same planner and seed as another session of its side.",
                    "Leave one of them out.");
    side.files.push_back(file);
    side.facts.push_back(*std::move(facts));
    side.reports.push_back(*std::move(made));
    return {};
}

Result<ReadSide> readSide(const SideRequest& request)
{
    ReadSide side;
    std::vector<std::filesystem::path> files;
    if (request.trace.empty()) {
        for (const std::string& session : request.sessions)
            files.emplace_back(session);
    } else {
        const auto file = simulated(request);
        if (!file)
            return tl::unexpected(file.error());
        files.push_back(*file);
    }
    for (const auto& file : files)
        if (const Status read = readFile(side, file); !read)
            return tl::unexpected(read.error());
    side.name = side.facts.front().started.planner + (request.trace.empty() ? "" : " (simulated)");
    return side;
}

/// Sides of one planner are told apart by their files.
void nameApart(std::vector<ReadSide>& sides)
{
    std::map<std::string, int> counts;
    for (const ReadSide& side : sides)
        ++counts[side.name];
    std::set<std::string> taken;
    for (ReadSide& side : sides) {
        if (counts[side.name] > 1)
            side.name += ", " + side.files.front().stem().string();
        for (int number = 2; !taken.insert(side.name).second; ++number)
            side.name += " " + std::to_string(number);
    }
}

std::vector<ComparedRun> runsOf(const std::vector<ReadSide>& sides)
{
    std::vector<ComparedRun> runs;
    for (const ReadSide& side : sides)
        for (std::size_t i = 0; i < side.files.size(); ++i)
            runs.push_back({side.name, side.facts[i].started.seed, side.files[i], side.reports[i]});
    return runs;
}

void addCharges(std::map<JobKind, double>& charged, const report::Report& made, double weight)
{
    for (const auto& camera : made.cameras)
        for (const auto& window : camera.windows)
            for (const KindCharge& charge : window.values.charged)
                charged[charge.kind] += charge.charged.value * weight;
}

ComparedSide sideOf(const report::ComparisonRow& row, const ReadSide& read)
{
    ComparedSide side;
    side.name = row.planner;
    for (std::size_t i = 0; i < read.files.size(); ++i) {
        side.sessions.push_back(read.files[i].string());
        side.seeds.push_back(read.facts[i].started.seed);
        addCharges(side.charged, read.reports[i], 1.0 / static_cast<double>(read.files.size()));
    }
    side.accuracy = figure(row.accuracy);
    side.people = figure(row.people);
    side.gain = figure(row.gain);
    side.balanced = row.balanced;
    side.worstCamera = row.worstCamera;
    side.deviceSeconds = row.deviceSeconds;
    side.cameras = row.cameras;
    side.camerasAtTarget = row.camerasAtTarget;
    side.windows = row.tally.windows;
    side.withAccuracy = row.tally.withAccuracy;
    side.atTarget = row.tally.atTarget;
    return side;
}

/// When the first side's run of the seed, or whichever run has the window, was in it.
void placeInTime(ComparisonWindow& window, const std::vector<ReadSide>& sides)
{
    for (const ReadSide& side : sides)
        for (const RunFacts& facts : side.facts)
            for (const RunFacts::Window& known : facts.windows)
                if (facts.started.seed == window.seed && known.window == window.window.value) {
                    window.start = known.start;
                    window.length = known.length;
                    return;
                }
}

std::vector<ComparisonWindow> windowsOf(const std::vector<ReadSide>& sides, const std::vector<ComparedRun>& runs,
                                        const std::vector<std::string>& names)
{
    std::vector<ComparisonWindow> windows;
    for (const report::ComparedWindow& compared : report::comparedWindows(runs, names)) {
        ComparisonWindow& window = windows.emplace_back();
        window.seed = compared.seed;
        window.window = WindowId{compared.window};
        placeInTime(window, sides);
        for (const auto& side : compared.sides)
            window.sides.push_back({side.mean, side.gain, side.cameras});
    }
    return windows;
}

std::vector<widgets::ComparisonCamera> camerasOf(const std::vector<ComparedRun>& runs,
                                                 const std::vector<std::string>& names)
{
    std::vector<widgets::ComparisonCamera> cameras;
    for (const report::ComparedCamera& compared : report::comparedCameras(runs, names)) {
        widgets::ComparisonCamera& camera = cameras.emplace_back();
        camera.camera = compared.camera;
        camera.name = compared.name;
        for (const auto& side : compared.sides)
            camera.sides.push_back({side.mean, figure(side.gain)});
    }
    return cameras;
}

/// Each run against the base's of the same seed, or its first where none has it; every sentence once.
std::vector<std::string> warningsOf(const std::vector<ReadSide>& sides)
{
    std::vector<std::string> warnings;
    const auto note = [&](const std::string& words) {
        if (std::find(warnings.begin(), warnings.end(), words) == warnings.end())
            warnings.push_back(words);
    };
    const ReadSide& base = sides.front();
    for (std::size_t i = 1; i < sides.size(); ++i)
        for (const RunFacts& run : sides[i].facts) {
            const auto twin = std::find_if(base.facts.begin(), base.facts.end(), [&](const RunFacts& known) {
                return known.started.seed == run.started.seed;
            });
            for (const auto& found : report::incomparabilities(twin != base.facts.end() ? *twin : base.facts.front(),
                                                               base.name, run, sides[i].name))
                note(found.words);
        }
    for (std::size_t i = 1; i < sides.size(); ++i)
        if (sides[i].facts.size() != base.facts.size())
            note("Other seeds: " + std::to_string(base.facts.size()) + " runs of " + base.name + ", "
                 + std::to_string(sides[i].facts.size()) + " of " + sides[i].name
                 + ". Differences rest on seeds that both have.");
    return warnings;
}

std::vector<std::string> notesOf(const std::vector<report::ComparisonRow>& rows, const std::vector<ComparedRun>& runs)
{
    std::vector<std::string> notes;
    std::istringstream text(report::lossesText(rows) + report::lostCameras(runs));
    for (std::string line; std::getline(text, line);)
        notes.push_back(line);
    return notes;
}

} // namespace

Result<Comparison> readComparison(const std::vector<SideRequest>& requests)
{
    std::vector<ReadSide> sides;
    for (const SideRequest& request : requests) {
        auto side = readSide(request);
        if (!side)
            return tl::unexpected(side.error());
        sides.push_back(*std::move(side));
    }
    if (sides.empty())
        return fail(ErrorCode::InvalidInput, "There is nothing to compare.", "Add sessions.");
    nameApart(sides);
    std::vector<std::string> names;
    for (const ReadSide& side : sides)
        names.push_back(side.name);
    const std::vector<ComparedRun> runs = runsOf(sides);
    const auto rows = report::comparisonRows(runs, names);
    Comparison comparison;
    for (std::size_t i = 0; i < rows.size(); ++i)
        comparison.sides.push_back(sideOf(rows[i], sides[i]));
    comparison.windows = windowsOf(sides, runs, names);
    comparison.cameras = camerasOf(runs, names);
    comparison.warnings = warningsOf(sides);
    comparison.notes = notesOf(rows, runs);
    return comparison;
}

std::vector<SideRequest> sidesOf(const QStringList& sessions)
{
    struct Known {
        std::string planner;
        std::set<std::uint64_t> seeds;
    };
    std::vector<SideRequest> sides;
    std::vector<Known> known;
    for (const QString& session : sessions) {
        const auto facts = report::readFacts(session.toStdString());
        const std::string planner = facts ? facts->started.planner : session.toStdString();
        const std::uint64_t seed = facts ? facts->started.seed : 0;
        const auto side = std::find_if(known.begin(), known.end(), [&](const Known& each) {
            return each.planner == planner && !each.seeds.contains(seed);
        });
        const auto place = static_cast<std::size_t>(side - known.begin());
        if (side == known.end()) {
            known.push_back({planner, {}});
            sides.emplace_back();
        }
        known[place].seeds.insert(seed);
        sides[place].sessions.push_back(session.toStdString());
    }
    return sides;
}

} // namespace jackdaw::window
