// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/comparisons.h"
#include "app/window/main_window.h"
#include "engine/report/comparison.h"
#include "tests/app/window/compared_sessions.h"
#include "widgets/compare/compare_page.h"
#include "widgets/compare/comparison_tables.h"
#include "widgets/compare/run_planners_panel.h"

#include <QAction>
#include <QPushButton>
#include <QSettings>
#include <QSlider>
#include <QTableView>
#include <QtTest>

#include <fstream>

using namespace jackdaw;
using namespace jackdaw::testing;
using namespace jackdaw::widgets;
using jackdaw::window::MainWindow;

namespace {

constexpr int kPatience = 20'000; ///< ms

/// The window with the Compare page before it; files are picked by the test.
struct Shown {
    Shown()
    {
        window.resize(1400, 900);
        window.show();
        window::CompareDesk::Questions ask;
        ask.files = [this](const QString&, const QString&) { return picked; };
        ask.folder = [](const QString&) { return QString(); };
        ask.text = [this](const QString&, const QString&, const QString&) { return typed; };
        window.compareDesk().setQuestions(ask);
        window.workbench().show(Perspective::Compare);
    }

    ComparePage& page() { return window.workbench().compare(); }
    void run(CommandId id) { window.workbench().registry().trigger(id); }
    bool isRead()
    {
        return QTest::qWaitFor([this] { return !page().isReading(); }, kPatience);
    }
    QTableView& windowTable()
    {
        for (auto* view : page().findChildren<QTableView*>())
            if (view->accessibleName() == QStringLiteral("comparison-by-window"))
                return *view;
        qFatal("there is no table of windows");
    }
    void chooseWindow(int row)
    {
        QTableView& table = windowTable();
        table.setCurrentIndex(table.model()->index(row, 0));
        Q_EMIT table.activated(table.currentIndex());
    }
    QString figure(int row, int column) { return page().figures().index(row, column).data().toString(); }

    MainWindow window;
    QStringList picked;
    QString typed;
};

QString textOf(const ValueTableModel& table)
{
    QString text;
    for (int row = 0; row < table.rowCount(); ++row)
        for (int column = 0; column < table.columnCount(); ++column)
            text += table.index(row, column).data().toString() + QLatin1Char('|');
    return text;
}

} // namespace

/// Runs side by side, from files that sessions left.
class TestComparePage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itOpensWithoutASession();
    void figuresAreThoseOfTheCommandLine();
    void windowsAndCamerasAreThoseOfTheReports();
    void seedsOfOnePlannerAreOneSide();
    void runsThatDifferInThePlannerAloneAreComparable();
    void whateverElseDiffersIsSaidLoudly();
    void otherSeedsAreSaidAndNothingIsPaired();
    void aRunThatWasCutOffIsSaid();
    void theBarLeadsThroughAllRuns();
    void aClickedWindowIsTheOneThatIsShown();
    void theRowOfAnotherSeedStays();
    void theChartShowsDifferencesAndOneCamera();
    void aRunWithoutValuesTakesNoOtherLinesName();
    void whatIsAddedWhileRunsAreReadIsAddedToThem();
    void anotherRunCanBeTheFirst();
    void moreThanFourAreRefused();
    void aFileThatIsNoSessionIsSaidAndNothingIsLost();
    void plannersOfATraceAreSimulated();
    void theOpenSessionIsComparedWithOthers();
    void aRunIsOpenedAtTheInstant();
    void withoutARunnerNothingCanBeStarted();
    void morePlannersThanCanBeComparedAreNotRun();
    void itIsDrawn_data();
    void itIsDrawn();

private:
    QString write(const char* name, const ComparedScript& script)
    {
        return writeCompared(m_folder, QString::fromLatin1(name), script);
    }

    QTemporaryDir m_settings;
    QTemporaryDir m_folder;
    QString m_thief;
    QString m_uniform;
};

