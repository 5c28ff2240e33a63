// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/fake_setup.h"
#include "widgets/setup/login_dialog.h"
#include "widgets/setup/network_panel.h"
#include "widgets/setup/source_panel.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::FakeSetup;

namespace {

const FoundCamera kGate{
    "North gate, IPC-22", "http://10.0.0.1/onvif", {{"rtsp://10.0.0.1/main", "main, 1920 x 1080, H264"}}, false, {}};
const FoundCamera kYard{"Yard", "http://10.0.0.2/onvif", {}, true, "It refuses user and password."};

/// \p camera with what it tells to somebody whose login it knows.
FoundCamera told(FoundCamera camera)
{
    camera.streams = {{"rtsp://10.0.0.2/s", "only"}};
    camera.wantsLogin = false;
    return camera;
}

struct Shown {
    explicit Shown(const std::string& credentials = "secret:gate")
    {
        panel.setServices(&setup);
        panel.show(CameraDraft{.source = "rtsp://10.0.0.9/s", .credentials = credentials});
        QObject::connect(&panel, &SourcePanel::credentialsEdited, &panel,
                         [this](const std::string& edited) { draftCredentials = edited; });
        panel.QWidget::show();
    }
    void press() { panel.findChild<QPushButton*>(QStringLiteral("findCameras"))->click(); }
    void find()
    {
        press();
        setup.network(std::vector{kGate, kYard});
    }
    QListWidget& list() { return *panel.findChild<QListWidget*>(QStringLiteral("foundStreams")); }
    void choose(int row) { Q_EMIT list().itemActivated(list().item(row)); }
    QString text() { return panel.findChild<QLabel*>(QStringLiteral("foundText"))->text(); }
    NetworkPanel::State state() { return panel.findChild<NetworkPanel*>()->state(); }
    QString source() { return line(panel, "source"); }
    LoginDialog* dialog() { return panel.findChild<LoginDialog*>(); }
    static QString line(const QWidget& in, const char* name)
    {
        return in.findChild<QLineEdit*>(QString::fromLatin1(name))->text();
    }
    /// Types into the dialog that is open and keeps it.
    void logIn()
    {
        dialog()->findChild<QLineEdit*>(QStringLiteral("user"))->setText(QStringLiteral("viewer"));
        dialog()->findChild<QLineEdit*>(QStringLiteral("password"))->setText(QStringLiteral("MARKER-81"));
        dialog()->findChild<QPushButton*>(QStringLiteral("keepLogin"))->click();
    }

    FakeSetup setup;
    SourceTrials trials;
    SourcePanel panel{trials};
    std::string draftCredentials;
};

} // namespace

/// Cameras of the network, found from where a source is named.
class TestNetworkPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsAskedBeforeSomebodyAsks();
    void whatIsFoundIsChosenAsTheSource();
    void aCameraThatTellsNobodyIsAskedAloneWithTheLogin();
    void aLoginThatIsMissingIsAskedForAndKept();
    void aLoginIsEnteredWithoutASearch();
    void aLoginThatCannotBeKeptIsSaid();
    void aSearchIsCancelled();
    void aCameraThatIsAskedCanBeLeft();
    void whereNobodyAnswersThatIsSaid();
    void aSearchThatFailsSaysWhyAndCanBeRepeated();
    void whatACameraCallsItselfIsShownAsItStands();
};

void TestNetworkPanel::nothingIsAskedBeforeSomebodyAsks()
{
    Shown shown;
    QCOMPARE(shown.setup.searches, 0);
    QCOMPARE(shown.state(), NetworkPanel::State::Idle);
    QVERIFY(shown.list().isHidden());
}

void TestNetworkPanel::whatIsFoundIsChosenAsTheSource()
{
    Shown shown;
    shown.press();
    QCOMPARE(shown.state(), NetworkPanel::State::Searching);
    QCOMPARE(shown.setup.searches, 1);
    shown.setup.network(std::vector{kGate, kYard});
    QCOMPARE(shown.state(), NetworkPanel::State::Found);
    QVERIFY(shown.list().isVisible());
    QCOMPARE(shown.list().count(), 2);
    QCOMPARE(shown.list().item(0)->text(), QStringLiteral("North gate, IPC-22\nmain, 1920 x 1080, H264"));
    shown.choose(0);
    QCOMPARE(shown.source(), QStringLiteral("rtsp://10.0.0.1/main"));
    QVERIFY2(shown.setup.asked.empty(), "its streams are known");
}

void TestNetworkPanel::aCameraThatTellsNobodyIsAskedAloneWithTheLogin()
{
    Shown shown;
    shown.find();
    QVERIFY2(shown.setup.asked.empty(), "a login goes to nobody who was not chosen");
    shown.choose(1);
    QCOMPARE(shown.state(), NetworkPanel::State::Searching);
    QVERIFY2(!shown.list().isEnabled(), "one at a time");
    QCOMPARE(shown.setup.asked.size(), std::size_t{1});
    QCOMPARE(shown.setup.asked.back().first.service, kYard.service);
    QCOMPARE(shown.setup.asked.back().second, std::string("secret:gate"));
    shown.setup.answer(fail(ErrorCode::InvalidInput, "It refuses user and password.", "Check them."));
    QCOMPARE(shown.text(), QStringLiteral("It refuses user and password. Check them."));
    QCOMPARE(shown.list().count(), 2);
    shown.choose(1);
    shown.setup.answer(told(kYard));
    QCOMPARE(shown.list().item(1)->text(), QStringLiteral("Yard\nonly"));
    QCOMPARE(shown.source(), QStringLiteral("rtsp://10.0.0.9/s"));
    shown.choose(1);
    QCOMPARE(shown.source(), QStringLiteral("rtsp://10.0.0.2/s"));
}

