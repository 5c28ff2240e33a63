// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/studies/faulty_cases.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <utility>

using namespace jackdaw::testing;

/// jackdaw-cli plan on case files from outside: exit code 2, one message on standard error, nothing on standard output.
class TestPlanFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFaultyCaseIsBadInput_data();
    void aFaultyCaseIsBadInput();
    void aGoodCaseIsPlanned();
    void oneFaultyCaseAmongGoodOnesPrintsNothing();

private:
    QString write(const QString& name, const std::string& text);
    void run(const QStringList& arguments);

    QTemporaryDir m_folder;
    int m_code = -1;
    QByteArray m_out;
    QByteArray m_err;
};

QString TestPlanFaults::write(const QString& name, const std::string& text)
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(text)) < 0)
        qFatal("The temporary folder cannot be written to.");
    return file.fileName();
}

void TestPlanFaults::run(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(JACKDAW_CLI), QStringList({QStringLiteral("plan")}) + arguments);
    const bool ended = process.waitForFinished(-1) && process.exitStatus() == QProcess::NormalExit;
    m_code = ended ? process.exitCode() : -1;
    m_out = process.readAllStandardOutput();
    m_err = process.readAllStandardError();
}

void TestPlanFaults::aFaultyCaseIsBadInput_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("named");
    for (const auto& [name, text] : brokenTexts())
        QTest::newRow(name.c_str()) << QByteArray::fromStdString(text) << QByteArray("faulty.json");
    std::string last;
    for (const FaultyCase& fault : faultyCases(""))
        if (fault.pointer != std::exchange(last, fault.pointer))
            QTest::newRow(fault.name.c_str())
                << QByteArray::fromStdString(fault.text) << QByteArray::fromStdString(fault.pointer);
    QTest::newRow("a hundred thousand streams")
        << QByteArray::fromStdString(caseOfManyStreams(100'000)) << QByteArray("expected an array of 1 to 10000");
}

void TestPlanFaults::aFaultyCaseIsBadInput()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, named);
    run({write(QStringLiteral("faulty.json"), text.toStdString()), QStringLiteral("--json")});
    QVERIFY2(m_code == 2, m_err);
    QVERIFY2(m_out.isEmpty(), m_out);
    QVERIFY2(m_err.count('\n') == 1 && m_err.startsWith("jackdaw-cli plan: "), m_err);
    QVERIFY2(m_err.contains(named), m_err);
}

void TestPlanFaults::aGoodCaseIsPlanned()
{
    run({write(QStringLiteral("good.json"), goodCase().dump())});
    QVERIFY2(m_code == 0, m_err);
    QVERIFY2(!m_out.isEmpty() && m_err.isEmpty(), m_err);
}

void TestPlanFaults::oneFaultyCaseAmongGoodOnesPrintsNothing()
{
    run({write(QStringLiteral("good.json"), goodCase().dump()), m_folder.filePath(QStringLiteral("missing.json"))});
    QVERIFY2(m_code == 2, m_err);
    QVERIFY2(m_out.isEmpty() && m_err.contains("missing.json"), m_err);
}

QTEST_GUILESS_MAIN(TestPlanFaults)
#include "tst_plan_faults.moc"
