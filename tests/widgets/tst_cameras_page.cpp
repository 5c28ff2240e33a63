// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/shown_cameras_page.h"
#include "widgets/setup/camera_form.h"
#include "widgets/setup/camera_list.h"
#include "widgets/setup/cameras_page.h"
#include "widgets/setup/check_panel.h"
#include "widgets/setup/golden_panel.h"
#include "widgets/setup/place_panel.h"
#include "widgets/setup/run_fields.h"
#include "widgets/setup/source_panel.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::FakeSetup;
using jackdaw::testing::goodGolden;
using jackdaw::testing::goodLook;
using jackdaw::testing::ShownCamerasPage;
using jackdaw::testing::someCameras;

class TestCamerasPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNewRunHasNoCameraAndCannotStart();
    void camerasThatAreAddedHaveNamesOfTheirOwn();
    void sourcesAreLookedAtTwoAtATime();
    void aSourceThatFailsIsSaidAtTheCamera();
    void aLookIsCancelledByTheSameButton();
    void faultsStandAtTheirFields();
    void aFaultLeadsToItsField();
    void changesAreUndoneAndMadeAgain();
    void whatIsDroppedIsOneStep();
    void typingIsUndoneAtOnce();
    void placesBelongToTheCameraThatIsShown();
    void duplicatingKeepsAllSettings();
    void removingShowsTheNextCamera();
    void whatIsSavedIsUnchanged();
    void whatCannotBeOpenedLeavesTheRunAsItIs();
    void captureDevicesAreListed();
    void credentialsAreNamedAndNeverTyped();
    void theGoldenModelIsTriedOnTheCamera();
    void aGoldenModelThatFailsSaysWhy();
    void anotherGoldenModelIsAnotherTrial();
    void whatANameMeansIsWrittenBesideTheLabels();
    void labelsAreCheckedAndCancelled();
    void calibrationTellsHowFarItIsAndIsCancelled();
    void devicesAreTyped_data();
    void devicesAreTyped();
    void aSeedThatIsNoNumberIsSaidAndNotTaken();
    void theTimeThatARunTakesIsSaid();
    void thePageLeavesWhileWorkIsUnderWay();
    void everyControlIsReachedByTabAndHasAName();
};

void TestCamerasPage::aNewRunHasNoCameraAndCannotStart()
{
    ShownCamerasPage shown;
    QVERIFY(shown.child<QPushButton>("addFirstCamera").isVisible());
    QVERIFY(!shown.registry.action(CommandId::StartRun)->isEnabled());
    QVERIFY(!shown.registry.action(CommandId::RemoveCamera)->isEnabled());
    shown.page.add(someCameras(1), {"net.onnx"});
    QVERIFY(!shown.child<QPushButton>("addFirstCamera").isVisible());
    QVERIFY(shown.registry.action(CommandId::StartRun)->isEnabled());
    QSignalSpy run(&shown.page, &CamerasPage::runRequested);
    shown.registry.trigger(CommandId::StartRun);
    QCOMPARE(run.count(), 1);
}

void TestCamerasPage::camerasThatAreAddedHaveNamesOfTheirOwn()
{
    ShownCamerasPage shown;
    shown.page.add({{.name = "gate", .source = "a.mp4"}, {.name = "gate", .source = "b.mp4"}}, {});
    shown.page.add({{.name = "gate", .source = "c.mp4"}}, {});
    QCOMPARE(shown.model().draft().cameras[1].name, std::string("gate (2)"));
    QCOMPARE(shown.model().draft().cameras[2].name, std::string("gate (3)"));
    QVERIFY2(shown.model().current() == 2U, "the new one is shown");
    QCOMPARE(shown.child<CameraList>("cameraList").count(), 3);
}

