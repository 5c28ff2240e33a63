// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/events.h"

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace jackdaw::cli {

/// What a session calls its cameras, lines, zones and classes; the number where it does not name one.
class SessionNames {
public:
    void learn(const Event& event);
    std::string camera(CameraId camera) const;
    std::string line(CameraId camera, std::size_t line) const;
    std::string zone(CameraId camera, std::size_t zone) const;
    std::string label(std::size_t label) const;

private:
    std::vector<std::string> m_classes;
    std::map<CameraId, CameraAdded> m_cameras;
};

/// What cameras tell, for other programs: counts, alerts, lost and recovered cameras, windows' accuracies. It is shown
/// a session's events in order.
class EventLines {
public:
    /// JSON objects, each on one line without its end; none where the event is nothing to tell. Texts that are no UTF-8
    /// have their faulty bytes replaced.
    std::vector<std::string> json(const Event& event);
    /// Rows of CSV for a crossing or a zone's change, one for each class whose number changed; none for other events.
    std::vector<std::string> csv(const Event& event);
    static const char* csvHeader() { return "time,camera,place,name,class,direction,track,objects"; }

private:
    std::vector<std::string> rows(const CrossingCounted& crossing) const;
    std::vector<std::string> rows(const ZoneCounted& zone);

    SessionNames m_names;
    std::map<std::pair<CameraId, std::uint32_t>, std::vector<std::uint32_t>> m_zones; ///< as rows told them last
};

} // namespace jackdaw::cli
