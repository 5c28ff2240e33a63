// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/model_shelf.h"
#include "engine/session/session_file.h"
#include "tests/engine/session/small_session.h"
#include "tests/engine/session/test_folder.h"

#include <QtTest>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace jackdaw;
using namespace jackdaw::session;

namespace {

constexpr std::size_t kPartBytes = 100'000;

/// Model \p number of a camera: its trunk is the same in three models in a row, its head is its own.
StoredWeights model(std::uint32_t camera, std::uint32_t number)
{
    const auto part = [](std::uint32_t seed) {
        std::vector<std::uint8_t> bytes(kPartBytes);
        std::uint32_t state = seed * 2654435761U + 1;
        for (std::uint8_t& byte : bytes)
            byte = static_cast<std::uint8_t>((state = state * 1664525U + 1013904223U) >> 24U);
        return bytes;
    };
    return sample::weightsOf({part(1000 * camera + number / 3), part(1'000'000 + 1000 * camera + number)});
}

WeightsSwapped swapped(std::uint32_t camera, std::uint32_t number)
{
    return {CameraId{camera}, WeightsVersion{number + 1}, model(camera, number).hash, {}, {}, std::nullopt};
}

void accept(SessionWriter& writer, std::uint32_t camera, std::uint32_t number)
{
    QVERIFY(writer.putWeights(model(camera, number)));
    writer.append(Nanoseconds{number}, swapped(camera, number));
}

std::int64_t integer(const std::filesystem::path& file, const char* query)
{
    SQLite::Database database(file.string());
    return database.execAndGet(query).getInt64();
}

std::unique_ptr<SessionWriter> begin(const std::filesystem::path& file, KeptModels kept = KeptModels::Landmarks)
{
    auto writer = SessionWriter::create(file, kept);
    (*writer)->append(Nanoseconds{0}, sample::started());
    for (std::uint32_t camera = 0; camera < 2; ++camera)
        (*writer)->append(Nanoseconds{0},
                          CameraAdded{CameraId{camera}, camera == 0 ? "gate" : "bridge", "a.mp4", 352, 288, 5.0});
    return std::move(*writer);
}

/// Numbers of the camera's models, of \p count, that the session holds.
std::vector<std::uint32_t> held(const std::filesystem::path& file, std::uint32_t camera, std::uint32_t count)
{
    std::vector<std::uint32_t> numbers;
    auto reader = SessionReader::open(file);
    for (std::uint32_t number = 0; reader && number < count; ++number)
        if ((*reader)->weights(model(camera, number).hash))
            numbers.push_back(number);
    return numbers;
}

using Numbers = std::vector<std::uint32_t>;

} // namespace

class StoredModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstAndTheNewestAreKept();
    void allAreKeptWhereThatIsWanted();
    void aNoteKeepsWhatServed();
    void theModelsAtTheBorderAreKept();
    void aModelThatIsStillToBePreparedIsKept();
    void aModelThatComesBackIsStoredAgain();
    void aSharedPartIsStoredOnce();
    void theFileDoesNotGrowWithTheModels();
    void resumingForgetsWhatNoEventNames();
    void aModelThatIsNotKeptIsNamed();
    void damagedWeightsAreNamedWithTheirCamera();
    void whatTheShelfForgetsIsNotKeptByAnotherCamera();
};

void StoredModels::theFirstAndTheNewestAreKept()
{
    const TestFolder folder;
    auto writer = begin(folder / "a.jackdaw");
    for (std::uint32_t number = 0; number < 8; ++number) {
        accept(*writer, 0, number);
        QCOMPARE(held(folder / "a.jackdaw", 0, number + 1), number == 0 ? Numbers{0} : (Numbers{0, number}));
        accept(*writer, 1, number / 4);
    }
    QVERIFY(writer->close());
    QCOMPARE(held(folder / "a.jackdaw", 0, 8), (Numbers{0, 7}));
    QCOMPARE(held(folder / "a.jackdaw", 1, 2), (Numbers{0, 1}));
}

