// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli_process.h"
#include "tests/datasets/made_data_sets.h"
#include "tests/support/shared_data.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace jackdaw;
using namespace jackdaw::testing;

/// What users are told of their labels and detectors on the command line.
class TestLabels : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString at(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)); }
    QString file(const char* name, const QByteArray& text) const
    {
        QFile out(at(name));
        if (out.open(QIODevice::WriteOnly))
            out.write(text);
        return at(name);
    }
    Ended cli(const QStringList& arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral(JACKDAW_CLI), arguments);
        return ended(process);
    }

private Q_SLOTS:
    void theCheckTellsWhatIsInAFile();
    void theCheckIsJsonForPrograms();
    void aFaultIsAnExitCode();
    void mappedNamesAreClasses();
    void ofSeveralTasksOneIsTakenOut();
    void labelsAreConverted();
    void whatIsReadIsNotWrittenOver();
    void wrongOptionsAreNamed();
    void aDetectorIsShownWithItsBoxes();
    void aLongListOfClassesIsCounted();
    void aVideoOfLessThanASecondIsShownInItsMiddle();
    void whatIsNoDetectorIsNamed();
};

void TestLabels::theCheckTellsWhatIsInAFile()
{
    const auto told =
        cli({QStringLiteral("labels"), QStringLiteral("check"),
             file("a.csv", "frame;class;x1;y1;x2;y2;colour\n0;Car;1;2;3;4;red\n10;Dog;1;2;3;4;\n20;;;;;;\n")});
    QCOMPARE(told.code, 0);
    for (const char* line : {"format:  CSV", "frames:  0 to 20, every 10. (3 frames, 1 of them empty)", "Car: 1 -> car",
                             "Dog: 1 -> nothing of the session's", "note:    The column 'colour' is not read."})
        QVERIFY2(told.out.contains(QString::fromUtf8(line)), told.told().constData());
}

void TestLabels::theCheckIsJsonForPrograms()
{
    const auto told =
        cli({QStringLiteral("labels"), QStringLiteral("check"), QStringLiteral("--json"), QStringLiteral("--classes"),
             QStringLiteral("cat,dog"), file("j.csv", "frame,class,x1,y1,x2,y2\n0,dog,1,2,3,4\n5,bird,1,2,3,4\n")});
    QCOMPARE(told.code, 0);
    const QJsonObject made = QJsonDocument::fromJson(told.out.toUtf8()).object();
    QCOMPARE(made.value(QStringLiteral("frames")).toInt(), 2);
    const QJsonArray names = made.value(QStringLiteral("names")).toArray();
    QCOMPARE(names.size(), 2);
    QCOMPARE(names[0].toObject().value(QStringLiteral("meaning")).toString(), QStringLiteral("classes"));
    QCOMPARE(names[1].toObject().value(QStringLiteral("meaning")).toString(), QStringLiteral("other"));
}

void TestLabels::aFaultIsAnExitCode()
{
    const auto told = cli(
        {QStringLiteral("labels"), QStringLiteral("check"), file("f.csv", "frame,class,x1,y1,x2,y2\n0,PKW,1,2,3,4\n")});
    QCOMPARE(told.code, 2);
    QVERIFY2(told.out.contains(QStringLiteral("fault:   The session has no class for 'PKW'")), told.told().constData());
    const auto broken = cli({QStringLiteral("labels"), QStringLiteral("check"), file("b.json", "{\"images\":[")});
    QCOMPARE(broken.code, 2);
    QVERIFY2(broken.err.contains(QStringLiteral("b.json")), broken.told().constData());
    QCOMPARE(cli({QStringLiteral("labels"), QStringLiteral("check"), QStringLiteral("gone.csv")}).code, 2);
}

