// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/outlets/mqtt_link.h"

#include "engine/base/log.h"

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include <MQTTClient.h>
#include <unistd.h>

namespace jackdaw::outlets {
namespace {

constexpr int kConnectSeconds = 5;
constexpr int kKeepAliveSeconds = 20;
constexpr unsigned long kDeliveryMilliseconds = 5000;
/// How long the end of a run waits for its last messages.
constexpr std::chrono::seconds kFarewell{2};
/// While there is nothing to say: a connection that broke is noticed.
constexpr std::chrono::milliseconds kGlance{500};

struct Message {
    std::string topic;
    std::string payload;
    bool retained = false;
    std::size_t bytes() const { return topic.size() + payload.size(); }
};

/// What a client id may be made of everywhere: 23 letters and digits.
std::string clientId()
{
    return "jackdaw" + std::to_string(::getpid());
}

std::string uriOf(const MqttAddress& address)
{
    const bool isV6 = address.host.find(':') != std::string::npos;
    const std::string host = isV6 ? '[' + address.host + ']' : address.host;
    return (address.secure ? "ssl://" : "tcp://") + host + ':' + std::to_string(address.port);
}

/// The codes of MQTT 3.1.1's answer to a connection, then Paho's own.
std::string troubleOf(int code)
{
    switch (code) {
    case 1: return "it speaks another version of MQTT";
    case 2: return "it refuses this client's name";
    case 3: return "it is not ready";
    case 4: return "it refuses user and password";
    case 5: return "it lets nobody in without user and password, or not this one";
    case MQTTCLIENT_FAILURE: return "it is not there, or does not answer";
    case MQTTCLIENT_DISCONNECTED: return "the connection broke";
    case MQTTCLIENT_SSL_NOT_SUPPORTED: return "this Paho has no TLS";
    default: break;
    }
    const char* words = MQTTClient_strerror(code);
    return words ? words : "error " + std::to_string(code);
}

/// Nothing is subscribed to.
int ignoreMessage(void*, char* topic, int, MQTTClient_message* message)
{
    MQTTClient_freeMessage(&message);
    MQTTClient_free(topic);
    return 1;
}

/// A connection to a broker, as one thread has it.
class Client {
public:
    Client(const MqttAddress& address, const MqttLogin& login) : m_address(address), m_login(login) { }
    ~Client() { drop(); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    bool isConnected() const { return m_client && MQTTClient_isConnected(m_client) != 0; }
    int connect();
    int send(const Message& message);
    void drop();

private:
    const MqttAddress& m_address;
    const MqttLogin& m_login;
    MQTTClient m_client = nullptr;
};

int Client::connect()
{
    drop();
    const std::string uri = uriOf(m_address);
    if (const int code =
            MQTTClient_create(&m_client, uri.c_str(), clientId().c_str(), MQTTCLIENT_PERSISTENCE_NONE, nullptr);
        code != MQTTCLIENT_SUCCESS)
        return code;
    // With them Paho keeps the connection alive on a thread of its own.
    MQTTClient_setCallbacks(m_client, nullptr, nullptr, &ignoreMessage, nullptr);
    MQTTClient_connectOptions options = MQTTClient_connectOptions_initializer;
    MQTTClient_SSLOptions secure = MQTTClient_SSLOptions_initializer;
    secure.enableServerCertAuth = 1;
    secure.verify = 1;
    options.keepAliveInterval = kKeepAliveSeconds;
    options.connectTimeout = kConnectSeconds;
    options.cleansession = 1;
    options.MQTTVersion = MQTTVERSION_3_1_1;
    if (!m_login.user.empty()) {
        options.username = m_login.user.c_str();
        options.password = m_login.password.c_str();
    }
    if (m_address.secure)
        options.ssl = &secure;
    return MQTTClient_connect(m_client, &options);
}

int Client::send(const Message& message)
{
    MQTTClient_message packet = MQTTClient_message_initializer;
    packet.payload = const_cast<char*>(message.payload.data()); // it does not write there
    packet.payloadlen = static_cast<int>(message.payload.size());
    packet.qos = 1;
    packet.retained = message.retained ? 1 : 0;
    MQTTClient_deliveryToken token = 0;
    const int code = MQTTClient_publishMessage(m_client, message.topic.c_str(), &packet, &token);
    return code == MQTTCLIENT_SUCCESS ? MQTTClient_waitForCompletion(m_client, token, kDeliveryMilliseconds) : code;
}

void Client::drop()
{
    if (!m_client)
        return;
    MQTTClient_disconnect(m_client, 0);
    MQTTClient_destroy(&m_client);
    m_client = nullptr;
}

std::optional<std::uint16_t> portOf(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    const bool isPort = error == std::errc() && end == text.data() + text.size() && port > 0;
    return isPort ? std::optional(port) : std::nullopt;
}

tl::unexpected<Error> noBroker()
{
    return fail(ErrorCode::InvalidInput, "What is given for --mqtt is no address of a broker.",
                "Write mqtt://HOST, mqtt://HOST:PORT or mqtt://HOST:PORT/PREFIX; mqtts:// for TLS.");
}

} // namespace

std::string topicPart(const std::string& name)
{
    std::string part = name.empty() ? std::string("_") : name;
    const auto hasMeaning = [](char letter) {
        return letter == '/' || letter == '+' || letter == '#' || static_cast<unsigned char>(letter) < 0x20;
    };
    std::replace_if(part.begin(), part.end(), hasMeaning, '_');
    if (part.front() == '$')
        part.front() = '_';
    return part;
}

Result<MqttAddress> parseMqttAddress(const std::string& text)
{
    MqttAddress address;
    address.secure = text.starts_with("mqtts://");
    if (!address.secure && !text.starts_with("mqtt://"))
        return noBroker();
    std::string rest = text.substr(text.find("//") + 2);
    const std::size_t slash = rest.find('/');
    if (rest.find('@') != std::string::npos)
        return fail(
            ErrorCode::InvalidInput, "The broker's address carries a user or a password.",
            "Leave them out, and name where they are with --mqtt-credentials secret:NAME, env:NAME or file:PATH.");
    if (rest.starts_with('[') && rest.find(']') == std::string::npos)
        return noBroker();
    if (slash != std::string::npos) {
        address.prefix = rest.substr(slash + 1);
        rest.resize(slash);
    }
    address.port = address.secure ? 8883 : 1883;
    const std::size_t end = rest.starts_with('[') ? rest.find(']') : 0;
    const std::size_t colon = rest.find(':', end);
    address.host = end > 0 ? rest.substr(1, end - 1) : rest.substr(0, colon);
    if (colon != std::string::npos) {
        const auto port = portOf(std::string_view(rest).substr(colon + 1));
        if (!port)
            return noBroker();
        address.port = *port;
    }
    while (address.prefix.ends_with('/'))
        address.prefix.pop_back();
    const bool isTopic = !address.prefix.empty() && address.prefix.find_first_of("+#") == std::string::npos
        && address.prefix.front() != '$';
    if (address.host.empty() || !isTopic)
        return noBroker();
    return address;
}

class MqttLink::Impl {
public:
    Impl(MqttAddress address, MqttLogin login) :
        m_address(std::move(address)), m_login(std::move(login)),
        m_thread([this](std::stop_token stop) { run(std::move(stop)); })
    {
    }
    ~Impl();
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    void publish(Message message);
    State state() const;
    State finish();
    const std::string& prefix() const { return m_address.prefix; }

private:
    void run(std::stop_token stop);
    void hold();
    int sendNext(Client& client);
    void noteFailure(std::uint64_t number);
    void dropFirst();
    void pause(const std::stop_token& stop, std::chrono::milliseconds duration);
    void lose(int code);

