// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <memory>
#include <string>

namespace jackdaw::outlets {

/// Where a page is served: "9464" is that port for this machine alone, "ADDRESS:9464" (an IPv4 address, or an IPv6 one
/// in brackets) another of the machine's addresses, "0.0.0.0:9464" all of them.
struct PageAddress {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0; ///< 0: any that is free
};
/// InvalidInput where \p text is nothing of that kind.
Result<PageAddress> parsePageAddress(const std::string& text);

/// Serves one page of text over HTTP, on a thread of its own that touches nothing but that text: whoever asks for it,
/// however slowly or wrongly, holds up nobody else. At most 16 connections, each for 5 seconds.
class HttpPage {
public:
    /// \p path: "/metrics". Others are answered with 404, other methods than GET and HEAD with 405. Io where the
    /// address cannot be listened at, with the reason.
    static Result<std::unique_ptr<HttpPage>> open(const PageAddress& address, std::string path,
                                                  std::string contentType);
    ~HttpPage();
    HttpPage(const HttpPage&) = delete;
    HttpPage& operator=(const HttpPage&) = delete;

    /// From now on this is the page. Before the first one it is empty.
    void publish(std::string text);
    std::uint16_t port() const;

private:
    class Impl;
    explicit HttpPage(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// The library that serves, with its version, in words.
std::string httpLibrary();

} // namespace jackdaw::outlets
