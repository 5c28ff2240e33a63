// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/replay/moment.h"

#include "widgets/replay/go_to_time.h"
#include "widgets/theme/format.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace jackdaw::widgets {
namespace {

/// Pictures that are farther behind have lost their boxes: a few seconds of play.
constexpr std::size_t kMostStanding = 64;

} // namespace

void StandingBoxes::note(const CameraState& camera)
{
    if (camera.frame < 0)
        return;
    if (m_camera != camera.info.camera || (!m_newest.empty() && m_newest.back().frame > camera.frame))
        m_newest.clear();
    m_camera = camera.info.camera;
    if (!m_newest.empty() && m_newest.back().frame == camera.frame)
        m_newest.pop_back(); // boxes of a frame may be moved along once more
    m_newest.push_back({camera.frame, camera.predictions, camera.weights, camera.server, camera.age});
    if (m_newest.size() > kMostStanding)
        m_newest.pop_front();
}

std::optional<Standing> StandingBoxes::on(std::int64_t picture) const
{
    if (!m_newest.empty() && picture >= m_newest.back().frame)
        return m_newest.back();
    const auto found = std::find_if(m_newest.begin(), m_newest.end(),
                                    [picture](const Standing& stood) { return stood.frame == picture; });
    return found != m_newest.end() ? std::optional(*found) : std::nullopt;
}

std::int64_t Moment::frame() const
{
    return picture ? picture->index : camera ? camera->frame : -1;
}

bool Moment::isBehind() const
{
    return camera && picture && (isLeaping || picture->index < camera->frame);
}

std::vector<Detection> Moment::boxes(BoxOrigin origin) const
{
    const std::int64_t shown = frame();
    const bool answered = answer && camera && answer->camera == camera->info.camera && answer->frame == shown;
    switch (origin) {
    case BoxOrigin::Standing: return stood ? stood->boxes : std::vector<Detection>();
    case BoxOrigin::Golden: return answered && answer->golden ? answer->golden->boxes : std::vector<Detection>();
    case BoxOrigin::People: return answered && answer->people ? answer->people->boxes : std::vector<Detection>();
    case BoxOrigin::Other:
        return other && camera && other->camera == camera->info.camera && other->frame == shown
            ? other->boxes
            : std::vector<Detection>();
    }
    return {};
}

std::optional<BoxScore> Moment::score(BoxOrigin origin, bool againstPeople) const
{
    if (!camera)
        return std::nullopt;
    if (origin == BoxOrigin::Other) {
        if (!other || other->camera != camera->info.camera || other->frame != frame())
            return std::nullopt;
        return againstPeople ? other->againstPeople : other->againstGolden;
    }
    if (origin != BoxOrigin::Standing || !isExact() || !answer || answer->frame != frame()
        || answer->camera != camera->info.camera)
        return std::nullopt;
    const auto& reference = againstPeople ? answer->people : answer->golden;
    return reference ? std::optional(reference->standing) : std::nullopt;
}

QString MomentWords::modelName(const ModelChoice& model)
{
    return model.golden ? tr("Golden model, now") : tr("Model %1").arg(model.version.value);
}

QString MomentWords::name(const Moment& moment, BoxOrigin origin)
{
    switch (origin) {
    case BoxOrigin::Standing: return tr("As it stood");
    case BoxOrigin::Golden: return tr("Golden model");
    case BoxOrigin::People: return tr("People");
    case BoxOrigin::Other: return moment.other ? modelName(moment.other->model) : tr("Another model");
    }
    return {};
}

