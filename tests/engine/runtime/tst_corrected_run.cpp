// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/open_run.h"
#include "engine/runtime/run_loop.h"
#include "engine/session/event_json.h"
#include "tests/engine/runtime/live_runs.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using Path = std::filesystem::path;

namespace {

constexpr CameraId kCamera{0};
constexpr std::uint32_t kLongWindows = 4;

/// As the engine does, on this thread.
Events runToTheEnd(Result<RunParts> parts, const Path& file)
{
    if (!parts)
        return {};
    LiveChannel channel(parts->settings.cameras.size());
    Signal wake;
    CommandQueue commands(wake);
    learning::useThreads(1);
    const Status ended = RunLoop(std::move(*parts), channel, commands, wake).run({});
    return ended ? readSession(file) : Events();
}

/// A run in which people say \p corrections at the instants of these events.
Events runWith(const RunSettings& settings, const Path& file, const Events& corrections)
{
    auto parts = openRun(settings, file);
    if (!parts)
        return {};
    parts->corrections = corrections;
    parts->writer.reset();
    std::filesystem::remove(file);
    parts->writer = std::move(*session::SessionWriter::create(file, session::KeptModels::All));
    return runToTheEnd(std::move(parts), file);
}

/// What somebody says at \p time of a frame that was due at \p frameTime: one object, the same whatever is there.
Event said(Nanoseconds time, std::int64_t frame, Nanoseconds frameTime,
           ReviewVerdict verdict = ReviewVerdict::Corrected)
{
    std::vector<CorrectedObject> objects;
    if (verdict != ReviewVerdict::Begun)
        objects.push_back({ClassId{1}, {10, 12, 50, 40}});
    return {time, 0, LabelCorrected{kCamera, frame, frameTime, frameTime, verdict, std::move(objects)}};
}

std::set<std::int64_t> scoredFrames(const Events& events, ScorePair pair)
{
    std::set<std::int64_t> frames;
    for (const FrameScored& score : bodies<FrameScored>(events))
        if (score.camera == kCamera && score.pair == pair)
            frames.insert(score.frame);
    return frames;
}

FrameScored firstScore(const Events& events)
{
    const auto scores = bodies<FrameScored>(events);
    return *std::find_if(scores.begin(), scores.end(), [](const FrameScored& each) { return each.camera == kCamera; });
}

/// Of camera 0, those that train and those that score.
std::vector<GoldenLabelled> labelledFrames(const Events& events, bool scored)
{
    const auto scores = scoredFrames(events, ScorePair::StudentGolden);
    std::vector<GoldenLabelled> frames;
    for (const GoldenLabelled& golden : bodies<GoldenLabelled>(events))
        if (golden.camera == kCamera && scores.contains(golden.frame) == scored)
            frames.push_back(golden);
    return frames;
}

/// Frames of camera 0 that are learned as people labelled them when \p window begins.
std::set<std::int64_t> taughtAt(const Events& events, std::uint32_t window)
{
    std::set<std::int64_t> frames;
    for (const ResumeState& state : bodies<ResumeState>(events))
        if (state.window == WindowId{window})
            for (const SourceFrame& frame : state.cameras.at(kCamera.value).taught)
                frames.insert(frame.frame);
    return frames;
}

std::string text(const Event& event)
{
    const EventBody body = std::holds_alternative<CostMeasured>(event.body) ? CostMeasured{} : event.body;
    return std::to_string(event.time.count()) + ' ' + std::string(kindName(body)) + ' ' + session::toJson(body);
}

bool describesTheCut(const Event& event)
{
    const auto* alert = std::get_if<Alert>(&event.body);
    return (alert && alert->message.starts_with("The run was cut off"))
        || std::holds_alternative<JobInterrupted>(event.body);
}

} // namespace

