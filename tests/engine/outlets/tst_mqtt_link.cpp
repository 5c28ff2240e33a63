// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/outlets/mqtt_link.h"
#include "tests/support/small_broker.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <set>
#include <thread>

#include <MQTTClient.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace jackdaw;
using namespace jackdaw::outlets;
using jackdaw::testing::SmallBroker;

namespace {

constexpr int kPatience = 60'000; ///< milliseconds
constexpr const char* kNoBroker = "mosquitto is not installed: there is no broker to talk to";

bool eventually(const std::function<bool()>& holds)
{
    const QDeadlineTimer guard(kPatience);
    while (!holds() && !guard.hasExpired())
        std::this_thread::yield();
    return holds();
}

/// A socket that listens at a free port, and answers nothing.
struct SilentServer {
    SilentServer() : socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* raw = reinterpret_cast<sockaddr*>(&address);
        if (::bind(socket, raw, size) == 0 && ::listen(socket, 8) == 0 && ::getsockname(socket, raw, &size) == 0)
            port = ntohs(address.sin_port);
    }
    ~SilentServer() { ::close(socket); }
    SilentServer(const SilentServer&) = delete;
    SilentServer& operator=(const SilentServer&) = delete;

    int socket;
    std::uint16_t port = 0;
};

std::uint16_t freePort()
{
    return SilentServer().port;
}

/// mosquitto on this machine, for as long as it lives.
class Broker {
public:
    explicit Broker(std::uint16_t port, const QString& passwords = {})
    {
        QFile settings(m_folder.filePath(QStringLiteral("mosquitto.conf")));
        if (settings.open(QIODevice::WriteOnly)) {
            settings.write("listener " + QByteArray::number(port) + " 127.0.0.1\npersistence false\nuser root\n");
            settings.write(passwords.isEmpty() ? QByteArray("allow_anonymous true\n")
                                               : "allow_anonymous false\npassword_file " + passwords.toUtf8() + '\n');
            settings.close();
        }
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(QStringLiteral(JACKDAW_MOSQUITTO), {QStringLiteral("-c"), settings.fileName()});
        QByteArray said;
        while (!said.contains("running") && m_process.waitForReadyRead(kPatience))
            said += m_process.readAll();
    }
    ~Broker() { stop(); }
    void stop()
    {
        m_process.kill();
        m_process.waitForFinished(kPatience);
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

/// Somebody who wants to hear. What comes is taken on Paho's thread.
class Listener {
public:
    explicit Listener(std::uint16_t port)
    {
        const std::string uri = "tcp://127.0.0.1:" + std::to_string(port);
        MQTTClient_create(&m_client, uri.c_str(), ("listener" + std::to_string(++s_number)).c_str(),
                          MQTTCLIENT_PERSISTENCE_NONE, nullptr);
        MQTTClient_setCallbacks(m_client, this, nullptr, &Listener::take, nullptr);
        MQTTClient_connectOptions options = MQTTClient_connectOptions_initializer;
        connected = MQTTClient_connect(m_client, &options) == MQTTCLIENT_SUCCESS
            && MQTTClient_subscribe(m_client, "#", 1) == MQTTCLIENT_SUCCESS;
    }
    ~Listener()
    {
        MQTTClient_disconnect(m_client, 0);
        MQTTClient_destroy(&m_client);
    }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    /// "topic payload"; empty where nothing comes.
    std::string next()
    {
        std::unique_lock lock(m_mutex);
        if (!m_came.wait_for(lock, std::chrono::milliseconds(kPatience), [this] { return !m_heard.empty(); }))
            return {};
        const std::string text = m_heard.front();
        m_heard.pop_front();
        return text;
    }
    bool connected = false;

private:
    static int take(void* self, char* topic, int, MQTTClient_message* message)
    {
        auto& listener = *static_cast<Listener*>(self);
        {
            const std::lock_guard lock(listener.m_mutex);
            listener.m_heard.push_back(std::string(topic) + ' '
                                       + std::string(static_cast<const char*>(message->payload),
                                                     static_cast<std::size_t>(message->payloadlen)));
        }
        listener.m_came.notify_one();
        MQTTClient_freeMessage(&message);
        MQTTClient_free(topic);
        return 1;
    }

    MQTTClient m_client = nullptr;
    std::mutex m_mutex;
    std::condition_variable m_came;
    std::deque<std::string> m_heard;
    static inline int s_number = 0;
};

MqttAddress at(std::uint16_t port)
{
    MqttAddress address;
    address.host = "127.0.0.1";
    address.port = port;
    return address;
}

bool hasBroker()
{
    return *JACKDAW_MOSQUITTO != '\0';
}

} // namespace

class TestMqttLink : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void messagesComeInTheirOrder();
    void aRetainedMessageIsGivenToWhoComesLater();
    void aBrokerThatComesLaterGetsWhatWaited();
    void aBrokerThatIsStartedAgainIsToldOn();
    void userAndPasswordAreGivenAndNeverSaid();
    void theEndWaitsForTheLastMessages();
    void whatIsLostAtTheEndIsCounted();
    void aMessageThatCannotBeSentHoldsUpNoOther();
    void aBrokerThatIsNotThereHoldsUpNobody();
    void aServerThatSaysNothingHoldsUpNobody();
    void largeMessagesAreLimitedByBytes();
    void addressesAreRead_data();
    void addressesAreRead();
    void wrongAddressesRepeatNoSecret();
    void namesAreMadeTopics();
};

