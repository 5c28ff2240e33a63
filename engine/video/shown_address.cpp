// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/shown_address.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string_view>

namespace jackdaw::video {
namespace {

constexpr std::string_view kSeparator = "://";
constexpr std::string_view kPassword = "{password}";
constexpr std::string_view kUser = "{user}";
constexpr std::size_t kNowhere = std::string::npos;

/// Where what stands before the host begins.
std::size_t beginOf(std::string_view address)
{
    const std::size_t separator = address.find(kSeparator);
    return separator == kNowhere ? 0 : separator + kSeparator.size();
}

/// The first letter of the path, by the letter of the standard; a password may end the host earlier.
std::size_t pathOf(std::string_view address)
{
    return std::min(address.find_first_of("/?#", beginOf(address)), address.size());
}

bool isLetterOf(std::string_view text, std::size_t at, std::string_view letters)
{
    return at < text.size() && letters.find(text[at]) != kNowhere;
}

/// Where \p value ends in \p text that has it at \p at, each of its letters as it is or as %XX.
std::size_t endOf(std::string_view value, std::string_view text, std::size_t at)
{
    for (const char letter : value) {
        unsigned code = 0;
        const std::string_view digits = isLetterOf(text, at, "%") ? text.substr(at + 1, 2) : std::string_view();
        const char* const end = digits.data() + digits.size();
        const bool isCoded = digits.size() == 2 && std::from_chars(digits.data(), end, code, 16).ptr == end
            && static_cast<char>(code) == letter;
        if (!isCoded && (at >= text.size() || text[at] != letter))
            return kNowhere;
        at += isCoded ? 3 : 1;
    }
    return at;
}

/// A name in a query that a secret is given by, behind what parts it from others; where its value begins.
std::size_t secretIn(const std::string& address, std::size_t from)
{
    constexpr std::array<std::string_view, 8> kNames{"pwd",        "pass",  "passwd", "password",
                                                     "passphrase", "token", "secret", "loginpas"};
    for (std::size_t at = std::max(from, std::min(address.find('?'), address.size())); at < address.size(); ++at) {
        if (!isLetterOf(address, at, "?&;"))
            continue;
        for (const std::string_view name : kNames) {
            const bool isNamed = at + 1 + name.size() < address.size() && address[at + 1 + name.size()] == '='
                && std::equal(name.begin(), name.end(), address.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                              [](char left, unsigned char right) { return left == std::tolower(right); });
            if (isNamed && !isLetterOf(address, at + name.size() + 2, "{"))
                return at + name.size() + 2;
        }
    }
    return kNowhere;
}

/// The user and password that are known, before the host.
void dropKnown(std::string& address, const Login& login)
{
    const std::size_t begin = beginOf(address);
    std::size_t end = endOf(login.user, address, begin);
    if (isLetterOf(address, end, ":"))
        end = endOf(login.password, address, end + 1);
    if (isLetterOf(address, end, "@"))
        address.erase(begin, end + 1 - begin);
}

/// Behind the host, where one of \p before stands before it and something that ends a part behind it.
void replaceKnown(std::string& address, const std::string& value, std::string_view before, std::string_view with)
{
    for (std::size_t at = pathOf(address); !value.empty() && at < address.size(); ++at) {
        const std::size_t end = isLetterOf(address, at, before) ? endOf(value, address, at + 1) : kNowhere;
        if (end != kNowhere && (end == address.size() || isLetterOf(address, end, "&;_/?#:@")))
            address.replace(at + 1, end - at - 1, with);
    }
}

/// A host, perhaps with its port, and no user with the beginning of a password.
bool isHost(std::string_view text)
{
    const std::size_t colon = text.find(':', text.starts_with('[') ? std::min(text.find(']'), text.size()) : 0);
    if (colon == kNowhere)
        return true;
    const std::string_view host = text.substr(0, colon);
    const std::string_view port = text.substr(colon + 1);
    return (host.find_first_of(".]") != kNowhere || host == "localhost")
        && std::all_of(port.begin(), port.end(), [](unsigned char letter) { return std::isdigit(letter) != 0; });
}

/// Whatever stands before the host: a password may hold anything, also what ends the host. What follows a host is the
/// path's.
void dropAny(std::string& address)
{
    const std::size_t begin = beginOf(address);
    const std::size_t path = pathOf(address);
    const std::size_t last = address.rfind('@');
    if (last == kNowhere || last <= begin)
        return; // an "@" right after "://" is that of a multicast group
    const std::string_view first = std::string_view(address).substr(begin, path - begin);
    if (last < path || first.find('@') != kNowhere || !isHost(first)) {
        address.erase(begin, last + 1 - begin);
        return;
    }
    for (std::size_t at = address.find('@', path); at != kNowhere; at = address.find('@', at))
        address.replace(at, 1, "%40");
}

} // namespace

bool carriesLogin(const std::string& address)
{
    std::size_t at = address.find('@');
    if (at != kNowhere && at == beginOf(address))
        at = address.find('@', at + 1);
    return at != kNowhere || secretIn(address, 0) != kNowhere;
}

bool isBareLogin(const std::string& source)
{
    const std::size_t colon = source.find(':');
    return colon < source.find('/') && colon < source.rfind('@') && source.rfind('@') != kNowhere
        && source.substr(0, colon) != "file";
}

std::string withoutLogin(const std::string& address, const std::optional<Login>& login)
{
    std::string shown = address;
    if (login) {
        dropKnown(shown, *login);
        replaceKnown(shown, login->password, "=/_:", kPassword);
        replaceKnown(shown, login->user, "=", kUser);
    }
    dropAny(shown);
    for (std::size_t at = secretIn(shown, 0); at != kNowhere; at = secretIn(shown, at))
        shown.replace(at, std::min(shown.find_first_of("&;#", at), shown.size()) - at, kPassword);
    return shown;
}

} // namespace jackdaw::video
