// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/fused_network.h"
#include "engine/learning/round_looks.h"
#include "engine/learning/round_network.h"
#include "engine/learning/weights_impl.h"
#include "tests/engine/learning/lane_of_fake.h"
#include "tests/engine/learning/synthetic_scene.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <vector>

using namespace jackdaw;
using namespace jackdaw::learning;
using namespace jackdaw::testing;

namespace {

constexpr int kSide = 96;
/// Of the largest answer: the other network adds up in another order. A picture that is resampled differs by a shade.
constexpr double kSame = 1e-4;
constexpr double kResampled = 0.05;

const Architecture kArchitecture{.width = 8, .classes = 2, .inputWidth = kSide, .inputHeight = kSide};

std::shared_ptr<const NetworkWeights> weightsOf(std::uint64_t seed)
{
    return NetworkWeights::initial(kArchitecture, seed, CameraId{0});
}

/// What a network of its own answers.
std::vector<float> alone(std::uint64_t seed, const VideoFrame& frame)
{
    FusedNetwork network(*weightsOf(seed), 1, onnx::Precision::Float32);
    drawInput(frame, plainMap(frame, kArchitecture.inputSize()), kArchitecture.inputSize(), network.input());
    const auto answer = network.run();
    return {answer.begin(), answer.end()};
}

double apart(std::span<const float> found, const std::vector<float>& expected)
{
    if (found.size() != expected.size())
        return 1e9;
    double largest = 0.0;
    double scale = 0.0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        largest = std::max(largest, std::abs(static_cast<double>(found[i]) - static_cast<double>(expected[i])));
        scale = std::max(scale, std::abs(static_cast<double>(expected[i])));
    }
    return largest / scale;
}

/// Students by their seeds, and a round of them.
class Students {
public:
    RoundNetwork::Look look(std::uint64_t seed, const VideoFrame& frame)
    {
        auto& weights = m_weights[seed];
        if (!weights)
            weights = std::make_shared<const FoldedWeights>(*weightsOf(seed));
        return {weights, &frame, plainMap(frame, kArchitecture.inputSize())};
    }
    /// A student of these weights that was not there before.
    void renew(std::uint64_t seed, std::uint64_t with)
    {
        m_weights[seed] = std::make_shared<const FoldedWeights>(*weightsOf(with));
    }

private:
    std::map<std::uint64_t, std::shared_ptr<const FoldedWeights>> m_weights;
};

/// A picture that says that it is larger than any memory, of which nothing can be read.
class HugePicture final : public Picture {
public:
    static constexpr int kHugeSide = 1 << 26;

    std::span<const std::uint8_t> rgb() const override
    {
        static const std::uint8_t first = 0;
        return {&first, std::size_t{kHugeSide} * kHugeSide * 3};
    }
};

VideoFrame hugeFrame()
{
    return {
        .width = HugePicture::kHugeSide, .height = HugePicture::kHugeSide, .picture = std::make_shared<HugePicture>()};
}

} // namespace

/// AddressSanitizer would end the program where memory is refused.
extern "C" const char* __asan_default_options() // NOLINT(bugprone-reserved-identifier)
{
    return "allocator_may_return_null=1";
}

