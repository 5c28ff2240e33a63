// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/scenario/scenario.h"
#include "tests/datasets/complete_scenario.h"

#include <QtTest>

using namespace jackdaw;
using jackdaw::testing::complete;
using jackdaw::testing::hasFaultAt;
using jackdaw::testing::parse;
using json = nlohmann::json;

namespace {

QByteArray bytes(const std::string& text)
{
    return QByteArray::fromStdString(text);
}

/// The complete scenario with a live camera in its first place.
json live()
{
    json document = complete();
    document["clock"] = "wall";
    document["hardware_decoding"] = true;
    for (const char* key : {"device_speed", "golden_price"})
        document.erase(key);
    document["golden"].erase("scoring_charged");
    json& camera = document["cameras"][0];
    camera["source"] = "rtsp://10.0.0.20:554/stream2";
    for (const char* key : {"speed", "offset_seconds", "loop", "golden_labels", "human_labels"})
        camera.erase(key);
    camera["credentials"] = "env:GATE_LOGIN";
    camera["key_frames_only"] = true;
    camera["clips"] = {
        {"folder", "clips/gate"}, {"hours", 48}, {"gigabytes", 2.5}, {"source", "rtsp://10.0.0.20:554/stream1"}};
    return document;
}

} // namespace

/// Live cameras in scenarios.
class TestScenarioLive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyValueArrivesInTheSettings();
    void settingsAsTextAndBackAreTheSame();
    void oddValuesAreNamed_data();
    void oddValuesAreNamed();
    void credentialsAreNamedAndNeverRepeated();
    void aPasswordIsSentToCredentials();
    void filesOfCredentialsAreTakenFromTheEnvironment();
    void recordingsHaveNoSettingsOfLiveCameras();
    void addressesKeepTheirForm();
};

