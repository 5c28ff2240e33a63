// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/import/import_scenario.h"

#include "datasets/scenario/scenario.h"
#include "engine/base/text_file.h"
#include "engine/runtime/check_settings.h"
#include "engine/vision/annotation_file.h"
#include "engine/vision/annotation_writer.h"
#include "engine/vision/class_map.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <limits>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

namespace jackdaw::datasets {
namespace {

namespace fs = std::filesystem;

constexpr double kPapersWindow = 200.0; ///< seconds; Ekya, section 6
constexpr double kPapersWindows = 10.0;
constexpr double kShortestUseful = 30.0; ///< seconds of a window where there is video enough
constexpr double kWidestSpan = 0.6; ///< part of a window that samples are taken from where few pictures are labelled

std::string number(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", value);
    return text;
}

/// What data sets of traffic name.
std::vector<std::string> trafficClasses()
{
    return {"person", "car", "bus", "truck", "bicycle", "motorcycle"};
}

/// Those of traffic that some object is, or a session's usual ones where nothing is labelled. Golden labels of a vague
/// name are the first of its classes: without a golden model the others would never be seen.
std::vector<std::string> classesOf(const std::vector<FoundCamera>& cameras, bool hasModel)
{
    const std::vector<std::string> all = trafficClasses();
    std::set<std::string> known;
    for (const auto& name : namesIn(cameras, all)) {
        const auto end = hasModel || name.classes.empty() ? name.classes.end() : name.classes.begin() + 1;
        known.insert(name.classes.begin(), end);
    }
    std::vector<std::string> classes;
    std::copy_if(all.begin(), all.end(), std::back_inserter(classes),
                 [&](const std::string& name) { return known.contains(name); });
    return classes.empty() ? defaultSettings().classes : classes;
}

/// A file's name for a camera; two cameras never have the same.
std::string fileName(const std::string& camera, std::set<std::string>& taken)
{
    std::string name;
    for (const unsigned char c : camera)
        name += std::isalnum(c) || c == '-' || c == '_' || c >= 0x80 ? static_cast<char>(c) : '-';
    const std::string plain = name;
    for (int i = 2; !taken.insert(name).second; ++i)
        name = plain + "-" + std::to_string(i);
    return name;
}

class Planner {
public:
    Planner(const FoundDataSet& found, const ImportOptions& options, const fs::path& out) :
        m_found(found), m_options(options), m_files(filesFolder(out).filename())
    {
    }

    Result<ImportPlan> plan();

private:
    Status choose();
    void leaveOutUnlabelled();
    void addCamera(const FoundCamera& camera);
    void setWindows();
    void setSample();
    double shortest() const;
    void note(std::string sentence) { m_plan.notes.push_back(std::move(sentence)); }

