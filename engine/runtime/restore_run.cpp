// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/restore_run.h"

#include "engine/base/log.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace jackdaw::runtime {
namespace {

/// Frames of a camera from its source again. What a live camera gave does not come again.
Result<std::vector<VideoFrame>> readAgain(const RunParts& parts, const CameraRun& camera,
                                          const std::vector<SourceFrame>& frames)
{
    if (frames.empty() || video::isLive(camera.settings.source))
        return std::vector<VideoFrame>();
    return parts.pictures(camera.settings.source, camera.settings.imagesPerSecond, frames);
}

/// A rehearsal memory: pictures from the camera's source, labels from the session.
Result<RehearsalFrames> readRehearsal(const RunParts& parts, std::size_t i, const std::vector<SourceFrame>& frames)
{
    const CameraSource& source = parts.cameras[i];
    const std::vector<std::vector<Detection>>& labels = parts.resume->rehearsalLabels[i];
    RehearsalFrames kept;
    const auto pictures = readAgain(parts, source.run, frames);
    if (!pictures)
        return tl::unexpected(pictures.error());
    for (const VideoFrame& picture : *pictures) {
        const auto known = std::find_if(frames.begin(), frames.end(),
                                        [&](const SourceFrame& frame) { return frame.frameTime == picture.time; });
        const auto position = static_cast<std::size_t>(known - frames.begin());
        auto frame = parts.learners[i]->keep(
            picture, vision::referenceOf(*source.golden.front(), picture.index, labels.at(position)));
        if (!frame)
            return tl::unexpected(frame.error());
        frame->ignored = source.ignored;
        kept.resize(std::max<std::size_t>(kept.size(), known->window.value + 1));
        kept[known->window.value].push_back(std::move(*frame));
    }
    return kept;
}

/// What cannot be read again is not worth the run: the camera goes on without it.
template <class T>
T orNothing(Result<T> read, const char* what)
{
    if (!read)
        log(LogLevel::Warning, "runtime", std::string(what) + " is lost: " + read.error().text());
    return std::move(read).value_or(T{});
}

/// Frames of which only the picture is missing.
std::vector<SourceFrame> waitingFrames(const CameraAtBorder& border)
{
    std::vector<SourceFrame> frames;
    const auto add = [&](const std::optional<SourceFrame>& frame) {
        if (frame)
            frames.push_back(*frame);
    };
    for (const auto& frame : {border.inference.waiting, border.inference.underWay, border.inference.standsOn,
                              border.inference.moving.waiting, border.inference.moving.underWay})
        add(frame);
    for (const LabellingAtBorder* labelling : {&border.scoring, &border.sampling}) {
        add(labelling->underWay);
        frames.insert(frames.end(), labelling->queue.begin(), labelling->queue.end());
    }
    return frames;
}

/// Corrections of a camera: those that hold at the border where the run goes on, and those after it.
void takeCorrections(const RunParts& parts, CameraId camera, const std::vector<Event>& events, ResumedCamera& resumed)
{
    std::map<std::int64_t, LabelCorrected> newest;
    for (const Event& event : events) {
        const auto& said = std::get<LabelCorrected>(event.body);
        if (said.camera != camera)
            continue;
        if (event.time < parts.resume->time)
            newest.insert_or_assign(said.frame, said);
        else
            resumed.owed.push_back(said);
    }
    for (auto& [frame, said] : newest)
        resumed.corrected.push_back(std::move(said));
}

/// Golden labels by camera and session time.
using GoldenLabels = std::map<std::pair<CameraId, Nanoseconds>, std::vector<Detection>>;

/// Those of the frames that people taught.
Result<GoldenLabels> goldenLabels(session::SessionReader& reader, const ResumeState& state)
{
    GoldenLabels labels;
    for (const CameraAtBorder& camera : state.cameras)
        for (const SourceFrame& frame : camera.taught)
            labels[{camera.camera, frame.frameTime}] = {};
    const auto events = labels.empty() ? std::vector<Event>() : reader.eventsOfKinds({"GoldenLabelled"});
    if (!events)
        return tl::unexpected(events.error());
    for (const Event& event : *events) {
        const auto& golden = std::get<GoldenLabelled>(event.body);
        if (const auto wanted = labels.find({golden.camera, golden.frameTime}); wanted != labels.end())
            wanted->second = golden.labels;
    }
    return labels;
}

/// Where the run that was cut off kept a live camera's pictures.
std::string clipsBefore(session::SessionReader& reader, const CameraSource& camera)
{
    const auto added = reader.eventsOfKinds({"CameraAdded"});
    std::string clips;
    for (const Event& event : added.value_or(std::vector<Event>()))
        if (const auto& told = std::get<CameraAdded>(event.body); told.name == camera.run.settings.name)
            clips = told.clips;
    return clips;
}

/// Frames that are learned as people labelled them: pictures from where they are kept, labels from what was corrected
/// or from people's files.
Result<std::vector<learning::LabelledFrame>> readTaught(const RunParts& parts, std::size_t i,
                                                        session::SessionReader& reader, const GoldenLabels& golden,
                                                        const ResumedCamera& resumed)
{
    const CameraSource& camera = parts.cameras[i];
    const video::StreamInfo& info = camera.feed->info();
    const auto& settings = camera.run.settings;
    const std::vector<SourceFrame>& frames = resumed.border.taught;
    const auto source = video::isLive(settings.source) ? clipsBefore(reader, camera) : settings.source;
    const auto pictures = parts.pictures(source, settings.imagesPerSecond, frames);
    if (!pictures)
        return tl::unexpected(pictures.error());
    std::vector<learning::LabelledFrame> taught;
    for (const VideoFrame& picture : *pictures) {
        if (picture.width != info.width || picture.height != info.height)
            continue; // of a larger stream, at another moment
        const auto said = std::find_if(resumed.corrected.begin(), resumed.corrected.end(),
                                       [&](const LabelCorrected& each) { return each.frame == picture.index; });
        std::optional<vision::PeopleLabels> people = camera.taught.at(picture.index);
        if (said != resumed.corrected.end() && said->verdict != ReviewVerdict::Begun)
            people = peopleLabels(*said, parts.settings.classes.size(), camera.ignored, {info.width, info.height});
        if (!people)
            continue; // its label file was changed since
        const auto known = golden.find({resumed.border.camera, picture.time});
        const auto found = known == golden.end()
            ? vision::FrameLabels()
            : vision::referenceOf(*camera.golden.front(), picture.index, known->second);
        auto frame = parts.learners[i]->keep(picture, learnedFrom(*people, found), people);
        if (!frame)
            return tl::unexpected(frame.error());
        frame->ignored = camera.ignored;
        taught.push_back(std::move(*frame));
    }
    return taught;
}

Result<std::shared_ptr<const learning::Weights>> storedWeights(const learning::Learner& learner,
                                                               session::SessionReader& reader, const std::string& hash)
{
    if (hash.empty())
        return nullptr;
    const auto bytes = reader.weights(hash);
    return bytes ? learner.read(*bytes, hash) : tl::unexpected(bytes.error());
}

bool isUnderWay(const ResumeState& state, JobId job)
{
    return std::any_of(state.devices.begin(), state.devices.end(), [job](const DeviceAtBorder& device) {
        return std::any_of(device.running.begin(), device.running.end(),
                           [job](const BatchAtBorder& batch) { return batch.job == job; });
    });
}

/// What camera \p i goes on with, beside its student.
Status restoreFromState(const RunParts& parts, std::size_t i, session::SessionReader& reader,
                        const GoldenLabels& golden, ResumedCamera& resumed)
{
    const ResumeState& state = *parts.resume->state;
    const CameraRun& camera = parts.settings.cameras[i];
    resumed.border = state.cameras[i];
    resumed.rehearsal = orNothing(readRehearsal(parts, i, resumed.border.rehearsal), "a rehearsal memory");
    resumed.taught = orNothing(readTaught(parts, i, reader, golden, resumed), "what people labelled");
    for (VideoFrame& picture :
         orNothing(readAgain(parts, camera, waitingFrames(resumed.border)), "a frame that waited")) {
        const Nanoseconds time = picture.time;
        resumed.pictures.emplace(time, std::move(picture));
    }
    std::copy_if(state.placement.begin(), state.placement.end(), std::back_inserter(resumed.jobs),
                 [&](const PlacedJob& job) { return job.camera == resumed.border.camera; });
    const auto retraining = std::find_if(resumed.jobs.begin(), resumed.jobs.end(),
                                         [](const PlacedJob& job) { return job.kind == JobKind::Retraining; });
    if (!resumed.border.retraining || retraining == resumed.jobs.end())
        return {};
    auto best = storedWeights(*parts.learners[resumed.border.camera.value], reader, resumed.border.retraining->hash);
    if (!best)
        return tl::unexpected(best.error());
    resumed.best = std::move(*best);
    resumed.preparing = !resumed.border.retraining->inTraining && isUnderWay(state, retraining->job);
    return {};
}

/// What is to be said again, in its order; a run that was cut off before has said some of it twice.
std::vector<Event> sinceBorder(std::vector<Event> corrections, Nanoseconds border)
{
    std::erase_if(corrections, [border](const Event& event) { return event.time < border; });
    std::stable_sort(corrections.begin(), corrections.end(),
                     [](const Event& a, const Event& b) { return a.time < b.time; });
    const auto isSame = [](const Event& a, const Event& b) {
        return a.time == b.time && std::get<LabelCorrected>(a.body) == std::get<LabelCorrected>(b.body);
    };
    corrections.erase(std::unique(corrections.begin(), corrections.end(), isSame), corrections.end());
    return corrections;
}

} // namespace

