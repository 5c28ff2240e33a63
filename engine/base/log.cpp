// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/base/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace jackdaw {
namespace {

spdlog::level::level_enum toSpdlog(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug: return spdlog::level::debug;
    case LogLevel::Info: return spdlog::level::info;
    case LogLevel::Warning: return spdlog::level::warn;
    case LogLevel::Error: return spdlog::level::err;
    }
    return spdlog::level::err;
}

spdlog::logger& logger()
{
    static const auto instance = [] {
        auto created = std::make_shared<spdlog::logger>(
            "jackdaw", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
        created->set_level(spdlog::level::warn);
        return created;
    }();
    return *instance;
}

} // namespace

void log(LogLevel level, std::string_view room, std::string_view message)
{
    logger().log(toSpdlog(level), "{}: {}", room, message);
}

void setLogLevel(LogLevel level)
{
    logger().set_level(toSpdlog(level));
}

} // namespace jackdaw
