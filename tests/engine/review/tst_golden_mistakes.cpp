// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/review/corrected_labels.h"
#include "engine/review/golden_mistakes.h"

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::review;

namespace {

constexpr CameraId kGate{0};
constexpr CameraId kYard{1};
constexpr ClassId kPerson{0};
constexpr ClassId kCar{1};

Box at(float left)
{
    return {left, 20, left + 30, 50};
}

/// The golden model says: a car at 0, a car at 100, a person at 200.
ReviewSheet sheetOf(std::vector<FrameKey> keys)
{
    ReviewSheet sheet;
    sheet.classes = {"person", "car"};
    for (const FrameKey& key : keys) {
        ReviewFrame frame;
        frame.key = key;
        frame.golden = {{at(0), kCar, 0.9F}, {at(100), kCar, 0.8F}, {at(200), kPerson, 0.7F}};
        sheet.frames.push_back(frame);
    }
    return sheet;
}

Correction says(std::vector<CorrectedObject> objects)
{
    return {ReviewVerdict::Corrected, std::move(objects)};
}

} // namespace

/// What people's corrections say of the golden model, and as what they go into label files.
class TestGoldenMistakes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfMistakeIsCounted();
    void whatWasAcceptedIsRight();
    void theRightClassIsMatchedFirst();
    void whatIsNotDoneSaysNothing();
    void aCameraIsCountedAlone();
    void emptyFramesAreLabelledToo();
    void aFrameBeyondWhatLabelFilesNumberIsRefused();
};

void TestGoldenMistakes::everyKindOfMistakeIsCounted()
{
    // The car at 0 is right, that at 100 a person, there is no person at 200, and a car at 300 was missed.
    const auto found = goldenMistakes(sheetOf({{kGate, 1}}),
                                      {{{kGate, 1}, says({{kCar, at(2)}, {kPerson, at(100)}, {kCar, at(300)}})}});
    QCOMPARE(found.size(), std::size_t{2});
    QVERIFY((found[0] == GoldenMistakes{kPerson, 1, 0, 1, 0, 1}));
    QVERIFY((found[1] == GoldenMistakes{kCar, 2, 1, 0, 1, 0}));
}

void TestGoldenMistakes::whatWasAcceptedIsRight()
{
    const ReviewSheet sheet = sheetOf({{kGate, 1}});
    const Correction accepted{ReviewVerdict::Accepted, objectsOf(sheet.frames[0].golden)};
    const auto found = goldenMistakes(sheet, {{{kGate, 1}, accepted}});
    QVERIFY((found[0] == GoldenMistakes{kPerson, 1, 1, 0, 0, 0}));
    QVERIFY((found[1] == GoldenMistakes{kCar, 2, 2, 0, 0, 0}));
}

/// A car half behind a person: the label of the car is nearer to the person's box.
void TestGoldenMistakes::theRightClassIsMatchedFirst()
{
    ReviewSheet sheet = sheetOf({{kGate, 1}});
    sheet.frames[0].golden = {{at(10), kCar, 0.9F}};
    const auto found = goldenMistakes(sheet, {{{kGate, 1}, says({{kPerson, at(9)}, {kCar, at(0)}})}});
    QVERIFY((found[0] == GoldenMistakes{kPerson, 1, 0, 0, 1, 0}));
    QVERIFY((found[1] == GoldenMistakes{kCar, 1, 1, 0, 0, 0}));
}

void TestGoldenMistakes::whatIsNotDoneSaysNothing()
{
    const auto found = goldenMistakes(sheetOf({{kGate, 1}, {kGate, 2}}), {{{kGate, 1}, {ReviewVerdict::Begun, {}}}});
    QVERIFY((found[0] == GoldenMistakes{kPerson}));
    QVERIFY((found[1] == GoldenMistakes{kCar}));
}

void TestGoldenMistakes::aCameraIsCountedAlone()
{
    const Corrections corrections{{{kGate, 1}, says({})}, {{kYard, 1}, says({})}};
    const ReviewSheet sheet = sheetOf({{kGate, 1}, {kYard, 1}});
    QCOMPARE(goldenMistakes(sheet, corrections)[1].falseAlarms, 4U);
    QCOMPARE(goldenMistakes(sheet, corrections, kYard)[1].falseAlarms, 2U);
}

void TestGoldenMistakes::emptyFramesAreLabelledToo()
{
    CameraAdded gate;
    gate.camera = kGate;
    gate.width = 640;
    gate.height = 360;
    const Corrections corrections{{{kGate, 1}, says({})},
                                  {{kGate, 5}, says({{kCar, at(10)}})},
                                  {{kGate, 6}, {ReviewVerdict::Begun, {{kCar, at(10)}}}},
                                  {{kYard, 2}, says({})}};
    const auto document = correctedLabels(corrections, gate, {"person", "car"});
    QVERIFY(document);
    QCOMPARE(document->frames.size(), std::size_t{2});
    QVERIFY(document->frames.at(1).empty());
    QCOMPARE(document->names.at(document->frames.at(5).front().name), std::string("car"));
    QVERIFY((document->size == vision::PictureSize{640, 360}));
    QCOMPARE(document->declared.size(), std::size_t{2});
}

void TestGoldenMistakes::aFrameBeyondWhatLabelFilesNumberIsRefused()
{
    CameraAdded gate;
    gate.camera = kGate;
    gate.name = "gate";
    const auto document =
        correctedLabels({{{kGate, vision::kLastAnnotatedFrame + 1}, says({})}}, gate, {"person", "car"});
    QVERIFY(!document);
    QVERIFY2(document.error().message.find("gate") != std::string::npos, document.error().text().c_str());
}

QTEST_GUILESS_MAIN(TestGoldenMistakes)
#include "tst_golden_mistakes.moc"
