// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jackdaw::vision {

inline constexpr std::size_t kCocoClasses = 80;

/// Index of a class of the COCO data set, 0..79. Older names are known too, e.g. "motorbike".
std::optional<int> cocoIndex(std::string_view name);

/// The name of class 0..79.
std::string_view cocoName(std::size_t index);

/// The usual spelling of a class name: "motorbike" and "motorcycle" are one class.
std::string_view canonicalName(std::string_view name);

/// The number 1..90 that the data set itself gives a class; ten numbers were never given away.
std::uint32_t cocoCategory(std::uint32_t coco);

/// The name of the class with such a number; "category 91" where there is none.
std::string cocoNameOfCategory(std::int64_t category);

/// Detectors waver between car, bus and truck for one and the same object: the three have one kind, which competes for
/// it. Every other class is a kind of its own. \p coco is a COCO index.
std::uint32_t kindOf(std::uint32_t coco);

} // namespace jackdaw::vision
