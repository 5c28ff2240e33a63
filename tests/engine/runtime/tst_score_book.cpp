// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/score_book.h"
#include "tests/engine/runtime/recording.h"

#include <QTest>

#include <fstream>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using namespace std::chrono_literals;

namespace {

const std::vector<std::string> kClasses = {"car", "bus"};
constexpr Box kLeft{0, 0, 20, 20};
constexpr Box kRight{50, 0, 70, 20};

VideoFrame frameAt(Nanoseconds time)
{
    VideoFrame frame;
    frame.time = time;
    frame.index = time / 1s;
    return frame;
}

StandingPredictions predictions(Nanoseconds frameTime, std::vector<Detection> detections, std::uint32_t version = 1)
{
    return {frameTime, WeightsVersion{version}, std::move(detections)};
}

Detection seen(const Box& box, std::uint32_t label, float score = 0.9F)
{
    return {box, ClassId{label}, score};
}

/// Judges \p window and closes it.
std::optional<CarriedModel> close(ScoreBook& book, WindowId window, Nanoseconds start, Nanoseconds end,
                                  CameraWindow& into)
{
    judgeWindow(book.scoresOf(window), start, end, 1, into);
    return book.close(window, start, end);
}

ScoreBook bookWithoutPeople(Recording& recording)
{
    return ScoreBook(CameraId{4}, kClasses.size(), {}, recording.recorder());
}

} // namespace

namespace {

/// Labels whose object on the right counts neither way, and whose object on the left may be either class.
class VagueGolden final : public vision::GoldenModel {
public:
    Result<std::vector<Detection>> detect(const VideoFrame&) override { return std::vector<Detection>{seen(kLeft, 0)}; }
    std::string description() const override { return "vague"; }
    std::string fingerprint() const override { return "vague"; }
    bool lastWasCached() const override { return false; }
    bool knows(const VideoFrame&) const override { return true; }
    bool mayServe() const override { return false; }
    std::optional<vision::FrameLabels> reference(std::int64_t) const override
    {
        return vision::FrameLabels{{kLeft, 3}, {kRight, 0}};
    }
    std::string costShape() const override { return "label/file"; }
};

} // namespace

