// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/video/wall_twin.h"

#include "widgets/theme/format.h"
#include "widgets/video/tile_content.h"

namespace jackdaw::widgets {

TableTwin WallTwin::of(const SessionState& state)
{
    TableTwin twin{{{tr("Camera"), tr("Letter and name"), false},
                    {tr("Accuracy"), tr("As the tile shows it"), false},
                    {tr("Rests on"), tr("Objects, and how old the newest are"), false},
                    {tr("Served by"), tr("Model or teacher"), false},
                    {tr("Rate"), tr("Frames per second that get new boxes"), false},
                    {tr("Condition"), tr("Lost or ended, and why"), false},
                    {tr("Boxes"), tr("That stand now")}},
                   {}};
    const auto words = [](const QString& text) { return ValueCell{text, {}}; };
    for (const CameraState& camera : state.cameras) {
        const TileContent tile = TileContentMaker::make(state, camera, {}, camera.frame);
        const bool shown = tile.condition != TileCondition::Playing;
        twin.rows.push_back(
            {words(format::text(cameraLetter(camera.info.camera) + " " + camera.info.name)),
             words(tile.accuracy),
             words(tile.evidence),
             words(tile.model),
             words(tile.rate),
             words(shown ? tile.conditionTitle + QLatin1Char(' ') + tile.conditionText : QString()),
             {QString::number(camera.predictions.size()), static_cast<int>(camera.predictions.size())}});
    }
    return twin;
}

} // namespace jackdaw::widgets
