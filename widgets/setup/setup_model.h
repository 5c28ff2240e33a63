// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/run_draft.h"
#include "widgets/setup/setup_services.h"

#include <QObject>

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace jackdaw::widgets {

/// The run that is being set up: its value, what is wrong with it, which camera is shown, and all earlier values.
class SetupModel : public QObject {
    Q_OBJECT

public:
    explicit SetupModel(QObject* parent = nullptr);

    /// \p services live as long as the model; before it has some nothing can be done.
    void setServices(SetupServices* services);
    SetupServices* services() const { return m_services; }

    const RunDraft& draft() const { return m_draft; }
    const std::vector<DraftFault>& faults() const { return m_faults; }
    std::optional<std::size_t> current() const { return m_current; }
    /// The camera that is shown; null where there is none.
    const CameraDraft* camera() const;
    void setCurrent(std::size_t camera);

    /// The file that it was read from or written to; empty where there is none.
    QString file() const { return m_file; }
    /// True where something is not in the file.
    bool isChanged() const { return m_draft != m_saved; }

    void begin();
    Status open(const QString& file);
    Status save(const QString& file);

    /// Changes the draft. Changes of the same \p kind that follow each other are undone together; an empty one stands
    /// alone.
    void edit(const QString& kind, const std::function<void(RunDraft&)>& change);
    /// The same for the camera that is shown.
    void editCamera(const QString& kind, const std::function<void(CameraDraft&)>& change);

    /// Adds cameras with names of their own and shows the first of them; \p models, where there are some, become the
    /// run's golden models in the same step.
    void add(std::vector<CameraDraft> cameras, const std::vector<std::string>& models = {});
    void duplicate();
    void remove();
    bool canUndo() const { return !m_undo.empty(); }
    bool canRedo() const { return !m_redo.empty(); }
    void undo();
    void redo();

Q_SIGNALS:
    /// Another run is set up: what was said of the last one holds no more.
    void replaced();
    void changed();
    void currentChanged();

private:
    void show(RunDraft draft, const QString& file);
    void setDraft(RunDraft draft);

    SetupServices* m_services = nullptr;
    RunDraft m_draft;
    RunDraft m_saved;
    QString m_file;
    std::vector<DraftFault> m_faults;
    std::optional<std::size_t> m_current;
    std::vector<RunDraft> m_undo;
    std::vector<RunDraft> m_redo;
    QString m_lastKind;
};

} // namespace jackdaw::widgets