void TestLabels::mappedNamesAreClasses()
{
    const QString labels = file("m.csv", "frame,class,x1,y1,x2,y2\n0,PKW,1,2,3,4\n0,Baum,1,2,3,4\n");
    const auto told = cli({QStringLiteral("labels"), QStringLiteral("check"), labels, QStringLiteral("--map"),
                           QStringLiteral("pkw=car|truck"), QStringLiteral("--map"), QStringLiteral("Baum=")});
    QCOMPARE(told.code, 0);
    QVERIFY2(told.out.contains(QStringLiteral("PKW: 1 -> car or truck")), told.told().constData());
    const auto wrong = cli({QStringLiteral("labels"), QStringLiteral("check"), labels, QStringLiteral("--map"),
                            QStringLiteral("pkw=auto")});
    QCOMPARE(wrong.code, 2);
    QVERIFY2(wrong.err.contains(QStringLiteral("no class 'auto'")), wrong.told().constData());
    const auto behind = cli({QStringLiteral("labels"), QStringLiteral("check"), QStringLiteral("--map"),
                             QStringLiteral("PKW=car"), QStringLiteral("baum="), labels});
    QVERIFY2(behind.code == 0, behind.told().constData());
    file("m.csv.map", "PKW=car\nBaum=\n");
    QCOMPARE(cli({QStringLiteral("labels"), QStringLiteral("check"), labels}).code, 0);
}

void TestLabels::ofSeveralTasksOneIsTakenOut()
{
    const QString project = file(
        "project.xml",
        "<annotations><meta><project><tasks><task><id>5</id><name>gate</name><stop_frame>9</stop_frame></task><task>"
        "<id>6</id><name>yard</name><stop_frame>9</stop_frame></task></tasks></project></meta><track id=\"0\" "
        "label=\"car\" task_id=\"6\"><box frame=\"3\" xtl=\"1\" ytl=\"2\" xbr=\"3\" ybr=\"4\"/></track></annotations>");
    const auto asked = cli({QStringLiteral("labels"), QStringLiteral("check"), project});
    QCOMPARE(asked.code, 2);
    QVERIFY2(asked.err.contains(QStringLiteral("'gate', 'yard'")) && asked.err.contains(QStringLiteral("--task")),
             asked.told().constData());
    const auto taken = cli({QStringLiteral("labels"), QStringLiteral("convert"), project, QStringLiteral("--task"),
                            QStringLiteral("yard"), QStringLiteral("--out"), at("yard.csv")});
    QCOMPARE(taken.code, 0);
    QVERIFY2(taken.out.contains(QStringLiteral("10 frames, 7 objects")), taken.told().constData());
    const auto checked = cli({QStringLiteral("labels"), QStringLiteral("check"), at("yard.csv")});
    QVERIFY2(checked.out.contains(QStringLiteral("0 to 9 (10 frames, 3 of them empty)")), checked.told().constData());
}

void TestLabels::labelsAreConverted()
{
    const QString labels =
        file("c.csv", "frame,class,x1,y1,x2,y2,track\n0,PKW,1.25,2,3,4,7\n5,,,,,,\n10,person,1,2,3.5,4,8\n");
    for (const char* const name : {"c.xml", "c.json", "c.txt"}) {
        const auto made = cli({QStringLiteral("labels"), QStringLiteral("convert"), labels, QStringLiteral("--out"),
                               at(name), QStringLiteral("--map"), QStringLiteral("PKW=car")});
        QVERIFY2(made.code == 0, made.told().constData());
        const auto read = cli({QStringLiteral("labels"), QStringLiteral("check"), at(name)});
        QVERIFY2(read.code == 0, read.told().constData());
        QVERIFY2(read.out.contains(QStringLiteral("car: 1 -> car")), read.told().constData());
        QVERIFY2(read.out.contains(QStringLiteral("2 of 2 tracks")), read.told().constData());
    }
    const auto moved = cli({QStringLiteral("labels"), QStringLiteral("convert"), labels, QStringLiteral("--out"),
                            at("moved.csv"), QStringLiteral("--shift"), QStringLiteral("5")});
    QVERIFY2(moved.code == 0, moved.told().constData());
    QVERIFY(cli({QStringLiteral("labels"), QStringLiteral("check"), at("moved.csv")})
                .out.contains(QStringLiteral("frames:  5 to 15")));
    const auto bare = cli({QStringLiteral("labels"), QStringLiteral("convert"), labels, QStringLiteral("--out"),
                           at("folder"), QStringLiteral("--to"), QStringLiteral("yolo")});
    QCOMPARE(bare.code, 2);
    QVERIFY2(bare.err.contains(QStringLiteral("--video")), bare.told().constData());
}

