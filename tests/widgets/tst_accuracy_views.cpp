// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/session_model.h"
#include "tests/widgets/scripted_source.h"
#include "widgets/live/accuracy_panel.h"
#include "widgets/live/summary_strip.h"
#include "widgets/log/event_words.h"
#include "widgets/profile/profile_scenes.h"
#include "widgets/theme/theme.h"
#include "widgets/video/tile_content.h"
#include "widgets/workbench/workbench.h"

#include <QGuiApplication>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSession;
using jackdaw::testing::ScriptedSource;

namespace {

Event at(double seconds, EventBody body)
{
    return {fromSeconds(seconds), 0, std::move(body)};
}

CameraAdded camera(std::uint32_t id, double target = kDefaultTarget.value)
{
    CameraAdded added;
    added.camera = CameraId{id};
    added.name = "gate";
    added.target = Accuracy{target};
    return added;
}

FrameScored scored(double seconds, std::uint32_t id, const ClassCounts& counts)
{
    FrameScored event;
    event.camera = CameraId{id};
    event.frameTime = fromSeconds(seconds);
    event.counts = {counts};
    return event;
}

CameraWindow outcome(std::uint32_t id, std::optional<double> accuracy, const EmptyFrames& empty = {})
{
    CameraWindow window;
    window.camera = CameraId{id};
    if (accuracy)
        window.studentGolden = MeasuredAccuracy{Accuracy{*accuracy}, Accuracy{*accuracy}, std::nullopt, 10, 5, {0, 1}};
    window.empty = empty;
    return window;
}

/// A session with students in use.
SessionModel withCameras(const std::vector<CameraAdded>& cameras)
{
    SessionModel model;
    for (const CameraAdded& added : cameras) {
        model.apply(at(0, added));
        model.apply(at(0, WeightsSwapped{added.camera, WeightsVersion{1}, "", std::nullopt, Accuracy{0.5}, {}}));
    }
    return model;
}

TileContent tile(const SessionModel& model, std::size_t index = 0)
{
    return TileContentMaker::make(model.state(), model.state().cameras[index], {}, std::nullopt);
}

QString tip(const SessionModel& model)
{
    return TileContentMaker::accuracyTip(model.state(), model.state().cameras.front());
}

QString lastSentence(const SessionModel& model)
{
    return EventWords::sentence(model.state(), model.state().log.back().body);
}

QStringList ruleLabels(const SessionModel& model, std::optional<CameraId> selected = {})
{
    QStringList labels;
    for (const ChartRule& rule : accuracyScene(model.state(), QGuiApplication::palette(), selected, {}).rules)
        labels << rule.label;
    return labels;
}

QColor meanColour()
{
    return themeFor(QGuiApplication::palette()).text;
}

std::optional<ChartLine> lineOf(const SessionModel& model, const QColor& colour)
{
    std::optional<ChartLine> found;
    for (const ChartLine& line : accuracyScene(model.state(), QGuiApplication::palette(), {}, {}).lines)
        if (line.colour == colour)
            found = line;
    return found;
}

} // namespace

/// How an accuracy, and that there is none, is shown on the Live page.
class TestAccuracyViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmptyStreetHasNoAccuracyButFalseAlarms();
    void aClassifierHasNamesAndACoverage();
    void aSwapSaysWhatPeopleThinkOfIt();
    void aLostCameraHasNoAccuracyNow();
    void faultsOfItsVideoAreMarkedOnTheTile();
    void eachCameraIsHeldAgainstItsOwnTarget();
    void theChartHasALineForEveryTarget();
    void theMeanOfTheCamerasIsDrawnAndEndsInTheSummarys();
    void aLostCameraLeavesTheMean();
    void whyThereIsNoMeanIsSaid();
    void ofManyCamerasTheMeanAndTheWorstStandOut();
    void aLineIsBrokenWhereNothingWasToBeSeen();
    void aWindowWithoutAccuracyHasNoBand();
    void theFirstWindowTrainsFirstStudents();
    void theLogSaysWhatAMeanRestsOn();
    void aFirstStudentReplacesNothing();
    void aHeldOutPartWithoutObjectsHasNoLine();
    void theStatusSaysFirstStudents();
};

