// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/onnx/metadata.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a detector calls its classes.
namespace jackdaw::vision {

/// Without blanks and the quotes of either kind that are around it.
std::string_view unquoted(std::string_view text);

/// Names as exports write them: a list in brackets, `{0: 'person', 1: 'car'}`, or names separated by commas or lines.
/// Where they are numbered, those that are missing are empty.
std::vector<std::string> listedNames(std::string_view text);

/// What a detector's classes are called by one who should know.
struct NameList {
    std::vector<std::string> names;
    std::string where; ///< "the file 'a.names'"
};
/// Of the file `NAME.names` beside \p model, else all lists in the model's own \p metadata; none where nobody says it.
Result<std::vector<NameList>> nameLists(const std::filesystem::path& model, const onnx::Metadata& metadata);

/// "'car', 'bus' and others": a few of many.
std::string namesText(const std::vector<std::string>& names);

/// As cocoIndex(), whatever the spelling.
std::optional<std::uint32_t> cocoIndexOf(std::string_view name);

/// Numbers of class names, however these are spelled: COCO's 0..79, and behind them those that it lacks.
class ClassNumbers {
public:
    ClassNumbers();
    /// A name that is new gets the next number.
    std::uint32_t numberOf(std::string_view name);
    std::optional<std::uint32_t> find(std::string_view name) const;
    /// By number.
    const std::vector<std::string>& names() const { return m_names; }

private:
    std::vector<std::string> m_names;
    std::map<std::string, std::uint32_t> m_numbers; ///< by nameKey()
};

} // namespace jackdaw::vision
