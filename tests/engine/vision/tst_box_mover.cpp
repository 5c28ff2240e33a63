// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/vision/box_mover.h"
#include "tests/engine/vision/moving_pictures.h"

#include <QTest>

#include <algorithm>
#include <string>

using namespace jackdaw;
using namespace jackdaw::testing;
using namespace jackdaw::vision;

namespace {

Detection at(float x, float y, float width = 50.0F, float height = 40.0F, std::uint32_t label = 0, float score = 0.8F)
{
    return {{x, y, x + width, y + height}, ClassId{label}, score};
}

std::string text(const Box& box)
{
    return std::to_string(box.x1) + ' ' + std::to_string(box.y1) + ' ' + std::to_string(box.x2) + ' '
        + std::to_string(box.y2);
}

/// True if \p box is \p from, shifted, within \p tolerance pixels.
bool isShifted(const Box& box, const Box& from, float dx, float dy, float tolerance)
{
    return std::abs(box.x1 - from.x1 - dx) <= tolerance && std::abs(box.x2 - from.x2 - dx) <= tolerance
        && std::abs(box.y1 - from.y1 - dy) <= tolerance && std::abs(box.y2 - from.y2 - dy) <= tolerance;
}

} // namespace

class TestBoxMover : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void boxesFollowThePicture_data()
    {
        QTest::addColumn<double>("dx");
        QTest::addColumn<double>("dy");
        for (const auto& [dx, dy] : {std::pair{3.0, 0.0}, {-5.0, 2.0}, {0.0, 9.0}, {14.0, -11.0}, {0.5, 0.25}})
            QTest::addRow("%g, %g", dx, dy) << dx << dy;
    }

    void boxesFollowThePicture()
    {
        QFETCH(const double, dx);
        QFETCH(const double, dy);
        const std::vector<Detection> boxes{at(60, 60), at(180, 40, 30, 60, 1, 0.4F), at(220, 190, 80, 60)};
        const auto moved =
            moveBoxes(boxes, shiftedClouds(kWidth, kHeight, 0, 0), shiftedClouds(kWidth, kHeight, dx, dy));
        QCOMPARE(moved.size(), boxes.size());
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            QVERIFY2(isShifted(moved[i].box, boxes[i].box, static_cast<float>(dx), static_cast<float>(dy), 0.5F),
                     text(moved[i].box).c_str());
            QVERIFY(moved[i].label == boxes[i].label);
            QCOMPARE(moved[i].score, boxes[i].score);
        }
    }

    void aBoxFollowsItsObjectAndOneBesideItStays()
    {
        const std::vector<Detection> boxes{at(100, 100, 60, 40), at(230, 200)};
        const auto moved = moveBoxes(boxes, thingAt(100, 100), thingAt(109, 96));
        QCOMPARE(moved.size(), std::size_t{2});
        QVERIFY2(isShifted(moved[0].box, boxes[0].box, 9, -4, 0.5F), text(moved[0].box).c_str());
        QVERIFY2(isShifted(moved[1].box, boxes[1].box, 0, 0, 0.1F), text(moved[1].box).c_str());
    }

    void onAStillPictureBoxesStay()
    {
        const VideoFrame picture = shiftedClouds(kWidth, kHeight, 0, 0);
        const std::vector<Detection> boxes{at(60, 60), at(180, 40, 30, 60)};
        const auto moved = moveBoxes(boxes, picture, picture);
        QCOMPARE(moved.size(), boxes.size());
        for (std::size_t i = 0; i < boxes.size(); ++i)
            QVERIFY2(isShifted(moved[i].box, boxes[i].box, 0, 0, 0.05F), text(moved[i].box).c_str());
    }

    void whereThereIsNothingToSeeBoxesStay()
    {
        const auto plain = [](int) { return painted(kWidth, kHeight, [](int, int) { return 0.5; }); };
        const std::vector<Detection> boxes{at(60, 60), at(180, 40, 30, 60)};
        QVERIFY(moveBoxes(boxes, plain(0), plain(1)) == boxes);
    }

    void aBoxWhoseObjectIsGoneIsDropped()
    {
        const std::vector<Detection> boxes{at(100, 100, 60, 40)};
        const VideoFrame gone = painted(kWidth, kHeight, [](int, int) { return 0.5; });
        QVERIFY(moveBoxes(boxes, thingAt(100, 100), gone).empty());
    }

    void whereThePictureIsAnotherOneNothingIsLeft()
    {
        const std::vector<Detection> boxes{at(60, 60), at(180, 40, 30, 60), at(220, 190, 80, 60)};
        const auto other = shiftedClouds(kWidth, kHeight, 4711, 1234);
        QVERIFY(moveBoxes(boxes, shiftedClouds(kWidth, kHeight, 0, 0), other).size() <= 1);
    }

    void aBoxThatLeavesThePictureIsCutAndThenDropped()
    {
        const std::vector<Detection> boxes{at(10, 100, 60, 40), at(-25, 200, 70, 50)};
        const auto moved = [&](double dx) {
            return moveBoxes(boxes, shiftedClouds(kWidth, kHeight, 0, 0), shiftedClouds(kWidth, kHeight, dx, 0));
        };
        const auto cut = moved(-12.0);
        QCOMPARE(cut.size(), std::size_t{1});
        QCOMPARE(cut[0].box.x1, 0.0F);
        QVERIFY2(std::abs(cut[0].box.x2 - 58.0F) < 0.5F, text(cut[0].box).c_str());
        QCOMPARE(moved(-6.0).size(), std::size_t{1});
        const auto back = moved(6.0);
        QCOMPARE(back.size(), std::size_t{2});
        QCOMPARE(back[1].box.x1, 0.0F);
        QVERIFY2(std::abs(back[1].box.x2 - 51.0F) < 0.5F, text(back[1].box).c_str());
    }

    /// Pictures are made small for the flow; boxes are in pixels of the picture all the same.
    void boxesOfLargePicturesFollowThemInTheirOwnPixels()
    {
        const double scale = 1920.0 / kWidth;
        const std::vector<Detection> boxes{at(400, 300, 260, 200), at(1200, 600, 200, 320)};
        const auto moved =
            moveBoxes(boxes, shiftedClouds(1920, 1080, 0, 0, scale), shiftedClouds(1920, 1080, 46, -30, scale));
        QCOMPARE(moved.size(), boxes.size());
        for (std::size_t i = 0; i < boxes.size(); ++i)
            QVERIFY2(isShifted(moved[i].box, boxes[i].box, 46, -30, 2.5F), text(moved[i].box).c_str());
    }

    void boxesThatReachOutOfThePictureOrAreTinyDoNoHarm()
    {
        const std::vector<Detection> boxes{at(-30, 100),       at(340, 270),   at(100, 100, 2, 2),
                                           at(100, 100, 0, 0), at(-200, -200), at(0, 0, kWidth, kHeight)};
        const auto moved = moveBoxes(boxes, shiftedClouds(kWidth, kHeight, 0, 0), shiftedClouds(kWidth, kHeight, 2, 1));
        QVERIFY(moved.size() <= boxes.size());
        for (const Detection& detection : moved) {
            const bool stood = std::find(boxes.begin(), boxes.end(), detection) != boxes.end();
            const Box& box = detection.box;
            QVERIFY2(stood || (box.x1 >= 0 && box.y1 >= 0 && box.x2 <= kWidth && box.y2 <= kHeight), text(box).c_str());
        }
    }

    void withoutTwoPicturesOfOneSizeBoxesAreAsTheyWere()
    {
        const std::vector<Detection> boxes{at(60, 60)};
        const VideoFrame picture = shiftedClouds(kWidth, kHeight, 0, 0);
        const VideoFrame other = shiftedClouds(kWidth / 2, kHeight, 4, 0);
        VideoFrame none{.width = kWidth, .height = kHeight};
        QVERIFY(moveBoxes(boxes, picture, other) == boxes);
        QVERIFY(moveBoxes(boxes, none, picture) == boxes);
        QVERIFY(moveBoxes(boxes, picture, none) == boxes);
        QVERIFY(moveBoxes({}, picture, shiftedClouds(kWidth, kHeight, 4, 0)).empty());
    }

    void theSamePicturesGiveTheSameBoxes()
    {
        const std::vector<Detection> boxes{at(60, 60), at(180, 40, 30, 60), at(220, 190, 80, 60)};
        const VideoFrame from = shiftedClouds(kWidth, kHeight, 0, 0);
        const VideoFrame to = shiftedClouds(kWidth, kHeight, 6.3, -2.7);
        const auto first = moveBoxes(boxes, from, to);
        QVERIFY(first != boxes);
        for (int i = 0; i < 5; ++i)
            QVERIFY(moveBoxes(boxes, from, to) == first);
    }

    /// Error does not pile up faster than a pixel in twenty steps.
    void boxesThatAreMovedFromFrameToFrameStayOnTheirObject()
    {
        std::vector<Detection> boxes{at(60, 100, 60, 40)};
        VideoFrame before = thingAt(60, 100);
        for (int step = 1; step <= 20; ++step) {
            VideoFrame next = thingAt(60 + 7 * step, 100 + 2 * step);
            boxes = moveBoxes(boxes, before, next);
            QCOMPARE(boxes.size(), std::size_t{1});
            before = std::move(next);
        }
        QVERIFY2(isShifted(boxes[0].box, at(60, 100, 60, 40).box, 140, 40, 2.0F), text(boxes[0].box).c_str());
    }
};

QTEST_GUILESS_MAIN(TestBoxMover)
#include "tst_box_mover.moc"