void TestScenarioLive::everyValueArrivesInTheSettings()
{
    const auto settings = parse(live());
    QVERIFY2(settings, bytes(settings ? "" : settings.error().text()));
    const video::CameraSettings& camera = settings->cameras[0].settings;
    QCOMPARE(camera.source, std::string("rtsp://10.0.0.20:554/stream2"));
    QCOMPARE(camera.live.credentials, std::string("env:GATE_LOGIN"));
    QVERIFY(camera.live.keyFramesOnly);
    QVERIFY(camera.live.hardware);
    QVERIFY(!settings->cameras[1].settings.live.hardware); // a recording
    QCOMPARE(camera.live.clipSource, std::string("rtsp://10.0.0.20:554/stream1"));
    QCOMPARE(camera.live.clips.string(), std::string("/scenarios/clips/gate"));
    QVERIFY(camera.live.clipAge == std::chrono::hours(48));
    QCOMPARE(camera.live.clipBytes, std::uint64_t{2'500'000'000});
}

void TestScenarioLive::settingsAsTextAndBackAreTheSame()
{
    const auto settings = parse(live());
    QVERIFY(settings);
    const auto again = parse(json::parse(datasets::scenarioJson(*settings)));
    QVERIFY2(again, bytes(again ? "" : again.error().text()));
    QCOMPARE(again->cameras[0].settings.source, settings->cameras[0].settings.source);
    QVERIFY(again->cameras[0].settings.live == settings->cameras[0].settings.live);
}

void TestScenarioLive::oddValuesAreNamed_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("at");
    const auto row = [](const char* pointer, const char* value, const char* at = nullptr) {
        QTest::addRow("%s = %s", pointer, value)
            << QString::fromUtf8(pointer) << QString::fromUtf8(value) << QString::fromUtf8(at ? at : pointer);
    };
    row("/cameras/0/key_frames_only", "1");
    row("/cameras/0/clips", "true");
    row("/cameras/0/clips/source", "\"clips.mp4\"");
    row("/cameras/0/clips/source", "\"rtsp://viewer:x@10.0.0.20/s\"");
    row("/cameras/0/clips/source", "3");
    row("/hardware_decoding", "1");
    row("/cameras/0/clips/hours", "0");
    row("/cameras/0/clips/hours", "1.5");
    row("/cameras/0/clips/gigabytes", "0");
    row("/cameras/0/clips/gigabytes", "-1");
    row("/cameras/0/clips/folder", "3");
    row("/cameras/0/clips", "{\"hours\": 3}", "/cameras/0/clips/folder");
    row("/cameras/0/clips/minutes", "3");
    row("/cameras/0/credentials", "17");
    row("/cameras/0/source", "\"gopher://camera\"");
    row("/cameras/0/speed", "2", "/cameras/0");
    row("/cameras/0/loop", "true", "/cameras/0");
    row("/clock", "\"device\"", "/cameras/0/source");
}

void TestScenarioLive::oddValuesAreNamed()
{
    QFETCH(const QString, pointer);
    QFETCH(const QString, value);
    QFETCH(const QString, at);
    json document = live();
    document[json::json_pointer(pointer.toStdString())] = json::parse(value.toStdString());
    const auto settings = parse(document);
    QVERIFY(!settings);
    QVERIFY2(hasFaultAt(settings.error().message, at.toStdString()), bytes(settings.error().message));
}

void TestScenarioLive::credentialsAreNamedAndNeverRepeated()
{
    for (const char* secret : {"viewer:MARKER-1", "MARKER-1", "env:", "file:", "env:viewer:MARKER-1",
                               "file:viewer:MARKER-1", "secret:", "secret:viewer:MARKER-1", "secret:MARKER-1 x"}) {
        json document = live();
        document["cameras"][0]["credentials"] = secret;
        const auto settings = parse(document);
        QVERIFY2(!settings, secret);
        QVERIFY2(hasFaultAt(settings.error().message, "/cameras/0/credentials"), bytes(settings.error().message));
        QVERIFY(settings.error().text().find("MARKER-1") == std::string::npos);
    }
    json document = live();
    document["cameras"][0]["source"] = "rtsp://viewer:MARKER-2@10.0.0.20/s";
    const auto settings = parse(document);
    QVERIFY(!settings);
    QVERIFY(settings.error().text().find("MARKER-2") == std::string::npos);
}

void TestScenarioLive::aPasswordIsSentToCredentials()
{
    for (const char* const key : {"password", "user", "login"}) {
        json document = live();
        document["cameras"][0][key] = "hush";
        const auto settings = parse(document);
        QVERIFY(!settings);
        const std::string told = settings.error().text();
        QVERIFY2(hasFaultAt(told, std::string("/cameras/0/") + key), bytes(told));
        QVERIFY2(told.find("\"credentials\"") != std::string::npos, bytes(told));
        QVERIFY2(told.find("hush") == std::string::npos, bytes(told));
    }
}

void TestScenarioLive::filesOfCredentialsAreTakenFromTheEnvironment()
{
    qputenv("JACKDAW_TEST_LOGINS", "/run/logins");
    json document = live();
    document["cameras"][0]["credentials"] = "file:${JACKDAW_TEST_LOGINS}/gate";
    const auto settings = parse(document);
    QVERIFY2(settings, bytes(settings ? "" : settings.error().text()));
    QCOMPARE(settings->cameras[0].settings.live.credentials, std::string("file:/run/logins/gate"));
    document["cameras"][0]["credentials"] = "file:${JACKDAW_TEST_NO_SUCH}/gate";
    const auto missing = parse(document);
    QVERIFY(!missing);
    QVERIFY2(hasFaultAt(missing.error().message, "/cameras/0/credentials"), bytes(missing.error().message));
}

void TestScenarioLive::recordingsHaveNoSettingsOfLiveCameras()
{
    json document = live();
    document["cameras"][0]["source"] = "gate.mp4";
    const auto settings = parse(document);
    QVERIFY(!settings);
    QVERIFY2(hasFaultAt(settings.error().message, "/cameras/0"), bytes(settings.error().message));
}

void TestScenarioLive::addressesKeepTheirForm()
{
    for (const char* source : {"https://host/a/../b/live.m3u8?x=1&y=2", "/dev/video0", "/dev/v4l/by-id/usb-cam"}) {
        json document = live();
        document["cameras"][0]["source"] = source;
        const auto settings = parse(document);
        QVERIFY2(settings, bytes(settings ? "" : settings.error().text()));
        QCOMPARE(settings->cameras[0].settings.source, std::string(source));
    }
}

QTEST_GUILESS_MAIN(TestScenarioLive)
#include "tst_scenario_live.moc"
