// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/series.h"
#include "widgets/charts/series_chart.h"
#include "widgets/timeline/timeline_coordinates.h"
#include "widgets/video/tile_layout.h"

#include <QtTest>

#include <rapidcheck.h>

#include <cmath>

using namespace jackdaw;
using namespace jackdaw::widgets;

/// The arithmetic under the views.
class TestSeries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFullAccuracySeriesKeepsItsExtremes();
    void aFullAccuracySeriesKeepsItsGaps();
    void aFullShareSeriesKeepsTheAreaUnderItsCurves();
    void sampleAtFindsTheStretchThatHolds();
    void timesAndPixelsGoBackAndForth();
    void zoomingKeepsTheAnchorAndStaysInside();
    void pixelBarsNeverShowMoreThanWasThere();
    void tilesDoNotOverlap();
    void tilesAreNoHigherThanTheirPicturesAndText();
    void sixteenTilesOfASmallScreenAreFourByFourWithTheirTextBeside();
};

void TestSeries::aFullAccuracySeriesKeepsItsExtremes()
{
    std::vector<AccuracyPoint> series;
    for (int i = 0; i < 1000; ++i)
        append(series, {fromSeconds(i), i == 617 ? 0.99 : i == 333 ? 0.01 : 0.5, 3}, 64);
    QVERIFY(series.size() <= 64);
    const auto [low, high] = std::minmax_element(series.begin(), series.end(),
                                                 [](const auto& a, const auto& b) { return a.value < b.value; });
    QCOMPARE(low->value.value(), 0.01);
    QCOMPARE(high->value.value(), 0.99);
    QVERIFY(std::is_sorted(series.begin(), series.end(), [](const auto& a, const auto& b) { return a.time < b.time; }));
}

void TestSeries::aFullAccuracySeriesKeepsItsGaps()
{
    std::vector<AccuracyPoint> series;
    for (int i = 0; i < 1000; ++i)
        append(series, {fromSeconds(i), i == 501 ? std::nullopt : std::optional(0.5 + 0.001 * (i % 7)), 3}, 64);
    QVERIFY(series.size() <= 64);
    const auto isNone = [](const AccuracyPoint& point) { return !point.value; };
    QCOMPARE(std::count_if(series.begin(), series.end(), isNone), std::ptrdiff_t{1});
    QCOMPARE(std::find_if(series.begin(), series.end(), isNone)->time, fromSeconds(501));
    QVERIFY(std::is_sorted(series.begin(), series.end(), [](const auto& a, const auto& b) { return a.time < b.time; }));
}

void TestSeries::aFullShareSeriesKeepsTheAreaUnderItsCurves()
{
    const bool held = rc::check("area", [] {
        const auto uses = *rc::gen::container<std::vector<int>>(300, rc::gen::inRange(0, 100));
        std::vector<ShareSample> series;
        double area = 0.0;
        for (std::size_t i = 0; i < uses.size(); ++i) {
            const double used = uses[i] / 100.0;
            append(series,
                   {fromSeconds(static_cast<double>(i)), fromSeconds(static_cast<double>(i) + 1), used, used, used},
                   32);
            area += used;
        }
        double kept = 0.0;
        for (const ShareSample& sample : series)
            kept += sample.used * toSeconds(sample.end - sample.start);
        RC_ASSERT(series.size() <= 32U);
        RC_ASSERT(std::abs(kept - area) < 1e-6);
    });
    QVERIFY(held);
}

void TestSeries::sampleAtFindsTheStretchThatHolds()
{
    const std::vector<ShareSample> series{{fromSeconds(1), fromSeconds(2), 0, 0, 0.1},
                                          {fromSeconds(3), fromSeconds(4), 0, 0, 0.2}};
    QCOMPARE(sampleAt(series, fromSeconds(0.5)), series.size());
    QCOMPARE(sampleAt(series, fromSeconds(1.5)), std::size_t{0});
    QCOMPARE(sampleAt(series, fromSeconds(3)), std::size_t{1});
    QCOMPARE(sampleAt({}, fromSeconds(3)), std::size_t{0});
}

void TestSeries::timesAndPixelsGoBackAndForth()
{
    const TimelineCoordinates coordinates{{fromSeconds(10), fromSeconds(70)}, 100, 700};
    QCOMPARE(coordinates.xOf(fromSeconds(10)), 100.0);
    QCOMPARE(coordinates.xOf(fromSeconds(70)), 700.0);
    QCOMPARE(coordinates.timeAt(coordinates.xOf(fromSeconds(33))), fromSeconds(33));
    const TimelineCoordinates degenerate{{fromSeconds(10), fromSeconds(10)}, 100, 100};
    QVERIFY(std::isfinite(degenerate.xOf(fromSeconds(10))));
}