/// What people say of frames while a run goes on.
class TestCorrectedRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aFrameThatIsNotScoredTrains();
    void aFrameThatIsBeingScoredScoresAndDoesNotTrain();
    void aScoredFrameOfAClosedWindowTrains();
    void whatIsTakenBackCountsNowhere();
    void whatDoesNotFitTheCameraIsRefused();
    void aPictureThatIsGoneIsTold();
    void aRunThatWasCutOffKnowsWhatPeopleSaid();
    void aRunThatWasCutOffKnowsWhatScoresAndWhatWasTakenBack();
    void labelFilesTrainWhereAScenarioAsksForIt();
    void anEngineTakesThemUntilItIsOver();

private:
    Path path(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    Events resumed(const Path& whole, std::size_t count) const;

    QTemporaryDir m_folder;
    RunSettings m_settings;
    Events m_plain; ///< of a run of which nobody said anything
};

void TestCorrectedRun::initTestCase()
{
    m_settings = madeUpSettings(m_folder.path().toStdString(), 2);
    m_settings.windows = kLongWindows;
    QVERIFY(writeMadeUpRun(m_settings));
    for (const CameraRun& camera : m_settings.cameras) {
        const int frames = static_cast<int>(kLongWindows) * kFramesAWindow;
        QVERIFY(writeClip(camera.settings.source, camera.settings.id.value, frames));
        writeLabels(*camera.goldenLabels, m_settings.classes, camera.settings.id.value, frames);
    }
    m_plain = runWith(m_settings, path("plain.jackdaw"), {});
    QCOMPARE(closingReason(m_plain), std::string("finished"));
    QVERIFY(scoredFrames(m_plain, ScorePair::StudentHuman).empty());
}

void TestCorrectedRun::aFrameThatIsNotScoredTrains()
{
    const GoldenLabelled frame = labelledFrames(m_plain, false).front();
    const Nanoseconds when = frame.frameTime + std::chrono::seconds(1);
    const Events events = runWith(m_settings, path("trains.jackdaw"), {said(when, frame.frame, frame.frameTime)});
    const auto corrected = bodies<LabelCorrected>(events);
    QCOMPARE(corrected.size(), std::size_t{1});
    QVERIFY(corrected[0].use == CorrectionUse::Trains);
    QCOMPARE(taughtAt(events, 1), std::set<std::int64_t>{frame.frame});
    QCOMPARE(taughtAt(events, kLongWindows - 1), std::set<std::int64_t>{frame.frame});
    QVERIFY(scoredFrames(events, ScorePair::StudentHuman).empty());
    const auto hashes = [](const Events& of) {
        std::vector<std::string> all;
        for (const WeightsSwapped& swap : bodies<WeightsSwapped>(of))
            if (swap.camera == kCamera)
                all.push_back(swap.hash);
        return all;
    };
    QVERIFY2(hashes(events) != hashes(m_plain), "its students learned something else");
}

void TestCorrectedRun::aFrameThatIsBeingScoredScoresAndDoesNotTrain()
{
    const FrameScored score = firstScore(m_plain);
    const Event correction = said(score.frameTime + std::chrono::milliseconds(700), score.frame, score.frameTime);
    const Events events = runWith(m_settings, path("scores.jackdaw"), {correction});
    QCOMPARE(bodies<LabelCorrected>(events).size(), std::size_t{1});
    QVERIFY(bodies<LabelCorrected>(events)[0].use == CorrectionUse::Scores);
    QCOMPARE(scoredFrames(events, ScorePair::StudentHuman), std::set<std::int64_t>{score.frame});
    QCOMPARE(scoredFrames(events, ScorePair::GoldenHuman), std::set<std::int64_t>{score.frame});
    QVERIFY(taughtAt(events, kLongWindows - 1).empty());
    for (const WindowClosed& closed : bodies<WindowClosed>(events))
        QCOMPARE(closed.cameras.at(0).studentHuman.has_value(), closed.window == score.window);
}