void TestCamerasPage::sourcesAreLookedAtTwoAtATime()
{
    ShownCamerasPage shown;
    shown.page.add(someCameras(5), {});
    QCOMPARE(shown.setup->looks.size(), 2U);
    shown.seeAll();
    QCOMPARE(shown.setup->made, 5);
    for (const CameraDraft& camera : shown.model().draft().cameras)
        QVERIFY(shown.page.trials().of(camera).stage == SourceTrial::Stage::Seen);
    QVERIFY(shown.child<CameraList>("cameraList").item(0)->text().contains(QStringLiteral("352 × 288, h264, 25")));
    QVERIFY(shown.page.form().places().editor().hasPicture());
}

void TestCamerasPage::aSourceThatFailsIsSaidAtTheCamera()
{
    ShownCamerasPage shown;
    shown.page.add(someCameras(1), {});
    shown.setup->finishLooks([](const CameraDraft&) -> Result<SourceLook> {
        return fail(ErrorCode::NotFound, "'/films/1.mp4' does not exist.", "Name another file.");
    });
    QVERIFY(shown.child<CameraList>("cameraList").item(0)->text().contains(QStringLiteral("does not exist")));
    const QString facts = shown.child<QLabel>("sourceFacts").text();
    QVERIFY2(facts.contains(QStringLiteral("does not exist")) && facts.contains(QStringLiteral("Name another file")),
             qPrintable(facts));
}

void TestCamerasPage::aLookIsCancelledByTheSameButton()
{
    ShownCamerasPage shown;
    shown.page.add(someCameras(1), {});
    auto& test = shown.child<QPushButton>("testSource");
    QCOMPARE(test.text(), QStringLiteral("Cancel"));
    test.click();
    QVERIFY(shown.setup->looks.empty());
    QCOMPARE(test.text(), QStringLiteral("Test"));
    test.click();
    QCOMPARE(shown.setup->looks.size(), 1U);
    shown.setup->looks.begin()->second.seen(goodLook());
    QVERIFY(shown.child<QLabel>("sourceFacts").text().contains(QStringLiteral("measured on 37 pictures")));
}

void TestCamerasPage::faultsStandAtTheirFields()
{
    ShownCamerasPage shown;
    shown.page.add(someCameras(2), {"net.onnx"});
    QCOMPARE(shown.faults(), QStringList());
    shown.child<QDoubleSpinBox>("target").setValue(1.5);
    QCOMPARE(shown.faults(), QStringList{QStringLiteral("Found a number above 1, expected >= 0 and <= 1.")});
    QCOMPARE(shown.child<QDoubleSpinBox>("target").accessibleDescription(), shown.faults().front());
    QVERIFY(!shown.registry.action(CommandId::StartRun)->isEnabled());
    shown.model().setCurrent(1);
    QVERIFY2(shown.faults().isEmpty(), "it is the first camera's");
    QVERIFY(shown.checks().front().startsWith(QStringLiteral("camera \"camera 1\", target: ")));
    shown.child<QSpinBox>("windows").setValue(1);
    QCOMPARE(shown.faults().size(), 1);
    QCOMPARE(shown.checks().size(), 2);
}

void TestCamerasPage::aFaultLeadsToItsField()
{
    ShownCamerasPage shown;
    shown.page.add(someCameras(2), {"net.onnx"});
    shown.model().setCurrent(1);
    shown.child<QDoubleSpinBox>("target").setValue(1.5);
    shown.model().setCurrent(0);
    Q_EMIT shown.page.checks().list().itemActivated(shown.page.checks().list().item(0));
    QVERIFY(shown.model().current() == 1U);
    shown.page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&shown.page));
    Q_EMIT shown.page.checks().list().itemActivated(shown.page.checks().list().item(0));
    QVERIFY(shown.child<QDoubleSpinBox>("target").hasFocus());
}

