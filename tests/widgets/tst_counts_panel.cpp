// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/scripted_source.h"
#include "widgets/live/counts_panel.h"
#include "widgets/live/live_page.h"
#include "widgets/workbench/workbench.h"

#include <QComboBox>
#include <QGuiApplication>
#include <QtTest>

#include <numeric>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSource;

namespace {

constexpr CountPlace kLine{CameraId{1}, false, 0};
constexpr CountPlace kZone{CameraId{1}, true, 0};
constexpr std::size_t kPerson = 0;
constexpr std::size_t kCar = 1;

/// A workbench that shows counts of a session in which a car goes over each line every other second.
struct Shown {
    explicit Shown(Script script = {.counts = true}) : source(std::make_shared<ScriptedSource>(script))
    {
        workbench.resize(1400, 900);
        workbench.show();
        workbench.controller().open(source);
        workbench.raisePanel(QStringLiteral("countsDock"));
    }
    void play(double seconds)
    {
        source->advance(seconds);
        for (int i = 0; i < 20; ++i)
            workbench.controller().tick();
    }
    const CountRecords& records() { return workbench.session().countRecords(); }
    CountsPanel& panel() { return workbench.live().counts(); }
    double crossings(double from, double to, std::size_t classIndex = kCar)
    {
        const TimeRange range{fromSeconds(from), fromSeconds(to)};
        const auto rates = crossingsPerMinute(records().of(kLine), classIndex, range, 10);
        return std::accumulate(rates.begin(), rates.end(), 0.0) * (to - from) / 10.0 / 60.0;
    }

    std::shared_ptr<ScriptedSource> source;
    Workbench workbench;
};

} // namespace

/// What was counted, over time.
class TestCountsPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void crossingsAreCountedInTheirParts();
    void aZoneHasTheMostThatWereInIt();
    void whatWasJumpedOverIsSpreadEvenly();
    void goingBackOverKnownEventsChangesNothing();
    void aLongSessionStaysBoundedAndItsSumRight();
    void passersByOfALongSessionStayInItsZone();
    void theChartHasALineForEachClassThatOccurs();
    void theSelectedCamerasLineIsShown();
    void withoutLinesThePanelSaysWhereTheyAreDrawn();
    void anotherSessionsPlacesTakeTheOldOnesPlace();
};

void TestCountsPanel::crossingsAreCountedInTheirParts()
{
    Shown shown;
    shown.play(100);
    QCOMPARE(shown.crossings(0, 40), 20.0);
    QCOMPARE(shown.crossings(0, 40, kPerson), 4.0);
    QCOMPARE(shown.crossings(10, 20), 5.0);
    const auto rates = crossingsPerMinute(shown.records().of(kLine), kCar, {fromSeconds(0), fromSeconds(80)}, 2);
    QCOMPARE(rates, (std::vector<double>{30.0, 30.0}));
    QVERIFY(shown.records().of({CameraId{1}, false, 7}).empty());
}

void TestCountsPanel::aZoneHasTheMostThatWereInIt()
{
    Shown shown;
    shown.play(60);
    const TimeRange range{fromSeconds(0), fromSeconds(8)};
    QCOMPARE(mostInZone(shown.records().of(kZone), kCar, range, 4), (std::vector<double>{0.0, 1.0, 2.0, 3.0}));
    QCOMPARE(mostInZone(shown.records().of(kZone), kPerson, range, 1), std::vector<double>{0.0});
}

void TestCountsPanel::whatWasJumpedOverIsSpreadEvenly()
{
    Shown shown;
    shown.source->hasSnapshots = true;
    shown.play(20);
    shown.workbench.controller().seek(fromSeconds(200));
    shown.play(0);
    shown.play(10);
    QCOMPARE(shown.crossings(0, 20), 10.0);
    const double all = shown.crossings(0, 200);
    QVERIFY2(std::abs(all - 100.0) < 1.5, qPrintable(QString::number(all)));
    QVERIFY2(std::abs(shown.crossings(100, 120) - 10.0) < 1.5, "as many as its part of the time");
}

void TestCountsPanel::goingBackOverKnownEventsChangesNothing()
{
    Shown shown;
    shown.play(120);
    const auto before = shown.records().of(kLine);
    shown.workbench.controller().seek(fromSeconds(30));
    shown.play(0);
    shown.play(40);
    QVERIFY(shown.records().of(kLine) == before);
}

