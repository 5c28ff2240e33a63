// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/side_work.h"

#include <QTest>

#include <future>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace jackdaw;
using namespace jackdaw::runtime;

class TestSideWork : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void underDeviceTimeItHasTakenEffectAtOnce()
    {
        SideWork side(true, m_wake);
        bool done = false;
        side.run([&]() -> SideWork::Effect { return [&] { done = true; }; });
        QVERIFY(done);
        QVERIFY(!side.isBusy());
        QVERIFY_EXCEPTION_THROWN(side.run([]() -> SideWork::Effect { throw std::runtime_error("broken"); }),
                                 std::runtime_error);
    }

    void besideTheLoopItTakesEffectInItsOrderWhenItIsSettled()
    {
        SideWork side(false, m_wake);
        std::promise<void> mayEnd;
        std::vector<int> effects;
        const std::thread::id engine = std::this_thread::get_id();
        side.run([&, until = mayEnd.get_future().share()]() -> SideWork::Effect {
            until.wait();
            return [&, isBeside = std::this_thread::get_id() != engine] {
                if (isBeside && std::this_thread::get_id() == engine)
                    effects.push_back(1);
            };
        });
        side.run([&]() -> SideWork::Effect { return [&] { effects.push_back(2); }; });
        side.settle();
        QVERIFY(side.isBusy());
        QVERIFY(effects.empty());
        mayEnd.set_value();
        settleAll(side);
        QCOMPARE(effects, (std::vector<int>{1, 2}));
    }

    void onSeveralThreadsItTakesEffectInTheOrderInWhichItWasAskedFor()
    {
        SideWork side(false, m_wake, 3);
        std::promise<void> mayEnd;
        std::vector<int> effects;
        side.run([&, until = mayEnd.get_future().share()]() -> SideWork::Effect {
            until.wait();
            return [&] { effects.push_back(0); };
        });
        std::promise<void> ended;
        side.run([&]() -> SideWork::Effect {
            ended.set_value();
            return [&] { effects.push_back(1); };
        });
        ended.get_future().wait();
        side.settle();
        QVERIFY2(effects.empty(), "the first one is still under way");
        mayEnd.set_value();
        side.finish();
        QCOMPARE(effects, (std::vector<int>{0, 1}));
    }

    void whoeverWaitsForItsEndHasItsEffectsAndIsWokenOnceMore()
    {
        SideWork side(false, m_wake);
        bool done = false;
        side.run([&]() -> SideWork::Effect { return [&] { done = true; }; });
        side.finish();
        QVERIFY(done && !side.isBusy());
        QVERIFY2(m_wake.waitUntil(std::chrono::steady_clock::now(), {}), "what else was told meanwhile is looked at");
    }

    void whatItThrowsIsThrownWhereItWouldTakeEffect()
    {
        SideWork side(false, m_wake);
        side.run([]() -> SideWork::Effect { throw std::runtime_error("broken"); });
        QVERIFY_EXCEPTION_THROWN(settleAll(side), std::runtime_error);
        QVERIFY(!side.isBusy());
    }

    void whatIsNotSettledAtTheEndHasNoEffect()
    {
        bool done = false;
        {
            SideWork side(false, m_wake);
            side.run([&]() -> SideWork::Effect { return [&] { done = true; }; });
        }
        QVERIFY(!done);
    }

private:
    void settleAll(SideWork& side)
    {
        while (side.isBusy()) {
            m_wake.waitUntil(Signal::Instant::max(), {});
            side.settle();
        }
    }

    Signal m_wake;
};

QTEST_APPLESS_MAIN(TestSideWork)
#include "tst_side_work.moc"
