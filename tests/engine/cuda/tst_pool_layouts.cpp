// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cuda/pool_layouts.h"

#include <QTest>

#include <numeric>
#include <rapidcheck.h>
#include <set>

using namespace jackdaw;
using namespace jackdaw::cuda;

namespace {

constexpr Atoms kH200{15, 8, 12};

Atoms anyAtoms()
{
    return {*rc::gen::inRange(1U, 80U), *rc::gen::inRange(1U, 17U), *rc::gen::inRange(0U, 16U)};
}

LayoutChoice anyChoice()
{
    const auto percents = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 101));
    LayoutChoice choice{*rc::gen::inRange(1U, 7U), {}};
    for (const int percent : percents)
        choice.firstPools.push_back(Share{percent / 100.0});
    return choice;
}

/// Pools follow one another and are the whole device; the rest is the largest one's.
bool coversAll(const PoolLayout& layout, const Atoms& atoms)
{
    std::uint32_t next = 0;
    std::uint32_t rests = 0;
    std::uint32_t largest = 0;
    for (const AtomRange& pool : layout) {
        if (pool.first != next || pool.count == 0)
            return false;
        next += pool.count;
        rests += pool.withRest ? 1 : 0;
        largest = std::max(largest, pool.count);
    }
    const bool restIsLargests = std::all_of(
        layout.begin(), layout.end(), [&](const AtomRange& pool) { return !pool.withRest || pool.count == largest; });
    return next == atoms.count && rests == (atoms.rest > 0 ? 1 : 0) && restIsLargests;
}

double distance(const PoolLayout& layout, const Atoms& atoms, const std::vector<Share>& sizes)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < sizes.size(); ++i)
        sum += std::abs(atoms.share(layout[i]).value - sizes[i].value);
    return sum;
}

} // namespace

class TestPoolLayouts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sizesAreThoseOfTheDevice()
    {
        QCOMPARE(kH200.multiprocessors(), 132U);
        QCOMPARE(kH200.multiprocessors({0, 8, true}), 76U);
        QCOMPARE(kH200.share({0, 1, false}).value, 8.0 / 132.0);
        QCOMPARE(kH200.share(kH200.all()).value, 1.0);
    }

    void anH200HasAFewLayoutsOfUpToFourPools()
    {
        const auto layouts = layoutsFor(kH200, {});
        QCOMPARE(layouts.size(), std::size_t{13});
        QCOMPARE(mostPools(layouts), 4U);
        std::set<AtomRange> pools;
        for (const PoolLayout& layout : layouts)
            pools.insert(layout.begin(), layout.end());
        QVERIFY2(pools.size() <= 30, "each pool keeps memory for good");
        QVERIFY((layouts.front() == PoolLayout{{0, 15, true}}));
    }

    void theNearestLayoutIsTaken()
    {
        const auto layouts = layoutsFor(kH200, {});
        const auto nearest = [&](const std::vector<Share>& sizes) {
            return layouts[nearestLayout(layouts, kH200, sizes)];
        };
        QVERIFY((nearest({Share{1.0}}) == PoolLayout{{0, 15, true}}));
        QVERIFY((nearest({Share{0.25}, Share{0.75}}) == PoolLayout{{0, 3, false}, {3, 12, true}}));
        QVERIFY((nearest({Share{0.7}, Share{0.3}}) == PoolLayout{{0, 9, true}, {9, 6, false}}));
        QVERIFY(
            (nearest({Share{0.4}, Share{0.3}, Share{0.3}}) == PoolLayout{{0, 6, true}, {6, 5, false}, {11, 4, false}}));
    }

    void everyLayoutIsTheWholeDeviceWhateverItIsMadeOf()
    {
        QVERIFY(rc::check([] {
            const Atoms atoms = anyAtoms();
            const auto layouts = layoutsFor(atoms, anyChoice());
            for (std::size_t i = 0; i < layouts.size(); ++i) {
                RC_ASSERT(coversAll(layouts[i], atoms));
                RC_ASSERT(std::count(layouts.begin(), layouts.end(), layouts[i]) == 1);
            }
            RC_ASSERT(mostPools(layouts) >= 1U);
        }));
    }

    void thereIsALayoutForEveryNumberOfPoolsThatAtomsAllow()
    {
        QVERIFY(rc::check([] {
            const Atoms atoms = anyAtoms();
            const LayoutChoice choice{*rc::gen::inRange(1U, 7U)};
            RC_ASSERT(mostPools(layoutsFor(atoms, choice)) == std::min(choice.mostPools, atoms.count));
        }));
    }

    void noLayoutIsNearerThanTheNearest()
    {
        QVERIFY(rc::check([] {
            const Atoms atoms = anyAtoms();
            const auto layouts = layoutsFor(atoms, {});
            std::vector<Share> sizes(*rc::gen::inRange(1U, mostPools(layouts) + 1));
            for (Share& size : sizes)
                size.value = *rc::gen::inRange(1, 100) / 100.0;
            const PoolLayout& nearest = layouts[nearestLayout(layouts, atoms, sizes)];
            RC_ASSERT(nearest.size() == sizes.size());
            for (const PoolLayout& other : layouts) {
                if (other.size() == sizes.size())
                    RC_ASSERT(distance(nearest, atoms, sizes) <= distance(other, atoms, sizes));
            }
        }));
    }
};

QTEST_APPLESS_MAIN(TestPoolLayouts)
#include "tst_pool_layouts.moc"
