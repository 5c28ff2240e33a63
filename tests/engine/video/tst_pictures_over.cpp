// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/pictures_over.h"
#include "tests/engine/video/clip.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::testing;

/// A few pictures that stand for a whole recording.
class TestPicturesOver : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void picturesComeFromAllOverARecording();
    void ofAShortRecordingTheMiddleIsTheFirst();
    void behindTheEndThereIsNothing();
    void whatCannotBeReadLaterIsLeftOut();

private:
    std::string clip(const char* name, int frames) const
    {
        const std::string path = m_folder.filePath(QString::fromUtf8(name)).toStdString();
        if (const Status written = writeClip(path, frames); !written)
            qWarning("%s", written.error().message.c_str());
        return path;
    }
    static std::vector<int> numbersOf(const Result<std::vector<VideoFrame>>& frames)
    {
        std::vector<int> numbers;
        for (const VideoFrame& frame : frames ? *frames : std::vector<VideoFrame>())
            numbers.push_back(numberIn(frame));
        return numbers;
    }

    QTemporaryDir m_folder;
};

void TestPicturesOver::picturesComeFromAllOverARecording()
{
    const auto reader = video::VideoReader::open(clip("long.mp4", 150)); // 6 s
    QVERIFY(reader);
    const Nanoseconds first = video::usualFirstLook(**reader);
    QCOMPARE(toSeconds(first), 1.0);
    QCOMPARE(numbersOf(video::picturesOver(**reader, first, 4)), (std::vector<int>{25, 25, 75, 125}));
}

void TestPicturesOver::ofAShortRecordingTheMiddleIsTheFirst()
{
    const auto reader = video::VideoReader::open(clip("short.mp4", 20));
    QVERIFY(reader);
    const auto numbers = numbersOf(video::picturesOver(**reader, video::usualFirstLook(**reader), 2));
    QCOMPARE(numbers, (std::vector<int>{10, 10}));
}

void TestPicturesOver::behindTheEndThereIsNothing()
{
    const auto reader = video::VideoReader::open(clip("end.mp4", 20));
    QVERIFY(reader);
    const auto frames = video::picturesOver(**reader, fromSeconds(60.0), 4);
    QVERIFY(frames.has_value() && frames->empty());
}

void TestPicturesOver::whatCannotBeReadLaterIsLeftOut()
{
    const std::string path = clip("cut.mkv", 250);
    auto bytes = readBytes(path);
    bytes.resize(bytes.size() / 2);
    writeBytes(path, bytes);
    const auto reader = video::VideoReader::open(path);
    QVERIFY(reader);
    const auto numbers = numbersOf(video::picturesOver(**reader, fromSeconds(1.0), 4));
    QVERIFY(!numbers.empty() && numbers.front() == 25);
}

QTEST_GUILESS_MAIN(TestPicturesOver)
#include "tst_pictures_over.moc"
