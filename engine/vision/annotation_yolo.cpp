// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_pictures.h"
#include "engine/vision/annotation_readers.h"
#include "engine/vision/annotation_yolo_rows.h"
#include "engine/vision/class_names.h"

#include <algorithm>
#include <array>
#include <set>
#include <system_error>

namespace jackdaw::vision {
namespace {

namespace fs = std::filesystem;

/// Class names by their numbers, as a data.yaml gives them; where they have none they are counted.
class YamlNames {
public:
    void add(std::string_view name) { set(m_names.size(), name); }
    /// "[car, bus]" or "{0: car, 1: bus}"
    void addList(std::string_view list)
    {
        const std::vector<std::string> names = listedNames(list);
        for (std::size_t i = 0; i < names.size(); ++i)
            set(i, names[i]);
    }
    /// "0: car"
    void addPair(std::string_view pair)
    {
        const std::size_t colon = std::min(pair.find(':'), pair.size());
        const auto number = parseNumber<std::size_t>(trimmed(pair.substr(0, colon)));
        const std::string_view name = pair.substr(std::min(colon + 1, pair.size()));
        if (number && *number < kMost)
            set(*number, name);
        else
            add(name);
    }
    /// Numbers that nothing was said of are classes without a meaning.
    std::vector<std::string> take()
    {
        for (std::size_t i = 0; i < m_names.size(); ++i)
            if (m_names[i].empty())
                m_names[i] = "class " + std::to_string(i);
        return std::move(m_names);
    }

private:
    static constexpr std::size_t kMost = 10'000;

    void set(std::size_t number, std::string_view name)
    {
        name = unquoted(name);
        if (name.empty() || number >= kMost)
            return;
        m_names.resize(std::max(m_names.size(), number + 1));
        m_names[number] = name;
    }

    std::vector<std::string> m_names;
};

/// \p list, a list in brackets or pairs in braces that is closed in one of the lines that follow, as a whole.
std::string wholeYamlList(std::string_view list, LineReader& lines)
{
    std::string whole(list);
    const char end = list.starts_with('[') ? ']' : list.starts_with('{') ? '}' : '\0';
    std::string_view line;
    while (end != '\0' && !whole.ends_with(end) && lines.next(line))
        whole += " " + std::string(trimmed(line.substr(0, line.find(" #"))));
    return whole;
}

/// "names:" of a data.yaml: a list in brackets, pairs in braces, a list of lines, or lines with numbers.
std::vector<std::string> yamlNames(const std::string& text)
{
    YamlNames names;
    LineReader lines(text);
    bool within = false;
    for (std::string_view line; lines.next(line);) {
        const std::string_view plain = trimmed(line.substr(0, line.find(" #")));
        if (plain.starts_with("names:")) {
            within = true;
            const std::string list = wholeYamlList(trimmed(plain.substr(6)), lines);
            if ((list.starts_with('{') && list.ends_with('}')) || (list.starts_with('[') && list.ends_with(']')))
                names.addList(list);
        } else if (within && !plain.empty() && plain.front() == '-') {
            names.add(plain.substr(1));
        } else if (within && (line.starts_with(' ') || line.starts_with('\t')) && plain.find(':') != plain.npos) {
            names.addPair(plain);
        } else if (within && !plain.empty()) {
            break;
        }
    }
    return names.take();
}

/// "width:" and "height:", which writeAnnotations() adds for pictures that are not there.
std::optional<PictureSize> yamlSize(const std::string& text)
{
    PictureSize size;
    LineReader lines(text);
    for (std::string_view line; lines.next(line);) {
        const std::size_t colon = std::min(line.find(':'), line.size());
        const auto value = parseNumber<int>(line.substr(std::min(colon + 1, line.size())));
        if (line.substr(0, colon) == "width")
            size.width = value.value_or(0);
        if (line.substr(0, colon) == "height")
            size.height = value.value_or(0);
    }
    return size.width > 0 && size.height > 0 ? std::optional(size) : std::nullopt;
}

std::vector<std::string> lineNames(const std::string& text)
{
    std::vector<std::string> names;
    LineReader lines(text);
    for (std::string_view line; lines.next(line);)
        if (!trimmed(line).empty())
            names.emplace_back(trimmed(line));
    return names;
}

/// A text file for each picture, `class x y width height` with places as parts of the picture.
class YoloReader {
public:
    YoloReader(const AnnotationInput& input, std::vector<fs::path> files) :
        m_input(input), m_files(std::move(files)) { }

