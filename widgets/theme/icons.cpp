// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/icons.h"

#include <QFile>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

/// Outside every namespace, as the macro asks.
static void initialiseIcons()
{
    Q_INIT_RESOURCE(icons);
}

namespace jackdaw::widgets {
namespace {

QByteArray source(const QString& name)
{
    initialiseIcons();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QPixmap rendered(const QByteArray& svg, int size)
{
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(svg).render(&painter, QRectF(0, 0, size, size));
    return pixmap;
}

} // namespace

QPixmap iconPixmap(const QString& name, const QColor& colour, int size)
{
    const QString key = QStringLiteral("jackdaw-icon %1 %2 %3").arg(name, colour.name()).arg(size);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = rendered(source(name).replace("#000000", colour.name().toLatin1()), size);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

QIcon icon(const QString& name, const QPalette& palette)
{
    QIcon made;
    for (const int size : {16, 24, 32}) {
        made.addPixmap(iconPixmap(name, palette.color(QPalette::Active, QPalette::ButtonText), size));
        made.addPixmap(iconPixmap(name, palette.color(QPalette::Disabled, QPalette::ButtonText), size),
                       QIcon::Disabled);
    }
    return made;
}

QIcon applicationIcon()
{
    QIcon made;
    for (const int size : {16, 32, 48, 128})
        made.addPixmap(rendered(source(QStringLiteral("jackdaw")), size));
    return made;
}

} // namespace jackdaw::widgets
