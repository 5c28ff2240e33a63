// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// device-check: what the GPU of this machine does, held against what the house expects of one.
#include "app/check/parts.h"
#include "engine/cuda/driver_table.h"
#include "engine/cuda/native_gpu.h"
#include "engine/cuda/telemetry.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace {

using namespace jackdaw;
using namespace jackdaw::check;

constexpr int kFailed = 1;
constexpr int kBadInput = 2;

struct Options {
    std::string out;
    std::string parts;
    double minutes = 5.0;
    bool isSmall = false;
    bool wantsFake = false;
    bool wantsList = false;
};

/// The first GPU of the machine; a fake one, and why, if there is none.
std::shared_ptr<cuda::Gpu> chooseGpu(const Options& options)
{
    if (!options.wantsFake) {
        const auto gpus = cuda::openGpus();
        if (gpus)
            return gpus->front();
        std::cout << gpus.error().text() << "\nEvery part runs on a fake GPU.\n";
    }
    auto fake = std::make_shared<cuda::FakeGpu>();
    defineTwins(*fake);
    return fake;
}

Subject subjectOf(const cuda::Gpu& gpu, bool isSmall)
{
    const auto telemetry = cuda::Telemetry::open();
    return {gpu.info().name, telemetry && !gpu.info().isFake ? telemetry->driver() : "none",
            cuda::versionText(gpu.info().driverVersion), gpu.info().isFake, isSmall};
}

int say(const Error& error, int code)
{
    std::cerr << "device-check: " << error.text() << '\n';
    return code;
}

int run(const Options& options)
{
    const auto parts = chosenParts(options.parts);
    if (!parts)
        return say(parts.error(), kBadInput);
    const auto gpu = chooseGpu(options);
    const bool isSmall = options.isSmall || gpu->info().isFake;
    auto report = Report::open(options.out, subjectOf(*gpu, isSmall), std::cout);
    if (!report)
        return say(report.error(), kBadInput);
    auto kernels = Kernels::load(*gpu);
    if (!kernels)
        return say(kernels.error(), kFailed);
    Bench bench{gpu, *std::move(kernels), isSmall};
    runParts(*parts, bench, *report, gpu->now() + fromSeconds(options.minutes * 60.0));
    report->printSummary();
    return report->failures() == 0 ? 0 : kFailed;
}

} // namespace

int main(int argc, char** argv)
{
    Options options;
    CLI::App app("Checks what the GPU of this machine does. Findings go to OUT as JSON lines; without a GPU every part "
                 "runs on a "
                 "fake one.");
    app.add_option("OUT", options.out, "File for the findings");
    app.add_option("--parts", options.parts, "Only these, separated by commas");
    app.add_option("--minutes", options.minutes, "No part begins later than that")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    app.add_flag("--small", options.isSmall, "A few of everything: under a memory checker");
    app.add_flag("--fake", options.wantsFake, "Take the fake GPU, whatever there is");
    app.add_flag("--list", options.wantsList, "Name the parts");
    CLI11_PARSE(app, argc, argv);
    if (options.wantsList) {
        for (const Part& part : allParts())
            std::cout << part.name << ": " << part.what << '\n';
        return 0;
    }
    if (options.out.empty())
        return say({ErrorCode::InvalidInput, "The file for the findings is missing.", "Name it: device-check OUT.", {}},
                   kBadInput);
    return run(options);
}
