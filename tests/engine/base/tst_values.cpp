// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/base/units.h"

#include <concepts>
#include <type_traits>
#include <unordered_set>

using namespace jackdaw;

namespace {

template <class A, class B>
concept Addable = requires(A a, B b)
{
    a + b;
};
template <class A, class B>
concept Comparable = requires(A a, B b)
{
    a == b;
};

Result<int> half(int number)
{
    if (number % 2 != 0)
        return fail(ErrorCode::InvalidInput, "The number is odd.", "Give an even one.", "from half()");
    return number / 2;
}

} // namespace

class TestValues : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void quantitiesOfOneUnitAddAndCompare()
    {
        constexpr GpuSeconds sum = GpuSeconds{1.5} + GpuSeconds{0.5} * 2.0 - GpuSeconds{0.25};
        static_assert(sum.value == 2.25);
        static_assert(GpuSeconds{3.0} / GpuSeconds{2.0} == 1.5);
        static_assert(2.0 * Share{0.25} == Share{0.5});
        static_assert(Share{0.2} / 2.0 < Share{0.2});
        Share share{0.5};
        share += Share{0.25};
        share -= Share{0.5};
        QCOMPARE(share, Share{0.25});
    }

    void quantitiesOfDifferentUnitsDoNotMix()
    {
        static_assert(Addable<Share, Share> && !Addable<Share, GpuSeconds> && !Addable<Share, double>);
        static_assert(Comparable<Accuracy, Accuracy> && !Comparable<Accuracy, Share> && !Comparable<Accuracy, double>);
        static_assert(!std::convertible_to<Share, double> && !std::convertible_to<double, Share>);
    }

    void secondsRoundToNanoseconds()
    {
        QCOMPARE(fromSeconds(1.5), Nanoseconds{1500000000});
        QCOMPARE(fromSeconds(0.1 + 0.2), Nanoseconds{300000000});
        QCOMPARE(fromSeconds(-1e-9), Nanoseconds{-1});
        QCOMPARE(toSeconds(Nanoseconds{2500000000}), 2.5);
        QCOMPARE(toSeconds(fromSeconds(46.0)), 46.0);
    }

    void idsOfDifferentThingsDoNotMix()
    {
        static_assert(!Comparable<CameraId, JobId> && !std::convertible_to<CameraId, WindowId>);
        static_assert(!std::convertible_to<std::uint32_t, CameraId> || std::is_aggregate_v<CameraId>);
        QVERIFY(CameraId{1} < CameraId{2});
        const std::unordered_set<JobId> jobs{JobId{1}, JobId{1}, JobId{2}};
        QCOMPARE(jobs.size(), std::size_t{2});
    }

    void aResultHoldsAValueOrAnError()
    {
        QCOMPARE(half(8).value(), 4);
        const auto failed = half(7);
        QVERIFY(!failed);
        QCOMPARE(failed.error().code, ErrorCode::InvalidInput);
        QCOMPARE(failed.error().detail, std::string("from half()"));
    }

    void anErrorIsOneLineOfText()
    {
        QCOMPARE(half(7).error().text(), std::string("The number is odd. Give an even one."));
        QCOMPARE((Error{ErrorCode::Io, "Disk full.", "", "errno 28"}.text()), std::string("Disk full."));
    }

    void aStatusIsGoodUnlessItFailed()
    {
        QVERIFY(Status{});
        QVERIFY(!Status{fail(ErrorCode::Cancelled, "Stopped.")});
    }
};

QTEST_GUILESS_MAIN(TestValues)
#include "tst_values.moc"
