// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/runtime/run_parts.h"

namespace jackdaw::runtime {

/// Students that the settings take over from an earlier session (firstStudentsFrom, newestStudentsFrom), into
/// RunParts::firstStudents; the learners must be there. InvalidInput names what does not fit, other errors the file.
Status loadEarlierStudents(RunParts& parts);

} // namespace jackdaw::runtime
