// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/runtime/live_runs.h"

#include <QTemporaryDir>
#include <QTest>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;

namespace {

constexpr std::uint32_t kRunWindows = 4;
/// Windows from this one on show nothing.
constexpr std::uint32_t kQuietFrom = 2;
constexpr int kFrames = static_cast<int>(kRunWindows) * kFramesAWindow;
constexpr int kLastSeen = static_cast<int>(kQuietFrom) * kFramesAWindow;

VideoFrame emptyPicture()
{
    VideoFrame picture = pictureOf(0, 0);
    picture.picture =
        std::make_shared<RgbPicture>(std::vector<std::uint8_t>(std::size_t{kPictureSide} * kPictureSide * 3, 110));
    return picture;
}

Status writeQuietClip(const std::filesystem::path& file)
{
    auto writer = video::VideoWriter::create(file.string(), {kPictureSide, kPictureSide, kFramesPerSecond, 16});
    if (!writer)
        return tl::unexpected(writer.error());
    for (int frame = 0; frame < kFrames; ++frame)
        if (const Status written = (*writer)->write(frame < kLastSeen ? pictureOf(0, frame) : emptyPicture()); !written)
            return written;
    return (*writer)->finish();
}

void writeQuietLabels(const RunSettings& settings)
{
    const std::filesystem::path& file = *settings.cameras.front().goldenLabels;
    writeLabels(file, settings.classes, 0, kLastSeen);
    std::ofstream out(file, std::ios::app);
    for (int frame = kLastSeen; frame < kFrames; ++frame)
        out << frame << ",,,,,,\n";
}

} // namespace

/// A street on which there is nothing to be seen any more.
class TestQuietStreet : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void windowsWithNothingToSeeHaveNoAccuracyAndAreNotRetrained_data();
    void windowsWithNothingToSeeHaveNoAccuracyAndAreNotRetrained();

private:
    QTemporaryDir m_folder;
    RunSettings m_settings;
};

void TestQuietStreet::initTestCase()
{
    m_settings = madeUpSettings(m_folder.path().toStdString(), 1);
    m_settings.windows = kRunWindows;
    const Status made = writeQuietClip(m_settings.cameras.front().settings.source);
    QVERIFY2(made, made ? "" : made.error().text().c_str());
    writeQuietLabels(m_settings);
    QVERIFY(handMadeCosts(m_settings).save(m_settings.costTable));
}

void TestQuietStreet::windowsWithNothingToSeeHaveNoAccuracyAndAreNotRetrained_data()
{
    QTest::addColumn<QString>("planner");
    for (const char* planner : {"thief", "jackdaw", "uniform(1,0.5)"})
        QTest::newRow(planner) << QString::fromLatin1(planner);
}

void TestQuietStreet::windowsWithNothingToSeeHaveNoAccuracyAndAreNotRetrained()
{
    QFETCH(QString, planner);
    m_settings.planner = planner.toStdString();
    const Outcome outcome = run(m_settings, m_folder.filePath(planner + QStringLiteral(".jackdaw")).toStdString());
    QVERIFY2(outcome.status, outcome.status ? "" : outcome.status.error().text().c_str());
    const auto closed = bodies<WindowClosed>(outcome.events);
    QCOMPARE(closed.size(), std::size_t{kRunWindows});
    for (std::uint32_t window = 1; window < kRunWindows; ++window) {
        const CameraWindow& camera = closed[window].cameras.front();
        const bool quiet = window >= kQuietFrom;
        QCOMPARE(camera.studentGolden.has_value(), !quiet);
        QCOMPARE(camera.empty.frames > 0, quiet);
        if (quiet)
            QVERIFY2(!camera.configuration && !camera.retrained, "there was nothing to retrain on");
    }
    for (const PlanComputed& plan : bodies<PlanComputed>(outcome.events))
        QVERIFY2(plan.expected.value > 0.0, "an empty street does not make a model worthless");
    for (const ProfileEstimated& profile : bodies<ProfileEstimated>(outcome.events))
        QVERIFY(profile.window.value < kQuietFrom && profile.startAccuracy);
    for (const Alert& alert : bodies<Alert>(outcome.events))
        QVERIFY2(alert.severity != Severity::Error, alert.message.c_str());
}

QTEST_GUILESS_MAIN(TestQuietStreet)
#include "tst_quiet_street.moc"
