// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/review_page.h"

#include "widgets/review/review_words.h"
#include "widgets/shell/view_export.h"
#include "widgets/theme/format.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMainWindow>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace jackdaw::widgets {
namespace {

constexpr int kAhead = 3; ///< frames whose pictures are fetched before they are wanted
/// A class has a button where all of them fit.
constexpr int kMostClassButtons = 12;

QVBoxLayout* columnOf(QWidget* panel, int margin = 0)
{
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(margin);
    return column;
}

QLabel* plainLabel(const char* name = nullptr)
{
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    if (name)
        label->setObjectName(QString::fromLatin1(name));
    return label;
}

QToolButton* toolButton(const QString& text, const QString& tip)
{
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(tip);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

ReviewPage::ReviewPage(CommandRegistry& registry, QWidget* parent) :
    Page(parent), m_model(new ReviewModel(this)), m_pictures(new ReviewPictures(this)),
    m_sheetModel(new ReviewSheetModel(*m_model, *m_pictures, this)), m_stack(new QStackedWidget),
    m_message(plainLabel("reviewMessage")), m_fault(plainLabel("reviewFault")), m_name(plainLabel("reviewName")),
    m_place(plainLabel("reviewPlace")), m_state(plainLabel("reviewState")), m_editor(new ReviewEditor),
    m_note(plainLabel("reviewNote")), m_done(toolButton(tr("All right, next"),
                                                        tr("All boxes are right: the frame is done "
                                                           "(Return)"))),
    m_reject(toolButton(tr("Reject box"), tr("Takes the picked box away (Delete)"))),
    m_reopen(toolButton(tr("Open again"), tr("Forgets what was said of the frame (Ctrl+Backspace)"))),
    m_golden(new QCheckBox(tr("Golden labels"))), m_student(new QCheckBox(tr("Student"))), m_sheet(new QListView),
    m_camera(new QComboBox), m_reason(new QComboBox), m_openOnly(new QCheckBox(tr("Open only"))),
    m_crops(new QCheckBox(tr("Crops"))),
    m_refresh(toolButton(tr("Newest frames"),
                         tr("Looks for frames that matter among those that the golden model labelled "
                            "since, which are counted here"))),
    m_news(plainLabel("reviewNews")), m_progress(plainLabel("reviewProgress")), m_summary(plainLabel("reviewSummary")),
    m_mistakes(new ValueTableModel(ReviewWords::mistakeColumns(), this)),
    m_boxes(new ValueTableModel(ReviewWords::boxColumns(), this))
{
    setMiddle(makeMiddle());
    makePanels();
    connectModel();
    connectEditor();
    bindCommands(registry);
    showState();
}

ReviewPage::~ReviewPage() = default;

QWidget* ReviewPage::makeMiddle()
{
    auto* content = new QWidget;
    auto* column = columnOf(content);
    m_fault->setWordWrap(true);
    m_fault->setContentsMargins(8, 4, 8, 4);
    m_fault->hide();
    column->addWidget(m_fault);
    column->addWidget(makeCaption());
    column->addWidget(m_editor, 1);
    m_note->setContentsMargins(8, 3, 8, 3);
    m_note->setWordWrap(true);
    m_note->setMinimumHeight(2 * fontMetrics().height() + 6);
    m_note->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    column->addWidget(makeTools());
    column->addWidget(m_note);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setContentsMargins(32, 32, 32, 32);
    m_stack->addWidget(m_message);
    m_stack->addWidget(content);
    return m_stack;
}

QWidget* ReviewPage::makeCaption()
{
    auto* caption = new QWidget;
    auto* row = new QHBoxLayout(caption);
    row->setContentsMargins(8, 4, 8, 4);
    QFont bold = font();
    bold.setBold(true);
    m_name->setFont(bold);
    m_state->setFont(bold);
    m_place->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_name);
    row->addWidget(m_place, 1);
    row->addWidget(m_state);
    return caption;
}

QWidget* ReviewPage::makeTools()
{
    auto* tools = new QWidget;
    auto* column = columnOf(tools);
    column->setContentsMargins(6, 4, 6, 0);
    auto* row = new QHBoxLayout;
    for (QToolButton* button : {m_done, m_reject, m_reopen})
        row->addWidget(button);
    row->addStretch(1);
    m_golden->setToolTip(tr("Shows labels of the golden model that you rejected or changed"));
    m_student->setToolTip(tr("Shows what only the student sees; a click and Insert take it over"));
    for (QCheckBox* box : {m_golden, m_student}) {
        box->setChecked(true);
        row->addWidget(box);
        connect(box, &QCheckBox::toggled, this,
                [this] { m_editor->setShown(m_golden->isChecked(), m_student->isChecked()); });
    }
    column->addLayout(row);
    m_classRow = new QHBoxLayout;
    m_classRow->setSpacing(3);
    column->addLayout(m_classRow);
    return tools;
}

QWidget* ReviewPage::makeSheet()
{
    auto* panel = new QWidget;
    auto* column = columnOf(panel);
    column->addLayout(makeFilters());
    auto* newest = new QHBoxLayout;
    newest->setContentsMargins(6, 0, 0, 0);
    newest->addWidget(m_news, 1);
    newest->addWidget(m_refresh);
    column->addLayout(newest);
    m_sheet->setObjectName(QStringLiteral("reviewSheet"));
    m_sheet->setAccessibleName(tr("Frames that matter"));
    m_sheet->setModel(m_sheetModel);
    m_sheet->setItemDelegate(new ReviewDelegate(m_sheet));
    m_sheet->setViewMode(QListView::IconMode);
    m_sheet->setMovement(QListView::Static);
    m_sheet->setResizeMode(QListView::Adjust);
    m_sheet->setUniformItemSizes(true);
    m_sheet->setLayoutMode(QListView::Batched);
    m_sheet->setSelectionMode(QAbstractItemView::SingleSelection);
    m_sheet->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_sheet->setFrameShape(QFrame::NoFrame);
    m_sheet->setTabKeyNavigation(false);
    m_sheet->installEventFilter(this);
    addTableTwin(*m_sheet, tr("frames that matter"), [this] { return ReviewWords::frames(*m_model); });
    connect(m_sheet->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) { m_model->setCurrentRow(index.row()); });
    column->addWidget(m_sheet, 1);
    m_progress->setContentsMargins(6, 3, 6, 3);
    column->addWidget(m_progress);
    return panel;
}

