// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/scenario/scenario.h"
#include "datasets/streets/demo_maker.h"
#include "datasets/streets/street_renderer.h"
#include "engine/video/video_reader.h"
#include "engine/vision/annotation_file.h"

#include <QtTest>

#include <array>
#include <bit>
#include <fstream>
#include <stop_token>
#include <thread>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

using namespace jackdaw;

namespace fs = std::filesystem;

class TestDemo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theScenarioIsReadAsWritten();
    void videoAndTruthBelongTogether();
    void aWholeDemoIsLeftAlone();
    void aHalfMadeDemoIsMadeAgain();
    void aFolderWithOtherFilesIsLeftAlone();
    void anUnwritableFolderIsNamed();
    void cancellingEndsItAndLeavesNothing();
    void twoAtATimeDoNotDisturbEachOther();
    void whatAKilledProgramLeftIsRemoved();
    void everyCameraDrifts();

private:
    /// The demo's own cameras, cut to a few seconds.
    static Status make(const fs::path& folder, const std::function<void(double)>& progress = {})
    {
        auto cameras = datasets::demoCameras(3);
        for (auto& camera : cameras)
            camera.street.seconds = 3.0;
        return datasets::makeDemo(folder, cameras, 3, progress);
    }
    fs::path folder() const { return fs::path(m_temporary.path().toStdString()) / "demo"; }

    QTemporaryDir m_temporary;
    std::vector<double> m_progress;
};

void TestDemo::initTestCase()
{
    const auto made = make(folder(), [&](double fraction) { m_progress.push_back(fraction); });
    QVERIFY2(made, made ? "" : made.error().text().c_str());
    QVERIFY(std::is_sorted(m_progress.begin(), m_progress.end()));
    QCOMPARE(m_progress.back(), 1.0);
}

void TestDemo::theScenarioIsReadAsWritten()
{
    const auto settings = datasets::readScenario(folder() / "demo.json");
    QVERIFY2(settings, settings ? "" : settings.error().text().c_str());
    QCOMPARE(settings->cameras.size(), 4U);
    QVERIFY(settings->windows >= 7);
    QVERIFY(settings->clock == ClockKind::Wall);
    for (const auto& camera : settings->cameras) {
        QVERIFY(fs::exists(camera.settings.source));
        QVERIFY(camera.goldenLabels && fs::exists(*camera.goldenLabels));
    }
}

void TestDemo::videoAndTruthBelongTogether()
{
    const auto settings = datasets::readScenario(folder() / "demo.json");
    for (const auto& camera : settings->cameras) {
        auto reader = video::VideoReader::open(camera.settings.source);
        QVERIFY2(reader, reader ? "" : reader.error().text().c_str());
        QCOMPARE((*reader)->info().width, 352);
        QCOMPARE((*reader)->info().height, 288);
        QCOMPARE((*reader)->info().framesPerSecond, 10.0);
        QVERIFY((*reader)->info().codec.find("264") != std::string::npos);
        std::int64_t frames = 0;
        for (auto frame = (*reader)->next(); frame && *frame; frame = (*reader)->next())
            ++frames;
        // As a run reads it: there some names stand for several classes.
        const auto labels = vision::readAnnotationFile(
            *camera.goldenLabels, {settings->classes, vision::trafficAliases(settings->classes), 0.0F});
        QVERIFY2(labels, labels ? "" : labels.error().text().c_str());
        QCOMPARE(static_cast<std::int64_t>(labels->frames.size()), frames);
        QCOMPARE(labels->frames.rbegin()->first, frames - 1);
        std::size_t ignored = 0;
        for (const auto& [frame, objects] : labels->frames) {
            for (const vision::LabelledObject& object : objects) {
                ignored += object.isIgnored() ? 1 : 0;
                QVERIFY2(object.isIgnored() || std::has_single_bit(object.allowedClasses),
                         "truth knows the class of all that it counts");
            }
        }
        QVERIFY2(ignored > 0, "hidden and tiny objects count neither way");
    }
}

void TestDemo::aWholeDemoIsLeftAlone()
{
    const auto before = fs::last_write_time(folder() / "bridge.mp4");
    std::vector<double> progress;
    QVERIFY(make(folder(), [&](double fraction) { progress.push_back(fraction); }));
    QVERIFY(fs::last_write_time(folder() / "bridge.mp4") == before);
    QVERIFY(progress.empty());
}

