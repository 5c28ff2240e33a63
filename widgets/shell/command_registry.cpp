// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/command_registry.h"

#include <QAction>
#include <QMetaEnum>

namespace jackdaw::widgets {
namespace {

/// How a command is named where keys are kept: whatever its place in the table, and in every language.
QString storedName(CommandId id)
{
    return QString::fromLatin1(QMetaEnum::fromType<CommandId>().valueToKey(static_cast<int>(id)));
}

/// No text makes no key: listFromString() would make an empty one.
QList<QKeySequence> keysOf(const QString& text)
{
    return text.isEmpty() ? QList<QKeySequence>() : QKeySequence::listFromString(text, QKeySequence::PortableText);
}

} // namespace

CommandRegistry::CommandRegistry(QObject* parent) : QObject(parent)
{
    for (const Command& known : commands()) {
        auto* action = new QAction(known.title, this);
        action->setAutoRepeat(repeats(known.id));
        action->setStatusTip(known.tip);
        m_actions[known.id] = action;
        apply(known.id, known.keys);
    }
}

void CommandRegistry::apply(CommandId id, const QList<QKeySequence>& keys)
{
    QAction* changed = action(id);
    changed->setShortcuts(keys);
    const QString key = keys.isEmpty() ? QString() : keys.front().toString(QKeySequence::NativeText);
    const QString& tip = command(id).tip;
    changed->setToolTip(key.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, key));
}

void CommandRegistry::bind(CommandId id, QObject* context, std::function<void()> run)
{
    connect(action(id), &QAction::triggered, context, [run = std::move(run)] { run(); });
}

void CommandRegistry::trigger(CommandId id) const
{
    action(id)->trigger();
}

QList<QKeySequence> CommandRegistry::keys(CommandId id) const
{
    return action(id)->shortcuts();
}

std::optional<CommandId> CommandRegistry::owner(const QKeySequence& keys) const
{
    for (const auto& [id, action] : m_actions)
        if (!keys.isEmpty() && action->shortcuts().contains(keys))
            return id;
    return std::nullopt;
}

void CommandRegistry::setKeys(CommandId id, const QList<QKeySequence>& keys)
{
    for (const QKeySequence& key : keys)
        if (const auto other = owner(key); other && *other != id) {
            QList<QKeySequence> left = this->keys(*other);
            left.removeAll(key);
            apply(*other, left);
        }
    apply(id, keys);
    Q_EMIT keysChanged();
}

void CommandRegistry::resetKeys()
{
    for (const Command& known : commands())
        apply(known.id, known.keys);
    Q_EMIT keysChanged();
}

QVariantMap CommandRegistry::changedKeys() const
{
    QVariantMap changed;
    for (const Command& known : commands())
        if (keys(known.id) != known.keys)
            changed[storedName(known.id)] = QKeySequence::listToString(keys(known.id), QKeySequence::PortableText);
    return changed;
}

void CommandRegistry::restoreKeys(const QVariantMap& changed)
{
    for (const Command& known : commands())
        if (const auto kept = changed.find(storedName(known.id)); kept != changed.end())
            apply(known.id, keysOf(kept->toString()));
    Q_EMIT keysChanged();
}

} // namespace jackdaw::widgets
