// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"
#include "widgets/video/count_marks.h"
#include "widgets/video/tile_painter.h"

#include <QDir>
#include <QPainter>
#include <QtTest>

#include <set>

using namespace jackdaw;
using namespace jackdaw::widgets;

namespace {

constexpr CameraId kCamera{0};

/// A camera with two lines and a zone, in which something was counted.
SessionState counted()
{
    SessionState state;
    state.session = SessionStarted{};
    state.session->classes = {"person", "car", "bus"};
    CameraState camera;
    camera.info.camera = kCamera;
    camera.info.name = "gate";
    camera.info.width = 352;
    camera.info.height = 288;
    camera.info.lines = {{"road", {0.1, 0.7}, {0.9, 0.7}}, {"path <b>", {0.85, 0.9}, {0.75, 0.1}}};
    camera.info.zones = {{"crossing", {{0.15, 0.2}, {0.6, 0.15}, {0.55, 0.5}, {0.2, 0.55}}}};
    camera.counts.lines = {{{1, 12, 2}, {0, 7}}};
    camera.counts.zones = {{2, 1}};
    state.cameras.push_back(std::move(camera));
    return state;
}

QImage tileOf(const SessionState& state, const QSize& size, bool labels = true)
{
    TileContent content = TileContentMaker::make(state, state.cameras[0], {}, 0);
    QImage street(352, 288, QImage::Format_RGB32);
    street.fill(QColor(90, 96, 100));
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    paintTile(painter, image.rect(), content, street, theme(ThemeKind::Dark), {false, labels});
    return image;
}

} // namespace

class TestCountMarks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesSayBothWays();
    void zonesSayWhatIsInThem();
    void beforeAnythingWasCountedAllIsNought();
    void camerasWithoutLinesHaveNoMarks();
    void tooltipsNameTheClasses();
    void marksAreDrawnOverThePicture();
    void smallTilesHaveLinesWithoutNumbers();
};

void TestCountMarks::linesSayBothWays()
{
    const SessionState state = counted();
    const auto marks = CountMarks::of(state, state.cameras[0]);
    QCOMPARE(marks.size(), std::size_t{3});
    QCOMPARE(marks[0].name, QStringLiteral("road"));
    QCOMPARE(marks[0].forward, QStringLiteral("15"));
    QCOMPARE(marks[0].backward, QStringLiteral("7"));
    QCOMPARE(marks[0].corners, (QPolygonF{QList<QPointF>{{0.1, 0.7}, {0.9, 0.7}}}));
}

void TestCountMarks::zonesSayWhatIsInThem()
{
    const SessionState state = counted();
    const auto marks = CountMarks::of(state, state.cameras[0]);
    QVERIFY(marks[2].isZone);
    QCOMPARE(marks[2].forward, QStringLiteral("3"));
    QCOMPARE(marks[2].corners.size(), 4);
}

void TestCountMarks::beforeAnythingWasCountedAllIsNought()
{
    SessionState state = counted();
    state.cameras[0].counts = {};
    for (const CountMark& mark : CountMarks::of(state, state.cameras[0]))
        QCOMPARE(mark.forward, QStringLiteral("0"));
}

void TestCountMarks::camerasWithoutLinesHaveNoMarks()
{
    SessionState state = counted();
    state.cameras[0].info.lines.clear();
    state.cameras[0].info.zones.clear();
    QVERIFY(CountMarks::of(state, state.cameras[0]).empty());
    QVERIFY(CountMarks::tip({}).isEmpty());
}

void TestCountMarks::tooltipsNameTheClasses()
{
    const SessionState state = counted();
    const QString tip = CountMarks::tip(CountMarks::of(state, state.cameras[0]));
    QVERIFY2(tip.contains(QStringLiteral("road: forward 1 person, 12 car, 2 bus; backward 7 car")), qPrintable(tip));
    QVERIFY2(tip.contains(QStringLiteral("crossing: 2 person, 1 car in it now")), qPrintable(tip));
    QVERIFY2(tip.contains(QStringLiteral("path &lt;b&gt;")), qPrintable(tip));
}

/// With JACKDAW_SCREENSHOTS set the picture is written into that folder, to be looked at.
void TestCountMarks::marksAreDrawnOverThePicture()
{
    const QImage with = tileOf(counted(), {420, 380});
    SessionState without = counted();
    without.cameras[0].info.lines.clear();
    without.cameras[0].info.zones.clear();
    const QImage bare = tileOf(without, {420, 380});
    int changed = 0;
    for (int y = 0; y < with.height(); ++y)
        for (int x = 0; x < with.width(); ++x)
            changed += with.pixel(x, y) != bare.pixel(x, y) ? 1 : 0;
    QVERIFY(changed > 2000);
    const QString folder = qEnvironmentVariable("JACKDAW_SCREENSHOTS");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    QVERIFY(with.save(QDir(folder).filePath(QStringLiteral("count-marks.png"))));
}

void TestCountMarks::smallTilesHaveLinesWithoutNumbers()
{
    QVERIFY(tileOf(counted(), {180, 190}) == tileOf(counted(), {180, 190}, false));
    QVERIFY(tileOf(counted(), {420, 380}) != tileOf(counted(), {420, 380}, false));
}

QTEST_MAIN(TestCountMarks)
#include "tst_count_marks.moc"
