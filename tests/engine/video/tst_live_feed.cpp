// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include "engine/video/clip_store.h"
#include "engine/video/hardware_decoder.h"
#include "engine/video/live_feed.h"
#include "engine/video/video_reader.h"
#include "tests/engine/video/clip.h"
#include "tests/engine/video/http_files.h"
#include "tests/engine/video/live_consumer.h"
#include "tests/engine/video/loopback_server.h"
#include "tests/engine/video/rtsp_server.h"
#include "tests/support/shared_data.h"

#include <unistd.h>

using namespace jackdaw;
using namespace jackdaw::testing;
using video::CameraSettings;
using video::FeedState;
using video::LiveFeed;

namespace {

/// What is written to standard error while this stands.
class ErrorOutput {
public:
    ErrorOutput()
    {
        if (m_file.open())
            ::dup2(m_file.handle(), STDERR_FILENO);
    }
    ~ErrorOutput()
    {
        ::dup2(m_before, STDERR_FILENO);
        ::close(m_before);
    }
    ErrorOutput(const ErrorOutput&) = delete;
    ErrorOutput& operator=(const ErrorOutput&) = delete;

    std::string text() const
    {
        QFile file(m_file.fileName());
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    }

private:
    int m_before = ::dup(STDERR_FILENO);
    QTemporaryFile m_file;
};

std::string jpegOf(QRgb colour)
{
    QImage image(64, 48, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPG", 90);
    return bytes.toStdString();
}

/// A camera that sends JPEG pictures in an endless answer, as fast as they are taken.
void sendMotionJpeg(const Connection& connection)
{
    if (connection.readHead().empty()
        || !connection.write("HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=picture\r\n\r\n"))
        return;
    const std::string picture = jpegOf(qRgb(200, 40, 40));
    const std::string part = "--picture\r\nContent-Type: image/jpeg\r\nContent-Length: "
        + std::to_string(picture.size()) + "\r\n\r\n" + picture + "\r\n";
    while (connection.write(part)) { }
}

} // namespace

class TestLiveFeed : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void aSteadyCameraGivesItsPictures_data()
    {
        QTest::addColumn<QString>("launch");
        QTest::newRow("H.264") << QString::fromStdString(movingPicture());
        QTest::newRow("H.264 with B pictures") << QString::fromStdString(
            movingPicture("x264enc bframes=2 b-adapt=false key-int-max=10 speed-preset=1 rc-lookahead=5"));
        QTest::newRow("H.265") << QString::fromStdString(
            movingPicture("x265enc tune=zerolatency key-int-max=10 speed-preset=1", "rtph265pay"));
        QTest::newRow("Motion JPEG") << QString::fromStdString(movingPicture("jpegenc", "rtpjpegpay"));
    }
    void aSteadyCameraGivesItsPictures()
    {
        QFETCH(const QString, launch);
        const RtspServer server({launch.toStdString(), {}, {}});
        Consumer consumer(cameraAt(server.address()));
        QVERIFY2(consumer, consumer.error().text().c_str());
        QVERIFY(consumer.getFrames(12));
        QVERIFY(areInOrder(consumer.frames()));
        QVERIFY(consumer.frames().back().hasPixels());
        QCOMPARE(consumer.feed().info().width, 176);
        QCOMPARE(consumer.feed().info().height, 144);
        QVERIFY(consumer.feed().info().live);
        QVERIFY(consumer.faults().empty());
    }

    void aCameraThatSpeaksUdpAloneIsPlayed()
    {
        const RtspServer server({.launch = movingPicture(), .udpOnly = true});
        Consumer consumer(cameraAt(server.address()));
        QVERIFY(consumer.getFrames(5));
    }

    void picturesAreThoseThatTheCameraSent()
    {
        const std::string clip = path("numbers.mp4");
        QVERIFY(writeClip(clip, 60));
        const RtspServer server({"( filesrc location=" + clip + " ! qtdemux ! h264parse ! rtph264pay name=pay0 )"});
        Consumer consumer(cameraAt(server.address()));
        QVERIFY(consumer.getFrames(40));
        for (const VideoFrame& frame : consumer.frames())
            QCOMPARE(numberIn(frame), static_cast<int>(frame.index));
    }

