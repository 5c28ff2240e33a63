// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/runtime/live_runs.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using namespace std::chrono_literals;
using Path = std::filesystem::path;

namespace {

/// A child of the test: runs or resumes a session until it has seen \p count events, and dies on the spot.
int dieInTheMiddle(const Path& folder, const Path& session, std::size_t count, bool resumes)
{
    const RunSettings settings = madeUpSettings(folder);
    auto engine = resumes ? Engine::resume(settings, session) : Engine::start(settings, session);
    if (!engine)
        return 1;
    Events events;
    while (events.size() < count && !(*engine)->isFinished()) {
        (*engine)->poll(events, count - events.size());
        std::this_thread::sleep_for(100us);
    }
    ::kill(::getpid(), SIGKILL);
    return 0;
}

} // namespace

/// Runs that are cut off, and go on.
class TestResumedRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aKilledRunGoesOnWithItsNewestWeights();
    void aRunGoesOnFromAnyPointOfItsBeginning();
    void aCameraThatWasLostAfterTheBorderIsSaidToBeBack();
    void aFinishedSessionIsNotResumed();

private:
    Path path(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    const Outcome& reference();
    void checkResumed(const Events& events, const Events& before);

    QTemporaryDir m_folder;
    RunSettings m_settings;
    std::optional<Outcome> m_reference;
};

void TestResumedRun::initTestCase()
{
    m_settings = madeUpSettings(m_folder.path().toStdString());
    const Status made = writeMadeUpRun(m_settings);
    QVERIFY2(made, made ? "" : made.error().text().c_str());
}

/// The undisturbed run that the others are held against.
const Outcome& TestResumedRun::reference()
{
    if (!m_reference)
        m_reference = run(m_settings, path("reference.jackdaw"));
    return *m_reference;
}

/// \p events is a finished session that was resumed after \p before.
void TestResumedRun::checkResumed(const Events& events, const Events& before)
{
    QVERIFY(events.size() > before.size());
    const auto cut = events.begin() + static_cast<std::ptrdiff_t>(before.size());
    QCOMPARE(difference(Events(events.begin(), cut), before), std::string());
    for (std::size_t i = 0; i < events.size(); ++i)
        QCOMPARE(events[i].sequence, std::uint64_t{i});
    QCOMPARE(closingReason(events), std::string("finished"));
    QCOMPARE(bodies<SessionStarted>(events).size(), std::size_t{1});
    QCOMPARE(bodies<CameraAdded>(events).size(), std::size_t{2});
    QVERIFY(versionsCountUp(events));
    QVERIFY(jobsAreUnique(events));

    const auto closedBefore = static_cast<std::uint32_t>(bodies<WindowClosed>(before).size());
    const Events after(cut, events.end());
    const auto closed = bodies<WindowClosed>(after);
    QCOMPARE(closed.size(), std::size_t{kWindows - closedBefore});
    for (std::uint32_t i = 0; i < closed.size(); ++i) {
        QVERIFY(closed[i].window == WindowId{closedBefore + i});
        for (const CameraWindow& camera : closed[i].cameras) {
            const bool first = closed[i].window.value == 0;
            QCOMPARE(camera.framesDue, static_cast<std::uint32_t>(first ? 0 : kFramesAWindow));
            QVERIFY(first ? !camera.studentGolden : camera.studentGolden->frames >= 5);
        }
    }
    for (std::size_t i = 1; i < after.size(); ++i)
        QVERIFY(after[i - 1].time <= after[i].time);
    // At the newest border, though the window before it may still have waited for its last labels.
    const auto borders = bodies<ResumeState>(before);
    const std::uint32_t border = borders.empty() ? 0 : borders.back().window.value;
    QVERIFY(after.front().time == m_settings.windowLength * std::max(closedBefore, border));

    auto deployed = newestVersions(before);
    for (const Event& event : after) {
        if (const auto* swapped = std::get_if<WeightsSwapped>(&event.body))
            deployed[swapped->camera] = swapped->version;
        if (const auto* frame = std::get_if<FrameIndexed>(&event.body))
            QVERIFY(frame->weights == deployed[frame->camera]);
    }
    QCOMPARE(deployed.size(), std::size_t{2});
}

