// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/retraining_sequence.h"

#include "engine/scheduling/job_groups.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace jackdaw::scheduling {
namespace {

/// What a point of accuracy below the floor costs, in points of mean accuracy.
constexpr double kFloorPrice = 1e3;
constexpr double kSame = 1e-9;
constexpr int kSteps = 20;
/// Groups up to which merging their segments in is cheaper than sorting all.
constexpr std::size_t kFewChanges = 6;
constexpr int kMostQuanta = 200;

std::vector<double> naturalShares(const InferenceProfile& profile, double quantum, MenuDetail detail)
{
    const double demand = saturationShare(profile);
    const bool fine = detail == MenuDetail::Fine;
    std::vector<double> shares{demand};
    for (int i = 1; i < kSteps && fine; ++i)
        shares.push_back(demand * i / kSteps);
    for (int i = 1; i * quantum < demand && i <= kMostQuanta && fine; ++i)
        shares.push_back(i * quantum);
    for (const double k : profile.subsampling)
        shares.push_back(profile.fullRateDemand.value / k);
    for (const double share : profile.shares)
        shares.push_back(share);
    return shares;
}

/// What \p profile names alone, and the rates of every other way with what lies between them. Where there are several
/// each is divided more coarsely: together they are as many.
std::vector<double> naturalSharesOfAll(const InferenceProfile& profile, double quantum, MenuDetail detail)
{
    InferenceProfile student = profile;
    student.alternatives.clear();
    const bool alone = profile.alternatives.empty();
    std::vector<double> shares = naturalShares(student, quantum, alone ? detail : MenuDetail::Rates);
    const int steps = detail == MenuDetail::Fine ? kSteps / static_cast<int>(profile.alternatives.size() + 1) : 0;
    for (int i = 1; i < steps && !alone; ++i)
        shares.push_back(shares.front() * i / steps);
    for (const ServingCurve& other : profile.alternatives) {
        for (const double k : other.subsampling)
            shares.push_back(other.moving.value + other.fullRateDemand.value / k);
        for (int i = 1; i < steps; ++i)
            shares.push_back(other.moving.value + other.fullRateDemand.value / other.subsampling.front() * i / steps);
    }
    std::sort(shares.begin(), shares.end());
    return shares;
}

/// Drops \p hull's last points while they lie on or below the line to \p next.
void pushOnHull(ServingMenu& hull, const MenuPoint& next, double model)
{
    const double to = next.served.with(model);
    while (hull.size() >= 2) {
        const MenuPoint& a = hull[hull.size() - 2];
        const MenuPoint& b = hull.back();
        const double from = a.served.with(model);
        const double cross = (b.share - a.share) * (to - from) - (next.share - a.share) * (b.served.with(model) - from);
        if (cross < -1e-15)
            break;
        hull.pop_back();
    }
    hull.push_back(next);
}

constexpr auto steeper = [](const auto& a, const auto& b) { return a.slope > b.slope; };

constexpr double kTimeTolerance = 1e-9;
constexpr double kNoShare = 1e-9;

double largestDevice(const WindowProblem& problem)
{
    double largest = 0.0;
    for (const DeviceCapacity& device : problem.devices)
        largest = std::max(largest, device.gpus);
    return largest;
}

} // namespace

ServingMenus::ServingMenus(const InferenceProfile& profile, double quantum, MenuDetail detail) : m_profile(&profile)
{
    m_offers.push_back({0.0, profile.servedAt(Share{0.0})});
    for (const double share : naturalSharesOfAll(profile, quantum, detail))
        m_offers.push_back({share, profile.servedAt(Share{share})});
}

ServingMenu ServingMenus::hullFor(double model) const
{
    ServingMenu hull{m_offers.front()};
    for (const MenuPoint& offer : m_offers)
        if (offer.share > hull.back().share + kSame && offer.served.with(model) > hull.back().served.with(model))
            pushOnHull(hull, offer, model);
    return hull;
}

std::size_t ServingMenus::numberFor(double model)
{
    const double asked = m_profile->alternatives.empty() ? 1.0 : model;
    const auto known = std::find(m_models.begin(), m_models.end(), asked);
    const auto number = static_cast<std::size_t>(known - m_models.begin());
    if (known == m_models.end()) {
        m_models.push_back(asked);
        m_menus.push_back(hullFor(asked));
    }
    return number;
}

