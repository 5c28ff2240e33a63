// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layering/source_tree.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

namespace jackdaw::layering {
namespace {

constexpr std::array kFolders{"app", "datasets", "engine", "packaging", "resources", "tests", "widgets", ".ci"};

/// Pictures, video and models hold zero bytes early; text does not.
bool isText(const std::string& content)
{
    return content.find('\0') == std::string::npos;
}

void readFile(const std::filesystem::path& root, const std::filesystem::path& file, std::vector<SourceFile>& tree)
{
    constexpr std::uintmax_t kLargestText = 1 << 20;
    std::error_code error;
    if (std::filesystem::file_size(file, error) > kLargestText || error)
        return;
    std::ostringstream content;
    content << std::ifstream(file, std::ios::binary).rdbuf();
    if (isText(content.str()))
        tree.push_back(sourceFile(file.lexically_relative(root).generic_string(), content.str()));
}

} // namespace

SourceFile sourceFile(std::string path, const std::string& text)
{
    SourceFile file{std::move(path), {}};
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        file.lines.push_back(line);
    return file;
}

std::vector<SourceFile> readSourceTree(const std::filesystem::path& root)
{
    std::vector<SourceFile> tree;
    for (const auto& entry : std::filesystem::directory_iterator(root)) {
        // .git is a file in a working tree beside the main one.
        if (entry.is_regular_file() && entry.path().filename() != ".git")
            readFile(root, entry.path(), tree);
    }
    for (const char* folder : kFolders) {
        if (!std::filesystem::is_directory(root / folder))
            continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
            if (entry.is_regular_file())
                readFile(root, entry.path(), tree);
        }
    }
    std::sort(tree.begin(), tree.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return tree;
}

} // namespace jackdaw::layering
