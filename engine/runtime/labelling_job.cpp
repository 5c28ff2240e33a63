// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/labelling_job.h"

#include "engine/runtime/golden_batch.h"
#include "engine/runtime/serving_estimate.h"
#include "engine/vision/box_mover.h"
#include "engine/vision/class_bits.h"

#include <algorithm>

namespace jackdaw::runtime {
namespace {

/// Scoring frames of one camera that may wait; more would only make scores later, not more.
constexpr std::size_t kMostWaitingScores = 3;

} // namespace

LabellingJob::LabellingJob(JobId id, CameraId camera, Settings settings, ScoreBook& scores, Recorder& recorder) :
    Job(id, JobKind::Labelling, {camera}), m_settings(std::move(settings)), m_scores(scores), m_recorder(recorder)
{
}

void LabellingJob::offer(VideoFrame frame, SamplePurpose purpose, WindowId window)
{
    const auto scores = std::count_if(m_queue.begin(), m_queue.end(),
                                      [](const Request& request) { return request.purpose == SamplePurpose::Scoring; });
    if (purpose == SamplePurpose::Scoring && static_cast<std::size_t>(scores) >= kMostWaitingScores) {
        ++m_givenUp;
        return;
    }
    if (purpose == SamplePurpose::Scoring)
        m_scores.expect(frame, window);
    m_queue.push_back({std::move(frame), purpose, window});
}

bool LabellingJob::isForTraining(const Request& request) const
{
    return request.purpose == SamplePurpose::Training && request.window == m_window;
}

std::size_t LabellingJob::waitingForTraining() const
{
    const auto waiting = std::count_if(m_queue.begin(), m_queue.end(),
                                       [this](const Request& request) { return isForTraining(request); });
    return static_cast<std::size_t>(waiting) + (m_underWay && isForTraining(m_underWay->request) ? 1 : 0) + m_keeping;
}

std::vector<learning::LabelledFrame> LabellingJob::beginSample(WindowId window)
{
    for (const Request& request : m_queue) {
        if (request.purpose == SamplePurpose::Training)
            giveUp(request);
    }
    std::erase_if(m_queue, [](const Request& request) { return request.purpose == SamplePurpose::Training; });
    m_window = window;
    return std::exchange(m_sample, {});
}

void LabellingJob::giveUp(const Request& request)
{
    m_scores.giveUp(request.frame.time);
    ++m_givenUp;
}

void LabellingJob::provide(const TaughtFrame& taught, bool keeps)
{
    const VideoFrame& frame = taught.frame;
    const auto waiting = std::find_if(m_queue.begin(), m_queue.end(),
                                      [&](const Request& request) { return request.frame.time == frame.time; });
    if (waiting == m_queue.end() && !keeps)
        return;
    m_recorder.record(GoldenLabelled{camera(), frame.index, frame.time, taught.labels, GpuSeconds{0}});
    m_scores.labelled(frame.time, taught.labels);
    if (keeps || joinsSample(*waiting))
        keep(taught);
    if (waiting != m_queue.end())
        m_queue.erase(waiting);
}

bool LabellingJob::teach(const VideoFrame& frame)
{
    const auto people = m_settings.taught ? m_settings.taught->at(frame.index) : std::nullopt;
    if (!people)
        return false;
    for (std::uint32_t label = 0; label < m_settings.classes; ++label)
        if ((people->coveredClasses & vision::classBit(label)) == 0)
            return false;
    keep(TaughtFrame{frame, {}});
    return true;
}

Result<Batch> LabellingJob::takeBatch()
{
    const auto labelled = std::make_shared<Labelled>();
    labelled->request = std::move(m_queue.front());
    labelled->chargedBefore = charged();
    m_queue.pop_front();
    m_underWay = labelled;
    Batch batch = labelling(labelled);
    if (m_settings.charged)
        batch.runs.push_back(BatchRun{m_settings.golden[m_device.value]->costShape()});
    if (const auto second = secondFor(labelled->request))
        batch.runs.push_back(BatchRun{second->costShape()});
    if (learnsMotionOf(labelled->request))
        batch.runs.push_back(BatchRun{vision::kMoveShape});
    return batch;
}

LabellingJob::PeopleOfFrame LabellingJob::peopleOf(std::int64_t frame) const
{
    const auto taught = m_settings.taught ? m_settings.taught->at(frame) : std::nullopt;
    return taught ? PeopleOfFrame{taught, true} : PeopleOfFrame{m_scores.peopleAt(frame), false};
}

Result<learning::LabelledFrame> LabellingJob::PeopleOfFrame::kept(const learning::Learner& learner,
                                                                  const VideoFrame& frame,
                                                                  vision::FrameLabels found) const
{
    if (!second)
        return learner.keep(frame, teach ? learnedFrom(*labels, found) : std::move(found), labels);
    const auto seen = second->detect(frame);
    if (!seen)
        return tl::unexpected(seen.error());
    return learner.keep(frame, std::move(found), vision::PeopleLabels{vision::toLabels(*seen), ~0U});
}

/// Null where nobody else is asked about the frame.
std::shared_ptr<vision::GoldenModel> LabellingJob::secondFor(const Request& request) const
{
    if (m_settings.second.empty() || !joinsSample(request) || peopleOf(request.frame.index).labels)
        return nullptr;
    return m_settings.second[m_device.value];
}

/// Labels the frame and, if it is of the window, keeps it and sees how well the boxes of the frame before it move.
Batch LabellingJob::labelling(const std::shared_ptr<Labelled>& labelled) const
{
    const auto learner = joinsSample(labelled->request) ? m_settings.learner : nullptr;
    auto people = learner ? peopleOf(labelled->request.frame.index) : PeopleOfFrame();
    people.second = secondFor(labelled->request);
    const auto before = learnsMotionOf(labelled->request) ? std::optional(m_sample.back()) : std::nullopt;
    const GoldenWork look(m_settings.golden[m_device.value], labelled->request.frame);
    auto work = [look, learner, labelled, people, before, classes = m_settings.classes]() -> Result<BatchOutcome> {
        const VideoFrame& frame = labelled->request.frame;
        labelled->labels = look.finish();
        const bool wasCached = look.wasCached();
        if (labelled->labels && learner)
            labelled->kept =
                people.kept(*learner, frame, vision::referenceOf(look.golden(), frame.index, *labelled->labels));
        if (before && labelled->kept && *labelled->kept)
            labelled->aged = agedBoxes(*before, **labelled->kept, classes, true);
        return BatchOutcome{.representative = labelled->labels && !wasCached && !people.wasCached() && !before};
    };
    return {{}, std::move(work), look.parts()};
}

/// Its frame is the next again.
bool LabellingJob::batchLost()
{
    if (const auto labelled = std::exchange(m_underWay, nullptr))
        m_queue.push_front(std::move(labelled->request));
    return true;
}

/// A batch is one frame already: it is given up, as one that the golden model fails on.
bool LabellingJob::outOfMemory(const Error& error)
{
    if (m_underWay)
        m_underWay->labels = tl::unexpected(error);
    batchDone();
    return true;
}

void LabellingJob::batchDone()
{
    const auto labelled = std::exchange(m_underWay, nullptr);
    if (!labelled)
        return;
    const VideoFrame& frame = labelled->request.frame;
    if (!labelled->labels) {
        m_scores.giveUp(frame.time);
        m_recorder.alert(Severity::Warning, camera(), labelled->labels.error());
        return;
    }
    const auto& golden = *m_settings.golden[m_device.value];
    m_recorder.record(GoldenLabelled{
        camera(), frame.index, frame.time, *labelled->labels, charged() - labelled->chargedBefore,
        vision::toRecorded(vision::referenceOf(golden, frame.index, *labelled->labels), *labelled->labels)});
    m_scores.labelled(frame.time, *labelled->labels);
    if (labelled->aged)
        m_aged.push_back(*labelled->aged);
    if (labelled->kept && joinsSample(labelled->request))
        keep(std::move(*labelled->kept));
}

/// Its picture has to be made as the learner wants it, which takes a while.
void LabellingJob::keep(const TaughtFrame& taught)
{
    ++m_keeping;
    SideWork::Work work = [this, alive = std::weak_ptr<const void>(m_alive), learner = m_settings.learner, taught,
                           people = peopleOf(taught.frame.index), window = m_window]() -> SideWork::Effect {
        return [this, alive, window, kept = people.kept(*learner, taught.frame, vision::toLabels(taught.labels))] {
            if (alive.expired())
                return;
            --m_keeping;
            if (window == m_window)
                keep(kept);
        };
    };
    if (m_settings.side)
        m_settings.side->run(std::move(work));
    else
        work()();
}

void LabellingJob::keep(Result<learning::LabelledFrame> labelled)
{
    if (!labelled) {
        m_recorder.alert(Severity::Warning, camera(), labelled.error());
        return;
    }
    labelled->ignored = m_settings.ignored;
    m_sample.push_back(std::move(*labelled));
}

LabellingAtBorder LabellingJob::atBorder(bool known) const
{
    LabellingAtBorder border{.givenUp = m_givenUp};
    for (const Request& request : m_queue)
        border.queue.push_back(sourceFrame(request.frame, request.window));
    if (m_underWay) {
        border.underWay = sourceFrame(m_underWay->request.frame, m_underWay->request.window);
        border.chargedBefore = m_underWay->chargedBefore;
    }
    if (!m_underWay || !known)
        return border;
    if (m_underWay->labels) {
        border.labels = *m_underWay->labels;
    } else {
        border.failure = m_underWay->labels.error().message;
        border.action = m_underWay->labels.error().action;
    }
    return border;
}

void LabellingJob::restore(const LabellingAtBorder& border, const std::map<Nanoseconds, VideoFrame>& pictures)
{
    m_givenUp = border.givenUp;
    const auto& underWay = border.underWay;
    if (underWay && (border.labels || !border.failure.empty())) {
        m_underWay =
            std::make_shared<Labelled>(Labelled{{withoutPicture(*underWay), SamplePurpose::Scoring, underWay->window},
                                                border.chargedBefore.value_or(charged()),
                                                {},
                                                std::nullopt,
                                                std::nullopt});
        if (border.labels)
            m_underWay->labels = *border.labels;
        else
            m_underWay->labels = fail(ErrorCode::Internal, border.failure, border.action);
    } else if (underWay) {
        owe(*underWay, pictures);
    }
    for (const SourceFrame& frame : border.queue)
        owe(frame, pictures);
}

void LabellingJob::owe(const SourceFrame& frame, const std::map<Nanoseconds, VideoFrame>& pictures)
{
    if (const auto picture = pictures.find(frame.frameTime); picture != pictures.end())
        m_queue.push_back({picture->second, SamplePurpose::Scoring, frame.window});
    else
        m_scores.giveUp(frame.frameTime);
}

} // namespace jackdaw::runtime