QHBoxLayout* ReviewPage::makeFilters()
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(4, 4, 6, 4);
    row->setSpacing(8);
    m_camera->setAccessibleName(tr("Camera whose frames are listed"));
    m_reason->setAccessibleName(tr("Reason for which frames are listed"));
    m_openOnly->setToolTip(tr("Lists only frames that are not done; those that get done stay until the list is chosen "
                              "anew"));
    m_crops->setToolTip(tr("Shows the part of each picture in which student and golden model differ"));
    for (QComboBox* box : {m_camera, m_reason}) {
        box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        row->addWidget(box, 1);
        connect(box, &QComboBox::currentIndexChanged, this, &ReviewPage::takeFilters);
    }
    row->addWidget(m_openOnly);
    row->addWidget(m_crops);
    m_refresh->hide();
    connect(m_refresh, &QToolButton::clicked, this, &ReviewPage::lookForNewest);
    connect(m_openOnly, &QCheckBox::toggled, this, &ReviewPage::takeFilters);
    connect(m_crops, &QCheckBox::toggled, m_sheetModel, &ReviewSheetModel::setCrops);
    return row;
}

QWidget* ReviewPage::makeMistakes()
{
    auto* panel = new QWidget;
    auto* column = columnOf(panel);
    m_summary->setWordWrap(true);
    m_summary->setContentsMargins(8, 5, 8, 5);
    column->addWidget(m_summary);
    QTableView* view = makeValueTable(m_mistakes, tr("mistakes of the golden model"));
    view->setAccessibleName(tr("Mistakes of the golden model by class"));
    view->setObjectName(QStringLiteral("mistakeTable"));
    column->addWidget(view, 1);
    return panel;
}

void ReviewPage::makePanels()
{
    addPanel(QStringLiteral("reviewDock"), tr("Frames that matter"), makeSheet(), Qt::LeftDockWidgetArea);
    addPanel(QStringLiteral("mistakesDock"), tr("Golden model's mistakes"), makeMistakes(), Qt::BottomDockWidgetArea);
    QTableView* boxes = makeValueTable(m_boxes, tr("boxes"));
    boxes->setAccessibleName(tr("Boxes on the frame"));
    addPanel(QStringLiteral("reviewBoxesDock"), tr("Boxes"), boxes, Qt::BottomDockWidgetArea);
    finishPanels();
}

void ReviewPage::arrangePanels()
{
    docks().setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    docks().tabifyDockWidget(panel(1), panel(2));
    panel(1)->raise();
}

