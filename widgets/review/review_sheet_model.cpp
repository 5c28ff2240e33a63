// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/review_sheet_model.h"

#include "widgets/review/review_words.h"
#include "widgets/theme/format.h"
#include "widgets/theme/theme.h"

#include <QPainter>

namespace jackdaw::widgets {
namespace {

constexpr int kMargin = 5;
constexpr int kGap = 3;

QRect centred(const QSize& size, const QRect& area)
{
    QRect place(QPoint(), size.scaled(area.size(), Qt::KeepAspectRatio));
    place.moveCenter(area.center());
    return place;
}

} // namespace

ReviewSheetModel::ReviewSheetModel(ReviewModel& model, ReviewPictures& pictures, QObject* parent) :
    QAbstractListModel(parent), m_model(model), m_pictures(pictures)
{
    connect(&model, &ReviewModel::listChanged, this, [this] {
        beginResetModel();
        endResetModel();
    });
    connect(&model, &ReviewModel::correctionChanged, this, &ReviewSheetModel::refresh);
    connect(&pictures, &ReviewPictures::came, this, &ReviewSheetModel::refresh);
}

void ReviewSheetModel::setCrops(bool crops)
{
    m_crops = crops;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::DecorationRole});
}

void ReviewSheetModel::refresh(const FrameKey& key)
{
    if (const int row = m_model.rowOf(key); row >= 0)
        Q_EMIT dataChanged(index(row), index(row));
}

int ReviewSheetModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_model.rowCount();
}

QVariant ReviewSheetModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const ReviewFrame& frame = m_model.frame(index.row());
    const Correction* said = m_model.correction(frame.key);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return ReviewWords::spoken(m_model, frame);
    case Qt::ToolTipRole: {
        const QString fault = m_pictures.fault(frame.key);
        return format::plainTip(ReviewWords::spoken(m_model, frame) + QStringLiteral(". ")
                                + (fault.isEmpty() ? ReviewWords::reasonTip(frame.reason) : fault));
    }
    case Qt::DecorationRole: return m_pictures.thumbnail(frame.key, m_crops);
    case kReasonRole: return static_cast<int>(frame.reason);
    case kStateRole: return ReviewWords::state(said, m_model.use(frame.key));
    case kDoneRole: return said && said->isDone();
    case kPlaceRole:
        return m_model.cameraName(frame.key.camera) + QStringLiteral("  ") + format::clock(frame.frameTime);
    default: return {};
    }
}

QSize ReviewDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {ReviewSheetModel::kPicture.width() + 2 * kMargin,
            ReviewSheetModel::kPicture.height() + 2 * option.fontMetrics.height() + kGap + 2 * kMargin};
}

void ReviewDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = themeFor(option.palette);
    const bool isSelected = option.state & QStyle::State_Selected;
    painter->save();
    if (isSelected)
        painter->fillRect(option.rect.adjusted(1, 1, -1, -1), option.palette.color(QPalette::Highlight));
    const QRect inside = option.rect.adjusted(kMargin, kMargin, -kMargin, -kMargin);
    const QRect area(inside.topLeft(), QSize(inside.width(), ReviewSheetModel::kPicture.height()));
    painter->fillRect(area, theme.tile);
    const auto picture = index.data(Qt::DecorationRole).value<QImage>();
    if (!picture.isNull()) {
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        painter->drawImage(centred(picture.size(), area), picture);
    }
    const bool isDone = index.data(ReviewSheetModel::kDoneRole).toBool();
    const QColor text = isSelected ? option.palette.color(QPalette::HighlightedText) : theme.text;
    const QColor muted = isSelected ? text : isDone ? theme.good : theme.mutedText;
    const int height = option.fontMetrics.height();
    QRect line(area.left(), area.bottom() + kGap, area.width(), height);
    painter->setPen(text);
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(index.data(ReviewSheetModel::kPlaceRole).toString(),
                                                    Qt::ElideMiddle, line.width()));
    line.translate(0, height);
    painter->setPen(muted);
    const QString state = index.data(ReviewSheetModel::kStateRole).toString();
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, state);
    painter->setPen(text);
    const QString reason =
        ReviewWords::reason(static_cast<ReviewReason>(index.data(ReviewSheetModel::kReasonRole).toInt()));
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(reason, Qt::ElideRight,
                                                    line.width() - option.fontMetrics.horizontalAdvance(state) - 6));
    if (isDone) { // also without colours it is seen what is done
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect badge(area.right() - 21, area.top() + 3, 18, 18);
        painter->setPen(Qt::NoPen);
        painter->setBrush(QColor(0, 0, 0, 170));
        painter->drawEllipse(badge);
        painter->setPen(QPen(Qt::white, 2));
        painter->drawPolyline(QPolygon(
            {badge.topLeft() + QPoint(4, 9), badge.topLeft() + QPoint(8, 13), badge.topLeft() + QPoint(14, 5)}));
    }
    painter->restore();
}

} // namespace jackdaw::widgets
