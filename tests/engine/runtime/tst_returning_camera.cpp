// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <algorithm>

#include <QTemporaryDir>
#include <QTest>

#include "engine/session/session_file.h"
#include "tests/engine/runtime/live_runs.h"
#include "tests/engine/runtime/recording.h"
#include "tests/support/fake_run.h"
#include "tests/support/gappy_feed.h"

using namespace jackdaw;
using namespace jackdaw::testing;

namespace {

const VideoFault kDamage{CameraId{7}, VideoFaultKind::Damaged, {}, 3, "Three packets were damaged."};

} // namespace

/// Cameras that vanish and return while others go on.
class TestReturningCamera : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        m_settings = fakeSettings(path("."), 3, 4);
        QVERIFY(prepareFakeRun(m_settings));
    }

    void aCameraThatReturnsIsServedAgainByItsStudent()
    {
        const auto events = run("returns.jackdaw", {{fromSeconds(450), fromSeconds(520)}});
        const auto lost = bodies<CameraLost>(events);
        QCOMPARE(lost.size(), std::size_t{1});
        QVERIFY(lost[0].camera == CameraId{1} && !lost[0].ended);
        QCOMPARE(lost[0].reason, std::string("The cable is out."));
        const auto back = bodies<CameraRecovered>(events);
        QCOMPARE(back.size(), std::size_t{1});
        QVERIFY(back[0].gap >= std::chrono::seconds(69) && back[0].gap <= std::chrono::seconds(72));
        QVERIFY(framesAfter(events, CameraId{1}, fromSeconds(521)) > 100);
        QCOMPARE(framesBetween(events, CameraId{1}, fromSeconds(451), fromSeconds(520)), 0);
        QCOMPARE(closingReason(events), std::string("finished"));
    }

    void theOthersLoseNothing()
    {
        const auto events = run("others.jackdaw", {{fromSeconds(450), fromSeconds(520)}});
        for (const WindowClosed& window : bodies<WindowClosed>(events))
            if (window.window.value > 0)
                QVERIFY(window.cameras[0].framesDropped * 20 <= window.cameras[0].framesDue);
    }

    void theSameOutageGivesTheSameSession()
    {
        const std::vector<Gap> gaps{{fromSeconds(450), fromSeconds(520)}};
        QCOMPARE(difference(repeatable(run("first.jackdaw", gaps)), repeatable(run("second.jackdaw", gaps))),
                 std::string());
    }

    void aCameraThatIsOffAtTheStartGetsItsStudentWhenItComes()
    {
        const auto events = run("late.jackdaw", {{fromSeconds(0), fromSeconds(250)}});
        QCOMPARE(bodies<CameraLost>(events).size(), std::size_t{1});
        QCOMPARE(bodies<CameraRecovered>(events).size(), std::size_t{1});
        const auto swaps = bodies<WeightsSwapped>(events);
        QVERIFY(std::any_of(swaps.begin(), swaps.end(),
                            [](const WeightsSwapped& swap) { return swap.camera == CameraId{1}; }));
        // The size of its pictures was not known before.
        std::vector<int> widths;
        for (const CameraAdded& added : bodies<CameraAdded>(events))
            if (added.camera == CameraId{1})
                widths.push_back(added.width);
        QCOMPARE(widths, (std::vector<int>{0, FakeStreet::kWidth}));
    }

    void aRunGoesOnWhileAllItsCamerasAreAway()
    {
        const auto events = run("all.jackdaw", {{fromSeconds(450), fromSeconds(1000)}}, true);
        QCOMPARE(bodies<CameraLost>(events).size(), std::size_t{3});
        QCOMPARE(bodies<WindowClosed>(events).size(), std::size_t{4});
        QCOMPARE(closingReason(events), std::string("finished"));
    }

    void manyOutagesAreNoneTooMany()
    {
        std::vector<Gap> gaps;
        for (int i = 0; i < 40; ++i)
            gaps.push_back({fromSeconds(205 + 14 * i), fromSeconds(205 + 14 * i + 3 + i % 5)});
        const auto events = run("many.jackdaw", gaps);
        QCOMPARE(bodies<CameraLost>(events).size(), std::size_t{40});
        QCOMPARE(bodies<CameraRecovered>(events).size(), std::size_t{40});
        for (const Alert& alert : bodies<Alert>(events))
            QVERIFY2(alert.severity != Severity::Error, alert.message.c_str());
    }

    void aCameraThatIsTooSlowForItsWindowsIsWarnedOf()
    {
        runtime::RunSettings settings = m_settings;
        settings.windows = 2;
        settings.cameras[2].settings.framesPerSecond = 0.1;
        QVERIFY(runFake(settings, path("slow.jackdaw")).status);
        auto alerts = bodies<Alert>(readSession(path("slow.jackdaw")));
        std::erase_if(alerts, [](const Alert& alert) { return alert.topic != AlertTopic::Other; });
        QCOMPARE(
            std::count_if(alerts.begin(), alerts.end(), [](const Alert& alert) { return alert.camera == CameraId{2}; }),
            std::ptrdiff_t{1});
        QVERIFY(std::none_of(alerts.begin(), alerts.end(),
                             [](const Alert& alert) { return alert.camera && *alert.camera != CameraId{2}; }));
    }

    void whatIsWrongWithItsVideoIsRecordedAsItsOwn()
    {
        const auto faults = bodies<VideoFault>(run("faults.jackdaw", {{fromSeconds(450), fromSeconds(451)}}));
        QCOMPARE(faults.size(), std::size_t{1});
        QVERIFY(faults[0].camera == CameraId{1});
        QCOMPARE(faults[0].message, std::string("Three packets were damaged."));
    }

private:
    std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

    /// Camera 1, or all of them, have \p gaps.
    std::vector<Event> run(const char* name, const std::vector<Gap>& gaps, bool all = false) const
    {
        std::filesystem::remove(path(name));
        const FakeOutcome outcome = runFake(m_settings, path(name), {}, [&](runtime::RunParts& parts) {
            for (std::size_t i = 0; i < parts.cameras.size(); ++i)
                if (all || i == 1)
                    parts.cameras[i].feed =
                        std::make_unique<GappyFeed>(std::move(parts.cameras[i].feed), gaps, std::vector{kDamage});
        });
        if (!outcome.status)
            qWarning("%s", outcome.status.error().text().c_str());
        return readSession(path(name));
    }

    static int framesBetween(const std::vector<Event>& events, CameraId camera, Nanoseconds from, Nanoseconds to)
    {
        const auto frames = bodies<FrameIndexed>(events);
        return static_cast<int>(std::count_if(frames.begin(), frames.end(), [&](const FrameIndexed& frame) {
            return frame.camera == camera && frame.frameTime >= from && frame.frameTime < to;
        }));
    }
    static int framesAfter(const std::vector<Event>& events, CameraId camera, Nanoseconds from)
    {
        return framesBetween(events, camera, from, Nanoseconds::max());
    }

    QTemporaryDir m_folder;
    runtime::RunSettings m_settings;
};

QTEST_GUILESS_MAIN(TestReturningCamera)
#include "tst_returning_camera.moc"
