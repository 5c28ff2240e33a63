// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/runtime/student_families.h"

#include "engine/cuda/cuda_device.h"
#include "engine/cuda/fake_gpu.h"
#include "engine/runtime/open_run.h"
#include "engine/runtime/run_loop.h"
#include "engine/session/replay.h"
#include "tests/engine/runtime/live_runs.h"

#include <QTemporaryDir>
#include <QTest>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;

namespace {

/// \p settings on a fake GPU, whose lanes work on the CPU.
Status runOnFake(RunSettings settings, const std::filesystem::path& session, const std::shared_ptr<cuda::FakeGpu>& gpu)
{
    settings.devices = {{.kind = "cuda"}};
    Suppliers suppliers;
    suppliers.devices = [gpu](const RunSettings&) -> Result<Devices> {
        auto device =
            cuda::makeCudaDevice(gpu, {.layouts = {.mostPools = 2}, .onThreadStart = [] { learning::useThreads(1); }});
        if (!device)
            return tl::unexpected(device.error());
        Devices devices;
        devices.push_back(std::move(*device));
        return devices;
    };
    auto parts = openRun(settings, session, suppliers);
    if (!parts)
        return tl::unexpected(parts.error());
    LiveChannel channel(settings.cameras.size());
    Signal wake;
    CommandQueue commands(wake);
    return RunLoop(std::move(*parts), channel, commands, wake).run({});
}

} // namespace

/// A run with students of every family: what holds for one holds for all of them.
class TestStudentFamilies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyCameraIsServedAndRetrained();
    void eachCameraSaysWhatItsStudentIs();
    void namesHaveACoverageAndDetectionsHaveNone();
    void noMoreIsChargedThanTheDeviceHas();
    void twoRunsOfOneSeedAreTheSame();
    void replayGivesWhatTheLiveChannelGave();
    void everyFamilyRunsOnAGpu();

private:
    std::filesystem::path path(const char* name) const { return m_folder.filePath(QLatin1String(name)).toStdString(); }

    QTemporaryDir m_folder;
    RunSettings m_settings;
    Outcome m_run;
};

void TestStudentFamilies::initTestCase()
{
    const std::filesystem::path folder = m_folder.path().toStdString();
    const auto settings = withEveryFamily(madeUpSettings(folder, 3), folder);
    QVERIFY2(settings, settings ? "" : settings.error().text().c_str());
    m_settings = *settings;
    m_settings.seed = 6; // with which each camera has something to learn while there is time for it
    const Status made = writeMadeUpRun(m_settings);
    QVERIFY2(made, made ? "" : made.error().text().c_str());
    m_run = run(m_settings, path("first.jackdaw"));
    QVERIFY2(m_run.status, m_run.status ? "" : m_run.status.error().text().c_str());
    QCOMPARE(closingReason(m_run.events), std::string("finished"));
    for (const Alert& alert : bodies<Alert>(m_run.events))
        QVERIFY2(alert.severity != Severity::Error, alert.message.c_str());
}

void TestStudentFamilies::everyCameraIsServedAndRetrained()
{
    QVERIFY(versionsCountUp(m_run.events) && jobsEnd(m_run.events));
    std::map<CameraId, std::size_t> trained;
    for (const JobStarted& started : bodies<JobStarted>(m_run.events))
        trained[started.camera] += started.kind == JobKind::Retraining ? 1 : 0;
    std::map<CameraId, std::size_t> processed;
    for (const FrameIndexed& frame : bodies<FrameIndexed>(m_run.events))
        ++processed[frame.camera];
    const auto newest = newestVersions(m_run.events);
    for (const CameraId camera : {kPointCamera, kOnnxCamera, kClassifierCamera}) {
        QVERIFY2(trained[camera] >= 2, std::to_string(camera.value).c_str());
        QVERIFY2(processed[camera] > kFramesAWindow / 2, std::to_string(camera.value).c_str());
        QVERIFY2(newest.contains(camera), std::to_string(camera.value).c_str());
    }
}

