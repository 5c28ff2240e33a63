// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/network_search.h"
#include "datasets/scenario/scenario_path.h"
#include "engine/video/live_address.h"
#include "tests/engine/video/onvif_server.h"
#include "tests/support/secret_session.h"

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::window;
using jackdaw::testing::OnvifServer;
using jackdaw::testing::SecretSession;

namespace {

video::ProbeSettings probeOf(const OnvifServer& server)
{
    return {{"127.0.0.1"}, std::chrono::milliseconds(600), server.probePort()};
}

OnvifServer::Behaviour locked()
{
    OnvifServer::Behaviour behaviour;
    behaviour.user = "viewer";
    behaviour.password = "MARKER-71";
    return behaviour;
}

} // namespace

/// What the window finds on the network.
class TestNetworkSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void camerasComeWithTheirStreams()
    {
        const OnvifServer server({});
        const auto found = searchNetwork(probeOf(server), {});
        QVERIFY2(found, found ? "" : found.error().text().c_str());
        QCOMPARE(found->size(), std::size_t{1});
        QCOMPARE(found->front().name, std::string("North gate, IPC-22, 127.0.0.1"));
        QVERIFY(!found->front().wantsLogin);
        QCOMPARE(found->front().streams.size(), std::size_t{2});
        QCOMPARE(found->front().streams.back().source, std::string("rtsp://127.0.0.1:8554/sub"));
        QCOMPARE(found->front().streams.back().facts, std::string("sub, 352 x 288, H264"));
    }

    void aLockedCameraIsNamedAndAnswersToItsLogin()
    {
        const OnvifServer server(locked());
        const auto all = searchNetwork(probeOf(server), {});
        QVERIFY(all && all->size() == 1);
        QVERIFY(all->front().streams.empty() && all->front().wantsLogin);
        QVERIFY(all->front().note.find("refuses user and password") != std::string::npos);
        qputenv("JACKDAW_TEST_FIND", "viewer:MARKER-71");
        const auto one = askCamera(all->front(), "env:JACKDAW_TEST_FIND", {});
        QVERIFY2(one, one ? "" : one.error().text().c_str());
        QCOMPARE(one->name, all->front().name);
        QCOMPARE(one->streams.size(), std::size_t{2});
        QVERIFY(!one->wantsLogin && one->note.empty());
    }

    void aWrongLoginIsSaidAndNeverShown()
    {
        const OnvifServer server(locked());
        qputenv("JACKDAW_TEST_FIND", "viewer:MARKER-72");
        const auto refused = askCamera({"gate", server.service(), {}, false, {}}, "env:JACKDAW_TEST_FIND", {});
        QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
        QVERIFY((refused.error().text() + refused.error().detail).find("MARKER") == std::string::npos);
    }

    void whatACameraSaysNamesNoVariableOfThisMachine()
    {
        qputenv("JACKDAW_TEST_FIND", "MARKER-73");
        OnvifServer::Behaviour behaviour;
        behaviour.stream = "rtsp://127.0.0.1/${JACKDAW_TEST_FIND}";
        const OnvifServer server(behaviour);
        const auto found = askCamera({"gate", server.service(), {}, false, {}}, {}, {});
        QVERIFY2(found, found ? "" : found.error().text().c_str());
        QCOMPARE(datasets::expandSource(found->streams.front().source, "/").value(),
                 std::string("rtsp://127.0.0.1/${JACKDAW_TEST_FIND}"));
    }

    void aStreamThatIsNotNamedIsSaid()
    {
        OnvifServer::Behaviour behaviour;
        behaviour.faulty = "sub";
        const OnvifServer server(behaviour);
        const auto found = searchNetwork(probeOf(server), {});
        QVERIFY(found && found->front().streams.size() == 1);
        QVERIFY2(found->front().note.find("'sub' is left out") != std::string::npos, found->front().note.c_str());
    }

    void aSearchIsStopped()
    {
        const OnvifServer server({});
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(searchNetwork(probeOf(server), stop.get_token()).error().code, ErrorCode::Cancelled);
    }

    void aLoginIsKeptWhereTheCredentialsLead()
    {
        if (const QString missing = SecretSession::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        const SecretSession session(SecretSession::Store::Unlocked);
        const auto kept = keepLogin({"gate", "viewer", "MARKER:74"});
        QVERIFY2(kept, kept ? "" : kept.error().text().c_str());
        QCOMPARE(*kept, std::string("secret:gate"));
        const auto login = video::readLogin(*kept);
        QVERIFY(login && login->user == "viewer" && login->password == "MARKER:74");
    }

    void aLoginThatCannotBeKeptIsRefusedAndNotRepeated()
    {
        for (const widgets::NewLogin& login :
             {widgets::NewLogin{"gate", "view:er", "MARKER-75"}, widgets::NewLogin{"gate", "", "MARKER-75"},
              widgets::NewLogin{"MARKER-75:x", "viewer", "MARKER-75"}}) {
            const auto refused = keepLogin(login);
            QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
            QVERIFY((refused.error().text() + refused.error().detail).find("MARKER") == std::string::npos);
        }
    }
};

QTEST_GUILESS_MAIN(TestNetworkSearch)
#include "tst_network_search.moc"
