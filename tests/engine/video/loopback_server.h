// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

namespace jackdaw::testing {

/// A connection that a LoopbackServer answers.
class Connection {
public:
    explicit Connection(int socket) : m_socket(socket) { }

    /// Up to the empty line after a request's head; empty where the peer is gone.
    std::string readHead() const
    {
        std::string head;
        char letter = 0;
        while (head.size() < 8192 && !head.ends_with("\r\n\r\n") && ::recv(m_socket, &letter, 1, 0) == 1)
            head += letter;
        return head;
    }
    /// As many bytes as \p head announces of what follows it.
    std::string readBody(const std::string& head) const
    {
        constexpr std::string_view kLength = "Content-Length: ";
        const std::size_t at = head.find(kLength);
        std::string body;
        char letter = 0;
        const std::size_t bytes = at == std::string::npos ? 0 : std::stoul(head.substr(at + kLength.size()));
        while (body.size() < bytes && ::recv(m_socket, &letter, 1, 0) == 1)
            body += letter;
        return body;
    }
    /// Waits for a moment at most.
    bool isThere() const
    {
        pollfd waited{m_socket, POLLIN, 0};
        char letter = 0;
        return ::poll(&waited, 1, 20) == 0 || ::recv(m_socket, &letter, 1, MSG_PEEK) > 0;
    }
    /// False where the peer is gone.
    bool write(std::string_view bytes) const
    {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

private:
    int m_socket;
};

/// Answers one connection after the other on loopback, for as long as it lives.
class LoopbackServer {
public:
    explicit LoopbackServer(std::function<void(const Connection&)> answer) : m_answer(std::move(answer))
    {
        m_listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        ::bind(m_listening, reinterpret_cast<sockaddr*>(&address), length);
        ::listen(m_listening, 8);
        ::getsockname(m_listening, reinterpret_cast<sockaddr*>(&address), &length);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { serve(); });
    }
    ~LoopbackServer()
    {
        m_stop = true;
        ::shutdown(m_listening, SHUT_RDWR);
        ::shutdown(m_current.load(), SHUT_RDWR);
        m_thread.join();
        ::close(m_listening);
    }
    LoopbackServer(const LoopbackServer&) = delete;
    LoopbackServer& operator=(const LoopbackServer&) = delete;

    int port() const { return m_port; }

private:
    void serve()
    {
        while (!m_stop) {
            const int socket = ::accept4(m_listening, nullptr, nullptr, SOCK_CLOEXEC);
            if (socket < 0)
                continue;
            m_current = socket;
            m_answer(Connection(socket));
            m_current = -1;
            ::close(socket);
        }
    }

    std::function<void(const Connection&)> m_answer;
    int m_listening = -1;
    int m_port = 0;
    std::atomic<int> m_current{-1};
    std::atomic<bool> m_stop{false};
    std::thread m_thread;
};

} // namespace jackdaw::testing
