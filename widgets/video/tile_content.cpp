// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/video/tile_content.h"

#include "widgets/theme/format.h"

namespace jackdaw::widgets {
namespace {

/// A change smaller than this is noise of a dozen scored frames.
constexpr double kTrend = 0.03;

/// More than this behind the predictions a picture no longer belongs to them.
constexpr double kLateSeconds = 1.5;

bool isLate(const CameraState& camera, std::int64_t picture)
{
    return static_cast<double>(camera.frame - picture) > kLateSeconds * std::max(1.0, camera.info.framesPerSecond);
}

std::vector<TileContent::LabelledBox> labelledBoxes(const SessionState& state, const CameraState& camera)
{
    std::vector<TileContent::LabelledBox> boxes;
    boxes.reserve(camera.predictions.size());
    for (const Detection& seen : camera.predictions)
        boxes.push_back({QRectF(seen.box.x1, seen.box.y1, seen.box.width(), seen.box.height()), seen.label,
                         format::text(className(state, seen.label)) + QStringLiteral(" ")
                             + QString::number(seen.score, 'f', 2).mid(1)});
    return boxes;
}

/// What finds its boxes.
QString modelInWords(const CameraState& camera)
{
    const QString model = TileContentMaker::tr("model %1").arg(camera.weights.value);
    const Server server = camera.serving ? camera.serving->serving.server : Server::Student;
    switch (server) {
    case Server::Student: return model;
    case Server::Teacher: return TileContentMaker::tr("teacher");
    case Server::Both: return TileContentMaker::tr("teacher, %1").arg(model);
    }
    return {};
}

} // namespace

TileContent TileContentMaker::make(const SessionState& state, const CameraState& camera, const WallOptions& options,
                                   std::optional<std::int64_t> picture, const MissingPicture* missing)
{
    TileContent content;
    content.camera = camera.info.camera;
    content.letter = format::text(cameraLetter(camera.info.camera));
    content.name = format::text(camera.info.name);
    content.sourceSize = QSize(camera.info.width, camera.info.height);
    if (const double rate = processedRate(camera); rate > 0)
        content.rate = tr("%1 fps").arg(rate, 0, 'f', 1);
    if (camera.videoFaults > 0)
        content.rate += QStringLiteral(" ⚠");
    content.model = modelInWords(camera);
    addAccuracy(content, state, camera);
    if (options.boxes && picture && !isLate(camera, *picture))
        content.boxes = labelledBoxes(state, camera);
    content.counts = CountMarks::of(state, camera);
    content.regions = RegionMarks::of(camera);
    if (const JobState* job = runningJob(state, camera.info.camera, JobKind::Retraining)) {
        content.retrainingFraction = job->fraction;
        const int percent = static_cast<int>(job->fraction * 100);
        content.retraining = job->info.configuration
            ? tr("retraining: %1, %2 %")
                  .arg(format::text(configurationName(state, *job->info.configuration)))
                  .arg(percent)
            : tr("training the first student, %1 %").arg(percent);
    }
    if (missing) {
        content.condition = TileCondition::Missing;
        content.conditionTitle = missing->title;
        content.conditionText = missing->text;
    } else if (camera.condition == CameraCondition::Lost) {
        content.condition = TileCondition::Lost;
        content.conditionTitle = tr("Lost since %1").arg(format::clock(camera.conditionSince, false));
        content.conditionText = format::text(camera.conditionReason);
    } else if (camera.condition == CameraCondition::Ended) {
        content.condition = TileCondition::Ended;
        content.conditionTitle = tr("Ended at %1").arg(format::clock(camera.conditionSince, false));
        content.conditionText = tr("The source came to its end.");
    } else {
        content.condition = picture ? TileCondition::Playing : TileCondition::Loading;
        content.conditionTitle = options.hasPictures ? tr("Waiting for a picture") : tr("No picture");
    }
    return content;
}

void TileContentMaker::addAccuracy(TileContent& content, const SessionState& state, const CameraState& camera)
{
    const bool names = camera.info.task == Task::Classification;
    content.accuracy = names ? tr("names –") : tr("F1 –");
    if (camera.condition != CameraCondition::Running) {
        content.evidence = content.evidenceShort = tr("no picture");
        return;
    }
    // Before its first student a camera has nothing that could be accurate.
    if (camera.weights.value == 0) {
        content.evidence = content.evidenceShort = tr("no student yet");
    } else if (const auto rolling = rollingAccuracy(camera)) {
        content.accuracy = (names ? tr("names %1") : tr("F1 %1")).arg(format::accuracy(rolling->value));
        const Nanoseconds age = std::max(Nanoseconds{0}, state.time - rolling->newest);
        content.evidence = tr("%1 objects, %2 ago").arg(rolling->objects).arg(format::duration(age));
        content.evidenceShort = tr("n %1, %2").arg(rolling->objects).arg(format::duration(age));
        if (rolling->change)
            content.trend = *rolling->change > kTrend ? 1 : *rolling->change < -kTrend ? -1 : 0;
        content.belowTarget = rolling->value < camera.info.target.value;
    } else if (const Coverage coverage = recentCoverage(camera); coverage.objects > 0) {
        content.evidence = tr("none of %1 objects has a region").arg(coverage.objects);
        content.evidenceShort = tr("no regions");
    } else if (const EmptyFrames empty = recentlyEmpty(camera); empty.frames > 0) {
        content.evidence = content.evidenceShort = tr("nothing to see");
        if (empty.falseAlarms > 0) {
            content.evidence = tr("nothing to see, false alarms: %1").arg(empty.falseAlarms);
            content.evidenceShort = tr("false alarms: %1").arg(empty.falseAlarms);
        }
    } else {
        content.evidence = content.evidenceShort = tr("not scored yet");
    }
}

QString TileContentMaker::accuracyTip(const SessionState& state, const CameraState& camera)
{
    QString tip = camera.info.task == Task::Classification
        ? tr("<p><b>Right names, held against the golden model</b></p><p>Of the golden objects that have a region "
             "with IoU ≥ 0.3, the part that is rightly named. Regions come from a source that is not retrained.</p>")
        : tr("<p><b>F1 against the golden model</b></p><p>F1 = 2 TP / (2 TP + FP + FN); a prediction counts if it "
             "covers a golden object with IoU ≥ 0.3 and names the same class. Held against the labels of a frame are "
             "the boxes that stood when it came: they were found on an older frame, whatever serves the camera.</p>");
    if (camera.recentScores.empty())
        return tip + tr("<p>No frame of this camera has been scored yet.</p>");
    tip += rollingTip(camera);
    if (const CameraWindow* window = lastClosedWindow(state, camera.info.camera))
        tip += windowTip(*window);
    return tip;
}

QString TileContentMaker::rollingTip(const CameraState& camera)
{
    QString tip;
    if (const auto rolling = rollingAccuracy(camera)) {
        tip = tr("<p>Pooled over %1 of the newest %2 scored frames: %3 golden objects, the newest at %4. Raw value %5, "
                 "target %6.</p>")
                  .arg(rolling->frames)
                  .arg(std::min(kRollingFrames, camera.recentScores.size()))
                  .arg(rolling->objects)
                  .arg(format::clock(rolling->newest))
                  .arg(rolling->value, 0, 'f', 4)
                  .arg(format::accuracy(camera.info.target.value));
        if (rolling->change)
            tip += tr("<p>Arrow: change against the frames before those, %1.</p>")
                       .arg(format::signedAccuracy(*rolling->change));
    }
    if (const Coverage coverage = recentCoverage(camera);
        camera.info.task == Task::Classification && coverage.objects > 0)
        tip += tr("<p>Coverage: %1 of %2 golden objects had a region.</p>").arg(coverage.covered).arg(coverage.objects);
    if (const EmptyFrames empty = recentlyEmpty(camera); empty.frames > 0)
        tip +=
            tr("<p>In %1 of the newest %2 scored frames there was nothing to see: they say nothing of accuracy. False "
               "alarms on them: %3.</p>")
                .arg(empty.frames)
                .arg(std::min(kRollingFrames, camera.recentScores.size()))
                .arg(empty.falseAlarms);
    return tip;
}

QString TileContentMaker::windowTip(const CameraWindow& window)
{
    QString tip;
    if (const auto& accuracy = window.studentGolden)
        tip = tr("<p>Last closed window: %1 (95 % interval %2 to %3, %4 objects in %5 frames).</p>")
                  .arg(format::accuracy(accuracy->value.value), format::accuracy(accuracy->interval.low),
                       format::accuracy(accuracy->interval.high))
                  .arg(accuracy->count)
                  .arg(accuracy->frames);
    else
        tip = tr("<p>Last closed window: no accuracy, no object was to be seen.</p>");
    if (window.freshGolden)
        tip += tr("<p>What the student found on the very frames that it saw: %1.</p>")
                   .arg(format::accuracy(window.freshGolden->value.value));
    if (window.empty.frames > 0)
        tip += tr("<p>False alarms in it: %1 on %2 scored frames with nothing to see.</p>")
                   .arg(window.empty.falseAlarms)
                   .arg(window.empty.frames);
    return tip;
}

QString TileContentMaker::modelTip(const SessionState& state, const CameraState& camera)
{
    QString tip =
        tr("<p><b>Version of the weights</b> that make the predictions. 0 is the untrained student; each accepted "
           "retraining adds one.</p>");
    if (camera.serving)
        tip += tr("<p><b>Served by the %1</b><br>%2.</p>")
                   .arg(format::serving(camera.serving->serving), format::text(camera.serving->reason).toHtmlEscaped());
    const std::string& own = camera.info.student;
    if (!own.empty() || state.session)
        tip += tr("<p>Student: %1</p>").arg(format::text(own.empty() ? state.session->student : own).toHtmlEscaped());
    if (!camera.swaps.empty()) {
        const SwapMark& last = camera.swaps.back();
        tip += tr("<p>%1 at %2: held-out accuracy %3 → %4.</p>")
                   .arg(last.accepted ? tr("Last swap") : tr("Last retraining was rejected"), format::clock(last.time),
                        format::accuracy(last.before), format::accuracy(last.after));
    }
    return tip;
}

QString TileContentMaker::cameraTip(const CameraState& camera)
{
    QString tip =
        tr("<p><b>%1</b></p><p>%2<br>%3 × %4, %5 frames/s in session time</p><p>Frames processed: %6, dropped: "
           "%7, scored: %8. The rate is that of frames that went through the student.</p>")
            .arg(format::text(camera.info.name).toHtmlEscaped(), format::text(camera.info.source).toHtmlEscaped())
            .arg(camera.info.width)
            .arg(camera.info.height)
            .arg(camera.info.framesPerSecond, 0, 'f', 1)
            .arg(camera.framesProcessed)
            .arg(camera.framesDropped)
            .arg(camera.framesScored);
    if (camera.lastFault)
        tip += tr("<p><b>⚠ Faults of its video: %1</b>, the last one: %2</p>")
                   .arg(camera.videoFaults)
                   .arg(format::text(camera.lastFault->message).toHtmlEscaped());
    return tip;
}

QString TileContentMaker::retrainingTip(const SessionState& state, const CameraState& camera)
{
    const JobState* job = runningJob(state, camera.info.camera, JobKind::Retraining);
    if (!job)
        return {};
    return tr("<p><b>Retraining</b></p><p>Share of the device: %1 requested, %2 granted. Started at %3. The bar is the "
              "part "
              "of the work that is done.</p>")
        .arg(format::share(job->requested.value), format::share(job->granted.value), format::clock(job->started));
}

QString TileContentMaker::spoken(const TileContent& content)
{
    QString sentence = tr("Camera %1, %2: %3, %4, %5")
                           .arg(content.letter, content.name, content.accuracy, content.evidence, content.model);
    if (content.condition != TileCondition::Playing && content.condition != TileCondition::Loading)
        sentence += QStringLiteral(", ") + content.conditionTitle;
    if (!content.retraining.isEmpty())
        sentence += QStringLiteral(", ") + content.retraining;
    return sentence;
}

} // namespace jackdaw::widgets
