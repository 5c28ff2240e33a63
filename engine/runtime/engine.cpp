// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/engine.h"

#include "engine/runtime/open_run.h"
#include "engine/runtime/run_loop.h"

#include <atomic>
#include <thread>

namespace jackdaw::runtime {
namespace {

class LocalEngine final : public Engine {
public:
    explicit LocalEngine(RunParts parts) : m_channel(parts.settings.cameras.size())
    {
        parts.writer->setListener([this](const Event& event) { m_channel.push(event); });
        m_thread = std::jthread([this, moved = std::make_shared<RunParts>(std::move(parts))](std::stop_token stop) {
            // What little tensor work there is outside of batches must not start a second OpenMP team.
            learning::useThreads(1);
            m_outcome = RunLoop(std::move(*moved), m_channel, m_commands, m_wake).run(stop);
            m_finished = true;
        });
    }

    void pause() override { command(PauseCommand{}, false); }
    void resume() override { command(ResumeCommand{}, true); }
    void stop() override { m_commands.push(StopCommand{}); }
    void note(std::string text) override { m_commands.push(NoteCommand{std::move(text)}); }
    bool correct(LabelCorrected said) override { return m_commands.push(CorrectCommand{std::move(said)}); }
    bool isFinished() const override { return m_finished; }

    Status wait() override
    {
        if (m_thread.joinable())
            m_thread.join();
        return m_outcome;
    }

    SourceCapabilities capabilities() const override { return {.seek = false, .live = true, .simulated = false}; }
    std::size_t poll(std::vector<Event>& out, std::size_t most) override { return m_channel.poll(out, most); }
    std::uint64_t droppedEvents() const override { return m_channel.dropped(); }
    std::optional<VideoFrame> takeFrame(CameraId camera) override { return m_channel.takeFrame(camera); }
    Nanoseconds now() const override { return m_channel.now(); }
    Nanoseconds duration() const override { return m_channel.now(); }
    void setPlaying(bool playing) override { playing ? resume() : pause(); }
    bool isPlaying() const override { return m_playing && !m_finished; }
    void setSpeed(double) override { }
    void seek(Nanoseconds) override { }
    std::uint32_t generation() const override { return 0; }

private:
    void command(Command command, bool playing)
    {
        m_playing = playing;
        m_commands.push(std::move(command));
    }

    LiveChannel m_channel;
    Signal m_wake; ///< of the engine thread
    CommandQueue m_commands{m_wake};
    std::atomic<bool> m_finished{false};
    std::atomic<bool> m_playing{true};
    Status m_outcome;
    std::jthread m_thread;
};

Result<std::unique_ptr<Engine>> launch(Result<RunParts> parts)
{
    if (!parts)
        return tl::unexpected(parts.error());
    return std::make_unique<LocalEngine>(std::move(*parts));
}

} // namespace

Result<std::unique_ptr<Engine>> Engine::start(RunSettings settings, const std::filesystem::path& sessionFile)
{
    return launch(openRun(std::move(settings), sessionFile));
}

Status Engine::check(RunSettings settings)
{
    return checkRun(std::move(settings));
}

Result<std::unique_ptr<Engine>> Engine::resume(RunSettings settings, const std::filesystem::path& sessionFile)
{
    return launch(reopenRun(std::move(settings), sessionFile));
}

} // namespace jackdaw::runtime
