// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cuda/telemetry.h"

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::cuda;

class TestTelemetry : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutTheLibraryItIsNamed()
    {
        const auto telemetry = Telemetry::open("libthere_is_none.so.1");
        QVERIFY(!telemetry);
        QCOMPARE(telemetry.error().code, ErrorCode::NotFound);
        QVERIFY(telemetry.error().message.find("libthere_is_none.so.1") != std::string::npos);
    }

    void aLibraryThatIsNoneIsRefused()
    {
        const auto telemetry = Telemetry::open(ANOTHER_LIBRARY);
        QVERIFY(!telemetry);
        QCOMPARE(telemetry.error().code, ErrorCode::Unsupported);
    }

    void whatSensorsSayIsReadAndWhatTheyDoNotIsLeftOut()
    {
        const auto telemetry = Telemetry::open(FAKE_NVML);
        QVERIFY(telemetry);
        QCOMPARE(telemetry->driver(), std::string("580.1"));
        const auto readings = telemetry->read("0000:01:00.0");
        QVERIFY(readings);
        QCOMPARE(readings->multiprocessorMegahertz, std::optional(1980.0));
        QCOMPARE(readings->memoryMegahertz, std::optional(3201.0));
        QCOMPARE(readings->watts, std::optional(84.5));
        QCOMPARE(readings->usedBytes, std::optional(std::uint64_t{7}));
        QCOMPARE(readings->isExclusive, std::optional(true));
        QVERIFY(!readings->celsius && !readings->utilisation && !readings->isSliced);
    }

    void aGpuThatIsNotThereIsNamed()
    {
        const auto readings = Telemetry::open(FAKE_NVML)->read("0000:02:00.0");
        QVERIFY(!readings);
        QCOMPARE(readings.error().code, ErrorCode::NotFound);
        QVERIFY(readings.error().message.find("0000:02:00.0") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestTelemetry)
#include "tst_telemetry.moc"
