// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_pictures.h"
#include "engine/vision/annotation_readers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

namespace jackdaw::vision {
namespace {

constexpr std::string_view kHeader = "frame,class,score,x1,y1,x2,y2";

enum class Column { Frame, Picture, Class, Score, X1, Y1, X2, Y2, Width, Height, Track, Count };
constexpr auto kColumns = static_cast<std::size_t>(Column::Count);

/// What scripts and spreadsheets call the columns.
struct ColumnName {
    std::string_view name;
    Column column;
};
constexpr std::array<ColumnName, 48> kNames = {{
    {"frame", Column::Frame},
    {"frame_id", Column::Frame},
    {"frame_number", Column::Frame},
    {"frame_index", Column::Frame},
    {"frameid", Column::Frame},
    {"filename", Column::Picture},
    {"file_name", Column::Picture},
    {"file", Column::Picture},
    {"image", Column::Picture},
    {"image_name", Column::Picture},
    {"image_path", Column::Picture},
    {"picture", Column::Picture},
    {"img", Column::Picture},
    {"class", Column::Class},
    {"label", Column::Class},
    {"name", Column::Class},
    {"category", Column::Class},
    {"class_name", Column::Class},
    {"score", Column::Score},
    {"confidence", Column::Score},
    {"conf", Column::Score},
    {"probability", Column::Score},
    {"x1", Column::X1},
    {"xmin", Column::X1},
    {"left", Column::X1},
    {"x", Column::X1},
    {"xtl", Column::X1},
    {"bb_left", Column::X1},
    {"y1", Column::Y1},
    {"ymin", Column::Y1},
    {"top", Column::Y1},
    {"y", Column::Y1},
    {"ytl", Column::Y1},
    {"bb_top", Column::Y1},
    {"x2", Column::X2},
    {"xmax", Column::X2},
    {"right", Column::X2},
    {"xbr", Column::X2},
    {"y2", Column::Y2},
    {"ymax", Column::Y2},
    {"bottom", Column::Y2},
    {"ybr", Column::Y2},
    {"width", Column::Width},
    {"w", Column::Width},
    {"height", Column::Height},
    {"h", Column::Height},
    {"track", Column::Track},
    {"track_id", Column::Track},
}};

/// "# frames 0-199 step 5": which frames were looked at.
struct SaidFrames {
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::int64_t step = 1;
};

std::optional<SaidFrames> saidFrames(std::string_view comment)
{
    const std::string text = lowerCase(trimmed(comment.substr(1)));
    if (!text.starts_with("frames"))
        return std::nullopt;
    std::vector<std::int64_t> numbers;
    for (std::size_t at = text.find_first_of("0123456789"); at != std::string::npos;
         at = text.find_first_of("0123456789", at)) {
        const std::size_t end = std::min(text.find_first_not_of("0123456789", at), text.size());
        const auto number = parseFrame(std::string_view(text).substr(at, end - at));
        if (!number)
            return std::nullopt;
        numbers.push_back(*number);
        at = end;
    }
    if (numbers.size() < 2 || numbers.size() > 3 || numbers[1] < numbers[0])
        return std::nullopt;
    return SaidFrames{numbers[0], numbers[1], numbers.size() == 3 ? std::max<std::int64_t>(numbers[2], 1) : 1};
}

constexpr std::size_t kMostScores = 64;

/// A network's scores are many and crooked. People who say how certain they are take a few round ones, and looked at
/// the frames that they listed.
bool areDetectors(const std::set<float>& scores)
{
    constexpr std::size_t kFewest = 10;
    constexpr float kStepsOfPeople = 20.0F; // from 0 to 1
    const auto crooked = std::count_if(scores.begin(), scores.end(), [&](float score) {
        return std::abs(score * kStepsOfPeople - std::round(score * kStepsOfPeople)) > 1e-3F;
    });
    return scores.size() >= kFewest && static_cast<std::size_t>(crooked) * 2 > scores.size();
}

/// Boxes whose second corner is above or left of the first.
struct ReversedBoxes {
    std::size_t count = 0;
    std::size_t line = 0; ///< of the first one
};

bool isFilled(const std::string& field)
{
    return !field.empty();
}

class CsvReader {
public:
    explicit CsvReader(const AnnotationInput& input) : m_input(input), m_lines(input.text) { }

