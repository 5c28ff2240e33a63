// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/session_camera.h"

#include <map>

namespace jackdaw::cli {

Result<CameraAdded> findCamera(session::SessionReader& reader, const std::string& session, const std::string& name)
{
    const auto added = reader.eventsOfKinds({"CameraAdded"});
    if (!added)
        return tl::unexpected(added.error());
    std::map<CameraId, CameraAdded> cameras; // a live camera that was off at first is announced again
    for (const Event& event : *added) {
        const auto& camera = std::get<CameraAdded>(event.body);
        cameras[camera.camera] = camera;
    }
    std::string names;
    for (const auto& [id, camera] : cameras) {
        if (camera.name == name)
            return camera;
        names += (names.empty() ? "" : ", ") + camera.name;
    }
    return fail(ErrorCode::NotFound, session + " has no camera '" + name + "'; it has " + names + ".",
                "Name one of them.");
}

} // namespace jackdaw::cli
