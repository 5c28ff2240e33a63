// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPointF>
#include <QString>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

/// Small charts. This folder is the only place that knows Qt Charts, which has no successor for widgets: another
/// library means another series_chart.cpp.
namespace jackdaw::widgets {

struct ChartLine {
    std::vector<QPointF> points;
    QColor colour;
    double width = 1.0;
    Qt::PenStyle style = Qt::SolidLine;
    QString endLabel; ///< a letter at the line's right end; may be empty
};

/// A region between two curves over the same x values.
struct ChartBand {
    std::vector<QPointF> lower;
    std::vector<QPointF> upper;
    QColor colour;
};

enum class MarkShape { Disc, Ring, Diamond, TriangleUp, Cross };

struct ChartMarks {
    std::vector<QPointF> points;
    QColor colour;
    MarkShape shape = MarkShape::Disc;
    double size = 8.0;
    QString label; ///< beside the first point; may be empty
};

/// A line across the plot at one value.
struct ChartRule {
    double value = 0.0;
    Qt::Orientation orientation = Qt::Vertical;
    QColor colour;
    Qt::PenStyle style = Qt::SolidLine;
    QString label;
};

/// What a line means, written above the plot beside a piece of it.
struct ChartKey {
    QString text;
    QColor colour;
    Qt::PenStyle style = Qt::SolidLine;
};

struct ChartScene {
    QString xTitle;
    QString yTitle;
    double xLow = 0.0;
    double xHigh = 1.0;
    double yLow = 0.0;
    double yHigh = 1.0;
    bool xIsTime = false; ///< x in seconds of session time, written as minutes and seconds
    std::vector<ChartLine> lines;
    std::vector<ChartBand> bands;
    std::vector<ChartMarks> marks;
    std::vector<ChartRule> rules;
    std::vector<ChartKey> keys;
    QString emptyText; ///< shown in the middle when there is nothing to draw
};

/// Draws a scene. Everything in it is cheap to replace a few times a second up to some thousand points.
class SeriesChart : public QWidget {
    Q_OBJECT

public:
    explicit SeriesChart(QWidget* parent = nullptr);
    ~SeriesChart() override;

    void setScene(ChartScene scene);
    const ChartScene& scene() const;
    /// A vertical line that follows the mouse in all views.
    void setCursor(std::optional<double> x);
    /// Where the axes' rectangle lies, for aligning charts below each other.
    QRectF plotArea() const;

    QSize minimumSizeHint() const override { return {180, 120}; }

Q_SIGNALS:
    /// The mouse moved over the plot, or left it.
    void hovered(std::optional<QPointF> value);
    void clicked(QPointF value);

protected:
    void changeEvent(QEvent* event) override;

private:
    class View;
    View* m_view;
};

} // namespace jackdaw::widgets
