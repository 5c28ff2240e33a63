// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/statistics.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Charts as SVG.
namespace jackdaw::report {

struct ChartPoint {
    double x = 0.0;
    double y = 0.0;
    std::optional<Interval> interval{}; ///< 95 %, of y
    bool hollow = false; ///< its dot is a ring
    std::string note{}; ///< told where the pointer rests on it
    bool apart = false; ///< no line joins it to the point before: nothing is known in between
};

struct ChartSeries {
    std::string name;
    bool published = false; ///< taken from elsewhere: drawn dashed or pale; shares the colour of the series of its name
    std::vector<ChartPoint> points;
    bool summary = false; ///< of the other series: a strong line without dots
};

enum class ChartKind {
    Lines, ///< points joined by lines
    Steps, ///< a value holds until the next point
    Bars, ///< one bar per point and series side by side, x is the bars' middle or their category
    Stacked, ///< the series' bars of one x stand on each other
};

struct Chart {
    std::string title;
    std::string xLabel;
    std::string yLabel;
    ChartKind kind = ChartKind::Lines;
    std::vector<std::string> categories; ///< names of x = 0, 1, …; empty where x is a number
    std::vector<ChartSeries> series;
    std::vector<std::string> notes; ///< sentences below the chart
    std::string yUnit; ///< behind the numbers of the y axis, e.g. " %"
    std::optional<double> yTop; ///< the y axis runs from 0 to here; otherwise it follows the values
};

/// A document of its own, with title, axes, legend and notes.
std::string svgDocument(const Chart& chart);
/// An element of an HTML page, axes and series alone. Colours are the page's CSS variables --s0 to --s7, --ink,
/// --muted,
/// --grid and --page.
std::string svgElement(const Chart& chart);
/// The legend that belongs to svgElement(), with \p more as its last entry.
std::string htmlLegend(const Chart& chart, std::string_view more = {});

/// \p text with the characters that mean something in HTML and XML replaced.
std::string escaped(std::string_view text);

} // namespace jackdaw::report
