// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/onvif_client.h"

#include "engine/video/damage_book.h"
#include "engine/video/live_input.h"
#include "engine/video/onvif_xml.h"
#include "engine/video/shown_address.h"

extern "C" {
#include <libavutil/base64.h>
#include <libavutil/mem.h>
#include <libavutil/sha.h>
}

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <memory>
#include <random>
#include <utility>

namespace jackdaw::video {
namespace {

/// No camera has so much to say.
constexpr std::size_t kLongestAnswer = 1U << 20U;
constexpr std::size_t kMostProfiles = 64;

std::string base64(std::string_view bytes)
{
    std::string text(AV_BASE64_SIZE(bytes.size()), '\0');
    av_base64_encode(text.data(), static_cast<int>(text.size()), reinterpret_cast<const std::uint8_t*>(bytes.data()),
                     static_cast<int>(bytes.size()));
    text.resize(text.find('\0'));
    return text;
}

std::string sha1(const std::string& bytes)
{
    constexpr int kBits = 160;
    const std::unique_ptr<AVSHA, decltype(&av_free)> sha(av_sha_alloc(), &av_free);
    std::string digest(kBits / 8, '\0');
    av_sha_init(sha.get(), kBits);
    av_sha_update(sha.get(), reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    av_sha_final(sha.get(), reinterpret_cast<std::uint8_t*>(digest.data()));
    return digest;
}

std::string hex(std::string_view bytes)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const char letter : bytes) {
        const auto byte = static_cast<unsigned char>(letter);
        text += {kDigits[byte >> 4U], kDigits[byte & 15U]};
    }
    return text;
}

std::string utcText(std::chrono::system_clock::time_point time)
{
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

std::string randomBytes()
{
    std::random_device random;
    std::string bytes;
    for (int i = 0; i < 16; ++i)
        bytes += static_cast<char>(random() & 0xffU);
    return bytes;
}

struct CloseAvio {
    void operator()(AVIOContext* context) const { avio_close(context); }
};

/// A camera's services, asked one question after the other.
class OnvifCamera {
public:
    OnvifCamera(std::string service, const std::optional<Login>& login, std::chrono::milliseconds patience,
                const std::stop_token& stop) :
        m_service(std::move(service)),
        m_login(login), m_patience(patience), m_stop(stop)
    {
    }

    Result<CameraOffer> offer();

private:
    using Answer = Result<std::unique_ptr<pugi::xml_document>>;

    void readClock();
    Result<std::string> mediaService();
    Result<std::string> addressOf(const std::string& media, const std::string& token);
    Result<CameraOffer> offerOf(const std::string& media, const pugi::xml_node& profiles);
    Answer ask(const std::string& address, const std::string& body, bool signedIn);
    Result<std::string> post(const std::string& address, const std::string& body);
    Error failureOf(int code, bool expired) const;
    std::string header() const;
    std::string sameHost(const std::string& address) const;

    std::string m_service;
    const std::optional<Login>& m_login;
    std::chrono::milliseconds m_patience;
    const std::stop_token& m_stop;
    std::chrono::system_clock::duration m_ahead{0}; ///< the camera's clock, of this machine's
};

Error OnvifCamera::failureOf(int code, bool expired) const
{
    const std::string camera = "The ONVIF service at '" + m_service + "' ";
    if (m_stop.stop_requested())
        return {ErrorCode::Cancelled, "Asking the camera was stopped.", {}, {}};
    if (expired || code == AVERROR(ETIMEDOUT))
        return {ErrorCode::Io,
                camera + "gave no answer for " + secondsText(m_patience) + ".",
                "Check that the camera is switched on and reachable.",
                {}};
    switch (code) {
    // A fault is answered with "bad request", and that of a wrong login is the usual one.
    case AVERROR_HTTP_BAD_REQUEST:
    case AVERROR_HTTP_UNAUTHORIZED:
    case AVERROR_HTTP_FORBIDDEN:
        return {ErrorCode::InvalidInput, camera + "refuses user and password.",
                m_login ? "Check what the credentials hold; many cameras have a user of its own for ONVIF."
                        : "Name its credentials: \"secret:NAME\", \"env:NAME\" or \"file:PATH\".",
                ffmpegText(code)};
    case AVERROR_HTTP_NOT_FOUND:
        return {ErrorCode::NotFound, camera + "is not there: the camera knows no such path.",
                "Check the address, and that ONVIF is switched on in the camera.", ffmpegText(code)};
    case AVERROR(ECONNREFUSED):
        return {ErrorCode::Io, camera + "refuses the connection.",
                "Check host and port, and that ONVIF is switched on in the camera.", ffmpegText(code)};
    case AVERROR_HTTP_SERVER_ERROR:
    case AVERROR_HTTP_OTHER_4XX:
        return {ErrorCode::Unsupported, camera + "has no answer to what it was asked.",
                "Take its stream's address from its manual.", ffmpegText(code)};
    default:
        return {ErrorCode::Io, camera + "cannot be asked.", "Check the address and the network.", ffmpegText(code)};
    }
}

Result<std::string> OnvifCamera::post(const std::string& address, const std::string& body)
{
    silenceFfmpeg();
    CallDeadline deadline(m_stop);
    deadline.expireIn(m_patience);
    const AVIOInterruptCB interrupt = deadline.interrupt();
    AVDictionary* options = nullptr;
    av_dict_set(&options, "protocol_whitelist", "http,https,tcp,tls", 0);
    av_dict_set(&options, "method", "POST", 0);
    // The proof of a password is for this camera alone, wherever it says that it has moved to.
    av_dict_set(&options, "max_redirects", "0", 0);
    av_dict_set(&options, "post_data", hex(body).c_str(), 0);
    av_dict_set(&options, "headers", "Content-Type: application/soap+xml; charset=utf-8\r\n", 0);
    AVIOContext* raw = nullptr;
    int code = avio_open2(&raw, address.c_str(), AVIO_FLAG_READ, &interrupt, &options);
    av_dict_free(&options);
    if (code < 0)
        return tl::unexpected(failureOf(code, deadline.isOver()));
    const std::unique_ptr<AVIOContext, CloseAvio> connection(raw);
    std::string answer;
    std::array<unsigned char, 8192> piece{};
    while ((code = avio_read_partial(connection.get(), piece.data(), static_cast<int>(piece.size()))) > 0
           && answer.size() < kLongestAnswer)
        answer.append(reinterpret_cast<const char*>(piece.data()), static_cast<std::size_t>(code));
    if (code < 0 && code != AVERROR_EOF)
        return tl::unexpected(failureOf(code, deadline.isOver()));
    return answer;
}

std::string OnvifCamera::header() const
{
    if (!m_login)
        return {};
    const std::string created = utcText(std::chrono::system_clock::now() + m_ahead);
    return "<s:Header>" + usernameToken(*m_login, randomBytes(), created) + "</s:Header>";
}

OnvifCamera::Answer OnvifCamera::ask(const std::string& address, const std::string& body, bool signedIn)
{
    const auto answer =
        post(address,
             R"(<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">)"
                 + (signedIn ? header() : std::string()) + "<s:Body>" + body + "</s:Body></s:Envelope>");
    if (!answer)
        return tl::unexpected(answer.error());
    auto document = std::make_unique<pugi::xml_document>();
    if (!document->load_buffer(answer->data(), answer->size()) || !soap::find(*document, "Envelope"))
        return fail(ErrorCode::Corrupt, "What answers at '" + m_service + "' does not speak ONVIF.",
                    "Check host, port and path.");
    if (soap::find(*document, "Fault"))
        return tl::unexpected(failureOf(AVERROR_HTTP_BAD_REQUEST, false));
    return document;
}

/// Digests are refused where the clocks differ; a camera tells its own to anybody.
void OnvifCamera::readClock()
{
    const auto answer =
        ask(m_service, R"(<GetSystemDateAndTime xmlns="http://www.onvif.org/ver10/device/wsdl"/>)", false);
    const pugi::xml_node utc = answer ? soap::find(**answer, "UTCDateTime") : pugi::xml_node();
    if (!utc)
        return;
    // As far as any clock goes, whatever a camera says.
    const auto number = [&](const char* name, int least, int most) {
        return std::clamp(soap::find(utc, name).text().as_int(), least, most);
    };
    std::tm time{};
    time.tm_year = number("Year", 1970, 2199) - 1900;
    time.tm_mon = number("Month", 1, 12) - 1;
    time.tm_mday = number("Day", 1, 31);
    time.tm_hour = number("Hour", 0, 23);
    time.tm_min = number("Minute", 0, 59);
    time.tm_sec = number("Second", 0, 60);
    if (const std::time_t seconds = timegm(&time); seconds > 0)
        m_ahead = std::chrono::system_clock::from_time_t(seconds) - std::chrono::system_clock::now();
}

/// A camera behind a router does not know its own address, and nothing is to be sent anywhere but to it.
std::string OnvifCamera::sameHost(const std::string& address) const
{
    const auto pathOf = [](const std::string& text) {
        return std::min(text.find('/', text.find("://") + 3), text.size());
    };
    return m_service.substr(0, pathOf(m_service)) + address.substr(pathOf(address));
}

Result<std::string> OnvifCamera::mediaService()
{
    const auto answer = ask(m_service,
                            R"(<GetCapabilities xmlns="http://www.onvif.org/ver10/device/wsdl">)"
                            "<Category>Media</Category></GetCapabilities>",
                            true);
    if (!answer)
        return tl::unexpected(answer.error());
    const std::string address = soap::textOf(soap::find(**answer, "Media"), "XAddr");
    if (address.find("://") == std::string::npos)
        return fail(ErrorCode::NotFound, "The camera at '" + m_service + "' offers no streams by ONVIF.",
                    "Take its stream's address from its manual.");
    return sameHost(address);
}

OfferedStream described(const pugi::xml_node& profile)
{
    OfferedStream stream;
    const pugi::xml_node encoder = soap::find(profile, "VideoEncoderConfiguration");
    const pugi::xml_node resolution = soap::find(encoder, "Resolution");
    stream.profile = soap::textOf(profile, "Name");
    stream.codec = soap::textOf(encoder, "Encoding");
    stream.width = soap::find(resolution, "Width").text().as_int();
    stream.height = soap::find(resolution, "Height").text().as_int();
    stream.framesPerSecond = soap::find(encoder, "FrameRateLimit").text().as_double();
    return stream;
}

/// True where a camera has no answer to one question, and may have one to the next; one that is gone has none.
bool isOfOneQuestion(const Error& error)
{
    return error.code == ErrorCode::InvalidInput || error.code == ErrorCode::Unsupported
        || error.code == ErrorCode::NotFound || error.code == ErrorCode::Corrupt;
}

Result<std::string> OnvifCamera::addressOf(const std::string& media, const std::string& token)
{
    const auto uri = ask(media,
                         R"(<GetStreamUri xmlns="http://www.onvif.org/ver10/media/wsdl"><StreamSetup>)"
                         R"(<Stream xmlns="http://www.onvif.org/ver10/schema">RTP-Unicast</Stream>)"
                         R"(<Transport xmlns="http://www.onvif.org/ver10/schema"><Protocol>RTSP</Protocol></Transport>)"
                         "</StreamSetup><ProfileToken>"
                             + soap::escaped(token) + "</ProfileToken></GetStreamUri>",
                         true);
    if (!uri)
        return tl::unexpected(uri.error());
    std::string address = withoutLogin(soap::textOf(**uri, "Uri"), m_login);
    // It is to be opened as it stands: nothing of this machine is named by it.
    if (const auto kind = liveKindOf(address); !kind || *kind != LiveKind::Rtsp)
        return fail(ErrorCode::NotFound, "The camera at '" + m_service + "' names no address.");
    return address;
}

/// One profile that a camera cannot tell of does not hide the others.
Result<CameraOffer> OnvifCamera::offerOf(const std::string& media, const pugi::xml_node& profiles)
{
    CameraOffer offer;
    std::optional<Error> refused;
    std::size_t asked = 0;
    for (const pugi::xml_node& profile : soap::findAll(profiles, "Profiles")) {
        const std::string token = profile.attribute("token").value();
        if (token.empty() || ++asked > kMostProfiles)
            continue;
        OfferedStream stream = described(profile);
        auto address = addressOf(media, token);
        if (address) {
            stream.address = std::move(*address);
            offer.streams.push_back(std::move(stream));
            continue;
        }
        if (m_stop.stop_requested())
            return tl::unexpected(address.error());
        offer.leftOut.push_back("Its profile '" + stream.profile
                                + "' is left out: the camera does not say where its stream is.");
        refused = refused.value_or(address.error());
        if (!isOfOneQuestion(address.error()))
            break;
    }
    if (offer.streams.empty() && refused)
        return tl::unexpected(*refused);
    return offer;
}

Result<CameraOffer> OnvifCamera::offer()
{
    if (m_login)
        readClock();
    const auto media = mediaService();
    if (!media)
        return tl::unexpected(media.error());
    const auto profiles = ask(*media, R"(<GetProfiles xmlns="http://www.onvif.org/ver10/media/wsdl"/>)", true);
    if (!profiles)
        return tl::unexpected(profiles.error());
    auto offer = offerOf(*media, **profiles);
    if (!offer)
        return offer;
    if (offer->streams.empty())
        return fail(ErrorCode::NotFound, "The camera at '" + m_service + "' offers no streams by ONVIF.",
                    "Take its stream's address from its manual.");
    std::stable_sort(offer->streams.begin(), offer->streams.end(),
                     [](const OfferedStream& left, const OfferedStream& right) {
                         return std::int64_t{left.width} * left.height > std::int64_t{right.width} * right.height;
                     });
    return offer;
}

} // namespace

std::string usernameToken(const Login& login, std::string_view nonce, const std::string& created)
{
    const std::string digest = base64(sha1(std::string(nonce) + created + login.password));
    return R"(<w:Security s:mustUnderstand="1" xmlns:w="http://docs.oasis-open.org/wss/2004/01/)"
           R"(oasis-200401-wss-wssecurity-secext-1.0.xsd"><w:UsernameToken><w:Username>)"
        + soap::escaped(login.user)
        + R"(</w:Username><w:Password Type="http://docs.oasis-open.org/wss/2004/01/)"
          R"(oasis-200401-wss-username-token-profile-1.0#PasswordDigest">)"
        + digest
        + R"(</w:Password><w:Nonce EncodingType="http://docs.oasis-open.org/wss/2004/01/)"
          R"(oasis-200401-wss-soap-message-security-1.0#Base64Binary">)"
        + base64(nonce)
        + R"(</w:Nonce><u:Created xmlns:u="http://docs.oasis-open.org/wss/2004/01/)"
          R"(oasis-200401-wss-wssecurity-utility-1.0.xsd">)"
        + created + "</u:Created></w:UsernameToken></w:Security>";
}

Result<CameraOffer> offeredStreams(const std::string& service, const std::optional<Login>& login,
                                   std::chrono::milliseconds patience, const std::stop_token& stop)
{
    // A password in it would stand in every message that names it.
    if (const auto kind = liveKindOf(service); !kind)
        return tl::unexpected(kind.error());
    if (!service.starts_with("http://") && !service.starts_with("https://"))
        return fail(ErrorCode::InvalidInput, "'" + service + "' is not the address of an ONVIF service.",
                    "Write http://HOST/onvif/device_service.");
    return OnvifCamera(service, login, patience, stop).offer();
}

} // namespace jackdaw::video