    const FoundDataSet& m_found;
    const ImportOptions& m_options;
    fs::path m_files;
    std::set<std::string> m_names;
    ImportPlan m_plan;
};

Status Planner::choose()
{
    if (m_options.cameras.empty())
        m_plan.cameras = m_found.cameras;
    for (const std::string& name : m_options.cameras) {
        const auto known = std::find_if(m_found.cameras.begin(), m_found.cameras.end(),
                                        [&](const FoundCamera& camera) { return camera.name == name; });
        if (known == m_found.cameras.end())
            return fail(ErrorCode::InvalidInput, "The data set has no camera '" + name + "'.",
                        "--dry-run lists the cameras.");
        m_plan.cameras.push_back(*known);
    }
    return {};
}

/// Without a golden model nobody could say what is to be seen there.
void Planner::leaveOutUnlabelled()
{
    if (!m_options.models.empty())
        return;
    const std::size_t before = m_plan.cameras.size();
    std::erase_if(m_plan.cameras, [](const FoundCamera& camera) { return camera.labels.objects() == 0; });
    if (const std::size_t gone = before - m_plan.cameras.size(); gone > 0)
        note("Cameras without labels are left out, since no golden model is named: " + std::to_string(gone) + ".");
}

void Planner::addCamera(const FoundCamera& found)
{
    runtime::CameraRun camera;
    auto& settings = camera.settings;
    const std::string name = fileName(found.name, m_names);
    settings.id = CameraId{static_cast<std::uint32_t>(m_plan.settings.cameras.size())};
    settings.name = found.name;
    settings.source = found.source.empty() ? (m_files / "pictures" / name).string() : found.source.string();
    settings.imagesPerSecond = found.imagesPerSecond;
    camera.ignored = found.ignored;
    camera.ignoredMask = found.ignoredMask;
    const fs::path labels = m_files / "labels" / (name + ".csv");
    const bool areBeside = !m_options.models.empty() && !found.byDetector;
    if (found.labels.objects() > 0 && !areBeside)
        camera.goldenLabels = labels;
    else if (found.labels.objects() > 0)
        camera.humanLabels = {{labels, found.labels.frames.begin()->first, found.labels.frames.rbegin()->first,
                               found.labels.frames.begin()->first}};
    m_plan.settings.cameras.push_back(std::move(camera));
}

double Planner::shortest() const
{
    double seconds = std::numeric_limits<double>::max();
    for (const FoundCamera& camera : m_plan.cameras)
        seconds = std::min(seconds, camera.seconds);
    return seconds;
}

/// As many windows as the paper has, of its length where there is video enough.
void Planner::setWindows()
{
    const double seconds = shortest();
    double windows = std::clamp(std::floor(seconds / kShortestUseful), 2.0, kPapersWindows);
    if (m_options.windows)
        windows = *m_options.windows;
    const double length = m_options.windowSeconds.value_or(std::min(kPapersWindow, seconds / windows));
    if (!m_options.windows && m_options.windowSeconds)
        windows = std::max(2.0, std::floor(seconds / length));
    m_plan.settings.windows = static_cast<std::uint32_t>(windows);
    m_plan.settings.windowLength = fromSeconds(std::max(length, runtime::kShortestWindow));
    auto& interval = m_plan.settings.labelling.scoringInterval;
    interval = std::min(interval, length / 8.0);
    note(number(windows) + " windows of " + number(length) + " s; the shortest camera has " + number(seconds) + " s.");
    if (windows * length > seconds * 1.001)
        note("Cameras end before the windows do: their sources are not repeated.");
}

/// A round's frames must be found within the part of a window that samples are taken from.
void Planner::setSample()
{
    double scarcest = std::numeric_limits<double>::max(); // labelled pictures in a second
    for (const FoundCamera& camera : m_plan.cameras)
        if (camera.labels.objects() > 0 && camera.seconds > 0.0)
            scarcest = std::min(scarcest, static_cast<double>(camera.labels.frames.size()) / camera.seconds);
    auto& labelling = m_plan.settings.labelling;
    const double window = toSeconds(m_plan.settings.windowLength);
    if (!m_options.models.empty() || scarcest * window * labelling.trainingSpan >= labelling.trainingFrames)
        return;
    labelling.trainingSpan =
        std::clamp(labelling.trainingFrames / (scarcest * window), labelling.trainingSpan, kWidestSpan);
    note("Labelled pictures are scarce, " + number(scarcest * window)
         + " in a window: samples are taken from the first " + number(100.0 * labelling.trainingSpan) + " % of it.");
    if (scarcest * window * labelling.trainingSpan < runtime::kFewestTrainingFrames)
        note("That is too few for a round of retraining: name a golden model, or use longer windows.");
}

Result<ImportPlan> Planner::plan()
{
    if (Status chosen = choose(); !chosen)
        return tl::unexpected(chosen.error());
    leaveOutUnlabelled();
    if (m_plan.cameras.empty())
        return fail(ErrorCode::InvalidInput, "None of the cameras has labels.",
                    "Name a golden model with --golden: it labels their pictures.");
    if (m_plan.cameras.size() > runtime::kMostCameras) {
        note("A run has at most " + std::to_string(runtime::kMostCameras) + " cameras: the first of "
             + std::to_string(m_plan.cameras.size()) + " are taken.");
        m_plan.cameras.resize(runtime::kMostCameras);
    }
    m_plan.settings = defaultSettings();
    m_plan.settings.name = m_found.kind;
    const bool hasModel = !m_options.models.empty();
    m_plan.settings.classes = m_options.classes.empty() ? classesOf(m_plan.cameras, hasModel) : m_options.classes;
    m_plan.settings.labelling.models = m_options.models;
    for (const auto& name : namesIn(m_plan.cameras, trafficClasses()))
        if (!hasModel && name.objects > 0 && name.classes.size() > 1)
            note("As a golden label '" + name.name + "' counts as " + name.classes.front() + ".");
    for (const FoundCamera& camera : m_plan.cameras)
        addCamera(camera);
    setWindows();
    setSample();
    return std::move(m_plan);
}

/// Links "frame_000000.jpg" and following to \p pictures. Links of an earlier import are removed, other files never.
Status linkPictures(const std::vector<fs::path>& pictures, const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (fs::is_symlink(entry->symlink_status()))
            fs::remove(entry->path(), error);
    for (std::size_t i = 0; i < pictures.size() && !error; ++i) {
        char name[32];
        std::snprintf(name, sizeof name, "frame_%06zu", i);
        fs::create_symlink(fs::absolute(pictures[i]), folder / (name + pictures[i].extension().string()), error);
    }
    if (!error)
        return {};
    return fail(ErrorCode::Io,
                "The pictures could not be linked into '" + folder.string() + "': " + error.message() + ".",
                "Empty that folder, or write the scenario to a disk that has links.");
}

Status writeCamera(const FoundCamera& found, const runtime::CameraRun& camera, const fs::path& folder)
{
    if (found.source.empty())
        if (Status linked = linkPictures(found.pictures, folder / camera.settings.source); !linked)
            return linked;
    std::optional<fs::path> labels = camera.goldenLabels;
    if (!camera.humanLabels.empty())
        labels = camera.humanLabels.front().file;
    if (!labels)
        return {};
    std::error_code error;
    fs::create_directories((folder / *labels).parent_path(), error);
    const auto written = vision::writeAnnotations(found.labels, folder / *labels, "csv");
    return written ? Status() : tl::unexpected(written.error());
}

std::string cameraLine(const FoundCamera& camera)
{
    char line[200];
    std::snprintf(line, sizeof line, "  %-24s %5d x %-5d %8.1f s  %7zu labelled frames  %8zu objects\n",
                  camera.name.c_str(), camera.size.width, camera.size.height, camera.seconds,
                  camera.labels.frames.size(), camera.labels.objects());
    return line;
}

/// Of a name that is none of the session's classes.
std::string meaningText(vision::AnnotationCheck::Name::Meaning meaning)
{
    using enum vision::AnnotationCheck::Name::Meaning;
    if (meaning == Unknown)
        return "not known: counts neither way";
    return meaning == Ignored ? "ignored: counts neither way" : "nothing of the session's";
}

std::string nameLine(const vision::AnnotationCheck::Name& name)
{
    std::string classes;
    for (const std::string& each : name.classes)
        classes += (classes.empty() ? "" : " or ") + each;
    if (classes.empty())
        classes = meaningText(name.meaning);
    char line[200];
    std::snprintf(line, sizeof line, "  %-24s %8zu objects: %s\n", name.name.c_str(), name.objects, classes.c_str());
    return line;
}

} // namespace

fs::path filesFolder(const fs::path& out)
{
    return out.parent_path() / (out.stem().string() + "-files");
}

std::vector<vision::AnnotationCheck::Name> namesIn(const std::vector<FoundCamera>& cameras,
                                                   const std::vector<std::string>& classes)
{
    using Name = vision::AnnotationCheck::Name;
    std::map<std::tuple<std::string, Name::Meaning, std::vector<std::string>>, Name> names;
    const vision::AnnotationOptions options{classes, vision::trafficAliases(classes), 0.0F};
    for (const FoundCamera& camera : cameras)
        for (const auto& name : vision::checkAnnotations(camera.labels, options).names) {
            auto [sum, isNew] = names.try_emplace({name.name, name.meaning, name.classes}, name);
            sum->second.objects += isNew ? 0 : name.objects;
        }
    std::vector<Name> list;
    for (auto& [key, name] : names)
        list.push_back(std::move(name));
    return list;
}

Result<ImportPlan> planImport(const FoundDataSet& found, const ImportOptions& options, const fs::path& out)
{
    return Planner(found, options, out).plan();
}

Status writeImport(const ImportPlan& plan, const fs::path& out)
{
    const fs::path folder = fs::absolute(out).parent_path();
    for (std::size_t i = 0; i < plan.cameras.size(); ++i)
        if (Status written = writeCamera(plan.cameras[i], plan.settings.cameras[i], folder); !written)
            return written;
    if (Status written = writeText(out, scenarioJson(plan.settings)); !written)
        return written;
    const auto again = readScenario(out);
    return again ? Status() : tl::unexpected(again.error());
}

std::string importText(const FoundDataSet& found, const ImportPlan& plan)
{
    std::string text = "kind:    " + found.kind + "\ncameras: " + std::to_string(found.cameras.size()) + "\n";
    for (const FoundCamera& camera : found.cameras)
        text += cameraLine(camera);
    text += "names:\n";
    for (const auto& name : namesIn(plan.cameras, plan.settings.classes))
        text += nameLine(name);
    text += "classes:";
    for (const std::string& name : plan.settings.classes)
        text += " " + name;
    text += "\n";
    const std::pair<const char*, const std::vector<std::string>*> lists[] = {{"note:    ", &found.notes},
                                                                             {"plan:    ", &plan.notes},
                                                                             {"missing: ", &found.missing},
                                                                             {"refused: ", &found.refused}};
    for (const auto& [word, sentences] : lists)
        for (const std::string& sentence : *sentences)
            text += word + sentence + "\n";
    return text;
}

} // namespace jackdaw::datasets
