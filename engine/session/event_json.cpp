// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/event_json.h"

#include "engine/session/event_kinds.h"
#include "engine/session/json_decoder.h"
#include "engine/session/json_encoder.h"

namespace jackdaw::session {

std::string jsonString(std::string_view text)
{
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string toJson(const EventBody& body)
{
    if (const auto* unknown = std::get_if<UnknownEvent>(&body))
        return unknown->payload;
    return std::visit(
        [](const auto& value) {
            JsonEncoder encoder;
            fields(encoder, value);
            return std::move(encoder).finish();
        },
        body);
}

Result<EventBody> fromJson(std::string_view kind, std::string_view json)
{
    std::optional<EventBody> body = emptyBody(kind);
    if (!body)
        return UnknownEvent{std::string(kind), std::string(json)};
    try {
        const nlohmann::json object = nlohmann::json::parse(json);
        JsonDecoder decoder(object, {});
        std::visit([&](auto& value) { fields(decoder, value); }, *body);
        return *std::move(body);
    } catch (const UnknownName&) {
        return UnknownEvent{std::string(kind), std::string(json)};
    } catch (const FieldError& error) {
        return fail(ErrorCode::Corrupt,
                    "An event of the kind " + std::string(kind) + " cannot be read: " + error.what() + '.');
    } catch (const std::exception& error) {
        return fail(ErrorCode::Corrupt, "An event of the kind " + std::string(kind) + " is not valid JSON.", {},
                    error.what());
    }
}

} // namespace jackdaw::session
