// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/video_frame.h"
#include "widgets/setup/setup_services.h"

#include <QImage>
#include <QWidget>

#include <vector>

namespace jackdaw::widgets {

/// One picture as large as there is room, with boxes over it; where there is none, why.
class PictureView : public QWidget {
    Q_OBJECT

public:
    explicit PictureView(QWidget* parent = nullptr);

    void setPicture(const VideoFrame& frame, std::vector<NamedBox> boxes = {});
    /// A picture that was made already.
    void setImage(const QImage& image);
    /// Shown in place of a picture, or below it where there is one.
    void setMessage(const QString& text, bool isError = false);
    void clear();
    bool hasPicture() const { return !m_image.isNull(); }
    QSize imageSize() const { return m_image.size(); }
    /// Where the picture is; the whole view with a margin where there is none.
    QRectF pictureRect() const;

    QSize sizeHint() const override { return {420, 260}; }
    QSize minimumSizeHint() const override { return {160, 100}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    /// Over the picture, before its message.
    virtual void paintOver(QPainter&, const QRectF&) { }

private:
    void paintBoxes(QPainter& painter, const QRectF& area) const;
    void paintMessage(QPainter& painter) const;

    QImage m_image;
    std::vector<NamedBox> m_boxes;
    QString m_message;
    bool m_isError = false;
};

} // namespace jackdaw::widgets