QString MomentWords::legend(const Moment& moment, BoxOrigin origin)
{
    const QString name = MomentWords::name(moment, origin);
    const auto with = [&](const QString& note) { return tr("%1 (%2)").arg(name, note); };
    const auto count = [&] { return with(QString::number(moment.boxes(origin).size())); };
    if (!moment.camera)
        return name;
    const bool answered =
        moment.answer && moment.answer->camera == moment.camera->info.camera && moment.answer->frame == moment.frame();
    switch (origin) {
    case BoxOrigin::Standing: return moment.isExact() ? count() : with(tr("no picture"));
    case BoxOrigin::Golden:
    case BoxOrigin::People: {
        if (!moment.canAsk)
            return with(tr("replay only"));
        if (origin == BoxOrigin::People && !moment.camera->info.hasHumanLabels)
            return with(tr("no labels"));
        if (!moment.picture)
            return with(tr("no picture"));
        if (!answered)
            return with(QStringLiteral("…"));
        if (!moment.answer->fault.isEmpty() && !moment.answer->golden && !moment.answer->people)
            return with(tr("cannot be read"));
        const bool known =
            origin == BoxOrigin::Golden ? moment.answer->golden.has_value() : moment.answer->people.has_value();
        return known ? count() : with(tr("frame not labelled"));
    }
    case BoxOrigin::Other:
        if (!moment.other)
            return name;
        return moment.other->camera == moment.camera->info.camera && moment.other->frame == moment.frame()
            ? count()
            : with(tr("frame %1").arg(moment.other->frame));
    }
    return name;
}

QString MomentWords::score(const BoxScore& score, bool againstPeople)
{
    const QString counts = tr("%1 right, %2 wrong, %3 missed").arg(score.right).arg(score.wrong).arg(score.missed);
    const QString value = score.f1 ? tr("F1 %1").arg(format::accuracy(score.f1)) : tr("nothing to see");
    return (againstPeople ? tr("%1 against people (%2)") : tr("%1 against golden (%2)")).arg(value, counts);
}

QString MomentWords::scoreShort(const Moment& moment)
{
    QStringList parts;
    for (const bool people : {false, true})
        if (const auto score = moment.score(BoxOrigin::Standing, people))
            parts << (people ? tr("people: F1 %1") : tr("golden: F1 %1")).arg(format::accuracy(score->f1));
    return parts.join(QStringLiteral("  ·  "));
}

QString MomentWords::legendTip(const Moment& moment, BoxOrigin origin)
{
    QString tip;
    switch (origin) {
    case BoxOrigin::Standing:
        tip = tr("<p>The boxes that the session recorded for this frame, whatever served the camera.</p>");
        break;
    case BoxOrigin::Golden:
        tip = tr("<p>Labels that the golden model gave this frame when the session was recorded. It labels a sample "
                 "of frames: those that are learned from, and those that are scored.</p>");
        break;
    case BoxOrigin::People: tip = tr("<p>Labels by people, from the files that the scenario names.</p>"); break;
    case BoxOrigin::Other:
        tip = tr("<p>What the model chosen in the panel “Another model” sees on this very picture.</p>");
        break;
    }
    const bool isReference = origin == BoxOrigin::Golden || origin == BoxOrigin::People;
    if (isReference && moment.answer && !moment.answer->fault.isEmpty())
        tip += format::plainTip(moment.answer->fault);
    for (const bool people : {false, true})
        if (const auto score = moment.score(origin, people))
            tip += QStringLiteral("<p>%1</p>").arg(MomentWords::score(*score, people));
    if (moment.score(origin, false) || moment.score(origin, true))
        tip += tr("<p>F1 = 2 right / (2 right + wrong + missed), of this one frame; a box is right that covers an "
                  "object with IoU ≥ 0.3 and names its class.</p>");
    return tip;
}

