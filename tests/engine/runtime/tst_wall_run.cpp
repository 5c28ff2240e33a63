// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/runtime/recording.h"
#include "tests/support/fake_run.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace jackdaw;
using namespace jackdaw::testing;
using namespace std::chrono_literals;

/// A run under wall time, in which much is done beside the loop.
class TestWallRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyWindowIsRecordedBeforeTheSessionCloses()
    {
        QTemporaryDir folder;
        const std::filesystem::path session = std::filesystem::path(folder.path().toStdString()) / "run.jackdaw";
        auto settings = fakeSettings(folder.path().toStdString(), 3, 3);
        settings.clock = ClockKind::Wall;
        settings.windowLength = 2s;
        settings.labelling.scoringInterval = 0.5;
        for (runtime::CameraRun& camera : settings.cameras)
            camera.settings.speed = 5.0;
        QVERIFY(prepareFakeRun(settings));
        std::set<runtime::TurnStage> stages;
        const FakeOutcome outcome = runFake(settings, session, {}, [&stages](runtime::RunParts& parts) {
            parts.onStage = [&stages](runtime::TurnStage stage) { stages.insert(stage); };
        });
        QVERIFY2(outcome.status, outcome.status ? "" : outcome.status.error().text().c_str());
        QCOMPARE(outcome.closed.size(), std::size_t{3});
        for (std::uint32_t window = 0; window < 3; ++window) {
            QCOMPARE(outcome.closed[window].window.value, window);
            QCOMPARE(outcome.closed[window].cameras.size(), std::size_t{3});
        }
        QVERIFY2(outcome.closed[1].cameras[0].studentGolden, "its scored frames are judged");
        QVERIFY(outcome.closed[1].cameras[0].framesDue > 0);
        QCOMPARE(stages.size(), std::size_t{10});
        const auto events = (*session::SessionReader::open(session))->eventsOfKinds({"WindowClosed", "SessionClosed"});
        QVERIFY(events && std::holds_alternative<SessionClosed>(events->back().body));
    }
};

QTEST_APPLESS_MAIN(TestWallRun)
#include "tst_wall_run.moc"
