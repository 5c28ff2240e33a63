// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/language.h"
#include "app/window/main_window.h"
#include "app/window/options.h"
#include "app/window/screenshot.h"
#include "engine/base/version.h"

#include <QApplication>

#include <cstdio>
#include <memory>

namespace {

using namespace jackdaw::window;

void nameProgram()
{
    QCoreApplication::setOrganizationName(QStringLiteral("jackdaw"));
    QCoreApplication::setApplicationName(QStringLiteral("jackdaw"));
    // Wayland and X11 find icon and name of the window by its desktop file.
    QGuiApplication::setDesktopFileName(QStringLiteral("org.jackdaw.Jackdaw"));
    QCoreApplication::setApplicationVersion(QString::fromLatin1(jackdaw::version()));
}

int print(const Answer& answer)
{
    std::fprintf(answer.exitCode == 0 ? stdout : stderr, "%s\n", qPrintable(answer.text));
    return answer.exitCode;
}

/// Answers --help, --version and mistakes without a display.
std::variant<Options, Answer> readOptions(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    nameProgram();
    return parseOptions(QCoreApplication::arguments());
}

void open(MainWindow& window, const Options& options)
{
    if (options.size)
        window.resize(*options.size);
    if (options.theme)
        window.setTheme(*options.theme);
    window.show();
    if (options.page)
        window.workbench().showAtStart(*options.page, options.demo || !options.files.isEmpty());
    if (options.demo)
        window.runDemo(options.sessionFile);
    else if (options.files.size() == 1 && options.page == jackdaw::widgets::Perspective::Cameras
             && options.files.front().endsWith(QStringLiteral(".json")))
        window.editScenario(options.files.front());
    else if (options.files.size() == 1)
        window.openFile(options.files.front(), options.sessionFile);
    else if (!options.files.isEmpty())
        window.takeFiles(options.files);
    else if (options.screenshot.isEmpty())
        window.offerRecovery();
}

} // namespace

int main(int argc, char** argv)
{
    int count = argc;
    const auto parsed = readOptions(count, argv);
    if (const auto* answer = std::get_if<Answer>(&parsed))
        return print(*answer);
    const auto& options = std::get<Options>(parsed);
    QApplication application(argc, argv);
    nameProgram();
    useLanguage(application, options.language.isEmpty() ? QLocale::system() : QLocale(options.language));
    MainWindow window;
    std::unique_ptr<Screenshot> screenshot;
    if (!options.screenshot.isEmpty())
        screenshot = std::make_unique<Screenshot>(window, options);
    open(window, options);
    return QApplication::exec();
}