ServingMarket::ServingMarket(const std::vector<JobGroup>& groups, double quantum, MenuDetail detail) : m_groups(groups)
{
    for (const JobGroup& group : groups) {
        const auto known = std::find_if(m_menus.begin(), m_menus.end(),
                                        [&](const ServingMenus& menus) { return menus.serve(group.curve()); });
        m_menusOf.push_back(static_cast<std::size_t>(known - m_menus.begin()));
        if (known == m_menus.end())
            m_menus.emplace_back(group.curve(), quantum, detail);
        m_accuracy.push_back(group.startAccuracy());
        m_menuOf.push_back(m_menus[m_menusOf.back()].numberFor(group.startAccuracy()));
    }
    rebuild();
    m_startAccuracy = m_accuracy;
    m_startMenu = m_menuOf;
    m_startSegments = m_segments;
    m_startTotal = m_total;
}

void ServingMarket::rebuild()
{
    m_segments.clear();
    for (std::size_t v = 0; v < m_accuracy.size(); ++v)
        appendSegments(v, m_segments);
    std::stable_sort(m_segments.begin(), m_segments.end(), steeper);
    m_total.assign(1, {});
    for (std::size_t v = 0; v < m_accuracy.size(); ++v)
        m_total[0].value += worth(v, menuOf(v).front().served);
    sumUp();
}

void ServingMarket::takeAccuracy(std::size_t v, double accuracy)
{
    m_accuracy[v] = accuracy;
    m_menuOf[v] = m_menus[m_menusOf[v]].numberFor(accuracy);
}

void ServingMarket::setAccuracies(const std::vector<double>& accuracy)
{
    std::size_t changes = 0;
    for (std::size_t v = 0; v < accuracy.size(); ++v)
        changes += accuracy[v] == m_accuracy[v] ? 0 : 1;
    if (changes > kFewChanges) {
        for (std::size_t v = 0; v < accuracy.size(); ++v)
            takeAccuracy(v, accuracy[v]);
        return rebuild();
    }
    for (std::size_t v = 0; v < accuracy.size(); ++v)
        setAccuracy(v, accuracy[v]);
}

void ServingMarket::reset()
{
    m_accuracy = m_startAccuracy;
    m_menuOf = m_startMenu;
    m_segments = m_startSegments;
    m_total = m_startTotal;
}

double ServingMarket::worth(std::size_t v, const Served& served) const
{
    const JobGroup& group = m_groups[v];
    const double accuracy = served.with(m_accuracy[v]);
    return group.weight() * accuracy + kFloorPrice * std::min(0.0, accuracy - group.floor());
}

void ServingMarket::appendSegments(std::size_t v, std::vector<Segment>& segments) const
{
    const ServingMenu& menu = menuOf(v);
    double before = worth(v, menu.front().served);
    for (std::size_t i = 0; i + 1 < menu.size(); ++i) {
        const double share = menu[i + 1].share - menu[i].share;
        const double after = worth(v, menu[i + 1].served);
        const double gain = after - before;
        segments.push_back({gain / share, gain, share, static_cast<std::uint32_t>(v), static_cast<std::uint32_t>(i)});
        before = after;
    }
}

void ServingMarket::setAccuracy(std::size_t v, double accuracy)
{
    if (m_accuracy[v] == accuracy)
        return;
    const double baseBefore = worth(v, menuOf(v).front().served);
    takeAccuracy(v, accuracy);
    m_own.clear();
    appendSegments(v, m_own);
    m_merged.clear();
    std::size_t next = 0;
    for (const Segment& segment : m_segments) {
        if (segment.group == v)
            continue;
        while (next < m_own.size() && steeper(m_own[next], segment))
            m_merged.push_back(m_own[next++]);
        m_merged.push_back(segment);
    }
    m_merged.insert(m_merged.end(), m_own.begin() + static_cast<std::ptrdiff_t>(next), m_own.end());
    std::swap(m_segments, m_merged);
    m_total[0].value += worth(v, menuOf(v).front().served) - baseBefore;
    sumUp();
}

void ServingMarket::sumUp()
{
    Total total = m_total[0];
    m_total.resize(m_segments.size() + 1);
    for (std::size_t i = 0; i < m_segments.size(); ++i) {
        total.share += m_segments[i].share;
        total.value += m_segments[i].gain;
        m_total[i + 1] = total;
    }
}

std::size_t ServingMarket::pointWithin(double share) const
{
    const auto beyond = std::upper_bound(m_total.begin(), m_total.end(), share + kSame,
                                         [](double value, const Total& point) { return value < point.share; });
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, beyond - m_total.begin()) - 1);
}

