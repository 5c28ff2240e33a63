// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/label_check.h"

#include "engine/video/video_reader.h"
#include "engine/vision/annotation_document.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

namespace jackdaw::runtime {
namespace {

namespace fs = std::filesystem;

constexpr const char* kAction = "See what it holds: jackdaw-cli labels check FILE --video VIDEO.";

/// Checks one label file after the other.
class LabelChecks {
public:
    explicit LabelChecks(const RunSettings& settings) : m_settings(settings) { }

    Result<std::vector<Alert>> take();

private:
    void checkCamera(const CameraRun& camera);
    void checkFile(const CameraRun& camera, const fs::path& file, std::optional<vision::VideoFacts> video);
    void checkStretch(const CameraRun& camera, const HumanLabels& stretch,
                      const std::optional<vision::VideoFacts>& video);
    void checkCommonFile();
    void fault(const CameraRun& camera, const fs::path& file, const std::string& sentence);
    void warn(const CameraRun& camera, const fs::path& file, const std::string& sentence);

    const RunSettings& m_settings;
    std::vector<Alert> m_warnings;
    std::vector<std::string> m_faults;
};

std::string placed(const CameraRun& camera, const fs::path& file, const std::string& sentence)
{
    return "Camera " + camera.settings.name + ", labels " + file.filename().string() + ": " + sentence;
}

void LabelChecks::fault(const CameraRun& camera, const fs::path& file, const std::string& sentence)
{
    m_faults.push_back(placed(camera, file, sentence));
}

void LabelChecks::warn(const CameraRun& camera, const fs::path& file, const std::string& sentence)
{
    m_warnings.push_back({Severity::Warning, camera.settings.id, placed(camera, file, sentence), kAction});
}

/// What cannot be read at all is said by whoever opens it.
void LabelChecks::checkFile(const CameraRun& camera, const fs::path& file, std::optional<vision::VideoFacts> video)
{
    const auto document = vision::readAnnotations(file);
    const auto options =
        vision::withMappingBeside({m_settings.classes, vision::trafficAliases(m_settings.classes), 0.0F}, file);
    if (!document || !options)
        return;
    const auto check = vision::checkAnnotations(*document, *options, video);
    for (const std::string& sentence : check.faults)
        fault(camera, file, sentence);
    for (const std::string& sentence : check.warnings)
        warn(camera, file, sentence);
}

void LabelChecks::checkStretch(const CameraRun& camera, const HumanLabels& stretch,
                               const std::optional<vision::VideoFacts>& video)
{
    auto facts = video;
    if (facts)
        facts->frames = 0; // the file's frames are others than the video's
    checkFile(camera, stretch.file, facts);
    const auto document = vision::readAnnotations(stretch.file);
    if (!document)
        return;
    const auto first = document->frames.lower_bound(stretch.labelFirstFrame);
    const std::int64_t last = stretch.labelFirstFrame + (stretch.lastFrame - stretch.firstFrame);
    if (first == document->frames.end() || first->first > last)
        fault(camera, stretch.file,
              "none of its frames is in the stretch, which asks for its frames "
                  + std::to_string(stretch.labelFirstFrame) + " to " + std::to_string(last) + ".");
}

void LabelChecks::checkCamera(const CameraRun& camera)
{
    std::error_code error;
    std::optional<vision::VideoFacts> video;
    if (!video::isLive(camera.settings.source) && fs::exists(camera.settings.source, error))
        if (auto facts = videoFacts(camera.settings.source, camera.settings.imagesPerSecond))
            video = std::move(*facts);
    const auto& models = m_settings.labelling.models;
    if (camera.goldenLabels)
        checkFile(camera, *camera.goldenLabels, video);
    else if (models.size() == 1 && vision::isAnnotationPath(models.front()))
        checkFile(camera, models.front(), video);
    for (const HumanLabels& stretch : camera.humanLabels)
        checkStretch(camera, stretch, video);
}

/// Frame 10 of one video is not frame 10 of another one.
void LabelChecks::checkCommonFile()
{
    const auto& models = m_settings.labelling.models;
    if (models.size() != 1 || !vision::isAnnotationPath(models.front()))
        return;
    std::set<std::string> sources;
    for (const CameraRun& camera : m_settings.cameras)
        if (!camera.goldenLabels)
            sources.insert(camera.settings.source);
    if (sources.size() > 1)
        m_faults.push_back("The label file " + models.front().filename().string() + " is to be that of "
                           + std::to_string(sources.size())
                           + " videos, and labels are one video's: give each camera golden_labels of its own.");
}

Result<std::vector<Alert>> LabelChecks::take()
{
    checkCommonFile();
    if (m_faults.empty())
        for (const CameraRun& camera : m_settings.cameras)
            checkCamera(camera);
    if (m_faults.empty())
        return std::move(m_warnings);
    std::string message;
    for (const std::string& sentence : m_faults)
        message += (message.empty() ? "" : "\n  ") + sentence;
    return fail(ErrorCode::InvalidInput,
                m_faults.size() > 1 ? "The labels do not fit.\n  " + message : std::move(message), kAction);
}

} // namespace

Result<vision::VideoFacts> videoFacts(const std::string& source, double imagesPerSecond)
{
    auto reader = video::VideoReader::open(source, imagesPerSecond);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto& info = (*reader)->info();
    vision::VideoFacts facts{fs::path(source).filename().string(), {info.width, info.height}, 0, 0};
    std::error_code error;
    // Pictures of a folder are called by their frames, and there may be gaps between them.
    if (fs::is_directory(source, error)) {
        const auto first = (*reader)->next();
        facts.firstFrame = first && *first ? (*first)->index : 0;
    } else {
        facts.frames = std::llround(toSeconds(info.duration) * info.framesPerSecond);
    }
    return facts;
}

Result<std::vector<Alert>> checkLabels(const RunSettings& settings)
{
    return LabelChecks(settings).take();
}

} // namespace jackdaw::runtime