void StoredModels::allAreKeptWhereThatIsWanted()
{
    const TestFolder folder;
    auto writer = begin(folder / "a.jackdaw", KeptModels::All);
    accept(*writer, 0, 0);
    accept(*writer, 0, 1);
    QVERIFY(writer->close());
    writer = std::move(*SessionWriter::resume(folder / "a.jackdaw", KeptModels::All));
    accept(*writer, 0, 2);
    QVERIFY(writer->close());
    QCOMPARE(held(folder / "a.jackdaw", 0, 3), (Numbers{0, 1, 2}));
}

void StoredModels::aNoteKeepsWhatServed()
{
    const TestFolder folder;
    auto writer = begin(folder / "a.jackdaw");
    for (std::uint32_t number = 0; number < 6; ++number) {
        accept(*writer, 0, number);
        if (number == 2)
            writer->append(Nanoseconds{number}, Note{"look here"});
    }
    QVERIFY(writer->close());
    QCOMPARE(held(folder / "a.jackdaw", 0, 6), (Numbers{0, 2, 5}));
    // What was pinned stays so when the session goes on.
    writer = std::move(*SessionWriter::resume(folder / "a.jackdaw"));
    accept(*writer, 0, 6);
    QVERIFY(writer->close());
    QCOMPARE(held(folder / "a.jackdaw", 0, 7), (Numbers{0, 2, 6}));
}

void StoredModels::theModelsAtTheBorderAreKept()
{
    const TestFolder folder;
    auto writer = begin(folder / "a.jackdaw");
    accept(*writer, 0, 0);
    accept(*writer, 0, 1);
    const auto border = [&](std::uint32_t number) {
        ResumeState state;
        state.cameras = {{CameraId{0}, WeightsVersion{number + 1}, model(0, number).hash, 0.5, {}}};
        writer->append(Nanoseconds{number}, state);
    };
    border(1);
    accept(*writer, 0, 2);
    QCOMPARE(held(folder / "a.jackdaw", 0, 3), (Numbers{0, 1, 2}));
    border(2);
    accept(*writer, 0, 3);
    QVERIFY(writer->close());
    QCOMPARE(held(folder / "a.jackdaw", 0, 4), (Numbers{0, 2, 3}));
}

void StoredModels::aModelThatIsStillToBePreparedIsKept()
{
    const TestFolder folder;
    auto writer = begin(folder / "a.jackdaw");
    accept(*writer, 0, 0);
    QVERIFY(writer->putWeights(model(0, 1)));
    ResumeState state;
    state.cameras.resize(1);
    state.cameras[0].hash = model(0, 0).hash;
    state.cameras[0].retraining.emplace().hash = model(0, 1).hash;
    writer->append(Nanoseconds{1}, state);
    accept(*writer, 0, 2);
    QVERIFY(writer->close());
    QCOMPARE(held(folder / "a.jackdaw", 0, 3), (Numbers{0, 1, 2}));
    writer = std::move(*SessionWriter::resume(folder / "a.jackdaw"));
    state.window = WindowId{2};
    state.cameras[0].retraining.reset();
    writer->append(Nanoseconds{2}, state);
    QVERIFY(writer->close());
    QCOMPARE(held(folder / "a.jackdaw", 0, 3), (Numbers{0, 2}));
}

void StoredModels::aModelThatComesBackIsStoredAgain()
{
    const TestFolder folder;
    auto writer = begin(folder / "a.jackdaw");
    for (const std::uint32_t number : {0, 1, 2, 1})
        accept(*writer, 0, number);
    QVERIFY(writer->close());
    QCOMPARE(held(folder / "a.jackdaw", 0, 3), (Numbers{0, 1}));
}

void StoredModels::aSharedPartIsStoredOnce()
{
    const TestFolder folder;
    auto writer = begin(folder / "a.jackdaw", KeptModels::All);
    for (std::uint32_t number = 0; number < 6; ++number)
        accept(*writer, 0, number);
    QVERIFY(writer->close());
    // Six heads and two trunks.
    QCOMPARE(integer(folder / "a.jackdaw", "SELECT count(*) FROM blobs"), std::int64_t{8});
    QCOMPARE(integer(folder / "a.jackdaw", "SELECT sum(length(bytes)) FROM blobs"), std::int64_t{8 * kPartBytes});
    QCOMPARE(integer(folder / "a.jackdaw", "SELECT count(*) FROM model_parts WHERE name = 'part 0'"), std::int64_t{6});
}

