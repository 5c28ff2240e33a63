// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/secrets/secret_store.h"
#include "tests/support/secret_session.h"

#include <QTest>

#include <csignal>
#include <future>

using namespace jackdaw;
using namespace jackdaw::secrets;
using jackdaw::testing::SecretSession;

namespace {

constexpr const char* kBus = "DBUS_SESSION_BUS_ADDRESS";

/// Holds a process still, for as long as it lives.
class Held {
public:
    explicit Held(qint64 process) : m_process(static_cast<pid_t>(process)) { ::kill(m_process, SIGSTOP); }
    ~Held() { ::kill(m_process, SIGCONT); }
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;

private:
    pid_t m_process;
};

} // namespace

class TestSecretStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString missing = SecretSession::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
    }

    void namesAreTakenThatCannotHoldALogin()
    {
        for (const char* name : {"gate", "site-1/gate_2", "192.168.1.20"})
            QVERIFY2(isEntryName(name), name);
        for (const std::string& name : {std::string(), std::string("admin:password"), std::string("a b"),
                                        std::string("gate\n"), std::string(101, 'a')})
            QVERIFY2(!isEntryName(name), name.c_str());
    }

    void whatIsStoredIsReadReplacedListedAndRemoved()
    {
        const SecretSession session(SecretSession::Store::Unlocked);
        const SecretStore store;
        QCOMPARE(*store.names(), std::vector<std::string>{});
        for (const char* name : {"yard", "gate"}) {
            const Status kept = store.store(name, std::string("viewer:first of ") + name);
            QVERIFY2(kept, kept ? "" : (kept.error().text() + kept.error().detail).c_str());
        }
        QVERIFY(store.store("gate", "viewer:gr\u00fc\u00dfe:@/").has_value());
        QCOMPARE(store.read("gate").value_or(""), std::string("viewer:gr\u00fc\u00dfe:@/"));
        QCOMPARE(store.read("yard").value_or(""), std::string("viewer:first of yard"));
        QCOMPARE(*store.names(), (std::vector<std::string>{"gate", "yard"}));
        QVERIFY(store.remove("gate").has_value());
        QCOMPARE(*store.names(), std::vector<std::string>{"yard"});
        QCOMPARE(store.read("gate").error().code, ErrorCode::NotFound);
    }

    void anEntryThatIsNotThereIsNamedWithHowItIsStored()
    {
        const SecretSession session(SecretSession::Store::Unlocked);
        const auto read = SecretStore().read("gate");
        QVERIFY(!read);
        QCOMPARE(read.error().text(),
                 std::string("The secret store has no entry 'gate' of Jackdaw's. Store it: jackdaw-cli camera login "
                             "gate."));
        QCOMPARE(SecretStore().remove("gate").error().code, ErrorCode::NotFound);
    }

    void aNameThatCouldBeALoginIsRefusedAndNotRepeated()
    {
        const auto read = SecretStore().read("admin:MARKER-61");
        QCOMPARE(read.error().code, ErrorCode::InvalidInput);
        QVERIFY(read.error().text().find("MARKER-61") == std::string::npos);
        QCOMPARE(SecretStore().store("a b", "x").error().code, ErrorCode::InvalidInput);
        QCOMPARE(SecretStore().remove("").error().code, ErrorCode::InvalidInput);
    }

    void whereNoStoreRunsThatIsSaid()
    {
        const SecretSession session(SecretSession::Store::None);
        const auto read = SecretStore().read("gate");
        QCOMPARE(read.error().code, ErrorCode::Unsupported);
        QCOMPARE(read.error().message, std::string("No secret store runs for this user."));
        QVERIFY(read.error().action.find("env:NAME") != std::string::npos);
        QCOMPARE(SecretStore().store("gate", "x").error().code, ErrorCode::Unsupported);
        QCOMPARE(SecretStore().names().error().code, ErrorCode::Unsupported);
    }

    void whereNoMessageBusRunsThatIsSaid()
    {
        const QByteArray before = qgetenv(kBus);
        qputenv(kBus, "unix:path=/nowhere/bus");
        const auto read = SecretStore().read("gate");
        before.isEmpty() ? qunsetenv(kBus) : qputenv(kBus, before);
        QCOMPARE(read.error().code, ErrorCode::Unsupported);
        QVERIFY2(read.error().message.find("message bus") != std::string::npos, read.error().message.c_str());
    }

    void aStoreThatDoesNotAnswerIsNotWaitedForForEver()
    {
        const SecretSession session(SecretSession::Store::Unlocked);
        QVERIFY(SecretStore().store("gate", "viewer:x").has_value());
        const Held held(session.keyringProcess());
        const auto read = SecretStore(std::chrono::milliseconds(200)).read("gate");
        QCOMPARE(read.error().code, ErrorCode::Io);
        QCOMPARE(read.error().message, std::string("The secret store did not answer in time."));
    }

    void nobodyWaitsLongerBecauseAnotherWaits()
    {
        const SecretSession session(SecretSession::Store::Unlocked);
        QVERIFY(SecretStore().store("gate", "viewer:x").has_value());
        std::promise<void> begun;
        std::future<Result<std::string>> patient;
        {
            const Held held(session.keyringProcess());
            patient = std::async(std::launch::async, [&begun] {
                begun.set_value();
                return SecretStore(std::chrono::minutes(2)).read("gate");
            });
            begun.get_future().wait();
            const auto read = SecretStore(std::chrono::milliseconds(300)).read("gate");
            QCOMPARE(read.error().message, std::string("The secret store did not answer in time."));
            QVERIFY2(patient.wait_for(std::chrono::seconds(0)) == std::future_status::timeout, "it waits on");
        }
        QCOMPARE(patient.get().value_or(""), std::string("viewer:x"));
    }

    void theProgramOutlivesItsMessageBus()
    {
        {
            SecretSession session(SecretSession::Store::Unlocked);
            QVERIFY(SecretStore().names().has_value());
            session.endBus();
            QVERIFY(!SecretStore(std::chrono::seconds(5)).read("gate"));
        }
        const SecretSession another(SecretSession::Store::Unlocked);
        QVERIFY(SecretStore().store("gate", "viewer:again").has_value());
        QCOMPARE(SecretStore().read("gate").value_or(""), std::string("viewer:again"));
    }
};

QTEST_GUILESS_MAIN(TestSecretStore)
#include "tst_secret_store.moc"