void TestCamerasPage::changesAreUndoneAndMadeAgain()
{
    ShownCamerasPage shown;
    const RunDraft empty = shown.model().draft();
    shown.page.add(someCameras(2), {});
    shown.registry.trigger(CommandId::RemoveCamera);
    QCOMPARE(shown.model().draft().cameras.size(), 1U);
    shown.registry.trigger(CommandId::Undo);
    QCOMPARE(shown.model().draft().cameras.size(), 2U);
    shown.registry.trigger(CommandId::Undo);
    QVERIFY(shown.model().draft() == empty);
    QVERIFY(!shown.model().canUndo());
    shown.registry.trigger(CommandId::Redo);
    shown.registry.trigger(CommandId::Redo);
    QCOMPARE(shown.model().draft().cameras.size(), 1U);
}

void TestCamerasPage::whatIsDroppedIsOneStep()
{
    ShownCamerasPage shown;
    shown.page.add(someCameras(3), {"net.onnx"});
    shown.registry.trigger(CommandId::Undo);
    QVERIFY(shown.model().draft() == shown.setup->begin());
    shown.page.add({}, {"other.onnx"});
    QVERIFY(shown.model().draft().goldenModels == std::vector<std::string>{"other.onnx"});
}

void TestCamerasPage::typingIsUndoneAtOnce()
{
    ShownCamerasPage shown;
    shown.page.add(someCameras(1), {});
    auto& name = shown.child<QLineEdit>("name");
    name.clear();
    QTest::keyClicks(&name, QStringLiteral("gate north"));
    QCOMPARE(shown.model().draft().cameras[0].name, std::string("gate north"));
    shown.registry.trigger(CommandId::Undo);
    QCOMPARE(shown.model().draft().cameras[0].name, std::string("camera 1"));
    QCOMPARE(name.text(), QStringLiteral("camera 1"));
}

void TestCamerasPage::placesBelongToTheCameraThatIsShown()
{
    ShownCamerasPage shown;
    shown.page.add(someCameras(2), {});
    shown.model().setCurrent(1);
    Q_EMIT shown.page.form().places().edited({{PlaceKind::Ignored, "sky", {{0, 0}, {1, 0}, {1, 0.2}}}});
    QVERIFY(shown.model().draft().cameras[0].ignored.empty());
    QCOMPARE(shown.model().draft().cameras[1].ignored.size(), 1U);
    shown.model().setCurrent(0);
    QVERIFY(shown.page.form().places().editor().places().empty());
    shown.model().setCurrent(1);
    QCOMPARE(shown.page.form().places().editor().places().size(), 1U);
}

void TestCamerasPage::duplicatingKeepsAllSettings()
{
    ShownCamerasPage shown;
    CameraDraft camera{.name = "gate", .source = "a.mp4", .target = 0.8};
    camera.origin = 7;
    camera.lines = {{"in", {0, 0}, {1, 1}}};
    shown.page.add({camera}, {});
    shown.registry.trigger(CommandId::DuplicateCamera);
    camera.name = "gate (2)";
    QVERIFY(shown.model().draft().cameras[1] == camera);
}

void TestCamerasPage::removingShowsTheNextCamera()
{
    ShownCamerasPage shown;
    shown.page.add(someCameras(3), {});
    shown.registry.trigger(CommandId::RemoveCamera);
    QCOMPARE(shown.child<QLineEdit>("name").text(), QStringLiteral("camera 2"));
    shown.registry.trigger(CommandId::RemoveCamera);
    shown.registry.trigger(CommandId::RemoveCamera);
    QVERIFY(!shown.model().current());
    QVERIFY(shown.child<QPushButton>("addFirstCamera").isVisible());
}

void TestCamerasPage::whatIsSavedIsUnchanged()
{
    ShownCamerasPage shown;
    shown.page.add(someCameras(1), {});
    QVERIFY(shown.model().isChanged());
    QVERIFY(shown.child<QLabel>("setupState").text().contains(QStringLiteral("not saved")));
    QVERIFY(shown.model().save(QStringLiteral("/data/a.json")));
    QVERIFY(!shown.model().isChanged());
    QCOMPARE(shown.child<QLabel>("setupTitle").text(), QStringLiteral("a.json"));
    shown.child<QDoubleSpinBox>("target").setValue(0.9);
    QVERIFY(shown.model().isChanged());
    QVERIFY(!shown.model().save(QStringLiteral("/readonly/a.json")));
    QVERIFY(shown.model().isChanged());
    QCOMPARE(shown.model().file(), QStringLiteral("/data/a.json"));
}

