// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/clip_export.h"

#include "app/cli/output_file.h"
#include "app/cli/session_camera.h"
#include "datasets/scenario/scenario.h"
#include "engine/runtime/human_labels.h"
#include "engine/session/dropped_frames.h"
#include "engine/session/media_identity.h"
#include "engine/session/session_file.h"
#include "engine/video/video_reader.h"
#include "engine/video/video_writer.h"
#include "engine/vision/box_painter.h"
#include "engine/vision/golden_check.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <map>
#include <utility>

namespace jackdaw::cli {
namespace {

constexpr std::size_t kEventsAtOnce = 5000;
/// Times of kept clips are rounded to milliseconds.
constexpr Nanoseconds kRounding = std::chrono::milliseconds(1);
constexpr double kLatest = 1e9; ///< seconds
constexpr double kFastest = 60.0;

constexpr std::array<std::uint8_t, 3> kPredictionColour{255, 170, 40};
constexpr std::array<std::uint8_t, 3> kGoldenColour{80, 210, 255};
constexpr std::array<std::uint8_t, 3> kPeopleColour{120, 255, 120};

/// A picture that the camera showed, and what is known of it.
struct Shown {
    std::int64_t frame = 0;
    Nanoseconds sourceTime{0};
    Nanoseconds due{0}; ///< session time
    std::vector<Detection> predictions; ///< that stood then
};

/// What a session says of one camera in a stretch of time.
struct Stretch {
    SessionStarted session;
    CameraAdded camera;
    std::vector<Shown> shown;
    std::map<std::int64_t, std::vector<Detection>> golden; ///< by frame
    Nanoseconds sessionEnd{0};
};

bool wants(const ClipOptions& options, const char* kind)
{
    return std::find(options.boxes.begin(), options.boxes.end(), kind) != options.boxes.end();
}

/// Takes what the session says of the camera, event by event.
class StretchReader {
public:
    StretchReader(Stretch& stretch, Nanoseconds from, Nanoseconds to) :
        m_stretch(stretch), m_from(from), m_to(to),
        m_dropped(stretch.camera.framesPerSecond > 0.0 ? stretch.camera.speed / stretch.camera.framesPerSecond : 0.0)
    {
    }

    void take(const Event& event)
    {
        if (const auto* frame = std::get_if<FrameIndexed>(&event.body); frame && isOurs(frame->camera)) {
            m_standing = frame->predictions;
            m_dropped.see(*frame);
            note({frame->frame, frame->sourceTime, frame->frameTime, frame->predictions});
        } else if (const auto* dropped = std::get_if<FrameDropped>(&event.body); dropped && isOurs(dropped->camera)) {
            // It was shown all the same, with the boxes that stood.
            const FrameIndexed placed = m_dropped.place(*dropped, event.time);
            note({placed.frame, placed.sourceTime, placed.frameTime, m_standing});
        } else if (const auto* labelled = std::get_if<GoldenLabelled>(&event.body);
                   labelled && isOurs(labelled->camera)) {
            if (labelled->frameTime >= m_from && labelled->frameTime <= m_to)
                m_stretch.golden[labelled->frame] = labelled->labels;
            else if (labelled->frameTime < m_from
                     && (!m_goldenBefore || m_goldenBefore->frameTime <= labelled->frameTime))
                m_goldenBefore = *labelled;
        }
    }

    /// Pictures in the order in which they were due; the last one before the stretch begins it.
    void finish()
    {
        auto& shown = m_stretch.shown;
        std::stable_sort(shown.begin(), shown.end(), [](const Shown& a, const Shown& b) { return a.due < b.due; });
        const bool beginsLate = shown.empty() || shown.front().due > m_from;
        if (!m_before || !beginsLate)
            return;
        shown.insert(shown.begin(), *m_before);
        if (m_goldenBefore && m_goldenBefore->frame == m_before->frame)
            m_stretch.golden[m_before->frame] = m_goldenBefore->labels;
    }

private:
    bool isOurs(CameraId camera) const { return camera == m_stretch.camera.camera; }
    void note(Shown shown)
    {
        if (shown.due >= m_from && shown.due <= m_to)
            m_stretch.shown.push_back(std::move(shown));
        else if (shown.due < m_from && (!m_before || m_before->due <= shown.due))
            m_before = std::move(shown);
    }

