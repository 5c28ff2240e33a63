// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/review_model.h"

#include "widgets/theme/format.h"

#include <QUndoCommand>

#include <algorithm>
#include <cmath>
#include <utility>

namespace jackdaw::widgets {
namespace {

/// Boxes are kept to a hundredth of a pixel.
constexpr float kSameBox = 0.02F;

bool isSame(const Box& a, const Box& b)
{
    return std::abs(a.x1 - b.x1) < kSameBox && std::abs(a.y1 - b.y1) < kSameBox && std::abs(a.x2 - b.x2) < kSameBox
        && std::abs(a.y2 - b.y2) < kSameBox;
}

bool isAmong(const std::vector<Detection>& golden, const CorrectedObject& object)
{
    return std::any_of(golden.begin(), golden.end(), [&](const Detection& label) {
        return label.label == object.label && isSame(label.box, object.box);
    });
}

bool isSame(const std::vector<Detection>& golden, const std::vector<CorrectedObject>& objects)
{
    return golden.size() == objects.size()
        && std::all_of(objects.begin(), objects.end(),
                       [&](const CorrectedObject& object) { return isAmong(golden, object); });
}

} // namespace

/// One change of what is said of one frame.
class ReviewModel::Change : public QUndoCommand {
public:
    Change(ReviewModel& model, const QString& what, const FrameKey& key, std::optional<Correction> after, int run) :
        QUndoCommand(what), m_model(model), m_key(key), m_after(std::move(after)), m_run(run)
    {
        if (const Correction* before = model.correction(key))
            m_before = *before;
    }

    int id() const override { return m_run > 0 ? m_run : -1; }
    bool mergeWith(const QUndoCommand* other) override
    {
        const auto& later = static_cast<const Change&>(*other);
        if (later.m_key != m_key)
            return false;
        m_after = later.m_after;
        return true;
    }
    void redo() override { show(m_after); }
    void undo() override { show(m_before); }

private:
    /// What changes is looked at.
    void show(const std::optional<Correction>& correction)
    {
        m_model.apply(m_key, correction);
        if (const int row = m_model.rowOf(m_key); row >= 0)
            m_model.setCurrentRow(row);
    }

