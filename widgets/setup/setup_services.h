// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/detection.h"
#include "engine/api/run_draft.h"
#include "engine/api/video_frame.h"
#include "engine/base/result.h"

#include <QString>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace jackdaw::widgets {

/// Work that goes on beside the window. Its destruction cancels it: nothing is told any more. All that it tells comes
/// on the window's thread.
class SetupWork {
public:
    SetupWork() = default;
    virtual ~SetupWork() = default;
    SetupWork(const SetupWork&) = delete;
    SetupWork& operator=(const SetupWork&) = delete;
};

/// What a source gave so far while it was looked at.
struct SourceLook {
    VideoFrame picture; ///< the newest
    int width = 0;
    int height = 0;
    std::string codec;
    bool live = false;
    double seconds = 0.0; ///< that a recording lasts at its own speed; 0: not known
    double saysPerSecond = 0.0; ///< what it says of itself
    double givesPerSecond = 0.0; ///< measured; 0: not known yet
    std::size_t pictures = 0;
    std::vector<IgnoredRegion> masked; ///< what the camera's mask passes over, once it was read
    std::vector<std::string> faults; ///< a sentence each
    std::string interruption; ///< why nothing comes at the moment
};

/// A box on a picture, with what it is said to be.
struct NamedBox {
    Box box;
    std::string name;
    float score = 0.0F; ///< 0 where the labels give none
    bool counts = true; ///< it is one of the run's classes
};

/// A name that a golden model uses, and what the run makes of it.
struct NameMeaning {
    std::string name;
    std::size_t objects = 0;
    std::vector<std::string> classes; ///< of the run that it may be; none: such objects are passed over
    bool isKnown = true;
};

/// What a golden model or a label file is, and what it says about a picture of the camera.
struct GoldenLook {
    bool isNetwork = true;
    std::string name;
    std::string kind; ///< "YOLOX, boxes that the network decodes itself", "CVAT"
    int inputWidth = 0; ///< of a network
    int inputHeight = 0;
    double millisecondsPerFrame = 0.0; ///< of a network, on this machine's CPU
    std::size_t frames = 0; ///< that a label file covers
    std::size_t objects = 0; ///< in the label file, or in the picture
    VideoFrame picture;
    std::vector<NamedBox> boxes;
    std::vector<NameMeaning> names;
    std::vector<std::string> notes; ///< how a label file was read, and what could not be looked at
    std::vector<std::string> warnings;
    std::vector<std::string> faults; ///< for which a run is refused
};

/// A camera that is plugged in.
struct PluggedCamera {
    std::string path; ///< to be named as a source: one that stays where there is one
    std::string name;
};

struct OfferedSource {
    std::string source; ///< as a scenario names it
    std::string facts; ///< "main, 1920 x 1080, H264"
};

/// A camera of the network that answered.
struct FoundCamera {
    std::string name; ///< "North gate, IPC-22, 192.168.1.20"
    std::string service; ///< where it is asked (ONVIF)
    std::vector<OfferedSource> streams; ///< none: it does not tell them
    bool wantsLogin = false; ///< it tells its streams to somebody with another login
    std::string note; ///< what it does not tell, and why
};

/// A user and a password that are to be kept. They must not be written anywhere else.
struct NewLogin {
    std::string entry; ///< of the secret store
    std::string user;
    std::string password;
};

struct PlannerChoice {
    std::string name;
    std::string summary;
};

/// What setting up a run needs of the engine; the program gives it to the pages, which know no more of it.
class SetupServices {
public:
    virtual ~SetupServices() = default;
    template <class T>
    using Done = std::function<void(Result<T>)>;
    using Work = std::unique_ptr<SetupWork>;

    /// Begins a new scenario.
    virtual RunDraft begin() = 0;
    /// Takes up a scenario; what is edited now is left only if that works.
    virtual Result<RunDraft> open(const QString& file) = 0;
    /// Writes the scenario that was begun or opened, as \p draft is; what a draft does not hold is kept.
    virtual Status save(const RunDraft& draft, const QString& file) = 0;
    /// All that keeps \p draft from being run.
    virtual std::vector<DraftFault> faultsOf(const RunDraft& draft) = 0;
    virtual std::vector<PlannerChoice> planners() = 0;
    /// A path as a scenario writes it.
    virtual std::string writtenPath(const QString& file) = 0;
    /// Says what \p name means in \p labels, in the file beside these that every later reading follows.
    virtual Status setMeaning(const std::string& labels, const std::string& name,
                              const std::vector<std::string>& classes) = 0;

    virtual Work lookAtSource(const CameraDraft& camera, std::function<void(const SourceLook&)> seen,
                              Done<SourceLook> done) = 0;
    /// Tries what labels \p camera, a network or a label file, on a picture of it.
    virtual Work tryGolden(const RunDraft& draft, const CameraDraft& camera, Done<GoldenLook> done) = 0;
    virtual Work findCameras(Done<std::vector<PluggedCamera>> done) = 0;
    /// Asks the local network for its cameras, and each of them for its streams. No login goes to any.
    virtual Work searchNetwork(Done<std::vector<FoundCamera>> done) = 0;
    /// Asks \p camera alone for its streams, with the login that \p credentials lead to, if any.
    virtual Work askCamera(const FoundCamera& camera, const std::string& credentials, Done<FoundCamera> done) = 0;
    /// Keeps \p login in the user's secret store. Gives the credentials that lead there.
    virtual Work keepLogin(const NewLogin& login, Done<std::string> done) = 0;
    /// Holds all label files against classes and videos: a sentence for each thing that is probably wrong.
    virtual Work checkLabels(const RunDraft& draft, Done<std::vector<std::string>> done) = 0;
    /// Measures what \p draft costs on this machine; \p measured is told each kind of work. Gives the file's name.
    virtual Work calibrate(const RunDraft& draft, std::function<void(const std::string&)> measured,
                           Done<std::string> done) = 0;
};

} // namespace jackdaw::widgets
