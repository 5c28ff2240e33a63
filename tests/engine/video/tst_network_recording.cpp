// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/video/clip.h"
#include "tests/engine/video/encoded_clip.h"
#include "tests/engine/video/http_files.h"
#include "tests/engine/video/live_consumer.h"
#include "tests/engine/video/loopback_server.h"
#include "tests/engine/video/rtsp_server.h"

#include <QTemporaryDir>
#include <QTest>

#include <string_view>
#include <utility>

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

    void oneThatBreaksOffInItsMiddleGoesOnWhereItWas_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("key pictures two seconds apart") << QByteArray::fromStdString(clip("long.mp4", 200));
        for (const auto& [how, options] :
             {std::pair("no key picture but the first, no reordering", "bframes=0:keyint=1000"),
              std::pair("reordered pictures", "bframes=4:b-adapt=0:keyint=1000"),
              std::pair("open groups, pictures before a key picture rest on others before it",
                        "open-gop=1:bframes=3:b-adapt=0:keyint=24:min-keyint=24:scenecut=0")})
            QTest::newRow(how) << QByteArray::fromStdString(encoded(options));
    }
    void oneThatBreaksOffInItsMiddleGoesOnWhereItWas()
    {
        QFETCH(const QByteArray, bytes);
        const std::string_view all(bytes.data(), static_cast<std::size_t>(bytes.size()));
        std::atomic<int> broken = 0;
        const LoopbackServer server([&](const Connection& connection) {
            // Each connection but the last brings some more of it.
            const std::size_t part = 3 + static_cast<std::size_t>(broken);
            sendRange(connection, connection.readHead(), all, part < 6 ? all.size() * part / 8 : all.size());
        });
        Consumer consumer(recordingAt(server, "/long"));
        for (; broken < 3; ++broken) {
            const std::size_t before = consumer.frames().size();
            QVERIFY(consumer.getInterrupted());
            QVERIFY(consumer.goOnUntil([&] { return consumer.frames().size() > before; }));
        }
        QVERIFY(consumer.goOnUntil([&] { return consumer.state().kind == FeedState::Kind::Ended; }));
        QCOMPARE(consumer.frames().size(), std::size_t{200});
        for (std::size_t i = 0; i < consumer.frames().size(); ++i) {
            QCOMPARE(consumer.frames()[i].index, static_cast<std::int64_t>(i));
            QCOMPARE(numberIn(consumer.frames()[i]), static_cast<int>(i));
        }
        QVERIFY(areInOrder(consumer.frames()));
        for (const VideoFault& fault : consumer.faults())
            QVERIFY2(fault.kind != VideoFaultKind::Damaged, fault.message.c_str());
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
    std::string encoded(const std::string& options) const
    {
        if (!encodeClip(path("encoded.mkv"), 200, options))
            return {};
        const std::vector<char> bytes = readBytes(path("encoded.mkv"));
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
