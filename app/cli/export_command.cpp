// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_command.h"

#include "app/cli/clip_export.h"
#include "app/cli/event_lines.h"
#include "app/cli/exit_codes.h"
#include "app/cli/output_file.h"
#include "app/cli/session_camera.h"
#include "app/cli/session_labels.h"
#include "app/cli/window_excerpt.h"
#include "engine/base/text_file.h"
#include "engine/learning/onnx_weights.h"
#include "engine/review/corrected_labels.h"
#include "engine/review/correction_file.h"
#include "engine/review/recorded_corrections.h"
#include "engine/session/session_file.h"
#include "engine/vision/annotation_writer.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace jackdaw::cli {
namespace {

constexpr auto kReplace = nlohmann::json::error_handler_t::replace;

struct ExportOptions {
    std::string session;
    std::string camera;
    std::string output;
    std::string counts;
    std::string labels; ///< format
    std::string of = "both"; ///< golden, served
    bool corrected = false; ///< what people say instead
    std::string clip; ///< camera
    std::string still; ///< camera
    std::optional<double> from;
    std::optional<double> to;
    std::optional<double> at;
    std::vector<std::string> boxes;
    std::optional<std::uint32_t> window;
    std::string out; ///< folder of labels, file of pictures or of a window

    bool wantsPictures() const { return !clip.empty() || !still.empty(); }
};

/// All cameras as they were announced last.
Result<std::map<CameraId, CameraAdded>> announcedCameras(session::SessionReader& reader)
{
    const auto added = reader.eventsOfKinds({"CameraAdded"});
    if (!added)
        return tl::unexpected(added.error());
    std::map<CameraId, CameraAdded> cameras;
    for (const Event& event : *added)
        cameras.insert_or_assign(std::get<CameraAdded>(event.body).camera, std::get<CameraAdded>(event.body));
    return cameras;
}

/// The address of what was accepted last.
Result<std::string> newestStudent(session::SessionReader& reader, CameraId camera, const ExportOptions& options)
{
    const auto swaps = reader.eventsOfKinds({"WeightsSwapped"});
    if (!swaps)
        return tl::unexpected(swaps.error());
    std::optional<std::string> newest;
    for (const Event& event : *swaps)
        if (const auto& swap = std::get<WeightsSwapped>(event.body); swap.camera == camera)
            newest = swap.hash;
    if (!newest)
        return fail(ErrorCode::NotFound,
                    "The camera '" + options.camera + "' has no student in " + options.session + ".",
                    "Take a session in which its first student was trained.");
    return *newest;
}

Status write(const std::vector<std::uint8_t>& stored, const ExportOptions& options)
{
    const std::filesystem::path output(options.output);
    if (output.extension() != ".onnx")
        return writeText(output, std::string(stored.begin(), stored.end()));
    const auto weights = learning::OnnxWeights::fromSafetensors(stored, "The student of " + options.camera);
    if (!weights)
        return fail(ErrorCode::Unsupported, "The student of " + options.camera + " is no ONNX network.",
                    "Name a file that ends in .safetensors.", weights.error().message);
    const auto graph = (*weights)->graph();
    if (!graph)
        return tl::unexpected(graph.error());
    std::cout << "an object is reported from a score of " << (*weights)->threshold() << " on\n";
    return graph->write(output);
}

Status exportStudent(const ExportOptions& options)
{
    auto reader = session::SessionReader::open(options.session);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto camera = findCamera(**reader, options.session, options.camera);
    if (!camera)
        return tl::unexpected(camera.error());
    const auto hash = newestStudent(**reader, camera->camera, options);
    if (!hash)
        return tl::unexpected(hash.error());
    const auto stored = (*reader)->weights(*hash);
    return stored ? write(*stored, options) : tl::unexpected(stored.error());
}

/// All that was counted: JSON Lines, or a table for spreadsheets.
Status exportCounts(const ExportOptions& options)
{
    const std::string extension = std::filesystem::path(options.counts).extension().string();
    if (extension != ".csv" && extension != ".jsonl")
        return fail(ErrorCode::InvalidInput, "Counts are written as .csv or .jsonl, not as " + options.counts + ".",
                    "Name a file that ends in one of them.");
    auto reader = session::SessionReader::open(options.session);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto events = (*reader)->eventsOfKinds({"SessionStarted", "CameraAdded", "CrossingCounted", "ZoneCounted"});
    if (!events)
        return tl::unexpected(events.error());
    EventLines lines;
    std::string text = extension == ".csv" ? EventLines::csvHeader() + std::string("\n") : std::string();
    for (const Event& event : *events)
        for (const std::string& line : extension == ".csv" ? lines.csv(event) : lines.json(event))
            text += line + '\n';
    return writeText(options.counts, text);
}

Status exportLabelsOf(session::SessionReader& reader, SessionBoxes which, std::optional<CameraId> camera,
                      const ExportOptions& options)
{
    const auto all = sessionLabels(reader, which, camera);
    if (!all)
        return tl::unexpected(all.error());
    for (const SessionLabels& labels : *all) {
        const auto path = review::labelFileOf(options.out, labels.camera, labels.name,
                                              which == SessionBoxes::Golden ? "golden" : "served", options.labels);
        if (labels.document.frames.empty()) {
            std::cout << labels.name << ": no frame of it was "
                      << (which == SessionBoxes::Golden ? "labelled" : "served") << "\n";
            continue;
        }
        std::error_code error;
        std::filesystem::create_directories(path.parent_path(), error);
        const auto notes = vision::writeAnnotations(labels.document, path, options.labels);
        if (!notes)
            return tl::unexpected(notes.error());
        for (const auto* sentences : {&labels.document.notes, &*notes})
            for (const std::string& sentence : *sentences)
                std::cout << "note:    " << sentence << "\n";
        std::cout << path.string() << ": " << labels.document.frames.size() << " frames, " << labels.document.objects()
                  << " objects\n";
    }
    return {};
}

/// What people say of frames, a file for each camera, and how a scenario takes it.
Status exportCorrections(session::SessionReader& reader, std::optional<CameraId> camera, const ExportOptions& options)
{
    const auto file = review::CorrectionFile::open(options.session, reader);
    if (!file)
        return tl::unexpected(file.error());
    auto cameras = announcedCameras(reader);
    if (!cameras)
        return tl::unexpected(cameras.error());
    std::erase_if(*cameras, [&](const auto& known) { return camera && known.first != *camera; });
    const auto recorded = review::recordedCorrections(reader);
    if (!recorded)
        return tl::unexpected(recorded.error());
    const Corrections all = review::joined(recorded->said, file->corrections());
    const auto written =
        review::writeCorrectedLabels(all, *cameras, reader.started().classes, options.out, options.labels);
    if (!written)
        return tl::unexpected(written.error());
    if (written->empty())
        return fail(ErrorCode::NotFound, "Nobody corrected a frame of " + options.session + ".",
                    "Correct some on the page Review of the window first.");
    for (const review::WrittenLabels& labels : *written) {
        for (const std::string& note : labels.notes)
            std::cout << "note:    " << note << "\n";
        const nlohmann::json stretch{{"file", std::filesystem::absolute(labels.path).string()},
                                     {"first_frame", 0},
                                     {"last_frame", labels.lastFrame},
                                     {"use", "train"}};
        std::cout << labels.path.string() << ": " << labels.frames << " frames, " << labels.objects << " objects\n"
                  << "  a next run learns them by this line of the camera " << labels.name
                  << " in its scenario; with \"use\": \"score\" it is scored by them:\n"
                  << "  \"human_labels\": [" << stretch.dump(-1, ' ', false, kReplace) << "]\n";
    }
    return {};
}

/// What the golden model labelled and what was served, a file for each camera.
Status exportLabels(const ExportOptions& options)
{
    if (options.out.empty())
        return fail(ErrorCode::InvalidInput, "There is no folder for the labels.", "Name it with --out.");
    auto reader = session::SessionReader::open(options.session);
    if (!reader)
        return tl::unexpected(reader.error());
    std::optional<CameraId> camera;
    if (!options.camera.empty()) {
        const auto found = findCamera(**reader, options.session, options.camera);
        if (!found)
            return tl::unexpected(found.error());
        camera = found->camera;
    }
    if (options.corrected)
        return exportCorrections(**reader, camera, options);
    for (const auto& [word, which] : {std::pair{"served", SessionBoxes::Golden}, {"golden", SessionBoxes::Served}})
        if (options.of != word)
            if (const Status done = exportLabelsOf(**reader, which, camera, options); !done)
                return done;
    return {};
}

/// A stretch of what a camera showed, or one moment.
Status exportPictures(const ExportOptions& options)
{
    if (!options.clip.empty() && !(options.still.empty() && options.from && options.to && !options.at))
        return fail(ErrorCode::InvalidInput, "A clip goes from one time to another.",
                    "Write --clip CAMERA --from SECONDS --to SECONDS --out FILE.mp4.");
    if (!options.still.empty() && (!options.at || options.from || options.to))
        return fail(ErrorCode::InvalidInput, "A still is of one time.",
                    "Write --still CAMERA --at SECONDS --out FILE.png.");
    const bool isClip = !options.clip.empty();
    const auto notes = exportClip({options.session, isClip ? options.clip : options.still,
                                   isClip ? *options.from : *options.at, options.to, options.boxes, options.out});
    if (!notes)
        return tl::unexpected(notes.error());
    for (const std::string& note : *notes)
        std::cerr << note << '\n';
    return {};
}

/// A window as a session of its own.
Status exportWindow(const ExportOptions& options)
{
    if (options.out.empty() || options.wantsPictures() || !options.labels.empty() || !options.counts.empty()
        || !options.camera.empty())
        return fail(ErrorCode::InvalidInput, "--window goes with --out and with no other thing to export.",
                    "Write --window NUMBER --out FILE.jackdaw.");
    return writeWindow(options.session, WindowId{*options.window}, options.out);
}

Status exportWhat(const ExportOptions& options)
{
    for (const std::string& output : {options.output, options.counts, options.out})
        if (const Status other = checkOutput(output, {options.session}); !other)
            return other;
    if (options.window)
        return exportWindow(options);
    if (options.wantsPictures() && (!options.counts.empty() || !options.camera.empty()))
        return fail(ErrorCode::InvalidInput, "--clip and --still go with no other thing to export.",
                    "Call export once for each.");
    if (options.wantsPictures())
        return exportPictures(options);
    if (!options.labels.empty() && (!options.counts.empty() || !options.output.empty()))
        return fail(ErrorCode::InvalidInput, "--labels goes neither with --counts nor with a student's file.",
                    "Take them out one after the other.");
    if (options.corrected && (options.labels.empty() || options.of != "both"))
        return fail(ErrorCode::InvalidInput,
                    "--corrected is of labels that people gave, and goes with neither --of nor anything else.",
                    "Write --labels FORMAT --corrected --out FOLDER.");
    if (!options.labels.empty())
        return exportLabels(options);
    if (!options.counts.empty() && !options.camera.empty())
        return fail(ErrorCode::InvalidInput, "--counts is of all cameras: it does not go with a camera's student.",
                    "Leave out the camera and its file, or --counts.");
    if (!options.counts.empty())
        return exportCounts(options);
    if (options.output.empty())
        return fail(ErrorCode::InvalidInput, "There is nothing to take out of " + options.session + ".",
                    "Name a camera and a file for its student, --counts FILE, --labels FORMAT, --clip CAMERA, "
                    "--still CAMERA or --window NUMBER.");
    return exportStudent(options);
}

} // namespace

