// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/labels_command.h"

#include "app/cli/exit_codes.h"
#include "datasets/scenario/scenario.h"
#include "engine/runtime/label_check.h"
#include "engine/vision/annotation_check.h"
#include "engine/vision/annotation_document.h"
#include "engine/vision/annotation_writer.h"
#include "engine/vision/class_map.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace jackdaw::cli {
namespace {

struct LabelsOptions {
    std::string file;
    std::string video;
    std::string task;
    std::vector<std::string> mapping;
    std::vector<std::string> classes;
    bool json = false;
    std::string out;
    std::string format;
    std::int64_t shift = 0;
};

/// The file may stand behind a list of mappings, which an option takes for one of its own.
Status findFile(LabelsOptions& options)
{
    if (options.file.empty() && !options.mapping.empty() && options.mapping.back().find('=') == std::string::npos) {
        options.file = options.mapping.back();
        options.mapping.pop_back();
    }
    if (options.file.empty())
        return fail(ErrorCode::InvalidInput, "There are no labels to look at.",
                    "Name a label file, or a folder of them.");
    return {};
}

/// What is said on the command line counts before what lies beside the labels.
Result<vision::AnnotationOptions> understanding(const LabelsOptions& options)
{
    vision::AnnotationOptions made;
    made.classes = options.classes.empty() ? datasets::defaultSettings().classes : options.classes;
    made.aliases = vision::trafficAliases(made.classes);
    auto beside = vision::withMappingBeside(std::move(made), options.file);
    return beside ? vision::withMapping(std::move(*beside), options.mapping) : beside;
}

Result<std::optional<vision::VideoFacts>> factsOf(const LabelsOptions& options)
{
    if (options.video.empty())
        return std::nullopt;
    constexpr double kAnyRate = 25.0; // a folder's rate matters to nothing here
    auto facts = runtime::videoFacts(options.video, kAnyRate);
    if (!facts)
        return tl::unexpected(facts.error());
    return std::optional(std::move(*facts));
}

/// A label file, how a session understands it, and what is known of its video.
struct Labels {
    vision::AnnotationDocument document;
    vision::AnnotationOptions meaning;
    std::optional<vision::VideoFacts> video;
};

Result<Labels> readLabels(const LabelsOptions& options)
{
    auto document = vision::readAnnotations(options.file, options.task);
    if (!document)
        return tl::unexpected(document.error());
    auto meaning = understanding(options);
    if (!meaning)
        return tl::unexpected(meaning.error());
    auto video = factsOf(options);
    if (!video)
        return tl::unexpected(video.error());
    return Labels{std::move(*document), std::move(*meaning), std::move(*video)};
}

std::string checkJson(const vision::AnnotationCheck& check)
{
    using nlohmann::ordered_json;
    ordered_json names = ordered_json::array();
    for (const auto& name : check.names) {
        using enum vision::AnnotationCheck::Name::Meaning;
        names.push_back({{"name", name.name},
                         {"objects", name.objects},
                         {"meaning",
                          name.meaning == Classes       ? "classes"
                              : name.meaning == Other   ? "other"
                              : name.meaning == Ignored ? "ignored"
                                                        : "unknown"},
                         {"classes", name.classes}});
    }
    const ordered_json made{{"format", check.format},
                            {"frames", check.frames},
                            {"empty_frames", check.emptyFrames},
                            {"first_frame", check.firstFrame},
                            {"last_frame", check.lastFrame},
                            {"step", check.step},
                            {"objects", check.objects},
                            {"tracks", check.tracks},
                            {"names", names},
                            {"notes", check.notes},
                            {"warnings", check.warnings},
                            {"faults", check.faults}};
    return made.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

int checkLabelFile(const LabelsOptions& options)
{
    const auto labels = readLabels(options);
    if (!labels)
        return report(labels.error());
    const auto check = vision::checkAnnotations(labels->document, labels->meaning, labels->video);
    std::cout << (options.json ? checkJson(check) : vision::checkText(check));
    return check.faults.empty() ? kSuccess : kBadInput;
}

std::string formatOf(const LabelsOptions& options)
{
    if (!options.format.empty())
        return options.format;
    const std::string extension = std::filesystem::path(options.out).extension().string();
    const std::pair<const char*, const char*> known[] = {
        {".csv", "csv"}, {".xml", "cvat"}, {".json", "coco"}, {".txt", "mot"}, {"", "yolo"}};
    for (const auto& [ending, format] : known)
        if (extension == ending)
            return format;
    return extension;
}

/// Names become the session's where they are told what they are, and a finer name stands for the object where it is
/// known; CVAT alone has a place for both.
void rename(vision::AnnotationDocument& document, const LabelsOptions& options,
            const vision::AnnotationOptions& meaning, bool keepTypes)
{
    const vision::ObjectMeanings meanings(document, meaning);
    std::vector<std::uint32_t> renamed;
    const std::vector<std::string> names = document.names;
    for (const std::string& name : names) {
        std::string own = name;
        for (const std::string& entry : options.mapping) {
            const std::size_t equals = entry.find('=');
            const std::string to = entry.substr(equals + 1);
            if (!to.empty() && to.find('|') == std::string::npos
                && vision::nameKey(entry.substr(0, equals)) == vision::nameKey(name))
                own = to;
        }
        renamed.push_back(document.number(own));
    }
    for (auto& [frame, objects] : document.frames)
        for (vision::AnnotatedObject& object : objects) {
            object.name = renamed[keepTypes ? object.name : meanings.nameOf(object)];
            if (!keepTypes)
                object.type = std::nullopt;
        }
}

/// Places that are parts of the picture become pixels of the video.
void toPixels(vision::AnnotationDocument& document, const vision::VideoFacts& video)
{
    if (document.isRelative)
        for (auto& [frame, objects] : document.frames)
            for (vision::AnnotatedObject& object : objects)
                object.box = vision::scaled(object.box, video.size);
    document.isRelative = false;
    if (!document.size)
        document.size = video.size;
}

/// Frames get other numbers, as those of a file that counts otherwise than the video.
Status shift(vision::AnnotationDocument& document, std::int64_t by)
{
    if (by == 0 || document.frames.empty())
        return {};
    if (document.frames.begin()->first + by < 0 || document.frames.rbegin()->first + by > vision::kLastAnnotatedFrame)
        return fail(ErrorCode::InvalidInput,
                    "Moved by " + std::to_string(by) + ", frames would have no number any more.",
                    "Give another --shift.");
    vision::AnnotatedFrames moved;
    for (auto& [frame, objects] : document.frames)
        moved.emplace_hint(moved.end(), frame + by, std::move(objects));
    document.frames = std::move(moved);
    document.pictures.clear();
    document.sizes.clear();
    return {};
}

/// What is read stays as it is: refuses to write over it.
Status checkOut(const LabelsOptions& options, const std::string& format)
{
    namespace fs = std::filesystem;
    const fs::path out = options.out;
    std::vector<fs::path> written{out};
    if (format == "yolo")
        written.push_back(out / "labels");
    if (format == "mot")
        written.insert(written.end(), {out.parent_path() / "labels.txt", out.parent_path() / "seqinfo.ini"});
    for (const fs::path& file : written)
        for (const fs::path& own :
             {fs::path(options.file), vision::mappingFileOf(options.file), fs::path(options.video)}) {
            std::error_code error;
            if (fs::equivalent(file, own, error) && !error)
                return fail(ErrorCode::InvalidInput, "'" + own.string() + "' is read, and would be written over.",
                            "Name another --out.");
        }
    return {};
}

int convertLabels(const LabelsOptions& options)
{
    const std::string format = formatOf(options);
    if (const Status free = checkOut(options, format); !free)
        return report(free.error());
    auto labels = readLabels(options);
    if (!labels)
        return report(labels.error());
    vision::AnnotationDocument& document = labels->document;
    if (labels->video)
        toPixels(document, *labels->video);
    if (const Status moved = shift(document, options.shift); !moved)
        return report(moved.error());
    rename(document, options, labels->meaning, format == "cvat");
    const auto notes = vision::writeAnnotations(document, options.out, format);
    if (!notes)
        return report(notes.error());
    document.notes.insert(document.notes.end(), notes->begin(), notes->end());
    for (const std::string& sentence : document.notes)
        std::cout << "note:    " << sentence << "\n";
    std::cout << options.out << ": " << document.frames.size() << " frames, " << document.objects() << " objects\n";
    return kSuccess;
}

void addCommon(CLI::App& command, LabelsOptions& options)
{
    command.add_option("file", options.file,
                       "Label file, or a folder of them: CSV, CVAT, COCO, MOT Challenge, YOLO, "
                       "Datumaro, UA-DETRAC, Pascal VOC");
    command.add_option("--video", options.video, "Video or folder of images that the labels are for");
    command.add_option("--task", options.task, "Task or video, where the file is about several");
    command.add_option("--map", options.mapping,
                       "What a name is: pedestrian=person, van=car|truck, tree= (nothing of the session's)");
    command.add_option("--classes", options.classes, "The session's classes")->delimiter(',')->allow_extra_args(false);
}

} // namespace

void addLabelsCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command = app.add_subcommand("labels", "Check label files, or write them in another format");
    command->require_subcommand(1);
    const auto options = std::make_shared<LabelsOptions>();
    CLI::App* check = command->add_subcommand("check", "Say what a label file holds and what a session makes of it");
    addCommon(*check, *options);
    check->add_flag("--json", options->json, "As JSON");
    check->callback([options, &exitCode] {
        const Status found = findFile(*options);
        exitCode = found ? checkLabelFile(*options) : report(found.error());
    });
    CLI::App* convert = command->add_subcommand("convert", "Write labels in another format");
    addCommon(*convert, *options);
    convert->add_option("--out", options->out, "File to write; for YOLO a folder")->required();
    convert->add_option("--to", options->format, "csv, cvat, coco, mot, yolo or datumaro; otherwise by the file's name")
        ->check(CLI::IsMember(vision::annotationFormats()));
    convert->add_option("--shift", options->shift, "Added to the number of every frame");
    convert->callback([options, &exitCode] {
        const Status found = findFile(*options);
        exitCode = found ? convertLabels(*options) : report(found.error());
    });
}

} // namespace jackdaw::cli
