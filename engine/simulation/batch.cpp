// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/batch.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

namespace jackdaw::simulation {
namespace {

std::vector<SimulationOptions> allOptions(const BatchRequest& request)
{
    std::vector<std::optional<double>> capacities(request.gpus.begin(), request.gpus.end());
    if (capacities.empty())
        capacities.push_back(request.base.gpus);
    std::vector<SimulationOptions> list;
    for (const std::string& planner : request.planners)
        for (const std::optional<double>& gpus : capacities)
            for (const std::uint64_t seed : request.seeds) {
                list.push_back(request.base);
                list.back().planner = planner;
                list.back().gpus = gpus;
                list.back().seed = seed;
            }
    return list;
}

class BatchRunner {
public:
    BatchRunner(const Trace& trace, const BatchRequest& request, const BatchProgress& progress) :
        m_trace(trace), m_options(allOptions(request)), m_progress(progress), m_results(m_options.size())
    {
    }

    std::size_t size() const { return m_options.size(); }

    void work(const std::stop_token& stop)
    {
        while (!stop.stop_requested() && !m_failed) {
            const std::size_t index = m_next++;
            if (index >= m_options.size())
                return;
            runOne(index);
        }
    }

    Result<BatchOutcome> outcome()
    {
        if (m_error)
            return tl::unexpected(*m_error);
        BatchOutcome outcome;
        outcome.requested = m_options.size();
        for (std::optional<BatchRun>& run : m_results)
            if (run)
                outcome.runs.push_back(*std::move(run));
        outcome.stopped = outcome.runs.size() < outcome.requested;
        return outcome;
    }

private:
    void runOne(std::size_t index)
    {
        const auto began = std::chrono::steady_clock::now();
        auto result = simulate(m_trace, m_options[index]);
        const std::lock_guard lock(m_mutex);
        if (!result) {
            m_error = m_error.value_or(result.error());
            m_failed = true;
            return;
        }
        m_results[index] = BatchRun{*std::move(result),
                                    std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count()};
        ++m_done;
        if (m_progress)
            m_progress(m_done, m_options.size(), *m_results[index]);
    }

    const Trace& m_trace;
    const std::vector<SimulationOptions> m_options;
    const BatchProgress& m_progress;
    std::atomic<std::size_t> m_next{0};
    std::atomic<bool> m_failed{false};
    std::mutex m_mutex;
    std::vector<std::optional<BatchRun>> m_results;
    std::optional<Error> m_error;
    std::size_t m_done = 0;
};

Status checkRequest(const BatchRequest& request)
{
    if (request.planners.empty() || request.seeds.empty())
        return fail(ErrorCode::InvalidInput, "A batch needs at least one planner and one seed.");
    for (const std::string& planner : request.planners)
        if (const Status known = checkPlannerName(planner); !known)
            return known;
    return {};
}

} // namespace

Result<BatchOutcome> runBatch(const Trace& trace, const BatchRequest& request, std::stop_token stop,
                              const BatchProgress& progress)
{
    if (const Status checked = checkRequest(request); !checked)
        return tl::unexpected(checked.error());
    BatchRunner runner(trace, request, progress);
    const std::size_t wanted = request.threads > 0 ? request.threads : std::thread::hardware_concurrency();
    const std::size_t threads = std::clamp<std::size_t>(wanted, 1, runner.size());
    {
        std::vector<std::jthread> workers;
        for (std::size_t i = 0; i < threads; ++i)
            workers.emplace_back([&runner, &stop] { runner.work(stop); });
    }
    return runner.outcome();
}

} // namespace jackdaw::simulation
