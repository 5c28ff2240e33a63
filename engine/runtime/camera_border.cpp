// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/camera_session.h"

#include <utility>

/// What of a camera outlives a window's end, and how a resumed run goes on with it.
namespace jackdaw::runtime {
namespace {

/// By no job, and not charged: the run had done so before it was cut off. Null without weights, or where it fails.
std::shared_ptr<learning::Student>
prepareAgain(CameraId camera, const std::shared_ptr<const learning::Weights>& weights, const RunServices& services)
{
    if (!weights)
        return nullptr;
    auto prepared = services.learner(camera)->prepare(weights);
    if (!prepared)
        services.recorder.alert(Severity::Error, camera, prepared.error());
    return std::move(prepared).value_or(nullptr);
}

CameraWindow windowRecord(CameraId camera, const RecordAtBorder& record)
{
    return {.camera = camera,
            .retrained = record.retrained,
            .configuration = record.configuration,
            .framesDue = record.framesDue,
            .framesDropped = record.framesDropped,
            .charged = record.charged};
}

RecordAtBorder recordAtBorder(const CameraWindow& record)
{
    return {record.retrained, record.configuration, record.framesDue, record.framesDropped, record.charged};
}

} // namespace

void CameraSession::restore()
{
    const ResumedCamera& resumed = *m_source.resumed;
    const CameraAtBorder& border = resumed.border;
    if (border.start)
        m_start = {border.start->value, border.start->low, border.start->high};
    restoreStudent();
    m_corrections.restore(resumed.corrected, resumed.owed, keptPictures());
    m_scores.restore(border.scores, border.lastAccuracy);
    m_labels.restore(border, resumed.rehearsal, resumed.taught, resumed.pictures);
    m_corrections.learnMissing(keptPictures());
    m_serving.restore(border.inference, resumed.pictures);
    m_estimate.restore(border.aged);
    m_belief.restore(border.seen);
    m_closing = windowRecord(m_id, border.record);
    if (border.retraining && m_jobs.goesOn(CameraJobs::Place::Retraining))
        restoreRetraining();
    m_ended = border.ended;
    m_lastFrame = m_services.clock.now();
    if (m_ended)
        take(CameraStep::FeedLost);
    else if (border.lost || resumed.lostInRecord)
        m_services.recorder.record(CameraRecovered{m_id});
    m_source.resumed->pictures.clear();
    m_source.resumed->rehearsal.clear();
    m_source.resumed->taught.clear();
}

void CameraSession::restoreStudent()
{
    const ResumedCamera& resumed = *m_source.resumed;
    m_serving.restore(resumed.weights, prepareAgain(m_id, resumed.weights, m_services), resumed.version);
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
    auto prepared = resumed.preparing ? prepareAgain(m_id, resumed.best, m_services) : nullptr;
    m_ending = std::make_shared<RetrainingJob>(
        m_jobs.number(CameraJobs::Place::Retraining), m_id, border,
        RetrainingJob::Settings{.learner = m_services.learner(m_id),
                                .training = configurations[border.configuration->value],
                                .hasSecondModel = !m_services.settings.labelling.secondModels.empty()},
        resumed.best, std::move(prepared), m_services.recorder);
    m_jobs.start(m_ending, CameraJobs::Place::Retraining);
}

std::vector<PlacedJob> CameraSession::placement() const
{
    std::vector<PlacedJob> jobs{m_serving.placedInference(), m_jobs.placed(m_labels.scoring()),
                                m_jobs.placed(m_labels.sampling())};
    if (m_ending)
        jobs.push_back(m_jobs.placed(*m_ending));
    if (const auto moving = m_serving.placedMoving())
        jobs.push_back(*moving);
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
    border.inference = m_serving.atBorder(known);
    border.aged = m_estimate.atBorder();
    border.seen = m_belief.atBorder();
    border.scoring = m_labels.scoring().atBorder(known);
    border.sampling = m_labels.sampling().atBorder(known);
    border.rehearsal = m_labels.rehearsalAtBorder();
    border.taught = m_labels.taughtAtBorder();
    border.scores = m_scores.atBorder(closing);
    if (const auto accuracy = m_scores.lastAccuracy())
        border.lastAccuracy = accuracy->value;
    if (closing)
        border.record = recordAtBorder(m_closing);
    if (m_ending) {
        auto [left, best] = m_ending->atBorder(known);
        if (best && !m_services.writer.putWeights(best->stored(), session::SessionWriter::Until::Queued))
            left.hash.clear();
        border.retraining = std::move(left);
    }
    return border;
}

} // namespace jackdaw::runtime
