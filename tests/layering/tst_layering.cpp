// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/layering/include_rules.h"
#include "tests/layering/source_tree.h"
#include "tests/layering/text_rules.h"
#include "tests/support/source_folder.h"

#include <algorithm>

using namespace jackdaw::layering;

namespace {

using Check = std::vector<Violation> (*)(const std::vector<SourceFile>&);

QByteArray text(const std::vector<Violation>& violations)
{
    QByteArray all("the house rules (ARCHITECTURE.md) are broken:");
    for (const Violation& violation : violations)
        all += "\n  " + QByteArray::fromStdString(violation.text());
    return all;
}

/// The text of the one violation that \p check finds in \p files; else how many there are.
std::string onlyViolation(Check check, const std::vector<SourceFile>& files)
{
    const auto found = check(files);
    return found.size() == 1 ? found.front().text() : std::to_string(found.size()) + " violations";
}

SourceFile file(const char* path, const char* content)
{
    return sourceFile(path, content);
}

} // namespace

class TestLayering : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theWholeProjectIsRead()
    {
        for (const char* path : {"CMakeLists.txt", "engine/base/units.h", "tests/layering/tst_layering.cpp"}) {
            const bool found =
                std::any_of(m_tree.begin(), m_tree.end(), [&](const auto& one) { return one.path == path; });
            QVERIFY2(found, path);
        }
    }

    void everyRoomIncludesOnlyWhatItMaySee() { verify(checkIncludes); }
    void everyRoomLinksOnlyWhatItMaySee() { verify(checkLinks); }
    void everyFileSaysItsLicence() { verify(checkLicences); }
    void noFileIsTooLong() { verify(checkSizes); }
    void everyTypeOfAHeaderSaysWhatItIs() { verify(checkDocumentation); }
    void nothingIsLeftToDo() { verify(checkNotes); }
    void noFileNamesAPathOfOneMachine() { verify(checkPaths); }
    void noCommentCitesADocumentThatIsNotHere() { verify(checkCitations); }

    void aPlantedIncludeIsFound_data();
    void aPlantedIncludeIsFound();
    void whatIsAllowedIsNotReported_data();
    void whatIsAllowedIsNotReported();
    void aPlantedLinkIsFound();
    void aLibraryBehindAHeaderOfAnotherRoomIsFound();
    void aWrongLicenceIsFound();
    void aLongFileIsFound();
    void theStylePageNamesTheLengthThatIsChecked();
    void aTypeThatNobodyExplainsIsFound();
    void aPlantedNoteOrPathIsFound();
    void aPlantedCitationIsFound();

private:
    void verify(Check check) const
    {
        const auto violations = check(m_tree);
        QVERIFY2(violations.empty(), text(violations).constData());
    }

    const std::vector<SourceFile> m_tree = readSourceTree(jackdaw::testing::sourceFolder());
};

void TestLayering::aPlantedIncludeIsFound_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("include");
    QTest::addColumn<QString>("rule");
    const auto row = [](const char* path, const char* include, const char* rule) {
        QTest::addRow("%s %s", path, include)
            << QString::fromUtf8(path) << QString::fromUtf8(include) << QString::fromUtf8(rule);
    };
    row("engine/base/a.cpp", "\"engine/api/events.h\"", "engine/base may not include engine/api");
    row("engine/api/a.h", "<nlohmann/json.hpp>", "engine/api may not include nlohmann/json");
    row("engine/api/a.h", "<unistd.h>", "engine/api may not include POSIX");
    row("engine/video/a.cpp", "\"engine/vision/labels.h\"", "engine/video may not include engine/vision");
    row("engine/scheduling/a.cpp", "<torch/torch.h>", "engine/scheduling may not include LibTorch");
    row("engine/scheduling/a.cpp", "\"engine/profiling/cost_table.h\"", "may not include engine/profiling");
    row("engine/simulation/a.cpp", "<opencv2/core.hpp>", "engine/simulation may not include OpenCV");
    row("engine/session/a.cpp", "<libavcodec/avcodec.h>", "engine/session may not include FFmpeg");
    row("engine/profiling/a.cpp", "<ATen/ATen.h>", "engine/profiling may not include LibTorch");
    row("engine/compute/a.cpp", "<c10/core/Device.h>", "engine/compute may not include LibTorch");
    row("engine/compute/a.cpp", "\"engine/cuda/gpu.h\"", "engine/compute may not include engine/cuda");
    row("engine/cuda/a.cpp", "<cuda.h>", "engine/cuda may not include LibTorch");
    row("engine/runtime/a.cpp", "<QString>", "engine/runtime may not include Qt");
    row("engine/runtime/a.cpp", "\"datasets/scenario/scenario.h\"", "engine/runtime may not include datasets/scenario");
    row("engine/runtime/a.cpp", "\"engine/learning/weights_impl.h\"", "is private to engine/learning");
    row("datasets/streets/a.cpp", "<QtCore/QString>", "datasets/streets may not include Qt");
    row("datasets/streets/a.cpp", "\"engine/studies/regret.h\"", "datasets/streets may not include engine/studies");
    row("widgets/a.cpp", "\"engine/runtime/engine.h\"", "widgets may not include engine/runtime");
    row("widgets/charts/a.h", "\"engine/session/replay.h\"", "widgets may not include engine/session");
    row("widgets/session/a.h", "\"widgets/explain/a.h\"", "widgets/session may not include widgets/explain");
    row("widgets/explain/a.cpp", "\"widgets/profile/a.h\"", "widgets/explain may not include widgets/profile");
    row("widgets/shell/a.cpp", "\"widgets/live/a.h\"", "widgets/shell may not include widgets/live");
    row("widgets/attic/a.cpp", "\"widgets/theme/theme.h\"", "widgets/attic may not include widgets/theme");
    row("app/cli/a.cpp", "<QString>", "app/cli may not include Qt");
    row("app/cli/a.cpp", "\"widgets/theme.h\"", "app/cli may not include widgets");
    row("engine/video/a.cpp", "\"camera_feed.h\"", "not written from the project root");
    row("engine/video/a.cpp", "<boost/any.hpp>", "an unknown library");
    row("engine/cellar/a.cpp", "<vector>", "in no room of the house");
}