/// Several students' networks at once, as twins of the kernels do it in a lane of a fake GPU.
class TestRoundNetwork : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyLookIsAnsweredByItsOwnStudent_data()
    {
        QTest::addColumn<int>("looks");
        for (const int looks : {1, 2, 3, 5, 8})
            QTest::addRow("%d", looks) << looks;
    }

    void everyLookIsAnsweredByItsOwnStudent()
    {
        QFETCH(int, looks);
        const auto frames = syntheticFrames(0, static_cast<std::uint32_t>(looks));
        LaneOfFake lane;
        lane.run([&] {
            RoundNetwork network(weightsOf(0)->impl().plan);
            Students students;
            for (const int shift : {0, 1}) { // others look at each picture in the second round
                std::vector<RoundNetwork::Look> round;
                for (int i = 0; i < looks; ++i)
                    round.push_back(students.look(static_cast<std::uint64_t>((i + shift) % looks),
                                                  frames[static_cast<std::size_t>(i)].picture));
                const auto answers = network.run(round);
                QCOMPARE(answers.size(), static_cast<std::size_t>(looks));
                for (int i = 0; i < looks; ++i) {
                    const auto expected = alone(static_cast<std::uint64_t>((i + shift) % looks),
                                                frames[static_cast<std::size_t>(i)].picture);
                    QVERIFY2(apart(answers[static_cast<std::size_t>(i)], expected) < kSame,
                             qPrintable(QString::number(apart(answers[static_cast<std::size_t>(i)], expected))));
                }
            }
        });
        QVERIFY(lane.gpu().misuses().empty());
    }

    void newWeightsServeFromTheNextRoundOnAndTheOldOnesAgain()
    {
        const VideoFrame frame = syntheticFrames(3, 1).front().picture;
        LaneOfFake lane;
        lane.run([&] {
            RoundNetwork network(weightsOf(0)->impl().plan);
            Students students;
            for (const std::uint64_t with : {1, 2, 1, 1}) {
                students.renew(7, with);
                const std::vector round{students.look(7, frame)};
                QVERIFY(apart(network.run(round).front(), alone(with, frame)) < kSame);
            }
        });
    }

    void roundsOfAllSizesTakeTurns()
    {
        const auto frames = syntheticFrames(0, 6);
        LaneOfFake lane;
        lane.run([&] {
            RoundNetwork network(weightsOf(0)->impl().plan);
            Students students;
            for (const std::size_t looks : {std::size_t{4}, std::size_t{1}, std::size_t{6}, std::size_t{2}}) {
                std::vector<RoundNetwork::Look> round;
                for (std::size_t i = 0; i < looks; ++i)
                    round.push_back(students.look(10 - i, frames[i].picture));
                const auto answers = network.run(round);
                for (std::size_t i = 0; i < looks; ++i)
                    QVERIFY(apart(answers[i], alone(10 - i, frames[i].picture)) < kSame);
            }
        });
    }

    void oneStudentLooksAtSeveralPictures()
    {
        const auto frames = syntheticFrames(0, 3);
        LaneOfFake lane;
        lane.run([&] {
            RoundNetwork network(weightsOf(0)->impl().plan);
            Students students;
            std::vector<RoundNetwork::Look> round;
            for (const LabelledFrame& frame : frames)
                round.push_back(students.look(5, frame.picture));
            const auto answers = network.run(round);
            for (std::size_t i = 0; i < frames.size(); ++i)
                QVERIFY(apart(answers[i], alone(5, frames[i].picture)) < kSame);
        });
    }

    void picturesOfOtherSizesAreScaled()
    {
        LaneOfFake lane;
        lane.run([&] {
            RoundNetwork network(weightsOf(0)->impl().plan);
            Students students;
            for (const auto& [width, height] : {std::pair(kSide, kSide), std::pair(160, 120), std::pair(64, 48)}) {
                const VideoFrame small = syntheticFrame(1, kSide, kSide).picture;
                const VideoFrame other = syntheticFrame(2, width, height).picture;
                const std::vector round{students.look(1, small), students.look(2, other)};
                const auto answers = network.run(round);
                QVERIFY(apart(answers[0], alone(1, small)) < kSame);
                QVERIFY2(apart(answers[1], alone(2, other)) < kResampled,
                         qPrintable(QString::number(apart(answers[1], alone(2, other)))));
            }
        });
    }

    void picturesGoUpInRoomOfAboutTheirSize_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("pixels");
        QTest::newRow("small") << 96 << 96 << 640 * 480;
        QTest::newRow("VGA") << 640 << 480 << 640 * 480;
        QTest::newRow("a line more") << 640 << 481 << 1280 * 720;
        QTest::newRow("full HD") << 1920 << 1080 << 1920 * 1080;
        QTest::newRow("4K") << 3840 << 2160 << 3840 * 2160;
        QTest::newRow("wider") << 4096 << 2160 << 2 * 3840 * 2160;
        QTest::newRow("8K") << 7680 << 4320 << 4 * 3840 * 2160;
    }

    void picturesGoUpInRoomOfAboutTheirSize()
    {
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(int, pixels);
        QCOMPARE(RoundNetwork::roomFor({.width = width, .height = height}), static_cast<std::size_t>(pixels) * 3);
    }

    void largePicturesAreLookedAtApartFromSmallOnesWithTheSameWeights()
    {
        LaneOfFake lane;
        lane.run([&] {
            RoundNetwork network(weightsOf(0)->impl().plan);
            Students students;
            const VideoFrame small = syntheticFrame(1, kSide, kSide).picture;
            const VideoFrame large = syntheticFrame(2, 1280, 720).picture;
            const std::vector mixed{students.look(1, small), students.look(2, large)};
            QVERIFY_EXCEPTION_THROWN(network.run(mixed), std::exception);
            const std::vector asked{asking(mixed[0], "one"), asking(mixed[1], "two"), asking(mixed[0], "three")};
            for (int i = 0; i < 2; ++i) {
                m_answers.clear();
                for (const auto& found : lookInRounds(network, asked))
                    QVERIFY(found);
                QVERIFY(apart(m_answers["one"], alone(1, small)) < kSame);
                QVERIFY(apart(m_answers["two"], alone(2, large)) < kResampled);
                QVERIFY(apart(m_answers["three"], alone(1, small)) < kSame);
            }
        });
        QVERIFY(lane.gpu().misuses().empty());
    }

    void aRoundThatFailsFailsForThoseInItUnderTheirOwnNames()
    {
        LaneOfFake lane;
        lane.run([&] {
            RoundNetwork network(weightsOf(0)->impl().plan);
            Students students;
            const VideoFrame small = syntheticFrame(1, kSide, kSide).picture;
            const VideoFrame blind{.width = 1280, .height = 720};
            const auto found =
                lookInRounds(network,
                             std::vector{asking(students.look(1, small), "one"), asking(students.look(2, blind), "two"),
                                         asking(students.look(3, blind), "three")});
            QVERIFY(found[0]);
            QVERIFY(!found[1] && found[1].error().text().starts_with("two failed"));
            QVERIFY(!found[2] && found[2].error().text().starts_with("three failed"));
        });
    }

    void picturesForWhichThereIsNoMemoryLeaveTheOthersAsTheyWere()
    {
        LaneOfFake lane;
        lane.run([&] {
            RoundNetwork network(weightsOf(0)->impl().plan);
            Students students;
            const VideoFrame small = syntheticFrame(1, kSide, kSide).picture;
            const std::vector round{students.look(1, small)};
            QVERIFY(apart(network.run(round).front(), alone(1, small)) < kSame);
            for (int i = 0; i < 2; ++i) {
                const std::vector huge{students.look(2, hugeFrame())};
                QVERIFY_EXCEPTION_THROWN(network.run(huge), std::exception);
                QVERIFY(apart(network.run(round).front(), alone(1, small)) < kSame);
            }
        });
    }

    void aLaneHasOneForEachArchitecture()
    {
        LaneOfFake lane;
        lane.run([&] {
            Architecture wider = kArchitecture;
            wider.width = 16;
            const auto other = NetworkWeights::initial(wider, 1, CameraId{0});
            RoundNetwork& here = RoundNetwork::here(weightsOf(0)->impl().plan);
            QCOMPARE(&here, &RoundNetwork::here(weightsOf(1)->impl().plan));
            QVERIFY(&here != &RoundNetwork::here(other->impl().plan));
        });
    }

private:
    /// Keeps what the network answers under the look's name.
    AskedLook asking(const RoundNetwork::Look& look, const std::string& what)
    {
        return {look, what, [this, what](std::span<const float> answer) -> Result<std::vector<Detection>> {
                    m_answers[what].assign(answer.begin(), answer.end());
                    return {};
                }};
    }

    std::map<std::string, std::vector<float>> m_answers;
};

QTEST_APPLESS_MAIN(TestRoundNetwork)
#include "tst_round_network.moc"
