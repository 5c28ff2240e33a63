// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_outlets.h"

#include "engine/video/live_address.h"

#include <CLI/CLI.hpp>

#include <nlohmann/json.hpp>

namespace jackdaw::cli {
namespace {

constexpr const char* kPath = "/metrics";
constexpr const char* kContentType = "text/plain; version=0.0.4; charset=utf-8";
/// Prometheus asks every few seconds.
constexpr std::chrono::seconds kPublishEvery{1};

} // namespace

void OutletOptions::addTo(CLI::App& command)
{
    command.add_option("--metrics", metrics,
                       "Serve figures for Prometheus at this port of this machine (9464), or ADDRESS:PORT");
    command.add_option("--mqtt", mqtt, "Tell a broker what happens: mqtt://HOST[:PORT][/PREFIX], mqtts:// for TLS");
    command.add_option("--mqtt-credentials", mqttCredentials,
                       "Where the broker's USER:PASSWORD is: secret:NAME, env:NAME or file:PATH");
}

std::vector<std::string> OutletOptions::arguments() const
{
    std::vector<std::string> words;
    for (const auto& [option, value] : {std::pair{"--metrics", &metrics}, std::pair{"--mqtt", &mqtt},
                                        std::pair{"--mqtt-credentials", &mqttCredentials}})
        if (!value->empty())
            words.insert(words.end(), {option, *value});
    return words;
}

Status OutletOptions::check() const
{
    if (!metrics.empty())
        if (const auto address = outlets::parsePageAddress(metrics); !address)
            return tl::unexpected(address.error());
    if (mqtt.empty() && !mqttCredentials.empty())
        return fail(ErrorCode::InvalidInput, "--mqtt-credentials is given without --mqtt.",
                    "Name the broker with --mqtt, or leave the credentials out.");
    if (!mqtt.empty())
        if (const auto address = outlets::parseMqttAddress(mqtt); !address)
            return tl::unexpected(address.error());
    return video::checkCredentials(mqttCredentials);
}

Result<std::unique_ptr<RunOutlets>> RunOutlets::open(const OutletOptions& options, const std::string& eventFile,
                                                     EventFile::Content content,
                                                     const std::filesystem::path& sessionFile, std::uint64_t earlier)
{
    if (const Status valid = options.check(); !valid)
        return tl::unexpected(valid.error());
    std::unique_ptr<RunOutlets> made(new RunOutlets(sessionFile, earlier));
    if (!options.metrics.empty()) {
        auto page = outlets::HttpPage::open(*outlets::parsePageAddress(options.metrics), kPath, kContentType);
        if (!page)
            return tl::unexpected(page.error());
        made->m_page = *std::move(page);
        made->m_page->publish(made->m_metrics.text());
    }
    if (!options.mqtt.empty()) {
        const auto login = options.mqttCredentials.empty() ? Result<video::Login>(video::Login{})
                                                           : video::readLogin(options.mqttCredentials);
        if (!login)
            return tl::unexpected(login.error());
        made->m_mqtt =
            outlets::MqttLink::open(*outlets::parseMqttAddress(options.mqtt), {login->user, login->password});
    }
    if (!eventFile.empty()) {
        auto events = EventFile::open(eventFile, content);
        if (!events)
            return tl::unexpected(events.error());
        made->m_events = *std::move(events);
    }
    return made;
}

void RunOutlets::tell(const Event& event)
{
    if (m_events && m_eventFailure)
        m_eventFailure = m_events->tell(event);
    if (m_page)
        m_metrics.take(event);
    if (m_mqtt)
        tellBroker(event);
}

/// Topics are CAMERA/EVENT; what is of no camera has "session" in its place. How a zone stands is kept for whoever
/// subscribes later.
void RunOutlets::tellBroker(const Event& event)
{
    const std::vector<std::string> lines = m_lines.json(event); // which learns names by what was told already, too
    for (const std::string& text : event.sequence < m_earlier ? std::vector<std::string>() : lines) {
        const auto line = nlohmann::json::parse(text, nullptr, false);
        const auto kind = line.value("event", std::string("event"));
        const bool isOfCamera = line.contains("camera") && line["camera"].is_string();
        const std::string camera = isOfCamera ? line["camera"].get<std::string>() : std::string("session");
        std::string topic = outlets::topicPart(camera) + '/' + kind;
        if (kind == "zone")
            topic += '/' + outlets::topicPart(line.value("zone", std::string("zone")));
        m_mqtt->publish(topic, text, kind == "zone");
    }
}

void RunOutlets::follow()
{
    if (!hasAny())
        return;
    m_tail.follow([this](const Event& event) { tell(event); });
    const auto now = std::chrono::steady_clock::now();
    if (m_page && now - m_published >= kPublishEvery) {
        m_published = now;
        m_page->publish(m_metrics.text());
    }
    if (m_mqtt)
        noteBroker();
}

void RunOutlets::noteBroker()
{
    const auto state = m_mqtt->state();
    if (state.trouble == m_brokerTrouble)
        return;
    m_notes.push_back(state.trouble.empty() ? std::string("The MQTT broker is told again what happens.")
                                            : "The MQTT broker is not reached: " + state.trouble
                              + ". It is tried again; the run goes on.");
    m_brokerTrouble = state.trouble;
}

std::vector<std::string> RunOutlets::takeNotes()
{
    return std::exchange(m_notes, {});
}

Status RunOutlets::finish()
{
    if (!hasAny())
        return {};
    const Status told = m_tail.finish([this](const Event& event) { tell(event); });
    if (m_page)
        m_page->publish(m_metrics.text());
    if (m_mqtt) {
        const auto state = m_mqtt->finish();
        m_mqtt.reset();
        if (const std::uint64_t lost = state.dropped + state.waiting; lost > 0)
            m_notes.push_back(std::to_string(lost)
                              + " messages did not reach the MQTT broker; the session holds all of them.");
    }
    return m_eventFailure ? told : m_eventFailure;
}

} // namespace jackdaw::cli