    const MqttAddress m_address;
    const MqttLogin m_login;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::condition_variable m_emptied;
    std::deque<Message> m_waiting; ///< the first one may be on its way
    std::size_t m_bytes = 0;
    std::uint64_t m_number = 0; ///< of the first one since the beginning: what is on its way may be dropped meanwhile
    std::uint64_t m_failing = 0; ///< the newest one that could not be sent
    int m_failures = 0; ///< of that one
    State m_state;
    std::jthread m_thread;
};

MqttLink::Impl::~Impl()
{
    finish();
}

MqttLink::State MqttLink::Impl::finish()
{
    {
        std::unique_lock lock(m_mutex);
        if (m_state.connected)
            m_emptied.wait_for(lock, kFarewell, [this] { return m_waiting.empty() || !m_state.connected; });
    }
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
    return state();
}

void MqttLink::Impl::dropFirst()
{
    m_bytes -= m_waiting.front().bytes();
    m_waiting.pop_front();
    ++m_number;
    ++m_state.dropped;
}

void MqttLink::Impl::publish(Message message)
{
    const std::lock_guard lock(m_mutex);
    m_bytes += message.bytes();
    m_waiting.push_back(std::move(message));
    while (m_waiting.size() > kMostWaiting || (m_bytes > kMostBytes && m_waiting.size() > 1))
        dropFirst();
    m_changed.notify_one();
}

MqttLink::State MqttLink::Impl::state() const
{
    const std::lock_guard lock(m_mutex);
    State state = m_state;
    state.waiting = m_waiting.size();
    return state;
}

/// Said when it changes, not at each try.
void MqttLink::Impl::lose(int code)
{
    const std::string trouble = troubleOf(code);
    const std::lock_guard lock(m_mutex);
    m_state.connected = false;
    m_emptied.notify_all();
    if (std::exchange(m_state.trouble, trouble) != trouble)
        log(LogLevel::Warning, "mqtt",
            "the broker " + m_address.host + ':' + std::to_string(m_address.port) + ": " + trouble);
}

void MqttLink::Impl::hold()
{
    const std::lock_guard lock(m_mutex);
    m_state.connected = true;
    m_state.trouble.clear();
}

void MqttLink::Impl::noteFailure(std::uint64_t number)
{
    const std::lock_guard lock(m_mutex);
    m_failures = m_failures > 0 && m_failing == number ? m_failures + 1 : 1;
    m_failing = number;
    if (m_failures < kMostTries || m_number != number)
        return;
    log(LogLevel::Warning, "mqtt", "a message to " + m_waiting.front().topic + " cannot be sent, and is left out");
    dropFirst();
    if (m_waiting.empty())
        m_emptied.notify_all();
}

/// Where that fails the message stays the next one, a few times. Returns Paho's code.
int MqttLink::Impl::sendNext(Client& client)
{
    std::unique_lock lock(m_mutex);
    if (m_waiting.empty())
        return MQTTCLIENT_SUCCESS;
    const Message message = m_waiting.front();
    const std::uint64_t number = m_number;
    lock.unlock();
    if (const int code = client.send(message); code != MQTTCLIENT_SUCCESS) {
        noteFailure(number);
        return code;
    }
    lock.lock();
    ++m_state.sent;
    if (m_number == number) { // else it was dropped while it was on its way
        m_bytes -= m_waiting.front().bytes();
        m_waiting.pop_front();
        ++m_number;
    } else {
        --m_state.dropped;
    }
    if (m_waiting.empty())
        m_emptied.notify_all();
    return MQTTCLIENT_SUCCESS;
}

void MqttLink::Impl::pause(const std::stop_token& stop, std::chrono::milliseconds duration)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, stop, duration, [] { return false; });
}

