// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/golden_command.h"

#include "app/cli/exit_codes.h"
#include "app/cli/output_file.h"
#include "datasets/streets/street_renderer.h"
#include "engine/video/pictures_over.h"
#include "engine/video/video_reader.h"
#include "engine/vision/golden_check.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::cli {
namespace {

struct GoldenOptions {
    std::string model;
    std::string video;
    std::optional<double> at; ///< seconds; none: 1, or the middle of a shorter video
    std::string out;
    std::vector<std::string> classes; ///< of a session
    int threads = 1;
};

/// Pictures to look at: whether a detector's scaling is right shows in several alone.
constexpr std::size_t kPictures = 4;

/// Without a video rendered streets, which detectors of COCO's classes see something in.
std::vector<VideoFrame> renderedStreets()
{
    datasets::StreetSettings street;
    street.width = 640;
    street.height = 480;
    constexpr std::int64_t kFrame = 250; // by then there is traffic
    datasets::StreetRenderer renderer(street);
    std::vector<VideoFrame> frames;
    for (std::size_t i = 0; i < kPictures; ++i)
        frames.push_back(renderer.render(kFrame + 150 * static_cast<std::int64_t>(i)).frame);
    return frames;
}

Result<std::vector<VideoFrame>> picturesOf(const GoldenOptions& options)
{
    auto reader = video::VideoReader::open(options.video);
    if (!reader)
        return tl::unexpected(reader.error());
    const Nanoseconds first = options.at ? fromSeconds(*options.at) : video::usualFirstLook(**reader);
    auto frames = video::picturesOver(**reader, first, kPictures);
    if (frames && frames->empty())
        return fail(ErrorCode::InvalidInput,
                    options.video + " has no picture at " + std::to_string(toSeconds(first)) + " s.",
                    "Name an earlier time.");
    return frames;
}

std::string joined(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

/// A list of a thousand classes says no more than some of them and how many there are.
std::string classesText(const std::vector<std::string>& known)
{
    constexpr std::size_t kMost = 20;
    if (known.empty())
        return "COCO's 80";
    if (known.size() <= kMost)
        return joined(known);
    return std::to_string(known.size()) + ": " + joined({known.begin(), known.begin() + kMost}) + " and "
        + std::to_string(known.size() - kMost) + " others";
}

void printOutside(const vision::DetectorCheck& check, const std::vector<std::string>& classes)
{
    std::size_t all = 0;
    std::vector<std::string> counts;
    for (const auto& [name, count] : vision::outsideOf(check, classes)) {
        all += count;
        counts.push_back(name + " " + std::to_string(count));
    }
    if (all > 0)
        std::printf("outside: %zu of no class of the session (%s)\n", all, joined(counts).c_str());
}

void print(const vision::DetectorCheck& check, const GoldenOptions& options, const std::string& picture)
{
    std::printf("network: %s\ndecoded: %s\ninput:   %d x %d\nclasses: %s\ntime:    %.1f ms per frame\nfound:   %zu\n",
                check.name.c_str(), check.decodedAs.c_str(), check.input.width, check.input.height,
                classesText(check.known).c_str(), check.millisecondsPerFrame, check.found.size());
    constexpr std::size_t kMost = 20;
    for (std::size_t i = 0; i < std::min(kMost, check.found.size()); ++i) {
        const Detection& detection = check.found[i];
        std::printf("  %-14s %3.0f %%  %.0f,%.0f to %.0f,%.0f\n", check.names[detection.label.value].c_str(),
                    100.0 * static_cast<double>(detection.score), static_cast<double>(detection.box.x1),
                    static_cast<double>(detection.box.y1), static_cast<double>(detection.box.x2),
                    static_cast<double>(detection.box.y2));
    }
    if (!options.classes.empty())
        printOutside(check, options.classes);
    for (const std::string& warning : check.warnings)
        std::printf("warning: %s\n", warning.c_str());
    std::printf("picture: %s\n", picture.c_str());
}

int checkModel(const GoldenOptions& options)
{
    const std::string picture =
        options.out.empty() ? std::filesystem::path(options.model).stem().string() + "-boxes.png" : options.out;
    if (const Status other = checkOutput(picture, {options.model, options.video}); !other)
        return report(other.error());
    const auto frames =
        options.video.empty() ? Result<std::vector<VideoFrame>>(renderedStreets()) : picturesOf(options);
    if (!frames)
        return report(frames.error());
    const auto check = vision::checkDetector(options.model, *frames, options.threads);
    if (!check)
        return report(check.error());
    if (const Status written = vision::writeBoxes(frames->front(), check->found, picture, check->names); !written)
        return report(written.error());
    print(*check, options, picture);
    return kSuccess;
}

} // namespace

void addGoldenCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command = app.add_subcommand("golden", "Try golden models");
    command->require_subcommand(1);
    const auto options = std::make_shared<GoldenOptions>();
    CLI::App* check =
        command->add_subcommand("check", "Say what a detector is understood as, and show what it finds in a picture");
    check->add_option("model", options->model, "ONNX file")->required();
    check->add_option("--video", options->video, "Video or folder of images; without it a rendered street is shown");
    check->add_option("--at", options->at, "Seconds into the video")->check(CLI::NonNegativeNumber);
    check->add_option("--out", options->out, "Picture to write (.png); otherwise named like the model");
    check->add_option("--classes", options->classes, "Classes of a session: how many boxes are of none is said")
        ->delimiter(',');
    check->add_option("--threads", options->threads, "Threads of the CPU")->check(CLI::Range(1, 256));
    check->callback([options, &exitCode] { exitCode = checkModel(*options); });
}

} // namespace jackdaw::cli