void TestCamerasPage::whatCannotBeOpenedLeavesTheRunAsItIs()
{
    ShownCamerasPage shown;
    shown.page.add(someCameras(2), {});
    const RunDraft before = shown.model().draft();
    QVERIFY(!shown.page.open(QStringLiteral("/nowhere.json")));
    QVERIFY(shown.model().draft() == before);
    RunDraft other = before;
    other.cameras.pop_back();
    shown.setup->files[QStringLiteral("/b.json")] = other;
    QVERIFY(shown.page.open(QStringLiteral("/b.json")));
    QVERIFY(shown.model().draft() == other && !shown.model().canUndo());
}

void TestCamerasPage::captureDevicesAreListed()
{
    ShownCamerasPage shown;
    shown.page.add(someCameras(1), {});
    auto* kind = shown.page.form().source().findChildren<QComboBox*>().front();
    kind->setCurrentIndex(static_cast<int>(SourcePanel::Kind::Device));
    QVERIFY(shown.setup->plugged);
    shown.setup->plugged(std::vector<PluggedCamera>{{"/dev/v4l/by-id/usb-cam", "Webcam"}});
    auto* devices = shown.page.form().source().findChildren<QComboBox*>()[1];
    QCOMPARE(devices->count(), 2);
    devices->setCurrentIndex(1);
    Q_EMIT devices->activated(1);
    QCOMPARE(shown.model().draft().cameras[0].source, std::string("/dev/v4l/by-id/usb-cam"));
}

void TestCamerasPage::credentialsAreNamedAndNeverTyped()
{
    ShownCamerasPage shown;
    shown.page.add({{.name = "gate", .source = "rtsp://10.0.0.1/a"}}, {});
    QVERIFY(shown.page.form().source().kind() == SourcePanel::Kind::Address);
    auto& credentials = shown.child<QLineEdit>("credentials");
    QVERIFY(!credentials.isEnabled());
    auto* where = shown.page.form().source().findChildren<QComboBox*>()[2];
    where->setCurrentIndex(1);
    QTest::keyClicks(&credentials, QStringLiteral("GATE_LOGIN"));
    const std::vector<std::string> named{"", "secret:GATE_LOGIN", "env:GATE_LOGIN", "file:GATE_LOGIN"};
    for (const std::size_t kind : {1U, 2U, 3U, 0U}) {
        where->setCurrentIndex(static_cast<int>(kind));
        QCOMPARE(shown.model().draft().cameras[0].credentials, named[kind]);
    }
}

void TestCamerasPage::theGoldenModelIsTriedOnTheCamera()
{
    ShownCamerasPage shown;
    QVERIFY(!shown.child<QPushButton>("tryGolden").isEnabled());
    shown.page.add(someCameras(1), {"net.onnx"});
    shown.page.golden().test();
    QVERIFY(shown.page.golden().isTrying());
    shown.setup->golden(goodGolden());
    const QString facts = shown.child<QLabel>("goldenFacts").text();
    QVERIFY2(facts.contains(QStringLiteral("42.5 ms per frame")) && facts.contains(QStringLiteral("input 416 × 416")),
             qPrintable(facts));
    QCOMPARE(shown.page.golden().names().item(1, 2)->text(), QStringLiteral("passed over"));
    shown.page.golden().test();
    shown.page.golden().test();
    QVERIFY2(!shown.setup->golden && !shown.page.golden().isTrying(), "the second press cancels");
}