void TestNetworkPanel::aLoginThatIsMissingIsAskedForAndKept()
{
    Shown shown("");
    shown.find();
    shown.choose(1);
    QVERIFY(shown.dialog() && shown.dialog()->isVisible());
    QVERIFY2(shown.setup.asked.empty(), "not before there is a login");
    QCOMPARE(Shown::line(*shown.dialog(), "entry"), QStringLiteral("10.0.0.2"));
    shown.logIn();
    QCOMPARE(shown.setup.logins.size(), std::size_t{1});
    QCOMPARE(shown.setup.logins.back().password, std::string("MARKER-81"));
    shown.setup.loginKept(std::string("secret:10.0.0.2"));
    QVERIFY(!shown.dialog()->isVisible());
    QCOMPARE(shown.draftCredentials, std::string("secret:10.0.0.2"));
    QCOMPARE(Shown::line(shown.panel, "credentials"), QStringLiteral("10.0.0.2"));
    QCOMPARE(shown.setup.asked.back().second, std::string("secret:10.0.0.2"));
}

void TestNetworkPanel::aLoginIsEnteredWithoutASearch()
{
    Shown shown;
    shown.find();
    shown.choose(1);
    shown.setup.answer(fail(ErrorCode::InvalidInput, "It refuses user and password."));
    shown.panel.findChild<QPushButton*>(QStringLiteral("enterLogin"))->click();
    QCOMPARE(Shown::line(*shown.dialog(), "entry"), QStringLiteral("gate"));
    shown.logIn();
    shown.setup.loginKept(std::string("secret:gate"));
    QVERIFY2(shown.setup.asked.size() == 1, "it goes to no camera by itself");
}

void TestNetworkPanel::aLoginThatCannotBeKeptIsSaid()
{
    Shown shown;
    shown.panel.findChild<QPushButton*>(QStringLiteral("enterLogin"))->click();
    auto* keep = shown.dialog()->findChild<QPushButton*>(QStringLiteral("keepLogin"));
    QVERIFY2(!keep->isEnabled(), "there is no user yet");
    shown.logIn();
    QVERIFY2(!keep->isEnabled(), "it is under way");
    shown.setup.loginKept(fail(ErrorCode::Unsupported, "There is no secret store.", "Name a file."));
    QCOMPARE(shown.dialog()->findChild<QLabel*>(QStringLiteral("loginText"))->text(),
             QStringLiteral("There is no secret store. Name a file."));
    QVERIFY(keep->isEnabled() && shown.dialog()->isVisible());
    shown.logIn();
    shown.dialog()->reject();
    QVERIFY2(shown.draftCredentials.empty(), "nothing was kept");
}

void TestNetworkPanel::aSearchIsCancelled()
{
    Shown shown;
    shown.press();
    QVERIFY(shown.setup.network);
    shown.press();
    QVERIFY2(!shown.setup.network, "the work is gone");
    QCOMPARE(shown.state(), NetworkPanel::State::Idle);
    QVERIFY(shown.text().isEmpty());
}

void TestNetworkPanel::aCameraThatIsAskedCanBeLeft()
{
    Shown shown;
    shown.find();
    shown.choose(1);
    shown.press();
    QVERIFY(!shown.setup.answer);
    QCOMPARE(shown.state(), NetworkPanel::State::Found);
    QCOMPARE(shown.list().count(), 2);
}

void TestNetworkPanel::whereNobodyAnswersThatIsSaid()
{
    Shown shown;
    shown.press();
    shown.setup.network(std::vector<FoundCamera>());
    QCOMPARE(shown.state(), NetworkPanel::State::Failed);
    QVERIFY(shown.text().startsWith(QStringLiteral("No camera answered.")));
    QVERIFY(shown.list().isHidden());
}

void TestNetworkPanel::aSearchThatFailsSaysWhyAndCanBeRepeated()
{
    Shown shown;
    shown.press();
    shown.setup.network(fail(ErrorCode::Io, "No network interface takes the question.", "Connect it."));
    QCOMPARE(shown.state(), NetworkPanel::State::Failed);
    QCOMPARE(shown.text(), QStringLiteral("No network interface takes the question. Connect it."));
    shown.press();
    QCOMPARE(shown.state(), NetworkPanel::State::Searching);
}

void TestNetworkPanel::whatACameraCallsItselfIsShownAsItStands()
{
    Shown shown;
    shown.press();
    FoundCamera camera = kGate;
    camera.name = "<img src=x>\nYard";
    shown.setup.network(std::vector{camera});
    QVERIFY(shown.list().item(0)->text().startsWith(QStringLiteral("<img src=x> Yard\n")));
    QVERIFY(!shown.list().item(0)->toolTip().contains(QStringLiteral("<img")));
}

QTEST_MAIN(TestNetworkPanel)
#include "tst_network_panel.moc"
