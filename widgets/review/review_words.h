// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/review/review_model.h"
#include "widgets/shell/value_table_model.h"
#include "widgets/shell/view_export.h"

#include <QCoreApplication>

namespace jackdaw::widgets {

/// What is reviewed, in words and tables.
class ReviewWords {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::ReviewWords)

public:
    /// "Disagreement".
    static QString reason(ReviewReason reason);
    /// What that is, and how it is found.
    static QString reasonTip(ReviewReason reason);
    /// "F1 0.40: 2 right, 3 wrong, 1 missed".
    static QString score(const ReviewFrame& frame);
    /// "open", "begun", "accepted", "corrected · trains".
    static QString state(const Correction* correction, std::optional<CorrectionUse> use = {});
    /// What comes of people's labels of a frame.
    static QString useTip(std::optional<CorrectionUse> use);
    /// "frame 4776 · session 00:07:12.4".
    static QString place(const ReviewFrame& frame);
    /// All of it in a sentence, for screen readers.
    static QString spoken(const ReviewModel& model, const ReviewFrame& frame);
    /// Of a class: "1", … "9", "A", …; empty where it has none.
    static QString classKey(ClassId label);

    /// All listed frames.
    static TableTwin frames(const ReviewModel& model);
    static std::vector<ValueColumn> boxColumns();
    /// One's own boxes of the frame that is looked at, and those that only others see.
    static std::vector<ValueTableModel::Row> boxRows(const ReviewModel& model);
    static std::vector<ValueColumn> mistakeColumns();
    static std::vector<ValueTableModel::Row> mistakeRows(const ReviewModel& model,
                                                         const std::vector<GoldenMistakes>& mistakes);
    /// What the golden model gets wrong, in a sentence.
    static QString mistakes(const std::vector<GoldenMistakes>& mistakes, std::size_t frames);
};

} // namespace jackdaw::widgets
