// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/report/chart.h"

#include "engine/base/ticks.h"
#include "engine/report/report_format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <map>
#include <sstream>

namespace jackdaw::report {
namespace {

constexpr std::size_t kColours = 8;
constexpr double kLineHeight = 17.0;
constexpr std::size_t kNoteColumns = 135;
constexpr double kWidestStack = 48.0;
/// Categories have a name each up to here; with more, some names are left out.
constexpr std::size_t kMostNames = 20;

/// Where the plot lies, and its colours.
struct Style {
    double width;
    double left;
    double top;
    double plotWidth;
    double plotHeight;
    std::array<const char*, kColours> colours;
    const char* ink;
    const char* text;
    const char* grid;
    const char* page;

    double bottom() const { return top + plotHeight; }
    double right() const { return left + plotWidth; }
};

/// Okabe and Ito's colours, which colour-blind readers can tell apart.
constexpr Style kDocument{
    900,       70,        48,
    560,       340,       {"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#8c6d1f", "#000000"},
    "#333333", "#000000", "#dddddd",
    "#ffffff"};

constexpr Style kElement{
    760,
    48,
    14,
    696,
    226,
    {"var(--s0)", "var(--s1)", "var(--s2)", "var(--s3)", "var(--s4)", "var(--s5)", "var(--s6)", "var(--s7)"},
    "var(--ink)",
    "var(--muted)",
    "var(--grid)",
    "var(--page)"};

std::string attribute(std::string_view name, double value)
{
    return ' ' + std::string(name) + "=\"" + fixed(value, 1) + '"';
}

std::string attribute(std::string_view name, std::string_view value)
{
    return ' ' + std::string(name) + "=\"" + std::string(value) + '"';
}

std::string tickText(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.4g", value);
    return text.data();
}

struct Axis {
    double low = 0.0;
    double high = 1.0;
    std::vector<double> ticks;
};

/// Ends at round positions, about \p count of them.
Axis axisOver(double low, double high, int count)
{
    if (!(high > low))
        high = low + 1.0;
    const double step = tickStep(high - low, count);
    Axis axis{std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step, {}};
    for (int i = 0; axis.low + i * step <= axis.high + step / 2; ++i)
        axis.ticks.push_back(axis.low + i * step);
    return axis;
}

/// From the least to the largest number seen; 0 to 0 of none.
class Extent {
public:
    void see(double value)
    {
        m_low = std::min(m_low, value);
        m_high = std::max(m_high, value);
    }
    double low() const { return m_low <= m_high ? m_low : 0.0; }
    double high() const { return m_low <= m_high ? m_high : 0.0; }

private:
    double m_low = std::numeric_limits<double>::infinity();
    double m_high = -std::numeric_limits<double>::infinity();
};

Axis xAxis(const Chart& chart)
{
    if (!chart.categories.empty())
        return {-0.5, static_cast<double>(chart.categories.size()) - 0.5, {}};
    Extent extent;
    extent.see(0.0);
    for (const ChartSeries& series : chart.series)
        for (const ChartPoint& point : series.points)
            extent.see(point.x);
    return axisOver(extent.low(), extent.high(), 8);
}

/// Largest sum of the series at one x.
double highestStack(const Chart& chart)
{
    std::map<double, double> sums;
    for (const ChartSeries& series : chart.series)
        for (const ChartPoint& point : series.points)
            sums[point.x] += point.y;
    double highest = 0.0;
    for (const auto& [x, sum] : sums)
        highest = std::max(highest, sum);
    return highest;
}

Axis yAxis(const Chart& chart)
{
    if (chart.yTop)
        return axisOver(0.0, *chart.yTop, 6);
    if (chart.kind == ChartKind::Stacked)
        return axisOver(0.0, highestStack(chart), 6);
    Extent extent;
    if (chart.kind != ChartKind::Lines)
        extent.see(0.0);
    for (const ChartSeries& series : chart.series) {
        for (const ChartPoint& point : series.points) {
            extent.see(point.y);
            extent.see(point.interval.value_or(Interval{point.y, point.y}).low);
            extent.see(point.interval.value_or(Interval{point.y, point.y}).high);
        }
    }
    return axisOver(extent.low(), extent.high(), 6);
}

/// Which colour each series has, counted over all palettes: series of one name share theirs.
std::vector<std::size_t> colourNumbers(const Chart& chart)
{
    std::map<std::string, std::size_t> numbers;
    std::vector<std::size_t> result;
    for (const ChartSeries& series : chart.series)
        result.push_back(series.summary ? 0 : numbers.emplace(series.name, numbers.size()).first->second);
    return result;
}

/// Rows of at most kNoteColumns characters, broken between words.
std::vector<std::string> wrapped(const std::string& sentence)
{
    std::vector<std::string> rows(1);
    std::istringstream words(sentence);
    for (std::string word; words >> word;) {
        if (rows.back().size() + word.size() > kNoteColumns)
            rows.emplace_back();
        rows.back() += (rows.back().empty() ? "" : " ") + word;
    }
    return rows;
}

class Drawing {
public:
    Drawing(const Chart& chart, const Style& style) :
        m_chart(chart), m_style(style), m_x(xAxis(chart)), m_y(yAxis(chart)), m_colours(colourNumbers(chart))
    {
    }