void TestCamerasPage::aGoldenModelThatFailsSaysWhy()
{
    ShownCamerasPage shown;
    shown.page.add(someCameras(1), {"net.onnx"});
    shown.page.golden().test();
    shown.setup->golden(fail(ErrorCode::Corrupt, "net.onnx is no ONNX file.", "Choose another one."));
    QCOMPARE(shown.child<QLabel>("goldenFacts").text(),
             QStringLiteral("net.onnx is no ONNX file. Choose another one."));
}

void TestCamerasPage::anotherGoldenModelIsAnotherTrial()
{
    ShownCamerasPage shown;
    shown.page.add(someCameras(2), {"net.onnx"});
    shown.page.golden().test();
    shown.setup->golden(goodGolden());
    shown.child<QDoubleSpinBox>("target").setValue(0.7);
    QVERIFY2(shown.page.golden().outcome(), "the target changes nothing");
    shown.model().setCurrent(1);
    QVERIFY2(!shown.page.golden().outcome(), "that was another camera's");
}

void TestCamerasPage::whatANameMeansIsWrittenBesideTheLabels()
{
    ShownCamerasPage shown;
    shown.page.add({{.name = "gate", .source = "a.mp4", .goldenLabels = "a.csv"}}, {});
    shown.page.golden().test();
    GoldenLook look = goodGolden();
    look.isNetwork = false;
    look.names = {{"lorry", 12, {}, false}};
    shown.setup->golden(look);
    auto* choice = qobject_cast<QComboBox*>(shown.page.golden().names().cellWidget(0, 2));
    QVERIFY(choice);
    QCOMPARE(choice->currentText(), QStringLiteral("not known"));
    choice->setCurrentIndex(2);
    Q_EMIT choice->activated(2);
    QVERIFY(shown.setup->meanings["a.csv:lorry"] == std::vector<std::string>{"car"});
    QCoreApplication::processEvents();
    QVERIFY2(shown.page.golden().isTrying(), "the file is read again");
}

void TestCamerasPage::labelsAreCheckedAndCancelled()
{
    ShownCamerasPage shown;
    QVERIFY(!shown.child<QPushButton>("checkLabels").isEnabled());
    shown.page.add(someCameras(1), {"net.onnx"});
    QCOMPARE(shown.checks(), QStringList{QStringLiteral("Nothing is wrong: the run can be started.")});
    shown.page.checks().checkLabels();
    QVERIFY(!shown.child<QPushButton>("checkLabels").isEnabled());
    shown.setup->labels(std::vector<std::string>{"Labels reach beyond the video."});
    QCOMPARE(shown.checks(), QStringList{QStringLiteral("Labels reach beyond the video.")});
    shown.page.checks().checkLabels();
    for (auto* button : shown.page.checks().findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Cancel"))
            button->click();
    QVERIFY(!shown.setup->labels && !shown.page.checks().isWorking());
    QCOMPARE(shown.child<QLabel>("checkOutcome").text(), QStringLiteral("The check was cancelled."));
}

void TestCamerasPage::calibrationTellsHowFarItIsAndIsCancelled()
{
    ShownCamerasPage shown;
    shown.page.add(someCameras(1), {"net.onnx"});
    shown.child<QPushButton>("calibrate").click();
    QVERIFY(shown.setup->calibrated);
    shown.setup->measured("student/infer");
    QVERIFY(shown.child<QLabel>("checkOutcome").text().contains(QStringLiteral("student/infer")));
    shown.setup->calibrated(std::string("/cache/costs.json"));
    QVERIFY(shown.child<QLabel>("checkOutcome").text().contains(QStringLiteral("/cache/costs.json")));
    QVERIFY(!shown.page.checks().isWorking());
}

void TestCamerasPage::devicesAreTyped_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("devices");
    QTest::addColumn<QString>("written");
    QTest::newRow("a processor") << QStringLiteral("cpu") << 1 << QStringLiteral("cpu 1");
    QTest::newRow("threads") << QStringLiteral(" CPU 4 ") << 1 << QStringLiteral("cpu 4");
    QTest::newRow("GPUs") << QStringLiteral("gpu 0, cuda 1") << 2 << QStringLiteral("gpu 0, gpu 1");
    QTest::newRow("nothing") << QString() << 0 << QString();
    QTest::newRow("something else") << QStringLiteral("tpu 1") << 0 << QString();
    QTest::newRow("too many") << QStringLiteral("cpu 12345678") << 0 << QString();
}

