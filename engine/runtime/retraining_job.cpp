// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/retraining_job.h"

#include "engine/learning/agreement.h"
#include "engine/runtime/training_batches.h"
#include "engine/runtime/training_cost.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace jackdaw::runtime {
namespace {

/// What is left of a retraining never looks free: the batch that ends it is still to come.
constexpr GpuSeconds kLeastRemaining{0.01};
constexpr std::size_t kCompared = 3; ///< frames

std::optional<learning::HeldOutAccuracy> afterAtBorder(const RetrainingAtBorder& border)
{
    return border.after ? std::optional(learning::HeldOutAccuracy{*border.after, border.peopleAfter}) : std::nullopt;
}

} // namespace

RetrainingJob::RetrainingJob(JobId id, CameraId camera, std::optional<ConfigurationId> configuration, Settings settings,
                             learning::TrainingInputs inputs, Recorder& recorder) :
    Job(id, JobKind::Retraining, {camera}, configuration),
    m_settings(std::move(settings)), m_recorder(recorder), m_inputs(std::move(inputs)),
    m_stage(m_settings.deployed ? Stage::Judge : Stage::SetUp), m_measurements(m_settings.profiled)
{
}

RetrainingJob::RetrainingJob(JobId id, CameraId camera, const RetrainingAtBorder& border, Settings settings,
                             std::shared_ptr<const learning::Weights> best, std::shared_ptr<learning::Student> prepared,
                             Recorder& recorder) :
    Job(id, JobKind::Retraining, {camera}, border.configuration),
    m_settings(std::move(settings)), m_recorder(recorder), m_running(border.inTraining || prepared), m_cutOff(true),
    m_best(std::move(best))
{
    m_settings.before = {border.before, border.peopleBefore};
    m_settings.window = border.window;
    m_settings.objects = border.objects;
    for (const LearnedCurve::Point& point : border.points)
        m_measurements.push_back({point.epochs, point.accuracy, point.objects});
    m_results->prepared = std::move(prepared);
    if (border.inTraining) {
        m_stage = Stage::Train;
        if (!border.measured.empty())
            m_left = Fresh{{}, afterAtBorder(border), m_best, border.fraction};
        for (const LearnedCurve::Point& point : border.measured)
            m_left->evaluations.push_back({point.epochs, {Accuracy{point.accuracy}, std::nullopt}});
        if (!m_left)
            m_after = afterAtBorder(border);
    } else {
        m_after = afterAtBorder(border);
        goOn();
    }
}

Result<Batch> RetrainingJob::takeBatch()
{
    m_running = true;
    switch (m_stage) {
    case Stage::Judge: return judge();
    case Stage::SetUp: return setUp();
    case Stage::Train: return train();
    case Stage::Prepare: return prepare();
    case Stage::Over: break;
    }
    return fail(ErrorCode::Internal, "A retraining that has ended was asked for another batch.");
}

Batch RetrainingJob::judge()
{
    return judgingBatch(std::exchange(m_settings.deployed, nullptr), m_inputs.heldOut,
                        [results = m_results](const learning::HeldOutAccuracy& before) { results->before = before; });
}

Batch RetrainingJob::setUp()
{
    m_inputs.deployed = m_settings.before;
    const auto& heldOut = m_inputs.heldOut;
    m_compared.assign(heldOut.begin(),
                      heldOut.begin() + static_cast<std::ptrdiff_t>(std::min(heldOut.size(), kCompared)));
    return settingUpBatch(m_settings.learner, m_inputs, [results = m_results](std::unique_ptr<learning::Training> run) {
        results->run = std::move(run);
    });
}

/// No cost table knows smaller batches than a configuration's: they are charged as those, and teach no cost.
Batch RetrainingJob::train()
{
    const std::string shape = m_results->run->nextBatch()->costShape;
    const auto whole = m_chargedAs.find(shape);
    const bool isWhole = whole == m_chargedAs.end();
    return {{BatchRun{isWhole ? shape : whole->second}}, [results = m_results, isWhole]() -> Result<BatchOutcome> {
                if (const Status ran = results->run->runBatch(); !ran)
                    return tl::unexpected(ran.error());
                return BatchOutcome{.representative = isWhole};
            }};
}