    void aCameraThatVanishesIsToldAndComesBack()
    {
        auto server = std::make_unique<RtspServer>(RtspStream{.launch = movingPicture()});
        const int port = server->port();
        Consumer consumer(cameraAt(server->address()));
        QVERIFY(consumer.getFrames(3));
        server.reset();
        QVERIFY(consumer.getInterrupted());
        QVERIFY2(says(consumer.state().reason, "127.0.0.1"), consumer.state().reason.c_str());
        server = std::make_unique<RtspServer>(RtspStream{.launch = movingPicture()}, port);
        QVERIFY(consumer.getFrames(3));
        QVERIFY(areInOrder(consumer.frames()));
        QVERIFY(consumer.state().kind == FeedState::Kind::Waiting);
    }

    void aCameraThatComesBackInAnotherSizeKeepsItsOwn()
    {
        auto server = std::make_unique<RtspServer>(RtspStream{.launch = movingPicture()});
        const int port = server->port();
        Consumer consumer(cameraAt(server->address()));
        QVERIFY(consumer.getFrames(3));
        server = nullptr;
        server = std::make_unique<RtspServer>(
            RtspStream{.launch = movingPicture("x264enc tune=zerolatency key-int-max=10 speed-preset=1", "rtph264pay",
                                               320, 240)},
            port);
        QVERIFY(consumer.goOnUntil(
            [&] { return !consumer.faults().empty() && consumer.faults().back().kind == VideoFaultKind::SizeChange; }));
        QVERIFY(consumer.getFrames(3));
        QCOMPARE(consumer.frames().back().width, 176);
        QVERIFY(consumer.frames().back().hasPixels());
    }

    void aCameraThatComesBackWithAnotherCodecSaysSo()
    {
        auto server = std::make_unique<RtspServer>(RtspStream{.launch = movingPicture()});
        const int port = server->port();
        Consumer consumer(cameraAt(server->address()));
        QVERIFY(consumer.getFrames(3));
        server = nullptr;
        server = std::make_unique<RtspServer>(RtspStream{.launch = movingPicture("jpegenc", "rtpjpegpay")}, port);
        QVERIFY(consumer.goOnUntil([&] { return !consumer.faults().empty(); }));
        QVERIFY(consumer.getFrames(3));
        const std::string& said = consumer.faults().back().message;
        QVERIFY2(says(said, "sends mjpeg now, and sent h264 before"), said.c_str());
        QVERIFY2(!says(said, "is damaged"), said.c_str());
        QCOMPARE(consumer.faults().size(), std::size_t{1});
        QCOMPARE(consumer.faults().back().kind, VideoFaultKind::SizeChange);
    }

    void aCameraThatIsOffAtTheStartIsNoError()
    {
        std::string address;
        {
            const RtspServer server({.launch = movingPicture()});
            address = server.address();
        }
        Consumer consumer(cameraAt(address));
        QVERIFY(consumer);
        QVERIFY(consumer.getInterrupted());
        QCOMPARE(consumer.feed().info().width, 0);
        QVERIFY(consumer.feed().info().framesPerSecond > 0.0);
    }

    void aWrongPasswordIsToldAndNeverShown()
    {
        const RtspServer server({movingPicture(), "viewer", "right"});
        qputenv("JACKDAW_TEST_LOGIN", "viewer:MARKER-7d1f");
        CameraSettings camera = cameraAt(server.address());
        camera.live.credentials = "env:JACKDAW_TEST_LOGIN";
        Consumer consumer(camera);
        QVERIFY(consumer.getInterrupted());
        const std::string reason = consumer.state().reason;
        QVERIFY2(says(reason, "refuses user and password"), reason.c_str());
        QVERIFY(!says(reason, "MARKER-7d1f"));
    }

    void aRightPasswordOpensTheCamera()
    {
        const RtspServer server({movingPicture(), "viewer", "p@ss:w/rd"});
        qputenv("JACKDAW_TEST_LOGIN", "viewer:p@ss:w/rd");
        CameraSettings camera = cameraAt(server.address());
        camera.live.credentials = "env:JACKDAW_TEST_LOGIN";
        Consumer consumer(camera);
        QVERIFY(consumer.getFrames(3));
    }

    void whatIsNoCameraIsToldAndTriedAgain()
    {
        const LoopbackServer server([](const Connection& connection) {
            connection.readHead();
            connection.write("SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n");
        });
        Consumer consumer(cameraAt("rtsp://127.0.0.1:" + std::to_string(server.port()) + "/camera"));
        QVERIFY(consumer.getInterrupted());
        QVERIFY(!consumer.state().reason.empty());
    }

