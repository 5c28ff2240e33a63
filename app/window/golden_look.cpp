// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/golden_look.h"

#include "engine/runtime/label_check.h"
#include "engine/video/camera_look.h"
#include "engine/video/pictures_over.h"
#include "engine/video/video_reader.h"
#include "engine/vision/annotation_check.h"
#include "engine/vision/annotation_file.h"
#include "engine/vision/class_map.h"
#include "engine/vision/golden_check.h"
#include "engine/vision/golden_model.h"

#include <algorithm>
#include <chrono>
#include <map>

namespace jackdaw::window {
namespace {

using widgets::GoldenLook;
using widgets::NamedBox;
using widgets::NameMeaning;

constexpr double kLiveSeconds = 3.0; ///< of a live camera, until its picture is settled
/// Whether a detector's scaling is right shows in several pictures alone.
constexpr std::size_t kPictures = 4;
constexpr float kSure = 0.3F;

tl::unexpected<Error> cancelled()
{
    return fail(ErrorCode::Cancelled, "The golden model was not tried to the end.");
}

/// Of a recording several, from all over it; its first one where it is shorter than what is skipped.
Result<std::vector<VideoFrame>> picturesOf(const video::CameraSettings& camera, const std::stop_token& stop)
{
    if (video::isLive(camera.source)) {
        auto look = video::lookAtCamera(camera, kLiveSeconds, stop);
        if (!look)
            return tl::unexpected(look.error());
        return std::vector<VideoFrame>{std::move(look->last)};
    }
    auto reader = video::VideoReader::open(camera.source, camera.imagesPerSecond, stop);
    if (!reader)
        return tl::unexpected(reader.error());
    const Nanoseconds first = camera.offset + video::usualFirstLook(**reader);
    auto frames = video::picturesOver(**reader, (*reader)->info().duration > first ? first : Nanoseconds{0}, kPictures);
    if (frames && frames->empty())
        return fail(ErrorCode::Corrupt, "'" + camera.source + "' holds no picture.");
    return frames;
}

/// The class of the run that a network's name is, if any.
std::vector<std::string> classesOf(const std::string& name, const std::vector<std::string>& classes)
{
    std::vector<std::string> found;
    for (const std::string& known : classes)
        if (vision::nameKey(known) == vision::nameKey(name))
            found.push_back(known);
    return found;
}

void countNames(GoldenLook& look, const std::vector<std::string>& classes)
{
    std::map<std::string, std::size_t> objects;
    for (const NamedBox& box : look.boxes)
        ++objects[box.name];
    for (const auto& [name, count] : objects)
        look.names.push_back({name, count, classesOf(name, classes), true});
}

/// Facts of each network alone, added up.
Status describe(GoldenLook& look, const std::vector<VideoFrame>& pictures, const GoldenTrial& trial,
                const std::stop_token& stop)
{
    for (const auto& file : trial.files) {
        if (stop.stop_requested())
            return cancelled();
        const auto check = vision::checkDetector(file, pictures, trial.threads, stop);
        if (!check)
            return tl::unexpected(check.error());
        look.name += (look.name.empty() ? "" : " + ") + check->name;
        look.kind += (look.kind.empty() ? "" : " + ") + check->decodedAs;
        look.inputWidth = check->input.width;
        look.inputHeight = check->input.height;
        look.millisecondsPerFrame += check->millisecondsPerFrame;
        look.warnings.insert(look.warnings.end(), check->warnings.begin(), check->warnings.end());
        for (const Detection& detection : check->found) {
            if (detection.score < kSure || trial.files.size() > 1)
                continue;
            const std::string& name = check->names[detection.label.value];
            look.boxes.push_back({detection.box, name, detection.score, !classesOf(name, trial.classes).empty()});
        }
    }
    return {};
}

Result<GoldenLook> lookAtNetworks(const GoldenTrial& trial, const std::stop_token& stop)
{
    auto golden = vision::openGoldenModel(
        {trial.files, trial.classes, static_cast<float>(trial.scoreThreshold), trial.threads, {}});
    if (!golden)
        return tl::unexpected(golden.error());
    const auto pictures = picturesOf(trial.camera, stop);
    if (!pictures)
        return tl::unexpected(pictures.error());
    GoldenLook look;
    look.picture = pictures->front();
    if (const Status described = describe(look, *pictures, trial, stop); !described)
        return tl::unexpected(described.error());
    if (video::isLive(trial.camera.source))
        look.notes.emplace_back("Whether it gets its pictures in the right scale shows in pictures that differ: try it "
                                "on a recording, too.");
    if (trial.files.size() > 1) { // fused boxes are of the run's classes alone
        const auto found = (*golden)->detect(look.picture);
        if (!found)
            return tl::unexpected(found.error());
        for (const Detection& detection : *found)
            look.boxes.push_back({detection.box, trial.classes[detection.label.value], detection.score, true});
    }
    countNames(look, trial.classes);
    look.objects = look.boxes.size();
    return look;
}

/// The covered frame with the most objects: the one that says most.
std::int64_t fullestFrame(const vision::AnnotationDocument& document)
{
    const auto fullest =
        std::max_element(document.frames.begin(), document.frames.end(),
                         [](const auto& one, const auto& other) { return one.second.size() < other.second.size(); });
    return fullest == document.frames.end() ? 0 : fullest->first;
}

void addBoxes(GoldenLook& look, const vision::AnnotationDocument& document, const vision::AnnotationOptions& meaning,
              std::int64_t frame)
{
    const vision::ObjectMeanings meanings(document, meaning);
    const auto found = document.frames.find(frame);
    if (found == document.frames.end())
        return;
    for (const vision::AnnotatedObject& object : found->second) {
        const Box box =
            document.isRelative ? vision::scaled(object.box, {look.picture.width, look.picture.height}) : object.box;
        look.boxes.push_back({box, document.names[meanings.nameOf(object)], object.score < 1.0F ? object.score : 0.0F,
                              !object.ignored && meanings.classesOf(object) != 0});
    }
}

/// Where the picture cannot be shown, the rest still tells.
void addPicture(GoldenLook& look, const GoldenTrial& trial, const vision::AnnotationDocument& document,
                const vision::AnnotationOptions& meaning, const std::stop_token& stop)
{
    if (video::isLive(trial.camera.source))
        return;
    const auto reader = video::VideoReader::open(trial.camera.source, trial.camera.imagesPerSecond, stop);
    if (!reader) {
        look.warnings.push_back(reader.error().message);
        return;
    }
    const double rate = (*reader)->info().framesPerSecond;
    const std::int64_t frame = fullestFrame(document);
    if (frame > 0 && rate > 0.0 && !(*reader)->seek(fromSeconds((static_cast<double>(frame) - 0.5) / rate)))
        return;
    constexpr int kMostSkipped = 5; // where pictures are not evenly spaced
    for (int i = 0; i < kMostSkipped; ++i) {
        auto picture = (*reader)->next();
        if (!picture || !*picture || (*picture)->index > frame)
            return;
        if ((*picture)->index == frame) {
            look.picture = std::move(**picture);
            addBoxes(look, document, meaning, frame);
            return;
        }
    }
}

Result<GoldenLook> lookAtLabels(const GoldenTrial& trial, const std::stop_token& stop)
{
    const auto& file = trial.files.front();
    const auto document = vision::readAnnotations(file);
    if (!document)
        return tl::unexpected(document.error());
    const auto meaning = vision::withMappingBeside({trial.classes, vision::trafficAliases(trial.classes), 0.0F}, file);
    if (!meaning)
        return tl::unexpected(meaning.error());
    if (stop.stop_requested())
        return cancelled();
    std::optional<vision::VideoFacts> video;
    if (!video::isLive(trial.camera.source))
        if (auto facts = runtime::videoFacts(trial.camera.source, trial.camera.imagesPerSecond))
            video = std::move(*facts);
    const auto check = vision::checkAnnotations(*document, *meaning, video);
    GoldenLook look;
    look.isNetwork = false;
    look.name = file.filename().string();
    look.kind = check.format;
    look.frames = check.frames;
    look.objects = check.objects;
    for (const auto& name : check.names)
        look.names.push_back(
            {name.name, name.objects, name.classes, name.meaning != vision::AnnotationCheck::Name::Meaning::Unknown});
    look.notes = check.notes;
    look.warnings = check.warnings;
    look.faults = check.faults;
    addPicture(look, trial, *document, *meaning, stop);
    return look;
}

} // namespace

Result<GoldenLook> lookAtGolden(const GoldenTrial& trial, const std::stop_token& stop)
{
    if (trial.files.empty())
        return fail(ErrorCode::InvalidInput, "There is no golden model to try.",
                    "Choose a network (ONNX) or a label file.");
    const bool areLabels = trial.files.size() == 1 && vision::isAnnotationPath(trial.files.front());
    return areLabels ? lookAtLabels(trial, stop) : lookAtNetworks(trial, stop);
}

} // namespace jackdaw::window
