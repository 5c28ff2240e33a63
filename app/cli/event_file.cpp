// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/event_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

namespace jackdaw::cli {
namespace {

constexpr std::size_t kPage = 4096; ///< bytes

tl::unexpected<Error> failed(const std::filesystem::path& file, const char* what)
{
    return fail(ErrorCode::Io, "Cannot " + std::string(what) + " " + file.string() + ": " + std::strerror(errno) + ".",
                "Name a file that can be written for --events.");
}

/// The event that a line is about; none where it is no line of ours.
std::optional<std::uint64_t> sequenceOf(const std::string& line)
{
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object() || !json.contains("sequence") || !json["sequence"].is_number_unsigned())
        return std::nullopt;
    return json["sequence"].get<std::uint64_t>();
}

/// The system takes a page over as a whole, also from a program that is being killed: a line that would lie on two of
/// them begins on the second one, with blanks before it, which mean nothing in JSON.
std::string onOnePage(const std::string& line, std::uint64_t offset)
{
    const std::size_t left = kPage - offset % kPage;
    return line.size() <= left || line.size() > kPage ? line : std::string(left, ' ') + line;
}

/// Which of this program's own outputs \p file is, also under another name; -1 for none. Opened twice, a file would be
/// written over.
int ownOutput(const std::filesystem::path& file)
{
    if (file == "-")
        return STDOUT_FILENO;
    struct stat named { };
    if (::stat(file.c_str(), &named) != 0)
        return -1;
    for (const int output : {STDOUT_FILENO, STDERR_FILENO}) {
        struct stat status { };
        if (::fstat(output, &status) == 0 && named.st_dev == status.st_dev && named.st_ino == status.st_ino
            && named.st_rdev == status.st_rdev)
            return output;
    }
    return -1;
}

/// Opened for writing, a pipe waits until somebody reads it; a run that seems to hang says so.
int openForLines(const std::filesystem::path& file)
{
    constexpr int kFlags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC;
    const int descriptor = ::open(file.c_str(), kFlags | O_NONBLOCK, 0666);
    if (descriptor >= 0) {
        ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) & ~O_NONBLOCK);
        return descriptor;
    }
    if (errno != ENXIO)
        return descriptor;
    std::cerr << "jackdaw-cli: The run begins as soon as something reads the pipe " << file.string()
              << " of --events.\n";
    return ::open(file.c_str(), kFlags, 0666);
}

} // namespace

EventFile::EventFile(std::filesystem::path file, int descriptor) : m_file(std::move(file)), m_descriptor(descriptor)
{
}

EventFile::~EventFile()
{
    ::close(m_descriptor);
}

Result<std::unique_ptr<EventFile>> EventFile::open(const std::filesystem::path& file, Content content)
{
    const int own = ownOutput(file);
    const bool isShared = own >= 0;
    const int descriptor = isShared ? ::fcntl(own, F_DUPFD_CLOEXEC, 0) : openForLines(file);
    if (descriptor < 0)
        return failed(file, "open");
    auto opened = std::unique_ptr<EventFile>(new EventFile(file, descriptor));
    struct stat status { };
    if (::fstat(descriptor, &status) != 0)
        return failed(file, "look at");
    opened->m_isFile = S_ISREG(status.st_mode) && !isShared;
    opened->m_size = opened->m_isFile ? static_cast<std::uint64_t>(status.st_size) : 0;
    if (opened->m_size == 0)
        return opened;
    if (content == Content::New)
        return fail(ErrorCode::InvalidInput, "The file " + file.string() + " is already there.",
                    "Name another one for --events, or remove it.");
    if (const Status found = opened->findEnd(); !found)
        return tl::unexpected(found.error());
    return opened;
}

/// Cuts off what is no whole line, and finds out which event the last line is of.
Status EventFile::findEnd()
{
    std::ifstream in(m_file, std::ios::binary);
    std::uint64_t end = 0;
    std::string line;
    while (std::getline(in, line) && !in.eof()) {
        const auto sequence = sequenceOf(line);
        if (!sequence)
            return fail(ErrorCode::InvalidInput,
                        m_file.string() + " holds something else than lines of a session, at byte "
                            + std::to_string(end) + ".",
                        "Name the file that was written with this session, or another one, for --events.");
        m_toldOfIt = m_lastTold == sequence ? m_toldOfIt + 1 : 1;
        m_lastTold = sequence;
        end += line.size() + 1;
    }
    if (end < m_size && ::ftruncate(m_descriptor, static_cast<off_t>(end)) != 0)
        return failed(m_file, "shorten");
    m_size = end;
    return {};
}

Status EventFile::tell(const Event& event)
{
    const std::vector<std::string> lines = m_lines.json(event);
    const bool isLast = m_lastTold == event.sequence;
    const bool isTold = m_lastTold && event.sequence < *m_lastTold;
    const std::size_t from = isTold ? lines.size() : isLast ? std::min(m_toldOfIt, lines.size()) : 0;
    for (std::size_t i = from; i < lines.size(); ++i)
        if (Status written = write(lines[i] + '\n'); !written)
            return written;
    return {};
}

Status EventFile::write(const std::string& line)
{
    const std::string text = m_isFile ? onOnePage(line, m_size) : line;
    for (std::size_t done = 0; done < text.size();) {
        const ssize_t count = ::write(m_descriptor, text.data() + done, text.size() - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failed(m_file, "write to");
        done += static_cast<std::size_t>(count);
    }
    m_size += text.size();
    return {};
}

} // namespace jackdaw::cli