void TestCountsPanel::aLongSessionStaysBoundedAndItsSumRight()
{
    Shown shown;
    shown.play(1);
    SessionState state = shown.workbench.session().state();
    CountRecords records;
    constexpr std::uint32_t kCrossings = 30'000;
    for (std::uint32_t i = 0; i < kCrossings; ++i) {
        state.cameras[1].counts.lines[0].forward = {0, i + 1, 0, 0};
        records.take({fromSeconds(i), i, CrossingCounted{CameraId{1}, 0, kCar, true, i, fromSeconds(i)}}, state);
    }
    QVERIFY(records.of(kLine).size() <= kSeriesCapacity);
    QCOMPARE(records.of(kLine).back().counts[kCar], kCrossings);
    const auto rates = crossingsPerMinute(records.of(kLine), kCar, {fromSeconds(0), fromSeconds(kCrossings)}, 10);
    for (const double rate : rates)
        QVERIFY2(std::abs(rate - 60.0) < 0.5, qPrintable(QString::number(rate)));
}

/// Who goes by a zone alone is in it in every second sample.
void TestCountsPanel::passersByOfALongSessionStayInItsZone()
{
    Shown shown;
    shown.play(1);
    const SessionState state = shown.workbench.session().state();
    CountRecords records;
    constexpr std::uint32_t kSamples = 30'000;
    for (std::uint32_t i = 0; i < kSamples; ++i)
        records.take({fromSeconds(i), i, ZoneCounted{kZone.camera, kZone.index, {i % 2, 0, 0, 0}}}, state);
    QVERIFY(records.of(kZone).size() <= kSeriesCapacity);
    QCOMPARE(records.of(kZone).back().counts[kPerson], (kSamples - 1) % 2);
    QCOMPARE(mostInZone(records.of(kZone), kPerson, {fromSeconds(0), fromSeconds(kSamples)}, 10),
             std::vector<double>(10, 1.0));
}

void TestCountsPanel::theChartHasALineForEachClassThatOccurs()
{
    Shown shown;
    shown.play(100);
    const TimeRange range{fromSeconds(0), fromSeconds(100)};
    const auto scene = [&](std::optional<CountPlace> place) {
        return countScene(shown.workbench.session().state(), shown.records(), place, range, QGuiApplication::palette());
    };
    QCOMPARE(scene(kLine).lines.size(), std::size_t{2});
    QCOMPARE(scene(kLine).keys[1].text, QStringLiteral("car"));
    QVERIFY(scene(kLine).yHigh >= 30.0);
    QCOMPARE(scene(kZone).lines.size(), std::size_t{1});
    QVERIFY(scene(kZone).yTitle.contains(QStringLiteral("most at once")));
    QVERIFY(scene(CountPlace{CameraId{1}, true, 5}).emptyText.contains(QStringLiteral("Nothing was seen")));
}

void TestCountsPanel::theSelectedCamerasLineIsShown()
{
    Shown shown;
    shown.play(41);
    shown.workbench.selection().setCamera(CameraId{2});
    QVERIFY(shown.panel().place() == (CountPlace{CameraId{2}, false, 0}));
    auto* box = shown.panel().findChild<QComboBox*>();
    QCOMPARE(box->currentText(), QStringLiteral("C Yard: northbound"));
    QCOMPARE(shown.panel().totals(), QStringLiteral("northbound: forward 4 person, 11 car; backward 10 car"));
    box->setCurrentIndex(3);
    Q_EMIT box->activated(3);
    QVERIFY2(shown.workbench.selection().camera() == CameraId{1}, "choosing a place selects its camera");
    QVERIFY(shown.panel().place() == kZone);
}

void TestCountsPanel::withoutLinesThePanelSaysWhereTheyAreDrawn()
{
    Shown shown(Script{});
    shown.play(41);
    shown.workbench.selection().setCamera(CameraId{2});
    QVERIFY(!shown.panel().place());
    QVERIFY(shown.panel().chart().scene().emptyText.contains(QStringLiteral("page Cameras")));
}

void TestCountsPanel::anotherSessionsPlacesTakeTheOldOnesPlace()
{
    Shown shown;
    shown.play(41);
    shown.workbench.controller().open(std::make_shared<ScriptedSource>(Script{.cameras = 1, .counts = true}));
    shown.workbench.controller().tick();
    shown.workbench.selection().setCamera(CameraId{0});
    shown.workbench.selection().setCamera(std::nullopt);
    shown.panel().hide();
    shown.panel().show();
    QCOMPARE(shown.panel().findChild<QComboBox*>()->count(), 2);
}

QTEST_MAIN(TestCountsPanel)
#include "tst_counts_panel.moc"
