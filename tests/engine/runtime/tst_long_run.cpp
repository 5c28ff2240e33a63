// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_run.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace jackdaw;
using namespace jackdaw::testing;

namespace {

constexpr std::uint32_t kCameras = 8;
constexpr std::uint32_t kWindows = 18; // an hour
constexpr double kMostBytesPerCameraHour = 50e6;

/// Pictures of a camera that may be alive at a time: 32 in the feed's queue and one on its way into it; those in the
/// mailbox, under way, and waiting for inference; those that wait for labels, a first student's sample and 3 to score.
constexpr int kMostPictures = 32 + 1 + 3 + 24 + 3 + 2;
/// Labelled frames: the first sample, all that are scored in a window, what further rounds ask for, rehearsal.
constexpr int kMostKept = 24 + 40 + 8 * 8 + 12;
/// Weights: those that serve and the best of trainings that run or were cut off, and one that is being stored.
constexpr int kMostWeights = 4;

double meanAccuracy(const WindowClosed& window)
{
    double sum = 0.0;
    int counted = 0;
    for (const CameraWindow& camera : window.cameras) {
        if (!camera.studentGolden)
            continue;
        sum += camera.studentGolden->value.value;
        ++counted;
    }
    return counted > 0 ? sum / counted : 0.0;
}

std::size_t median(std::vector<std::size_t> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

/// An hour of eight cameras under device time, with fake students on fake streets. bench_long_run does the same for a
/// day.
class TestLongRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyWindowCloses();
    void studentsAreRetrainedAllTheTime();
    void theSessionStaysSmall();
    void nothingPilesUp();
    void memoryDoesNotGrow();

private:
    QTemporaryDir m_folder;
    std::filesystem::path m_session = std::filesystem::path(m_folder.path().toStdString()) / "hour.jackdaw";
    FakeOutcome m_outcome;
};

void TestLongRun::initTestCase()
{
    const auto settings = fakeSettings(m_folder.path().toStdString(), kCameras, kWindows);
    QVERIFY(prepareFakeRun(settings));
    m_outcome = runFake(settings, m_session);
    QVERIFY2(m_outcome.status, m_outcome.status ? "" : m_outcome.status.error().text().c_str());
}

void TestLongRun::everyWindowCloses()
{
    QCOMPARE(m_outcome.closed.size(), std::size_t{kWindows});
    for (std::uint32_t i = 0; i < kWindows; ++i) {
        QCOMPARE(m_outcome.closed[i].window.value, i);
        QCOMPARE(m_outcome.closed[i].cameras.size(), std::size_t{kCameras});
    }
}

void TestLongRun::studentsAreRetrainedAllTheTime()
{
    for (std::uint32_t i = 1; i < kWindows; ++i) {
        const auto& cameras = m_outcome.closed[i].cameras;
        const auto retrained =
            std::count_if(cameras.begin(), cameras.end(), [](const CameraWindow& camera) { return camera.retrained; });
        QVERIFY2(retrained > 0, qPrintable(QString::number(i)));
        QVERIFY2(meanAccuracy(m_outcome.closed[i]) > 0.4, qPrintable(QString::number(i)));
    }
}

void TestLongRun::theSessionStaysSmall()
{
    const auto bytes = static_cast<double>(std::filesystem::file_size(m_session));
    const double cameraHours = kCameras * kWindows * toSeconds(FakeStreet::kFrames * FakeStreet::kInterval) / 3600.0;
    QVERIFY2(bytes < kMostBytesPerCameraHour * cameraHours, qPrintable(QString::number(bytes / cameraHours)));
}

void TestLongRun::nothingPilesUp()
{
    const FakeTallies& tallies = m_outcome.tallies;
    const int cameras = kCameras;
    QVERIFY2(tallies.pictures->most() <= cameras * kMostPictures,
             qPrintable(QString::number(tallies.pictures->most())));
    QVERIFY2(tallies.kept->most() <= cameras * kMostKept, qPrintable(QString::number(tallies.kept->most())));
    QVERIFY2(tallies.weights->most() <= cameras * kMostWeights, qPrintable(QString::number(tallies.weights->most())));
    QCOMPARE(tallies.pictures->now() + tallies.kept->now() + tallies.weights->now() + tallies.students->now()
                 + tallies.trainings->now(),
             0);
}

/// In the last third as in the one before it; before that samples, rehearsal and series fill up. The views' log goes on
/// for 20 000 lines. Medians, since on a busy machine now and then many events wait to be written when a window closes.
void TestLongRun::memoryDoesNotGrow()
{
    constexpr std::size_t kMostGrowth = 10 << 20;
    const auto& allocated = m_outcome.allocated;
    const std::size_t third = allocated.size() / 3;
    const std::size_t before = median({allocated.end() - static_cast<std::ptrdiff_t>(2 * third),
                                       allocated.end() - static_cast<std::ptrdiff_t>(third)});
    const std::size_t after = median({allocated.end() - static_cast<std::ptrdiff_t>(third), allocated.end()});
    QVERIFY2(after < before + kMostGrowth, qPrintable(QStringLiteral("%1, then %2").arg(before).arg(after)));
}

QTEST_GUILESS_MAIN(TestLongRun)
#include "tst_long_run.moc"
