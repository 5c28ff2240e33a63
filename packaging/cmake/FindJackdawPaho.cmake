# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Eclipse Paho's MQTT client for C with TLS, without the package file that some builds of it have and others lack.
find_path(PahoMqtt_INCLUDE_DIR MQTTClient.h)
find_library(PahoMqtt_LIBRARY paho-mqtt3cs)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(JackdawPaho REQUIRED_VARS PahoMqtt_LIBRARY PahoMqtt_INCLUDE_DIR
    REASON_FAILURE_MESSAGE "install libpaho-mqtt-dev")
if(JackdawPaho_FOUND AND NOT TARGET Jackdaw::PahoMqtt)
    add_library(Jackdaw::PahoMqtt UNKNOWN IMPORTED GLOBAL)
    set_target_properties(Jackdaw::PahoMqtt PROPERTIES IMPORTED_LOCATION "${PahoMqtt_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${PahoMqtt_INCLUDE_DIR}")
endif()
