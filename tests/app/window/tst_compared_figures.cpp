// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/comparisons.h"
#include "app/window/main_window.h"
#include "tests/app/window/compared_sessions.h"
#include "widgets/compare/compare_page.h"
#include "widgets/compare/comparison_tables.h"
#include "widgets/shell/view_export.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::testing;
using namespace jackdaw::widgets;
using jackdaw::window::MainWindow;

namespace {

constexpr int kPatience = 20'000; ///< ms

/// The window with the Compare page before it.
struct Shown {
    Shown()
    {
        window.resize(1400, 900);
        window.show();
        window.workbench().show(Perspective::Compare);
    }

    bool compare(const QStringList& sessions)
    {
        page().show(window::sidesOf(sessions));
        return QTest::qWaitFor([this] { return !page().isReading(); }, kPatience) && !page().sides().empty();
    }
    ComparePage& page() { return window.workbench().compare(); }

    MainWindow window;
};

/// Pictures to look at, where JACKDAW_SCREENSHOTS names a folder.
void keep(QWidget& figure, const QString& name)
{
    const QString folder = qEnvironmentVariable("JACKDAW_SCREENSHOTS");
    if (!folder.isEmpty() && QDir().mkpath(folder))
        QCOMPARE(savePicture(figure, QDir(folder).filePath(name)), QString());
}

} // namespace

/// What is taken along of a comparison.
class TestComparedFigures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theFigureSaysWhichLineIsWhich();
    void filesHoldTheIntervals();
    void theKeyboardSavesFigures();

private:
    QTemporaryDir m_folder;
    QString m_thief;
    QString m_uniform;
};

void TestComparedFigures::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("jackdaw-test"));
    QCoreApplication::setApplicationName(QStringLiteral("jackdaw-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    m_thief = writeCompared(m_folder, QStringLiteral("thief"), {.planner = "thief", .level = 0.62});
    m_uniform = writeCompared(m_folder, QStringLiteral("uniform"), {.planner = "uniform(1,0.5)", .level = 0.55});
    QVERIFY(!m_thief.isEmpty() && !m_uniform.isEmpty());
}

void TestComparedFigures::theFigureSaysWhichLineIsWhich()
{
    Shown shown;
    const double empty = shown.page().chart().plotArea().top();
    QVERIFY(shown.compare({m_thief, m_uniform}));
    const ChartScene& all = shown.page().chart().scene();
    QCOMPARE(all.keys.size(), std::size_t{2});
    QCOMPARE(all.keys[1].text, ComparisonTables::sideName(shown.page().comparison(), 1));
    QVERIFY(all.keys[1].colour == all.lines.back().colour && all.keys[1].style == all.lines.back().style);
    QVERIFY2(shown.page().chart().plotArea().top() > empty, "it stands above the plot");
    keep(shown.page().chart(), QStringLiteral("compared.png"));
    keep(shown.window, QStringLiteral("compared-window.png"));
    shown.page().setView(ComparisonView::Difference);
    const ChartScene& difference = shown.page().chart().scene();
    QCOMPARE(difference.keys.size(), std::size_t{2});
    QVERIFY2(difference.keys[0].colour == difference.rules.front().colour, "the first run is the line at zero");
    shown.window.setTheme(ThemeKind::Dark);
    keep(shown.page().chart(), QStringLiteral("compared-difference-dark.png"));
}

void TestComparedFigures::filesHoldTheIntervals()
{
    Shown shown;
    QVERIFY(shown.compare({m_thief, m_uniform}));
    const QStringList lines = csvOf(shown.page().figures(), ValueTableModel::kSortRole).split(QLatin1Char('\n'));
    const qsizetype from = lines[0].split(QLatin1Char(',')).indexOf(QStringLiteral("Gain over 1"));
    QVERIFY2(lines[0].contains(QStringLiteral("Gain over 1,\"Gain over 1, from\",\"Gain over 1, to\"")),
             qPrintable(lines[0]));
    QVERIFY(from > 0);
    const SideFigure gain = shown.page().comparison().sides[1].gain.value();
    const auto written = [](double value) { return QString::number(value, 'g', 10); };
    QVERIFY2(
        lines[2].contains(QStringLiteral(",%1,%2,%3,").arg(written(gain.mean), written(gain.low), written(gain.high))),
        qPrintable(lines[2]));
    const QString cameras = csvOf(shown.page().cameras(), ValueTableModel::kSortRole);
    QVERIFY2(cameras.contains(QStringLiteral("\"2 less 1, from\"")), qPrintable(cameras));
    QVERIFY2(!csvOf(shown.page().windows(), ValueTableModel::kSortRole).contains(QStringLiteral("from")),
             "windows have no intervals");
}

void TestComparedFigures::theKeyboardSavesFigures()
{
    Shown shown;
    QVERIFY(shown.compare({m_thief, m_uniform}));
    const auto menuOf = [](const QObject& owner, const QString& title) -> QMenu* {
        for (auto* menu : owner.findChildren<QMenu*>())
            if (menu->title() == title)
                return menu;
        return nullptr;
    };
    QMenu* exports = menuOf(shown.window, QStringLiteral("Save or copy"));
    QVERIFY(exports);
    Q_EMIT exports->aboutToShow();
    QMenu* chart = menuOf(*exports, shown.page().chart().accessibleName());
    QVERIFY(chart && menuOf(*exports, QStringLiteral("comparison")));
    QVERIFY2(!menuOf(*exports, QStringLiteral("comparison-by-window")), "it lies behind the figures");
    const QString file = m_folder.filePath(QStringLiteral("figure.svg"));
    setFileQuestion([file](QWidget*, const QString&, const QString&, const QString&) { return file; });
    for (QAction* action : chart->actions())
        if (action->text() == QStringLiteral("Save picture…"))
            action->trigger();
    QVERIFY(QFileInfo(file).size() > 0);
    shown.window.workbench().show(Perspective::Live); // nothing of a session is in sight
    Q_EMIT exports->aboutToShow();
    QCOMPARE(exports->actions().size(), 1);
    QVERIFY(!exports->actions().front()->isEnabled());
}

QTEST_MAIN(TestComparedFigures)
#include "tst_compared_figures.moc"
