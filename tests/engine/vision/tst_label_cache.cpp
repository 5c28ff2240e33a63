// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "engine/vision/golden_model.h"

#include <fstream>
#include <functional>
#include <utility>

using namespace jackdaw;
using namespace jackdaw::vision;

namespace {

/// Counts its calls; its answer depends on the picture.
class CountingGolden final : public GoldenModel {
public:
    CountingGolden(int& calls, std::string fingerprint) : m_calls(calls), m_fingerprint(std::move(fingerprint)) { }

    Result<std::vector<Detection>> detect(const VideoFrame& frame) override
    {
        ++m_calls;
        if (frame.rgb()[0] == 255)
            return fail(ErrorCode::Internal, "no answer");
        const float x = float(frame.rgb()[0]) / 3.0F;
        return std::vector<Detection>{{{x, 0.1F, x + 9, 7}, ClassId{2}, 1.0F / 3.0F}, {{1, 2, 3, 4}, ClassId{0}, 0.7F}};
    }
    std::string description() const override { return "counting"; }
    std::string fingerprint() const override { return m_fingerprint; }
    std::string costShape() const override { return "label/counting"; }
    bool lastWasCached() const override { return false; }
    bool knows(const VideoFrame&) const override { return true; }
    bool mayServe() const override { return true; }
    std::unique_ptr<GoldenLook> look(const VideoFrame& frame) override;

private:
    int& m_calls;
    std::string m_fingerprint;
};

/// Does all of it at the end.
class LateLook final : public GoldenLook {
public:
    LateLook(GoldenModel& model, VideoFrame frame) : m_model(model), m_frame(std::move(frame)) { }
    void goOn(double /*part*/) override { }
    Result<std::vector<Detection>> finish() override { return m_model.detect(m_frame); }

private:
    GoldenModel& m_model;
    VideoFrame m_frame;
};

std::unique_ptr<GoldenLook> CountingGolden::look(const VideoFrame& frame)
{
    return std::make_unique<LateLook>(*this, frame);
}

VideoFrame picture(std::uint8_t first, std::int64_t index = 0)
{
    auto rgb = std::make_shared<std::vector<std::uint8_t>>(4 * 2 * 3, 9);
    (*rgb)[0] = first;
    VideoFrame frame;
    frame.width = 4;
    frame.height = 2;
    frame.index = index;
    frame.picture = std::make_shared<RgbPicture>(std::move(*rgb));
    return frame;
}

std::vector<std::filesystem::path> filesIn(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    if (std::filesystem::exists(folder))
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
            if (entry.is_regular_file())
                files.push_back(entry.path());
    return files;
}

} // namespace

class TestLabelCache : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    int m_calls = 0;
    std::filesystem::path folder() const { return m_folder->filePath(QStringLiteral("deep/labels")).toStdString(); }
    std::unique_ptr<GoldenModel> cached(std::string fingerprint = "one")
    {
        return withLabelCache(std::make_unique<CountingGolden>(m_calls, std::move(fingerprint)), folder());
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_calls = 0;
    }
    void theModelIsAskedOncePerPicture();
    void anAnswerFromTheCacheSaysSo();
    void aLookInPartsIsAnsweredFromTheCacheToo();
    void aCacheInACacheSaysSo();
    void theCacheOutlivesTheModel();
    void anotherFingerprintIsAnotherEntry();
    void damagedEntriesAreRewritten_data();
    void damagedEntriesAreRewritten();
    void failuresAreNotKept();
    void anUnwritableFolderOnlyCostsTime();
    void theModelsNamesComeThrough();
    void onlyWholeEntriesAreInTheFolder();
};

void TestLabelCache::theModelIsAskedOncePerPicture()
{
    const auto model = cached();
    const auto first = model->detect(picture(1, 5));
    const auto again = model->detect(picture(1, 6));
    QVERIFY(first && again && *first == *again);
    QCOMPARE(m_calls, 1);
    QVERIFY(model->detect(picture(2)).has_value());
    QCOMPARE(m_calls, 2);
}

void TestLabelCache::anAnswerFromTheCacheSaysSo()
{
    const auto model = cached();
    QVERIFY(!model->lastWasCached());
    QVERIFY(model->detect(picture(1)).has_value());
    QVERIFY(!model->lastWasCached());
    QVERIFY(model->detect(picture(1)).has_value());
    QVERIFY(model->lastWasCached());
    QVERIFY(!model->detect(picture(255)));
    QVERIFY(!model->lastWasCached());
    QVERIFY(cached()->detect(picture(1)).has_value());
    const auto later = cached();
    QVERIFY(later->detect(picture(1)).has_value());
    QVERIFY(later->lastWasCached());
}

