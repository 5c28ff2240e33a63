// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace jackdaw::testing {

/// As much of an MQTT 3.1.1 broker as one client that publishes at QoS 1 needs, at a free port of this machine; what it
/// does with each message is the test's choice.
class SmallBroker {
public:
    enum class Answer { Take, Ignore, HangUp };
    using Choice = std::function<Answer(const std::string& topic)>;

    /// \p choose is asked on the broker's thread.
    explicit SmallBroker(Choice choose = [](const std::string&) { return Answer::Take; }) :
        m_choose(std::move(choose)), m_listening(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* raw = reinterpret_cast<sockaddr*>(&address);
        if (::bind(m_listening, raw, size) == 0 && ::listen(m_listening, 8) == 0
            && ::getsockname(m_listening, raw, &size) == 0)
            m_port = ntohs(address.sin_port);
        waitShortly(m_listening);
        m_thread = std::jthread([this](const std::stop_token& stop) { serve(stop); });
    }
    ~SmallBroker()
    {
        m_thread.request_stop();
        m_thread.join();
        ::close(m_listening);
    }
    SmallBroker(const SmallBroker&) = delete;
    SmallBroker& operator=(const SmallBroker&) = delete;

    std::uint16_t port() const { return m_port; }
    /// What was taken so far, each "topic payload".
    std::vector<std::string> taken() const
    {
        const std::lock_guard lock(m_mutex);
        return m_taken;
    }

private:
    struct Packet {
        std::uint8_t head = 0; ///< type and flags
        std::string body;
    };

    static void waitShortly(int socket)
    {
        const timeval shortly{0, 20'000};
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &shortly, sizeof shortly);
    }

    /// Exactly \p count bytes; fewer where the client has gone or the test ends.
    static std::string read(int socket, std::size_t count, const std::stop_token& stop)
    {
        std::string bytes;
        while (bytes.size() < count && !stop.stop_requested()) {
            std::array<char, 4096> part{};
            const ssize_t came = ::recv(socket, part.data(), std::min(part.size(), count - bytes.size()), 0);
            if (came == 0 || (came < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR))
                break;
            bytes.append(part.data(), static_cast<std::size_t>(std::max<ssize_t>(came, 0)));
        }
        return bytes;
    }

    static std::optional<Packet> readPacket(int socket, const std::stop_token& stop)
    {
        const std::string head = read(socket, 1, stop);
        std::size_t length = 0;
        for (unsigned int shift = 0; !head.empty(); shift += 7) {
            const std::string digit = read(socket, 1, stop);
            if (digit.empty() || shift > 21)
                return std::nullopt;
            length |= static_cast<std::size_t>(digit[0] & 0x7F) << shift;
            if ((digit[0] & 0x80) == 0)
                break;
        }
        Packet packet{static_cast<std::uint8_t>(head.empty() ? 0 : head[0]), read(socket, length, stop)};
        return head.empty() || packet.body.size() < length ? std::nullopt : std::optional(std::move(packet));
    }

    static void say(int socket, std::string_view bytes)
    {
        static_cast<void>(::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL));
    }

    void serve(const std::stop_token& stop)
    {
        while (!stop.stop_requested()) {
            const int socket = ::accept4(m_listening, nullptr, nullptr, SOCK_CLOEXEC);
            if (socket < 0)
                continue;
            waitShortly(socket);
            for (auto packet = readPacket(socket, stop); packet && answer(socket, *packet);)
                packet = readPacket(socket, stop);
            ::close(socket);
        }
    }

    /// False where the connection is over.
    bool answer(int socket, const Packet& packet)
    {
        switch (packet.head >> 4U) {
        case 1: say(socket, {"\x20\x02\x00\x00", 4}); return true;
        case 3: return take(socket, packet.body);
        case 12: say(socket, {"\xD0\x00", 2}); return true;
        default: return packet.head >> 4U != 14;
        }
    }

    bool take(int socket, const std::string& body)
    {
        const auto byte = [&](std::size_t place) { return static_cast<std::uint8_t>(body.at(place)); };
        const std::size_t length = std::size_t{byte(0)} << 8U | byte(1);
        const std::string topic = body.substr(2, length);
        const Answer answer = m_choose(topic);
        if (answer == Answer::Take) {
            {
                const std::lock_guard lock(m_mutex);
                m_taken.push_back(topic + ' ' + body.substr(length + 4));
            }
            say(socket, std::string{"\x40\x02", 2} + body.substr(length + 2, 2));
        }
        return answer != Answer::HangUp;
    }

    Choice m_choose;
    int m_listening;
    std::uint16_t m_port = 0;
    mutable std::mutex m_mutex;
    std::vector<std::string> m_taken;
    std::jthread m_thread;
};

} // namespace jackdaw::testing
