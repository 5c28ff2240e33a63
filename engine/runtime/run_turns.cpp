// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/run_turns.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace jackdaw::runtime {
namespace {

template <class... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};

/// Under wall time the loop comes round at least this often: devices are sampled every second, and a source that hangs
/// is noticed.
constexpr Nanoseconds kLongestWait = std::chrono::seconds(1);

} // namespace

bool RunTurns::mayGoOn() const
{
    return !isStopped() && m_parts.director.failure() && !m_parts.services.writer.failure();
}

bool RunTurns::next(Nanoseconds until)
{
    DeviceSet& devices = m_parts.services.devices;
    enter(TurnStage::Commands);
    obeyCommands();
    m_parts.services.recorder.look();
    enter(TurnStage::Frames);
    if (!m_parts.clock.isHeld())
        pump(until);
    enter(TurnStage::Batches);
    devices.settle(m_stop);
    if (devices.takeLoss())
        m_parts.director.deviceLost();
    enter(TurnStage::Effects);
    m_parts.services.side.settle();
    m_parts.services.books.settle();
    m_parts.services.reads.settle();
    enter(TurnStage::Decisions);
    m_parts.director.advance();
    enter(TurnStage::Records);
    m_parts.border.close();
    devices.sample();
    if (m_parts.clock.now() >= until || !mayGoOn())
        return false;
    enter(TurnStage::Lanes);
    m_parts.director.submit();
    if (devices.takeLoss()) {
        m_parts.director.deviceLost();
        return true; // its jobs want lanes elsewhere
    }
    enter(TurnStage::Waiting);
    return wait(until);
}

void RunTurns::awaitFrames()
{
    while (m_parts.clock.isDeterministic() && !isStopped()) {
        pump(m_parts.clock.now());
        if (!isDecoding())
            return;
        m_parts.wake.waitUntil(std::chrono::steady_clock::now() + kLongestWait, m_stop);
    }
}

/// Frames from \p until on belong to the next window and stay in their queues.
void RunTurns::pump(Nanoseconds until)
{
    const Nanoseconds due = std::min(m_parts.clock.now(), until - Nanoseconds{1});
    for (const auto& camera : m_parts.cameras)
        camera->pump(due, m_parts.channel);
}

bool RunTurns::isDecoding() const
{
    return std::any_of(m_parts.cameras.begin(), m_parts.cameras.end(),
                       [](const auto& camera) { return camera->waitsForDecoder(); });
}

/// Until the next frame, the next batch that ends, or \p until. False if nothing of that will come.
bool RunTurns::wait(Nanoseconds until)
{
    Clock& clock = m_parts.clock;
    // Session time stands until it is certain that no frame is missing.
    if (clock.isDeterministic() && !clock.isHeld() && isDecoding()) {
        m_parts.wake.waitUntil(std::chrono::steady_clock::now() + kLongestWait, m_stop);
        return true;
    }
    const Nanoseconds next = nextEvent(until);
    if (next == kNever && m_parts.services.devices.isIdle())
        return false;
    const Nanoseconds before = clock.now();
    clock.waitUntil(clock.isDeterministic() ? next : std::min(next, clock.elapsed() + kLongestWait), m_parts.wake,
                    m_stop);
    m_parts.services.devices.countIdle(clock.now() - before, m_parts.director.idleReason());
    return true;
}

/// In elapsed time.
Nanoseconds RunTurns::nextEvent(Nanoseconds until) const
{
    const Clock& clock = m_parts.clock;
    Nanoseconds next = until == kNever ? kNever : clock.elapsedAt(until);
    for (const auto& camera : m_parts.cameras) {
        if (camera->nextFrame())
            next = std::min(next, clock.elapsedAt(*camera->nextFrame()));
    }
    return std::min(next, m_parts.services.devices.nextCompletion().value_or(kNever));
}

void RunTurns::obeyCommands()
{
    correctAgain();
    while (const auto command = m_parts.commands.take()) {
        std::visit(Overloaded{[&](const PauseCommand&) {
                                  if (!m_isLast) // nobody could end it any more
                                      pause();
                              },
                              [](const ResumeCommand&) {},
                              [&](const CorrectCommand& correction) { correct(correction.said); },
                              [&](const StopCommand&) { m_stopCommand = true; },
                              [&](const NoteCommand& note) { m_parts.services.recorder.record(Note{note.text}); }},
                   *command);
    }
}

void RunTurns::obeyLast()
{
    m_parts.commands.close();
    m_isLast = true;
    obeyCommands();
    m_parts.services.books.finish();
    m_parts.services.reads.finish();
}

/// At the instants at which they were said.
void RunTurns::correctAgain()
{
    for (; m_corrected < m_parts.corrections.size(); ++m_corrected) {
        const Event& event = m_parts.corrections[m_corrected];
        if (event.time > m_parts.clock.now())
            return;
        correct(std::get<LabelCorrected>(event.body));
    }
}

/// It comes from outside: what does not fit the camera is refused with a word.
void RunTurns::correct(LabelCorrected said)
{
    const auto fits = [&](const CorrectedObject& object) {
        const Box& box = object.box;
        return object.label.value < m_parts.services.settings.classes.size() && std::isfinite(box.x1)
            && std::isfinite(box.y1) && std::isfinite(box.x2) && std::isfinite(box.y2) && box.x1 <= box.x2
            && box.y1 <= box.y2;
    };
    const bool isKnown = said.camera.value < m_parts.cameras.size() && said.frame >= 0;
    if (isKnown && std::all_of(said.objects.begin(), said.objects.end(), fits))
        return m_parts.cameras[said.camera.value]->correct(std::move(said));
    m_parts.services.recorder.record(Alert{Severity::Warning, std::nullopt,
                                           "A correction of frame " + std::to_string(said.frame)
                                               + " was refused: it has a camera, a class or a box that is none.",
                                           "Correct the frame again."});
}

void RunTurns::pause()
{
    Recorder& recorder = m_parts.services.recorder;
    recorder.record(Alert{Severity::Info, std::nullopt, "The run is paused.", ""});
    m_parts.clock.hold();
    for (bool paused = true; paused && !isStopped();) {
        m_parts.wake.waitUntil(Signal::Instant::max(), m_stop);
        while (const auto command = m_parts.commands.take()) {
            paused = paused && !std::holds_alternative<ResumeCommand>(*command);
            m_stopCommand = m_stopCommand || std::holds_alternative<StopCommand>(*command);
            if (const auto* note = std::get_if<NoteCommand>(&*command))
                recorder.record(Note{note->text});
            if (const auto* correction = std::get_if<CorrectCommand>(&*command))
                correct(correction->said);
        }
    }
    m_parts.clock.release();
    recorder.record(Alert{Severity::Info, std::nullopt, "The run goes on.", ""});
}

} // namespace jackdaw::runtime
