// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
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
    if (options.demo)
        window.runDemo(options.sessionFile);
    else if (!options.file.isEmpty())
        window.openFile(options.file, options.sessionFile);
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
    MainWindow window;
    std::unique_ptr<Screenshot> screenshot;
    if (!options.screenshot.isEmpty())
        screenshot = std::make_unique<Screenshot>(window, options);
    open(window, options);
    return QApplication::exec();
}
