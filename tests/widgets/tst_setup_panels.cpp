// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/fake_setup.h"
#include "widgets/setup/camera_list.h"
#include "widgets/setup/check_panel.h"
#include "widgets/setup/source_panel.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::FakeSetup;
using jackdaw::testing::goodLook;
using jackdaw::testing::someCameras;

namespace {

/// A run with services that do what the test says.
struct Run {
    explicit Run(std::size_t cameras)
    {
        model.setServices(&setup);
        trials.setServices(&setup);
        model.add(someCameras(cameras), {"net.onnx"});
        RunDraft other = model.draft();
        other.cameras[0].name = "another gate";
        setup.files[QStringLiteral("/other.json")] = other;
    }

    FakeSetup setup;
    SetupModel model;
    SourceTrials trials;
};

QStringList texts(const QListWidget& list)
{
    QStringList texts;
    for (int row = 0; row < list.count(); ++row)
        texts << list.item(row)->text();
    return texts;
}

} // namespace

/// Single panels of the page on which a run is set up.
class TestSetupPanels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatACheckFoundGoesWithItsRun();
    void aCheckDoesNotReportIntoAnotherRun();
    void whatLeadsNowhereIsNoPlace();
    void aRecordingThatIsOverBeforeTheFirstWindowIsSaid();
    void aPictureInTheListIsMadeAnewOnlyWhereItIsAnother();
    void whatASourceIsCalledIsShownAsItStands();
    void aCameraWithoutALoginShowsNone();
};

void TestSetupPanels::whatACheckFoundGoesWithItsRun()
{
    Run run(1);
    CheckPanel panel(run.model, run.trials);
    panel.checkLabels();
    run.setup.labels(std::vector<std::string>{"Labels reach beyond the video."});
    QCOMPARE(texts(panel.list()), QStringList{QStringLiteral("Labels reach beyond the video.")});
    run.model.editCamera({}, [](CameraDraft& camera) { camera.name = "gate"; });
    QCOMPARE(texts(panel.list()), QStringList{QStringLiteral("Labels reach beyond the video.")});
    QVERIFY(run.model.open(QStringLiteral("/other.json")));
    QCOMPARE(texts(panel.list()), QStringList{QStringLiteral("Nothing is wrong: the run can be started.")});
    QVERIFY(panel.findChild<QLabel*>(QStringLiteral("checkOutcome"))->text().isEmpty());
}

void TestSetupPanels::aCheckDoesNotReportIntoAnotherRun()
{
    Run run(1);
    CheckPanel panel(run.model, run.trials);
    panel.checkLabels();
    QVERIFY(panel.isWorking() && run.setup.labels);
    QVERIFY(run.model.open(QStringLiteral("/other.json")));
    QVERIFY2(!panel.isWorking() && !run.setup.labels, "it is cancelled");
    QVERIFY(panel.findChild<QLabel*>(QStringLiteral("checkOutcome"))->text().isEmpty());
}

void TestSetupPanels::whatLeadsNowhereIsNoPlace()
{
    Run run(1);
    CheckPanel panel(run.model, run.trials);
    QSignalSpy chosen(&panel, &CheckPanel::placeChosen);
    Q_EMIT panel.list().itemClicked(panel.list().item(0));
    panel.checkLabels();
    run.setup.labels(std::vector<std::string>{"Labels reach beyond the video."});
    Q_EMIT panel.list().itemClicked(panel.list().item(0));
    Q_EMIT panel.list().itemActivated(panel.list().item(0));
    QCOMPARE(chosen.count(), 0);
    run.model.editCamera({}, [](CameraDraft& camera) { camera.target = 1.5; });
    Q_EMIT panel.list().itemClicked(panel.list().item(0));
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.front().front().toString(), QStringLiteral("/cameras/0/target"));
}

