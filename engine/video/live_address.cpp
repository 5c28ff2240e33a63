// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/live_address.h"

#include "engine/secrets/secret_store.h"
#include "engine/video/camera_feed.h"
#include "engine/video/shown_address.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <string_view>

namespace jackdaw::video {
namespace {

constexpr std::string_view kSeparator = "://";
constexpr std::array<std::string_view, 2> kRtsp{"rtsp", "rtsps"};
constexpr std::array<std::string_view, 7> kNetwork{"http", "https", "rtmp", "rtmps", "udp", "tcp", "srt"};

bool isDevice(const std::string& source)
{
    return source.starts_with("/dev/");
}

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

/// Before the first colon.
std::string schemeOf(const std::string& source)
{
    return lowered(source.substr(0, source.find(':')));
}

bool isKnownScheme(const std::string& scheme)
{
    return std::find(kRtsp.begin(), kRtsp.end(), scheme) != kRtsp.end()
        || std::find(kNetwork.begin(), kNetwork.end(), scheme) != kNetwork.end();
}

/// The name of an environment variable, and nothing that somebody wrote in its place.
bool isVariableName(std::string_view name)
{
    return !name.empty() && std::isdigit(static_cast<unsigned char>(name.front())) == 0
        && std::all_of(name.begin(), name.end(),
                       [](unsigned char letter) { return std::isalnum(letter) != 0 || letter == '_'; });
}

void replaceAll(std::string& text, std::string_view what, const std::string& with)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

constexpr std::string_view kVariable = "env:";
constexpr std::string_view kFile = "file:";
constexpr std::string_view kSecret = "secret:";

/// From a place that checkCredentials() takes.
Result<std::string> readCredentials(const std::string& place)
{
    if (place.starts_with(kVariable)) {
        const std::string name = place.substr(kVariable.size());
        if (const char* value = std::getenv(name.c_str()))
            return std::string(value);
        return fail(ErrorCode::NotFound, "The environment variable " + name + " with user and password is not set.",
                    "Set it to USER:PASSWORD before Jackdaw is started.");
    }
    if (place.starts_with(kSecret))
        return secrets::SecretStore().read(place.substr(kSecret.size()));
    const std::string path = place.substr(kFile.size());
    std::ifstream file(path);
    std::string line;
    if (!std::getline(file, line))
        return fail(ErrorCode::NotFound, "The file '" + path + "' with user and password cannot be read.",
                    "Write USER:PASSWORD into it, readable for its owner alone.");
    return line;
}

} // namespace

bool isLive(const std::string& source)
{
    const bool address = source.find(kSeparator) != std::string::npos && schemeOf(source) != "file";
    const bool almost = source.find(':') != std::string::npos && isKnownScheme(schemeOf(source));
    return isDevice(source) || address || almost || isBareLogin(source);
}

Status checkAddress(const std::string& source)
{
    const auto kind = liveKindOf(source);
    return kind ? Status{} : tl::unexpected(kind.error());
}

Result<LiveKind> liveKindOf(const std::string& source)
{
    if (isDevice(source))
        return LiveKind::Device;
    // Before anything of it is repeated.
    if (carriesLogin(source))
        return fail(
            ErrorCode::InvalidInput, "A camera's address carries a user or a password, which would be recorded.",
            "Leave them out (or write {user} and {password} in their places), and name where they are by "
            "\"credentials\": \"secret:NAME\", \"env:NAME\" or \"file:PATH\"; an @ in a path is written as %40.");
    const std::string scheme = schemeOf(source);
    if (!isKnownScheme(scheme))
        return fail(
            ErrorCode::Unsupported, "Addresses that begin with '" + scheme + "://' are not known.",
            "Give an address of rtsp, rtsps, http, https, rtmp, rtmps, udp, tcp or srt, a capture device such as "
            "/dev/video0, or a file.");
    if (source.find(kSeparator) != scheme.size())
        return fail(ErrorCode::InvalidInput, "A camera's address has no \"//\" after '" + scheme + ":'.",
                    "Write " + scheme + "://HOST/PATH.");
    return scheme.starts_with("rtsp") ? LiveKind::Rtsp : LiveKind::Network;
}

std::string percentEncoded(std::string_view text)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string encoded;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (std::isalnum(byte) != 0 || letter == '-' || letter == '_' || letter == '.' || letter == '~')
            encoded += letter;
        else
            (encoded += '%').append({kDigits[byte >> 4U], kDigits[byte & 15U]});
    }
    return encoded;
}

Status checkCredentials(const std::string& credentials)
{
    const std::string_view text = credentials;
    const std::string_view path = text.starts_with(kFile) ? text.substr(kFile.size()) : std::string_view();
    // What is no whole path and has a colon in it is more likely somebody's login.
    const bool isFile = !path.empty() && (path.front() == '/' || path.find(':') == std::string_view::npos);
    const bool isVariable = text.starts_with(kVariable) && isVariableName(text.substr(kVariable.size()));
    const bool isSecret = text.starts_with(kSecret) && secrets::isEntryName(text.substr(kSecret.size()));
    if (credentials.empty() || isFile || isVariable || isSecret)
        return {};
    return fail(ErrorCode::InvalidInput, "Credentials are named by \"secret:NAME\", \"env:NAME\" or \"file:PATH\".",
                "Name the secret store's entry, the variable or the file that holds USER:PASSWORD, not what it holds.");
}

Result<Login> readLogin(const std::string& credentials)
{
    if (const auto named = checkCredentials(credentials); !named)
        return tl::unexpected(named.error());
    const auto known = readCredentials(credentials);
    if (!known)
        return tl::unexpected(known.error());
    const std::size_t colon = known->find(':');
    if (colon == std::string::npos)
        return fail(ErrorCode::InvalidInput, "What " + credentials + " holds is not USER:PASSWORD.");
    return Login{known->substr(0, colon), known->substr(colon + 1)};
}

Result<std::optional<Login>> loginOf(const std::string& credentials)
{
    if (credentials.empty())
        return std::optional<Login>();
    auto login = readLogin(credentials);
    if (!login)
        return tl::unexpected(login.error());
    return std::optional(std::move(*login));
}

std::string withLogin(const std::string& address, const std::optional<Login>& login)
{
    if (isDevice(address))
        return address;
    // FFmpeg knows schemes in small letters alone.
    const std::size_t host = address.find(kSeparator) + kSeparator.size();
    const std::string scheme = lowered(address.substr(0, host));
    std::string rest = address.substr(host);
    if (!login)
        return scheme + rest;
    const std::string user = percentEncoded(login->user);
    const std::string password = percentEncoded(login->password);
    const bool isPlaced = rest.find("{password}") != std::string::npos;
    replaceAll(rest, "{user}", user);
    replaceAll(rest, "{password}", password);
    return scheme + (isPlaced ? std::string() : user + ':' + password + '@') + rest;
}

} // namespace jackdaw::video
