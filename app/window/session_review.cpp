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

SessionReview::SessionReview(const QString& sessionFile, std::shared_ptr<ReplayFrames> frames, QObject* parent) :
    widgets::ReviewDesk(parent), m_frames(std::move(frames)),
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
    if (std::exchange(m_isOpened, true))
        return;
    m_work->read(
        [this](double fraction) { Q_EMIT progressed(fraction); },
        [this](Result<ReviewSheet> sheet, ReviewWork::Corrected file) { take(std::move(sheet), std::move(file)); });
}

void SessionReview::take(Result<ReviewSheet> sheet, ReviewWork::Corrected file)
{
    if (!sheet) {
        Q_EMIT failed(tr("The session cannot be read as a whole: %1").arg(toText(sheet.error().text())));
        return;
    }
    if (file)
        m_file.emplace(std::move(*file));
    else
        m_fault = toText(file.error().text());
    for (std::size_t i = 0; i < sheet->frames.size(); ++i)
        m_places[sheet->frames[i].key] = i;
    m_sheet = std::make_shared<const ReviewSheet>(std::move(*sheet));
    Q_EMIT sheetChanged();
}

const Corrections& SessionReview::corrections() const
{
    static const Corrections kNone;
    return m_file ? m_file->corrections() : kNone;
}

QString SessionReview::keep(const FrameKey& frame, const std::optional<Correction>& correction)
{
    if (!m_file)
        return m_fault;
    const Status kept = m_file->keep(frame, correction);
    return kept ? QString() : toText(kept.error().text());
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
    lines << tr("A next run takes them as human_labels of these cameras.");
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
