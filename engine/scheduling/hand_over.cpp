// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/hand_over.h"

#include "engine/scheduling/plan_support.h"

#include <algorithm>
#include <queue>
#include <utility>

namespace jackdaw::scheduling {
namespace {

constexpr double kLeastGain = 1e-9;
constexpr int kMostPasses = 20;

/// A retraining under way and the share that it will hand over.
struct Slot {
    double end = 0.0;
    double share = 0.0;
    std::size_t stream = 0;
    double accuracy = 0.0;
    bool operator>(const Slot& other) const { return end != other.end ? end > other.end : stream > other.stream; }
};

using Slots = std::priority_queue<Slot, std::vector<Slot>, std::greater<>>;

} // namespace

HandOver::HandOver(const std::vector<StreamModel>& models, const WindowProblem& problem, std::vector<PlanMove>* trace) :
    m_models(models), m_problem(problem), m_trace(trace), m_weight(totalWeight(problem))
{
}

HandOver::Next HandOver::nextInQueue(const Allocation& allocation, const std::vector<bool>& waiting, double share,
                                     double left, Queue queue) const
{
    const double speed = m_problem.throughput.at(share);
    Next best;
    double bestWorth = 0.0;
    for (std::size_t v = 0; v < m_models.size(); ++v) {
        if (!waiting[v])
            continue;
        const double scale = m_models[v].weight() * m_models[v].factorAt(allocation[v].inference.value);
        for (const Candidate& candidate : m_models[v].candidates()) {
            const double duration = candidate.cost / speed;
            if (duration >= left)
                break;
            double worth = scale * (candidate.accuracy - m_models[v].startAccuracy()) * (left - duration);
            if (queue == Queue::ByRate)
                worth /= duration;
            if (worth > bestWorth) {
                bestWorth = worth;
                best = {v, &candidate, duration};
            }
        }
    }
    return best;
}

double HandOver::simulate(const Allocation& allocation, Queue queue) const
{
    const double seconds = m_problem.seconds;
    std::vector<bool> waiting(m_models.size());
    Slots slots;
    double sum = 0.0;
    for (std::size_t v = 0; v < m_models.size(); ++v) {
        const StreamAllocation& given = allocation[v];
        sum +=
            m_models[v].weight() * m_models[v].startAccuracy() * m_models[v].factorAt(given.inference.value) * seconds;
        waiting[v] = given.retraining.value <= 0.0 && !m_models[v].candidates().empty();
        if (!given.option || given.retraining.value <= 0.0)
            continue;
        const RetrainingOption& option = optionOf(m_problem.streams[v], *given.option);
        const double duration = option.gpuSeconds.value / m_problem.throughput.at(given.retraining.value);
        slots.push({duration, given.retraining.value, v, option.finalAccuracy.value});
    }
    while (!slots.empty() && slots.top().end < seconds) {
        const Slot slot = slots.top();
        slots.pop();
        const double left = seconds - slot.end;
        const StreamModel& model = m_models[slot.stream];
        const double inference = allocation[slot.stream].inference.value;
        const Next next = nextInQueue(allocation, waiting, slot.share, left, queue);
        const double factorAfter = model.factorAt(next.candidate ? inference : inference + slot.share);
        sum +=
            model.weight() * left * (slot.accuracy * factorAfter - model.startAccuracy() * model.factorAt(inference));
        if (!next.candidate)
            continue;
        waiting[next.stream] = false;
        slots.push({slot.end + next.duration, slot.share, next.stream, next.candidate->accuracy});
    }
    return sum / seconds / m_weight;
}

double HandOver::estimate(const Allocation& allocation) const
{
    return std::max(simulate(allocation, Queue::ByGain), simulate(allocation, Queue::ByRate));
}

bool HandOver::tryAllocation(Allocation& best, Allocation changed, PlanMove move)
{
    const double value = estimate(changed);
    const bool better = value > m_best + kLeastGain;
    move.score = static_cast<float>(value);
    move.bestBefore = static_cast<float>(m_best);
    move.verdict = better ? MoveVerdict::Accepted : MoveVerdict::Worse;
    if (m_trace) {
        noteAfter(move, m_problem, changed);
        m_trace->push_back(move);
    }
    if (!better)
        return false;
    m_best = value;
    best = std::move(changed);
    return true;
}

/// Every configuration of the thief, with both shares; a running retraining that loses its share waits.
bool HandOver::stealFrom(Allocation& allocation, std::size_t thief, std::size_t victim, std::uint16_t round)
{
    PlanMove move;
    move.round = round;
    move.thief = {static_cast<std::uint16_t>(thief), PlannedJob::Retraining};
    move.victim = {static_cast<std::uint16_t>(victim), PlannedJob::Retraining};
    move.amount = static_cast<float>(allocation[victim].retraining.value);
    bool gained = false;
    const Allocation before = allocation;
    for (const Candidate& candidate : m_models[thief].candidates()) {
        Allocation changed = before;
        changed[thief].retraining += before[victim].retraining;
        changed[thief].option = candidate.option;
        changed[victim].retraining = Share{0.0};
        if (changed[victim].option != kOptionRunning)
            changed[victim].option.reset();
        gained = tryAllocation(allocation, std::move(changed), move) || gained;
    }
    return gained;
}

bool HandOver::exchange(Allocation& allocation, std::size_t stream, std::uint16_t round)
{
    PlanMove move;
    move.round = round;
    move.thief = move.victim = {static_cast<std::uint16_t>(stream), PlannedJob::Retraining};
    move.amount = static_cast<float>(allocation[stream].retraining.value);
    bool gained = false;
    for (const Candidate& candidate : m_models[stream].candidates()) {
        if (candidate.option == allocation[stream].option)
            continue;
        Allocation changed = allocation;
        changed[stream].option = candidate.option;
        gained = tryAllocation(allocation, std::move(changed), move) || gained;
    }
    return gained;
}

Allocation HandOver::improve(Allocation allocation, std::uint16_t round)
{
    giveIdleShare(allocation);
    m_best = estimate(allocation);
    const auto trains = [&](std::size_t v) { return allocation[v].retraining.value > 0.0; };
    bool gained = true;
    for (int pass = 0; pass < kMostPasses && gained; ++pass, ++round) {
        gained = false;
        for (std::size_t thief = 0; thief < m_models.size(); ++thief) {
            for (std::size_t victim = 0; victim < m_models.size(); ++victim)
                if (victim != thief && trains(victim) && !m_models[thief].candidates().empty())
                    gained = stealFrom(allocation, thief, victim, round) || gained;
            if (trains(thief))
                gained = exchange(allocation, thief, round) || gained;
        }
    }
    for (std::size_t v = 0; v < m_models.size(); ++v)
        if (m_problem.streams[v].running && !m_models[v].candidates().empty())
            allocation[v].option = kOptionRunning;
    return allocation;
}

/// What nobody holds helps the largest retraining.
void HandOver::giveIdleShare(Allocation& allocation) const
{
    double idle = m_problem.totalGpus();
    StreamAllocation* largest = nullptr;
    for (StreamAllocation& given : allocation) {
        idle -= given.inference.value + given.retraining.value;
        if (given.option && (!largest || given.retraining > largest->retraining))
            largest = &given;
    }
    if (largest && idle > 0.0)
        largest->retraining += Share{idle};
}

} // namespace jackdaw::scheduling
