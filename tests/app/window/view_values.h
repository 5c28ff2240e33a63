// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_model.h"
#include "widgets/live/accuracy_panel.h"
#include "widgets/log/event_log_model.h"
#include "widgets/plan/plan_table_model.h"
#include "widgets/plan/plan_words.h"
#include "widgets/profile/profile_scenes.h"
#include "widgets/profile/profile_table_model.h"
#include "widgets/timeline/timeline_rows.h"
#include "widgets/video/tile_content.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QGuiApplication>
#include <QPalette>

/// All that the Live page's views are given to show, written out, so that two pages can be compared value by value.
namespace jackdaw::testing {

inline void write(QDataStream& out, const QAbstractItemModel& model, int firstRow = 0)
{
    out << model.rowCount() << model.columnCount();
    for (int row = firstRow; row < model.rowCount(); ++row)
        for (int column = 0; column < model.columnCount(); ++column)
            for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::UserRole})
                out << model.index(row, column).data(role).toString();
}

inline void write(QDataStream& out, const widgets::TileContent& tile)
{
    out << tile.letter << tile.name << tile.rate << tile.accuracy << tile.evidence << tile.evidenceShort << tile.model
        << tile.retraining << tile.retrainingFraction << tile.trend << tile.belowTarget
        << static_cast<int>(tile.condition) << tile.conditionTitle << tile.conditionText;
    for (const auto& box : tile.boxes)
        out << box.box << box.label.value << box.text;
}

inline void write(QDataStream& out, const widgets::ChartScene& scene)
{
    out << scene.xTitle << scene.yTitle << scene.xLow << scene.xHigh << scene.yLow << scene.yHigh << scene.emptyText;
    for (const auto& line : scene.lines)
        out << QList<QPointF>(line.points.begin(), line.points.end()) << line.colour << line.width << line.endLabel;
    for (const auto& band : scene.bands)
        out << QList<QPointF>(band.lower.begin(), band.lower.end())
            << QList<QPointF>(band.upper.begin(), band.upper.end()) << band.colour;
    for (const auto& marks : scene.marks)
        out << QList<QPointF>(marks.points.begin(), marks.points.end()) << static_cast<int>(marks.shape) << marks.colour
            << marks.label;
    for (const auto& rule : scene.rules)
        out << rule.value << static_cast<int>(rule.orientation) << rule.label;
}

inline void writeTimeline(QDataStream& out, const SessionState& state)
{
    for (const widgets::TimelineRow& row : widgets::timelineRows(state)) {
        out << row.device.value << row.camera.value_or(CameraId{~0U}).value << static_cast<int>(row.kind)
            << widgets::rowScale(state, row.kind);
        for (const std::size_t lane : row.lanes) {
            out << static_cast<qlonglong>(state.lanes[lane].spans.size())
                << static_cast<qlonglong>(state.lanes[lane].samples.size());
            if (!state.lanes[lane].samples.empty()) {
                const ShareSample& newest = state.lanes[lane].samples.back();
                out << static_cast<qlonglong>(newest.end.count()) << newest.requested << newest.granted << newest.used;
            }
        }
    }
}

inline void writeCamera(QDataStream& out, const SessionState& state, const CameraState& camera)
{
    using widgets::TileContentMaker;
    const auto tile = TileContentMaker::make(state, camera, {}, camera.frame);
    write(out, tile);
    out << TileContentMaker::accuracyTip(state, camera) << TileContentMaker::modelTip(state, camera)
        << TileContentMaker::cameraTip(camera) << TileContentMaker::retrainingTip(state, camera)
        << TileContentMaker::spoken(tile);
    const ProfileState* profile = camera.profiles.empty() ? nullptr : &camera.profiles.back();
    widgets::ProfileTableModel table;
    table.show(state, profile);
    write(out, table);
    write(out, widgets::learningCurveScene(state, &camera, profile, QGuiApplication::palette(), {}));
    write(out, widgets::costScene(state, &camera, profile, QGuiApplication::palette(), {}));
}

/// The views of one session. show() after each event gives a digest of what they show then.
class Views {
public:
    Views() : m_log(m_model.state()) { }

    QByteArray show(const Event& event)
    {
        m_model.apply(event);
        const SessionState& state = m_model.state();
        QByteArray bytes;
        QDataStream out(&bytes, QIODevice::WriteOnly);
        for (const CameraState& camera : state.cameras)
            writeCamera(out, state, camera);
        write(out, widgets::accuracyScene(state, QGuiApplication::palette(), {}, state.time));
        writeTimeline(out, state);
        writePlan(out, state);
        const int known = m_log.rowCount();
        m_log.follow();
        write(out, m_log, known);
        return QCryptographicHash::hash(bytes, QCryptographicHash::Sha1);
    }

    const SessionState& state() const { return m_model.state(); }

private:
    static void writePlan(QDataStream& out, const SessionState& state)
    {
        if (state.plans.empty())
            return;
        const PlanState& newest = state.plans.back();
        widgets::PlanTableModel table;
        table.show(state, &newest);
        write(out, table);
        out << widgets::PlanWords::headline(state, newest) << widgets::PlanWords::acceptedSteals(state, newest.plan);
    }

    SessionModel m_model;
    widgets::EventLogModel m_log;
};

} // namespace jackdaw::testing
