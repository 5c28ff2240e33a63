// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace jackdaw::secrets {

/// True for what an entry may be called: up to 100 letters, digits and any of "-_./". Nothing that holds a colon, so
/// that nobody's USER:PASSWORD is taken for a name.
bool isEntryName(std::string_view name);

/// Jackdaw's entries in the user's secret store (GNOME Keyring, KWallet, KeePassXC), which programs reach by the Secret
/// Service of freedesktop.org over the session's message bus. Nothing is kept open between calls.
///
/// Calls wait, at most for the store's patience: it may ask the user to unlock it. All fail with Unsupported where
/// there is no store, and Io where it stays locked, does not answer in time or refuses.
class SecretStore {
public:
    explicit SecretStore(std::chrono::milliseconds patience = std::chrono::seconds(60)) : m_patience(patience) { }

    /// NotFound, with how it is stored, where there is no entry \p name.
    Result<std::string> read(const std::string& name) const;
    /// Replaces an entry of that name. InvalidInput for what isEntryName() refuses.
    Status store(const std::string& name, const std::string& secret) const;
    /// NotFound where there is no entry \p name.
    Status remove(const std::string& name) const;
    /// Of all entries, in order; the store need not be unlocked.
    Result<std::vector<std::string>> names() const;

private:
    std::chrono::milliseconds m_patience;
};

} // namespace jackdaw::secrets
