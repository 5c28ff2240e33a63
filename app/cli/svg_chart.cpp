// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/svg_chart.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <sstream>

namespace jackdaw::cli {
namespace {

using namespace jackdaw::studies;

constexpr double kWidth = 900.0;
constexpr double kLeft = 70.0;
constexpr double kTop = 48.0;
constexpr double kPlotWidth = 560.0;
constexpr double kPlotHeight = 340.0;
constexpr double kBottom = kTop + kPlotHeight;
constexpr double kLineHeight = 17.0;
constexpr std::size_t kNoteColumns = 135;

/// Okabe and Ito's colours, which colour-blind readers can tell apart.
constexpr std::array<const char*, 8> kColours{"#0072b2", "#d55e00", "#009e73", "#cc79a7",
                                              "#56b4e9", "#e69f00", "#8c6d1f", "#000000"};

std::string fixed(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f", value);
    return text.data();
}

std::string tickText(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.4g", value);
    return text.data();
}

std::string escaped(const std::string& text)
{
    std::string safe;
    for (const char c : text)
        safe += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : c == '"' ? "&quot;" : std::string(1, c);
    return safe;
}

struct Axis {
    double low = 0.0;
    double high = 1.0;
    std::vector<double> ticks;
};

/// Round tick positions over [low, high], about \p count of them; the axis ends at ticks.
Axis axisOver(double low, double high, int count)
{
    if (!(high > low))
        high = low + 1.0;
    const double rough = (high - low) / count;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    const double part = rough / power;
    const double step = power * (part <= 1.0 ? 1.0 : part <= 2.0 ? 2.0 : part <= 5.0 ? 5.0 : 10.0);
    Axis axis{std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step, {}};
    for (int i = 0; axis.low + i * step <= axis.high + step / 2; ++i)
        axis.ticks.push_back(axis.low + i * step);
    return axis;
}

class Chart {
public:
    explicit Chart(const Figure& figure) : m_figure(figure)
    {
        double lowX = 1e300;
        double highX = -1e300;
        double lowY = figure.kind == FigureKind::Lines ? 1e300 : 0.0;
        double highY = -1e300;
        for (const FigureSeries& series : figure.series) {
            for (const FigurePoint& point : series.points) {
                lowX = std::min(lowX, point.x);
                highX = std::max(highX, point.x);
                lowY = std::min({lowY, point.y, point.interval ? point.interval->low : point.y});
                highY = std::max({highY, point.y, point.interval ? point.interval->high : point.y});
            }
        }
        m_y = axisOver(lowY, highY, 6);
        if (figure.categories.empty())
            m_x = axisOver(std::min(lowX, 0.0), highX, 8);
        else
            m_x = {-0.5, static_cast<double>(figure.categories.size()) - 0.5, {}};
    }

    std::string text()
    {
        drawAxes();
        for (std::size_t i = 0; i < m_figure.series.size(); ++i)
            m_figure.kind == FigureKind::Bars ? drawBars(i) : drawLine(i);
        drawLegend();
        const double height = drawNotes();
        std::ostringstream document;
        document << "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " << kWidth << ' ' << fixed(height)
                 << "\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" "
                    "fill=\"#ffffff\"/>\n<text x=\""
                 << kLeft << "\" y=\"26\" font-size=\"16\">" << escaped(m_figure.title) << "</text>\n"
                 << m_out.str() << "</svg>\n";
        return document.str();
    }

private:
    double toX(double x) const { return kLeft + (x - m_x.low) / (m_x.high - m_x.low) * kPlotWidth; }
    double toY(double y) const { return kBottom - (y - m_y.low) / (m_y.high - m_y.low) * kPlotHeight; }

    /// Series of one name share a colour, whether simulated or published.
    std::string colour(std::size_t series) const
    {
        std::size_t index = 0;
        for (std::size_t i = 0; i < series; ++i) {
            const bool first = std::none_of(m_figure.series.begin(), m_figure.series.begin() + static_cast<long>(i),
                                            [&](const auto& each) { return each.name == m_figure.series[i].name; });
            if (m_figure.series[i].name == m_figure.series[series].name)
                return kColours[index % kColours.size()];
            index += first ? 1 : 0;
        }
        return kColours[index % kColours.size()];
    }

    void line(double x1, double y1, double x2, double y2, const std::string& style)
    {
        m_out << "<line x1=\"" << fixed(x1) << "\" y1=\"" << fixed(y1) << "\" x2=\"" << fixed(x2) << "\" y2=\""
              << fixed(y2) << "\" " << style << "/>\n";
    }

    void words(double x, double y, const std::string& text, const std::string& style = {})
    {
        m_out << "<text x=\"" << fixed(x) << "\" y=\"" << fixed(y) << "\" " << style << '>' << escaped(text)
              << "</text>\n";
    }

