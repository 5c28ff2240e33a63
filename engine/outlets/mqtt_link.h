// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace jackdaw::outlets {

/// A broker: "mqtt://HOST[:PORT][/PREFIX]", or "mqtts://…" with TLS, checked by the system's certificates.
struct MqttAddress {
    std::string host;
    std::uint16_t port = 1883; ///< 8883 with TLS
    bool secure = false;
    std::string prefix = "jackdaw"; ///< of all topics
};
/// InvalidInput where \p text is nothing of that kind, or carries a user or a password, which it does not repeat.
Result<MqttAddress> parseMqttAddress(const std::string& text);

struct MqttLogin {
    std::string user; ///< empty: none is needed
    std::string password;
};

/// Tells a broker of what happens, on a thread of its own: a broker that is down, slow, or refuses holds up nobody.
/// Messages wait for it up to a limit, beyond which the oldest are dropped and counted; so is one that fails kMostTries
/// times on a connection that stands, lest it hold up all others. Each is handed over at least once (QoS 1), in their
/// order; a broker that goes away in between may get one twice.
class MqttLink {
public:
    static constexpr std::size_t kMostWaiting = 1000;
    static constexpr std::size_t kMostBytes = 4U << 20U;
    static constexpr int kMostTries = 3;
    /// The first pause before it is tried again; it doubles up to kLongestPause.
    static constexpr std::chrono::milliseconds kFirstPause{500};
    static constexpr std::chrono::milliseconds kLongestPause{30'000};

    /// How it stands with the broker.
    struct State {
        bool connected = false;
        std::uint64_t sent = 0;
        std::uint64_t dropped = 0;
        std::size_t waiting = 0;
        std::string trouble; ///< why it is not connected, in words; never user or password
    };

    /// Connects in the background.
    static std::unique_ptr<MqttLink> open(MqttAddress address, MqttLogin login);
    ~MqttLink(); ///< as finish()
    MqttLink(const MqttLink&) = delete;
    MqttLink& operator=(const MqttLink&) = delete;

    /// Queues a message to "PREFIX/\p topic". Never waits. A \p retained one is given to whoever subscribes later.
    void publish(const std::string& topic, std::string payload, bool retained = false);
    State state() const;
    /// Waits for what is still to be handed over and ends the connection. What is `waiting` then is lost; so is what is
    /// published afterwards. Where a broker is connected that takes at most two seconds, and in any case the try that
    /// is under way: five seconds to connect and five for one message, names that take long to be looked up aside.
    State finish();

private:
    class Impl;
    explicit MqttLink(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// A name as a part of a topic: what has a meaning there becomes '_'.
std::string topicPart(const std::string& name);

/// The library that speaks MQTT, with its version, in words.
std::string mqttLibrary();

} // namespace jackdaw::outlets
