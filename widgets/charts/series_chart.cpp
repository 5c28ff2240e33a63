// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/series_chart.h"

#include "widgets/charts/chart_overlay.h"
#include "widgets/theme/theme.h"

#include <QAreaSeries>
#include <QChart>
#include <QChartView>
#include <QLineSeries>
#include <QMouseEvent>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace jackdaw::widgets {

/// The Qt Charts side: lines and bands are its series; axes' labels, rules, marks and the cursor are painted by
/// chart_overlay, as Qt Charts clips its own labels in small docks.
class SeriesChart::View : public QChartView {
public:
    explicit View(SeriesChart* owner) : QChartView(owner), m_owner(owner)
    {
        chart()->legend()->hide();
        chart()->setMargins(QMargins());
        chart()->setBackgroundVisible(false);
        chart()->setAnimationOptions(QChart::NoAnimation);
        setFrameShape(QFrame::NoFrame);
        setBackgroundBrush(Qt::NoBrush);
        viewport()->setAutoFillBackground(false);
        setMouseTracking(true);
        setFocusPolicy(Qt::NoFocus);
        for (QValueAxis* axis : {&m_x, &m_y}) {
            axis->setVisible(false);
            chart()->addAxis(axis, axis == &m_x ? Qt::AlignBottom : Qt::AlignLeft);
        }
    }

    ~View() override
    {
        chart()->removeAxis(&m_x);
        chart()->removeAxis(&m_y);
    }

    void show(ChartScene scene)
    {
        m_scene = std::move(scene);
        rebuild();
    }

    const ChartScene& scene() const { return m_scene; }

    void setHoverCursor(std::optional<double> x)
    {
        m_cursor = x;
        viewport()->update();
    }

    /// Series are made once and take new points: Qt Charts lays everything out anew for each that comes or goes.
    void rebuild()
    {
        if (m_scene.bands.size() > m_areas.size() || m_scene.lines.size() > m_lines.size())
            makeSeries();
        m_x.setRange(m_scene.xLow, m_scene.xHigh);
        m_y.setRange(m_scene.yLow, m_scene.yHigh);
        for (std::size_t i = 0; i < m_areas.size(); ++i)
            fill(*m_areas[i], i < m_scene.bands.size() ? &m_scene.bands[i] : nullptr);
        for (std::size_t i = 0; i < m_lines.size(); ++i)
            fill(*m_lines[i], i < m_scene.lines.size() ? &m_scene.lines[i] : nullptr);
        placePlot();
        viewport()->update();
    }

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override
    {
        QChartView::drawBackground(painter, rect);
        paintAxes(*painter, chart()->plotArea(), m_scene, themeFor(m_owner->palette()), m_owner->font());
    }

    void drawForeground(QPainter* painter, const QRectF& rect) override
    {
        QChartView::drawForeground(painter, rect);
        paintMarks(*painter, chart()->plotArea(), m_scene, m_cursor, themeFor(m_owner->palette()), m_owner->font());
    }

    void resizeEvent(QResizeEvent* event) override
    {
        QChartView::resizeEvent(event);
        placePlot();
    }

    void mouseMoveEvent(QMouseEvent* event) override
    {
        const QPointF place = event->position();
        const bool inside = chart()->plotArea().contains(place);
        Q_EMIT m_owner->hovered(inside ? std::optional(valueAt(place)) : std::nullopt);
    }

    void mousePressEvent(QMouseEvent* event) override
    {
        if (chart()->plotArea().contains(event->position()))
            Q_EMIT m_owner->clicked(valueAt(event->position()));
    }

    void leaveEvent(QEvent* event) override
    {
        QChartView::leaveEvent(event);
        Q_EMIT m_owner->hovered(std::nullopt);
    }

private:
    QPointF valueAt(const QPointF& place) const { return unmapped(chart()->plotArea(), m_scene, place); }

    void placePlot() { chart()->setPlotArea(plotRect(QRectF(viewport()->rect()), m_scene, m_owner->font())); }

    void attach(QAbstractSeries* series)
    {
        chart()->addSeries(series);
        series->attachAxis(&m_x);
        series->attachAxis(&m_y);
    }

    /// As many as the scene needs, bands below lines.
    void makeSeries()
    {
        const std::size_t bands = std::max(m_areas.size(), m_scene.bands.size());
        const std::size_t lines = std::max(m_lines.size(), m_scene.lines.size());
        chart()->removeAllSeries();
        m_areas.clear();
        m_lines.clear();
        while (m_areas.size() < bands) {
            auto* upper = new QLineSeries;
            auto* lower = new QLineSeries;
            m_areas.push_back(new QAreaSeries(upper, lower));
            upper->setParent(m_areas.back());
            lower->setParent(m_areas.back());
            m_areas.back()->setPen(Qt::NoPen);
            attach(m_areas.back());
        }
        while (m_lines.size() < lines)
            attach(m_lines.emplace_back(new QLineSeries));
    }

    /// Nothing is drawn of a series that has no band.
    static void fill(QAreaSeries& area, const ChartBand* band)
    {
        area.setVisible(band != nullptr);
        if (!band)
            return;
        area.upperSeries()->replace(QList<QPointF>(band->upper.begin(), band->upper.end()));
        area.lowerSeries()->replace(QList<QPointF>(band->lower.begin(), band->lower.end()));
        area.setBrush(band->colour);
    }

    static void fill(QLineSeries& series, const ChartLine* line)
    {
        series.setVisible(line != nullptr);
        if (!line)
            return;
        series.replace(QList<QPointF>(line->points.begin(), line->points.end()));
        QPen pen(line->colour, line->width, line->style);
        pen.setJoinStyle(Qt::BevelJoin);
        series.setPen(pen);
    }

    SeriesChart* m_owner;
    QValueAxis m_x;
    QValueAxis m_y;
    ChartScene m_scene;
    std::vector<QAreaSeries*> m_areas; ///< the chart's own
    std::vector<QLineSeries*> m_lines; ///< the chart's own
    std::optional<double> m_cursor;
};

SeriesChart::SeriesChart(QWidget* parent) : QWidget(parent), m_view(new View(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
}

SeriesChart::~SeriesChart() = default;

void SeriesChart::setScene(ChartScene scene)
{
    m_view->show(std::move(scene));
}

const ChartScene& SeriesChart::scene() const
{
    return m_view->scene();
}

void SeriesChart::setCursor(std::optional<double> x)
{
    m_view->setHoverCursor(x);
}

QRectF SeriesChart::plotArea() const
{
    return m_view->chart()->plotArea();
}

void SeriesChart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        m_view->viewport()->update();
}

} // namespace jackdaw::widgets
