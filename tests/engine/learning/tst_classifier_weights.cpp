// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/classifier_weights.h"
#include "engine/learning/stored_tensors.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::learning;

namespace {

using Bytes = std::vector<std::uint8_t>;

ClassifierArchitecture small(ClassifierNetwork network = ClassifierNetwork::ResNet18, int hidden = 0)
{
    const double width = network == ClassifierNetwork::ShuffleNetV2 ? 0.5 : 0.125;
    return {.network = network, .width = width, .crop = 32, .classes = 3, .hidden = hidden};
}

Bytes goodFile()
{
    return joined(ClassifierWeights::initial(small(), 3, CameraId{0})->stored());
}

/// The file with \p what in its header replaced by \p by, its length field put right.
Bytes changed(const Bytes& file, const std::string& what, const std::string& by)
{
    std::uint64_t length = 0;
    std::memcpy(&length, file.data(), sizeof length);
    std::string header(reinterpret_cast<const char*>(file.data()) + 8, static_cast<std::size_t>(length));
    const auto place = header.find(what);
    if (place == std::string::npos)
        return {};
    header.replace(place, what.size(), by);
    const std::uint64_t size = header.size();
    Bytes made(8);
    std::memcpy(made.data(), &size, sizeof size);
    made.insert(made.end(), header.begin(), header.end());
    made.insert(made.end(), file.begin() + 8 + static_cast<std::ptrdiff_t>(length), file.end());
    return made;
}

QString errorOf(const Bytes& bytes)
{
    const auto weights = ClassifierWeights::fromSafetensors(bytes, "cam.safetensors");
    return weights ? QString() : QString::fromStdString(weights.error().text());
}

std::shared_ptr<const ClassifierWeights> withBackground()
{
    const auto plain = ClassifierWeights::initial(small(), 3, CameraId{0});
    return std::make_shared<const ClassifierWeights>(plain->plan(), plain->values(),
                                                     vision::Background{4, 2, Bytes(24, std::uint8_t{7})});
}

/// As another program stores it: other classes, its own counters, no metadata of ours.
Bytes torchvisionFile(const ClassifierArchitecture& architecture)
{
    ClassifierArchitecture published = architecture;
    published.classes = 10;
    const auto weights = ClassifierWeights::initial(published, 77, CameraId{0});
    StoredParts parts;
    parts.add("bn1.num_batches_tracked", StoredType::I64, {}, Bytes(8));
    parts.add(weights->plan().tensors, weights->values());
    return joined(parts.finish({{"format", "pt"}}));
}

} // namespace

