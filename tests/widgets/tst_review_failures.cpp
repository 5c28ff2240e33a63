// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/fake_review.h"
#include "tests/widgets/scripted_source.h"
#include "widgets/review/review_page.h"
#include "widgets/workbench/workbench.h"

#include <QLabel>
#include <QToolButton>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::FakeReview;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSource;

namespace {

struct Shown {
    explicit Shown(bool isRead) : desk(1, 12)
    {
        desk.readsAtOnce = isRead;
        bench.show();
        bench.controller().open(std::make_shared<ScriptedSource>(Script{}, false));
        bench.setReview(&desk);
        bench.show(Perspective::Review);
    }
    ~Shown() { bench.setReview(nullptr); }

    ReviewPage& page() { return bench.review(); }
    QLabel& fault() { return *page().findChild<QLabel*>(QStringLiteral("reviewFault")); }

    FakeReview desk;
    Workbench bench;
};

} // namespace

/// Sessions that cannot be read, at first or when newer frames are looked for; and what comes of a look.
class TestReviewFailures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSessionThatIsReadAgainIsNoFailure()
    {
        Shown shown(false);
        Q_EMIT shown.desk.failed(QStringLiteral("It is truncated."));
        QCOMPARE(shown.page().message(), QStringLiteral("It is truncated."));
        QVERIFY(!shown.page().isBusy());
        Q_EMIT shown.desk.progressed(0.1);
        QVERIFY2(shown.page().message().contains(QStringLiteral("10 %")), qPrintable(shown.page().message()));
        QVERIFY(shown.page().isBusy());
        shown.desk.finishReading();
        QVERIFY(shown.page().message().isEmpty());
    }

    void newerFramesThatDoNotComeAreSaidBesideThoseThatAreThere()
    {
        Shown shown(true);
        Q_EMIT shown.desk.failed(QStringLiteral("It is truncated."));
        QVERIFY(shown.fault().isVisible());
        QCOMPARE(shown.fault().text(), QStringLiteral("It is truncated."));
        Q_EMIT shown.desk.sheetChanged();
        QVERIFY(!shown.fault().isVisible());
    }

    void aLookForNewestFramesSaysWhatCame()
    {
        Shown shown(true);
        shown.desk.live = true;
        shown.desk.newer = 7;
        Q_EMIT shown.desk.labelledMore();
        QToolButton* look = nullptr;
        for (auto* button : shown.page().findChildren<QToolButton*>())
            if (button->text() == QStringLiteral("Newest frames (7)"))
                look = button;
        QVERIFY(look && look->isEnabled());
        const QLabel& news = *shown.page().findChild<QLabel*>(QStringLiteral("reviewNews"));
        look->click();
        QVERIFY2(!look->isEnabled() && look->text() == QStringLiteral("Looking…"), qPrintable(look->text()));
        shown.desk.findMore(3);
        QCOMPARE(news.text(), QStringLiteral("3 frames more"));
        QCOMPARE(look->text(), QStringLiteral("Newest frames"));
        look->click();
        shown.desk.findMore(0);
        QCOMPARE(news.text(), QStringLiteral("No frame that matters came since"));
        look->click();
        Q_EMIT shown.desk.failed(QStringLiteral("It is truncated."));
        QVERIFY(look->isEnabled());
    }

    void aPageThatWasShownBeforeItsFramesWereReadTakesKeysWhenTheyAre()
    {
        Shown shown(false);
        shown.bench.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&shown.bench));
        shown.desk.finishReading();
        QVERIFY(shown.page().editor().hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(shown.page().model().doneCount(), std::size_t{1});
    }

    void aPageWithoutAFrameSaysWhyAndNotWhatFailedBefore()
    {
        Shown shown(true);
        Q_EMIT shown.desk.failed(QStringLiteral("It is truncated."));
        Q_EMIT shown.desk.sheetChanged();
        shown.desk.whole = std::make_shared<ReviewSheet>();
        Q_EMIT shown.desk.sheetChanged();
        QVERIFY2(shown.page().message().contains(QStringLiteral("labelled no frame")),
                 qPrintable(shown.page().message()));
    }
};

QTEST_MAIN(TestReviewFailures)
#include "tst_review_failures.moc"
