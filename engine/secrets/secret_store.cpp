// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/secrets/secret_store.h"

#include <algorithm>
#include <cctype>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

#include <libsecret/secret.h>

namespace jackdaw::secrets {
namespace {

constexpr std::size_t kLongestName = 100;
constexpr const char* kName = "name";
constexpr const char* kElsewhere =
    "Log in to a desktop that has one, or keep user and password in a variable (env:NAME) or a file (file:PATH).";

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

struct FreeValue {
    void operator()(SecretValue* value) const { secret_value_unref(value); }
};
struct FreeTable {
    void operator()(GHashTable* table) const { g_hash_table_unref(table); }
};
struct FreeError {
    void operator()(GError* error) const { g_error_free(error); }
};
using OwnedError = std::unique_ptr<GError, FreeError>;

/// Jackdaw's entries among those of other programs.
const SecretSchema* schema()
{
    static const SecretSchema kSchema = [] {
        SecretSchema made{};
        made.name = "io.github.jackdaw.Login";
        made.flags = SECRET_SCHEMA_NONE;
        made.attributes[0] = {kName, SECRET_SCHEMA_ATTRIBUTE_STRING};
        return made;
    }();
    return &kSchema;
}

/// What GLib is handed to be able to end a call that lasts too long.
class Deadline {
public:
    explicit Deadline(std::chrono::milliseconds patience) :
        m_cancellable(g_cancellable_new()), m_watch([this, patience](const std::stop_token& over) {
            std::mutex mutex;
            std::unique_lock lock(mutex);
            std::condition_variable_any never;
            never.wait_for(lock, over, patience, [] { return false; });
            if (!over.stop_requested())
                g_cancellable_cancel(m_cancellable.get());
        })
    {
    }
    GCancellable* get() const { return m_cancellable.get(); }

private:
    Owned<GCancellable> m_cancellable;
    std::jthread m_watch; ///< after what it cancels
};

Error notInTime(const std::string& detail)
{
    return {ErrorCode::Io, "The secret store did not answer in time.", "Unlock it, and try again.", detail};
}

Error failureOf(const GError& error)
{
    if (g_error_matches(&error, G_IO_ERROR, G_IO_ERROR_CANCELLED) != 0)
        return notInTime(error.message);
    if (g_error_matches(&error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) != 0)
        return {ErrorCode::Io, "The secret store is locked.", "Unlock it, and try again.", error.message};
    const bool noService = g_error_matches(&error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) != 0
        || g_error_matches(&error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) != 0
        || g_error_matches(&error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND) != 0;
    if (noService)
        return {ErrorCode::Unsupported, "No secret store runs for this user.", kElsewhere, error.message};
    return {ErrorCode::Io, "The secret store failed.", kElsewhere, error.message};
}

/// One visit to the store: the bus is reached, and let go of again. One at a time: GLib's service is one for all
/// threads, and cameras are opened side by side. Waiting for one's turn, for the bus and for the store is one patience.
class Visit {
public:
    static Result<Visit> begin(std::chrono::milliseconds patience)
    {
        const auto end = std::chrono::steady_clock::now() + patience;
        auto deadline = std::make_unique<Deadline>(patience);
        GError* error = nullptr;
        Owned<GDBusConnection> bus(g_bus_get_sync(G_BUS_TYPE_SESSION, deadline->get(), &error));
        if (!bus) {
            const OwnedError owned(error);
            return fail(ErrorCode::Unsupported, "There is no secret store: this user has no session's message bus.",
                        kElsewhere, owned->message);
        }
        // GLib would end the program with the bus, and a run must outlive its user's session.
        g_dbus_connection_set_exit_on_close(bus.get(), FALSE);
        static std::timed_mutex mutex;
        std::unique_lock turn(mutex, end);
        if (!turn)
            return tl::unexpected(notInTime("another camera's login is waited for"));
        return Visit(std::move(turn), std::move(deadline), std::move(bus));
    }
    Visit(Visit&&) = default;
    Visit& operator=(Visit&&) = delete;
    ~Visit()
    {
        if (m_bus)
            secret_service_disconnect();
    }

    GCancellable* deadline() const { return m_deadline->get(); }

    /// The entries that \p attributes fit, all without.
    Result<std::vector<Owned<SecretRetrievable>>> find(GHashTable* attributes, int flags) const
    {
        GError* error = nullptr;
        GList* found = secret_password_searchv_sync(schema(), attributes, static_cast<SecretSearchFlags>(flags),
                                                    deadline(), &error);
        if (error)
            return tl::unexpected(failureOf(*OwnedError(error)));
        std::vector<Owned<SecretRetrievable>> entries;
        for (const GList* entry = found; entry; entry = entry->next)
            entries.emplace_back(SECRET_RETRIEVABLE(entry->data));
        g_list_free(found);
        return entries;
    }

private:
    Visit(std::unique_lock<std::timed_mutex> turn, std::unique_ptr<Deadline> deadline, Owned<GDBusConnection> bus) :
        m_turn(std::move(turn)), m_deadline(std::move(deadline)), m_bus(std::move(bus))
    {
    }

