// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/review/review_model.h"
#include "widgets/review/review_pictures.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace jackdaw::widgets {

/// The frames that are listed, as rows with pictures.
class ReviewSheetModel : public QAbstractListModel {
    Q_OBJECT

public:
    /// Size of a row's picture.
    static constexpr QSize kPicture{176, 99};
    static constexpr int kReasonRole = Qt::UserRole; ///< ReviewReason as int
    static constexpr int kStateRole = Qt::UserRole + 1; ///< in words
    static constexpr int kDoneRole = Qt::UserRole + 2;
    static constexpr int kPlaceRole = Qt::UserRole + 3; ///< camera and time

    ReviewSheetModel(ReviewModel& model, ReviewPictures& pictures, QObject* parent = nullptr);

    /// Parts of the pictures that are in question, or all of them.
    void setCrops(bool crops);

    int rowCount(const QModelIndex& parent = {}) const override;
    /// The picture is Qt::DecorationRole: asking for it makes it come.
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    void refresh(const FrameKey& key);

    ReviewModel& m_model;
    ReviewPictures& m_pictures;
    bool m_crops = false;
};

/// Paints a row of it.
class ReviewDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace jackdaw::widgets
