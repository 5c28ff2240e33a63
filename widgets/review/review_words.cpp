// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/review_words.h"

#include "widgets/theme/format.h"

#include <QStringList>

namespace jackdaw::widgets {
namespace {

ValueCell number(double value, int digits)
{
    return {QString::number(value, 'f', digits), value};
}

ValueCell count(std::uint32_t value)
{
    return {QString::number(value), value};
}

void addPlace(ValueTableModel::Row& row, const Box& box)
{
    for (const float value : {box.x1, box.y1, box.width(), box.height()})
        row.push_back(number(static_cast<double>(value), 0));
}

} // namespace

QString ReviewWords::reason(ReviewReason reason)
{
    switch (reason) {
    case ReviewReason::AfterDrift: return tr("Drift");
    case ReviewReason::Disagreement: return tr("Disagreement");
    case ReviewReason::LowScores: return tr("Low scores");
    case ReviewReason::SpotCheck: return tr("Spot check");
    }
    return {};
}

QString ReviewWords::reasonTip(ReviewReason reason)
{
    switch (reason) {
    case ReviewReason::AfterDrift:
        return tr("One of the first labelled frames of a window in which what the camera sees had changed");
    case ReviewReason::Disagreement:
        return tr("What stood on the frame and the golden labels differ: F1 below 0.75 at IoU ≥ 0.3");
    case ReviewReason::LowScores: return tr("A quarter or more of the golden labels have a score below 0.45");
    case ReviewReason::SpotCheck:
        return tr("Nothing is odd about it; such frames show what the golden model gets wrong where all looks well");
    }
    return {};
}

QString ReviewWords::score(const ReviewFrame& frame)
{
    if (!frame.served)
        return tr("no student served yet");
    const QString counts = tr("%1 right, %2 wrong, %3 missed").arg(frame.right).arg(frame.wrong).arg(frame.missed);
    return frame.f1 ? tr("F1 %1: %2").arg(format::accuracy(frame.f1), counts) : counts;
}

QString ReviewWords::state(const Correction* correction, std::optional<CorrectionUse> use)
{
    if (!correction)
        return tr("open");
    if (correction->verdict == ReviewVerdict::Begun)
        return tr("begun");
    const QString said = correction->verdict == ReviewVerdict::Accepted ? tr("accepted") : tr("corrected");
    if (!use)
        return said;
    return (*use == CorrectionUse::Trains ? tr("%1  ·  trains") : tr("%1  ·  scores")).arg(said);
}

QString ReviewWords::useTip(std::optional<CorrectionUse> use)
{
    if (!use)
        return tr("What people say of a frame. While a run goes on, each frame that they corrected either trains the "
                  "camera's student or scores it.");
    return *use == CorrectionUse::Trains
        ? tr(
            "The camera's next rounds learn the frame as you labelled it, in place of the golden model's labels. So it "
            "never scores.")
        : tr("Golden model and student are held against what you said of the frame: its window was not closed, and it "
             "was scored there. So it never trains.");
}

QString ReviewWords::place(const ReviewFrame& frame)
{
    return tr("frame %1  ·  session %2").arg(frame.key.frame).arg(format::clock(frame.frameTime));
}

QString ReviewWords::spoken(const ReviewModel& model, const ReviewFrame& frame)
{
    return QStringList{model.cameraName(frame.key.camera), place(frame), reason(frame.reason), score(frame),
                       state(model.correction(frame.key))}
        .join(QStringLiteral(", "));
}

QString ReviewWords::classKey(ClassId label)
{
    constexpr std::uint32_t kDigits = 9;
    constexpr std::uint32_t kLetters = 26;
    if (label.value < kDigits)
        return QString::number(label.value + 1);
    return label.value < kDigits + kLetters ? QString(QChar('A' + static_cast<char>(label.value - kDigits)))
                                            : QString();
}

TableTwin ReviewWords::frames(const ReviewModel& model)
{
    TableTwin twin;
    twin.columns = {{tr("Camera"), tr("Letter and name"), false},
                    {tr("Frame"), tr("Index in the source")},
                    {tr("Time"), tr("Session time")},
                    {tr("Reason"), tr("Why it is listed"), false},
                    {tr("F1"), tr("What stood, against the golden labels; none where there was nothing to see")},
                    {tr("Golden"), tr("Golden labels")},
                    {tr("Student"), tr("Boxes that stood")},
                    {tr("State"), tr("What a person says of it"), false},
                    {tr("Objects"), tr("That are there, by the person")}};
    for (int row = 0; row < model.rowCount(); ++row) {
        const ReviewFrame& frame = model.frame(row);
        const Correction* said = model.correction(frame.key);
        const bool isDone = said && said->isDone();
        twin.rows.push_back(
            {{model.cameraName(frame.key.camera), {}},
             {QString::number(frame.key.frame), static_cast<qlonglong>(frame.key.frame)},
             {format::clock(frame.frameTime), static_cast<qlonglong>(frame.frameTime.count())},
             {reason(frame.reason), {}},
             frame.f1 ? ValueCell{format::accuracy(frame.f1), frame.f1->value} : ValueCell{QStringLiteral("–"), {}},
             count(static_cast<std::uint32_t>(frame.golden.size())),
             count(static_cast<std::uint32_t>(frame.standing.size())),
             {state(said), {}},
             isDone ? count(static_cast<std::uint32_t>(said->objects.size())) : ValueCell{QStringLiteral("–"), {}}});
    }
    return twin;
}

std::vector<ValueColumn> ReviewWords::boxColumns()
{
    return {{tr("Whose"), tr("Who says that it is there"), false},
            {tr("Class"), tr("What it is said to be"), false},
            {tr("Score"), tr("How sure the model is, 0 to 1; what people say has none")},
            {tr("x (px)"), tr("Left edge, pixels of the source")},
            {tr("y (px)"), tr("Upper edge, pixels of the source")},
            {tr("Width (px)"), tr("Pixels of the source")},
            {tr("Height (px)"), tr("Pixels of the source")}};
}

std::vector<ValueTableModel::Row> ReviewWords::boxRows(const ReviewModel& model)
{
    std::vector<ValueTableModel::Row> rows;
    if (!model.current())
        return rows;
    for (const CorrectedObject& object : model.objects()) {
        rows.push_back({{model.isAsGolden(object) ? tr("Golden model") : tr("You"), {}},
                        {model.className(object.label), {}},
                        {QStringLiteral("–"), {}}});
        addPlace(rows.back(), object.box);
    }
    for (const Detection& seen : model.current()->standing) {
        rows.push_back(
            {{tr("Student"), {}}, {model.className(seen.label), {}}, number(static_cast<double>(seen.score), 2)});
        addPlace(rows.back(), seen.box);
    }
    return rows;
}

std::vector<ValueColumn> ReviewWords::mistakeColumns()
{
    return {{tr("Class"), tr("Class of the session"), false},
            {tr("Objects"), tr("That are there, by people")},
            {tr("Right"), tr("Of them the golden model found and named, at IoU ≥ 0.3")},
            {tr("Other class"), tr("It found and took for another class")},
            {tr("Missed"), tr("It did not find")},
            {tr("False"), tr("Labels of this class where there is nothing")},
            {tr("Found rightly"), tr("Right / objects")},
            {tr("Labels right"), tr("Right / (right + false), by this class's labels that were not another object")}};
}

std::vector<ValueTableModel::Row> ReviewWords::mistakeRows(const ReviewModel& model,
                                                           const std::vector<GoldenMistakes>& mistakes)
{
    const auto part = [](std::uint32_t of, std::uint32_t all) {
        return all == 0 ? ValueCell{QStringLiteral("–"), {}}
                        : ValueCell{format::accuracy(static_cast<double>(of) / all), static_cast<double>(of) / all};
    };
    std::vector<ValueTableModel::Row> rows;
    for (const GoldenMistakes& of : mistakes)
        rows.push_back({{model.className(of.label), {}},
                        count(of.objects),
                        count(of.right),
                        count(of.otherClass),
                        count(of.missed),
                        count(of.falseAlarms),
                        part(of.right, of.objects),
                        part(of.right, of.right + of.falseAlarms)});
    return rows;
}

QString ReviewWords::mistakes(const std::vector<GoldenMistakes>& mistakes, std::size_t frames)
{
    GoldenMistakes sum;
    for (const GoldenMistakes& of : mistakes) {
        sum.objects += of.objects;
        sum.right += of.right;
        sum.otherClass += of.otherClass;
        sum.missed += of.missed;
        sum.falseAlarms += of.falseAlarms;
    }
    if (frames == 0)
        return tr("No frame is done yet: nothing is known of the golden model's mistakes.");
    return (frames == 1 ? tr("One frame is done.") : tr("%1 frames are done.").arg(frames)) + QLatin1Char(' ')
        + tr("Of %1 objects the golden model found %2 rightly, took %3 for another class and missed %4; %5 of its "
             "labels "
             "were of nothing.")
              .arg(sum.objects)
              .arg(sum.right)
              .arg(sum.otherClass)
              .arg(sum.missed)
              .arg(sum.falseAlarms);
}

} // namespace jackdaw::widgets
