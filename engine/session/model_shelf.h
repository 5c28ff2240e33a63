// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace jackdaw::session {

/// Which models a session keeps, by the events alone: of each camera the first and the newest that was accepted, and
/// the one with which it went into the window that is under way, and the one that was still to be prepared then; and
/// all models that served when a note was written.
class ModelShelf {
public:
    /// Takes the next event. Returns the models that are not kept any more.
    std::vector<std::string> take(const EventBody& body);

    bool keeps(const std::string& hash) const;

    /// The kinds of events that matter here.
    static std::vector<std::string> kinds();

private:
    struct Models {
        std::string first;
        std::string newest;
        std::string atBorder;
        std::string toPrepare; ///< at the same border
    };

    void replace(std::string& place, const std::string& hash, std::vector<std::string>& left);

    std::map<CameraId, Models> m_cameras;
    std::set<std::string> m_pinned;
};

} // namespace jackdaw::session