QString MomentWords::place(const Moment& moment)
{
    if (!moment.camera || moment.frame() < 0)
        return tr("no frame yet");
    QStringList parts{tr("frame %1").arg(moment.frame())};
    if (moment.picture) {
        parts << tr("session %1").arg(format::clock(moment.picture->time))
              << tr("source %1").arg(format::clock(moment.picture->sourceTime));
        if (const auto start = GoToTime::wallStart(moment.camera->info))
            parts << tr("%1 UTC").arg(start->addMSecs(moment.picture->sourceTime.count() / 1'000'000)
                                          .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")));
    }
    return parts.join(QStringLiteral("  ·  "));
}

QString MomentWords::serving(const Moment& moment)
{
    if (!moment.camera || moment.camera->frame < 0)
        return {};
    const CameraState& camera = *moment.camera;
    const Standing stood = moment.stood.value_or(Standing{camera.frame, {}, camera.weights, camera.server, camera.age});
    const QString model = stood.server == Server::Student
        ? (stood.weights.value == 0 ? tr("Untrained student") : tr("Student, model %1").arg(stood.weights.value))
        : tr("Teacher (student: model %1)").arg(stood.weights.value);
    const auto milliseconds = stood.age.count() / 1'000'000;
    QString age = milliseconds > 0 ? tr("boxes found %1 ms earlier, moved along").arg(milliseconds)
                                   : tr("boxes found on this frame");
    if (moment.picture && moment.isLeaping)
        age = tr("the picture of this moment is on its way");
    else if (moment.picture && moment.picture->index > stood.frame)
        age = tr("this frame was dropped; boxes of frame %1 stood").arg(stood.frame);
    else if (moment.picture && !moment.stood)
        age = tr("the picture is %1 frames behind the boxes").arg(camera.frame - moment.picture->index);
    return tr("%1: %2").arg(model, age);
}

MomentView::Layer MomentWords::layer(const Moment& moment, BoxOrigin origin)
{
    MomentView::Layer layer{origin, {}, 0};
    if (!moment.state)
        return layer;
    const bool scored = origin == BoxOrigin::Standing || origin == BoxOrigin::Other;
    for (const Detection& seen : moment.boxes(origin)) {
        QString text = format::text(className(*moment.state, seen.label));
        if (scored)
            text += QLatin1Char(' ') + QString::number(seen.score, 'f', 2);
        layer.boxes.push_back(
            {QRectF(seen.box.x1, seen.box.y1, seen.box.width(), seen.box.height()), seen.label, text});
    }
    return layer;
}

std::vector<ValueColumn> MomentWords::boxColumns()
{
    return {{tr("Whose"), tr("Where the box comes from"), false},
            {tr("Class"), tr("What it is said to be"), false},
            {tr("Score"), tr("How sure the model is, 0 to 1; labels have none")},
            {tr("x (px)"), tr("Left edge, pixels of the source")},
            {tr("y (px)"), tr("Upper edge, pixels of the source")},
            {tr("Width (px)"), tr("Pixels of the source")},
            {tr("Height (px)"), tr("Pixels of the source")}};
}

std::vector<ValueTableModel::Row> MomentWords::boxRows(const Moment& moment, const std::map<BoxOrigin, bool>& shown)
{
    std::vector<ValueTableModel::Row> rows;
    if (!moment.state)
        return rows;
    const auto number = [](float value, int digits) {
        return ValueCell{QString::number(value, 'f', digits), static_cast<double>(value)};
    };
    for (const BoxOrigin origin : kBoxOrigins) {
        const auto visible = shown.find(origin);
        if (visible == shown.end() || !visible->second)
            continue;
        const bool scored = origin == BoxOrigin::Standing || origin == BoxOrigin::Other;
        for (const Detection& seen : moment.boxes(origin))
            rows.push_back({{name(moment, origin), {}},
                            {format::text(className(*moment.state, seen.label)), {}},
                            scored ? number(seen.score, 2) : ValueCell{QStringLiteral("–"), {}},
                            number(seen.box.x1, 0),
                            number(seen.box.y1, 0),
                            number(seen.box.width(), 0),
                            number(seen.box.height(), 0)});
    }
    return rows;
}

QString MomentWords::spoken(const Moment& moment, const std::map<BoxOrigin, bool>& shown)
{
    if (!moment.camera)
        return tr("No camera");
    QStringList parts{format::text(moment.camera->info.name), place(moment), serving(moment)};
    for (const BoxOrigin origin : kBoxOrigins)
        if (const auto visible = shown.find(origin); visible != shown.end() && visible->second)
            parts << legend(moment, origin);
    for (const bool people : {false, true})
        if (const auto score = moment.score(BoxOrigin::Standing, people))
            parts << MomentWords::score(*score, people);
    return parts.join(QStringLiteral(", "));
}

} // namespace jackdaw::widgets