    void drawPlot()
    {
        drawYAxis();
        drawXAxis();
        for (std::size_t i = 0; i < m_chart.series.size(); ++i) {
            switch (m_chart.kind) {
            case ChartKind::Lines: drawLines(i); break;
            case ChartKind::Steps: drawSteps(i); break;
            case ChartKind::Bars: drawBars(i); break;
            case ChartKind::Stacked: drawStacked(i); break;
            }
        }
    }

    void drawTitle()
    {
        m_svg += "<text" + attribute("x", m_style.left) + attribute("y", 26) + attribute("font-size", 16) + '>'
            + escaped(m_chart.title) + "</text>\n<text transform=\"translate(20,"
            + fixed(m_style.top + m_style.plotHeight / 2, 1) + ") rotate(-90)\" text-anchor=\"middle\">"
            + escaped(m_chart.yLabel) + "</text>\n";
    }

    void drawLegend()
    {
        const bool bars = m_chart.kind == ChartKind::Bars || m_chart.kind == ChartKind::Stacked;
        const double x = m_style.right() + 20;
        double y = m_style.top + 8;
        for (std::size_t i = 0; i < m_chart.series.size(); ++i) {
            const ChartSeries& series = m_chart.series[i];
            const std::string look = bars
                ? attribute("stroke-width", 10) + attribute("opacity", series.published ? "0.35" : "1")
                : attribute("stroke-width", 2) + dashes(i);
            drawLine(x, y - 4, x + 26, y - 4, attribute("stroke", colour(i)) + look);
            drawText(x + 34, y, "start", series.name + (series.published ? " (paper)" : ""));
            y += kLineHeight;
        }
    }

    /// Returns the height of the whole.
    double drawNotes()
    {
        double y = m_style.bottom() + 66;
        for (const std::string& note : m_chart.notes) {
            for (const std::string& row : wrapped(note)) {
                drawText(m_style.left, y, "start", row);
                y += kLineHeight;
            }
        }
        return std::max(y, m_style.top + kLineHeight * static_cast<double>(m_chart.series.size())) + 10;
    }

    const std::string& svg() const { return m_svg; }

private:
    double toX(double x) const { return m_style.left + (x - m_x.low) / (m_x.high - m_x.low) * m_style.plotWidth; }
    double toY(double y) const
    {
        return m_style.bottom() - std::clamp((y - m_y.low) / (m_y.high - m_y.low), 0.0, 1.0) * m_style.plotHeight;
    }

    std::string colour(std::size_t series) const
    {
        return m_chart.series[series].summary ? m_style.ink : m_style.colours.at(m_colours[series] % kColours);
    }

    /// Series beyond the palette take its colours again, with another dash.
    std::string dashes(std::size_t series) const
    {
        if (m_chart.series[series].published)
            return attribute("stroke-dasharray", "5 4");
        return m_colours[series] < kColours ? "" : attribute("stroke-dasharray", "6 3");
    }