void TestMqttLink::messagesComeInTheirOrder()
{
    if (!hasBroker())
        QSKIP(kNoBroker);
    const std::uint16_t port = freePort();
    const Broker broker(port);
    Listener listener(port);
    QVERIFY(listener.connected);
    const auto link = MqttLink::open(at(port), {});
    for (int i = 0; i < 200; ++i)
        link->publish("gate/crossing", "{\"sequence\":" + std::to_string(i) + '}');
    for (int i = 0; i < 200; ++i)
        QCOMPARE(listener.next(), "jackdaw/gate/crossing {\"sequence\":" + std::to_string(i) + '}');
    QVERIFY(eventually([&] { return link->state().sent == 200; }));
    QVERIFY(link->state().connected && link->state().dropped == 0 && link->state().waiting == 0);
}

void TestMqttLink::aRetainedMessageIsGivenToWhoComesLater()
{
    if (!hasBroker())
        QSKIP(kNoBroker);
    const std::uint16_t port = freePort();
    const Broker broker(port);
    const auto link = MqttLink::open(at(port), {});
    link->publish("gate/zone/stop", "3", true);
    link->publish("gate/crossing", "gone");
    QVERIFY(eventually([&] { return link->state().sent == 2; }));
    Listener late(port);
    QCOMPARE(late.next(), std::string("jackdaw/gate/zone/stop 3"));
    link->publish("end", "");
    QCOMPARE(late.next(), std::string("jackdaw/end "));
}

void TestMqttLink::aBrokerThatComesLaterGetsWhatWaited()
{
    if (!hasBroker())
        QSKIP(kNoBroker);
    const std::uint16_t port = freePort();
    const auto link = MqttLink::open(at(port), {});
    // At QoS 1 the broker keeps what is retained for a listener that comes after it.
    for (int i = 0; i < 10; ++i)
        link->publish("number/" + std::to_string(i), "waited", true);
    QVERIFY(eventually([&] { return !link->state().trouble.empty(); }));
    QVERIFY(!link->state().connected);
    const Broker broker(port);
    QVERIFY(eventually([&] { return link->state().sent == 10; }));
    QVERIFY(link->state().trouble.empty());
    Listener listener(port);
    std::set<std::string> heard;
    for (int i = 0; i < 10; ++i)
        heard.insert(listener.next());
    QCOMPARE(heard.size(), std::size_t{10});
    QVERIFY(heard.contains("jackdaw/number/7 waited"));
}

