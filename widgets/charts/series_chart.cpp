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

    void rebuild()
    {
        chart()->removeAllSeries();
        m_x.setRange(m_scene.xLow, m_scene.xHigh);
        m_y.setRange(m_scene.yLow, m_scene.yHigh);
        for (const ChartBand& band : m_scene.bands)
            addBand(band);
        for (const ChartLine& line : m_scene.lines)
            addLine(line);
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

    void addBand(const ChartBand& band)
    {
        auto* upper = new QLineSeries;
        auto* lower = new QLineSeries;
        upper->replace(QList<QPointF>(band.upper.begin(), band.upper.end()));
        lower->replace(QList<QPointF>(band.lower.begin(), band.lower.end()));
        auto* area = new QAreaSeries(upper, lower);
        upper->setParent(area);
        lower->setParent(area);
        area->setPen(Qt::NoPen);
        area->setBrush(band.colour);
        attach(area);
    }

    void addLine(const ChartLine& line)
    {
        auto* series = new QLineSeries;
        series->replace(QList<QPointF>(line.points.begin(), line.points.end()));
        QPen pen(line.colour, line.width, line.style);
        pen.setJoinStyle(Qt::BevelJoin);
        series->setPen(pen);
        attach(series);
    }

    SeriesChart* m_owner;
    QValueAxis m_x;
    QValueAxis m_y;
    ChartScene m_scene;
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
