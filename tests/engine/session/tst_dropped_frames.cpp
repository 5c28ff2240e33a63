// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/dropped_frames.h"

#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::session;
using namespace std::chrono_literals;

namespace {

/// Every second picture of ten a second, from 100 s of session time on.
FrameIndexed shown(std::int64_t frame)
{
    return {CameraId{0}, frame, 100ms * frame, 100s + 100ms * frame, {}, {}};
}

FrameIndexed placed(const DroppedFrames& frames, std::int64_t frame, Nanoseconds recorded)
{
    return frames.place(FrameDropped{CameraId{0}, frame}, recorded);
}

} // namespace

class TestDroppedFrames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theyGoOnFromThoseBefore();
    void beforeTwoFramesAreKnownTheEventCounts();
    void afterAGapTheEventCounts();
    void aSourceThatBeganAgainIsNotGoneOnFrom();
    void oneThatBoxesStoodOnIsWhereItWasSeen();
};

void TestDroppedFrames::theyGoOnFromThoseBefore()
{
    DroppedFrames frames(0.2);
    for (const std::int64_t frame : {2, 4, 6})
        frames.see(shown(frame));
    QCOMPARE(placed(frames, 8, 101s), shown(8));
    QCOMPARE(placed(frames, 10, 102s), shown(10));
    frames.forget();
    QCOMPARE(placed(frames, 10, 102s).frameTime, Nanoseconds(102s));
}

void TestDroppedFrames::beforeTwoFramesAreKnownTheEventCounts()
{
    DroppedFrames frames(0.2);
    const FrameIndexed first = placed(frames, 30, 106s);
    QCOMPARE(first.frameTime, Nanoseconds(106s));
    QCOMPARE(first.sourceTime, Nanoseconds(6s));
    frames.see(shown(2));
    QCOMPARE(placed(frames, 4, 101s).frameTime, Nanoseconds(101s));
}

void TestDroppedFrames::afterAGapTheEventCounts()
{
    DroppedFrames frames(0.2);
    frames.see(shown(2));
    FrameIndexed later = shown(4);
    later.frameTime += 60s;
    frames.see(later);
    QCOMPARE(placed(frames, 6, later.frameTime + 400ms).frameTime, later.frameTime + 400ms);
}

void TestDroppedFrames::aSourceThatBeganAgainIsNotGoneOnFrom()
{
    DroppedFrames frames(0.2);
    frames.see(shown(200));
    FrameIndexed again = shown(0);
    again.frameTime = 120200ms;
    frames.see(again);
    QCOMPARE(placed(frames, 2, 121s).frameTime, Nanoseconds(121s));
    again.frame = 2;
    again.frameTime += 200ms;
    frames.see(again);
    QCOMPARE(placed(frames, 1, 121s).frameTime, Nanoseconds(121s));
}

/// Boxes are moved along to a frame, a model looks at it, and at the next one the model comes too late.
void TestDroppedFrames::oneThatBoxesStoodOnIsWhereItWasSeen()
{
    DroppedFrames frames(1.0);
    for (const std::int64_t frame : {2, 4, 4, 6, 6})
        frames.see(shown(frame));
    QCOMPARE(placed(frames, 6, 109s), shown(6));
    QCOMPARE(placed(frames, 4, 109s), shown(4));
    QCOMPARE(placed(frames, 8, 109s), shown(8));
}

QTEST_APPLESS_MAIN(TestDroppedFrames)
#include "tst_dropped_frames.moc"
