// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/job_memory.h"

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::runtime;

class TestJobMemory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatTensorsHeldAtMostAndGraphsTookIsTheJobs()
    {
        const MemoryMoment before{{100, 100, 500}, 1000};
        const MemoryMoment first{{160, 240, 560}, 1400}; // kernels among them
        const MemoryMoment after{{170, 250, 600}, 1470}; // 40 more are LibTorch's, 30 a graph's
        QCOMPARE(jobMemory(before, first, after), std::uint64_t{150 + 30});
    }

    void whatOthersGiveBackMeanwhileIsNoJobs()
    {
        const MemoryMoment before{{100, 100, 500}, 1000};
        const MemoryMoment after{{90, 100, 400}, 900};
        QCOMPARE(jobMemory(before, before, after), std::uint64_t{0});
    }

    void withoutAGpuNothingIsKnown() { QVERIFY(!tensors::tensorMemory(0)); }
};

QTEST_APPLESS_MAIN(TestJobMemory)
#include "tst_job_memory.moc"