    Result<AnnotationDocument> read();

private:
    Status readNames();
    std::vector<fs::path> labelFiles() const;
    std::optional<PictureSize> sizeFor(const fs::path& labels) const;
    void learnLayout(const std::string& text);
    Status decideLayout(const std::vector<fs::path>& files);
    Status readFile(const fs::path& file, std::int64_t frame);
    Status readRow(const std::vector<std::string>& fields, const std::string& place, std::int64_t frame);
    void toPixels();

    const AnnotationInput& m_input;
    std::vector<fs::path> m_files;
    AnnotationDocument m_document;
    std::vector<std::string> m_names;
    YoloLayout m_layout;
    std::optional<PictureSize> m_said; ///< how large pictures are that do not lie beside their labels
    std::set<std::int64_t> m_unsized;
};

bool namesClasses(const fs::path& file)
{
    constexpr std::array<std::string_view, 6> kFiles = {"obj.names", "classes.txt", "labels.txt",
                                                        "names.txt", "data.names",  "_darknet.labels"};
    const std::string name = lowerCase(file.filename().string());
    return std::find(kFiles.begin(), kFiles.end(), name) != kFiles.end() || file.extension() == ".names";
}

/// Of the folder itself, or where it is one for the labels alone, of the one above.
Status YoloReader::readNames()
{
    std::vector<fs::path> candidates = m_files;
    std::error_code error;
    for (auto entry = fs::directory_iterator(m_input.path / "..", error); !error && entry != fs::directory_iterator();
         entry.increment(error))
        candidates.push_back(entry->path());
    for (const fs::path& file : candidates) {
        const std::string extension = lowerCase(file.extension().string());
        const bool isYaml = extension == ".yaml" || extension == ".yml";
        if (!m_names.empty() || !(isYaml || namesClasses(file)))
            continue;
        const auto text = readLabelText(file, m_input.name);
        if (text && isYaml) {
            m_said = yamlSize(*text);
            m_layout.say(*text);
        }
        if (text)
            m_names = isYaml ? yamlNames(*text) : lineNames(*text);
    }
    if (m_names.empty())
        return fail(ErrorCode::NotFound,
                    m_input.name + " is a YOLO folder, but nothing in it says what its class numbers mean.",
                    "Put a data.yaml, obj.names or classes.txt into it.");
    for (const std::string& name : m_names)
        m_document.declared.push_back({m_document.number(name), {}});
    return {};
}

std::vector<fs::path> YoloReader::labelFiles() const
{
    std::vector<fs::path> labels;
    for (const fs::path& file : m_files) {
        const std::string name = lowerCase(file.filename().string());
        if (lowerCase(file.extension().string()) == ".txt" && !namesClasses(file) && name != "train.txt"
            && name != "val.txt" && name != "valid.txt" && name != "test.txt" && name != "readme.txt")
            labels.push_back(file);
    }
    return labels;
}

/// Pictures lie beside their labels, or in a folder `images` where the labels are in one called `labels`.
std::optional<PictureSize> YoloReader::sizeFor(const fs::path& labels) const
{
    const std::string stem = labels.stem().string();
    std::string folder = labels.parent_path().string();
    if (const auto beside = pictureIn(folder, stem))
        return sizeOfPicture(*beside);
    const std::size_t part = folder.rfind("labels");
    if (part == std::string::npos)
        return std::nullopt;
    const auto picture = pictureIn(folder.replace(part, 6, "images"), stem);
    return picture ? sizeOfPicture(*picture) : std::nullopt;
}

Status YoloReader::readRow(const std::vector<std::string>& fields, const std::string& place, std::int64_t frame)
{
    const auto number = parseNumber<std::size_t>(fields.front());
    if (!number || *number >= m_names.size())
        return fail(ErrorCode::Corrupt,
                    place + "the class must be a number from 0 to " + std::to_string(m_names.size() - 1) + ".",
                    "Look into the list of class names.");
    const auto values = yoloValues(fields);
    const auto found = values ? m_layout.placeOf(*values) : std::nullopt;
    if (!found)
        return fail(ErrorCode::Corrupt,
                    place + "expected are class, x, y, width and height, found are " + std::to_string(fields.size())
                        + " fields or one that is no number.");
    // Some room for boxes that reach over the picture's edge; pixels are far from it.
    constexpr float kEdge = 0.5F;
    if (found->box.x1 < -kEdge || found->box.y1 < -kEdge || found->box.x2 > 1.0F + kEdge
        || found->box.y2 > 1.0F + kEdge)
        return fail(ErrorCode::InvalidInput,
                    place + "x, y, width and height must be parts of the picture, from 0 to 1.",
                    "Divide pixels by the picture's width and height.");
    const AnnotatedObject object{
        .name = m_document.number(m_names[*number]), .box = found->box, .score = found->score, .track = found->track};
    return m_document.add(frame, object) ? Status() : tooManyObjects(m_input);
}

void YoloReader::learnLayout(const std::string& text)
{
    LineReader lines(text);
    for (std::string_view line; lines.next(line);)
        if (const auto values = yoloValues(yoloWords(line)))
            m_layout.add(*values);
}

/// All files are looked at before one is read, which says what it is that cannot be read.
Status YoloReader::decideLayout(const std::vector<fs::path>& files)
{
    for (const fs::path& file : files)
        if (const auto text = readLabelText(file, m_input.name))
            learnLayout(*text);
    if (const auto unclear = m_layout.decide())
        return fail(ErrorCode::Unsupported, m_input.name + ": " + *unclear + ".",
                    "Write 'kpt_shape: [POINTS, 2]' (or 3) or 'task: segment' into its data.yaml.");
    return {};
}

Status YoloReader::readFile(const fs::path& file, std::int64_t frame)
{
    const auto text = readLabelText(file, "The label file '" + file.string() + "'");
    if (!text)
        return tl::unexpected(text.error());
    m_document.cover(frame);
    m_document.pictures[frame] = file.stem().string();
    const auto size = sizeFor(file) ? sizeFor(file) : m_said;
    if (!size)
        m_unsized.insert(frame);
    m_document.noteSize(frame, size);
    LineReader lines(*text);
    for (std::string_view line; lines.next(line);) {
        const std::vector<std::string> fields = yoloWords(line);
        if (fields.empty())
            continue;
        const std::string place =
            "The label file '" + file.string() + "', line " + std::to_string(lines.number()) + ": ";
        if (auto row = readRow(fields, place, frame); !row)
            return row;
    }
    return {};
}

/// Where the pictures are at hand.
void YoloReader::toPixels()
{
    if (!m_document.size) {
        m_document.isRelative = true;
        return;
    }
    for (auto& [frame, objects] : m_document.frames) {
        const auto own = m_document.sizes.find(frame);
        const PictureSize size = own == m_document.sizes.end() ? *m_document.size : own->second;
        for (AnnotatedObject& object : objects)
            object.box = scaled(object.box, size);
    }
    if (!m_unsized.empty())
        m_document.note("Pictures of which none lies beside their labels are taken to be as large as the others: "
                        + std::to_string(m_unsized.size()) + ".");
}

Result<AnnotationDocument> YoloReader::read()
{
    m_document.format = "YOLO";
    if (auto names = readNames(); !names)
        return tl::unexpected(names.error());
    const auto files = labelFiles();
    std::vector<std::string> names;
    for (const fs::path& file : files)
        names.push_back(fs::relative(file, m_input.path).string());
    const auto frames = framesByName(m_input, names);
    if (!frames)
        return tl::unexpected(frames.error());
    if (haveNoFrames(names))
        return noFrames(m_input, names.front());
    if (frames->size() != files.size())
        return fail(ErrorCode::Unsupported,
                    m_input.name + " has label files whose names end with no frame number, as frame_000010.txt does.",
                    "Name the pictures and their labels by their frames.");
    if (auto decided = decideLayout(files); !decided)
        return tl::unexpected(decided.error());
    for (std::size_t i = 0; i < files.size(); ++i)
        if (const auto frame = (*frames)[i])
            if (auto read = readFile(files[i], *frame); !read)
                return tl::unexpected(read.error());
    toPixels();
    if (const std::string note = m_layout.note(); !note.empty())
        m_document.note(note);
    m_document.note("Only pictures that have a label file count as labelled; an empty one says that nothing is there.");
    return std::move(m_document);
}

} // namespace

Result<AnnotationDocument> readYolo(const AnnotationInput& input, const std::vector<fs::path>& files)
{
    return YoloReader(input, files).read();
}

} // namespace jackdaw::vision
