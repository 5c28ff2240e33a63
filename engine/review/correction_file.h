// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/review.h"
#include "engine/base/result.h"
#include "engine/session/session_file.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::review {

/// Version of the file of corrections that this program writes.
inline constexpr int kCorrectionVersion = 1;

/// What tells a session from all others: a hash of its beginning, 32 hexadecimal digits. It does not change as the
/// session grows, and a copy of the file has the same. Two runs of the same seed in device time are one and the same.
Result<std::string> sessionIdentity(session::SessionReader& reader);

/// What people say of a session's frames, in SESSION.corrections.json beside it. The session itself is not touched.
///
/// A file that is broken, of a newer version or of another session is refused when it is opened, and so is never
/// overwritten; nor is one that somebody else has changed since.
class CorrectionFile {
public:
    static std::filesystem::path placeFor(const std::filesystem::path& session);

    /// What lies beside \p session; no file is no fault. \p identity is the session's, \p classes are its classes.
    static Result<CorrectionFile> open(const std::filesystem::path& session, std::string identity,
                                       std::vector<std::string> classes);
    /// The same for a session that is read.
    static Result<CorrectionFile> open(const std::filesystem::path& session, session::SessionReader& reader);

    const Corrections& corrections() const { return m_corrections; }
    const std::filesystem::path& path() const { return m_path; }
    /// \p correction of the frame from now on, or none. Known here also where it cannot be written.
    Status keep(const FrameKey& frame, const std::optional<Correction>& correction);

private:
    /// As the file was when it was read or written last.
    struct Stamp {
        std::filesystem::file_time_type time;
        std::uintmax_t bytes = 0;
        bool operator==(const Stamp&) const = default;
    };
    CorrectionFile(std::filesystem::path path, std::string identity, std::vector<std::string> classes);
    std::optional<Stamp> stamp() const;
    Status read();
    Status write();

    std::filesystem::path m_path;
    std::string m_identity;
    std::vector<std::string> m_classes;
    Corrections m_corrections;
    std::map<FrameKey, std::string> m_lines; ///< of the file, one for each of them
    std::optional<Stamp> m_stamp; ///< none: there was no file
};

} // namespace jackdaw::review
