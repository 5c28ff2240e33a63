// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/session_review.h"

#include "app/window/replay_frames.h"
#include "engine/review/corrected_labels.h"
#include "engine/review/golden_mistakes.h"
#include "engine/review/review_sheet.h"

#include <QStringList>

#include <utility>

namespace jackdaw::window {
namespace {

/// The format in which all of it can be said, and which people can read.
constexpr const char* kFormat = "csv";

QString toText(const std::string& text)
{
    return QString::fromStdString(text);
}

} // namespace

SessionReview::SessionReview(const QString& sessionFile, std::shared_ptr<ReplayFrames> frames,
                             std::shared_ptr<EngineControl> control, QObject* parent) :
    widgets::ReviewDesk(parent),
    m_frames(std::move(frames)), m_control(std::move(control)),
    m_work(std::make_shared<ReviewWork>(sessionFile.toStdString(), this))
{
    m_work->setCame([this](const FrameKey& key, const Result<widgets::ReviewPicture>& picture) {
        if (picture)
            Q_EMIT pictureCame(key, *picture);
        else if (picture.error().code != ErrorCode::Cancelled)
            Q_EMIT pictureFailed(key, toText(picture.error().text()));
    });
}

SessionReview::~SessionReview()
{
    m_work->detach();
}

void SessionReview::open()
{
    if (!m_sheet)
        read();
}

bool SessionReview::isLive() const
{
    return m_control && !m_control->isFinished();
}

void SessionReview::refresh()
{
    read();
}

void SessionReview::read()
{
    if (std::exchange(m_isReading, true))
        return;
    m_heardMeanwhile.clear();
    m_scoredWhenRead = m_scored;
    m_work->read([this](double fraction) { Q_EMIT progressed(fraction); },
                 [this](ReviewWork::Found found) { take(std::move(found)); });
}

/// What was said here since is newer than what was read.
void SessionReview::take(ReviewWork::Found found)
{
    m_isReading = false;
    if (!found.sheet || !found.recorded) {
        const Error& error = found.sheet ? found.recorded.error() : found.sheet.error();
        Q_EMIT failed(tr("The session cannot be read as a whole: %1").arg(toText(error.text())));
        return;
    }
    const bool isFirst = !m_sheet;
    if (isFirst && found.file)
        m_file.emplace(std::move(*found.file));
    else if (isFirst)
        m_fault = toText(found.file.error().text());
    takeRecorded(*std::move(found.recorded), isFirst);
    m_places.clear();
    for (std::size_t i = 0; i < found.sheet->frames.size(); ++i)
        m_places[found.sheet->frames[i].key] = i;
    m_sheet = std::make_shared<const ReviewSheet>(std::move(*found.sheet));
    showBoth();
    Q_EMIT sheetChanged();
}

void SessionReview::takeRecorded(review::RecordedCorrections recorded, bool isFirst)
{
    for (const auto& [key, correction] : recorded.said)
        confirm(key, correction);
    if (isFirst)
        m_recorded.said = std::move(recorded.said);
    for (const auto* uses : {&recorded.uses, &m_heardMeanwhile})
        for (const auto& [key, use] : *uses)
            m_recorded.uses.insert_or_assign(key, use);
}

void SessionReview::showBoth()
{
    m_shown = review::joined(m_recorded.said, m_file ? m_file->corrections() : Corrections());
    for (const FrameKey& frame : m_takenBack)
        m_shown.erase(frame);
}

QString SessionReview::keep(const FrameKey& frame, const std::optional<Correction>& correction)
{
    if (!m_file)
        return m_fault;
    const auto recorded = m_recorded.said.find(frame);
    const auto objects = recorded != m_recorded.said.end() ? recorded->second.objects : std::vector<CorrectedObject>();
    tellRun(frame, correction);
    const bool mustBeTakenBack = !correction && isLive() && m_told.contains(frame);
    const QString fault =
        keepBeside(frame, mustBeTakenBack ? std::optional(Correction{ReviewVerdict::Begun, objects}) : correction);
    if (mustBeTakenBack)
        m_takenBack.insert(frame);
    else
        m_takenBack.erase(frame);
    showBoth();
    return fault;
}

/// A frame that is done counts in the run; one whose boxes are being changed, or that is opened again, does not any
/// more. What the run was told is kept beside the session until it is known that the session has it: a run may end
/// before it comes to that.
void SessionReview::tellRun(const FrameKey& frame, const std::optional<Correction>& correction)
{
    const auto place = m_places.find(frame);
    const bool isDone = correction && correction->isDone();
    if (!isLive() || place == m_places.end() || (!isDone && !m_recorded.said.contains(frame)))
        return;
    const ReviewFrame& shown = m_sheet->frames[place->second];
    LabelCorrected said{frame.camera, frame.frame, shown.sourceTime, shown.frameTime};
    if (isDone) {
        said.verdict = correction->verdict;
        said.objects = correction->objects;
    }
    if (!m_control->correct(std::move(said)))
        return;
    m_told.insert_or_assign(frame, isDone ? correction : std::nullopt);
    if (isDone)
        m_recorded.said.insert_or_assign(frame, *correction);
    else
        m_recorded.said.erase(frame);
}

QString SessionReview::keepBeside(const FrameKey& frame, const std::optional<Correction>& correction)
{
    const auto wanted = isLive() ? correction : review::besides(m_recorded.said, frame, correction);
    if (!wanted && !m_file->corrections().contains(frame))
        return {};
    const Status kept = m_file->keep(frame, wanted);
    return kept ? QString() : toText(kept.error().text());
}

/// The session has \p recorded of the frame, or that it was taken back. If the run was told nothing since, it need not
/// be beside it any more; where that cannot be written it stands in both, which is the same. False if the run was told
/// something else, or not here.
bool SessionReview::confirm(const FrameKey& frame, const std::optional<Correction>& recorded)
{
    const auto told = m_told.find(frame);
    if (told == m_told.end() || told->second != recorded)
        return false;
    m_told.erase(told);
    const auto beside = m_file->corrections().find(frame);
    const bool isTheSame = recorded && beside != m_file->corrections().end() && beside->second == *recorded;
    if (isTheSame || (!recorded && m_takenBack.contains(frame)))
        static_cast<void>(m_file->keep(frame, std::nullopt));
    m_takenBack.erase(frame);
    return true;
}

void SessionReview::hear(const LabelCorrected& said)
{
    const FrameKey key{said.camera, said.frame};
    m_recorded.uses.insert_or_assign(key, said.use);
    m_heardMeanwhile.insert_or_assign(key, said.use);
    const bool isDone = said.verdict != ReviewVerdict::Begun;
    // A session that is read again tells of all that was ever said.
    if (confirm(key, isDone ? std::optional(Correction{said.verdict, said.objects}) : std::nullopt))
        showBoth();
    Q_EMIT useKnown(key);
}

void SessionReview::noteScored(std::uint64_t frames)
{
    if (std::exchange(m_scored, frames) != frames && isLive())
        Q_EMIT labelledMore();
}

std::optional<CorrectionUse> SessionReview::use(const FrameKey& frame) const
{
    const auto known = m_recorded.uses.find(frame);
    return known != m_recorded.uses.end() ? std::optional(known->second) : std::nullopt;
}

std::vector<GoldenMistakes> SessionReview::mistakes(std::optional<CameraId> camera) const
{
    return m_sheet ? review::goldenMistakes(*m_sheet, corrections(), camera) : std::vector<GoldenMistakes>();
}

QString SessionReview::exportLabels(const QString& folder)
{
    if (!m_sheet || !m_file)
        return m_fault.isEmpty() ? tr("The session is still being read.") : m_fault;
    const auto written =
        review::writeCorrectedLabels(corrections(), m_sheet->cameras, m_sheet->classes, folder.toStdString(), kFormat);
    if (!written)
        return toText(written.error().text());
    if (written->empty())
        return tr("No frame is done yet: there is nothing to export.");
    QStringList lines;
    for (const review::WrittenLabels& labels : *written)
        lines << tr("%1: %2 frames, %3 objects in %4.")
                     .arg(toText(labels.name))
                     .arg(labels.frames)
                     .arg(labels.objects)
                     .arg(toText(labels.path.string()));
    lines << tr(
        "A next run takes them as human_labels of these cameras: with \"use\": \"train\" to learn them, without it "
        "to be scored by them.");
    return lines.join(QLatin1Char(' '));
}

void SessionReview::wantPictures(const std::vector<FrameKey>& wanted)
{
    std::vector<PictureTask> tasks;
    for (const FrameKey& key : wanted)
        if (auto task = taskOf(key))
            tasks.push_back(std::move(*task));
    m_work->want(std::move(tasks));
}

std::optional<PictureTask> SessionReview::taskOf(const FrameKey& key) const
{
    const auto place = m_places.find(key);
    if (place == m_places.end())
        return std::nullopt;
    const auto camera = m_sheet->cameras.find(key.camera);
    if (camera == m_sheet->cameras.end())
        return std::nullopt;
    const ReviewFrame& frame = m_sheet->frames[place->second];
    return PictureTask{key,
                       camera->second,
                       m_frames ? m_frames->placeOf(key.camera) : std::nullopt,
                       {key.frame, frame.sourceTime},
                       review::questionedPart(frame)};
}

} // namespace jackdaw::window