class TestClassifierWeights : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void networksHaveAsManyParametersAsPublished_data()
    {
        QTest::addColumn<int>("network");
        QTest::addColumn<double>("width");
        QTest::addColumn<qulonglong>("parameters");
        const auto row = [](const char* name, ClassifierNetwork network, double width, qulonglong parameters) {
            QTest::addRow("%s %g", name, width) << static_cast<int>(network) << width << parameters;
        };
        row("ResNet-18", ClassifierNetwork::ResNet18, 1.0, 11'689'512);
        row("MobileNetV2", ClassifierNetwork::MobileNetV2, 1.0, 3'504'872);
        row("ShuffleNetV2", ClassifierNetwork::ShuffleNetV2, 0.5, 1'366'792);
        row("ShuffleNetV2", ClassifierNetwork::ShuffleNetV2, 1.0, 2'278'604);
        row("ShuffleNetV2", ClassifierNetwork::ShuffleNetV2, 1.5, 3'503'624);
        row("ShuffleNetV2", ClassifierNetwork::ShuffleNetV2, 2.0, 7'393'996);
    }

    void networksHaveAsManyParametersAsPublished()
    {
        QFETCH(int, network);
        QFETCH(double, width);
        QFETCH(qulonglong, parameters);
        const auto plan = ClassifierPlan::of(
            {.network = static_cast<ClassifierNetwork>(network), .width = width, .crop = 224, .classes = 1000});
        qulonglong found = 0;
        for (const TensorSpec& tensor : plan.tensors)
            if (tensor.name.find("running_") == std::string::npos)
                found += tensor.count;
        QCOMPARE(found, parameters);
    }

    void tensorsHaveTorchvisionsNames_data()
    {
        QTest::addColumn<int>("network");
        QTest::addColumn<QString>("names");
        const auto row = [](const char* name, ClassifierNetwork network, const char* names) {
            QTest::newRow(name) << static_cast<int>(network) << QString::fromUtf8(names);
        };
        row("ResNet-18", ClassifierNetwork::ResNet18,
            "conv1.weight bn1.running_var layer1.1.conv2.weight layer4.0.downsample.0.weight "
            "layer4.0.downsample.1.running_mean fc.weight");
        row("MobileNetV2", ClassifierNetwork::MobileNetV2,
            "features.0.0.weight features.1.conv.0.0.weight features.1.conv.1.weight features.1.conv.2.bias "
            "features.17.conv.1.1.weight features.17.conv.2.weight features.17.conv.3.weight features.18.1.running_var "
            "classifier.1.bias");
        row("ShuffleNetV2", ClassifierNetwork::ShuffleNetV2,
            "conv1.0.weight conv1.1.bias stage2.0.branch1.0.weight stage2.0.branch1.3.weight "
            "stage4.3.branch2.6.running_mean conv5.0.weight fc.bias");
    }

    void tensorsHaveTorchvisionsNames()
    {
        QFETCH(int, network);
        QFETCH(QString, names);
        const auto plan = ClassifierPlan::of(small(static_cast<ClassifierNetwork>(network)));
        for (const QString& name : names.split(u' '))
            QVERIFY2(std::any_of(plan.tensors.begin(), plan.tensors.end(),
                                 [&](const TensorSpec& tensor) { return tensor.name == name.toStdString(); }),
                     qPrintable(name));
    }

    void aHiddenLayerChangesNoAnswer()
    {
        for (const int hidden : {64, 3}) {
            const auto plain = ClassifierWeights::initial(small(), 5, CameraId{0});
            const auto wide = plain->withHidden(hidden);
            QCOMPARE(wide->plan().architecture.hidden, hidden);
            const auto back = wide->withHidden(0);
            QCOMPARE(back->values().size(), plain->values().size());
            for (std::size_t i = 0; i < plain->values().size(); ++i)
                QVERIFY(std::abs(back->values()[i] - plain->values()[i]) < 1e-6F);
        }
    }

    void everyHalfBecomesAFloatAndAHalfAgain()
    {
        for (std::uint32_t half = 0; half <= 0xFFFFU; ++half) {
            const float value = fromHalf(static_cast<std::uint16_t>(half));
            if (!std::isnan(value))
                QCOMPARE(toHalf(value), static_cast<std::uint16_t>(half));
        }
        QVERIFY(std::isnan(fromHalf(toHalf(std::numeric_limits<float>::quiet_NaN()))));
    }

    void numbersBetweenHalvesAreRoundedToTheNearest()
    {
        QCOMPARE(fromHalf(toHalf(1.0F + 0x1p-11F)), 1.0F); // in the middle: to even
        QCOMPARE(fromHalf(toHalf(1.0F + 0x1.8p-10F)), 1.0F + 0x1p-9F);
        QCOMPARE(fromHalf(toHalf(1.0F + 0x1.2p-11F)), 1.0F + 0x1p-10F);
        QCOMPARE(fromHalf(toHalf(0x1p-25F)), 0.0F);
        QCOMPARE(fromHalf(toHalf(0x1.8p-25F)), 0x1p-24F);
        QCOMPARE(fromHalf(toHalf(65519.0F)), 65504.0F);
        QVERIFY(std::isinf(fromHalf(toHalf(65520.0F))));
    }

    void initialWeightsDependOnSeedAndCamera()
    {
        const auto hash = [](std::uint64_t seed, std::uint32_t camera) {
            return ClassifierWeights::initial(small(), seed, CameraId{camera})->hash();
        };
        QCOMPARE(hash(3, 0), hash(3, 0));
        QVERIFY(hash(3, 0) != hash(4, 0));
        QVERIFY(hash(3, 0) != hash(3, 1));
    }

    void aFileGivesBackWhatWasWritten()
    {
        for (const auto network :
             {ClassifierNetwork::ResNet18, ClassifierNetwork::MobileNetV2, ClassifierNetwork::ShuffleNetV2}) {
            const auto weights = ClassifierWeights::initial(small(network), 3, CameraId{0})->withHidden(16);
            const auto read = ClassifierWeights::fromSafetensors(joined(weights->stored()), "cam.safetensors");
            QVERIFY2(read, read ? "" : read.error().text().c_str());
            QCOMPARE((*read)->hash(), weights->hash());
            QVERIFY((*read)->values() == weights->values());
            QVERIFY((*read)->plan().architecture == weights->plan().architecture);
        }
    }

    void theBackgroundTravelsWithTheWeights()
    {
        const auto weights = withBackground();
        const auto read = ClassifierWeights::fromSafetensors(joined(weights->stored()), "cam.safetensors");
        QVERIFY2(read, read ? "" : read.error().text().c_str());
        QVERIFY((*read)->background() == weights->background());
        QVERIFY((*read)->hash() != ClassifierWeights::initial(small(), 3, CameraId{0})->hash());
    }

    void everyTruncationIsAnError()
    {
        const Bytes file = goodFile();
        for (std::size_t size = 0; size < file.size(); size += size < 4096 ? 31 : 40'009)
            QVERIFY2(!errorOf(Bytes(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size))).isEmpty(),
                     std::to_string(size).c_str());
    }

    void aBrokenHeaderIsNamed_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const char* what, const char* by, const char* message) {
            QTest::newRow(name) << QString::fromUtf8(what) << QString::fromUtf8(by) << QString::fromUtf8(message);
        };
        row("another program's", "jackdaw-classifier-1", "pt", "not a classifier's weights");
        row("unknown network", R"("network":"resnet18")", R"("network":"resnet50")", "none that is known");
        row("width out of range", R"("width":"0.125")", R"("width":"9")", "expected 0.125 to 2");
        row("width is no number", R"("width":"0.125")", R"("width":"nan")", "expected 0.125 to 2");
        row("crop is no number", R"("crop":"32")", R"("crop":"3x")", "not a number");
        row("classes are missing", R"("classes":"3")", R"("other":"3")", "not a number");
        row("hidden too narrow", R"("hidden":"0")", R"("hidden":"1")", "hidden width is 1");
        row("other classes", R"("classes":"3")", R"("classes":"2")", "shape and type that the architecture needs");
        row("another name", R"("layer1.0.bn1.bias")", R"("layer9.0.bn1.bias")", "was expected");
        row("a hidden layer too few", R"("hidden":"0")", R"("hidden":"8")", "tensors");
    }

    void aBrokenHeaderIsNamed()
    {
        QFETCH(QString, what);
        QFETCH(QString, by);
        QFETCH(QString, message);
        const Bytes file = changed(goodFile(), what.toStdString(), by.toStdString());
        QVERIFY2(!file.empty(), "the text to replace is not in the header");
        const QString error = errorOf(file);
        QVERIFY2(error.contains(message), qPrintable(error));
        QVERIFY(error.startsWith(QStringLiteral("cam.safetensors")));
    }

    void aBackgroundThatIsNoPictureIsAnError()
    {
        const Bytes file = joined(withBackground()->stored());
        for (const auto& [what, by] : {std::pair{R"("background")", R"("backgroumd")"},
                                       {R"("shape":[2,4,3])", R"("shape":[2,3,4])"},
                                       {R"("shape":[2,4,3])", R"("shape":[24])"}})
            QVERIFY2(errorOf(changed(file, what, by)).contains(QStringLiteral("background was expected")), by);
    }

    void everyFlippedBitOfTheHeaderIsTakenOrNamed()
    {
        const Bytes file = joined(withBackground()->stored());
        for (std::size_t i = 0; i < 4096; i += 5) {
            Bytes flipped = file;
            flipped[i] ^= static_cast<std::uint8_t>(1U << (i % 8));
            const auto weights = ClassifierWeights::fromSafetensors(flipped, "cam.safetensors");
            if (!weights)
                QVERIFY(!weights.error().message.empty());
        }
    }

    void weightsOfAnotherProgramAreAStart()
    {
        const auto architecture = small();
        const auto start = readPretrained(architecture, torchvisionFile(architecture), "resnet.safetensors");
        QVERIFY2(start, start ? "" : start.error().text().c_str());
        const auto plain = ClassifierWeights::initial(architecture, 3, CameraId{0});
        const auto warm = ClassifierWeights::initial(architecture, 3, CameraId{0}, *start);
        const TensorSpec& first = plain->plan().tensors.front();
        QVERIFY(!std::equal(warm->values().begin(), warm->values().begin() + static_cast<std::ptrdiff_t>(first.count),
                            plain->values().begin()));
        const TensorSpec& last = plain->plan().tensors[plain->plan().tensors.size() - 2];
        QCOMPARE(last.name, std::string("fc.weight"));
        QCOMPARE(warm->values()[last.offset], plain->values()[last.offset]);
    }

    void weightsOfAnotherNetworkAreNoStart()
    {
        const Bytes file = torchvisionFile(small(ClassifierNetwork::MobileNetV2));
        const auto other = readPretrained(small(), file, "mobile.safetensors");
        QVERIFY(!other);
        QVERIFY2(other.error().text().find("\"conv1.weight\"") != std::string::npos, other.error().text().c_str());
        QVERIFY(other.error().text().find("is missing") != std::string::npos);
        ClassifierArchitecture wider = small(ClassifierNetwork::MobileNetV2);
        wider.width = 1.0;
        const auto narrow = readPretrained(wider, file, "mobile.safetensors");
        QVERIFY(!narrow);
        QVERIFY(narrow.error().text().find("another shape") != std::string::npos);
        QVERIFY(!readPretrained(small(), Bytes(3), "short"));
    }

    void weightsOfAnotherKindAreAnError()
    {
        QVERIFY(!ClassifierWeights::from(nullptr));
        const auto error = errorOf({1, 2, 3});
        QVERIFY(error.contains(QStringLiteral("no safetensors file")));
    }

    void anArchitectureOutOfRangeIsNamed()
    {
        const auto error = [](ClassifierArchitecture architecture) {
            const auto checked = checkArchitecture(architecture);
            return checked ? std::string() : checked.error().message;
        };
        QVERIFY(error({.network = ClassifierNetwork::ShuffleNetV2, .width = 0.7}).find("ShuffleNetV2")
                != std::string::npos);
        QVERIFY(error({.width = 3.0}).find("width is 3") != std::string::npos);
        QVERIFY(error({.crop = 50}).find("crop is 50") != std::string::npos);
        QVERIFY(error({.classes = 0}).find("classes is 0") != std::string::npos);
        QVERIFY(error({.hidden = 2}).find("hidden width is 2") != std::string::npos);
        QVERIFY(error({}).empty());
    }
};

QTEST_GUILESS_MAIN(TestClassifierWeights)
#include "tst_classifier_weights.moc"