void TestLabelCache::aLookInPartsIsAnsweredFromTheCacheToo()
{
    const auto model = cached();
    const auto looked = [&](std::uint8_t first) {
        const auto look = model->look(picture(first));
        look->goOn(0.5);
        return look->finish();
    };
    const auto first = looked(1);
    QVERIFY(!model->lastWasCached());
    const auto again = looked(1);
    QVERIFY(model->lastWasCached());
    const auto whole = model->detect(picture(1));
    QVERIFY(first && again && whole && *first == *again && *first == *whole);
    QCOMPARE(m_calls, 1);
    QVERIFY2(!looked(255), "what fails fails in parts, too");
    QVERIFY(!looked(255));
    QCOMPARE(m_calls, 3);
}

void TestLabelCache::aCacheInACacheSaysSo()
{
    const std::filesystem::path outer = m_folder->filePath(QStringLiteral("outer")).toStdString();
    QVERIFY(cached()->detect(picture(1)).has_value());
    const auto model = withLabelCache(cached(), outer);
    QVERIFY(model->detect(picture(1)).has_value()); // the inner one knows it
    QVERIFY(model->lastWasCached());
    QVERIFY(model->detect(picture(2)).has_value()); // neither knows it
    QVERIFY(!model->lastWasCached());
    QVERIFY(model->detect(picture(2)).has_value()); // both know it
    QVERIFY(model->lastWasCached());
    QCOMPARE(m_calls, 2);
}

void TestLabelCache::theCacheOutlivesTheModel()
{
    const auto first = cached()->detect(picture(1));
    const auto again = cached()->detect(picture(1));
    QVERIFY(first && again && *first == *again);
    QCOMPARE(m_calls, 1);
}

void TestLabelCache::anotherFingerprintIsAnotherEntry()
{
    QVERIFY(cached("one")->detect(picture(1)).has_value());
    QVERIFY(cached("two")->detect(picture(1)).has_value());
    QCOMPARE(m_calls, 2);
    QCOMPARE(filesIn(folder()).size(), std::size_t(2));
}

void TestLabelCache::damagedEntriesAreRewritten_data()
{
    QTest::addColumn<int>("damage");
    QTest::newRow("emptied") << 0;
    QTest::newRow("cut off") << 1;
    QTest::newRow("one bit turned") << 2;
    QTest::newRow("something else") << 3;
    QTest::newRow("longer") << 4;
}

void TestLabelCache::damagedEntriesAreRewritten()
{
    QFETCH(const int, damage);
    const auto expected = cached()->detect(picture(1));
    QCOMPARE(filesIn(folder()).size(), std::size_t(1));
    const auto file = filesIn(folder()).front();
    std::ifstream in(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const std::string whole = bytes;
    const std::function<void()> damages[] = {[&] { bytes.clear(); }, [&] { bytes.resize(bytes.size() - 24); },
                                             [&] { bytes[50] = static_cast<char>(bytes[50] ^ 4); },
                                             [&] { bytes = std::string(200, 'x'); },
                                             [&] { bytes += std::string(24, 'x'); }};
    damages[damage]();
    std::ofstream(file, std::ios::binary) << bytes;
    const auto again = cached()->detect(picture(1));
    QVERIFY(again && *again == *expected);
    QCOMPARE(m_calls, 2);
    std::ifstream mended(file, std::ios::binary);
    QVERIFY((std::string{std::istreambuf_iterator<char>(mended), std::istreambuf_iterator<char>()} == whole));
}

void TestLabelCache::failuresAreNotKept()
{
    const auto model = cached();
    QVERIFY(!model->detect(picture(255)));
    QVERIFY(!model->detect(picture(255)));
    QCOMPARE(m_calls, 2);
    QVERIFY(filesIn(folder()).empty());
}

void TestLabelCache::anUnwritableFolderOnlyCostsTime()
{
    std::ofstream(m_folder->filePath(QStringLiteral("deep")).toStdString()) << "a file where the folder should be";
    const auto model = cached();
    QVERIFY(model->detect(picture(1)).has_value());
    QVERIFY(model->detect(picture(1)).has_value());
    QCOMPARE(m_calls, 2);
}

void TestLabelCache::theModelsNamesComeThrough()
{
    const auto model = cached();
    QCOMPARE(model->description(), std::string("counting"));
    QCOMPARE(model->fingerprint(), std::string("one"));
    QCOMPARE(model->costShape(), std::string("label/counting"));
}

void TestLabelCache::onlyWholeEntriesAreInTheFolder()
{
    const auto model = cached();
    for (std::uint8_t i = 0; i < 20; ++i)
        QVERIFY(model->detect(picture(i)).has_value());
    const auto files = filesIn(folder());
    QCOMPARE(files.size(), std::size_t(20));
    for (const auto& file : files)
        QCOMPARE(file.extension().string(), std::string(".labels"));
}

QTEST_GUILESS_MAIN(TestLabelCache)
#include "tst_label_cache.moc"