    void aCameraThatFallsSilentIsToldAfterItsPatience()
    {
        const LoopbackServer server([](const Connection& connection) {
            connection.readHead();
            connection.readHead(); // until the client gives up
        });
        CameraSettings camera = cameraAt("rtsp://127.0.0.1:" + std::to_string(server.port()) + "/camera");
        camera.patience = std::chrono::milliseconds(200);
        Consumer consumer(camera);
        QVERIFY(consumer.getInterrupted());
        QVERIFY2(says(consumer.state().reason, "gave nothing"), consumer.state().reason.c_str());
    }

    void motionJpegOverHttpIsPlayed()
    {
        const LoopbackServer server(sendMotionJpeg);
        Consumer consumer(cameraAt("http://127.0.0.1:" + std::to_string(server.port()) + "/stream"));
        QVERIFY(consumer.getFrames(5));
        QCOMPARE(consumer.frames().front().width, 64);
        const auto rgb = consumer.frames().front().rgb();
        QVERIFY(rgb[0] > 150 && rgb[1] < 90);
    }

    void whatComesAllAtOnceIsPlayedInItsTime()
    {
        JACKDAW_NEED_SHARED_DATA(data);
        const std::vector<char> bytes = readBytes((data / "cases/video/tail-cut.ts").string());
        const LoopbackServer server([&](const Connection& connection) {
            connection.readHead();
            connection.write("HTTP/1.0 200 OK\r\nContent-Type: video/mp2t\r\n\r\n");
            connection.write({bytes.data(), bytes.size()});
        });
        Consumer consumer(cameraAt("http://127.0.0.1:" + std::to_string(server.port()) + "/live.ts"));
        QVERIFY(consumer.getFrames(40));
        const std::vector<VideoFrame>& frames = consumer.frames();
        for (std::size_t i = 1; i < 40; ++i)
            QCOMPARE(frames[i].index, frames[i - 1].index + 1); // too many at once would be dropped
        const Nanoseconds shown = frames[39].sourceTime - frames[0].sourceTime;
        QVERIFY(frames[39].time - frames[0].time > shown - std::chrono::milliseconds(500));
    }

    void anHttpLiveStreamIsPlayedPieceByPiece()
    {
        const std::string list = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:0\n";
        const std::string clip = path("pieces.mp4");
        QVERIFY(writeClip(clip, 150));
        const auto pieces = piecesOf(clip);
        QVERIFY(pieces.size() > 2);
        std::atomic<int> listed = 0;
        const LoopbackServer server([&](const Connection& connection) {
            const std::string head = connection.readHead();
            if (!says(head, ".m3u8"))
                return sendWhole(connection,
                                 pieces.at(static_cast<std::size_t>(head.at(head.find("/piece") + 6) - '0')),
                                 "video/mp2t");
            // A live list grows, and says no end.
            std::string text = list;
            const std::size_t known = std::min(pieces.size(), static_cast<std::size_t>(1 + listed++));
            for (std::size_t piece = 0; piece < known; ++piece)
                text += "#EXTINF:1.0,\npiece" + std::to_string(piece) + ".ts\n";
            sendWhole(connection, text, "application/vnd.apple.mpegurl");
        });
        Consumer consumer(cameraAt("http://127.0.0.1:" + std::to_string(server.port()) + "/camera.m3u8"));
        QVERIFY2(consumer.getFrames(140), consumer.state().reason.c_str());
        const std::vector<VideoFrame>& frames = consumer.frames();
        QVERIFY(areInOrder(frames));
        for (std::size_t i = 1; i < 140; ++i)
            QCOMPARE(numberIn(frames[i]), numberIn(frames[i - 1]) + 1);
        QVERIFY(listed > 2);
        QCOMPARE(consumer.feed().info().sourceDuration, Nanoseconds{0});
    }

