// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/scripted_source.h"
#include "widgets/replay/frame_stepper.h"

#include <QSignalSpy>
#include <QtTest>

#include <set>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSource;

namespace {

constexpr CameraId kLast{3};

/// A long session whose last camera breaks early, so that its last frame is many events away from the session's end.
const Script kLong{.framesPerSecond = 50.0, .losesTheLastForGood = true};

/// Its record is read in parts: a part that was never asked for is there at the next question.
class PagedSource : public ScriptedSource {
public:
    using ScriptedSource::ScriptedSource;

    std::optional<Event> recorded(std::uint64_t sequence) override
    {
        constexpr std::uint64_t kPage = 800;
        const bool isThere = !m_read.insert(sequence / kPage).second;
        return isThere ? ScriptedSource::recorded(sequence) : std::nullopt;
    }
    std::size_t pages() const { return m_read.size(); }

private:
    std::set<std::uint64_t> m_read;
};

std::optional<Nanoseconds> lastFrame(const ScriptedSource& source, CameraId camera)
{
    std::optional<Nanoseconds> last;
    for (const Event& event : source.session().events())
        if (const auto* frame = std::get_if<FrameIndexed>(&event.body); frame && frame->camera == camera)
            last = event.time;
    return last;
}

} // namespace

/// Steps through a record that is read in parts.
class TestFrameStepper : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aFrameManyUnreadPartsBackIsFound();
    void whereThereIsNoneItIsSaidAfterTheWholeRecord();

private:
    std::shared_ptr<PagedSource> m_source;
};

void TestFrameStepper::init()
{
    m_source = std::make_shared<PagedSource>(kLong);
    m_source->hasSnapshots = true;
    m_source->givesFrames = false;
}

void TestFrameStepper::aFrameManyUnreadPartsBackIsFound()
{
    SessionController controller;
    FrameStepper stepper(controller);
    QSignalSpy atTheEnd(&stepper, &FrameStepper::atTheEnd);
    controller.open(m_source);
    controller.seek(controller.duration());
    stepper.step(-1, kLast);
    const auto wanted = lastFrame(*m_source, kLast);
    QVERIFY(wanted.has_value());
    QTRY_VERIFY(m_source->now() == *wanted || !atTheEnd.isEmpty());
    QVERIFY2(atTheEnd.isEmpty(), "there is an earlier frame");
    QVERIFY2(m_source->pages() > 20, "it lies many parts back");
}

void TestFrameStepper::whereThereIsNoneItIsSaidAfterTheWholeRecord()
{
    SessionController controller;
    FrameStepper stepper(controller);
    QSignalSpy atTheEnd(&stepper, &FrameStepper::atTheEnd);
    controller.open(m_source);
    controller.seek(controller.duration());
    stepper.step(-1, CameraId{77});
    QTRY_COMPARE(atTheEnd.count(), 1);
    QCOMPARE(atTheEnd.front().front().toInt(), -1);
    QVERIFY(m_source->now() == controller.duration());
    QVERIFY2(m_source->pages() >= m_source->session().events().size() / 800, "all of it was looked at");
}

QTEST_MAIN(TestFrameStepper)
#include "tst_frame_stepper.moc"
