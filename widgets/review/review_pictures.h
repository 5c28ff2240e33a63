// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/review/review_desk.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <deque>
#include <map>
#include <utility>
#include <vector>

namespace jackdaw::widgets {

/// The pictures of frames that are looked at. Asks for what is wanted and not there, the frame that is large first, and
/// forgets what was not wanted for long.
class ReviewPictures : public QObject {
    Q_OBJECT

public:
    explicit ReviewPictures(QObject* parent = nullptr);

    void setDesk(ReviewDesk* desk);
    /// The frame that is large, and those that probably come next.
    void setLarge(std::vector<FrameKey> frames);
    /// Null where it has not come.
    QImage whole(const FrameKey& key) const;
    /// The same; it is asked for.
    QImage thumbnail(const FrameKey& key, bool isCrop);
    /// Why there is no picture; empty where there is one, or where it may still come.
    QString fault(const FrameKey& key) const;
    /// Pictures of the sheet that are seen have not come yet.
    bool isWaiting() const { return !m_missing.empty(); }
    /// Frames without a picture are asked for again: videos were found.
    void tryAgain();

Q_SIGNALS:
    void came(const jackdaw::FrameKey& frame);

private:
    void ask();
    void take(const FrameKey& key, const ReviewPicture& picture);
    void refuse(const FrameKey& key, const QString& why);

    QPointer<ReviewDesk> m_desk;
    std::vector<FrameKey> m_large;
    std::deque<std::pair<FrameKey, QImage>> m_whole; ///< newest last
    std::map<FrameKey, std::pair<QImage, QImage>> m_small;
    std::deque<FrameKey> m_order; ///< of m_small, the longest there first
    std::deque<FrameKey> m_missing; ///< of the sheet, the newest wanted last
    std::map<FrameKey, QString> m_faults;
    QTimer m_timer;
};

} // namespace jackdaw::widgets
