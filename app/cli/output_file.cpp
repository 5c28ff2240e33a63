// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output_file.h"

#include <algorithm>

namespace jackdaw::cli {

Status checkOutput(const std::filesystem::path& output, const std::vector<std::string>& inputs)
{
    const bool isInput = std::any_of(inputs.begin(), inputs.end(), [&](const std::string& input) {
        std::error_code ignored;
        return std::filesystem::equivalent(output, input, ignored);
    });
    if (!isInput)
        return {};
    return fail(ErrorCode::InvalidInput, "The output " + output.string() + " is what is read: it would be overwritten.",
                "Name another file.");
}

Status checkFree(const std::filesystem::path& output)
{
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(output, ignored)) // devices and pipes are written to
        return {};
    return fail(ErrorCode::InvalidInput, "The file " + output.string() + " is already there.",
                "Name another one, or remove it.");
}

} // namespace jackdaw::cli
