// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/fake_setup.h"
#include "widgets/setup/place_panel.h"

#include <QLabel>
#include <QTableWidget>
#include <QToolButton>
#include <QtTest>

#include <cmath>

using namespace jackdaw;
using namespace jackdaw::widgets;

namespace {

const std::vector<PicturePoint> kTriangle{{0.2, 0.2}, {0.6, 0.2}, {0.4, 0.6}};

/// A panel with a picture of 4 : 3 in a window that has room for it.
struct Shown {
    Shown()
    {
        panel.resize(700, 600);
        panel.editor().setPicture(testing::greyPicture(320, 240));
        panel.show();
        QObject::connect(&panel, &PlacePanel::edited, [this](const std::vector<Place>& places) {
            ++edits;
            told = places;
        });
    }
    PlaceEditor& editor() { return panel.editor(); }
    QPoint at(double x, double y)
    {
        const QRectF area = editor().pictureRect();
        return QPointF(area.left() + x * area.width(), area.top() + y * area.height()).toPoint();
    }
    void click(double x, double y) { QTest::mouseClick(&editor(), Qt::LeftButton, {}, at(x, y)); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&editor(), key, modifiers); }
    void drag(double x, double y, double toX, double toY)
    {
        QTest::mousePress(&editor(), Qt::LeftButton, {}, at(x, y));
        QTest::mouseMove(&editor(), at((x + toX) / 2, (y + toY) / 2));
        QTest::mouseMove(&editor(), at(toX, toY));
        QTest::mouseRelease(&editor(), Qt::LeftButton, {}, at(toX, toY));
    }
    PlacePanel panel;
    std::vector<Place> told;
    int edits = 0;
};

bool isNear(const PicturePoint& a, double x, double y)
{
    return std::abs(a.x - x) < 0.01 && std::abs(a.y - y) < 0.01;
}

} // namespace

class TestPlaces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCamerasListsAreOneListAndBack();
    void cornersAreReadAsTheyAreWritten();
    void cornersThatMakeNoPlaceAreNotTaken_data();
    void cornersThatMakeNoPlaceAreNotTaken();
    void cornersAreFoundBeforePlaces();
    void aPlaceStopsAtThePicturesEdge();
    void aLineIsTwoClicks();
    void aRegionIsClosedByADoubleClickOrItsFirstCorner();
    void aRegionIsDrawnByKeysAlone();
    void escapeGivesUpStepByStep();
    void placesAndCornersAreDragged();
    void keysMoveAndRemoveThePickedPlace();
    void aPlaceWithoutCornersHasNoneToPick();
    void aRowThatWasGivenUpCanBeChosenAgain();
    void namesAndCornersCanBeTyped();
    void whatIsTypedWrongIsSaidAndNothingIsLost();
    void theViewIsToldInWords();
};

void TestPlaces::aCamerasListsAreOneListAndBack()
{
    CameraDraft camera;
    camera.lines = {{"in", {0.1, 0.2}, {0.3, 0.4}}};
    camera.zones = {{"stop", kTriangle}};
    camera.ignored = {{"trees", kTriangle}, {"sky", kTriangle}};
    const auto places = placesOf(camera);
    QCOMPARE(places.size(), 4U);
    CameraDraft other;
    setPlaces(other, places);
    QVERIFY(other == camera);
    QCOMPARE(freePlaceName(places, PlaceKind::Line), std::string("line 1"));
    QCOMPARE(freePlaceName({{PlaceKind::Zone, "zone 1", kTriangle}}, PlaceKind::Zone), std::string("zone 2"));
}

void TestPlaces::cornersAreReadAsTheyAreWritten()
{
    QCOMPARE(cornersText(kTriangle), QStringLiteral("0.2 0.2, 0.6 0.2, 0.4 0.6"));
    QVERIFY(cornersFrom(cornersText(kTriangle), PlaceKind::Ignored) == kTriangle);
    QVERIFY(cornersFrom(QStringLiteral(" 0  1 ,1 0 "), PlaceKind::Line)
            == (std::vector<PicturePoint>{{0.0, 1.0}, {1.0, 0.0}}));
}

void TestPlaces::cornersThatMakeNoPlaceAreNotTaken_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    const auto line = static_cast<int>(PlaceKind::Line);
    const auto zone = static_cast<int>(PlaceKind::Zone);
    QTest::newRow("nothing") << QString() << line;
    QTest::newRow("one point") << QStringLiteral("0.1 0.1") << line;
    QTest::newRow("three points of a line") << QStringLiteral("0 0, 1 1, 0 1") << line;
    QTest::newRow("two points of a zone") << QStringLiteral("0 0, 1 1") << zone;
    QTest::newRow("outside") << QStringLiteral("0 0, 1 1, 0 1.2") << zone;
    QTest::newRow("words") << QStringLiteral("a b, c d") << line;
    QTest::newRow("not a number") << QStringLiteral("nan 0, 1 1") << line;
}

