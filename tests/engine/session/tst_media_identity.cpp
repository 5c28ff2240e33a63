// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/media_identity.h"
#include "engine/session/replay.h"
#include "tests/engine/session/small_session.h"
#include "tests/engine/session/test_folder.h"

#include <QDeadlineTimer>
#include <QtTest>

#include <thread>

using namespace jackdaw;
using namespace jackdaw::session;

namespace {

std::string content(std::size_t size, char seed)
{
    std::string text(size, seed);
    for (std::size_t i = 0; i < size; ++i)
        text[i] = static_cast<char>(seed + static_cast<char>(i * 31 % 97));
    return text;
}

/// Takes note of sources asked for and cameras refused.
class Frames : public FrameProvider {
public:
    void request(CameraId, const std::string& source, std::int64_t, Nanoseconds) override { sources.push_back(source); }
    std::optional<VideoFrame> take(CameraId) override { return std::nullopt; }
    void refuse(const CameraAdded&, const Error& error) override { refusals.push_back(error.message); }

    std::vector<std::string> sources;
    std::vector<std::string> refusals;
};

/// Records a session of one camera in \p folder with the source \p name there.
CameraAdded record(const std::filesystem::path& folder, const std::string& name)
{
    CameraAdded camera{CameraId{0}, "gate", (folder / name).string(), 352, 288, 5.0};
    describeSource(camera, folder / "a.jackdaw");
    sample::writeSession(folder / "a.jackdaw",
                         {{Nanoseconds{0}, sample::started()},
                          {Nanoseconds{0}, camera},
                          {Nanoseconds{1}, FrameIndexed{CameraId{0}, 3, Nanoseconds{1}, Nanoseconds{1}, {}, {}}}});
    return camera;
}

/// What a replay that has shown its only frame asked for.
std::shared_ptr<Frames> replay(const std::filesystem::path& file)
{
    auto frames = std::make_shared<Frames>();
    auto source = openReplay(file, frames);
    std::vector<Event> events;
    const QDeadlineTimer guard(30'000);
    while (source && events.size() < 3 && !guard.hasExpired()) {
        (*source)->seek(Nanoseconds{1});
        events.clear();
        while (events.size() < 3 && !guard.hasExpired()) {
            (*source)->poll(events, 10);
            std::this_thread::yield();
        }
    }
    return frames;
}

} // namespace

class TestMediaIdentity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anotherContentHasAnotherHash();
    void aFolderIsItsFiles();
    void aSourceThatIsNotThereIsNamed();
    void aSourceIsFoundBesideTheSession();
    void aReplacedSourceIsRefused();
    void aSourceOfAnOldSessionIsTakenAsItIs();
    void aReplayShowsTheSourceThatMoved();
    void aReplayRefusesAReplacedSource();
    void aReplayRefusesASourceThatIsNotThere();
};

