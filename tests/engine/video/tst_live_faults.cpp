// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/video/live_consumer.h"
#include "tests/engine/video/loopback_server.h"
#include "tests/engine/video/rtsp_server.h"
#include "tests/support/shared_data.h"

#include <QBuffer>
#include <QImage>
#include <QTest>

#include <algorithm>

using namespace jackdaw;
using namespace jackdaw::testing;

namespace {

std::string jpegOf(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    for (int x = 0; x < width; ++x)
        for (int y = 0; y < height; ++y)
            image.setPixel(x, y, (x / 8 + y / 8) % 2 == 0 ? qRgb(200, 40, 40) : qRgb(40, 200, 40));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPG", 90);
    return bytes.toStdString();
}

std::ptrdiff_t countOf(const Consumer& consumer, VideoFaultKind kind)
{
    return std::ranges::count(consumer.faults(), kind, &VideoFault::kind);
}

} // namespace

/// Cameras whose pictures come, and are not as they should be.
class TestLiveFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCameraThatSendsTheSamePictureOnIsSaidOnce()
    {
        const RtspServer server(
            {.launch = "( videotestsrc is-live=true pattern=smpte75 ! "
                       "video/x-raw,format=I420,width=176,height=144,framerate=20/1 ! "
                       "x264enc tune=zerolatency key-int-max=10 speed-preset=1 ! rtph264pay name=pay0 )"});
        Consumer consumer(cameraAt(server.address()));
        QVERIFY(consumer.goOnUntil([&] { return countOf(consumer, VideoFaultKind::Frozen) > 0; }));
        QVERIFY(consumer.getFrames(40));
        QCOMPARE(countOf(consumer, VideoFaultKind::Frozen), std::ptrdiff_t{1});
        QVERIFY2(says(consumer.faults().back().message, "the same since"), consumer.faults().back().message.c_str());
    }

    void aCameraThatIsSwitchedToAnotherSizeGoesOnInItsOwn()
    {
        const auto shared = sharedData();
        if (!shared)
            QSKIP("the shared data is not there");
        const std::string clip = (*shared / "cases/video/size-changes.ts").string();
        const RtspServer server({.launch = "( filesrc location=" + clip
                                     + " ! tsdemux ! h264parse config-interval=-1 ! rtph264pay name=pay0 )"});
        Consumer consumer(cameraAt(server.address()));
        QVERIFY(consumer.goOnUntil([&] { return countOf(consumer, VideoFaultKind::SizeChange) > 0; }));
        QVERIFY(consumer.getFrames(5));
        for (const VideoFrame& frame : consumer.frames()) {
            QCOMPARE(frame.width, consumer.frames().front().width);
            QCOMPARE(frame.height, consumer.frames().front().height);
        }
        QVERIFY(areInOrder(consumer.frames()));
    }

    /// What FFmpeg has of a picture when its reading is interrupted is no sign of life.
    void aCameraThatFallsSilentInAPictureGaveNothing()
    {
        const std::string picture = jpegOf(320, 240);
        const LoopbackServer server([&](const Connection& connection) {
            connection.readHead();
            connection.write("HTTP/1.0 200 OK\r\nContent-Type: video/x-motion-jpeg\r\n\r\n");
            for (int i = 0; i < 60; ++i)
                connection.write(picture);
            connection.write(picture.substr(0, picture.size() / 2));
            connection.readHead(); // until the client gives up
        });
        CameraSettings camera = cameraAt("http://127.0.0.1:" + std::to_string(server.port()) + "/stream");
        camera.patience = std::chrono::milliseconds(700);
        Consumer consumer(camera);
        QVERIFY(consumer.getFrames(1));
        QVERIFY(consumer.getInterrupted());
        QVERIFY2(says(consumer.state().reason, "gave nothing for"), consumer.state().reason.c_str());
        QCOMPARE(countOf(consumer, VideoFaultKind::Damaged), std::ptrdiff_t{0});
    }

    /// As cameras write them: what stands in the answer's head does not always stand between pictures.
    void motionJpegIsReadHoweverItsPartsAreMarked_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("before"); // each picture; %1 is its length
        QTest::addColumn<QByteArray>("after");
        const QByteArray mixed = "Content-Type: multipart/x-mixed-replace; boundary=";
        const QByteArray length = "Content-Type: image/jpeg\r\nContent-Length: %1\r\n\r\n";
        QTest::newRow("as the standard has it") << mixed + "picture"
                                                << "--picture\r\n" + length << QByteArray("\r\n");
        QTest::newRow("in quotes") << mixed + "\"picture\""
                                   << "--picture\r\n" + length << QByteArray("\r\n");
        QTest::newRow("the marks' own dashes in the head") << mixed + "--picture"
                                                           << "--picture\r\n" + length << QByteArray("\r\n");
        QTest::newRow("without lengths") << mixed + "picture"
                                         << QByteArray("--picture\r\nContent-Type: image/jpeg\r\n\r\n")
                                         << QByteArray("\r\n");
        QTest::newRow("another mark than in the head") << mixed + "picture"
                                                       << "--ipcamera\r\n" + length << QByteArray("\r\n");
        QTest::newRow("line feeds alone")
            << mixed + "picture" << QByteArray("--picture\nContent-Type: image/jpeg\nContent-Length: %1\n\n")
            << QByteArray("\n");
        QTest::newRow("nothing behind pictures") << mixed + "picture"
                                                 << "--picture\r\n" + length << QByteArray();
        QTest::newRow("small letters and other lines")
            << QByteArray("content-type: multipart/x-mixed-replace;boundary=picture")
            << QByteArray("--picture\r\ncontent-type: image/jpeg\r\ncontent-length: %1\r\nx-timestamp: 12.5\r\n\r\n")
            << QByteArray("\r\n");
    }
    void motionJpegIsReadHoweverItsPartsAreMarked()
    {
        QFETCH(const QByteArray, head);
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, after);
        const QByteArray picture = QByteArray::fromStdString(jpegOf(64, 48));
        const std::string part =
            (QByteArray(before).replace("%1", QByteArray::number(picture.size())) + picture + after).toStdString();
        const LoopbackServer server([&](const Connection& connection) {
            if (connection.readHead().empty()
                || !connection.write("HTTP/1.0 200 OK\r\n" + head.toStdString() + "\r\n\r\n"))
                return;
            while (connection.write(part)) { }
        });
        Consumer consumer(cameraAt("http://127.0.0.1:" + std::to_string(server.port()) + "/stream"));
        QVERIFY2(consumer.goOnUntil([&] { return consumer.frames().size() >= 10; }, std::chrono::seconds(20)),
                 consumer.state().reason.c_str());
        QCOMPARE(consumer.frames().back().width, 64);
        QCOMPARE(countOf(consumer, VideoFaultKind::Damaged), std::ptrdiff_t{0});
    }

    void aPictureThatIsTornIsLeftOutAndSaid()
    {
        const std::string picture = jpegOf(64, 48);
        const std::string torn = picture.substr(0, picture.size() / 2);
        const auto part = [](const std::string& content) {
            return "--picture\r\nContent-Type: image/jpeg\r\nContent-Length: " + std::to_string(content.size())
                + "\r\n\r\n" + content + "\r\n";
        };
        const LoopbackServer server([&](const Connection& connection) {
            if (connection.readHead().empty()
                || !connection.write(
                    "HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=picture\r\n\r\n"))
                return;
            for (int i = 0; connection.write(part(i % 40 == 39 ? torn : picture)); ++i) { }
        });
        Consumer consumer(cameraAt("http://127.0.0.1:" + std::to_string(server.port()) + "/stream"));
        QVERIFY(consumer.goOnUntil([&] { return countOf(consumer, VideoFaultKind::Damaged) > 0; }));
        QVERIFY(consumer.getFrames(10));
        QVERIFY(consumer.state().kind == FeedState::Kind::Waiting);
    }
};

QTEST_GUILESS_MAIN(TestLiveFaults)
#include "tst_live_faults.moc"
