// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/video/video_writer.h"
#include "tests/app/cli_process.h"
#include "tests/support/shared_data.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace jackdaw;
using namespace jackdaw::testing;

namespace {

constexpr int kWidth = 192;
constexpr int kHeight = 128;
constexpr int kFrames = 240;
constexpr int kLastSeen = 120;

/// What tools/mkbox.sh of the case makes: a white box over grey for 12 s, then nothing for 12 s.
VideoFrame boxFrame(int number)
{
    RandomStream random(3, static_cast<std::uint32_t>(number), RandomPurpose::Test);
    const int left = 20 + (number * 3) % 110;
    const int top = 30 + (number * 2) % 50;
    std::vector<std::uint8_t> rgb;
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x) {
            const bool box = number < kLastSeen && x >= left && x < left + 40 && y >= top && y < top + 28;
            rgb.insert(rgb.end(), 3, static_cast<std::uint8_t>((box ? 245 : 125) + random.below(7)));
        }
    return {.width = kWidth, .height = kHeight, .picture = std::make_shared<RgbPicture>(std::move(rgb))};
}

} // namespace

/// An object for some time, and then none: what is to be seen of that in the figures of a run.
class TestQuietWindow : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    Ended cli(const QStringList& arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral(JACKDAW_CLI), arguments);
        return ended(process);
    }

private Q_SLOTS:
    void windowsWithNothingToSeeAreNoMisses();
};

void TestQuietWindow::windowsWithNothingToSeeAreNoMisses()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto folder = shared / "cases/quiet-window";
    if (!std::filesystem::is_directory(folder))
        JACKDAW_LACKS_SHARED_DATA("needs the folder cases/quiet-window of the shared data");
    for (const char* const name : {"box.json", "box.csv"})
        QVERIFY(QFile::copy(qt(folder / name), m_folder.filePath(QString::fromUtf8(name))));
    const std::string clip = m_folder.filePath(QStringLiteral("box.mp4")).toStdString();
    auto writer = video::VideoWriter::create(clip, {kWidth, kHeight, 10, 18});
    QVERIFY(writer.has_value());
    for (int frame = 0; frame < kFrames; ++frame)
        QVERIFY((*writer)->write(boxFrame(frame)).has_value());
    QVERIFY((*writer)->finish().has_value());
    const auto costs = cli({QStringLiteral("calibrate"), QStringLiteral("box.json"), QStringLiteral("--out"),
                            QStringLiteral("costs.json")});
    QVERIFY2(costs.code == 0, costs.told().constData());
    const auto run = cli(
        {QStringLiteral("run"), QStringLiteral("box.json"), QStringLiteral("--out"), QStringLiteral("box.jackdaw")});
    QVERIFY2(run.code == 0, run.told().constData());
    const auto report = cli({QStringLiteral("report"), QStringLiteral("box.jackdaw"), QStringLiteral("--json")});
    const QJsonObject told = QJsonDocument::fromJson(report.out.toUtf8()).object();
    QVERIFY2(told.value(QStringLiteral("mean_accuracy")).toDouble() > 0.9, report.told().constData());
    const QJsonObject alarms = told.value(QStringLiteral("false_alarms")).toObject();
    QVERIFY2(alarms.value(QStringLiteral("frames")).toInt() > 10, "frames with nothing to see are counted apart");
    const QJsonObject windows = told.value(QStringLiteral("camera_windows")).toObject();
    QCOMPARE(windows.value(QStringLiteral("with_accuracy")).toInt(), 1);
    for (const QJsonValue& window :
         told.value(QStringLiteral("cameras")).toArray()[0].toObject().value(QStringLiteral("windows")).toArray()) {
        const bool quiet = window.toObject().value(QStringLiteral("accuracy")).isNull();
        if (quiet)
            QVERIFY2(!window.toObject().value(QStringLiteral("retrained")).toBool(), report.told().constData());
    }
}

QTEST_GUILESS_MAIN(TestQuietWindow)
#include "tst_quiet_window.moc"