void TestMediaIdentity::anotherContentHasAnotherHash()
{
    const TestFolder folder;
    const std::string whole = content(1'000'000, 'a');
    const auto identity = identifySource(folder.write("a.mp4", whole));
    QVERIFY(identity.has_value());
    QCOMPARE(identity->bytes, std::uint64_t{1'000'000});
    QCOMPARE(identity->hash.size(), std::size_t{32});
    QVERIFY(*identifySource(folder.write("copy.mp4", whole)) == *identity);
    for (const std::size_t place : {std::size_t{0}, std::size_t{500'000}, std::size_t{999'999}}) {
        std::string other = whole;
        other[place] ^= 1;
        QVERIFY(identifySource(folder.write("other.mp4", other))->hash != identity->hash);
    }
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{70'000}})
        QVERIFY(identifySource(folder.write("short.mp4", whole.substr(0, size)))->bytes == size);
}

void TestMediaIdentity::aFolderIsItsFiles()
{
    const TestFolder folder;
    std::filesystem::create_directory(folder / "pictures");
    for (const char* name : {"pictures/1.png", "pictures/2.png", "pictures/3.png"})
        folder.write(name, content(5000, name[9]));
    const auto identity = identifySource(folder / "pictures");
    QVERIFY(identity.has_value());
    QCOMPARE(identity->bytes, std::uint64_t{15'000});
    folder.write("pictures/3.png", content(5000, 'x'));
    QVERIFY(identifySource(folder / "pictures")->hash != identity->hash);
    folder.write("pictures/3.png", content(5000, '3'));
    QVERIFY(*identifySource(folder / "pictures") == *identity);
    std::filesystem::rename(folder / "pictures/2.png", folder / "pictures/4.png");
    QVERIFY(identifySource(folder / "pictures")->hash != identity->hash);
}

void TestMediaIdentity::aSourceThatIsNotThereIsNamed()
{
    const TestFolder folder;
    const auto identity = identifySource(folder / "none.mp4");
    QVERIFY(!identity);
    QVERIFY(identity.error().message.find("none.mp4") != std::string::npos);
    CameraAdded camera{CameraId{0}, "gate", (folder / "none.mp4").string(), 352, 288, 5.0};
    describeSource(camera, folder / "a.jackdaw");
    QVERIFY(camera.sourceHash.empty() && camera.relativeSource.empty());
    const auto found = findSource(camera, folder / "a.jackdaw");
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::NotFound);
    QVERIFY(found.error().message.find("Camera gate") != std::string::npos);
}

void TestMediaIdentity::aSourceIsFoundBesideTheSession()
{
    const TestFolder folder;
    std::filesystem::create_directories(folder / "here/media");
    folder.write("here/media/a.mp4", content(200'000, 'a'));
    const CameraAdded camera = record(folder / "here", "media/a.mp4");
    QCOMPARE(camera.relativeSource, std::string("media/a.mp4"));
    QVERIFY(*findSource(camera, folder / "here/a.jackdaw") == folder / "here/media/a.mp4");
    std::filesystem::rename(folder / "here", folder / "there");
    const auto found = findSource(camera, folder / "there/a.jackdaw");
    QVERIFY2(found.has_value(), found ? "" : found.error().text().c_str());
    QVERIFY(*found == folder / "there/media/a.mp4");
}

void TestMediaIdentity::aReplacedSourceIsRefused()
{
    const TestFolder folder;
    folder.write("a.mp4", content(200'000, 'a'));
    const CameraAdded camera = record(folder.path(), "a.mp4");
    folder.write("a.mp4", content(200'000, 'b'));
    auto found = findSource(camera, folder / "a.jackdaw");
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::InvalidInput);
    QVERIFY(found.error().message.find("another content") != std::string::npos);
    folder.write("a.mp4", content(300'000, 'a'));
    found = findSource(camera, folder / "a.jackdaw");
    QVERIFY(!found);
    for (const char* words : {"Camera gate", "a.mp4", "300000 bytes", "200000"})
        QVERIFY2(found.error().message.find(words) != std::string::npos, found.error().message.c_str());
}

void TestMediaIdentity::aSourceOfAnOldSessionIsTakenAsItIs()
{
    const TestFolder folder;
    folder.write("a.mp4", "anything");
    const CameraAdded absolute{CameraId{0}, "gate", (folder / "a.mp4").string(), 352, 288, 5.0};
    QVERIFY(*findSource(absolute, "elsewhere.jackdaw") == folder / "a.mp4");
    const CameraAdded relative{CameraId{0}, "gate", "a.mp4", 352, 288, 5.0};
    QVERIFY(*findSource(relative, folder / "b.jackdaw") == folder / "a.mp4");
}

void TestMediaIdentity::aReplayShowsTheSourceThatMoved()
{
    const TestFolder folder;
    std::filesystem::create_directories(folder / "here");
    folder.write("here/a.mp4", content(200'000, 'a'));
    record(folder / "here", "a.mp4");
    std::filesystem::rename(folder / "here", folder / "there");
    const auto frames = replay(folder / "there/a.jackdaw");
    QVERIFY(frames->refusals.empty());
    QCOMPARE(frames->sources, std::vector<std::string>{(folder / "there/a.mp4").string()});
}

void TestMediaIdentity::aReplayRefusesAReplacedSource()
{
    const TestFolder folder;
    folder.write("a.mp4", content(200'000, 'a'));
    record(folder.path(), "a.mp4");
    folder.write("a.mp4", content(200'000, 'b'));
    const auto frames = replay(folder / "a.jackdaw");
    QCOMPARE(frames->sources, std::vector<std::string>{(folder / "a.mp4").string()}); // the provider may know better
    QCOMPARE(frames->refusals.size(), std::size_t{1});
    QVERIFY(frames->refusals[0].find("is not what was recorded") != std::string::npos);
}

void TestMediaIdentity::aReplayRefusesASourceThatIsNotThere()
{
    const TestFolder folder;
    folder.write("a.mp4", content(200'000, 'a'));
    record(folder.path(), "a.mp4");
    std::filesystem::remove(folder / "a.mp4");
    const auto frames = replay(folder / "a.jackdaw");
    QCOMPARE(frames->sources, std::vector<std::string>{(folder / "a.mp4").string()});
    QCOMPARE(frames->refusals.size(), std::size_t{1});
    QVERIFY(frames->refusals[0].find("is not there") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestMediaIdentity)
#include "tst_media_identity.moc"
