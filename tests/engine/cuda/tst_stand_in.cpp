// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cuda/cuda_device.h"
#include "engine/cuda/stand_in.h"

#include <QTest>

#include <rapidcheck.h>

using namespace jackdaw;
using namespace jackdaw::cuda;

class TestStandIn : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsDescribedIsStoodInFor()
    {
        QVERIFY(rc::check([] {
            const Atoms atoms{*rc::gen::inRange(1U, 40U), *rc::gen::inRange(1U, 17U), *rc::gen::inRange(0U, 17U)};
            const bool isDivided = *rc::gen::arbitrary<bool>();
            const std::string text =
                describe("A GPU, of 2 names", atoms.multiprocessors(), isDivided ? std::optional(atoms) : std::nullopt);
            const auto standIn = standInFor(text);
            RC_ASSERT(standIn.has_value());
            RC_ASSERT(standIn->hasPools == isDivided);
            RC_ASSERT(standIn->atoms.multiprocessors() == atoms.multiprocessors());
            if (isDivided)
                RC_ASSERT(standIn->atoms.count == atoms.count && standIn->atoms.rest == atoms.rest);
        }));
    }

    void itsDeviceSaysWhoseCostsItHas()
    {
        const std::string text = "NVIDIA H200, 132 multiprocessors in 15 parts of 8 and one of 12";
        const auto device = *makeCudaDevice(std::make_shared<FakeGpu>(*standInFor(text)));
        QCOMPARE(device->info().name, "costs of " + text);
        QCOMPARE(costsOf(device->info().name), std::optional<std::string>("NVIDIA H200"));
        QVERIFY(!device->info().gpu);
        QVERIFY(!costsOf(text));
    }

    void whatIsNoGpuIsNotStoodInFor()
    {
        for (const char* text :
             {"", "AMD EPYC, 1 thread", "cpu, threads: 2", "X, 132 multiprocessors",
              "X, 12345 multiprocessors whose time is shared", "X, 0 multiprocessors whose time is shared",
              "X, 8 multiprocessors in 0 parts of 8", "X, 8 multiprocessors in 1 parts of 0"})
            QVERIFY2(!standInFor(text), text);
    }
};

QTEST_APPLESS_MAIN(TestStandIn)
#include "tst_stand_in.moc"
