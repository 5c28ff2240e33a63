// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/profiling/micro_profiler.h"
#include "engine/profiling/profile_history.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace jackdaw;
using namespace jackdaw::profiling;

namespace {

/// Learning curves of the point detector measured on real street video, one window per row; F1 on about 100 held-out
/// objects. All are single trainings: a smooth curve through all of a row's points is itself off by 0.03 at 12 epochs.
constexpr double kObjects = 100.0;
constexpr std::array kEpochs{3.0, 6.0, 12.0, 25.0, 50.0};

struct Row {
    double start;
    std::array<double, 5> accuracy;
};

/// With augmentation; the starts are those of the model that was carried over.
constexpr std::array<Row, 4> kAugmented{{
    {.34, {.45, .49, .61, .68, .68}},
    {.19, {.56, .58, .55, .62, .65}},
    {.18, {.46, .47, .55, .64, .61}},
    {.62, {.79, .79, .80, .79, .82}},
}};

/// Flips only. A student keeps its best checkpoint, so what a configuration yields is the best value up to its epochs.
constexpr std::array<Row, 6> kFlipsOnly{{
    {.02, {.50, .50, .62, .60, .52}},
    {.02, {.44, .55, .46, .34, .24}},
    {.08, {.57, .60, .58, .58, .58}},
    {.12, {.72, .80, .78, .77, .76}},
    {.37, {.60, .65, .61, .61, .53}},
    {.23, {.58, .74, .71, .57, .43}},
}};

std::vector<CurveMeasurement> points(const Row& row, std::size_t trained)
{
    std::vector<CurveMeasurement> result{{0.0, row.start, kObjects}};
    for (std::size_t i = 0; i < trained; ++i)
        result.push_back({kEpochs[i], row.accuracy[i], kObjects});
    return result;
}

Row bestSoFar(Row row)
{
    for (std::size_t i = 1; i < row.accuracy.size(); ++i)
        row.accuracy[i] = std::max(row.accuracy[i], row.accuracy[i - 1]);
    return row;
}

template <std::size_t N>
std::vector<Row> rowsOf(const std::array<Row, N>& table)
{
    std::vector<Row> rows;
    for (const Row& row : table)
        rows.push_back(bestSoFar(row));
    return rows;
}

struct Errors {
    double at12 = 0.0;
    double at25 = 0.0;
    double bias = 0.0;
};

/// Each window is predicted from its start and its first \p trained points, with the other windows as history.
Errors leaveOneOut(const std::vector<Row>& rows, std::size_t trained)
{
    Errors errors;
    for (std::size_t held = 0; held < rows.size(); ++held) {
        ProfileHistory history;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i != held)
                history.record(CameraId{0}, "whole", points(rows[i], 4));
        }
        const auto curve = LearningCurve::fit(history.prior(CameraId{0}, "whole"), points(rows[held], trained));
        const double off12 = curve.at(12.0).mean - rows[held].accuracy[2];
        const double off25 = curve.at(25.0).mean - rows[held].accuracy[3];
        errors.at12 += std::abs(off12) / static_cast<double>(rows.size());
        errors.at25 += std::abs(off25) / static_cast<double>(rows.size());
        errors.bias += 0.5 * (off12 + off25) / static_cast<double>(rows.size());
    }
    return errors;
}

void report(const char* what, const Errors& errors)
{
    qInfo("%s: mean absolute error %.3f at 12 epochs, %.3f at 25; bias %+.3f", what, errors.at12, errors.at25,
          errors.bias);
}

} // namespace

class TestRealCurves : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void augmentedCurvesFromTheStartAlone()
    {
        const Errors errors = leaveOneOut(rowsOf(kAugmented), 0);
        report("augmented, start only", errors);
        QVERIFY(errors.at12 < 0.08 && errors.at25 < 0.08);
    }

    void augmentedCurvesFromTheFirstPoint()
    {
        const Errors errors = leaveOneOut(rowsOf(kAugmented), 1);
        report("augmented, start and 3 epochs", errors);
        QVERIFY(errors.at12 < 0.08 && errors.at25 < 0.08);
    }

    void augmentedCurvesFromTwoPoints()
    {
        const Errors errors = leaveOneOut(rowsOf(kAugmented), 2);
        report("augmented, start, 3 and 6 epochs", errors);
        QVERIFY(errors.at12 < 0.06 && errors.at25 < 0.075);
    }

    void plainCurvesFromTheFirstPoint()
    {
        const Errors errors = leaveOneOut(rowsOf(kFlipsOnly), 1);
        report("flips only, start and 3 epochs", errors);
        QVERIFY(errors.at12 < 0.08 && errors.at25 < 0.08);
    }

    void theHistoryBeatsNoHistory()
    {
        double without = 0.0;
        const auto rows = rowsOf(kAugmented);
        for (const Row& row : rows)
            without += std::abs(LearningCurve::fit({}, points(row, 0)).at(25.0).mean - row.accuracy[3]) / 4.0;
        qInfo("augmented, start only, without history: mean absolute error %.3f at 25 epochs", without);
        QVERIFY(leaveOneOut(rows, 0).at25 < without);
    }
};

QTEST_GUILESS_MAIN(TestRealCurves)
#include "tst_real_curves.moc"
