// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/streets/street_renderer.h"
#include "tests/datasets/street_extents.h"

#include "datasets/scenario/scenario.h"

#include <QtTest>

#include <map>
#include <set>

using jackdaw::datasets::StreetPhase;
using jackdaw::datasets::StreetRenderer;
using jackdaw::datasets::StreetSettings;

namespace {

StreetSettings settings(std::uint32_t camera, std::uint64_t seed = 1)
{
    StreetSettings made;
    made.framesPerSecond = 10;
    made.kind = jackdaw::datasets::demoKinds()[camera % 4];
    made.camera = camera;
    made.seed = seed;
    made.phases = {{0.0, {0.25, 0.35, 0.2, 0.2}, 1.3, 1.0, 0.0}, {10.0, {0.25, 0.35, 0.2, 0.2}, 1.3, 0.2, 0.3}};
    return made;
}

/// Mean of the picture's bytes.
double brightness(const jackdaw::VideoFrame& frame)
{
    double sum = 0.0;
    for (const auto value : frame.rgb())
        sum += value;
    return sum / static_cast<double>(frame.rgb().size());
}

} // namespace

class TestStreetRenderer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameSettingsGiveTheSameBytes();
    void otherSeedsAndCamerasGiveOtherPictures();
    void everyBoxBoundsTheVisiblePixels_data();
    void everyBoxBoundsTheVisiblePixels();
    void allFourClassesAppear();
    void hiddenObjectsAreIgnoredOnes();
    void theClassMixFollowsThePhases();
    void nightIsDarkerThanDay();
    void skippedFramesDoNotStopTheTraffic();
    void tracksStayWithTheirObjects();
};

void TestStreetRenderer::theSameSettingsGiveTheSameBytes()
{
    for (std::uint32_t camera = 0; camera < 4; ++camera) {
        StreetRenderer a(settings(camera));
        StreetRenderer b(settings(camera));
        for (std::int64_t i = 0; i < 12; ++i) {
            const auto left = a.render(8 * i);
            const auto right = b.render(8 * i);
            QCOMPARE(left.frame.rgb().size(), std::size_t{352 * 288 * 3});
            QVERIFY(std::ranges::equal(left.frame.rgb(), right.frame.rgb()));
            QVERIFY(left.truth == right.truth);
        }
    }
}

void TestStreetRenderer::otherSeedsAndCamerasGiveOtherPictures()
{
    const auto first = StreetRenderer(settings(0)).render(0);
    QVERIFY(!std::ranges::equal(first.frame.rgb(), StreetRenderer(settings(0, 2)).render(0).frame.rgb()));
    QVERIFY(!std::ranges::equal(first.frame.rgb(), StreetRenderer(settings(1)).render(0).frame.rgb()));
    QVERIFY(!std::ranges::equal(first.frame.rgb(), StreetRenderer(settings(4)).render(0).frame.rgb()));
}

void TestStreetRenderer::everyBoxBoundsTheVisiblePixels_data()
{
    QTest::addColumn<std::uint32_t>("camera");
    for (std::uint32_t camera = 0; camera < 4; ++camera)
        QTest::addRow("viewpoint %u", camera) << camera;
}

void TestStreetRenderer::everyBoxBoundsTheVisiblePixels()
{
    QFETCH(std::uint32_t, camera);
    StreetRenderer renderer(settings(camera));
    std::size_t objects = 0;
    for (std::int64_t i = 0; i < 10; ++i) {
        std::vector<std::uint16_t> silhouettes;
        const auto picture = renderer.render(12 * i, &silhouettes);
        QCOMPARE(silhouettes.size(), std::size_t{2 * 352 * 2 * 288});
        const auto found = jackdaw::testing::extents(silhouettes, 2 * 352);
        QCOMPARE(found.size(), picture.truth.size());
        for (const auto& [number, extent] : found) {
            const auto& object = picture.truth.at(static_cast<std::size_t>(number - 1));
            const jackdaw::Box expected{static_cast<float>(extent.x1) / 2.0F, static_cast<float>(extent.y1) / 2.0F,
                                        static_cast<float>(extent.x2) / 2.0F, static_cast<float>(extent.y2) / 2.0F};
            QVERIFY(object.box == expected);
            QVERIFY(expected.x1 >= 0.0F && expected.x2 <= 352.0F && expected.y1 >= 0.0F && expected.y2 <= 288.0F);
            const bool isSmall = std::max(expected.width(), expected.height()) < 8.0F;
            QVERIFY(object.isIgnored() || !isSmall);
        }
        objects += found.size();
    }
    QVERIFY2(objects > 60, qPrintable(QString::number(objects)));
}

