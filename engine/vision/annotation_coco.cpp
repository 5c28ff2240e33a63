// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_coco_shapes.h"
#include "engine/vision/annotation_json.h"
#include "engine/vision/annotation_pictures.h"
#include "engine/vision/coco_classes.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

namespace jackdaw::vision {
namespace {

using nlohmann::json;

std::string at(const char* list, std::size_t index)
{
    return "/" + std::string(list) + "/" + std::to_string(index);
}

class CocoReader {
public:
    CocoReader(const AnnotationInput& input, const json& root) :
        m_input(input), m_images(listAt(root, "images")), m_annotations(listAt(root, "annotations")),
        m_categories(listAt(root, "categories")), m_videos(listAt(root, "videos"))
    {
    }

    Result<AnnotationDocument> read();

private:
    Status readCategories();
    Status chooseVideo();
    Status readImages();
    Result<std::vector<std::optional<std::int64_t>>> framesOfImages(const std::vector<std::size_t>& chosen);
    Status readAnnotation(std::size_t index);
    bool isOfVideo(const json& image) const;

    const AnnotationInput& m_input;
    const json& m_images;
    const json& m_annotations;
    const json& m_categories;
    const json& m_videos;
    AnnotationDocument m_document;
    std::map<std::int64_t, std::uint32_t> m_names; ///< by category
    std::map<std::int64_t, std::optional<std::int64_t>> m_frames; ///< by image
    std::optional<std::int64_t> m_video;
    bool m_byVideo = false; ///< the task that is asked for is a video of the file's own list
    std::size_t m_outlines = 0;
    std::size_t m_turned = 0;
};

Status CocoReader::readCategories()
{
    for (std::size_t i = 0; i < m_categories.size(); ++i) {
        const auto id = wholeAt(m_categories[i], "id");
        const std::string name(trimmed(textAt(m_categories[i], "name")));
        if (!id || name.empty())
            return jsonFault(m_input, at("categories", i), "a category must have an 'id' and a 'name'");
        const auto [known, isNew] = m_names.try_emplace(*id, m_document.number(name));
        if (!isNew && known->second != m_document.number(name))
            return jsonFault(m_input, at("categories", i),
                             "the id " + std::to_string(*id) + " is that of '" + m_document.names[known->second]
                                 + "', too, so that nobody knows what its boxes are");
        m_document.declared.push_back({m_names[*id], {}});
    }
    return {};
}

Status CocoReader::chooseVideo()
{
    std::vector<std::string> names;
    for (const json& video : m_videos) {
        const auto id = wholeAt(video, "id");
        if (!id)
            continue;
        const std::string name = textAt(video, "name");
        names.push_back(name.empty() ? std::to_string(*id) : name);
        if (!m_input.task.empty() && (m_input.task == name || m_input.task == std::to_string(*id))) {
            m_video = id;
            m_byVideo = true;
        }
    }
    if (names.size() > 1 && !m_video)
        return whichTask(m_input, "videos", names);
    return {};
}

bool CocoReader::isOfVideo(const json& image) const
{
    return !m_video || wholeAt(image, "video_id") == m_video;
}

/// Names of pictures end with the number of their frame. Where they do not, the file may say it; else pictures are
/// taken in the order of their ids.
Result<std::vector<std::optional<std::int64_t>>> CocoReader::framesOfImages(const std::vector<std::size_t>& chosen)
{
    std::vector<std::string> names;
    for (const std::size_t i : chosen)
        names.push_back(textAt(m_images[i], "file_name"));
    AnnotationInput input{m_input.path, m_input.name, {}, m_byVideo ? std::string() : m_input.task};
    auto frames = framesByName(input, names);
    if (!frames || !frames->empty() || chosen.empty())
        return frames;
    std::set<std::int64_t> distinct;
    for (const std::size_t i : chosen) {
        frames->push_back(wholeAt(m_images[i], "frame_id"));
        if (const auto frame = frames->back(); frame && *frame >= 0 && *frame <= kLastAnnotatedFrame)
            distinct.insert(*frame);
    }
    if (distinct.size() == chosen.size())
        return frames;
    if (haveNoFrames(names))
        return noFrames(m_input, names.front());
    std::vector<std::int64_t> ids;
    for (const std::size_t i : chosen)
        ids.push_back(wholeAt(m_images[i], "id").value_or(0));
    std::sort(ids.begin(), ids.end());
    for (std::size_t i = 0; i < chosen.size(); ++i)
        (*frames)[i] =
            std::lower_bound(ids.begin(), ids.end(), wholeAt(m_images[chosen[i]], "id").value_or(0)) - ids.begin();
    m_document.note("Names of pictures have no frame numbers: they are taken as the frames from 0 on, by their ids.");
    return frames;
}

Status CocoReader::readImages()
{
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < m_images.size(); ++i) {
        const auto id = wholeAt(m_images[i], "id");
        if (!id)
            return jsonFault(m_input, at("images", i), "an image must have an 'id', a whole number");
        if (!m_frames.emplace(*id, std::nullopt).second)
            return jsonFault(m_input, at("images", i), "the id " + std::to_string(*id) + " is another image's too");
        if (isOfVideo(m_images[i]))
            chosen.push_back(i);
    }
    const auto frames = framesOfImages(chosen);
    if (!frames)
        return tl::unexpected(frames.error());
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        const json& image = m_images[chosen[i]];
        const auto frame = (*frames)[i];
        m_frames[*wholeAt(image, "id")] = frame;
        if (!frame)
            continue;
        m_document.cover(*frame);
        m_document.pictures[*frame] = textAt(image, "file_name");
        m_document.noteSize(*frame, pictureSize(wholeAt(image, "width"), wholeAt(image, "height")));
    }
    return {};
}

