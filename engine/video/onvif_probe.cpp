// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/onvif_probe.h"

#include "engine/base/printable.h"
#include "engine/video/onvif_xml.h"
#include "engine/video/shown_address.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <random>
#include <utility>

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace jackdaw::video {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kGroup = "239.255.255.250";
/// A datagram may be lost.
constexpr int kTimesAsked = 2;
/// A loop of answers is no network of cameras.
constexpr std::size_t kMostCameras = 1000;

class Socket {
public:
    explicit Socket(int descriptor) : m_descriptor(descriptor) { }
    Socket(Socket&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) { }
    Socket& operator=(Socket&&) = delete;
    ~Socket()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    int get() const { return m_descriptor; }

private:
    int m_descriptor;
};

/// Of all interfaces that are up and know multicast.
std::vector<std::string> ownInterfaces()
{
    std::vector<std::string> addresses;
    ifaddrs* list = nullptr;
    if (::getifaddrs(&list) != 0)
        return addresses;
    for (const ifaddrs* entry = list; entry; entry = entry->ifa_next) {
        const unsigned wanted = IFF_UP | IFF_MULTICAST;
        if (!entry->ifa_addr || entry->ifa_addr->sa_family != AF_INET || (entry->ifa_flags & wanted) != wanted
            || (entry->ifa_flags & IFF_LOOPBACK) != 0)
            continue;
        std::array<char, INET_ADDRSTRLEN> text{};
        sockaddr_in address{};
        std::memcpy(&address, entry->ifa_addr, sizeof address);
        if (::inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size()))
            addresses.emplace_back(text.data());
    }
    ::freeifaddrs(list);
    return addresses;
}

std::string uuid()
{
    std::random_device random;
    std::array<unsigned, 4> words{};
    std::generate(words.begin(), words.end(), [&] { return random(); });
    char text[64];
    std::snprintf(text, sizeof text, "%08x-%04x-4%03x-a%03x-%04x%08x", words[0], words[1] >> 16U, words[1] & 0xfffU,
                  words[2] >> 20U, words[2] & 0xffffU, words[3]);
    return text;
}

std::string question()
{
    return R"(<?xml version="1.0" encoding="UTF-8"?>)"
           R"(<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope")"
           R"( xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing")"
           R"( xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery")"
           R"( xmlns:n="http://www.onvif.org/ver10/network/wsdl">)"
           "<e:Header><w:MessageID>uuid:"
        + uuid()
        + "</w:MessageID><w:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To>"
          "<w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header>"
          "<e:Body><d:Probe><d:Types>n:NetworkVideoTransmitter</d:Types></d:Probe></e:Body></e:Envelope>";
}

/// A socket that sends to the group by one interface.
Result<Socket> socketFor(const std::string& interface)
{
    in_addr address{};
    if (::inet_pton(AF_INET, interface.c_str(), &address) != 1)
        return fail(ErrorCode::InvalidInput, "'" + interface + "' is not the IPv4 address of an interface.",
                    "Name one as 'ip address' lists them, such as 192.168.1.10.");
    Socket socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_in own{};
    own.sin_family = AF_INET;
    own.sin_addr = address;
    if (socket.get() < 0 || ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&own), sizeof own) != 0
        || ::setsockopt(socket.get(), IPPROTO_IP, IP_MULTICAST_IF, &address, sizeof address) != 0)
        return fail(errno == EADDRNOTAVAIL ? ErrorCode::InvalidInput : ErrorCode::Io,
                    "Cameras cannot be looked for by the interface '" + interface + "'.",
                    "Name an address of this machine.", std::strerror(errno));
    return socket;
}

bool ask(const Socket& socket, int port)
{
    sockaddr_in group{};
    group.sin_family = AF_INET;
    group.sin_port = htons(static_cast<std::uint16_t>(port));
    ::inet_pton(AF_INET, kGroup, &group.sin_addr);
    const std::string text = question();
    bool sent = false;
    for (int time = 0; time < kTimesAsked; ++time)
        sent |= ::sendto(socket.get(), text.data(), text.size(), MSG_NOSIGNAL,
                         reinterpret_cast<const sockaddr*>(&group), sizeof group)
            == static_cast<ssize_t>(text.size());
    return sent;
}

