// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/review/review_sheet.h"

#include <QTemporaryDir>
#include <QTest>

using namespace jackdaw;
using namespace jackdaw::review;

namespace {

constexpr CameraId kGate{0};
constexpr CameraId kYard{1};
const std::vector<std::string> kClasses{"person", "car"};

Detection box(float left, std::uint32_t label = 1, float score = 0.9F)
{
    return {{left, 20, left + 30, 50}, ClassId{label}, score};
}

ReviewFrame frame(CameraId camera, std::int64_t number, std::vector<Detection> golden, std::vector<Detection> standing)
{
    ReviewFrame made;
    made.key = {camera, number};
    made.frameTime = std::chrono::seconds(number);
    made.served = true;
    made.golden = std::move(golden);
    made.standing = std::move(standing);
    return made;
}

GoldenLabelled labelled(CameraId camera, std::int64_t number, std::vector<Detection> labels)
{
    return {camera, number, std::chrono::seconds(number), std::move(labels), {}};
}

FrameIndexed indexed(CameraId camera, std::int64_t number, std::vector<Detection> boxes, std::uint32_t version = 1)
{
    FrameIndexed made{camera,
                      number,
                      std::chrono::milliseconds(number * 500),
                      std::chrono::seconds(number),
                      WeightsVersion{version},
                      std::move(boxes)};
    return made;
}

/// What happens at an instant of the session.
struct Told {
    FrameCollector& collector;
    void at(std::int64_t seconds, EventBody body) const
    {
        collector.label({std::chrono::seconds(seconds), 0, std::move(body)});
    }
};

std::vector<std::int64_t> numbers(const ReviewSheet& sheet)
{
    std::vector<std::int64_t> numbers;
    for (const ReviewFrame& each : sheet.frames)
        numbers.push_back(each.key.frame);
    return numbers;
}

} // namespace

/// Which of the frames that the golden model labelled a person should look at.
class TestReviewSheet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWorstDisagreementComesFirst();
    void hardlySureLabelsAreWorthALook();
    void whereAllIsWellThereAreSpotChecksFromAllOver();
    void anUntrainedStudentDisagreesWithNobody();
    void falseAlarmsOnAnEmptyStreetAreADisagreement();
    void whatALabelLeavesOpenIsNoDisagreement();
    void theFirstFramesOfADriftComeBeforeAll();
    void anAlertThatIsOverIsNoDrift();
    void ofADroppedFrameStandsWhatStoodBefore();
    void whatWasFoundOnAFrameLaterDoesNotCount();
    void ofAFrameThatWasLabelledTwiceTheNewestLabelsCount();
    void tooManyFramesAreLeftOutAndCounted();
    void framesThatShowNearlyTheSameComeLater();
    void theQuestionedPartHoldsWhatHasNoPartner();
    void aSessionIsReadInParts();
    void readingEndsWhenItIsCancelled();
};

void TestReviewSheet::theWorstDisagreementComesFirst()
{
    const auto sheet =
        ranked({frame(kGate, 1, {box(0), box(100)}, {box(0), box(100)}), frame(kGate, 2, {box(0), box(100)}, {box(0)}),
                frame(kYard, 3, {box(0), box(100), box(200)}, {box(0, 0), box(300)})},
               {}, kClasses);
    QCOMPARE(numbers(sheet), (std::vector<std::int64_t>{3, 2, 1}));
    QVERIFY(sheet.frames[0].reason == ReviewReason::Disagreement);
    QVERIFY(sheet.frames[1].reason == ReviewReason::Disagreement);
    QVERIFY(sheet.frames[2].reason == ReviewReason::SpotCheck);
    QCOMPARE(sheet.frames[0].right, 0U);
    QCOMPARE(sheet.frames[0].wrong, 2U);
    QCOMPARE(sheet.frames[0].missed, 3U);
    QVERIFY(std::abs(sheet.frames[1].f1->value - 2.0 / 3.0) < 1e-9);
    QCOMPARE(sheet.frames[2].worth, 0.0);
}

