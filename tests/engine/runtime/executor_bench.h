// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/executor.h"
#include "tests/engine/runtime/recording.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/// An executor with jobs that a test scripts.
namespace jackdaw::testing {

using namespace jackdaw::runtime;
using namespace std::chrono_literals;

inline constexpr int kForever = std::numeric_limits<int>::max();

using Shares = std::vector<compute::ShareRequest>;

/// Runs \a batches batches of one shape, one at a time, then has no more.
class FakeJob final : public Job {
public:
    FakeJob(std::uint32_t id, JobKind kind, std::string shape, int batches, std::vector<CameraId> owners) :
        Job(JobId{id}, kind, std::move(owners)), m_shape(std::move(shape)), m_batches(batches)
    {
    }

    bool ready() const override { return taken < m_batches && !m_underWay; }
    bool givesWay() const override { return isLong; }
    Result<Batch> takeBatch() override
    {
        ++taken;
        m_underWay = true;
        return Batch{{BatchRun{m_shape}}, [this, number = taken] { return work(number); }, before};
    }
    void batchDone() override
    {
        m_underWay = false;
        ++done;
        chargedWhenDone = charged();
        if (onDone)
            onDone();
    }

    /// What the batch of a number, from 1, does.
    std::function<Result<BatchOutcome>(int)> work = [](int) { return BatchOutcome{}; };
    bool outOfMemory(const Error&) override
    {
        m_underWay = false;
        return goesOnWithoutMemory;
    }
    bool isLong = false;
    std::function<void(int part, int parts)> before;
    std::function<void()> onDone;
    bool goesOnWithoutMemory = false;
    int taken = 0;
    int done = 0;
    GpuSeconds chargedWhenDone;

private:
    std::string m_shape;
    int m_batches;
    bool m_underWay = false;
};

/// Work that fails at batch \p number.
inline auto failingAt(int number)
{
    return [number](int batch) -> Result<BatchOutcome> {
        if (batch == number)
            return fail(ErrorCode::Internal, "The loss is not a number.", "Lower the learning rate.");
        return BatchOutcome{};
    };
}

inline const profiling::CostTable& table()
{
    static const profiling::CostTable made({{"tiny", 0.0005}, {"short", 0.01}, {"long", 0.04}, {"huge", 1.0}});
    return made;
}

/// One device on which "short" costs 10 ms and "long" 40 ms, gone round as a run does it.
struct Bench {
    explicit Bench(std::unique_ptr<compute::Device> device = compute::makeCpuDevice({}),
                   ClockKind clock = ClockKind::Device) :
        costs(clock, table()),
        executor(DeviceId{0}, std::move(device), recording.clock(), costs, recording.recorder(), wake)
    {
    }

    Recording recording;
    CostBook costs;
    Signal wake;
    DeviceExecutor executor;

    DeviceClock& clock() { return recording.clock(); }
    std::shared_ptr<FakeJob> add(std::uint32_t id, const std::string& shape, int batches)
    {
        auto job = std::make_shared<FakeJob>(id, id < 10 ? JobKind::Inference : JobKind::Retraining, shape, batches,
                                             std::vector{CameraId{id % 10}});
        executor.add(job);
        return job;
    }
    /// One batch's end, or \p until. False if nothing is under way.
    bool round(Nanoseconds until = kNever)
    {
        if (!executor.submit() || executor.isIdle())
            return false;
        const Nanoseconds end = until == kNever ? kNever : clock().elapsedAt(until);
        clock().waitUntil(std::min(end, executor.nextCompletion().value_or(kNever)), wake, {});
        executor.settle({});
        executor.sample();
        return true;
    }
    void runUntil(Nanoseconds end)
    {
        while (clock().now() < end && round(end)) { }
    }
    void runRounds(int count)
    {
        for (int i = 0; i < count; ++i)
            QVERIFY(round());
    }
    double chargedTo(std::uint32_t job)
    {
        double sum = 0.0;
        for (const JobCharge& charge : executor.takeCharges())
            sum += charge.job == JobId{job} ? charge.cost.value : 0.0;
        return sum;
    }
};

inline bool near(double a, double b, double tolerance)
{
    return std::abs(a - b) < tolerance;
}

inline double usedSum(const DeviceSample& sample)
{
    double sum = 0.0;
    for (const JobUse& job : sample.jobs)
        sum += job.used.value;
    return sum;
}

} // namespace jackdaw::testing