void TestAccuracyViews::anEmptyStreetHasNoAccuracyButFalseAlarms()
{
    SessionModel model = withCameras({camera(0)});
    QCOMPARE(tile(model).evidence, QStringLiteral("not scored yet"));
    model.apply(at(1, scored(1, 0, {0, 0, 0})));
    QCOMPARE(tile(model).accuracy, QStringLiteral("F1 –"));
    QCOMPARE(tile(model).evidence, QStringLiteral("nothing to see"));
    QVERIFY(!tile(model).belowTarget);
    model.apply(at(2, scored(2, 0, {0, 3, 0})));
    QCOMPARE(tile(model).accuracy, QStringLiteral("F1 –"));
    QCOMPARE(tile(model).evidence, QStringLiteral("nothing to see, false alarms: 3"));
    QVERIFY(!tile(model).belowTarget);
    QVERIFY(TileContentMaker::spoken(tile(model)).contains(QStringLiteral("nothing to see")));
    QVERIFY(tip(model).contains(QStringLiteral("In 2 of the newest 2 scored frames there was nothing to see")));
    model.apply(at(10, WindowClosed{WindowId{1}, {outcome(0, std::nullopt, {7, 4})}}));
    QVERIFY(tip(model).contains(QStringLiteral("no accuracy, no object was to be seen")));
    QVERIFY(tip(model).contains(QStringLiteral("False alarms in it: 4 on 7 scored frames")));
    model.apply(at(11, scored(11, 0, {3, 0, 1})));
    QCOMPARE(tile(model).accuracy, QStringLiteral("F1 0.86"));
}

void TestAccuracyViews::aClassifierHasNamesAndACoverage()
{
    CameraAdded names = camera(0);
    names.task = Task::Classification;
    names.student = "288x352/64x64/resnet18w0.5c4/background";
    SessionModel model = withCameras({names});
    QCOMPARE(tile(model).accuracy, QStringLiteral("names –"));
    FrameScored missed = scored(1, 0, {0, 0, 0});
    missed.uncovered = 2;
    model.apply(at(1, missed));
    QCOMPARE(tile(model).evidence, QStringLiteral("none of 2 objects has a region"));
    model.apply(at(2, scored(2, 0, {3, 1, 1})));
    QCOMPARE(tile(model).accuracy, QStringLiteral("names 0.75"));
    QVERIFY(tip(model).contains(QStringLiteral("Coverage: 4 of 6 golden objects had a region.")));
    const CameraState& state = model.state().cameras.front();
    QVERIFY((recentCoverage(state) == Coverage{6, 4}));
    QVERIFY(TileContentMaker::modelTip(model.state(), state).contains(QStringLiteral("resnet18w0.5c4")));
    QVERIFY2(!tip(withCameras({camera(0)})).contains(QStringLiteral("overage")), "detections have none");
}

void TestAccuracyViews::aSwapSaysWhatPeopleThinkOfIt()
{
    SessionModel model = withCameras({camera(0)});
    WeightsSwapped swapped{CameraId{0}, WeightsVersion{2}, "", Accuracy{0.5}, Accuracy{0.6}, {}};
    swapped.peopleBefore = Accuracy{0.4};
    swapped.peopleAfter = Accuracy{0.45};
    model.apply(at(3, swapped));
    QCOMPARE(
        lastSentence(model),
        QStringLiteral("Model 2: swapped in, held-out accuracy 0.50 → 0.60, for people or a second model 0.40 → 0.45"));
}

void TestAccuracyViews::aLostCameraHasNoAccuracyNow()
{
    SessionModel model = withCameras({camera(0)});
    model.apply(at(1, scored(1, 0, {1, 1, 1})));
    QVERIFY(tile(model).belowTarget);
    model.apply(at(2, CameraLost{CameraId{0}, "The connection broke.", false}));
    QCOMPARE(tile(model).accuracy, QStringLiteral("F1 –"));
    QVERIFY(!tile(model).belowTarget);
    model.apply(at(3, CameraRecovered{CameraId{0}}));
    QCOMPARE(tile(model).accuracy, QStringLiteral("F1 0.50"));
}