void TestStudentFamilies::eachCameraSaysWhatItsStudentIs()
{
    const auto learners = *makeLearners(m_settings);
    for (const CameraAdded& camera : bodies<CameraAdded>(m_run.events)) {
        QCOMPARE(camera.student, learners[camera.camera.value]->description());
        QCOMPARE(camera.task == Task::Classification, camera.camera == kClassifierCamera);
    }
}

void TestStudentFamilies::namesHaveACoverageAndDetectionsHaveNone()
{
    std::uint32_t objects = 0;
    double best = 0.0;
    for (const WindowClosed& window : bodies<WindowClosed>(m_run.events))
        for (const CameraWindow& camera : window.cameras) {
            QCOMPARE(camera.coverage.has_value(), camera.camera == kClassifierCamera);
            if (!camera.coverage || !camera.studentGolden)
                continue;
            objects += camera.coverage->objects;
            QCOMPARE(camera.coverage->covered, camera.studentGolden->count);
            QVERIFY(!camera.studentGolden->ap50);
            best = std::max(best, camera.freshGolden ? camera.freshGolden->value.value : 0.0);
        }
    QVERIFY2(objects >= 16, "two in each scored frame");
    QVERIFY2(best > 0.5, "the classifier has learnt nothing");
}

void TestStudentFamilies::noMoreIsChargedThanTheDeviceHas()
{
    for (const WindowClosed& window : bodies<WindowClosed>(m_run.events)) {
        double charged = 0.0;
        for (const CameraWindow& camera : window.cameras)
            for (const KindCharge& one : camera.charged)
                charged += one.charged.value;
        QVERIFY(window.window.value == 0 || charged <= kWindowSeconds + 0.2);
    }
    for (const DeviceSample& sample : bodies<DeviceSample>(m_run.events)) {
        double used = 0.0;
        for (const JobUse& job : sample.jobs)
            used += job.used.value;
        QVERIFY(used <= 1.0 + 1e-9);
    }
}

void TestStudentFamilies::twoRunsOfOneSeedAreTheSame()
{
    const Outcome again = run(m_settings, path("again.jackdaw"));
    QCOMPARE(difference(repeatable(again.events), repeatable(m_run.events)), std::string());
}

void TestStudentFamilies::replayGivesWhatTheLiveChannelGave()
{
    QCOMPARE(m_run.dropped, std::uint64_t{0});
    auto replay = session::openReplay(path("first.jackdaw"));
    QVERIFY(replay.has_value());
    (*replay)->seek((*replay)->duration());
    Events replayed;
    QTRY_COMPARE(((*replay)->poll(replayed, kAll), replayed.size()), m_run.events.size());
    QCOMPARE(difference(replayed, m_run.events), std::string());
}

void TestStudentFamilies::everyFamilyRunsOnAGpu()
{
    const auto gpu = std::make_shared<cuda::FakeGpu>();
    const Status ran = runOnFake(m_settings, path("gpu.jackdaw"), gpu);
    QVERIFY2(ran, ran ? "" : ran.error().text().c_str());
    QCOMPARE(gpu->misuses(), std::vector<std::string>{});
    const Events events = readSession(path("gpu.jackdaw"));
    QVERIFY(bodies<SessionStarted>(events).at(0).devices.at(0).find("Fake GPU") != std::string::npos);
    for (const JobFailed& failed : bodies<JobFailed>(events))
        QVERIFY2(false, failed.reason.c_str());
    std::set<CameraId> retrained;
    std::set<CameraId> served;
    for (const JobStarted& started : bodies<JobStarted>(events))
        if (started.kind == JobKind::Retraining)
            retrained.insert(started.camera);
    for (const FrameIndexed& frame : bodies<FrameIndexed>(events))
        served.insert(frame.camera);
    QCOMPARE(retrained.size(), std::size_t{3});
    QCOMPARE(served.size(), std::size_t{3});
    QVERIFY(newestVersions(events).contains(kOnnxCamera));
}

QTEST_GUILESS_MAIN(TestStudentFamilies)
#include "tst_student_families.moc"
