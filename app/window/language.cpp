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

/// False where \p folder has nothing in that language.
bool install(QCoreApplication& application, const QString& language, const QString& name, const QString& folder)
{
    auto translator = std::make_unique<QTranslator>(&application);
    if (!translator->load(name + QLatin1Char('_') + language, folder))
        return false;
    return QCoreApplication::installTranslator(translator.release());
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
    // English needs no file: who has it first, and another language after it, wants English.
    for (const QString& wanted : locale.uiLanguages()) {
        const QString language = QLocale(wanted).name().section(QLatin1Char('_'), 0, 0);
        if (language == QStringLiteral("en"))
            return;
        if (!install(application, language, QStringLiteral("jackdaw"), kFolder))
            continue;
        install(application, language, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
        return;
    }
}

} // namespace jackdaw::window