/// Its window's figures stand. What it was corrected for first is what it stays for.
void TestCorrectedRun::aScoredFrameOfAClosedWindowTrains()
{
    const GoldenLabelled frame = labelledFrames(m_plain, true).front();
    const Nanoseconds late = m_settings.windowLength * (kLongWindows - 1) + std::chrono::seconds(1);
    const Nanoseconds later = late + std::chrono::seconds(1);
    const Events events = runWith(
        m_settings, path("late.jackdaw"),
        {said(late, frame.frame, frame.frameTime), said(later, frame.frame, frame.frameTime, ReviewVerdict::Accepted)});
    const auto corrected = bodies<LabelCorrected>(events);
    QCOMPARE(corrected.size(), std::size_t{2});
    for (const LabelCorrected& each : corrected)
        QVERIFY(each.use == CorrectionUse::Trains);
    QVERIFY(scoredFrames(events, ScorePair::StudentHuman).empty());
}

void TestCorrectedRun::whatIsTakenBackCountsNowhere()
{
    const GoldenLabelled trained = labelledFrames(m_plain, false).front();
    const FrameScored scored = firstScore(m_plain);
    const auto after = [](Nanoseconds time, int milliseconds) {
        return time + std::chrono::milliseconds(milliseconds);
    };
    Events corrections{said(after(trained.frameTime, 300), trained.frame, trained.frameTime),
                       said(after(trained.frameTime, 700), trained.frame, trained.frameTime, ReviewVerdict::Begun),
                       said(after(scored.frameTime, 600), scored.frame, scored.frameTime),
                       said(after(scored.frameTime, 900), scored.frame, scored.frameTime, ReviewVerdict::Begun)};
    std::stable_sort(corrections.begin(), corrections.end(),
                     [](const Event& a, const Event& b) { return a.time < b.time; });
    const Events events = runWith(m_settings, path("taken-back.jackdaw"), corrections);
    QCOMPARE(bodies<LabelCorrected>(events).size(), std::size_t{4});
    QVERIFY(taughtAt(events, 1).empty());
    for (const WindowClosed& closed : bodies<WindowClosed>(events))
        QVERIFY(!closed.cameras.at(0).studentHuman);
}

void TestCorrectedRun::whatDoesNotFitTheCameraIsRefused()
{
    const GoldenLabelled frame = labelledFrames(m_plain, false).front();
    Event noCamera = said(frame.frameTime + std::chrono::seconds(1), frame.frame, frame.frameTime);
    std::get<LabelCorrected>(noCamera.body).camera = CameraId{7};
    Event noClass = noCamera;
    std::get<LabelCorrected>(noClass.body).camera = kCamera;
    std::get<LabelCorrected>(noClass.body).objects[0].label = ClassId{9};
    Event noBox = noClass;
    std::get<LabelCorrected>(noBox.body).objects[0] = {ClassId{0}, {30, 0, 10, 9}};
    const Events events = runWith(m_settings, path("refused.jackdaw"), {noCamera, noClass, noBox});
    QCOMPARE(closingReason(events), std::string("finished"));
    QVERIFY(bodies<LabelCorrected>(events).empty());
    const auto alerts = bodies<Alert>(events);
    QCOMPARE(std::count_if(alerts.begin(), alerts.end(),
                           [](const Alert& alert) { return alert.message.find("was refused") != std::string::npos; }),
             std::ptrdiff_t{3});
}

