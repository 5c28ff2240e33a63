// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/complaints.h"

#include "engine/video/ffmpeg_handles.h"

#include <array>
#include <cstdio>
#include <string_view>
#include <utility>

namespace jackdaw::video {
namespace {

thread_local Complaints* listening = nullptr;

/// Said where decoding begins at a key picture that others before it follow, and nothing is wrong with the picture.
bool isHarmless(const char* format)
{
    return std::string_view(format).starts_with("mmco:");
}

} // namespace

Complaints::Complaints() : m_before(std::exchange(listening, this))
{
}

Complaints::~Complaints()
{
    listening = m_before;
}

void Complaints::hear(void*, int level, const char* format, std::va_list values)
{
    if (!listening || level > AV_LOG_ERROR || isHarmless(format))
        return;
    if (listening->m_count++ > 0)
        return;
    std::array<char, 200> text{};
    std::vsnprintf(text.data(), text.size(), format, values);
    listening->m_first = text.data();
    while (!listening->m_first.empty() && (listening->m_first.back() == '\n' || listening->m_first.back() == '.'))
        listening->m_first.pop_back();
}

void silenceFfmpeg()
{
    static std::once_flag once;
    std::call_once(once, [] { av_log_set_callback(&Complaints::hear); });
}

} // namespace jackdaw::video
