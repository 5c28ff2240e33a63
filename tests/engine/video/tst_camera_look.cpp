// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/camera_look.h"
#include "tests/support/shared_data.h"

#include <QtTest>

#include <cmath>
#include <stop_token>

using namespace jackdaw;
using video::CameraLook;

namespace {

video::CameraSettings settingsOf(const std::filesystem::path& source)
{
    video::CameraSettings settings;
    settings.name = "camera";
    settings.source = source.string();
    return settings;
}

} // namespace

/// What a camera gives while it is looked at.
class TestCameraLook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRecordingTellsItsSizeAndRate();
    void aLookThatIsCancelledTellsNothing();
    void whatIsNotThereIsSaid();
    void aLookWithoutPicturesKnowsNoRate();
};

void TestCameraLook::aRecordingTellsItsSizeAndRate()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    int told = 0;
    const auto look = video::lookAtCamera(settingsOf(shared / "real/videos/jamcam-03601-20190628-1400.mp4"), 2.0, {},
                                          [&](const CameraLook& sofar) { told += sofar.info.width == 352 ? 1 : 0; });
    QVERIFY2(look, look ? "" : look.error().text().c_str());
    QCOMPARE(look->info.width, 352);
    QVERIFY(!look->info.live);
    QVERIFY(look->pictures > 10 && look->last.hasPixels());
    QVERIFY2(std::abs(look->perSecond() - 25.0) < 0.5, qPrintable(QString::number(look->perSecond())));
    QVERIFY2(told > 2, "it is told on the way");
}

void TestCameraLook::aLookThatIsCancelledTellsNothing()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    std::stop_source stop;
    stop.request_stop();
    const auto look = video::lookAtCamera(settingsOf(shared / "real/videos/jamcam-03601-20190628-1400.mp4"), 3600.0,
                                          stop.get_token());
    QVERIFY(!look && look.error().code == ErrorCode::Cancelled);
}

void TestCameraLook::whatIsNotThereIsSaid()
{
    const auto look = video::lookAtCamera(settingsOf("/nowhere/gate.mp4"), 1.0);
    QVERIFY(!look);
    QVERIFY(look.error().message.find("/nowhere/gate.mp4") != std::string::npos);
}

void TestCameraLook::aLookWithoutPicturesKnowsNoRate()
{
    CameraLook look;
    QCOMPARE(look.perSecond(), 0.0);
    look.pictures = 1;
    QCOMPARE(look.perSecond(), 0.0);
}

QTEST_GUILESS_MAIN(TestCameraLook)
#include "tst_camera_look.moc"
