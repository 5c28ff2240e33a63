// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/engine.h"
#include "tests/engine/runtime/made_up_run.h"

#include <QTemporaryDir>
#include <QtTest>

#include <stop_token>

using namespace jackdaw;

/// Measuring what a run's work costs, and giving that up.
class TestCalibration : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCalibrationThatIsStoppedSavesNothing();
};

void TestCalibration::aCalibrationThatIsStoppedSavesNothing()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    const auto settings = jackdaw::testing::madeUpSettings(path);
    const auto table = path / "stopped.json";
    std::stop_source stop;
    int measured = 0;
    const Status outcome = runtime::calibrate(
        settings, table,
        [&](const std::string&, double) {
            ++measured;
            stop.request_stop();
        },
        stop.get_token());
    QVERIFY(!outcome);
    QVERIFY2(outcome.error().code == ErrorCode::Cancelled, outcome.error().text().c_str());
    QCOMPARE(measured, 1);
    QVERIFY(!std::filesystem::exists(table));
}

QTEST_GUILESS_MAIN(TestCalibration)
#include "tst_calibration.moc"
