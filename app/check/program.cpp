// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/program.h"

#include "engine/cuda/driver_table.h"
#include "engine/cuda/native_gpu.h"
#include "engine/cuda/telemetry.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace jackdaw::check {
namespace {

constexpr int kFailed = 1;
constexpr int kBadInput = 2;

struct Options {
    std::string out;
    std::string parts;
    double minutes = 5.0;
    bool isSmall = false;
    bool wantsFake = false;
    bool wantsReal = false;
    bool wantsList = false;
    bool isPartOfMore = false;
    std::string data;
};

/// The first GPU of the machine, if the program can use it.
Result<std::shared_ptr<cuda::Gpu>> realGpu(const Program& program)
{
    const auto gpus = cuda::openGpus();
    const Status prepared = gpus && program.prepare ? program.prepare() : Status{};
    if (!gpus || !prepared)
        return tl::unexpected(gpus ? prepared.error() : gpus.error());
    return gpus->front();
}

/// The machine's GPU; a fake one, and why, if there is none and a real one is not insisted on.
Result<std::shared_ptr<cuda::Gpu>> chooseGpu(const Program& program, const Options& options)
{
    if (!options.wantsFake) {
        auto real = realGpu(program);
        if (real || options.wantsReal)
            return real;
        std::cout << real.error().text() << "\nEvery part runs on a fake GPU.\n";
    }
    auto fake = std::make_shared<cuda::FakeGpu>();
    defineTwins(*fake);
    return fake;
}

Subject subjectOf(const Program& program, const cuda::Gpu& gpu, bool isSmall)
{
    const auto telemetry = cuda::Telemetry::open();
    return {gpu.info().name,
            telemetry && !gpu.info().isFake ? telemetry->driver() : "none",
            cuda::versionText(gpu.info().driverVersion),
            gpu.info().isFake,
            isSmall,
            program.libtorch ? program.libtorch() : ""};
}

int say(const Program& program, const Error& error, int code)
{
    std::cerr << program.name << ": " << error.text() << '\n';
    return code;
}

int run(const Program& program, const Options& options)
{
    const auto parts = chosenParts(program.parts, options.parts);
    if (!parts)
        return say(program, parts.error(), kBadInput);
    const auto chosen = chooseGpu(program, options);
    if (!chosen)
        return say(program, chosen.error(), kFailed);
    const auto gpu = *chosen;
    const bool isSmall = options.isSmall || gpu->info().isFake;
    auto report = Report::open(options.out, subjectOf(program, *gpu, isSmall), std::cout,
                               options.isPartOfMore ? Report::Start::Append : Report::Start::Empty);
    if (!report)
        return say(program, report.error(), kBadInput);
    auto kernels = Kernels::load(*gpu);
    if (!kernels)
        return say(program, kernels.error(), kFailed);
    Bench bench{gpu, *std::move(kernels), isSmall, options.data};
    runParts(*parts, bench, *report, gpu->now() + fromSeconds(options.minutes * 60.0));
    if (!options.isPartOfMore)
        report->printSummary();
    return report->failures() == 0 ? 0 : kFailed;
}

} // namespace

int runProgram(const Program& program, int argc, char** argv)
{
    Options options;
    CLI::App app(program.about);
    app.add_option("OUT", options.out, "File for the findings");
    app.add_option("--parts", options.parts, "Only these, separated by commas");
    app.add_option("--minutes", options.minutes, "No part begins later than that")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    app.add_flag("--small", options.isSmall, "A few of everything: under a memory checker");
    const auto fake = app.add_flag("--fake", options.wantsFake, "Take the fake GPU, whatever there is");
    app.add_flag("--real", options.wantsReal, "Fail where there is no GPU, instead of taking the fake one")
        ->excludes(fake);
    app.add_flag("--append", options.isPartOfMore, "Add to OUT, and print no table at the end");
    if (program.usesData)
        app.add_option("--data", options.data, "Folder of videos and golden models");
    app.add_flag("--list", options.wantsList, "Name the parts");
    CLI11_PARSE(app, argc, argv);
    if (options.wantsList) {
        for (const Part& part : program.parts)
            std::cout << part.name << ": " << part.what << '\n';
        return 0;
    }
    if (options.out.empty())
        return say(program,
                   {ErrorCode::InvalidInput, "The file for the findings is missing.", "Name it at the end.", {}},
                   kBadInput);
    return run(program, options);
}

} // namespace jackdaw::check