void add(NetworkCamera camera, std::vector<NetworkCamera>& found)
{
    const auto same = [&](const NetworkCamera& known) {
        return camera.id.empty() ? known.services == camera.services : known.id == camera.id;
    };
    if (found.size() < kMostCameras && std::none_of(found.begin(), found.end(), same))
        found.push_back(std::move(camera));
}

void takeAnswers(const Socket& socket, std::vector<NetworkCamera>& found)
{
    std::vector<char> datagram(65536);
    while (true) {
        const ssize_t bytes = ::recv(socket.get(), datagram.data(), datagram.size(), 0);
        if (bytes <= 0)
            return;
        for (NetworkCamera& camera : camerasOfAnswer({datagram.data(), static_cast<std::size_t>(bytes)}))
            add(std::move(camera), found);
    }
}

/// "%20" is a blank.
std::string decoded(std::string_view text)
{
    std::string made;
    for (std::size_t at = 0; at < text.size(); ++at) {
        unsigned value = 0;
        const char* const digits = text.data() + at + 1;
        if (text[at] == '%' && at + 2 < text.size()
            && std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2) {
            made += static_cast<char>(value);
            at += 2;
        } else {
            made += text[at];
        }
    }
    return printable(made);
}

/// What the scopes say of \p kind: "onvif://www.onvif.org/name/Gate".
std::string scopeOf(const std::vector<std::string>& scopes, const std::string& kind)
{
    const std::string begin = "onvif://www.onvif.org/" + kind + "/";
    for (const std::string& scope : scopes)
        if (scope.starts_with(begin))
            return decoded(std::string_view(scope).substr(begin.size()));
    return {};
}

} // namespace

std::vector<NetworkCamera> camerasOfAnswer(std::string_view xml)
{
    pugi::xml_document document;
    std::vector<NetworkCamera> cameras;
    if (!document.load_buffer(xml.data(), xml.size()))
        return cameras;
    for (const pugi::xml_node& match : soap::findAll(document, "ProbeMatch")) {
        NetworkCamera camera;
        const auto scopes = soap::words(soap::textOf(match, "Scopes"));
        camera.id = soap::textOf(match, "Address");
        camera.name = scopeOf(scopes, "name");
        camera.model = scopeOf(scopes, "hardware");
        for (const std::string& service : soap::words(soap::textOf(match, "XAddrs")))
            if (service.starts_with("http://") || service.starts_with("https://"))
                camera.services.push_back(withoutLogin(service));
        if (!camera.services.empty())
            cameras.push_back(std::move(camera));
    }
    return cameras;
}

Result<std::vector<NetworkCamera>> probeForCameras(const ProbeSettings& settings, const std::stop_token& stop)
{
    std::vector<Socket> sockets;
    for (const std::string& interface : settings.interfaces.empty() ? ownInterfaces() : settings.interfaces) {
        auto socket = socketFor(interface);
        if (!socket && !settings.interfaces.empty())
            return tl::unexpected(socket.error());
        if (socket && ask(*socket, settings.port))
            sockets.push_back(std::move(*socket));
    }
    if (sockets.empty())
        return fail(ErrorCode::Io, "Cameras cannot be looked for: no network interface takes the question.",
                    "Check that this machine is connected, or name a camera's address.");
    std::vector<pollfd> waited;
    for (const Socket& socket : sockets)
        waited.push_back({socket.get(), POLLIN, 0});
    std::vector<NetworkCamera> found;
    const auto end = Clock::now() + settings.duration;
    constexpr auto kGlance = std::chrono::milliseconds(100);
    for (auto now = Clock::now(); now < end && !stop.stop_requested(); now = Clock::now()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - now);
        if (::poll(waited.data(), waited.size(), static_cast<int>(std::min(left, kGlance).count())) > 0)
            for (const Socket& socket : sockets)
                takeAnswers(socket, found);
    }
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Looking for cameras was stopped.");
    std::sort(found.begin(), found.end(), [](const NetworkCamera& left, const NetworkCamera& right) {
        return std::pair(left.name, left.services) < std::pair(right.name, right.services);
    });
    return found;
}

} // namespace jackdaw::video