void TestComparePage::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("jackdaw-test"));
    QCoreApplication::setApplicationName(QStringLiteral("jackdaw-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    m_thief = write("thief", {.planner = "thief", .level = 0.62});
    m_uniform = write("uniform", {.planner = "uniform(1,0.5)", .level = 0.55});
    QVERIFY(!m_thief.isEmpty() && !m_uniform.isEmpty());
}

void TestComparePage::itOpensWithoutASession()
{
    Shown shown;
    QVERIFY(shown.page().isVisible());
    QVERIFY2(shown.page().message().contains(QStringLiteral("Add recorded sessions")),
             qPrintable(shown.page().message()));
    shown.window.workbench().show(Perspective::Live);
    QVERIFY(!shown.window.workbench().showsSession());
    QVERIFY(!shown.page().isVisible());
}

void TestComparePage::figuresAreThoseOfTheCommandLine()
{
    Shown shown;
    shown.picked = {m_thief, m_uniform};
    shown.run(CommandId::AddToComparison);
    QVERIFY(shown.isRead());
    std::vector<report::ComparedRun> runs;
    for (const QString& file : shown.picked) {
        auto made = report::readReport(file.toStdString());
        QVERIFY(made.has_value());
        const std::string planner = made->planner;
        runs.push_back({planner, 1, file.toStdString(), *std::move(made)});
    }
    const auto rows = report::comparisonRows(runs, {"thief", "uniform(1,0.5)"});
    const QString table = QString::fromStdString(report::comparisonTable(rows))
                              .simplified()
                              .replace(QStringLiteral("( "), QStringLiteral("("));
    QCOMPARE(shown.page().comparison().sides.size(), std::size_t{2});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const ComparedSide& side = shown.page().comparison().sides[i];
        QCOMPARE(side.accuracy->mean, rows[i].accuracy->mean);
        QCOMPARE(side.gain->mean, rows[i].gain->mean);
        QCOMPARE(side.gain->low, rows[i].gain->interval.low);
        QCOMPARE(*side.worstCamera, *rows[i].worstCamera);
        QCOMPARE(side.deviceSeconds, rows[i].deviceSeconds);
        const QString accuracy = shown.figure(static_cast<int>(i), 2);
        QVERIFY2(table.contains(accuracy), qPrintable(accuracy + QStringLiteral(" is not in ") + table));
        QVERIFY(table.contains(shown.figure(static_cast<int>(i), 5)));
    }
    QVERIFY(shown.figure(1, 4).startsWith(QStringLiteral("less by ")));
}

void TestComparePage::windowsAndCamerasAreThoseOfTheReports()
{
    Shown shown;
    shown.page().show(window::sidesOf({m_thief, m_uniform}));
    QVERIFY(shown.isRead());
    const auto made = report::readReport(m_uniform.toStdString());
    QCOMPARE(shown.page().windows().rowCount(), 6);
    double sum = 0.0;
    for (const auto& camera : made->cameras)
        sum += camera.windows[2].values.studentGolden->value.value;
    const auto& third = shown.page().comparison().windows[2];
    QVERIFY(std::abs(*third.sides[1].mean - sum / 4) < 1e-12);
    QVERIFY(third.start == std::chrono::seconds(60) && third.length == std::chrono::seconds(20));
    QCOMPARE(shown.page().cameras().rowCount(), 4);
    for (std::size_t i = 0; i < 4; ++i)
        QVERIFY(std::abs(*shown.page().comparison().cameras[i].sides[1].mean - made->cameras[i].mean->value) < 1e-12);
    QVERIFY(textOf(shown.page().cameras()).contains(QStringLiteral("apart")));
}

void TestComparePage::seedsOfOnePlannerAreOneSide()
{
    const QString second = write("thief-2", {.planner = "thief", .seed = 2, .level = 0.6});
    const QString other = write("uniform-2", {.planner = "uniform(1,0.5)", .seed = 2, .level = 0.5});
    Shown shown;
    shown.page().show(window::sidesOf({m_thief, second, m_uniform, other}));
    QVERIFY(shown.isRead());
    QCOMPARE(shown.page().comparison().sides.size(), std::size_t{2});
    QCOMPARE(shown.figure(0, 1), QStringLiteral("1, 2"));
    QCOMPARE(shown.page().windows().rowCount(), 12);
    QVERIFY2(shown.page().warning().isEmpty(), qPrintable(shown.page().warning()));
}

