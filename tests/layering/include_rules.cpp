// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layering/include_rules.h"

#include "tests/layering/room_table.h"

#include <functional>
#include <map>
#include <regex>

namespace jackdaw::layering {
namespace {

struct Include {
    std::size_t line = 0; ///< from 1
    std::string header;
    bool ofProject = false; ///< written with quotes
};

std::vector<Include> includesOf(const SourceFile& file)
{
    static const std::regex pattern(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
    std::vector<Include> includes;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
        std::smatch match;
        if (std::regex_search(file.lines[i], match, pattern))
            includes.push_back({i + 1, match[2], match[1] == "\""});
    }
    return includes;
}

/// moc's output is included by its bare name.
bool isGenerated(const std::string& header)
{
    return header.ends_with(".moc") || (header.starts_with("moc_") && header.ends_with(".cpp"));
}

bool mayShow(const std::string& header, Library library)
{
    const auto roomName = roomOf(header);
    const auto room = roomName ? findRoom(*roomName) : std::nullopt;
    return room && room->shows.contains(library);
}

class Checker {
public:
    explicit Checker(const std::vector<SourceFile>& tree)
    {
        for (const SourceFile& file : tree) {
            if (file.isCode())
                m_files[file.path] = &file;
        }
    }

    std::vector<Violation> run()
    {
        for (const auto& [path, file] : m_files)
            checkFile(*file);
        return std::move(m_violations);
    }

private:
    void report(const SourceFile& file, std::size_t line, const std::string& rule)
    {
        m_violations.push_back({file.path, line, rule});
    }

    void checkFile(const SourceFile& file)
    {
        const auto roomName = roomOf(file.path);
        const auto room = roomName ? findRoom(*roomName) : std::nullopt;
        if (!room) {
            report(file, 1, "the file is in no room of the house");
            return;
        }
        if (room->isFree)
            return;
        for (const Include& include : includesOf(file)) {
            if (include.ofProject)
                checkProjectHeader(file, *roomName, *room, include);
            else
                checkLibrary(file, *roomName, *room, include);
        }
    }

    void checkProjectHeader(const SourceFile& file, const std::string& roomName, const Room& room,
                            const Include& include)
    {
        if (isGenerated(include.header))
            return;
        const auto target = roomOf(include.header);
        if (!target) {
            report(file, include.line, "\"" + include.header + "\" is not written from the project root");
            return;
        }
        if (*target == roomName) {
            checkFolder(file, roomName, include);
            return;
        }
        if (!room.sees.contains(*target)) {
            report(file, include.line, roomName + " may not include " + *target + " (\"" + include.header + "\")");
            return;
        }
        if (include.header.ends_with("_impl.h"))
            report(file, include.line, "\"" + include.header + "\" is private to " + *target);
        if (const auto hidden = hiddenLibraryIn(include.header))
            report(file, include.line, "\"" + include.header + "\" is included by another room and shows " + *hidden);
    }

    /// The folders of a room that has some order among them.
    void checkFolder(const SourceFile& file, const std::string& roomName, const Include& include)
    {
        const auto from = folderOf(file.path, roomName);
        const auto to = folderOf(include.header, roomName);
        if (!from || !to || *from == *to || mayIncludeFolder(roomName, *from, *to))
            return;
        report(file, include.line,
               roomName + "/" + *from + " may not include " + roomName + "/" + *to + " (\"" + include.header + "\")");
    }

    void checkLibrary(const SourceFile& file, const std::string& roomName, const Room& room, const Include& include)
    {
        const Library library = libraryOf(include.header);
        const bool isForAll = library == Library::Standard || library == Library::Expected
            || (library == Library::Posix && roomName != "engine/api");
        if (!isForAll && !room.libraries.contains(library))
            report(file, include.line, roomName + " may not include " + name(library) + " (<" + include.header + ">)");
    }

    /// The first library that a header, with the project headers that it includes, shows to whoever includes it.
    std::optional<std::string> hiddenLibraryIn(const std::string& header)
    {
        if (const auto known = m_hidden.find(header); known != m_hidden.end())
            return known->second;
        m_hidden[header] = std::nullopt; // a circle ends here
        const auto file = m_files.find(header);
        std::optional<std::string> found;
        if (file != m_files.end()) {
            for (const Include& include : includesOf(*file->second)) {
                if (include.ofProject)
                    found = hiddenLibraryIn(include.header);
                else if (isHidden(libraryOf(include.header)) && !mayShow(header, libraryOf(include.header)))
                    found = name(libraryOf(include.header)) + " (<" + include.header + "> in " + header + ")";
                if (found)
                    break;
            }
        }
        return m_hidden[header] = found;
    }

    std::map<std::string, const SourceFile*> m_files;
    std::map<std::string, std::optional<std::string>> m_hidden;
    std::vector<Violation> m_violations;
};

/// jackdaw_<target> as the table names it.
std::string roomOfTarget(const std::string& target)
{
    if (target == "scenario" || target == "streets")
        return "datasets/" + target;
    return target == "widgets" ? target : "engine/" + target;
}

} // namespace

std::vector<Violation> checkIncludes(const std::vector<SourceFile>& tree)
{
    return Checker(tree).run();
}

std::vector<Violation> checkLinks(const std::vector<SourceFile>& tree)
{
    static const std::regex target("jackdaw_([a-z]+)");
    static const std::set<std::string> notRooms{"room", "compiler", "testing", "kernels"};
    std::vector<Violation> violations;
    for (const SourceFile& file : tree) {
        const auto roomName = roomOf(file.path);
        const auto room = roomName && file.hasSuffix("CMakeLists.txt") ? findRoom(*roomName) : std::nullopt;
        if (!room || room->isFree || roomName->starts_with("app/"))
            continue;
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            const std::string& line = file.lines[i];
            for (std::sregex_iterator match(line.begin(), line.end(), target), end; match != end; ++match) {
                const std::string linked = (*match)[1];
                const std::string linkedRoom = roomOfTarget(linked);
                if (!notRooms.contains(linked) && linkedRoom != *roomName && !room->sees.contains(linkedRoom))
                    violations.push_back({file.path, i + 1, *roomName + " may not link " + linkedRoom});
            }
        }
    }
    return violations;
}

} // namespace jackdaw::layering
