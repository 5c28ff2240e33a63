// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/alert_watch.h"

#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace std::chrono_literals;

namespace {

constexpr Nanoseconds kWindow = 200s;

MeasuredAccuracy accuracy(double value, double halfInterval = 0.05)
{
    return {Accuracy{value}, Accuracy{value}, std::nullopt, 120, 20, {value - halfInterval, value + halfInterval}};
}

/// A run with two cameras; camera 0 wants 0.6, camera 1 wants 0.5.
struct Run {
    explicit Run(Nanoseconds windowLength = kWindow) : watch(windowLength)
    {
        CameraAdded gate{CameraId{0}, "gate", "gate.mp4"};
        CameraAdded bridge{CameraId{1}, "bridge", "bridge.mp4"};
        gate.target = Accuracy{0.6};
        bridge.target = Accuracy{0.5};
        SessionStarted started;
        started.classes = {"person", "car"};
        record(started);
        record(gate);
        record(bridge);
    }

    std::vector<Alert> record(EventBody body)
    {
        auto alerts = watch.take(body, now);
        events.push_back({now, events.size(), std::move(body)});
        for (const Alert& alert : alerts)
            events.push_back({now, events.size(), alert});
        return alerts;
    }
    std::vector<Alert> wait(Nanoseconds duration)
    {
        now += duration;
        auto alerts = watch.at(now);
        for (const Alert& alert : alerts)
            events.push_back({now, events.size(), alert});
        return alerts;
    }
    /// A window of camera 0.
    std::vector<Alert> window(std::optional<MeasuredAccuracy> served, std::optional<MeasuredAccuracy> fresh = {},
                              bool counted = true)
    {
        record(WindowStarted{WindowId{number}, kWindow, counted});
        now += kWindow;
        CameraWindow camera;
        camera.camera = CameraId{0};
        camera.studentGolden = served;
        camera.freshGolden = fresh;
        return record(WindowClosed{WindowId{number++}, {camera}});
    }

    /// A window of camera 0 in which the golden model finds so many persons and cars on a frame every five seconds.
    std::vector<Alert> windowOf(std::uint32_t persons, std::uint32_t cars)
    {
        std::vector<Detection> labels(persons, {{}, ClassId{0}, 1.0F});
        labels.resize(persons + cars, {{}, ClassId{1}, 1.0F});
        for (Nanoseconds at = now; at < now + kWindow; at += 5s)
            record(GoldenLabelled{CameraId{0}, at / 1s, at, labels, {}});
        return window({});
    }

    AlertWatch watch;
    Nanoseconds now{0};
    std::uint32_t number = 0;
    std::vector<Event> events;
};

bool isAbout(const std::vector<Alert>& alerts, AlertTopic topic, Severity severity, std::uint32_t camera = 0)
{
    return alerts.size() == 1 && alerts[0].topic == topic && alerts[0].severity == severity
        && alerts[0].camera == CameraId{camera};
}

} // namespace

class TestAlertWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAccuracyBelowTheTargetIsSaidWithFigures();
    void aTargetThatIsMetSaysNothing();
    void whatStandsIsNotSaidInEachWindow();
    void theIntervalIsAWindowWhereThatIsLonger();
    void thatItIsOverIsSaidOnce();
    void whatComesAndGoesIsSaidOnceInAnInterval();
    void windowsThatSayNothingChangeNothing();
    void aCameraThatIsLostForLongIsSaid();
    void aCameraThatComesBackSoonIsNot();
    void aCameraThatIsBackAfterItsRunWentOnHasNoGap();
    void aRecordingThatEndsIsNot();
    void camerasAreToldApart();
    void clipsThatStopAreSaid();
    void clipsThatStayAwayAreSaidAgain();
    void clipsThatStopSoonAfterTheyWereKeptAreSaidInTheEnd();
    void anotherMixOfClassesIsSaidWithFigures();
    void aMixThatStaysSaysNothing();
    void aModelThatIsSurelyWorseOnFreshFramesIsDrift();
    void driftThatStandsIsSaidInTheEnd();
    void intervalsThatTouchAreNoDrift();
    void framesOfTheNextWindowAreItsOwn();
    void aRunThatGoesOnSaysTheSame();
};

