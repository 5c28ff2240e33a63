// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/session/session_file.h"

#include <string>

namespace jackdaw::cli {

/// The camera of \p session, whose name is said in errors, that is called \p name; as it was announced last. NotFound
/// lists those that there are.
Result<CameraAdded> findCamera(session::SessionReader& reader, const std::string& session, const std::string& name);

} // namespace jackdaw::cli
