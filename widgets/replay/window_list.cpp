// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/replay/window_list.h"

#include "widgets/theme/format.h"

namespace jackdaw::widgets {

std::vector<ValueColumn> WindowList::columns()
{
    return {{tr("Window"), tr("Return or a double click goes to its start"), false},
            {tr("Start"), tr("Session time")},
            {tr("Length"), tr("Planned length, session time")},
            {tr("Mean F1"),
             tr("Mean window accuracy against the golden model, over the cameras in which something was "
                "to be seen; none while the window is open")},
            {tr("Worst F1"), tr("The lowest window accuracy of a camera")},
            {tr("Worst camera"), tr("The camera that it is of"), false},
            {tr("Retrained"), tr("Cameras in which a retrained model was swapped in")}};
}

std::vector<ValueTableModel::Row> WindowList::rows(const SessionOutline& outline)
{
    const auto accuracy = [](const std::optional<Accuracy>& value) {
        return ValueCell{format::accuracy(value), value ? QVariant(value->value) : QVariant()};
    };
    std::vector<ValueTableModel::Row> rows;
    for (const SessionOutline::Window& window : outline.windows)
        rows.push_back(
            {{window.counted ? tr("window %1").arg(window.window.value) : tr("first students"),
              static_cast<int>(window.window.value)},
             {format::clock(window.start), static_cast<qlonglong>(window.start.count())},
             {format::duration(window.length), static_cast<qlonglong>(window.length.count())},
             accuracy(window.mean),
             accuracy(window.worst),
             {window.worstCamera ? format::text(cameraLetter(*window.worstCamera)) : QStringLiteral("–"), {}},
             {window.isClosed ? QString::number(window.retrained) : QStringLiteral("–"),
              window.isClosed ? QVariant(static_cast<int>(window.retrained)) : QVariant()}});
    return rows;
}

} // namespace jackdaw::widgets