class TestScoreBook : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatALabelFileIgnoresIsNoFalseAlarm()
    {
        Recording recording;
        ScoreBook book = bookWithoutPeople(recording);
        book.holdAgainst(std::make_shared<VagueGolden>());
        book.expect(frameAt(1s), WindowId{0});
        book.stands(1s, predictions(1s, {seen(kLeft, 1), seen(kRight, 0)}));
        book.labelled(1s, {seen(kLeft, 0)});
        const auto scored = bodies<FrameScored>(recording.events());
        QCOMPARE(scored.size(), std::size_t{1});
        QVERIFY((scored[0].counts == std::vector<ClassCounts>{{0, 0, 0}, {1, 0, 0}}));
        CameraWindow window;
        (void)close(book, WindowId{0}, 0s, 10s, window);
        QVERIFY(window.studentGolden && window.studentGolden->ap50);
        QCOMPARE(window.studentGolden->ap50->value, 1.0);
    }
    void aFrameIsScoredInWhicheverOrderLabelsAndPredictionsCome()
    {
        Recording recording;
        ScoreBook book = bookWithoutPeople(recording);
        book.expect(frameAt(1s), WindowId{0});
        book.expect(frameAt(2s), WindowId{0});
        book.stands(1s, predictions(1s, {seen(kLeft, 0)}));
        QVERIFY(!book.isComplete(WindowId{0}));
        book.labelled(1s, {seen(kLeft, 0)});
        book.labelled(2s, {seen(kLeft, 0)});
        QVERIFY(!book.isComplete(WindowId{0}));
        book.stands(2s, predictions(2s, {seen(kLeft, 0)}));
        QVERIFY(book.isComplete(WindowId{0}));

        const auto scored = bodies<FrameScored>(recording.events());
        QCOMPARE(scored.size(), std::size_t{2});
        for (const FrameScored& frame : scored) {
            QVERIFY(frame.camera == CameraId{4});
            QVERIFY(frame.pair == ScorePair::StudentGolden);
            QVERIFY((frame.counts == std::vector<ClassCounts>{{1, 0, 0}, {0, 0, 0}}));
            QVERIFY(frame.predictionAge == 0ns);
        }
        QVERIFY(scored[0].frame == 1 && scored[1].frame == 2);
    }

    void newWeightsCountFromTheirFirstFrameOnNotFromTheFirstScoredOne()
    {
        Recording recording;
        ScoreBook book = bookWithoutPeople(recording);
        for (const auto time : {0s, 9s}) {
            book.expect(frameAt(time), WindowId{0});
            book.labelled(time, {seen(kLeft, 0)});
        }
        for (auto time = 0s; time < 10s; ++time)
            book.stands(time, predictions(time, {seen(time < 4s ? kRight : kLeft, 0)}, time < 4s ? 1 : 2));
        CameraWindow window;
        close(book, WindowId{0}, 0s, 10s, window);
        QVERIFY2(std::abs(window.studentGolden->value.value - 0.6) < 1e-9, "4 s of misses, 6 s of hits");
    }

    void aDroppedFrameIsScoredWithTheOldPredictions()
    {
        Recording recording;
        ScoreBook book = bookWithoutPeople(recording);
        book.expect(frameAt(3s), WindowId{1});
        book.stands(3s, predictions(1s, {seen(kLeft, 0)}, 7));
        book.labelled(3s, {seen(kRight, 0)});
        const auto scored = bodies<FrameScored>(recording.events());
        QCOMPARE(scored.size(), std::size_t{1});
        QVERIFY(scored[0].predictionAge == 2s);
        QVERIFY(scored[0].weights == WeightsVersion{7});
        QVERIFY((scored[0].counts == std::vector<ClassCounts>{{0, 1, 1}, {0, 0, 0}}));
    }

    void labelsThatComeAfterTheirWindowWasClosedLeaveNothing()
    {
        Recording recording;
        ScoreBook book = bookWithoutPeople(recording);
        book.expect(frameAt(1s), WindowId{0});
        book.stands(1s, predictions(1s, {seen(kLeft, 0)}));
        CameraWindow window;
        close(book, WindowId{0}, 0s, 10s, window);
        QVERIFY(book.isComplete(WindowId{0}));
        book.labelled(1s, {seen(kLeft, 0)});
        close(book, WindowId{0}, 0s, 10s, window);
        QVERIFY(!window.studentGolden);
        QVERIFY(bodies<FrameScored>(recording.events()).empty());
    }

    /// Cut off between two windows: scored frames, one without labels, one without predictions, the model before.
    void aBookGoesOnWhereAnotherLeftOff()
    {
        Recording first;
        ScoreBook book = bookWithoutPeople(first);
        CameraWindow window;
        const auto score = [](ScoreBook& of, Nanoseconds time, WindowId in, const Box& found) {
            const auto made = predictions(time, {seen(found, 0), seen(kRight, 1, 0.2F)});
            of.expect(frameAt(time), in);
            of.stands(time, made);
            of.found(time, made);
            of.labelled(time, {seen(kLeft, 0)});
        };
        score(book, 1s, WindowId{0}, kLeft);
        score(book, 5s, WindowId{0}, kRight);
        close(book, WindowId{0}, 0s, 10s, window);
        score(book, 11s, WindowId{1}, kLeft);
        score(book, 13s, WindowId{1}, kRight);
        book.expect(frameAt(15s), WindowId{1});
        book.stands(15s, predictions(14s, {seen(kLeft, 0)}, 2));
        book.expect(frameAt(17s), WindowId{1});
        book.labelled(17s, {seen(kLeft, 0)});

        Recording second;
        ScoreBook next = bookWithoutPeople(second);
        next.restore(book.atBorder(WindowId{1}), book.lastAccuracy()->value);
        QVERIFY(!next.isComplete(WindowId{1}));
        std::vector<CameraWindow> closed(2);
        std::vector<std::optional<CarriedModel>> carried;
        for (std::size_t i = 0; i < 2; ++i) {
            ScoreBook& each = i == 0 ? book : next;
            each.labelled(15s, {seen(kLeft, 0)});
            each.stands(17s, predictions(17s, {}, 2));
            QVERIFY(each.isComplete(WindowId{1}));
            each.found(15s, predictions(15s, {seen(kRight, 0)}, 2));
            carried.push_back(close(each, WindowId{1}, 10s, 20s, closed[i]));
        }
        QVERIFY(closed[0].studentGolden && closed[0].studentGolden->ap50);
        QVERIFY(closed[0].freshGolden && closed[0].freshGolden->frames == 3);
        QVERIFY(closed[0] == closed[1]);
        QVERIFY(carried[0] && carried[1]);
        QVERIFY(carried[0]->before == carried[1]->before && carried[0]->after == carried[1]->after);
        QVERIFY(carried[0]->served == carried[1]->served);
        QCOMPARE(bodies<FrameScored>(second.events()).size(), std::size_t{3});
    }

    void predictionsBelowTheThresholdAreNoStatementButCountForPrecision()
    {
        Recording recording;
        ScoreBook book = bookWithoutPeople(recording);
        book.expect(frameAt(1s), WindowId{0});
        book.stands(1s, predictions(1s, {seen(kLeft, 0, learning::kScoreThreshold - 0.01F)}));
        book.labelled(1s, {seen(kLeft, 0)});
        CameraWindow window;
        close(book, WindowId{0}, 0s, 10s, window);
        QCOMPARE(window.studentGolden->value.value, 0.0);
        QVERIFY(window.studentGolden->ap50->value > 0.9);
        const auto scored = bodies<FrameScored>(recording.events());
        QVERIFY((scored[0].counts == std::vector<ClassCounts>{{0, 0, 1}, {0, 0, 0}}));
    }

    void aClassifiersNamesAreHeldAgainstTheObjectsThatHaveARegion()
    {
        Recording recording;
        ScoreBook book(CameraId{4}, kClasses.size(), {}, recording.recorder(), Task::Classification);
        book.expect(frameAt(1s), WindowId{0});
        constexpr Box kFar{200, 0, 220, 20};
        book.stands(1s, predictions(1s, {seen(kLeft, 0), seen(kRight, 0), seen({100, 50, 120, 70}, 1)}));
        book.labelled(1s, {seen(kLeft, 0), seen(kRight, 1), seen(kFar, 1)});
        book.expect(frameAt(2s), WindowId{0});
        book.stands(2s, predictions(2s, {}));
        book.labelled(2s, {seen(kFar, 0)});
        const auto scored = bodies<FrameScored>(recording.events());
        QVERIFY((scored[0].counts == std::vector<ClassCounts>{{1, 1, 0}, {0, 0, 1}}));
        QCOMPARE(scored[0].uncovered, 1U);
        QCOMPARE(scored[1].uncovered, 1U);
        CameraWindow window;
        close(book, WindowId{0}, 0s, 10s, window);
        QCOMPARE(window.studentGolden->value.value, 0.5);
        QCOMPARE(window.studentGolden->balanced.value, 0.5);
        QCOMPARE(window.studentGolden->count, 2U);
        QVERIFY2(!window.studentGolden->ap50, "the scores are not the student's");
        QVERIFY(window.coverage == (Coverage{4, 2}));
        QVERIFY2(window.empty == EmptyFrames{}, "there was something to see");
    }

    void framesThatWereNotSampledAreNotScored()
    {
        Recording recording;
        ScoreBook book = bookWithoutPeople(recording);
        book.stands(1s, predictions(1s, {}));
        book.labelled(1s, {});
        QVERIFY(book.isComplete(WindowId{0}));
        QVERIFY(bodies<FrameScored>(recording.events()).empty());
    }

    void aFrameThatIsGivenUpIsNotWaitedFor()
    {
        Recording recording;
        ScoreBook book = bookWithoutPeople(recording);
        book.expect(frameAt(1s), WindowId{0});
        book.stands(1s, predictions(1s, {}));
        book.giveUp(1s);
        QVERIFY(book.isComplete(WindowId{0}));
        book.labelled(1s, {});
        QVERIFY(bodies<FrameScored>(recording.events()).empty());
    }

    void theModelThatEndedAWindowIsFollowedIntoTheNext()
    {
        Recording recording;
        ScoreBook book = bookWithoutPeople(recording);
        const auto score = [&](std::chrono::seconds time, std::uint32_t window, bool hit, std::uint32_t version) {
            book.expect(frameAt(time), WindowId{window});
            book.labelled(time, {seen(kLeft, 0)});
            book.stands(time, predictions(time - 1s, {seen(kRight, 0)}, version));
            book.found(time, predictions(time, {seen(hit ? kLeft : kRight, 0)}, version));
        };
        score(2s, 0, false, 1);
        score(8s, 0, true, 2);
        score(11s, 1, true, 2);
        score(12s, 1, false, 2);
        book.stands(14s, predictions(14s, {}, 3));
        score(17s, 1, true, 3);
        CameraWindow window;
        QVERIFY(!close(book, WindowId{0}, 0s, 10s, window));
        const auto carried = close(book, WindowId{1}, 10s, 20s, window);
        QVERIFY(carried);
        QCOMPARE(carried->before.value, 1.0);
        QCOMPARE(carried->after.value, 0.5);
        QVERIFY(carried->served == 4s);
        score(21s, 2, true, 3);
        const auto whole = close(book, WindowId{2}, 20s, 30s, window);
        QVERIFY(whole && whole->served == 10s);
        QVERIFY2(!close(book, WindowId{3}, 30s, 40s, window), "no frame was scored");
    }

    /// Its own labels of a frame would always agree with what it found there.
    void boxesOfTheGoldenModelThatStoodAreHeldAgainstItsLabelsOfTheNewerFrame()
    {
        Recording recording;
        ScoreBook book = bookWithoutPeople(recording);
        auto taught = predictions(2s, {seen(kLeft, 0), seen(kRight, 0)});
        taught.server = Server::Teacher;
        book.expect(frameAt(5s), WindowId{0});
        book.stands(5s, taught);
        book.labelled(5s, {seen(kLeft, 0)});
        CameraWindow window;
        QVERIFY2(!close(book, WindowId{0}, 0s, 10s, window), "nothing is known of the student's model");
        QVERIFY(!window.freshGolden);
        QCOMPARE(window.studentGolden->value.value, 2.0 / 3.0);
        const auto scored = bodies<FrameScored>(recording.events());
        QCOMPARE(scored.size(), std::size_t{1});
        QVERIFY(scored[0].pair == ScorePair::StudentGolden && scored[0].server == Server::Teacher);
        QVERIFY(scored[0].predictionAge == 3s);
    }

    void boxesThatStoodSayHowTheyAged()
    {
        Recording recording;
        ScoreBook book = bookWithoutPeople(recording);
        const auto score = [&](Nanoseconds time, Nanoseconds found, Server server, bool moved,
                               std::vector<Detection> labels) {
            auto standing = predictions(found, {seen(kLeft, 0), seen(kRight, 0)});
            standing.server = server;
            standing.moved = moved;
            book.expect(frameAt(time), WindowId{0});
            book.stands(time, standing);
            book.labelled(time, std::move(labels));
        };
        score(2s, 1s, Server::Teacher, false, {seen(kLeft, 0), seen(kRight, 0)});
        score(4s, 1s, Server::Teacher, true, {seen(kLeft, 0)});
        score(5s, 4s, Server::Student, false, {seen(kLeft, 0)});
        score(6s, 5s, Server::Teacher, false, {});
        score(7s, 7s, Server::Teacher, false, {seen(kLeft, 0)});
        const auto aged = book.takeAged();
        QCOMPARE(aged.size(), std::size_t{3});
        QVERIFY((aged[0] == AgedBoxes{1.0, 1.0, 2.0, false, Server::Teacher}));
        QVERIFY((aged[1] == AgedBoxes{3.0, 2.0 / 3.0, 1.0, true, Server::Teacher}));
        QVERIFY((aged[2] == AgedBoxes{1.0, 2.0 / 3.0, 1.0, false, Server::Student}));
        QVERIFY(book.takeAged().empty());
    }

    void whatTheStudentFindsOnTheFrameItselfIsScoredBesideWhatStood()
    {
        for (const bool labelsFirst : {true, false}) {
            Recording recording;
            ScoreBook book = bookWithoutPeople(recording);
            book.expect(frameAt(3s), WindowId{0});
            book.stands(3s, predictions(1s, {seen(kRight, 0)}, 4));
            if (labelsFirst)
                book.labelled(3s, {seen(kLeft, 0)});
            book.found(3s, predictions(3s, {seen(kLeft, 0), seen(kRight, 0, learning::kScoreThreshold - 0.01F)}, 5));
            if (!labelsFirst)
                book.labelled(3s, {seen(kLeft, 0)});
            QVERIFY(book.isComplete(WindowId{0}));
            CameraWindow window;
            close(book, WindowId{0}, 0s, 10s, window);
            QCOMPARE(window.studentGolden->value.value, 0.0);
            QCOMPARE(window.freshGolden->value.value, 1.0);
            const auto scored = bodies<FrameScored>(recording.events());
            QCOMPARE(scored.size(), std::size_t{2});
            QVERIFY(scored[0].pair == ScorePair::StudentGolden && scored[0].predictionAge == 2s);
            QVERIFY(scored[0].weights == WeightsVersion{4});
            QVERIFY(scored[1].pair == ScorePair::FreshGolden && scored[1].predictionAge == 0s);
            QVERIFY(scored[1].weights == WeightsVersion{5});
        }
    }

    void aFrameThatTheStudentSawWithoutBeingScoredSaysNothing()
    {
        Recording recording;
        ScoreBook book = bookWithoutPeople(recording);
        book.stands(3s, predictions(1s, {}));
        book.found(3s, predictions(3s, {seen(kLeft, 0)}));
        book.expect(frameAt(4s), WindowId{0});
        book.stands(4s, predictions(3s, {seen(kLeft, 0)}));
        book.labelled(4s, {seen(kLeft, 0)});
        CameraWindow window;
        close(book, WindowId{0}, 0s, 10s, window);
        book.found(4s, predictions(4s, {seen(kLeft, 0)}));
        QVERIFY(!window.freshGolden);
        QCOMPARE(bodies<FrameScored>(recording.events()).size(), std::size_t{1});
    }

    /// Boxes that are moved to a frame come later than a newer frame that is passed over meanwhile.
    void weightsAreNewFromTheirFirstFrameOnInWhicheverOrderFramesAreTold()
    {
        std::vector<CameraWindow> windows;
        for (const bool inOrder : {true, false}) {
            Recording recording;
            ScoreBook book = bookWithoutPeople(recording);
            for (const auto time : {0s, 2s, 9s}) {
                book.expect(frameAt(time), WindowId{0});
                book.labelled(time, {seen(kLeft, 0)});
            }
            const auto stands = [&](std::chrono::seconds time) {
                book.stands(time, predictions(time, {seen(time < 4s ? kRight : kLeft, 0)}, time < 4s ? 1 : 2));
            };
            for (const auto time : inOrder ? std::vector{0s, 2s, 3s, 4s, 9s} : std::vector{0s, 2s, 4s, 3s, 9s})
                stands(time);
            close(book, WindowId{0}, 0s, 10s, windows.emplace_back());
        }
        QCOMPARE(windows[0].studentGolden->value.value, 0.6);
        QVERIFY(windows[0] == windows[1]);
    }

    void aWindowWithNothingToSeeHasNoAccuracyAndCountsItsFalseAlarms()
    {
        Recording recording;
        ScoreBook book = bookWithoutPeople(recording);
        for (const auto time : {1s, 4s, 7s}) {
            book.expect(frameAt(time), WindowId{0});
            book.labelled(time, {});
            book.stands(
                time,
                predictions(time,
                            time == 4s ? std::vector{seen(kLeft, 0), seen(kRight, 1)} : std::vector<Detection>{}));
        }
        CameraWindow window;
        QVERIFY(!close(book, WindowId{0}, 0s, 10s, window));
        QVERIFY(!window.studentGolden);
        QVERIFY((window.empty == EmptyFrames{3, 2}));
        QCOMPARE(bodies<FrameScored>(recording.events()).size(), std::size_t{3});
    }

    void aWindowWithNothingToSeeSaysNothingOfTheModelsThatAreCarriedOver()
    {
        Recording recording;
        ScoreBook book = bookWithoutPeople(recording);
        const auto score = [&](std::chrono::seconds time, std::uint32_t window, std::vector<Detection> labels) {
            book.expect(frameAt(time), WindowId{window});
            book.labelled(time, std::move(labels));
            book.stands(time, predictions(time, {seen(kLeft, 0)}));
            book.found(time, predictions(time, {seen(kLeft, 0)}));
        };
        CameraWindow window;
        score(5s, 0, {seen(kLeft, 0)});
        QVERIFY(!close(book, WindowId{0}, 0s, 10s, window));
        score(15s, 1, {});
        QVERIFY2(!close(book, WindowId{1}, 10s, 20s, window), "nothing says what the model is worth now");
        score(25s, 2, {seen(kLeft, 0)});
        QVERIFY2(!close(book, WindowId{2}, 20s, 30s, window), "nothing says what it was worth before");
        QCOMPARE(window.studentGolden->value.value, 1.0);
        score(35s, 3, {seen(kLeft, 0)});
        const auto carried = close(book, WindowId{3}, 30s, 40s, window);
        QVERIFY(carried && carried->before.value == 1.0 && carried->after.value == 1.0);
    }

    void beforeTheFirstStudentNothingIsScored()
    {
        Recording recording;
        ScoreBook book = bookWithoutPeople(recording);
        for (const auto time : {1s, 2s})
            book.expect(frameAt(time), WindowId{0});
        book.labelled(1s, {seen(kLeft, 0)});
        for (const auto time : {1s, 2s})
            book.stands(time, predictions(0s, {}, 0));
        QVERIFY(book.isComplete(WindowId{0}));
        book.labelled(2s, {seen(kLeft, 0)});
        CameraWindow window;
        close(book, WindowId{0}, 0s, 10s, window);
        QVERIFY(!window.studentGolden);
        QVERIFY(window.empty == EmptyFrames{});
        QVERIFY(bodies<FrameScored>(recording.events()).empty());
    }

    void windowsAreClosedApart()
    {
        Recording recording;
        ScoreBook book = bookWithoutPeople(recording);
        for (const auto& [time, window] : {std::pair{1s, 0U}, std::pair{11s, 1U}}) {
            book.expect(frameAt(time), WindowId{window});
            book.stands(time, predictions(time, {seen(kLeft, window)}));
            book.labelled(time, {seen(kLeft, 0)});
        }
        book.expect(frameAt(12s), WindowId{1});
        QVERIFY(book.isComplete(WindowId{0}));
        QVERIFY(!book.isComplete(WindowId{1}));
        CameraWindow first;
        close(book, WindowId{0}, 0s, 10s, first);
        QCOMPARE(first.studentGolden->value.value, 1.0);
        QCOMPARE(first.studentGolden->frames, 1U);
        QCOMPARE(first.studentGolden->count, 1U);
        QVERIFY(!first.goldenHuman && !first.studentHuman);
        CameraWindow second;
        close(book, WindowId{1}, 10s, 20s, second);
        QCOMPARE(second.studentGolden->value.value, 0.0);
        CameraWindow again;
        close(book, WindowId{0}, 0s, 10s, again);
        QVERIFY(!again.studentGolden);
    }

    void aCorrectionIsScoredAnewAsLongAsItsWindowIsNotClosed()
    {
        Recording recording;
        ScoreBook book = bookWithoutPeople(recording);
        book.expect(frameAt(1s), WindowId{0});
        QVERIFY2(book.isScoring(1s), "it waits for its labels");
        QVERIFY(!book.isScoring(2s));
        book.stands(1s, predictions(1s, {seen(kLeft, 0)}));
        book.labelled(1s, {seen(kRight, 0)});
        QVERIFY(book.isScoring(1s));
        const auto people = [](const Box& box) { return vision::PeopleLabels{{{box, 1U, {}}}, 3U}; };
        book.correct(1, 1s, people(kLeft));
        book.correct(1, 1s, people(kRight));
        CameraWindow window;
        judgeWindow(book.judged(WindowId{0}), 0s, 10s, 1, window);
        QVERIFY2(!book.isScoring(1s), "its figures stand");
        QVERIFY2(window.goldenHuman && window.goldenHuman->frames == 1, "of a frame its newest score counts");
        QCOMPARE(window.goldenHuman->value.value, 1.0);
        book.correct(1, 1s, {});
        CameraWindow taken;
        close(book, WindowId{0}, 0s, 10s, taken);
        QVERIFY(!taken.goldenHuman && !taken.studentHuman);
        QVERIFY(taken.studentGolden.has_value());
        QVERIFY(!book.isScoring(1s));
        const std::vector<FrameScored> scored = bodies<FrameScored>(recording.events());
        const auto found = [&](ScorePair pair) {
            std::vector<std::uint32_t> positives;
            for (const FrameScored& score : scored)
                if (score.pair == pair)
                    positives.push_back(score.counts[0].truePositives);
            return positives;
        };
        QCOMPARE(found(ScorePair::StudentHuman), (std::vector<std::uint32_t>{1, 0}));
        QCOMPARE(found(ScorePair::GoldenHuman), (std::vector<std::uint32_t>{0, 1}));
    }

    void humanLabelsGiveThreePairsWhereThereAreAny()
    {
        Recording recording;
        const auto file = recording.path("people.csv");
        std::ofstream(file) << "frame,class,score,x1,y1,x2,y2\n5,car,1,0,0,20,20\n";
        auto people = HumanLabelIndex::load({{file, 1, 1, 5}}, kClasses);
        QVERIFY(people.has_value());
        ScoreBook book(CameraId{0}, kClasses.size(), std::move(*people), recording.recorder());
        for (const auto time : {1s, 2s}) {
            book.expect(frameAt(time), WindowId{0});
            book.stands(time, predictions(time, {seen(kLeft, 0), seen(kRight, 0)}));
            book.labelled(time, {seen(kRight, 0), seen(kLeft, 1)});
        }
        CameraWindow window;
        close(book, WindowId{0}, 0s, 10s, window);
        QCOMPARE(window.studentGolden->frames, 2U);
        QVERIFY(window.goldenHuman && window.studentHuman);
        QCOMPARE(window.goldenHuman->frames, 1U);

        std::vector<std::pair<ScorePair, std::vector<ClassCounts>>> pairs;
        for (const FrameScored& frame : bodies<FrameScored>(recording.events())) {
            if (frame.frame == 1)
                pairs.emplace_back(frame.pair, frame.counts);
        }
        using Counts = std::vector<ClassCounts>;
        QCOMPARE(pairs.size(), std::size_t{3});
        QVERIFY((pairs[0] == std::pair(ScorePair::StudentGolden, Counts{{1, 1, 0}, {0, 0, 1}})));
        // The golden model calls the person's car a bus, a class that the people did not label, and sees one more car.
        QVERIFY((pairs[1] == std::pair(ScorePair::GoldenHuman, Counts{{0, 1, 1}, {0, 0, 0}})));
        QVERIFY((pairs[2] == std::pair(ScorePair::StudentHuman, Counts{{1, 1, 0}, {0, 0, 0}})));
    }

    void aHumanLabelFileThatIsMissingIsNamed()
    {
        const auto loaded = HumanLabelIndex::load({{"no-such-file.csv", 0, 1, 0}}, kClasses);
        QVERIFY(!loaded);
        QVERIFY(loaded.error().message.find("no-such-file.csv") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestScoreBook)
#include "tst_score_book.moc"
