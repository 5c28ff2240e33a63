// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/training_set.h"
#include "tests/engine/learning/synthetic_scene.h"

#include <algorithm>
#include <map>
#include <set>

#include <rapidcheck.h>

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::learning;

namespace {

LabelledFrame frameOf(std::int64_t index, const std::vector<std::uint32_t>& tracks)
{
    LabelledFrame frame;
    frame.picture.index = index;
    for (const std::uint32_t track : tracks)
        frame.labels.push_back({{0, 0, 10, 10}, 1U, TrackId{track}});
    return frame;
}

std::set<TrackId> liveTracks(const std::vector<LabelledFrame>& frames)
{
    std::set<TrackId> tracks;
    for (const auto& frame : frames)
        for (const auto& object : frame.labels)
            if (!object.isIgnored())
                tracks.insert(*object.track);
    return tracks;
}

std::uint32_t liveObjects(const std::vector<LabelledFrame>& frames)
{
    std::uint32_t objects = 0;
    for (const auto& frame : frames)
        for (const auto& object : frame.labels)
            objects += object.isIgnored() ? 0 : 1;
    return objects;
}

std::map<std::int64_t, int> perWindow(const std::vector<LabelledFrame>& frames)
{
    std::map<std::int64_t, int> counts;
    for (const auto& frame : frames)
        ++counts[frame.picture.index / 100];
    return counts;
}

std::vector<LabelledFrame> windowOf(std::int64_t number, std::int64_t frames)
{
    std::vector<LabelledFrame> window;
    for (std::int64_t i = 0; i < frames; ++i)
        window.push_back(frameOf(number * 100 + i, {}));
    return window;
}

} // namespace