void TestComparePage::runsThatDifferInThePlannerAloneAreComparable()
{
    Shown shown;
    shown.page().show(window::sidesOf({m_thief, m_uniform}));
    QVERIFY(shown.isRead());
    QVERIFY2(shown.page().warning().isEmpty(), qPrintable(shown.page().warning()));
}

void TestComparePage::whateverElseDiffersIsSaidLoudly()
{
    const QString other = write("other-golden", {.planner = "jackdaw", .cameras = 3, .golden = "yolox"});
    Shown shown;
    shown.page().show(window::sidesOf({m_thief, m_uniform, other}));
    QVERIFY(shown.isRead());
    const QString warning = shown.page().warning();
    for (const char* part : {"Not comparable", "Other cameras: 4 in thief, 3 in jackdaw", "Other golden model"})
        QVERIFY2(warning.contains(QString::fromLatin1(part)), qPrintable(warning));
}

void TestComparePage::otherSeedsAreSaidAndNothingIsPaired()
{
    const QString other = write("jackdaw-3", {.planner = "jackdaw", .seed = 3});
    Shown shown;
    shown.page().show(window::sidesOf({m_thief, other}));
    QVERIFY(shown.isRead());
    QVERIFY(shown.page().warning().contains(QStringLiteral("Other seed: 1 in thief, 3 in jackdaw")));
    QVERIFY(!shown.page().comparison().sides[1].gain);
    QCOMPARE(shown.figure(1, 4), QStringLiteral("not comparable"));
}

void TestComparePage::aRunThatWasCutOffIsSaid()
{
    const QString cut = write("cut", {.planner = "jackdaw", .windows = 3, .finishes = false});
    Shown shown;
    shown.page().show(window::sidesOf({m_thief, cut}));
    QVERIFY(shown.isRead());
    QVERIFY2(shown.page().warning().contains(QStringLiteral("The run of jackdaw did not finish")),
             qPrintable(shown.page().warning()));
}

void TestComparePage::theBarLeadsThroughAllRuns()
{
    Shown shown;
    shown.page().show(window::sidesOf({m_thief, m_uniform}));
    QVERIFY(shown.isRead());
    auto* bar = shown.page().findChild<QSlider*>();
    bar->setFocus();
    QVERIFY(bar->hasFocus());
    shown.page().setTime(std::chrono::seconds(70));
    const auto& window = shown.page().comparison().windows[2];
    const QString readOut = shown.page().readOut();
    QVERIFY2(readOut.contains(QStringLiteral("window 3")), qPrintable(readOut));
    for (const auto& side : window.sides)
        QVERIFY2(readOut.contains(ComparisonTables::points(side.mean)), qPrintable(readOut));
    QTest::keyClick(bar, Qt::Key_PageUp);
    QVERIFY2(shown.page().readOut().contains(QStringLiteral("window 4")), qPrintable(shown.page().readOut()));
    QTest::keyClick(bar, Qt::Key_End);
    QVERIFY(shown.page().readOut().contains(QStringLiteral("window 6")));
}

void TestComparePage::aClickedWindowIsTheOneThatIsShown()
{
    const QString late = write("late", {.planner = "thief", .late = std::chrono::milliseconds(37)});
    Shown shown;
    shown.page().show(window::sidesOf({late, m_uniform}));
    QVERIFY(shown.isRead());
    for (int row = 0; row < 6; ++row) {
        shown.chooseWindow(row);
        const QString wanted = QStringLiteral("window %1").arg(row + 1);
        QVERIFY2(shown.page().readOut().contains(wanted), qPrintable(shown.page().readOut()));
    }
}

void TestComparePage::theRowOfAnotherSeedStays()
{
    const QString second = write("thief-5", {.planner = "thief", .seed = 5});
    const QString other = write("uniform-5", {.planner = "uniform(1,0.5)", .seed = 5});
    Shown shown;
    shown.page().show(window::sidesOf({m_thief, second, m_uniform, other}));
    QVERIFY(shown.isRead());
    shown.chooseWindow(8);
    QCOMPARE(shown.windowTable().currentIndex().row(), 8);
    QVERIFY2(shown.page().readOut().contains(QStringLiteral("window 3")), qPrintable(shown.page().readOut()));
    shown.page().setTime(std::chrono::seconds(110));
    QCOMPARE(shown.windowTable().currentIndex().row(), 4);
}