void TestPlaces::cornersThatMakeNoPlaceAreNotTaken()
{
    QFETCH(QString, text);
    QFETCH(int, kind);
    QVERIFY(!cornersFrom(text, static_cast<PlaceKind>(kind)));
}

void TestPlaces::cornersAreFoundBeforePlaces()
{
    const std::vector<Place> places{{PlaceKind::Line, "in", {{0.0, 0.5}, {1.0, 0.5}}},
                                    {PlaceKind::Ignored, "sky", kTriangle}};
    QVERIFY(placeAt(places, {0.21, 0.2}, 0.02) == (PlaceHit{1, 0U}));
    QVERIFY(placeAt(places, {0.4, 0.3}, 0.02) == (PlaceHit{1, std::nullopt}));
    QVERIFY(placeAt(places, {0.9, 0.51}, 0.02) == (PlaceHit{0, std::nullopt}));
    QVERIFY(!placeAt(places, {0.9, 0.9}, 0.02));
}

void TestPlaces::aPlaceStopsAtThePicturesEdge()
{
    Place place{PlaceKind::Zone, "z", kTriangle};
    movePlace(place, -0.5, 0.1);
    QVERIFY(place.corners == (std::vector<PicturePoint>{{0.0, 0.3}, {0.4, 0.3}, {0.2, 0.7}}));
}

void TestPlaces::aLineIsTwoClicks()
{
    Shown shown;
    shown.editor().setTool(PlaceKind::Line);
    shown.click(0.25, 0.5);
    QCOMPARE(shown.edits, 0);
    shown.click(0.75, 0.5);
    QCOMPARE(shown.edits, 1);
    QCOMPARE(shown.told.size(), 1U);
    QVERIFY(shown.told[0].kind == PlaceKind::Line && isNear(shown.told[0].corners[1], 0.75, 0.5));
    QVERIFY2(!shown.editor().tool(), "the tool is put away");
    QVERIFY(shown.editor().picked() == 0U);
}

void TestPlaces::aRegionIsClosedByADoubleClickOrItsFirstCorner()
{
    Shown shown;
    shown.editor().setTool(PlaceKind::Ignored);
    for (const PicturePoint& corner : kTriangle)
        shown.click(corner.x, corner.y);
    shown.click(0.2, 0.2);
    QCOMPARE(shown.told.size(), 1U);
    QCOMPARE(shown.told[0].corners.size(), 3U);
    shown.editor().setTool(PlaceKind::Zone);
    for (const PicturePoint& corner : kTriangle)
        shown.click(corner.x, corner.y);
    QTest::mouseDClick(&shown.editor(), Qt::LeftButton, {}, shown.at(0.4, 0.6));
    QCOMPARE(shown.told.size(), 2U);
    QVERIFY2(shown.told[0].kind == PlaceKind::Zone, "zones stand before ignored regions");
}

void TestPlaces::aRegionIsDrawnByKeysAlone()
{
    Shown shown;
    shown.editor().setTool(PlaceKind::Ignored);
    shown.press(Qt::Key_Space);
    for (int i = 0; i < 5; ++i)
        shown.press(Qt::Key_Right);
    shown.press(Qt::Key_Space);
    shown.press(Qt::Key_Down, Qt::ShiftModifier);
    for (int i = 0; i < 5; ++i)
        shown.press(Qt::Key_Down);
    shown.press(Qt::Key_Space);
    shown.press(Qt::Key_Return);
    QCOMPARE(shown.told.size(), 1U);
    QVERIFY(isNear(shown.told[0].corners[0], 0.5, 0.5) && isNear(shown.told[0].corners[1], 0.6, 0.5)
            && isNear(shown.told[0].corners[2], 0.6, 0.602));
}

void TestPlaces::escapeGivesUpStepByStep()
{
    Shown shown;
    shown.editor().setTool(PlaceKind::Zone);
    shown.click(0.2, 0.2);
    shown.press(Qt::Key_Escape);
    QVERIFY(shown.editor().tool() == PlaceKind::Zone);
    shown.press(Qt::Key_Escape);
    QVERIFY(!shown.editor().tool());
    QCOMPARE(shown.edits, 0);
    shown.editor().setTool(PlaceKind::Zone);
    shown.press(Qt::Key_Space);
    shown.press(Qt::Key_Return);
    QVERIFY2(shown.edits == 0, "one corner is no zone");
}

