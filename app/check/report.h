// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <filesystem>
#include <fstream>
#include <iosfwd>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace jackdaw::check {

/// What a figure is held against.
struct Bar {
    enum class Kind { AtMost, AtLeast };

    std::string aim; ///< in words
    double measured = 0.0;
    Kind kind = Kind::AtMost;
    double limit = 0.0;
    std::string unit; ///< may be empty

    bool holds() const { return kind == Kind::AtMost ? measured <= limit : measured >= limit; }
};

/// What a part found out.
struct Finding {
    std::string name;
    nlohmann::ordered_json values = nlohmann::ordered_json::object();
    std::vector<Bar> bars;
};

/// Which device the findings are of; stands in every line.
struct Subject {
    std::string device;
    std::string driver;
    std::string cuda;
    bool isFake = false;
    bool isSmall = false; ///< few of everything: no bar is meant for that
    std::string libtorch{}; ///< version; empty for a program without it
};

/// Writes findings as JSON lines, each as soon as it is there, and says them in words.
class Report {
public:
    enum class Start { Empty, Append };
    /// \p words gets what a person reads. Every line is written at the file's end, so that other programs may write to
    /// it in between.
    static Result<Report> open(const std::filesystem::path& file, Subject subject, std::ostream& words,
                               Start start = Start::Empty);

    /// Whose findings follow.
    void setSubject(Subject subject) { m_subject = std::move(subject); }
    const Subject& subject() const { return m_subject; }

    void add(const std::string& part, const Finding& finding);
    void addFailure(const std::string& part, const Error& error);
    /// Takes the bars and the failure of a line that another program wrote to the file, for the summary.
    void take(const nlohmann::ordered_json& line);
    /// All bars in one table, and what failed.
    void printSummary() const;

    std::size_t failures() const { return m_failures; }
    const std::vector<Bar>& bars() const { return m_bars; }

private:
    Report(std::ofstream file, Subject subject, std::ostream& words);
    bool isJudged() const { return !m_subject.isFake && !m_subject.isSmall; }
    void write(nlohmann::ordered_json line);

    std::ofstream m_file;
    Subject m_subject;
    std::ostream* m_words;
    std::vector<Bar> m_bars;
    std::size_t m_failures = 0;
};

} // namespace jackdaw::check