/// Around the outline, the mask or the keypoints, whichever is there.
std::optional<Box> withoutBox(const json& annotation)
{
    const json& outline = valueAt(annotation, "segmentation");
    if (const auto box = outline.is_object() ? boxAroundMask(outline) : boxAround(outline))
        return box;
    return boxAroundKeypoints(valueAt(annotation, "keypoints"));
}

Status CocoReader::readAnnotation(std::size_t index)
{
    const json& annotation = m_annotations[index];
    const auto image = m_frames.find(wholeAt(annotation, "image_id").value_or(-1));
    if (image == m_frames.end())
        return jsonFault(m_input, at("annotations", index), "'image_id' must be the id of an image of the file");
    if (!image->second)
        return {};
    const auto name = m_names.find(wholeAt(annotation, "category_id").value_or(-1));
    if (name == m_names.end())
        return jsonFault(m_input, at("annotations", index), "'category_id' must be the id of a category of the file");
    auto box = extentBox(valueAt(annotation, "bbox"));
    if (!box && valueAt(annotation, "bbox").empty()) {
        box = withoutBox(annotation);
        m_outlines += box ? 1 : 0;
    }
    if (!box)
        return jsonFault(m_input, at("annotations", index),
                         "'bbox' must be left, top, width and height, four numbers with no negative extent; without it "
                         "an outline, a mask or keypoints must say where the object is");
    const Box place = asTurned(*box, annotation);
    m_turned += place == *box ? 0 : 1;
    AnnotatedObject object{.name = name->second, .box = place, .track = trackOf(annotation)};
    const auto score = numberAt(annotation, "score");
    object.score = static_cast<float>(std::clamp(score.value_or(1.0), 0.0, 1.0));
    object.ignored = saysIgnored(annotation);
    return m_document.add(*image->second, object) ? Status() : tooManyObjects(m_input);
}

Result<AnnotationDocument> CocoReader::read()
{
    m_document.format = "COCO";
    for (auto step : {&CocoReader::readCategories, &CocoReader::chooseVideo, &CocoReader::readImages})
        if (auto done = (this->*step)(); !done)
            return tl::unexpected(done.error());
    for (std::size_t i = 0; i < m_annotations.size(); ++i)
        if (auto read = readAnnotation(i); !read)
            return tl::unexpected(read.error());
    if (m_outlines > 0)
        m_document.note("Objects without a box that are read as the box around their outline, mask or keypoints: "
                        + std::to_string(m_outlines) + ".");
    if (m_turned > 0)
        m_document.note("Turned boxes that are read as the upright box around them: " + std::to_string(m_turned) + ".");
    if (m_images.empty())
        m_document.note("The file lists no pictures: no frame is labelled.");
    return std::move(m_document);
}

} // namespace

Result<AnnotationDocument> readCoco(const AnnotationInput& input, const json& root)
{
    return CocoReader(input, root).read();
}

Result<AnnotationDocument> readCocoResults(const AnnotationInput& input, const json& root)
{
    AnnotationDocument document;
    document.format = "COCO results";
    for (std::size_t i = 0; i < root.size(); ++i) {
        const auto frame = wholeAt(root[i], "image_id");
        const auto category = wholeAt(root[i], "category_id");
        const auto box = extentBox(valueAt(root[i], "bbox"));
        const auto score = numberAt(root[i], "score");
        const std::string pointer = "/" + std::to_string(i);
        if (!frame || *frame < 0 || *frame > kLastAnnotatedFrame)
            return jsonFault(input, pointer, "'image_id' must be the number of a frame");
        if (!box || !category)
            return jsonFault(input, pointer, "'category_id' and 'bbox' must be a number and a list of four numbers");
        AnnotatedObject object{.name = document.number(cocoNameOfCategory(*category)), .box = *box};
        object.score = static_cast<float>(std::clamp(score.value_or(1.0), 0.0, 1.0));
        if (!document.add(*frame, object))
            return tooManyObjects(input);
    }
    document.note("The file holds what a detector found: image_id is taken as the frame, category_id as COCO's own "
                  "number, and frames in which nothing was found are not listed and count as not labelled.");
    return document;
}

} // namespace jackdaw::vision
