// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/review/correction_file.h"

#include "engine/base/content_hash.h"
#include "engine/base/text_file.h"
#include "engine/json/reader.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <nlohmann/json.hpp>

namespace jackdaw::review {
namespace {

using Json = nlohmann::json;

constexpr const char* kFormat = "jackdaw-corrections";
constexpr const char* kMoveAway = "Nothing is kept of what you correct; move the file away to begin a new one.";
/// Events that make a session's identity: more than come before its first frame.
constexpr std::size_t kIdentityEvents = 32;
/// Of one frame; a file with more is another kind of file.
constexpr std::size_t kMostObjects = 10'000;
constexpr std::size_t kMostFrames = 1'000'000;
constexpr std::int64_t kMostCameras = 100'000;
/// Boxes are kept to a hundredth of a pixel.
constexpr double kBoxSteps = 100.0;
constexpr json::Range kPixels{-1e6, 1e6};

const std::vector<std::string>& verdictNames()
{
    static const std::vector<std::string> kNames{"begun", "accepted", "corrected"};
    return kNames;
}

std::optional<CorrectedObject> readObject(const json::Place& place, const std::vector<std::string>& classes)
{
    json::Object object(place);
    const std::size_t label = object.choice("class", classes, 0);
    const auto box = object.numbers("box", 4, 4, kPixels);
    object.finish();
    if (object.faulty())
        return std::nullopt;
    if (box[2] < box[0] || box[3] < box[1]) {
        object.refuse("box", "left, top, right and bottom, in this order");
        return std::nullopt;
    }
    return CorrectedObject{ClassId{static_cast<std::uint32_t>(label)},
                           {static_cast<float>(box[0]), static_cast<float>(box[1]), static_cast<float>(box[2]),
                            static_cast<float>(box[3])}};
}

void readFrame(const json::Place& place, const std::vector<std::string>& classes, Corrections& into)
{
    json::Object frame(place);
    const auto camera = frame.integer("camera", 0, kMostCameras);
    const auto number = frame.integer("frame", 0, INT64_MAX);
    Correction correction;
    correction.verdict = static_cast<ReviewVerdict>(frame.choice("verdict", verdictNames(), verdictNames().size() - 1));
    frame.array("objects", 0, kMostObjects, true, [&](const json::Place& element) {
        if (auto object = readObject(element, classes))
            correction.objects.push_back(*object);
    });
    frame.finish();
    const FrameKey key{CameraId{static_cast<std::uint32_t>(camera)}, number};
    if (!frame.faulty() && !into.emplace(key, std::move(correction)).second)
        frame.refuse("frame", "each frame of a camera once");
}

double rounded(float value)
{
    return std::round(static_cast<double>(value) * kBoxSteps) / kBoxSteps;
}

Json objectJson(const CorrectedObject& object, const std::vector<std::string>& classes)
{
    return {{"class", classes[object.label.value]},
            {"box", {rounded(object.box.x1), rounded(object.box.y1), rounded(object.box.x2), rounded(object.box.y2)}}};
}

/// A frame a line, so that the file can be looked at and compared.
std::string frameLine(const FrameKey& key, const Correction& correction, const std::vector<std::string>& classes)
{
    Json objects = Json::array();
    for (const CorrectedObject& object : correction.objects)
        objects.push_back(objectJson(object, classes));
    const Json line{{"camera", key.camera.value},
                    {"frame", key.frame},
                    {"verdict", verdictNames()[static_cast<std::size_t>(correction.verdict)]},
                    {"objects", std::move(objects)}};
    return "    " + line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace

Result<std::string> sessionIdentity(session::SessionReader& reader)
{
    const auto events = reader.events(0, kIdentityEvents);
    if (!events)
        return tl::unexpected(events.error());
    const SessionStarted started = reader.started();
    ContentHash hash;
    for (const std::string& text : {started.name, started.softwareVersion, started.planner, started.scenario})
        hash.add(text);
    for (const std::string& name : started.classes)
        hash.add(name);
    hash.add(static_cast<std::int64_t>(started.seed));
    for (const Event& event : *events) {
        hash.add(event.time.count());
        hash.add(kindName(event.body));
        if (const auto* added = std::get_if<CameraAdded>(&event.body)) {
            hash.add(added->name);
            hash.add(added->sourceHash);
        }
    }
    return hash.hex();
}

CorrectionFile::CorrectionFile(std::filesystem::path path, std::string identity, std::vector<std::string> classes) :
    m_path(std::move(path)), m_identity(std::move(identity)), m_classes(std::move(classes))
{
}

std::filesystem::path CorrectionFile::placeFor(const std::filesystem::path& session)
{
    return session.string() + ".corrections.json";
}

Result<CorrectionFile> CorrectionFile::open(const std::filesystem::path& session, std::string identity,
                                            std::vector<std::string> classes)
{
    CorrectionFile file(placeFor(session), std::move(identity), std::move(classes));
    file.m_stamp = file.stamp();
    if (const Status read = file.m_stamp ? file.read() : Status(); !read)
        return tl::unexpected(read.error());
    return file;
}

Result<CorrectionFile> CorrectionFile::open(const std::filesystem::path& session, session::SessionReader& reader)
{
    const auto identity = sessionIdentity(reader);
    if (!identity)
        return tl::unexpected(identity.error());
    return open(session, *identity, reader.started().classes);
}

std::optional<CorrectionFile::Stamp> CorrectionFile::stamp() const
{
    std::error_code error;
    const auto time = std::filesystem::last_write_time(m_path, error);
    if (error)
        return std::nullopt;
    const std::uintmax_t bytes = std::filesystem::file_size(m_path, error);
    return Stamp{time, error ? 0 : bytes};
}

Status CorrectionFile::read()
{
    const auto text = readText(m_path, "file of corrections");
    if (!text)
        return tl::unexpected(text.error());
    json::Faults faults;
    const auto document = json::parse(*text, faults);
    if (!document)
        return tl::unexpected(faults.error("file of corrections", m_path.string(), kMoveAway));
    json::Object root(json::Place(*document, faults));
    if (root.text("format", 100) != kFormat)
        root.refuse("format", "\"" + std::string(kFormat) + "\"");
    if (!root.faulty() && root.integer("version", 1, INT32_MAX) > kCorrectionVersion)
        return fail(ErrorCode::Unsupported,
                    m_path.string() + " was written by a newer Jackdaw: this one knows version "
                        + std::to_string(kCorrectionVersion) + ".",
                    kMoveAway);
    const std::string identity = root.text("session", 100);
    if (!root.faulty() && identity != m_identity)
        return fail(ErrorCode::InvalidInput,
                    m_path.string() + " holds corrections of another session: the frames of this one are others.",
                    kMoveAway);
    root.array("frames", 0, kMostFrames, true,
               [&](const json::Place& element) { readFrame(element, m_classes, m_corrections); });
    root.finish();
    if (!faults.empty())
        return tl::unexpected(faults.error("file of corrections", m_path.string(), kMoveAway));
    for (const auto& [key, correction] : m_corrections)
        m_lines[key] = frameLine(key, correction, m_classes);
    return {};
}

Status CorrectionFile::keep(const FrameKey& frame, const std::optional<Correction>& correction)
{
    const bool isKnown = !correction
        || std::all_of(correction->objects.begin(), correction->objects.end(),
                       [this](const CorrectedObject& object) { return object.label.value < m_classes.size(); });
    if (!isKnown || frame.frame < 0)
        return fail(ErrorCode::InvalidInput, "A correction names a frame or a class that the session has not.");
    if (correction) {
        m_corrections[frame] = *correction;
        m_lines[frame] = frameLine(frame, *correction, m_classes);
    } else {
        m_corrections.erase(frame);
        m_lines.erase(frame);
    }
    return write();
}

Status CorrectionFile::write()
{
    if (stamp() != m_stamp)
        return fail(ErrorCode::Io, m_path.string() + " was changed by another program; it is left as it is.",
                    "Open the session again to go on from what is there.");
    std::string text = "{\n  \"format\": \"" + std::string(kFormat) + "\",\n  \"version\": "
        + std::to_string(kCorrectionVersion) + ",\n  \"session\": \"" + m_identity + "\",\n  \"frames\": [";
    const char* separator = "\n";
    for (const auto& [key, line] : m_lines) {
        text += separator + line;
        separator = ",\n";
    }
    text += "\n  ]\n}\n";
    if (const Status written = writeText(m_path, text); !written)
        return fail(written.error().code, written.error().message,
                    "What you correct is forgotten when the window closes; make room, or make the folder writable.");
    m_stamp = stamp();
    return {};
}

} // namespace jackdaw::review
