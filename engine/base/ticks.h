// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace jackdaw {

/// A step that gives at most \p most intervals over \p span: 1, 2 or 5 times a power of ten. 1 where there is no span.
double tickStep(double span, int most);
/// The same for seconds: above one second a round number of seconds, minutes or hours, 2 s to a day.
double timeTickStep(double span, int most);

} // namespace jackdaw
