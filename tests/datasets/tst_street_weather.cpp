// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/streets/street_renderer.h"
#include "tests/datasets/street_extents.h"

#include <QtTest>

#include <algorithm>
#include <climits>
#include <cstdlib>
#include <map>
#include <set>

using namespace jackdaw::datasets;

namespace {

constexpr int kWidth = 192;
constexpr int kHeight = 160;

/// A small camera with all weathers one after the other, a second each.
StreetSettings settings(StreetKind kind)
{
    const std::vector<double> mix{0.3, 0.3, 0.06, 0.08, 0.08, 0.08, 0.1, 0.05};
    StreetSettings made;
    made.width = kWidth;
    made.height = kHeight;
    made.framesPerSecond = 10;
    made.kind = kind;
    made.camera = static_cast<std::uint32_t>(kind);
    made.variety = 1.0;
    made.smallest = 8.0;
    made.classes = streetClassNames();
    made.phases = {{0.0, mix, 1.5, 1.0},
                   {1.0, mix, 1.5, 0.9, 0.2, 0.0, 0.9, 1.5},
                   {2.0, mix, 1.5, 0.8, 0.2, 0.7, 0.0, 0.5},
                   {3.0, mix, 1.5, 0.05, 0.0, 0.0, 0.6, 2.5}};
    return made;
}

double brightness(const jackdaw::VideoFrame& frame)
{
    double sum = 0.0;
    for (const auto value : frame.rgb())
        sum += value;
    return sum / static_cast<double>(frame.rgb().size());
}

void addTrainingKinds()
{
    QTest::addColumn<int>("kind");
    for (const StreetKind kind : trainingKinds())
        QTest::addRow("%s", std::string(streetKindName(kind)).c_str()) << static_cast<int>(kind);
}

} // namespace

class TestStreetWeather : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameSettingsGiveTheSameBytesInAllWeathers_data() { addTrainingKinds(); }
    void theSameSettingsGiveTheSameBytesInAllWeathers();
    void everyBoxBoundsTheVisiblePixelsInAllWeathers_data() { addTrainingKinds(); }
    void everyBoxBoundsTheVisiblePixelsInAllWeathers();
    void windMovesTruthAndPictureTogether();
    void aVanIsRightAsACarAndAsATruck();
    void whoRidesIsAPersonBesideTheMachine();
    void fogHidesWhatIsFar();
    void leftOutFramesChangeNothing();
    void theDemoKeepsItsStreetsForItself();
};

void TestStreetWeather::theSameSettingsGiveTheSameBytesInAllWeathers()
{
    QFETCH(int, kind);
    StreetRenderer a(settings(static_cast<StreetKind>(kind)));
    StreetRenderer b(settings(static_cast<StreetKind>(kind)));
    for (const std::int64_t i : {0, 10, 20, 30}) {
        const auto left = a.render(i);
        const auto right = b.render(i);
        QVERIFY(std::ranges::equal(left.frame.rgb(), right.frame.rgb()));
        QVERIFY(left.truth == right.truth);
    }
}

void TestStreetWeather::everyBoxBoundsTheVisiblePixelsInAllWeathers()
{
    QFETCH(int, kind);
    std::size_t objects = 0;
    StreetRenderer renderer(settings(static_cast<StreetKind>(kind)));
    for (const std::int64_t i : {3, 10, 17, 23, 30, 200, 300}) {
        std::vector<std::uint16_t> silhouettes;
        const auto picture = renderer.render(i, &silhouettes);
        QCOMPARE(silhouettes.size(), std::size_t{4 * kWidth * kHeight});
        const auto found = jackdaw::testing::extents(silhouettes, 2 * kWidth);
        QCOMPARE(found.size(), picture.truth.size());
        std::set<std::uint32_t> tracks;
        for (const auto& [number, extent] : found) {
            const auto& object = picture.truth.at(static_cast<std::size_t>(number - 1));
            const auto half = [](int edge) { return static_cast<float>(edge) / 2.0F; };
            QVERIFY((object.box == jackdaw::Box{half(extent.x1), half(extent.y1), half(extent.x2), half(extent.y2)}));
            QVERIFY(tracks.insert(object.track->value).second);
            QVERIFY(object.isIgnored() || std::max(object.box.width(), object.box.height()) >= 8.0F);
        }
        objects += found.size();
    }
    QVERIFY2(objects > 15, qPrintable(QString::number(objects)));
}