void ReviewPage::sizePanels()
{
    docks().resizeDocks({panel(0)}, {std::clamp(width() * 3 / 10, 230, 600)}, Qt::Horizontal);
    docks().resizeDocks({panel(1)}, {std::clamp(height() / 4, 110, 230)}, Qt::Vertical);
}

void ReviewPage::connectModel()
{
    connect(m_model, &ReviewModel::listChanged, this, &ReviewPage::showState);
    connect(m_model, &ReviewModel::currentChanged, this, &ReviewPage::showFrame);
    connect(m_model, &ReviewModel::correctionChanged, this, [this](const FrameKey& key, bool counts) {
        if (m_model->current() && m_model->current()->key == key)
            showObjects();
        showFault();
        if (counts)
            showProgress();
    });
    connect(m_model, &ReviewModel::said, this, &ReviewPage::say);
    connect(m_pictures, &ReviewPictures::came, this, [this](const FrameKey& key) {
        if (m_model->current() && m_model->current()->key == key)
            showPicture();
    });
    for (const auto signal : {&QUndoStack::canUndoChanged, &QUndoStack::canRedoChanged})
        connect(&m_model->undoStack(), signal, this, &ReviewPage::undoChanged);
}

void ReviewPage::connectEditor()
{
    connect(m_editor, &ReviewEditor::edited, m_model,
            [this](const QString& what, const std::vector<CorrectedObject>& objects, int run) {
                m_model->edit(what, objects, run);
            });
    connect(m_editor, &ReviewEditor::doneRequested, m_model, &ReviewModel::accept);
    connect(m_editor, &ReviewEditor::reopenRequested, m_model, &ReviewModel::reopen);
    connect(m_editor, &ReviewEditor::stepRequested, m_model, &ReviewModel::step);
    connect(m_editor, &ReviewEditor::pickedChanged, this, &ReviewPage::showWords);
    connect(m_done, &QToolButton::clicked, m_model, &ReviewModel::accept);
    connect(m_reject, &QToolButton::clicked, m_editor, &ReviewEditor::removePicked);
    connect(m_reopen, &QToolButton::clicked, m_model, &ReviewModel::reopen);
}

/// Undo belongs to the page that is seen.
void ReviewPage::bindCommands(CommandRegistry& registry)
{
    registry.bind(CommandId::Undo, this, [this] {
        if (isVisible())
            m_model->undoStack().undo();
    });
    registry.bind(CommandId::Redo, this, [this] {
        if (isVisible())
            m_model->undoStack().redo();
    });
    registry.bind(CommandId::ExportCorrections, this, [this] { Q_EMIT exportRequested(); });
}

void ReviewPage::showUse(const FrameKey& frame)
{
    m_sheet->viewport()->update();
    if (m_model->current() && m_model->current()->key == frame)
        showWords();
}

/// What is chosen stays chosen.
void ReviewPage::fillFilters()
{
    const QSignalBlocker first(m_camera);
    const QSignalBlocker second(m_reason);
    const QVariant chosenCamera = m_camera->currentData();
    const QVariant chosenReason = m_reason->currentData();
    m_camera->clear();
    m_reason->clear();
    m_camera->addItem(tr("All cameras"));
    m_reason->addItem(tr("All reasons"));
    if (const ReviewSheet* sheet = m_model->sheet())
        for (const auto& [id, camera] : sheet->cameras)
            m_camera->addItem(m_model->cameraName(id), id.value);
    for (const ReviewReason reason :
         {ReviewReason::AfterDrift, ReviewReason::Disagreement, ReviewReason::LowScores, ReviewReason::SpotCheck}) {
        m_reason->addItem(ReviewWords::reason(reason), static_cast<int>(reason));
        m_reason->setItemData(m_reason->count() - 1, ReviewWords::reasonTip(reason), Qt::ToolTipRole);
    }
    m_camera->setCurrentIndex(std::max(0, m_camera->findData(chosenCamera)));
    m_reason->setCurrentIndex(std::max(0, m_reason->findData(chosenReason)));
}

