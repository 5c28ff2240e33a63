// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/base/content_hash.h"
#include "engine/vision/annotation_csv.h"
#include "engine/vision/class_bits.h"
#include "engine/vision/class_map.h"
#include "engine/vision/golden_parts.h"

#include <algorithm>
#include <numeric>

namespace jackdaw::vision {
namespace {

using FrameDetections = std::map<std::int64_t, std::vector<Detection>>;

class AnnotationGolden final : public GoldenModel {
public:
    AnnotationGolden(std::filesystem::path path, FrameDetections frames, std::string fingerprint) :
        m_path(std::move(path)), m_frames(std::move(frames)), m_fingerprint(std::move(fingerprint))
    {
        std::int64_t step = 0;
        for (auto frame = m_frames.begin(); frame != m_frames.end(); ++frame)
            step = std::gcd(step, frame->first - m_frames.begin()->first);
        m_step = std::max<std::int64_t>(step, 1);
    }

    Result<std::vector<Detection>> detect(const VideoFrame& frame) override;
    std::string description() const override { return "labels of " + m_path.filename().string(); }
    std::string fingerprint() const override { return m_fingerprint; }
    std::string costShape() const override { return "label/file"; }
    bool lastWasCached() const override { return false; }
    bool knows(const VideoFrame& frame) const override;
    bool mayServe() const override { return false; }

private:
    bool isWithin(std::int64_t frame) const;

    std::filesystem::path m_path;
    FrameDetections m_frames;
    std::string m_fingerprint;
    std::int64_t m_step = 1; ///< every how many frames the file has labels
};

/// A file lists no row for a frame in which nothing is; it was labelled all the same if it stands on the file's step.
bool AnnotationGolden::isWithin(std::int64_t frame) const
{
    return frame >= m_frames.begin()->first && frame <= m_frames.rbegin()->first;
}

bool AnnotationGolden::knows(const VideoFrame& frame) const
{
    return !isWithin(frame.index) || (frame.index - m_frames.begin()->first) % m_step == 0;
}

Result<std::vector<Detection>> AnnotationGolden::detect(const VideoFrame& frame)
{
    const auto found = m_frames.find(frame.index);
    if (found != m_frames.end())
        return found->second;
    const std::int64_t first = m_frames.begin()->first;
    const std::int64_t last = m_frames.rbegin()->first;
    if (isWithin(frame.index) && knows(frame))
        return std::vector<Detection>();
    return fail(ErrorCode::NotFound,
                "'" + m_path.string() + "' has no labels for frame " + std::to_string(frame.index)
                    + "; it has them for every " + std::to_string(m_step) + ". frame from " + std::to_string(first)
                    + " to " + std::to_string(last) + ".",
                "Sample frames that are labelled.");
}

void addDetection(FrameDetections& frames, std::int64_t frame, const Box& box, std::uint32_t classes, float score)
{
    auto& detections = frames[frame];
    if (classes != 0)
        detections.push_back({box, ClassId{firstClass(classes)}, score});
}

Result<FrameDetections> readDetections(const std::filesystem::path& path, const AnnotationOptions& options)
{
    FrameDetections frames;
    const auto labels = readAnnotationFile(path, options);
    if (!labels)
        return tl::unexpected(labels.error());
    if (path.extension() != ".csv") {
        for (const auto& [frame, objects] : labels->frames) {
            frames[frame];
            for (const LabelledObject& object : objects)
                addDetection(frames, frame, object.box, object.allowedClasses, 1.0F);
        }
        return frames;
    }
    const auto rows = readCsvLabels(path);
    if (!rows)
        return tl::unexpected(rows.error());
    const ClassMap map(options);
    for (const CsvLabel& row : *rows)
        addDetection(frames, row.frame, row.box, row.score >= options.scoreThreshold ? map.classesOf(row.name) : 0,
                     row.score);
    return frames;
}

} // namespace

Result<std::unique_ptr<GoldenModel>> openAnnotationGolden(const GoldenSettings& settings)
{
    const std::filesystem::path& path = settings.files.front();
    auto frames = readDetections(path, {settings.classes, trafficAliases(settings.classes), settings.scoreThreshold});
    if (!frames)
        return tl::unexpected(frames.error());
    if (frames->empty())
        return fail(ErrorCode::Corrupt, "The label file '" + path.string() + "' holds no labels.");
    const auto hash = hashOfFile(path);
    if (!hash)
        return tl::unexpected(hash.error());
    return std::make_unique<AnnotationGolden>(path, std::move(*frames), *hash);
}

bool answersByIndex(const GoldenModel& model)
{
    return dynamic_cast<const AnnotationGolden*>(&model) != nullptr;
}

} // namespace jackdaw::vision
