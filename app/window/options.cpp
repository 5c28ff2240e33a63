// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QMap>
#include <QRegularExpression>

namespace jackdaw::window {
namespace {

QString translated(const char* source)
{
    return QCoreApplication::translate("jackdaw::window::Options", source);
}

QString wrong(const QString& option, const QString& value, const QString& expected)
{
    return translated("--%1 is \"%2\"; expected %3.").arg(option, value, expected);
}

/// Reads the values; returns what is wrong, or nothing.
QString readValues(const QCommandLineParser& parser, Options& options)
{
    if (const QString theme = parser.value(QStringLiteral("theme")); !theme.isEmpty()) {
        if (theme != QStringLiteral("light") && theme != QStringLiteral("dark"))
            return wrong(QStringLiteral("theme"), theme, translated("light or dark"));
        options.theme = theme == QStringLiteral("dark") ? widgets::ThemeKind::Dark : widgets::ThemeKind::Light;
    }
    if (const QString page = parser.value(QStringLiteral("page")).toLower(); !page.isEmpty()) {
        static const QMap<QString, widgets::Perspective> pages{
            {QStringLiteral("live"), widgets::Perspective::Live},
            {QStringLiteral("explain"), widgets::Perspective::Explain},
            {QStringLiteral("profile"), widgets::Perspective::Profile},
            {QStringLiteral("devices"), widgets::Perspective::Devices},
            {QStringLiteral("compare"), widgets::Perspective::Compare}};
        if (!pages.contains(page))
            return wrong(QStringLiteral("page"), page, translated("live, explain, profile, devices or compare"));
        options.page = pages[page];
    }
    if (const QString at = parser.value(QStringLiteral("at")); !at.isEmpty()) {
        bool number = false;
        options.at = at.toDouble(&number);
        if (!number || options.at < 0)
            return wrong(QStringLiteral("at"), at, translated("seconds, 0 or more"));
    }
    if (const QString size = parser.value(QStringLiteral("size")); !size.isEmpty()) {
        const auto match = QRegularExpression(QStringLiteral("^(\\d{3,5})x(\\d{3,5})$")).match(size);
        if (!match.hasMatch())
            return wrong(QStringLiteral("size"), size, translated("WIDTHxHEIGHT, e.g. 1600x950"));
        options.size = QSize(match.captured(1).toInt(), match.captured(2).toInt());
    }
    return {};
}

} // namespace

std::variant<Options, Answer> parseOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        translated("Jackdaw: continuous learning of video models on edge servers.\n\n"
                   "Opens a scenario (.json) as a live run, or replays a recorded session (.jackdaw)."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("file"), translated("Scenario or session to open."),
                                 QStringLiteral("[file]"));
    const auto value = [&](const char* name, const QString& description, const char* what) {
        parser.addOption({QString::fromLatin1(name), description, QString::fromLatin1(what)});
    };
    parser.addOption({QStringLiteral("demo"), translated("Make the bundled demo where needed and run it.")});
    value("out", translated("Session file that a live run is recorded into."), "session");
    value("theme", translated("light or dark; otherwise as it was left."), "theme");
    value("screenshot", translated("Write a picture of the window to this file (.png) and quit."), "picture");
    value("at", translated("Session time of the picture in seconds."), "seconds");
    value("size", translated("Size of the window, e.g. 1600x950."), "size");
    value("camera", translated("Camera to select, by letter or name."), "camera");
    value("page", translated("Page to show: live, explain, profile, devices or compare."), "page");
    value("panel", translated("Panel to bring to the front: accuracy, plan, profile, timeline or events."), "panel");
    if (!parser.parse(arguments))
        return Answer{parser.errorText() + translated(" See jackdaw --help."), 2};
    if (parser.isSet(help))
        return Answer{parser.helpText(), 0};
    if (parser.isSet(version))
        return Answer{QStringLiteral("jackdaw ") + QCoreApplication::applicationVersion(), 0};
    if (parser.positionalArguments().size() > 1)
        return Answer{translated("One file can be opened, not %1.").arg(parser.positionalArguments().size()), 2};
    Options options;
    if (const QString fault = readValues(parser, options); !fault.isEmpty())
        return Answer{fault, 2};
    options.file = parser.positionalArguments().value(0);
    options.demo = parser.isSet(QStringLiteral("demo"));
    options.sessionFile = parser.value(QStringLiteral("out"));
    options.screenshot = parser.value(QStringLiteral("screenshot"));
    options.camera = parser.value(QStringLiteral("camera"));
    options.panel = parser.value(QStringLiteral("panel"));
    return options;
}

} // namespace jackdaw::window
