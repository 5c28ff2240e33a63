// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/content_hash.h"
#include "engine/learning/training_run.h"
#include "engine/learning/weights_impl.h"
#include "tests/engine/learning/synthetic_scene.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <set>

using namespace jackdaw;
using namespace jackdaw::learning;
using namespace jackdaw::testing;

namespace {

using SharedWeights = std::shared_ptr<const NetworkWeights>;

SharedWeights trained(SharedWeights start, TrainedLayers layers, double epochs)
{
    TrainingInputs inputs;
    inputs.start = std::move(start);
    inputs.training = syntheticFrames(0, 24);
    inputs.heldOut = syntheticFrames(50, 12);
    inputs.configuration = {.name = "test", .layers = layers, .epochs = epochs, .learningRate = 4e-3, .batch = 4};
    inputs.seed = 11;
    auto run = smallLearner()->train(std::move(inputs));
    while (run && (*run)->nextBatch())
        if (!(*run)->runBatch())
            return nullptr;
    return run ? *NetworkWeights::from((*run)->best()) : nullptr;
}

/// A student that has learned the synthetic scene; made once.
const SharedWeights& student()
{
    static const SharedWeights made =
        trained(NetworkWeights::initial(smallArchitecture(), 1, CameraId{0}), TrainedLayers::Whole, 20);
    return made;
}

/// \p weights with every convolution weight moved by less than what rounding to a half takes away again.
SharedWeights unrounded(const NetworkWeights& weights)
{
    const NetworkPlan& plan = weights.impl().plan;
    std::vector<float> values = weights.impl().values;
    RandomStream random(3, 0, RandomPurpose::Test);
    for (const TensorSpec& tensor : plan.tensors)
        for (std::size_t i = tensor.offset; i < tensor.offset + tensor.count && tensor.shape.size() > 1; ++i)
            values[i] *= static_cast<float>(1.0 + random.uniform(-0.9, 0.9) * std::ldexp(1.0, -12));
    return makeWeights(plan, std::move(values));
}

SharedWeights withFirstWeight(float value)
{
    const auto initial = NetworkWeights::initial(smallArchitecture(), 1, CameraId{0});
    std::vector<float> values = initial->impl().values;
    values[initial->impl().plan.units.front().weight] = value;
    return makeWeights(initial->impl().plan, std::move(values));
}

double accuracyOf(const SharedWeights& weights)
{
    auto prepared = PreparedStudent::prepare(weights);
    if (!prepared)
        return -1.0;
    const auto accuracy = evaluate(**prepared, syntheticFrames(50, 40));
    return accuracy ? accuracy->golden.value : -1.0;
}

std::size_t bytesOf(const StoredWeights& stored)
{
    std::size_t bytes = 0;
    for (const StoredWeights::Part& part : stored.parts)
        bytes += part.bytes.size();
    return bytes;
}

} // namespace

class TestStoredWeights : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useThreads(1); }

    void thePartsAreTheFile()
    {
        for (const SharedWeights& weights : {NetworkWeights::initial(smallArchitecture(), 1, CameraId{0}), student()}) {
            const StoredWeights stored = weights->stored();
            std::vector<std::uint8_t> joined;
            for (const StoredWeights::Part& part : stored.parts) {
                QCOMPARE(part.hash, contentAddress(part.bytes));
                joined.insert(joined.end(), part.bytes.begin(), part.bytes.end());
            }
            QVERIFY(joined == weights->toSafetensors());
            QCOMPARE(stored.hash, weights->hash());
            QCOMPARE(stored.hash, contentAddress(joined));
            QCOMPARE(stored.parts.size(), weights->impl().plan.tensors.size() + 1);
            QCOMPARE(stored.parts.front().name, std::string("header"));
        }
    }

    void trainedWeightsAreStoredAsTheyServe()
    {
        QVERIFY(student() != nullptr);
        QCOMPARE(student()->rounded()->hash(), student()->hash());
        const auto back = NetworkWeights::fromSafetensors(student()->toSafetensors(), "student");
        QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
        QVERIFY((*back)->impl().values == student()->impl().values);
        QCOMPARE((*back)->hash(), student()->hash());
        const std::size_t whole = bytesOf(NetworkWeights::initial(smallArchitecture(), 1, CameraId{0})->stored());
        QVERIFY(bytesOf(student()->stored()) < 0.6 * static_cast<double>(whole));
    }

    void roundingDoesNotHarmAccuracy()
    {
        const SharedWeights full = unrounded(*student());
        QVERIFY(full->hash() != student()->hash());
        QCOMPARE(full->rounded()->hash(), student()->hash());
        const double accuracy = accuracyOf(full);
        const double rounded = accuracyOf(student());
        QVERIFY2(accuracy > 0.7, std::to_string(accuracy).c_str());
        QVERIFY2(std::abs(accuracy - rounded) < 0.02,
                 (std::to_string(accuracy) + " to " + std::to_string(rounded)).c_str());
    }

    void aRetrainingOfTheUpperPartSharesTheTrunk()
    {
        const SharedWeights upper = trained(student(), TrainedLayers::Upper, 2);
        QVERIFY(upper != nullptr && upper->hash() != student()->hash());
        std::set<std::string> known;
        for (const StoredWeights::Part& part : student()->stored().parts)
            known.insert(part.hash);
        std::size_t added = 0;
        for (const StoredWeights::Part& part : upper->stored().parts)
            added += known.contains(part.hash) ? 0 : part.bytes.size();
        const std::size_t whole = bytesOf(upper->stored());
        QVERIFY2(added > 0 && added < 0.5 * static_cast<double>(whole),
                 (std::to_string(added) + " of " + std::to_string(whole)).c_str());
    }

    void whatNoHalfCanHoldStaysAsItIs()
    {
        for (const float value : {1e6F, std::numeric_limits<float>::infinity(), std::nanf("")}) {
            const SharedWeights weights = withFirstWeight(value);
            const SharedWeights rounded = weights->rounded();
            const std::size_t first = weights->impl().plan.units.front().weight;
            const float kept = rounded->impl().values[first];
            QVERIFY(kept == value || (std::isnan(kept) && std::isnan(value)));
            QCOMPARE(rounded->impl().values[first + 1], weights->impl().values[first + 1]);
            const auto back = NetworkWeights::fromSafetensors(rounded->toSafetensors(), "student");
            QVERIFY(back.has_value());
            QCOMPARE((*back)->hash(), rounded->hash());
        }
    }
};

QTEST_GUILESS_MAIN(TestStoredWeights)
#include "tst_stored_weights.moc"
