// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/review_pictures.h"

#include <algorithm>
#include <utility>

namespace jackdaw::widgets {
namespace {

/// Large pictures that are kept: the way back and forth is quick.
constexpr std::size_t kWhole = 8;
/// Of two small pictures each, 140 KB a frame: 42 MB.
constexpr std::size_t kSmall = 300;
/// More than a sheet shows at a time.
constexpr std::size_t kMissing = 80;

} // namespace

ReviewPictures::ReviewPictures(QObject* parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &ReviewPictures::ask);
}

void ReviewPictures::setDesk(ReviewDesk* desk)
{
    if (m_desk)
        m_desk->disconnect(this);
    m_desk = desk;
    m_large.clear();
    m_whole.clear();
    m_small.clear();
    m_order.clear();
    m_missing.clear();
    m_faults.clear();
    if (!desk)
        return;
    connect(desk, &ReviewDesk::pictureCame, this, &ReviewPictures::take);
    connect(desk, &ReviewDesk::pictureFailed, this, &ReviewPictures::refuse);
}

void ReviewPictures::setLarge(std::vector<FrameKey> frames)
{
    m_large = std::move(frames);
    m_timer.start();
}

QImage ReviewPictures::whole(const FrameKey& key) const
{
    const auto found =
        std::find_if(m_whole.begin(), m_whole.end(), [&](const auto& entry) { return entry.first == key; });
    return found != m_whole.end() ? found->second : QImage();
}

QImage ReviewPictures::thumbnail(const FrameKey& key, bool isCrop)
{
    if (const auto found = m_small.find(key); found != m_small.end())
        return isCrop ? found->second.second : found->second.first;
    if (m_faults.contains(key))
        return {};
    std::erase(m_missing, key);
    m_missing.push_back(key);
    if (m_missing.size() > kMissing)
        m_missing.pop_front();
    m_timer.start();
    return {};
}

QString ReviewPictures::fault(const FrameKey& key) const
{
    const auto found = m_faults.find(key);
    return found != m_faults.end() ? found->second : QString();
}

void ReviewPictures::tryAgain()
{
    const auto faults = std::exchange(m_faults, {});
    m_timer.start();
    for (const auto& entry : faults)
        Q_EMIT came(entry.first); // who shows it asks again
}

void ReviewPictures::ask()
{
    if (!m_desk)
        return;
    std::vector<FrameKey> wanted;
    for (const FrameKey& key : m_large)
        if (whole(key).isNull() && !m_faults.contains(key))
            wanted.push_back(key);
    for (auto key = m_missing.rbegin(); key != m_missing.rend(); ++key)
        if (std::find(wanted.begin(), wanted.end(), *key) == wanted.end())
            wanted.push_back(*key);
    m_desk->wantPictures(wanted);
}

void ReviewPictures::take(const FrameKey& key, const ReviewPicture& picture)
{
    std::erase(m_missing, key);
    if (m_small.insert_or_assign(key, std::pair(picture.small, picture.crop)).second)
        m_order.push_back(key);
    if (m_order.size() > kSmall) {
        m_small.erase(m_order.front());
        m_order.pop_front();
    }
    if (std::find(m_large.begin(), m_large.end(), key) != m_large.end() && whole(key).isNull()) {
        m_whole.emplace_back(key, picture.whole);
        if (m_whole.size() > kWhole)
            m_whole.pop_front();
    }
    Q_EMIT came(key);
}

void ReviewPictures::refuse(const FrameKey& key, const QString& why)
{
    std::erase(m_missing, key);
    m_faults[key] = why;
    Q_EMIT came(key);
}

} // namespace jackdaw::widgets
