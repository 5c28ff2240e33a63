// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/twins/twins.h"

#include "widgets/theme/format.h"

namespace jackdaw::widgets {
namespace {

using Row = ValueTableModel::Row;

ValueCell number(double value, int digits)
{
    return {QString::number(value, 'f', digits), value};
}

ValueCell words(const QString& text)
{
    return {text, {}};
}

ValueCell cameraCell(const SessionState& state, CameraId id)
{
    const CameraState* camera = findCamera(state, id);
    return words(format::text(cameraLetter(id) + (camera ? " " + camera->info.name : std::string())));
}

void addPoints(std::vector<Row>& rows, const QString& series, const std::vector<QPointF>& points)
{
    for (const QPointF& point : points)
        rows.push_back({words(series), number(point.x(), 3), number(point.y(), 4)});
}

QString shapeName(MarkShape shape)
{
    switch (shape) {
    case MarkShape::Disc: return Twins::tr("discs");
    case MarkShape::Ring: return Twins::tr("rings");
    case MarkShape::Diamond: return Twins::tr("diamonds");
    case MarkShape::TriangleUp: return Twins::tr("triangles");
    case MarkShape::Cross: return Twins::tr("crosses");
    }
    return {};
}

/// A table leaves its chart, and the chart's key stays behind: a line is called what the key calls it, if it stands
/// there.
QString lineName(const ChartScene& scene, std::size_t index)
{
    const ChartLine& line = scene.lines[index];
    for (const ChartKey& key : scene.keys)
        if (key.colour == line.colour && key.style == line.style)
            return key.text;
    return Twins::tr("line %1").arg(line.endLabel.isEmpty() ? QString::number(index + 1) : line.endLabel);
}

} // namespace

TableTwin Twins::ofChart(const ChartScene& scene)
{
    const QString x = scene.xIsTime ? tr("%1 (s)").arg(scene.xTitle) : scene.xTitle;
    TableTwin twin{{{tr("Series"), tr("Line, band or marks of the chart"), false},
                    {x, tr("Horizontal axis")},
                    {scene.yTitle, tr("Vertical axis")}},
                   {}};
    for (std::size_t i = 0; i < scene.lines.size(); ++i)
        addPoints(twin.rows, lineName(scene, i), scene.lines[i].points);
    int bandNumber = 0;
    for (const ChartBand& band : scene.bands) {
        ++bandNumber;
        addPoints(twin.rows, tr("band %1, lower").arg(bandNumber), band.lower);
        addPoints(twin.rows, tr("band %1, upper").arg(bandNumber), band.upper);
    }
    for (const ChartMarks& marks : scene.marks)
        addPoints(twin.rows, marks.label.isEmpty() ? shapeName(marks.shape) : marks.label, marks.points);
    return twin;
}

TableTwin Twins::ofAccuracy(const SessionState& state)
{
    TableTwin twin{
        {{tr("Session time (s)"), tr("Of the newest scored frame")},
         {tr("Camera"), tr("Letter and name"), false},
         {tr("Accuracy (0 to 1)"), tr("Rolling, against the golden model; none where nothing was to be seen")},
         {tr("Objects"), tr("Golden objects behind it")}},
        {}};
    for (const CameraState& camera : state.cameras)
        for (const AccuracyPoint& point : camera.accuracy)
            twin.rows.push_back({number(toSeconds(point.time), 3),
                                 cameraCell(state, camera.info.camera),
                                 point.value ? number(*point.value, 4) : words(QString()),
                                 {QString::number(point.objects), static_cast<int>(point.objects)}});
    return twin;
}

TableTwin Twins::ofTimeline(const SessionState& state)
{
    TableTwin twin{{{tr("Device"), tr("Its number")},
                    {tr("Camera"), tr("Whose job"), false},
                    {tr("Job"), tr("What it does"), false},
                    {tr("From (s)"), tr("Session time")},
                    {tr("To (s)"), tr("Session time")},
                    {tr("Requested (share)"), tr("Of the whole device, by the plan")},
                    {tr("Granted (share)"), tr("Of the whole device, by the broker")},
                    {tr("Used (share)"), tr("Of the whole device, as charged")}},
                   {}};
    for (const Lane& lane : state.lanes)
        for (const ShareSample& sample : lane.samples)
            twin.rows.push_back({{QString::number(lane.device.value), static_cast<int>(lane.device.value)},
                                 cameraCell(state, lane.camera),
                                 words(format::jobKind(lane.kind)),
                                 number(toSeconds(sample.start), 3),
                                 number(toSeconds(sample.end), 3),
                                 number(sample.requested, 4),
                                 number(sample.granted, 4),
                                 number(sample.used, 4)});
    return twin;
}

} // namespace jackdaw::widgets