void TestReviewSheet::hardlySureLabelsAreWorthALook()
{
    const std::vector<Detection> unsure{box(0, 1, 0.3F), box(100, 1, 0.35F)};
    const auto sheet = ranked({frame(kGate, 1, {box(0)}, {box(0)}), frame(kGate, 2, unsure, unsure)}, {}, kClasses);
    QCOMPARE(numbers(sheet), (std::vector<std::int64_t>{2, 1}));
    QVERIFY(sheet.frames[0].reason == ReviewReason::LowScores);
}

void TestReviewSheet::whereAllIsWellThereAreSpotChecksFromAllOver()
{
    std::vector<ReviewFrame> frames;
    for (std::int64_t number = 0; number < 100; ++number)
        frames.push_back(frame(kGate, number, {box(0)}, {box(0)}));
    const auto sheet = ranked(frames, {}, kClasses);
    auto first = numbers(sheet);
    first.resize(20);
    QVERIFY(*std::max_element(first.begin(), first.end()) > 70);
    QVERIFY(*std::min_element(first.begin(), first.end()) < 30);
    std::reverse(frames.begin(), frames.end());
    QCOMPARE(numbers(ranked(frames, {}, kClasses)), numbers(sheet));
}

void TestReviewSheet::anUntrainedStudentDisagreesWithNobody()
{
    FrameCollector collector;
    collector.label({{}, 0, labelled(kGate, 1, {box(0)})});
    collector.place(indexed(kGate, 1, {}, 0));
    const auto sheet = collector.finish(kClasses);
    QVERIFY(!sheet.frames.at(0).served);
    QVERIFY(sheet.frames.at(0).reason == ReviewReason::SpotCheck);
    QCOMPARE(sheet.frames.at(0).missed, 0U);
}

void TestReviewSheet::falseAlarmsOnAnEmptyStreetAreADisagreement()
{
    const auto sheet = ranked({frame(kGate, 1, {}, {box(0)}), frame(kGate, 2, {}, {})}, {}, kClasses);
    QCOMPARE(numbers(sheet), (std::vector<std::int64_t>{1, 2}));
    QVERIFY(sheet.frames[0].reason == ReviewReason::Disagreement);
    QVERIFY(!sheet.frames[0].f1);
}

/// A label file's objects that count neither way, and those that may be of several classes.
void TestReviewSheet::whatALabelLeavesOpenIsNoDisagreement()
{
    const std::vector<ReferenceObject> reference{{box(0).box, 0b10}, {box(100).box, 0}, {box(200).box, 0b11}};
    ReviewFrame open = frame(kGate, 1, {box(0), box(200)}, {box(0), box(100), box(200, 0), box(300)});
    open.reference = reference;
    QVERIFY(questionedPart(open) == (Box{300, 20, 330, 50}));
    const auto sheet = ranked({open}, {}, kClasses);
    QCOMPARE(sheet.frames[0].right, 2U);
    QCOMPARE(sheet.frames[0].wrong, 1U);
    QCOMPARE(sheet.frames[0].missed, 0U);
}

void TestReviewSheet::theFirstFramesOfADriftComeBeforeAll()
{
    FrameCollector collector;
    const Told told{collector};
    told.at(0, WindowStarted{WindowId{0}, std::chrono::seconds(10)});
    told.at(3, labelled(kGate, 3, {box(0)}));
    told.at(10, WindowClosed{WindowId{0}, {}});
    told.at(10, WindowStarted{WindowId{1}, std::chrono::seconds(10)});
    for (std::int64_t number = 11; number < 18; ++number)
        told.at(number, labelled(kGate, number, {box(0)}));
    told.at(12, labelled(kYard, 12, {box(0)}));
    told.at(20, WindowClosed{WindowId{1}, {}});
    told.at(20, WindowStarted{WindowId{2}, std::chrono::seconds(10)});
    told.at(20, Alert{Severity::Warning, kGate, "What the gate sees has changed.", {}, AlertTopic::Drift});
    told.at(21, labelled(kGate, 21, {box(0)}));
    const auto sheet = collector.finish(kClasses);
    QCOMPARE(sheet.frames.size(), std::size_t{10});
    auto first = numbers(sheet);
    first.resize(kFramesOfDrift);
    QCOMPARE(first, (std::vector<std::int64_t>{11, 12, 13, 14}));
    for (std::size_t i = 0; i < sheet.frames.size(); ++i) {
        QCOMPARE(sheet.frames[i].reason == ReviewReason::AfterDrift, i < kFramesOfDrift);
        QVERIFY(i >= kFramesOfDrift || sheet.frames[i].key.camera == kGate);
    }
}