void TestComparePage::aRunWithoutValuesTakesNoOtherLinesName()
{
    Comparison comparison;
    comparison.sides.resize(3);
    ComparisonWindow window{1, WindowId{1}, Nanoseconds{0}, std::chrono::seconds(20), {}};
    window.sides.resize(3);
    window.sides[0].mean = 0.5;
    window.sides[2].mean = 0.7;
    comparison.windows = {window};
    const ChartScene scene =
        comparisonScene(comparison, ComparisonView::Overlay, std::nullopt, theme(ThemeKind::Light).palette());
    QCOMPARE(scene.lines.size(), std::size_t{2});
    QCOMPARE(scene.lines[0].endLabel, QStringLiteral("1"));
    QCOMPARE(scene.lines[1].endLabel, QStringLiteral("3"));
}

void TestComparePage::whatIsAddedWhileRunsAreReadIsAddedToThem()
{
    Shown shown;
    shown.page().add(window::sidesOf({m_thief}));
    QVERIFY(shown.page().isReading());
    shown.page().add(window::sidesOf({m_uniform}));
    QVERIFY(shown.isRead());
    QCOMPARE(shown.page().sides().size(), std::size_t{2});
    shown.page().add({{{"/nowhere/gone.jackdaw"}, {}, {}}});
    QVERIFY(shown.isRead());
    QVERIFY(!shown.page().message().isEmpty());
    const QString third = write("jackdaw-1", {.planner = "jackdaw"});
    shown.page().add(window::sidesOf({third}));
    QVERIFY(shown.isRead());
    QVERIFY2(shown.page().message().isEmpty(), "what could not be read is not asked for again");
    QCOMPARE(shown.page().sides().size(), std::size_t{3});
    shown.run(CommandId::ClearComparison);
    shown.page().add(window::sidesOf({third}));
    QVERIFY(shown.isRead());
    QCOMPARE(shown.page().sides().size(), std::size_t{1});
}

void TestComparePage::theChartShowsDifferencesAndOneCamera()
{
    Shown shown;
    shown.page().show(window::sidesOf({m_thief, m_uniform}));
    QVERIFY(shown.isRead());
    QCOMPARE(shown.page().chart().scene().lines.size(), std::size_t{2});
    QCOMPARE(shown.page().chart().scene().lines[0].points.size(), std::size_t{12});
    shown.page().setView(ComparisonView::Difference);
    const ChartScene difference = shown.page().chart().scene();
    QCOMPARE(difference.bands.size(), std::size_t{1});
    QCOMPARE(difference.bands[0].lower.front().y(), shown.page().comparison().sides[1].gain->low);
    QCOMPARE(difference.lines.size(), std::size_t{2});
    shown.page().setView(ComparisonView::Overlay);
    shown.page().setCamera(CameraId{3});
    const double first = shown.page().comparison().windows[0].sides[0].cameras.at(CameraId{3});
    QCOMPARE(shown.page().chart().scene().lines[0].points.front().y(), first);
}

