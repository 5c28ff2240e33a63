// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/device_check/main_job.h"

#include "app/device_check/child_process.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
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

Result<ordered_json> runOnce(const CliJob& job, const char* planner)
{
    const fs::path session = job.beside("main-job-" + plainName(planner) + ".jackdaw");
    const fs::path report = job.beside("main-job-" + plainName(planner) + ".json");
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
    Status done = succeeded(runChild({job.program, run, log, job.limit}));
    if (done)
        done = succeeded(runChild({job.program, {"report", "--json", session.string()}, report, job.limit}));
    fs::remove(session, ignored);
    return done ? readJson(report) : tl::unexpected(done.error());
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

Finding findingOf(const ordered_json& report)
{
    Finding finding{"run by " + report.value("planner", "?"), ordered_json::object(), {}};
    for (const char* key : kKept)
        if (report.contains(key))
            finding.values[key] = report.at(key);
    const ordered_json frames = report.value("frames", ordered_json::object());
    finding.bars.push_back(
        {"frames dropped, " + finding.name, frames.value("dropped", 0.0), Bar::Kind::AtMost, 0.0, ""});
    return finding;
}

Status runMainJob(const CliJob& job, const std::function<void(Finding)>& say)
{
    for (const char* planner : kPlanners) {
        const auto report = runOnce(job, planner);
        if (!report)
            return tl::unexpected(report.error());
        Finding finding = findingOf(*report);
        finding.values["device"] = job.device;
        finding.values["cameras"] = job.size.cameras;
        finding.values["window_seconds"] = job.size.windowSeconds;
        say(finding);
    }
    return {};
}

} // namespace jackdaw::check
