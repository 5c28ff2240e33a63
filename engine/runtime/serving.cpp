// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/serving.h"

#include <utility>

namespace jackdaw::runtime {

Serving::Serving(CameraId camera, std::shared_ptr<InferenceJob> inference, RunServices& services) :
    m_camera(camera), m_services(services), m_inference(std::move(inference))
{
}

void Serving::deploy(const RetrainingJob& retraining)
{
    const TrainedStudent student{retraining.best(), retraining.after()};
    const auto before = retraining.configuration() ? std::optional(retraining.before()) : std::nullopt;
    if (store(student, before, retraining.configuration()))
        serve(student.weights, retraining.prepared());
}

/// False if the session could not be written: the run ends then.
bool Serving::store(const TrainedStudent& student, const std::optional<learning::HeldOutAccuracy>& before,
                    std::optional<ConfigurationId> configuration)
{
    const learning::Weights& weights = *student.weights;
    if (const Status stored = m_services.writer.putWeights(weights.stored()); !stored)
        return false;
    ++m_version.value;
    WeightsSwapped swapped{.camera = m_camera, .version = m_version, .hash = weights.hash()};
    swapped.configuration = configuration;
    tellAccuracies(swapped, before, student.after);
    m_services.recorder.record(std::move(swapped));
    return true;
}

void Serving::serve(std::shared_ptr<const learning::Weights> weights, std::shared_ptr<learning::Student> prepared)
{
    m_weights = std::move(weights);
    m_inference->swap(std::move(prepared), m_version);
}

void Serving::restore(std::shared_ptr<const learning::Weights> weights, std::shared_ptr<learning::Student> prepared,
                      WeightsVersion version)
{
    m_version = version;
    if (prepared)
        serve(std::move(weights), std::move(prepared));
}

void Serving::takeOver(TrainedStudent student)
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

std::optional<JobId> Serving::loading() const
{
    return m_loading.job ? std::optional(m_loading.job->id()) : std::nullopt;
}

bool Serving::finishLoading()
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
