// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/student.h"
#include "engine/learning/weights_impl.h"
#include "tests/engine/learning/synthetic_scene.h"

#include <cstring>

#include <set>

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::learning;

namespace {

using Bytes = std::vector<std::uint8_t>;

std::string headerOf(const Bytes& file)
{
    std::uint64_t length = 0;
    std::memcpy(&length, file.data(), sizeof length);
    return {reinterpret_cast<const char*>(file.data()) + 8, static_cast<std::size_t>(length)};
}

/// The file with another header, its length field put right.
Bytes withHeader(const Bytes& file, const std::string& header)
{
    const std::size_t dataBegin = 8 + headerOf(file).size();
    Bytes changed;
    for (std::size_t i = 0; i < 8; ++i)
        changed.push_back(static_cast<std::uint8_t>(header.size() >> (8 * i)));
    changed.insert(changed.end(), header.begin(), header.end());
    changed.insert(changed.end(), file.begin() + static_cast<std::ptrdiff_t>(dataBegin), file.end());
    return changed;
}

std::string replaced(std::string text, const std::string& what, const std::string& by)
{
    const auto position = text.find(what);
    return position == std::string::npos ? std::string() : text.replace(position, what.size(), by);
}

Bytes goodFile()
{
    return NetworkWeights::initial(jackdaw::testing::smallArchitecture(), 3, CameraId{0})->toSafetensors();
}

/// The text of the error that \p bytes give, empty if they are taken.
QString errorOf(const Bytes& bytes)
{
    const auto weights = NetworkWeights::fromSafetensors(bytes, "cam.safetensors");
    return weights ? QString() : QString::fromStdString(weights.error().text());
}

} // namespace