/// It begins again: what a step that broke off has left is nothing to go on from.
bool RetrainingJob::outOfMemory(const Error& error)
{
    const learning::TrainingConfiguration& configuration = m_inputs.configuration;
    const bool trains = m_stage == Stage::SetUp || m_stage == Stage::Train;
    if (!trains || m_cutOff || configuration.layers == learning::TrainedLayers::Threshold || configuration.batch < 2)
        return false;
    const int before = configuration.batch;
    halveBatch();
    Error told = error;
    told.message += " The retraining begins again with " + std::to_string(configuration.batch)
        + (configuration.batch == 1 ? " picture" : " pictures") + " at a time instead of " + std::to_string(before)
        + '.';
    m_recorder.alert(Severity::Warning, camera(), told, AlertTopic::Device);
    return true;
}

void RetrainingJob::halveBatch()
{
    const FrameCounts frames{m_inputs.training.size(), m_inputs.rehearsal.size(), m_inputs.heldOut.size()};
    const auto whole = m_settings.learner->batches(m_settings.training, frames, 1);
    m_inputs.configuration.batch /= 2;
    const auto halved = m_settings.learner->batches(m_inputs.configuration, frames, 1);
    m_chargedAs.clear();
    for (std::size_t i = 0; i < std::min(whole.size(), halved.size()); ++i)
        if (halved[i].first != whole[i].first)
            m_chargedAs[halved[i].first] = whole[i].first;
    m_results->run.reset();
    m_running = false;
    m_stage = Stage::SetUp;
    m_inVain = worked();
    m_reported = 0;
    m_after.reset();
    m_best.reset();
    m_measurements = m_settings.profiled;
}

Batch RetrainingJob::prepare()
{
    return {{BatchRun{m_settings.learner->prepareShape()}},
            [learner = m_settings.learner, results = m_results, best = m_best,
             frames = m_compared]() -> Result<BatchOutcome> {
                auto prepared = learner->prepare(best);
                if (!prepared)
                    return tl::unexpected(prepared.error());
                results->prepared = std::move(*prepared);
                const auto compared = learning::agreementWithCpu(*learner, best, *results->prepared, frames);
                results->agreement = compared.value_or(std::nullopt);
                return BatchOutcome{.representative = !results->agreement};
            }};
}

/// What is told is no reason to keep the student: it was judged on the GPU.
void RetrainingJob::checkAgreement()
{
    const auto& agreement = m_results->agreement;
    if (!agreement || *agreement >= learning::kLeastAgreement)
        return;
    const auto percent = [](double part) { return std::to_string(std::lround(100.0 * part)) + " %"; };
    m_recorder.alert(Severity::Warning, camera(),
                     {ErrorCode::Internal,
                      "GPU and CPU disagree about the new student: they share " + percent(*agreement)
                          + " of their boxes on " + std::to_string(m_compared.size()) + " frames, expected is "
                          + percent(learning::kLeastAgreement) + " or more.",
                      "Check the GPU (device-check).",
                      {}},
                     AlertTopic::Device);
}

void RetrainingJob::batchDone()
{
    m_running = false;
    switch (m_stage) {
    case Stage::Judge:
        m_settings.before = m_results->before;
        m_stage = m_cutOff ? Stage::Over : Stage::SetUp;
        break;
    case Stage::SetUp:
        m_stage = Stage::Train;
        goOn();
        break;
    case Stage::Train:
        report();
        goOn();
        break;
    default:
        checkAgreement();
        m_prepared = std::move(m_results->prepared);
        m_stage = Stage::Over;
    }
}

std::optional<RetrainingJob::Fresh> RetrainingJob::fresh() const
{
    const learning::Training* run = m_results->run.get();
    if (!run)
        return m_left;
    const auto& evaluations = run->evaluations();
    if (m_reported == evaluations.size())
        return std::nullopt;
    return Fresh{{evaluations.begin() + static_cast<std::ptrdiff_t>(m_reported), evaluations.end()},
                 run->bestAccuracy(),
                 run->best(),
                 run->fractionDone()};
}

