// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network_check/topology.h"

#include <QTest>

#include <algorithm>
#include <utility>
#include <vector>

using namespace jackdaw::check;

namespace {

/// Where the parts of \p topology's units lie in its parameters: begin and end of each, in order.
std::vector<std::pair<std::int64_t, std::int64_t>> partsOf(const Topology& topology)
{
    std::vector<std::pair<std::int64_t, std::int64_t>> parts;
    for (const Unit& unit : topology.units) {
        parts.emplace_back(unit.weight, unit.weight + unit.weightCount());
        if (unit.isNormalised)
            parts.emplace_back(unit.scale, unit.scale + unit.out);
        parts.emplace_back(unit.shift, unit.shift + unit.out);
    }
    std::sort(parts.begin(), parts.end());
    return parts;
}

std::int64_t parametersOf(const Topology& topology)
{
    std::int64_t count = 0;
    for (const auto& [begin, end] : partsOf(topology))
        count += end - begin;
    return count;
}

} // namespace

class TestTopology : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theNetworksHaveTheSizesThatTheyAreKnownFor()
    {
        QVERIFY(std::abs(static_cast<double>(parametersOf(resNet18(64))) / 11.2e6 - 1.0) < 0.01);
        QVERIFY(std::abs(static_cast<double>(parametersOf(pointDetector(352, 288))) / 0.535e6 - 1.0) < 0.01);
    }

    void noPartOfAFlatBufferTouchesAnother()
    {
        for (const Topology& topology : {resNet18(64), pointDetector(352, 288)}) {
            std::int64_t free = 0;
            for (const auto& [begin, end] : partsOf(topology)) {
                QVERIFY(begin >= free && begin % kAligned == 0);
                free = end;
            }
            QVERIFY(free <= topology.parameters);
        }
    }
};

QTEST_APPLESS_MAIN(TestTopology)
#include "tst_topology.moc"