void TestAlertWatch::anAccuracyBelowTheTargetIsSaidWithFigures()
{
    Run run;
    const auto alerts = run.window(accuracy(0.45));
    QVERIFY(isAbout(alerts, AlertTopic::LowAccuracy, Severity::Warning));
    QCOMPARE(alerts[0].message,
             std::string("Camera gate is less accurate than its target of 60 %: 45 % (95 % interval 40 % to 50 %, 120 "
                         "objects) in window 0."));
    QVERIFY(!alerts[0].action.empty());
}

void TestAlertWatch::aTargetThatIsMetSaysNothing()
{
    Run run;
    QVERIFY(run.window(accuracy(0.6)).empty());
    QVERIFY(run.window(accuracy(0.9)).empty());
}

void TestAlertWatch::whatStandsIsNotSaidInEachWindow()
{
    Run run;
    QVERIFY(!run.window(accuracy(0.3)).empty());
    QVERIFY(run.window(accuracy(0.2)).empty());
    QVERIFY(run.window(accuracy(0.1)).empty());
    QVERIFY2(!run.window(accuracy(0.1)).empty(), "ten minutes have passed");
}

void TestAlertWatch::theIntervalIsAWindowWhereThatIsLonger()
{
    Run run(2h);
    QVERIFY(!run.window(accuracy(0.3)).empty());
    for (int i = 0; i < 35; ++i)
        QVERIFY(run.window(accuracy(0.3)).empty());
    QVERIFY(!run.window(accuracy(0.3)).empty());
}

void TestAlertWatch::thatItIsOverIsSaidOnce()
{
    Run run;
    run.window(accuracy(0.3));
    const auto over = run.window(accuracy(0.7));
    QVERIFY(isAbout(over, AlertTopic::LowAccuracy, Severity::Info));
    QCOMPARE(
        over[0].message,
        std::string("Camera gate is at its target of 60 % again: 70 % (95 % interval 65 % to 75 %, 120 objects) in "
                    "window 1."));
    QVERIFY(run.window(accuracy(0.7)).empty());
}

void TestAlertWatch::whatComesAndGoesIsSaidOnceInAnInterval()
{
    Run run;
    QCOMPARE(run.window(accuracy(0.3)).size(), std::size_t{1});
    QCOMPARE(run.window(accuracy(0.7)).size(), std::size_t{1});
    QVERIFY(run.window(accuracy(0.3)).empty());
    QVERIFY2(!run.window(accuracy(0.3)).empty(), "it stands still after the interval");
}

void TestAlertWatch::windowsThatSayNothingChangeNothing()
{
    Run run;
    QVERIFY2(run.window(accuracy(0.1), {}, false).empty(), "it trains the first students");
    QVERIFY(!run.window(accuracy(0.3)).empty());
    QVERIFY2(run.window(std::nullopt).empty(), "nothing was to be seen");
    QVERIFY(!run.window(accuracy(0.8)).empty());
}

void TestAlertWatch::aCameraThatIsLostForLongIsSaid()
{
    Run run;
    QVERIFY(run.record(CameraLost{CameraId{1}, "rtsp://bridge gave nothing for 10 s.", false}).empty());
    QVERIFY(run.wait(29s).empty());
    const auto alerts = run.wait(1s);
    QVERIFY(isAbout(alerts, AlertTopic::Camera, Severity::Warning, 1));
    QCOMPARE(alerts[0].message,
             std::string("Camera bridge has given no pictures for 30 s: rtsp://bridge gave nothing for 10 s."));
    QVERIFY(run.wait(1s).empty());
    QVERIFY(isAbout(run.record(CameraRecovered{CameraId{1}, "", 41s}), AlertTopic::Camera, Severity::Info, 1));
    QVERIFY(run.wait(1h).empty());
}

void TestAlertWatch::aCameraThatComesBackSoonIsNot()
{
    Run run;
    run.record(CameraLost{CameraId{1}, "gone", false});
    QVERIFY(run.wait(20s).empty());
    QVERIFY(run.record(CameraRecovered{CameraId{1}, "", 20s}).empty());
    QVERIFY(run.wait(20s).empty());
}

void TestAlertWatch::aCameraThatIsBackAfterItsRunWentOnHasNoGap()
{
    Run run;
    run.record(CameraLost{CameraId{1}, "gone", false});
    run.wait(40s);
    const auto alerts = run.record(CameraRecovered{CameraId{1}});
    QVERIFY(isAbout(alerts, AlertTopic::Camera, Severity::Info, 1));
    QCOMPARE(alerts[0].message, std::string("Camera bridge gives pictures again."));
}