void TestAccuracyViews::faultsOfItsVideoAreMarkedOnTheTile()
{
    SessionModel model = withCameras({camera(0)});
    const QString mark = QStringLiteral("⚠");
    QVERIFY(!tile(model).rate.contains(mark));
    QVERIFY(!TileContentMaker::cameraTip(model.state().cameras.front()).contains(mark));
    model.apply(at(1, VideoFault{CameraId{0}, VideoFaultKind::Damaged, {}, 3, "Three <packets> were damaged."}));
    QVERIFY(tile(model).rate.contains(mark));
    QVERIFY(TileContentMaker::cameraTip(model.state().cameras.front())
                .contains(QStringLiteral("Three &lt;packets&gt; were damaged.")));
    QCOMPARE(lastSentence(model), QStringLiteral("Three <packets> were damaged."));
    model.apply(at(9, CameraRecovered{CameraId{0}, "gate gives pictures again.", std::chrono::seconds(7)}));
    QVERIFY2(lastSentence(model).contains(QStringLiteral("gate gives pictures again.")),
             qPrintable(lastSentence(model)));
}

void TestAccuracyViews::eachCameraIsHeldAgainstItsOwnTarget()
{
    SessionModel model = withCameras({camera(0, 0.6), camera(1, 0.9)});
    for (const std::uint32_t id : {0U, 1U})
        model.apply(at(1, scored(1, id, {3, 1, 0})));
    QVERIFY2(!tile(model, 0).belowTarget, "0.86 is above 0.6");
    QVERIFY2(tile(model, 1).belowTarget, "0.86 is below 0.9");
}

void TestAccuracyViews::theChartHasALineForEveryTarget()
{
    SessionModel model = withCameras({camera(0, 0.6), camera(1, 0.9), camera(2, 0.6)});
    model.apply(at(1, scored(1, 0, {3, 1, 0})));
    QCOMPARE(ruleLabels(model), (QStringList{QStringLiteral("target 0.60 A C"), QStringLiteral("target 0.90 B")}));
    QCOMPARE(ruleLabels(model, CameraId{1}), QStringList{QStringLiteral("target 0.90")});
    SessionModel alike = withCameras({camera(0), camera(1)});
    alike.apply(at(1, scored(1, 0, {3, 1, 0})));
    QCOMPARE(ruleLabels(alike), QStringList{QStringLiteral("target 0.60")});
}

void TestAccuracyViews::theMeanOfTheCamerasIsDrawnAndEndsInTheSummarys()
{
    SessionModel one = withCameras({camera(0)});
    one.apply(at(1, scored(1, 0, {3, 1, 0})));
    QVERIFY2(!lineOf(one, meanColour()), "of one camera it would be its own line");
    SessionModel model = withCameras({camera(0), camera(1)});
    model.apply(at(1, scored(1, 0, {1, 0, 0})));
    model.apply(at(5, scored(5, 1, {1, 1, 1})));
    model.apply(at(10, scored(9, 1, {0, 0, 0})));
    const auto mean = lineOf(model, meanColour());
    QVERIFY(mean);
    QCOMPARE(mean->points.front().y(), 1.0);
    QCOMPARE(mean->points.back(), QPointF(10.0, *meanAccuracy(model.state())));
    QCOMPARE(mean->points.back().y(), 0.75);
}

void TestAccuracyViews::aLostCameraLeavesTheMean()
{
    SessionModel model = withCameras({camera(0), camera(1)});
    model.apply(at(1, scored(1, 0, {1, 0, 0})));
    model.apply(at(1, scored(1, 1, {1, 1, 1})));
    QCOMPARE(*meanAccuracy(model.state()), 0.75);
    model.apply(at(8, CameraLost{CameraId{1}, "The connection broke.", false}));
    QCOMPARE(*meanAccuracy(model.state()), 1.0);
    QCOMPARE(lineOf(model, meanColour())->points.back().y(), 1.0);
}

void TestAccuracyViews::whyThereIsNoMeanIsSaid()
{
    SessionModel model = withCameras({camera(0), camera(1)});
    QCOMPARE(noAccuracyText(model.state()), QStringLiteral("Nothing scored yet"));
    model.apply(at(1, scored(1, 0, {0, 2, 0})));
    QVERIFY(!meanAccuracy(model.state()));
    QCOMPARE(noAccuracyText(model.state()), QStringLiteral("Nothing to see lately"));
    for (const std::uint32_t id : {0U, 1U})
        model.apply(at(2, CameraLost{CameraId{id}, "The connection broke.", false}));
    QCOMPARE(noAccuracyText(model.state()), QStringLiteral("All cameras lost"));
}

