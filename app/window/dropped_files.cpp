// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/dropped_files.h"

#include "widgets/setup/camera_wizard.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

namespace jackdaw::window {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::window::DroppedFiles)
};

const QSet<QString>& videoEndings()
{
    static const QSet<QString> endings{
        QStringLiteral("mp4"),   QStringLiteral("m4v"),  QStringLiteral("mov"),  QStringLiteral("mkv"),
        QStringLiteral("webm"),  QStringLiteral("avi"),  QStringLiteral("ts"),   QStringLiteral("mts"),
        QStringLiteral("m2ts"),  QStringLiteral("mpg"),  QStringLiteral("mpeg"), QStringLiteral("flv"),
        QStringLiteral("wmv"),   QStringLiteral("3gp"),  QStringLiteral("ogv"),  QStringLiteral("h264"),
        QStringLiteral("264"),   QStringLiteral("h265"), QStringLiteral("265"),  QStringLiteral("hevc"),
        QStringLiteral("mjpeg"), QStringLiteral("mjpg"), QStringLiteral("y4m")};
    return endings;
}

const QSet<QString>& imageEndings()
{
    static const QSet<QString> endings{QStringLiteral("png"), QStringLiteral("jpg"), QStringLiteral("jpeg"),
                                       QStringLiteral("bmp"), QStringLiteral("ppm"), QStringLiteral("webp"),
                                       QStringLiteral("tif"), QStringLiteral("tiff")};
    return endings;
}

QString endingOf(const QString& path)
{
    return QFileInfo(path).suffix().toLower();
}

bool isLabelEnding(const QString& ending)
{
    return ending == QStringLiteral("csv") || ending == QStringLiteral("xml") || ending == QStringLiteral("txt");
}

/// Nothing of a pipe, which would have to be waited for.
QByteArray beginning(const QString& path)
{
    if (!QFileInfo(path).isFile())
        return {};
    QFile file(path);
    constexpr qint64 kEnough = 1 << 16; // what comes before "format" may be long
    return file.open(QIODevice::ReadOnly) ? file.read(kEnough) : QByteArray();
}

/// JSON is a scenario, or labels (COCO, Datumaro).
QStringList& listOfJson(const QString& path, DroppedFiles& files)
{
    const QByteArray text = beginning(path);
    const bool areLabels =
        text.contains("\"annotations\"") || text.contains("\"images\"") || text.contains("\"items\"");
    return areLabels && !text.contains("jackdaw-scenario") ? files.labels : files.scenarios;
}

QStringList& listOfFile(const QString& path, DroppedFiles& files)
{
    const QString ending = endingOf(path);
    if (path.endsWith(QStringLiteral(".trace.json"), Qt::CaseInsensitive))
        return files.traces;
    if (ending == QStringLiteral("json"))
        return listOfJson(path, files);
    if (ending == QStringLiteral("jackdaw"))
        return files.sessions;
    if (videoEndings().contains(ending))
        return files.videos;
    if (ending == QStringLiteral("onnx"))
        return files.networks;
    if (isLabelEnding(ending))
        return files.labels;
    const bool isUnknown = QFileInfo::exists(path) && !beginning(path).startsWith("SQLite format 3");
    return isUnknown ? files.others : files.sessions;
}

void sortFolder(const QString& path, DroppedFiles& files)
{
    QStringList images;
    DroppedFiles inside;
    for (const QFileInfo& entry : QDir(path).entryInfoList(QDir::Files, QDir::Name)) {
        const QString file = entry.absoluteFilePath();
        if (imageEndings().contains(endingOf(file)))
            images << file;
        else
            listOfFile(file, inside) << file;
    }
    if (!inside.videos.isEmpty()) {
        files.videos << inside.videos;
        files.labels << inside.labels;
        files.networks << inside.networks;
    } else if (!images.isEmpty()) {
        files.videos << path;
    } else if (!inside.networks.isEmpty()) {
        files.networks << inside.networks;
    } else {
        (inside.labels.isEmpty() ? files.others : files.labels) << path;
    }
}

/// "gate.csv" and "gate.cvat.xml" are labels of "gate.mp4".
bool belongs(const QString& labels, const QString& video)
{
    const QString stem = QFileInfo(video).completeBaseName();
    const QString name = QFileInfo(labels).fileName();
    return name == stem || name.startsWith(stem + QLatin1Char('.'));
}

QString labelsOf(const QString& video, const DroppedFiles& files)
{
    const auto found = std::find_if(files.labels.begin(), files.labels.end(),
                                    [&](const QString& labels) { return belongs(labels, video); });
    if (found != files.labels.end())
        return *found;
    return files.videos.size() == 1 && files.labels.size() == 1 ? files.labels.front() : QString();
}

QString namesOf(const QStringList& paths)
{
    QStringList names;
    for (const QString& path : paths.mid(0, 3))
        names << QFileInfo(path).fileName();
    if (paths.size() > 3)
        names << Words::tr("%1 more").arg(paths.size() - 3);
    return names.join(QStringLiteral(", "));
}

} // namespace

bool DroppedFiles::isOneToOpen() const
{
    return sessions.size() + scenarios.size() + traces.size() == 1 && !isForSetup() && others.isEmpty();
}

DroppedFiles sorted(const QStringList& paths)
{
    DroppedFiles files;
    for (const QString& path : paths) {
        if (QFileInfo(path).isDir())
            sortFolder(path, files);
        else
            listOfFile(path, files) << path;
    }
    return files;
}

std::vector<CameraDraft> camerasOf(const DroppedFiles& files, const std::function<std::string(const QString&)>& written)
{
    std::vector<CameraDraft> cameras;
    for (const QString& video : files.videos) {
        CameraDraft camera;
        camera.source = written(video);
        camera.name = widgets::cameraNameOf(video.toStdString());
        if (const QString labels = labelsOf(video, files); !labels.isEmpty())
            camera.goldenLabels = written(labels);
        cameras.push_back(std::move(camera));
    }
    return cameras;
}

QString complaintAbout(const DroppedFiles& files)
{
    if (!files.others.isEmpty())
        return Words::tr(
                   "%1 cannot be used: expected videos (mp4, mkv, avi …), folders of images, label files (csv, xml, "
                   "json, txt), networks (onnx), a scenario (json) or a session (jackdaw).")
            .arg(namesOf(files.others));
    const QStringList opened = files.sessions + files.scenarios + files.traces;
    if (opened.size() > 1)
        return Words::tr("%1 were dropped together: only one session, scenario or trace is shown at a time.")
            .arg(namesOf(opened));
    if (!opened.isEmpty() && files.isForSetup())
        return Words::tr("%1 was dropped together with videos, labels or networks: open it alone, then add the others.")
            .arg(namesOf(opened));
    return {};
}

} // namespace jackdaw::window
