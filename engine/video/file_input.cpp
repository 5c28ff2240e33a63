// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/file_input.h"

#include "engine/video/movie_boxes.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <new>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace jackdaw::video {
namespace {

constexpr int kBufferBytes = 1 << 16;
/// How long a stop may take that comes while a pipe is silent.
constexpr int kWaitMilliseconds = 50;

} // namespace

Result<std::unique_ptr<FileInput>> FileInput::open(const std::string& path, std::shared_ptr<ReadWatch> watch)
{
    std::error_code error;
    const bool isPipe = std::filesystem::is_fifo(path, error);
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | (isPipe ? O_NONBLOCK : 0));
    if (descriptor < 0) {
        const int code = errno;
        return fail(ErrorCode::Io, "The video file '" + path + "' cannot be read.", "Check its permissions.",
                    std::generic_category().message(code));
    }
    return std::unique_ptr<FileInput>(new FileInput(descriptor, isPipe, std::move(watch)));
}

FileInput::FileInput(int descriptor, bool isPipe, std::shared_ptr<ReadWatch> watch) :
    m_descriptor(descriptor), m_isPipe(isPipe), m_watch(std::move(watch))
{
    const auto read = [](void* self, std::uint8_t* buffer, int size) {
        return static_cast<FileInput*>(self)->read(buffer, size);
    };
    const auto seek = [](void* self, std::int64_t offset, int whence) {
        return static_cast<FileInput*>(self)->seek(offset, whence);
    };
    auto* buffer = static_cast<unsigned char*>(av_malloc(kBufferBytes));
    m_context = avio_alloc_context(buffer, kBufferBytes, 0, this, read, nullptr,
                                   isPipe ? nullptr : static_cast<std::int64_t (*)(void*, std::int64_t, int)>(seek));
    if (!m_context) {
        av_free(buffer);
        close(m_descriptor);
        throw std::bad_alloc();
    }
    if (!isPipe)
        lookForJoined();
}

void FileInput::lookForJoined()
{
    const std::int64_t bytes = end();
    m_joined = bytes - joinedMovieAt(m_descriptor, bytes).value_or(bytes);
}

FileInput::~FileInput()
{
    av_freep(&m_context->buffer);
    avio_context_free(&m_context);
    close(m_descriptor);
}

AVIOInterruptCB FileInput::interrupt() const
{
    const auto isStopped = [](void* watch) { return static_cast<ReadWatch*>(watch)->stop.stop_requested() ? 1 : 0; };
    return {isStopped, m_watch.get()};
}

int FileInput::read(std::uint8_t* buffer, int size)
{
    while (!m_watch->stop.stop_requested()) {
        if (!waitForData())
            continue;
        std::int64_t most = size;
        if (m_joined > 0)
            most = std::clamp<std::int64_t>(end() - ::lseek(m_descriptor, 0, SEEK_CUR), 0, size);
        const ssize_t count = ::read(m_descriptor, buffer, static_cast<std::size_t>(most));
        if (count < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        ++m_watch->reads;
        if (count < 0)
            return AVERROR(errno);
        return count == 0 ? AVERROR_EOF : static_cast<int>(count);
    }
    return AVERROR_EXIT;
}

/// A pipe that nobody has opened for writing yet gives no event, one that its writer has left gives one.
bool FileInput::waitForData() const
{
    if (!m_isPipe)
        return true;
    pollfd wanted{m_descriptor, POLLIN, 0};
    return ::poll(&wanted, 1, kWaitMilliseconds) > 0;
}

/// A file that is still written grows.
std::int64_t FileInput::end() const
{
    const off_t here = ::lseek(m_descriptor, 0, SEEK_CUR);
    const off_t end = ::lseek(m_descriptor, 0, SEEK_END);
    ::lseek(m_descriptor, here, SEEK_SET);
    return end < 0 ? AVERROR(errno) : end - m_joined;
}

bool FileInput::endsInFragment() const
{
    return !m_isPipe && video::endsInFragment(m_descriptor, end());
}

std::int64_t FileInput::seek(std::int64_t offset, int whence) const
{
    if (whence == AVSEEK_SIZE)
        return end();
    const off_t reached = lseek(m_descriptor, offset, whence & ~AVSEEK_FORCE);
    return reached < 0 ? AVERROR(errno) : reached;
}

} // namespace jackdaw::video
