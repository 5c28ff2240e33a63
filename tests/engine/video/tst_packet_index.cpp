// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/video/packet_index.h"
#include "engine/video/stream_clock.h"

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>

using namespace jackdaw;
using video::FoundPacket;
using video::PacketIndex;
using video::StreamClock;

namespace {

constexpr AVRational kMilliseconds{1, 1000};

/// Packets that are shown in the order of their file, \p step apart.
std::vector<FoundPacket> packets(std::size_t count, std::int64_t step, std::int64_t begin = 0)
{
    std::vector<FoundPacket> list;
    for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t time = begin + static_cast<std::int64_t>(i) * step;
        list.push_back({time, time, step, static_cast<std::int64_t>(i) * 100, 100, i % 10 == 0});
    }
    return list;
}

std::vector<FoundPacket> joined(std::vector<FoundPacket> first, const std::vector<FoundPacket>& second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

/// As an encoder writes them that shows two pictures before the one that they rest on.
std::vector<FoundPacket> reordered(std::size_t groups, std::int64_t step)
{
    std::vector<FoundPacket> list;
    for (std::size_t group = 0; group < groups; ++group)
        for (const std::int64_t place : {2, 0, 1}) {
            const auto order = static_cast<std::int64_t>(list.size());
            list.push_back({(static_cast<std::int64_t>(group) * 3 + place + 2) * step, order * step, step, order * 100,
                            100, place == 2 && group % 4 == 0});
        }
    return list;
}

/// What must hold of every index.
void expectSound(const PacketIndex& index, const std::vector<FoundPacket>& list)
{
    std::vector<std::int64_t> ranks;
    for (std::size_t order = 0; order < list.size(); ++order)
        if (const std::int64_t rank = index.rankOf(static_cast<std::int64_t>(order)); rank >= 0)
            ranks.push_back(rank);
    std::sort(ranks.begin(), ranks.end());
    RC_ASSERT(static_cast<std::int64_t>(ranks.size()) == index.count());
    for (std::size_t i = 0; i < ranks.size(); ++i)
        RC_ASSERT(ranks[i] == static_cast<std::int64_t>(i));
    for (std::int64_t rank = 0; rank < index.count(); ++rank) {
        RC_ASSERT(index.timeOf(rank) >= Nanoseconds{0});
        RC_ASSERT(rank == 0 || index.timeOf(rank) > index.timeOf(rank - 1));
        RC_ASSERT(index.timeOf(rank) < index.length());
        RC_ASSERT(index.rankAt(index.timeOf(rank)) == rank);
        const auto* key = index.startFor(rank, 0);
        if (!key)
            continue;
        RC_ASSERT(key->rank <= rank);
        for (std::size_t order = 0; order < static_cast<std::size_t>(key->order); ++order)
            RC_ASSERT(index.rankOf(static_cast<std::int64_t>(order)) < rank);
    }
    RC_ASSERT(std::isfinite(index.rate()) && index.rate() > 0.0);
}

} // namespace

class TestPacketIndex : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void regularPacketsHaveTheirOwnTimes();
    void aWrongRateOfTheFileIsNotBelieved();
    void aRightRateOfTheFileIsTakenAsItIs();
    void someMissingPicturesDoNotChangeTheRate();
    void aLeapAheadIsClosed();
    void aNewBeginningIsJoinedOn();
    void aCameraThatWasStillForAWhileIsLeftAsItWas();
    void rarePicturesAreNoLeaps();
    void picturesOutOfOrderAreRanked();
    void aPictureBeforeItsKeyPictureStartsEarlier();
    void picturesThatAreNotShownHaveNoRank();
    void aFewPacketsWithoutTimeAreFittedIn();
    void packetsWithoutTimeAreCounted();
    void packetsThatOnlySayWhenTheyAreDecodedKeepTheirTimes();
    void picturesThatAreMissingAtATearAreCounted();
    void anyPacketsMakeASoundIndex();
    void aStreamsTimesRise();
    void aStreamsLeapsAreClosed();
};

