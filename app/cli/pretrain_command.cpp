// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pretrain_command.h"

#include "app/cli/exit_codes.h"
#include "app/cli/interrupts.h"
#include "app/cli/percent_progress.h"
#include "datasets/streets/street_lessons.h"
#include "engine/learning/families.h"
#include "engine/video/video_reader.h"
#include "engine/vision/golden_model.h"

#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace jackdaw::cli {
namespace {

struct PretrainOptions {
    std::string script;
    std::string output;
    std::vector<std::string> videos;
    std::vector<std::string> golden;
    std::vector<std::string> classes{"person", "car", "bus", "truck"};
    double everySeconds = 3.0;
    double epochs = 12.0;
    double learningRate = 2e-3;
    std::uint64_t seed = 1;
    unsigned threads = 1;
};

/// What is learned from and what is only looked at.
struct Lessons {
    std::vector<learning::LabelledFrame> training;
    std::vector<learning::LabelledFrame> heldOut;
};

void append(std::vector<learning::LabelledFrame>& all, std::vector<learning::LabelledFrame> more)
{
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// Of the copies of a camera the last one is held out.
Status addStreets(Lessons& lessons, const PretrainOptions& options, const learning::Learner& learner,
                  const std::stop_token& stop)
{
    auto script = datasets::readStreetScript(options.script);
    if (!script)
        return tl::unexpected(script.error());
    script->seed = options.seed;
    PercentProgress progress("painting the streets");
    auto streets = datasets::streetLessons(
        *script, options.classes, learner, options.everySeconds, options.threads,
        [&](double fraction) { progress.show(fraction); }, stop);
    progress.end();
    if (!streets)
        return tl::unexpected(streets.error());
    std::size_t last = 0;
    for (const datasets::StreetGroup& group : script->groups) {
        for (int copy = 0; copy < group.copies; ++copy, ++last) {
            const bool isHeldOut = group.copies > 1 && copy == group.copies - 1;
            append(isHeldOut ? lessons.heldOut : lessons.training, std::move((*streets)[last].frames));
        }
    }
    return {};
}

/// Frames of \p video that the golden model labels.
Status addVideo(Lessons& lessons, const std::string& video, const PretrainOptions& options,
                const learning::Learner& learner, vision::GoldenModel& golden, const std::stop_token& stop)
{
    auto reader = video::VideoReader::open(video, 25.0, stop);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto step =
        std::max<std::int64_t>(1, static_cast<std::int64_t>(options.everySeconds * (*reader)->info().framesPerSecond));
    for (;;) {
        auto frame = (*reader)->next();
        if (!frame)
            return tl::unexpected(frame.error());
        if (!*frame)
            return {};
        if ((*frame)->index % step != 0 || !golden.knows(**frame))
            continue;
        const auto labels = golden.detect(**frame);
        if (!labels)
            return tl::unexpected(labels.error());
        auto kept = learner.keep(**frame, vision::toLabels(*labels));
        if (!kept)
            return tl::unexpected(kept.error());
        lessons.training.push_back(std::move(*kept));
    }
}

Status addVideos(Lessons& lessons, const PretrainOptions& options, const learning::Learner& learner,
                 const std::stop_token& stop)
{
    if (options.videos.empty())
        return {};
    const auto golden = vision::openGoldenModel(
        {{options.golden.begin(), options.golden.end()}, options.classes, 0.3F, static_cast<int>(options.threads)});
    if (!golden)
        return tl::unexpected(golden.error());
    for (const std::string& video : options.videos)
        if (auto added = addVideo(lessons, video, options, learner, **golden, stop); !added)
            return added;
    return {};
}

learning::TrainingInputs inputsFrom(Lessons lessons, const PretrainOptions& options, const learning::Learner& learner)
{
    constexpr int kBatch = 8;
    learning::TrainingInputs inputs;
    inputs.start = learner.initial(options.seed, CameraId{0});
    inputs.configuration = {.name = "pre-training",
                            .epochs = options.epochs,
                            .learningRate = options.learningRate,
                            .batch = kBatch,
                            .rehearsal = 0};
    for (const double part : {0.25, 0.5, 0.75})
        inputs.evaluateAfter.push_back(part * options.epochs);
    inputs.seed = options.seed;
    inputs.training = std::move(lessons.training);
    inputs.heldOut = std::move(lessons.heldOut);
    return inputs;
}

Status train(learning::Training& training, const std::stop_token& stop)
{
    PercentProgress progress("training");
    while (training.nextBatch()) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "The training was stopped.");
        if (auto ran = training.runBatch(); !ran)
            return ran;
        progress.show(training.fractionDone());
    }
    progress.end();
    for (const auto& evaluation : training.evaluations())
        std::cout << "after " << evaluation.epochs << " epochs: F1 " << evaluation.accuracy.golden.value
                  << " on streets that were held out\n";
    return {};
}

