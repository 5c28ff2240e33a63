// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/command_table.h"

#include <cctype>
#include <utility>

namespace jackdaw::pages {
namespace {

/// Backslashes and dashes are roff's, and a line must not begin like a request.
std::string plain(const std::string& text)
{
    std::string made;
    for (const char c : text) {
        if ((c == '.' || c == '\'') && (made.empty() || made.back() == '\n'))
            made += "\\&";
        if (c == '\\')
            made += "\\e";
        else if (c == '-')
            made += "\\-";
        else
            made += c;
    }
    return made;
}

/// As an argument of a request.
std::string quoted(const std::string& text)
{
    std::string made = "\"";
    for (const char c : plain(text))
        made += c == '"' ? std::string("\\(dq") : std::string(1, c);
    return made + '"';
}

std::string upper(std::string text)
{
    for (char& c : text)
        c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return text;
}

std::string bold(const std::string& text)
{
    return "\\fB" + plain(text) + "\\fR";
}

std::string italic(const std::string& text)
{
    return "\\fI" + plain(text) + "\\fR";
}

std::string synopsisOf(const Argument& argument)
{
    const std::string name = italic(upper(argument.name)) + (argument.repeated ? "..." : "");
    return argument.required ? name : "[" + name + "]";
}

std::string synopsis(const Command& command, const std::string& path)
{
    std::string text = bold(path);
    if (!command.options.empty())
        text += " [" + italic("OPTIONS") + "]";
    if (!command.commands.empty())
        text += " " + italic("COMMAND");
    for (const Argument& argument : command.arguments)
        text += " " + synopsisOf(argument);
    return text + "\n";
}

void writeOption(std::string& out, const Option& option)
{
    out += ".TP\n";
    for (std::size_t i = 0; i < option.names.size(); ++i)
        out += (i == 0 ? "" : ", ") + bold(option.names[i]);
    if (!option.value.empty())
        out += " " + italic(option.value) + (option.repeated ? "..." : "");
    out += "\n" + plain(option.help) + "\n";
}

void writeArguments(std::string& out, const Command& command)
{
    for (const Argument& argument : command.arguments)
        out += ".TP\n" + italic(upper(argument.name)) + "\n" + plain(argument.help) + "\n";
    for (const Option& option : command.options)
        writeOption(out, option);
}

/// A command, then those within it.
void writeCommand(std::string& out, const Command& command, const std::string& path)
{
    out += ".SS " + quoted(path) + "\n" + plain(command.help) + ".\n.PP\n" + synopsis(command, path);
    writeArguments(out, command);
    for (const Command& inner : command.commands)
        writeCommand(out, inner, path + " " + inner.name);
}

} // namespace

std::string manPage(const Command& program, const Manual& manual)
{
    std::string out = ".\\\" Made by the program itself.\n.TH " + quoted(upper(program.name)) + " 1 \"\" "
        + quoted("Jackdaw " + manual.version) + " \"Jackdaw\"\n";
    out += ".SH NAME\n" + plain(program.name) + " \\- " + plain(program.help) + "\n";
    out += ".SH SYNOPSIS\n" + synopsis(program, program.name);
    out += ".SH OPTIONS\n";
    writeArguments(out, program);
    if (!program.commands.empty())
        out += ".SH COMMANDS\n";
    for (const Command& command : program.commands)
        writeCommand(out, command, program.name + " " + command.name);
    if (!manual.notes.empty())
        out += ".SH NOTES\n";
    for (const std::string& note : manual.notes)
        out += ".PP\n" + plain(note) + "\n";
    if (!manual.seeAlso.empty())
        out += ".SH SEE ALSO\n";
    for (std::size_t i = 0; i < manual.seeAlso.size(); ++i)
        out += plain(manual.seeAlso[i]) + (i + 1 < manual.seeAlso.size() ? ",\n" : "\n");
    return out;
}

std::string page(const std::string& kind, const Command& program, const Manual& manual)
{
    if (kind == "man")
        return manPage(program, manual);
    if (kind == "bash")
        return bashCompletion(program);
    if (kind == "zsh")
        return zshCompletion(program);
    return kind == "fish" ? fishCompletion(program) : std::string();
}

} // namespace jackdaw::pages