void TestSetupPanels::aRecordingThatIsOverBeforeTheFirstWindowIsSaid()
{
    Run run(2);
    run.model.edit({}, [](RunDraft& draft) { draft.windowSeconds = 60.0; });
    CheckPanel panel(run.model, run.trials);
    QSignalSpy chosen(&panel, &CheckPanel::placeChosen);
    for (const CameraDraft& camera : run.model.draft().cameras)
        run.trials.look(camera);
    run.setup.finishLooks([&](const CameraDraft& camera) {
        auto look = goodLook();
        look.seconds = camera.source == run.model.draft().cameras[1].source ? 12.5 : 60.0;
        return look;
    });
    QCOMPARE(panel.list().count(), 1);
    QVERIFY2(
        panel.list().item(0)->text().contains(QStringLiteral("over after 12.5 s, before the first window of 60 s")),
        qPrintable(panel.list().item(0)->text()));
    Q_EMIT panel.list().itemClicked(panel.list().item(0));
    QCOMPARE(chosen.front().front().toString(), QStringLiteral("/cameras/1/loop"));
    const auto isSaid = [&] { return panel.list().item(0)->text().contains(QStringLiteral("over after")); };
    run.model.setCurrent(1);
    run.model.editCamera({}, [](CameraDraft& camera) { camera.loop = true; });
    QVERIFY2(!isSaid(), "in a loop it never ends");
    run.model.editCamera({}, [](CameraDraft& camera) { camera.loop = false; });
    QVERIFY(isSaid());
    run.model.editCamera({}, [](CameraDraft& camera) { camera.speed = 0.125; });
    QVERIFY2(!isSaid(), "slower, it lasts for 100 s");
    run.model.editCamera({}, [](CameraDraft& camera) { camera.offsetSeconds = 10.0; });
    QVERIFY2(isSaid(), "begun later, for 20 s");
}

void TestSetupPanels::aPictureInTheListIsMadeAnewOnlyWhereItIsAnother()
{
    Run run(2);
    CameraList list(run.model, run.trials);
    const auto icon = [&](int row) { return list.item(row)->icon().cacheKey(); };
    const qint64 first = icon(0);
    const qint64 second = icon(1);
    run.model.editCamera({}, [](CameraDraft& camera) { camera.name = "gate"; });
    QVERIFY(list.item(0)->text().startsWith(QStringLiteral("gate")));
    QCOMPARE(icon(0), first);
    run.trials.look(run.model.draft().cameras[0]);
    run.setup.finishLooks([](const CameraDraft&) { return goodLook(); });
    QVERIFY2(icon(0) != first, "there is a picture now");
    QCOMPARE(icon(1), second);
    const qint64 seen = icon(0);
    list.setPalette(theme(ThemeKind::Dark).palette());
    QVERIFY2(icon(0) != seen && icon(1) != second, "another theme paints them anew");
}

void TestSetupPanels::whatASourceIsCalledIsShownAsItStands()
{
    Run run(1);
    CameraList list(run.model, run.trials);
    run.model.editCamera({}, [](CameraDraft& camera) { camera.source = "<img src=x>.mp4"; });
    QVERIFY2(list.item(0)->toolTip().contains(QStringLiteral("&lt;img src=x&gt;.mp4")),
             qPrintable(list.item(0)->toolTip()));
}

void TestSetupPanels::aCameraWithoutALoginShowsNone()
{
    Run run(1);
    SourcePanel panel(run.trials);
    CameraDraft camera{.name = "gate", .source = "rtsp://gate/1"};
    camera.credentials = "env:GATE_LOGIN";
    panel.show(camera);
    const auto* where = panel.findChildren<QComboBox*>()[2];
    QCOMPARE(where->currentText(), QStringLiteral("variable"));
    camera.credentials.clear();
    panel.show(camera);
    QCOMPARE(where->currentText(), QStringLiteral("none"));
    QVERIFY(panel.findChild<QLineEdit*>(QStringLiteral("credentials"))->text().isEmpty());
    QVERIFY(!panel.findChild<QLineEdit*>(QStringLiteral("credentials"))->isEnabled());
}

QTEST_MAIN(TestSetupPanels)
#include "tst_setup_panels.moc"