void restoreState(RunParts& parts, const ResumeState& state)
{
    parts.costs.restore(state.costs);
    for (const LearnedCurve& curve : state.curves) {
        std::vector<profiling::CurveMeasurement> points;
        for (const LearnedCurve::Point& point : curve.points)
            points.push_back({point.epochs, point.accuracy, point.objects});
        parts.history.record(curve.camera, curve.family, std::move(points));
    }
}

Status restoreCameras(RunParts& parts, session::SessionReader& reader)
{
    auto counted = countedBefore(reader, parts.resume->time);
    if (!counted)
        return tl::unexpected(counted.error());
    auto corrections = reader.eventsOfKinds({"LabelCorrected"});
    if (!corrections)
        return tl::unexpected(corrections.error());
    const auto golden = parts.resume->state ? goldenLabels(reader, *parts.resume->state) : GoldenLabels();
    if (!golden)
        return tl::unexpected(golden.error());
    for (std::size_t i = 0; i < parts.cameras.size(); ++i) {
        ResumedCamera resumed;
        takeCorrections(parts, CameraId{static_cast<std::uint32_t>(i)}, *corrections, resumed);
        resumed.counted = (*counted)[CameraId{static_cast<std::uint32_t>(i)}];
        if (i < parts.resume->cameras.size()) {
            const auto& newest = parts.resume->cameras[i];
            auto weights = storedWeights(*parts.learners[i], reader,
                                         parts.resume->nextWindow.value == 0 ? std::string() : newest.hash);
            if (!weights)
                return tl::unexpected(weights.error());
            resumed.weights = std::move(*weights);
            resumed.version = newest.version;
        }
        if (parts.resume->state)
            if (Status restored = restoreFromState(parts, i, reader, *golden, resumed); !restored)
                return restored;
        parts.cameras[i].resumed = std::move(resumed);
    }
    parts.corrections = sinceBorder(*std::move(corrections), parts.resume->time);
    return {};
}