/// Evaluations, and how far the run is. What it has on the way is no point of the curve: a retraining of so few epochs
/// would have let its learning rate decay by then, and be better.
void RetrainingJob::report()
{
    const auto fresh = this->fresh();
    if (!fresh)
        return;
    const learning::TrainingConfiguration& training = m_settings.training;
    for (const auto& [epochs, accuracy] : fresh->evaluations) {
        const double passes = epochs * training.dataFraction;
        m_recorder.record(
            ProfilePoint{camera(), m_settings.window, training.family(), passes, accuracy.golden, charged(), true});
        if (epochs >= training.epochs)
            m_measurements.push_back({passes, accuracy.golden.value, m_settings.objects});
    }
    m_reported += fresh->evaluations.size();
    m_after = fresh->after;
    m_best = fresh->best;
    m_recorder.record(JobProgress{id(), fresh->fraction});
}

/// After the last batch of the training, or before it where it was cut off, the best checkpoint is judged.
void RetrainingJob::goOn()
{
    if (!m_cutOff && m_results->run->nextBatch())
        return;
    m_stage = isAccepted() && m_best ? Stage::Prepare : Stage::Over;
}

void RetrainingJob::cutOff()
{
    m_cutOff = true;
    if (m_running)
        return;
    if (m_stage == Stage::Judge || m_stage == Stage::SetUp)
        m_stage = Stage::Over;
    else if (m_stage == Stage::Train)
        goOn();
}

std::pair<RetrainingAtBorder, std::shared_ptr<const learning::Weights>> RetrainingJob::atBorder(bool known) const
{
    RetrainingAtBorder border{
        .configuration = configuration(), .window = m_settings.window, .objects = m_settings.objects};
    for (const auto& [epochs, accuracy, objects] : m_measurements)
        border.points.push_back({epochs, accuracy, objects});
    learning::HeldOutAccuracy before = m_settings.before;
    std::optional<learning::HeldOutAccuracy> after = m_after;
    std::shared_ptr<const learning::Weights> best = m_best;
    border.inTraining = known && m_running && m_stage != Stage::Prepare;
    if (border.inTraining && m_stage == Stage::Judge)
        before = m_results->before;
    if (const auto fresh = border.inTraining ? this->fresh() : std::nullopt) {
        after = fresh->after;
        border.fraction = fresh->fraction;
        for (const auto& [epochs, accuracy] : fresh->evaluations)
            border.measured.push_back({epochs, accuracy.golden.value, m_settings.objects});
        best = fresh->best;
    }
    if (!isGoodEnough(after))
        best = nullptr;
    border.before = before.golden;
    border.peopleBefore = before.people;
    if (after) {
        border.after = after->golden;
        border.peopleAfter = after->people;
    }
    border.hash = best ? best->hash() : std::string();
    return {std::move(border), std::move(best)};
}

/// A first student is better than none. Later ones must not be worse than what they replace, and must find something:
/// of two that find nothing nobody can say which is better. Where people labelled the same frames, they decide with the
/// golden model: a student that only becomes more like it, with its faults, is no better.
bool RetrainingJob::isGoodEnough(const std::optional<learning::HeldOutAccuracy>& after) const
{
    const bool isFirst = !configuration();
    return after && !after->isBelow(m_settings.before) && (isFirst || after->golden > Accuracy{0});
}

std::string RetrainingJob::rejection() const
{
    if (failure())
        return failure()->text();
    if (!m_after)
        return "No checkpoint was evaluated.";
    if (isAccepted())
        return "The retraining was given up.";
    if (m_after->golden < m_settings.before.golden)
        return "Worse than the deployed weights on held-out labels.";
    if (!m_after->isBelow(m_settings.before))
        return "It finds none of the held-out objects.";
    return m_settings.hasSecondModel ? "Worse than the deployed weights for people, or for the second golden model."
                                     : "Worse than the deployed weights on people's labels.";
}

GpuSeconds RetrainingJob::remaining() const
{
    return std::max(m_settings.cost - (worked() - m_inVain), kLeastRemaining);
}

} // namespace jackdaw::runtime
