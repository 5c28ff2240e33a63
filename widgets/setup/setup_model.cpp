// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/setup_model.h"

#include <algorithm>
#include <utility>

namespace jackdaw::widgets {
namespace {

QString freeName(const RunDraft& draft, const QString& wanted)
{
    const auto isTaken = [&](const QString& name) {
        return std::any_of(draft.cameras.begin(), draft.cameras.end(),
                           [&](const CameraDraft& camera) { return camera.name == name.toStdString(); });
    };
    QString name = wanted;
    for (int number = 2; isTaken(name); ++number)
        name = QStringLiteral("%1 (%2)").arg(wanted).arg(number);
    return name;
}

} // namespace

SetupModel::SetupModel(QObject* parent) : QObject(parent)
{
}

void SetupModel::setServices(SetupServices* services)
{
    m_services = services;
    begin();
}

const CameraDraft* SetupModel::camera() const
{
    return m_current ? &m_draft.cameras[*m_current] : nullptr;
}

void SetupModel::setCurrent(std::size_t camera)
{
    if (camera >= m_draft.cameras.size() || m_current == camera)
        return;
    m_current = camera;
    m_lastKind.clear();
    Q_EMIT currentChanged();
}

void SetupModel::begin()
{
    show(m_services ? m_services->begin() : RunDraft(), {});
}

Status SetupModel::open(const QString& file)
{
    auto draft = m_services->open(file);
    if (!draft)
        return tl::unexpected(draft.error());
    show(std::move(*draft), file);
    return {};
}

Status SetupModel::save(const QString& file)
{
    if (const Status saved = m_services->save(m_draft, file); !saved)
        return saved;
    m_file = file;
    m_saved = m_draft;
    m_lastKind.clear();
    Q_EMIT changed();
    return {};
}

void SetupModel::show(RunDraft draft, const QString& file)
{
    m_file = file;
    m_saved = draft;
    m_undo.clear();
    m_redo.clear();
    m_lastKind.clear();
    m_current = std::nullopt;
    setDraft(std::move(draft));
    Q_EMIT replaced();
}

void SetupModel::setDraft(RunDraft draft)
{
    m_draft = std::move(draft);
    m_faults = m_services ? m_services->faultsOf(m_draft) : std::vector<DraftFault>();
    const std::size_t cameras = m_draft.cameras.size();
    const auto before = m_current;
    m_current = cameras == 0 ? std::nullopt : std::optional(std::min(m_current.value_or(0), cameras - 1));
    Q_EMIT changed();
    if (m_current != before)
        Q_EMIT currentChanged();
}

void SetupModel::edit(const QString& kind, const std::function<void(RunDraft&)>& change)
{
    RunDraft draft = m_draft;
    change(draft);
    if (draft == m_draft)
        return;
    if (kind.isEmpty() || kind != m_lastKind)
        m_undo.push_back(m_draft);
    m_redo.clear();
    m_lastKind = kind;
    setDraft(std::move(draft));
}

void SetupModel::editCamera(const QString& kind, const std::function<void(CameraDraft&)>& change)
{
    if (m_current)
        edit(kind, [&](RunDraft& draft) { change(draft.cameras[*m_current]); });
}

void SetupModel::add(std::vector<CameraDraft> cameras, const std::vector<std::string>& models)
{
    RunDraft after = m_draft;
    const std::size_t first = after.cameras.size();
    for (CameraDraft& camera : cameras) {
        camera.name = freeName(after, QString::fromStdString(camera.name)).toStdString();
        after.cameras.push_back(std::move(camera));
    }
    if (!models.empty())
        after.goldenModels = models;
    edit({}, [&](RunDraft& draft) { draft = std::move(after); });
    setCurrent(first);
}

void SetupModel::duplicate()
{
    if (m_current)
        add({m_draft.cameras[*m_current]});
}

void SetupModel::remove()
{
    if (!m_current)
        return;
    const auto place = static_cast<std::ptrdiff_t>(*m_current);
    edit({}, [&](RunDraft& draft) { draft.cameras.erase(draft.cameras.begin() + place); });
    Q_EMIT currentChanged(); // another camera at the same place
}

void SetupModel::undo()
{
    if (m_undo.empty())
        return;
    m_redo.push_back(m_draft);
    RunDraft draft = std::move(m_undo.back());
    m_undo.pop_back();
    m_lastKind.clear();
    setDraft(std::move(draft));
}

void SetupModel::redo()
{
    if (m_redo.empty())
        return;
    m_undo.push_back(m_draft);
    RunDraft draft = std::move(m_redo.back());
    m_redo.pop_back();
    m_lastKind.clear();
    setDraft(std::move(draft));
}

} // namespace jackdaw::widgets
