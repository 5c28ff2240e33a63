// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/outlets/http_page.h"

#include "engine/base/random.h"

#include <QtTest>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace jackdaw;
using namespace jackdaw::outlets;

namespace {

/// A connection to this machine.
class Connection {
public:
    explicit Connection(std::uint16_t port) : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_connected = ::connect(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
        const timeval patience{30, 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    ~Connection() { ::close(m_socket); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    bool isConnected() const { return m_connected; }
    void send(const std::string& text) const
    {
        static_cast<void>(::send(m_socket, text.data(), text.size(), MSG_NOSIGNAL));
    }
    void endSending() const { ::shutdown(m_socket, SHUT_WR); }
    /// All that comes until the other side closes.
    std::string receive() const
    {
        std::string all;
        char part[4096];
        for (ssize_t count = 0; (count = ::recv(m_socket, part, sizeof part, 0)) > 0;)
            all.append(part, static_cast<std::size_t>(count));
        return all;
    }

private:
    int m_socket;
    bool m_connected = false;
};

std::string ask(std::uint16_t port, const std::string& request)
{
    const Connection connection(port);
    connection.send(request);
    return connection.receive();
}

std::string get(std::uint16_t port, const std::string& path, const std::string& method = "GET")
{
    return ask(port, method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
}

std::string bodyOf(const std::string& answer)
{
    const std::size_t head = answer.find("\r\n\r\n");
    return head == std::string::npos ? "no head" : answer.substr(head + 4);
}

std::unique_ptr<HttpPage> openPage()
{
    auto page = HttpPage::open({}, "/metrics", "text/plain; version=0.0.4; charset=utf-8");
    return page ? *std::move(page) : nullptr;
}

} // namespace

class TestHttpPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thePageIsServed();
    void theNewestPageIsServed();
    void aLargePageComesWhole();
    void otherPathsAndMethodsAreRefused();
    void nonsenseIsAnsweredOrDroppedAndHarmsNobody();
    void slowClientsHoldUpNobody();
    void aPortInUseIsSaid();
    void aPortIsFreeAgainAfterwards();
    void onlyThisMachineIsListenedTo();
    void addressesAreRead_data();
    void addressesAreRead();
};

void TestHttpPage::thePageIsServed()
{
    const auto page = openPage();
    QVERIFY(page && page->port() > 0);
    page->publish("up 1\n");
    const std::string answer = get(page->port(), "/metrics");
    QVERIFY2(answer.starts_with("HTTP/1.1 200 OK\r\n"), answer.c_str());
    QVERIFY(answer.find("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n") != std::string::npos);
    QCOMPARE(bodyOf(answer), std::string("up 1\n"));
    const std::string head = get(page->port(), "/metrics", "HEAD");
    QVERIFY(head.starts_with("HTTP/1.1 200 OK\r\n"));
    QCOMPARE(bodyOf(head), std::string());
}

void TestHttpPage::theNewestPageIsServed()
{
    const auto page = openPage();
    QVERIFY(page);
    QCOMPARE(bodyOf(get(page->port(), "/metrics")), std::string());
    for (int i = 0; i < 20; ++i) {
        page->publish("value " + std::to_string(i) + '\n');
        QCOMPARE(bodyOf(get(page->port(), "/metrics?since=ever")), "value " + std::to_string(i) + '\n');
    }
}

void TestHttpPage::aLargePageComesWhole()
{
    const auto page = openPage();
    QVERIFY(page);
    std::string large;
    for (int i = 0; large.size() < 3'000'000; ++i)
        large += "series{number=\"" + std::to_string(i) + "\"} 1\n";
    page->publish(large);
    QVERIFY(bodyOf(get(page->port(), "/metrics")) == large);
}

void TestHttpPage::otherPathsAndMethodsAreRefused()
{
    const auto page = openPage();
    QVERIFY(page);
    page->publish("secret 1\n");
    for (const char* path : {"/", "/metrics/", "/metric", "//metrics", "/../metrics"}) {
        const std::string answer = get(page->port(), path);
        QVERIFY2(answer.starts_with("HTTP/1.1 404"), path);
        QVERIFY(answer.find("secret") == std::string::npos);
    }
    for (const char* method : {"POST", "PUT", "DELETE", "TRACE", "BREW"}) {
        const std::string answer = get(page->port(), "/metrics", method);
        QVERIFY2(answer.starts_with("HTTP/1.1 405"), answer.c_str());
        QVERIFY(answer.find("Allow: GET, HEAD\r\n") != std::string::npos);
    }
    const std::string posted = ask(page->port(),
                                   "POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\nConnection: close"
                                   "\r\n\r\n"
                                       + std::string(200'000, 'x'));
    QVERIFY2(posted.starts_with("HTTP/1.1 405"), posted.substr(0, 100).c_str());
}

void TestHttpPage::nonsenseIsAnsweredOrDroppedAndHarmsNobody()
{
    const auto page = openPage();
    QVERIFY(page);
    page->publish("up 1\n");
    RandomStream random(5, 0, RandomPurpose::Test, 0);
    const std::string good = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
    std::vector<std::string> requests{
        "GET /metrics HTTP/9.9\r\n\r\n", "GET " + std::string(100'000, 'a') + " HTTP/1.1\r\n\r\n", "\r\n\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nContent-Length: -1\r\n\r\n", std::string("\x16\x03\x01\x02", 4)};
    while (requests.size() < 36) {
        std::string& request =
            requests.emplace_back(requests.size() % 2 == 0 ? good : std::string(random.below(600), 'x'));
        for (char& letter : request)
            if (requests.size() % 2 == 0 || random.below(8) == 0)
                letter = static_cast<char>(random.below(256));
    }
    constexpr std::size_t kAtOnce = 12; // what is half a request is held until its time is over
    for (std::size_t first = 0; first < requests.size(); first += kAtOnce) {
        std::vector<std::unique_ptr<Connection>> connections;
        for (std::size_t i = first; i < std::min(first + kAtOnce, requests.size()); ++i) {
            connections.push_back(std::make_unique<Connection>(page->port()));
            QVERIFY(connections.back()->isConnected());
            connections.back()->send(requests[i]);
            connections.back()->endSending();
        }
        for (const auto& connection : connections)
            connection->receive();
    }
    QCOMPARE(bodyOf(get(page->port(), "/metrics")), std::string("up 1\n"));
}

/// Half requests from fewer than the most that it serves; publish() never waits for any of them.
void TestHttpPage::slowClientsHoldUpNobody()
{
    const auto page = openPage();
    QVERIFY(page);
    std::vector<std::unique_ptr<Connection>> slow;
    for (int i = 0; i < 12; ++i) {
        slow.push_back(std::make_unique<Connection>(page->port()));
        slow.back()->send("GET /metrics HT");
    }
    for (int i = 0; i < 1000; ++i)
        page->publish("value " + std::to_string(i) + '\n');
    QCOMPARE(bodyOf(get(page->port(), "/metrics")), std::string("value 999\n"));
}

void TestHttpPage::aPortInUseIsSaid()
{
    const auto first = openPage();
    QVERIFY(first);
    const auto second = HttpPage::open({"127.0.0.1", first->port()}, "/metrics", "text/plain");
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Io);
    QCOMPARE(second.error().message,
             "The metrics page cannot be served at 127.0.0.1, port " + std::to_string(first->port())
                 + ": the port is in use.");
    QVERIFY(!second.error().action.empty());
    const auto elsewhere = HttpPage::open({"192.0.2.1", 0}, "/metrics", "text/plain");
    QVERIFY2(!elsewhere && elsewhere.error().code == ErrorCode::Io, "no address of this machine");
}

void TestHttpPage::aPortIsFreeAgainAfterwards()
{
    auto page = openPage();
    QVERIFY(page);
    const std::uint16_t port = page->port();
    get(port, "/metrics");
    page.reset();
    QVERIFY(HttpPage::open({"127.0.0.1", port}, "/metrics", "text/plain"));
}

void TestHttpPage::onlyThisMachineIsListenedTo()
{
    const auto address = parsePageAddress("9464");
    QVERIFY(address);
    QCOMPARE(address->host, std::string("127.0.0.1"));
}

void TestHttpPage::addressesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::newRow("port") << "9464"
                          << "127.0.0.1" << 9464;
    QTest::newRow("any port") << "0"
                              << "127.0.0.1" << 0;
    QTest::newRow("all addresses") << "0.0.0.0:80"
                                   << "0.0.0.0" << 80;
    QTest::newRow("IPv6") << "[::1]:9464"
                          << "::1" << 9464;
    for (const char* wrong :
         {"", ":", "x", "9464x", "-1", "65536", "host:9464", "::1:9464", "1.2.3:9464", "[::1]", "127.0.0.1:", "9464 "})
        QTest::newRow(wrong[0] ? wrong : "nothing") << wrong << "" << -1;
}

void TestHttpPage::addressesAreRead()
{
    QFETCH(QString, text);
    QFETCH(QString, host);
    QFETCH(int, port);
    const auto address = parsePageAddress(text.toStdString());
    QCOMPARE(address.has_value(), port >= 0);
    if (!address) {
        QCOMPARE(address.error().code, ErrorCode::InvalidInput);
        QVERIFY(!address.error().action.empty());
        return;
    }
    QCOMPARE(address->host, host.toStdString());
    QCOMPARE(static_cast<int>(address->port), port);
}

QTEST_GUILESS_MAIN(TestHttpPage)
#include "tst_http_page.moc"