void TestStreetRenderer::allFourClassesAppear()
{
    for (std::uint32_t camera = 0; camera < 4; ++camera) {
        StreetRenderer renderer(settings(camera));
        std::uint32_t seen = 0;
        for (std::int64_t i = 0; i < 30; ++i) {
            for (const auto& object : renderer.render(15 * i).truth)
                seen |= object.allowedClasses;
        }
        QCOMPARE(seen, 0b1111U);
    }
    QCOMPARE(jackdaw::datasets::defaultSettings().classes.size(), 4U);
}

void TestStreetRenderer::hiddenObjectsAreIgnoredOnes()
{
    // One object is followed: while most of it is hidden it must be ignored, and be counted again once it is seen.
    StreetRenderer renderer(settings(1));
    std::map<std::uint32_t, std::set<bool>> ignored;
    for (std::int64_t i = 0; i < 150; ++i) {
        for (const auto& object : renderer.render(2 * i).truth) {
            if (object.box.height() > 16.0F && object.box.x1 > 1.0F && object.box.x2 < 351.0F)
                ignored[object.track->value].insert(object.isIgnored());
        }
    }
    const auto both = std::count_if(ignored.begin(), ignored.end(), [](const auto& o) { return o.second.size() == 2; });
    QVERIFY(both > 0);
}

void TestStreetRenderer::theClassMixFollowsThePhases()
{
    const auto share = [](std::vector<double> mix, std::uint32_t bit) {
        auto made = settings(3);
        made.phases = {{0.0, std::move(mix), 1.0, 1.0, 0.0}};
        StreetRenderer renderer(made);
        double wanted = 0.0;
        double all = 0.0;
        for (std::int64_t i = 0; i < 20; ++i) {
            for (const auto& object : renderer.render(20 * i).truth) {
                all += object.isIgnored() ? 0.0 : 1.0;
                wanted += object.allowedClasses == bit ? 1.0 : 0.0;
            }
        }
        return wanted / all;
    };
    QVERIFY(share({0.0, 0.9, 0.05, 0.05}, 1U << 1) > 0.7);
    QVERIFY(share({0.0, 0.1, 0.05, 0.85}, 1U << 3) > 0.6);
    QCOMPARE(share({0.0, 1.0, 0.0, 0.0}, 1U << 0), 0.0);
}

void TestStreetRenderer::nightIsDarkerThanDay()
{
    for (std::uint32_t camera = 0; camera < 4; ++camera) {
        StreetRenderer renderer(settings(camera));
        const double day = brightness(renderer.render(0).frame);
        const double dusk = brightness(renderer.render(100).frame);
        QVERIFY2(day > 1.8 * dusk, qPrintable(QStringLiteral("%1 and %2").arg(day).arg(dusk)));
        QVERIFY(dusk > 8.0);
    }
}

void TestStreetRenderer::skippedFramesDoNotStopTheTraffic()
{
    StreetRenderer every(settings(2));
    StreetRenderer some(settings(2));
    StreetRenderer::Picture last;
    for (std::int64_t i = 0; i <= 40; ++i)
        last = every.render(i);
    QVERIFY(last.truth == some.render(40).truth);
    QCOMPARE(last.frame.sourceTime, jackdaw::fromSeconds(4.0));
}

void TestStreetRenderer::tracksStayWithTheirObjects()
{
    StreetRenderer renderer(settings(3));
    std::map<std::uint32_t, std::uint32_t> classes;
    for (std::int64_t i = 0; i < 60; ++i) {
        std::set<std::uint32_t> now;
        for (const auto& object : renderer.render(i).truth) {
            QVERIFY(object.track.has_value());
            QVERIFY(now.insert(object.track->value).second);
            if (object.isIgnored())
                continue;
            const auto known = classes.emplace(object.track->value, object.allowedClasses).first;
            QCOMPARE(object.allowedClasses, known->second);
        }
    }
    QVERIFY(classes.size() > 10);
}

QTEST_GUILESS_MAIN(TestStreetRenderer)
#include "tst_street_renderer.moc"