void TestPlaces::placesAndCornersAreDragged()
{
    Shown shown;
    shown.panel.setPlaces({{PlaceKind::Ignored, "sky", kTriangle}});
    shown.drag(0.2, 0.2, 0.1, 0.1);
    QCOMPARE(shown.edits, 1);
    QVERIFY(isNear(shown.told[0].corners[0], 0.1, 0.1) && isNear(shown.told[0].corners[1], 0.6, 0.2));
    shown.drag(0.4, 0.3, 0.5, 0.4);
    QCOMPARE(shown.edits, 2);
    QVERIFY(isNear(shown.told[0].corners[1], 0.7, 0.3));
    QTest::mouseClick(&shown.editor(), Qt::LeftButton, {}, shown.at(0.5, 0.4));
    QVERIFY2(shown.edits == 2, "a click alone changes nothing");
}

void TestPlaces::keysMoveAndRemoveThePickedPlace()
{
    Shown shown;
    shown.panel.setPlaces({{PlaceKind::Line, "in", {{0.2, 0.5}, {0.8, 0.5}}}});
    shown.editor().pick(0);
    shown.press(Qt::Key_Down);
    QVERIFY(isNear(shown.told[0].corners[0], 0.2, 0.52) && isNear(shown.told[0].corners[1], 0.8, 0.52));
    shown.press(Qt::Key_PageDown);
    shown.press(Qt::Key_PageDown);
    shown.press(Qt::Key_Right);
    QVERIFY(isNear(shown.told[0].corners[0], 0.2, 0.52) && isNear(shown.told[0].corners[1], 0.82, 0.52));
    shown.press(Qt::Key_Delete);
    QVERIFY(shown.told.empty() && shown.edits == 3);
}

void TestPlaces::aPlaceWithoutCornersHasNoneToPick()
{
    Shown shown;
    shown.panel.setPlaces({{PlaceKind::Zone, "z", {}}});
    shown.editor().pick(0);
    shown.press(Qt::Key_PageDown);
    shown.press(Qt::Key_PageUp);
    QVERIFY(shown.editor().picked() == 0U);
    QCOMPARE(shown.edits, 0);
}

void TestPlaces::aRowThatWasGivenUpCanBeChosenAgain()
{
    Shown shown;
    shown.panel.setPlaces({{PlaceKind::Zone, "z", kTriangle}});
    const auto choose = [&] {
        QTableWidget& table = shown.panel.table();
        const QPoint place = table.visualItemRect(table.item(0, 1)).center();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, place);
    };
    choose();
    QVERIFY(shown.editor().picked() == 0U);
    shown.press(Qt::Key_Escape);
    QVERIFY(!shown.editor().picked());
    QVERIFY(shown.panel.table().selectedItems().isEmpty());
    choose();
    QVERIFY(shown.editor().picked() == 0U);
}

void TestPlaces::namesAndCornersCanBeTyped()
{
    Shown shown;
    shown.panel.setPlaces({{PlaceKind::Zone, "z", kTriangle}});
    shown.panel.table().item(0, 1)->setText(QStringLiteral("stop line"));
    QCOMPARE(shown.told[0].name, std::string("stop line"));
    shown.panel.table().item(0, 2)->setText(QStringLiteral("0 0, 1 0, 1 1, 0 1"));
    QCOMPARE(shown.told[0].corners.size(), 4U);
    QCOMPARE(shown.editor().places()[0].corners.size(), 4U);
}

void TestPlaces::whatIsTypedWrongIsSaidAndNothingIsLost()
{
    Shown shown;
    shown.panel.setPlaces({{PlaceKind::Zone, "z", kTriangle}});
    shown.panel.table().item(0, 2)->setText(QStringLiteral("0 0, 7 0, 1 1"));
    QCOMPARE(shown.edits, 0);
    QVERIFY(shown.editor().places()[0].corners == kTriangle);
    QCOMPARE(shown.panel.table().item(0, 2)->text(), cornersText(kTriangle));
    bool isSaid = false;
    for (const QLabel* label : shown.panel.findChildren<QLabel*>())
        isSaid = isSaid || label->text().contains(QStringLiteral("\"0 0, 7 0, 1 1\" was not taken"));
    QVERIFY(isSaid);
}

void TestPlaces::theViewIsToldInWords()
{
    Shown shown;
    QVERIFY(shown.editor().accessibleDescription().startsWith(QStringLiteral("No places.")));
    shown.panel.setPlaces({{PlaceKind::Line, "in", {{0.2, 0.5}, {0.8, 0.5}}}, {PlaceKind::Ignored, "sky", kTriangle}});
    QVERIFY2(shown.editor().accessibleDescription().startsWith(QStringLiteral("Counting line in, Ignored region sky.")),
             qPrintable(shown.editor().accessibleDescription()));
}

QTEST_MAIN(TestPlaces)
#include "tst_places.moc"
