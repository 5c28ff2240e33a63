// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/demo_window.h"

#include "app/window/folders.h"
#include "engine/api/session_model.h"
#include "engine/session/session_file.h"
#include "widgets/explain/window_story.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

/// Outside of any namespace, as Qt wants it.
static void openStoryResource()
{
    Q_INIT_RESOURCE(story);
}

namespace jackdaw::window {
namespace {

constexpr std::size_t kPart = 2048;

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

Result<QString> demoWindowFile()
{
    openStoryResource();
    const QByteArray content = contentOf(QStringLiteral(":/story/demo-window.jackdaw"));
    const QString folder = cacheFolder();
    const QString path = folder + QStringLiteral("/demo-window.jackdaw");
    if (contentOf(path) == content)
        return path;
    QDir().mkpath(folder);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return fail(ErrorCode::Io, path.toStdString() + " cannot be written: " + file.errorString().toStdString() + ".",
                    "Make room in that folder, or make it writable.");
    return path;
}

Result<std::vector<widgets::StoryStep>> windowStory(const QString& file)
{
    auto reader = session::SessionReader::open(file.toStdString());
    if (!reader)
        return tl::unexpected(reader.error());
    SessionModel model;
    for (std::uint64_t from = 0;;) {
        const auto events = (*reader)->events(from, kPart);
        if (!events)
            return tl::unexpected(events.error());
        if (events->empty())
            break;
        for (const Event& event : *events)
            model.apply(event);
        from = events->back().sequence + 1;
    }
    const SessionState& state = model.state();
    if (state.plans.empty())
        return fail(ErrorCode::NotFound, file.toStdString() + " has no plan that could be told.",
                    "Open a session of a run that was planned.");
    return widgets::WindowStory::of(state, state.plans.back().plan.window);
}

} // namespace jackdaw::window
