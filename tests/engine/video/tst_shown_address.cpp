// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/printable.h"
#include "engine/video/camera_feed.h"
#include "engine/video/live_address.h"
#include "engine/video/shown_address.h"
#include "engine/video/video_reader.h"

#include <QTest>

#include <random>

using namespace jackdaw;
using namespace jackdaw::video;

namespace {

const Login kOdd{"ad/min", "MARK/ER?7#0@1&2"};

} // namespace

/// What of an address is a user or a password, and what may be shown of it.
class TestShownAddress : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatABareLoginIsAndWhatIsAFile()
    {
        for (const char* login : {"admin:pw@host", "admin:p/w@host", ":pw@host", "admin:pw@rtsp://host"})
            QVERIFY2(isLive(login) && !checkAddress(login), login);
        for (const char* file : {"./12:30@gate.mp4", "/data/12:30@gate.mp4", "gate@12:30.mp4", "file:12@gate.mp4"})
            QVERIFY2(!isLive(file), file);
    }

    void aPasswordOfAnyLettersIsTakenOut_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char* address, const char* shown) {
            QTest::newRow(address) << QString::fromUtf8(address) << QString::fromUtf8(shown);
        };
        row("rtsp://u:p@host/s", "rtsp://host/s");
        row("rtsp://u:a/b@host/s", "rtsp://host/s");
        row("rtsp://u:a?b@host/s", "rtsp://host/s");
        row("rtsp://u:a#b@host/s", "rtsp://host/s");
        row("rtsp://u:a@b@host/s", "rtsp://host/s");
        row("rtsp://u:a@b/c@host/s", "rtsp://host/s");
        row("rtsp://admin:12/3@10.0.0.1:554/s", "rtsp://10.0.0.1:554/s");
        row("u:a/b@host/s", "host/s");
        // An "@" behind the host is none before it.
        row("rtsp://10.0.0.1/cam@1", "rtsp://10.0.0.1/cam%401");
        row("rtsp://10.0.0.1:554/cam@1/b@c", "rtsp://10.0.0.1:554/cam%401/b%40c");
        row("rtsp://[fe80::1]:554/cam@1", "rtsp://[fe80::1]:554/cam%401");
        row("udp://@239.0.0.1:9999", "udp://@239.0.0.1:9999");
        // Parameters that are named like one.
        row("http://h/v?user=u&pwd=p&x=1", "http://h/v?user=u&pwd={password}&x=1");
        row("http://h/v?Password=p&TOKEN=q#e", "http://h/v?Password={password}&TOKEN={password}#e");
        row("http://h/v?pwd={password}", "http://h/v?pwd={password}");
        row("http://h/v?passage=3&pwd", "http://h/v?passage=3&pwd");
    }
    void aPasswordOfAnyLettersIsTakenOut()
    {
        QFETCH(const QString, address);
        QFETCH(const QString, shown);
        QCOMPARE(QString::fromStdString(withoutLogin(address.toStdString())), shown);
        // What is shown can be looked at.
        const std::string taken = withoutLogin(address.toStdString());
        QVERIFY2(!carriesLogin(taken), taken.c_str());
    }

    void aKnownLoginIsTakenOutHoweverItIsWritten_data()
    {
        QTest::addColumn<QString>("written");
        QTest::newRow("as it is") << QStringLiteral("ad/min:MARK/ER?7#0@1&2@");
        QTest::newRow("encoded") << QString::fromStdString(percentEncoded(kOdd.user) + ":"
                                                           + percentEncoded(kOdd.password) + "@");
        QTest::newRow("in part, in small letters") << QStringLiteral("ad%2fmin:MARK%2fER?7%230@1%262@");
    }
    void aKnownLoginIsTakenOutHoweverItIsWritten()
    {
        QFETCH(const QString, written);
        const std::string login = written.toStdString();
        QCOMPARE(withoutLogin("rtsp://" + login + "camera/s", kOdd), std::string("rtsp://camera/s"));
        const std::string password = login.substr(login.find(':') + 1, login.size() - login.find(':') - 2);
        QCOMPARE(withoutLogin("rtsp://10.0.0.1/s?u=1&w=" + password + "&x=2", kOdd),
                 std::string("rtsp://10.0.0.1/s?u=1&w={password}&x=2"));
        QCOMPARE(withoutLogin("rtsp://10.0.0.1/live/" + password + "/0", kOdd),
                 std::string("rtsp://10.0.0.1/live/{password}/0"));
    }

    void aHostThatIsCalledLikeThePasswordStays()
    {
        QCOMPARE(withoutLogin("rtsp://camera/camera/s", Login{"viewer", "camera"}),
                 std::string("rtsp://camera/{password}/s"));
    }

    /// Any password, anywhere before the host: nothing of it is left.
    void noPasswordSurvives()
    {
        std::minstd_rand random(7);
        constexpr std::string_view kLetters = "aZ9:/?#@&;=%{}[]._ -";
        for (int round = 0; round < 5000; ++round) {
            Login login{"viewer", "MARKER"};
            for (int letter = 0; letter < 6; ++letter)
                login.password.insert(random() % (login.password.size() + 1), 1, kLetters[random() % kLetters.size()]);
            if (login.password.find("MARKER") == std::string::npos)
                continue;
            const std::string address = "rtsp://viewer:" + login.password + "@10.0.0.1:554/s";
            QCOMPARE(withoutLogin(address, login), std::string("rtsp://10.0.0.1:554/s"));
            const std::string unknown = withoutLogin(address);
            QVERIFY2(unknown.find("MARKER") == std::string::npos, address.c_str());
        }
    }

    void aReaderOfRecordingsRepeatsNoPassword()
    {
        for (const char* word : {"rtsp://admin:MARKER/70@h/s", "admin:MARKER-70@h", "http://h/v?pwd=MARKER-70"}) {
            const auto reader = VideoReader::open(word, 25.0);
            QVERIFY(!reader);
            QVERIFY2((reader.error().text() + reader.error().detail).find("MARKER") == std::string::npos,
                     reader.error().text().c_str());
        }
    }

    void placesForTheUserAloneAreFilledToo()
    {
        const Login login{"ad min", "p&w"};
        QCOMPARE(withLogin("rtsp://camera/{user}/s", login), std::string("rtsp://ad%20min:p%26w@camera/ad%20min/s"));
        QCOMPARE(withLogin("HTTP://camera/{user}?p={password}", login), std::string("http://camera/ad%20min?p=p%26w"));
        QCOMPARE(withLogin("/dev/video0", login), std::string("/dev/video0"));
    }

    void textThatSteersTerminalsIsMadePlain()
    {
        QCOMPARE(printable("a\x1b[2J\x7f\n\xc2\x9b"
                           "b\xc3\xbc"),
                 std::string("a?[2J???b\xc3\xbc"));
        QCOMPARE(printable("\xc2"), std::string("\xc2"));
    }
};

QTEST_GUILESS_MAIN(TestShownAddress)
#include "tst_shown_address.moc"
