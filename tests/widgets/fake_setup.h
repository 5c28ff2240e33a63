// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_services.h"

#include <QStringList>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace jackdaw::testing {

inline VideoFrame greyPicture(int width = 64, int height = 48, std::uint8_t shade = 120)
{
    VideoFrame frame;
    frame.width = width;
    frame.height = height;
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(shade + i % 97);
    frame.picture = std::make_shared<RgbPicture>(std::move(bytes));
    return frame;
}

inline widgets::SourceLook goodLook()
{
    return {.picture = greyPicture(352, 288),
            .width = 352,
            .height = 288,
            .codec = "h264",
            .saysPerSecond = 25.0,
            .givesPerSecond = 25.0,
            .pictures = 37};
}

inline widgets::GoldenLook goodGolden()
{
    widgets::GoldenLook look;
    look.name = "detector";
    look.kind = "YOLOX";
    look.inputWidth = look.inputHeight = 416;
    look.millisecondsPerFrame = 42.5;
    look.picture = greyPicture(352, 288);
    look.boxes = {{{40, 60, 120, 140}, "car", 0.91F, true}, {{200, 80, 240, 180}, "dog", 0.4F, false}};
    look.names = {{"car", 1, {"car"}, true}, {"dog", 1, {}, true}};
    return look;
}

/// One that tells its streams, one that wants a login, and one that does not answer when it is asked.
inline std::vector<widgets::FoundCamera> someFoundCameras()
{
    return {{"North gate, IPC-22, 192.168.1.20",
             "http://192.168.1.20/onvif/device_service",
             {{"rtsp://192.168.1.20:554/main", "main, 1920 x 1080, H264"},
              {"rtsp://192.168.1.20:554/sub", "sub, 352 x 288, H264"}},
             false,
             {}},
            {"Yard, DS-2CD, 192.168.1.31", "http://192.168.1.31/onvif/device_service", {}, true, "It refuses."},
            {"192.168.1.40", "http://192.168.1.40/onvif/device_service", {}, false, "It gave no answer for 4 s."}};
}

/// Does nothing by itself: the test says what came of each piece of work.
class FakeSetup : public widgets::SetupServices {
public:
    /// One piece of work that is under way.
    struct Job : widgets::SetupWork {
        explicit Job(std::function<void()> cancelled) : gone(std::move(cancelled)) { }
        ~Job() override { gone(); }
        std::function<void()> gone;
    };
    struct Look {
        CameraDraft camera;
        std::function<void(const widgets::SourceLook&)> seen;
        Done<widgets::SourceLook> done;
    };