void TestComparePage::anotherRunCanBeTheFirst()
{
    Shown shown;
    shown.page().show(window::sidesOf({m_thief, m_uniform}));
    QVERIFY(shown.isRead());
    auto* table = shown.page().findChild<QTableView*>(QStringLiteral("figuresTable"));
    table->setCurrentIndex(table->model()->index(1, 0));
    for (auto* button : shown.page().findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Hold the others against it"))
            button->click();
    QVERIFY(shown.isRead());
    QVERIFY(shown.figure(0, 0).contains(QStringLiteral("uniform")));
    QVERIFY(shown.figure(1, 4).startsWith(QStringLiteral("more by ")));
    shown.run(CommandId::ClearComparison);
    QCOMPARE(shown.page().figures().rowCount(), 0);
    QVERIFY(!shown.page().message().isEmpty());
}

void TestComparePage::moreThanFourAreRefused()
{
    QStringList files;
    for (const char* planner : {"a", "b", "c", "d", "e"})
        files << write(planner, {.planner = planner});
    Shown shown;
    shown.page().show(window::sidesOf(files));
    QVERIFY(!shown.page().isReading());
    QVERIFY2(shown.page().message().contains(QStringLiteral("5 runs are too many")),
             qPrintable(shown.page().message()));
}

void TestComparePage::aFileThatIsNoSessionIsSaidAndNothingIsLost()
{
    const QString words = m_folder.filePath(QStringLiteral("words.jackdaw"));
    std::ofstream(words.toStdString()) << "These are words.";
    Shown shown;
    shown.page().show(window::sidesOf({m_thief, m_uniform}));
    QVERIFY(shown.isRead());
    shown.picked = {words};
    shown.run(CommandId::AddToComparison);
    QVERIFY(shown.isRead());
    QVERIFY2(shown.page().message().contains(QStringLiteral("words.jackdaw")), qPrintable(shown.page().message()));
    QCOMPARE(shown.page().sides().size(), std::size_t{2});
    for (auto* button : shown.page().findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Back"))
            button->click();
    QVERIFY(shown.page().message().isEmpty());
    QCOMPARE(shown.page().figures().rowCount(), 2);
}

void TestComparePage::plannersOfATraceAreSimulated()
{
    const QString file = m_folder.filePath(QStringLiteral("small.trace.json"));
    std::ofstream(file.toStdString())
        << R"({"format": "jackdaw-trace", "version": 1, "name": "small", "devices": [{"gpus": 1}], "quantum": 0.25,
        "inference_profiles": [{"full_rate_demand": 0.3, "subsampling": [1, 4], "factor": [1, 0.5]}],
        "streams": [{"id": "gate"}, {"id": "yard"}],
        "windows": [{"seconds": 100, "streams": [
            {"stream": "gate", "start_accuracy": 0.4, "configurations": [
                {"name": "whole", "gpu_seconds": 20, "final_accuracy": 0.8}]},
            {"stream": "yard", "start_accuracy": 0.6, "configurations": [
                {"name": "whole", "gpu_seconds": 20, "final_accuracy": 0.7}]}]}]})";
    Shown shown;
    shown.picked = {file};
    shown.typed = QStringLiteral("inference-only thief");
    shown.run(CommandId::SimulatePlanners);
    QVERIFY(shown.isRead());
    QVERIFY2(shown.page().message().isEmpty(), qPrintable(shown.page().message()));
    QCOMPARE(shown.page().figures().rowCount(), 2);
    QVERIFY(shown.figure(1, 0).contains(QStringLiteral("thief (simulated)")));
    QVERIFY(shown.page().comparison().sides[1].gain->mean > 0.0);
    shown.run(CommandId::ClearComparison);
    shown.typed = QStringLiteral("robber");
    shown.run(CommandId::SimulatePlanners);
    QVERIFY(shown.isRead());
    QVERIFY2(shown.page().message().contains(QStringLiteral("robber")), qPrintable(shown.page().message()));
}

void TestComparePage::theOpenSessionIsComparedWithOthers()
{
    Shown shown;
    QVERIFY(!shown.window.workbench().registry().action(CommandId::CompareThis)->isEnabled());
    shown.window.openFile(m_thief);
    QTRY_VERIFY(shown.window.workbench().controller().isOpen());
    QVERIFY(shown.window.workbench().perspective() == Perspective::Live);
    shown.picked = {m_uniform};
    shown.run(CommandId::CompareThis);
    QVERIFY(shown.window.workbench().perspective() == Perspective::Compare);
    QVERIFY(shown.isRead());
    QVERIFY(shown.figure(0, 0).contains(QStringLiteral("thief")));
    QCOMPARE(shown.page().figures().rowCount(), 2);
}