void TestLayering::aPlantedIncludeIsFound()
{
    QFETCH(QString, path);
    QFETCH(QString, include);
    QFETCH(QString, rule);
    const std::string content = "#pragma once\n#include " + include.toStdString() + "\n";
    const auto found = QString::fromStdString(onlyViolation(checkIncludes, {sourceFile(path.toStdString(), content)}));
    QVERIFY2(found.contains(rule), qPrintable(found));
    const bool isFileRule = rule.contains(QStringLiteral("room of the house"));
    QVERIFY2(found.startsWith(path + (isFileRule ? QStringLiteral(":1: ") : QStringLiteral(":2: "))),
             qPrintable(found));
}

void TestLayering::whatIsAllowedIsNotReported_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("include");
    const auto row = [](const char* path, const char* include) {
        QTest::addRow("%s %s", path, include) << QString::fromUtf8(path) << QString::fromUtf8(include);
    };
    row("engine/base/log.cpp", "<spdlog/spdlog.h>");
    row("engine/learning/a.cpp", "<torch/torch.h>");
    row("engine/learning/a.cpp", "\"engine/vision/labels.h\"");
    row("engine/cuda/a.cpp", "\"engine/compute/device.h\"");
    row("engine/runtime/a.cpp", "\"engine/scheduling/plan.h\"");
    row("widgets/a.h", "\"engine/api/events.h\"");
    row("widgets/a.cpp", "\"widgets/charts/chart.h\"");
    row("widgets/a.cpp", "\"moc_a.cpp\"");
    row("widgets/live/a.cpp", "\"widgets/profile/a.h\"");
    row("widgets/explain/a.cpp", "\"widgets/session/a.h\"");
    row("widgets/explain/a.cpp", "\"widgets/explain/b.h\"");
    row("app/window/a.cpp", "\"widgets/theme.h\"");
    row("tests/bench/a.cpp", "<torch/torch.h>");
}

void TestLayering::whatIsAllowedIsNotReported()
{
    QFETCH(QString, path);
    QFETCH(QString, include);
    const std::string content = "#include " + include.toStdString() + "\n";
    QCOMPARE(checkIncludes({sourceFile(path.toStdString(), content)}).size(), std::size_t{0});
}

void TestLayering::aPlantedLinkIsFound()
{
    QCOMPARE(onlyViolation(checkLinks,
                           {file("engine/session/CMakeLists.txt",
                                 "jackdaw_room(session PUBLIC jackdaw_api\n    PRIVATE jackdaw_learning)")}),
             std::string("engine/session/CMakeLists.txt:2: engine/session may not link engine/learning"));
    QCOMPARE(onlyViolation(checkLinks,
                           {file("widgets/CMakeLists.txt",
                                 "target_link_libraries(jackdaw_widgets PUBLIC jackdaw_api jackdaw_runtime)")}),
             std::string("widgets/CMakeLists.txt:1: widgets may not link engine/runtime"));
}