void TestReviewSheet::anAlertThatIsOverIsNoDrift()
{
    FrameCollector collector;
    const Told told{collector};
    told.at(0, WindowStarted{WindowId{0}, std::chrono::seconds(10)});
    told.at(3, labelled(kGate, 3, {box(0)}));
    told.at(10, WindowClosed{WindowId{0}, {}});
    told.at(10, Alert{Severity::Info, kGate, "It has caught up.", {}, AlertTopic::Drift});
    told.at(10, Alert{Severity::Warning, kGate, "Its pictures are dark.", {}, AlertTopic::Camera});
    QVERIFY(collector.finish(kClasses).frames.at(0).reason == ReviewReason::SpotCheck);
}

void TestReviewSheet::ofADroppedFrameStandsWhatStoodBefore()
{
    FrameCollector collector;
    CameraAdded gate;
    gate.camera = kGate;
    gate.framesPerSecond = 20.0;
    gate.speed = 2.0;
    collector.label({{}, 0, gate});
    collector.label({{}, 0, labelled(kGate, 5, {box(0)})});
    collector.label({{}, 0, labelled(kGate, 9, {box(0)})});
    collector.place(indexed(kGate, 4, {box(0)}));
    collector.place(indexed(kYard, 5, {box(200)}));
    collector.place(indexed(kGate, 6, {box(100)}));
    const auto sheet = collector.finish(kClasses);
    QCOMPARE(sheet.frames.size(), std::size_t{2});
    for (const ReviewFrame& each : sheet.frames) {
        QVERIFY(each.served);
        QCOMPARE(each.standing, each.key.frame == 5 ? std::vector{box(0)} : std::vector{box(100)});
        QCOMPARE(each.sourceTime, fromSeconds(static_cast<double>(each.key.frame) * 0.1));
    }
}

void TestReviewSheet::whatWasFoundOnAFrameLaterDoesNotCount()
{
    FrameCollector collector;
    collector.label({{}, 0, labelled(kGate, 5, {box(0)})});
    collector.place(indexed(kGate, 5, {box(60)}));
    collector.place(indexed(kGate, 5, {box(0)}));
    const auto sheet = collector.finish(kClasses);
    QCOMPARE(sheet.frames.at(0).standing, std::vector{box(60)});
    QCOMPARE(sheet.frames.at(0).sourceTime, Nanoseconds(std::chrono::milliseconds(2500)));
}

void TestReviewSheet::ofAFrameThatWasLabelledTwiceTheNewestLabelsCount()
{
    FrameCollector collector;
    collector.label({{}, 0, labelled(kGate, 5, {box(0)})});
    GoldenLabelled again = labelled(kGate, 5, {box(100)});
    again.frameTime = std::chrono::seconds(65); // the source began again
    collector.label({{}, 0, again});
    collector.place(indexed(kGate, 5, {box(0)}));
    FrameIndexed later = indexed(kGate, 5, {box(100)});
    later.frameTime = std::chrono::seconds(65);
    collector.place(later);
    const auto sheet = collector.finish(kClasses);
    QCOMPARE(sheet.frames.size(), std::size_t{1});
    QCOMPARE(sheet.frames[0].golden, std::vector{box(100)});
    QCOMPARE(sheet.frames[0].standing, std::vector{box(100)});
}

void TestReviewSheet::tooManyFramesAreLeftOutAndCounted()
{
    const auto sheet = ranked(
        {frame(kGate, 1, {box(0)}, {box(0)}), frame(kGate, 2, {box(0)}, {}), frame(kGate, 3, {box(0)}, {box(0)})}, {},
        kClasses, 1);
    QCOMPARE(numbers(sheet), (std::vector<std::int64_t>{2}));
    QCOMPARE(sheet.leftOut, std::size_t{2});
}

