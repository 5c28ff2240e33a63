// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/inference_job.h"

#include "engine/runtime/golden_batch.h"
#include "engine/vision/box_mover.h"
#include "engine/vision/matching.h"

#include <bit>
#include <string>

namespace jackdaw::runtime {
namespace {

/// Of a student's scores. On real video the weak ones brought an untrained detector 1 to 3 points; where the golden
/// model named the standing boxes still weaker ones do.
constexpr vision::Hysteresis kAlone{learning::kScoreThreshold, 0.6F * learning::kScoreThreshold};
constexpr vision::Hysteresis kAfterTeacher{learning::kScoreThreshold, kRecallThreshold};

/// What \p student finds on \p frame, but not in \p ignored regions.
Result<std::vector<Detection>> find(learning::Student& student, const VideoFrame& frame,
                                    const vision::IgnoredRegions& ignored)
{
    auto found = student.detect(frame, kRecallThreshold);
    if (found)
        found = ignored.outside(std::move(*found), {frame.width, frame.height});
    return found;
}

/// A frame whose picture is not there any more can still say which frame it was.
VideoFrame orWithoutPicture(std::optional<VideoFrame> frame, const SourceFrame& source)
{
    return frame ? std::move(*frame) : withoutPicture(source);
}

} // namespace

InferenceJob::InferenceJob(JobId id, CameraId camera, std::vector<std::shared_ptr<vision::GoldenModel>> teachers,
                           LiveBoxes& boxes, Recorder& recorder) :
    Job(id, JobKind::Inference, {camera}),
    m_teachers(std::move(teachers)), m_boxes(boxes), m_recorder(recorder)
{
}

void InferenceJob::offer(VideoFrame frame, bool newest)
{
    // Before its first student a camera has nothing that a frame could be due for.
    if (!m_student) {
        m_recorder.record(FrameDropped{camera(), frame.index});
        return;
    }
    ++m_counts.due;
    if (m_waiting)
        drop(*m_waiting);
    m_waiting = std::move(frame);
    m_counts.late += newest ? 0 : 1;
}

void InferenceJob::drop(const VideoFrame& frame)
{
    ++m_counts.dropped;
    m_recorder.record(FrameDropped{camera(), frame.index});
}

void InferenceJob::endOfFrames()
{
    if (const auto waiting = std::exchange(m_waiting, std::nullopt))
        drop(*waiting);
}

void InferenceJob::swap(std::shared_ptr<learning::Student> student, WeightsVersion version)
{
    m_student = std::move(student);
    m_version = version;
}

Result<Batch> InferenceJob::takeBatch()
{
    const auto processed = std::make_shared<Processed>();
    processed->frame = *std::exchange(m_waiting, std::nullopt);
    processed->predictions = {processed->frame.time, m_version, {}, nextServer(), false};
    m_underWay = processed;
    return processed->predictions.server == Server::Teacher ? teacherBatch(processed) : studentBatch(processed);
}

Server InferenceJob::nextServer()
{
    if (m_server != Server::Both)
        return m_server;
    const bool teaches = givesWay();
    m_turn = (m_turn + 1) % kTeacherTurn;
    return teaches ? Server::Teacher : Server::Student;
}

std::string InferenceJob::kindOfRound() const
{
    return m_student && m_server == Server::Student ? m_student->kindOfRound() : std::string();
}

Batch InferenceJob::studentBatch(const std::shared_ptr<Processed>& processed) const
{
    const auto finish =
        [standing = confident(m_boxes.standing().detections), both = m_server == Server::Both, processed,
         ignored = m_boxes.ignored()](Result<std::vector<Detection>> detections) -> Result<BatchOutcome> {
        if (!detections)
            return tl::unexpected(detections.error());
        const VideoFrame& frame = processed->frame;
        *detections = ignored.outside(std::move(*detections), {frame.width, frame.height});
        // What it makes of the golden model's boxes says nothing of what it could do alone.
        if (both)
            processed->trial = *detections;
        processed->predictions.detections = both
            ? vision::confirmed(std::move(*detections), standing, kAfterTeacher, vision::Names::OfStanding)
            : vision::confirmed(std::move(*detections), standing, kAlone, vision::Names::OfFound);
        return BatchOutcome{};
    };
    const BatchLook look{m_student, processed->frame, kRecallThreshold, finish};
    return {.runs = {BatchRun{m_student->costShape()}}, .work = look, .look = look};
}

/// A frame that the golden model fails on is that frame's loss alone, as it is where it labels.
Batch InferenceJob::teacherBatch(const std::shared_ptr<Processed>& processed)
{
    const auto& teacher = m_teachers[m_device.value];
    const auto student = m_trials > 0 && m_server == Server::Teacher ? m_student : nullptr;
    std::vector<BatchRun> runs{BatchRun{teacher->costShape()}};
    if (student) {
        --m_trials;
        runs.push_back(BatchRun{student->costShape()});
    }
    const GoldenWork look(teacher, processed->frame);
    auto work = [look, student, processed, ignored = m_boxes.ignored()]() -> Result<BatchOutcome> {
        auto detections = look.finish();
        if (detections)
            processed->predictions.detections = std::move(*detections);
        else
            processed->failure = detections.error();
        const bool representative = detections && !look.wasCached();
        if (!student)
            return BatchOutcome{representative};
        auto tried = find(*student, processed->frame, ignored);
        if (!tried)
            return tl::unexpected(tried.error());
        processed->trial = std::move(*tried);
        return BatchOutcome{representative};
    };
    return {std::move(runs), std::move(work), look.parts()};
}

bool InferenceJob::batchLost()
{
    if (const auto processed = std::exchange(m_underWay, nullptr))
        drop(processed->frame);
    return true;
}

/// A batch is one frame already, and what serves a camera must not end while others fill the device: the frame is
/// dropped. That is told of the 1st, 2nd, 4th, 8th frame and so on, which a device that stays full cannot turn into a
/// flood.
bool InferenceJob::outOfMemory(const Error& error)
{
    batchLost();
    ++m_withoutMemory;
    if (!std::has_single_bit(m_withoutMemory))
        return true;
    Error told = error;
    told.message += " Frames dropped for that so far: " + std::to_string(m_withoutMemory) + '.';
    m_recorder.alert(Severity::Warning, camera(), told, AlertTopic::Device);
    return true;
}

void InferenceJob::batchDone()
{
    const auto processed = std::exchange(m_underWay, nullptr);
    if (!processed)
        return;
    if (processed->failure)
        return m_recorder.alert(Severity::Warning, camera(), *processed->failure);
    if (processed->predictions.server == Server::Teacher)
        m_taught.push_back({processed->frame, processed->predictions.detections, processed->trial});
    m_boxes.found(processed->frame, std::move(processed->predictions), processed->trial);
}

InferenceAtBorder InferenceJob::atBorder(bool known) const
{
    InferenceAtBorder border{.standing = m_boxes.standing()};
    if (m_boxes.picture())
        border.standsOn = sourceFrame(*m_boxes.picture(), {});
    if (m_waiting)
        border.waiting = sourceFrame(*m_waiting, {});
    if (m_underWay)
        border.underWay = sourceFrame(m_underWay->frame, {});
    if (m_underWay && known && !m_underWay->failure)
        border.found = m_underWay->predictions;
    if (border.found)
        border.trial = m_underWay->trial;
    border.trials = m_trials;
    border.turn = m_turn;
    return border;
}

void InferenceJob::restore(const InferenceAtBorder& border, std::optional<VideoFrame> waiting,
                           std::optional<VideoFrame> underWay)
{
    m_waiting = std::move(waiting);
    m_trials = border.trials;
    m_turn = border.turn;
    if (border.underWay && border.found)
        m_underWay = std::make_shared<Processed>(Processed{orWithoutPicture(std::move(underWay), *border.underWay),
                                                           *border.found, std::nullopt, border.trial});
}

MovingJob::MovingJob(JobId id, CameraId camera, LiveBoxes& boxes) :
    Job(id, JobKind::Inference, {camera}), m_boxes(boxes)
{
}

void MovingJob::offer(VideoFrame frame)
{
    endOfFrames();
    m_boxes.awaitMove(frame.time);
    m_waiting = std::move(frame);
}

void MovingJob::endOfFrames()
{
    m_boxes.awaitMove(std::nullopt);
    if (const auto waiting = std::exchange(m_waiting, std::nullopt))
        m_boxes.standFor(*waiting);
}

Result<Batch> MovingJob::takeBatch()
{
    const auto moved = std::make_shared<Moved>(Moved{*std::exchange(m_waiting, std::nullopt), m_boxes.standing()});
    // What is no statement is not worth following.
    moved->predictions.detections = confident(moved->predictions.detections);
    m_underWay = moved;
    m_boxes.awaitMove(std::nullopt);
    return Batch{{BatchRun{vision::kMoveShape}},
                 [moved, from = *m_boxes.picture(), ignored = m_boxes.ignored()]() -> Result<BatchOutcome> {
                     StandingPredictions& boxes = moved->predictions;
                     boxes.detections = ignored.outside(vision::moveBoxes(boxes.detections, from, moved->frame),
                                                        {moved->frame.width, moved->frame.height});
                     boxes.moved = true;
                     return BatchOutcome{.representative = !boxes.detections.empty()};
                 }};
}

void MovingJob::batchDone()
{
    if (const auto moved = std::exchange(m_underWay, nullptr))
        m_boxes.moved(moved->frame, std::move(moved->predictions));
}

/// The boxes that stand are what there was for its frame.
bool MovingJob::batchLost()
{
    if (const auto moved = std::exchange(m_underWay, nullptr))
        m_boxes.standFor(moved->frame);
    return true;
}

MovingAtBorder MovingJob::atBorder(bool known) const
{
    MovingAtBorder border;
    if (m_waiting)
        border.waiting = sourceFrame(*m_waiting, {});
    if (m_underWay)
        border.underWay = sourceFrame(m_underWay->frame, {});
    if (m_underWay && known)
        border.found = m_underWay->predictions;
    return border;
}

void MovingJob::restore(const MovingAtBorder& border, std::optional<VideoFrame> waiting,
                        std::optional<VideoFrame> underWay)
{
    m_waiting = std::move(waiting);
    if (m_waiting)
        m_boxes.awaitMove(m_waiting->time);
    if (!border.underWay)
        return;
    VideoFrame frame = orWithoutPicture(std::move(underWay), *border.underWay);
    if (border.found)
        m_underWay = std::make_shared<Moved>(Moved{std::move(frame), *border.found});
    else
        m_boxes.standFor(frame);
}

} // namespace jackdaw::runtime
