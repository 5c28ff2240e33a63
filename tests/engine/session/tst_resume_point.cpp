// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/session_file.h"

#include "tests/engine/session/small_session.h"
#include "tests/engine/session/test_folder.h"

#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::session;

namespace {

/// The resume point of a session that has only its moments up to the first for which \p last holds.
template <class Last>
Result<ResumePoint> pointAfter(Last last)
{
    auto moments = sample::smallSession();
    const auto end =
        std::find_if(moments.begin(), moments.end(), [&](const auto& moment) { return last(moment.body); });
    moments.erase(end + 1, moments.end());
    const TestFolder folder;
    sample::writeSession(folder / "a.jackdaw", moments);
    auto reader = SessionReader::open(folder / "a.jackdaw");
    return reader ? findResumePoint(**reader) : tl::unexpected(reader.error());
}

} // namespace

class ResumePoints : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWindowThatWasCutOffIsRunAgain();
    void theWindowAfterTheLastClosedOneComesNext();
    void aSessionWithoutAClosedWindowStartsAgain();
    void aCompleteSessionHasNone();
    void aSessionWithoutEventsHasNone();
};

void ResumePoints::theWindowThatWasCutOffIsRunAgain()
{
    const auto point = pointAfter([](const EventBody& body) {
        const auto* swapped = std::get_if<WeightsSwapped>(&body);
        return swapped != nullptr && swapped->version == WeightsVersion{2} && swapped->camera == CameraId{0};
    });
    QVERIFY(point.has_value());
    QCOMPARE(point->started, sample::started());
    QCOMPARE(point->nextWindow, WindowId{1});
    QCOMPARE(point->time, sample::kWindowLength);
    QCOMPARE(point->cameras.size(), std::size_t{2});
    // The newest accepted weights count, also those of the window that is run again.
    QCOMPARE(point->cameras[0].version, WeightsVersion{2});
    QCOMPARE(point->cameras[0].hash, std::string("hash-0-1"));
    QCOMPARE(point->cameras[1].version, WeightsVersion{1});
    QCOMPARE(point->cameras[1].hash, std::string("hash-1-0"));
}

void ResumePoints::theWindowAfterTheLastClosedOneComesNext()
{
    const auto point = pointAfter([](const EventBody& body) {
        const auto* closed = std::get_if<WindowClosed>(&body);
        return closed != nullptr && closed->window == WindowId{1};
    });
    QVERIFY(point.has_value());
    QCOMPARE(point->nextWindow, WindowId{2});
    QCOMPARE(point->time, sample::kWindowLength * 2);
}

void ResumePoints::aSessionWithoutAClosedWindowStartsAgain()
{
    const auto point = pointAfter([](const EventBody& body) { return std::holds_alternative<FrameScored>(body); });
    QVERIFY(point.has_value());
    QCOMPARE(point->nextWindow, WindowId{0});
    QCOMPARE(point->time, Nanoseconds{0});
    QCOMPARE(point->cameras.size(), std::size_t{2});
    QVERIFY(point->cameras[0].hash.empty());
    QCOMPARE(point->cameras[0].version, WeightsVersion{0});
}

void ResumePoints::aCompleteSessionHasNone()
{
    const auto point = pointAfter([](const EventBody& body) { return std::holds_alternative<SessionClosed>(body); });
    QVERIFY(!point);
    QCOMPARE(point.error().code, ErrorCode::InvalidInput);
}

void ResumePoints::aSessionWithoutEventsHasNone()
{
    const TestFolder folder;
    QVERIFY((*SessionWriter::create(folder / "a.jackdaw"))->close());
    auto reader = SessionReader::open(folder / "a.jackdaw");
    QVERIFY(reader.has_value());
    const auto point = findResumePoint(**reader);
    QVERIFY(!point);
    QCOMPARE(point.error().code, ErrorCode::Corrupt);
}

QTEST_GUILESS_MAIN(ResumePoints)
#include "tst_resume_point.moc"