void TestCorrectedRun::aPictureThatIsGoneIsTold()
{
    const GoldenLabelled frame = labelledFrames(m_plain, false).front();
    const Nanoseconds when = frame.frameTime + std::chrono::seconds(1);
    const Events events = runWith(m_settings, path("gone.jackdaw"), {said(when, 100'000, std::chrono::hours(5))});
    QCOMPARE(closingReason(events), std::string("finished"));
    QCOMPARE(bodies<LabelCorrected>(events).size(), std::size_t{1});
    QVERIFY(taughtAt(events, kLongWindows - 1).empty());
    const auto alerts = bodies<Alert>(events);
    QVERIFY(std::any_of(alerts.begin(), alerts.end(), [](const Alert& alert) {
        return alert.camera == kCamera && alert.message.find("is not learned") != std::string::npos;
    }));
}

/// What a run tells that goes on after the first \p count events of another.
Events TestCorrectedRun::resumed(const Path& whole, std::size_t count) const
{
    const Path cut = path("cut-" + whole.stem().string() + '-' + std::to_string(count) + ".jackdaw");
    Events events = cutSession(whole, cut, count) ? runToTheEnd(reopenRun(m_settings, cut), cut) : Events();
    if (events.size() > count)
        events.erase(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(count));
    std::erase_if(events, describesTheCut);
    return events;
}

/// Cut off at a border, and within the window in which people said something: it goes on as if it had not been.
void TestCorrectedRun::aRunThatWasCutOffKnowsWhatPeopleSaid()
{
    const auto trained = labelledFrames(m_plain, false);
    QVERIFY(trained.size() > 4);
    Events corrections;
    for (const Nanoseconds when : {m_settings.windowLength + std::chrono::milliseconds(300),
                                   2 * m_settings.windowLength + std::chrono::milliseconds(900)})
        for (std::size_t i = 0; i < 2; ++i) {
            const GoldenLabelled& frame = trained[corrections.size()];
            corrections.push_back(said(when, frame.frame, frame.frameTime));
        }
    const Path whole = path("whole.jackdaw");
    const Events events = runWith(m_settings, whole, corrections);
    QCOMPARE(taughtAt(events, kLongWindows - 1).size(), corrections.size());
    const std::size_t border = positionOf<ResumeState>(events, 1) + 1;
    const std::size_t inside = positionOf<LabelCorrected>(events, 3) + 2;
    QVERIFY(inside > border && inside < events.size());
    // What was said after the border is not in the file that was cut there.
    const Events afterBorder = resumed(whole, border);
    QCOMPARE(closingReason(afterBorder), std::string("finished"));
    const Events expected(events.begin() + static_cast<std::ptrdiff_t>(border), events.end());
    for (std::size_t i = 0; i < positionOf<LabelCorrected>(expected); ++i)
        QVERIFY2(text(afterBorder.at(i)) == text(expected[i]),
                 (text(afterBorder.at(i)) + "\n" + text(expected[i])).c_str());
    QVERIFY(taughtAt(afterBorder, kLongWindows - 1) == taughtAt(events, 2));
    // What was said inside the window is said again, at the same instants.
    const Events afterCut = resumed(whole, inside);
    QCOMPARE(closingReason(afterCut), std::string("finished"));
    QVERIFY(bodies<LabelCorrected>(afterCut) == bodies<LabelCorrected>(expected));
    for (std::size_t i = 0; i < 2; ++i)
        QVERIFY(afterCut[positionOf<LabelCorrected>(afterCut, i)].time
                == expected[positionOf<LabelCorrected>(expected, i)].time);
    QVERIFY(taughtAt(afterCut, kLongWindows - 1) == taughtAt(events, kLongWindows - 1));
}

/// One frame that scores, one that was taken back before the border, and one after it.
void TestCorrectedRun::aRunThatWasCutOffKnowsWhatScoresAndWhatWasTakenBack()
{
    const auto trained = labelledFrames(m_plain, false);
    const FrameScored score = firstScore(m_plain);
    QCOMPARE(score.window, WindowId{1});
    const auto at = [&](int window, int milliseconds) {
        return window * m_settings.windowLength + std::chrono::milliseconds(milliseconds);
    };
    const auto of = [&](Nanoseconds when, std::size_t i, ReviewVerdict verdict) {
        return said(when, trained[i].frame, trained[i].frameTime, verdict);
    };
    Events corrections{of(at(1, 100), 0, ReviewVerdict::Corrected), of(at(1, 200), 1, ReviewVerdict::Corrected),
                       of(at(1, 300), 0, ReviewVerdict::Begun), of(at(2, 300), 1, ReviewVerdict::Begun),
                       said(score.frameTime + std::chrono::milliseconds(700), score.frame, score.frameTime)};
    std::stable_sort(corrections.begin(), corrections.end(),
                     [](const Event& a, const Event& b) { return a.time < b.time; });
    const Path whole = path("taken.jackdaw");
    const Events events = runWith(m_settings, whole, corrections);
    QCOMPARE(bodies<LabelCorrected>(events).size(), corrections.size());
    QCOMPARE(taughtAt(events, 2), std::set<std::int64_t>{trained[1].frame});
    QVERIFY(taughtAt(events, 3).empty());
    const auto byPeople = [&](const Events& of_) { return scoredFrames(of_, ScorePair::StudentHuman); };
    QCOMPARE(byPeople(events), std::set<std::int64_t>{score.frame});
    const std::size_t border = positionOf<ResumeState>(events, 1) + 1;
    for (const std::size_t cut : {border, positionOf<LabelCorrected>(events, corrections.size() - 1) + 2}) {
        const Events after = resumed(whole, cut);
        QCOMPARE(closingReason(after), std::string("finished"));
        const Events expected(events.begin() + static_cast<std::ptrdiff_t>(border), events.end());
        QCOMPARE(byPeople(after), byPeople(expected));
        QCOMPARE(taughtAt(after, 3).empty(), cut != border);
        const auto closed = bodies<WindowClosed>(after);
        QVERIFY(!closed.empty() && closed.back().cameras.at(0).studentHuman == std::nullopt);
    }
}

/// People labelled the first half of the camera's frames to be learned, and the rest to score.
void TestCorrectedRun::labelFilesTrainWhereAScenarioAsksForIt()
{
    RunSettings settings = m_settings;
    const std::int64_t half = kLongWindows * kFramesAWindow / 2;
    const Path labels = *settings.cameras[0].goldenLabels;
    settings.cameras[0].humanLabels = {{labels, 0, half - 1, 0, LabelUse::Train},
                                       {labels, half, 2 * half - 1, half, LabelUse::Score}};
    const Events events = runWith(settings, path("files.jackdaw"), {});
    QCOMPARE(closingReason(events), std::string("finished"));
    const auto taught = taughtAt(events, kLongWindows - 1);
    QVERIFY2(taught.size() > 8, qPrintable(QString::number(taught.size())));
    QVERIFY(*taught.rbegin() < half);
    const auto scored = scoredFrames(events, ScorePair::StudentGolden);
    QVERIFY2(std::all_of(scored.begin(), scored.end(), [&](std::int64_t frame) { return frame >= half; }),
             "a frame that trains never scores");
    const auto byPeople = scoredFrames(events, ScorePair::StudentHuman);
    QVERIFY(!byPeople.empty() && *byPeople.begin() >= half);
    const auto swaps = bodies<WeightsSwapped>(events);
    QVERIFY2(std::any_of(swaps.begin(), swaps.end(),
                         [](const WeightsSwapped& swap) { return swap.camera == kCamera && swap.peopleAfter; }),
             "some of them are held out, and judge");
}

void TestCorrectedRun::anEngineTakesThemUntilItIsOver()
{
    const GoldenLabelled frame = labelledFrames(m_plain, false).front();
    auto engine = Engine::start(m_settings, path("engine.jackdaw"));
    QVERIFY(engine.has_value());
    Events events;
    QVERIFY(waitForKind<GoldenLabelled>(**engine, events));
    const Event correction = said(frame.frameTime, frame.frame, frame.frameTime);
    const bool taken = (*engine)->correct(std::get<LabelCorrected>(correction.body));
    const Outcome outcome = finish(**engine);
    QVERIFY(outcome.status);
    QVERIFY(!(*engine)->correct(std::get<LabelCorrected>(correction.body)));
    QCOMPARE(bodies<LabelCorrected>(readSession(path("engine.jackdaw"))).size(), std::size_t{taken ? 1U : 0U});
}

QTEST_GUILESS_MAIN(TestCorrectedRun)
#include "tst_corrected_run.moc"
