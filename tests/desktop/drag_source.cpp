// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QDrag>
#include <QLabel>
#include <QMimeData>
#include <QMouseEvent>
#include <QUrl>

#include <cstdio>

/// Another program from which files are dragged, as a file manager is: all that its command line names. It says
/// "ready" once it is seen, "dragging" when a drag has begun, and "dropped" or "refused" when it is over.
class DragSource : public QLabel {
public:
    explicit DragSource(const QStringList& files) : QLabel(QStringLiteral("files"))
    {
        for (const QString& file : files)
            m_files << QUrl::fromLocalFile(file);
        setWindowFlags(Qt::FramelessWindowHint | Qt::WindowStaysOnTopHint);
        setGeometry(0, 0, 160, 90);
    }

protected:
    void showEvent(QShowEvent* event) override
    {
        QLabel::showEvent(event);
        QMetaObject::invokeMethod(
            this, [] { say("ready"); }, Qt::QueuedConnection);
    }

    void mouseMoveEvent(QMouseEvent* event) override
    {
        if (!(event->buttons() & Qt::LeftButton))
            return;
        auto* files = new QMimeData;
        files->setUrls(m_files);
        QDrag drag(this);
        drag.setMimeData(files);
        say("dragging");
        say(drag.exec(Qt::CopyAction) == Qt::CopyAction ? "dropped" : "refused");
    }

private:
    static void say(const char* word)
    {
        std::puts(word);
        std::fflush(stdout);
    }

    QList<QUrl> m_files;
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    DragSource source(QApplication::arguments().mid(1));
    source.show();
    return QApplication::exec();
}