    void drawLine(double x1, double y1, double x2, double y2, const std::string& look)
    {
        m_svg += "<line" + attribute("x1", x1) + attribute("y1", y1) + attribute("x2", x2) + attribute("y2", y2) + look
            + "/>\n";
    }

    void drawText(double x, double y, std::string_view anchor, const std::string& text)
    {
        m_svg += "<text" + attribute("x", x) + attribute("y", y) + attribute("text-anchor", anchor)
            + attribute("fill", m_style.text) + '>' + escaped(text) + "</text>\n";
    }

    void drawYAxis()
    {
        for (const double tick : m_y.ticks) {
            drawLine(m_style.left, toY(tick), m_style.right(), toY(tick), attribute("stroke", m_style.grid));
            drawText(m_style.left - 8, toY(tick) + 4, "end", tickText(tick) + m_chart.yUnit);
        }
    }

    void drawXAxis()
    {
        const double names = m_style.bottom() + 19;
        for (const double tick : m_x.ticks) {
            drawLine(toX(tick), m_style.bottom(), toX(tick), m_style.bottom() + 5, attribute("stroke", m_style.ink));
            drawText(toX(tick), names, "middle", tickText(tick));
        }
        const std::size_t every = (m_chart.categories.size() + kMostNames - 1) / kMostNames;
        for (std::size_t i = 0; i < m_chart.categories.size(); i += every)
            drawText(toX(static_cast<double>(i)), names, "middle", m_chart.categories[i]);
        drawLine(m_style.left, m_style.bottom(), m_style.right(), m_style.bottom(), attribute("stroke", m_style.ink));
        drawText((m_style.left + m_style.right()) / 2, m_style.bottom() + 38, "middle", m_chart.xLabel);
    }

    void drawPolyline(std::size_t series, const std::string& points)
    {
        const std::string width = m_chart.series[series].summary
            ? attribute("stroke-width", 3) + attribute("stroke-opacity", "0.75")
            : attribute("stroke-width", 2);
        m_svg += "<polyline fill=\"none\"" + attribute("stroke", colour(series)) + width + dashes(series)
            + attribute("points", points) + "/>\n";
    }

    std::string place(double x, double y) const { return fixed(toX(x), 1) + ',' + fixed(toY(y), 1) + ' '; }

    void drawLines(std::size_t index)
    {
        const ChartSeries& series = m_chart.series[index];
        std::string points;
        for (const ChartPoint& point : series.points) {
            if (point.apart && !points.empty())
                drawPolyline(index, std::exchange(points, {}));
            points += place(point.x, point.y);
        }
        drawPolyline(index, points);
        for (const ChartPoint& point : series.points)
            if (!series.summary)
                drawDot(index, point);
    }

    void drawDot(std::size_t series, const ChartPoint& point)
    {
        if (point.interval)
            drawLine(toX(point.x), toY(point.interval->low), toX(point.x), toY(point.interval->high),
                     attribute("stroke", colour(series)));
        const bool hollow = point.hollow || m_chart.series[series].published;
        m_svg += "<circle r=\"3.5\"" + attribute("cx", toX(point.x)) + attribute("cy", toY(point.y))
            + attribute("stroke", colour(series)) + attribute("fill", hollow ? m_style.page : colour(series))
            + closing("circle", point);
    }

    static std::string closing(const std::string& element, const ChartPoint& point)
    {
        return point.note.empty() ? "/>\n" : "><title>" + escaped(point.note) + "</title></" + element + ">\n";
    }

    void drawSteps(std::size_t index)
    {
        std::string points;
        const std::vector<ChartPoint>& values = m_chart.series[index].points;
        for (std::size_t i = 0; i < values.size(); ++i)
            points += (i > 0 ? place(values[i].x, values[i - 1].y) : "") + place(values[i].x, values[i].y);
        drawPolyline(index, points);
    }

