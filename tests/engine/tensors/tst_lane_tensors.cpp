// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tensors/failure.h"
#include "engine/tensors/lane_tensors.h"

#include "engine/cuda/cuda_device.h"
#include "engine/cuda/fake_gpu.h"

#include <QTest>

#include <latch>
#include <new>
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

    void whatIsThrownIsTheSameErrorAgainWhereItIsCaught()
    {
        const Error broken{ErrorCode::Internal, "It broke.", "Report it.", {}};
        try {
            orThrow(fail(ErrorCode::OutOfMemory, "The GPU is full.", "Use less.", "code 2"));
            QFAIL("it throws");
        } catch (const std::exception& thrown) {
            QCOMPARE(static_cast<int>(codeOf(thrown)), static_cast<int>(ErrorCode::OutOfMemory));
            const Error error = errorOf(thrown, "A step", broken);
            QCOMPARE(static_cast<int>(error.code), static_cast<int>(ErrorCode::OutOfMemory));
            QCOMPARE(error.message, std::string("A step found no memory left on its device."));
            QVERIFY2(error.detail.find("code 2") != std::string::npos, error.detail.c_str());
        }
        const Error other = errorOf(std::runtime_error("wrong size"), "A step", broken);
        QCOMPARE(static_cast<int>(other.code), static_cast<int>(ErrorCode::Internal));
        QCOMPARE(other.text(), broken.text());
        QCOMPARE(other.detail, std::string("wrong size"));
        QCOMPARE(static_cast<int>(codeOf(std::bad_alloc())), static_cast<int>(ErrorCode::OutOfMemory));
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
