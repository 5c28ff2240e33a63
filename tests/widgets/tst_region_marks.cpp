// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"
#include "widgets/video/region_marks.h"
#include "widgets/video/tile_painter.h"

#include <QDir>
#include <QPainter>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;

namespace {

/// A camera that passes over two regions, one of which reaches beyond the picture's corner.
SessionState passingOver()
{
    SessionState state;
    state.session = SessionStarted{};
    CameraState camera;
    camera.info.name = "gate";
    camera.info.width = 352;
    camera.info.height = 288;
    camera.info.ignored = {{"car park <b>", {{0.1, 0.15}, {0.55, 0.1}, {0.5, 0.5}, {0.15, 0.55}}},
                           {"screen", {{0.75, 0.7}, {1, 0.65}, {1, 1}, {0.7, 1}}}};
    camera.info.zones = {{"crossing", {{0.4, 0.4}, {0.8, 0.4}, {0.8, 0.6}, {0.4, 0.6}}}};
    state.cameras.push_back(std::move(camera));
    return state;
}

QImage tileOf(const SessionState& state, ThemeKind kind, const QSize& size = {420, 380}, bool labels = true)
{
    QImage street(352, 288, QImage::Format_RGB32);
    QPainter background(&street);
    QLinearGradient light(0, 0, 352, 288);
    light.setColorAt(0, QColor(40, 44, 48));
    light.setColorAt(1, QColor(220, 222, 216));
    background.fillRect(street.rect(), light);
    background.end();
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    paintTile(painter, image.rect(), TileContentMaker::make(state, state.cameras[0], {}, 0), street, theme(kind),
              {false, labels});
    return image;
}

int differing(const QImage& one, const QImage& other)
{
    int count = 0;
    for (int y = 0; y < one.height(); ++y)
        for (int x = 0; x < one.width(); ++x)
            count += one.pixel(x, y) != other.pixel(x, y) ? 1 : 0;
    return count;
}

} // namespace

class TestRegionMarks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void regionsHaveTheirCornersAndNames();
    void camerasWithoutRegionsHaveNoMarks();
    void tooltipsNameThem();
    void regionsAreDrawnOverThePicture_data();
    void regionsAreDrawnOverThePicture();
    void smallTilesHaveThemWithoutNames();
};

void TestRegionMarks::regionsHaveTheirCornersAndNames()
{
    const auto marks = RegionMarks::of(passingOver().cameras[0]);
    QCOMPARE(marks.size(), std::size_t{2});
    QCOMPARE(marks[1].name, QStringLiteral("screen"));
    QCOMPARE(marks[1].corners, (QPolygonF{QList<QPointF>{{0.75, 0.7}, {1, 0.65}, {1, 1}, {0.7, 1}}}));
}

void TestRegionMarks::camerasWithoutRegionsHaveNoMarks()
{
    QVERIFY(RegionMarks::of(CameraState()).empty());
    QVERIFY(RegionMarks::tip({}).isEmpty());
}

void TestRegionMarks::tooltipsNameThem()
{
    const QString tip = RegionMarks::tip(RegionMarks::of(passingOver().cameras[0]));
    QVERIFY2(tip.contains(QStringLiteral("car park &lt;b&gt;, screen")), qPrintable(tip));
}

void TestRegionMarks::regionsAreDrawnOverThePicture_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

/// With JACKDAW_SCREENSHOTS set the picture is written into that folder, to be looked at.
void TestRegionMarks::regionsAreDrawnOverThePicture()
{
    QFETCH(bool, dark);
    const ThemeKind kind = dark ? ThemeKind::Dark : ThemeKind::Light;
    SessionState without = passingOver();
    without.cameras[0].info.ignored.clear();
    const QImage with = tileOf(passingOver(), kind);
    const int changed = differing(with, tileOf(without, kind));
    const double picture = 0.5 * with.width() * with.height();
    QVERIFY2(changed > 0.2 * picture && changed < 0.8 * picture, qPrintable(QString::number(changed)));
    const QString folder = qEnvironmentVariable("JACKDAW_SCREENSHOTS");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    const QString name =
        QStringLiteral("region-marks-%1.png").arg(dark ? QStringLiteral("dark") : QStringLiteral("light"));
    QVERIFY(with.save(QDir(folder).filePath(name)));
}

void TestRegionMarks::smallTilesHaveThemWithoutNames()
{
    const SessionState state = passingOver();
    QVERIFY(tileOf(state, ThemeKind::Dark, {180, 190}) == tileOf(state, ThemeKind::Dark, {180, 190}, false));
    QVERIFY(tileOf(state, ThemeKind::Dark) != tileOf(state, ThemeKind::Dark, {420, 380}, false));
}

QTEST_MAIN(TestRegionMarks)
#include "tst_region_marks.moc"
