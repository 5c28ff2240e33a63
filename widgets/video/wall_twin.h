// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"
#include "widgets/shell/view_export.h"

#include <QCoreApplication>

namespace jackdaw::widgets {

/// What stands on the tiles of a wall, as a table.
class WallTwin {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::WallTwin)

public:
    static TableTwin of(const SessionState& state);
};

} // namespace jackdaw::widgets
