// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/compare/comparison_values.h"
#include "widgets/shell/value_table_model.h"

#include <QCoreApplication>

namespace jackdaw::widgets {

/// The figures of a comparison as tables, written as `jackdaw-cli compare` writes them: points, with one digit and the
/// interval. What a file gets is the whole number.
class ComparisonTables {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::ComparisonTables)

public:
    /// A row per side.
    static std::vector<ValueColumn> figureColumns();
    static std::vector<ValueTableModel::Row> figures(const Comparison& comparison);
    /// A row per window, with each side's accuracy and its gain.
    static std::vector<ValueColumn> windowColumns(const Comparison& comparison);
    static std::vector<ValueTableModel::Row> windows(const Comparison& comparison);
    /// A row per camera, with each side's mean and gain and the window in which sides differ most.
    static std::vector<ValueColumn> cameraColumns(const Comparison& comparison);
    static std::vector<ValueTableModel::Row> cameras(const Comparison& comparison);

    /// "1 thief": a side's number, which stands at its lines, and its name.
    static QString sideName(const Comparison& comparison, std::size_t side);
    /// "81.2", "81.2 (79.0 to 83.1)", "+1.4"; "–" for none.
    static QString points(const std::optional<double>& value);
    static QString points(const std::optional<SideFigure>& value);
    static QString gain(const std::optional<double>& value);
    static QString gain(const std::optional<SideFigure>& value);
    /// "more by 1.4" where all of its interval says so, "less by …", else "no clear difference".
    static QString verdict(const std::optional<SideFigure>& gain);
};

} // namespace jackdaw::widgets
