// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/main_window.h"
#include "app/window/process_job.h"
#include "datasets/scenario/scenario.h"
#include "tests/engine/runtime/made_up_run.h"
#include "widgets/compare/compare_page.h"
#include "widgets/compare/run_planners_panel.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::testing;
using namespace jackdaw::widgets;
using jackdaw::window::MainWindow;
using jackdaw::window::ProcessJob;

namespace {

constexpr int kPatience = 120'000; ///< ms

/// With JACKDAW_SCREENSHOTS set pictures are written into that folder: the guide's are these.
void take(QWidget& window, const char* name)
{
    const QString folder = qEnvironmentVariable("JACKDAW_SCREENSHOTS");
    if (!folder.isEmpty() && QDir().mkpath(folder))
        window.grab().save(QDir(folder).filePath(QString::fromLatin1(name) + QStringLiteral(".png")));
}

} // namespace

/// Comparisons that are started from the window: real runs of the command line program.
class TestComparisonJob : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void plannersTimesSeedsAreRunAndCompared();
    void theFiguresAreThoseOfTheCommandLine();
    void completeRunsAreNotRunAgain();
    void cancelStopsTheRunsAndRunningAgainGoesOn();
    void whatTheProgramRefusesIsSaid();
    void aProgramThatIsNotThereIsSaid();
    void quittingTheWindowStopsTheRuns();

private:
    JobRequest request(const char* folder) const
    {
        return {m_folder.filePath(QStringLiteral("good.json")),
                {QStringLiteral("inference-only"), QStringLiteral("thief")},
                1,
                m_folder.filePath(QString::fromLatin1(folder)),
                1};
    }

    QTemporaryDir m_folder;
};

