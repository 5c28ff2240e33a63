// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/property_seed.h"

#include <QProcess>
#include <QTest>

#include <rapidcheck.h>

/// The program starts itself as another one, which only tries a property and says what it was tried on.
class TestPropertySeed : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRunTriesTheSameValues() { QCOMPARE(said({}), said({})); }
    void theSeedIsPrinted() { QVERIFY(said({}).contains("seed=2026")); }
    void aSeedFromOutsideIsTaken()
    {
        const QByteArray other = said("seed=7 max_success=3");
        QVERIFY(other.contains("seed=7"));
        QVERIFY(other != said({}));
        QCOMPARE(other.count("tried"), 3);
    }
    void aTestMaySayHowOftenItTries() { QCOMPARE(said({}).count("tried"), 5); }

private:
    static QByteArray said(const QByteArray& parameters)
    {
        QProcess program;
        program.setProcessChannelMode(QProcess::MergedChannels);
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.remove(QStringLiteral("RC_PARAMS"));
        if (!parameters.isEmpty())
            environment.insert(QStringLiteral("RC_PARAMS"), QString::fromUtf8(parameters));
        program.setProcessEnvironment(environment);
        program.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--try")});
        return program.waitForFinished() ? program.readAll() : QByteArray("it did not end");
    }
};

namespace {

int tryOnce()
{
    jackdaw::testing::usePropertyParameters("seed=2026 max_success=5");
    return rc::check("any number", [](int value) { std::printf("tried %d\n", value); }) ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc == 2 && qstrcmp(argv[1], "--try") == 0)
        return tryOnce();
    QCoreApplication app(argc, argv);
    TestPropertySeed test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_property_seed.moc"