void TestCamerasPage::devicesAreTyped()
{
    QFETCH(QString, text);
    QFETCH(int, devices);
    QFETCH(QString, written);
    const auto read = devicesFrom(text, {});
    QCOMPARE(read ? static_cast<int>(read->size()) : 0, devices);
    if (read)
        QCOMPARE(devicesText(*read), written);
}

void TestCamerasPage::aSeedThatIsNoNumberIsSaidAndNotTaken()
{
    ShownCamerasPage shown;
    auto& seed = shown.child<QLineEdit>("seed");
    seed.setText(QStringLiteral("18446744073709551615"));
    QCOMPARE(shown.model().draft().seed, std::uint64_t{18446744073709551615U});
    seed.setText(QStringLiteral("-3"));
    QCOMPARE(shown.model().draft().seed, std::uint64_t{18446744073709551615U});
    QCOMPARE(shown.faults(), QStringList{QStringLiteral("Found \"-3\", expected a whole number from 0 on.")});
    seed.setText(QStringLiteral("4"));
    QVERIFY(shown.faults().isEmpty());
}

void TestCamerasPage::theTimeThatARunTakesIsSaid()
{
    RunDraft draft = FakeSetup().begin();
    QVERIFY2(durationText(draft).startsWith(QStringLiteral("10 min")), qPrintable(durationText(draft)));
    draft.windowSeconds = -1.0;
    QVERIFY(durationText(draft).isEmpty());
}

void TestCamerasPage::thePageLeavesWhileWorkIsUnderWay()
{
    auto setup = std::make_shared<FakeSetup>();
    {
        ShownCamerasPage shown;
        shown.setup = setup;
        shown.page.setServices(setup);
        shown.page.add(someCameras(4), {"net.onnx"});
        shown.page.golden().test();
        shown.page.checks().calibrate();
        shown.registry.trigger(CommandId::AddCamera);
        QVERIFY(!setup->looks.empty() && setup->golden && setup->calibrated);
    }
    QVERIFY2(setup->looks.empty() && !setup->golden && !setup->calibrated, "all of it is cancelled");
}

void TestCamerasPage::everyControlIsReachedByTabAndHasAName()
{
    ShownCamerasPage shown;
    shown.page.add(someCameras(2), {"net.onnx"});
    shown.seeAll();
    shown.page.form().places().setPlaces({{PlaceKind::Line, "in", {{0, 0}, {1, 1}}}});
    shown.page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&shown.page));
    QSet<QWidget*> wanted;
    for (auto* widget : shown.page.findChildren<QWidget*>())
        if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus)
            && !widget->focusProxy() && !widget->inherits("QHeaderView"))
            wanted << widget;
    shown.child<QLineEdit>("name").setFocus();
    QSet<QWidget*> seen;
    const int most = 3 * static_cast<int>(wanted.size());
    for (int i = 0; i < most; ++i) {
        QWidget* focused = QApplication::focusWidget();
        QVERIFY(focused);
        seen << focused;
        QVERIFY2(!focused->accessibleName().isEmpty() || qobject_cast<QAbstractButton*>(focused)
                     || focused->inherits("QTabBar"),
                 qPrintable(QString::fromLatin1(focused->metaObject()->className()) + focused->objectName()));
        QTest::keyClick(focused, Qt::Key_Tab);
    }
    for (const QWidget* widget : wanted)
        QVERIFY2(seen.contains(const_cast<QWidget*>(widget)),
                 qPrintable(QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ')
                            + widget->objectName() + QLatin1Char(' ') + widget->accessibleName()));
}

QTEST_MAIN(TestCamerasPage)
#include "tst_cameras_page.moc"
