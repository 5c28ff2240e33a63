// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/review_work.h"

#include "engine/review/review_sheet.h"
#include "engine/session/media_identity.h"
#include "widgets/review/review_sheet_model.h"
#include "widgets/video/video_wall.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace jackdaw::window {
namespace {

constexpr auto kTellEvery = std::chrono::milliseconds(200);
/// Videos that are open at a time.
constexpr std::size_t kMostReaders = 16;
/// A picture that is wider is shown smaller than it is on any usual screen.
constexpr int kWidest = 1920;
/// What surrounds the boxes in question, as a part of them, and how much of the picture is shown at least.
constexpr double kAround = 0.35;
constexpr double kLeastPart = 0.25;

/// \p crop of a source of \p source pixels with what surrounds it, in the shape of the sheet's pictures, as a part of
/// the whole \p picture.
QRect cropRect(const Box& crop, const QSizeF& source, const QSize& picture)
{
    const QRectF all{QPointF(), QSizeF(picture)};
    if (crop.area() <= 0.0F || source.isEmpty())
        return all.toRect();
    const double sx = picture.width() / source.width();
    const double sy = picture.height() / source.height();
    const QRectF box(static_cast<double>(crop.x1) * sx, static_cast<double>(crop.y1) * sy,
                     static_cast<double>(crop.width()) * sx, static_cast<double>(crop.height()) * sy);
    QSizeF size = box.size() * (1.0 + 2.0 * kAround);
    size = size.expandedTo(QSizeF(picture) * kLeastPart);
    size = QSizeF(widgets::ReviewSheetModel::kPicture).scaled(size, Qt::KeepAspectRatioByExpanding);
    size = size.boundedTo(all.size());
    QRectF part{QPointF(), size};
    part.moveCenter(box.center());
    part.moveLeft(std::clamp(part.left(), 0.0, all.width() - part.width()));
    part.moveTop(std::clamp(part.top(), 0.0, all.height() - part.height()));
    return part.toAlignedRect().intersected(QRect(QPoint(), picture));
}

widgets::ReviewPicture pictureOf(const VideoFrame& frame, const PictureTask& task)
{
    widgets::ReviewPicture picture;
    const QImage whole = widgets::VideoWall::imageOf(frame);
    const auto small = [](const QImage& image) {
        return image.scaled(widgets::ReviewSheetModel::kPicture, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    };
    const QSizeF source = task.camera.width > 0 ? QSizeF(task.camera.width, task.camera.height) : QSizeF(whole.size());
    picture.small = small(whole);
    picture.crop = small(whole.copy(cropRect(task.crop, source, whole.size())));
    picture.whole = whole.width() > kWidest ? whole.scaledToWidth(kWidest, Qt::SmoothTransformation) : whole;
    return picture;
}

} // namespace

ReviewWork::ReviewWork(std::filesystem::path file, QObject* receiver) :
    m_file(std::move(file)), m_post(receiver), m_pictureThread([this](const std::stop_token& stop) { decodeAll(stop); })
{
}

ReviewWork::~ReviewWork() = default;

void ReviewWork::read(std::function<void(double)> progressed, std::function<void(Found)> ended)
{
    m_readThread.start([this, progressed = std::move(progressed), ended = std::move(ended)](const auto& stop) {
        auto reader = session::SessionReader::open(m_file);
        if (!reader)
            return m_post([ended, error = reader.error()] {
                ended({tl::unexpected(error), tl::unexpected(error), tl::unexpected(error)});
            });
        auto told = std::chrono::steady_clock::now();
        auto sheet = review::readSheet(
            **reader,
            [&](double fraction) {
                if (const auto now = std::chrono::steady_clock::now(); now - told >= kTellEvery) {
                    told = now;
                    m_post([progressed, fraction] { progressed(fraction); });
                }
            },
            stop);
        // Shared: it is large, and what is posted is copied.
        auto found = std::make_shared<Found>(Found{std::move(sheet), review::recordedCorrections(**reader),
                                                   review::CorrectionFile::open(m_file, **reader)});
        m_post([ended, found] { ended(std::move(*found)); });
    });
}

void ReviewWork::want(std::vector<PictureTask> tasks)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.assign(std::make_move_iterator(tasks.begin()), std::make_move_iterator(tasks.end()));
        if (m_decoding)
            std::erase_if(m_tasks, [this](const PictureTask& task) {
                return task.key == m_decoding->first && task.source == m_decoding->second;
            });
    }
    m_asked.notify_one();
}

void ReviewWork::decodeAll(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (m_asked.wait(lock, stop, [this] { return !m_tasks.empty(); }) && !stop.stop_requested()) {
        const PictureTask task = std::move(m_tasks.front());
        m_tasks.pop_front();
        m_decoding.emplace(task.key, task.source);
        lock.unlock();
        auto picture = decode(task, stop);
        if (!stop.stop_requested())
            m_post([came = m_came, key = task.key, picture = std::move(picture)] { came(key, picture); });
        lock.lock();
        m_decoding.reset();
    }
}

Result<widgets::ReviewPicture> ReviewWork::decode(const PictureTask& task, const std::stop_token& stop)
{
    std::string source = task.source.value_or(std::string());
    if (!task.source) {
        std::string& known = m_sources[task.key.camera];
        if (known.empty()) {
            const auto found = session::findSource(task.camera, m_file);
            if (!found)
                return tl::unexpected(found.error());
            known = found->string();
        }
        source = known;
    }
    if (!m_readers.contains(source) && m_readers.size() >= kMostReaders)
        m_readers.erase(m_readers.begin());
    auto& reader = m_readers[source];
    if (!reader) {
        auto opened = openFrames(source, stop);
        if (!opened)
            return tl::unexpected(opened.error());
        reader = std::move(*opened);
    }
    const auto frame = decodeFrame(*reader, source, task.place, stop);
    if (!frame)
        return tl::unexpected(frame.error());
    if (!frame->hasPixels())
        return fail(ErrorCode::Corrupt,
                    "The picture of frame " + std::to_string(task.key.frame) + " in " + source + " cannot be shown.");
    return pictureOf(*frame, task);
}

} // namespace jackdaw::window
