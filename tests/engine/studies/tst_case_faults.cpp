// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/scheduling/scheduling_fixtures.h"
#include "tests/engine/studies/faulty_cases.h"

#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::scheduling;
using namespace jackdaw::studies;
using namespace jackdaw::testing;

namespace {

Result<WindowProblem> parse(const std::string& text, CaseColumns columns = CaseColumns::Actual)
{
    return parseCase(text, "case", columns, 1.0, Share{0.1});
}

} // namespace

class TestCaseFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFaultIsOneMessageWithItsPointer_data();
    void everyFaultIsOneMessageWithItsPointer();
    void predictedColumnsAreCheckedAlike_data();
    void predictedColumnsAreCheckedAlike();
    void whatIsNoJsonIsRefused_data();
    void whatIsNoJsonIsRefused();
    void aMillionStreamsAreRefusedByALimit();
    void unknownFieldsAndAnEmptyGammaAreAllowed();
};

void TestCaseFaults::everyFaultIsOneMessageWithItsPointer_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("pointer");
    for (const FaultyCase& fault : faultyCases(""))
        QTest::newRow(fault.name.c_str())
            << QString::fromStdString(fault.text) << QString::fromStdString(fault.pointer);
}

void TestCaseFaults::everyFaultIsOneMessageWithItsPointer()
{
    QFETCH(QString, text);
    QFETCH(QString, pointer);
    const auto result = parse(text.toStdString());
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::InvalidInput);
    const std::string& message = result.error().message;
    QVERIFY2(message.starts_with("The case file case cannot be used, " + pointer.toStdString() + ": found "),
             message.c_str());
    QVERIFY2(message.ends_with(".") && message.find('\n') == std::string::npos, message.c_str());
}

void TestCaseFaults::predictedColumnsAreCheckedAlike_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("pointer");
    for (const FaultyCase& fault : faultyCases("pred_"))
        if (fault.pointer.find("pred_") != std::string::npos)
            QTest::newRow(fault.name.c_str())
                << QString::fromStdString(fault.text) << QString::fromStdString(fault.pointer);
}

void TestCaseFaults::predictedColumnsAreCheckedAlike()
{
    QFETCH(QString, text);
    QFETCH(QString, pointer);
    const auto result = parse(text.toStdString(), CaseColumns::Predicted);
    QVERIFY(!result);
    QVERIFY2(result.error().message.find("cannot be used, " + pointer.toStdString() + ": found ") != std::string::npos,
             result.error().message.c_str());
}

void TestCaseFaults::whatIsNoJsonIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const auto& [name, text] : brokenTexts())
        QTest::newRow(name.c_str()) << QByteArray::fromStdString(text);
}

void TestCaseFaults::whatIsNoJsonIsRefused()
{
    QFETCH(QByteArray, text);
    const auto result = parse(text.toStdString());
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::InvalidInput);
    QVERIFY2(result.error().message.starts_with("The case file case cannot be used"), result.error().message.c_str());
}

void TestCaseFaults::aMillionStreamsAreRefusedByALimit()
{
    const auto result = parse(caseOfManyStreams(1'000'000));
    QVERIFY(!result);
    QCOMPARE(result.error().message,
             std::string("The case file case cannot be used, /streams: found an array of 1000000, expected an array of "
                         "1 to 10000 elements."));
}

void TestCaseFaults::unknownFieldsAndAnEmptyGammaAreAllowed()
{
    nlohmann::json json = goodCase();
    json["comment"] = "more than the format names";
    json["streams"][1]["configs"] = nlohmann::json::array();
    const auto p = parse(json.dump());
    QVERIFY(p.has_value());
    QVERIFY(p->streams[1].options.empty());
}

QTEST_GUILESS_MAIN(TestCaseFaults)
#include "tst_case_faults.moc"
