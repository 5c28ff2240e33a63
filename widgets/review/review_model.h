// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/review/review_desk.h"

#include <QObject>
#include <QPointer>
#include <QUndoStack>

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace jackdaw::widgets {

/// Which frames are listed.
struct ReviewFilter {
    std::optional<CameraId> camera;
    std::optional<ReviewReason> reason;
    bool openOnly = false; ///< without those that are done
    bool operator==(const ReviewFilter&) const = default;
};

/// What is reviewed: the frames that are listed, the one that is looked at, what a person says of each, and all earlier
/// versions of that.
class ReviewModel : public QObject {
    Q_OBJECT

public:
    explicit ReviewModel(QObject* parent = nullptr);

    /// Null: there is nothing to review. It outlives its being shown.
    void setDesk(ReviewDesk* desk);
    ReviewDesk* desk() const { return m_desk; }
    const ReviewSheet* sheet() const { return m_sheet.get(); }
    QString cameraName(CameraId camera) const; ///< "A Gate"
    QString className(ClassId label) const;

    void setFilter(const ReviewFilter& filter);
    int rowCount() const { return static_cast<int>(m_rows.size()); }
    /// A frame that is listed.
    const ReviewFrame& frame(int row) const { return m_sheet->frames[m_rows[static_cast<std::size_t>(row)]]; }
    /// Where it is listed; -1: nowhere.
    int rowOf(const FrameKey& key) const;
    std::size_t doneCount() const; ///< of the frames that are listed

    int currentRow() const { return m_current; } ///< -1: nothing is listed
    const ReviewFrame* current() const { return m_current < 0 ? nullptr : &frame(m_current); }
    void setCurrentRow(int row);
    void step(int rows);

    /// What is said of a frame; null where nothing is.
    const Correction* correction(const FrameKey& key) const;
    /// What a run does with people's labels of the frame; none where no run heard of any.
    std::optional<CorrectionUse> use(const FrameKey& key) const { return m_desk ? m_desk->use(key) : std::nullopt; }
    /// Of the frame that is looked at: what a person says, or the golden labels where nobody said anything.
    std::vector<CorrectedObject> objects() const;
    bool isAsGolden(const CorrectedObject& object) const;
    bool canEdit() const;
    /// Why the newest change is not on disk; empty where it is.
    const QString& writeFault() const { return m_writeFault; }

    /// The frame's objects from now on; it is not done by that. \p what goes into "Undo …"; changes of one \p run that
    /// follow each other are undone together (0: none).
    void edit(const QString& what, std::vector<CorrectedObject> objects, int run = 0);
    /// The frame is done: the objects that are there now are all. Goes on to the next one that is open.
    void accept();
    /// Nobody said anything of the frame.
    void reopen();

    QUndoStack& undoStack() { return m_undo; }

Q_SIGNALS:
    void listChanged();
    void currentChanged();
    /// \p counts: the frame is done, or was.
    void correctionChanged(const jackdaw::FrameKey& frame, bool counts);
    void said(const QString& text);

private:
    class Change;
    void takeSheet();
    void fillRows(const std::optional<FrameKey>& shown);
    void push(const QString& what, std::optional<Correction> after, int run = 0);
    void apply(const FrameKey& key, const std::optional<Correction>& correction);
    void goToNextOpen();

    QPointer<ReviewDesk> m_desk;
    std::shared_ptr<const ReviewSheet> m_sheet;
    ReviewFilter m_filter;
    std::vector<std::size_t> m_rows; ///< indices of the sheet's frames
    std::map<FrameKey, int> m_rowOf;
    int m_current = -1;
    QString m_writeFault;
    QUndoStack m_undo;
};

} // namespace jackdaw::widgets
