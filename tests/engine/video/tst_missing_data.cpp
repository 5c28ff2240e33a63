// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Recordings of which a part is gone without a trace in what is left.

#include <QTemporaryDir>
#include <QTest>

#include "engine/video/ffmpeg_handles.h"
#include "engine/video/recorded_feed.h"
#include "tests/engine/video/clip.h"
#include "tests/engine/video/played.h"
#include "tests/support/shared_data.h"

using namespace jackdaw;
using namespace jackdaw::testing;
using video::RecordedFeed;
using video::VideoReader;

namespace {

constexpr Nanoseconds kForever{std::int64_t{1} << 60};

/// The packets of \p from in another container, by the extension of \p to; an MP4 file's table of contents first.
bool remux(const std::string& from, const std::string& to)
{
    AVFormatContext* in = nullptr;
    if (avformat_open_input(&in, from.c_str(), nullptr, nullptr) < 0)
        return false;
    const video::InputHandle input(in);
    AVFormatContext* out = nullptr;
    if (avformat_find_stream_info(in, nullptr) < 0
        || avformat_alloc_output_context2(&out, nullptr, nullptr, to.c_str()) < 0)
        return false;
    const video::OutputHandle output(out);
    AVStream* stream = avformat_new_stream(out, nullptr);
    avcodec_parameters_copy(stream->codecpar, in->streams[0]->codecpar);
    stream->codecpar->codec_tag = 0;
    AVDictionary* options = nullptr;
    av_dict_set(&options, "movflags", "+faststart", 0);
    const bool begun =
        avio_open(&out->pb, to.c_str(), AVIO_FLAG_WRITE) >= 0 && avformat_write_header(out, &options) >= 0;
    av_dict_free(&options);
    const video::PacketHandle packet(av_packet_alloc());
    while (begun && av_read_frame(in, packet.get()) >= 0) {
        packet->stream_index = 0;
        packet->pos = -1;
        av_packet_rescale_ts(packet.get(), in->streams[0]->time_base, stream->time_base);
        if (av_interleaved_write_frame(out, packet.get()) < 0)
            return false;
    }
    return begun && av_write_trailer(out) >= 0;
}

} // namespace

class TestMissingData : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::string path(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)).toStdString(); }
    static std::string shared(const std::string& name) { return (*sharedData() / "cases/video" / name).string(); }

private Q_SLOTS:
    void initTestCase();
    void picturesOfAStretchThatWasOverwrittenAreCounted_data();
    void picturesOfAStretchThatWasOverwrittenAreCounted();
    void aHeaderThatIsCutOffIsCalledThat();
    void howAFileWasCutOffIsSaidOnce();
};

void TestMissingData::initTestCase()
{
    QVERIFY(m_folder.isValid());
    JACKDAW_NEED_SHARED_DATA(shared);
}

void TestMissingData::picturesOfAStretchThatWasOverwrittenAreCounted_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    for (const auto& [from, to] : {std::pair(0.4, 0.55), std::pair(0.3, 0.34), std::pair(0.6, 0.7)})
        for (const char* file : {"stretch.flv", "stretch.ts", "stretch.mkv"})
            QTest::addRow("%s from %g", file, from) << QString::fromUtf8(file) << from << to;
}

/// A disk or a network gave zeros instead of data: pictures of which nothing is left are counted by the time that is
/// missing.
void TestMissingData::picturesOfAStretchThatWasOverwrittenAreCounted()
{
    QFETCH(QString, file);
    QFETCH(double, from);
    QFETCH(double, to);
    const std::string whole = path(file.toUtf8().constData());
    QVERIFY(remux(shared("reference.mp4"), whole));
    const std::size_t pictures = play(whole).frames.size();
    QCOMPARE(pictures, std::size_t{200});
    QVERIFY(play(whole).faults.empty());
    auto bytes = readBytes(whole);
    const auto at = [&](double part) {
        return bytes.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(bytes.size()));
    };
    std::fill(at(from), at(to), '\0');
    writeBytes(whole, bytes);
    const Played played = play(whole);
    QVERIFY2(!played.error && played.frames.size() < pictures - 2, played.text().c_str());
    std::size_t lost = 0;
    for (const VideoFault& fault : played.of(VideoFaultKind::Damaged))
        lost += fault.count;
    // Of some that count as damaged a picture came out.
    QVERIFY2(lost + played.frames.size() >= pictures && lost + played.frames.size() <= pictures + 3,
             played.text().c_str());
}

void TestMissingData::aHeaderThatIsCutOffIsCalledThat()
{
    const std::string whole = path("whole.mp4");
    QVERIFY(remux(shared("reference.mp4"), whole));
    const auto bytes = readBytes(whole); // its table of contents is in front
    for (std::size_t length = 8; length < 3000; length += 8) {
        writeBytes(path("header.mp4"), {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length)});
        const auto reader = VideoReader::open(path("header.mp4"));
        QVERIFY(!reader);
        QVERIFY2(reader.error().text().find("none") == std::string::npos, reader.error().text().c_str());
    }
}

/// Once as what was wrong with the video; the camera's end does not repeat it.
void TestMissingData::howAFileWasCutOffIsSaidOnce()
{
    const auto feed = RecordedFeed::open({.id = CameraId{0}, .name = "gate", .source = shared("tail-cut.ts")});
    QVERIFY(feed.has_value());
    std::vector<VideoFrame> frames;
    (*feed)->collect(kForever, frames);
    const auto faults = (*feed)->takeFaults();
    QCOMPARE(faults.size(), std::size_t{1});
    const auto end = (*feed)->ended();
    QVERIFY(end && !end->regular);
    QVERIFY2(end->reason.find("cut off") != std::string::npos && end->reason != faults[0].message, end->reason.c_str());
}

QTEST_GUILESS_MAIN(TestMissingData)
#include "tst_missing_data.moc"