    Result<AnnotationDocument> read();

private:
    std::optional<std::string_view> nextLine();
    Status readHeader();
    void noteColumns(const std::vector<std::string>& names);
    Status readRow(std::vector<std::string> fields);
    tl::expected<Box, std::string> boxOf(const std::vector<std::string>& fields) const;
    std::optional<std::int64_t> frameOf(const std::vector<std::string>& fields);
    Status readBox(const std::vector<std::string>& fields, std::int64_t frame);
    static bool takeTrack(const std::string& text, AnnotatedObject& object);
    Status placePictures();
    void coverFrames();
    void coverStep();
    const std::string* field(const std::vector<std::string>& fields, Column column) const;
    std::optional<float> number(const std::vector<std::string>& fields, Column column) const;
    tl::unexpected<Error> fault(const std::string& what, const std::string& action = {}) const;
    tl::unexpected<Error> faultAt(std::size_t line, const std::string& what, const std::string& action = {}) const;
    tl::unexpected<Error> reversedFault() const;

    const AnnotationInput& m_input;
    LineReader m_lines;
    AnnotationDocument m_document;
    std::array<std::optional<std::size_t>, kColumns> m_columns;
    std::size_t m_width = 0; ///< fields of the header
    std::map<std::string, std::int64_t> m_pictures; ///< by name; until all are known, their order stands for frames
    std::vector<PictureSize> m_sizes; ///< of the pictures, in that order, where rows say them
    char m_delimiter = ',';
    std::optional<SaidFrames> m_said;
    bool m_saysListed = false; ///< "# frames listed": those with a row, and no others
    bool m_saysEmpty = false; ///< rows without a class stand for frames in which nothing is
    std::set<float> m_scores; ///< the first kMostScores that differ
    ReversedBoxes m_reversed;
};

tl::unexpected<Error> CsvReader::fault(const std::string& what, const std::string& action) const
{
    return faultAt(std::max<std::size_t>(m_lines.number(), 1), what, action);
}

tl::unexpected<Error> CsvReader::faultAt(std::size_t line, const std::string& what, const std::string& action) const
{
    return fail(ErrorCode::Corrupt, m_input.name + ", line " + std::to_string(line) + ": " + what + ".", action);
}

/// One such box is a slip; where many are, the columns hold something else than they are called.
tl::unexpected<Error> CsvReader::reversedFault() const
{
    constexpr std::size_t kMany = 10; // one in so many boxes
    const std::size_t all = m_document.objects() + m_reversed.count;
    const std::string columns = "name the columns 'width' and 'height'";
    const bool isMany = m_reversed.count > 1 && m_reversed.count * kMany >= all;
    return faultAt(m_reversed.line,
                   "the box must have x1 <= x2 and y1 <= y2"
                       + (isMany ? ", and " + std::to_string(m_reversed.count) + " of " + std::to_string(all)
                                  + " boxes have not: the last two look like width and height; if they are, " + columns
                                 : "; if the last two are its width and height, " + columns));
}

/// The next line that is neither blank nor a comment.
std::optional<std::string_view> CsvReader::nextLine()
{
    std::string_view line;
    while (m_lines.next(line)) {
        if (trimmed(line).empty())
            continue;
        // Spreadsheets say in a line of its own what separates fields.
        const bool isOfSpreadsheet = lowerCase(trimmed(line)).starts_with("sep=");
        if (trimmed(line).front() != '#' && !isOfSpreadsheet)
            return line;
        if (const auto said = saidFrames(trimmed(line)))
            m_said = said;
        m_saysListed = m_saysListed || lowerCase(trimmed(trimmed(line).substr(1))) == "frames listed";
    }
    return std::nullopt;
}

void CsvReader::noteColumns(const std::vector<std::string>& names)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string name = lowerCase(names[i]);
        const auto* const known =
            std::find_if(kNames.begin(), kNames.end(), [&](const ColumnName& each) { return each.name == name; });
        if (known != kNames.end() && !m_columns[static_cast<std::size_t>(known->column)])
            m_columns[static_cast<std::size_t>(known->column)] = i;
        else if (!name.empty())
            m_document.note("The column '" + names[i] + "' is not read"
                            + (known != kNames.end() ? ": there is another one of that meaning." : "."));
    }
}

Status CsvReader::readHeader()
{
    const auto line = nextLine();
    const std::string expected = "expected is the header '" + std::string(kHeader) + "'";
    if (!line)
        return fault(expected, "Name " + knownAnnotationFormats() + ".");
    m_delimiter = delimiterOf(*line);
    const auto names = fieldsOf(*line, m_delimiter);
    m_width = names.size();
    noteColumns(names);
    const auto has = [&](Column column) { return m_columns[static_cast<std::size_t>(column)].has_value(); };
    const bool corners = has(Column::X2) && has(Column::Y2);
    const bool extent = has(Column::Width) && has(Column::Height);
    const bool knowsFrame = has(Column::Frame) || has(Column::Picture);
    if (!knowsFrame || !has(Column::Class) || !has(Column::X1) || !has(Column::Y1) || !(corners || extent))
        return fault(expected + ", found is '" + std::string(trimmed(*line)).substr(0, 80) + "'",
                     "Name " + knownAnnotationFormats() + ".");
    return {};
}

