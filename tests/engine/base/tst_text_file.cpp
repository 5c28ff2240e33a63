// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/text_file.h"

#include <filesystem>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>

using namespace jackdaw;

namespace fs = std::filesystem;

/// What writing does to whatever has the name already.
class TestTextFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadAgain();
    void aLinkStaysOne();
    void aLinkToNothingStaysOne();
    void aLinkToItselfIsSaid();
    void aDeviceIsWrittenToAndNotReplaced();
    void aPipeIsWrittenToByItsName();
    void whyItCannotBeWrittenIsSaidAndNothingIsLeft();

private:
    fs::path at(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    QTemporaryDir m_folder;
};

void TestTextFile::whatIsWrittenIsReadAgain()
{
    QVERIFY(writeText(at("a.txt"), "one").has_value());
    QVERIFY(writeText(at("a.txt"), "two").has_value());
    QCOMPARE(*readText(at("a.txt"), "text"), std::string("two"));
    QVERIFY(!fs::exists(at("a.txt.part")));
}

void TestTextFile::aLinkStaysOne()
{
    QVERIFY(writeText(at("target.txt"), "old").has_value());
    fs::create_symlink(at("target.txt"), at("link.txt"));
    QVERIFY(writeText(at("link.txt"), "new").has_value());
    QVERIFY(fs::is_symlink(at("link.txt")));
    QCOMPARE(*readText(at("target.txt"), "text"), std::string("new"));
}

void TestTextFile::aLinkToNothingStaysOne()
{
    fs::create_directory(at("kept"));
    fs::create_symlink("kept/later.txt", at("ahead.txt"));
    fs::create_symlink("ahead.txt", at("further.txt"));
    QVERIFY(writeText(at("further.txt"), "new").has_value());
    QVERIFY(fs::is_symlink(at("further.txt")) && fs::is_symlink(at("ahead.txt")));
    QCOMPARE(*readText(at("kept/later.txt"), "text"), std::string("new"));
}

void TestTextFile::aLinkToItselfIsSaid()
{
    fs::create_symlink("round.txt", at("round.txt"));
    QVERIFY(!writeText(at("round.txt"), "text"));
    QVERIFY(fs::is_symlink(at("round.txt")));
}

void TestTextFile::aDeviceIsWrittenToAndNotReplaced()
{
    fs::create_symlink("/dev/null", at("nothing"));
    QVERIFY(writeText(at("nothing"), "gone").has_value());
    QVERIFY(fs::is_character_file("/dev/null"));
}

/// As a shell names what it puts between two programs.
void TestTextFile::aPipeIsWrittenToByItsName()
{
    int ends[2] = {-1, -1};
    QCOMPARE(::pipe(ends), 0);
    const Status written = writeText("/proc/self/fd/" + std::to_string(ends[1]), "through");
    ::close(ends[1]);
    QVERIFY2(written, written ? "" : written.error().text().c_str());
    char text[16] = {};
    QCOMPARE(::read(ends[0], text, sizeof text), ssize_t{7});
    ::close(ends[0]);
    QCOMPARE(std::string(text), std::string("through"));
}

void TestTextFile::whyItCannotBeWrittenIsSaidAndNothingIsLeft()
{
    const Status missing = writeText(at("no/such/folder.txt"), "text");
    QVERIFY(!missing);
    QVERIFY2(missing.error().text().find("No such file") != std::string::npos, missing.error().text().c_str());
    fs::create_directory(at("folder"));
    QVERIFY(!writeText(at("folder"), "text"));
    QVERIFY(fs::is_directory(at("folder")));
}

QTEST_APPLESS_MAIN(TestTextFile)
#include "tst_text_file.moc"
