// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pages_command.h"

#include "app/cli/exit_codes.h"
#include "app/pages/command_table.h"
#include "engine/base/version.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <string>

namespace jackdaw::cli {
namespace {

/// What the group of a hidden option or command is called.
constexpr const char* kHidden = "";

/// "UINT" of "UINT:UINT in [2 - 1000]".
std::string typeOf(const CLI::Option& option)
{
    const std::string type = option.get_type_name();
    return type.substr(0, type.find(':'));
}

pages::Option optionOf(const CLI::Option& option)
{
    pages::Option made;
    for (const std::string& name : option.get_snames())
        made.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames())
        made.names.push_back("--" + name);
    if (option.get_items_expected_max() > 0)
        made.value = typeOf(option);
    made.help = option.get_description();
    made.repeated = option.get_items_expected_max() > 1;
    return made;
}

pages::Argument argumentOf(const CLI::Option& option)
{
    return {option.get_name(true), option.get_description(), option.get_required(),
            option.get_items_expected_max() > 1};
}

pages::Command commandOf(const CLI::App& app)
{
    pages::Command made{app.get_name(), app.get_description(), {}, {}, {}};
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_group() == kHidden)
            continue;
        if (option->nonpositional())
            made.options.push_back(optionOf(*option));
        else
            made.arguments.push_back(argumentOf(*option));
    }
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        if (command->get_group() != kHidden)
            made.commands.push_back(commandOf(*command));
    }
    return made;
}

} // namespace

void addPagesCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command = app.add_subcommand("pages", "Print the manual page or the completion of a shell");
    command->group(kHidden);
    const auto kind = std::make_shared<std::string>();
    command->add_option("kind", *kind, "man, bash, zsh or fish")
        ->required()
        ->check(CLI::IsMember({"man", "bash", "zsh", "fish"}));
    command->callback([&app, &exitCode, kind] {
        const pages::Manual manual{version(),
                                   {app.get_footer(), "The guide describes all commands with examples."},
                                   {"jackdaw(1)", "jackdaw-setup(1)"}};
        std::cout << pages::page(*kind, commandOf(app), manual);
        exitCode = kSuccess;
    });
}

} // namespace jackdaw::cli
