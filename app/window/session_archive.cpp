// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/session_archive.h"

#include "app/window/archive_work.h"
#include "app/window/replay_frames.h"
#include "engine/session/media_identity.h"

#include <QCoreApplication>

#include <optional>

namespace jackdaw::window {
namespace {

namespace fs = std::filesystem;

/// Where the camera's pictures were when it was recorded.
fs::path recordedPlace(const CameraAdded& camera)
{
    return camera.live ? camera.clips : camera.source;
}

/// \p place if it holds what \p camera recorded.
std::optional<fs::path> confirmed(CameraAdded camera, const fs::path& place, const fs::path& sessionFile)
{
    (camera.live ? camera.clips : camera.source) = place.string();
    camera.relativeSource.clear();
    const auto found = session::findSource(camera, sessionFile);
    return found ? std::optional(*found) : std::nullopt;
}

/// The file itself, or the recorded path's last one, two, … parts in the folder.
std::optional<fs::path> lookIn(const CameraAdded& camera, const fs::path& place, const fs::path& sessionFile)
{
    if (const auto itself = confirmed(camera, place, sessionFile); itself && !camera.sourceHash.empty())
        return itself;
    std::error_code ignored;
    if (!fs::is_directory(place, ignored))
        return confirmed(camera, place, sessionFile);
    fs::path tail;
    const fs::path recorded = recordedPlace(camera).lexically_normal();
    for (fs::path rest = recorded; rest.has_filename(); rest = rest.parent_path()) {
        tail = tail.empty() ? rest.filename() : rest.filename() / tail;
        if (auto found = confirmed(camera, place / tail, sessionFile))
            return found;
        if (rest == rest.parent_path())
            break;
    }
    return std::nullopt;
}

QString toText(const std::string& text)
{
    return QString::fromStdString(text);
}

} // namespace

SessionArchive::SessionArchive(const QString& sessionFile, std::shared_ptr<ReplayFrames> frames, QObject* parent) :
    widgets::ReplayArchive(parent), m_file(sessionFile.toStdString()), m_frames(std::move(frames)), m_side(sessionFile),
    m_work(std::make_shared<ArchiveWork>(m_file, this))
{
    m_sideFault = m_side.read();
    applyKeptPlaces();
    readOutline();
}

SessionArchive::~SessionArchive()
{
    m_work->detach();
    m_work->cancelModel();
}

void SessionArchive::applyKeptPlaces()
{
    for (const ReplayFrames::Refused& refused : m_frames ? m_frames->refused() : std::vector<ReplayFrames::Refused>()) {
        const auto kept = m_side.sources().find(toText(recordedPlace(refused.camera).string()));
        if (kept == m_side.sources().end())
            continue;
        if (const auto place = confirmed(refused.camera, kept->second.toStdString(), m_file))
            m_frames->relocate(refused.camera.camera, place->string());
    }
}

void SessionArchive::readOutline()
{
    m_work->readOutline(
        [this](std::shared_ptr<const widgets::SessionOutline> outline, ArchiveWork::Models models, bool hasGolden) {
            m_models = std::move(models);
            m_hasGolden = hasGolden;
            m_outline = std::move(outline);
            Q_EMIT outlineChanged();
        },
        [this](const Error& error) {
            Q_EMIT outlineFailed(tr("The session cannot be read as a whole: %1").arg(toText(error.text())));
        });
}

std::vector<widgets::ModelChoice> SessionArchive::models(CameraId camera) const
{
    const auto known = m_models.find(camera);
    auto models = known != m_models.end() ? known->second : std::vector<widgets::ModelChoice>();
    if (m_hasGolden)
        models.push_back({true, {}, {}});
    return models;
}

void SessionArchive::ask(const widgets::FrameQuestion& question)
{
    m_work->ask(question, [this](const widgets::FrameAnswer& answer) { Q_EMIT frameAnswered(answer); });
}

void SessionArchive::tryModel(const widgets::FrameQuestion& question, const widgets::ModelChoice& model)
{
    const std::uint64_t job = ++m_modelJob;
    const auto source = m_frames ? m_frames->sourceOf(question.camera) : std::nullopt;
    if (!source) {
        Q_EMIT modelFailed(tr("The frame's video is not there: it cannot be looked at."));
        return;
    }
    m_work->tryModel(
        {question, model, *source},
        [this, job](double fraction, const char* step) {
            if (job == m_modelJob)
                Q_EMIT modelProgressed(fraction, QCoreApplication::translate("jackdaw::window::MomentModel", step));
        },
        [this, job](const Result<widgets::ModelAnswer>& answer) {
            if (job != m_modelJob)
                return;
            if (answer)
                Q_EMIT modelAnswered(*answer);
            else
                Q_EMIT modelFailed(toText(answer.error().text()));
        });
}

void SessionArchive::cancelModel()
{
    ++m_modelJob;
    m_work->cancelModel();
}

std::vector<widgets::MissingVideo> SessionArchive::missingVideos() const
{
    std::vector<widgets::MissingVideo> missing;
    for (const ReplayFrames::Refused& refused : m_frames ? m_frames->refused() : std::vector<ReplayFrames::Refused>()) {
        const CameraAdded& camera = refused.camera;
        const bool isGone = refused.error.code == ErrorCode::NotFound;
        const bool wasKept = !camera.live || !camera.clips.empty();
        missing.push_back({camera.camera,
                           isGone        ? tr("Video not found")
                               : wasKept ? tr("Another video")
                                         : tr("No video was kept"),
                           toText(wasKept ? refused.error.message : refused.error.text()), wasKept});
    }
    return missing;
}

QString SessionArchive::locate(const QString& place)
{
    QStringList found;
    QStringList left;
    QString fault;
    for (const ReplayFrames::Refused& refused : m_frames ? m_frames->refused() : std::vector<ReplayFrames::Refused>()) {
        const CameraAdded& camera = refused.camera;
        if (camera.live && camera.clips.empty())
            continue;
        const auto where = lookIn(camera, place.toStdString(), m_file);
        (where ? found : left) << toText(camera.name);
        if (!where)
            continue;
        m_frames->relocate(camera.camera, where->string());
        if (const QString kept = m_side.keepSource(toText(recordedPlace(camera).string()), toText(where->string()));
            !kept.isEmpty())
            fault = kept;
    }
    if (!found.isEmpty())
        Q_EMIT missingVideosChanged();
    QStringList words;
    if (!found.isEmpty())
        words << tr("Found: %1.").arg(found.join(QStringLiteral(", ")));
    if (!left.isEmpty())
        words << tr("What was recorded of these is not in %1: %2.").arg(place, left.join(QStringLiteral(", ")));
    if (!fault.isEmpty())
        words << fault;
    return words.join(QLatin1Char(' '));
}

QString SessionArchive::keepMarks(const std::vector<widgets::Mark>& marks)
{
    return m_side.keepMarks(marks);
}

} // namespace jackdaw::window
