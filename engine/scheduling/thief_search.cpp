// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/thief_search.h"

#include <algorithm>
#include <queue>
#include <utility>

namespace jackdaw::scheduling {
namespace {

constexpr double kNoShare = 1e-12;
constexpr std::uint16_t kMostRounds = 200;

PlanJob planJob(std::size_t job)
{
    return {static_cast<std::uint16_t>(job / 2), job % 2 == 0 ? PlannedJob::Inference : PlannedJob::Retraining};
}

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

ThiefSearch::ThiefSearch(const std::vector<StreamModel>& models, double quantum, FreedShare freed,
                         std::vector<PlanMove>* trace) :
    m_models(models),
    m_quantum(quantum), m_freed(freed), m_trace(trace)
{
    for (const StreamModel& model : models)
        m_weight += model.weight();
}

Choice ThiefSearch::choose(std::size_t stream, double inference, double retraining) const
{
    return m_models[stream].best(inference, retraining, m_freed);
}

void ThiefSearch::rescore()
{
    m_score = {};
    for (std::size_t v = 0; v < m_models.size(); ++v) {
        m_score.mean += m_models[v].weight() * m_choices[v].value / m_weight;
        m_score.violation += m_choices[v].violation;
    }
}

void ThiefSearch::start(JobShares shares)
{
    const std::size_t jobs = shares.size();
    m_shares = std::move(shares);
    m_choices.clear();
    for (std::size_t v = 0; v < m_models.size(); ++v)
        m_choices.push_back(choose(v, m_shares[2 * v], m_shares[2 * v + 1]));
    rescore();
    m_moment = 1;
    m_changed.assign(m_models.size(), 1);
    m_tried.assign(jobs * jobs, 0);
    m_round = 0;
}

void ThiefSearch::printedPass()
{
    m_moves = Moves::Printed;
    pass();
    ++m_round;
    m_tried.assign(m_tried.size(), 0);
}

void ThiefSearch::run()
{
    m_moves = Moves::All;
    for (; m_round < kMostRounds && pass(); ++m_round) { }
}

bool ThiefSearch::settled(std::size_t thief, std::size_t victim) const
{
    const std::uint64_t tried = m_tried[thief * m_shares.size() + victim];
    return tried > m_changed[thief / 2] && tried > m_changed[victim / 2];
}

bool ThiefSearch::pass()
{
    bool gained = false;
    for (std::size_t thief = 0; thief < m_shares.size(); ++thief) {
        if (thief % 2 == 1 && m_models[thief / 2].candidates().empty())
            continue;
        for (std::size_t victim = 0; victim < m_shares.size(); ++victim) {
            if (victim == thief || m_shares[victim] <= kNoShare || settled(thief, victim))
                continue;
            gained = steal(thief, victim) || gained;
            m_tried[thief * m_shares.size() + victim] = ++m_moment;
        }
    }
    return gained;
}

bool ThiefSearch::steal(std::size_t thief, std::size_t victim)
{
    bool gained = false;
    const double least = m_moves == Moves::Printed ? m_quantum - kNoShare : kNoShare;
    while (m_shares[victim] > least) {
        if (!attempt(thief, victim, firstAmount(thief, victim)) && !stealMore(thief, victim))
            break;
        gained = true;
    }
    return gained;
}

double ThiefSearch::firstAmount(std::size_t thief, std::size_t victim) const
{
    double amount = std::min(m_quantum, m_shares[victim]);
    if (m_moves == Moves::Printed)
        return amount;
    if (const double missing = m_models[thief / 2].demand() - m_shares[thief]; thief % 2 == 0 && missing > kNoShare)
        amount = std::min(amount, missing);
    if (const double idle = m_shares[victim] - m_models[victim / 2].demand(); victim % 2 == 0 && idle > kNoShare)
        amount = std::min(amount, idle);
    return amount;
}

bool ThiefSearch::stealMore(std::size_t thief, std::size_t victim)
{
    if (m_moves == Moves::Printed)
        return false;
    for (double amount = 2.0 * m_quantum; amount < m_shares[victim]; amount *= 2.0)
        if (attempt(thief, victim, amount))
            return true;
    return m_shares[victim] > m_quantum && attempt(thief, victim, m_shares[victim]);
}

ThiefSearch::Trial ThiefSearch::evaluate(std::size_t thief, std::size_t victim, double amount) const
{
    const std::size_t t = thief / 2;
    const std::size_t v = victim / 2;
    const auto changed = [&](std::size_t job) {
        return m_shares[job] + (job == thief ? amount : 0.0) - (job == victim ? amount : 0.0);
    };
    Trial trial;
    trial.thief = choose(t, changed(2 * t), changed(2 * t + 1));
    double gain = m_models[t].weight() * (trial.thief.value - m_choices[t].value);
    double violation = trial.thief.violation - m_choices[t].violation;
    if (v != t) {
        trial.victim = choose(v, changed(2 * v), changed(2 * v + 1));
        gain += m_models[v].weight() * (trial.victim.value - m_choices[v].value);
        violation += trial.victim.violation - m_choices[v].violation;
    }
    trial.score = {m_score.mean + gain / m_weight, m_score.violation + violation};
    return trial;
}

bool ThiefSearch::attempt(std::size_t thief, std::size_t victim, double amount)
{
    const Trial trial = evaluate(thief, victim, amount);
    const bool accepted = trial.score.betterThan(m_score);
    if (m_trace)
        record(thief, victim, amount, trial, accepted);
    if (!accepted)
        return false;
    m_shares[thief] += amount;
    m_shares[victim] = std::max(0.0, m_shares[victim] - amount);
    m_choices[thief / 2] = trial.thief;
    if (thief / 2 != victim / 2)
        m_choices[victim / 2] = trial.victim;
    m_changed[thief / 2] = m_changed[victim / 2] = ++m_moment;
    rescore();
    return true;
}

void ThiefSearch::record(std::size_t thief, std::size_t victim, double amount, const Trial& trial, bool accepted) const
{
    const Choice& victimChoice = thief / 2 == victim / 2 ? trial.thief : trial.victim;
    PlanMove move;
    move.round = m_round;
    move.thief = planJob(thief);
    move.victim = planJob(victim);
    move.amount = static_cast<float>(amount);
    move.score = static_cast<float>(trial.score.mean);
    move.bestBefore = static_cast<float>(m_score.mean);
    move.thiefAfter = {static_cast<float>(m_shares[thief] + amount),
                       configurationOf(m_models[thief / 2].stream(), trial.thief.option)};
    move.victimAfter = {static_cast<float>(std::max(0.0, m_shares[victim] - amount)),
                        configurationOf(m_models[victim / 2].stream(), victimChoice.option)};
    if (accepted)
        move.verdict = MoveVerdict::Accepted;
    else if (trial.score.violation > m_score.violation)
        move.verdict = MoveVerdict::Infeasible;
    else
        move.verdict = amount < m_quantum ? MoveVerdict::Capped : MoveVerdict::Worse;
    m_trace->push_back(move);
}

Allocation ThiefSearch::allocation() const
{
    Allocation allocation;
    for (std::size_t v = 0; v < m_models.size(); ++v) {
        const double inference = std::min(m_shares[2 * v], m_models[v].demand());
        const double retraining = m_choices[v].option ? m_shares[2 * v + 1] : 0.0;
        allocation.push_back({Share{inference}, Share{retraining}, m_choices[v].option});
    }
    return allocation;
}

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
