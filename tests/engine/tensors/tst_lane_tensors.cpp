// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tensors/lane_tensors.h"

#include "engine/cuda/cuda_device.h"
#include "engine/cuda/fake_gpu.h"

#include <QTest>

#include <latch>
#include <stdexcept>

using namespace jackdaw;
using namespace jackdaw::tensors;

class TestLaneTensors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPartThatDoesNotFitIsNamedWithTheLoadersWords()
    {
        const Status opened = openCuda("libthere_is_none.so");
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Unsupported);
        QVERIFY(opened.error().message.find("libthere_is_none.so") != std::string::npos);
        QVERIFY(!opened.error().detail.empty());
    }

    void aLibraryThatBringsNoGpuIsSaid()
    {
        const Status opened = openCuda(ANOTHER_LIBRARY);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Unsupported);
        QVERIFY(opened.error().message.find("no GPU") != std::string::npos);
    }

    void repeatedWorkIsDoneOnceAtEachRun()
    {
        int runs = 0;
        RepeatedWork work([&] { ++runs; });
        for (int i = 1; i <= 6; ++i) {
            work.run();
            QCOMPARE(runs, i);
        }
        work.forget();
        RepeatedWork moved = std::move(work);
        moved.run();
        QCOMPARE(runs, 7);
    }

    void severalWorksAreAllDoneAtEachRun()
    {
        std::string done;
        RepeatedWork works(std::vector<TensorWork>{[&] { done += 'a'; }, [&] { done += 'b'; }, [&] { done += 'c'; }});
        for (int i = 0; i < 5; ++i)
            works.run();
        QCOMPARE(done, std::string("abcabcabcabcabc"));
    }

    void lanesOfAFakeGpuWorkOnTheCpu()
    {
        QVERIFY(!laneGpu());
        const auto device =
            *cuda::makeCudaDevice(std::make_shared<cuda::FakeGpu>(), {.onThreadStart = prepareLaneThread});
        std::latch ended(1);
        int runs = 0;
        std::optional<int> gpu = 7;
        QVERIFY(device->submit({}, [&]() -> Status {
            gpu = laneGpu();
            outsideOfLane([&] { ++runs; });
            RepeatedWork work([&] { ++runs; });
            for (int i = 0; i < 6; ++i)
                work.run();
            ended.count_down();
            return {};
        }));
        ended.wait();
        QCOMPARE(gpu, std::optional<int>());
        QCOMPARE(runs, 7);
    }

    void whatWorkOutsideOfLanesThrowsIsThrown()
    {
        QVERIFY_EXCEPTION_THROWN(outsideOfLane([] { throw std::runtime_error("thrown"); }), std::runtime_error);
        RepeatedWork work([] { throw std::runtime_error("thrown"); });
        QVERIFY_EXCEPTION_THROWN(work.run(), std::runtime_error);
    }

    void thisMachinesPartOpensOrSaysWhatIsMissing()
    {
        if (const Status opened = openCuda(); !opened)
            QVERIFY(!opened.error().message.empty() && !opened.error().action.empty());
    }
};

QTEST_APPLESS_MAIN(TestLaneTensors)
#include "tst_lane_tensors.moc"
