// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/main_window.h"
#include "tests/engine/runtime/made_up_run.h"
#include "widgets/guide/guide_window.h"
#include "widgets/setup/cameras_page.h"

#include <QApplication>
#include <QProcess>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <memory>

using namespace jackdaw;
using namespace jackdaw::testing;
using jackdaw::widgets::Perspective;
using jackdaw::window::MainWindow;
using Path = std::filesystem::path;

namespace {

/// What programs beside this one may take on a busy machine.
constexpr int kPatienceMilliseconds = 60'000;

QString nameOf(const QWidget* widget)
{
    return widget->objectName().isEmpty() ? widget->accessibleName() : widget->objectName();
}

} // namespace

/// The window on a desktop, with keys and a mouse that come from the X server, as a person's do.
class TestDesktop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }
    void shortcutsReachTheWindow();
    void theFullScreenIsLeftAgain();
    void closingAnotherWindowGivesTheFocusBack();
    void tabGoesThroughTheStartPageAndBack();
    void whatTheFocusIsOnIsPressedByKey();

private:
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    void input(const QStringList& what);
    void press(const char* keys) { input({QStringLiteral("key"), QString::fromLatin1(keys)}); }
    /// Where the focus is after each of \p count presses of \p key.
    QList<QWidget*> focusAfter(const char* key, int count);

    QTemporaryDir m_folder;
    QTemporaryDir m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void TestDesktop::initTestCase()
{
    QCOMPARE(QGuiApplication::platformName(), QStringLiteral("xcb"));
    QCoreApplication::setOrganizationName(QStringLiteral("jackdaw-test"));
    QCoreApplication::setApplicationName(QStringLiteral("jackdaw-desktop-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    QVERIFY(writeClip(path("gate.mp4").toStdString(), 0, kFramesPerSecond));
    QVERIFY(writeClip(path("yard.mp4").toStdString(), 1, kFramesPerSecond));
    QFile text(path("notes.txt"));
    QVERIFY(text.open(QIODevice::WriteOnly) && text.write("nothing to see\n") > 0);
}

void TestDesktop::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    m_window->setGeometry(200, 60, 1300, 850);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get(), kPatienceMilliseconds));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->isActiveWindow(), kPatienceMilliseconds);
    QTRY_VERIFY_WITH_TIMEOUT(QApplication::focusWidget() != nullptr, kPatienceMilliseconds);
}

/// Events go on meanwhile, as they do under a person's hands.
void TestDesktop::input(const QStringList& what)
{
    QProcess tool;
    QSignalSpy ended(&tool, &QProcess::finished);
    tool.start(QStringLiteral("xdotool"), what);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, kPatienceMilliseconds);
    QVERIFY2(tool.exitCode() == 0, tool.readAllStandardError().constData());
}

void TestDesktop::shortcutsReachTheWindow()
{
    m_window->workbench().show(Perspective::Cameras);
    const auto shows = [&](Perspective page) { return m_window->workbench().perspective() == page; };
    press("ctrl+6");
    QTRY_VERIFY_WITH_TIMEOUT(shows(Perspective::Compare), kPatienceMilliseconds);
    press("F1");
    const auto guide = [] {
        const auto all = QApplication::topLevelWidgets();
        return std::any_of(all.begin(), all.end(), [](QWidget* each) {
            return qobject_cast<widgets::GuideWindow*>(each) && each->isVisible();
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(guide(), kPatienceMilliseconds);
}

void TestDesktop::theFullScreenIsLeftAgain()
{
    press("F11");
    QTRY_VERIFY_WITH_TIMEOUT(m_window->isFullScreen(), kPatienceMilliseconds);
    press("F11");
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isFullScreen(), kPatienceMilliseconds);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->isActiveWindow(), kPatienceMilliseconds);
}

void TestDesktop::closingAnotherWindowGivesTheFocusBack()
{
    const QWidget* before = QApplication::focusWidget();
    press("F1");
    QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeWindow() && QApplication::activeWindow() != m_window.get(),
                             kPatienceMilliseconds);
    QApplication::activeWindow()->close();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->isActiveWindow(), kPatienceMilliseconds);
    QCOMPARE(QApplication::focusWidget(), before);
}

QList<QWidget*> TestDesktop::focusAfter(const char* key, int count)
{
    QList<QWidget*> focused;
    for (int i = 0; i < count; ++i) {
        const QWidget* before = QApplication::focusWidget();
        press(key);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(QApplication::focusWidget() != before, kPatienceMilliseconds); }();
        focused << QApplication::focusWidget();
    }
    return focused;
}

/// From the top to the bottom, no control twice, none skipped on the way back.
void TestDesktop::tabGoesThroughTheStartPageAndBack()
{
    constexpr int kSteps = 3;
    const QList<QWidget*> there = focusAfter("Tab", kSteps);
    for (int i = 0; i + 1 < kSteps; ++i) {
        const auto place = [](const QWidget* widget) { return widget->mapToGlobal(QPoint(0, 0)); };
        const QPoint here = place(there[i]);
        const QPoint next = place(there[i + 1]);
        const bool isOrdered = next.y() > here.y() || (next.y() == here.y() && next.x() > here.x());
        QVERIFY2(isOrdered, qPrintable(nameOf(there[i]) + QStringLiteral(" comes before ") + nameOf(there[i + 1])));
        QVERIFY(there[i + 1]->isVisible());
    }
    const QList<QWidget*> back = focusAfter("shift+Tab", kSteps - 1);
    for (int i = 0; i + 1 < kSteps; ++i)
        QCOMPARE(back[i], there[kSteps - 2 - i]);
}

/// The first of the start page is to add a camera, which opens the wizard.
void TestDesktop::whatTheFocusIsOnIsPressedByKey()
{
    press("Return");
    QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeModalWidget() != nullptr
                                 || m_window->workbench().perspective() == Perspective::Cameras,
                             kPatienceMilliseconds);
    press("Escape");
    QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeModalWidget() == nullptr, kPatienceMilliseconds);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->isActiveWindow(), kPatienceMilliseconds);
}

QTEST_MAIN(TestDesktop)
#include "tst_desktop.moc"