    Stretch& m_stretch;
    Nanoseconds m_from;
    Nanoseconds m_to;
    session::DroppedFrames m_dropped;
    std::vector<Detection> m_standing;
    std::optional<Shown> m_before; ///< the newest picture that was due before the stretch
    std::optional<GoldenLabelled> m_goldenBefore; ///< the newest labels of one
};

/// A frame's event comes later than the frame was due, by as much as it waited: labels may come a window later.
Result<Stretch> readStretch(session::SessionReader& reader, const ClipOptions& options)
{
    const auto camera = findCamera(reader, options.session, options.camera);
    if (!camera)
        return tl::unexpected(camera.error());
    Stretch stretch{reader.started(), *camera, {}, {}, reader.duration()};
    StretchReader taker(stretch, fromSeconds(options.from), fromSeconds(options.to.value_or(options.from)));
    std::uint64_t next = 0;
    for (std::size_t got = kEventsAtOnce; got == kEventsAtOnce; next += got) {
        const auto events = reader.events(next, kEventsAtOnce);
        if (!events)
            return tl::unexpected(events.error());
        for (const Event& event : *events)
            taker.take(event);
        got = events->size();
    }
    taker.finish();
    if (stretch.shown.empty() || fromSeconds(options.from) > reader.duration())
        return fail(ErrorCode::NotFound,
                    "Camera " + options.camera + " showed nothing at that time in " + options.session + ".",
                    "Times are seconds of session time; the session is "
                        + std::to_string(std::lround(toSeconds(reader.duration()))) + " s long.");
    return stretch;
}

/// What people labelled of the camera, as the session's scenario names it.
Result<runtime::HumanLabelIndex> peopleOf(const Stretch& stretch, const ClipOptions& options)
{
    const auto settings =
        datasets::parseScenario(stretch.session.scenario, std::filesystem::current_path(), "in " + options.session);
    if (!settings)
        return tl::unexpected(settings.error());
    for (const auto& camera : settings->cameras) {
        if (camera.settings.name != options.camera)
            continue;
        auto labels = runtime::HumanLabelIndex::load(camera.humanLabels, stretch.session.classes);
        if (labels)
            labels->leaveOut(vision::IgnoredRegions(stretch.camera.ignored),
                             {stretch.camera.width, stretch.camera.height});
        return labels;
    }
    return runtime::HumanLabelIndex();
}

/// Draws what is known of each picture.
class BoxesOf {
public:
    static Result<BoxesOf> make(const Stretch& stretch, const ClipOptions& options)
    {
        BoxesOf boxes(stretch, options);
        if (!wants(options, "people"))
            return boxes;
        auto people = peopleOf(stretch, options);
        if (!people)
            return tl::unexpected(people.error());
        boxes.m_people = *std::move(people);
        return boxes;
    }

    VideoFrame draw(const VideoFrame& picture, const Shown& shown)
    {
        std::vector<vision::PaintedBox> boxes;
        if (const auto people = m_people ? m_people->at(shown.frame) : std::nullopt) {
            m_anyPeople = true;
            for (const auto& object : people->objects)
                if (!object.isIgnored())
                    boxes.push_back({object.box, names(object.allowedClasses), kPeopleColour, true});
        }
        const auto golden = m_stretch.golden.find(shown.frame);
        if (m_wantsGolden && golden != m_stretch.golden.end()) {
            m_anyGolden = true;
            for (const Detection& found : golden->second)
                boxes.push_back({found.box, name(found.label), kGoldenColour, true});
        }
        if (m_wantsPredictions)
            for (const Detection& found : shown.predictions)
                boxes.push_back({found.box, name(found.label) + ' ' + std::to_string(std::lround(100.0F * found.score)),
                                 kPredictionColour});
        for (vision::PaintedBox& painted : boxes)
            painted.box = scaledTo(picture, painted.box);
        return vision::withBoxes(picture, boxes);
    }

