// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cuda/native_gpu.h"

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::cuda;

namespace {

bool says(const Error& error, const char* words)
{
    return error.text().find(words) != std::string::npos;
}

} // namespace

class TestDriverTable : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutADriverTheLibraryIsNamedAndTheCpuGoesOn()
    {
        const auto driver = openDriver("libthere_is_none.so.1");
        QVERIFY(!driver);
        QCOMPARE(driver.error().code, ErrorCode::NotFound);
        QVERIFY(says(driver.error(), "libthere_is_none.so.1") && says(driver.error(), "the CPU works"));
    }

    void aDriverThatCannotBeAskedByVersionIsTooOld()
    {
        const auto driver = openDriver(FAKE_DRIVER_ANCIENT);
        QVERIFY(!driver);
        QCOMPARE(driver.error().code, ErrorCode::Unsupported);
        QVERIFY(says(driver.error(), "too old") && says(driver.error(), "12.0"));
    }

    void anEntryPointThatIsMissingIsNamedWithItsVersion()
    {
        const auto driver = openDriver(FAKE_DRIVER_OLD);
        QVERIFY(!driver);
        QCOMPARE(driver.error().code, ErrorCode::Unsupported);
        QVERIFY(says(driver.error(), "cuLibraryLoadData of CUDA 12.0"));
    }

    void aDriverWithoutDevicesSaysSo()
    {
        const auto driver = openDriver(FAKE_DRIVER_EMPTY);
        QVERIFY(!driver);
        QCOMPARE(driver.error().code, ErrorCode::NotFound);
        QVERIFY(says(driver.error(), "no GPU"));
    }

    void aDriverWithoutPoolsIsGoodAndTheirLackIsNamed()
    {
        const auto gpus = openGpus(FAKE_DRIVER_POOLLESS);
        QVERIFY(gpus);
        const auto atoms = gpus->front()->atoms();
        QVERIFY(!atoms);
        QCOMPARE(atoms.error().code, ErrorCode::Unsupported);
        QVERIFY(says(atoms.error(), "Small GPU 0") && says(atoms.error(), "cuGreenCtxCreate of CUDA 12.4"));
    }

    void everyGpuOfTheDriverIsDescribed()
    {
        const auto gpus = openGpus(FAKE_DRIVER_GOOD);
        QVERIFY(gpus);
        QCOMPARE(gpus->size(), std::size_t{2});
        const GpuInfo& second = gpus->back()->info();
        QCOMPARE(second.name, std::string("Small GPU 1"));
        QCOMPARE(second.busId, std::string("0000:01:00.0"));
        QCOMPARE(second.computeCapability, 86);
        QCOMPARE(second.multiprocessors, 20U);
        QCOMPARE(second.memoryBytes, std::uint64_t{1} << 20);
        QCOMPARE(versionText(second.driverVersion), std::string("12.2"));
        QVERIFY(!second.isFake);
    }

    void aCallThatFailsIsNamedWithTheGpu()
    {
        const auto gpus = openGpus(FAKE_DRIVER_GOOD);
        QVERIFY(gpus);
        const auto memory = gpus->back()->memory();
        QVERIFY(!memory);
        QVERIFY(says(memory.error(), "Small GPU 1") && says(memory.error(), "cuDevicePrimaryCtxRetain"));
    }

    void thisMachinesDriverOpensOrSaysWhatIsMissing()
    {
        const auto gpus = openGpus();
        if (gpus)
            QVERIFY(!gpus->front()->info().name.empty());
        else
            QVERIFY(!gpus.error().message.empty() && !gpus.error().action.empty());
    }
};

QTEST_APPLESS_MAIN(TestDriverTable)
#include "tst_driver_table.moc"
