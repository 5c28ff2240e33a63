// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QStringList>
#include <QWidget>

namespace jackdaw::testing {

/// What a screen reader would say of \p element and all that is in sight in it. Of a table its first cells.
inline void addSpoken(QStringList& said, QAccessibleInterface* element)
{
    constexpr int kMostChildren = 60;
    if (!element || !element->isValid() || element->state().invisible)
        return;
    for (const QAccessible::Text part : {QAccessible::Name, QAccessible::Value})
        if (const QString text = element->text(part).simplified(); !text.isEmpty() && !said.contains(text))
            said << text;
    for (int i = 0; i < std::min(element->childCount(), kMostChildren); ++i)
        addSpoken(said, element->child(i));
}

inline QString spokenText(QWidget& widget)
{
    QStringList said;
    addSpoken(said, QAccessible::queryAccessibleInterface(&widget));
    return said.join(QStringLiteral(" | "));
}

} // namespace jackdaw::testing