void TestDemo::aHalfMadeDemoIsMadeAgain()
{
    fs::remove(folder() / "bridge.mp4");
    QVERIFY(make(folder()));
    QVERIFY(fs::exists(folder() / "bridge.mp4"));
    std::ofstream(folder() / "demo.version") << "jackdaw demo 0 seed 3\n";
    QVERIFY(make(folder()));
    std::ifstream version(folder() / "demo.version");
    QVERIFY(std::string(std::istreambuf_iterator<char>(version), {}).find("demo 0") == std::string::npos);
    for (const auto& entry : fs::directory_iterator(folder().parent_path()))
        QVERIFY2(entry.path() == folder(), "nothing is left beside the demo");
}

void TestDemo::aFolderWithOtherFilesIsLeftAlone()
{
    const auto other = folder().parent_path() / "other";
    fs::create_directories(other);
    std::ofstream(other / "letter.txt") << "keep";
    const auto made = make(other);
    QVERIFY(!made);
    QVERIFY(made.error().message.find("other") != std::string::npos);
    QVERIFY(fs::exists(other / "letter.txt"));
    fs::remove_all(other);
}

void TestDemo::anUnwritableFolderIsNamed()
{
    const auto made = make("/proc/no/demo");
    QVERIFY(!made);
    QVERIFY2(made.error().message.find("/proc/no/demo") != std::string::npos, made.error().message.c_str());
}

void TestDemo::cancellingEndsItAndLeavesNothing()
{
    const auto parent = folder().parent_path() / "cancelled";
    fs::create_directories(parent);
    std::stop_source stop;
    auto cameras = datasets::demoCameras(3);
    const auto made = datasets::makeDemo(
        parent / "demo", cameras, 3, [&](double) { stop.request_stop(); }, stop.get_token());
    QVERIFY(!made);
    QVERIFY(made.error().code == ErrorCode::Cancelled);
    QVERIFY(fs::is_empty(parent));
}

void TestDemo::twoAtATimeDoNotDisturbEachOther()
{
    const auto target = folder().parent_path() / "shared-demo";
    auto cameras = datasets::demoCameras(3);
    for (auto& camera : cameras)
        camera.street.seconds = 3.0;
    std::array<Status, 2> made;
    {
        std::vector<std::jthread> threads;
        for (Status& outcome : made)
            threads.emplace_back([&] { outcome = datasets::makeDemo(target, cameras, 3, {}); });
    }
    for (const Status& outcome : made)
        QVERIFY2(outcome, outcome ? "" : outcome.error().text().c_str());
    QVERIFY(datasets::readScenario(target / "demo.json"));
    for (const auto& entry : fs::directory_iterator(target.parent_path()))
        QVERIFY2(entry.path().string().find(".making-") == std::string::npos, entry.path().c_str());
    fs::remove_all(target);
}

void TestDemo::whatAKilledProgramLeftIsRemoved()
{
    // A child that has ended and was waited for: its number is nobody's.
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(0);
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    const auto parent = folder().parent_path() / "killed";
    const auto left = parent / ("demo.making-" + std::to_string(child) + "-1");
    const auto running = parent / ("demo.making-" + std::to_string(::getppid()) + "-1");
    const auto other = parent / "demo.making-notes";
    for (const auto& made : {left, running, other})
        fs::create_directories(made / "high-street");
    QVERIFY(make(parent / "demo"));
    QVERIFY2(!fs::exists(left), "its program has ended");
    QVERIFY2(fs::exists(running), "its program is at work");
    QVERIFY2(fs::exists(other), "somebody else's");
    fs::remove_all(parent);
}

void TestDemo::everyCameraDrifts()
{
    const auto cameras = datasets::demoCameras(1);
    QCOMPARE(cameras.size(), 4U);
    for (const auto& camera : cameras) {
        const auto& phases = camera.street.phases;
        const auto [dark, light] = std::minmax_element(
            phases.begin(), phases.end(), [](const auto& a, const auto& b) { return a.daylight < b.daylight; });
        QVERIFY(light->daylight - dark->daylight > 0.4);
        for (std::size_t i = 1; i < phases.size(); ++i)
            QVERIFY(phases[i].seconds > phases[i - 1].seconds);
        QVERIFY(camera.street.seconds >= datasets::kDemoWindows * datasets::kDemoWindowSeconds);
    }
}

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