std::vector<double> ServingMarket::filled(std::size_t point) const
{
    std::vector<double> shares(m_accuracy.size(), 0.0);
    for (std::size_t i = 0; i < point; ++i) {
        const Segment& segment = m_segments[i];
        shares[segment.group] = menuOf(segment.group)[segment.index + 1].share;
    }
    return shares;
}

double ServingMarket::valueBound(double share) const
{
    const std::size_t point = pointWithin(share);
    if (point + 1 == m_total.size())
        return m_total[point].value;
    return m_total[point].value + (share - m_total[point].share) * m_segments[point].slope;
}

double ServingMarket::value(double share) const
{
    const std::size_t point = pointWithin(share);
    if (point + 1 == m_total.size() || share - m_total[point].share <= kSame)
        return m_total[point].value;
    const std::vector<double> given = withRemainder(point, share - m_total[point].share);
    double sum = 0.0;
    for (std::size_t v = 0; v < given.size(); ++v)
        sum += worth(v, m_groups[v].servedAt(given[v]));
    return sum;
}

std::vector<double> ServingMarket::shares(double share) const
{
    const std::size_t point = pointWithin(share);
    const double left = share - m_total[point].share;
    return left <= kSame || point + 1 == m_total.size() ? filled(point) : withRemainder(point, left);
}

/// Gives what is left after \p point to the one job that makes most of it.
std::vector<double> ServingMarket::withRemainder(std::size_t point, double left) const
{
    std::vector<double> given = filled(point);
    std::size_t best = 0;
    double bestGain = -1.0;
    for (std::size_t v = 0; v < given.size(); ++v) {
        const JobGroup& group = m_groups[v];
        const double gain = worth(v, group.servedAt(given[v] + left)) - worth(v, group.servedAt(given[v]));
        if (gain > bestGain) {
            bestGain = gain;
            best = v;
        }
    }
    given[best] = std::min(given[best] + left, std::max(given[best], m_groups[best].demand()));
    return given;
}

SequenceEvaluator::SequenceEvaluator(const WindowProblem& problem, const std::vector<JobGroup>& groups,
                                     MenuDetail detail) :
    m_problem(problem),
    m_groups(groups), m_gpus(problem.totalGpus()), m_largestJob(largestDevice(problem)),
    m_market(groups, problem.quantum.value, detail), m_goal(groups, problem.quantum.value, detail),
    m_isOneCurve(std::all_of(problem.streams.begin(), problem.streams.end(),
                             [](const StreamProblem& stream) { return stream.throughput.isLinear(); })),
    m_anyShare(isLinear(problem) && m_largestJob >= m_gpus)
{
}

void SequenceEvaluator::prepare(const std::vector<SequencedRetraining>& sequence)
{
    m_market.reset();
    m_jobs.clear();
    m_goalAccuracy.clear();
    for (const JobGroup& group : m_groups)
        m_goalAccuracy.push_back(group.startAccuracy());
    for (const SequencedRetraining& retraining : sequence) {
        m_jobs.push_back({retraining, retraining.cost});
        m_goalAccuracy[retraining.stream] = retraining.accuracy;
    }
    m_goal.setAccuracies(m_goalAccuracy);
    m_goalValue = m_goal.value(m_gpus) + m_pressure;
}

std::size_t SequenceEvaluator::active() const
{
    return std::min(m_width, m_jobs.size());
}

double SequenceEvaluator::leastRemaining() const
{
    double least = m_jobs.front().remaining;
    for (std::size_t i = 1; i < active(); ++i)
        least = std::min(least, m_jobs[i].remaining);
    return least;
}

SequenceEvaluator::Pace SequenceEvaluator::paceAt(double share, double least) const
{
    if (m_isOneCurve) {
        const double speed = m_problem.throughput.at(share);
        return {static_cast<double>(active()) * speed, least / speed};
    }
    Pace pace{0.0, std::numeric_limits<double>::infinity()};
    for (std::size_t i = 0; i < active(); ++i) {
        const double speed = throughputOf(m_problem, m_jobs[i].what.stream).at(share);
        pace.together += speed;
        pace.duration = std::min(pace.duration, m_jobs[i].remaining / speed);
    }
    return pace;
}

/// The division between inference and retraining until the next completion; false if no retraining pays any more.
bool SequenceEvaluator::choosePhase(double left, Phase& phase) const
{
    const bool found = m_anyShare ? choosePoint(left, phase) : scanPoints(left, phase);
    return found && pays(phase, left);
}