void TestReviewSheet::framesThatShowNearlyTheSameComeLater()
{
    const std::vector<Detection> three{box(0), box(100), box(200)};
    const auto sheet = ranked({frame(kGate, 10, three, {}), frame(kGate, 11, three, {}), frame(kGate, 12, three, {}),
                               frame(kYard, 11, {box(0), box(100)}, {box(0)}), frame(kGate, 13, three, {})},
                              {}, kClasses);
    QCOMPARE(numbers(sheet), (std::vector<std::int64_t>{10, 13, 11, 12, 11}));
    QCOMPARE(sheet.frames[3].key.camera, kGate);
}

void TestReviewSheet::theQuestionedPartHoldsWhatHasNoPartner()
{
    QVERIFY(questionedPart(frame(kGate, 1, {box(0), box(100)}, {box(2), box(300)})) == (Box{100, 20, 330, 50}));
    QVERIFY(questionedPart(frame(kGate, 1, {box(0), box(100)}, {box(0), box(100, 0)})) == (Box{100, 20, 130, 50}));
    QVERIFY(questionedPart(frame(kGate, 1, {box(0), box(100)}, {box(0), box(100)})) == (Box{0, 20, 130, 50}));
    ReviewFrame unsure = frame(kGate, 1, {box(0), box(100, 1, 0.3F)}, {box(0), box(100)});
    unsure.reason = ReviewReason::LowScores;
    QVERIFY(questionedPart(unsure) == (Box{100, 20, 130, 50}));
    QVERIFY(questionedPart(frame(kGate, 1, {}, {})) == Box{});
}

namespace {

std::unique_ptr<session::SessionReader> writtenSession(const std::filesystem::path& file, std::int64_t frames)
{
    auto writer = session::SessionWriter::create(file);
    SessionStarted started;
    started.classes = kClasses;
    (*writer)->append({}, started);
    CameraAdded gate;
    gate.camera = kGate;
    gate.name = "gate";
    (*writer)->append({}, gate);
    for (std::int64_t number = 0; number < frames; ++number) {
        (*writer)->append(std::chrono::seconds(number), indexed(kGate, number, {box(0)}));
        if (number % 10 == 0)
            (*writer)->append(std::chrono::seconds(number), labelled(kGate, number, {box(number % 20 == 0 ? 0 : 200)}));
    }
    (*writer)->append(std::chrono::seconds(frames), SessionClosed{});
    if (!(*writer)->close())
        return nullptr;
    auto reader = session::SessionReader::open(file);
    return reader ? std::move(*reader) : nullptr;
}

} // namespace

void TestReviewSheet::aSessionIsReadInParts()
{
    const QTemporaryDir folder;
    const auto reader = writtenSession(std::filesystem::path(folder.path().toStdString()) / "run.jackdaw", 10'000);
    QVERIFY(reader);
    std::vector<double> told;
    const auto sheet = readSheet(*reader, [&](double fraction) { told.push_back(fraction); }, {});
    QVERIFY2(sheet, sheet ? "" : sheet.error().text().c_str());
    QCOMPARE(sheet->frames.size(), std::size_t{1000});
    QCOMPARE(sheet->cameras.at(kGate).name, std::string("gate"));
    QCOMPARE(std::count_if(sheet->frames.begin(), sheet->frames.end(),
                           [](const auto& each) { return each.reason == ReviewReason::Disagreement; }),
             std::ptrdiff_t{500});
    QVERIFY(std::is_sorted(told.begin(), told.end()) && told.size() > 3);
    QCOMPARE(told.back(), 1.0);
}

void TestReviewSheet::readingEndsWhenItIsCancelled()
{
    const QTemporaryDir folder;
    const auto reader = writtenSession(std::filesystem::path(folder.path().toStdString()) / "run.jackdaw", 20);
    QVERIFY(reader);
    std::stop_source stop;
    stop.request_stop();
    const auto sheet = readSheet(
        *reader, [](double) {}, stop.get_token());
    QVERIFY(!sheet);
    QVERIFY(sheet.error().code == ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(TestReviewSheet)
#include "tst_review_sheet.moc"