void TestAccuracyViews::ofManyCamerasTheMeanAndTheWorstStandOut()
{
    std::vector<CameraAdded> cameras;
    for (std::uint32_t id = 0; id < 7; ++id)
        cameras.push_back(camera(id));
    SessionModel model = withCameras(cameras);
    for (std::uint32_t id = 0; id < 7; ++id)
        model.apply(at(1, scored(1, id, {3, id == 4 ? 9U : 1U, 0})));
    const Theme& theme = themeFor(QGuiApplication::palette());
    const auto coloured = [&](std::optional<CameraId> selected) {
        QStringList letters;
        for (const ChartLine& line : accuracyScene(model.state(), QGuiApplication::palette(), selected, {}).lines)
            for (std::uint32_t id = 0; id < 7; ++id)
                if (line.colour == theme.camera(CameraId{id}))
                    letters << line.endLabel;
        return letters.join(QString());
    };
    QCOMPARE(coloured({}), QStringLiteral("E"));
    QCOMPARE(coloured(CameraId{1}), QStringLiteral("BE"));
    const auto keys = accuracyScene(model.state(), QGuiApplication::palette(), {}, {}).keys;
    QCOMPARE(keys.size(), std::size_t{2});
    QVERIFY(keys.back().text.startsWith(QStringLiteral("worst: E")));
}

void TestAccuracyViews::aLineIsBrokenWhereNothingWasToBeSeen()
{
    SessionModel model = withCameras({camera(0)});
    model.apply(at(0, scored(0, 0, {3, 0, 0})));
    for (int i = 1; i <= 20; ++i)
        model.apply(at(i, scored(i, 0, {0, 1, 0})));
    for (int i = 30; i <= 32; ++i)
        model.apply(at(i, scored(i, 0, {3, 0, 0})));
    const ChartScene scene = accuracyScene(model.state(), QGuiApplication::palette(), {}, {});
    QCOMPARE(scene.lines.size(), std::size_t{2});
    QVERIFY(scene.lines[0].points.back().x() < 20.0);
    QCOMPARE(scene.lines[1].points.front().x(), 30.0);
    QVERIFY(scene.lines[0].endLabel.isEmpty());
    QCOMPARE(scene.lines[1].endLabel, QStringLiteral("A"));
}

void TestAccuracyViews::aWindowWithoutAccuracyHasNoBand()
{
    SessionModel model = withCameras({camera(0)});
    model.apply(at(1, scored(1, 0, {3, 1, 0})));
    for (const std::uint32_t window : {1U, 2U}) {
        model.apply(at(10 * window, WindowStarted{WindowId{window}, fromSeconds(10), true}));
        const auto accuracy = window == 1 ? std::optional(0.5) : std::nullopt;
        model.apply(at(10 * window + 9, WindowClosed{WindowId{window}, {outcome(0, accuracy, {3, 0})}}));
    }
    const ChartScene scene = accuracyScene(model.state(), QGuiApplication::palette(), CameraId{0}, {});
    QCOMPARE(scene.bands.size(), std::size_t{1});
    QCOMPARE(scene.bands.front().lower.front().x(), 10.0);
}

void TestAccuracyViews::theFirstWindowTrainsFirstStudents()
{
    SessionModel model;
    for (const std::uint32_t id : {0U, 1U})
        model.apply(at(0, camera(id)));
    model.apply(at(0, WindowStarted{WindowId{0}, fromSeconds(10), false}));
    for (int i = 0; i < 300; ++i)
        model.apply(at(0.01 * i, FrameDropped{CameraId{0}, i}));
    CameraWindow trained = outcome(0, std::nullopt);
    trained.retrained = true;
    model.apply(at(10, WindowClosed{WindowId{0}, {trained, outcome(1, std::nullopt)}}));
    QCOMPARE(lastSentence(model), QStringLiteral("First students trained: 1 of 2"));
    QCOMPARE(tile(model).evidence, QStringLiteral("no student yet"));
    QCOMPARE(model.state().cameras.front().framesDropped, std::uint64_t{0});
    QVERIFY2(!lastClosedWindow(model.state(), CameraId{0}), "it is not counted");
}

