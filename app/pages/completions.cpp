// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/command_table.h"

#include <utility>

namespace jackdaw::pages {
namespace {

using Path = std::vector<const Command*>;

/// Every command with those that lead to it, the program itself first.
std::vector<Path> allCommands(const Command& program)
{
    std::vector<Path> all{{&program}};
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Path above = all[i];
        for (const Command& inner : above.back()->commands) {
            Path path = above;
            path.push_back(&inner);
            all.push_back(std::move(path));
        }
    }
    return all;
}

/// " camera check"; empty for the program.
std::string words(const Path& path)
{
    std::string text;
    for (std::size_t i = 1; i < path.size(); ++i)
        text += " " + path[i]->name;
    return text;
}

/// In single quotes, for any of the shells.
std::string quoted(const std::string& text, const char* quoteInside)
{
    std::string made = "'";
    for (const char c : text)
        made += c == '\'' ? std::string(quoteInside) : std::string(1, c);
    return made + "'";
}

std::string shellQuoted(const std::string& text)
{
    return quoted(text, "'\\''");
}

/// A name of a shell function: letters, digits and underscores.
std::string functionName(const std::string& program)
{
    std::string name = "_";
    for (const char c : program)
        name += c == '-' ? '_' : c;
    return name;
}

std::string withinZshSpec(const std::string& text)
{
    std::string made;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':' || c == '\\')
            made += '\\';
        made += c;
    }
    return made;
}

std::string joined(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : " ") + name;
    return text;
}

std::vector<std::string> commandNames(const Command& command)
{
    std::vector<std::string> names;
    for (const Command& inner : command.commands)
        names.push_back(inner.name);
    return names;
}

std::vector<std::string> optionNames(const Command& command)
{
    std::vector<std::string> names;
    for (const Option& option : command.options)
        names.insert(names.end(), option.names.begin(), option.names.end());
    return names;
}

/// Lines of bash and zsh that leave in `at` which command is meant, each of its words after a blank.
std::string commandSearch(const Command& program, const std::string& loop, const std::string& word)
{
    std::string out = "    local at='' i\n    for " + loop + "; do\n        case \"$at " + word + "\" in\n";
    for (const Path& path : allCommands(program)) {
        const std::string label = shellQuoted(words(path));
        if (path.size() > 1)
            out += "            " + label + ") at=" + label + " ;;\n";
    }
    return out + "        esac\n    done\n    case \"$at\" in\n";
}

std::string zshSpecs(const Option& option)
{
    std::string specs;
    for (const std::string& name : option.names) {
        std::string spec = name + "[" + withinZshSpec(option.help) + "]";
        if (!option.value.empty())
            spec += ":" + withinZshSpec(option.value) + ":_files";
        specs += " \\\n                " + shellQuoted((option.repeated ? "*" : "") + spec);
    }
    return specs;
}

std::string zshArguments(const Command& command)
{
    std::string text = "            _arguments -s";
    for (const Option& option : command.options)
        text += zshSpecs(option);
    return text + (command.arguments.empty() ? "\n" : " \\\n                '*:file:_files'\n");
}

/// Names of commands, or options where a dash was typed; a command without commands takes its arguments.
std::string zshCase(const Command& command)
{
    if (command.commands.empty())
        return zshArguments(command);
    std::string text = "            local -a names=(";
    for (const Command& inner : command.commands)
        text += "\n                " + shellQuoted(inner.name + ":" + inner.help);
    return text
        + ")\n            if [[ $PREFIX != -* ]]; then\n                _describe -t commands command names\n"
          "                return\n            fi\n"
        + zshArguments(command);
}

std::string fishQuoted(const std::string& text)
{
    return quoted(text, "\\'");
}

std::string fishCondition(const Path& path)
{
    if (path.size() == 1)
        return path.front()->commands.empty() ? "" : " -n __fish_use_subcommand";
    std::string condition;
    for (std::size_t i = 1; i < path.size(); ++i)
        condition += (i == 1 ? "" : "; and ") + ("__fish_seen_subcommand_from " + path[i]->name);
    return " -n " + fishQuoted(condition);
}

std::string fishNames(const Option& option)
{
    std::string text;
    for (const std::string& name : option.names)
        text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    return text;
}

} // namespace

std::string bashCompletion(const Command& program)
{
    const std::string function = functionName(program.name);
    std::string out = "# Completion of " + program.name + " for bash, made by the program itself.\n" + function
        + "()\n{\n    local word=${COMP_WORDS[COMP_CWORD]} commands='' options=''\n"
        + commandSearch(program, "((i = 1; i < COMP_CWORD; ++i))", "${COMP_WORDS[i]}");
    for (const Path& path : allCommands(program))
        out += "        " + shellQuoted(words(path)) + ") commands=" + shellQuoted(joined(commandNames(*path.back())))
            + " options=" + shellQuoted(joined(optionNames(*path.back()))) + " ;;\n";
    out += "    esac\n    [[ $word == -* ]] && commands=$options\n"
           "    mapfile -t COMPREPLY < <(compgen -W \"$commands\" -- \"$word\")\n}\n"
           "complete -o default -F "
        + function + " " + program.name + "\n";
    return out;
}

std::string zshCompletion(const Command& program)
{
    const std::string function = functionName(program.name);
    std::string out = "#compdef " + program.name + "\n# Completion for zsh, made by the program itself.\n" + function
        + "()\n{\n" + commandSearch(program, "((i = 2; i < CURRENT; ++i))", "${words[i]}");
    for (const Path& path : allCommands(program))
        out += "        " + shellQuoted(words(path)) + ")\n" + zshCase(*path.back()) + "            ;;\n";
    return out + "    esac\n}\n" + function + " \"$@\"\n";
}

std::string fishCompletion(const Command& program)
{
    std::string out = "# Completion of " + program.name + " for fish, made by the program itself.\n";
    for (const Path& path : allCommands(program)) {
        const std::string start = "complete -c " + program.name + fishCondition(path);
        for (const Command& inner : path.back()->commands)
            out += start + " -f -a " + fishQuoted(inner.name) + " -d " + fishQuoted(inner.help) + "\n";
        for (const Option& option : path.back()->options)
            out += start + fishNames(option) + (option.value.empty() ? "" : " -r") + " -d " + fishQuoted(option.help)
                + "\n";
    }
    return out;
}

} // namespace jackdaw::pages
