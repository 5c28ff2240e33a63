// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/retraining_round.h"

#include "engine/runtime/plan_request.h"

#include <algorithm>
#include <iterator>

namespace jackdaw::runtime {
namespace {

/// Rounds of one window never come to this many: keys their random streams.
constexpr std::uint32_t kMostRounds = 64;

scheduling::Estimate asEstimate(double value, Interval interval)
{
    return {value, interval.low, interval.high};
}

} // namespace

std::size_t mostRehearsal(const std::vector<learning::TrainingConfiguration>& configurations)
{
    int most = 0;
    for (const auto& configuration : configurations)
        most = std::max(most, configuration.rehearsal);
    return static_cast<std::size_t>(most);
}

void RetrainingRound::takeSample(const std::vector<learning::LabelledFrame>& sample,
                                 const learning::RehearsalMemory& memory, const PeopleFrames& people)
{
    const RunSettings& settings = m_services->settings;
    m_split = learning::splitByTrackAndTime(sample);
    learning::LabelSplit taught = people.split();
    std::move(taught.training.begin(), taught.training.end(), std::back_inserter(m_split.training));
    std::move(taught.heldOut.begin(), taught.heldOut.end(), std::back_inserter(m_split.heldOut));
    m_split.heldOutObjects += taught.heldOutObjects;
    m_rehearsal = memory.sample(mostRehearsal(settings.configurations), settings.seed, m_camera.value, m_window.value);
    std::erase_if(m_rehearsal, [&](const auto& frame) { return people.has(frame.picture.index); });
}

FrameCounts RetrainingRound::frames() const
{
    return {m_split.training.size(), m_rehearsal.size(), m_split.heldOut.size()};
}

void RetrainingRound::offerFromHistory(const FrameCounts& frames, std::function<void(const scheduling::Estimate&)> told)
{
    const RunSettings& settings = m_services->settings;
    withdrawOffer();
    auto configurations =
        profiledConfigurations(m_services->costs, *m_services->learner(m_camera), settings.configurations, frames);
    if (!configurations)
        return m_services->recorder.alert(Severity::Error, m_camera, configurations.error());
    m_services->side.run([history = m_services->history, camera = m_camera, configurations = std::move(*configurations),
                          &known = settings.configurations, into = std::weak_ptr<Options>(m_options),
                          told = std::move(told)]() -> SideWork::Effect {
        return [into, told, &known, expected = profiling::expectedFromHistory(history, camera, configurations)] {
            const auto options = into.lock();
            if (!options)
                return;
            *options = optionsFromEstimates(expected.estimates, known);
            if (told)
                told(asEstimate(expected.start.mean, expected.start.band));
        };
    });
}

scheduling::Estimate RetrainingRound::offerEstimates()
{
    offer(optionsFromEstimates(m_profiling->estimates(), m_services->settings.configurations));
    const auto& start = m_profiling->expectedStart();
    return asEstimate(start.mean, start.band);
}

std::optional<scheduling::RetrainingOption> RetrainingRound::running() const
{
    const auto option = std::find_if(m_options->begin(), m_options->end(), [&](const auto& each) {
        return m_retraining && m_retraining->configuration() == each.configuration;
    });
    if (option == m_options->end())
        return std::nullopt;
    scheduling::RetrainingOption running = *option;
    running.gpuSeconds = scheduling::Estimate::exact(m_retraining->remaining().value);
    return running;
}

learning::TrainingInputs RetrainingRound::inputs(const learning::TrainingConfiguration& configuration) const
{
    learning::TrainingInputs inputs;
    inputs.configuration = configuration;
    inputs.evaluateAfter = evaluationEpochs(configuration);
    inputs.training = m_split.training;
    inputs.rehearsal = m_rehearsal;
    inputs.heldOut = m_split.heldOut;
    inputs.seed = m_services->settings.seed;
    inputs.camera = m_camera.value;
    inputs.step = m_window.value * kMostRounds + static_cast<std::uint32_t>(m_number);
    return inputs;
}

Status RetrainingRound::startProfile(const CameraServing& serving, DeviceId device)
{
    const RunSettings& settings = m_services->settings;
    auto configurations =
        profiledConfigurations(m_services->costs, *m_services->learner(m_camera), settings.configurations, frames());
    auto families = familyCosts(m_services->costs, *m_services->learner(m_camera), settings.configurations, frames());
    if (!configurations || !families)
        return tl::unexpected(!configurations ? configurations.error() : families.error());
    profiling::MicroProfiler::Inputs profiler;
    profiler.camera = m_camera;
    profiler.heldOutObjects = m_split.heldOutObjects;
    profiler.configurations = std::move(*configurations);
    profiler.families = std::move(*families);
    profiler.budget = profilingBudget(settings);
    ProfilingJob::Settings profile{m_services->learner(m_camera), m_window,   settings.configurations,
                                   std::move(profiler),           inputs({}), serving.student()};
    profile.training.start = serving.weights();
    m_profiling = std::make_shared<ProfilingJob>(m_services->newJob(), m_camera, std::move(profile),
                                                 m_services->history, m_services->books, m_services->recorder);
    m_services->devices.start(m_profiling, device);
    return {};
}

void RetrainingRound::startFirstTraining(DeviceId device)
{
    const RunSettings& settings = m_services->settings;
    const auto& own = settings.cameras[m_camera.value].firstTraining;
    const learning::TrainingConfiguration& configuration = own ? *own : settings.firstTraining;
    auto first = inputs(configuration);
    first.start = m_services->learner(m_camera)->initial(settings.seed, m_camera);
    train(std::nullopt, {.training = configuration}, std::move(first), device);
}

/// A profile has judged the deployed weights already; without one the retraining does so first.
void RetrainingRound::startRetraining(const CameraServing& serving, const scheduling::RetrainingOption& option,
                                      DeviceId device)
{
    auto next = inputs(m_services->settings.configurations[option.configuration.value]);
    next.start = serving.weights();
    RetrainingJob::Settings settings{.training = next.configuration, .cost = GpuSeconds{option.gpuSeconds.value}};
    if (m_profiling && !m_profiling->failure()) {
        settings.before = m_profiling->start();
        settings.profiled = m_profiling->measurements(settings.training.family());
    } else {
        settings.deployed = serving.student();
    }
    train(option.configuration, std::move(settings), std::move(next), device);
}

void RetrainingRound::train(std::optional<ConfigurationId> configuration, RetrainingJob::Settings settings,
                            learning::TrainingInputs inputs, DeviceId device)
{
    settings.window = m_window;
    settings.learner = m_services->learner(m_camera);
    settings.hasSecondModel = !m_services->settings.labelling.secondModels.empty();
    settings.objects = static_cast<double>(m_split.heldOutObjects);
    m_retraining = std::make_shared<RetrainingJob>(m_services->newJob(), m_camera, configuration, std::move(settings),
                                                   std::move(inputs), m_services->recorder);
    m_services->devices.start(m_retraining, device);
}

} // namespace jackdaw::runtime
