// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/camera_login.h"

#include "app/cli/exit_codes.h"
#include "engine/secrets/secret_store.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <iostream>
#include <memory>
#include <string>

#include <termios.h>
#include <unistd.h>

namespace jackdaw::cli {
namespace {

struct LoginOptions {
    std::string name;
    bool remove = false;
    bool list = false;
};

/// What is typed is not shown, for as long as it lives.
class Unseen {
public:
    Unseen()
    {
        ::tcgetattr(STDIN_FILENO, &m_before);
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~Unseen()
    {
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        std::cerr << '\n';
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

private:
    termios m_before{};
};

/// As USER:PASSWORD, asked for at a terminal, otherwise standard input's first line. Command lines are seen by
/// everybody.
Result<std::string> askForLogin()
{
    std::string login;
    if (::isatty(STDIN_FILENO) == 0) {
        std::getline(std::cin, login);
    } else {
        std::string password;
        std::cerr << "User: ";
        std::getline(std::cin, login);
        std::cerr << "Password: ";
        const Unseen unseen;
        std::getline(std::cin, password);
        login += ':' + password;
    }
    const std::size_t colon = login.find(':');
    if (colon == std::string::npos || colon == 0)
        return fail(ErrorCode::InvalidInput, "What was given is not USER:PASSWORD.",
                    "Give one line of standard input, or answer at a terminal.");
    return login;
}

int list(const secrets::SecretStore& store)
{
    const auto names = store.names();
    if (!names)
        return report(names.error());
    for (const std::string& name : *names)
        std::printf("secret:%s\n", name.c_str());
    return kSuccess;
}

int change(const LoginOptions& options)
{
    const secrets::SecretStore store;
    if (options.list)
        return list(store);
    if (options.remove) {
        const Status removed = store.remove(options.name);
        return removed ? kSuccess : report(removed.error());
    }
    const auto login = askForLogin();
    if (!login)
        return report(login.error());
    if (const Status kept = store.store(options.name, *login); !kept)
        return report(kept.error());
    std::printf("Kept. In a scenario it is \"credentials\": \"secret:%s\".\n", options.name.c_str());
    return kSuccess;
}

} // namespace

void addCameraLogin(CLI::App& camera, int& exitCode)
{
    const auto options = std::make_shared<LoginOptions>();
    CLI::App* command =
        camera.add_subcommand("login", "Keep a camera's user and password in the system's secret store");
    CLI::Option* name =
        command->add_option("name", options->name, "What the entry is called: up to 100 of A-Z a-z 0-9 - _ . /");
    command->add_flag("--remove", options->remove, "Remove the entry")->needs(name);
    CLI::Option* listed =
        command->add_flag("--list", options->list, "Name the entries")->excludes(name)->excludes("--remove");
    command->callback([options, name, listed, &exitCode] {
        if (name->count() == 0 && listed->count() == 0)
            throw CLI::RequiredError("name");
        exitCode = change(*options);
    });
}

} // namespace jackdaw::cli
