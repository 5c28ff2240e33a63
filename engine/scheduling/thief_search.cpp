// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/thief_search.h"

#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/retraining_sequence.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <utility>

namespace jackdaw::scheduling {
namespace {

constexpr double kNoShare = 1e-12;
constexpr std::uint16_t kMostRounds = 200;

constexpr double kLeastGain = 1e-9;
constexpr int kMostPasses = 20;

/// Groups beyond which stealing to stops takes too long, and what lies between two of them is small.
constexpr std::size_t kMostStopping = 16;

/// Empty where nothing but the student may serve, and δ is as good as any other amount.
std::vector<double> stopsOf(const JobGroup& group, std::size_t groups, double quantum)
{
    std::vector<double> stops;
    if (group.curve().alternatives.empty() || groups > kMostStopping)
        return stops;
    ServingMenus menus(group.curve(), quantum, MenuDetail::Rates);
    for (const MenuPoint& point : menus.menu(menus.numberFor(group.startAccuracy())))
        stops.push_back(point.share);
    return stops;
}

} // namespace

ThiefSearch::ThiefSearch(const WindowProblem& problem, const std::vector<JobGroup>& groups, FreedShare freed,
                         std::vector<PlanMove>* trace) :
    m_problem(problem),
    m_groups(groups), m_jobs(problem.jobs()), m_stops(problem.jobs()), m_quantum(problem.quantum.value), m_freed(freed),
    m_trace(trace), m_weight(totalWeight(problem))
{
    for (std::size_t g = 0; g < groups.size(); ++g) {
        m_jobs[groups[g].servingJob()] = {g, groups[g].demand(), true};
        m_stops[groups[g].servingJob()] = stopsOf(groups[g], groups.size(), m_quantum);
        if (const auto retraining = groups[g].retrainingJob())
            m_jobs[*retraining] = {g, std::numeric_limits<double>::infinity(), !groups[g].candidates().empty()};
    }
}

void ThiefSearch::rescore()
{
    m_score = {};
    for (std::size_t g = 0; g < m_groups.size(); ++g) {
        m_score.mean += m_groups[g].weight() * m_choices[g].value / m_weight;
        m_score.violation += m_choices[g].violation;
    }
}

void ThiefSearch::start(JobShares shares)
{
    const std::size_t jobs = shares.size();
    m_shares = std::move(shares);
    m_choices.clear();
    for (const JobGroup& group : m_groups)
        m_choices.push_back(group.best(m_shares, m_freed));
    rescore();
    m_moment = 1;
    m_changed.assign(m_groups.size(), 1);
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
    return tried > m_changed[m_jobs[thief].group] && tried > m_changed[m_jobs[victim].group];
}

bool ThiefSearch::pass()
{
    bool gained = false;
    for (std::size_t thief = 0; thief < m_shares.size(); ++thief) {
        if (!m_jobs[thief].wants)
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
    if (const double missing = m_jobs[thief].demand - m_shares[thief]; missing > kNoShare)
        amount = std::min(amount, missing);
    if (const double idle = m_shares[victim] - m_jobs[victim].demand; idle > kNoShare)
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
    return (m_shares[victim] > m_quantum && attempt(thief, victim, m_shares[victim])) || stealToStops(thief, victim);
}

/// As much as brings the thief up to one of its stops, or the victim down to one of its.
bool ThiefSearch::stealToStops(std::size_t thief, std::size_t victim)
{
    const auto tries = [&](double amount) {
        return amount > kNoShare && amount < m_shares[victim] && attempt(thief, victim, amount);
    };
    for (const double stop : m_stops[thief])
        if (tries(stop - m_shares[thief]))
            return true;
    for (const double stop : m_stops[victim])
        if (tries(m_shares[victim] - stop))
            return true;
    return false;
}

/// What the group makes of its shares once \p thief has taken \p amount from \p victim.
Choice ThiefSearch::chooseWith(std::size_t g, std::size_t thief, std::size_t victim, double amount) const
{
    const auto changed = [&](std::size_t job) {
        return m_shares[job] + (job == thief ? amount : 0.0) - (job == victim ? amount : 0.0);
    };
    const JobGroup& group = m_groups[g];
    const auto retraining = group.retrainingJob();
    return group.best(changed(group.servingJob()), retraining ? changed(*retraining) : 0.0, m_freed);
}

ThiefSearch::Trial ThiefSearch::evaluate(std::size_t thief, std::size_t victim, double amount) const
{
    const std::size_t t = m_jobs[thief].group;
    const std::size_t v = m_jobs[victim].group;
    Trial trial;
    trial.thief = chooseWith(t, thief, victim, amount);
    double gain = m_groups[t].weight() * (trial.thief.value - m_choices[t].value);
    double violation = trial.thief.violation - m_choices[t].violation;
    if (v != t) {
        trial.victim = chooseWith(v, thief, victim, amount);
        gain += m_groups[v].weight() * (trial.victim.value - m_choices[v].value);
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
    const std::size_t t = m_jobs[thief].group;
    const std::size_t v = m_jobs[victim].group;
    m_choices[t] = trial.thief;
    if (t != v)
        m_choices[v] = trial.victim;
    m_changed[t] = m_changed[v] = ++m_moment;
    rescore();
    return true;
}

void ThiefSearch::record(std::size_t thief, std::size_t victim, double amount, const Trial& trial, bool accepted) const
{
    const bool sameGroup = m_jobs[thief].group == m_jobs[victim].group;
    const auto configuration = [this](std::size_t job, const Choice& choice) {
        const std::optional<std::size_t> stream = streamOf(m_problem, job);
        return stream ? configurationOf(m_problem.streams[*stream], choice.option) : std::nullopt;
    };
    PlanMove move;
    move.round = m_round;
    move.thief = static_cast<JobIndex>(thief);
    move.victim = static_cast<JobIndex>(victim);
    move.amount = static_cast<float>(amount);
    move.score = static_cast<float>(trial.score.mean);
    move.bestBefore = static_cast<float>(m_score.mean);
    move.thiefAfter = {static_cast<float>(m_shares[thief] + amount), configuration(thief, trial.thief)};
    move.victimAfter = {static_cast<float>(std::max(0.0, m_shares[victim] - amount)),
                        configuration(victim, sameGroup ? trial.thief : trial.victim)};
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
    Allocation allocation(m_problem);
    for (std::size_t g = 0; g < m_groups.size(); ++g)
        m_groups[g].give(allocation, m_shares, m_choices[g]);
    return allocation;
}

HandOver::HandOver(const std::vector<JobGroup>& groups, const WindowProblem& problem, std::vector<PlanMove>* trace) :
    m_groups(groups), m_problem(problem), m_streams(problem.streams.size()), m_trace(trace),
    m_weight(totalWeight(problem))
{
}

HandOver::Next HandOver::nextInQueue(const Allocation& allocation, const std::vector<bool>& waiting, double share,
                                     double left, Queue queue) const
{
    Next best;
    double bestWorth = 0.0;
    for (std::size_t v = 0; v < m_streams; ++v) {
        if (!waiting[v])
            continue;
        const double speed = throughputOf(m_problem, v).at(share);
        const Served served = m_groups[v].servedAt(allocation.inference(v).value);
        const double scale = m_groups[v].weight() * served.student;
        for (const Candidate& candidate : m_groups[v].candidates()) {
            const double duration = candidate.cost / speed;
            if (duration >= left)
                break;
            double worth = scale * served.rise(m_groups[v].startAccuracy(), candidate.accuracy) * (left - duration);
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

std::vector<HandOver::Slot> HandOver::running(const Allocation& allocation) const
{
    std::vector<Slot> slots;
    for (std::size_t v = 0; v < m_streams; ++v) {
        const StreamAllocation given = allocation.stream(v);
        if (!given.option || given.retraining.value <= 0.0)
            continue;
        const double work = workOf(m_problem.streams[v], *given.option);
        slots.push_back({work / throughputOf(m_problem, v).at(given.retraining.value), given.retraining.value, v,
                         optionOf(m_problem.streams[v], *given.option).finalAccuracy.value});
    }
    return slots;
}

double HandOver::simulate(const Allocation& allocation, Queue queue) const
{
    const double seconds = m_problem.seconds;
    std::vector<bool> waiting(m_streams);
    double sum = furtherValue(m_problem, allocation) * seconds;
    for (std::size_t v = 0; v < m_streams; ++v) {
        const JobGroup& group = m_groups[v];
        sum += group.servedAt(allocation.inference(v).value).with(group.startAccuracy(), group.weight()) * seconds;
        waiting[v] = allocation.retraining(v).value <= 0.0 && !group.candidates().empty();
    }
    std::priority_queue<Slot, std::vector<Slot>, std::greater<>> slots(std::greater<>(), running(allocation));
    while (!slots.empty() && slots.top().end < seconds) {
        const Slot slot = slots.top();
        slots.pop();
        const double left = seconds - slot.end;
        const JobGroup& model = m_groups[slot.stream];
        const double inference = allocation.inference(slot.stream).value;
        const Next next = nextInQueue(allocation, waiting, slot.share, left, queue);
        const Served after = model.servedAt(next.candidate ? inference : inference + slot.share);
        sum +=
            model.weight() * left * (after.with(slot.accuracy) - model.servedAt(inference).with(model.startAccuracy()));
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
    move.thief = static_cast<JobIndex>(retrainingJob(thief));
    move.victim = static_cast<JobIndex>(retrainingJob(victim));
    move.amount = static_cast<float>(allocation.retraining(victim).value);
    bool gained = false;
    const Allocation before = allocation;
    for (const Candidate& candidate : m_groups[thief].candidates()) {
        Allocation changed = before;
        changed.retraining(thief) += before.retraining(victim);
        changed.option(thief) = candidate.option;
        changed.retraining(victim) = Share{0.0};
        if (changed.option(victim) != kOptionRunning)
            changed.option(victim).reset();
        gained = tryAllocation(allocation, std::move(changed), move) || gained;
    }
    return gained;
}

bool HandOver::exchange(Allocation& allocation, std::size_t stream, std::uint16_t round)
{
    PlanMove move;
    move.round = round;
    move.thief = move.victim = static_cast<JobIndex>(retrainingJob(stream));
    move.amount = static_cast<float>(allocation.retraining(stream).value);
    bool gained = false;
    for (const Candidate& candidate : m_groups[stream].candidates()) {
        if (candidate.option == allocation.option(stream))
            continue;
        Allocation changed = allocation;
        changed.option(stream) = candidate.option;
        gained = tryAllocation(allocation, std::move(changed), move) || gained;
    }
    return gained;
}

Allocation HandOver::improve(Allocation allocation, std::uint16_t round)
{
    giveIdleShare(allocation);
    m_best = estimate(allocation);
    const auto trains = [&](std::size_t v) { return allocation.retraining(v).value > 0.0; };
    bool gained = true;
    for (int pass = 0; pass < kMostPasses && gained; ++pass, ++round) {
        gained = false;
        for (std::size_t thief = 0; thief < m_streams; ++thief) {
            for (std::size_t victim = 0; victim < m_streams; ++victim)
                if (victim != thief && trains(victim) && !m_groups[thief].candidates().empty())
                    gained = stealFrom(allocation, thief, victim, round) || gained;
            if (trains(thief))
                gained = exchange(allocation, thief, round) || gained;
        }
    }
    for (std::size_t v = 0; v < m_streams; ++v)
        if (m_problem.streams[v].running && !m_groups[v].candidates().empty())
            allocation.option(v) = kOptionRunning;
    return allocation;
}

/// What nobody holds helps the largest retraining.
void HandOver::giveIdleShare(Allocation& allocation) const
{
    double idle = m_problem.totalGpus();
    std::optional<std::size_t> largest;
    for (std::size_t v = 0; v < m_streams; ++v) {
        idle -= allocation.inference(v).value + allocation.retraining(v).value;
        if (allocation.option(v) && (!largest || allocation.retraining(v) > allocation.retraining(*largest)))
            largest = v;
    }
    for (std::size_t j = 0; j < m_problem.furtherJobs.size(); ++j)
        idle -= allocation.job(furtherJob(m_problem, j)).share.value;
    if (largest && idle > 0.0)
        allocation.retraining(*largest) += Share{idle};
}

} // namespace jackdaw::scheduling
