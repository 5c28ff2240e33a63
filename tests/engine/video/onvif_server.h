// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/engine/video/loopback_server.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QDateTime>
#include <QRegularExpression>
#include <QString>

#include <poll.h>

namespace jackdaw::testing {

/// An ONVIF camera on loopback: it answers WS-Discovery on a port of its own, and a profile S client over HTTP. Its
/// clock is an hour ahead, and its prefixes are not those that others use.
class OnvifServer {
public:
    struct Behaviour {
        QByteArray user; ///< empty: anybody is told
        QByteArray password;
        /// What it calls the streams; %1 is the profile's token.
        QByteArray stream = "rtsp://127.0.0.1:8554/%1";
        QByteArray media = "http://10.255.255.1/onvif/media"; ///< what it takes for its own address
        QByteArray faulty; ///< token of a profile whose stream it does not name
        QByteArray year; ///< that its clock says; empty: this one
        QByteArray instead; ///< answers this to everything
        QByteArray datagram; ///< answers this to a probe instead of what is right
    };

    explicit OnvifServer(Behaviour behaviour) :
        m_behaviour(std::move(behaviour)), m_http([this](const Connection& peer) { answer(peer); })
    {
        m_socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_ANY);
        socklen_t length = sizeof address;
        ::bind(m_socket, reinterpret_cast<sockaddr*>(&address), length);
        ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &length);
        m_probePort = ntohs(address.sin_port);
        ip_mreq group{};
        ::inet_pton(AF_INET, "239.255.255.250", &group.imr_multiaddr);
        group.imr_interface.s_addr = htonl(INADDR_LOOPBACK);
        m_isMember = ::setsockopt(m_socket, IPPROTO_IP, IP_ADD_MEMBERSHIP, &group, sizeof group) == 0;
        m_thread = std::thread([this] { answerProbes(); });
    }
    ~OnvifServer()
    {
        m_stop = true;
        m_thread.join();
        ::close(m_socket);
    }
    OnvifServer(const OnvifServer&) = delete;
    OnvifServer& operator=(const OnvifServer&) = delete;

    int probePort() const { return m_probePort; }
    bool isMember() const { return m_isMember; }
    std::string service() const
    {
        return "http://127.0.0.1:" + std::to_string(m_http.port()) + "/onvif/device_service";
    }

