// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace jackdaw::scheduling {

/// \p value by a printf format with one number.
std::string numberInWords(const char* format, double value);
/// E.g. "61.3 %".
std::string percentInWords(double accuracy);
/// E.g. "0.20 GPU".
std::string gpusInWords(double share);

} // namespace jackdaw::scheduling
