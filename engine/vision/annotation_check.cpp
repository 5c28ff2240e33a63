// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_check.h"

#include "engine/vision/class_bits.h"
#include "engine/vision/class_map.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace jackdaw::vision {
namespace {

/// A box at the edge may reach out of the picture by so much of it; more is another picture's box.
constexpr float kReach = 0.1F;
/// Parts of all boxes, or of all frames, from which on the labels are another video's.
constexpr double kMost = 0.5;

std::string counted(std::size_t count, const std::string& one, const std::string& many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string sizeText(PictureSize size)
{
    return std::to_string(size.width) + " x " + std::to_string(size.height);
}

/// Of all boxes of a file.
struct BoxCounts {
    std::size_t outside = 0; ///< of the picture, wholly
    std::size_t reaching = 0; ///< far out of it
    std::size_t flat = 0; ///< without area
    std::size_t twice = 0; ///< the same name and box once more in a frame
    float right = 0.0F; ///< the furthest edges
    float lower = 0.0F;
};

/// Whether the far edges of objects go with the near ones. In steps by which an object's left or upper edge moved far,
/// the other edge stays where columns that are called so hold width and height.
class EdgeSteps {
public:
    /// \p object is the same one in every frame.
    void see(std::int64_t object, const Box& box)
    {
        const auto [known, isNew] = m_last.try_emplace(object, box);
        if (isNew)
            return;
        Box& last = known->second;
        const bool moved = take(last.x1, box.x1, last.x2, box.x2) || take(last.y1, box.y1, last.y2, box.y2);
        if (moved)
            last = box;
    }
    bool areSizes() const
    {
        constexpr std::size_t kEnough = 10;
        constexpr double kMostSteps = 0.8;
        return m_steps >= kEnough && static_cast<double>(m_stayed) >= kMostSteps * static_cast<double>(m_steps);
    }

private:
    /// By so much of its extent an object must have moved, and by so much of that the far edge may.
    static constexpr float kFar = 0.25F;

    bool take(float near, float nearNow, float far, float farNow)
    {
        const float way = std::abs(nearNow - near);
        if (way < kFar * (far - near) || way < 1.0F)
            return false;
        ++m_steps;
        m_stayed += std::abs(farNow - far) <= kFar * way ? 1 : 0;
        return true;
    }

    std::map<std::int64_t, Box> m_last; ///< from which it has not moved far yet
    std::size_t m_steps = 0;
    std::size_t m_stayed = 0;
};

class Check {
public:
    Check(const AnnotationDocument& document, const AnnotationOptions& options,
          const std::optional<VideoFacts>& video) :
        m_document(document),
        m_options(options), m_video(video), m_meanings(document, options)
    {
    }

    AnnotationCheck take();

private:
    void fault(std::string sentence) { m_check.faults.push_back(std::move(sentence)); }
    void warn(std::string sentence) { m_check.warnings.push_back(std::move(sentence)); }
    void countFrames();
    AnnotationCheck::Name::Meaning meaningOf(const AnnotatedObject& object) const;
    void countNames();
    void countBoxes();
    void countBox(const Box& box, PictureSize size);
    std::optional<PictureSize> sizeOf(std::int64_t frame) const;
    void judgeNames();
    void judgeTypes();
    void judgeBoxes();
    void judgeCorners();
    void judgeScale();
    void judgeFrames();
    void judgePart(std::int64_t end);
    std::vector<std::string> classNames(std::uint32_t classes) const;

    const AnnotationDocument& m_document;
    const AnnotationOptions& m_options;
    const std::optional<VideoFacts>& m_video;
    ObjectMeanings m_meanings;
    AnnotationCheck m_check;
    BoxCounts m_boxes;
    std::size_t m_strange = 0; ///< frames in which nothing is known by its name
};

std::vector<std::string> Check::classNames(std::uint32_t classes) const
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < m_options.classes.size(); ++i)
        if ((classes & classBit(static_cast<std::uint32_t>(i))) != 0)
            names.push_back(m_options.classes[i]);
    return names;
}

void Check::countFrames()
{
    const AnnotatedFrames& frames = m_document.frames;
    m_check.frames = frames.size();
    if (frames.empty())
        return;
    m_check.firstFrame = frames.begin()->first;
    m_check.lastFrame = frames.rbegin()->first;
    std::set<std::int64_t> steps;
    std::int64_t before = m_check.firstFrame;
    for (const auto& [frame, objects] : frames) {
        m_check.emptyFrames += objects.empty() ? 1 : 0;
        if (frame != before && steps.size() < 2)
            steps.insert(frame - before);
        before = frame;
    }
    m_check.step = steps.size() == 1 ? *steps.begin() : 0;
}