void TestAlertWatch::aRecordingThatEndsIsNot()
{
    Run run;
    run.record(CameraLost{CameraId{1}, "Its source has ended.", true});
    QVERIFY(run.wait(1h).empty());
}

void TestAlertWatch::camerasAreToldApart()
{
    Run run;
    run.record(CameraLost{CameraId{0}, "gone", false});
    run.record(CameraLost{CameraId{1}, "gone", false});
    QCOMPARE(run.wait(30s).size(), std::size_t{2});
}

void TestAlertWatch::clipsThatStopAreSaid()
{
    Run run;
    const VideoFault stopped{CameraId{0}, VideoFaultKind::ClipsStopped, {}, 1, "The disk is full."};
    QVERIFY(isAbout(run.record(stopped), AlertTopic::Storage, Severity::Warning));
    QVERIFY(run.record(stopped).empty());
    QVERIFY(isAbout(run.watch.clipsKept(CameraId{0}), AlertTopic::Storage, Severity::Info));
    QVERIFY(run.watch.clipsKept(CameraId{0}).empty());
    QVERIFY(run.record(VideoFault{CameraId{0}, VideoFaultKind::Damaged, {}, 1, "damaged"}).empty());
}

void TestAlertWatch::clipsThatStayAwayAreSaidAgain()
{
    Run run;
    run.record(VideoFault{CameraId{0}, VideoFaultKind::ClipsStopped, {}, 1, "The disk is full."});
    QVERIFY(run.wait(9min).empty());
    const auto alerts = run.wait(1min);
    QVERIFY(isAbout(alerts, AlertTopic::Storage, Severity::Warning));
    QCOMPARE(alerts[0].message, std::string("No clips of camera gate are kept any more: The disk is full."));
    QVERIFY(isAbout(run.watch.clipsKept(CameraId{0}), AlertTopic::Storage, Severity::Info));
    QVERIFY(run.wait(1h).empty());
}

/// Within the interval it is not said; while it stands, it is once that is over.
void TestAlertWatch::clipsThatStopSoonAfterTheyWereKeptAreSaidInTheEnd()
{
    Run run;
    const VideoFault stopped{CameraId{0}, VideoFaultKind::ClipsStopped, {}, 1, "The disk is full."};
    QVERIFY(!run.record(stopped).empty());
    run.now += 30s;
    QVERIFY(!run.watch.clipsKept(CameraId{0}).empty());
    run.now += 1s;
    QVERIFY(run.record(stopped).empty());
    QVERIFY(run.wait(9min).empty());
    QVERIFY(isAbout(run.wait(1min), AlertTopic::Storage, Severity::Warning));
}

void TestAlertWatch::aModelThatIsSurelyWorseOnFreshFramesIsDrift()
{
    Run run;
    QVERIFY(run.window(std::nullopt, accuracy(0.7)).empty());
    const auto alerts = run.window(std::nullopt, accuracy(0.4));
    QVERIFY(isAbout(alerts, AlertTopic::Drift, Severity::Warning));
    QCOMPARE(alerts[0].message,
             std::string("What camera gate sees has changed: its student's accuracy was 70 % (95 % interval 65 % to 75 "
                         "%, 120 objects) in window 0 and is 40 % (95 % interval 35 % to 45 %, 120 objects) in window "
                         "1."));
    QVERIFY2(run.window(std::nullopt, accuracy(0.5)).empty(), "better, and not there yet");
    QVERIFY(isAbout(run.window(std::nullopt, accuracy(0.62)), AlertTopic::Drift, Severity::Info));
}

void TestAlertWatch::driftThatStandsIsSaidInTheEnd()
{
    Run run;
    run.window(std::nullopt, accuracy(0.7));
    QVERIFY(isAbout(run.window(std::nullopt, accuracy(0.4)), AlertTopic::Drift, Severity::Warning));
    QVERIFY(isAbout(run.window(std::nullopt, accuracy(0.7)), AlertTopic::Drift, Severity::Info));
    QVERIFY2(run.window(std::nullopt, accuracy(0.4)).empty(), "ten minutes have not passed");
    const auto alerts = run.window(std::nullopt, accuracy(0.4));
    QVERIFY2(isAbout(alerts, AlertTopic::Drift, Severity::Warning), "it is as bad still");
    QVERIFY2(alerts[0].message.find("in window 2 and is 40 %") != std::string::npos, alerts[0].message.c_str());
}

