// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/video/encoded_clip.h"
#include "tests/engine/video/played.h"

#include <QTemporaryDir>
#include <QTest>

#include <string_view>

using namespace jackdaw;
using namespace jackdaw::testing;
using video::VideoReader;

/// MP4 and MOV files to whose end others were copied.
class TestJoinedMovies : public QObject {
    Q_OBJECT

private:
    using Bytes = std::vector<char>;
    static Bytes joined(Bytes first, const Bytes& second)
    {
        first.insert(first.end(), second.begin(), second.end());
        return first;
    }
    std::string path(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)).toStdString(); }
    Bytes clip(const char* name, const char* movflags, int pictures = 25) const
    {
        return encodeClip(path(name), pictures, "bframes=0:keyint=10", movflags) ? readBytes(path(name)) : Bytes();
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void whatCannotBeReadBehindTheFirstOneIsSaid_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("second");
        const auto row = [](const char* how, const Bytes& first, const Bytes& second) {
            QVERIFY(!first.empty() && !second.empty());
            QTest::newRow(how) << QByteArray(first.data(), std::ssize(first))
                               << QByteArray(second.data(), std::ssize(second));
        };
        const Bytes front = clip("front.mp4", "faststart");
        const Bytes back = clip("back.mp4", "");
        const Bytes quickTime = clip("quicktime.mov", "");
        const Bytes fragments = clip("fragments.mp4", "frag_keyframe+empty_moov");
        row("tables in front", front, front);
        row("tables at the end", back, back);
        row("QuickTime", quickTime, quickTime);
        row("three of them", back, joined(front, back));
        row("fragments that count from the file's beginning", fragments, fragments);
        row("such fragments behind a table", back, fragments);
        row("a table behind fragments", fragments, back);
        row("the second is cut off", front, Bytes(back.begin(), back.begin() + std::ssize(back) / 2));
        row("of the second hardly anything came", front, Bytes(back.begin(), back.begin() + 20));
    }
    void whatCannotBeReadBehindTheFirstOneIsSaid()
    {
        QFETCH(const QByteArray, first);
        QFETCH(const QByteArray, second);
        const Bytes both = joined(Bytes(first.begin(), first.end()), Bytes(second.begin(), second.end()));
        writeBytes(path("joined.mp4"), both);
        auto reader = VideoReader::open(path("joined.mp4"));
        QVERIFY2(reader.has_value(), reader ? "" : reader.error().message.c_str());
        const Played played = playOn(**reader);
        QVERIFY2(!played.error && played.frames.size() == 25 && played.faults.size() == 1, played.text().c_str());
        for (std::size_t i = 0; i < played.frames.size(); ++i)
            QCOMPARE(numberIn(played.frames[i]), static_cast<int>(i));
        const VideoFault& fault = played.faults.front();
        QCOMPARE(fault.kind, VideoFaultKind::CutOff);
        const std::string said =
            "a second video was joined to it, whose " + std::to_string(second.size()) + " bytes cannot be read there.";
        QVERIFY2(fault.message.find(said) != std::string::npos, fault.message.c_str());
    }

    void fragmentsThatCountFromThemselvesArePlayedOn()
    {
        const Bytes fragments = clip("movable.mp4", "frag_keyframe+empty_moov+default_base_moof", 100);
        writeBytes(path("joined.mp4"), joined(fragments, fragments));
        auto reader = VideoReader::open(path("joined.mp4"));
        QVERIFY2(reader.has_value(), reader ? "" : reader.error().message.c_str());
        const Played played = playOn(**reader);
        QVERIFY2(!played.error, played.text().c_str());
        // FFmpeg passes over some pictures where the second begins, as every program that is made with it.
        QVERIFY2(played.frames.size() > 180, std::to_string(played.frames.size()).c_str());
        for (std::size_t i = 0; i < 100; ++i) {
            QCOMPARE(numberIn(played.frames[i]), static_cast<int>(i));
            QCOMPARE(numberIn(played.frames[played.frames.size() - 90 + i % 90]), static_cast<int>(10 + i % 90));
        }
        QCOMPARE(played.faults.size(), std::size_t{1});
        QCOMPARE(played.faults.front().kind, VideoFaultKind::TimeRestart);
    }

    void fragmentsThatAreCutOffAreSaid()
    {
        const Bytes whole = clip("whole.mp4", "frag_keyframe+empty_moov", 100);
        const std::string_view name = "moof";
        const auto last = std::find_end(whole.begin(), whole.end(), name.begin(), name.end()) - whole.begin() - 4;
        QVERIFY(last > 0 && last + 200 < std::ssize(whole));
        // In its header, in its table, in its pictures.
        for (const std::ptrdiff_t more : {1, 5, 8, 30, 90, 199}) {
            writeBytes(path("cut.mp4"), Bytes(whole.begin(), whole.begin() + last + more));
            auto reader = VideoReader::open(path("cut.mp4"));
            QVERIFY2(reader.has_value(), reader ? "" : reader.error().message.c_str());
            const Played played = playOn(**reader);
            QVERIFY2(!played.error && played.frames.size() >= 50, played.text().c_str());
            QVERIFY2(played.of(VideoFaultKind::CutOff).size() == 1,
                     (std::to_string(more) + " bytes of it: " + played.text()).c_str());
        }
        writeBytes(path("cut.mp4"), Bytes(whole.begin(), whole.begin() + last));
        auto reader = VideoReader::open(path("cut.mp4"));
        QVERIFY(reader && playOn(**reader).faults.empty());
    }

    void oneAloneIsWhole_data()
    {
        QTest::addColumn<QString>("movflags");
        for (const char* movflags : {"", "faststart", "frag_keyframe+empty_moov", "frag_keyframe", "dash"})
            QTest::newRow(movflags) << QString::fromUtf8(movflags);
    }
    void oneAloneIsWhole()
    {
        QFETCH(const QString, movflags);
        const Bytes bytes = clip("alone.mp4", movflags.toUtf8().constData());
        using namespace std::string_literals;
        for (const std::string& tail : {""s, "\0\0\0\020free12345678"s, "no box at all"s}) {
            writeBytes(path("alone.mp4"), joined(bytes, Bytes(tail.begin(), tail.end())));
            auto reader = VideoReader::open(path("alone.mp4"));
            QVERIFY(reader.has_value());
            const Played played = playOn(**reader);
            QVERIFY2(!played.error && played.frames.size() == 25 && played.faults.empty(), played.text().c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestJoinedMovies)
#include "tst_joined_movies.moc"
