// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/options.h"

#include "app/pages/command_table.h"
#include "app/window/language.h"
#include "engine/base/version.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QMap>
#include <QRegularExpression>

namespace jackdaw::window {
namespace {

constexpr const char* kFileHelp = "Scenario or session to open, or videos, labels and networks.";

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
    if (const QString language = parser.value(QStringLiteral("language"));
        !language.isEmpty() && language != QStringLiteral("en") && !languages().contains(language))
        return wrong(QStringLiteral("language"), language,
                     (QStringList{QStringLiteral("en")} + languages()).join(QStringLiteral(", ")));
    if (const QString page = parser.value(QStringLiteral("page")).toLower(); !page.isEmpty()) {
        static const QMap<QString, widgets::Perspective> pages{
            {QStringLiteral("live"), widgets::Perspective::Live},
            {QStringLiteral("explain"), widgets::Perspective::Explain},
            {QStringLiteral("profile"), widgets::Perspective::Profile},
            {QStringLiteral("devices"), widgets::Perspective::Devices},
            {QStringLiteral("replay"), widgets::Perspective::Replay},
            {QStringLiteral("compare"), widgets::Perspective::Compare},
            {QStringLiteral("cameras"), widgets::Perspective::Cameras},
            {QStringLiteral("review"), widgets::Perspective::Review}};
        if (!pages.contains(page))
            return wrong(QStringLiteral("page"), page,
                         translated("live, explain, profile, devices, replay, compare, cameras or review"));
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

QCommandLineOption flag(const QStringList& names, const char* description)
{
    return {names, translated(description)};
}

QCommandLineOption valued(const char* name, const char* description, const char* value)
{
    return {QString::fromLatin1(name), translated(description), QString::fromLatin1(value)};
}

/// The one table of options: parser, help, manual page and completion take it from here.
QList<QCommandLineOption> optionTable()
{
    return {
        flag({QStringLiteral("h"), QStringLiteral("help")}, "Show this help."),
        flag({QStringLiteral("v"), QStringLiteral("version")}, "Show the version."),
        flag({QStringLiteral("demo")}, "Make the bundled demo where needed and run it."),
        valued("out", "Session file that a live run is recorded into.", "session"),
        valued("language", "Language of the window, as en or de; otherwise the system's.", "language"),
        valued("theme", "light or dark; otherwise as it was left.", "theme"),
        valued("screenshot", "Write a picture of the window to this file (.png) and quit.", "picture"),
        valued("at", "Session time of the picture in seconds.", "seconds"),
        valued("size", "Size of the window, e.g. 1600x950.", "size"),
        valued("camera", "Camera to select, by letter or name.", "camera"),
        valued("page", "Page to show: live, explain, profile, devices, replay, compare, cameras or review.", "page"),
        valued("panel", "Panel to bring to the front: accuracy, plan, profile, timeline, events, golden …", "panel"),
    };
}

pages::Command commandTable()
{
    pages::Command table{"jackdaw",
                         "workbench for continuous learning of video models on edge servers",
                         {{"file", kFileHelp, false, true}},
                         {},
                         {}};
    for (const QCommandLineOption& option : optionTable()) {
        pages::Option made{{}, option.valueName().toUpper().toStdString(), option.description().toStdString(), false};
        for (const QString& name : option.names())
            made.names.push_back((name.size() == 1 ? "-" : "--") + name.toStdString());
        table.options.push_back(std::move(made));
    }
    return table;
}

/// For the build; no help names it.
QCommandLineOption pagesOption()
{
    QCommandLineOption option(QStringLiteral("pages"), QString(), QStringLiteral("kind"));
    option.setFlags(QCommandLineOption::HiddenFromHelp);
    return option;
}

Answer pagesAnswer(const QString& kind)
{
    const pages::Manual manual{
        version(), {"The guide describes the pages of the window."}, {"jackdaw-cli(1)", "jackdaw-setup(1)"}};
    const std::string page = pages::page(kind.toStdString(), commandTable(), manual);
    if (page.empty())
        return {wrong(QStringLiteral("pages"), kind, translated("man, bash, zsh or fish")), 2};
    return {QString::fromStdString(page).chopped(1), 0}; // its last line is ended when it is printed
}

} // namespace

std::variant<Options, Answer> parseOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(translated(
        "Jackdaw: continuous learning of video models on edge servers.\n\n"
        "Opens a scenario (.json) as a live run, replays a recorded session (.jackdaw), or sets up a run of "
        "videos, label files and networks (.onnx). With --page cameras a scenario is opened to be changed."));
    parser.addPositionalArgument(QStringLiteral("file"), translated(kFileHelp), QStringLiteral("[file…]"));
    parser.addOptions(optionTable());
    parser.addOption(pagesOption());
    if (!parser.parse(arguments))
        return Answer{parser.errorText() + translated(" See jackdaw --help."), 2};
    if (parser.isSet(QStringLiteral("help")))
        return Answer{parser.helpText(), 0};
    if (parser.isSet(QStringLiteral("version")))
        return Answer{QStringLiteral("jackdaw ") + QCoreApplication::applicationVersion(), 0};
    if (const QString kind = parser.value(QStringLiteral("pages")); !kind.isEmpty())
        return pagesAnswer(kind);
    Options options;
    if (const QString fault = readValues(parser, options); !fault.isEmpty())
        return Answer{fault, 2};
    options.files = parser.positionalArguments();
    options.language = parser.value(QStringLiteral("language"));
    options.demo = parser.isSet(QStringLiteral("demo"));
    options.sessionFile = parser.value(QStringLiteral("out"));
    options.screenshot = parser.value(QStringLiteral("screenshot"));
    options.camera = parser.value(QStringLiteral("camera"));
    options.panel = parser.value(QStringLiteral("panel"));
    return options;
}

} // namespace jackdaw::window