    std::unique_lock<std::timed_mutex> m_turn; ///< until the bus is let go of
    std::unique_ptr<Deadline> m_deadline;
    Owned<GDBusConnection> m_bus;
};

std::unique_ptr<GHashTable, FreeTable> attributesOf(const std::string& name)
{
    return std::unique_ptr<GHashTable, FreeTable>(secret_attributes_build(schema(), kName, name.c_str(), nullptr));
}

Status checkName(const std::string& name)
{
    if (isEntryName(name))
        return {};
    return fail(ErrorCode::InvalidInput, "That cannot be the name of an entry of the secret store.",
                "Take up to 100 letters, digits and any of - _ . / for it.");
}

tl::unexpected<Error> notFound(const std::string& name)
{
    return fail(ErrorCode::NotFound, "The secret store has no entry '" + name + "' of Jackdaw's.",
                "Store it: jackdaw-cli camera login " + name + ".");
}

std::string nameOf(SecretRetrievable& entry)
{
    const std::unique_ptr<GHashTable, FreeTable> attributes(secret_retrievable_get_attributes(&entry));
    const void* name = attributes ? g_hash_table_lookup(attributes.get(), kName) : nullptr;
    return name ? static_cast<const char*>(name) : "";
}

} // namespace

bool isEntryName(std::string_view name)
{
    constexpr std::string_view kOthers = "-_./";
    return !name.empty() && name.size() <= kLongestName
        && std::all_of(name.begin(), name.end(), [&](unsigned char letter) {
               return std::isalnum(letter) != 0 || kOthers.find(static_cast<char>(letter)) != std::string_view::npos;
           });
}

Result<std::string> SecretStore::read(const std::string& name) const
{
    if (auto usable = checkName(name); !usable)
        return tl::unexpected(usable.error());
    const auto visit = Visit::begin(m_patience);
    if (!visit)
        return tl::unexpected(visit.error());
    const auto entries = visit->find(attributesOf(name).get(), SECRET_SEARCH_UNLOCK);
    if (!entries)
        return tl::unexpected(entries.error());
    if (entries->empty())
        return notFound(name);
    GError* error = nullptr;
    const std::unique_ptr<SecretValue, FreeValue> value(
        secret_retrievable_retrieve_secret_sync(entries->front().get(), visit->deadline(), &error));
    if (error)
        return tl::unexpected(failureOf(*OwnedError(error)));
    const char* text = value ? secret_value_get_text(value.get()) : nullptr;
    if (!text)
        return fail(ErrorCode::Io, "The secret store does not give out its entry '" + name + "'.",
                    "Unlock it, and try again.");
    return std::string(text);
}

Status SecretStore::store(const std::string& name, const std::string& secret) const
{
    if (auto usable = checkName(name); !usable)
        return usable;
    const auto visit = Visit::begin(m_patience);
    if (!visit)
        return tl::unexpected(visit.error());
    GError* error = nullptr;
    const std::string label = "Jackdaw: " + name;
    secret_password_storev_sync(schema(), attributesOf(name).get(), SECRET_COLLECTION_DEFAULT, label.c_str(),
                                secret.c_str(), visit->deadline(), &error);
    return error ? tl::unexpected(failureOf(*OwnedError(error))) : Status();
}

Status SecretStore::remove(const std::string& name) const
{
    if (auto usable = checkName(name); !usable)
        return usable;
    const auto visit = Visit::begin(m_patience);
    if (!visit)
        return tl::unexpected(visit.error());
    GError* error = nullptr;
    const bool removed =
        secret_password_clearv_sync(schema(), attributesOf(name).get(), visit->deadline(), &error) != 0;
    if (error)
        return tl::unexpected(failureOf(*OwnedError(error)));
    return removed ? Status() : notFound(name);
}

Result<std::vector<std::string>> SecretStore::names() const
{
    const auto visit = Visit::begin(m_patience);
    if (!visit)
        return tl::unexpected(visit.error());
    const std::unique_ptr<GHashTable, FreeTable> all(secret_attributes_build(schema(), nullptr));
    const auto entries = visit->find(all.get(), SECRET_SEARCH_ALL);
    if (!entries)
        return tl::unexpected(entries.error());
    std::vector<std::string> names;
    for (const auto& entry : *entries)
        names.push_back(nameOf(*entry));
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace jackdaw::secrets