class TestTrainingSet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLabelledFrameIsKeptAtTheStudentsInputSize()
    {
        const Architecture architecture = jackdaw::testing::smallArchitecture(); // 96 x 96
        LabelledFrame source = jackdaw::testing::syntheticFrame(3, 480, 192);
        source.picture.time = Nanoseconds{77};
        const auto kept = makeLabelledFrame(source.picture, source.labels, architecture.inputSize());
        QVERIFY(kept);
        QCOMPARE(kept->picture.width, 96);
        QCOMPARE(kept->picture.height, 96);
        QCOMPARE(kept->picture.rgb().size(), std::size_t{96 * 96 * 3});
        QCOMPARE(kept->picture.index, std::int64_t{3});
        QCOMPARE(kept->picture.time.count(), std::int64_t{77});
        QCOMPARE(kept->labels.size(), source.labels.size());
        for (std::size_t i = 0; i < kept->labels.size(); ++i) {
            const Box& box = kept->labels[i].box;
            QVERIFY(std::abs(box.x1 * 5 - source.labels[i].box.x1) < 1e-3F);
            QVERIFY(std::abs(box.y2 * 2 - source.labels[i].box.y2) < 1e-3F);
            // The thing itself is where the label says.
            const auto at = static_cast<std::size_t>(int((box.y1 + box.y2) / 2) * 96 + int((box.x1 + box.x2) / 2)) * 3;
            const bool isRed = kept->labels[i].allowedClasses == 1U;
            QVERIFY(kept->picture.rgb()[at + (isRed ? 0 : 1)] > 180);
            QVERIFY(kept->picture.rgb()[at + (isRed ? 1 : 0)] < 80);
        }
    }

    void aLabelledFrameHoldsNothingOfTheCamerasPicture()
    {
        LabelledFrame source = jackdaw::testing::syntheticFrame(3);
        const auto kept =
            makeLabelledFrame(source.picture, source.labels, jackdaw::testing::smallArchitecture().inputSize());
        QVERIFY(kept);
        QVERIFY2(std::ranges::equal(kept->picture.rgb(), source.picture.rgb()),
                 "a picture of the input's size is taken as it is");
        const std::weak_ptr<const Picture> pixels = source.picture.picture;
        source = {};
        QVERIFY(pixels.expired());
    }

    void aFrameWithoutPixelsCannotBeKept()
    {
        const auto kept =
            makeLabelledFrame(VideoFrame{.index = 9}, {}, jackdaw::testing::smallArchitecture().inputSize());
        QVERIFY(!kept);
        QVERIFY2(kept.error().message.find("Frame 9") != std::string::npos, kept.error().message.c_str());
    }

    void partsShareNoFrameAndNoTrack()
    {
        const bool holds = rc::check("splits", [] {
            const auto count = *rc::gen::inRange<std::int64_t>(0, 30);
            std::vector<LabelledFrame> frames;
            for (std::int64_t i = 0; i < count; ++i)
                frames.push_back(
                    frameOf(i, *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange(0U, 12U))));
            const auto fraction = *rc::gen::inRange(0, 101) / 100.0;
            const auto wanted = *rc::gen::inRange(0U, 30U);
            const LabelSplit split = splitByTrackAndTime(frames, {fraction, wanted});
            RC_ASSERT(split.training.size() + split.heldOut.size() == frames.size());
            for (std::size_t i = 0; i < frames.size(); ++i) {
                const bool isHeldOut = i >= split.training.size();
                const auto& frame = isHeldOut ? split.heldOut[i - split.training.size()] : split.training[i];
                RC_ASSERT(frame.picture.index == frames[i].picture.index);
                RC_ASSERT(frame.labels.size() == frames[i].labels.size());
            }
            for (const TrackId track : liveTracks(split.training))
                RC_ASSERT(!liveTracks(split.heldOut).contains(track));
            RC_ASSERT(liveObjects(split.heldOut) == split.heldOutObjects);
        });
        QVERIFY(holds);
    }

    void theLatestFramesAreHeldOut()
    {
        const LabelSplit split = splitByTrackAndTime(windowOf(0, 10));
        QCOMPARE(split.heldOut.size(), std::size_t{3});
        QCOMPARE(split.heldOut.front().picture.index, std::int64_t{7});
    }

    void oneFrameIsForTraining()
    {
        QCOMPARE(splitByTrackAndTime(windowOf(0, 1)).heldOut.size(), std::size_t{0});
        QCOMPARE(splitByTrackAndTime(windowOf(0, 2)).heldOut.size(), std::size_t{1});
        QVERIFY(splitByTrackAndTime({}).training.empty());
    }

    void crossingTracksAreHeldOutUntilThereAreEnough()
    {
        std::vector<LabelledFrame> frames;
        for (std::int64_t i = 0; i < 10; ++i)
            frames.push_back(frameOf(i, {1, 2, 3})); // parked: on both sides, 3 times in the held-out part
        const LabelSplit split = splitByTrackAndTime(frames, {0.3, 4});
        QCOMPARE(split.heldOutObjects, 6U);
        QCOMPARE(liveTracks(split.heldOut).size(), std::size_t{2});
        QCOMPARE(liveTracks(split.training).size(), std::size_t{1});
    }

    void tracksThatTrainingMissesLeastGoFirst()
    {
        std::vector<LabelledFrame> frames;
        for (std::int64_t i = 0; i < 10; ++i)
            frames.push_back(frameOf(i, i == 6 ? std::vector<std::uint32_t>{1, 2} : std::vector<std::uint32_t>{1}));
        frames[8].labels.push_back({{0, 0, 9, 9}, 1U, TrackId{2}});
        const LabelSplit split = splitByTrackAndTime(frames, {0.3, 1});
        QVERIFY(liveTracks(split.heldOut) == std::set<TrackId>{TrackId{2}});
    }

    void ignoredObjectsStayIgnored()
    {
        auto frames = windowOf(0, 10);
        frames[9].labels.push_back({{0, 0, 9, 9}, 0U, TrackId{2}});
        QCOMPARE(splitByTrackAndTime(frames).heldOutObjects, 0U);
    }

    void rehearsalStaysWithinItsCapacity()
    {
        RehearsalMemory memory(10);
        for (std::int64_t window = 0; window < 25; ++window) {
            memory.keep(windowOf(window, 7), 4);
            QVERIFY(memory.size() <= 10);
            QVERIFY(perWindow(memory.sample(10, 1, 0, 0)).contains(window));
        }
        QCOMPARE(memory.size(), std::size_t{10});
    }

    void rehearsalKeepsEveryWindowWhileItCan()
    {
        RehearsalMemory memory(10);
        for (std::int64_t window = 0; window < 7; ++window)
            memory.keep(windowOf(window, 8), 4);
        QCOMPARE(perWindow(memory.sample(10, 1, 0, 0)).size(), std::size_t{7});
        QCOMPARE(perWindow(memory.sample(10, 1, 0, 0)).at(6), 4);
    }

    void keptFramesAreEvenlySpaced()
    {
        RehearsalMemory memory;
        memory.keep(windowOf(0, 12), 4);
        std::set<std::int64_t> kept;
        for (const auto& frame : memory.sample(4, 1, 0, 0))
            kept.insert(frame.picture.index);
        QVERIFY((kept == std::set<std::int64_t>{1, 4, 7, 10}));
    }

    void samplesSpreadOverWindowsWithoutRepeats()
    {
        RehearsalMemory memory;
        for (std::int64_t window = 0; window < 4; ++window)
            memory.keep(windowOf(window, 8), 6);
        for (const auto& [window, count] : perWindow(memory.sample(8, 3, 1, 2)))
            QCOMPARE(count, 2);
        std::set<std::int64_t> seen;
        for (const auto& frame : memory.sample(100, 3, 1, 2))
            QVERIFY(seen.insert(frame.picture.index).second);
        QCOMPARE(seen.size(), std::size_t{24});
    }

    void samplesDependOnTheirKeyAlone()
    {
        RehearsalMemory memory;
        memory.keep(windowOf(0, 40), 40);
        const auto indices = [&](std::uint32_t step) {
            std::vector<std::int64_t> chosen;
            for (const auto& frame : memory.sample(6, 3, 1, step))
                chosen.push_back(frame.picture.index);
            return chosen;
        };
        QCOMPARE(indices(1), indices(1));
        QVERIFY(indices(1) != indices(2));
    }

    void whatIsForgottenIsSampledNoMore()
    {
        RehearsalMemory memory;
        memory.keep(windowOf(0, 1), 1);
        memory.keep(windowOf(1, 3), 3);
        const std::int64_t alone = memory.windows()[0][0].picture.index;
        const std::int64_t one = memory.windows()[1][1].picture.index;
        memory.forget(alone);
        memory.forget(one);
        QCOMPARE(memory.size(), std::size_t{2});
        QCOMPARE(perWindow(memory.sample(4, 1, 0, 0)), (std::map<std::int64_t, int>{{1, 2}}));
        for (const auto& frame : memory.sample(4, 1, 0, 0))
            QVERIFY(frame.picture.index != one);
    }

    void anEmptyMemoryGivesNothing()
    {
        RehearsalMemory memory(0);
        memory.keep(windowOf(0, 4), 4);
        QVERIFY(memory.sample(4, 1, 0, 0).empty());
    }
};

QTEST_GUILESS_MAIN(TestTrainingSet)
#include "tst_training_set.moc"
