// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/camera_command.h"

#include "app/cli/exit_codes.h"
#include "engine/base/signal.h"
#include "engine/video/camera_feed.h"
#include "engine/video/capture_devices.h"
#include "engine/vision/golden_check.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>
#include <string>

namespace jackdaw::cli {
namespace {

struct CameraOptions {
    std::string source;
    std::string credentials;
    double seconds = 5.0;
    std::string out;
};

/// What a camera gave while it was looked at.
struct Seen {
    std::size_t pictures = 0;
    Nanoseconds firstTime{0}; ///< in the source
    VideoFrame last;
    std::string interruption; ///< why nothing comes
    std::vector<VideoFault> faults;

    double perSecond() const
    {
        const double span = toSeconds(last.sourceTime - firstTime);
        return pictures > 1 && span > 0.0 ? static_cast<double>(pictures - 1) / span : 0.0;
    }
};

int listDevices()
{
    const auto devices = video::captureDevices();
    if (devices.empty())
        std::puts("There is no capture device. Network cameras are not looked for: name their address.");
    for (const video::CaptureDevice& device : devices)
        std::printf("%-14s %-32s %s\n", device.path.c_str(), device.name.c_str(), device.stableName.c_str());
    return kSuccess;
}

void take(video::CameraFeed& feed, Nanoseconds now, Seen& seen)
{
    std::vector<VideoFrame> frames;
    const video::FeedState state = feed.poll(now, frames);
    if (seen.pictures == 0 && !frames.empty())
        seen.firstTime = frames.front().sourceTime;
    seen.pictures += frames.size();
    if (!frames.empty())
        seen.last = std::move(frames.back());
    seen.interruption = state.kind == video::FeedState::Kind::Interrupted ? state.reason : std::string();
    for (VideoFault& fault : feed.takeFaults())
        seen.faults.push_back(std::move(fault));
}

/// For as long as is asked for, but not after a recording's end.
Seen look(video::CameraFeed& feed, double seconds)
{
    using Clock = std::chrono::steady_clock;
    Signal wake;
    feed.setWake([&wake] { wake.notify(); });
    Seen seen;
    const auto begin = Clock::now();
    const auto end = begin + std::chrono::duration_cast<Clock::duration>(fromSeconds(seconds));
    while (Clock::now() < end && !feed.ended()) {
        take(feed, Clock::now() - begin, seen);
        constexpr auto kGlance = std::chrono::milliseconds(100);
        wake.waitUntil(std::min(end, Clock::now() + kGlance), {});
    }
    feed.setWake({});
    return seen;
}

void print(const video::StreamInfo& info, const Seen& seen)
{
    std::printf("kind:     %s\nsize:     %d x %d\ncodec:    %s\nsays:     %.3g pictures a second\n"
                "gives:    %.3g pictures a second (%zu seen)\n",
                info.live ? "live camera" : "recording", info.width, info.height, info.codec.c_str(),
                info.framesPerSecond, seen.perSecond(), seen.pictures);
    for (const VideoFault& fault : seen.faults)
        std::printf("fault:    %s\n", fault.message.c_str());
    if (!seen.interruption.empty())
        std::printf("lost:     %s\n", seen.interruption.c_str());
}

int checkCamera(const CameraOptions& options)
{
    video::CameraSettings settings;
    settings.name = options.source;
    settings.source = options.source;
    settings.live.credentials = options.credentials;
    const auto feed = video::openFeed(settings);
    if (!feed)
        return report(feed.error());
    const Seen seen = look(**feed, options.seconds);
    if (seen.pictures == 0)
        return report({ErrorCode::Io,
                       seen.interruption.empty() ? "'" + options.source + "' gave no picture." : seen.interruption,
                       {},
                       {}});
    print((*feed)->info(), seen);
    if (options.out.empty())
        return kSuccess;
    if (const Status written = vision::writeBoxes(seen.last, {}, options.out); !written)
        return report(written.error());
    std::printf("picture:  %s\n", options.out.c_str());
    return kSuccess;
}

} // namespace

void addCameraCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command = app.add_subcommand("camera", "Find cameras and try one");
    command->require_subcommand(1);
    command->add_subcommand("list", "Name the capture devices of this machine")->callback([&exitCode] {
        exitCode = listDevices();
    });
    const auto options = std::make_shared<CameraOptions>();
    CLI::App* check = command->add_subcommand("check", "Say what a camera or a recording gives");
    check->add_option("source", options->source, "Address, capture device, video file or folder of images")->required();
    check->add_option("--credentials", options->credentials,
                      "Where user and password are: env:NAME or file:PATH, as USER:PASSWORD");
    check->add_option("--seconds", options->seconds, "How long to look")->check(CLI::Range(0.5, 3600.0));
    check->add_option("--out", options->out, "Picture to write (.png)")->check([](const std::string& file) {
        return file.ends_with(".png") ? std::string() : "the picture is a .png file";
    });
    check->callback([options, &exitCode] { exitCode = checkCamera(*options); });
}

} // namespace jackdaw::cli