    std::vector<std::string> notes() const
    {
        std::vector<std::string> notes;
        if (m_wantsGolden && !m_anyGolden)
            notes.emplace_back("None of these pictures was labelled by the golden model.");
        if (m_people && !m_anyPeople)
            notes.emplace_back("None of these pictures was labelled by people.");
        return notes;
    }

private:
    BoxesOf(const Stretch& stretch, const ClipOptions& options) :
        m_stretch(stretch), m_wantsPredictions(wants(options, "predictions")), m_wantsGolden(wants(options, "golden"))
    {
    }
    /// Clips may be of a larger stream than the one that boxes were found on.
    Box scaledTo(const VideoFrame& picture, const Box& box) const
    {
        const CameraAdded& camera = m_stretch.camera;
        if (camera.width <= 0 || camera.height <= 0)
            return box;
        const float x = static_cast<float>(picture.width) / static_cast<float>(camera.width);
        const float y = static_cast<float>(picture.height) / static_cast<float>(camera.height);
        return {box.x1 * x, box.y1 * y, box.x2 * x, box.y2 * y};
    }
    /// "car/truck" where a label does not tell them apart.
    std::string names(std::uint32_t classes) const
    {
        std::string text;
        for (std::uint32_t label = 0; label < 32; ++label)
            if ((classes >> label & 1U) != 0)
                text += (text.empty() ? "" : "/") + name(ClassId{label});
        return text;
    }
    std::string name(ClassId label) const
    {
        const auto& classes = m_stretch.session.classes;
        return label.value < classes.size() ? classes[label.value] : std::to_string(label.value);
    }

    const Stretch& m_stretch;
    bool m_wantsPredictions;
    bool m_wantsGolden;
    std::optional<runtime::HumanLabelIndex> m_people;
    bool m_anyGolden = false;
    bool m_anyPeople = false;
};

/// The camera's source, from which each picture is read that was shown.
class Pictures {
public:
    static Result<Pictures> open(const CameraAdded& camera, const ClipOptions& options)
    {
        const auto source = session::findSource(camera, options.session);
        if (!source)
            return tl::unexpected(source.error());
        if (const Status other = checkOutput(options.out, {source->string()}); !other)
            return tl::unexpected(other.error());
        auto reader = video::VideoReader::open(source->string());
        if (!reader)
            return tl::unexpected(reader.error());
        return Pictures(*std::move(reader));
    }

    /// Nothing where it is gone or cannot be decoded any more.
    std::optional<VideoFrame> find(const Shown& shown)
    {
        constexpr std::int64_t kReadOn = 60; // cheaper than a seek
        const bool isNumbered = m_reader->info().isNumbered;
        const bool isNear = isNumbered && m_next >= 0 && shown.frame >= m_next && shown.frame < m_next + kReadOn;
        if (!isNear && !m_reader->seekFrame(shown.frame, shown.sourceTime))
            return std::nullopt;
        for (;;) {
            auto frame = m_reader->next();
            m_next = frame && *frame ? (*frame)->index + 1 : -1;
            if (m_next < 0)
                return std::nullopt;
            const Nanoseconds offset = (*frame)->sourceTime - shown.sourceTime;
            const bool isIt = isNumbered ? (*frame)->index == shown.frame : offset >= -kRounding && offset <= kRounding;
            const bool isBeyond = isNumbered ? (*frame)->index > shown.frame : offset > kRounding;
            if (isIt)
                return *std::move(*frame);
            if (isBeyond)
                return std::nullopt;
        }
    }

private:
    explicit Pictures(std::unique_ptr<video::VideoReader> reader) : m_reader(std::move(reader)) { }

