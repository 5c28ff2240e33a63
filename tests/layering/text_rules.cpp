// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layering/text_rules.h"

#include <algorithm>
#include <regex>

namespace jackdaw::layering {
namespace {

constexpr std::size_t kLongestFile = 600;
constexpr std::size_t kPlainType = 7; // lines of a type whose names say enough
constexpr std::size_t kHeadLines = 4; // a script's first line and coding line may come before

// REUSE-IgnoreStart
const std::string kCopyright = "SPDX-FileCopyrightText: 2026 The Jackdaw authors";
const std::string kLicence = "SPDX-License-Identifier: ";
// REUSE-IgnoreEnd

/// The licence of a file's folder; empty where there is a choice (the top level).
std::string licenceOf(const SourceFile& file)
{
    if (file.isIn("engine") || file.isIn("datasets"))
        return "Apache-2.0";
    if (file.path.find('/') == std::string::npos)
        return {};
    return "GPL-3.0-or-later";
}

bool headHas(const SourceFile& file, const std::string& text)
{
    const auto end = file.lines.begin() + static_cast<std::ptrdiff_t>(std::min(kHeadLines, file.lines.size()));
    return std::any_of(file.lines.begin(), end, [&](const std::string& line) { return line.find(text) != line.npos; });
}

std::vector<Violation> checkLines(const std::vector<SourceFile>& tree, const std::regex& forbidden,
                                  const std::string& rule)
{
    std::vector<Violation> violations;
    for (const SourceFile& file : tree) {
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            if (std::regex_search(file.lines[i], forbidden))
                violations.push_back({file.path, i + 1, rule});
        }
    }
    return violations;
}

/// Whether a comment stands before the type in \p line (from 0), or before the template that it is.
bool isIntroduced(const SourceFile& file, std::size_t line)
{
    while (line > 0 && file.lines[line - 1].starts_with("template"))
        --line;
    return line > 0 && file.lines[line - 1].starts_with("///");
}

/// The line of the brace that ends what begins in \p line at the left edge.
std::size_t endOf(const SourceFile& file, std::size_t line)
{
    while (line + 1 < file.lines.size() && !file.lines[line].starts_with("}"))
        ++line;
    return line;
}

bool hasCommentBetween(const SourceFile& file, std::size_t first, std::size_t last)
{
    const auto at = [&](std::size_t line) { return file.lines.begin() + static_cast<std::ptrdiff_t>(line); };
    return std::any_of(at(first), at(last), [](const std::string& line) { return line.find("///") != line.npos; });
}

} // namespace

std::vector<Violation> checkLicences(const std::vector<SourceFile>& tree)
{
    std::vector<Violation> violations;
    for (const SourceFile& file : tree) {
        if (!file.isCode() && !file.isCMake())
            continue;
        if (!headHas(file, kCopyright))
            violations.push_back({file.path, 1, "the line \"" + kCopyright + "\" is missing"});
        if (!headHas(file, kLicence + licenceOf(file)))
            violations.push_back({file.path, 1, "the line \"" + kLicence + licenceOf(file) + "\" is missing"});
    }
    return violations;
}

std::vector<Violation> checkSizes(const std::vector<SourceFile>& tree)
{
    std::vector<Violation> violations;
    for (const SourceFile& file : tree) {
        if (file.isCode() && file.lines.size() > kLongestFile)
            violations.push_back(
                {file.path, file.lines.size(), "the file is longer than " + std::to_string(kLongestFile) + " lines"});
    }
    return violations;
}

std::vector<Violation> checkDocumentation(const std::vector<SourceFile>& tree)
{
    static const std::regex type("^(class|struct) [A-Za-z_:]+[^;]*$");
    std::vector<Violation> violations;
    for (const SourceFile& file : tree) {
        if (!file.hasSuffix(".h") || file.isIn("tests"))
            continue;
        for (std::size_t line = 0; line < file.lines.size(); ++line) {
            if (!std::regex_match(file.lines[line], type) || isIntroduced(file, line))
                continue;
            const std::size_t end = endOf(file, line);
            if (end - line > kPlainType && !hasCommentBetween(file, line, end))
                violations.push_back({file.path, line + 1, "no comment says what this type is"});
        }
    }
    return violations;
}

std::vector<Violation> checkNotes(const std::vector<SourceFile>& tree)
{
    // In two parts, so that this file does not break its own rule.
    static const std::regex notes("\\b(TO"
                                  "DO|FIX"
                                  "ME|XX"
                                  "X|HA"
                                  "CK)\\b");
    return checkLines(tree, notes, "a note on work that is left to do");
}

std::vector<Violation> checkCitations(const std::vector<SourceFile>& tree)
{
    // In parts, so that this file does not break its own rule.
    static const std::regex citations("des"
                                      "ign §|\\b(eky"
                                      "a|gp"
                                      "u|cuda-fac"
                                      "ts|real-vid"
                                      "eo|toolcha"
                                      "in|sibli"
                                      "ngs)\\.md");
    return checkLines(tree, citations, "cites a document that is not in the repository");
}

std::vector<Violation> checkPaths(const std::vector<SourceFile>& tree)
{
    static const std::regex paths("(^|[^A-Za-z0-9_./}$-])/(ro"
                                  "ot|wo"
                                  "rk|ho"
                                  "me)/");
    return checkLines(tree, paths, "a path of one machine");
}

} // namespace jackdaw::layering
