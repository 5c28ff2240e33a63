// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace jackdaw::widgets {

/// Where the guide speaks of \p control: of the innermost panel, page or dialog around it that the guide knows. The
/// index where it knows none; null is allowed.
QString guideTopicOf(const QWidget* control);

} // namespace jackdaw::widgets
