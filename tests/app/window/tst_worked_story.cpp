// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/demo_window.h"
#include "app/window/main_window.h"
#include "app/window/worked_story.h"
#include "engine/simulation/simulated_session.h"
#include "widgets/explain/explain_page.h"
#include "widgets/explain/explain_words.h"

#include <QStandardPaths>
#include <QTextBrowser>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::window::MainWindow;
using jackdaw::window::WorkedStory;

/// The story that a teacher tells: its figures are those of the example, and each step stands where its words say.
class TestWorkedStory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itHasTenStepsWithTheExamplesFigures();
    void eachStepStandsAtItsPlan();
    void nobodyGoesBeyondItsEnds();
    void closingTheSessionEndsTheStory();
    void theRecordedWindowComesWithTheProgram();
    void theRecordedWindowIsToldInTheWindow();

private:
    void show(MainWindow& window) const;

    WorkedStory m_story;
};

void TestWorkedStory::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("jackdaw-test"));
    QCoreApplication::setApplicationName(QStringLiteral("jackdaw-test"));
    QStandardPaths::setTestModeEnabled(true);
    auto story = window::workedStory();
    QVERIFY2(story.has_value(), story ? "" : story.error().text().c_str());
    m_story = *std::move(story);
}

void TestWorkedStory::show(MainWindow& window) const
{
    window.resize(1400, 900);
    window.show();
    window.showSession(
        {simulation::openSimulation(m_story.events), nullptr, nullptr, QStringLiteral("Two cameras"), m_story.steps});
}

void TestWorkedStory::itHasTenStepsWithTheExamplesFigures()
{
    QCOMPARE(m_story.steps.size(), std::size_t{10});
    QString all;
    for (const StoryStep& step : m_story.steps) {
        QVERIFY(!step.title.isEmpty());
        all += step.text;
    }
    for (const char* figure : {"56.09 %", "75.30 %", "76.09 %", "73.21 %", "65.00 %", "50.00 %"})
        QVERIFY2(all.contains(QString::fromUtf8(figure)), figure);
}

void TestWorkedStory::eachStepStandsAtItsPlan()
{
    MainWindow window;
    show(window);
    QVERIFY(window.workbench().perspective() == Perspective::Explain);
    ExplainPage& page = window.workbench().explain();
    QVERIFY(page.story().isVisible());
    for (std::size_t i = 0; i < 10; ++i, page.story().go(1)) {
        QCOMPARE(page.story().current(), i);
        QVERIFY2(page.story().words().startsWith(QStringLiteral("<b>%1 of 10: ").arg(i + 1)),
                 qPrintable(page.story().words()));
        const auto planner = QString::fromStdString(page.search().plan()->planner);
        QVERIFY2(planner.startsWith(i < 3       ? QStringLiteral("uniform")
                                        : i < 8 ? QStringLiteral("thief")
                                                : QStringLiteral("jackdaw")),
                 qPrintable(planner));
        if (i == 4)
            QVERIFY(page.search().move(page.step()).verdict == MoveVerdict::Accepted);
        if (i == 5)
            QVERIFY(page.search().move(page.step()).verdict != MoveVerdict::Accepted);
    }
}

void TestWorkedStory::nobodyGoesBeyondItsEnds()
{
    MainWindow window;
    show(window);
    StoryPanel& panel = window.workbench().explain().story();
    panel.go(-1);
    QCOMPARE(panel.current(), std::size_t{0});
    for (int i = 0; i < 20; ++i)
        panel.go(1);
    QCOMPARE(panel.current(), std::size_t{9});
}

void TestWorkedStory::closingTheSessionEndsTheStory()
{
    MainWindow window;
    show(window);
    window.workbench().registry().trigger(CommandId::CloseSession);
    QVERIFY(window.workbench().explain().story().isHidden());
    QVERIFY(window.workbench().explain().story().steps().empty());
}

/// What stands in its story is what its events say.
void TestWorkedStory::theRecordedWindowComesWithTheProgram()
{
    const auto file = window::demoWindowFile();
    QVERIFY2(file.has_value(), file ? "" : file.error().text().c_str());
    const auto again = window::demoWindowFile();
    QVERIFY2(again && *again == *file, "it is laid down once");
    const auto story = window::windowStory(*file);
    QVERIFY2(story.has_value(), story ? "" : story.error().text().c_str());
    QVERIFY2(story->size() >= 9, "it tells all that a window has");
    for (const StoryStep& step : *story)
        QVERIFY2(!step.text.contains(QStringLiteral("not closed")) && step.plan, qPrintable(step.text));
    for (const char* street : {"Crossroads", "High Street", "Bridge", "Bus stop"})
        QVERIFY2(story->back().text.contains(QString::fromUtf8(street)), street);
    const auto none = window::windowStory(*file + QStringLiteral(".not-there"));
    QVERIFY(!none);
}

void TestWorkedStory::theRecordedWindowIsToldInTheWindow()
{
    MainWindow window;
    window.resize(1400, 900);
    window.show();
    window.workbench().registry().trigger(CommandId::TellDemoWindow);
    ExplainPage& page = window.workbench().explain();
    QTRY_VERIFY_WITH_TIMEOUT(page.story().isVisible(), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(page.search().plan() && page.search().lastStep() > page.search().keptCount(), 20'000);
    QCOMPARE(page.step(), std::size_t{0});
    for (int i = 0; i < 3; ++i)
        page.story().go(1);
    QVERIFY2(page.search().move(page.step()).verdict != MoveVerdict::Accepted, "a steal that was put back");
    QVERIFY2(!window.windowTitle().contains(QStringLiteral("simulated")), qPrintable(window.windowTitle()));
}

QTEST_MAIN(TestWorkedStory)
#include "tst_worked_story.moc"