class TestWeights : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedGivesTheSameWeights()
    {
        const auto architecture = jackdaw::testing::smallArchitecture();
        QCOMPARE(NetworkWeights::initial(architecture, 3, CameraId{0})->hash(),
                 NetworkWeights::initial(architecture, 3, CameraId{0})->hash());
        QVERIFY(NetworkWeights::initial(architecture, 3, CameraId{0})->hash()
                != NetworkWeights::initial(architecture, 4, CameraId{0})->hash());
        QCOMPARE(NetworkWeights::initial(architecture, 3, CameraId{0})->hash().size(), std::size_t{32});
    }

    void threeSeedsOfEightCamerasGiveTwentyFourNetworks()
    {
        std::set<std::string> hashes;
        for (std::uint64_t seed = 1; seed <= 3; ++seed)
            for (std::uint32_t camera = 0; camera < 8; ++camera)
                hashes.insert(
                    NetworkWeights::initial(jackdaw::testing::smallArchitecture(), seed, CameraId{camera})->hash());
        QCOMPARE(hashes.size(), std::size_t{24});
    }

    void initialWeightsAreTheSameOnEveryMachine()
    {
        const std::string hash = NetworkWeights::initial(jackdaw::testing::smallArchitecture(), 3, CameraId{0})->hash();
        QVERIFY2(hash == "6f68cb339d64543172191fbbf43c59c8", hash.c_str());
    }

    void aFileGivesBackWhatWasWritten()
    {
        const auto weights = NetworkWeights::initial(jackdaw::testing::smallArchitecture(), 3, CameraId{0});
        const auto read = NetworkWeights::fromSafetensors(weights->toSafetensors(), "cam.safetensors");
        QVERIFY2(read, read ? "" : read.error().text().c_str());
        QCOMPARE((*read)->hash(), weights->hash());
        QVERIFY((*read)->architecture() == weights->architecture());
        QVERIFY((*read)->impl().values == weights->impl().values);
        QCOMPARE((*read)->toSafetensors(), weights->toSafetensors());
    }

    void valuesThatAreNotFiniteSurviveTheFile()
    {
        auto file = goodFile();
        const float nan = std::numeric_limits<float>::quiet_NaN();
        std::memcpy(file.data() + file.size() - sizeof nan, &nan, sizeof nan);
        const auto read = NetworkWeights::fromSafetensors(file, "cam.safetensors");
        QVERIFY(read);
        QCOMPARE((*read)->toSafetensors(), file);
    }

    void everyTruncationIsAnError()
    {
        const Bytes file = goodFile();
        for (std::size_t size = 0; size < file.size(); size += size < 4096 ? 7 : 4001)
            QVERIFY2(!errorOf(Bytes(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size))).isEmpty(),
                     std::to_string(size).c_str());
    }

    void bytesTooManyAreAnError()
    {
        Bytes file = goodFile();
        file.resize(file.size() + 4);
        QVERIFY(errorOf(file).contains(QStringLiteral("belong to no tensor")));
    }

    void aHeaderLongerThanTheFileIsAnError()
    {
        Bytes file = goodFile();
        std::fill_n(file.begin(), 8, std::uint8_t{0xFF});
        QVERIFY(errorOf(file).contains(QStringLiteral("header's length")));
    }

    void aBrokenHeaderIsNamed_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const char* what, const char* by, const char* message) {
            QTest::newRow(name) << QString::fromUtf8(what) << QString::fromUtf8(by) << QString::fromUtf8(message);
        };
        row("no JSON", "{", "[", "not a JSON object");
        row("dtype", R"("dtype":"F32")", R"("dtype":"BF16")", "no dtype F32");
        row("dtype of another size", R"("dtype":"F32")", R"("dtype":"F16")", "not what its shape needs");
        row("dtype is missing", R"("dtype")", R"("dtypo")", "no dtype F32");
        row("shape is no array", R"("shape":[)", R"("shape":7,"other":[)", "no shape of whole numbers");
        row("negative extent", R"("shape":[)", R"("shape":[-)", "no shape of whole numbers");
        row("fractional extent", R"("shape":[)", R"("shape":[0.5,)", "no shape of whole numbers");
        row("shape and size differ", R"("shape":[)", R"("shape":[2,)", "not what its shape needs");
        row("overflowing shape", R"("shape":[)",
            R"("shape":[4611686018427387904,4611686018427387904,4611686018427387904,)", "not what its shape needs");
        row("extent too large", R"("shape":[)", R"("shape":[18446744073709551615,)", "shape that is too large");
        row("one offset", R"("data_offsets":[)", R"("data_offsets":[1],"other":[)", "no pair of data_offsets");
        row("offset beyond the data", R"("data_offsets":[)", R"("data_offsets":[0,99999999999],"other":[)",
            "lies outside the data");
        row("offsets reversed", R"("data_offsets":[)", R"("data_offsets":[8,4],"other":[)", "lies outside the data");
        row("a name twice", R"("joined.norm.bias")", R"("lateral1.norm.bias")", "twice");
        row("wrong name", R"("lateral1.norm.bias")", R"("lateral9.norm.bias")", "was expected");
        row("metadata is a number", R"("depth":"1")", R"("depth":1)", "is not a text");
        row("metadata is missing", R"("depth":"1")", R"("other":"1")", "not a whole number");
        row("metadata is no number", R"("depth":"1")", R"("depth":"1x")", "not a whole number");
        row("architecture out of range", R"("depth":"1")", R"("depth":"99")", "expected 1 to 8");
        row("another architecture", R"("depth":"1")", R"("depth":"2")", "belong to its architecture");
        row("shapes of another architecture", R"("classes":"2")", R"("classes":"3")",
            "shape and type that the architecture needs");
        row("not a student", "jackdaw-point-detector-1", "someone-elses-model", "not a student's weights");
    }

    void aBrokenHeaderIsNamed()
    {
        QFETCH(QString, what);
        QFETCH(QString, by);
        QFETCH(QString, message);
        const Bytes file = goodFile();
        const std::string header = replaced(headerOf(file), what.toStdString(), by.toStdString());
        QVERIFY2(!header.empty(), "the text to replace is not in the header");
        const QString error = errorOf(withHeader(file, header));
        QVERIFY2(error.contains(message), qPrintable(error));
        QVERIFY(error.startsWith(QStringLiteral("cam.safetensors")));
    }

    void overlapsAndGapsAreErrors()
    {
        const Bytes file = goodFile();
        const std::string header = headerOf(file);
        // The last tensor is the output's bias: 6 values. Moved back it overlaps, moved forward it leaves the data.
        const std::size_t data = file.size() - 8 - header.size();
        const std::string offsets = "[" + std::to_string(data - 24) + "," + std::to_string(data) + "]";
        const std::string back = "[" + std::to_string(data - 28) + "," + std::to_string(data - 4) + "]";
        QVERIFY(errorOf(withHeader(file, replaced(header, offsets, back))).contains(QStringLiteral("overlaps")));
        Bytes longer = withHeader(
            file, replaced(header, offsets, "[" + std::to_string(data - 20) + "," + std::to_string(data + 4) + "]"));
        longer.resize(longer.size() + 4);
        QVERIFY(errorOf(longer).contains(QStringLiteral("gap")));
    }

    void everyFlippedBitOfTheHeaderIsTakenOrNamed()
    {
        const Bytes file = goodFile();
        for (std::size_t i = 0; i < 8 + headerOf(file).size(); i += 3) {
            Bytes changed = file;
            changed[i] ^= static_cast<std::uint8_t>(1U << (i % 8));
            const auto weights = NetworkWeights::fromSafetensors(changed, "cam.safetensors");
            if (!weights)
                QVERIFY(!weights.error().message.empty());
        }
    }
};

QTEST_GUILESS_MAIN(TestWeights)
#include "tst_weights.moc"
