// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/commands.h"

#include <QObject>
#include <QVariantMap>

#include <functional>
#include <map>
#include <optional>

class QAction;

namespace jackdaw::widgets {

/// The one action of each command. Who carries a command out binds it; menus, buttons, palette and the list of
/// shortcuts show the same action.
class CommandRegistry : public QObject {
    Q_OBJECT

public:
    explicit CommandRegistry(QObject* parent = nullptr);

    QAction* action(CommandId id) const { return m_actions.at(id); }
    /// \p run is called on \p context as long as that lives.
    void bind(CommandId id, QObject* context, std::function<void()> run);
    void trigger(CommandId id) const;

    QList<QKeySequence> keys(CommandId id) const;
    /// Gives a command other keys than the table's. The command that has one of them loses it.
    void setKeys(CommandId id, const QList<QKeySequence>& keys);
    void resetKeys();
    /// The command that \p keys belong to now, if any.
    std::optional<CommandId> owner(const QKeySequence& keys) const;
    /// Keys that differ from the table's, to be kept between sessions of the program.
    QVariantMap changedKeys() const;
    void restoreKeys(const QVariantMap& changed);

Q_SIGNALS:
    void keysChanged();

private:
    void apply(CommandId id, const QList<QKeySequence>& keys);

    std::map<CommandId, QAction*> m_actions;
};

} // namespace jackdaw::widgets
