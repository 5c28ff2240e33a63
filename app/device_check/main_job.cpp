// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/device_check/main_job.h"

#include "app/device_check/child_process.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <system_error>

namespace jackdaw::check {
namespace {

namespace fs = std::filesystem;
using Arguments = std::vector<std::string>;
using nlohmann::ordered_json;

constexpr std::array<const char*, 2> kPlanners{"uniform(3,0.5)", "jackdaw"};
constexpr double kPartOfMinutes = 0.55; ///< of the whole check that both runs take together
/// In which keys of a report a run is summed up.
constexpr std::array<const char*, 11> kKept{"planner",      "ending",         "windows",       "mean_accuracy",
                                            "interval",     "balanced",       "frames",        "shares",
                                            "worst_camera", "camera_windows", "device_seconds"};

/// The main job but for what differs from planner to planner.
Arguments jobArguments(const char* command, const CliJob& job)
{
    Arguments words{command, "--video", job.data.video.string(), "--golden"};
    for (const fs::path& network : job.data.golden)
        words.push_back(network.string());
    const Arguments more{"--cameras",
                         std::to_string(job.size.cameras),
                         "--windows",
                         std::to_string(job.size.windows),
                         "--window",
                         std::to_string(job.size.windowSeconds),
                         "--device",
                         job.device,
                         "--speed",
                         "0.2",
                         "--seed",
                         "1",
                         "--clock",
                         "wall",
                         "--scoring-interval",
                         "5"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

Status succeeded(const ChildEnd& end)
{
    return end.succeeded() ? Status{} : fail(ErrorCode::Internal, end.how, "");
}

Result<ordered_json> readJson(const fs::path& file)
{
    std::ifstream in(file);
    auto json = ordered_json::parse(in, nullptr, false);
    if (json.is_discarded())
        return fail(ErrorCode::Corrupt, "The file " + file.string() + " is no JSON.", "");
    return json;
}

/// A planner's name as a part of a file's.
std::string plainName(const std::string& planner)
{
    return planner.substr(0, planner.find('('));
}

/// Report and course of a run.
struct RunFiles {
    ordered_json report;
    ordered_json course;
};

/// The session is too large to be brought anywhere: what is asked of it is asked here.
Result<RunFiles> readSession(const CliJob& job, const fs::path& session, const std::string& planner)
{
    const fs::path report = job.beside("main-job-" + planner + ".json");
    const fs::path course = job.beside("main-job-" + planner + ".course.json");
    Status done = succeeded(runChild({job.program, {"report", "--json", session.string()}, report, job.limit}));
    if (done)
        done = succeeded(runChild({job.program, {"report", "--course", session.string()}, course, job.limit}));
    auto reported = done ? readJson(report) : Result<ordered_json>(tl::unexpected(done.error()));
    auto went = reported ? readJson(course) : Result<ordered_json>(tl::unexpected(reported.error()));
    if (!went)
        return tl::unexpected(went.error());
    return RunFiles{std::move(*reported), std::move(*went)};
}

Result<RunFiles> runOnce(const CliJob& job, const char* planner)
{
    const fs::path session = job.beside("main-job-" + plainName(planner) + ".jackdaw");
    std::error_code ignored;
    fs::remove(session, ignored);
    Arguments run = jobArguments("run", job);
    for (const std::string& word :
         {std::string("--planner"), std::string(planner), std::string("--out"), session.string()})
        run.push_back(word);
    if (const fs::path costs = job.beside("costs.json"); fs::exists(costs, ignored)) {
        run.emplace_back("--costs");
        run.push_back(costs.string());
    }
    const fs::path log = job.beside("main-job-" + plainName(planner) + ".log");
    const Status done = succeeded(runChild({job.program, run, log, job.limit}));
    auto files = done ? readSession(job, session, plainName(planner)) : Result<RunFiles>(tl::unexpected(done.error()));
    fs::remove(session, ignored);
    return files;
}

/// The largest distance, in points, of what retrainings used over ten seconds from what they were granted.
double furthestUse(const ordered_json& course)
{
    double furthest = 0.0;
    for (const ordered_json& use : course.value("uses", ordered_json::array()))
        if (use.value("kind", "") == "retraining")
            furthest = std::max(furthest, 100.0 * std::abs(use.value("used", 0.0) - use.value("granted", 0.0)));
    return furthest;
}

} // namespace

JobSize jobSizeFor(double minutes, bool hasGpu)
{
    if (!hasGpu)
        return {2, 2, 6.0};
    JobSize size;
    const double windows = minutes * 60.0 * kPartOfMinutes / static_cast<double>(kPlanners.size()) / size.windowSeconds;
    size.windows = std::clamp(static_cast<int>(std::floor(windows)), 2, size.windows);
    return size;
}

fs::path CliJob::beside(const std::string& what) const
{
    return out.parent_path() / (out.stem().string() + "." + what);
}

Status calibrate(const CliJob& job, const std::function<void(Finding)>& say)
{
    const fs::path costs = job.beside("costs.json");
    Arguments words = jobArguments("calibrate", job);
    words.emplace_back("--out");
    words.push_back(costs.string());
    const auto begin = std::chrono::steady_clock::now();
    const Status done = succeeded(runChild({job.program, words, job.beside("calibration.log"), job.limit}));
    if (!done)
        return done;
    const auto table = readJson(costs);
    if (!table)
        return tl::unexpected(table.error());
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    say({"cost table",
         {{"seconds", seconds},
          {"batches", table->value("batches", ordered_json::object()).size()},
          {"file", costs.string()}},
         {{"calibration of the main job", seconds, Bar::Kind::AtMost, 60.0, "s"}}});
    return {};
}

std::vector<std::string> dropsOf(const ordered_json& course)
{
    std::vector<std::string> told;
    for (const ordered_json& window : course.value("windows", ordered_json::array())) {
        if (!window.value("counted", true))
            continue; // before its first student no camera has a frame that is due
        std::map<double, std::pair<int, std::string>> halves; // frames and cameras
        for (const ordered_json& drop : window.value("drops", ordered_json::array())) {
            auto& [frames, cameras] = halves[drop.value("at", 0.0)];
            frames += drop.value("frames", 0);
            cameras += (cameras.empty() ? "" : ", ") + drop.value("camera", "?");
        }
        for (const auto& [at, dropped] : halves) {
            std::ostringstream line;
            line << "window " << window.value("window", 0) << ", " << at << " s: " << dropped.first
                 << (dropped.first == 1 ? " frame of " : " frames of ") << dropped.second;
            told.push_back(line.str());
        }
    }
    return told;
}

Finding findingOf(const ordered_json& report, const ordered_json& course)
{
    Finding finding{"run by " + report.value("planner", "?"), ordered_json::object(), {}};
    for (const char* key : kKept)
        if (report.contains(key))
            finding.values[key] = report.at(key);
    const ordered_json frames = report.value("frames", ordered_json::object());
    finding.bars.push_back(
        {"frames dropped, " + finding.name, frames.value("dropped", 0.0), Bar::Kind::AtMost, 0.0, ""});
    finding.values["drops"] = dropsOf(course);
    finding.values["uses"] = course.value("uses", ordered_json::array());
    finding.bars.push_back({"retrainings' use against what they were granted over 10 s, " + finding.name,
                            furthestUse(course), Bar::Kind::AtMost, 2.0, "points"});
    return finding;
}

Status runMainJob(const CliJob& job, const std::function<void(Finding)>& say)
{
    for (const char* planner : kPlanners) {
        const auto files = runOnce(job, planner);
        if (!files)
            return tl::unexpected(files.error());
        Finding finding = findingOf(files->report, files->course);
        finding.values["device"] = job.device;
        finding.values["cameras"] = job.size.cameras;
        finding.values["window_seconds"] = job.size.windowSeconds;
        say(finding);
    }
    return {};
}

} // namespace jackdaw::check