void TestStreetWeather::windMovesTruthAndPictureTogether()
{
    auto still = settings(StreetKind::SchoolStreet);
    still.variety = 0.0;
    for (auto& phase : still.phases)
        phase = {phase.seconds, phase.classMix, 1.5, 1.0, 0.0, 0.0, 0.0, 1e-9};
    auto windy = still;
    for (auto& phase : windy.phases)
        phase.wind = 2.0;
    StreetRenderer a(still);
    StreetRenderer b(windy);
    std::set<std::pair<int, int>> moves;
    for (std::int64_t frame = 0; frame < 30; frame += 3) {
        std::vector<std::uint16_t> before;
        std::vector<std::uint16_t> after;
        const auto left = a.render(frame, &before);
        const auto right = b.render(frame, &after);
        // The move is that of any object which is whole in both pictures.
        std::map<std::uint32_t, jackdaw::Box> boxes;
        for (const auto& object : left.truth)
            boxes[object.track->value] = object.box;
        std::map<std::pair<int, int>, int> votes;
        for (const auto& object : right.truth) {
            if (boxes.contains(object.track->value))
                ++votes[{static_cast<int>(2.0F * (object.box.x1 - boxes[object.track->value].x1)),
                         static_cast<int>(2.0F * (object.box.y1 - boxes[object.track->value].y1))}];
        }
        const auto [dx, dy] = std::max_element(votes.begin(), votes.end(), [](const auto& l, const auto& r) {
                                  return l.second < r.second;
                              })->first;
        moves.insert({dx, dy});
        int wrong = 0;
        for (int y = 20; y < 2 * kHeight - 20; ++y) {
            for (int x = 20; x < 2 * kWidth - 20; ++x)
                wrong += (before[static_cast<std::size_t>((y - dy) * 2 * kWidth + x - dx)] != 0)
                        != (after[static_cast<std::size_t>(y * 2 * kWidth + x)] != 0)
                    ? 1
                    : 0;
        }
        QCOMPARE(wrong, 0);
        if (dx % 2 != 0 || dy % 2 != 0 || (dx == 0 && dy == 0))
            continue;
        const auto difference = [&](int mx, int my) {
            long sum = 0;
            for (int y = 10; y < kHeight - 10; ++y) {
                for (int x = 10; x < kWidth - 10; ++x)
                    sum += std::abs(left.frame.rgb()[static_cast<std::size_t>(((y - my) * kWidth + x - mx) * 3)]
                                    - right.frame.rgb()[static_cast<std::size_t>((y * kWidth + x) * 3)]);
            }
            return sum;
        };
        QVERIFY(difference(dx / 2, dy / 2) < difference(0, 0));
    }
    QVERIFY2(moves.size() > 3, qPrintable(QString::number(moves.size())));
}

void TestStreetWeather::aVanIsRightAsACarAndAsATruck()
{
    auto vans = settings(StreetKind::RingRoad);
    vans.variety = 0.0;
    vans.phases = {{0.0, {0, 0, 0, 0, 1, 0, 0.2, 0}, 1.5, 1.0}};
    vans.classes = {"person", "car", "bus", "truck"};
    StreetRenderer renderer(vans);
    std::set<std::uint32_t> classes;
    for (std::int64_t i = 0; i < 10; ++i) {
        for (const auto& object : renderer.render(20 * i).truth)
            classes.insert(object.allowedClasses);
    }
    // Riders are persons, and bicycles are nothing that this run knows.
    QVERIFY((classes == std::set<std::uint32_t>{0U, 0b0001U, 0b1010U}));
}

void TestStreetWeather::whoRidesIsAPersonBesideTheMachine()
{
    auto riders = settings(StreetKind::Footbridge);
    riders.variety = 0.0;
    riders.phases = {{0.0, {0, 0, 0, 0, 0, 0.5, 0.5, 0}, 1.0, 1.0}};
    StreetRenderer renderer(riders);
    int pairs = 0;
    for (std::int64_t i = 0; i < 20; ++i) {
        const auto truth = renderer.render(20 * i).truth;
        for (std::size_t k = 1; k < truth.size(); ++k) {
            const bool isMachine = truth[k - 1].allowedClasses == 1U << static_cast<unsigned>(StreetClass::Bicycle)
                || truth[k - 1].allowedClasses == 1U << static_cast<unsigned>(StreetClass::Motorcycle);
            pairs += isMachine && truth[k].track->value == truth[k - 1].track->value + 1
                    && truth[k].allowedClasses == 1U << static_cast<unsigned>(StreetClass::Person)
                ? 1
                : 0;
        }
    }
    QVERIFY2(pairs > 10, qPrintable(QString::number(pairs)));
}

void TestStreetWeather::fogHidesWhatIsFar()
{
    const auto contrast = [](double fog) {
        auto foggy = settings(StreetKind::Motorway);
        foggy.variety = 0.0;
        foggy.phases = {{0.0, {0, 1, 0, 0}, 1.0, 0.8, 0.2, fog}};
        const auto picture = StreetRenderer(foggy).render(0).frame;
        // Between the horizon and the middle of the picture.
        double low = 255.0;
        double high = 0.0;
        for (int y = kHeight / 4; y < kHeight / 3; ++y) {
            for (int x = 0; x < kWidth; ++x) {
                const double value = picture.rgb()[static_cast<std::size_t>((y * kWidth + x) * 3 + 1)];
                low = std::min(low, value);
                high = std::max(high, value);
            }
        }
        return high - low;
    };
    QVERIFY2(contrast(0.9) < 0.5 * contrast(0.0),
             qPrintable(QStringLiteral("%1 and %2").arg(contrast(0.9)).arg(contrast(0.0))));
    QVERIFY(brightness(StreetRenderer(settings(StreetKind::Motorway)).render(30).frame) > 8.0);
}

void TestStreetWeather::leftOutFramesChangeNothing()
{
    StreetRenderer every(settings(StreetKind::Roundabout));
    StreetRenderer some(settings(StreetKind::Roundabout));
    StreetRenderer::Picture last;
    for (std::int64_t i = 0; i <= 12; ++i)
        last = every.render(i);
    const auto same = some.render(12);
    QVERIFY(last.truth == same.truth);
}

void TestStreetWeather::theDemoKeepsItsStreetsForItself()
{
    QCOMPARE(demoKinds().size(), 4U);
    QVERIFY(trainingKinds().size() >= 6);
    for (const StreetKind kind : trainingKinds())
        QVERIFY(std::find(demoKinds().begin(), demoKinds().end(), kind) == demoKinds().end());
    for (const auto& name : streetKindNames())
        QCOMPARE(std::string(streetKindName(*streetKindOf(name))), name);
    QVERIFY(!streetKindOf("no-street"));
}

QTEST_GUILESS_MAIN(TestStreetWeather)
#include "tst_street_weather.moc"