const std::string* CsvReader::field(const std::vector<std::string>& fields, Column column) const
{
    const auto at = m_columns[static_cast<std::size_t>(column)];
    return at && !fields[*at].empty() ? &fields[*at] : nullptr;
}

/// A semicolon separates fields where a comma stands for the decimal point.
std::optional<float> CsvReader::number(const std::vector<std::string>& fields, Column column) const
{
    const std::string* const text = field(fields, column);
    if (!text)
        return std::nullopt;
    std::string plain = *text;
    if (m_delimiter != ',')
        std::replace(plain.begin(), plain.end(), ',', '.');
    return parseFinite(plain);
}

tl::expected<Box, std::string> CsvReader::boxOf(const std::vector<std::string>& fields) const
{
    const bool corners = m_columns[static_cast<std::size_t>(Column::X2)].has_value();
    const auto x1 = number(fields, Column::X1);
    const auto y1 = number(fields, Column::Y1);
    const auto right = number(fields, corners ? Column::X2 : Column::Width);
    const auto lower = number(fields, corners ? Column::Y2 : Column::Height);
    if (!x1 || !y1 || !right || !lower)
        return tl::unexpected<std::string>(corners ? "x1, y1, x2 and y2 must be numbers"
                                                   : "x, y, width and height must be numbers");
    if (!corners && (*right < 0.0F || *lower < 0.0F))
        return tl::unexpected<std::string>("width and height must not be negative");
    return corners ? Box{*x1, *y1, *right, *lower} : Box{*x1, *y1, *x1 + *right, *y1 + *lower};
}

Status CsvReader::readBox(const std::vector<std::string>& fields, std::int64_t frame)
{
    const auto box = boxOf(fields);
    if (!box)
        return fault(box.error());
    if (box->x2 < box->x1 || box->y2 < box->y1) {
        if (m_reversed.count++ == 0)
            m_reversed.line = m_lines.number();
        return {};
    }
    AnnotatedObject object{.name = m_document.number(*field(fields, Column::Class)), .box = *box};
    if (field(fields, Column::Score)) {
        const auto score = number(fields, Column::Score);
        if (!score || *score < 0.0F || *score > 1.0F)
            return fault(std::string("'score' must be a number from 0 to 1")
                         + (score && *score > 1.0F && *score <= 100.0F ? "; percent are to be divided by 100" : ""));
        object.score = *score;
    }
    if (m_scores.size() < kMostScores)
        m_scores.insert(object.score);
    if (const std::string* const text = field(fields, Column::Track); text && !takeTrack(*text, object))
        return fault("'track' must be a whole number from 0, or -1 for none");
    return m_document.add(frame, object) ? Status() : tooManyObjects(m_input);
}

/// Data frames write whole numbers as "3.0" where some are missing; trackers write -1 for none.
bool CsvReader::takeTrack(const std::string& text, AnnotatedObject& object)
{
    constexpr double kMost = std::numeric_limits<std::uint32_t>::max();
    const auto number = parseNumber<double>(text);
    if (!number || std::floor(*number) != *number || *number < -1.0 || *number > kMost)
        return false;
    if (*number >= 0.0)
        object.track = TrackId{static_cast<std::uint32_t>(*number)};
    return true;
}

/// Where pictures are named instead, the number of the row's picture.
std::optional<std::int64_t> CsvReader::frameOf(const std::vector<std::string>& fields)
{
    const std::string* const text = field(fields, Column::Frame);
    if (m_columns[static_cast<std::size_t>(Column::Frame)])
        return text ? parseFrame(*text) : std::nullopt;
    const std::string* const name = field(fields, Column::Picture);
    if (!name)
        return std::nullopt;
    const auto [known, isNew] = m_pictures.try_emplace(*name, static_cast<std::int64_t>(m_pictures.size()));
    // Beside corners, width and height are the picture's.
    if (isNew && m_columns[static_cast<std::size_t>(Column::X2)]) {
        const std::string* const width = field(fields, Column::Width);
        const std::string* const height = field(fields, Column::Height);
        m_sizes.resize(m_pictures.size());
        m_sizes.back() = {width ? static_cast<int>(parseFrame(*width).value_or(0)) : 0,
                          height ? static_cast<int>(parseFrame(*height).value_or(0)) : 0};
    }
    return known->second;
}