    /// Distance of neighbouring bars in units of x.
    double distance() const
    {
        double least = m_chart.categories.empty() ? m_x.high - m_x.low : 1.0;
        for (const ChartSeries& series : m_chart.series)
            for (std::size_t i = 1; i < series.points.size() && m_chart.categories.empty(); ++i)
                least = std::min(least, series.points[i].x - series.points[i - 1].x);
        return least;
    }

    void drawBar(std::size_t series, double left, double width, double below, double above, const ChartPoint& point)
    {
        m_svg += "<rect" + attribute("x", left) + attribute("y", toY(above)) + attribute("width", width)
            + attribute("height", toY(below) - toY(above)) + attribute("fill", colour(series))
            + attribute("fill-opacity", m_chart.series[series].published ? "0.35" : "1") + closing("rect", point);
    }

    void drawBars(std::size_t index)
    {
        const auto count = static_cast<double>(m_chart.series.size());
        const double width = 0.9 * distance() / count;
        const double offset = (static_cast<double>(index) - 0.5 * count) * width;
        for (const ChartPoint& point : m_chart.series[index].points) {
            const double left = toX(point.x + offset);
            const double right = toX(point.x + offset + width);
            drawBar(index, left, right - left, m_y.low, point.y, point);
            if (point.interval)
                drawLine((left + right) / 2, toY(point.interval->low), (left + right) / 2, toY(point.interval->high),
                         attribute("stroke", m_style.ink));
        }
    }

    void drawStacked(std::size_t index)
    {
        const double width = std::min(kWidestStack, 0.6 * (toX(distance()) - toX(0.0)));
        for (const ChartPoint& point : m_chart.series[index].points) {
            const double below = m_stacked[point.x];
            m_stacked[point.x] = below + point.y;
            drawBar(index, toX(point.x) - width / 2, width, below, below + point.y, point);
        }
    }

    const Chart& m_chart;
    const Style& m_style;
    Axis m_x;
    Axis m_y;
    std::vector<std::size_t> m_colours;
    std::map<double, double> m_stacked; ///< x → height that the series drawn so far have
    std::string m_svg;
};

std::string legendEntry(const std::string& background, const std::string& name)
{
    return "<span><i style=\"background:" + background + "\"></i>" + escaped(name) + "</span>\n";
}

/// What stands for a series in a page's legend.
std::string swatch(std::size_t number)
{
    const std::string colour = kElement.colours.at(number % kColours);
    return number < kColours ? colour : "repeating-linear-gradient(90deg," + colour + " 0 5px,transparent 5px 7px)";
}

} // namespace

std::string escaped(std::string_view text)
{
    std::string safe;
    for (const char character : text) {
        switch (character) {
        case '&': safe += "&amp;"; break;
        case '<': safe += "&lt;"; break;
        case '>': safe += "&gt;"; break;
        case '"': safe += "&quot;"; break;
        default: safe += character;
        }
    }
    return safe;
}

std::string svgDocument(const Chart& chart)
{
    Drawing drawing(chart, kDocument);
    drawing.drawTitle();
    drawing.drawPlot();
    drawing.drawLegend();
    const double height = drawing.drawNotes();
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + fixed(kDocument.width, 0) + ' '
        + fixed(height, 1)
        + "\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
        + drawing.svg() + "</svg>\n";
}

std::string svgElement(const Chart& chart)
{
    Drawing drawing(chart, kElement);
    drawing.drawPlot();
    return "<svg viewBox=\"0 0 " + fixed(kElement.width, 0) + ' ' + fixed(kElement.bottom() + 40, 0) + "\" role=\"img\""
        + attribute("aria-label", escaped(chart.title)) + ">\n" + drawing.svg() + "</svg>\n";
}

std::string htmlLegend(const Chart& chart, std::string_view more)
{
    const std::vector<std::size_t> numbers = colourNumbers(chart);
    std::string html = "<p class=\"legend\">";
    for (std::size_t i = 0; i < chart.series.size(); ++i)
        html += legendEntry(chart.series[i].summary ? kElement.ink : swatch(numbers[i]), chart.series[i].name);
    if (!more.empty())
        html += "<span>" + escaped(more) + "</span>";
    return html + "</p>\n";
}

} // namespace jackdaw::report
