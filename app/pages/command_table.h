// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

/// What a program understands, as a value that its own parser fills: manual page and completion are made of it, so that
/// they cannot say anything else than the program does.
namespace jackdaw::pages {

struct Argument {
    std::string name;
    std::string help;
    bool required = false;
    bool repeated = false;
};

struct Option {
    std::vector<std::string> names; ///< with their dashes, "-h" and "--help"
    std::string value; ///< what follows it, for example "FILE"; empty for a flag
    std::string help;
    bool repeated = false; ///< several values may follow
};

/// A program, or a command of one.
struct Command {
    std::string name;
    std::string help; ///< one sentence
    std::vector<Argument> arguments;
    std::vector<Option> options;
    std::vector<Command> commands;
};

/// What a manual page says beside the table.
struct Manual {
    std::string version;
    std::vector<std::string> notes; ///< paragraphs at the end
    std::vector<std::string> seeAlso; ///< other pages, for example "jackdaw(1)"
};

/// A manual page of section 1 in roff. The same table gives the same bytes.
std::string manPage(const Command& program, const Manual& manual);
/// Completion for each of the shells. Where a value or an argument may stand, files are offered.
std::string bashCompletion(const Command& program);
std::string zshCompletion(const Command& program);
std::string fishCompletion(const Command& program);

/// The page of that name: "man", "bash", "zsh" or "fish"; empty for another.
std::string page(const std::string& kind, const Command& program, const Manual& manual);

} // namespace jackdaw::pages