/// A window is closed once its last scored frame is labelled, when some of the next one may be already.
void TestAlertWatch::framesOfTheNextWindowAreItsOwn()
{
    Run run;
    const auto see = [&](Nanoseconds from, Nanoseconds to, std::uint32_t persons, std::uint32_t cars) {
        std::vector<Detection> labels(persons, {{}, ClassId{0}, 1.0F});
        labels.resize(persons + cars, {{}, ClassId{1}, 1.0F});
        for (Nanoseconds at = from; at < to; at += 5s)
            run.record(GoldenLabelled{CameraId{0}, at / 1s, at, labels, {}});
    };
    run.record(WindowStarted{WindowId{0}, kWindow, true});
    see(0s, kWindow, 1, 3);
    run.now = kWindow + 1s; // the border came late
    run.record(WindowStarted{WindowId{1}, kWindow, true});
    see(kWindow, kWindow + 150s, 3, 1);
    QVERIFY(run.record(WindowClosed{WindowId{0}, {}}).empty());
    see(kWindow + 150s, 2 * kWindow, 3, 1);
    run.now = 2 * kWindow;
    const auto alerts = run.record(WindowClosed{WindowId{1}, {}});
    QVERIFY(isAbout(alerts, AlertTopic::Drift, Severity::Warning));
    QVERIFY2(alerts[0].message.find("person 25 %, car 75 % before, person 75 %, car 25 % now") != std::string::npos,
             alerts[0].message.c_str());
}

void TestAlertWatch::intervalsThatTouchAreNoDrift()
{
    Run run;
    run.window(std::nullopt, accuracy(0.7, 0.2));
    QVERIFY(run.window(std::nullopt, accuracy(0.4, 0.2)).empty());
}

/// Cut off after any event, and gone on with from what the session holds.
void TestAlertWatch::aRunThatGoesOnSaysTheSame()
{
    Run whole;
    const auto act = [](Run& run, int step) {
        switch (step) {
        case 0: return run.window(accuracy(0.3), accuracy(0.8));
        case 1: return run.record(CameraLost{CameraId{1}, "gone", false});
        case 2: return run.window(accuracy(0.4), accuracy(0.5));
        case 3: return run.wait(30s);
        case 4: return run.record(CameraRecovered{CameraId{1}, "", 230s});
        case 5: return run.window(accuracy(0.7), accuracy(0.5));
        case 6: return run.window(accuracy(0.2), accuracy(0.79));
        default: return run.window(accuracy(0.2), accuracy(0.9));
        }
    };
    constexpr int kSteps = 8;
    std::vector<std::vector<Alert>> expected;
    for (int step = 0; step < kSteps; ++step)
        expected.push_back(act(whole, step));
    QVERIFY(std::count_if(expected.begin(), expected.end(), [](const auto& said) { return !said.empty(); }) >= 6);
    const auto wanted = AlertWatch::kinds();
    for (int cut = 0; cut < kSteps; ++cut) {
        Run first;
        for (int step = 0; step < cut; ++step)
            act(first, step);
        Run second = first;
        second.watch = AlertWatch(kWindow);
        for (const Event& event : first.events)
            if (std::find(wanted.begin(), wanted.end(), kindName(event.body)) != wanted.end())
                second.watch.recall(event);
        for (int step = cut; step < kSteps; ++step)
            QVERIFY2(act(second, step) == expected[static_cast<std::size_t>(step)],
                     qPrintable(QStringLiteral("cut before %1, at %2").arg(cut).arg(step)));
    }
}

void TestAlertWatch::anotherMixOfClassesIsSaidWithFigures()
{
    Run run;
    QVERIFY(run.windowOf(1, 3).empty());
    const auto alerts = run.windowOf(3, 1);
    QVERIFY(isAbout(alerts, AlertTopic::Drift, Severity::Warning));
    QVERIFY2(alerts[0].message.find("person 25 %, car 75 % before, person 75 %, car 25 % now") != std::string::npos,
             alerts[0].message.c_str());
    QVERIFY(isAbout(run.windowOf(3, 1), AlertTopic::Drift, Severity::Info));
    QVERIFY(run.windowOf(3, 1).empty());
}

void TestAlertWatch::aMixThatStaysSaysNothing()
{
    Run run;
    for (const std::uint32_t persons : {1U, 1U, 2U, 1U})
        QVERIFY(run.windowOf(persons, 2 * persons).empty()); // twice as many, in the same mix
}

QTEST_GUILESS_MAIN(TestAlertWatch)
#include "tst_alert_watch.moc"