void TestMqttLink::aBrokerThatIsStartedAgainIsToldOn()
{
    if (!hasBroker())
        QSKIP(kNoBroker);
    const std::uint16_t port = freePort();
    auto broker = std::make_unique<Broker>(port);
    const auto link = MqttLink::open(at(port), {});
    link->publish("a", "1");
    QVERIFY(eventually([&] { return link->state().sent == 1; }));
    broker->stop();
    link->publish("a", "2");
    QVERIFY(eventually([&] { return !link->state().connected; }));
    broker = std::make_unique<Broker>(port);
    QVERIFY(eventually([&] { return link->state().sent == 2; }));
    QVERIFY(link->state().connected);
}

void TestMqttLink::userAndPasswordAreGivenAndNeverSaid()
{
    if (!hasBroker() || *JACKDAW_MOSQUITTO_PASSWD == '\0')
        QSKIP(kNoBroker);
    const QTemporaryDir folder;
    const QString passwords = folder.filePath(QStringLiteral("passwords"));
    QCOMPARE(QProcess::execute(QStringLiteral(JACKDAW_MOSQUITTO_PASSWD),
                               {QStringLiteral("-b"), QStringLiteral("-c"), passwords, QStringLiteral("viewer"),
                                QStringLiteral("swordfish")}),
             0);
    const std::uint16_t port = freePort();
    const Broker broker(port, passwords);
    const auto welcome = MqttLink::open(at(port), {"viewer", "swordfish"});
    welcome->publish("a", "1");
    QVERIFY(eventually([&] { return welcome->state().sent == 1; }));
    for (const MqttLogin& login : {MqttLogin{"viewer", "marlin-marker"}, MqttLogin{}}) {
        const auto refused = MqttLink::open(at(port), login);
        refused->publish("a", "2");
        QVERIFY(eventually([&] { return !refused->state().trouble.empty(); }));
        const std::string trouble = refused->state().trouble;
        QVERIFY2(trouble.find("user and password") != std::string::npos, trouble.c_str());
        QVERIFY(trouble.find("marlin") == std::string::npos && trouble.find("viewer") == std::string::npos);
        QCOMPARE(refused->state().sent, std::uint64_t{0});
    }
}

void TestMqttLink::theEndWaitsForTheLastMessages()
{
    if (!hasBroker())
        QSKIP(kNoBroker);
    const std::uint16_t port = freePort();
    const Broker broker(port);
    Listener listener(port);
    auto link = MqttLink::open(at(port), {});
    QVERIFY(eventually([&] { return link->state().connected; }));
    for (int i = 0; i < 20; ++i)
        link->publish("a", std::to_string(i));
    link.reset();
    for (int i = 0; i < 20; ++i)
        QCOMPARE(listener.next(), "jackdaw/a " + std::to_string(i));
}

/// The broker is there and never says that it has them.
void TestMqttLink::whatIsLostAtTheEndIsCounted()
{
    const SmallBroker broker([](const std::string&) { return SmallBroker::Answer::Ignore; });
    const auto link = MqttLink::open(at(broker.port()), {});
    QVERIFY(eventually([&] { return link->state().connected; }));
    for (int i = 0; i < 3; ++i)
        link->publish("a", std::to_string(i));
    const MqttLink::State last = link->finish();
    QCOMPARE(last.waiting + last.dropped, std::uint64_t{3});
    QCOMPARE(last.sent, std::uint64_t{0});
    QCOMPARE(link->finish().waiting, last.waiting);
}

void TestMqttLink::aMessageThatCannotBeSentHoldsUpNoOther()
{
    const SmallBroker broker([](const std::string& topic) {
        return topic.ends_with("poison") ? SmallBroker::Answer::HangUp : SmallBroker::Answer::Take;
    });
    const auto link = MqttLink::open(at(broker.port()), {});
    for (const char* topic : {"a", "poison", "b"})
        link->publish(topic, "1");
    QVERIFY(eventually([&] { return link->state().sent == 2; }));
    QCOMPARE(broker.taken(), (std::vector<std::string>{"jackdaw/a 1", "jackdaw/b 1"}));
    QCOMPARE(link->state().dropped, std::uint64_t{1});
    QCOMPARE(link->state().waiting, std::size_t{0});
}

