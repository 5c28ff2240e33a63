// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/shown_cameras_page.h"
#include "widgets/setup/camera_wizard.h"
#include "widgets/setup/golden_panel.h"
#include "widgets/setup/place_panel.h"
#include "widgets/setup/source_panel.h"

#include <QAbstractButton>
#include <QAction>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QRadioButton>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::goodGolden;
using jackdaw::testing::ShownCamerasPage;

/// The way from a source to a camera of the run, in three steps.
class TestCameraWizard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWizardLeadsFromASourceToACamera();
    void theWizardTakesALabelFileInPlaceOfANetwork();
    void aTypedNetworkThatIsNotChosenDoesNotBecomeTheRuns();
    void aPasswordDoesNotBecomeACamerasName();
    void aCancelledWizardAddsNothing();
};

void TestCameraWizard::theWizardLeadsFromASourceToACamera()
{
    ShownCamerasPage shown;
    shown.registry.trigger(CommandId::AddCamera);
    CameraWizard* wizard = shown.page.wizard();
    QVERIFY(wizard && wizard->isVisible());
    QVERIFY2(!wizard->button(QWizard::NextButton)->isEnabled(), "there is no source yet");
    wizard->source().findChild<QLineEdit*>(QStringLiteral("source"))->setText(QStringLiteral("/films/gate.mp4"));
    QCOMPARE(wizard->camera().name, std::string("gate"));
    QVERIFY(wizard->button(QWizard::NextButton)->isEnabled());
    wizard->source().test();
    shown.seeAll();
    wizard->next();
    wizard->findChild<QLineEdit*>(QStringLiteral("wizardNetwork"))->setText(QStringLiteral("/nets/yolox.onnx"));
    wizard->golden().test();
    QCOMPARE(shown.setup->tried.size(), 1U);
    shown.setup->golden(goodGolden());
    QVERIFY(wizard->golden().outcome() && *wizard->golden().outcome());
    wizard->next();
    QVERIFY(wizard->places().editor().hasPicture());
    wizard->findChildren<QDoubleSpinBox*>(QStringLiteral("target")).back()->setValue(0.75);
    Q_EMIT wizard->places().edited({{PlaceKind::Ignored, "sky", {{0, 0}, {1, 0}, {1, 0.2}}}});
    wizard->accept();
    QVERIFY(!shown.page.wizard());
    const RunDraft& draft = shown.model().draft();
    QCOMPARE(draft.cameras.size(), 1U);
    QCOMPARE(draft.cameras[0].target, 0.75);
    QCOMPARE(draft.cameras[0].ignored.size(), 1U);
    QVERIFY(draft.goldenModels == std::vector<std::string>{"/nets/yolox.onnx"});
    QVERIFY(shown.registry.action(CommandId::StartRun)->isEnabled());
}

void TestCameraWizard::theWizardTakesALabelFileInPlaceOfANetwork()
{
    ShownCamerasPage shown;
    shown.registry.trigger(CommandId::AddCamera);
    CameraWizard* wizard = shown.page.wizard();
    wizard->source().findChild<QLineEdit*>(QStringLiteral("source"))->setText(QStringLiteral("/films/gate.mp4"));
    wizard->next();
    wizard->findChild<QLineEdit*>(QStringLiteral("wizardLabels"))->setText(QStringLiteral("/films/gate.csv"));
    QVERIFY2(wizard->camera().goldenLabels.empty(), "it is not chosen yet");
    for (auto* choice : wizard->findChildren<QRadioButton*>())
        if (choice->text().contains(QStringLiteral("abel file")))
            choice->setChecked(true);
    QCOMPARE(wizard->camera().goldenLabels, std::string("/films/gate.csv"));
    wizard->accept();
    QCOMPARE(shown.model().draft().cameras[0].goldenLabels, std::string("/films/gate.csv"));
}

void TestCameraWizard::aTypedNetworkThatIsNotChosenDoesNotBecomeTheRuns()
{
    ShownCamerasPage shown;
    shown.registry.trigger(CommandId::AddCamera);
    CameraWizard* wizard = shown.page.wizard();
    wizard->source().findChild<QLineEdit*>(QStringLiteral("source"))->setText(QStringLiteral("/films/gate.mp4"));
    wizard->next();
    wizard->findChild<QLineEdit*>(QStringLiteral("wizardNetwork"))->setText(QStringLiteral("/nets/refused.onnx"));
    wizard->findChild<QLineEdit*>(QStringLiteral("wizardLabels"))->setText(QStringLiteral("/films/gate.csv"));
    for (auto* choice : wizard->findChildren<QRadioButton*>())
        if (choice->text().contains(QStringLiteral("abel file")))
            choice->setChecked(true);
    wizard->accept();
    QVERIFY2(shown.model().draft().goldenModels.empty(), "labels were chosen, not the network");
}

void TestCameraWizard::aPasswordDoesNotBecomeACamerasName()
{
    QCOMPARE(cameraNameOf("admin:MA/RK@192.168.1.20"), std::string("192.168.1.20"));
    QCOMPARE(cameraNameOf("rtsp://admin:MARK@192.168.1.20:554/s"), std::string("192.168.1.20"));
    QCOMPARE(cameraNameOf("/films/12:30@gate.mp4"), std::string("12:30@gate"));
}

void TestCameraWizard::aCancelledWizardAddsNothing()
{
    ShownCamerasPage shown;
    shown.registry.trigger(CommandId::AddCamera);
    shown.page.wizard()->source().findChild<QLineEdit*>(QStringLiteral("source"))->setText(QStringLiteral("/a.mp4"));
    shown.page.wizard()->reject();
    QVERIFY(shown.model().draft().cameras.empty() && !shown.model().canUndo());
    shown.registry.trigger(CommandId::AddCamera);
    QVERIFY2(shown.page.wizard()->camera().source.empty(), "the next one begins anew");
}

QTEST_MAIN(TestCameraWizard)
#include "tst_camera_wizard.moc"
