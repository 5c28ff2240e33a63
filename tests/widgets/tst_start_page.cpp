// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workbench/start_page.h"
#include "widgets/workbench/state_page.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace jackdaw::widgets;

class TestStartPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ownCamerasComeFirst();
    void everyWayIsACommand();
    void everyWaySaysWhatItTakes();
    void filesOfAnyNameAreLinks();
    void everythingIsReachedByTab();
    void whatMendsAnErrorStandsAboveTheWaysOut();
};

void TestStartPage::ownCamerasComeFirst()
{
    StartPage page({});
    const auto buttons = page.findChildren<QPushButton*>();
    QCOMPARE(buttons.front()->text(), command(CommandId::AddCamera).title);
    QVERIFY(buttons.front()->isDefault());
}

void TestStartPage::everyWayIsACommand()
{
    StartPage page({});
    QSignalSpy requested(&page, &StartPage::commandRequested);
    for (auto* button : page.findChildren<QPushButton*>())
        button->click();
    QList<CommandId> ids;
    for (const auto& arguments : requested)
        ids << arguments.front().value<CommandId>();
    const QList<CommandId> expected{CommandId::AddCamera,   CommandId::EditScenario,   CommandId::RunDemo,
                                    CommandId::TellStory,   CommandId::TellDemoWindow, CommandId::OpenSession,
                                    CommandId::OpenScenario};
    QVERIFY(ids == expected);
}

void TestStartPage::everyWaySaysWhatItTakes()
{
    StartPage page({});
    QString all;
    for (const auto* label : page.findChildren<QLabel*>())
        all += label->text() + QLatin1Char('\n');
    for (const char* said : {"Needed:", "What happens:", "two minutes", "less than a minute of processor time",
                             "three and a half minutes", "opens at once"})
        QVERIFY2(all.contains(QLatin1String(said)), said);
}

void TestStartPage::filesOfAnyNameAreLinks()
{
    const QString file = QStringLiteral("/data/a & <b>\"c\".jackdaw");
    StartPage page({file});
    QSignalSpy asked(&page, &StartPage::fileRequested);
    QLabel* link = nullptr;
    for (auto* label : page.findChildren<QLabel*>())
        if (label->text().startsWith(QStringLiteral("<a ")))
            link = label;
    QVERIFY(link);
    QVERIFY2(!link->text().contains(QStringLiteral("<b>")), "a file's name is no markup");
    Q_EMIT link->linkActivated(file);
    QCOMPARE(asked.front().front().toString(), file);
}

void TestStartPage::everythingIsReachedByTab()
{
    StartPage page({QStringLiteral("/data/a.jackdaw"), QStringLiteral("/data/b.json")});
    page.show();
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    page.findChild<QPushButton*>()->setFocus();
    QSet<QWidget*> seen;
    for (int i = 0; i < 12; ++i) {
        seen << QApplication::focusWidget();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (auto* widget : page.findChildren<QWidget*>())
        if (widget->focusPolicy() & Qt::TabFocus)
            QVERIFY2(seen.contains(widget), widget->metaObject()->className());
}

void TestStartPage::whatMendsAnErrorStandsAboveTheWaysOut()
{
    StatePage page;
    page.showError(QStringLiteral("The run could not start"), QStringLiteral("<i>a.json</i> lacks costs."), {});
    int mended = 0;
    page.offer(QStringLiteral("Back"), QStringLiteral("goes back"), [] {});
    page.offer(QStringLiteral("Calibrate now"), QStringLiteral("measures"), [&] { ++mended; });
    page.resize(600, 600);
    page.show();
    QCoreApplication::processEvents();
    const auto place = [&](const QString& text) {
        for (auto* button : page.findChildren<QPushButton*>())
            if (button->text() == text)
                return button->mapTo(&page, QPoint()).y();
        return -1;
    };
    QVERIFY(place(QStringLiteral("Calibrate now")) > 0);
    QVERIFY(place(QStringLiteral("Calibrate now")) < place(QStringLiteral("Back")));
    QVERIFY(place(QStringLiteral("Back")) < place(QStringLiteral("Back to the start page")));
    for (auto* button : page.findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Calibrate now"))
            button->click();
    QCOMPARE(mended, 1);
    QVERIFY2(page.findChild<QLabel*>(QStringLiteral("statePageText"))->textFormat() == Qt::PlainText,
             "sentences name files, whatever these are called");
}

QTEST_MAIN(TestStartPage)
#include "tst_start_page.moc"