void TestLayering::aLibraryBehindAHeaderOfAnotherRoomIsFound()
{
    const std::vector<SourceFile> files{
        file("engine/runtime/loop.cpp", "#include \"engine/session/store.h\"\n"),
        file("engine/session/store.h", "#pragma once\n#include \"engine/session/rows.h\"\n"),
        file("engine/session/rows.h", "#pragma once\n#include \"engine/session/store.h\"\n#include <sqlite3.h>\n"),
    };
    const std::string found = onlyViolation(checkIncludes, files);
    QVERIFY2(found.starts_with("engine/runtime/loop.cpp:1: ") && found.find("SQLite") != std::string::npos,
             found.c_str());
}

void TestLayering::aWrongLicenceIsFound()
{
    const std::string head = "// SPDX-FileCopyrightText: 2026 The Jackdaw authors\n// SPDX-License-Identifier: ";
    QCOMPARE(checkLicences({sourceFile("engine/base/a.h", head + "Apache-2.0\n")}).size(), std::size_t{0});
    QCOMPARE(checkLicences({sourceFile("engine/base/a.h", head + "GPL-3.0-or-later\n")}).size(), std::size_t{1});
    QCOMPARE(checkLicences({sourceFile("widgets/a.h", head + "Apache-2.0\n")}).size(), std::size_t{1});
    QCOMPARE(checkLicences({file("tests/a/CMakeLists.txt", "add_library(a)\n")}).size(), std::size_t{2});
    QCOMPARE(checkLicences({file("engine/base/a.cpp", "")}).size(), std::size_t{2});
}

void TestLayering::aLongFileIsFound()
{
    SourceFile longFile = file("engine/base/a.cpp", "");
    longFile.lines.resize(600);
    QCOMPARE(checkSizes({longFile}).size(), std::size_t{0});
    longFile.lines.resize(601);
    QCOMPARE(checkSizes({longFile}).size(), std::size_t{1});
}

void TestLayering::theStylePageNamesTheLengthThatIsChecked()
{
    const auto page =
        std::find_if(m_tree.begin(), m_tree.end(), [](const auto& one) { return one.path == "HACKING.md"; });
    QVERIFY(page != m_tree.end());
    const auto names = [](const std::string& line) { return line.find("files up to 600") != line.npos; };
    QVERIFY(std::any_of(page->lines.begin(), page->lines.end(), names));
}

void TestLayering::aTypeThatNobodyExplainsIsFound()
{
    const std::string members =
        "{\n    int a;\n    int b;\n    int c;\n    int d;\n    int e;\n    int f;\n    int g;\n};\n";
    const auto header = [](const std::string& text) { return std::vector{sourceFile("engine/base/a.h", text)}; };
    QVERIFY(onlyViolation(checkDocumentation, header("struct A " + members)).starts_with("engine/base/a.h:1: "));
    QVERIFY(
        onlyViolation(checkDocumentation, header("class A : public B\n" + members)).starts_with("engine/base/a.h:1: "));
    QVERIFY(onlyViolation(checkDocumentation, header("\ntemplate <class T>\nstruct A " + members))
                .starts_with("engine/base/a.h:3: "));
    const auto count = [&](const std::string& text) { return checkDocumentation(header(text)).size(); };
    QCOMPARE(count("/// What it is.\ntemplate <class T>\nstruct A " + members), std::size_t{0});
    QCOMPARE(count("struct A {\n    int a; ///< seconds\n" + members), std::size_t{0});
    QCOMPARE(count("struct A;\nstruct B {\n    int a;\n};\n"), std::size_t{0});
}

void TestLayering::aPlantedNoteOrPathIsFound()
{
    const std::string note = std::string("int a;\n// TO") + "DO: later\n";
    QVERIFY(onlyViolation(checkNotes, {sourceFile("app/cli/a.cpp", note)}).starts_with("app/cli/a.cpp:2: "));
    const std::string path = std::string("open(\"/ho") + "me/someone/a.txt\");\n";
    QVERIFY(onlyViolation(checkPaths, {sourceFile("app/cli/a.cpp", path)}).starts_with("app/cli/a.cpp:1: "));
    const std::string relative = std::string("../wo") + "rk/a.txt $HO" + "ME/b and a/ro" + "ot/b\n";
    QCOMPARE(checkPaths({sourceFile("app/cli/a.cpp", relative)}).size(), std::size_t{0});
}

void TestLayering::aPlantedCitationIsFound()
{
    const std::string cited = std::string("int a;\n/// Shares (eky") + "a.md 1.4).\n/// (des" + "ign §7)\n";
    QCOMPARE(checkCitations({sourceFile("app/cli/a.cpp", cited)}).size(), std::size_t{2});
    const std::string allowed = "/// Ekya, NSDI'22, §4.2; ARCHITECTURE.md; the design of the house\n";
    QCOMPARE(checkCitations({sourceFile("app/cli/a.cpp", allowed)}).size(), std::size_t{0});
}

QTEST_GUILESS_MAIN(TestLayering)
#include "tst_layering.moc"