void MqttLink::Impl::run(std::stop_token stop)
{
    Client client(m_address, m_login);
    std::chrono::milliseconds wait = kFirstPause;
    while (!stop.stop_requested()) {
        int code = client.isConnected() ? MQTTCLIENT_SUCCESS : client.connect();
        if (code == MQTTCLIENT_SUCCESS) {
            hold();
            code = sendNext(client);
        }
        if (code != MQTTCLIENT_SUCCESS) {
            client.drop();
            lose(code);
            pause(stop, wait);
            wait = std::min(2 * wait, kLongestPause);
            continue;
        }
        wait = kFirstPause;
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, stop, kGlance, [this] { return !m_waiting.empty(); });
    }
}

MqttLink::MqttLink(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{
}

MqttLink::~MqttLink() = default;

std::unique_ptr<MqttLink> MqttLink::open(MqttAddress address, MqttLogin login)
{
    return std::unique_ptr<MqttLink>(new MqttLink(std::make_unique<Impl>(std::move(address), std::move(login))));
}

void MqttLink::publish(const std::string& topic, std::string payload, bool retained)
{
    m_impl->publish({m_impl->prefix() + '/' + topic, std::move(payload), retained});
}

MqttLink::State MqttLink::state() const
{
    return m_impl->state();
}

MqttLink::State MqttLink::finish()
{
    return m_impl->finish();
}

std::string mqttLibrary()
{
    std::string version = "of an unknown version";
    for (const MQTTClient_nameValue* info = MQTTClient_getVersionInfo(); info && info->name; ++info)
        if (std::strcmp(info->name, "Version") == 0)
            version = info->value;
    return "Eclipse Paho " + version;
}

} // namespace jackdaw::outlets
