// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/setup/setup_dialog.h"

#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using jackdaw::setup::SetupDialog;

namespace {

/// A stand-in for jackdaw-setup that tells what it would do, and does \p fetch for --yes.
QString standIn(const QTemporaryDir& folder, const char* fetch)
{
    QFile file(folder.filePath(QStringLiteral("jackdaw-setup")));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(QByteArray("#!/bin/sh\ncd '") + folder.path().toUtf8()
               + "'\nif [ \"$1\" = --tell ]; then echo 'LibTorch, 1 MB, goes to here.'; exit; fi\n" + fetch + "\n");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return file.fileName();
}

bool says(const SetupDialog& dialog, const QString& text)
{
    for (const QLabel* label : dialog.findChildren<QLabel*>())
        if (label->text().contains(text))
            return true;
    return false;
}

QPushButton* button(const SetupDialog& dialog, const QString& text)
{
    for (QPushButton* one : dialog.findChildren<QPushButton*>())
        if (one->text() == text)
            return one;
    return nullptr;
}

} // namespace

class TestSetupDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itSaysWhatIsFetchedBeforeItFetches()
    {
        const QTemporaryDir folder;
        const SetupDialog dialog(standIn(folder, "touch fetched"));
        QVERIFY(says(dialog, QStringLiteral("1 MB, goes to here")));
        QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("fetched"))));
    }

    void whatWasFetchedAccepts()
    {
        const QTemporaryDir folder;
        SetupDialog dialog(standIn(folder, "[ \"$1\" = --yes ] && touch fetched"));
        const QSignalSpy accepted(&dialog, &QDialog::accepted);
        button(dialog, QStringLiteral("Fetch"))->click();
        QTRY_COMPARE(accepted.count(), 1);
        QVERIFY(QFile::exists(folder.filePath(QStringLiteral("fetched"))));
    }

    void aFailureIsToldAndMayBeTriedAgain()
    {
        const QTemporaryDir folder;
        SetupDialog dialog(standIn(folder,
                                   "if [ -e tried ]; then exit 0; fi; touch tried; echo '==> Fetching' >&2; "
                                   "echo 'Error: No network.' >&2; exit 1"));
        const QSignalSpy accepted(&dialog, &QDialog::accepted);
        dialog.fetch();
        QTRY_VERIFY(says(dialog, QStringLiteral("No network.")));
        QTRY_VERIFY(button(dialog, QStringLiteral("Try again")));
        QCOMPARE(accepted.count(), 0);
        button(dialog, QStringLiteral("Try again"))->click();
        QTRY_COMPARE(accepted.count(), 1);
    }

    void cancellingEndsWhatIsFetched()
    {
        const QTemporaryDir folder;
        SetupDialog dialog(
            standIn(folder, "trap 'touch ended; exit 1' TERM; touch begun; while :; do sleep 0.05; done"));
        const QSignalSpy rejected(&dialog, &QDialog::rejected);
        dialog.fetch();
        QTRY_VERIFY(QFile::exists(folder.filePath(QStringLiteral("begun"))));
        dialog.reject();
        QCOMPARE(rejected.count(), 1);
        QVERIFY(QFile::exists(folder.filePath(QStringLiteral("ended"))));
    }

    void aProgramThatIsNotThereIsSaid()
    {
        SetupDialog dialog(QStringLiteral("/nowhere/jackdaw-setup"));
        QVERIFY(says(dialog, QStringLiteral("/nowhere/jackdaw-setup cannot be run")));
        dialog.fetch();
        QTRY_VERIFY(button(dialog, QStringLiteral("Try again")));
        QVERIFY(button(dialog, QStringLiteral("Try again"))->isEnabled());
    }
};

QTEST_MAIN(TestSetupDialog)

#include "tst_setup_dialog.moc"
