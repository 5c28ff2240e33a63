// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/video/clip.h"
#include "tests/engine/video/http_files.h"
#include "tests/engine/video/live_consumer.h"
#include "tests/engine/video/loopback_server.h"
#include "tests/engine/video/rtsp_server.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace jackdaw;
using namespace jackdaw::testing;

/// A recording that comes over the network is no camera.
class TestNetworkRecording : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void aRecordingOverTheNetworkIsPlayedOnceInItsTimeAndEnds()
    {
        const std::string clip = path("archive.mkv");
        QVERIFY(writeClip(clip, 25));
        const std::vector<char> bytes = readBytes(clip);
        std::atomic<int> asked = 0;
        const LoopbackServer server([&](const Connection& connection) {
            const std::string head = connection.readHead();
            asked += head.empty() ? 0 : 1;
            sendRange(connection, head, {bytes.data(), bytes.size()});
        });
        Consumer consumer(cameraAt("http://127.0.0.1:" + std::to_string(server.port()) + "/archive.mkv"));
        QVERIFY(consumer.goOnUntil([&] { return consumer.state().kind == FeedState::Kind::Ended; }));
        QCOMPARE(consumer.frames().size(), std::size_t{25});
        QVERIFY(consumer.feed().ended()->regular);
        QVERIFY(says(consumer.feed().ended()->reason, "came to its end"));
        QVERIFY(consumer.feed().info().sourceDuration > Nanoseconds{0});
        const int before = asked;
        QVERIFY(!consumer.goOnUntil([&] { return asked > before; }, std::chrono::milliseconds(600)));
    }

    void oneThatBreaksOffNearItsEndHasEnded()
    {
        const std::string bytes = clip("short.mp4", 50);
        std::atomic<int> asked = 0;
        const LoopbackServer server([&](const Connection& connection) {
            const std::string head = connection.readHead();
            asked += head.empty() ? 0 : 1;
            sendRange(connection, head, bytes, bytes.size() - bytes.size() / 10);
        });
        Consumer consumer(recordingAt(server, "/short.mp4"));
        QVERIFY(consumer.goOnUntil([&] { return consumer.state().kind == FeedState::Kind::Ended; }));
        QVERIFY(consumer.feed().ended()->regular);
        QVERIFY(consumer.frames().size() > 30 && consumer.frames().size() < 50);
        const int before = asked;
        QVERIFY(!consumer.goOnUntil([&] { return asked > before; }, std::chrono::milliseconds(600)));
    }

    void oneThatBreaksOffInItsMiddleGoesOnWhereItWas()
    {
        const std::string bytes = clip("long.mp4", 200);
        std::atomic<bool> isWhole = false;
        const LoopbackServer server([&](const Connection& connection) {
            sendRange(connection, connection.readHead(), bytes, isWhole ? bytes.size() : bytes.size() / 3);
        });
        Consumer consumer(recordingAt(server, "/long.mp4"));
        QVERIFY(consumer.getInterrupted());
        const std::size_t before = consumer.frames().size();
        QVERIFY2(before > 5 && before < 150, std::to_string(before).c_str());
        isWhole = true;
        QVERIFY(consumer.goOnUntil([&] { return consumer.state().kind == FeedState::Kind::Ended; }));
        QVERIFY(consumer.frames().size() > 150);
        std::set<int> numbers;
        for (const VideoFrame& frame : consumer.frames())
            QVERIFY2(numbers.insert(numberIn(frame)).second, "a picture came twice");
        QVERIFY(areInOrder(consumer.frames()));
    }

    void noClipsAreKeptOfOneThatIsThereAlready()
    {
        const std::string bytes = clip("main.mkv", 25);
        std::atomic<int> asked = 0;
        const LoopbackServer server([&](const Connection& connection) {
            const std::string head = connection.readHead();
            asked += head.empty() ? 0 : 1;
            sendRange(connection, head, bytes);
        });
        const RtspServer small({.launch = movingPicture()});
        CameraSettings camera = cameraAt(small.address());
        camera.live.clips = path("clips");
        camera.live.clipSource = recordingAt(server, "/main.mkv").source;
        Consumer consumer(camera);
        QVERIFY(consumer.goOnUntil([&] { return !consumer.faults().empty(); }));
        QCOMPARE(consumer.faults().front().kind, VideoFaultKind::ClipsStopped);
        QVERIFY2(says(consumer.faults().front().message, "it is a recording"),
                 consumer.faults().front().message.c_str());
        QVERIFY(consumer.feed().clipsStopped());
        const int before = asked;
        QVERIFY(!consumer.goOnUntil([&] { return asked > before; }, std::chrono::milliseconds(1500)));
    }

private:
    std::string path(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)).toStdString(); }
    std::string clip(const char* name, int pictures) const
    {
        if (!writeClip(path(name), pictures))
            return {};
        const std::vector<char> bytes = readBytes(path(name));
        return {bytes.begin(), bytes.end()};
    }
    static CameraSettings recordingAt(const LoopbackServer& server, const std::string& name)
    {
        return cameraAt("http://127.0.0.1:" + std::to_string(server.port()) + name);
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestNetworkRecording)
#include "tst_network_recording.moc"
