// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/vision/ignored_regions.h"
#include "engine/vision/region_mask.h"

#include <QtTest>

#include <cmath>
#include <functional>

using namespace jackdaw;
using namespace jackdaw::vision;

namespace {

constexpr PictureSize kSize{200, 100};

using IsDark = std::function<bool(int x, int y)>;

VideoFrame picture(PictureSize size, const IsDark& isDark)
{
    VideoFrame made{.width = size.width, .height = size.height};
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
            pixels.insert(pixels.end(), 3, static_cast<std::uint8_t>(isDark(x, y) ? 10 : 240));
    made.picture = std::make_shared<RgbPicture>(std::move(pixels));
    return made;
}

/// Of small objects in a grid over the picture: how many are passed over other than \p isDark says.
int mistaken(const std::vector<IgnoredRegion>& found, const IsDark& isDark, int apart)
{
    const IgnoredRegions regions(found);
    int wrong = 0;
    for (int y = 0; y < kSize.height; y += apart)
        for (int x = 0; x < kSize.width; x += apart) {
            const Box box{static_cast<float>(x), static_cast<float>(y), static_cast<float>(x + 1),
                          static_cast<float>(y + 1)};
            wrong += regions.covers(box, kSize) != isDark(x, y) ? 1 : 0;
        }
    return wrong;
}

} // namespace

class TestRegionMask : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsDarkIsARegion_data();
    void whatIsDarkIsARegion();
    void anUprightRegionHasFourCorners();
    void aLargeMaskIsReadInItsOwnShape();
    void slantedEdgesHaveFewCorners();
    void whatIsNoMaskIsASentence();
};

void TestRegionMask::whatIsDarkIsARegion_data()
{
    QTest::addColumn<IsDark>("isDark");
    QTest::newRow("one side, to the edges") << IsDark([](int x, int) { return x < 60; });
    QTest::newRow("two parts") << IsDark([](int x, int y) { return x < 40 || (x > 150 && y > 50); });
    QTest::newRow("around a road") << IsDark([](int x, int y) { return x < 20 || x >= 170 || y < 30 || y >= 90; });
    QTest::newRow("around two roads") << IsDark([](int x, int y) {
        const bool isLeft = x >= 20 && x < 80 && y >= 20 && y < 80;
        const bool isRight = x >= 110 && x < 190 && y >= 10 && y < 90;
        return !isLeft && !isRight;
    });
    QTest::newRow("corners that touch") << IsDark([](int x, int y) { return (x < 100) == (y < 50); });
    QTest::newRow("a ring") << IsDark([](int x, int y) {
        const double r = std::hypot(x - 100, y - 50);
        return r > 20 && r < 40;
    });
}

/// Edges of slanted ones may lie one pixel beside.
void TestRegionMask::whatIsDarkIsARegion()
{
    QFETCH(IsDark, isDark);
    const auto regions = regionsOfMask(picture(kSize, isDark), "m.png");
    QVERIFY2(regions, regions ? "" : regions.error().text().c_str());
    const bool isUpright = QByteArray(QTest::currentDataTag()) != "a ring";
    QVERIFY2(mistaken(*regions, isDark, 1) <= (isUpright ? 0 : 400), "of 20000 places");
    for (const IgnoredRegion& region : *regions)
        QCOMPARE(region.name, std::string("m.png"));
}

void TestRegionMask::anUprightRegionHasFourCorners()
{
    const auto regions = regionsOfMask(picture(kSize, [](int x, int y) { return x >= 50 && y < 25; }), "m.png");
    QVERIFY(regions && regions->size() == 1);
    QCOMPARE(regions->front().corners.size(), std::size_t{4});
    for (const PicturePoint& corner : regions->front().corners)
        QVERIFY((corner.x == 0.25 || corner.x == 1.0) && (corner.y == 0.0 || corner.y == 0.25));
}

void TestRegionMask::aLargeMaskIsReadInItsOwnShape()
{
    const IsDark isDark = [](int x, int y) { return x < 60 && y > 20; };
    const auto regions = regionsOfMask(
        picture({1920, 960}, [&](int x, int y) { return isDark(x * 200 / 1920, y * 100 / 960); }), "m.png");
    QVERIFY(regions && regions->size() == 1);
    QVERIFY(mistaken(*regions, isDark, 3) <= 40);
}

void TestRegionMask::slantedEdgesHaveFewCorners()
{
    const auto regions = regionsOfMask(picture(kSize, [](int x, int y) { return y * 2 > x; }), "m.png");
    QVERIFY(regions && regions->size() == 1);
    QVERIFY2(regions->front().corners.size() <= 8, qPrintable(QString::number(regions->front().corners.size())));
}

void TestRegionMask::whatIsNoMaskIsASentence()
{
    const auto told = [](const VideoFrame& frame) {
        const auto regions = regionsOfMask(frame, "m.png");
        return regions ? std::string() : regions.error().message;
    };
    QVERIFY(told(picture(kSize, [](int, int) { return true; })).find("dark everywhere") != std::string::npos);
    QVERIFY(told(picture(kSize, [](int, int) { return false; })).find("dark nowhere") != std::string::npos);
    QVERIFY2(told(picture(kSize, [](int x, int y) { return x == 50 && y == 50; })).find("nowhere") != std::string::npos,
             "a speck");
    QVERIFY(told({}).find("no picture") != std::string::npos);
    RandomStream random(3, 0, RandomPurpose::Test);
    const auto noise = [&](int, int) { return random.uniform(0.0, 1.0) < 0.5; };
    QVERIFY2(told(picture({320, 320}, noise)).find("as a photograph has") != std::string::npos, "noise");
}

QTEST_GUILESS_MAIN(TestRegionMask)
#include "tst_region_mask.moc"