void TestLabels::whatIsReadIsNotWrittenOver()
{
    const QByteArray text("frame,class,x1,y1,x2,y2\n0,car,1,2,3,4\n");
    const QString labels = file("kept.csv", text);
    QFile::link(labels, at("link.csv"));
    for (const QString& out : {labels, at("link.csv"), m_folder.path() + QStringLiteral("/./kept.csv")}) {
        const auto told = cli({QStringLiteral("labels"), QStringLiteral("convert"), labels, QStringLiteral("--to"),
                               QStringLiteral("coco"), QStringLiteral("--out"), out});
        QCOMPARE(told.code, 2);
        QVERIFY2(told.err.contains(QStringLiteral("would be written over")), told.told().constData());
    }
    QFile kept(labels);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), text);
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("yolo/labels")));
    file("yolo/data.yaml", "width: 100\nheight: 100\nnames: [car]\n");
    file("yolo/labels/frame_000000.txt", "0 0.5 0.5 0.2 0.2\n");
    for (const char* const folder : {"yolo", "yolo/labels"}) {
        const auto told = cli({QStringLiteral("labels"), QStringLiteral("convert"), at(folder), QStringLiteral("--to"),
                               QStringLiteral("yolo"), QStringLiteral("--out"), at("yolo")});
        QVERIFY2(told.err.contains(QStringLiteral("would be written over")), told.told().constData());
    }
}

void TestLabels::wrongOptionsAreNamed()
{
    QCOMPARE(cli({QStringLiteral("labels")}).code, 2);
    QCOMPARE(cli({QStringLiteral("labels"), QStringLiteral("check")}).code, 2);
    const auto format =
        cli({QStringLiteral("labels"), QStringLiteral("convert"), QStringLiteral("a.csv"), QStringLiteral("--out"),
             QStringLiteral("b"), QStringLiteral("--to"), QStringLiteral("tar")});
    QCOMPARE(format.code, 2);
    QVERIFY2(format.err.contains(QStringLiteral("--to")), format.told().constData());
}

void TestLabels::aDetectorIsShownWithItsBoxes()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto told =
        cli({QStringLiteral("golden"), QStringLiteral("check"), qt(shared / "real/models/yolox_nano.onnx"),
             QStringLiteral("--video"), qt(shared / "real/videos/jamcam-03601-20190628-1400.mp4")});
    QVERIFY2(told.code == 0, told.told().constData());
    QVERIFY2(told.out.contains(QStringLiteral("decoded: YOLOX")), told.told().constData());
    QVERIFY2(told.out.contains(QStringLiteral("ms per frame")), told.told().constData());
    QVERIFY2(told.out.contains(QStringLiteral("  car ")), told.told().constData());
    QFile picture(at("yolox_nano-boxes.png"));
    QVERIFY(picture.open(QIODevice::ReadOnly) && picture.read(4).endsWith("PNG"));
}

void TestLabels::aLongListOfClassesIsCounted()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    QVERIFY(QFile::copy(qt(shared / "real/models/yolox_nano.onnx"), at("many.onnx")));
    QByteArray names;
    for (int i = 0; i < 80; ++i)
        names += "thing " + QByteArray::number(i) + '\n';
    file("many.names", names);
    const auto told = cli({QStringLiteral("golden"), QStringLiteral("check"), at("many.onnx")});
    QVERIFY2(told.code == 0, told.told().constData());
    QVERIFY2(told.out.contains(QStringLiteral("classes: 80: thing 0, thing 1, ")), told.told().constData());
    QVERIFY2(told.out.contains(QStringLiteral("thing 19 and 60 others\n")), told.told().constData());
}

void TestLabels::aVideoOfLessThanASecondIsShownInItsMiddle()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    QVERIFY(writeVideo(at("short.mp4").toStdString(), 8, 10));
    const QStringList check{QStringLiteral("golden"), QStringLiteral("check"),
                            qt(shared / "real/models/yolox_nano.onnx"), QStringLiteral("--video"), at("short.mp4")};
    const auto told = cli(check);
    QVERIFY2(told.code == 0, told.told().constData());
    const auto late = cli(check + QStringList{QStringLiteral("--at"), QStringLiteral("5")});
    QVERIFY2(late.code == 2 && late.err.contains(QStringLiteral("has no picture at 5")), late.told().constData());
}

void TestLabels::whatIsNoDetectorIsNamed()
{
    const auto told = cli({QStringLiteral("golden"), QStringLiteral("check"), file("page.onnx", "<!DOCTYPE html>")});
    QCOMPARE(told.code, 2);
    QVERIFY2(told.err.contains(QStringLiteral("is not an ONNX file")), told.told().constData());
}

QTEST_GUILESS_MAIN(TestLabels)
#include "tst_labels.moc"