void TestPacketIndex::regularPacketsHaveTheirOwnTimes()
{
    const PacketIndex index(packets(50, 40, 7000), kMilliseconds, 25.0);
    QCOMPARE(index.count(), std::int64_t{50});
    QCOMPARE(index.rate(), 25.0);
    QCOMPARE(index.length().count(), std::int64_t{2'000'000'000});
    QVERIFY(index.breaks().empty());
    QCOMPARE(index.timeOf(7).count(), std::int64_t{280'000'000});
    QCOMPARE(index.rankAt(Nanoseconds{280'000'001}), std::int64_t{8});
    QCOMPARE(index.startFor(27, 0)->order, std::int64_t{20});
    QCOMPARE(index.startFor(27, 2)->order, std::int64_t{0});
    QVERIFY(!index.startFor(27, 3));
    QVERIFY(!index.startFor(50, 0));
}

void TestPacketIndex::aWrongRateOfTheFileIsNotBelieved()
{
    QCOMPARE(PacketIndex(packets(50, 100), kMilliseconds, 120.0).rate(), 10.0);
    QCOMPARE(PacketIndex(packets(50, 100), kMilliseconds, 0.0).rate(), 10.0);
}

void TestPacketIndex::aRightRateOfTheFileIsTakenAsItIs()
{
    auto thirds = packets(90, 33);
    for (std::size_t i = 0; i < thirds.size(); ++i)
        thirds[i].pts = thirds[i].dts = std::llround(static_cast<double>(i) * 1001.0 / 30.0);
    QCOMPARE(PacketIndex(thirds, kMilliseconds, 30000.0 / 1001.0).rate(), 30000.0 / 1001.0);
}

void TestPacketIndex::someMissingPicturesDoNotChangeTheRate()
{
    auto list = packets(200, 40);
    list.erase(list.begin() + 50, list.begin() + 90);
    const PacketIndex index(list, kMilliseconds, 25.0);
    QCOMPARE(index.rate(), 25.0);
    QCOMPARE(index.length().count(), std::int64_t{8'000'000'000});
}

void TestPacketIndex::aLeapAheadIsClosed()
{
    const PacketIndex index(joined(packets(100, 40), packets(100, 40, 3'600'000)), kMilliseconds, 25.0);
    QCOMPARE(index.length().count(), std::int64_t{8'000'000'000});
    QCOMPARE(index.breaks().size(), std::size_t{1});
    QCOMPARE(index.breaks()[0].rank, std::int64_t{100});
    QVERIFY(index.breaks()[0].leap > fromSeconds(3590));
}

void TestPacketIndex::aNewBeginningIsJoinedOn()
{
    const PacketIndex index(joined(packets(100, 40, 500), packets(100, 40, 500)), kMilliseconds, 25.0);
    QCOMPARE(index.length().count(), std::int64_t{8'000'000'000});
    QCOMPARE(index.timeOf(100).count(), std::int64_t{4'000'000'000});
    QCOMPARE(index.breaks().size(), std::size_t{1});
    QVERIFY(index.breaks()[0].leap < Nanoseconds{0});
    QCOMPARE(index.startFor(115, 0)->order, std::int64_t{110});
}

void TestPacketIndex::aCameraThatWasStillForAWhileIsLeftAsItWas()
{
    const PacketIndex index(joined(packets(100, 40), packets(100, 40, 9'000)), kMilliseconds, 25.0);
    QVERIFY(index.breaks().empty());
    QCOMPARE(index.timeOf(100).count(), std::int64_t{9'000'000'000});
}

void TestPacketIndex::rarePicturesAreNoLeaps()
{
    const PacketIndex index(packets(60, 60'000), kMilliseconds, 1.0 / 60.0);
    QVERIFY(index.breaks().empty());
    QCOMPARE(index.length().count(), fromSeconds(3600).count());
}

void TestPacketIndex::picturesOutOfOrderAreRanked()
{
    const PacketIndex index(reordered(8, 40), kMilliseconds, 25.0);
    QVERIFY(index.isRanked());
    QCOMPARE(index.rankOf(0), std::int64_t{2});
    QCOMPARE(index.rankOf(1), std::int64_t{0});
    QCOMPARE(index.rankOf(23), std::int64_t{22});
}

void TestPacketIndex::aPictureBeforeItsKeyPictureStartsEarlier()
{
    const PacketIndex index(reordered(8, 40), kMilliseconds, 25.0);
    // The second key picture is the one with order 12 and rank 14; 12 and 13 come after it in the file.
    QCOMPARE(index.startFor(14, 0)->order, std::int64_t{12});
    QCOMPARE(index.startFor(13, 0)->order, std::int64_t{0});
    QVERIFY(!index.startFor(0, 0));
}

void TestPacketIndex::picturesThatAreNotShownHaveNoRank()
{
    auto list = packets(50, 40);
    for (std::size_t i = 30; i < 50; ++i)
        list[i].shown = false;
    list[0].shown = false;
    const PacketIndex index(list, kMilliseconds, 25.0);
    QCOMPARE(index.count(), std::int64_t{29});
    QCOMPARE(index.rankOf(0), std::int64_t{-1});
    QCOMPARE(index.rankOf(1), std::int64_t{0});
    QCOMPARE(index.timeOf(0).count(), std::int64_t{0});
}

void TestPacketIndex::aFewPacketsWithoutTimeAreFittedIn()
{
    auto list = packets(200, 40);
    list[77].pts = list[77].dts = AV_NOPTS_VALUE;
    list[120].pts = AV_NOPTS_VALUE;
    const PacketIndex index(list, kMilliseconds, 25.0);
    QVERIFY(index.isRanked());
    for (std::int64_t order = 0; order < 200; ++order) {
        QCOMPARE(index.rankOf(order), order);
        QCOMPARE(index.timeOf(order).count(), order * 40'000'000);
    }
}

void TestPacketIndex::packetsWithoutTimeAreCounted()
{
    auto list = packets(50, 40);
    for (FoundPacket& packet : list)
        packet.pts = packet.dts = AV_NOPTS_VALUE;
    const PacketIndex index(list, kMilliseconds, 20.0);
    QVERIFY(!index.isRanked());
    QCOMPARE(index.timeOf(10).count(), std::int64_t{500'000'000});
    QCOMPARE(index.length().count(), std::int64_t{2'500'000'000});
    QCOMPARE(index.rate(), 20.0);
}

void TestPacketIndex::packetsThatOnlySayWhenTheyAreDecodedKeepTheirTimes()
{
    auto list = packets(50, 100);
    for (FoundPacket& packet : list)
        packet.pts = AV_NOPTS_VALUE;
    const PacketIndex index(list, kMilliseconds, 25.0);
    QVERIFY(!index.isRanked());
    QCOMPARE(index.timeOf(10).count(), std::int64_t{1'000'000'000});
    QCOMPARE(index.rate(), 10.0);
}

void TestPacketIndex::picturesThatAreMissingAtATearAreCounted()
{
    // Five pictures are gone; of the one before the tear only a part is left.
    auto list = joined(packets(40, 40), packets(60, 40, 45 * 40));
    QVERIFY2(PacketIndex(list, kMilliseconds, 25.0).holes().empty(), "a camera may pause");
    for (const std::size_t torn : {39U, 40U}) {
        auto broken = list;
        broken[torn].torn = true;
        const PacketIndex index(broken, kMilliseconds, 25.0);
        QCOMPARE(index.holes().size(), std::size_t{1});
        QCOMPARE(index.holes()[0].rank, std::int64_t{40});
        QCOMPARE(index.holes()[0].count, std::int64_t{5});
    }
    auto whole = packets(100, 40);
    whole[50].torn = true;
    QVERIFY2(PacketIndex(whole, kMilliseconds, 25.0).holes().empty(), "no picture is missing there");
    auto uneven = joined(packets(20, 40), packets(20, 100, 2000));
    uneven[20].torn = true;
    QVERIFY2(PacketIndex(uneven, kMilliseconds, 25.0).holes().empty(), "its rate says nothing");
}

void TestPacketIndex::anyPacketsMakeASoundIndex()
{
    const bool holds = rc::check("ranks and times of any packets are sound", [] {
        const auto count = *rc::gen::inRange<std::size_t>(0, 60);
        std::vector<FoundPacket> list;
        std::int64_t clock = *rc::gen::inRange<std::int64_t>(-1000, 1000);
        for (std::size_t i = 0; i < count; ++i) {
            clock += *rc::gen::weightedElement<std::int64_t>({{20, 40}, {3, 0}, {3, 41}, {1, 3'000'000}, {1, -90'000}});
            FoundPacket packet{clock + 40 * *rc::gen::inRange(0, 3), clock, 40,
                               static_cast<std::int64_t>(i),         1,     *rc::gen::inRange(0, 5) == 0,
                               *rc::gen::inRange(0, 9) != 0};
            if (*rc::gen::inRange(0, 80) == 0)
                packet.pts = AV_NOPTS_VALUE;
            if (*rc::gen::inRange(0, 80) == 0)
                packet.dts = *rc::gen::element<std::int64_t>(AV_NOPTS_VALUE, INT64_MAX, INT64_MIN + 1);
            list.push_back(packet);
        }
        expectSound(PacketIndex(list, kMilliseconds, 25.0), list);
    });
    QVERIFY(holds);
}

void TestPacketIndex::aStreamsTimesRise()
{
    const bool holds = rc::check("times of a stream begin at 0 and rise, without long gaps", [] {
        StreamClock clock(std::chrono::milliseconds(40));
        Nanoseconds last{-1};
        for (int i = 0; i < 60; ++i) {
            std::optional<Nanoseconds> stamp;
            if (*rc::gen::inRange(0, 10) != 0)
                stamp = std::chrono::milliseconds(*rc::gen::inRange(-1'000'000, 1'000'000));
            const Nanoseconds time = clock.place(stamp).time;
            RC_ASSERT(time > last);
            RC_ASSERT(i > 0 || time == Nanoseconds{0});
            RC_ASSERT(time - last <= std::chrono::seconds(11));
            last = time;
        }
    });
    QVERIFY(holds);
}

void TestPacketIndex::aStreamsLeapsAreClosed()
{
    StreamClock clock(std::chrono::milliseconds(40));
    const auto at = [&clock](std::int64_t milliseconds) {
        return clock.place(std::chrono::milliseconds(milliseconds));
    };
    QCOMPARE(at(5000).time.count(), std::int64_t{0});
    QCOMPARE(at(5040).time.count(), std::int64_t{40'000'000});
    const auto ahead = at(4'000'000);
    QCOMPARE(ahead.time.count(), std::int64_t{80'000'000});
    QVERIFY(ahead.leap > std::chrono::hours(1));
    QCOMPARE(at(4'000'040).time.count(), std::int64_t{120'000'000});
    const auto back = at(0);
    QCOMPARE(back.time.count(), std::int64_t{160'000'000});
    QVERIFY(back.leap < Nanoseconds{0});
    QCOMPARE(clock.place(std::nullopt).time.count(), std::int64_t{200'000'000});
}

QTEST_GUILESS_MAIN(TestPacketIndex)
#include "tst_packet_index.moc"
