// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/comparison_job.h"

namespace jackdaw::widgets {

ComparisonJob::~ComparisonJob() = default;

} // namespace jackdaw::widgets
