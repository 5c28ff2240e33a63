// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/review/review_desk.h"

#include <QPainter>
#include <QStringList>

#include <cmath>

namespace jackdaw::testing {

/// A recorded session as the Review page asks about it, with corrections in memory. On frame n of each camera the
/// golden model says a car and a person; of every fourth frame the student sees something else, and every fourth is
/// empty.
class FakeReview : public widgets::ReviewDesk {
public:
    explicit FakeReview(std::uint32_t cameras = 1, std::int64_t frames = 12)
    {
        ReviewSheet sheet;
        sheet.classes = {"person", "car", "bus"};
        for (std::uint32_t camera = 0; camera < cameras; ++camera) {
            CameraAdded added;
            added.camera = CameraId{camera};
            added.name = "Camera " + std::to_string(camera + 1);
            added.width = 640;
            added.height = 360;
            sheet.cameras[added.camera] = added;
        }
        for (std::int64_t frame = 0; frame < frames; ++frame)
            for (const auto& camera : sheet.cameras)
                sheet.frames.push_back(made(camera.first, frame));
        whole = std::make_shared<const ReviewSheet>(std::move(sheet));
    }

    static ReviewFrame made(CameraId camera, std::int64_t number)
    {
        ReviewFrame frame;
        frame.key = {camera, number * 25};
        frame.frameTime = std::chrono::seconds(number);
        frame.served = true;
        const auto x = static_cast<float>(40 + 10 * number);
        if (number % 4 != 3)
            frame.golden = {{{x, 200, x + 120, 280}, ClassId{1}, 0.8F}, {{400, 120, 440, 220}, ClassId{0}, 0.4F}};
        frame.standing = frame.golden;
        frame.right = static_cast<std::uint32_t>(frame.golden.size());
        if (number % 4 == 1) {
            frame.standing[1] = {{520, 200, 600, 260}, ClassId{2}, 0.35F};
            frame.right = frame.wrong = frame.missed = 1;
            frame.f1 = Accuracy{0.5};
            frame.reason = ReviewReason::Disagreement;
        } else if (number == 0) {
            frame.reason = ReviewReason::AfterDrift;
        } else if (number % 4 == 2) {
            frame.reason = ReviewReason::LowScores;
        }
        return frame;
    }

    void open() override
    {
        ++opened;
        if (readsAtOnce && !isRead)
            finishReading();
    }
    void finishReading()
    {
        isRead = true;
        Q_EMIT sheetChanged();
    }
    std::shared_ptr<const ReviewSheet> sheet() const override { return isRead ? whole : nullptr; }
    const Corrections& corrections() const override { return said; }
    QString fault() const override { return fileFault; }
    QString keep(const FrameKey& frame, const std::optional<Correction>& correction) override
    {
        ++writes;
        if (correction)
            said[frame] = *correction;
        else
            said.erase(frame);
        return keepFault;
    }
    std::vector<GoldenMistakes> mistakes(std::optional<CameraId> camera) const override
    {
        std::vector<GoldenMistakes> made(whole->classes.size());
        for (std::size_t i = 0; i < made.size(); ++i)
            made[i].label = ClassId{static_cast<std::uint32_t>(i)};
        for (const auto& [key, correction] : said)
            if (correction.isDone() && (!camera || key.camera == *camera)) {
                made[1].objects += 1;
                made[1].right += 1;
            }
        return made;
    }
    bool isLive() const override { return live; }
    std::size_t labelledSince() const override { return newer; }
    /// As a session that is read again and has \p frames more.
    void findMore(std::int64_t frames)
    {
        ReviewSheet more = *whole;
        const auto first = static_cast<std::int64_t>(more.frames.size());
        for (std::int64_t frame = first; frame < first + frames; ++frame)
            more.frames.push_back(made(CameraId{0}, frame));
        whole = std::make_shared<const ReviewSheet>(std::move(more));
        newer = 0;
        Q_EMIT sheetChanged();
    }
    QString exportLabels(const QString& folder) override
    {
        exported << folder;
        return QStringLiteral("Written.");
    }
    void wantPictures(const std::vector<FrameKey>& keys) override
    {
        wanted = keys;
        for (const FrameKey& key : sendsPictures ? keys : std::vector<FrameKey>())
            send(key);
    }
    void send(const FrameKey& key)
    {
        if (!pictureFault.isEmpty()) {
            Q_EMIT pictureFailed(key, pictureFault);
            return;
        }
        widgets::ReviewPicture picture;
        picture.whole = QImage(640, 360, QImage::Format_RGB32);
        picture.whole.fill(QColor(70, 84, 76));
        QPainter painter(&picture.whole);
        painter.fillRect(0, 180, 640, 180, QColor(96, 98, 102));
        for (const Detection& there : made(key.camera, key.frame / 25).golden)
            painter.fillRect(QRectF(there.box.x1, there.box.y1, there.box.width(), there.box.height()),
                             there.label == ClassId{1} ? QColor(150, 60, 50) : QColor(60, 70, 150));
        painter.end();
        picture.small = picture.whole.scaled(176, 99, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        picture.crop = picture.whole.copy(300, 100, 320, 180).scaled(176, 99);
        Q_EMIT pictureCame(key, picture);
    }

    std::shared_ptr<const ReviewSheet> whole;
    bool readsAtOnce = true;
    bool isRead = false;
    bool sendsPictures = true;
    QString fileFault;
    QString keepFault;
    QString pictureFault;
    Corrections said;
    std::vector<FrameKey> wanted;
    bool live = false;
    std::size_t newer = 0;
    QStringList exported;
    int opened = 0;
    int writes = 0;
};

} // namespace jackdaw::testing
