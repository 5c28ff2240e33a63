// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/network_search.h"

#include "datasets/scenario/scenario_path.h"
#include "engine/secrets/secret_store.h"
#include "engine/video/onvif_client.h"

#include <QUrl>

#include <chrono>
#include <optional>
#include <utility>

namespace jackdaw::window {
namespace {

using widgets::FoundCamera;

/// Of many cameras one after the other, and of one that somebody waits for.
constexpr std::chrono::seconds kPatienceWithEach{4};
constexpr std::chrono::seconds kPatienceWithOne{10};

std::string factsOf(const video::OfferedStream& stream)
{
    std::string facts = stream.profile;
    const auto add = [&](const std::string& fact) { facts += (facts.empty() ? "" : ", ") + fact; };
    if (stream.width > 0)
        add(std::to_string(stream.width) + " x " + std::to_string(stream.height));
    if (!stream.codec.empty())
        add(stream.codec);
    return facts;
}

/// With its host: cameras of one make often have one name.
std::string nameOf(const video::NetworkCamera& camera)
{
    std::string name;
    const std::string host = QUrl(QString::fromStdString(camera.services.front())).host().toStdString();
    for (const std::string& part : {camera.name, camera.model, host})
        if (!part.empty())
            name += (name.empty() ? "" : ", ") + part;
    return name;
}

/// What \p camera tells; without streams, and with the reason, where it tells none.
std::optional<Error> addStreams(FoundCamera& camera, const std::optional<video::Login>& login,
                                std::chrono::seconds patience, const std::stop_token& stop)
{
    const auto offer = video::offeredStreams(camera.service, login, patience, stop);
    camera.streams.clear();
    camera.note = offer ? std::string() : offer.error().message;
    camera.wantsLogin = !offer && offer.error().code == ErrorCode::InvalidInput;
    if (!offer)
        return offer.error();
    for (const video::OfferedStream& stream : offer->streams) // whose address names no variable of this machine
        camera.streams.push_back({datasets::escapePath(stream.address), factsOf(stream)});
    for (const std::string& sentence : offer->leftOut)
        camera.note += (camera.note.empty() ? "" : " ") + sentence;
    return {};
}

} // namespace

Result<std::vector<FoundCamera>> searchNetwork(const video::ProbeSettings& probe, const std::stop_token& stop)
{
    const auto cameras = video::probeForCameras(probe, stop);
    if (!cameras)
        return tl::unexpected(cameras.error());
    std::vector<FoundCamera> found;
    for (const video::NetworkCamera& camera : *cameras) {
        FoundCamera one;
        one.name = nameOf(camera);
        one.service = camera.services.front();
        const auto failed = addStreams(one, {}, kPatienceWithEach, stop);
        if (failed && failed->code == ErrorCode::Cancelled)
            return tl::unexpected(*failed);
        found.push_back(std::move(one));
    }
    return found;
}

Result<FoundCamera> askCamera(FoundCamera camera, const std::string& credentials, const std::stop_token& stop)
{
    std::optional<video::Login> login;
    if (!credentials.empty()) {
        auto known = video::readLogin(credentials);
        if (!known)
            return tl::unexpected(known.error());
        login = std::move(*known);
    }
    if (const auto failed = addStreams(camera, login, kPatienceWithOne, stop))
        return tl::unexpected(*failed);
    return camera;
}

Result<std::string> keepLogin(const widgets::NewLogin& login)
{
    if (login.user.empty() || login.user.find(':') != std::string::npos)
        return fail(ErrorCode::InvalidInput, "The user has no name, or one with a colon.",
                    "Give the name as the camera knows it.");
    const Status kept = secrets::SecretStore().store(login.entry, login.user + ":" + login.password);
    if (!kept)
        return tl::unexpected(kept.error());
    return "secret:" + login.entry;
}

} // namespace jackdaw::window
