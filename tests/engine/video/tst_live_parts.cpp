// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QTemporaryDir>
#include <QTest>

#include "engine/video/camera_feed.h"
#include "engine/video/capture_devices.h"
#include "engine/video/clip_store.h"
#include "engine/video/demuxer.h"
#include "engine/video/live_address.h"
#include "engine/video/live_input.h"
#include "engine/video/live_mailbox.h"
#include "engine/video/live_timing.h"
#include "engine/video/packet_decoder.h"
#include "engine/video/stream_clock.h"
#include "engine/video/video_abilities.h"
#include "tests/engine/video/clip.h"
#include "tests/support/shared_data.h"

using namespace jackdaw;
using namespace jackdaw::testing;
using namespace jackdaw::video;
using namespace std::chrono_literals;

namespace {

/// A stream's time after each of \p stamps, in milliseconds.
std::vector<std::int64_t> played(StreamClock& clock, const std::vector<std::int64_t>& stamps)
{
    std::vector<std::int64_t> times;
    for (const std::int64_t stamp : stamps)
        times.push_back(clock.place(Nanoseconds(std::chrono::milliseconds(stamp))).time / 1ms);
    return times;
}

VideoFrame numbered(std::int64_t index)
{
    VideoFrame frame = numberedFrame(static_cast<int>(index));
    frame.index = index;
    return frame;
}

/// Pictures of a clip that come out of a decoder that leaves some out.
std::size_t decoded(const std::string& clip, PacketDecoder::LeftOut leftOut)
{
    auto demuxer = Demuxer::open(clip, std::make_shared<ReadWatch>());
    const AVCodecParameters* parameters = demuxer ? demuxer->stream().codecpar : nullptr;
    auto decoder = PacketDecoder::open(AV_CODEC_ID_H264, parameters, PacketDecoder::Damage::Refused);
    if (!demuxer || !decoder)
        return 0;
    decoder->setLeftOut(leftOut);
    const PacketHandle packet(av_packet_alloc());
    const FrameHandle picture(av_frame_alloc());
    std::size_t pictures = 0;
    bool isOver = false;
    while (!isOver) {
        isOver = demuxer->read(*packet) < 0;
        decoder->send(isOver ? nullptr : packet.get());
        av_packet_unref(packet.get());
        for (; decoder->receive(*picture) >= 0; av_frame_unref(picture.get()))
            ++pictures;
    }
    return pictures;
}

/// With the login that \p credentials lead to, as a camera's start has it.
Result<std::string> withCredentials(const std::string& address, const std::string& credentials)
{
    if (credentials.empty())
        return withLogin(address, {});
    const auto login = readLogin(credentials);
    if (!login)
        return tl::unexpected(login.error());
    return withLogin(address, *login);
}

} // namespace

class TestLiveParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void attemptsComeSoonAndThenLessOften()
    {
        for (const double random : {0.0, 0.5, 1.0}) {
            QVERIFY(ReconnectPace::pause(0ns, random) < 300ms);
            QVERIFY(ReconnectPace::pause(9min, random) < 5s);
            QVERIFY(ReconnectPace::pause(9min, random) >= 3s);
            QVERIFY(ReconnectPace::pause(1h, random) <= 30s);
            QVERIFY(ReconnectPace::pause(1h, random) > 20s);
        }
    }

    void timeStampsAreTakenAsTheyAre()
    {
        StreamClock clock(40ms);
        QCOMPARE(played(clock, {5000, 5040, 5080, 6000}), (std::vector<std::int64_t>{0, 40, 80, 1000}));
    }

    void aRestartIsJoinedOnAndSaid()
    {
        StreamClock clock(40ms);
        played(clock, {90000, 90040, 90080});
        const auto place = clock.place(Nanoseconds(10ms));
        QVERIFY(place.leap < -89s);
        QCOMPARE(place.time, Nanoseconds(120ms));
        QCOMPARE(played(clock, {50, 90}), (std::vector<std::int64_t>{160, 200}));
    }

    void aJumpOfAnHourIsClosedAndSaid()
    {
        StreamClock clock(40ms);
        played(clock, {0, 40});
        const auto place = clock.place(Nanoseconds(1h));
        QCOMPARE(place.time, Nanoseconds(80ms));
        QVERIFY(place.leap > 59min);
    }

    void picturesThatAreReorderedAreNoRestart()
    {
        StreamClock clock(40ms);
        for (const int stamp : {0, 120, 40, 80, 240, 160, 200})
            QCOMPARE(clock.place(Nanoseconds(std::chrono::milliseconds(stamp))).leap, 0ns);
        QCOMPARE(clock.shift(), 0ns);
    }

    void aNewConnectionGoesOnAfterItsGap()
    {
        StreamClock clock(40ms);
        played(clock, {0, 40});
        clock.reconnect(2s);
        QCOMPARE(played(clock, {700000, 700040}), (std::vector<std::int64_t>{2040, 2080}));
    }

    void latenessIsHeldAgainstTheMostPunctualPacket()
    {
        Lateness lateness;
        QCOMPARE(lateness.of(0ms, 1000ms), 0ns);
        QVERIFY(lateness.of(40ms, 1540ms) > 499ms);
        QCOMPARE(lateness.of(80ms, 1580ms) / 10ms, 49);
        QVERIFY(lateness.of(1000ms, 1590ms) <= 0ns);
        QVERIFY(lateness.of(1040ms, 2630ms) > 990ms);
        lateness.reset();
        QCOMPARE(lateness.of(0ms, 9000ms), 0ns);
    }

    void picturesThatAreLeftOutAreToldOnceInAWhile()
    {
        LeftOutPictures pictures;
        QVERIFY(!pictures.take(0ns));
        pictures.add();
        QCOMPARE(pictures.take(1s), std::optional<std::int64_t>(1));
        pictures.add();
        pictures.add();
        QVERIFY(!pictures.take(60s));
        QCOMPARE(pictures.take(61s), std::optional<std::int64_t>(2));
        QVERIFY(!pictures.take(1h));
    }

    void howAConnectionFailsIsSaidWithWhatHelps_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, LiveKind kind, int code, const char* said) {
            QTest::newRow(name) << static_cast<int>(kind) << code << QString::fromUtf8(said);
        };
        const auto device = LiveKind::Device;
        row("unplugged", device, AVERROR(ENOENT), "is not there. Check that it is plugged in.");
        row("taken", device, AVERROR(EBUSY), "is in use. Close the program that uses it.");
        row("somebody else's", device, AVERROR(EACCES),
            "may not be read by this user. Add the user to the group video.");
        row("no camera", device, AVERROR(ENOTTY), "gives no video. Choose another /dev/video device.");
        const auto rtsp = LiveKind::Rtsp;
        row("refused", rtsp, AVERROR(ECONNREFUSED), "refuses the connection. Check host and port");
        row("far away", rtsp, AVERROR(EHOSTUNREACH), "cannot be reached. Check the network.");
        row("no answer", rtsp, AVERROR(ETIMEDOUT), "gave nothing for");
        row("not there", rtsp, AVERROR_HTTP_NOT_FOUND, "has no such stream. Check the path");
        row("not allowed", rtsp, AVERROR_HTTP_UNAUTHORIZED, "refuses user and password. Name its credentials");
        row("nonsense", rtsp, AVERROR_INVALIDDATA, "sends something that is no video. Check the address.");
    }
    void howAConnectionFailsIsSaidWithWhatHelps()
    {
        QFETCH(const int, kind);
        QFETCH(const int, code);
        QFETCH(const QString, said);
        const std::string address = kind == static_cast<int>(LiveKind::Device) ? "/dev/video7" : "rtsp://host/stream";
        const Error error = connectionFailure({address, address, static_cast<LiveKind>(kind)}, code, false);
        QVERIFY2(QString::fromStdString(error.text()).contains(said), error.text().c_str());
        QVERIFY2(error.text().find("'" + address + "'") != std::string::npos, error.text().c_str());
    }

    void piecesAreGivenOneAfterTheOther()
    {
        Pacing pacing;
        Nanoseconds now = 10s;
        for (Nanoseconds stamp{0}; stamp < 6s; stamp += 40ms) { // all there at once
            const auto step = pacing.of(stamp, now);
            QVERIFY(!step.restarted);
            now += step.wait;
        }
        QVERIFY(now > 10s + 5800ms && now < 16s);
    }

    void aClockThatRunsFastIsNotWaitedForLongerAndLonger()
    {
        Pacing pacing;
        Nanoseconds worst{0};
        for (std::int64_t second = 0; second < 86'400; ++second) { // a day, two ten-thousandths fast
            const Nanoseconds stamp = std::chrono::seconds(second);
            worst = std::max(worst, pacing.of(stamp + stamp / 5000, stamp).wait);
        }
        QVERIFY2(worst < 100ms, QByteArray::number(static_cast<qlonglong>(worst.count())));
    }

    void whatIsFarBehindIsCountedAnewOnce()
    {
        Pacing pacing;
        static_cast<void>(pacing.of(0s, 0s));
        QVERIFY(!pacing.of(1s, 1s).restarted);
        QVERIFY(pacing.of(2s, 5s).restarted); // three seconds of silence
        for (int second = 3; second < 20; ++second) {
            const auto step = pacing.of(std::chrono::seconds(second), std::chrono::seconds(second + 3));
            QVERIFY(!step.restarted && step.wait <= 0ns);
        }
    }

    void whatCameWhileAStreamWasExaminedIsCaughtUpWithFirst()
    {
        for (const int step : {200, 40, 16}) // 5, 25 and 60 pictures/s
            for (const int decoded : {0, step / 2}) { // milliseconds from one to the next while there are more
                CatchingUp catching;
                Nanoseconds arrival{0};
                for (int i = 0; i < 120; ++i, arrival += std::chrono::milliseconds(decoded))
                    catching.take(std::chrono::milliseconds(i * step), arrival);
                QVERIFY2(!catching.isOver(), "more is there");
                for (int i = 120; i < 123; ++i, arrival += std::chrono::milliseconds(step))
                    catching.take(std::chrono::milliseconds(i * step), arrival);
                QVERIFY2(catching.isOver(), "each comes in its time");
            }
    }

    void clocksThatDriftApartAreNoLateness()
    {
        Lateness lateness;
        // Ten hours of a camera whose clock loses half a second an hour.
        for (std::int64_t second = 0; second < 36'000; ++second) {
            const Nanoseconds stamp = std::chrono::seconds(second);
            QVERIFY(lateness.of(stamp, stamp + stamp / 7200) < 10ms);
        }
        QVERIFY2(lateness.of(36'000s, 36'000s + 5s + 1500ms) > 1s, "what really comes late is");
    }

    void framesAreThinnedEvenly_data()
    {
        QTest::addColumn<int>("every");
        QTest::newRow("25 a second") << 40;
        QTest::newRow("30 a second") << 33;
        QTest::newRow("12 a second") << 83;
    }
    void framesAreThinnedEvenly()
    {
        QFETCH(const int, every);
        LiveThinning thinning(5.0);
        int given = 0;
        for (int time = 0; time < 20'000; time += every)
            given += thinning.gives(std::chrono::milliseconds(time)) ? 1 : 0;
        QVERIFY2(given >= 95 && given <= 101, std::to_string(given).c_str());
    }

    void aFrameIsAsOldAsItsArrival()
    {
        LiveMailbox mailbox(10s);
        const auto start = LiveMailbox::WallClock::now();
        mailbox.push(numbered(0), start);
        mailbox.push(numbered(1), start + 40ms);
        std::vector<VideoFrame> frames;
        QVERIFY(mailbox.poll(5s, start + 100ms, frames).kind == FeedState::Kind::Waiting);
        QCOMPARE(frames.size(), std::size_t{2});
        QCOMPARE(frames[0].time, Nanoseconds(4900ms));
        QCOMPARE(frames[1].time, Nanoseconds(4940ms));
    }

    void noFrameIsOlderThanThePollBefore()
    {
        LiveMailbox mailbox(10s);
        const auto start = LiveMailbox::WallClock::now();
        std::vector<VideoFrame> frames;
        mailbox.poll(5s, start, frames);
        // Session time stood still while it came.
        mailbox.push(numbered(0), start + 1s);
        mailbox.poll(5s + 10ms, start + 3s, frames);
        QCOMPARE(frames.size(), std::size_t{1});
        QVERIFY(frames[0].time > 5s && frames[0].time <= 5s + 10ms);
    }

    void theNewestFramesWin()
    {
        LiveMailbox mailbox(10s);
        const auto start = LiveMailbox::WallClock::now();
        for (int i = 0; i < 100; ++i)
            mailbox.push(numbered(i), start + i * 1ms);
        std::vector<VideoFrame> frames;
        mailbox.poll(1s, start + 100ms, frames);
        QCOMPARE(frames.size(), std::size_t{8});
        QCOMPARE(frames.back().index, std::int64_t{99});
    }

    void aReaderThatHangsIsNoticedByItsSilence()
    {
        LiveMailbox mailbox(2s);
        const auto start = LiveMailbox::WallClock::now();
        std::vector<VideoFrame> frames;
        mailbox.push(numbered(0), start);
        QVERIFY(mailbox.poll(1s, start + 1s, frames).kind == FeedState::Kind::Waiting);
        const FeedState silent = mailbox.poll(4s, start + 3s, frames);
        QVERIFY(silent.kind == FeedState::Kind::Interrupted);
        QVERIFY(!silent.reason.empty());
        mailbox.push(numbered(1), start + 4s);
        QVERIFY(mailbox.poll(5s, start + 4s, frames).kind == FeedState::Kind::Waiting);
    }

    void theConsumerIsWokenOnceForEachTimeThatItWaits()
    {
        LiveMailbox mailbox(10s);
        int woken = 0;
        mailbox.setWake([&] { ++woken; });
        std::vector<VideoFrame> frames;
        mailbox.poll(0s, LiveMailbox::WallClock::now(), frames);
        mailbox.push(numbered(0), LiveMailbox::WallClock::now());
        mailbox.push(numbered(1), LiveMailbox::WallClock::now());
        QCOMPARE(woken, 1);
        mailbox.poll(1s, LiveMailbox::WallClock::now(), frames);
        mailbox.interrupted("It is off.");
        QCOMPARE(woken, 2);
    }

    void addressesAreToldFromFiles()
    {
        QVERIFY(isLive("rtsp://camera/stream"));
        QVERIFY(isLive("RTSP://camera/stream"));
        QVERIFY(isLive("http://camera/video.mjpg"));
        QVERIFY(isLive("/dev/video0"));
        QVERIFY(isLive("/dev/v4l/by-id/usb-camera-index0"));
        QVERIFY(!isLive("file:///data/street.mp4"));
        QVERIFY(!isLive("/data/street.mp4"));
        QVERIFY(!isLive("street.mp4"));
    }

    void anAddressOfAnUnknownKindIsRefusedWithWhatIsKnown()
    {
        const auto kind = liveKindOf("gopher://camera/stream");
        QVERIFY(!kind);
        QVERIFY(kind.error().text().find("rtsp") != std::string::npos);
        QVERIFY(liveKindOf("rtsp://camera/stream") == LiveKind::Rtsp);
        QVERIFY(liveKindOf("https://camera/live.m3u8") == LiveKind::Network);
        QVERIFY(liveKindOf("/dev/video0") == LiveKind::Device);
    }

    void aPasswordInAnAddressIsRefusedAndNotRepeated_data()
    {
        QTest::addColumn<QString>("address");
        for (const char* address :
             {"rtsp://admin:MARKER-55@camera/stream", "rtsp://admin:MARKER-55#1@camera/s",
              "rtsp://u:MARKER-55/1@camera/s", "rtsp://u:MARKER-55?1@camera/s", "rtsp:/u:MARKER-55@camera/s",
              "RTSP:u:MARKER-55@camera", "http://camera/a@b", "http://camera/v?user=u&pwd=MARKER-55",
              "srt://camera:9000?passphrase=MARKER-55", "http://camera/v?Password=MARKER-55"})
            QTest::newRow(address) << QString::fromUtf8(address);
    }
    void aPasswordInAnAddressIsRefusedAndNotRepeated()
    {
        QFETCH(const QString, address);
        QVERIFY(isLive(address.toStdString()));
        const auto kind = liveKindOf(address.toStdString());
        QVERIFY(!kind);
        QVERIFY2(kind.error().text().find("MARKER-55") == std::string::npos, kind.error().text().c_str());
    }

    void whatOnlyLooksLikeAPasswordIsTaken()
    {
        QVERIFY(liveKindOf("udp://@239.0.0.1:9999").has_value());
        QVERIFY(liveKindOf("http://camera/v?user={user}&pwd={password}").has_value());
        QVERIFY(liveKindOf("rtsp://[fe80::1]:554/s?passage=3").has_value());
    }

    void schemesAreTakenInAnyLetters()
    {
        QCOMPARE(*withCredentials("RTSP://Camera/Path", ""), std::string("rtsp://Camera/Path"));
    }

    void anAddressMaySayWhereUserAndPasswordGo()
    {
        qputenv("JACKDAW_TEST_PLACES", "ad min:p&w");
        QCOMPARE(*withCredentials("http://camera/v?u={user}&pwd={password}", "env:JACKDAW_TEST_PLACES"),
                 std::string("http://camera/v?u=ad%20min&pwd=p%26w"));
    }

    void credentialsComeFromTheEnvironmentOrAFile()
    {
        qputenv("JACKDAW_TEST_PARTS", "admin:a/b:c@d");
        QCOMPARE(*withCredentials("rtsp://camera:554/s", "env:JACKDAW_TEST_PARTS"),
                 std::string("rtsp://admin:a%2Fb%3Ac%40d@camera:554/s"));
        QTemporaryDir folder;
        const std::string file = folder.filePath(QStringLiteral("login")).toStdString();
        const std::string text = "viewer:secret\n";
        writeBytes(file, {text.begin(), text.end()});
        QCOMPARE(*withCredentials("rtsp://camera/s", "file:" + file), std::string("rtsp://viewer:secret@camera/s"));
        QCOMPARE(*withCredentials("rtsp://camera/s", ""), std::string("rtsp://camera/s"));
    }

    void whatIsNotWantedIsKnownBeforeItIsDecoded()
    {
        LiveThinning thinning(5.0);
        QVERIFY(thinning.wouldGive(Nanoseconds{0}));
        QVERIFY(thinning.gives(Nanoseconds{0}));
        QVERIFY(!thinning.wouldGive(fromSeconds(0.04)));
        QVERIFY(!thinning.gives(fromSeconds(0.04)));
        QVERIFY(thinning.wouldGive(fromSeconds(0.2)));
        QVERIFY(LiveThinning(0.0).wouldGive(fromSeconds(0.04)));
    }

    void whatNoOtherPictureNeedsIsLeftOutByTheDecoder()
    {
        JACKDAW_NEED_SHARED_DATA(data);
        const std::string clip = (data / "cases/video/reference.mp4").string(); // with pictures between two others
        const std::size_t all = decoded(clip, PacketDecoder::LeftOut::None);
        const std::size_t needed = decoded(clip, PacketDecoder::LeftOut::Unneeded);
        const std::size_t keys = decoded(clip, PacketDecoder::LeftOut::NotKey);
        QCOMPARE(all, std::size_t{200});
        QVERIFY2(needed < 160 && needed > keys, std::to_string(needed).c_str());
        QVERIFY2(keys >= 2 && keys < 20, std::to_string(keys).c_str());
    }

    void picturesThatAllStandAloneAreKnown()
    {
        const auto mjpeg = PacketDecoder::open(AV_CODEC_ID_MJPEG, nullptr, PacketDecoder::Damage::Refused);
        const auto h264 = PacketDecoder::open(AV_CODEC_ID_H264, nullptr, PacketDecoder::Damage::Refused);
        QVERIFY(mjpeg && mjpeg->isIntraOnly());
        QVERIFY(h264 && !h264->isIntraOnly());
    }

    void smallPicturesAreTheProcessorsBusiness()
    {
        AVCodecParameters parameters{};
        parameters.codec_id = AV_CODEC_ID_H264;
        parameters.height = 288;
        const auto hardware = hardwareFor(*avcodec_find_decoder(AV_CODEC_ID_H264), parameters);
        QVERIFY(!hardware);
        QCOMPARE(hardware.error().message,
                 std::string("pictures of fewer than 720 lines are decoded faster by the processor"));
    }

    void whatHardwareThereIsIsSaidWithItsReason()
    {
        const auto abilities = hardwareAbilities();
        QCOMPARE(abilities.size(), std::size_t{2});
        QCOMPARE(abilities[0].name, std::string("CUDA"));
        QCOMPARE(abilities[1].name, std::string("VAAPI"));
        // What large pictures come to agrees with that; CUDA waits for a run that uses it.
        AVCodecParameters parameters{};
        parameters.codec_id = AV_CODEC_ID_H264;
        parameters.height = 1080;
        const auto hardware = hardwareFor(*avcodec_find_decoder(AV_CODEC_ID_H264), parameters);
        QCOMPARE(hardware.has_value(), abilities[1].missing.empty());
        if (!hardware)
            QVERIFY2(hardware.error().message.find("VAAPI: " + abilities[1].missing) != std::string::npos,
                     hardware.error().message.c_str());
    }

    void credentialsThatLeadNowhereAreNamed()
    {
        QVERIFY(!withCredentials("rtsp://camera/s", "env:JACKDAW_TEST_NOT_SET"));
        QVERIFY(!withCredentials("rtsp://camera/s", "file:/nowhere/login"));
        for (const char* literal : {"admin:MARKER-57", "env:admin:MARKER-57", "file:admin:MARKER-57"}) {
            const auto wrong = withCredentials("rtsp://camera/s", literal);
            QVERIFY(!wrong);
            QVERIFY2(wrong.error().text().find("MARKER-57") == std::string::npos, wrong.error().text().c_str());
        }
        qputenv("JACKDAW_TEST_NO_COLON", "MARKER-56");
        const auto login = withCredentials("rtsp://camera/s", "env:JACKDAW_TEST_NO_COLON");
        QVERIFY(!login);
        QVERIFY(login.error().text().find("MARKER-56") == std::string::npos);
    }

    void captureDevicesAreNamedWithTheNameThatStays()
    {
        QTemporaryDir folder;
        const std::filesystem::path root = folder.path().toStdString();
        for (const char* node : {"video0", "video1", "video2"}) {
            const auto place = root / "sys/class/video4linux" / node;
            std::filesystem::create_directories(place);
            std::ofstream(place / "name") << "Desk camera: " << node << '\n';
            std::ofstream(place / "index") << (std::string(node) == "video1" ? "1\n" : "0\n");
        }
        std::filesystem::create_directories(root / "dev/v4l/by-id");
        std::filesystem::create_symlink("../../video2", root / "dev/v4l/by-id/usb-desk-index0");
        const auto devices = captureDevices(root);
        QCOMPARE(devices.size(), std::size_t{2});
        QVERIFY((devices[0] == CaptureDevice{"/dev/video0", "", "Desk camera: video0"}));
        QVERIFY((devices[1] == CaptureDevice{"/dev/video2", "/dev/v4l/by-id/usb-desk-index0", "Desk camera: video2"}));
        QVERIFY(captureDevices(root / "nowhere").empty());
    }

    void aMomentIsFoundInTheClipThatBeganBeforeIt()
    {
        QTemporaryDir folder;
        const auto make = [&](const char* name) {
            writeBytes(folder.filePath(QString::fromUtf8(name)).toStdString(), {'x'});
        };
        make("00000000000000000000.mkv");
        make("00000000060000000000.mkv");
        make("notes.txt");
        make("cover.mkv");
        const std::string path = folder.path().toStdString();
        QCOMPARE(clipAt(path, 59s)->start, 0ns);
        QCOMPARE(clipAt(path, 61s)->start, Nanoseconds(60s));
        QCOMPARE(clipAt(path, 61s)->file.filename().string(), std::string("00000000060000000000.mkv"));
        QCOMPARE(clipAfter(path, 0s)->start, Nanoseconds(60s));
        QVERIFY(!clipAfter(path, 60s));
        QVERIFY(!clipAt(path, -1s));
        QVERIFY(!clipAt(path + "/missing", 1s));
    }
};

QTEST_GUILESS_MAIN(TestLiveParts)
#include "tst_live_parts.moc"