AnnotationCheck::Name::Meaning Check::meaningOf(const AnnotatedObject& object) const
{
    using enum AnnotationCheck::Name::Meaning;
    if (!m_meanings.isKnown(object))
        return Unknown;
    if (m_meanings.isIgnored(object))
        return Ignored;
    return m_meanings.classesOf(object) != 0 ? Classes : Other;
}

/// By the name that tells what an object is, with what the session makes of it.
void Check::countNames()
{
    using Key = std::tuple<std::uint32_t, std::uint32_t, AnnotationCheck::Name::Meaning>; // name, classes
    std::map<Key, std::size_t> counts;
    std::set<TrackId> tracks;
    for (const auto& [frame, objects] : m_document.frames) {
        bool strange = !objects.empty();
        for (const AnnotatedObject& object : objects) {
            ++counts[{m_meanings.nameOf(object), m_meanings.classesOf(object), meaningOf(object)}];
            strange = strange && !m_meanings.isKnown(object);
            if (object.track)
                tracks.insert(*object.track);
        }
        m_strange += strange ? 1 : 0;
    }
    m_check.tracks = tracks.size();
    for (const auto& [key, objects] : counts) {
        const auto& [name, classes, meaning] = key;
        m_check.names.push_back({m_document.names[name], objects, meaning, classNames(classes)});
    }
    std::stable_sort(m_check.names.begin(), m_check.names.end(),
                     [](const auto& a, const auto& b) { return a.objects > b.objects; });
}

std::optional<PictureSize> Check::sizeOf(std::int64_t frame) const
{
    if (m_video)
        return m_video->size;
    const auto own = m_document.sizes.find(frame);
    return own == m_document.sizes.end() ? m_document.size : std::optional(own->second);
}

void Check::countBox(const Box& box, PictureSize size)
{
    const auto width = static_cast<float>(size.width);
    const auto height = static_cast<float>(size.height);
    const bool outside = box.x1 >= width || box.y1 >= height || box.x2 <= 0.0F || box.y2 <= 0.0F;
    const bool reaches = box.x1 < -kReach * width || box.y1 < -kReach * height || box.x2 > (1.0F + kReach) * width
        || box.y2 > (1.0F + kReach) * height;
    m_boxes.outside += outside ? 1 : 0;
    m_boxes.reaching += !outside && reaches ? 1 : 0;
}

void Check::countBoxes()
{
    for (const auto& [frame, objects] : m_document.frames) {
        const auto size = sizeOf(frame);
        std::set<std::array<float, 5>> seen;
        for (const AnnotatedObject& object : objects) {
            const Box& box = object.box;
            ++m_check.objects;
            m_boxes.right = std::max(m_boxes.right, box.x2);
            m_boxes.lower = std::max(m_boxes.lower, box.y2);
            m_boxes.flat += box.x2 <= box.x1 || box.y2 <= box.y1 ? 1 : 0;
            m_boxes.twice +=
                seen.insert({static_cast<float>(object.name), box.x1, box.y1, box.x2, box.y2}).second ? 0 : 1;
            if (size && !m_document.isRelative)
                countBox(box, *size);
        }
    }
}

void Check::judgeNames()
{
    std::string unknown;
    std::size_t objects = 0;
    bool anyKnown = m_check.objects == 0;
    for (const auto& name : m_check.names) {
        const bool isUnknown = name.meaning == AnnotationCheck::Name::Meaning::Unknown;
        anyKnown = anyKnown || !isUnknown;
        if (!isUnknown)
            continue;
        unknown += (unknown.empty() ? "'" : ", '") + name.name + "'";
        objects += name.objects;
    }
    if (unknown.empty())
        return;
    const std::string what = "The session has no class for " + unknown + " (" + counted(objects, "object", "objects")
        + "): say what that is, as NAME=CLASS, or NAME= if it is nothing of the session's, in a line of the file "
          "beside "
          "the labels that ends in .map";
    if (!anyKnown)
        return fault(what + ".");
    warn(what
         + (m_strange > 0
                ? "; until then the frames with nothing else count as not labelled: " + std::to_string(m_strange) + "."
                : "; until then it is not taught as anything."));
}

