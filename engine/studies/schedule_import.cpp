// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/studies/schedule_import.h"

#include "engine/base/text_file.h"
#include "engine/json/reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

namespace jackdaw::studies {

using namespace jackdaw::scheduling;

namespace {

constexpr double kMostGpus = 1e6;
constexpr double kLongest = 1e9;
constexpr std::size_t kMostEvents = 100'000;
/// Added behind the last event, so that a retraining that ends there ends within the window.
constexpr double kMargin = 1.0;
/// Of a retraining that waits: far below what the files' numbers tell apart.
constexpr Share kWaitingShare{1e-12};

std::optional<double> numberFrom(std::string_view text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && std::isfinite(value) && value >= 0.0 && value <= kLongest ? std::optional(value) : std::nullopt;
}

/// A job's name taken apart.
struct JobName {
    std::string stream;
    std::string configuration; ///< empty: inference
};

std::optional<JobName> jobFrom(const std::string& name)
{
    static constexpr std::string_view kInference = "_inference";
    static constexpr std::string_view kTrain = "_train_";
    if (name.size() > kInference.size() && name.ends_with(kInference))
        return JobName{name.substr(0, name.size() - kInference.size()), {}};
    const std::size_t train = name.rfind(kTrain);
    if (train == std::string::npos || train == 0 || train + kTrain.size() == name.size())
        return std::nullopt;
    return JobName{name.substr(0, train), name.substr(train + kTrain.size())};
}

/// One schedule as it stands in the file: job → share at each event.
struct RawEvent {
    double time = 0.0;
    std::map<std::string, double> shares;
};

RawEvent readEvent(double time, const json::Place& place)
{
    RawEvent event{time, {}};
    for (const auto& [job, share] : place.members()) {
        if (!jobFrom(job))
            share.refuse("the share of a job <stream>_inference or <stream>_train_<hp>_<epoch>");
        else
            event.shares[job] = share.number({0.0, kMostGpus}).value_or(0.0);
    }
    return event;
}

std::vector<RawEvent> readEvents(const json::Place& place)
{
    std::vector<RawEvent> events;
    const auto members = place.members();
    if (members.empty() || members.size() > kMostEvents)
        place.refuse("an object of 1 to " + std::to_string(kMostEvents) + " events");
    for (const auto& [key, event] : members) {
        const auto time = numberFrom(key);
        if (!time || !event.isObject())
            event.refuse("an object of shares under a time in seconds");
        else
            events.push_back(readEvent(*time, event));
    }
    std::sort(events.begin(), events.end(), [](const RawEvent& a, const RawEvent& b) { return a.time < b.time; });
    return events;
}

/// GPU-seconds of \p job until its share falls to 0; nothing where it never does.
std::optional<double> derivedCost(const std::vector<RawEvent>& events, const std::string& job)
{
    double cost = 0.0;
    double share = 0.0;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (i > 0)
            cost += share * (events[i].time - events[i - 1].time);
        const auto found = events[i].shares.find(job);
        const double now = found == events[i].shares.end() ? 0.0 : found->second;
        if (share > 0.0 && now == 0.0)
            return cost;
        share = now;
    }
    return std::nullopt;
}

class ScheduleBuilder {
public:
    /// \p costs: by job, of all schedules of this window so far.
    ScheduleBuilder(const std::vector<RawEvent>& events, std::map<std::string, double>& costs) :
        m_events(events), m_costs(costs)
    {
        m_schedule.problem.seconds = events.back().time + kMargin;
    }

    PublishedSchedule build()
    {
        for (const RawEvent& event : m_events)
            for (const auto& [job, share] : event.shares)
                addJob(job);
        double gpus = 0.0;
        for (const auto& [job, share] : m_events.front().shares)
            gpus += share;
        m_schedule.problem.devices = {{DeviceId{0}, std::max(gpus, 1e-6), 0.0}};
        std::map<std::string, bool> ended;
        for (std::size_t i = 0; i < m_events.size(); ++i)
            m_schedule.steps.push_back({m_events[i].time, allocationAt(i, ended)});
        return std::move(m_schedule);
    }

private:
    std::size_t streamOf(const std::string& id)
    {
        const auto [place, isNew] = m_index.emplace(id, m_schedule.problem.streams.size());
        if (isNew) {
            StreamProblem stream;
            stream.camera = CameraId{static_cast<std::uint32_t>(place->second)};
            stream.name = id;
            stream.inference = {Share{1.0}, {}, {1.0}, {1.0}};
            m_schedule.problem.streams.push_back(std::move(stream));
        }
        return place->second;
    }

    void addJob(const std::string& job)
    {
        const JobName name = *jobFrom(job);
        const std::size_t v = streamOf(name.stream);
        if (name.configuration.empty() || !m_seen.insert(job).second)
            return;
        std::vector<RetrainingOption>& options = m_schedule.problem.streams[v].options;
        RetrainingOption option;
        option.configuration = ConfigurationId{static_cast<std::uint32_t>(options.size())};
        option.name = name.configuration;
        if (const auto cost = derivedCost(m_events, job); cost && *cost > 0.0)
            m_costs.emplace(job, *cost);
        const auto known = m_costs.find(job);
        option.gpuSeconds = Estimate::exact(known == m_costs.end() ? kLongest : known->second);
        options.push_back(std::move(option));
    }

