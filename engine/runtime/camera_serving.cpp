// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/camera_serving.h"

#include <utility>

namespace jackdaw::runtime {

CameraServing::CameraServing(CameraId camera, std::vector<std::shared_ptr<vision::GoldenModel>> teachers,
                             CameraJobs& jobs, ScoreBook& scores, RunServices& services) :
    m_camera(camera),
    m_jobs(jobs), m_services(services), m_boxes(camera, scores, services.recorder),
    m_inference(std::make_shared<InferenceJob>(jobs.number(CameraJobs::Place::Inference), camera, std::move(teachers),
                                               m_boxes, services.recorder))
{
    jobs.start(m_inference, CameraJobs::Place::Inference);
    if (!services.serving.moved)
        return;
    m_moving = std::make_shared<MovingJob>(jobs.number(CameraJobs::Place::Moving), camera, m_boxes);
    jobs.start(m_moving, CameraJobs::Place::Moving);
}

void CameraServing::offer(VideoFrame frame, bool newest)
{
    if (moves() && m_boxes.picture())
        m_moving->offer(frame);
    else
        m_boxes.standFor(frame);
    m_inference->offer(std::move(frame), newest);
}

void CameraServing::endOfFrames()
{
    if (m_moving)
        m_moving->endOfFrames();
    m_inference->endOfFrames();
}

void CameraServing::forgetCounts(Nanoseconds now)
{
    if (CameraCounter* counts = m_boxes.counts())
        counts->forget(now);
}

void CameraServing::choose(const ServingChosen& choice)
{
    m_chosen = choice.serving;
    m_services.recorder.record(choice);
    m_inference->serve(choice.serving.server);
    m_boxes.keepPicture(moves());
    if (m_moving && !moves())
        m_moving->endOfFrames();
}

std::optional<JobId> CameraServing::moving() const
{
    return moves() ? std::optional(m_moving->id()) : std::nullopt;
}

void CameraServing::place(DeviceId device)
{
    m_services.devices.move(m_inference->id(), device);
    if (m_moving)
        m_services.devices.move(m_moving->id(), device);
}

std::optional<PlacedJob> CameraServing::placedMoving() const
{
    return m_moving ? std::optional(m_jobs.placed(*m_moving)) : std::nullopt;
}

InferenceAtBorder CameraServing::atBorder(bool known) const
{
    InferenceAtBorder border = m_inference->atBorder(known);
    border.serving = m_chosen;
    if (m_moving)
        border.moving = m_moving->atBorder(known);
    return border;
}

void CameraServing::restore(const InferenceAtBorder& border, const std::map<Nanoseconds, VideoFrame>& pictures)
{
    const auto pictureOf = [&](const std::optional<SourceFrame>& frame) {
        const auto found = frame ? pictures.find(frame->frameTime) : pictures.end();
        return found == pictures.end() ? std::nullopt : std::optional(found->second);
    };
    m_chosen = border.serving;
    m_boxes.keepPicture(moves());
    m_boxes.restore(border.standing, pictureOf(border.standsOn));
    if (m_chosen)
        m_inference->serve(m_chosen->server);
    m_inference->restore(border, pictureOf(border.waiting), pictureOf(border.underWay));
    if (m_moving)
        m_moving->restore(border.moving, pictureOf(border.moving.waiting), pictureOf(border.moving.underWay));
}

void CameraServing::deploy(const RetrainingJob& retraining)
{
    const TrainedStudent student{retraining.best(), retraining.after()};
    const auto before = retraining.configuration() ? std::optional(retraining.before()) : std::nullopt;
    if (store(student, before, retraining.configuration()))
        serve(student.weights, retraining.prepared());
}

/// False if the session could not be written: the run ends then.
bool CameraServing::store(const TrainedStudent& student, const std::optional<learning::HeldOutAccuracy>& before,
                          std::optional<ConfigurationId> configuration)
{
    const learning::Weights& weights = *student.weights;
    if (const Status stored = m_services.writer.putWeights(weights.stored(), session::SessionWriter::Until::Queued);
        !stored)
        return false;
    ++m_version.value;
    WeightsSwapped swapped{.camera = m_camera, .version = m_version, .hash = weights.hash()};
    swapped.configuration = configuration;
    tellAccuracies(swapped, before, student.after);
    m_services.recorder.record(std::move(swapped));
    return true;
}

void CameraServing::serve(std::shared_ptr<const learning::Weights> weights, std::shared_ptr<learning::Student> prepared)
{
    m_weights = std::move(weights);
    m_inference->swap(std::move(prepared), m_version);
}

void CameraServing::restore(std::shared_ptr<const learning::Weights> weights,
                            std::shared_ptr<learning::Student> prepared, WeightsVersion version)
{
    m_version = version;
    if (prepared)
        serve(std::move(weights), std::move(prepared));
}

void CameraServing::takeOver(TrainedStudent student)
{
    m_loading = {std::move(student), std::make_shared<std::shared_ptr<learning::Student>>(), nullptr};
    const auto prepare = [learner = m_services.learner(m_camera), weights = m_loading.student.weights,
                          into = m_loading.prepared]() -> Result<BatchOutcome> {
        auto prepared = learner->prepare(weights);
        if (!prepared)
            return tl::unexpected(prepared.error());
        *into = std::move(*prepared);
        return BatchOutcome{};
    };
    const std::string shape = m_services.learner(m_camera)->prepareShape();
    m_loading.job =
        std::make_shared<SetupJob>(m_services.newJob(), m_camera, std::vector<Batch>{{{BatchRun{shape}}, prepare}});
    m_services.devices.start(m_loading.job, device());
}

std::optional<JobId> CameraServing::loading() const
{
    return m_loading.job ? std::optional(m_loading.job->id()) : std::nullopt;
}

bool CameraServing::finishLoading()
{
    if (!m_loading.job || !m_loading.job->isOver())
        return false;
    const Loading loading = std::exchange(m_loading, {});
    m_services.devices.end(loading.job->id());
    if (loading.job->failure() || !store(loading.student, std::nullopt, std::nullopt))
        return false;
    serve(loading.student.weights, *loading.prepared);
    return true;
}

} // namespace jackdaw::runtime