/// What an instant loses per unit of retraining is quasi-convex over the points: bisection finds the least.
bool SequenceEvaluator::choosePoint(double left, Phase& phase) const
{
    const double work = leastRemaining() * static_cast<double>(active());
    const auto retraining = [this](std::size_t point) { return m_gpus - m_market.shareAt(point); };
    const auto allowed = [&](std::size_t point) {
        return retraining(point) > kNoShare && work < retraining(point) * (left - kTimeTolerance);
    };
    const auto goesDown = [&](std::size_t point) {
        return (m_goalValue - m_market.valueAt(point + 1)) * retraining(point)
            < (m_goalValue - m_market.valueAt(point)) * retraining(point + 1);
    };
    if (!allowed(0))
        return false;
    std::size_t low = 0;
    std::size_t high = m_market.points() - 1;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (allowed(middle + 1) && goesDown(middle))
            low = middle + 1;
        else
            high = middle;
    }
    const double share = retraining(low) / static_cast<double>(active());
    phase = {low, share, leastRemaining() / share, m_market.valueAt(low)};
    return true;
}

bool SequenceEvaluator::scanPoints(double left, Phase& phase) const
{
    const auto jobs = static_cast<double>(active());
    const double work = leastRemaining();
    const std::size_t last = m_market.pointWithin(m_gpus);
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t point = 0; point <= last; ++point) {
        const double share = std::min(m_largestJob, (m_gpus - m_market.shareAt(point)) / jobs);
        if (share <= kNoShare)
            break;
        const Pace pace = paceAt(share, work);
        const double lost = (m_goalValue - m_market.valueAt(point)) / pace.together;
        if (lost >= least)
            continue;
        if (pace.duration >= left - kTimeTolerance)
            break;
        least = lost;
        phase = {point, share, pace.duration, m_market.valueAt(point)};
    }
    return least < std::numeric_limits<double>::infinity();
}

bool SequenceEvaluator::pays(const Phase& phase, double left) const
{
    const double counted = left + m_problem.carriedSeconds;
    const double trained = phase.value * phase.duration + m_goalValue * (counted - phase.duration);
    return trained > m_market.valueBound(m_gpus) * counted;
}

void SequenceEvaluator::write(double now, const Phase* phase, std::vector<PlanStep>& steps) const
{
    const std::size_t training = phase ? active() : 0;
    const double forTraining = phase ? phase->share * static_cast<double>(training) : 0.0;
    const std::vector<double> serving = m_market.shares(m_gpus - forTraining);
    Allocation allocation(m_problem);
    for (std::size_t g = 0; g < serving.size(); ++g)
        allocation.job(m_groups[g].servingJob()).share = Share{serving[g]};
    for (std::size_t i = 0; i < m_jobs.size() && phase; ++i) {
        const Job& job = m_jobs[i];
        const bool started = job.what.option == kOptionRunning || job.remaining < job.what.cost;
        if (i < training || started)
            allocation.option(job.what.stream) = job.what.option;
        if (i < training)
            allocation.retraining(job.what.stream) = Share{phase->share};
    }
    steps.push_back({now, std::move(allocation)});
}

void SequenceEvaluator::progress(const Phase& phase)
{
    const std::size_t training = active();
    for (std::size_t i = 0; i < training; ++i)
        m_jobs[i].remaining -= phase.duration * throughputOf(m_problem, m_jobs[i].what.stream).at(phase.share);
    for (std::size_t i = training; i-- > 0;)
        if (m_jobs[i].remaining <= m_jobs[i].what.cost * 1e-12) {
            m_market.setAccuracy(m_jobs[i].what.stream, m_jobs[i].what.accuracy);
            m_jobs.erase(m_jobs.begin() + static_cast<std::ptrdiff_t>(i));
        }
}

double SequenceEvaluator::evaluate(const std::vector<SequencedRetraining>& sequence, std::vector<PlanStep>* steps)
{
    prepare(sequence);
    double now = 0.0;
    double integral = 0.0;
    while (!m_jobs.empty()) {
        Phase phase;
        if (!choosePhase(m_problem.seconds - now, phase)) {
            m_jobs.erase(m_jobs.begin());
            continue;
        }
        if (steps)
            write(now, &phase, *steps);
        integral += phase.value * phase.duration;
        now += phase.duration;
        progress(phase);
    }
    if (steps)
        write(now, nullptr, *steps);
    return integral + m_market.value(m_gpus) * (m_problem.seconds + m_problem.carriedSeconds - now);
}

} // namespace jackdaw::scheduling
