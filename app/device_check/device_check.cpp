// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/device_check/device_check.h"

#include "app/device_check/check_run.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <optional>

namespace jackdaw::check {
namespace {

namespace fs = std::filesystem;

constexpr int kFailed = 1;
constexpr int kBadInput = 2;
constexpr double kMinutes = 5.0;
constexpr double kMinutesForAll = 10.0;

struct Options {
    std::string out;
    std::string data;
    std::string parts;
    std::optional<double> minutes;
    bool wantsAll = false;
    bool wantsFake = false;
    bool isSmall = false;
    bool wantsList = false;
};

int say(const Error& error)
{
    std::cerr << "device-check: " << error.text() << '\n';
    return kBadInput;
}

int list()
{
    for (const SuitePart& part : suiteParts())
        std::cout << part.name << ": " << part.what << (part.isDefault ? "" : " (--all)") << '\n';
    return 0;
}

/// The folder of this program, as \p called on the command line where the system does not say it.
fs::path folderOfPrograms(const char* called)
{
    std::error_code error;
    const fs::path file = fs::read_symlink("/proc/self/exe", error);
    return (error ? fs::absolute(called) : file).parent_path();
}

int run(const Options& options, const char* called)
{
    const auto parts = chosenSuite(options.parts, options.wantsAll);
    if (!parts)
        return say(parts.error());
    // What the device is, the inventory finds out in a process of its own.
    auto report = Report::open(options.out, {"unknown", "unknown", "unknown", true, true}, std::cout);
    if (!report)
        return say(report.error());
    CheckSettings settings{fs::absolute(options.out)};
    settings.data = options.data.empty() ? fs::path() : fs::absolute(options.data);
    settings.programs = folderOfPrograms(called);
    settings.minutes = options.minutes.value_or(options.wantsAll ? kMinutesForAll : kMinutes);
    settings.wantsFake = options.wantsFake;
    settings.isSmall = options.isSmall;
    CheckRun(std::move(settings), *report).run(*parts);
    report->printSummary();
    return report->failures() == 0 ? 0 : kFailed;
}

} // namespace

int runDeviceCheck(int argc, char** argv)
{
    Options options;
    CLI::App app(
        "Finds out what Jackdaw can do on this machine's GPU. Findings go to OUT as JSON lines, each as soon as "
        "it is there; a table with what they are held against comes at the end. Without a GPU every part runs "
        "on a fake one and the CPU.");
    app.add_option("OUT", options.out, "File for the findings; tables and reports go beside it");
    app.add_option("--data", options.data, "Folder of a video and golden models (ONNX), for the parts with pictures");
    app.add_option("--parts", options.parts, "Only these, separated by commas");
    app.add_option("--minutes", options.minutes, "No part begins later than that (5; with --all 10)")
        ->check(CLI::PositiveNumber);
    app.add_flag("--all", options.wantsAll, "Those parts, too, that are left out otherwise");
    app.add_flag("--small", options.isSmall, "A few of everything");
    app.add_flag("--fake", options.wantsFake, "Take the fake GPU and the CPU, whatever there is");
    app.add_flag("--list", options.wantsList, "Name the parts");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : kBadInput;
    }
    if (options.wantsList)
        return list();
    if (options.out.empty())
        return say({ErrorCode::InvalidInput, "The file for the findings is missing.", "Name it at the end.", {}});
    return run(options, argv[0]);
}

} // namespace jackdaw::check
