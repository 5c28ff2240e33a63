// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/camera_session.h"

#include <utility>

/// What of a camera outlives a window's end, and how a resumed run goes on with it.
namespace jackdaw::runtime {

/// Of the job at \p place in a camera's placement: in a resumed run it keeps its number.
JobId CameraSession::jobNumber(Place place)
{
    return goesOn(place) ? placed(place).job : m_services.newJob();
}

bool CameraSession::goesOn(Place place) const
{
    return m_source.resumed && static_cast<std::size_t>(place) < m_source.resumed->jobs.size();
}

const PlacedJob& CameraSession::placed(Place place) const
{
    return m_source.resumed->jobs[static_cast<std::size_t>(place)];
}

void CameraSession::start(const std::shared_ptr<Job>& job, Place place)
{
    DeviceSet& devices = m_services.devices;
    if (!goesOn(place))
        return devices.start(job, DeviceId{m_id.value % static_cast<std::uint32_t>(devices.size())});
    const PlacedJob& before = placed(place);
    job->addCharge(before.charged);
    devices.goOn(job, before.host, before.device);
}

void CameraSession::restore()
{
    const ResumedCamera& resumed = *m_source.resumed;
    const CameraAtBorder& border = resumed.border;
    for (const auto& window : resumed.rehearsal)
        m_memory.keep(window, window.size());
    if (border.start)
        m_start = {border.start->value, border.start->low, border.start->high};
    restoreStudent();
    m_scores.restore(border.scores, border.lastAccuracy);
    m_scoring->restore(border.scoring, resumed.pictures);
    m_sampling->restore(border.sampling, resumed.pictures);
    std::optional<VideoFrame> waiting;
    if (border.inference.waiting && resumed.pictures.contains(border.inference.waiting->frameTime))
        waiting = resumed.pictures.at(border.inference.waiting->frameTime);
    m_serving.inference().restore(border.inference, std::move(waiting));
    const RecordAtBorder& record = border.record;
    m_closing = {.camera = m_id,
                 .retrained = record.retrained,
                 .configuration = record.configuration,
                 .framesDue = record.framesDue,
                 .framesDropped = record.framesDropped,
                 .charged = record.charged};
    if (border.retraining && goesOn(Place::Retraining))
        restoreRetraining();
    m_ended = border.ended;
    if (m_ended)
        take(CameraStep::FeedLost);
    else if (border.lost)
        m_services.recorder.record(CameraRecovered{m_id});
    m_source.resumed->pictures.clear();
    m_source.resumed->rehearsal.clear();
}

/// By no job, and not charged: the run had done so before it was cut off. Null without weights, or where it fails.
std::shared_ptr<learning::Student> CameraSession::prepareAgain(const std::shared_ptr<const learning::Weights>& weights)
{
    if (!weights)
        return nullptr;
    auto prepared = m_services.learner->prepare(weights);
    if (!prepared)
        m_services.recorder.alert(Severity::Error, m_id, prepared.error());
    return std::move(prepared).value_or(nullptr);
}

void CameraSession::restoreStudent()
{
    const ResumedCamera& resumed = *m_source.resumed;
    m_serving.restore(resumed.weights, prepareAgain(resumed.weights), resumed.version);
    if (m_serving.student())
        take(CameraStep::StudentDeployed);
}

void CameraSession::restoreRetraining()
{
    const ResumedCamera& resumed = *m_source.resumed;
    const RetrainingAtBorder& border = *resumed.border.retraining;
    const auto& configurations = m_services.settings.configurations;
    if (!border.configuration || border.configuration->value >= configurations.size())
        return;
    auto prepared = resumed.preparing ? prepareAgain(resumed.best) : nullptr;
    m_ending = std::make_shared<RetrainingJob>(
        placed(Place::Retraining).job, m_id, border,
        RetrainingJob::Settings{.learner = m_services.learner, .training = configurations[border.configuration->value]},
        resumed.best, std::move(prepared), m_services.recorder);
    start(m_ending, Place::Retraining);
}

RecordAtBorder CameraSession::recordAtBorder() const
{
    return {m_closing.retrained, m_closing.configuration, m_closing.framesDue, m_closing.framesDropped,
            m_closing.charged};
}

std::vector<PlacedJob> CameraSession::placement() const
{
    std::vector<PlacedJob> jobs;
    const auto place = [&](const Job& job) {
        const DeviceSet& devices = m_services.devices;
        jobs.push_back(
            {job.kind(), m_id, devices.deviceOf(job.id()), devices.hostOf(job.id()), job.id(), job.charged()});
    };
    place(m_serving.inference());
    place(*m_scoring);
    place(*m_sampling);
    if (m_ending)
        place(*m_ending);
    return jobs;
}

CameraAtBorder CameraSession::atBorder(std::optional<WindowId> closing, bool known) const
{
    CameraAtBorder border{.camera = m_id, .version = m_serving.version()};
    if (m_serving.weights())
        border.hash = m_serving.weights()->hash();
    border.start = BelievedAccuracy{m_start.value, m_start.low, m_start.high};
    border.lost = m_state == CameraState::Lost;
    border.ended = m_ended;
    border.inference = m_serving.inference().atBorder(known);
    border.scoring = m_scoring->atBorder(known);
    border.sampling = m_sampling->atBorder(known);
    border.scores = m_scores.atBorder(closing);
    if (const auto accuracy = m_scores.lastAccuracy())
        border.lastAccuracy = accuracy->value;
    border.record = recordAtBorder();
    if (m_ending) {
        auto [left, best] = m_ending->atBorder(known);
        if (best && !m_services.writer.putWeights(best->stored()))
            left.hash.clear();
        border.retraining = std::move(left);
    }
    std::uint32_t window = 0;
    for (const auto& frames : m_memory.windows()) {
        for (const learning::LabelledFrame& frame : frames)
            border.rehearsal.push_back(
                {WindowId{window}, frame.picture.index, frame.picture.sourceTime, frame.picture.time});
        ++window;
    }
    return border;
}

} // namespace jackdaw::runtime