    /// A retraining goes on, waiting or not, until its share falls to 0.
    Allocation allocationAt(std::size_t event, std::map<std::string, bool>& ended)
    {
        Allocation allocation(m_schedule.problem);
        for (const auto& [job, share] : m_events[event].shares) {
            const JobName name = *jobFrom(job);
            const std::size_t v = m_index.at(name.stream);
            if (name.configuration.empty()) {
                allocation.inference(v) = Share{share};
                continue;
            }
            const auto before = event > 0 ? m_events[event - 1].shares.find(job) : m_events[event].shares.end();
            if (event > 0 && before != m_events[event - 1].shares.end() && before->second > 0.0 && share == 0.0)
                ended[job] = true;
            if (ended[job])
                continue;
            allocation.retraining(v) = Share{share};
            const auto& options = m_schedule.problem.streams[v].options;
            for (std::size_t i = 0; i < options.size(); ++i)
                if (options[i].name == name.configuration)
                    allocation.option(v) = i;
        }
        return allocation;
    }

    const std::vector<RawEvent>& m_events;
    std::map<std::string, double>& m_costs;
    PublishedSchedule m_schedule;
    std::map<std::string, std::size_t> m_index;
    std::set<std::string> m_seen;
};

/// "<period>_<GPUs>_<scheduler>_<oracle>"
bool readSetName(const std::string& set, PublishedSchedule& schedule)
{
    const std::size_t first = set.find('_');
    const std::size_t second = first == std::string::npos ? first : set.find('_', first + 1);
    const std::size_t last = set.rfind('_');
    if (second == std::string::npos || last <= second)
        return false;
    const auto period = numberFrom(std::string_view(set).substr(0, first));
    const auto gpus = numberFrom(std::string_view(set).substr(first + 1, second - first - 1));
    if (!period || !gpus)
        return false;
    schedule.set = set;
    schedule.period = *period;
    schedule.gpus = *gpus;
    schedule.scheduler = set.substr(second + 1, last - second - 1);
    return true;
}

/// Costs of retrainings by window and job, of all sets so far.
using Costs = std::map<std::string, std::map<std::string, double>>;

void readSet(const json::Place& place, const std::string& name, Costs& costs, std::vector<PublishedSchedule>& schedules)
{
    PublishedSchedule head;
    if (!place.isObject() || !readSetName(name, head))
        return place.refuse("an object of windows under a name <period>_<GPUs>_<scheduler>_<oracle>");
    for (const auto& [key, window] : place.members()) {
        const std::vector<RawEvent> events = readEvents(window);
        if (window.faulty())
            continue;
        PublishedSchedule schedule = ScheduleBuilder(events, costs[key]).build();
        schedule.set = head.set;
        schedule.window = key;
        schedule.period = head.period;
        schedule.gpus = head.gpus;
        schedule.scheduler = head.scheduler;
        schedules.push_back(std::move(schedule));
    }
}

} // namespace

Result<std::vector<PublishedSchedule>> parseSchedules(std::string_view text, const std::string& name)
{
    json::Faults faults;
    std::vector<PublishedSchedule> schedules;
    if (const auto document = json::parse(text, faults)) {
        const json::Place root(*document, faults);
        const auto sets = root.members();
        Costs costs;
        if (sets.empty())
            root.refuse("an object of schedules");
        for (const auto& [key, set] : sets)
            readSet(set, key, costs, schedules);
    }
    if (!faults.empty())
        return tl::unexpected(faults.error("file of schedules", name));
    return schedules;
}

Result<std::vector<PublishedSchedule>> readSchedules(const std::filesystem::path& file)
{
    const auto text = readText(file, "file of schedules");
    return text ? parseSchedules(*text, file.string()) : tl::unexpected(text.error());
}

Timeline replayed(const PublishedSchedule& schedule)
{
    Allocation start = schedule.steps.front().allocation;
    for (std::size_t v = 0; v < start.streams(); ++v)
        if (start.option(v) && start.retraining(v).value == 0.0)
            start.retraining(v) = kWaitingShare;
    return coupledTimeline(schedule.problem, start, FreedShare::EqualSplit);
}

ScheduleDifference difference(const PublishedSchedule& schedule, const Timeline& timeline)
{
    ScheduleDifference result;
    result.events = std::min(schedule.steps.size(), timeline.steps.size());
    result.sameEvents = schedule.steps.size() == timeline.steps.size();
    for (std::size_t i = 0; i < result.events; ++i) {
        const PlanStep& published = schedule.steps[i];
        const PlanStep& ours = timeline.steps[i];
        result.time = std::max(result.time, std::abs(published.time - ours.time));
        for (std::size_t v = 0; v < published.allocation.streams(); ++v) {
            const StreamAllocation a = published.allocation.stream(v);
            const StreamAllocation b = ours.allocation.stream(v);
            result.sameEvents = result.sameEvents && a.option == b.option;
            result.share = std::max({result.share, std::abs(a.inference.value - b.inference.value),
                                     std::abs(a.retraining.value - b.retraining.value)});
        }
    }
    return result;
}

} // namespace jackdaw::studies