/// By the numbers that the names of all pictures end with.
Status CsvReader::placePictures()
{
    std::vector<std::string> names(m_pictures.size());
    for (const auto& [name, number] : m_pictures)
        names[static_cast<std::size_t>(number)] = name;
    const auto frames = framesByName(m_input, names);
    if (!frames)
        return tl::unexpected(frames.error());
    if (frames->empty())
        return noFrames(m_input, names.front());
    AnnotatedFrames ofPictures;
    ofPictures.swap(m_document.frames);
    for (auto& [number, objects] : ofPictures) {
        const auto at = static_cast<std::size_t>(number);
        const auto frame = (*frames)[at];
        if (!frame)
            continue;
        m_document.frames[*frame] = std::move(objects);
        m_document.pictures[*frame] = names[at];
        if (at < m_sizes.size() && m_sizes[at].width > 0 && m_sizes[at].height > 0)
            m_document.noteSize(*frame, m_sizes[at]);
    }
    return {};
}

Status CsvReader::readRow(std::vector<std::string> fields)
{
    // A frame in which nothing is may be its number alone.
    if (fields.size() < m_width && std::count_if(fields.begin(), fields.end(), isFilled) == 1)
        fields.resize(m_width);
    if (fields.size() != m_width)
        return fault("expected are " + std::to_string(m_width) + " fields, found are " + std::to_string(fields.size()));
    const auto frame = frameOf(fields);
    if (!frame)
        return fault(m_columns[static_cast<std::size_t>(Column::Frame)]
                         ? "'frame' must be a whole number from 0 to " + std::to_string(kLastAnnotatedFrame)
                         : "the row does not name its picture");
    if (field(fields, Column::Class))
        return readBox(fields, *frame);
    if (field(fields, Column::X1) || field(fields, Column::Y1))
        return fault("the box has no class");
    m_saysEmpty = true;
    m_document.cover(*frame);
    return {};
}

/// A detector looked at every frame of its step, and lists nothing for those in which
/// it found nothing.
void CsvReader::coverStep()
{
    const std::int64_t first = m_document.frames.begin()->first;
    const std::int64_t last = m_document.frames.rbegin()->first;
    std::int64_t step = 0;
    for (const auto& [frame, objects] : m_document.frames)
        step = std::gcd(step, frame - first);
    const std::size_t listed = m_document.frames.size();
    for (std::int64_t frame = first; step > 0 && frame <= last; frame += step)
        m_document.cover(frame);
    if (m_document.frames.size() > listed)
        m_document.note("Scores are as a detector gives them: " + std::to_string(m_document.frames.size() - listed)
                        + " frames on its step of " + std::to_string(step) + " from " + std::to_string(first) + " to "
                        + std::to_string(last)
                        + " that have no row are taken as empty; if they are not, write '# frames listed' above the "
                          "header.");
}

void CsvReader::coverFrames()
{
    if (m_said) {
        for (std::int64_t frame = m_said->first; frame <= m_said->last; frame += m_said->step)
            m_document.cover(frame);
        return;
    }
    if (m_document.frames.empty() || m_saysEmpty || m_saysListed)
        return;
    if (areDetectors(m_scores))
        return coverStep();
    m_document.note("Only frames with a row count as labelled; for one in which nothing is write its "
                    + std::string(m_pictures.empty() ? "number" : "picture")
                    + " with the other fields empty, or write '# frames FIRST-LAST step N' above the header.");
}

Result<AnnotationDocument> CsvReader::read()
{
    m_document.format = "CSV";
    if (auto header = readHeader(); !header)
        return tl::unexpected(header.error());
    while (const auto line = nextLine())
        if (auto row = readRow(fieldsOf(*line, m_delimiter)); !row) {
            if (m_reversed.count > 0)
                return reversedFault();
            return tl::unexpected(row.error());
        }
    if (m_reversed.count > 0)
        return reversedFault();
    if (!m_pictures.empty())
        if (auto placed = placePictures(); !placed)
            return tl::unexpected(placed.error());
    coverFrames();
    if (m_document.frames.empty())
        m_document.note("Below the header there is no row: no frame is labelled.");
    return std::move(m_document);
}

} // namespace

Result<AnnotationDocument> readCsvAnnotations(const AnnotationInput& input)
{
    return CsvReader(input).read();
}

} // namespace jackdaw::vision
