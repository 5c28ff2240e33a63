// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/vision/tracker.h"

#include <set>

using namespace jackdaw;
using namespace jackdaw::vision;

namespace {

LabelledObject car(float x, float y = 0.0F)
{
    return {{x, y, x + 20, y + 10}, 2U, std::nullopt};
}
LabelledObject person(float x)
{
    return {{x, 0, x + 20, 10}, 1U, std::nullopt};
}

FrameLabels tracked(Tracker& tracker, FrameLabels labels)
{
    tracker.assign(labels);
    return labels;
}

} // namespace

class TestTracker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStandingObjectKeepsItsTrack();
    void aMovingObjectKeepsItsTrackWithoutOverlap();
    void twoObjectsKeepApart();
    void anotherClassIsAnotherTrack();
    void aHiddenObjectComesBackAsItself();
    void anObjectGoneForLongIsForgotten();
    void everyObjectHasATrackAndNoTwoShareOne();
};

void TestTracker::aStandingObjectKeepsItsTrack()
{
    Tracker tracker;
    for (int i = 0; i < 5; ++i)
        QVERIFY(tracked(tracker, {car(100)})[0].track == TrackId{0});
}

void TestTracker::aMovingObjectKeepsItsTrackWithoutOverlap()
{
    Tracker tracker;
    for (int i = 0; i < 5; ++i)
        QVERIFY(tracked(tracker, {car(20.5F * float(i))})[0].track == TrackId{0});
}

void TestTracker::twoObjectsKeepApart()
{
    Tracker tracker;
    const auto first = tracked(tracker, {car(0), car(200)});
    const auto second = tracked(tracker, {car(203), car(3)});
    QVERIFY(first[0].track == second[1].track);
    QVERIFY(first[1].track == second[0].track);
}

void TestTracker::anotherClassIsAnotherTrack()
{
    Tracker tracker;
    const auto first = tracked(tracker, {car(0)});
    const auto second = tracked(tracker, {person(0)});
    QVERIFY(first[0].track != second[0].track);
}

void TestTracker::aHiddenObjectComesBackAsItself()
{
    Tracker tracker;
    const auto before = tracked(tracker, {car(0)});
    tracked(tracker, {});
    tracked(tracker, {});
    QVERIFY(tracked(tracker, {car(2)})[0].track == before[0].track);
}

void TestTracker::anObjectGoneForLongIsForgotten()
{
    Tracker tracker;
    const auto before = tracked(tracker, {car(0)});
    for (int i = 0; i < 10; ++i)
        tracked(tracker, {});
    QVERIFY(tracked(tracker, {car(0)})[0].track != before[0].track);
}

void TestTracker::everyObjectHasATrackAndNoTwoShareOne()
{
    Tracker tracker;
    for (int i = 0; i < 6; ++i) {
        FrameLabels labels;
        for (int k = 0; k < 12; ++k)
            labels.push_back(car(float(k * 7 + i * 3), float((k * 5) % 11)));
        tracker.assign(labels);
        std::set<TrackId> tracks;
        for (const LabelledObject& object : labels)
            tracks.insert(object.track.value());
        QCOMPARE(tracks.size(), labels.size());
    }
}

QTEST_GUILESS_MAIN(TestTracker)
#include "tst_tracker.moc"
