// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/thief_search.h"

#include <algorithm>
#include <utility>

namespace jackdaw::scheduling {
namespace {

constexpr double kNoShare = 1e-12;
constexpr std::uint16_t kMostRounds = 200;

PlanJob planJob(std::size_t job)
{
    return {static_cast<std::uint16_t>(job / 2), job % 2 == 0 ? PlannedJob::Inference : PlannedJob::Retraining};
}

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

} // namespace jackdaw::scheduling