void ReviewPage::fillClasses()
{
    const auto classes = m_model->sheet() ? m_model->sheet()->classes : std::vector<std::string>();
    if (std::exchange(m_classes, classes) == classes)
        return;
    qDeleteAll(m_classButtons);
    m_classButtons.clear();
    while (QLayoutItem* item = m_classRow->takeAt(0))
        delete item;
    QStringList names;
    const std::size_t count = m_model->sheet() ? m_model->sheet()->classes.size() : 0;
    for (std::size_t i = 0; i < count; ++i) {
        const ClassId label{static_cast<std::uint32_t>(i)};
        const QString name = m_model->className(label);
        names << name;
        if (count > kMostClassButtons)
            continue;
        const QString key = ReviewWords::classKey(label);
        QToolButton* button =
            toolButton(QStringLiteral("%1 %2").arg(key, name), tr("Names the picked box, and what is drawn next"));
        button->setCheckable(true);
        connect(button, &QToolButton::clicked, this, [this, label] {
            m_editor->setClass(label);
            m_editor->setFocus();
        });
        m_classButtons << button;
        m_classRow->addWidget(button);
    }
    m_classRow->addStretch(1);
    m_editor->setClasses(names);
}

std::optional<CameraId> ReviewPage::filteredCamera() const
{
    const QVariant camera = m_camera->currentData();
    return camera.isValid() ? std::optional(CameraId{camera.toUInt()}) : std::nullopt;
}

void ReviewPage::takeFilters()
{
    ReviewFilter filter{filteredCamera(), {}, m_openOnly->isChecked()};
    if (const QVariant reason = m_reason->currentData(); reason.isValid())
        filter.reason = static_cast<ReviewReason>(reason.toInt());
    m_model->setFilter(filter);
}

bool ReviewPage::isBusy() const
{
    const ReviewFrame* frame = m_model->current();
    if (!frame)
        return m_desk && !m_model->sheet() && m_failure.isEmpty();
    const bool hasPicture = !m_pictures->whole(frame->key).isNull() || !m_pictures->fault(frame->key).isEmpty();
    return !hasPicture || m_pictures->isWaiting();
}

QString ReviewPage::message() const
{
    return m_stack->currentIndex() == 0 ? m_message->text() : QString();
}

QString ReviewPage::note() const
{
    return m_note->text();
}

void ReviewPage::say(const QString& text)
{
    m_note->setText(text);
}

/// A frame, or what stands in its place.
void ReviewPage::showState()
{
    const bool hasFrames = m_model->rowCount() > 0;
    m_stack->setCurrentIndex(hasFrames ? 1 : 0);
    // What is hidden takes no focus: the page may have been shown before there was a frame.
    if (hasFrames && isVisible() && std::exchange(m_focusesEditor, false))
        m_editor->setFocus();
    const ReviewSheet* sheet = m_model->sheet();
    m_message->setText(
        !m_desk ? tr(
            "Frames of a session can be corrected, while its run goes on and afterwards. Open one, or start a run.")
            : !sheet && !m_failure.isEmpty() ? m_failure
            : !sheet                         ? tr("Looking for the frames that matter…")
            : sheet->frames.empty() && m_desk->isLive()
            ? tr("The golden model labelled no frame yet. Newest frames, on the left, looks again.")
            : sheet->frames.empty() ? tr("The golden model labelled no frame of this session: there is nothing to hold "
                                         "against it.")
                                    : tr("No frame is like that. Choose other cameras or reasons on the left."));
    showNewest();
    showFault();
    showProgress();
}

/// Why nothing can be corrected, why what was is not on disk, or why newer frames do not come.
void ReviewPage::showFault()
{
    QString fault = !m_desk ? QString() : m_desk->fault().isEmpty() ? m_model->writeFault() : m_desk->fault();
    if (fault.isEmpty() && m_model->sheet())
        fault = m_failure;
    m_fault->setText(fault);
    m_fault->setVisible(!fault.isEmpty());
}

void ReviewPage::showFrame()
{
    const ReviewFrame* frame = m_model->current();
    QSize source;
    if (frame)
        if (const auto camera = m_model->sheet()->cameras.find(frame->key.camera);
            camera != m_model->sheet()->cameras.end())
            source = {camera->second.width, camera->second.height};
    m_editor->setEditable(m_model->canEdit());
    m_editor->setFrame(frame, source);
    std::vector<FrameKey> wanted;
    for (int row = m_model->currentRow(); row >= 0 && row < m_model->rowCount() && wanted.size() < kAhead; ++row)
        wanted.push_back(m_model->frame(row).key);
    m_pictures->setLarge(std::move(wanted));
    if (const QModelIndex index = m_sheetModel->index(m_model->currentRow()); index != m_sheet->currentIndex()) {
        m_sheet->setCurrentIndex(index);
        m_sheet->scrollTo(index);
    }
    showPicture();
    showObjects();
}

