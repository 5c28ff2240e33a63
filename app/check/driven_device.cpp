// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/driven_device.h"

#include "app/check/steps.h"

#include <algorithm>
#include <array>
#include <map>

namespace jackdaw::check {
namespace {

constexpr std::uint64_t kCycles = 6'000; ///< about 3 microseconds
constexpr cuda::Grid kGrid{32, 256};
constexpr int kInferenceKernels = 27;
constexpr int kTrainingKernels = 256;
constexpr std::uint64_t kFewBatches = 5;

cuda::LaneGraphs::Queue chain(const Bench& bench, int kernels)
{
    return [kernel = bench.kernels.spin, kernels](const cuda::CurrentLane& lane) {
        return repeat(kernels, [&] { return lane.gpu.launch(lane.stream, kernel, kGrid, std::array{kCycles}); });
    };
}

} // namespace

Result<std::unique_ptr<DrivenDevice>> DrivenDevice::make(Bench& bench, cuda::CudaSettings settings)
{
    auto driven = std::make_unique<DrivenDevice>();
    auto device = cuda::makeCudaDevice(bench.gpu, std::move(settings));
    if (!device)
        return tl::unexpected(device.error());
    driven->m_device = *std::move(device);
    driven->m_device->setListener([signal = &driven->m_ended] { signal->notify(); });
    return driven;
}

std::vector<compute::Completion> DrivenDevice::wait()
{
    while (true) {
        auto completions = m_device->takeCompletions();
        if (!completions.empty())
            return completions;
        m_ended.waitUntil(Signal::Instant::max(), {});
    }
}

namespace {

/// Jobs with one batch under way each.
class BusyJobs {
public:
    BusyJobs(DrivenDevice& device, const std::vector<LaneJob>& jobs) :
        m_device(device), m_jobs(jobs), m_ended(jobs.size(), 0)
    {
    }

    /// One batch of each, and after it further ones until \p isOver says so. Waits for all of them.
    Status run(const std::function<bool()>& isOver)
    {
        Status done;
        for (std::size_t job = 0; job < m_jobs.size() && done; ++job)
            done = submit(job);
        while (!m_underWay.empty()) {
            for (const compute::Completion& completion : m_device.wait()) {
                const std::size_t job = m_underWay.extract(completion.ticket).mapped();
                ++m_ended[job];
                done = done ? completion.outcome : done;
                if (done && !isOver())
                    done = submit(job);
            }
        }
        return done;
    }
    const std::vector<std::uint64_t>& ended() const { return m_ended; }

private:
    Status submit(std::size_t job)
    {
        return m_device->submit(m_jobs[job].lane, m_jobs[job].batch()).map([&](compute::Ticket ticket) {
            m_underWay[ticket] = job;
        });
    }

    DrivenDevice& m_device;
    const std::vector<LaneJob>& m_jobs;
    std::vector<std::uint64_t> m_ended;
    std::map<compute::Ticket, std::size_t> m_underWay;
};

} // namespace

Result<std::vector<double>> ratesTogether(const Bench& bench, DrivenDevice& device, const std::vector<LaneJob>& jobs,
                                          Nanoseconds length)
{
    BusyJobs first(device, jobs);
    if (const Status done = first.run([] { return true; }); !done)
        return tl::unexpected(done.error());
    BusyJobs busy(device, jobs);
    const Nanoseconds begun = bench.gpu->now();
    const auto isOver = [&] {
        const bool areFewEnough = bench.isSmall && busy.ended().front() >= kFewBatches;
        return areFewEnough || bench.gpu->now() - begun >= length;
    };
    const Status done = busy.run(isOver);
    const double seconds = toSeconds(bench.gpu->now() - begun);
    return done.map([&] {
        std::vector<double> rates;
        for (const std::uint64_t ended : busy.ended())
            rates.push_back(static_cast<double>(ended) / seconds);
        return rates;
    });
}

cuda::LaneGraphs::Queue inferenceChain(const Bench& bench)
{
    return chain(bench, kInferenceKernels);
}

cuda::LaneGraphs::Queue trainingChain(const Bench& bench)
{
    return chain(bench, kTrainingKernels);
}

} // namespace jackdaw::check