    /// The main stream comes later than the one that is looked at: its clips lie where it came, not at the beginning.
    void clipsAreKeptOfTheMainStreamWhereThereIsOne()
    {
        const RtspStream stream{
            .launch = movingPicture("x264enc tune=zerolatency key-int-max=10 speed-preset=1", "rtph264pay", 320, 240)};
        int port = 0;
        CameraSettings camera;
        const RtspServer small({.launch = movingPicture()});
        {
            const RtspServer large(stream);
            port = large.port();
            camera = cameraAt(small.address());
            camera.live.clipSource = large.address();
        }
        camera.live.clips = path("main-clips");
        std::string folder;
        Nanoseconds came{0};
        Nanoseconds latest{0};
        {
            Consumer consumer(camera);
            const auto seen = [&consumer] {
                return consumer.frames().empty() ? Nanoseconds{0} : consumer.frames().back().sourceTime;
            };
            QVERIFY(consumer.goOnUntil([&] { return consumer.feed().clipsStopped() && seen() > fromSeconds(2.0); }));
            came = seen();
            const auto start = std::chrono::steady_clock::now();
            std::optional<RtspServer> large(std::in_place, stream, port);
            QVERIFY(consumer.goOnUntil([&] { return !consumer.feed().clipsStopped(); }));
            const Nanoseconds kept = seen();
            QVERIFY(consumer.goOnUntil([&] { return seen() > kept + fromSeconds(2.0); }));
            QCOMPARE(consumer.frames().back().width, 176);
            folder = consumer.feed().info().clips;
            latest = came + (std::chrono::steady_clock::now() - start);
            large.reset();
            QVERIFY(consumer.goOnUntil([&] { return consumer.feed().clipsStopped(); }));
            QCOMPARE(consumer.faults().back().kind, VideoFaultKind::ClipsStopped);
            QVERIFY(consumer.faults().back().sourceTime > kept);
        }
        auto reader = video::VideoReader::open(folder);
        QVERIFY2(reader, reader ? "" : reader.error().text().c_str());
        QCOMPARE((*reader)->info().width, 320);
        std::vector<Nanoseconds> times;
        for (auto frame = (*reader)->next(); frame && *frame; frame = (*reader)->next())
            times.push_back((*frame)->sourceTime);
        QVERIFY2(times.size() > 20, std::to_string(times.size()).c_str());
        QVERIFY2(times.front() >= came, std::to_string(toSeconds(times.front() - came)).c_str());
        QVERIFY2(times.back() <= latest + fromSeconds(0.5), std::to_string(toSeconds(times.back() - latest)).c_str());
        QVERIFY2(times.back() >= latest - fromSeconds(2.0), std::to_string(toSeconds(times.back() - latest)).c_str());
    }

    void aMainStreamThatIsOffStopsTheClipsAlone()
    {
        std::string off;
        {
            const RtspServer server({.launch = movingPicture()});
            off = server.address();
        }
        const RtspServer server({.launch = movingPicture()});
        CameraSettings camera = cameraAt(server.address());
        camera.live.clips = path("no-clips");
        camera.live.clipSource = off;
        Consumer consumer(camera);
        QVERIFY(consumer.getFrames(40));
        QVERIFY(consumer.goOnUntil([&] { return !consumer.faults().empty(); }));
        QCOMPARE(consumer.faults().front().kind, VideoFaultKind::ClipsStopped);
        QVERIFY2(says(consumer.faults().front().message, "no clips are kept: The camera at '" + off + "' refuses"),
                 consumer.faults().front().message.c_str());
        QVERIFY(consumer.feed().clipsStopped());
        QCOMPARE(consumer.faults().size(), std::size_t{1});
    }

    /// Of a size that hardware is asked for; which decoder it comes to stands in the log, with the reason.
    void theProcessorDecodesWhereNoHardwareDoes()
    {
        AVCodecParameters parameters{};
        parameters.codec_id = AV_CODEC_ID_H264;
        parameters.height = 720;
        const auto hardware = video::hardwareFor(*avcodec_find_decoder(AV_CODEC_ID_H264), parameters);
        const std::string by = hardware ? hardware->name : "the processor: " + hardware.error().message;
        const RtspServer server({.launch = movingPicture("x264enc tune=zerolatency key-int-max=10 speed-preset=1",
                                                         "rtph264pay", 1280, 720)});
        for (const bool wanted : {false, true}) {
            CameraSettings camera = cameraAt(server.address());
            camera.live.hardware = wanted;
            const ErrorOutput log;
            Consumer consumer(camera);
            QVERIFY(consumer.getFrames(5));
            const bool isHardware = wanted && hardware;
            QCOMPARE(consumer.feed().info().codec, isHardware ? "h264 (" + by + ")" : std::string("h264"));
            const std::string line = "'" + server.address() + "' is decoded by " + by + ".";
            QVERIFY2(says(log.text(), line) == wanted, log.text().c_str());
            QVERIFY(consumer.faults().empty());
        }
    }