void ReviewPage::showPicture()
{
    const ReviewFrame* frame = m_model->current();
    if (!frame)
        return m_editor->clear();
    const QImage picture = m_pictures->whole(frame->key);
    const QString fault = m_pictures->fault(frame->key);
    m_editor->setImage(picture);
    m_editor->setMessage(!picture.isNull()     ? QString()
                             : fault.isEmpty() ? tr("Reading the picture…")
                                               : fault,
                         !fault.isEmpty());
    if (!picture.isNull())
        m_editor->setEditable(m_model->canEdit()); // which says anew what is there
}

void ReviewPage::showObjects()
{
    auto objects = m_model->objects();
    std::vector<bool> isAsGolden;
    for (const CorrectedObject& object : objects)
        isAsGolden.push_back(m_model->isAsGolden(object));
    m_editor->setObjects(std::move(objects), std::move(isAsGolden));
    m_boxes->show(ReviewWords::boxRows(*m_model));
    showWords();
}

void ReviewPage::showWords()
{
    const ReviewFrame* frame = m_model->current();
    if (!frame)
        return;
    m_name->setText(m_model->cameraName(frame->key.camera));
    m_place->setText(
        QStringLiteral("%1  ·  %2  ·  %3")
            .arg(ReviewWords::place(*frame), ReviewWords::reason(frame->reason), ReviewWords::score(*frame)));
    m_place->setToolTip(format::plainTip(ReviewWords::reasonTip(frame->reason)));
    const auto use = m_model->use(frame->key);
    m_state->setText(ReviewWords::state(m_model->correction(frame->key), use));
    m_state->setToolTip(format::plainTip(ReviewWords::useTip(use)));
    m_note->setText(m_editor->hint());
    const bool canEdit = m_model->canEdit();
    m_done->setEnabled(canEdit);
    m_reject->setEnabled(canEdit && m_editor->picked() && *m_editor->picked() < m_editor->objects().size());
    m_reopen->setEnabled(canEdit && m_model->correction(frame->key));
    const auto picked = m_editor->picked();
    const ClassId shown =
        picked && *picked < m_editor->objects().size() ? m_editor->objects()[*picked].label : m_editor->drawnClass();
    for (int i = 0; i < m_classButtons.size(); ++i)
        m_classButtons[i]->setChecked(static_cast<std::uint32_t>(i) == shown.value);
}

void ReviewPage::showProgress()
{
    const ReviewSheet* sheet = m_model->sheet();
    const std::size_t done = m_model->doneCount();
    QString text = sheet ? tr("%1 of %2 frames done").arg(done).arg(m_model->rowCount()) : QString();
    if (sheet && sheet->leftOut > 0)
        text += QStringLiteral("  ·  ") + tr("%1 less odd ones are not listed").arg(sheet->leftOut);
    m_progress->setText(text);
    if (!m_desk || !sheet) {
        m_mistakes->show({});
        m_summary->clear();
        return;
    }
    const auto camera = filteredCamera();
    const auto mistakes = m_desk->mistakes(camera);
    const auto said = std::count_if(sheet->frames.begin(), sheet->frames.end(), [&](const ReviewFrame& frame) {
        const Correction* correction = m_model->correction(frame.key);
        return correction && correction->isDone() && (!camera || frame.key.camera == *camera);
    });
    m_mistakes->show(ReviewWords::mistakeRows(*m_model, mistakes));
    m_summary->setText(ReviewWords::mistakes(mistakes, static_cast<std::size_t>(said)));
}

/// Keys that come to the page are meant for its frame.
void ReviewPage::focusInEvent(QFocusEvent* event)
{
    Page::focusInEvent(event);
    m_focusesEditor = true;
    showState();
}

void ReviewPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (m_desk && m_model->sheet() && m_desk->isLive())
        lookForNewest();
    else if (m_desk)
        m_desk->open();
    // Who goes through the tabs by keyboard stays on them.
    m_focusesEditor = !qobject_cast<QTabBar*>(QApplication::focusWidget());
    showState();
    Q_EMIT undoChanged();
}

/// Keys that say something of the frame work from the sheet, too.
bool ReviewPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_sheet && event->type() == QEvent::KeyPress) {
        const auto* pressed = static_cast<QKeyEvent*>(event);
        const bool isDigit = pressed->key() >= Qt::Key_0 && pressed->key() <= Qt::Key_9;
        const bool isPlain = (pressed->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
        if (isPlain
            && (isDigit || pressed->key() == Qt::Key_Return || pressed->key() == Qt::Key_Enter
                || pressed->key() == Qt::Key_Space || pressed->key() == Qt::Key_Delete)) {
            QCoreApplication::sendEvent(m_editor, event);
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

} // namespace jackdaw::widgets