void addExportCommand(CLI::App& app, int& exitCode)
{
    const auto options = std::make_shared<ExportOptions>();
    CLI::App* command = app.add_subcommand(
        "export",
        "Take a camera's newest student, pictures of it, labels, what was counted, or a window out of a session");
    command->add_option("session", options->session, "Session file")->required();
    command->add_option("camera", options->camera, "Name of the camera");
    command->add_option("output", options->output, "File: .onnx for students that are ONNX networks, or .safetensors");
    command->add_option("--counts", options->counts,
                        "File for what went over lines and stood in zones: .csv or .jsonl");
    command
        ->add_option(
            "--labels", options->labels,
            "Format for what the golden model labelled and what was served: csv, cvat, coco, mot, yolo, datumaro")
        ->check(CLI::IsMember(vision::annotationFormats()));
    command->add_option("--of", options->of, "golden, served, or both")
        ->check(CLI::IsMember({"golden", "served", "both"}))
        ->capture_default_str();
    command->add_flag("--corrected", options->corrected,
                      "Labels of the frames that people corrected on the page Review, instead");
    command->add_option("--clip", options->clip, "Camera of which a stretch is written as video");
    command->add_option("--still", options->still, "Camera of which one picture is written");
    command->add_option("--from", options->from, "Where the clip begins: seconds of session time")
        ->check(CLI::NonNegativeNumber);
    command->add_option("--to", options->to, "Where it ends")->check(CLI::NonNegativeNumber);
    command->add_option("--at", options->at, "Time of the still")->check(CLI::NonNegativeNumber);
    command->add_option("--boxes", options->boxes, "Boxes to draw in: predictions, golden, people")->delimiter(',');
    command->add_option("--window", options->window,
                        "Number of a closed window that is written as a session of its own, to be told and passed on");
    command->add_option(
        "--out", options->out,
        "File of the clip (.mp4), the still (.png) or the window (.jackdaw), or folder for the labels of "
        "all cameras");
    command->callback([options, &exitCode] {
        const Status done = exportWhat(*options);
        exitCode = done ? kSuccess : report(done.error());
    });
}

} // namespace jackdaw::cli
