// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/scripted_source.h"
#include "widgets/live/live_page.h"
#include "widgets/live/run_summary.h"
#include "widgets/live/summary_strip.h"
#include "widgets/live/time_left.h"
#include "widgets/theme/format.h"
#include "widgets/workbench/workbench.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSource;

namespace {

struct Shown {
    explicit Shown(Script script = {}, bool live = false) : source(std::make_shared<ScriptedSource>(script, live))
    {
        workbench.resize(1280, 720);
        workbench.show();
        workbench.controller().open(source);
        workbench.controller().setPlaying(true);
    }

    void play(double seconds)
    {
        source->advance(seconds);
        for (int i = 0; i < 40; ++i)
            workbench.controller().tick();
    }
    RunSummary& summary() { return workbench.live().summary(); }

    std::shared_ptr<ScriptedSource> source;
    Workbench workbench;
};

/// Mean of a camera's windows that count.
double meanOf(const SessionState& state, CameraId id)
{
    double sum = 0.0;
    int count = 0;
    for (const WindowState& window : state.windows)
        for (const CameraWindow& camera : window.cameras)
            if (window.counted && camera.camera == id && camera.studentGolden) {
                sum += camera.studentGolden->value.value;
                ++count;
            }
    return sum / count;
}

} // namespace

/// What a run came to, and how long first students take.
class TestRunSummary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itComesWithTheEnd();
    void itHasTheMeanAndTheWorstCamera();
    void aFailedRunHasNone();
    void itCanBeSentAwayAndComesBackWithTheNextSession();
    void itsButtonsLeadOn();
    void timeLeftGoesByWhatWasDoneSinceItWasSeen();
    void otherWorkBeginsAnew();
    void theLineAboveTheWallLeavesOutWhatDoesNotFit();
};

void TestRunSummary::itComesWithTheEnd()
{
    Shown shown;
    shown.play(100);
    QVERIFY(!shown.summary().isVisible());
    shown.play(1000);
    QVERIFY(shown.workbench.controller().state().closed.has_value());
    QVERIFY(shown.summary().isVisible());
    QVERIFY2(shown.summary().text().startsWith(QStringLiteral("The run is finished.")),
             qPrintable(shown.summary().text()));
}

void TestRunSummary::itHasTheMeanAndTheWorstCamera()
{
    Shown shown;
    shown.play(1000);
    const SessionState& state = shown.workbench.controller().state();
    double sum = 0.0;
    double lowest = 1.0;
    for (const CameraState& camera : state.cameras) {
        const double mean = meanOf(state, camera.info.camera);
        sum += mean;
        lowest = std::min(lowest, mean);
    }
    const QString text = shown.summary().text();
    const double mean = sum / static_cast<double>(state.cameras.size());
    QVERIFY2(text.contains(QStringLiteral("accuracy ") + format::accuracy(mean)), qPrintable(text));
    shown.summary().setFile(QStringLiteral("/sessions/street.jackdaw"));
    QVERIFY(shown.summary().text().endsWith(QStringLiteral("Recorded in street.jackdaw.")));
    QVERIFY2(text.contains(QStringLiteral("worst ")) && text.contains(format::accuracy(lowest)), qPrintable(text));
}

void TestRunSummary::aFailedRunHasNone()
{
    Script script;
    script.fails = true;
    Shown shown(script);
    shown.play(1000);
    QVERIFY(shown.workbench.controller().state().closed.has_value());
    QVERIFY(!shown.summary().isVisible());
}

void TestRunSummary::itCanBeSentAwayAndComesBackWithTheNextSession()
{
    Shown shown;
    shown.play(1000);
    auto* away = shown.summary().findChild<QToolButton*>();
    QVERIFY(!away->accessibleName().isEmpty());
    away->click();
    QVERIFY(!shown.summary().isVisible());
    shown.workbench.controller().open(std::make_shared<ScriptedSource>(Script{}));
    QVERIFY(!shown.summary().isVisible());
    shown.workbench.controller().open(shown.source);
    shown.workbench.controller().seek(shown.source->duration());
    shown.play(0);
    QVERIFY(shown.summary().isVisible());
}

void TestRunSummary::itsButtonsLeadOn()
{
    Shown shown;
    shown.play(1000);
    QSignalSpy replay(&shown.workbench, &Workbench::replayRequested);
    QStringList carriedOut;
    for (const CommandId id : {CommandId::SaveReport, CommandId::CompareThis})
        shown.workbench.registry().bind(id, this, [&carriedOut, id] { carriedOut << command(id).title; });
    for (auto* button : shown.summary().findChildren<QPushButton*>())
        button->click();
    QCOMPARE(replay.size(), 1);
    QCOMPARE(carriedOut, (QStringList{command(CommandId::SaveReport).title, command(CommandId::CompareThis).title}));
}

void TestRunSummary::timeLeftGoesByWhatWasDoneSinceItWasSeen()
{
    using std::chrono::seconds;
    TimeLeft left;
    QVERIFY(!left.left());
    left.note(0.25, seconds(100));
    QVERIFY(!left.left());
    left.note(0.26, seconds(101));
    QVERIFY2(!left.left(), "a hundredth says nothing");
    left.note(0.5, seconds(110));
    QCOMPARE(toSeconds(*left.left()), 20.0);
    left.note(1.0, seconds(130));
    QCOMPARE(toSeconds(*left.left()), 0.0);
}

void TestRunSummary::otherWorkBeginsAnew()
{
    using std::chrono::seconds;
    TimeLeft left;
    left.note(0.5, seconds(0));
    left.note(0.9, seconds(10));
    left.note(0.1, seconds(20));
    QVERIFY(!left.left());
    left.note(0.2, seconds(21));
    QCOMPARE(toSeconds(*left.left()), 8.0);
    left.clear();
    QVERIFY(!left.left());
}

void TestRunSummary::theLineAboveTheWallLeavesOutWhatDoesNotFit()
{
    Shown shown;
    shown.play(130);
    QWidget place;
    place.show();
    SummaryStrip strip(shown.workbench.session(), &place);
    const auto seen = [&](int width) {
        strip.resize(width, 30);
        strip.show();
        const auto labels = strip.findChildren<QLabel*>();
        return std::count_if(labels.begin(), labels.end(), [](const QLabel* label) { return label->isVisible(); });
    };
    const auto all = seen(2000);
    QVERIFY(all >= 4);
    const int whole = strip.sizeHint().width();
    QVERIFY(seen(whole * 3 / 4) < all);
    QCOMPARE(seen(50), decltype(all){1});
    QCOMPARE(seen(2000), all);
    QVERIFY(strip.minimumSizeHint().width() < whole / 2);
}

QTEST_MAIN(TestRunSummary)
#include "tst_run_summary.moc"