    void aCameraOfWhichFewPicturesAreWantedIsNotTakenForSilent()
    {
        const LoopbackServer server(sendMotionJpeg);
        CameraSettings camera = cameraAt("http://127.0.0.1:" + std::to_string(server.port()) + "/stream");
        camera.framesPerSecond = 0.2;
        camera.patience = std::chrono::milliseconds(700);
        Consumer consumer(camera);
        QVERIFY(consumer.getFrames(1));
        QVERIFY2(!consumer.goOnUntil([&] { return consumer.state().kind == FeedState::Kind::Interrupted; },
                                     std::chrono::milliseconds(2000)),
                 consumer.state().reason.c_str());
        QVERIFY(consumer.frames().size() <= 2);
    }

    void noMoreFramesPerSecondComeThanAreAskedFor()
    {
        const RtspServer server({.launch = movingPicture()});
        CameraSettings camera = cameraAt(server.address());
        camera.framesPerSecond = 5.0;
        Consumer consumer(camera);
        QVERIFY(consumer.getFrames(6));
        const std::vector<VideoFrame>& frames = consumer.frames();
        for (std::size_t i = 1; i < frames.size(); ++i)
            QVERIFY(frames[i].sourceTime - frames[i - 1].sourceTime >= std::chrono::milliseconds(140));
        QCOMPARE(consumer.feed().info().framesPerSecond, 5.0);
    }

    void keyPicturesAloneAreGivenWhereNoOthersAreAskedFor()
    {
        const RtspServer server({.launch = movingPicture()});
        CameraSettings camera = cameraAt(server.address());
        camera.live.keyFramesOnly = true;
        Consumer consumer(camera);
        QVERIFY(consumer.getFrames(4));
        const std::vector<VideoFrame>& frames = consumer.frames();
        // Every tenth of twenty a second.
        for (std::size_t i = 1; i < frames.size(); ++i)
            QVERIFY(frames[i].sourceTime - frames[i - 1].sourceTime >= std::chrono::milliseconds(400));
    }

    void clipsHoldWhatWasSeen()
    {
        const std::string clip = path("kept.mp4");
        QVERIFY(writeClip(clip, 75));
        const RtspServer server({"( filesrc location=" + clip + " ! qtdemux ! h264parse ! rtph264pay name=pay0 )"});
        std::string folder;
        {
            CameraSettings camera = cameraAt(server.address());
            camera.live.clips = path("clips");
            Consumer consumer(camera);
            QVERIFY(consumer.getFrames(50));
            folder = consumer.feed().info().clips;
            m_seen = consumer.frames();
        }
        QVERIFY(video::holdsClips(folder));
        auto reader = video::VideoReader::open(folder);
        QVERIFY2(reader, reader ? "" : reader.error().text().c_str());
        for (std::size_t i = 0; i < 50; i += 7) {
            QVERIFY((*reader)->seek(m_seen[i].sourceTime));
            const auto frame = (*reader)->next();
            QVERIFY(frame && *frame);
            QCOMPARE(numberIn(**frame), numberIn(m_seen[i]));
        }
    }

    void aClipsFolderThatCannotBeWrittenIsRefusedAtOnce()
    {
        const std::string file = path("in-the-way");
        writeBytes(file, {'x'});
        for (const std::string& folder : {file, file + "/clips"}) {
            CameraSettings camera = cameraAt("rtsp://127.0.0.1:1/camera");
            camera.live.clips = folder;
            const auto feed = LiveFeed::open(camera);
            QVERIFY(!feed);
            QCOMPARE(feed.error().message, "The clips folder '" + folder + "' cannot be made.");
        }
    }

    void settingsThatOnlyRecordingsHaveAreRefused()
    {
        CameraSettings camera = cameraAt("rtsp://127.0.0.1:1/camera");
        camera.speed = 2.0;
        QVERIFY(!LiveFeed::open(camera));
        camera.speed = 1.0;
        camera.loop = true;
        QVERIFY(!LiveFeed::open(camera));
    }

    void aCaptureDeviceThatIsNotThereIsNamed()
    {
        Consumer consumer(cameraAt("/dev/video97"));
        QVERIFY(consumer.getInterrupted());
        QVERIFY2(says(consumer.state().reason, "'/dev/video97' is not there"), consumer.state().reason.c_str());
    }

    void aDeviceThatCapturesNothingIsNamed()
    {
        Consumer consumer(cameraAt("/dev/null"));
        QVERIFY(consumer.getInterrupted());
        QVERIFY2(says(consumer.state().reason, "gives no video"), consumer.state().reason.c_str());
    }

private:
    std::string path(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)).toStdString(); }

    QTemporaryDir m_folder;
    std::vector<VideoFrame> m_seen;
};

QTEST_GUILESS_MAIN(TestLiveFeed)
#include "tst_live_feed.moc"
