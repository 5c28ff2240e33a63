// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/growing_file.h"

#include "engine/session/fold_session.h"
#include "engine/session/write_lock.h"

namespace jackdaw::session {

Result<GrowingFile> GrowingFile::open(const std::filesystem::path& file)
{
    GrowingFile opened(file);
    const Status looked = opened.look();
    return looked ? Result<GrowingFile>(std::move(opened)) : tl::unexpected(looked.error());
}

/// Before its first event a session is anything from no file to one without tables.
Status GrowingFile::openReader()
{
    const bool held = WriteLock::isHeld(m_file);
    auto opened = SessionReader::open(m_file);
    if (opened)
        m_reader = *std::move(opened);
    const bool notBegun = !opened && held && opened.error().code != ErrorCode::Unsupported;
    return opened || notBegun ? Status() : tl::unexpected(opened.error());
}

Status GrowingFile::look()
{
    if (!m_reader)
        if (Status opened = openReader(); !opened || !m_reader)
            return opened;
    const bool held = WriteLock::isHeld(m_file);
    m_toFold = m_toFold || held;
    // In this order: what says that the session is closed was written after all that is counted next.
    auto ending = m_reader->ending();
    if (!ending)
        return tl::unexpected(ending.error());
    m_extent.ending = *std::move(ending);
    m_extent.events = m_reader->eventCount();
    m_extent.duration = m_reader->duration();
    if (m_toFold && !held && m_extent.ending.state == SessionEnding::State::Closed)
        fold();
    return {};
}

void GrowingFile::fold()
{
    m_toFold = false;
    m_reader.reset();
    foldSession(m_file);
    static_cast<void>(openReader()); // what is wrong with it is said when it is read next
}

} // namespace jackdaw::session