    ReviewModel& m_model;
    FrameKey m_key;
    std::optional<Correction> m_before;
    std::optional<Correction> m_after;
    int m_run;
};

ReviewModel::ReviewModel(QObject* parent) : QObject(parent)
{
}

void ReviewModel::setDesk(ReviewDesk* desk)
{
    if (m_desk)
        m_desk->disconnect(this);
    m_desk = desk;
    if (desk)
        connect(desk, &ReviewDesk::sheetChanged, this, &ReviewModel::takeSheet);
    m_undo.clear();
    m_writeFault.clear();
    m_filter = {};
    m_current = -1;
    m_rows.clear();
    takeSheet();
}

/// What was chosen and what can be undone stays where newer frames came.
void ReviewModel::takeSheet()
{
    const std::optional<FrameKey> shown = current() ? std::optional(current()->key) : std::nullopt;
    m_sheet = m_desk ? m_desk->sheet() : nullptr;
    fillRows(shown);
}

QString ReviewModel::cameraName(CameraId camera) const
{
    const auto known = m_sheet ? m_sheet->cameras.find(camera) : std::map<CameraId, CameraAdded>::const_iterator();
    const bool isKnown = m_sheet && known != m_sheet->cameras.end();
    return format::text(cameraLetter(camera) + (isKnown ? " " + known->second.name : std::string()));
}

QString ReviewModel::className(ClassId label) const
{
    return m_sheet && label.value < m_sheet->classes.size() ? format::text(m_sheet->classes[label.value])
                                                            : QString::number(label.value);
}

void ReviewModel::setFilter(const ReviewFilter& filter)
{
    m_filter = filter;
    fillRows(current() ? std::optional(current()->key) : std::nullopt);
}

/// The frame that is \p shown stays where it still is listed.
void ReviewModel::fillRows(const std::optional<FrameKey>& shown)
{
    m_current = -1;
    m_rows.clear();
    m_rowOf.clear();
    for (std::size_t i = 0; m_sheet && i < m_sheet->frames.size(); ++i) {
        const ReviewFrame& frame = m_sheet->frames[i];
        const Correction* said = correction(frame.key);
        if ((m_filter.camera && frame.key.camera != *m_filter.camera)
            || (m_filter.reason && frame.reason != *m_filter.reason) || (m_filter.openOnly && said && said->isDone()))
            continue;
        m_rowOf[frame.key] = static_cast<int>(m_rows.size());
        m_rows.push_back(i);
    }
    const int row = shown ? rowOf(*shown) : -1;
    m_current = row >= 0 ? row : m_rows.empty() ? -1 : 0;
    Q_EMIT listChanged();
    Q_EMIT currentChanged();
}

int ReviewModel::rowOf(const FrameKey& key) const
{
    const auto found = m_rowOf.find(key);
    return found != m_rowOf.end() ? found->second : -1;
}

std::size_t ReviewModel::doneCount() const
{
    std::size_t count = 0;
    for (const std::size_t index : m_rows)
        if (const Correction* said = correction(m_sheet->frames[index].key); said && said->isDone())
            ++count;
    return count;
}

void ReviewModel::setCurrentRow(int row)
{
    if (row == m_current || row < 0 || row >= rowCount())
        return;
    m_current = row;
    Q_EMIT currentChanged();
}

void ReviewModel::step(int rows)
{
    if (m_current < 0)
        return;
    const int wanted = m_current + rows;
    if (wanted < 0 || wanted >= rowCount())
        Q_EMIT said(rows > 0 ? tr("This is the last frame of the list.") : tr("This is the first frame of the list."));
    setCurrentRow(std::clamp(wanted, 0, rowCount() - 1));
}

const Correction* ReviewModel::correction(const FrameKey& key) const
{
    if (!m_desk)
        return nullptr;
    const auto found = m_desk->corrections().find(key);
    return found != m_desk->corrections().end() ? &found->second : nullptr;
}

std::vector<CorrectedObject> ReviewModel::objects() const
{
    const ReviewFrame* frame = current();
    if (!frame)
        return {};
    const Correction* said = correction(frame->key);
    return said ? said->objects : objectsOf(frame->golden);
}

bool ReviewModel::isAsGolden(const CorrectedObject& object) const
{
    return current() && isAmong(current()->golden, object);
}

bool ReviewModel::canEdit() const
{
    return m_desk && current() && m_desk->fault().isEmpty();
}

void ReviewModel::edit(const QString& what, std::vector<CorrectedObject> objects, int run)
{
    if (canEdit())
        push(what, Correction{ReviewVerdict::Begun, std::move(objects)}, run);
}

void ReviewModel::accept()
{
    if (!canEdit())
        return;
    const Correction* said = correction(current()->key);
    if (!said || !said->isDone()) {
        auto all = objects();
        const bool isGolden = isSame(current()->golden, all);
        push(isGolden ? tr("accept the labels") : tr("correct the frame"),
             Correction{isGolden ? ReviewVerdict::Accepted : ReviewVerdict::Corrected, std::move(all)});
    }
    goToNextOpen();
}

void ReviewModel::goToNextOpen()
{
    for (int i = 1; i < rowCount(); ++i) {
        const int row = (m_current + i) % rowCount();
        const Correction* said = correction(frame(row).key);
        if (!said || !said->isDone())
            return setCurrentRow(row);
    }
    Q_EMIT said(tr("All frames of this list are done."));
}

void ReviewModel::reopen()
{
    if (canEdit() && correction(current()->key))
        push(tr("open the frame again"), std::nullopt);
}

void ReviewModel::push(const QString& what, std::optional<Correction> after, int run)
{
    m_undo.push(new Change(*this, what, current()->key, std::move(after), run));
}

void ReviewModel::apply(const FrameKey& key, const std::optional<Correction>& correction)
{
    if (!m_desk)
        return;
    const auto isDone = [&] {
        const Correction* known = this->correction(key);
        return known && known->isDone();
    };
    const bool wasDone = isDone();
    m_writeFault = m_desk->keep(key, correction);
    Q_EMIT correctionChanged(key, wasDone || isDone());
}

} // namespace jackdaw::widgets
