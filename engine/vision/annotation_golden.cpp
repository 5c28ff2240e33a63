// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/base/content_hash.h"
#include "engine/vision/annotation_document.h"
#include "engine/vision/annotation_file.h"
#include "engine/vision/class_bits.h"
#include "engine/vision/class_map.h"
#include "engine/vision/golden_parts.h"

#include <algorithm>
#include <system_error>

namespace jackdaw::vision {
namespace {

struct GoldenFrame {
    std::vector<Detection> detections;
    FrameLabels reference; ///< the same, with what may be of several classes and what is ignored
};
using GoldenFrames = std::map<std::int64_t, GoldenFrame>;

class AnnotationGolden final : public GoldenModel {
public:
    AnnotationGolden(std::filesystem::path path, GoldenFrames frames, std::string fingerprint) :
        m_path(std::move(path)), m_frames(std::move(frames)), m_fingerprint(std::move(fingerprint))
    {
    }

    Result<std::vector<Detection>> detect(const VideoFrame& frame) override;
    std::string description() const override { return "labels of " + m_path.filename().string(); }
    std::string fingerprint() const override { return m_fingerprint; }
    std::string costShape() const override { return kFileCostShape; }
    bool lastWasCached() const override { return false; }
    bool knows(const VideoFrame& frame) const override { return m_frames.contains(frame.index); }
    bool mayServe() const override { return false; }
    std::optional<FrameLabels> reference(std::int64_t frame) const override
    {
        const auto found = m_frames.find(frame);
        return found == m_frames.end() ? std::nullopt : std::optional(found->second.reference);
    }

private:
    std::filesystem::path m_path;
    GoldenFrames m_frames; ///< those that were labelled
    std::string m_fingerprint;
};

Result<std::vector<Detection>> AnnotationGolden::detect(const VideoFrame& frame)
{
    const auto found = m_frames.find(frame.index);
    if (found != m_frames.end())
        return found->second.detections;
    return fail(ErrorCode::NotFound,
                "'" + m_path.string() + "' has no labels for frame " + std::to_string(frame.index)
                    + "; it has them for " + std::to_string(m_frames.size()) + " frames from "
                    + std::to_string(m_frames.begin()->first) + " to " + std::to_string(m_frames.rbegin()->first) + ".",
                "Sample frames that are labelled.");
}

/// Nothing where all that is in the frame is called by names that mean nothing to the session: it would be taken for
/// empty, and may be full of its objects.
std::optional<GoldenFrame> goldenFrame(const std::vector<AnnotatedObject>& objects, const ObjectMeanings& meanings,
                                       float threshold)
{
    const auto isKnown = [&](const AnnotatedObject& object) { return meanings.isKnown(object); };
    if (!objects.empty() && std::none_of(objects.begin(), objects.end(), isKnown))
        return std::nullopt;
    GoldenFrame frame;
    for (const AnnotatedObject& object : objects) {
        const std::uint32_t classes = meanings.classesOf(object);
        if (object.score < threshold || (classes == 0 && !meanings.isIgnored(object)))
            continue;
        frame.reference.push_back({object.box, classes, object.track});
        if (classes != 0)
            frame.detections.push_back({object.box, ClassId{firstClass(classes)}, object.score});
    }
    return frame;
}

Result<GoldenFrames> readGoldenFrames(const std::filesystem::path& path, const AnnotationOptions& given)
{
    const auto understood = readUnderstood(path, given);
    if (!understood)
        return tl::unexpected(understood.error());
    const ObjectMeanings meanings(understood->document, understood->options);
    GoldenFrames frames;
    for (const auto& [frame, objects] : understood->document.frames)
        if (auto made = goldenFrame(objects, meanings, understood->options.scoreThreshold))
            frames.emplace_hint(frames.end(), frame, std::move(*made));
    return frames;
}

/// Of the labels and of what says how they are understood. A folder is its files.
Result<std::string> hashOfLabels(const std::filesystem::path& path)
{
    std::vector<std::filesystem::path> files{path, mappingFileOf(path)};
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        for (const auto& entry : std::filesystem::recursive_directory_iterator(path, error))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    ContentHash all;
    std::string last;
    std::size_t hashed = 0;
    for (const auto& file : files) {
        if (!std::filesystem::is_regular_file(file, error))
            continue;
        auto hash = hashOfFile(file);
        if (!hash)
            return hash;
        all.add(*hash);
        last = std::move(*hash);
        ++hashed;
    }
    return hashed == 1 ? last : all.hex();
}

} // namespace

Result<std::unique_ptr<GoldenModel>> openAnnotationGolden(const GoldenSettings& settings)
{
    const std::filesystem::path& path = settings.files.front();
    auto frames = readGoldenFrames(path, {settings.classes, trafficAliases(settings.classes), settings.scoreThreshold});
    if (!frames)
        return tl::unexpected(frames.error());
    if (frames->empty())
        return fail(ErrorCode::Corrupt, "The label file '" + path.string() + "' holds no labels.",
                    "See what it holds: jackdaw-cli labels check FILE.");
    const auto hash = hashOfLabels(path);
    if (!hash)
        return tl::unexpected(hash.error());
    return std::make_unique<AnnotationGolden>(path, std::move(*frames), *hash);
}

bool answersByIndex(const GoldenModel& model)
{
    return dynamic_cast<const AnnotationGolden*>(&model) != nullptr;
}

} // namespace jackdaw::vision