void TestComparePage::aRunIsOpenedAtTheInstant()
{
    Shown shown;
    shown.page().show(window::sidesOf({m_thief, m_uniform}));
    QVERIFY(shown.isRead());
    shown.page().setTime(std::chrono::seconds(70));
    for (auto* button : shown.page().findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Open it at this instant"))
            button->click();
    SessionController& controller = shown.window.workbench().controller();
    QTRY_VERIFY(controller.isOpen());
    QTRY_VERIFY(controller.now() == std::chrono::seconds(70));
    QVERIFY(!controller.isPlaying());
    QCOMPARE(shown.window.sessionFile(), m_thief);
    QVERIFY(shown.window.workbench().perspective() == Perspective::Live);
}

void TestComparePage::withoutARunnerNothingCanBeStarted()
{
    RunPlannersPanel panel;
    QVERIFY(panel.status().contains(QStringLiteral("cannot be started here")));
    panel.start();
    panel.cancel();
    Shown shown;
    QVERIFY2(shown.page().planners().status().contains(QStringLiteral("Choose a scenario")),
             qPrintable(shown.page().planners().status()));
}

void TestComparePage::morePlannersThanCanBeComparedAreNotRun()
{
    Shown shown;
    RunPlannersPanel& panel = shown.page().planners();
    JobRequest request{QStringLiteral("street.json"), {}, 1, m_folder.filePath(QStringLiteral("runs")), 1};
    request.planners = {QStringLiteral("thief"), QStringLiteral("jackdaw"), QStringLiteral("a"), QStringLiteral("b"),
                        QStringLiteral("c")};
    panel.setRequest(request);
    QVERIFY2(panel.status().startsWith(QStringLiteral("Up to 4 planners")), qPrintable(panel.status()));
    panel.start();
    QVERIFY(!QDir(request.folder).exists());
    QVERIFY(panel.status().startsWith(QStringLiteral("Up to 4 planners")));
    request.planners.removeLast();
    panel.setRequest(request);
    QVERIFY2(panel.status().startsWith(QStringLiteral("Runs: 4")), qPrintable(panel.status()));
}

void TestComparePage::itIsDrawn_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QSize>("size");
    for (const bool dark : {false, true})
        for (const char* state : {"empty", "loading", "error", "1", "4", "16", "warned", "difference"})
            for (const QSize size : {QSize(1280, 720), QSize(1920, 1080)})
                QTest::addRow("%s-%s-%d", dark ? "dark" : "light", state, size.width())
                    << dark << QString::fromLatin1(state) << size;
}

/// With JACKDAW_SCREENSHOTS set the pictures are written into that folder, to be looked at.
void TestComparePage::itIsDrawn()
{
    QFETCH(bool, dark);
    QFETCH(QString, state);
    QFETCH(QSize, size);
    Shown shown;
    shown.window.setTheme(dark ? ThemeKind::Dark : ThemeKind::Light);
    shown.window.resize(size);
    const std::uint32_t cameras = state.toUInt() > 0 ? state.toUInt() : 4;
    QStringList files;
    for (const auto& [planner, level] : {std::pair("jackdaw", 0.66), {"thief", 0.62}, {"uniform(1,0.5)", 0.5}})
        files << writeCompared(
            m_folder,
            QStringLiteral("%1-%2").arg(QString::fromLatin1(QTest::currentDataTag()), QString::fromLatin1(planner)),
            {.planner = planner,
             .cameras = cameras,
             .level = level,
             .golden = state == QStringLiteral("warned") && level < 0.65 ? "yolox" : "label files"});
    if (state == QStringLiteral("error"))
        shown.page().show({{{"/nowhere/gone.jackdaw"}, {}, {}}});
    else if (state != QStringLiteral("empty"))
        shown.page().show(window::sidesOf(files));
    if (state != QStringLiteral("loading"))
        QVERIFY(shown.isRead());
    if (state == QStringLiteral("difference"))
        shown.page().setView(ComparisonView::Difference);
    shown.page().setTime(std::chrono::seconds(70));
    QTest::qWait(0);
    const bool hasMessage =
        state == QStringLiteral("empty") || state == QStringLiteral("error") || state == QStringLiteral("loading");
    QCOMPARE(shown.page().message().isEmpty(), !hasMessage);
    const QString folder = qEnvironmentVariable("JACKDAW_SCREENSHOTS");
    if (!folder.isEmpty() && QDir().mkpath(folder))
        shown.window.grab().save(
            QDir(folder).filePath(QStringLiteral("compare-%1.png").arg(QString::fromLatin1(QTest::currentDataTag()))));
    if (state == QStringLiteral("loading"))
        QVERIFY(shown.isRead());
}

QTEST_MAIN(TestComparePage)
#include "tst_compare_page.moc"