    RunDraft begin() override
    {
        RunDraft draft;
        draft.name = "my cameras";
        draft.windows = 5;
        draft.windowSeconds = 120.0;
        draft.planner = "jackdaw";
        draft.classes = {"person", "car"};
        draft.devices = {DeviceDraft{}};
        return draft;
    }
    Result<RunDraft> open(const QString& file) override
    {
        const auto found = files.find(file);
        if (found == files.end())
            return fail(ErrorCode::NotFound, "There is no file " + file.toStdString() + ".", "Name another one.");
        return found->second;
    }
    Status save(const RunDraft& draft, const QString& file) override
    {
        if (file.startsWith(QStringLiteral("/readonly")))
            return fail(ErrorCode::Io, "The file cannot be written.", "Name another file.");
        files[file] = draft;
        return {};
    }
    std::vector<DraftFault> faultsOf(const RunDraft& draft) override
    {
        std::vector<DraftFault> faults;
        if (draft.windows < 2)
            faults.push_back({"/windows", "the number " + std::to_string(draft.windows), ">= 2 and <= 100000"});
        for (std::size_t i = 0; i < draft.cameras.size(); ++i) {
            const std::string place = "/cameras/" + std::to_string(i);
            if (draft.cameras[i].target > 1.0)
                faults.push_back({place + "/target", "a number above 1", ">= 0 and <= 1"});
            if (draft.cameras[i].goldenLabels.empty() && draft.goldenModels.empty())
                faults.push_back({"/golden/models", "no golden model", "one or more ONNX files"});
        }
        return faults;
    }
    std::vector<widgets::PlannerChoice> planners() override { return {{"thief", "steals"}, {"jackdaw", "searches"}}; }
    std::string writtenPath(const QString& file) override { return file.toStdString(); }
    Status setMeaning(const std::string& labelFile, const std::string& name,
                      const std::vector<std::string>& classes) override
    {
        meanings[labelFile + ":" + name] = classes;
        return {};
    }
    Work lookAtSource(const CameraDraft& camera, std::function<void(const widgets::SourceLook&)> seen,
                      Done<widgets::SourceLook> done) override
    {
        const int number = ++made;
        looks[number] = {camera, std::move(seen), std::move(done)};
        return std::make_unique<Job>([this, number] { looks.erase(number); });
    }
    Work tryGolden(const RunDraft&, const CameraDraft& camera, Done<widgets::GoldenLook> done) override
    {
        tried.push_back(camera);
        golden = std::move(done);
        return std::make_unique<Job>([this] { golden = nullptr; });
    }
    Work findCameras(Done<std::vector<widgets::PluggedCamera>> done) override
    {
        plugged = std::move(done);
        return std::make_unique<Job>([this] { plugged = nullptr; });
    }
    Work searchNetwork(Done<std::vector<widgets::FoundCamera>> done) override
    {
        ++searches;
        network = std::move(done);
        return std::make_unique<Job>([this] { network = nullptr; });
    }
    Work askCamera(const widgets::FoundCamera& camera, const std::string& credentials,
                   Done<widgets::FoundCamera> done) override
    {
        asked.emplace_back(camera, credentials);
        answer = std::move(done);
        return std::make_unique<Job>([this] { answer = nullptr; });
    }
    Work keepLogin(const widgets::NewLogin& login, Done<std::string> done) override
    {
        logins.push_back(login);
        loginKept = std::move(done);
        return std::make_unique<Job>([this] { loginKept = nullptr; });
    }
    Work checkLabels(const RunDraft&, Done<std::vector<std::string>> done) override
    {
        labels = std::move(done);
        return std::make_unique<Job>([this] { labels = nullptr; });
    }
    Work calibrate(const RunDraft&, std::function<void(const std::string&)> told, Done<std::string> done) override
    {
        measured = std::move(told);
        calibrated = std::move(done);
        return std::make_unique<Job>([this] { calibrated = nullptr; });
    }

    /// Ends all looks that are under way, and those that begin in their places.
    void finishLooks(const std::function<Result<widgets::SourceLook>(const CameraDraft&)>& outcome)
    {
        while (!looks.empty()) {
            const Look look = looks.begin()->second;
            look.done(outcome(look.camera));
        }
    }

    std::map<QString, RunDraft> files;
    std::map<std::string, std::vector<std::string>> meanings;
    int made = 0;
    std::map<int, Look> looks;
    std::vector<CameraDraft> tried;
    Done<widgets::GoldenLook> golden;
    Done<std::vector<widgets::PluggedCamera>> plugged;
    int searches = 0;
    Done<std::vector<widgets::FoundCamera>> network;
    std::vector<std::pair<widgets::FoundCamera, std::string>> asked; ///< and with which credentials
    Done<widgets::FoundCamera> answer;
    std::vector<widgets::NewLogin> logins;
    Done<std::string> loginKept;
    Done<std::vector<std::string>> labels;
    std::function<void(const std::string&)> measured;
    Done<std::string> calibrated;
};

inline std::vector<CameraDraft> someCameras(std::size_t count)
{
    std::vector<CameraDraft> cameras;
    for (std::size_t i = 0; i < count; ++i)
        cameras.push_back(
            {.name = "camera " + std::to_string(i + 1), .source = "/films/" + std::to_string(i + 1) + ".mp4"});
    return cameras;
}

} // namespace jackdaw::testing
