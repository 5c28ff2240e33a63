// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/moment_model.h"

#include "app/window/frame_decode.h"
#include "engine/learning/families.h"
#include "engine/vision/golden_model.h"

#include <QtGlobal>

#include <optional>

namespace jackdaw::window {
namespace {

constexpr const char* kReadingModel = QT_TRANSLATE_NOOP("jackdaw::window::MomentModel", "Reading the model");
constexpr const char* kDecoding = QT_TRANSLATE_NOOP("jackdaw::window::MomentModel", "Decoding the frame");
constexpr const char* kLooking = QT_TRANSLATE_NOOP("jackdaw::window::MomentModel", "Looking at the frame");
constexpr const char* kScoring = QT_TRANSLATE_NOOP("jackdaw::window::MomentModel", "Holding the boxes against labels");

/// Parts of the job that are done when a step begins, as long as they usually take.
constexpr double kDecodingFrom = 0.3;
constexpr double kLookingFrom = 0.6;
constexpr double kScoringFrom = 0.95;

tl::unexpected<Error> cancelled()
{
    return fail(ErrorCode::Cancelled, "Cancelled.");
}

/// Something that looks at one frame.
using Look = std::function<Result<std::vector<Detection>>(const VideoFrame&)>;

Result<Look> student(RecordedSession& session, const runtime::RunSettings& settings, const MomentTask& task)
{
    const CameraId camera = task.frame.camera;
    const auto bytes = session.reader().weights(task.model.hash);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto learner =
        learning::makeLearner(settings.cameras[camera.value].student.value_or(settings.student), settings.classes);
    if (!learner)
        return tl::unexpected(learner.error());
    const auto weights = (*learner)->read(*bytes, session.file().string() + ": " + task.model.hash);
    if (!weights)
        return tl::unexpected(weights.error());
    auto prepared = (*learner)->prepare(*weights);
    if (!prepared)
        return tl::unexpected(prepared.error());
    return [student = std::shared_ptr<learning::Student>(std::move(*prepared))](const VideoFrame& frame) {
        return student->detect(frame);
    };
}

Result<Look> goldenModel(const runtime::RunSettings& settings, const MomentTask& task)
{
    const auto& own = settings.cameras[task.frame.camera.value].goldenLabels;
    vision::GoldenSettings wanted;
    wanted.files = own ? std::vector{*own} : settings.labelling.models;
    wanted.classes = settings.classes;
    wanted.scoreThreshold = static_cast<float>(settings.labelling.scoreThreshold);
    if (wanted.files.empty())
        return fail(ErrorCode::InvalidInput, "The scenario of this session names no golden model.",
                    "Choose one of the camera's models.");
    auto opened = vision::openGoldenModel(wanted);
    if (!opened)
        return tl::unexpected(opened.error());
    return [model = std::shared_ptr<vision::GoldenModel>(std::move(*opened))](
               const VideoFrame& frame) -> Result<std::vector<Detection>> {
        if (!model->knows(frame))
            return fail(ErrorCode::NotFound,
                        "The golden labels do not cover frame " + std::to_string(frame.index) + '.',
                        "Step to a frame that they cover.");
        return model->detect(frame);
    };
}

Result<Look> makeLook(RecordedSession& session, const MomentTask& task)
{
    const auto& settings = session.settings();
    if (!settings)
        return tl::unexpected(settings.error());
    if (task.frame.camera.value >= settings->cameras.size())
        return fail(ErrorCode::InvalidInput, "The scenario in " + session.file().string() + " has no such camera.",
                    "Choose a camera that the run began with.");
    return task.model.golden ? goldenModel(*settings, task) : student(session, *settings, task);
}

/// None where the frame was not labelled, or the labels cannot be read: FrameAnswer says so.
std::optional<widgets::BoxScore> scoreOf(const RecordedSession& session, const std::vector<Detection>& boxes,
                                         const Result<std::optional<RecordedSession::Labels>>& labels)
{
    return labels && *labels ? std::optional(session.score(boxes, **labels)) : std::nullopt;
}

} // namespace

Result<widgets::ModelAnswer> lookWithModel(RecordedSession& session, const GoldenIndex& golden, const MomentTask& task,
                                           const std::stop_token& stop, const MomentProgress& progress)
{
    learning::useThreads(1);
    progress(0.0, kReadingModel);
    const auto look = makeLook(session, task);
    if (!look)
        return tl::unexpected(look.error());
    if (stop.stop_requested())
        return cancelled();
    progress(kDecodingFrom, kDecoding);
    const auto frame = decodeFrame(task.source, {task.frame.frame, task.frame.sourceTime}, stop);
    if (!frame)
        return tl::unexpected(frame.error());
    progress(kLookingFrom, kLooking);
    auto boxes = (*look)(*frame);
    if (stop.stop_requested())
        return cancelled();
    if (!boxes)
        return tl::unexpected(boxes.error());
    boxes = session.ignoredOf(task.frame.camera).outside(std::move(*boxes), {frame->width, frame->height});
    progress(kScoringFrom, kScoring);
    widgets::ModelAnswer answer{task.frame.camera, task.frame.frame, task.model, std::move(*boxes), {}, {}};
    answer.againstGolden =
        scoreOf(session, answer.boxes, session.goldenLabels(golden, task.frame.camera, task.frame.frame));
    answer.againstPeople = scoreOf(session, answer.boxes, session.peopleLabels(task.frame.camera, task.frame.frame));
    return answer;
}

} // namespace jackdaw::window