    std::unique_ptr<video::VideoReader> m_reader;
    std::int64_t m_next = -1;
};

/// H.264 in 4:2:0 has pictures of even sizes: an odd last row or column is left out.
VideoFrame even(VideoFrame frame)
{
    const int width = frame.width & ~1;
    const int height = frame.height & ~1;
    if ((width == frame.width && height == frame.height) || !frame.hasPixels())
        return frame;
    std::vector<std::uint8_t> bytes;
    for (int y = 0; y < height; ++y) {
        const auto row = frame.rgb().subspan(static_cast<std::size_t>(y) * static_cast<std::size_t>(frame.width) * 3,
                                             static_cast<std::size_t>(width) * 3);
        bytes.insert(bytes.end(), row.begin(), row.end());
    }
    frame.width = width;
    frame.height = height;
    frame.picture = std::make_shared<RgbPicture>(std::move(bytes));
    return frame;
}

/// Pictures that could not be found again.
std::vector<std::string> missingNote(std::size_t missing, std::size_t all)
{
    if (missing == 0)
        return {};
    return {std::to_string(missing) + " of " + std::to_string(all)
            + " pictures are not there any more or cannot be decoded: the ones before them stand."};
}

Result<std::vector<std::string>> writeStill(const Stretch& stretch, Pictures& pictures, BoxesOf& boxes,
                                            const ClipOptions& options)
{
    const Shown& shown = stretch.shown.back();
    const auto picture = pictures.find(shown);
    if (!picture)
        return fail(ErrorCode::NotFound,
                    "The picture of camera " + options.camera + " at that time is not there any more.",
                    "Clips of a live camera are kept for as long as its scenario says.");
    if (Status written = vision::writeBoxes(boxes.draw(*picture, shown), {}, options.out); !written)
        return tl::unexpected(written.error());
    return boxes.notes();
}

/// At a steady rate: in each slot stands the newest picture that was due by then, as it did live.
Result<std::vector<std::string>> writeClip(const Stretch& stretch, Pictures& pictures, BoxesOf& boxes,
                                           const ClipOptions& options)
{
    const double rate = std::clamp(std::round(stretch.camera.framesPerSecond), 1.0, kFastest);
    const Nanoseconds slot = fromSeconds(1.0 / rate);
    std::unique_ptr<video::VideoWriter> writer;
    std::optional<VideoFrame> standing;
    std::size_t missing = 0;
    std::size_t next = 0;
    const Nanoseconds begin = std::max(stretch.shown.front().due, fromSeconds(options.from));
    const Nanoseconds end = std::min(fromSeconds(*options.to), stretch.sessionEnd);
    for (Nanoseconds time = begin; time <= end; time += slot) {
        // A picture that comes a little late belongs to its slot all the same.
        for (; next < stretch.shown.size() && stretch.shown[next].due <= time + slot / 4; ++next) {
            const bool isLast = next + 1 == stretch.shown.size() || stretch.shown[next + 1].due > time + slot / 4;
            if (!isLast)
                continue;
            const auto picture = pictures.find(stretch.shown[next]);
            missing += picture ? 0 : 1;
            if (picture)
                standing = even(boxes.draw(*picture, stretch.shown[next]));
        }
        if (!standing)
            continue;
        if (!writer) {
            auto created =
                video::VideoWriter::create(options.out, {standing->width, standing->height, static_cast<int>(rate)});
            if (!created)
                return tl::unexpected(created.error());
            writer = *std::move(created);
        }
        if (Status written = writer->write(*standing); !written)
            return tl::unexpected(written.error());
    }
    if (!writer)
        return fail(ErrorCode::NotFound,
                    "The pictures of camera " + options.camera + " of that time are not there any more.",
                    "Clips of a live camera are kept for as long as its scenario says.");
    if (Status finished = writer->finish(); !finished)
        return tl::unexpected(finished.error());
    auto notes = missingNote(missing, stretch.shown.size());
    const auto more = boxes.notes();
    notes.insert(notes.end(), more.begin(), more.end());
    return notes;
}

Status check(const ClipOptions& options)
{
    for (const std::string& kind : options.boxes)
        if (kind != "predictions" && kind != "golden" && kind != "people")
            return fail(ErrorCode::InvalidInput, "--boxes knows no \"" + kind + "\".",
                        "Name predictions, golden or people, or several of them with commas between.");
    const std::string wanted = options.to ? ".mp4" : ".png";
    if (std::filesystem::path(options.out).extension() != wanted)
        return fail(ErrorCode::InvalidInput,
                    std::string(options.to ? "A clip" : "A still") + " is written as " + wanted + ", not as '"
                        + options.out + "'.",
                    "Name a file that ends in " + wanted + " with --out.");
    if (!std::isfinite(options.from) || (options.to && *options.to > kLatest))
        return fail(ErrorCode::InvalidInput, "A clip's times are seconds of its session.",
                    "Look them up in its report.");
    if (options.to && *options.to <= options.from)
        return fail(ErrorCode::InvalidInput, "The clip would end before it begins.",
                    "Give --to a later time than --from.");
    return {};
}

} // namespace

Result<std::vector<std::string>> exportClip(const ClipOptions& options)
{
    if (const Status valid = check(options); !valid)
        return tl::unexpected(valid.error());
    auto reader = session::SessionReader::open(options.session);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto stretch = readStretch(**reader, options);
    if (!stretch)
        return tl::unexpected(stretch.error());
    auto pictures = Pictures::open(stretch->camera, options);
    if (!pictures)
        return tl::unexpected(pictures.error());
    auto boxes = BoxesOf::make(*stretch, options);
    if (!boxes)
        return tl::unexpected(boxes.error());
    return options.to ? writeClip(*stretch, *pictures, *boxes, options)
                      : writeStill(*stretch, *pictures, *boxes, options);
}

} // namespace jackdaw::cli