/// Whatever is published meanwhile, only the newest messages are kept.
void TestMqttLink::aBrokerThatIsNotThereHoldsUpNobody()
{
    const auto link = MqttLink::open(at(freePort()), {});
    for (int i = 0; i < 5000; ++i)
        link->publish("a", std::to_string(i));
    QCOMPARE(link->state().waiting, MqttLink::kMostWaiting);
    QCOMPARE(link->state().dropped, std::uint64_t{5000 - MqttLink::kMostWaiting});
    QVERIFY(eventually([&] { return !link->state().trouble.empty(); }));
    QVERIFY2(link->state().trouble.find("not there") != std::string::npos, link->state().trouble.c_str());
}

void TestMqttLink::aServerThatSaysNothingHoldsUpNobody()
{
    const SilentServer server;
    const auto link = MqttLink::open(at(server.port), {});
    for (int i = 0; i < 5000; ++i)
        link->publish("a", std::to_string(i));
    QCOMPARE(link->state().waiting, MqttLink::kMostWaiting);
    QVERIFY(eventually([&] { return !link->state().trouble.empty(); }));
    QVERIFY(!link->state().connected);
}

void TestMqttLink::largeMessagesAreLimitedByBytes()
{
    const auto link = MqttLink::open(at(freePort()), {});
    for (int i = 0; i < 20; ++i)
        link->publish("a", std::string(1'000'000, 'x'));
    QCOMPARE(link->state().waiting, std::size_t{4});
    link->publish("a", std::string(2 * MqttLink::kMostBytes, 'x'));
    QCOMPARE(link->state().waiting, std::size_t{1});
}

void TestMqttLink::addressesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("read"); ///< host port secure prefix; empty: refused
    const auto row = [](const char* text, const char* read) { QTest::newRow(text) << text << read; };
    row("mqtt://broker", "broker 1883 0 jackdaw");
    row("mqtts://broker", "broker 8883 1 jackdaw");
    row("mqtt://broker:1884/site/edge-1/", "broker 1884 0 site/edge-1");
    row("mqtt://[::1]:1884", "::1 1884 0 jackdaw");
    row("mqtt://[::1]", "::1 1883 0 jackdaw");
    row("mqtt://broker/", "");
    for (const char* wrong : {"broker", "http://broker", "mqtt://", "mqtt://broker:", "mqtt://broker:0",
                              "mqtt://broker:99999", "mqtt://broker:x", "mqtt://broker/a/#", "mqtt://broker/+/b",
                              "mqtt://broker/$SYS", "mqtt://[::1", "mqtt://viewer@broker"})
        row(wrong, "");
}

void TestMqttLink::addressesAreRead()
{
    QFETCH(QString, text);
    QFETCH(QString, read);
    const auto address = parseMqttAddress(text.toStdString());
    const QString found = address ? QStringLiteral("%1 %2 %3 %4")
                                        .arg(QString::fromStdString(address->host))
                                        .arg(address->port)
                                        .arg(address->secure)
                                        .arg(QString::fromStdString(address->prefix))
                                  : QString();
    QCOMPARE(found, read);
}

void TestMqttLink::wrongAddressesRepeatNoSecret()
{
    for (const char* text : {"mqtt://viewer:swordfish@broker", "viewer:swordfish", "mqtt://broker:swordfish"}) {
        const auto address = parseMqttAddress(text);
        QVERIFY(!address);
        QVERIFY(address.error().text().find("swordfish") == std::string::npos);
        QVERIFY(!address.error().action.empty());
    }
}

void TestMqttLink::namesAreMadeTopics()
{
    QCOMPARE(topicPart("gate"), std::string("gate"));
    QCOMPARE(topicPart("north/gate #1+"), std::string("north_gate _1_"));
    QCOMPARE(topicPart("$SYS"), std::string("_SYS"));
    QCOMPARE(topicPart(""), std::string("_"));
}

QTEST_GUILESS_MAIN(TestMqttLink)
#include "tst_mqtt_link.moc"
