// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace jackdaw::widgets {

/// A button that tries something, and beside it what came of that, as it stands and to be copied.
QHBoxLayout* makeTrialRow(QPushButton* test, QLabel* facts);

} // namespace jackdaw::widgets