void TestResumedRun::aKilledRunGoesOnWithItsNewestWeights()
{
    const Events whole = repeatable(reference().events);
    const Path file = path("killed.jackdaw");
    const auto killAfter = [&](std::size_t events, const char* how) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--die-in-the-middle"), m_folder.path(), QString::fromStdString(file.string()),
                     QString::number(events), QString::fromLatin1(how)});
        return child.waitForFinished(-1) && child.exitStatus() == QProcess::CrashExit;
    };

    // Somewhere in window 1, where there are students already.
    RandomStream random(3, 0, RandomPurpose::Test);
    const std::size_t from = positionOf<WindowClosed>(whole);
    const std::size_t count = from + random.below(static_cast<std::uint32_t>((whole.size() - from) / 3));
    QVERIFY(killAfter(count, "start"));
    const Events first = repeatable(readSession(file));
    QVERIFY(!first.empty() && first.size() < whole.size());
    QCOMPARE(difference(first, Events(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(first.size()))),
             std::string());
    // Of the last event the listener knows before the disk does; what came before it was committed.
    for (std::size_t i = first.size(); i + 1 < count; ++i)
        QVERIFY2(!isTransition(whole[i].body), "a transition that was seen is not in the file");

    QVERIFY(killAfter(30 + random.below(60), "resume"));
    const Events second = repeatable(readSession(file));
    QVERIFY(second.size() > first.size());
    QCOMPARE(difference(Events(second.begin(), second.begin() + static_cast<std::ptrdiff_t>(first.size())), first),
             std::string());

    const Events before = readSession(file);
    auto engine = Engine::resume(m_settings, file);
    QVERIFY2(engine, engine ? "" : engine.error().text().c_str());
    const Outcome outcome = finish(**engine);
    QVERIFY2(outcome.status, outcome.status ? "" : outcome.status.error().text().c_str());
    checkResumed(readSession(file), before);
}

void TestResumedRun::aRunGoesOnFromAnyPointOfItsBeginning()
{
    const Events& whole = reference().events;
    const std::map<std::string, std::size_t> cuts = {
        {"started.jackdaw", 1},
        {"first-student.jackdaw", positionOf<WeightsSwapped>(whole) + 1},
        {"first-window.jackdaw", positionOf<WindowClosed>(whole) + 1},
    };
    for (const auto& [name, count] : cuts) {
        const Path file = path(name);
        QVERIFY(cutSession(path("reference.jackdaw"), file, count));
        const Events before = readSession(file);
        QCOMPARE(before.size(), count);
        auto engine = Engine::resume(m_settings, file);
        QVERIFY2(engine, engine ? name.c_str() : engine.error().text().c_str());
        QVERIFY2((*engine)->wait(), name.c_str());
        checkResumed(readSession(file), before);
    }
}

/// The border knows nothing of it, but whoever reads the session does.
void TestResumedRun::aCameraThatWasLostAfterTheBorderIsSaidToBeBack()
{
    const Path file = path("lost.jackdaw");
    const std::size_t count = positionOf<WindowStarted>(reference().events, 1) + 1;
    QVERIFY(cutSession(path("reference.jackdaw"), file, count));
    {
        auto writer = session::SessionWriter::resume(file);
        QVERIFY(writer);
        (*writer)->append(m_settings.windowLength, CameraLost{CameraId{1}, "The cable is out.", false});
        QVERIFY((*writer)->close());
    }
    auto engine = Engine::resume(m_settings, file);
    QVERIFY2(engine, engine ? "" : engine.error().text().c_str());
    QVERIFY((*engine)->wait());
    const Events events = readSession(file);
    const auto back = bodies<CameraRecovered>(events);
    QCOMPARE(back.size(), std::size_t{1});
    QVERIFY(back[0].camera == CameraId{1} && back[0].gap == Nanoseconds{0});
    QCOMPARE(closingReason(events), std::string("finished"));
    for (const Alert& alert : bodies<Alert>(events))
        QVERIFY2(alert.topic != AlertTopic::Camera, alert.message.c_str());
}

void TestResumedRun::aFinishedSessionIsNotResumed()
{
    QVERIFY(reference().status.has_value());
    const auto engine = Engine::resume(m_settings, path("reference.jackdaw"));
    QVERIFY(!engine);
    QVERIFY(engine.error().message.find("reference.jackdaw") != std::string::npos);
    QVERIFY(!Engine::resume(m_settings, path("no-such.jackdaw")));
    QVERIFY(!std::filesystem::exists(path("no-such.jackdaw")));
}

int main(int argc, char** argv)
{
    if (argc == 6 && std::string(argv[1]) == "--die-in-the-middle")
        return dieInTheMiddle(argv[2], argv[3], std::stoul(argv[4]), std::string(argv[5]) == "resume");
    QCoreApplication application(argc, argv);
    TestResumedRun test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_resumed_run.moc"
