// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/language.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QTranslator>

#include <memory>

/// The macro must stand outside of all namespaces.
static void loadTranslations()
{
    Q_INIT_RESOURCE(translations);
}

namespace jackdaw::window {
namespace {

constexpr QLatin1String kFolder(":/translations");
constexpr QLatin1String kPrefix("jackdaw_");

void install(QCoreApplication& application, const QLocale& locale, const QString& name, const QString& folder)
{
    auto translator = std::make_unique<QTranslator>(&application);
    if (translator->load(locale, name, QStringLiteral("_"), folder))
        QCoreApplication::installTranslator(translator.release());
}

} // namespace

QStringList languages()
{
    loadTranslations();
    QStringList found;
    for (const QString& file : QDir(kFolder).entryList({kPrefix + QStringLiteral("*.qm")}, QDir::Files, QDir::Name))
        found << file.mid(kPrefix.size()).chopped(3);
    return found;
}

void useLanguage(QCoreApplication& application, const QLocale& locale)
{
    loadTranslations();
    install(application, locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(application, locale, QStringLiteral("jackdaw"), kFolder);
}

} // namespace jackdaw::window
