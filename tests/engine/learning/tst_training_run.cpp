// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/run_plan.h"
#include "engine/learning/training_run.h"
#include "engine/learning/weights_impl.h"
#include "tests/engine/learning/batch_counts.h"
#include "tests/engine/learning/synthetic_scene.h"

#include <algorithm>
#include <map>
#include <thread>

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::learning;
using jackdaw::testing::Counts;
using jackdaw::testing::foretold;
using jackdaw::testing::runAll;
using jackdaw::testing::smallArchitecture;
using jackdaw::testing::smallLearner;
using jackdaw::testing::syntheticFrames;

namespace {

TrainingInputs inputsFor(TrainedLayers layers, double epochs)
{
    TrainingInputs inputs;
    inputs.start = NetworkWeights::initial(smallArchitecture(), 1, CameraId{0});
    inputs.training = syntheticFrames(0, 10);
    inputs.rehearsal = syntheticFrames(20, 3);
    inputs.heldOut = syntheticFrames(40, 5);
    inputs.configuration = {.name = "test", .layers = layers, .epochs = epochs, .learningRate = 4e-3, .batch = 4};
    inputs.seed = 11;
    return inputs;
}

std::shared_ptr<const NetworkWeights> trainedOn(TrainingInputs inputs)
{
    auto run = smallLearner()->train(std::move(inputs));
    if (!run)
        return nullptr;
    runAll(**run);
    return *NetworkWeights::from((*run)->best());
}

/// Values of all tensors whose unit belongs to the upper part, or to the trunk.
std::vector<float> partOf(const NetworkWeights& weights, bool upper)
{
    std::vector<float> values;
    for (const auto& unit : weights.impl().plan.units)
        for (const auto& tensor : weights.impl().plan.tensors)
            if (unit.upper == upper && tensor.name.starts_with(unit.name + "."))
                values.insert(values.end(), weights.impl().values.begin() + static_cast<std::ptrdiff_t>(tensor.offset),
                              weights.impl().values.begin()
                                  + static_cast<std::ptrdiff_t>(tensor.offset + tensor.count));
    return values;
}

} // namespace

class TestTrainingRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useThreads(1); }

    void itLearns()
    {
        auto inputs = inputsFor(TrainedLayers::Whole, 20);
        inputs.training = syntheticFrames(0, 24);
        inputs.heldOut = syntheticFrames(50, 12);
        auto run = smallLearner()->train(inputs);
        runAll(**run);
        QCOMPARE((*run)->evaluations().size(), std::size_t{1});
        QVERIFY2((*run)->evaluations().back().accuracy.golden.value > 0.8,
                 std::to_string((*run)->evaluations().back().accuracy.golden.value).c_str());
        auto student = PreparedStudent::prepare(*NetworkWeights::from((*run)->best()));
        QCOMPARE(evaluate(**student, inputs.heldOut)->golden.value, (*run)->evaluations().back().accuracy.golden.value);
    }

    void theUpperPartAloneLearnsAndLeavesTheTrunkUntouched()
    {
        auto inputs = inputsFor(TrainedLayers::Whole, 2);
        inputs.start = trainedOn(inputs);
        inputs.configuration.epochs = 25;
        const auto before = PreparedStudent::prepare(*NetworkWeights::from(inputs.start));
        inputs.configuration.layers = TrainedLayers::Upper;
        inputs.training = syntheticFrames(0, 24);
        inputs.heldOut = syntheticFrames(50, 12);
        const double start = evaluate(**before, inputs.heldOut)->golden.value;
        auto run = smallLearner()->train(inputs);
        runAll(**run);
        const auto after = *NetworkWeights::from((*run)->best());
        QVERIFY(partOf(**NetworkWeights::from(inputs.start), false) == partOf(*after, false));
        QVERIFY(partOf(**NetworkWeights::from(inputs.start), true) != partOf(*after, true));
        const double end = (*run)->evaluations().back().accuracy.golden.value;
        QVERIFY2(end > start + 0.1, (std::to_string(start) + " to " + std::to_string(end)).c_str());
    }

    void theSameInputsGiveTheSameBits_data()
    {
        QTest::addColumn<bool>("upper");
        QTest::addRow("whole") << false;
        QTest::addRow("upper") << true;
    }

    void theSameInputsGiveTheSameBits()
    {
        QFETCH(bool, upper);
        const auto inputs = inputsFor(upper ? TrainedLayers::Upper : TrainedLayers::Whole, 3);
        const auto first = trainedOn(inputs);
        QCOMPARE(first->hash(), trainedOn(inputs)->hash());
        for (const auto change : {0, 1, 2}) {
            auto other = inputs;
            other.seed += change == 0 ? 1 : 0;
            other.camera += change == 1 ? 1 : 0;
            other.step += change == 2 ? 1 : 0;
            QVERIFY(trainedOn(other)->hash() != first->hash());
        }
    }

    void runsThatTakeTurnsDoNotDisturbEachOther()
    {
        const auto inputs = inputsFor(TrainedLayers::Whole, 2);
        const auto alone = trainedOn(inputs);
        auto other = inputs;
        other.seed = 99;
        auto a = smallLearner()->train(inputs);
        auto b = smallLearner()->train(other);
        while ((*a)->nextBatch()) {
            QVERIFY((*a)->runBatch());
            if ((*b)->nextBatch())
                QVERIFY((*b)->runBatch());
        }
        QCOMPARE((*a)->best()->hash(), alone->hash());
    }

    void whatIsRunIsWhatWasForetold_data()
    {
        QTest::addColumn<bool>("upper");
        QTest::addColumn<double>("epochs");
        QTest::addColumn<double>("dataFraction");
        QTest::addColumn<int>("batch");
        QTest::addColumn<bool>("augment");
        QTest::addColumn<int>("heldOut");
        QTest::addRow("whole") << false << 3.0 << 1.0 << 4 << true << 5;
        QTest::addRow("fraction of an epoch") << false << 0.1 << 1.0 << 4 << true << 5;
        QTest::addRow("fractional epochs") << false << 1.7 << 0.3 << 3 << true << 2;
        QTest::addRow("upper, one view") << true << 2.5 << 1.0 << 4 << false << 5;
        QTest::addRow("upper, fewer epochs than views") << true << 2.0 << 0.5 << 5 << true << 1;
        QTest::addRow("upper, many epochs") << true << 9.0 << 0.7 << 2 << true << 3;
        QTest::addRow("nothing held out") << false << 2.0 << 1.0 << 4 << true << 0;
    }

    void whatIsRunIsWhatWasForetold()
    {
        QFETCH(bool, upper);
        QFETCH(double, epochs);
        QFETCH(double, dataFraction);
        QFETCH(int, batch);
        QFETCH(bool, augment);
        QFETCH(int, heldOut);
        auto inputs = inputsFor(upper ? TrainedLayers::Upper : TrainedLayers::Whole, epochs);
        inputs.configuration.dataFraction = dataFraction;
        inputs.configuration.batch = batch;
        inputs.configuration.augment = augment;
        inputs.heldOut.resize(static_cast<std::size_t>(heldOut));
        inputs.evaluateAfter = {epochs / 2, epochs / 2, epochs * 0.9, epochs, epochs * 2, -1.0};
        auto run = smallLearner()->train(inputs);
        QVERIFY(run);
        QVERIFY(runAll(**run) == foretold(*smallLearner(), inputs, 3));
        QCOMPARE((*run)->evaluations().size(), std::size_t{3});
        QCOMPARE((*run)->evaluations().back().epochs, epochs);
        QCOMPARE((*run)->fractionDone(), 1.0);
    }

    void itMayBeRunOnOtherThreadsThanItWasCreatedOn()
    {
        for (const auto layers : {TrainedLayers::Whole, TrainedLayers::Upper}) {
            const auto inputs = inputsFor(layers, 2);
            const auto alone = trainedOn(inputs);
            auto run = smallLearner()->train(inputs);
            Status status;
            while ((*run)->nextBatch() && status) {
                std::jthread([&] {
                    useThreads(1);
                    status = (*run)->runBatch();
                }).join();
            }
            QVERIFY(status);
            QCOMPARE((*run)->best()->hash(), alone->hash());
        }
    }

    void everyShapeCanBeCalibrated()
    {
        std::vector<TrainingConfiguration> configurations;
        for (const auto layers : {TrainedLayers::Whole, TrainedLayers::Upper})
            for (const int batch : {2, 4})
                configurations.push_back({.name = "c", .layers = layers, .epochs = 2, .batch = batch});
        Counts known;
        for (const auto& batch : smallLearner()->calibrationBatches(configurations)) {
            ++known[batch.costShape];
            batch.run();
            batch.run();
        }
        for (const auto& configuration : configurations)
            for (const auto& [shape, count] : smallLearner()->batches(configuration, {10, 2, 4}, 2))
                QCOMPARE(known[shape], 1);
    }

    void rehearsalIsCutToWhatTheConfigurationTakes()
    {
        auto inputs = inputsFor(TrainedLayers::Whole, 4);
        inputs.configuration.rehearsal = 2; // 12 pictures an epoch
        QCOMPARE(foretold(*smallLearner(), inputs, 1).at("train/whole/4x" + smallArchitecture().description()), 12);
    }

    void ofCheckpointsThatFewObjectsCannotTellApartTheNewestIsBest()
    {
        using Evaluations = std::vector<Training::Evaluation>;
        const Evaluations rising{{1, {0.2}}, {2, {0.5}}, {3, {0.6}}};
        const Evaluations wavering{{1, {0.2}}, {2, {0.6}}, {3, {0.5}}};
        const Evaluations falling{{1, {0.6}}, {2, {0.4}}, {3, {0.1}}};
        QCOMPARE(bestCheckpoint(rising, {0.0}, 8), std::size_t{2});
        QCOMPARE(bestCheckpoint(wavering, {0.0}, 8), std::size_t{2});
        QCOMPARE(bestCheckpoint(wavering, {0.0}, 1000), std::size_t{1});
        QCOMPARE(bestCheckpoint(falling, {0.0}, 8), std::size_t{0});
    }

    void aCheckpointBelowTheDeployedWeightsIsNotBestWhereAnotherIsAboveThem()
    {
        const std::vector<Training::Evaluation> wavering{{1, {0.2}}, {2, {0.6}}, {3, {0.5}}};
        QCOMPARE(bestCheckpoint(wavering, {0.55}, 8), std::size_t{1});
        QCOMPARE(bestCheckpoint(wavering, {0.9}, 8), std::size_t{1});
    }

    void aCheckpointThatPeopleFindWorseIsNotBestWhereAnotherIsBetterForBoth()
    {
        const HeldOutAccuracy deployed{Accuracy{0.5}, Accuracy{0.6}};
        std::vector<Training::Evaluation> evaluations{{1, {Accuracy{0.55}, Accuracy{0.6}}},
                                                      {2, {Accuracy{0.7}, Accuracy{0.59}}},
                                                      {3, {Accuracy{0.7}, std::nullopt}}};
        QVERIFY(!evaluations[0].accuracy.isBelow(deployed) && evaluations[1].accuracy.isBelow(deployed));
        QCOMPARE(bestCheckpoint({evaluations.data(), 2}, deployed, 8), std::size_t{0});
        QVERIFY2(!evaluations[2].accuracy.isBelow(deployed), "people said nothing");
        QCOMPARE(bestCheckpoint(evaluations, deployed, 8), std::size_t{2});
    }

    void whatPeopleSayIsHeldAgainstThoseClassesThatTheyLabelled()
    {
        auto inputs = inputsFor(TrainedLayers::Whole, 12);
        auto run = smallLearner()->train(inputs);
        runAll(**run);
        auto student = PreparedStudent::prepare(*NetworkWeights::from((*run)->best()));
        std::vector<LabelledFrame> frames = inputs.heldOut;
        QVERIFY(!evaluate(**student, frames)->people);
        for (LabelledFrame& frame : frames)
            frame.people = vision::PeopleLabels{frame.labels, ~0U};
        const auto same = evaluate(**student, frames);
        QCOMPARE(same->people.value().value, same->golden.value);
        for (LabelledFrame& frame : frames)
            frame.people = vision::PeopleLabels{{}, 0U};
        QVERIFY2(!evaluate(**student, frames)->people, "no class is covered, no object is there");
    }

    void theBestOfTheEvaluationsIsKept()
    {
        auto inputs = inputsFor(TrainedLayers::Whole, 12);
        inputs.evaluateAfter = {2, 4, 6, 8, 10};
        auto run = smallLearner()->train(inputs);
        runAll(**run);
        const auto& evaluations = (*run)->evaluations();
        QCOMPARE(evaluations.size(), std::size_t{6});
        const auto best = evaluations[bestCheckpoint(evaluations, {}, countObjects(inputs.heldOut))].accuracy;
        auto student = PreparedStudent::prepare(*NetworkWeights::from((*run)->best()));
        QCOMPARE(evaluate(**student, inputs.heldOut)->golden.value, best.golden.value);
        QVERIFY((*run)->bestAccuracy() == best);
    }

    void withNothingToJudgeByTheNewestIsKept()
    {
        auto inputs = inputsFor(TrainedLayers::Whole, 2);
        inputs.heldOut.clear();
        inputs.evaluateAfter = {1};
        auto run = smallLearner()->train(inputs);
        std::string previous;
        while ((*run)->nextBatch()) {
            QVERIFY((*run)->runBatch());
            if ((*run)->evaluations().size() == 1 && previous.empty())
                previous = (*run)->best()->hash();
        }
        QVERIFY((*run)->best()->hash() != previous);
        QCOMPARE((*run)->evaluations().back().accuracy.golden.value, 0.0);
    }

    void progressNeverGoesBack()
    {
        auto inputs = inputsFor(TrainedLayers::Upper, 2);
        auto run = smallLearner()->train(inputs);
        double last = 0.0;
        QCOMPARE((*run)->fractionDone(), 0.0);
        while ((*run)->nextBatch()) {
            QVERIFY((*run)->runBatch());
            QVERIFY((*run)->fractionDone() > last);
            last = (*run)->fractionDone();
        }
        QCOMPARE(last, 1.0);
    }

    void aLossThatIsNotFiniteEndsTheRun()
    {
        auto inputs = inputsFor(TrainedLayers::Whole, 5);
        inputs.configuration.learningRate = 1e30;
        auto run = smallLearner()->train(inputs);
        Status status;
        while ((*run)->nextBatch() && status)
            status = (*run)->runBatch();
        QVERIFY(!status);
        QVERIFY(QString::fromStdString(status.error().message).contains(QStringLiteral("not a finite number")));
        QVERIFY(!(*run)->nextBatch());
        QVERIFY(!(*run)->runBatch());
        QVERIFY((*run)->best());
    }

    void aPictureThatCannotBeJudgedIsAnError()
    {
        auto inputs = inputsFor(TrainedLayers::Whole, 1);
        auto student = PreparedStudent::prepare(*NetworkWeights::from(inputs.start));
        inputs.heldOut[3].picture.height += 1;
        const auto judged = evaluate(**student, inputs.heldOut);
        QVERIFY(!judged);
        QVERIFY2(judged.error().message.find("pixels") != std::string::npos, judged.error().message.c_str());
    }

    void wrongInputsAreNamed_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("message");
        const char* messages[] = {"no weights", "no labelled frame", "epochs", "data fraction", "learning rate",
                                  "batch",      "rehearsal",         "pixels"};
        for (int i = 0; i < 8; ++i)
            QTest::addRow("%s", messages[i]) << i << QString::fromUtf8(messages[i]);
    }

    void wrongInputsAreNamed()
    {
        QFETCH(int, fault);
        QFETCH(QString, message);
        auto inputs = inputsFor(TrainedLayers::Whole, 1);
        switch (fault) {
        case 0: inputs.start.reset(); break;
        case 1: inputs.training.clear(); break;
        case 2: inputs.configuration.epochs = 0; break;
        case 3: inputs.configuration.dataFraction = 1.5; break;
        case 4: inputs.configuration.learningRate = std::numeric_limits<double>::infinity(); break;
        case 5: inputs.configuration.batch = 0; break;
        case 6: inputs.configuration.rehearsal = -1; break;
        default: inputs.heldOut[1].picture.picture.reset();
        }
        const auto run = smallLearner()->train(std::move(inputs));
        QVERIFY(!run);
        QVERIFY2(QString::fromStdString(run.error().message).contains(message), run.error().message.c_str());
    }

    void familiesDifferByEverythingButEpochs()
    {
        const TrainingConfiguration base{.name = "a", .epochs = 3};
        TrainingConfiguration longer = base;
        longer.name = "b";
        longer.epochs = 25;
        QCOMPARE(base.family(), longer.family());
        TrainingConfiguration upper = base;
        upper.layers = TrainedLayers::Upper;
        QVERIFY(base.family() != upper.family());
        TrainingConfiguration half = base;
        half.dataFraction = 0.5;
        QVERIFY(base.family() != half.family());
    }
};

QTEST_GUILESS_MAIN(TestTrainingRun)
#include "tst_training_run.moc"
