// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/camera_command.h"

#include "app/cli/camera_discover.h"
#include "app/cli/camera_login.h"
#include "app/cli/exit_codes.h"
#include "engine/video/camera_look.h"
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
    bool hardware = false;
    std::string out;
};

int listDevices()
{
    const auto devices = video::captureDevices();
    if (devices.empty())
        std::puts("There is no capture device. Network cameras are looked for by: jackdaw-cli camera discover.");
    for (const video::CaptureDevice& device : devices)
        std::printf("%-14s %-32s %s\n", device.path.c_str(), device.name.c_str(), device.stableName.c_str());
    return kSuccess;
}

const char* kindOf(const video::StreamInfo& info)
{
    if (!info.live)
        return "recording";
    return info.sourceDuration > Nanoseconds{0} ? "recording that comes over the network: played once, as it comes"
                                                : "live camera";
}

void print(const video::CameraLook& look)
{
    const video::StreamInfo& info = look.info;
    std::printf("kind:     %s\nsize:     %d x %d\ncodec:    %s\nsays:     %.3g pictures a second\n"
                "gives:    %.3g pictures a second (%zu seen)\n",
                kindOf(info), info.width, info.height, info.codec.c_str(), info.framesPerSecond, look.perSecond(),
                look.pictures);
    for (const VideoFault& fault : look.faults)
        std::printf("fault:    %s\n", fault.message.c_str());
    if (!look.interruption.empty())
        std::printf("lost:     %s\n", look.interruption.c_str());
}

int checkCamera(const CameraOptions& options)
{
    video::CameraSettings settings;
    settings.name = options.source;
    settings.source = options.source;
    settings.live.credentials = options.credentials;
    settings.live.hardware = options.hardware;
    const auto look = video::lookAtCamera(settings, options.seconds);
    if (!look)
        return report(look.error());
    print(*look);
    if (options.out.empty())
        return kSuccess;
    if (const Status written = vision::writeBoxes(look->last, {}, options.out); !written)
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
                      "Where user and password are: secret:NAME, env:NAME or file:PATH, as USER:PASSWORD");
    check->add_flag("--hardware", options->hardware, "Let a graphics card decode, where it can");
    check->add_option("--seconds", options->seconds, "How long to look")->check(CLI::Range(0.5, 3600.0));
    check->add_option("--out", options->out, "Picture to write (.png)")->check([](const std::string& file) {
        return file.ends_with(".png") ? std::string() : "the picture is a .png file";
    });
    check->callback([options, &exitCode] { exitCode = checkCamera(*options); });
    addCameraDiscover(*command, exitCode);
    addCameraLogin(*command, exitCode);
}

} // namespace jackdaw::cli
