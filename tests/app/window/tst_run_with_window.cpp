// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/main_window.h"
#include "datasets/scenario/scenario.h"
#include "tests/engine/runtime/made_up_run.h"
#include "tests/engine/runtime/recording.h"
#include "widgets/video/video_wall.h"

#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::testing;
using jackdaw::widgets::Perspective;
using jackdaw::window::MainWindow;

namespace {

constexpr int kPatienceMilliseconds = 120'000;

/// What costs came to by the clock on the wall is of the machine: neither accuracies nor shares depend on it under
/// device time.
std::vector<Event> comparable(const std::filesystem::path& file)
{
    auto events = readSession(file);
    std::erase_if(events, [](const Event& event) { return std::holds_alternative<CostMeasured>(event.body); });
    for (std::size_t i = 0; i < events.size(); ++i)
        events[i].sequence = i;
    return events;
}

/// How many events say how accurate something was, and how many gave shares away.
std::pair<std::size_t, std::size_t> figures(const std::vector<Event>& events)
{
    std::pair<std::size_t, std::size_t> count;
    for (const Event& event : events) {
        count.first += std::holds_alternative<FrameScored>(event.body) ? 1 : 0;
        count.second += std::holds_alternative<LeaseGranted>(event.body) ? 1 : 0;
    }
    return count;
}

} // namespace

/// Looking at a run does not change it.
class TestRunWithWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void accuraciesAndSharesAreThoseOfARunWithoutAWindow();

private:
    std::filesystem::path path(const char* name) const { return m_folder.filePath(QLatin1String(name)).toStdString(); }
    void runWithoutWindow();
    void runInWindow();

    QTemporaryDir m_folder;
    QTemporaryDir m_settings;
};

void TestRunWithWindow::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("jackdaw-test"));
    QCoreApplication::setApplicationName(QStringLiteral("jackdaw-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    const auto settings = madeUpSettings(path("."));
    const Status made = writeMadeUpRun(settings);
    QVERIFY2(made, made ? "" : made.error().text().c_str());
    std::ofstream(path("street.json")) << datasets::scenarioJson(settings);
}

void TestRunWithWindow::runWithoutWindow()
{
    QProcess program;
    program.start(QStringLiteral(JACKDAW_CLI),
                  {QStringLiteral("run"), m_folder.filePath(QStringLiteral("street.json")), QStringLiteral("--out"),
                   m_folder.filePath(QStringLiteral("without.jackdaw"))});
    QVERIFY(program.waitForFinished(kPatienceMilliseconds));
    QVERIFY2(program.exitCode() == 0, program.readAllStandardError().constData());
}

/// All pages are looked at in turn while it goes on.
void TestRunWithWindow::runInWindow()
{
    MainWindow window;
    window.resize(1280, 720);
    window.show();
    window.openFile(m_folder.filePath(QStringLiteral("street.json")),
                    m_folder.filePath(QStringLiteral("with.jackdaw")));
    std::size_t shown = 0;
    const widgets::SessionController& run = window.workbench().controller();
    const auto hasEnded = [&] {
        if (run.isOpen())
            window.workbench().show(widgets::kPerspectives[++shown % widgets::kPerspectives.size()]);
        return run.state().closed.has_value();
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasEnded(), kPatienceMilliseconds);
    const SessionState& state = run.state();
    QVERIFY2(state.closed->reason == "finished", state.closed->reason.c_str());
}

void TestRunWithWindow::accuraciesAndSharesAreThoseOfARunWithoutAWindow()
{
    runWithoutWindow();
    runInWindow();
    const auto without = comparable(path("without.jackdaw"));
    const auto with = comparable(path("with.jackdaw"));
    const auto [scores, leases] = figures(without);
    QVERIFY2(scores > 20 && leases > 20, "there is something to compare");
    for (std::size_t i = 0; i < std::min(with.size(), without.size()); ++i)
        QVERIFY2(with[i] == without[i],
                 ("event " + std::to_string(i) + ": " + std::string(kindName(without[i].body))).c_str());
    QCOMPARE(with.size(), without.size());
}

QTEST_MAIN(TestRunWithWindow)
#include "tst_run_with_window.moc"
