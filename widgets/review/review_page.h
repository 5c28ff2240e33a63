// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/review/review_editor.h"
#include "widgets/review/review_model.h"
#include "widgets/review/review_pictures.h"
#include "widgets/review/review_sheet_model.h"
#include "widgets/shell/command_registry.h"
#include "widgets/shell/page.h"
#include "widgets/shell/value_table_model.h"

#include <QPointer>

#include <string>
#include <vector>

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QListView;
class QStackedWidget;
class QToolButton;

namespace jackdaw::widgets {

/// The frames of a session that matter, and what is really to be seen on them: accepted, corrected and drawn
/// by a person, one a second. What comes of it are labels by people, and what the golden model gets wrong.
class ReviewPage : public Page {
    Q_OBJECT

public:
    explicit ReviewPage(CommandRegistry& registry, QWidget* parent = nullptr);
    ~ReviewPage() override;

    /// Null: there is no session. It outlives its being shown.
    void setDesk(ReviewDesk* desk);
    /// Videos were found: pictures that did not come are asked for again.
    void tryPicturesAgain() { m_pictures->tryAgain(); }

    ReviewModel& model() { return *m_model; }
    ReviewEditor& editor() { return *m_editor; }
    QListView& sheet() { return *m_sheet; }
    ValueTableModel& mistakes() { return *m_mistakes; }
    /// The session or pictures that are seen are being read.
    bool isBusy() const;
    /// What stands instead of a frame while there is none: what to do, what is read, or what went wrong.
    QString message() const;
    /// What is said beside the frame: what can be done, or what went wrong.
    QString note() const;
    bool canUndo() const { return m_model->undoStack().canUndo(); }
    bool canRedo() const { return m_model->undoStack().canRedo(); }

Q_SIGNALS:
    void undoChanged();
    /// Labels are to be written: into which folder has to be asked.
    void exportRequested();

protected:
    void arrangePanels() override;
    void sizePanels() override;
    void focusInEvent(QFocusEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeMiddle();
    QWidget* makeCaption();
    QWidget* makeTools();
    QWidget* makeSheet();
    QHBoxLayout* makeFilters();
    QWidget* makeMistakes();
    void makePanels();
    void connectModel();
    void connectEditor();
    void bindCommands(CommandRegistry& registry);
    void fillFilters();
    void fillClasses();
    void takeFilters();
    void showState();
    void showFault();
    void showNewest();
    void lookForNewest();
    void sayWhatCame();
    void showFrame();
    void showObjects();
    void showPicture();
    void showWords();
    void showUse(const FrameKey& frame);
    void showProgress();
    void say(const QString& text);
    std::optional<CameraId> filteredCamera() const;

    ReviewModel* m_model;
    ReviewPictures* m_pictures;
    ReviewSheetModel* m_sheetModel;
    QPointer<ReviewDesk> m_desk;
    QStackedWidget* m_stack;
    QLabel* m_message;
    QLabel* m_fault;
    QLabel* m_name;
    QLabel* m_place;
    QLabel* m_state;
    ReviewEditor* m_editor;
    QLabel* m_note;
    QHBoxLayout* m_classRow = nullptr;
    QList<QToolButton*> m_classButtons;
    QToolButton* m_done;
    QToolButton* m_reject;
    QToolButton* m_reopen;
    QCheckBox* m_golden;
    QCheckBox* m_student;
    QListView* m_sheet;
    QComboBox* m_camera;
    QComboBox* m_reason;
    QCheckBox* m_openOnly;
    QCheckBox* m_crops;
    QToolButton* m_refresh; ///< of a session that grows
    bool m_focusesEditor = false; ///< as soon as there is a frame
    QLabel* m_news; ///< what the newest look for frames brought
    std::optional<std::size_t> m_framesBefore; ///< while frames are looked for that came since: how many there were
    QLabel* m_progress;
    QLabel* m_summary;
    ValueTableModel* m_mistakes;
    ValueTableModel* m_boxes;
    std::vector<std::string> m_classes; ///< that have buttons
    QString m_failure; ///< why the session cannot be read
};

} // namespace jackdaw::widgets