    void drawAxes()
    {
        for (const double tick : m_y.ticks) {
            line(kLeft, toY(tick), kLeft + kPlotWidth, toY(tick), "stroke=\"#dddddd\"");
            words(kLeft - 8, toY(tick) + 4, tickText(tick), "text-anchor=\"end\"");
        }
        for (const double tick : m_x.ticks) {
            line(toX(tick), kBottom, toX(tick), kBottom + 5, "stroke=\"#555555\"");
            words(toX(tick), kBottom + 19, tickText(tick), "text-anchor=\"middle\"");
        }
        for (std::size_t i = 0; i < m_figure.categories.size(); ++i)
            words(toX(static_cast<double>(i)), kBottom + 19, m_figure.categories[i], "text-anchor=\"middle\"");
        line(kLeft, kBottom, kLeft + kPlotWidth, kBottom, "stroke=\"#555555\"");
        words(kLeft + kPlotWidth / 2, kBottom + 40, m_figure.xLabel, "text-anchor=\"middle\"");
        m_out << "<text transform=\"translate(20," << fixed(kTop + kPlotHeight / 2)
              << ") rotate(-90)\" text-anchor=\"middle\">" << escaped(m_figure.yLabel) << "</text>\n";
    }

    void drawLine(std::size_t index)
    {
        const FigureSeries& series = m_figure.series[index];
        const std::string stroke = "stroke=\"" + colour(index) + "\"";
        m_out << "<polyline fill=\"none\" stroke-width=\"2\" " << stroke
              << (series.published ? " stroke-dasharray=\"5 4\"" : "") << " points=\"";
        for (std::size_t i = 0; i < series.points.size(); ++i) {
            const FigurePoint& point = series.points[i];
            if (m_figure.kind == FigureKind::Steps && i > 0)
                m_out << fixed(toX(point.x)) << ',' << fixed(toY(series.points[i - 1].y)) << ' ';
            m_out << fixed(toX(point.x)) << ',' << fixed(toY(point.y)) << ' ';
        }
        m_out << "\"/>\n";
        if (m_figure.kind == FigureKind::Steps)
            return;
        for (const FigurePoint& point : series.points) {
            if (point.interval)
                line(toX(point.x), toY(point.interval->low), toX(point.x), toY(point.interval->high), stroke);
            m_out << "<circle cx=\"" << fixed(toX(point.x)) << "\" cy=\"" << fixed(toY(point.y))
                  << "\" r=\"3.5\" fill=\"" << (series.published ? "#ffffff" : colour(index)) << "\" " << stroke
                  << "/>\n";
        }
    }

    /// Width of a bar in units of x: the series of one x stand side by side.
    double barWidth() const
    {
        double distance = m_figure.categories.empty() ? m_x.high - m_x.low : 1.0;
        for (const FigureSeries& series : m_figure.series) {
            for (std::size_t i = 1; i < series.points.size() && m_figure.categories.empty(); ++i)
                distance = std::min(distance, series.points[i].x - series.points[i - 1].x);
        }
        return 0.9 * distance / static_cast<double>(m_figure.series.size());
    }

    void drawBars(std::size_t index)
    {
        const FigureSeries& series = m_figure.series[index];
        const double width = barWidth();
        const double offset = (static_cast<double>(index) - 0.5 * static_cast<double>(m_figure.series.size())) * width;
        for (const FigurePoint& point : series.points) {
            const double left = toX(point.x + offset);
            const double right = toX(point.x + offset + width);
            const double middle = (left + right) / 2;
            m_out << "<rect x=\"" << fixed(left) << "\" y=\"" << fixed(toY(point.y)) << "\" width=\""
                  << fixed(right - left) << "\" height=\"" << fixed(kBottom - toY(point.y)) << "\" fill=\""
                  << colour(index) << "\" fill-opacity=\"" << (series.published ? "0.35" : "1") << "\"/>\n";
            if (point.interval)
                line(middle, toY(point.interval->low), middle, toY(point.interval->high), "stroke=\"#333333\"");
        }
    }

    void drawLegend()
    {
        const double x = kLeft + kPlotWidth + 20;
        double y = kTop + 8;
        for (std::size_t i = 0; i < m_figure.series.size(); ++i) {
            const FigureSeries& series = m_figure.series[i];
            const std::string faint = series.published ? " stroke-dasharray=\"5 4\"" : "";
            const std::string pale = series.published && m_figure.kind == FigureKind::Bars ? " opacity=\"0.35\"" : "";
            line(x, y - 4, x + 26, y - 4,
                 "stroke-width=\"" + std::string(m_figure.kind == FigureKind::Bars ? "10" : "2") + "\" stroke=\""
                     + colour(i) + "\"" + (m_figure.kind == FigureKind::Bars ? pale : faint));
            words(x + 34, y, series.name + (series.published ? " (paper)" : ""));
            y += kLineHeight;
        }
    }

    /// Returns the height of the whole.
    double drawNotes()
    {
        double y = kBottom + 66;
        for (const std::string& note : m_figure.differences) {
            std::istringstream text(note);
            std::string row;
            for (std::string word; text >> word;) {
                if (row.size() + word.size() > kNoteColumns) {
                    words(kLeft, y, row, "fill=\"#444444\"");
                    y += kLineHeight;
                    row.clear();
                }
                row += (row.empty() ? "" : " ") + word;
            }
            words(kLeft, y, row, "fill=\"#444444\"");
            y += kLineHeight;
        }
        return std::max(y, kTop + kLineHeight * static_cast<double>(m_figure.series.size())) + 10;
    }

    const Figure& m_figure;
    Axis m_x;
    Axis m_y;
    std::ostringstream m_out;
};

} // namespace

std::string svgChart(const Figure& figure)
{
    return Chart(figure).text();
}

} // namespace jackdaw::cli
