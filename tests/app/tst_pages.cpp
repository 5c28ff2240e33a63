// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/command_table.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace jackdaw::pages;

namespace {

/// A program with everything that could be written wrongly.
Command program()
{
    const Option help{{"-h", "--help"}, "", "Print this", false};
    const Option out{{"--out"}, "FILE", "A user's \"file\": [x] \\ $HOME `ls`", false};
    const Option many{{"--many"}, "TEXT", ".begins with a dot", true};
    const Command check{"check", "Look at one", {{"source", "What to look at", true, false}}, {help, out}, {}};
    const Command list{"list", "Name them", {}, {help}, {}};
    return {"small-program",
            "a program",
            {{"file", "What to open", false, true}},
            {help, many},
            {{"camera", "Find cameras", {}, {help}, {list, check}}}};
}

const Manual kManual{"1.2.3", {"The end."}, {"other(1)"}};

/// What bash offers after \p words, the last of which is being typed.
QString offered(const QStringList& words)
{
    const QString script = QString::fromStdString(bashCompletion(program()))
        + QStringLiteral("\nCOMP_WORDS=(\"$@\") COMP_CWORD=$(($# - 1)); _small_program; echo \"${COMPREPLY[*]}\"");
    QProcess bash;
    bash.start(QStringLiteral("bash"), QStringList{QStringLiteral("-c"), script, QStringLiteral("bash")} + words);
    return bash.waitForFinished(-1) ? QString::fromUtf8(bash.readAllStandardOutput()).trimmed() : QString();
}

} // namespace

class TestPages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aManualNamesEveryCommandOptionAndArgument()
    {
        const std::string text = manPage(program(), kManual);
        for (const char* part :
             {".TH \"SMALL\\-PROGRAM\" 1", "Jackdaw 1.2.3", "small\\-program \\- a program",
              ".SS \"small\\-program camera check\"", "\\fB\\-\\-out\\fR \\fIFILE\\fR",
              "\\fB\\-h\\fR, \\fB\\-\\-help\\fR", "[\\fIFILE\\fR...]", "\\fISOURCE\\fR", "The end.", "other(1)"})
            QVERIFY2(text.find(part) != std::string::npos, part);
    }

    void aManualsTextIsNeverRoffsOwn()
    {
        const std::string text = manPage(program(), kManual);
        QVERIFY(text.find("\n\\&.begins with a dot\n") != std::string::npos);
        QVERIFY(text.find("[x] \\e $HOME") != std::string::npos);
    }

    void theSameTableGivesTheSameBytes()
    {
        for (const char* kind : {"man", "bash", "zsh", "fish"}) {
            QVERIFY(!page(kind, program(), kManual).empty());
            QCOMPARE(page(kind, program(), kManual), page(kind, program(), kManual));
        }
        QVERIFY(page("csh", program(), kManual).empty());
    }

    void bashOffersWhatMayFollow_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* words, const char* expected) {
            QTest::newRow(name) << QString::fromLatin1(words).split(u' ') << QString::fromLatin1(expected);
        };
        row("commands", "small-program ", "camera");
        row("commands of a command", "small-program camera ", "list check");
        row("the rest of a command", "small-program camera ch", "check");
        row("options of the command", "small-program camera check --o", "--out");
        row("all options of the command", "small-program camera check -", "-h --help --out");
        row("options of the program", "small-program --m", "--many");
        row("nothing of its own where files may stand", "small-program camera check ", "");
        row("a word that is no command", "small-program nothing -", "-h --help --many");
    }
    void bashOffersWhatMayFollow()
    {
        QFETCH(QStringList, words);
        QFETCH(QString, expected);
        QCOMPARE(offered(words), expected);
    }

    void zshAndFishQuoteEveryText()
    {
        const std::string zsh = zshCompletion(program());
        QVERIFY(zsh.find("#compdef small-program\n") == 0);
        QVERIFY(zsh.find("'--out[A user'\\''s \"file\"\\: \\[x\\] \\\\ $HOME `ls`]:FILE:_files'") != std::string::npos);
        QVERIFY(zsh.find("'*--many[.begins with a dot]:TEXT:_files'") != std::string::npos);
        const std::string fish = fishCompletion(program());
        QVERIFY(
            fish.find("-n '__fish_seen_subcommand_from camera; and __fish_seen_subcommand_from check' -l out -r -d 'A "
                      "user\\'s")
            != std::string::npos);
        QVERIFY(fish.find("-n __fish_use_subcommand -f -a 'camera' -d 'Find cameras'") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestPages)

#include "tst_pages.moc"