/// Values of attributes that name no class, beside labels that are understood all the same.
void Check::judgeTypes()
{
    std::array<std::map<std::uint32_t, std::size_t>, 2> counts; // of labels of one class; of several
    for (const auto& [frame, objects] : m_document.frames)
        for (const AnnotatedObject& object : objects)
            if (const std::uint32_t classes = m_meanings.classesOf(object);
                object.type && classes != 0 && m_meanings.nameOf(object) != *object.type)
                ++counts[std::has_single_bit(classes) ? 0 : 1][*object.type];
    const auto list = [&](const std::map<std::uint32_t, std::size_t>& types) {
        std::string text;
        for (const auto& [type, objects] : types)
            text += (text.empty() ? "'" : ", '") + m_document.names[type] + "' ("
                + counted(objects, "object", "objects") + ")";
        return text;
    };
    if (!counts[0].empty())
        m_check.notes.push_back("Of the attributes, " + list(counts[0])
                                + " are no classes of the session: the label says what the thing is.");
    if (!counts[1].empty())
        warn("Of the attributes, " + list(counts[1])
             + " are no classes of the session, and the label may be several of them, each of which counts as right: "
               "say what it is, as NAME=CLASS, in a line of the file beside the labels that ends in .map.");
}

void Check::judgeBoxes()
{
    const std::string picture = m_video ? m_video->name + " of " + sizeText(m_video->size) : "the picture";
    const auto most = static_cast<std::size_t>(kMost * static_cast<double>(m_check.objects));
    if (m_boxes.outside > 0) {
        const std::string what = counted(m_boxes.outside, "box lies", "boxes lie") + " outside of " + picture + " ("
            + counted(m_check.objects, "box", "boxes") + " in all)";
        if (m_boxes.outside > most)
            fault(what + ": the labels are for larger pictures, or for another video.");
        else
            warn(what + ".");
    }
    if (m_boxes.reaching > 0)
        warn(counted(m_boxes.reaching, "box reaches", "boxes reach") + " out of " + picture
             + " by more than a tenth of it"
             + (m_boxes.reaching > most ? ": perhaps left, top, width and height are meant as corners." : "."));
    if (m_boxes.flat > 0)
        warn(counted(m_boxes.flat, "box has", "boxes have") + " no area.");
    if (m_boxes.twice > 0)
        warn(counted(m_boxes.twice, "box stands", "boxes stand") + " twice in a frame.");
}

/// In a CSV file people name the columns. Without tracks, an object that is alone with its name is taken for the same.
void Check::judgeCorners()
{
    if (m_document.format != "CSV")
        return;
    EdgeSteps steps;
    for (const auto& [frame, objects] : m_document.frames) {
        std::map<std::uint32_t, std::size_t> counts;
        for (const AnnotatedObject& object : objects)
            ++counts[object.name];
        const auto size = sizeOf(frame);
        for (const AnnotatedObject& object : objects) {
            // What leaves the picture keeps its edge.
            if (size
                && (object.box.x2 >= static_cast<float>(size->width) - 1.0F
                    || object.box.y2 >= static_cast<float>(size->height) - 1.0F))
                continue;
            if (object.track)
                steps.see(object.track->value, object.box);
            else if (counts[object.name] == 1)
                steps.see(-1 - std::int64_t{object.name}, object.box);
        }
    }
    if (steps.areSizes())
        warn("Where objects move, their left and upper edges do and the right and lower ones stay: perhaps the columns "
             "of these hold width and height; if they do, name them 'width' and 'height'.");
}

/// Places as parts or as percent of the picture look like a small object in its corner.
void Check::judgeScale()
{
    if (m_check.objects == 0)
        return;
    const float furthest = std::max(m_boxes.right, m_boxes.lower);
    if (m_document.isRelative) {
        if (!m_video)
            warn("Boxes are parts of the picture, and nothing says how large that is: name the video.");
        return;
    }
    if (furthest <= 1.5F)
        return fault("No box reaches beyond pixel 1: places look like parts of the picture, and must be pixels.");
    constexpr float kHundred = 100.0F;
    constexpr std::size_t kEnough = 20; // boxes, for their furthest edge to say anything
    const auto size = m_video ? std::optional(m_video->size) : m_document.size;
    if (size && m_check.objects >= kEnough && furthest <= kHundred && furthest > 0.9F * kHundred
        && std::min(size->width, size->height) > 2 * static_cast<int>(kHundred))
        warn("No box reaches beyond pixel 100 of " + sizeText(*size)
             + ": places look like percent of the picture, and must be pixels.");
    if (m_video && m_document.size && *m_document.size != m_video->size)
        fault("The labels are for pictures of " + sizeText(*m_document.size) + ", and " + m_video->name + " has "
              + sizeText(m_video->size) + ".");
}