private:
    void answerProbes()
    {
        while (!m_stop) {
            pollfd waited{m_socket, POLLIN, 0};
            if (::poll(&waited, 1, 20) <= 0)
                continue;
            char question[4096];
            sockaddr_in peer{};
            socklen_t length = sizeof peer;
            const ssize_t bytes =
                ::recvfrom(m_socket, question, sizeof question, 0, reinterpret_cast<sockaddr*>(&peer), &length);
            const QByteArray asked(question, static_cast<int>(std::max<ssize_t>(bytes, 0)));
            if (!asked.contains("NetworkVideoTransmitter") || !asked.contains("/discovery/Probe<"))
                continue;
            const QByteArray told = m_behaviour.datagram.isEmpty() ? probeMatch() : m_behaviour.datagram;
            ::sendto(m_socket, told.data(), static_cast<std::size_t>(told.size()), 0,
                     reinterpret_cast<const sockaddr*>(&peer), length);
        }
    }

    QByteArray probeMatch() const
    {
        return R"(<?xml version="1.0"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope")"
               R"( xmlns:wsa="http://schemas.xmlsoap.org/ws/2004/08/addressing")"
               R"( xmlns:wsd="http://schemas.xmlsoap.org/ws/2005/04/discovery"><SOAP-ENV:Body><wsd:ProbeMatches>)"
               "<wsd:ProbeMatch><wsa:EndpointReference><wsa:Address>urn:uuid:1419d68a</wsa:Address>"
               "</wsa:EndpointReference><wsd:Types>dn:NetworkVideoTransmitter</wsd:Types><wsd:Scopes>"
               "onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/name/North%20gate "
               "onvif://www.onvif.org/hardware/IPC-22\n</wsd:Scopes><wsd:XAddrs>\n"
            + QByteArray::fromStdString(service())
            + " ftp://127.0.0.1/</wsd:XAddrs></wsd:ProbeMatch></wsd:ProbeMatches></SOAP-ENV:Body></SOAP-ENV:Envelope>";
    }

    static QByteArray part(const QByteArray& body, const char* element)
    {
        const QRegularExpression expression(
            QStringLiteral("<[\\w:]*%1(?:\\s[^>]*)?>([^<]*)<").arg(QLatin1String(element)));
        return expression.match(QString::fromUtf8(body)).captured(1).toUtf8();
    }

    static QDateTime now() { return QDateTime::currentDateTimeUtc().addSecs(3600); }

    bool knows(const QByteArray& body) const
    {
        if (m_behaviour.user.isEmpty())
            return true;
        const QByteArray created = part(body, "Created");
        const QByteArray digest =
            QCryptographicHash::hash(QByteArray::fromBase64(part(body, "Nonce")) + created + m_behaviour.password,
                                     QCryptographicHash::Sha1)
                .toBase64();
        const auto told = QDateTime::fromString(QString::fromUtf8(created), Qt::ISODate);
        return part(body, "Username") == m_behaviour.user && part(body, "Password") == digest
            && std::abs(told.secsTo(now())) < 60;
    }

    QByteArray answerTo(const QByteArray& body) const
    {
        if (body.contains("GetSystemDateAndTime")) {
            const QDateTime time = now();
            if (!m_behaviour.year.isEmpty())
                return "<x:UTCDateTime><x:Date><x:Year>" + m_behaviour.year + "</x:Year><x:Month>" + m_behaviour.year
                    + "</x:Month></x:Date></x:UTCDateTime>";
            return time
                .toString(QStringLiteral("'<x:UTCDateTime><x:Time><x:Hour>'H'</x:Hour><x:Minute>'m'</x:Minute>"
                                         "<x:Second>'s'</x:Second></x:Time><x:Date><x:Year>'yyyy'</x:Year><x:Month>'M"
                                         "'</x:Month><x:Day>'d'</x:Day></x:Date></x:UTCDateTime>'"))
                .toUtf8();
        }
        if (!knows(body))
            return {};
        if (body.contains("GetCapabilities"))
            return "<x:Capabilities><x:Media><x:XAddr>" + m_behaviour.media + "</x:XAddr></x:Media></x:Capabilities>";
        if (body.contains("GetProfiles"))
            return profile("sub", "352", "288", "5") + profile("main&amp;1", "1920", "1080", "25");
        if (!m_behaviour.faulty.isEmpty() && part(body, "ProfileToken") == m_behaviour.faulty)
            return {};
        if (body.contains("GetStreamUri"))
            return "<x:MediaUri><x:Uri>" + QByteArray(m_behaviour.stream).replace("%1", part(body, "ProfileToken"))
                + "</x:Uri></x:MediaUri>";
        return {};
    }

    static QByteArray profile(const QByteArray& token, const QByteArray& width, const QByteArray& height,
                              const QByteArray& rate)
    {
        return "<x:Profiles token=\"" + token + "\"><x:Name>" + token
            + "</x:Name><x:VideoEncoderConfiguration><x:Name>encoder</x:Name><x:Encoding>H264</x:Encoding>"
              "<x:Resolution><x:Width>"
            + width + "</x:Width><x:Height>" + height + "</x:Height></x:Resolution><x:RateControl><x:FrameRateLimit>"
            + rate + "</x:FrameRateLimit></x:RateControl></x:VideoEncoderConfiguration></x:Profiles>";
    }

    void answer(const Connection& peer) const
    {
        const std::string head = peer.readHead();
        const QByteArray body = QByteArray::fromStdString(peer.readBody(head));
        QByteArray told = m_behaviour.instead;
        const char* status = "200 OK";
        if (told.isEmpty()) {
            const QByteArray inner = answerTo(body);
            status = inner.isEmpty() ? "400 Bad Request" : status;
            told = "<?xml version=\"1.0\"?><env:Envelope xmlns:env=\"http://www.w3.org/2003/05/soap-envelope\" "
                   "xmlns:x=\"urn:x\"><env:Body>"
                + (inner.isEmpty() ? QByteArray("<env:Fault>ter:NotAuthorized</env:Fault>") : inner)
                + "</env:Body></env:Envelope>";
        }
        peer.write("HTTP/1.1 " + std::string(status) + "\r\nContent-Type: application/soap+xml\r\nContent-Length: "
                   + std::to_string(told.size()) + "\r\nConnection: close\r\n\r\n" + told.toStdString());
    }

    Behaviour m_behaviour;
    LoopbackServer m_http;
    int m_socket = -1;
    int m_probePort = 0;
    bool m_isMember = false;
    std::atomic<bool> m_stop{false};
    std::thread m_thread;
};

} // namespace jackdaw::testing
