// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/report_file.h"

#include "engine/report/report.h"
#include "engine/session/session_file.h"

namespace jackdaw::window {

Result<std::string> reportPage(const std::filesystem::path& session)
{
    auto reader = session::SessionReader::open(session);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto made = report::makeReport(**reader);
    if (!made)
        return tl::unexpected(made.error());
    return report::reportHtml(*made, (*reader)->started().configurations);
}

} // namespace jackdaw::window
