// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/camera_discover.h"

#include "app/cli/exit_codes.h"
#include "datasets/scenario/scenario_path.h"
#include "engine/video/live_address.h"
#include "engine/video/onvif_client.h"
#include "engine/video/onvif_probe.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::cli {
namespace {

constexpr std::chrono::seconds kPatience{10};

struct DiscoverOptions {
    std::string host;
    std::string credentials;
    std::vector<std::string> interfaces;
    double seconds = 3.0;
    int port = 3702;
};

/// The device service of a camera that is named by its host or by the service itself.
std::string serviceOf(const std::string& host)
{
    return host.find("://") == std::string::npos ? "http://" + host + "/onvif/device_service" : host;
}

void print(const video::OfferedStream& stream)
{
    std::string facts = stream.width > 0 ? std::to_string(stream.width) + " x " + std::to_string(stream.height) : "";
    facts += (facts.empty() || stream.codec.empty() ? "" : ", ") + stream.codec;
    std::printf("  %-24s %s", facts.c_str(), stream.address.c_str());
    std::printf("  (%s", stream.profile.c_str());
    if (stream.framesPerSecond > 0.0)
        std::printf(": at most %.3g pictures a second", stream.framesPerSecond);
    std::puts(")");
    const std::string written = datasets::escapePath(stream.address);
    if (written != stream.address)
        std::printf("  %-24s as \"source\" of a scenario: %s\n", "", written.c_str());
}

Status printStreams(const std::string& service, const std::optional<video::Login>& login)
{
    const auto offer = video::offeredStreams(service, login, kPatience);
    if (!offer)
        return tl::unexpected(offer.error());
    for (const video::OfferedStream& stream : offer->streams)
        print(stream);
    for (const std::string& sentence : offer->leftOut)
        std::printf("  %s\n", sentence.c_str());
    return {};
}

int printAll(const std::vector<video::NetworkCamera>& cameras)
{
    if (cameras.empty())
        std::puts(
            "No camera answered. ONVIF must be switched on in a camera, and multicast does not leave its network; "
            "a camera whose address is known is asked with: jackdaw-cli camera discover HOST.");
    for (const video::NetworkCamera& camera : cameras) {
        std::printf("%s%s%s  %s\n", camera.name.empty() ? "camera" : camera.name.c_str(),
                    camera.model.empty() ? "" : ", ", camera.model.c_str(), camera.services.front().c_str());
        // One that says nothing does not keep the others from being told of.
        if (const Status told = printStreams(camera.services.front(), {}); !told)
            std::printf("  %s\n", told.error().text().c_str());
    }
    return kSuccess;
}

int discover(const DiscoverOptions& options)
{
    // Anybody on the network can answer as a camera.
    if (options.host.empty() && !options.credentials.empty())
        return report({ErrorCode::InvalidInput,
                       "--credentials is given without a camera that they are for.",
                       "Name its HOST, so that they go to no other.",
                       {}});
    const auto login = video::loginOf(options.credentials);
    if (!login)
        return report(login.error());
    if (!options.host.empty()) {
        const Status told = printStreams(serviceOf(options.host), *login);
        return told ? kSuccess : report(told.error());
    }
    video::ProbeSettings settings;
    settings.interfaces = options.interfaces;
    settings.duration = std::chrono::milliseconds(static_cast<int>(options.seconds * 1000.0));
    settings.port = options.port;
    const auto cameras = video::probeForCameras(settings);
    return cameras ? printAll(*cameras) : report(cameras.error());
}

} // namespace

void addCameraDiscover(CLI::App& camera, int& exitCode)
{
    const auto options = std::make_shared<DiscoverOptions>();
    CLI::App* command =
        camera.add_subcommand("discover", "Look for network cameras that speak ONVIF, and name their streams");
    command->add_option("host", options->host,
                        "Ask this camera alone: HOST, HOST:PORT or the address of its ONVIF service");
    command->add_option("--credentials", options->credentials,
                        "Where the host's user and password are: secret:NAME, env:NAME or file:PATH, as USER:PASSWORD");
    command->add_option("--interface", options->interfaces,
                        "Ask by the interface of this IPv4 address alone (repeatable)");
    command->add_option("--seconds", options->seconds, "How long answers are waited for")->check(CLI::Range(0.1, 60.0));
    command->add_option("--port", options->port, "UDP port of the question")->check(CLI::Range(1, 65535));
    command->callback([options, &exitCode] { exitCode = discover(*options); });
}

} // namespace jackdaw::cli
