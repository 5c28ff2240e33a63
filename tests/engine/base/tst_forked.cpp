// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/base/forked.h"

#include <csignal>
#include <stdexcept>

#include <unistd.h>

using namespace jackdaw;

class TestForked : public QObject {
    Q_OBJECT

private:
    static Status tried(const std::function<Status()>& work, std::chrono::seconds limit = std::chrono::seconds(60))
    {
        return tryInCopy("The network 'a.onnx'", limit, work);
    }

private Q_SLOTS:
    void whatWorksIsSaidToWork();
    void anErrorComesBackWhole();
    void aCrashIsASentence_data();
    void aCrashIsASentence();
    void anExceptionIsAnError();
    void whatDoesNotEndIsEnded();
    void nothingOfTheCopyStays();
};

void TestForked::whatWorksIsSaidToWork()
{
    QVERIFY(tried([] { return Status(); }).has_value());
}

void TestForked::anErrorComesBackWhole()
{
    const std::string longText(100'000, 'x');
    const auto outcome = tried([&]() -> Status { return fail(ErrorCode::NotFound, longText, "do", "why"); });
    QVERIFY(!outcome);
    QCOMPARE(static_cast<int>(outcome.error().code), static_cast<int>(ErrorCode::NotFound));
    QCOMPARE(outcome.error().message, longText);
    QCOMPARE(outcome.error().action, std::string("do"));
    QCOMPARE(outcome.error().detail, std::string("why"));
}

void TestForked::aCrashIsASentence_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("segmentation fault") << SIGSEGV;
    QTest::newRow("division by zero") << SIGFPE;
    QTest::newRow("abort") << SIGABRT;
    QTest::newRow("no memory") << SIGKILL;
}

void TestForked::aCrashIsASentence()
{
    QFETCH(const int, signal);
    const auto outcome = tried([signal] {
        raise(signal);
        return Status();
    });
    QVERIFY(!outcome);
    QCOMPARE(static_cast<int>(outcome.error().code), static_cast<int>(ErrorCode::Corrupt));
    QVERIFY(outcome.error().message.starts_with("The network 'a.onnx' makes the library that reads it crash"));
}

void TestForked::anExceptionIsAnError()
{
    const auto outcome = tried([]() -> Status { throw std::runtime_error("no such layer"); });
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().detail, std::string("no such layer"));
}

void TestForked::whatDoesNotEndIsEnded()
{
    const auto outcome = tried(
        [] {
            while (true)
                pause();
            return Status();
        },
        std::chrono::seconds(1));
    QVERIFY(!outcome);
    QVERIFY(outcome.error().message.find("within 1 s") != std::string::npos);
}

void TestForked::nothingOfTheCopyStays()
{
    int value = 1;
    QVERIFY(tried([&] {
                value = 2;
                return Status();
            }).has_value());
    QCOMPARE(value, 1);
}

QTEST_GUILESS_MAIN(TestForked)
#include "tst_forked.moc"
