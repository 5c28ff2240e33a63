// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/driven_device.h"
#include "app/check/parts.h"
#include "app/check/timing.h"

#include <algorithm>
#include <array>
#include <optional>

namespace jackdaw::check {
namespace {

constexpr int kChanges = 100;
constexpr int kBatchesBetween = 20;
constexpr double kMebibyte = 1 << 20;

/// Inference in pool 0 and training in pool 1, each with one batch under way at all times, while the sizes change: the
/// next batch goes to the new pools when the one in the old pools has ended.
class Repartition {
public:
    Repartition(const Bench& bench, DrivenDevice& device, const std::array<std::function<compute::Work()>, 2>& jobs) :
        m_bench(bench), m_device(device), m_jobs(jobs)
    {
    }
    ~Repartition() { drain(); }

    /// Changes the sizes and runs on for some batches. With \p times: of each job, from the request to its first batch
    /// that ended under the new sizes.
    Status change(const std::vector<Share>& sizes, std::array<Times, 2>* times)
    {
        const Nanoseconds asked = m_bench.gpu->now();
        if (const auto made = m_device->partition(sizes); !made)
            return tl::unexpected(made.error());
        ++m_layout;
        m_ended = {};
        Status done;
        for (std::uint32_t job = 0; job < m_jobs.size() && done; ++job) {
            if (!isUnderWay(job))
                done = submit(job);
        }
        while (done && (m_ended[0] < kBatchesBetween || m_ended[1] == 0)) {
            for (const compute::Completion& completion : m_device.wait()) {
                const Status settled = settle(completion, asked, times);
                done = done ? settled : done;
            }
        }
        return done;
    }

private:
    struct Batch {
        std::uint32_t job = 0;
        std::uint64_t layout = 0;
    };

    Status settle(const compute::Completion& completion, Nanoseconds asked, std::array<Times, 2>* times)
    {
        const Batch batch = m_underWay.extract(completion.ticket).mapped();
        if (!completion.outcome)
            return completion.outcome;
        const bool isOfOldPools = batch.layout != m_layout;
        if (!isOfOldPools && m_ended[batch.job]++ == 0 && times)
            (*times)[batch.job].add(m_bench.gpu->now() - asked);
        return submit(batch.job);
    }
    bool isUnderWay(std::uint32_t job) const
    {
        return std::any_of(m_underWay.begin(), m_underWay.end(),
                           [job](const auto& one) { return one.second.job == job; });
    }
    Status submit(std::uint32_t job)
    {
        const auto ticket = m_device->submit({job, 0}, m_jobs[job]());
        if (!ticket)
            return tl::unexpected(ticket.error());
        m_underWay[*ticket] = {job, m_layout};
        return {};
    }
    void drain()
    {
        while (!m_underWay.empty()) {
            for (const compute::Completion& completion : m_device.wait())
                m_underWay.erase(completion.ticket);
        }
    }

    const Bench& m_bench;
    DrivenDevice& m_device;
    const std::array<std::function<compute::Work()>, 2>& m_jobs;
    std::uint64_t m_layout = 0; ///< counts changes
    std::array<int, 2> m_ended{}; ///< batches of each job since the last change
    std::map<compute::Ticket, Batch> m_underWay;
};

} // namespace

Result<Finding> repartition(const Bench& bench, DrivenDevice& device, Share small,
                            const std::array<std::function<compute::Work()>, 2>& jobs)
{
    const std::vector<Share> sizes[]{{small, Share{1.0} - small}, {Share{1.0} - small, small}};
    Repartition run(bench, device, jobs);
    std::array<Times, 2> times;
    Status done;
    for (std::size_t i = 0; i < 4 && done; ++i) // first batches capture their graphs
        done = run.change(sizes[i % 2], nullptr);
    const std::uint64_t before = device->memory().usedBytes;
    for (int i = 0; i < bench.repetitions(kChanges) && done; ++i)
        done = run.change(sizes[i % 2], &times);
    const std::uint64_t after = device->memory().usedBytes;
    if (!done)
        return tl::unexpected(done.error());
    const double grown = (static_cast<double>(after) - static_cast<double>(before)) / kMebibyte;
    return Finding{"re-partition in turns",
                   {{"small", small.value},
                    {"inference_p50_us", times[0].median()},
                    {"inference_p99_us", times[0].p99()},
                    {"training_p50_us", times[1].median()},
                    {"training_p99_us", times[1].p99()},
                    {"training_max_us", times[1].most()},
                    {"device_mib", static_cast<double>(after) / kMebibyte},
                    {"grown_mib", grown}},
                   {{"re-partition to first inference, p99", times[0].p99() / 1e3, Bar::Kind::AtMost, 1.5, "ms"},
                    {"re-partition to first training step, p99", times[1].p99() / 1e3, Bar::Kind::AtMost, 5.0, "ms"},
                    {"memory grown over the re-partitions", grown, Bar::Kind::AtMost, 0.0, "MiB"}}};
}

Status checkRepartition(Bench& bench, const Say& say)
{
    const auto device = DrivenDevice::make(bench);
    if (!device)
        return tl::unexpected(device.error());
    if ((**device)->info().mostPools < 2) {
        say({"no pools", {{"device", (**device)->info().name}}, {}});
        return {};
    }
    cuda::LaneGraphs inference(inferenceChain(bench));
    cuda::LaneGraphs training(trainingChain(bench));
    const auto finding =
        repartition(bench, **device, Share{0.3}, {[&] { return inference.batch(); }, [&] { return training.batch(); }});
    if (finding)
        say(*finding);
    return finding.map([](const Finding&) {});
}

} // namespace jackdaw::check