void TestAccuracyViews::theLogSaysWhatAMeanRestsOn()
{
    SessionModel model = withCameras({camera(0)});
    model.apply(at(1, WindowStarted{WindowId{1}, fromSeconds(10), true}));
    model.apply(at(9, WindowClosed{WindowId{1}, {outcome(0, 0.5), outcome(1, 0.7), outcome(2, std::nullopt, {9, 2})}}));
    QCOMPARE(
        lastSentence(model),
        QStringLiteral("Window 1 closed: mean F1 0.60 of 2 cameras, nothing to see: 1, retrained models swapped in: "
                       "0"));
    model.apply(at(19, WindowClosed{WindowId{2}, {outcome(0, std::nullopt, {9, 0})}}));
    QCOMPARE(lastSentence(model),
             QStringLiteral("Window 2 closed: no accuracy, nothing to see: 1, retrained models swapped in: 0"));
}

void TestAccuracyViews::aFirstStudentReplacesNothing()
{
    SessionModel model = withCameras({camera(0)});
    QCOMPARE(lastSentence(model), QStringLiteral("Model 1: first student swapped in, held-out accuracy 0.50"));
    model.apply(at(
        5,
        WeightsRejected{CameraId{0}, "No checkpoint was evaluated.", Accuracy{0.5}, std::nullopt, ConfigurationId{0}}));
    QVERIFY(lastSentence(model).contains(QStringLiteral("0.50 → –")));
    QVERIFY(TileContentMaker::modelTip(model.state(), model.state().cameras.front()).contains(QStringLiteral("→ –")));
    QVERIFY2(model.state().calibration.empty(), "what was not measured is no error of a prediction");
}

void TestAccuracyViews::aHeldOutPartWithoutObjectsHasNoLine()
{
    SessionModel model = withCameras({camera(0)});
    model.apply(at(1, WindowStarted{WindowId{1}, fromSeconds(10), true}));
    ProfileEstimated estimated;
    estimated.window = WindowId{1};
    for (const std::uint32_t objects : {0U, 8U}) {
        // Earlier versions measured an accuracy of 0 on no object.
        estimated.startAccuracy = Accuracy{0.0};
        estimated.heldOutObjects = objects;
        model.apply(at(2, estimated));
        const CameraState& shown = model.state().cameras.front();
        const ChartScene scene =
            learningCurveScene(model.state(), &shown, findProfile(shown, WindowId{1}), QGuiApplication::palette(), {});
        QCOMPARE(scene.rules.size(), std::size_t{objects > 0 ? 1U : 0U});
    }
}

void TestAccuracyViews::theStatusSaysFirstStudents()
{
    Workbench page;
    const auto source = std::make_shared<ScriptedSource>(Script{});
    page.controller().open(source);
    page.controller().setPlaying(true);
    source->advance(20);
    for (int i = 0; i < 20; ++i)
        page.controller().tick();
    QVERIFY2(page.statusText().contains(QStringLiteral("first students")), qPrintable(page.statusText()));
    source->advance(40);
    for (int i = 0; i < 20; ++i)
        page.controller().tick();
    const QString status = page.statusText();
    QVERIFY2(status.contains(QStringLiteral("window 1 of 4")), qPrintable(status));
    QVERIFY2(status.contains(QStringLiteral("mean accuracy 0.")) && status.contains(QStringLiteral("worst ")),
             qPrintable(status));
    QVERIFY2(status.endsWith(QStringLiteral(" left")), qPrintable(status));
    QVERIFY2(!status.contains(QStringLiteral("Hz")), "that is for the panel Diagnostics");
    Workbench live;
    const auto run = std::make_shared<ScriptedSource>(Script{}, true);
    live.controller().open(run);
    run->advance(20);
    for (int i = 0; i < 20; ++i)
        live.controller().tick();
    // Session time stands while they are trained: what is left begins then.
    QVERIFY2(live.statusText().endsWith(QStringLiteral(" after them")), qPrintable(live.statusText()));
}

QTEST_MAIN(TestAccuracyViews)
#include "tst_accuracy_views.moc"
