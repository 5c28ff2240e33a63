// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/onvif_client.h"
#include "engine/video/onvif_probe.h"
#include "tests/engine/video/onvif_server.h"

#include <QTest>

#include <random>

using namespace jackdaw;
using namespace jackdaw::video;
using jackdaw::testing::Connection;
using jackdaw::testing::LoopbackServer;
using jackdaw::testing::OnvifServer;

namespace {

constexpr std::chrono::milliseconds kPatience{5000};
constexpr const char* kPassword = "MARKER-62&<";

OnvifServer::Behaviour locked()
{
    OnvifServer::Behaviour behaviour;
    behaviour.user = "viewer";
    behaviour.password = kPassword;
    return behaviour;
}

Result<CameraOffer> ask(const OnvifServer& server, const std::optional<Login>& login = {})
{
    return offeredStreams(server.service(), login, kPatience);
}

} // namespace

class TestOnvif : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCameraOnTheNetworkIsFound()
    {
        const OnvifServer server({});
        QVERIFY(server.isMember());
        const auto found = probeForCameras({{"127.0.0.1"}, std::chrono::milliseconds(600), server.probePort()});
        QVERIFY2(found, found ? "" : (found.error().text() + found.error().detail).c_str());
        QCOMPARE(found->size(), std::size_t{1});
        const NetworkCamera expected{"urn:uuid:1419d68a", "North gate", "IPC-22", {server.service()}};
        QVERIFY(found->front() == expected);
    }

    void anAnswerThatIsNoneIsLeftOut_data()
    {
        QTest::addColumn<QByteArray>("datagram");
        QTest::newRow("garbage") << QByteArray("\x00\xff<<<<", 6);
        QTest::newRow("cut off") << QByteArray("<e:Envelope><e:Body><d:ProbeMatches><d:ProbeMatch><d:XAddrs>http");
        QTest::newRow("no address") << QByteArray(
            "<a><ProbeMatch><XAddrs> file:///etc/passwd </XAddrs></ProbeMatch></a>");
    }
    void anAnswerThatIsNoneIsLeftOut()
    {
        QFETCH(const QByteArray, datagram);
        OnvifServer::Behaviour behaviour;
        behaviour.datagram = datagram;
        const OnvifServer server(behaviour);
        const auto found = probeForCameras({{"127.0.0.1"}, std::chrono::milliseconds(300), server.probePort()});
        QVERIFY(found);
        QVERIFY(found->empty());
    }

    void answersOfAnyBytesAreRead()
    {
        std::minstd_rand random(5);
        const std::string whole = "<a><ProbeMatch><Address>x</Address><Scopes>onvif://www.onvif.org/name/%1b%5b%zz%4"
                                  "</Scopes><XAddrs>http://h/</XAddrs></ProbeMatch></a>";
        QCOMPARE(camerasOfAnswer(whole).front().name, std::string("?[%zz%4"));
        for (int round = 0; round < 2000; ++round) {
            std::string broken = whole;
            for (int change = 0; change < 3; ++change)
                broken[random() % broken.size()] = static_cast<char>(random() & 0xffU);
            QVERIFY(camerasOfAnswer(broken).size() <= 1);
        }
    }

    void anInterfaceThatIsNotThereIsNamed()
    {
        const auto none = probeForCameras({{"203.0.113.77"}, std::chrono::milliseconds(10), 3702});
        QCOMPARE(none.error().code, ErrorCode::InvalidInput);
        QVERIFY(none.error().message.find("203.0.113.77") != std::string::npos);
        QCOMPARE(probeForCameras({{"eth0"}, std::chrono::milliseconds(10), 3702}).error().code,
                 ErrorCode::InvalidInput);
    }

    void streamsAreToldWithTheLargestFirst()
    {
        const OnvifServer server(locked());
        const auto streams = ask(server, Login{"viewer", kPassword});
        QVERIFY2(streams, streams ? "" : (streams.error().text() + streams.error().detail).c_str());
        const std::vector<OfferedStream> expected{{"main&1", "rtsp://127.0.0.1:8554/main&1", "H264", 1920, 1080, 25.0},
                                                  {"sub", "rtsp://127.0.0.1:8554/sub", "H264", 352, 288, 5.0}};
        QVERIFY(streams->streams == expected);
    }

    void aCameraThatTellsAnybodyNeedsNoLogin()
    {
        const OnvifServer server({});
        QCOMPARE(ask(server)->streams.size(), std::size_t{2});
    }

    void aWrongPasswordIsToldAndNeverShown()
    {
        const OnvifServer server(locked());
        for (const auto& login : {std::optional<Login>(), std::optional(Login{"viewer", "MARKER-63"}),
                                  std::optional(Login{"other", kPassword})}) {
            const auto refused = ask(server, login);
            QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
            QVERIFY(refused.error().message.find("refuses user and password") != std::string::npos);
            QVERIFY((refused.error().text() + refused.error().detail).find("MARKER") == std::string::npos);
        }
    }

    void aLoginThatACameraWritesIntoItsAddressesIsTakenOut_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("before the host") << QByteArray("rtsp://viewer:MARKER-64@10.0.0.1/s")
                                         << QByteArray("rtsp://10.0.0.1/s");
        QTest::newRow("parameters") << QByteArray("rtsp://10.0.0.1/s?user=viewer&amp;pwd=MARKER-64&amp;channel=1")
                                    << QByteArray("rtsp://10.0.0.1/s?user={user}&pwd={password}&channel=1");
        QTest::newRow("in the path") << QByteArray("rtsp://10.0.0.1:554/user=viewer_password=MARKER-64_channel=1")
                                     << QByteArray("rtsp://10.0.0.1:554/user={user}_password={password}_channel=1");
    }
    void aLoginThatACameraWritesIntoItsAddressesIsTakenOut()
    {
        QFETCH(const QByteArray, written);
        QFETCH(const QByteArray, shown);
        OnvifServer::Behaviour behaviour = locked();
        behaviour.password = "MARKER-64";
        behaviour.stream = written;
        const OnvifServer server(behaviour);
        const auto streams = ask(server, Login{"viewer", "MARKER-64"});
        QVERIFY2(streams, streams ? "" : streams.error().text().c_str());
        QCOMPARE(QByteArray::fromStdString(streams->streams.front().address), shown);
    }

    void anAddressThatIsNoneOfAStreamIsNotTold()
    {
        for (const char* written : {"file:///etc/passwd", "/dev/video0", "concat:rtsp://10.0.0.1/s"}) {
            OnvifServer::Behaviour behaviour;
            behaviour.stream = written;
            const OnvifServer server(behaviour);
            QCOMPARE(ask(server).error().code, ErrorCode::NotFound);
        }
    }

    void aProfileWhoseStreamIsNotNamedDoesNotHideTheOthers()
    {
        OnvifServer::Behaviour behaviour = locked();
        behaviour.faulty = "sub";
        const OnvifServer server(behaviour);
        const auto offer = ask(server, Login{"viewer", kPassword});
        QVERIFY2(offer, offer ? "" : offer.error().text().c_str());
        QCOMPARE(offer->streams.size(), std::size_t{1});
        QCOMPARE(offer->streams.front().profile, std::string("main&1"));
        QCOMPARE(offer->leftOut,
                 (std::vector<std::string>{"Its profile 'sub' is left out: the camera does not say "
                                           "where its stream is."}));
    }

    void aServiceThatSendsElsewhereIsNotFollowedWithALogin_data()
    {
        QTest::addColumn<QByteArray>("status");
        for (const char* status : {"301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"})
            QTest::newRow(status) << QByteArray(status);
    }
    void aServiceThatSendsElsewhereIsNotFollowedWithALogin()
    {
        QFETCH(const QByteArray, status);
        std::atomic<int> asked = 0;
        const LoopbackServer other([&](const Connection& peer) {
            ++asked;
            peer.readHead();
        });
        const LoopbackServer camera([&](const Connection& peer) {
            peer.readBody(peer.readHead());
            peer.write("HTTP/1.1 " + status.toStdString() + "\r\nLocation: http://127.0.0.1:"
                       + std::to_string(other.port()) + "/onvif/device_service\r\nContent-Length: 0\r\n\r\n");
        });
        const auto offer = offeredStreams("http://127.0.0.1:" + std::to_string(camera.port()) + "/onvif/device_service",
                                          Login{"viewer", kPassword}, kPatience);
        QCOMPARE(offer.error().code, ErrorCode::Io);
        QCOMPARE(asked.load(), 0);
    }

    void aPasswordInAServicesAddressIsRefusedAndNotRepeated_data()
    {
        QTest::addColumn<QString>("service");
        for (const char* service :
             {"http://admin:MARKER-68@127.0.0.1:1/onvif/device_service", "http://admin:MARKER/-68@127.0.0.1/",
              "admin:MARKER-68@127.0.0.1", "admin:MARKER-68@http://127.0.0.1", "gopher://admin:MARKER-68@h",
              "http://127.0.0.1:1/onvif?pwd=MARKER-68"})
            QTest::newRow(service) << QString::fromUtf8(service);
    }
    void aPasswordInAServicesAddressIsRefusedAndNotRepeated()
    {
        QFETCH(const QString, service);
        const auto refused = offeredStreams(service.toStdString(), {}, kPatience);
        QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
        QVERIFY2((refused.error().text() + refused.error().detail).find("MARKER") == std::string::npos,
                 refused.error().text().c_str());
    }

    void whatSteersTerminalsIsTakenOutOfAnswers()
    {
        OnvifServer::Behaviour behaviour;
        behaviour.stream = "rtsp://127.0.0.1/\x1b]0;owned\x07%1\xc2\x9b";
        const OnvifServer server(behaviour);
        const auto offer = ask(server);
        QVERIFY2(offer, offer ? "" : offer.error().text().c_str());
        QCOMPARE(offer->streams.back().address, std::string("rtsp://127.0.0.1/?]0;owned?sub?"));
        const auto cameras = camerasOfAnswer("<a><ProbeMatch><Address>\x1b[2J</Address><XAddrs>http://h/\x1b[1m"
                                             "</XAddrs></ProbeMatch></a>");
        QCOMPARE(cameras.front().id, std::string("?[2J"));
        QCOMPARE(cameras.front().services, std::vector<std::string>{"http://h/?[1m"});
    }

    void aClockThatSaysAnythingIsLivedWith_data()
    {
        QTest::addColumn<QByteArray>("year");
        for (const char* year : {"-2147483648", "2147483647", "999999999999999", "0", "nine"})
            QTest::newRow(year) << QByteArray(year);
    }
    void aClockThatSaysAnythingIsLivedWith()
    {
        QFETCH(const QByteArray, year);
        OnvifServer::Behaviour behaviour;
        behaviour.year = year;
        const OnvifServer server(behaviour);
        QVERIFY(ask(server, Login{"viewer", kPassword}).has_value());
    }

    void whatIsNoOnvifIsNamed_data()
    {
        QTest::addColumn<QByteArray>("instead");
        QTest::newRow("a page") << QByteArray("<html><body>Welcome</body></html>");
        QTest::newRow("garbage") << QByteArray("\x01\x02\x03 nothing");
        QTest::newRow("cut off") << QByteArray("<s:Envelope><s:Body><Media><XAddr>http://");
    }
    void whatIsNoOnvifIsNamed()
    {
        QFETCH(const QByteArray, instead);
        OnvifServer::Behaviour behaviour;
        behaviour.instead = instead;
        const OnvifServer server(behaviour);
        const auto streams = ask(server);
        QCOMPARE(streams.error().code, ErrorCode::Corrupt);
        QVERIFY(streams.error().message.find("does not speak ONVIF") != std::string::npos);
    }

    void aServiceThatFallsSilentIsNotWaitedForForEver()
    {
        std::atomic<bool> over = false;
        const LoopbackServer silent([&](const Connection& peer) {
            peer.readHead();
            while (!over && peer.isThere())
                std::this_thread::yield();
        });
        const auto streams =
            offeredStreams("http://127.0.0.1:" + std::to_string(silent.port()) + "/onvif/device_service", {},
                           std::chrono::milliseconds(200));
        over = true;
        QCOMPARE(streams.error().code, ErrorCode::Io);
        QVERIFY2(streams.error().message.find("gave no answer for 0.20 s") != std::string::npos,
                 streams.error().message.c_str());
    }

    void whereNothingListensThatIsSaid()
    {
        const auto streams = offeredStreams("http://127.0.0.1:1/onvif/device_service", {}, kPatience);
        QCOMPARE(streams.error().code, ErrorCode::Io);
        QVERIFY(streams.error().message.find("refuses the connection") != std::string::npos);
        QCOMPARE(offeredStreams("rtsp://127.0.0.1/", {}, kPatience).error().code, ErrorCode::InvalidInput);
    }

    /// The example of ONVIF's programmer's guide.
    void theDigestIsThatOfTheStandard()
    {
        const std::string nonce = QByteArray::fromBase64("LKqI6G/AikKCQrN0zqZFlg==").toStdString();
        const std::string token = usernameToken({"user", "userpassword"}, nonce, "2010-09-16T07:50:45Z");
        QVERIFY(token.find(">tuOSpGlFlIXsozq4HFNeeGeFLEI=<") != std::string::npos);
        QVERIFY(token.find("userpassword") == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestOnvif)
#include "tst_onvif.moc"
