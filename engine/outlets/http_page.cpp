// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/outlets/http_page.h"

#include "engine/base/log.h"

#include <arpa/inet.h>
#include <charconv>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <system_error>
#include <utility>

#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace jackdaw::outlets {
namespace {

constexpr unsigned kConnections = 16;
constexpr unsigned kSeconds = 5;
constexpr std::size_t kRequestBytes = 16U << 10U;

/// An address that sockets take.
struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t size = 0;
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

Result<SocketAddress> socketAddress(const PageAddress& address)
{
    SocketAddress made;
    auto* v4 = reinterpret_cast<sockaddr_in*>(&made.storage);
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&made.storage);
    if (inet_pton(AF_INET, address.host.c_str(), &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(address.port);
        made.size = sizeof *v4;
    } else if (inet_pton(AF_INET6, address.host.c_str(), &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(address.port);
        made.size = sizeof *v6;
    } else {
        return fail(ErrorCode::InvalidInput, "\"" + address.host + "\" is no address of this machine.",
                    "Give a port (9464), or an IP address and a port (0.0.0.0:9464).");
    }
    return made;
}

tl::unexpected<Error> cannotListen(const PageAddress& address, int code)
{
    const std::string where = address.host + ", port " + std::to_string(address.port);
    if (code == EADDRINUSE)
        return fail(ErrorCode::Io, "The metrics page cannot be served at " + where + ": the port is in use.",
                    "Give another port, or end the program that has it.");
    return fail(ErrorCode::Io, "The metrics page cannot be served at " + where + ".", "Give another address or port.",
                std::error_code(code, std::generic_category()).message());
}

/// Bound and listening, so that what is wrong is known before the server runs.
Result<int> listenAt(const PageAddress& address)
{
    const auto made = socketAddress(address);
    if (!made)
        return tl::unexpected(made.error());
    const int socket = ::socket(made->storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (socket < 0)
        return cannotListen(address, errno);
    // A port that an earlier run has just left may be taken again at once.
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (::bind(socket, made->get(), made->size) != 0 || ::listen(socket, kConnections) != 0) {
        const int code = errno;
        ::close(socket);
        return cannotListen(address, code);
    }
    return socket;
}

std::uint16_t portOf(int socket)
{
    SocketAddress bound;
    bound.size = sizeof bound.storage;
    if (::getsockname(socket, reinterpret_cast<sockaddr*>(&bound.storage), &bound.size) != 0)
        return 0;
    return ntohs(bound.storage.ss_family == AF_INET ? reinterpret_cast<sockaddr_in*>(&bound.storage)->sin_port
                                                    : reinterpret_cast<sockaddr_in6*>(&bound.storage)->sin6_port);
}

void noteComplaint(void*, const char* format, va_list arguments)
{
    char text[256];
    std::vsnprintf(text, sizeof text, format, arguments);
    log(LogLevel::Debug, "outlets", text);
}

} // namespace

Result<PageAddress> parsePageAddress(const std::string& text)
{
    PageAddress address;
    const std::size_t colon = text.rfind(':');
    if (colon != std::string::npos) {
        address.host = text.substr(0, colon);
        if (address.host.size() > 2 && address.host.front() == '[' && address.host.back() == ']')
            address.host = address.host.substr(1, address.host.size() - 2);
        else if (address.host.find(':') != std::string::npos)
            address.host.clear(); // an IPv6 address without brackets: where its port begins cannot be known
    }
    const std::string port = colon == std::string::npos ? text : text.substr(colon + 1);
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
    if (error != std::errc() || end != port.data() + port.size() || !socketAddress(address))
        return fail(ErrorCode::InvalidInput, "\"" + text + "\" says no port of this machine.",
                    "Give a port (9464), or an IP address and a port (0.0.0.0:9464, [::1]:9464).");
    return address;
}

class HttpPage::Impl {
public:
    Impl(std::string path, std::string contentType) : m_path(std::move(path)), m_contentType(std::move(contentType)) { }
    ~Impl()
    {
        if (m_daemon)
            MHD_stop_daemon(m_daemon);
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    Status start(const PageAddress& address);
    void publish(std::string text)
    {
        auto page = std::make_shared<const std::string>(std::move(text));
        const std::lock_guard lock(m_mutex);
        m_page = std::move(page);
    }
    std::uint16_t port() const { return m_port; }

private:
    static MHD_Result answer(void* self, MHD_Connection* connection, const char* url, const char* method, const char*,
                             const char*, std::size_t* bodyBytes, void** state);
    MHD_Result send(MHD_Connection* connection, const std::string& url, const std::string& method) const;
    MHD_Result say(MHD_Connection* connection, unsigned code, const std::string& text, const std::string& type) const;

    const std::string m_path;
    const std::string m_contentType;
    std::uint16_t m_port = 0;
    mutable std::mutex m_mutex;
    std::shared_ptr<const std::string> m_page = std::make_shared<const std::string>();
    MHD_Daemon* m_daemon = nullptr;
};

Status HttpPage::Impl::start(const PageAddress& address)
{
    const auto socket = listenAt(address);
    if (!socket)
        return tl::unexpected(socket.error());
    m_port = portOf(*socket);
    m_daemon = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_AUTO | MHD_USE_ERROR_LOG, 0, nullptr, nullptr,
                                &Impl::answer, this, MHD_OPTION_EXTERNAL_LOGGER, &noteComplaint, nullptr,
                                MHD_OPTION_LISTEN_SOCKET, static_cast<MHD_socket>(*socket), MHD_OPTION_CONNECTION_LIMIT,
                                kConnections, MHD_OPTION_CONNECTION_TIMEOUT, kSeconds,
                                MHD_OPTION_CONNECTION_MEMORY_LIMIT, kRequestBytes, MHD_OPTION_END);
    if (m_daemon)
        return {};
    ::close(*socket);
    return cannotListen(address, errno);
}

/// Called when the head of a request is there, then for each part of its body, then once more at its end.
MHD_Result HttpPage::Impl::answer(void* self, MHD_Connection* connection, const char* url, const char* method,
                                  const char*, const char*, std::size_t* bodyBytes, void** state)
{
    static int headSeen = 0;
    if (!std::exchange(*state, &headSeen))
        return MHD_YES;
    if (*bodyBytes > 0) { // nobody wants it
        *bodyBytes = 0;
        return MHD_YES;
    }
    return static_cast<Impl*>(self)->send(connection, url, method);
}

MHD_Result HttpPage::Impl::send(MHD_Connection* connection, const std::string& url, const std::string& method) const
{
    const std::string plain = "text/plain; charset=utf-8";
    if (url != m_path)
        return say(connection, MHD_HTTP_NOT_FOUND, "Nothing is here. The page is " + m_path + ".\n", plain);
    if (method != MHD_HTTP_METHOD_GET && method != MHD_HTTP_METHOD_HEAD)
        return say(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "This page can only be read (GET).\n", plain);
    std::shared_ptr<const std::string> page;
    {
        const std::lock_guard lock(m_mutex);
        page = m_page;
    }
    return say(connection, MHD_HTTP_OK, *page, m_contentType);
}

MHD_Result HttpPage::Impl::say(MHD_Connection* connection, unsigned code, const std::string& text,
                               const std::string& type) const
{
    MHD_Response* response = MHD_create_response_from_buffer(text.size(), const_cast<char*>(text.data()),
                                                             MHD_RESPMEM_MUST_COPY); // it does not write there
    if (!response)
        return MHD_NO;
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type.c_str());
    if (code == MHD_HTTP_METHOD_NOT_ALLOWED)
        MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW, "GET, HEAD");
    const MHD_Result queued = MHD_queue_response(connection, code, response);
    MHD_destroy_response(response);
    return queued;
}

HttpPage::HttpPage(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{
}

HttpPage::~HttpPage() = default;

Result<std::unique_ptr<HttpPage>> HttpPage::open(const PageAddress& address, std::string path, std::string contentType)
{
    auto impl = std::make_unique<Impl>(std::move(path), std::move(contentType));
    if (Status started = impl->start(address); !started)
        return tl::unexpected(started.error());
    return std::unique_ptr<HttpPage>(new HttpPage(std::move(impl)));
}

void HttpPage::publish(std::string text)
{
    m_impl->publish(std::move(text));
}

std::uint16_t HttpPage::port() const
{
    return m_impl->port();
}

std::string httpLibrary()
{
    return std::string("libmicrohttpd ") + MHD_get_version();
}

} // namespace jackdaw::outlets
