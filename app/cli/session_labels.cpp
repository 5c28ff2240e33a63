// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/session_labels.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>
#include <variant>

namespace jackdaw::cli {
namespace {

/// Events that are in memory at a time: a session may be of a day.
constexpr std::uint64_t kPage = 10'000;

class Collector {
public:
    Collector(SessionBoxes which, std::optional<CameraId> camera) : m_which(which), m_camera(camera) { }

    Status see(const Event& event)
    {
        if (const auto* started = std::get_if<SessionStarted>(&event.body))
            m_classes = started->classes;
        if (const auto* added = std::get_if<CameraAdded>(&event.body))
            addCamera(*added);
        if (const auto* golden = std::get_if<GoldenLabelled>(&event.body); golden && m_which == SessionBoxes::Golden)
            return keep(golden->camera, golden->frame, {golden->frameTime, golden->labels});
        if (const auto* frame = std::get_if<FrameIndexed>(&event.body); frame && m_which == SessionBoxes::Served)
            return keep(frame->camera, frame->frame, {frame->frameTime, frame->predictions});
        return {};
    }

    Result<std::vector<SessionLabels>> take();

private:
    struct Boxes {
        Nanoseconds frameTime{0};
        std::vector<Detection> found;
    };
    struct Kept {
        SessionLabels labels;
        std::map<std::int64_t, Boxes> frames;
        std::size_t again = 0; ///< frames that came once more
    };

    void addCamera(const CameraAdded& added)
    {
        if (m_camera && added.camera != *m_camera)
            return;
        Kept& kept = m_kept[added.camera];
        kept.labels.camera = added.camera;
        kept.labels.name = added.name;
        if (added.width > 0 && added.height > 0)
            kept.labels.document.size = vision::PictureSize{added.width, added.height};
    }

    Status keep(CameraId camera, std::int64_t frame, Boxes boxes);

    SessionBoxes m_which;
    std::optional<CameraId> m_camera;
    std::vector<std::string> m_classes;
    std::map<CameraId, Kept> m_kept;
};

/// Boxes that were moved to a frame, and those that were found on it later, are of one and the same frame.
Status Collector::keep(CameraId camera, std::int64_t frame, Boxes boxes)
{
    const auto kept = m_kept.find(camera);
    if (kept == m_kept.end())
        return {};
    if (frame < 0 || frame > vision::kLastAnnotatedFrame)
        return fail(ErrorCode::Unsupported,
                    "Frame " + std::to_string(frame) + " of " + kept->second.labels.name
                        + " is beyond what label files number, " + std::to_string(vision::kLastAnnotatedFrame) + ".",
                    "Export the labels of a shorter session.");
    const auto [known, isNew] = kept->second.frames.try_emplace(frame);
    kept->second.again += isNew || known->second.frameTime == boxes.frameTime ? 0 : 1;
    known->second = std::move(boxes);
    return {};
}

Result<std::vector<SessionLabels>> Collector::take()
{
    std::vector<SessionLabels> all;
    for (auto& [camera, kept] : m_kept) {
        vision::AnnotationDocument& document = kept.labels.document;
        document.format = "session";
        for (const std::string& name : m_classes)
            document.declared.push_back({document.number(name), {}});
        for (const auto& [frame, boxes] : kept.frames) {
            document.cover(frame);
            for (const Detection& found : boxes.found) {
                const std::string name = found.label.value < m_classes.size()
                    ? m_classes[found.label.value]
                    : "class " + std::to_string(found.label.value);
                if (!document.add(frame, {.name = document.number(name), .box = found.box, .score = found.score}))
                    return fail(ErrorCode::Unsupported,
                                kept.labels.name + " has more boxes in the session than label files hold.",
                                "Export the labels of a shorter session.");
            }
        }
        if (kept.again > 0)
            document.note(kept.labels.name + ": its source began again; of " + std::to_string(kept.again)
                          + " frames that came once more the newest boxes count.");
        all.push_back(std::move(kept.labels));
    }
    return all;
}

} // namespace

Result<std::vector<SessionLabels>> sessionLabels(session::SessionReader& reader, SessionBoxes which,
                                                 std::optional<CameraId> camera)
{
    Collector collector(which, camera);
    const std::uint64_t count = reader.eventCount();
    for (std::uint64_t begin = 0; begin < count; begin += kPage) {
        const auto page = reader.events(begin, std::min(kPage, count - begin));
        if (!page)
            return tl::unexpected(page.error());
        for (const Event& event : *page)
            if (const Status seen = collector.see(event); !seen)
                return tl::unexpected(seen.error());
    }
    return collector.take();
}

} // namespace jackdaw::cli
