// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/detection.h"
#include "widgets/video/tile_content.h"

#include <QImage>
#include <QPen>
#include <QWidget>

#include <array>
#include <vector>

namespace jackdaw::widgets {

/// Where boxes come from.
enum class BoxOrigin { Standing, Golden, People, Other };
inline constexpr std::array kBoxOrigins = {BoxOrigin::Standing, BoxOrigin::Golden, BoxOrigin::People, BoxOrigin::Other};

/// How boxes are drawn: told apart by their line and by where their name stands as well as by colour. In both themes
/// alike, as they lie on video.
struct BoxLook {
    QColor colour;
    Qt::PenStyle line = Qt::SolidLine;
    int tagRow = 1; ///< lines of text above (1, 2) or below (-1, -2) the box, so that no name covers another one's
};
BoxLook lookOf(BoxOrigin origin);

/// One camera's picture, large, with boxes from several origins.
class MomentView : public QWidget {
    Q_OBJECT

public:
    struct Layer {
        BoxOrigin origin = BoxOrigin::Standing;
        std::vector<TileContent::LabelledBox> boxes;
        int tagRow = 0; ///< where names stand, as BoxLook has it; 0: where they do for this origin
    };
    /// What is said over the picture, or instead of it.
    struct Message {
        QString title;
        QString text;
    };

    explicit MomentView(QWidget* parent = nullptr);

    void setPicture(const QImage& picture);
    const QImage& picture() const { return m_picture; }
    /// Boxes are in pixels of a source of \p sourceSize. What is hidden is not among them.
    void setLayers(std::vector<Layer> layers, const QSize& sourceSize);
    void setMarks(std::vector<CountMark> marks);
    void setMessage(const Message& message);
    const Message& message() const { return m_message; }
    /// Draws \p layer, whose boxes are in pixels of a source of \p sourceSize, over a picture that stands at \p place.
    static void paintLayer(QPainter& painter, const QRect& place, const QSize& sourceSize, const Layer& layer);

    QSize sizeHint() const override { return {720, 480}; }
    QSize minimumSizeHint() const override { return {240, 150}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintMessage(QPainter& painter) const;

    QImage m_picture;
    std::vector<Layer> m_layers;
    std::vector<CountMark> m_marks;
    QSize m_sourceSize;
    Message m_message;
};

} // namespace jackdaw::widgets
