// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tensors/library.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace jackdaw::tensors;

namespace {

/// The folder of libraries of a LibTorch with \p file, which holds \p content.
std::filesystem::path librariesWith(const QTemporaryDir& root, const QString& file, const QByteArray& content)
{
    const QString path = root.filePath(file);
    QDir().mkpath(root.filePath(QStringLiteral("torch/lib")));
    QDir().mkpath(QFileInfo(path).path());
    QFile made(path);
    if (made.open(QIODevice::WriteOnly))
        made.write(content);
    return root.filePath(QStringLiteral("torch/lib")).toStdString();
}

} // namespace

class TestLibrary : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theVersionIsReadOfWhateverSaysIt_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("package") << QStringLiteral("torch/version.py")
                                 << QByteArray(
                                        "from typing import Optional\n__version__ = '2.11.0+cu130'\ndebug = False\n");
        QTest::newRow("archive") << QStringLiteral("torch/build-version") << QByteArray("2.11.0+cu130\n");
        QTest::newRow("wheel") << QStringLiteral("torch-2.11.0+cu130.dist-info/METADATA") << QByteArray();
    }
    void theVersionIsReadOfWhateverSaysIt()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, content);
        QTemporaryDir root;
        QCOMPARE(versionOfLibraries(librariesWith(root, file, content)), std::string("2.11.0+cu130"));
    }

    void whereNothingSaysItThereIsNone()
    {
        QTemporaryDir root;
        QCOMPARE(versionOfLibraries(librariesWith(root, QStringLiteral("torch/version.py"), "garbage '")),
                 std::string());
        QCOMPARE(versionOfLibraries("/nowhere/torch/lib"), std::string());
    }

    void patchesFitAndOtherVersionsDoNot()
    {
        QVERIFY((LibTorch{"2.11.1+cu130", "2.11.0", {}, false}.fits()));
        QVERIFY((!LibTorch{"2.1.0", "2.11.0", {}, false}.fits()));
        QVERIFY((!LibTorch{"2.12.0", "2.11.0", {}, false}.fits()));
    }

    void theOneOfThisProcessIsFound()
    {
        const LibTorch torch = libTorch();
        QVERIFY(std::filesystem::exists(torch.folder / "libtorch_cpu.so"));
        QVERIFY2(torch.fits(), torch.version.c_str());
    }
};

QTEST_APPLESS_MAIN(TestLibrary)
#include "tst_library.moc"