void StoredModels::theFileDoesNotGrowWithTheModels()
{
    const TestFolder folder;
    auto writer = begin(folder / "a.jackdaw");
    for (std::uint32_t number = 0; number < 60; ++number)
        accept(*writer, 0, number);
    QVERIFY(writer->close());
    // Three models at most at a time, of two parts; sixty would take 8 MB.
    QVERIFY(std::filesystem::file_size(folder / "a.jackdaw") < 10 * kPartBytes);
    QCOMPARE(integer(folder / "a.jackdaw", "SELECT count(*) FROM blobs"), std::int64_t{4});
}

void StoredModels::resumingForgetsWhatNoEventNames()
{
    const TestFolder folder;
    auto writer = begin(folder / "a.jackdaw");
    accept(*writer, 0, 0);
    QVERIFY(writer->putWeights(model(0, 1)));
    QVERIFY(writer->close());
    QCOMPARE(held(folder / "a.jackdaw", 0, 2), (Numbers{0, 1}));
    QVERIFY((*SessionWriter::resume(folder / "a.jackdaw"))->close());
    QCOMPARE(held(folder / "a.jackdaw", 0, 2), Numbers{0});
}

void StoredModels::aModelThatIsNotKeptIsNamed()
{
    const TestFolder folder;
    auto writer = begin(folder / "a.jackdaw");
    for (const std::uint32_t number : {0, 1, 2})
        accept(*writer, 1, number);
    QVERIFY(writer->close());
    auto reader = SessionReader::open(folder / "a.jackdaw");
    const auto bytes = (*reader)->weights(model(1, 1).hash);
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().code, ErrorCode::NotFound);
    for (const std::string& word :
         {std::string("The model is not kept"), model(1, 1).hash, std::string("camera bridge")})
        QVERIFY2(bytes.error().message.find(word) != std::string::npos, bytes.error().message.c_str());
}

void StoredModels::damagedWeightsAreNamedWithTheirCamera()
{
    const TestFolder folder;
    auto writer = begin(folder / "a.jackdaw");
    accept(*writer, 0, 0);
    accept(*writer, 1, 0);
    QVERIFY(writer->close());
    SQLite::Database((folder / "a.jackdaw").string(), SQLite::OPEN_READWRITE)
        .exec("UPDATE blobs SET bytes = zeroblob(100000) WHERE id = "
              "(SELECT blob FROM model_parts JOIN events ON instr(payload, model) WHERE camera = 1 AND position = 1)");
    auto reader = SessionReader::open(folder / "a.jackdaw");
    QVERIFY((*reader)->weights(model(0, 0).hash).has_value());
    const auto bytes = (*reader)->weights(model(1, 0).hash);
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().code, ErrorCode::Corrupt);
    for (const std::string& word : {std::string("is damaged"), model(1, 0).hash, std::string("camera bridge")})
        QVERIFY2(bytes.error().message.find(word) != std::string::npos, bytes.error().message.c_str());
    QVERIFY(!bytes.error().action.empty());
}

void StoredModels::whatTheShelfForgetsIsNotKeptByAnotherCamera()
{
    ModelShelf shelf;
    const auto swap = [&](std::uint32_t camera, const char* hash) {
        return shelf.take(WeightsSwapped{CameraId{camera}, {}, hash, {}, {}, std::nullopt});
    };
    QVERIFY(swap(0, "a").empty());
    QVERIFY(swap(0, "b").empty());
    QVERIFY(swap(1, "b").empty());
    QVERIFY(swap(1, "c").empty());
    QVERIFY(swap(0, "d").empty()); // camera 1 began with b
    QCOMPARE(swap(0, "e"), std::vector<std::string>{"d"});
    QVERIFY(shelf.keeps("a") && shelf.keeps("b") && shelf.keeps("c") && shelf.keeps("e") && !shelf.keeps("d"));
}

QTEST_GUILESS_MAIN(StoredModels)
#include "tst_stored_models.moc"
