// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/run_draft.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace jackdaw::window {

/// What files and folders are that were dropped or asked for, told by what they hold where their names do not say it.
struct DroppedFiles {
    QStringList sessions;
    QStringList scenarios;
    QStringList traces;
    QStringList videos; ///< files, and folders of images
    QStringList labels; ///< files, and folders of them
    QStringList networks;
    QStringList others; ///< nothing that can be opened

    bool isOneToOpen() const;
    bool isForSetup() const { return !videos.isEmpty() || !labels.isEmpty() || !networks.isEmpty(); }
};

/// A folder stands for the videos, labels and networks in it, unless it is a folder of images or of label files. What
/// does not exist is judged by its name.
DroppedFiles sorted(const QStringList& paths);

/// A camera for each video, with the label file that is called as it is; one video and one label file belong together
/// whatever they are called. \p written: a path as a scenario writes it.
std::vector<CameraDraft> camerasOf(const DroppedFiles& files,
                                   const std::function<std::string(const QString&)>& written);

/// What to do with files that nothing can be made of, in a sentence; empty where all can be used.
QString complaintAbout(const DroppedFiles& files);

} // namespace jackdaw::window