void TestSeries::zoomingKeepsTheAnchorAndStaysInside()
{
    const TimeRange whole{fromSeconds(0), fromSeconds(100)};
    const TimeRange narrow = zoomed(whole, 0.5, fromSeconds(50), whole);
    QCOMPARE(narrow, (TimeRange{fromSeconds(25), fromSeconds(75)}));
    QCOMPARE(zoomed(narrow, 100, fromSeconds(30), whole), whole);
    QCOMPARE(panned(narrow, fromSeconds(90), whole), (TimeRange{fromSeconds(50), fromSeconds(100)}));
    QVERIFY(zoomed(narrow, 1e-9, fromSeconds(50), whole).length() >= kNarrowestRange);
}

void TestSeries::pixelBarsNeverShowMoreThanWasThere()
{
    std::vector<ShareSample> samples;
    for (int i = 0; i < 5000; ++i)
        samples.push_back({fromSeconds(i), fromSeconds(i + 1), 0.6, 0.5, i % 2 ? 0.4 : 0.2});
    const TimelineCoordinates coordinates{{fromSeconds(0), fromSeconds(5000)}, 0, 500};
    const auto bars = pixelBars(samples, coordinates);
    QVERIFY(bars.size() <= 501);
    for (const PixelBar& bar : bars) {
        QVERIFY(bar.used >= 0.2 - 1e-9 && bar.used <= 0.4 + 1e-9);
        QVERIFY(std::abs(bar.granted - 0.5) < 1e-9);
    }
    const auto wide = pixelBars(samples, {{fromSeconds(10), fromSeconds(12)}, 0, 500});
    QCOMPARE(wide.size(), std::size_t{2});
}

void TestSeries::tilesDoNotOverlap()
{
    const bool held = rc::check("tiles", [] {
        const int count = *rc::gen::inRange(1, 40);
        const QRect area(0, 0, *rc::gen::inRange(300, 2000), *rc::gen::inRange(240, 1400));
        const auto rects = tileGrid(count, area, 4.0 / 3.0, 16).rects;
        RC_ASSERT(static_cast<int>(rects.size()) == count);
        for (std::size_t i = 0; i < rects.size(); ++i) {
            RC_ASSERT(area.contains(rects[i]));
            for (std::size_t j = i + 1; j < rects.size(); ++j)
                RC_ASSERT(!rects[i].intersects(rects[j]));
        }
    });
    QVERIFY(held);
    QVERIFY(tileGrid(0, QRect(0, 0, 100, 100), 1.0, 16).rects.empty());
}

void TestSeries::tilesAreNoHigherThanTheirPicturesAndText()
{
    const bool held = rc::check("no bars above and below", [] {
        const int count = *rc::gen::inRange(1, 40);
        const double aspect = *rc::gen::element(11.0 / 9.0, 4.0 / 3.0, 16.0 / 9.0);
        const QRect area(0, 0, *rc::gen::inRange(600, 2000), *rc::gen::inRange(340, 1400));
        const TileGrid grid = tileGrid(count, area, aspect, 16);
        const TileGeometry tile =
            tileGeometry(grid.rects.front(), 16, grid.isBeside ? std::optional(aspect) : std::nullopt);
        const QRect picture = fitted(QSize(static_cast<int>(9000 * aspect), 9000), tile.picture);
        RC_ASSERT(tile.picture.height() - picture.height() <= 2);
    });
    QVERIFY(held);
}

void TestSeries::sixteenTilesOfASmallScreenAreFourByFourWithTheirTextBeside()
{
    const QRect area(0, 0, 840, 362);
    const TileGrid grid = tileGrid(16, area, 4.0 / 3.0, 16);
    QVERIFY(grid.isBeside);
    QCOMPARE(grid.rects[3].top(), grid.rects[0].top());
    QVERIFY(grid.rects[4].top() > grid.rects[0].bottom());
    const QRect picture = tileGeometry(grid.rects[0], 16, 4.0 / 3.0).picture;
    QVERIFY2(picture.width() > 110, qPrintable(QString::number(picture.width())));
    QVERIFY(!tileGrid(4, QRect(0, 0, 1000, 560), 4.0 / 3.0, 16).isBeside);
}

QTEST_GUILESS_MAIN(TestSeries)
#include "tst_series.moc"