void noteLost(std::vector<CameraSource>& cameras, const std::vector<Event>& events)
{
    const auto note = [&](CameraId camera, bool isLost) {
        if (camera.value < cameras.size())
            cameras[camera.value].resumed->lostInRecord = isLost;
    };
    for (const Event& event : events) {
        if (const auto* lost = std::get_if<CameraLost>(&event.body))
            note(lost->camera, true);
        else if (const auto* recovered = std::get_if<CameraRecovered>(&event.body))
            note(recovered->camera, false);
    }
}

Status checkState(const ResumeState& state, const RunSettings& settings)
{
    const auto exists = [&](DeviceId device) { return device.value < settings.devices.size(); };
    const bool cameras = state.cameras.size() == settings.cameras.size();
    const bool places = std::all_of(state.placement.begin(), state.placement.end(), [&](const PlacedJob& job) {
        return exists(job.device) && exists(job.host) && job.camera.value < settings.cameras.size();
    });
    const bool devices = std::all_of(state.devices.begin(), state.devices.end(),
                                     [&](const DeviceAtBorder& device) { return exists(device.device); });
    if (cameras && places && devices)
        return {};
    return fail(ErrorCode::InvalidInput,
                "The session was run with other cameras or devices than the " + std::to_string(settings.cameras.size())
                    + " cameras and " + std::to_string(settings.devices.size()) + " devices of this run.",
                "Resume it with the scenario that it was started with.");
}

} // namespace jackdaw::runtime
