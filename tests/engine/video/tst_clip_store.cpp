// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/clip_store.h"

#include "engine/video/demuxer.h"
#include "engine/video/video_reader.h"
#include "tests/engine/video/clip.h"

#include <QTemporaryDir>
#include <QTest>

using namespace jackdaw;
using namespace jackdaw::testing;
using namespace jackdaw::video;

namespace {

namespace fs = std::filesystem;

/// Keeps a recording's packets as if a camera had sent them, \p rounds times; \p seen is told after each packet.
template <class Seen>
void keep(ClipStore& store, const std::string& file, int rounds, Seen seen)
{
    PacketHandle packet(av_packet_alloc());
    Nanoseconds shift{0};
    for (int round = 0; round < rounds; ++round) {
        auto demuxer = Demuxer::open(file, std::make_shared<ReadWatch>());
        QVERIFY(demuxer);
        std::int64_t sent = 0;
        while (demuxer->read(*packet) >= 0) {
            seen(store.write(*packet, demuxer->stream(), shift));
            av_packet_unref(packet.get());
            ++sent;
        }
        shift += fromSeconds(static_cast<double>(sent) / 25.0);
    }
}

std::uint64_t bytesIn(const fs::path& folder)
{
    std::uint64_t sum = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        sum += entry.is_regular_file() ? entry.file_size() : 0;
    return sum;
}

} // namespace

class TestClipStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theLimitCountsTheClipThatIsWritten();
    void aStreamWithoutKeyPicturesKeepsTheLimit();
    void whatIsKeptIsTheNewest();
    void aFolderThatIsLostIsSaidOnce();
    void foldersAreCheckedBeforehand();

private:
    std::string path(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)).toStdString(); }
    QTemporaryDir m_folder;
};

void TestClipStore::initTestCase()
{
    QVERIFY(writeClip(path("camera.mp4"), 250));
}

/// Clips of an hour: nothing but their size ends them.
void TestClipStore::theLimitCountsTheClipThatIsWritten()
{
    const std::uint64_t recorded = fs::file_size(path("camera.mp4"));
    const std::uint64_t limit = 2 * recorded;
    ClipStore store(path("limited"), {limit, std::chrono::hours(1), std::chrono::hours(1)});
    std::uint64_t most = 0;
    keep(store, path("camera.mp4"), 20, [&](const Status& kept) {
        QVERIFY2(kept, kept ? "" : kept.error().text().c_str());
        most = std::max(most, bytesIn(path("limited")));
    });
    QVERIFY(most > limit / 2);
    QVERIFY2(most <= limit, (std::to_string(most) + " of " + std::to_string(limit)).c_str());
}

/// Some cameras refresh their picture bit by bit: after the first one no key picture ends a clip.
void TestClipStore::aStreamWithoutKeyPicturesKeepsTheLimit()
{
    const std::uint64_t limit = fs::file_size(path("camera.mp4"));
    ClipStore store(path("keyless"), {limit, std::chrono::hours(1), std::chrono::hours(1)});
    PacketHandle packet(av_packet_alloc());
    std::uint64_t most = 0;
    bool begun = false;
    for (int round = 0; round < 10; ++round) {
        auto demuxer = Demuxer::open(path("camera.mp4"), std::make_shared<ReadWatch>());
        QVERIFY(demuxer);
        for (; demuxer->read(*packet) >= 0; av_packet_unref(packet.get())) {
            if (std::exchange(begun, true))
                packet->flags &= ~AV_PKT_FLAG_KEY;
            packet->pts += round * 10 * demuxer->stream().time_base.den / demuxer->stream().time_base.num;
            packet->dts += round * 10 * demuxer->stream().time_base.den / demuxer->stream().time_base.num;
            QVERIFY(store.write(*packet, demuxer->stream(), Nanoseconds{0}));
            most = std::max(most, bytesIn(path("keyless")));
        }
    }
    QVERIFY(most > limit / 4);
    QVERIFY2(most <= limit, (std::to_string(most) + " of " + std::to_string(limit)).c_str());
}

void TestClipStore::whatIsKeptIsTheNewest()
{
    const std::uint64_t limit = 2 * fs::file_size(path("camera.mp4"));
    fs::path folder;
    {
        ClipStore store(path("newest"), {limit, std::chrono::hours(1), std::chrono::hours(1)});
        keep(store, path("camera.mp4"), 8, [](const Status&) {});
        folder = store.folder();
    }
    QVERIFY(!clipAt(folder, fromSeconds(5.0)));
    QVERIFY(clipAt(folder, fromSeconds(79.0)));
    auto reader = VideoReader::open(folder.string());
    QVERIFY(reader);
    QVERIFY((*reader)->seek(fromSeconds(79.0)));
    const auto frame = (*reader)->next();
    QVERIFY(frame && *frame);
    QCOMPARE(numberIn(**frame), 225);
}

void TestClipStore::aFolderThatIsLostIsSaidOnce()
{
    writeBytes(path("in-the-way"), {'x'});
    ClipStore store(path("in-the-way"), {});
    int failures = 0;
    QVERIFY(!store.isStopped());
    keep(store, path("camera.mp4"), 2, [&](const Status& kept) { failures += kept ? 0 : 1; });
    QCOMPARE(failures, 1);
    QVERIFY(store.isStopped());
}

void TestClipStore::foldersAreCheckedBeforehand()
{
    QVERIFY(ClipStore::check(path("deep/er/folder")));
    QVERIFY(fs::is_directory(path("deep/er/folder")));
    for (const std::string& folder : {path("camera.mp4"), path("camera.mp4") + "/clips", std::string("/proc/clips")}) {
        const Status checked = ClipStore::check(folder);
        QVERIFY(!checked);
        QVERIFY2(checked.error().message.find("'" + folder + "' cannot be") != std::string::npos,
                 checked.error().text().c_str());
        QVERIFY(!checked.error().action.empty());
    }
}

QTEST_GUILESS_MAIN(TestClipStore)
#include "tst_clip_store.moc"
