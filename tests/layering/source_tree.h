// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace jackdaw::layering {

/// One text file of the project.
struct SourceFile {
    std::string path; ///< from the project root, with forward slashes
    std::vector<std::string> lines;

    bool hasSuffix(const std::string& suffix) const { return path.ends_with(suffix); }
    bool isCode() const { return hasSuffix(".h") || hasSuffix(".cpp"); }
    bool isCMake() const { return hasSuffix(".cmake") || hasSuffix("CMakeLists.txt"); }
    bool isIn(const std::string& folder) const { return path.starts_with(folder + "/"); }
};

/// A line that breaks a rule of the house.
struct Violation {
    std::string file;
    std::size_t line = 0; ///< from 1
    std::string rule;

    std::string text() const { return file + ":" + std::to_string(line) + ": " + rule; }
};

SourceFile sourceFile(std::string path, const std::string& text);

/// All text files of the project's folders; build folders and hidden folders other than .ci are left out.
std::vector<SourceFile> readSourceTree(const std::filesystem::path& root);

} // namespace jackdaw::layering
