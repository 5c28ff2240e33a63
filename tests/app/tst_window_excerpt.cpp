// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/window_excerpt.h"
#include "engine/session/session_file.h"
#include "tests/support/source_folder.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace jackdaw;
using namespace jackdaw::testing;
using Path = std::filesystem::path;

namespace {

Path recorded()
{
    return sourceFolder() / "tests/golden/complete-1.jackdaw";
}

template <class Body>
std::vector<Body> all(const std::vector<Event>& events)
{
    std::vector<Body> found;
    for (const Event& event : events)
        if (const auto* body = std::get_if<Body>(&event.body))
            found.push_back(*body);
    return found;
}

std::vector<Event> eventsOf(const Path& file)
{
    auto reader = session::SessionReader::open(file);
    auto events = reader ? (*reader)->events(0, 100'000) : Result<std::vector<Event>>();
    return events ? *events : std::vector<Event>();
}

} // namespace

/// One window as a session of its own.
class TestWindowExcerpt : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void itsPlansAndWhatCameOfThemAreThoseOfTheSession();
    void lostSearchesLabelsAndTheScenarioAreLeftOut();
    void itEndsWhereItsWindowIsClosed();
    void itNamesNoFolderOfTheMachine();
    void aWindowThatIsNotThereIsNamed();
    void aFileThatIsThereIsNotOverwritten();

private:
    QTemporaryDir m_folder;
    Path m_out;
};

void TestWindowExcerpt::init()
{
    static int made = 0;
    m_out = Path(m_folder.path().toStdString()) / ("window-" + std::to_string(++made) + ".jackdaw");
}

void TestWindowExcerpt::itsPlansAndWhatCameOfThemAreThoseOfTheSession()
{
    QVERIFY(cli::writeWindow(recorded(), WindowId{1}, m_out));
    const auto whole = eventsOf(recorded());
    const auto cut = eventsOf(m_out);
    QVERIFY(cut.size() > 20);
    QVERIFY(all<WindowClosed>(cut) == all<WindowClosed>(whole));
    QVERIFY(all<WeightsSwapped>(cut) == all<WeightsSwapped>(whole));
    QVERIFY(all<ProfileEstimated>(cut) == all<ProfileEstimated>(whole));
    const auto plans = all<PlanComputed>(cut);
    const auto before = all<PlanComputed>(whole);
    QCOMPARE(plans.size(), before.size());
    for (std::size_t i = 0; i < plans.size(); ++i) {
        QVERIFY(plans[i].jobs == before[i].jobs);
        QVERIFY(withDecisiveSteals(plans[i]).trace == withDecisiveSteals(before[i]).trace);
    }
    for (std::size_t i = 0; i < cut.size(); ++i)
        QCOMPARE(cut[i].sequence, static_cast<std::uint64_t>(i));
}

void TestWindowExcerpt::lostSearchesLabelsAndTheScenarioAreLeftOut()
{
    QVERIFY(cli::writeWindow(recorded(), WindowId{1}, m_out));
    const auto cut = eventsOf(m_out);
    for (const PlanComputed& plan : all<PlanComputed>(cut))
        QCOMPARE(plan.decisiveFrom, 0U);
    QVERIFY(all<GoldenLabelled>(cut).empty());
    QVERIFY(all<SessionStarted>(cut).front().scenario.empty());
    QVERIFY(all<FrameIndexed>(cut).size() < all<FrameIndexed>(eventsOf(recorded())).size());
}

void TestWindowExcerpt::itEndsWhereItsWindowIsClosed()
{
    QVERIFY(cli::writeWindow(recorded(), WindowId{0}, m_out));
    const auto cut = eventsOf(m_out);
    QCOMPARE(all<WindowStarted>(cut).size(), std::size_t{1});
    QCOMPARE(all<PlanComputed>(cut).size(), std::size_t{0});
    QVERIFY(std::holds_alternative<SessionClosed>(cut.back().body));
    QVERIFY(std::holds_alternative<WindowClosed>(cut[cut.size() - 2].body));
    QCOMPARE(cut.back().time, cut[cut.size() - 2].time);
}

void TestWindowExcerpt::itNamesNoFolderOfTheMachine()
{
    QVERIFY(cli::writeWindow(recorded(), WindowId{1}, m_out));
    for (const CameraAdded& camera : all<CameraAdded>(eventsOf(m_out)))
        QVERIFY2(Path(camera.source).is_relative(), camera.source.c_str());
}

void TestWindowExcerpt::aWindowThatIsNotThereIsNamed()
{
    const Status none = cli::writeWindow(recorded(), WindowId{9}, m_out);
    QVERIFY(!none);
    QVERIFY(none.error().code == ErrorCode::NotFound);
    QVERIFY2(none.error().message.find("no closed window 9") != std::string::npos, none.error().message.c_str());
    QVERIFY(!std::filesystem::exists(m_out));
}

void TestWindowExcerpt::aFileThatIsThereIsNotOverwritten()
{
    std::ofstream(m_out) << "mine";
    QVERIFY(!cli::writeWindow(recorded(), WindowId{1}, m_out));
    QCOMPARE(std::filesystem::file_size(m_out), std::uintmax_t{4});
}

QTEST_APPLESS_MAIN(TestWindowExcerpt)
#include "tst_window_excerpt.moc"