Status write(const learning::Weights& weights, const std::string& file)
{
    std::ofstream stream(file, std::ios::binary);
    for (const StoredWeights::Part& part : weights.stored().parts)
        stream.write(reinterpret_cast<const char*>(part.bytes.data()), static_cast<std::streamsize>(part.bytes.size()));
    stream.close();
    if (!stream)
        return fail(ErrorCode::Io, "The weights cannot be written to " + file + ".", "Check the folder and the disk.");
    return {};
}

Status pretrain(const PretrainOptions& options, const std::stop_token& stop)
{
    learning::useThreads(static_cast<int>(options.threads));
    const auto learner = learning::makeLearner(learning::StudentSettings{}, options.classes);
    if (!learner)
        return tl::unexpected(learner.error());
    Lessons lessons;
    if (auto added = addStreets(lessons, options, **learner, stop); !added)
        return added;
    if (auto added = addVideos(lessons, options, **learner, stop); !added)
        return added;
    std::cout << lessons.training.size() << " frames to learn from, " << lessons.heldOut.size() << " held out\n";
    auto training = (*learner)->train(inputsFrom(std::move(lessons), options, **learner));
    if (!training)
        return tl::unexpected(training.error());
    if (auto trained = train(**training, stop); !trained)
        return trained;
    const auto best = (*training)->best();
    std::cout << "weights " << best->hash() << ": " << options.output << '\n';
    return write(*best, options.output);
}

int runPretrain(const PretrainOptions& options)
{
    std::stop_source stop;
    const InterruptWatch watch(stop);
    const Status done = pretrain(options, stop.get_token());
    if (!done && isInterrupted()) {
        std::cerr << "jackdaw-cli: stopped; nothing was written.\n";
        return kStopped;
    }
    return done ? kSuccess : report(done.error());
}

} // namespace

void addPretrainCommand(CLI::App& app, int& exitCode)
{
    const auto options = std::make_shared<PretrainOptions>();
    CLI::App* command =
        app.add_subcommand("pretrain", "Make the weights that point detectors begin with, from streets and videos");
    command->add_option("script", options->script, "Street script (JSON)")->required();
    command->add_option("output", options->output, "File for the weights (safetensors)")->required();
    CLI::Option* videos = command->add_option("--video", options->videos, "Videos to learn from beside the streets");
    CLI::Option* golden =
        command->add_option("--golden", options->golden, "Golden models (ONNX) that label the videos");
    videos->needs(golden);
    command->add_option("--class", options->classes, "Classes, in order")->capture_default_str();
    command->add_option("--every", options->everySeconds, "Seconds between two frames of a camera or video")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_option("--epochs", options->epochs, "Passes over all frames")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_option("--rate", options->learningRate, "Learning rate")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_option("--seed", options->seed, "Seed of streets and training")->capture_default_str();
    command->add_option("--threads", options->threads, "Threads; the weights depend on their number")
        ->check(CLI::Range(1U, 64U))
        ->capture_default_str();
    command->callback([options, &exitCode] { exitCode = runPretrain(*options); });
}

} // namespace jackdaw::cli