void Check::judgeFrames()
{
    if (m_check.frames == 0)
        return fault("No frame is labelled.");
    if (m_video && m_document.countsFromOne && m_video->firstFrame == 1)
        fault("The file counts frames from 1, and so do the pictures of " + m_video->name
              + ", while a video begins with frame 0: convert it with 'labels convert FILE --shift 1'.");
    if (!m_video || m_video->frames <= 0)
        return;
    const std::int64_t end = m_video->firstFrame + m_video->frames;
    const auto before = std::distance(m_document.frames.begin(), m_document.frames.lower_bound(m_video->firstFrame));
    const auto beyond = std::distance(m_document.frames.lower_bound(end), m_document.frames.end());
    const auto strange = static_cast<std::size_t>(before + beyond);
    const std::string range =
        m_video->name + " has the frames " + std::to_string(m_video->firstFrame) + " to " + std::to_string(end - 1);
    if (strange == m_check.frames)
        fault("No labelled frame is in the video: " + range + ", and the labels are for "
              + std::to_string(m_check.firstFrame) + " to " + std::to_string(m_check.lastFrame) + ".");
    else if (strange > 0)
        warn(counted(strange, "labelled frame is", "labelled frames are") + " not in the video: " + range
             + ", and the labels are for " + std::to_string(m_check.firstFrame) + " to "
             + std::to_string(m_check.lastFrame) + ".");
    else
        judgePart(end);
}

/// Of a video that is labelled in part the rest is neither scored nor learned from.
void Check::judgePart(std::int64_t end)
{
    const auto tenth = static_cast<double>(m_video->frames) / 10.0;
    if (static_cast<double>(m_check.firstFrame - m_video->firstFrame) <= tenth
        && static_cast<double>(end - 1 - m_check.lastFrame) <= tenth)
        return;
    warn("The labels are for the frames " + std::to_string(m_check.firstFrame) + " to "
         + std::to_string(m_check.lastFrame) + " of " + m_video->name + ", which has " + std::to_string(m_video->frames)
         + ": the others are neither scored nor learned from.");
}

AnnotationCheck Check::take()
{
    m_check.format = m_document.format;
    m_check.notes = m_document.notes;
    countFrames();
    countNames();
    countBoxes();
    judgeFrames();
    judgeNames();
    judgeTypes();
    judgeBoxes();
    judgeCorners();
    judgeScale();
    return std::move(m_check);
}

std::string joined(const std::vector<std::string>& names, const std::string& between)
{
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : between) + name;
    return text;
}

std::string framesText(const AnnotationCheck& check)
{
    if (check.frames == 0)
        return "none";
    std::string text = std::to_string(check.firstFrame) + " to " + std::to_string(check.lastFrame);
    if (check.step > 1)
        text += ", every " + std::to_string(check.step) + ".";
    else if (check.step == 0 && check.frames > 1)
        text += ", not all between";
    return text + " (" + counted(check.frames, "frame", "frames") + ", " + std::to_string(check.emptyFrames)
        + " of them empty)";
}

} // namespace

AnnotationCheck checkAnnotations(const AnnotationDocument& document, const AnnotationOptions& options,
                                 const std::optional<VideoFacts>& video)
{
    return Check(document, options, video).take();
}

std::string checkText(const AnnotationCheck& check)
{
    std::string text = "format:  " + check.format + "\nframes:  " + framesText(check)
        + "\nobjects: " + std::to_string(check.objects)
        + (check.tracks > 0 ? " of " + std::to_string(check.tracks) + " tracks" : "") + "\n";
    for (const auto& name : check.names) {
        using enum AnnotationCheck::Name::Meaning;
        const std::string meaning = name.meaning == Classes ? joined(name.classes, " or ")
            : name.meaning == Other                         ? "nothing of the session's"
            : name.meaning == Ignored                       ? "ignored: counts neither way"
                                                            : "not known";
        text += "  " + name.name + ": " + std::to_string(name.objects) + " -> " + meaning + "\n";
    }
    const auto add = [&](const char* kind, const std::vector<std::string>& sentences) {
        for (const std::string& sentence : sentences)
            text += std::string(kind) + sentence + "\n";
    };
    add("note:    ", check.notes);
    add("warning: ", check.warnings);
    add("fault:   ", check.faults);
    return text;
}

} // namespace jackdaw::vision
