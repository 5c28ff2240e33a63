// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/scenario/scenario.h"
#include "tests/app/cli_process.h"
#include "tests/datasets/made_data_sets.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace jackdaw;
using namespace jackdaw::testing;
using Path = std::filesystem::path;

/// Data sets on the command line.
class TestDataset : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aDryRunTellsAndWritesNothing();
    void aDryRunIsJsonForPrograms();
    void theScenarioIsWrittenWithItsLabels();
    void aScenarioThatIsThereIsNotReplaced();
    void kindsAreListedWithTheirLayouts();
    void mistakesAreNamed_data();
    void mistakesAreNamed();

private:
    Path at(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    Ended import(const QStringList& arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral(JACKDAW_CLI),
                      QStringList{QStringLiteral("dataset"), QStringLiteral("import")} + arguments);
        return ended(process);
    }

    QTemporaryDir m_folder;
};

void TestDataset::initTestCase()
{
    makeCityscapes(at("cities"));
    makeMot(at("mot"));
}

void TestDataset::aDryRunTellsAndWritesNothing()
{
    const Ended told = import({QStringLiteral("cityscapes"), QStringLiteral("cities"), QStringLiteral("--out"),
                               QStringLiteral("dry.json"), QStringLiteral("--dry-run")});
    QCOMPARE(told.code, 0);
    for (const char* words : {"kind:    cityscapes", "cameras: 3", "zurich", "car", "rider", ": person",
                              "classes: person car", "missing: zurich", "windows of"})
        QVERIFY2(told.out.contains(QString::fromUtf8(words)), told.told().constData());
    QVERIFY(!std::filesystem::exists(at("dry.json")) && !std::filesystem::exists(at("dry-files")));
}

void TestDataset::aDryRunIsJsonForPrograms()
{
    const Ended told = import({QStringLiteral("mot"), QStringLiteral("mot"), QStringLiteral("--dry-run"),
                               QStringLiteral("--json"), QStringLiteral("--golden"), QStringLiteral("m.onnx")});
    QCOMPARE(told.code, 0);
    const QJsonObject made = QJsonDocument::fromJson(told.out.toUtf8()).object();
    QCOMPARE(made[QStringLiteral("cameras")].toArray().size(), 2);
    QCOMPARE(made[QStringLiteral("cameras")][1][QStringLiteral("labelled_frames")].toInt(), 5);
    QVERIFY(!made[QStringLiteral("missing")].toArray().isEmpty());
}

void TestDataset::theScenarioIsWrittenWithItsLabels()
{
    const Ended told = import({QStringLiteral("mot"), QStringLiteral("mot"), QStringLiteral("--out"),
                               QStringLiteral("mot.json"), QStringLiteral("--camera"), QStringLiteral("MOT17-02")});
    QVERIFY2(told.code == 0, told.told().constData());
    const auto settings = datasets::readScenario(at("mot.json"));
    QVERIFY(settings);
    QCOMPARE(settings->cameras.size(), std::size_t{1});
    QCOMPARE(settings->cameras[0].goldenLabels->lexically_normal(), at("mot-files/labels/MOT17-02.csv"));
    QVERIFY(std::filesystem::exists(*settings->cameras[0].goldenLabels));
}

void TestDataset::aScenarioThatIsThereIsNotReplaced()
{
    const QStringList arguments{QStringLiteral("mot"), QStringLiteral("mot"), QStringLiteral("--out"),
                                QStringLiteral("kept.json")};
    QVERIFY(QFile(qt(at("kept.json"))).open(QIODevice::WriteOnly)); // an empty file is one, too
    const Ended told = import(arguments);
    QCOMPARE(told.code, 2);
    QVERIFY2(told.err.contains(QStringLiteral("kept.json is already there")), told.told().constData());
    QCOMPARE(std::filesystem::file_size(at("kept.json")), std::uintmax_t{0});
    QVERIFY(!std::filesystem::exists(at("kept-files")));
    QCOMPARE(import(arguments + QStringList{QStringLiteral("--dry-run")}).code, 0);
}

void TestDataset::kindsAreListedWithTheirLayouts()
{
    const Ended told = import({QStringLiteral("--help")});
    QCOMPARE(told.code, 0);
    for (const char* kind :
         {"cityscapes: looked for is leftImg8bit", "waymo: ", "ekya: ", "ua-detrac: ", "cityflow: ", "mot: "})
        QVERIFY2(told.out.contains(QString::fromUtf8(kind)), told.told().constData());
}

void TestDataset::mistakesAreNamed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const char* arguments, const char* words) {
        QTest::newRow(name) << QString::fromUtf8(arguments).split(u' ') << QString::fromUtf8(words);
    };
    row("a kind", "kitti mot --dry-run", "kitti");
    row("no folder", "mot nowhere --dry-run", "is no folder");
    row("another layout", "ua-detrac mot --dry-run", "looked for are sequences MVI_NUMBER.xml");
    row("nothing to write", "mot mot", "--out");
    row("a camera", "mot mot --dry-run --camera here", "no camera 'here'");
}

void TestDataset::mistakesAreNamed()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, words);
    const Ended told = import(arguments);
    QCOMPARE(told.code, 2);
    QVERIFY2(told.err.contains(words), told.told().constData());
}

QTEST_GUILESS_MAIN(TestDataset)
#include "tst_dataset.moc"