void TestComparisonJob::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("jackdaw-test"));
    QCoreApplication::setApplicationName(QStringLiteral("jackdaw-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    const std::filesystem::path folder = m_folder.path().toStdString();
    const auto settings = madeUpSettings(folder);
    const Status made = writeMadeUpRun(settings);
    QVERIFY2(made, made ? "" : made.error().text().c_str());
    std::ofstream(folder / "good.json") << datasets::scenarioJson(settings);
    QVERIFY2(window::commandLineProgram() == QString::fromUtf8(JACKDAW_CLI), qPrintable(window::commandLineProgram()));
}

void TestComparisonJob::plannersTimesSeedsAreRunAndCompared()
{
    MainWindow window;
    window.setTheme(ThemeKind::Light);
    window.resize(1280, 720);
    window.show();
    window.workbench().registry().trigger(CommandId::RunPlanners);
    QVERIFY(window.workbench().perspective() == Perspective::Compare);
    RunPlannersPanel& panel = window.workbench().compare().planners();
    QCOMPARE(window.focusWidget(), panel.focusProxy());
    JobRequest wanted = request("runs");
    wanted.seeds = 2;
    wanted.atATime = 2;
    panel.setRequest(wanted);
    QSignalSpy progress(&window.compareDesk().job(), &ComparisonJob::progressed);
    QSignalSpy made(&panel, &RunPlannersPanel::sessionsMade);
    for (auto* button : panel.findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Run"))
            button->click();
    QTRY_VERIFY_WITH_TIMEOUT(progress.size() >= 5 || !made.isEmpty(), kPatience);
    take(window, "compare-job-light");
    QTRY_VERIFY_WITH_TIMEOUT(!made.isEmpty(), kPatience);
    ComparePage& page = window.workbench().compare();
    QTRY_VERIFY_WITH_TIMEOUT(page.figures().rowCount() == 2, kPatience);
    QCOMPARE(made.front().front().toStringList().size(), 4);
    QCOMPARE(page.figures().index(0, 1).data().toString(), QStringLiteral("1, 2"));
    QVERIFY2(page.warning().isEmpty(), qPrintable(page.warning()));
    QVERIFY(panel.fraction() == 1.0);
    page.setTime(std::chrono::seconds(6));
    take(window, "compare-light");
    double last = 0.0;
    for (const auto& told : progress) {
        QVERIFY(told.front().toDouble() >= last);
        last = told.front().toDouble();
    }
    QVERIFY(progress.size() >= 4 && last == 1.0);
}

void TestComparisonJob::theFiguresAreThoseOfTheCommandLine()
{
    const QString table = m_folder.filePath(QStringLiteral("table.json"));
    QProcess process;
    process.start(QString::fromUtf8(JACKDAW_CLI),
                  {QStringLiteral("compare"), m_folder.filePath(QStringLiteral("good.json")),
                   QStringLiteral("--planner"), QStringLiteral("inference-only"), QStringLiteral("thief"),
                   QStringLiteral("--seeds"), QStringLiteral("2"), QStringLiteral("--folder"),
                   m_folder.filePath(QStringLiteral("runs")), QStringLiteral("--json"), table});
    QVERIFY(process.waitForFinished(kPatience) && process.exitCode() == 0);
    const QString printed = QString::fromUtf8(process.readAllStandardOutput())
                                .simplified()
                                .replace(QStringLiteral("( "), QStringLiteral("("));
    QFile file(table);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray rows = QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("rows")].toArray();
    MainWindow window;
    QStringList sessions;
    for (const char* name : {"inference-only-seed1", "inference-only-seed2", "thief-seed1", "thief-seed2"})
        sessions << m_folder.filePath(QStringLiteral("runs/%1.jackdaw").arg(QString::fromLatin1(name)));
    window.compareDesk().compare(sessions);
    ComparePage& page = window.workbench().compare();
    QTRY_COMPARE_WITH_TIMEOUT(page.comparison().sides.size(), std::size_t{2}, kPatience);
    for (int i = 0; i < 2; ++i) {
        const ComparedSide& side = page.comparison().sides[static_cast<std::size_t>(i)];
        const QJsonObject row = rows[i].toObject();
        const QJsonObject accuracy = row[QStringLiteral("accuracy")].toObject();
        QCOMPARE(side.accuracy->mean, accuracy[QStringLiteral("mean")].toDouble());
        QCOMPARE(side.accuracy->low, accuracy[QStringLiteral("interval")].toArray()[0].toDouble());
        QCOMPARE(side.accuracy->high, accuracy[QStringLiteral("interval")].toArray()[1].toDouble());
        QCOMPARE(side.gain->mean, row[QStringLiteral("gain_over_first")].toObject()[QStringLiteral("mean")].toDouble());
        QCOMPARE(*side.worstCamera, row[QStringLiteral("worst_camera")].toDouble());
        QCOMPARE(side.deviceSeconds, row[QStringLiteral("device_seconds")].toDouble());
        QCOMPARE(static_cast<int>(side.withAccuracy), row[QStringLiteral("with_accuracy")].toInt());
        const QString shown = page.figures().index(i, 2).data().toString();
        QVERIFY2(printed.contains(shown), qPrintable(shown + QStringLiteral(" is not in ") + printed));
    }
}

void TestComparisonJob::completeRunsAreNotRunAgain()
{
    const QFileInfo before(m_folder.filePath(QStringLiteral("runs/thief-seed1.jackdaw")));
    const QDateTime written = before.lastModified();
    ProcessJob job(QString::fromUtf8(JACKDAW_CLI));
    QSignalSpy finished(&job, &ComparisonJob::finished);
    job.start(request("runs"));
    QVERIFY(job.isRunning());
    QVERIFY(finished.wait(kPatience));
    QCOMPARE(finished.front().front().toStringList().size(), 2);
    QCOMPARE(QFileInfo(before.filePath()).lastModified(), written);
}

void TestComparisonJob::cancelStopsTheRunsAndRunningAgainGoesOn()
{
    ProcessJob job(QString::fromUtf8(JACKDAW_CLI));
    QSignalSpy progress(&job, &ComparisonJob::progressed);
    QSignalSpy failed(&job, &ComparisonJob::failed);
    QSignalSpy finished(&job, &ComparisonJob::finished);
    job.start(request("cut"));
    QVERIFY(progress.wait(kPatience)); // a window of the first run is closed
    job.cancel();
    QVERIFY(failed.wait(kPatience));
    QVERIFY(!job.isRunning());
    QVERIFY2(failed.front().front().toString().contains(QStringLiteral("run again to go on")),
             qPrintable(failed.front().front().toString()));
    QCOMPARE(finished.size(), 0);
    job.start(request("cut"));
    QVERIFY(finished.wait(kPatience));
    QCOMPARE(finished.front().front().toStringList().size(), 2);
}

void TestComparisonJob::whatTheProgramRefusesIsSaid()
{
    ProcessJob job(QString::fromUtf8(JACKDAW_CLI));
    QSignalSpy failed(&job, &ComparisonJob::failed);
    JobRequest wanted = request("refused");
    wanted.planners << QStringLiteral("robber");
    job.start(wanted);
    QVERIFY(failed.wait(kPatience));
    QVERIFY2(failed.front().front().toString().contains(QStringLiteral("robber")),
             qPrintable(failed.front().front().toString()));
    QVERIFY(failed.front().at(1).toStringList().isEmpty());
}

void TestComparisonJob::aProgramThatIsNotThereIsSaid()
{
    ProcessJob job(QStringLiteral("/nowhere/jackdaw-cli"));
    QSignalSpy failed(&job, &ComparisonJob::failed);
    job.start(request("nowhere"));
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY2(failed.front().front().toString().contains(QStringLiteral("/nowhere/jackdaw-cli cannot be started")),
             qPrintable(failed.front().front().toString()));
}

void TestComparisonJob::quittingTheWindowStopsTheRuns()
{
    {
        ProcessJob job(QString::fromUtf8(JACKDAW_CLI));
        QSignalSpy progress(&job, &ComparisonJob::progressed);
        job.start(request("quit"));
        QVERIFY(progress.wait(kPatience));
    }
    // Nobody writes its session any more: another comparison may.
    ProcessJob job(QString::fromUtf8(JACKDAW_CLI));
    QSignalSpy finished(&job, &ComparisonJob::finished);
    job.start(request("quit"));
    QVERIFY(finished.wait(kPatience));
}

QTEST_MAIN(TestComparisonJob)
#include "tst_comparison_job.moc"
