// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/signal.h"
#include "engine/compute/device.h"

#include <QTest>

#include <atomic>
#include <chrono>
#include <limits>
#include <set>
#include <stdexcept>
#include <thread>

using namespace jackdaw;
using namespace jackdaw::compute;
using namespace std::chrono_literals;

namespace {

constexpr LaneId kLane{};

/// A CPU device whose completions a test can wait for.
class Cpu {
public:
    explicit Cpu(CpuSettings settings = {}) : m_device(makeCpuDevice(std::move(settings)))
    {
        m_device->setListener([this] { m_ended.notify(); });
    }

    Device& operator*() { return *m_device; }
    Device* operator->() { return m_device.get(); }

    Ticket submit(Work work) { return *m_device->submit(kLane, std::move(work)); }
    std::vector<Completion> wait(std::size_t count)
    {
        std::vector<Completion> all;
        while (all.size() < count) {
            for (Completion& completion : m_device->takeCompletions())
                all.push_back(std::move(completion));
            if (all.size() < count)
                m_ended.waitUntil(Signal::Instant::max(), {});
        }
        return all;
    }
    void drop() { m_device.reset(); }

private:
    Signal m_ended;
    std::unique_ptr<Device> m_device;
};

} // namespace

class TestDevice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCpuHasOnePoolWithOneLane()
    {
        Cpu cpu({.threads = 3});
        const DeviceInfo& info = cpu->info();
        QCOMPARE(info.kind, std::string("cpu"));
        QCOMPARE(info.name, std::string("cpu, 3 threads"));
        QVERIFY(info.mostPools == 1 && info.lanesPerPool == 1);
        QCOMPARE(cpu->pools(), std::vector<Share>{Share{1.0}});
        const DeviceMemory memory = cpu->memory();
        QVERIFY(memory.usedBytes > 0 && memory.usedBytes < memory.totalBytes);
        QCOMPARE(memory.totalBytes, info.memoryBytes);
    }

    void batchesRunInOrderOnOneThreadThatIsPreparedOnce()
    {
        std::atomic<int> started = 0;
        std::atomic<std::thread::id> prepared;
        Cpu cpu({.onThreadStart = [&] {
            ++started;
            prepared = std::this_thread::get_id();
        }});
        std::vector<int> order;
        std::set<std::thread::id> threads;
        std::vector<Ticket> tickets;
        for (int i = 0; i < 50; ++i) {
            tickets.push_back(cpu.submit([&, i]() -> Status {
                order.push_back(i);
                threads.insert(std::this_thread::get_id());
                return {};
            }));
        }
        const auto completions = cpu.wait(50);
        QCOMPARE(started.load(), 1);
        QCOMPARE(threads, std::set<std::thread::id>{prepared.load()});
        QVERIFY(prepared.load() != std::this_thread::get_id());
        for (int i = 0; i < 50; ++i) {
            const auto at = static_cast<std::size_t>(i);
            QCOMPARE(order[at], i);
            QVERIFY(completions[at].ticket == tickets[at] && completions[at].outcome);
        }
        QVERIFY(cpu->takeCompletions().empty());
    }

    void aCompletionSaysWhatTheBatchTook()
    {
        for (const StopwatchKind kind : {StopwatchKind::Wall, StopwatchKind::ThreadCpu}) {
            Cpu cpu({.stopwatch = kind});
            Nanoseconds within{0};
            cpu.submit([&]() -> Status {
                const Stopwatch own(kind);
                while (own.elapsed() < 2ms) { }
                within = own.elapsed();
                return {};
            });
            cpu.submit([]() -> Status { return {}; });
            const auto completions = cpu.wait(2);
            QVERIFY(completions[0].duration >= within);
            QVERIFY(completions[1].duration >= 0ns);
        }
    }

    void errorsAndExceptionsAreTheBatchsOwn()
    {
        Cpu cpu;
        cpu.submit([]() -> Status { return fail(ErrorCode::InvalidInput, "The picture has no pixels."); });
        cpu.submit([]() -> Status { throw std::runtime_error("out of range"); });
        cpu.submit([]() -> Status { throw 7; });
        cpu.submit([]() -> Status { return {}; });
        const auto completions = cpu.wait(4);
        QCOMPARE(completions[0].outcome.error().message, std::string("The picture has no pixels."));
        QCOMPARE(completions[1].outcome.error().code, ErrorCode::Internal);
        QCOMPARE(completions[1].outcome.error().detail, std::string("out of range"));
        QVERIFY(!completions[2].outcome && !completions[2].outcome.error().detail.empty());
        QVERIFY(completions[3].outcome.has_value());
    }

    void aLaneThatIsNotThereIsRefused()
    {
        Cpu cpu;
        for (const LaneId lane : {LaneId{0, 1}, LaneId{1, 0}}) {
            const auto ticket = cpu->submit(lane, []() -> Status { return {}; });
            QVERIFY(!ticket);
            QCOMPARE(ticket.error().code, ErrorCode::InvalidInput);
        }
    }

    void theEndOfADeviceWaitsForTheBatchUnderWay()
    {
        std::atomic<bool> begun = false;
        std::atomic<bool> mayEnd = false;
        bool ended = false;
        Cpu cpu;
        cpu.submit([&]() -> Status {
            begun = true;
            begun.notify_one();
            mayEnd.wait(false);
            ended = true;
            return {};
        });
        begun.wait(false);
        std::jthread end([&] { cpu.drop(); });
        mayEnd = true;
        mayEnd.notify_one();
        end.join();
        QVERIFY(ended);
    }

    void aPartitionIsCheckedAndACpuStaysWhole()
    {
        Cpu cpu;
        QCOMPARE(*cpu->partition({Share{0.5}}), std::vector<Share>{Share{1.0}});
        QVERIFY(!cpu->partition({Share{0.5}, Share{0.5}}));
    }

    void poolsThatNoDeviceHasAreRefused()
    {
        const DeviceInfo info{.name = "card", .mostPools = 2};
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const std::vector<std::vector<Share>> bad = {{},           {Share{0.3}, Share{0.3}, Share{0.3}},
                                                     {Share{0.0}}, {Share{-0.5}, Share{0.5}},
                                                     {Share{nan}}, {Share{0.6}, Share{0.5}}};
        for (const std::vector<Share>& pools : bad) {
            const Status checked = checkPools(pools, info);
            QVERIFY(!checked);
            QVERIFY(checked.error().message.find("card") != std::string::npos);
            QVERIFY(checked.error().message.find("expected") != std::string::npos);
        }
        QVERIFY(checkPools({Share{0.5}, Share{0.5}}, info));
    }

    void oneTeamOfThreadsIsSharedByAllCpuDevices()
    {
        QVERIFY(checkCpuThreads({}));
        QVERIFY(checkCpuThreads({8}));
        QVERIFY(checkCpuThreads({1, 1, 1}));
        for (const std::vector<int>& threads : {std::vector{2, 2}, std::vector{1, 4}}) {
            const Status checked = checkCpuThreads(threads);
            QVERIFY(!checked);
            QCOMPARE(checked.error().code, ErrorCode::InvalidInput);
            QVERIFY(checked.error().message.find(std::to_string(threads[1]) + " threads") != std::string::npos);
            QVERIFY(!checked.error().action.empty());
        }
    }
};

QTEST_GUILESS_MAIN(TestDevice)
#include "tst_device.moc"
