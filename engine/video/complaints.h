// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdarg>
#include <string>

namespace jackdaw::video {

/// What FFmpeg's log says on the calling thread while this stands: with some damage (broken side information, missing
/// references, an element that the file's end cuts) that is all it says. Others that stand already hear nothing
/// meanwhile. Needs silenceFfmpeg(), and decoders without threads of their own.
class Complaints {
public:
    Complaints();
    ~Complaints();
    Complaints(const Complaints&) = delete;
    Complaints& operator=(const Complaints&) = delete;

    bool any() const { return m_count > 0; }
    /// The first one, in FFmpeg's words.
    const std::string& first() const { return m_first; }

    /// FFmpeg's log callback.
    static void hear(void* source, int level, const char* format, std::va_list values);

private:
    Complaints* m_before;
    int m_count = 0;
    std::string m_first;
};

} // namespace jackdaw::video
