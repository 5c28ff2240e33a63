// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_pictures.h"
#include "engine/vision/annotation_readers.h"
#include "engine/vision/class_names.h"

#include <algorithm>
#include <array>
#include <set>
#include <system_error>

namespace jackdaw::vision {
namespace {

namespace fs = std::filesystem;

/// A data set has as many pictures; more would be another folder that was named by mistake.
constexpr std::size_t kMostFiles = 200'000;

/// Files of folders on each level that a data set's labels may lie in, in the order of their names. Hidden ones are
/// what systems leave beside files.
std::vector<fs::path> filesBelow(const fs::path& folder)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (auto entry = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, error);
         !error && entry != fs::recursive_directory_iterator() && files.size() < kMostFiles; entry.increment(error)) {
        const bool hidden = entry->path().filename().string().starts_with('.');
        std::error_code unknown;
        if (hidden && entry->is_directory(unknown))
            entry.disable_recursion_pending();
        if (!hidden && entry->is_regular_file(unknown))
            files.push_back(entry->path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

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
    Status readFile(const fs::path& file, std::int64_t frame);
    Status readRow(const std::vector<std::string>& fields, const std::string& place, std::int64_t frame);
    std::optional<Box> boxOf(const std::vector<std::string>& fields) const;
    void toPixels();

    const AnnotationInput& m_input;
    std::vector<fs::path> m_files;
    AnnotationDocument m_document;
    std::vector<std::string> m_names;
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
        if (text && isYaml)
            m_said = yamlSize(*text);
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

/// A box, or the one around an outline of at least three points.
std::optional<Box> YoloReader::boxOf(const std::vector<std::string>& fields) const
{
    std::vector<float> values;
    for (std::size_t i = 1; i < fields.size(); ++i) {
        const auto value = parseFinite(fields[i]);
        if (!value)
            return std::nullopt;
        values.push_back(*value);
    }
    if (values.size() == 4 || values.size() == 5) {
        if (values[2] < 0.0F || values[3] < 0.0F)
            return std::nullopt;
        return Box{values[0] - values[2] / 2.0F, values[1] - values[3] / 2.0F, values[0] + values[2] / 2.0F,
                   values[1] + values[3] / 2.0F};
    }
    if (values.size() < 6 || values.size() % 2 != 0)
        return std::nullopt;
    Box box{values[0], values[1], values[0], values[1]};
    for (std::size_t i = 2; i < values.size(); i += 2)
        box = {std::min(box.x1, values[i]), std::min(box.y1, values[i + 1]), std::max(box.x2, values[i]),
               std::max(box.y2, values[i + 1])};
    return box;
}

Status YoloReader::readRow(const std::vector<std::string>& fields, const std::string& place, std::int64_t frame)
{
    const auto number = parseNumber<std::size_t>(fields.front());
    if (!number || *number >= m_names.size())
        return fail(ErrorCode::Corrupt,
                    place + "the class must be a number from 0 to " + std::to_string(m_names.size() - 1) + ".",
                    "Look into the list of class names.");
    const auto box = boxOf(fields);
    if (!box)
        return fail(ErrorCode::Corrupt,
                    place + "expected are class, x, y, width and height, found are " + std::to_string(fields.size())
                        + " fields or one that is no number.");
    // Some room for boxes that reach over the picture's edge; pixels are far from it.
    constexpr float kEdge = 0.5F;
    if (box->x1 < -kEdge || box->y1 < -kEdge || box->x2 > 1.0F + kEdge || box->y2 > 1.0F + kEdge)
        return fail(ErrorCode::InvalidInput,
                    place + "x, y, width and height must be parts of the picture, from 0 to 1.",
                    "Divide pixels by the picture's width and height.");
    AnnotatedObject object{.name = m_document.number(m_names[*number]), .box = *box};
    if (fields.size() == 6)
        object.score = std::clamp(*parseFinite(fields[5]), 0.0F, 1.0F);
    return m_document.add(frame, object) ? Status() : tooManyObjects(m_input);
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
        std::vector<std::string> fields;
        for (const std::string& field : fieldsOf(trimmed(line), ' '))
            if (!field.empty())
                fields.push_back(field);
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
    if (frames->size() != files.size())
        return fail(ErrorCode::Unsupported,
                    m_input.name + " has label files whose names end with no frame number, as frame_000010.txt does.",
                    "Name the pictures and their labels by their frames.");
    for (std::size_t i = 0; i < files.size(); ++i)
        if (const auto frame = (*frames)[i])
            if (auto read = readFile(files[i], *frame); !read)
                return tl::unexpected(read.error());
    toPixels();
    m_document.note("Only pictures that have a label file count as labelled; an empty one says that nothing is there.");
    return std::move(m_document);
}

/// By the name of the sequence, whose folder MOT Challenge's `gt/gt.txt` lies in.
std::map<std::string, fs::path> truthsAmong(const std::vector<fs::path>& files)
{
    std::map<std::string, fs::path> truths;
    for (const fs::path& file : files)
        if (file.filename() == "gt.txt")
            truths[file.parent_path().parent_path().filename().string()] = file;
    return truths;
}

Result<AnnotationDocument> readSequence(const AnnotationInput& input, const std::map<std::string, fs::path>& truths)
{
    const auto chosen = input.task.empty() ? truths.begin() : truths.find(input.task);
    if (chosen != truths.end() && (truths.size() == 1 || !input.task.empty()))
        return readAnnotations(chosen->second);
    std::vector<std::string> names;
    for (const auto& [name, file] : truths)
        names.push_back(name);
    return whichTask(input, "sequences", names);
}

/// One file for each picture, of the format that reads one picture.
Result<AnnotationDocument> readEachPicture(const AnnotationInput& input, const std::vector<fs::path>& files)
{
    AnnotationDocument all;
    for (const fs::path& file : files) {
        const auto one = readAnnotations(file);
        if (!one)
            return tl::unexpected(one.error());
        if (one->format != "Pascal VOC")
            return fail(ErrorCode::Unsupported,
                        input.name + " holds several label files, among them '" + file.filename().string() + "' ("
                            + one->format + ").",
                        "Name one of them.");
        all.format = one->format;
        for (const auto& [frame, objects] : one->frames) {
            if (all.frames.contains(frame))
                return fail(ErrorCode::Corrupt,
                            input.name + " has several files for frame " + std::to_string(frame)
                                + ", the last of them '" + file.filename().string() + "'.",
                            "Keep one of each.");
            all.cover(frame);
            all.pictures[frame] = one->pictures.at(frame);
            all.noteSize(frame, one->size);
            for (AnnotatedObject object : objects) {
                object.name = all.number(one->names[object.name]);
                if (!all.add(frame, object))
                    return tooManyObjects(input);
            }
        }
    }
    return all;
}

} // namespace

Result<AnnotationDocument> readFolderAnnotations(const AnnotationInput& input)
{
    const auto files = filesBelow(input.path);
    std::map<std::string, std::vector<fs::path>> byExtension;
    for (const fs::path& file : files)
        byExtension[lowerCase(file.extension().string())].push_back(file);
    if (const auto truths = truthsAmong(files); !truths.empty())
        return readSequence(input, truths);
    for (const char* const extension : {".json", ".csv", ".xml"})
        if (byExtension[extension].size() == 1 && byExtension[".txt"].size() <= 1)
            return readAnnotations(byExtension[extension].front(), input.task);
    if (byExtension[".xml"].size() > 1)
        return readEachPicture(input, byExtension[".xml"]);
    if (!byExtension[".txt"].empty())
        return YoloReader(input, files).read();
    return fail(ErrorCode::Unsupported, input.name + " is a folder without labels that are known.",
                "Name " + knownAnnotationFormats() + ".");
}

} // namespace jackdaw::vision
