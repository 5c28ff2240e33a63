// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/model_shelf.h"

#include <algorithm>

namespace jackdaw::session {

std::vector<std::string> ModelShelf::kinds()
{
    return {"WeightsSwapped", "ResumeState", "Note"};
}

void ModelShelf::replace(std::string& place, const std::string& hash, std::vector<std::string>& left)
{
    if (!place.empty() && place != hash)
        left.push_back(place);
    place = hash;
}

std::vector<std::string> ModelShelf::take(const EventBody& body)
{
    std::vector<std::string> left;
    if (const auto* swapped = std::get_if<WeightsSwapped>(&body)) {
        Models& models = m_cameras[swapped->camera];
        if (models.first.empty())
            models.first = swapped->hash;
        replace(models.newest, swapped->hash, left);
    } else if (const auto* state = std::get_if<ResumeState>(&body)) {
        for (const CameraAtBorder& camera : state->cameras) {
            Models& models = m_cameras[camera.camera];
            replace(models.atBorder, camera.hash, left);
            replace(models.toPrepare, camera.retraining ? camera.retraining->hash : std::string(), left);
        }
    } else if (std::holds_alternative<Note>(body)) {
        for (const auto& entry : m_cameras)
            m_pinned.insert(entry.second.newest);
    }
    std::erase_if(left, [&](const std::string& hash) { return keeps(hash); });
    return left;
}

bool ModelShelf::keeps(const std::string& hash) const
{
    return m_pinned.contains(hash) || std::any_of(m_cameras.begin(), m_cameras.end(), [&](const auto& entry) {
               const Models& models = entry.second;
               return hash == models.first || hash == models.newest || hash == models.atBorder
                   || hash == models.toPrepare;
           });
}

} // namespace jackdaw::session
