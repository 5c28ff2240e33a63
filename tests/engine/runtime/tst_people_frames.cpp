// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/human_labels.h"
#include "engine/runtime/people_frames.h"

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace std::chrono_literals;

namespace {

/// With one object, far from those of other frames.
learning::LabelledFrame labelled(std::int64_t frame, Nanoseconds time, std::uint32_t allowed = 1)
{
    learning::LabelledFrame made;
    made.picture.index = frame;
    made.picture.time = time;
    const auto x = static_cast<float>(frame % 7) * 100.0F;
    made.labels = {{{x, 0, x + 20, 20}, allowed, {}}};
    return made;
}

} // namespace

class TestPeopleFrames : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFrameIsKeptOnceAndInTheOrderOfTime()
    {
        PeopleFrames people;
        for (const int frame : {3, 1, 2})
            people.keep(labelled(frame, frame * 1s));
        people.keep(labelled(2, 2s, 2));
        QCOMPARE(people.size(), std::size_t{3});
        for (std::size_t i = 0; i < 3; ++i)
            QCOMPARE(people.frames()[i].picture.index, static_cast<std::int64_t>(i + 1));
        QCOMPARE(people.frames()[1].labels[0].allowedClasses, 2U);
        people.forget(1);
        QVERIFY(!people.has(1) && people.has(2));
    }

    void theOldestGoBeyondTheMost()
    {
        PeopleFrames people;
        for (std::int64_t frame = 0; frame < 60; ++frame)
            people.keep(labelled(frame, frame * 1s));
        QCOMPARE(people.size(), PeopleFrames::kMost);
        QVERIFY(!people.has(11) && people.has(12) && people.has(59));
    }

    void aFewAreAllLearnedAndOfMoreSomeJudge()
    {
        PeopleFrames people;
        for (std::int64_t frame = 0; frame < 3; ++frame)
            people.keep(labelled(frame, frame * 1s));
        QCOMPARE(people.split().training.size(), std::size_t{3});
        QVERIFY(people.split().heldOut.empty());
        for (std::int64_t frame = 3; frame < 20; ++frame)
            people.keep(labelled(frame, frame * 1s));
        const learning::LabelSplit split = people.split();
        QCOMPARE(split.training.size(), std::size_t{14});
        QCOMPARE(split.heldOut.size(), std::size_t{6});
        QVERIFY(split.heldOutObjects > 0);
        QVERIFY(split.training.back().picture.time < split.heldOut.front().picture.time);
    }

    void whatPeoplePassedOverIsLearnedFromTheGoldenModel()
    {
        const vision::PeopleLabels people{{{{0, 0, 10, 10}, 1U, {}}}, 0b011U};
        const vision::FrameLabels golden{{{50, 0, 60, 10}, 0b001U, {}}, {{80, 0, 90, 10}, 0b100U, {}}};
        const vision::FrameLabels learned = learnedFrom(people, golden);
        QCOMPARE(learned.size(), std::size_t{2});
        QCOMPARE(learned[0].allowedClasses, 1U);
        QCOMPARE(learned[1].allowedClasses, 0b100U);
    }
};

QTEST_GUILESS_MAIN(TestPeopleFrames)
#include "tst_people_frames.moc"
