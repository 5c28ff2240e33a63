// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/scripted_source.h"
#include "widgets/setup/cameras_page.h"
#include "widgets/shell/command_palette.h"
#include "widgets/shell/focus_keys.h"
#include "widgets/shell/shortcuts_dialog.h"
#include "widgets/shell/value_table_model.h"
#include "widgets/shell/view_export.h"
#include "widgets/transport/transport_bar.h"
#include "widgets/workbench/workbench.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QFileDialog>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <QtTest>

#include <set>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSource;

namespace {

QKeySequence keys(const char* text)
{
    return QKeySequence(QString::fromLatin1(text));
}

std::vector<PaletteEntry> someEntries(QStringList* log)
{
    const auto entry = [log](const char* title) {
        const QString text = QString::fromLatin1(title);
        return PaletteEntry{text, QStringLiteral("Group"), {}, {}, [log, text] { *log << text; }};
    };
    return {entry("Open session"), entry("Show all"), entry("Stop run"), entry("Next camera")};
}

} // namespace

class TestShell : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCommandHasWordsAndKeysOfItsOwn();
    void aCommandIsCarriedOutByWhomItIsBoundTo();
    void aBoundObjectThatIsGoneIsNotCalled();
    void keysCanBeChangedAndAreTakenFromTheirOwner();
    void changedKeysAreKeptAndRestored();
    void tooltipsNameTheKey();
    void theShortcutsDialogListsAllCommandsAndSetsKeys();
    void thePaletteFindsByLettersInTheirOrder();
    void thePaletteCarriesOutWhatIsChosen();
    void thePaletteFindsNothingForNonsense();
    void disabledCommandsAreNotInThePalette();
    void thePaletteFindsCameras();
    void keysBelongToTheControlThatUsesThem();
    void pagesAreReachedByTheirCommands();
    void everyPageKeepsItsOwnLayout();
    void aPanelIsFoundOnWhateverPageItIs();
    void valuesAreSortedByWhatTheyMean();
    void noPageIsShownWithoutASession();
    void tablesAreCopiedAndSavedWhole();
    void aNameWithoutAnEndingGetsThatOfTheSuggestion();
    void picturesAreSavedAsTheirFileSays();
    void whatCannotBeSavedIsSaidInWords();
    void allControlsOfAllPagesHaveNames();
};

void TestShell::everyCommandHasWordsAndKeysOfItsOwn()
{
    std::set<QString> seen;
    const CommandRegistry registry;
    for (const Command& known : commands()) {
        QVERIFY(!known.title.isEmpty() && !known.tip.isEmpty() && !known.group.isEmpty());
        QVERIFY(registry.action(known.id));
        for (const QKeySequence& key : known.keys)
            QVERIFY2(seen.insert(key.toString()).second, qPrintable(key.toString()));
    }
    QVERIFY(seen.contains(QStringLiteral("Space")));
    QVERIFY(seen.contains(QStringLiteral("Ctrl+Shift+P")));
    for (const char* page : {"Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5", "Ctrl+6", "Ctrl+7"})
        QVERIFY(seen.contains(QString::fromLatin1(page)));
}

void TestShell::aCommandIsCarriedOutByWhomItIsBoundTo()
{
    CommandRegistry registry;
    int count = 0;
    registry.bind(CommandId::ZoomIn, this, [&] { ++count; });
    registry.trigger(CommandId::ZoomIn);
    registry.action(CommandId::ZoomIn)->trigger();
    registry.trigger(CommandId::ZoomOut);
    QCOMPARE(count, 2);
}

void TestShell::aBoundObjectThatIsGoneIsNotCalled()
{
    CommandRegistry registry;
    int count = 0;
    auto context = std::make_unique<QObject>();
    registry.bind(CommandId::ZoomIn, context.get(), [&] { ++count; });
    context.reset();
    registry.trigger(CommandId::ZoomIn);
    QCOMPARE(count, 0);
}

void TestShell::keysCanBeChangedAndAreTakenFromTheirOwner()
{
    CommandRegistry registry;
    QVERIFY(registry.owner(keys("W")) == CommandId::ZoomIn);
    registry.setKeys(CommandId::ShowAll, {keys("W")});
    QVERIFY(registry.owner(keys("W")) == CommandId::ShowAll);
    QVERIFY(registry.keys(CommandId::ZoomIn).isEmpty());
    QVERIFY(!registry.owner(keys("F")));
    registry.resetKeys();
    QVERIFY(registry.owner(keys("W")) == CommandId::ZoomIn);
    QVERIFY(registry.owner(keys("F")) == CommandId::ShowAll);
}

void TestShell::changedKeysAreKeptAndRestored()
{
    CommandRegistry first;
    QVERIFY(first.changedKeys().isEmpty());
    first.setKeys(CommandId::ShowAll, {keys("W")});
    QCOMPARE(first.changedKeys().size(), 2); // and that of the one that lost it
    CommandRegistry second;
    second.restoreKeys(first.changedKeys());
    QVERIFY(second.owner(keys("W")) == CommandId::ShowAll);
    QVERIFY(second.keys(CommandId::ZoomIn).isEmpty());
    second.restoreKeys({{QStringLiteral("no such command"), QStringLiteral("X")}});
    QVERIFY(!second.owner(keys("X")));
}

void TestShell::tooltipsNameTheKey()
{
    CommandRegistry registry;
    const QAction* action = registry.action(CommandId::ShowAll);
    QVERIFY(action->toolTip().endsWith(QStringLiteral("(F)")));
    registry.setKeys(CommandId::ShowAll, {});
    QVERIFY(!action->toolTip().contains(QLatin1Char('(')));
}

void TestShell::theShortcutsDialogListsAllCommandsAndSetsKeys()
{
    CommandRegistry registry;
    ShortcutsDialog dialog(registry);
    auto* tree = dialog.findChild<QTreeWidget*>();
    int listed = 0;
    for (int i = 0; i < tree->topLevelItemCount(); ++i)
        listed += tree->topLevelItem(i)->childCount();
    QCOMPARE(listed, static_cast<int>(commands().size()));
    dialog.select(CommandId::ShowAll);
    dialog.findChild<QKeySequenceEdit*>()->setKeySequence(keys("W"));
    dialog.setKeys();
    QVERIFY(registry.owner(keys("W")) == CommandId::ShowAll);
    QCOMPARE(tree->currentItem()->text(1), QStringLiteral("W"));
    dialog.findChild<QLineEdit*>()->setText(QStringLiteral("whole session"));
    int visible = 0;
    for (int i = 0; i < tree->topLevelItemCount(); ++i)
        for (int j = 0; j < tree->topLevelItem(i)->childCount(); ++j)
            visible += tree->topLevelItem(i)->child(j)->isHidden() ? 0 : 1;
    QCOMPARE(visible, 1);
}

void TestShell::thePaletteFindsByLettersInTheirOrder()
{
    QVERIFY(matchScore(QStringLiteral("os"), QStringLiteral("Open session"))
            > matchScore(QStringLiteral("os"), QStringLiteral("Stop run session")));
    QVERIFY(matchScore(QStringLiteral("zz"), QStringLiteral("Zoom in")) == 0);
    QVERIFY(matchScore(QString(), QStringLiteral("Zoom in")) > 0);
    QVERIFY(matchScore(QStringLiteral("open s"), QStringLiteral("Open session")) > 0);
}

void TestShell::thePaletteCarriesOutWhatIsChosen()
{
    QStringList done;
    CommandPalette palette(someEntries(&done));
    palette.show();
    QTest::keyClicks(&palette.query(), QStringLiteral("st ru"));
    QVERIFY(palette.found().currentItem()->text().contains(QStringLiteral("Stop run")));
    QTest::keyClick(&palette.query(), Qt::Key_Return);
    QCOMPARE(done, QStringList{QStringLiteral("Stop run")});
    QVERIFY(!palette.isVisible());
}

void TestShell::thePaletteFindsNothingForNonsense()
{
    QStringList done;
    CommandPalette palette(someEntries(&done));
    palette.query().setText(QStringLiteral("xyzzy"));
    QCOMPARE(palette.found().count(), 0);
    QTest::keyClick(&palette.query(), Qt::Key_Return);
    QVERIFY(done.isEmpty());
    palette.query().clear();
    QCOMPARE(palette.found().count(), 4);
    QTest::keyClick(&palette.query(), Qt::Key_Down);
    QCOMPARE(palette.found().currentRow(), 1);
}

void TestShell::disabledCommandsAreNotInThePalette()
{
    CommandRegistry registry;
    const auto count = [&] { return commandEntries(registry).size(); };
    const std::size_t all = count();
    registry.action(CommandId::StopRun)->setEnabled(false);
    QCOMPARE(count(), all - 1);
}

void TestShell::thePaletteFindsCameras()
{
    Workbench workbench;
    const auto source = std::make_shared<ScriptedSource>(Script{});
    workbench.controller().open(source);
    source->advance(10);
    workbench.controller().tick();
    CommandPalette palette(workbench.paletteEntries());
    palette.query().setText(QStringLiteral("market"));
    QVERIFY(palette.found().currentItem()->text().contains(QStringLiteral("D Market")));
    QTest::keyClick(&palette.query(), Qt::Key_Return);
    QVERIFY(workbench.selection().camera() == CameraId{3});
}

void TestShell::keysBelongToTheControlThatUsesThem()
{
    FocusKeys filter;
    qApp->installEventFilter(&filter);
    QWidget window;
    auto* layout = new QVBoxLayout(&window);
    auto* list = new QListWidget;
    list->addItems({QStringLiteral("a"), QStringLiteral("b")});
    list->setCurrentRow(0);
    auto* button = new QPushButton(QStringLiteral("press"));
    auto* plain = new QWidget;
    plain->setFocusPolicy(Qt::StrongFocus);
    layout->addWidget(list);
    layout->addWidget(button);
    layout->addWidget(plain);
    int space = 0;
    int end = 0;
    for (const auto& [key, count] : {std::pair(Qt::Key_Space, &space), std::pair(Qt::Key_End, &end)}) {
        auto* action = new QAction(&window);
        action->setShortcut(QKeySequence(key));
        connect(action, &QAction::triggered, &window, [count = count] { ++*count; });
        window.addAction(action);
    }
    QSignalSpy pressed(button, &QPushButton::clicked);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_End);
    QCOMPARE(list->currentRow(), 1);
    QCOMPARE(end, 0);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(pressed.count(), 1);
    QCOMPARE(space, 0);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter})
        QTest::keyClick(button, key);
    QCOMPARE(pressed.count(), 3);
    QTest::keyClick(button, Qt::Key_Return, Qt::ControlModifier);
    button->setEnabled(false);
    QTest::keyClick(button, Qt::Key_Return);
    QCOMPARE(pressed.count(), 3);
    plain->setFocus();
    QTest::keyClick(plain, Qt::Key_Space);
    QTest::keyClick(plain, Qt::Key_End);
    QCOMPARE(space, 1);
    QCOMPARE(end, 1);
}

void TestShell::pagesAreReachedByTheirCommands()
{
    Workbench workbench;
    workbench.controller().open(std::make_shared<ScriptedSource>(Script{}));
    QSignalSpy changed(&workbench, &Workbench::perspectiveChanged);
    const std::array ids = {CommandId::LivePage,    CommandId::ExplainPage, CommandId::ProfilePage,
                            CommandId::DevicesPage, CommandId::ReplayPage,  CommandId::ComparePage};
    for (std::size_t i = ids.size(); i-- > 0;) {
        workbench.registry().trigger(ids[i]);
        QVERIFY(workbench.perspective() == kPerspectives[i]);
        QVERIFY(workbench.page(kPerspectives[i]).isVisibleTo(&workbench));
    }
    QCOMPARE(changed.count(), static_cast<int>(ids.size()));
    auto* tabs = workbench.findChild<QTabBar*>(QStringLiteral("perspectives"));
    QCOMPARE(tabs->count(), static_cast<int>(kPerspectives.size()));
    tabs->setCurrentIndex(2);
    QVERIFY(workbench.perspective() == Perspective::Profile);
}

void TestShell::everyPageKeepsItsOwnLayout()
{
    QVariantMap kept;
    {
        Workbench workbench;
        workbench.show();
        workbench.controller().open(std::make_shared<ScriptedSource>(Script{}));
        workbench.findChild<QDockWidget*>(QStringLiteral("mapDock"))->close();
        workbench.show(Perspective::Explain);
        kept = workbench.saveLayouts();
    }
    Workbench workbench;
    workbench.show();
    workbench.controller().open(std::make_shared<ScriptedSource>(Script{}));
    auto* map = workbench.findChild<QDockWidget*>(QStringLiteral("mapDock"));
    QVERIFY(!map->isHidden());
    workbench.restoreLayouts(kept);
    QVERIFY(map->isHidden());
    QVERIFY(workbench.perspective() == Perspective::Explain);
    workbench.registry().trigger(CommandId::ResetLayout);
    QVERIFY(!map->isHidden());
    workbench.restoreLayouts({{QStringLiteral("layout0"), QByteArray("no layout")}});
    QVERIFY(workbench.perspective() == Perspective::Live);
}

void TestShell::aPanelIsFoundOnWhateverPageItIs()
{
    Workbench workbench;
    workbench.show();
    workbench.controller().open(std::make_shared<ScriptedSource>(Script{}));
    workbench.raisePanel(QStringLiteral("eventsDock"));
    QVERIFY(workbench.perspective() == Perspective::Live);
    workbench.raisePanel(QStringLiteral("costsDock"));
    QVERIFY(workbench.perspective() == Perspective::Devices);
    workbench.raisePanel(QStringLiteral("noDock"));
    QVERIFY(workbench.perspective() == Perspective::Devices);
}

void TestShell::valuesAreSortedByWhatTheyMean()
{
    ValueTableModel model({{QStringLiteral("Name"), QStringLiteral("who"), false}, {QStringLiteral("Seconds"), {}}});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show({{{QStringLiteral("a"), {}}, {QStringLiteral("12 s"), 12.0}},
                {{QStringLiteral("b"), {}}, {QStringLiteral("9 s"), 9.0}}});
    const std::unique_ptr<QTableView> view(makeValueTable(&model, QStringLiteral("Seconds")));
    view->sortByColumn(1, Qt::AscendingOrder);
    QCOMPARE(view->model()->index(0, 0).data().toString(), QStringLiteral("b"));
    model.show({{{QStringLiteral("a"), {}}, {QStringLiteral("1 s"), 1.0}},
                {{QStringLiteral("b"), {}}, {QStringLiteral("9 s"), 9.0}}});
    QCOMPARE(view->model()->index(0, 0).data().toString(), QStringLiteral("a"));
    QCOMPARE(model.index(0, 0).data(Qt::ToolTipRole).toString(), QStringLiteral("who"));
    model.show({});
    QCOMPARE(model.rowCount(), 0);
}

void TestShell::noPageIsShownWithoutASession()
{
    Workbench workbench;
    workbench.show();
    QVERIFY(!workbench.showsSession());
    QVERIFY(workbench.statePage().isVisible());
    workbench.show(Perspective::Cameras);
    QVERIFY2(workbench.cameras().isVisible(), "a run is set up without a session");
    QVERIFY(!workbench.showsSession() && !workbench.transport().isVisible());
    workbench.show(Perspective::Explain);
    QVERIFY2(workbench.statePage().isVisible(), "there is nothing to be explained yet");
    workbench.controller().open(std::make_shared<ScriptedSource>(Script{}));
    QVERIFY(workbench.showsSession());
    QVERIFY(!workbench.statePage().isVisible());
}

void TestShell::tablesAreCopiedAndSavedWhole()
{
    ValueTableModel model({{QStringLiteral("Name"), {}, false}, {QStringLiteral("Seconds, \"s\""), {}}});
    model.show({{{QStringLiteral("a, b"), {}}, {QStringLiteral("12 s"), 12.25}},
                {{QStringLiteral("c"), {}}, {QStringLiteral("9 s"), 9.0}}});
    QCOMPARE(csvOf(model, ValueTableModel::kSortRole),
             QStringLiteral("Name,\"Seconds, \"\"s\"\"\"\n\"a, b\",12.25\nc,9\n"));
    QCOMPARE(csvOf(model), QStringLiteral("Name,\"Seconds, \"\"s\"\"\"\n\"a, b\",12 s\nc,9 s\n"));
    const std::unique_ptr<QTableView> view(makeValueTable(&model, QStringLiteral("Seconds")));
    view->selectAll();
    QCOMPARE(selectedText(*view), QStringLiteral("a, b\t12 s\nc\t9 s"));
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("table.csv"));
    setFileQuestion([&](QWidget*, const QString&, const QString&, const QString&) { return file; });
    view->actions().last()->trigger();
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(QString::fromUtf8(written.readAll()).endsWith(QStringLiteral("c,9\n")));
}

void TestShell::aNameWithoutAnEndingGetsThatOfTheSuggestion()
{
    QTemporaryDir folder;
    QTimer::singleShot(0, this, [&] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        dialog->setDirectory(folder.path());
        dialog->findChild<QLineEdit*>()->setText(QStringLiteral("figures"));
        QMetaObject::invokeMethod(dialog, "accept");
    });
    QCOMPARE(askForFile(nullptr, QStringLiteral("Save"), QStringLiteral("a.csv"), QStringLiteral("Tables (*.csv)")),
             folder.filePath(QStringLiteral("figures.csv")));
}

void TestShell::picturesAreSavedAsTheirFileSays()
{
    QTemporaryDir folder;
    QListWidget widget;
    widget.resize(200, 100);
    widget.addItem(QStringLiteral("text"));
    const std::array<std::pair<const char*, QByteArray>, 3> kinds{
        {{"a.png", QByteArray("\x89PNG")}, {"a.svg", QByteArray("<?xml")}, {"a.pdf", QByteArray("%PDF")}}};
    for (const auto& [name, begin] : kinds) {
        const QString file = folder.filePath(QString::fromLatin1(name));
        QCOMPARE(savePicture(widget, file), QString());
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY(written.readAll().startsWith(begin));
    }
}

void TestShell::whatCannotBeSavedIsSaidInWords()
{
    QTemporaryDir folder;
    QListWidget widget;
    const QString nowhere = folder.filePath(QStringLiteral("no/such/folder/a.svg"));
    QVERIFY(savePicture(widget, nowhere).contains(QStringLiteral("its folder is not there")));
    QVERIFY(savePicture(widget, folder.filePath(QStringLiteral("a.xyz"))).contains(QStringLiteral("use .png")));
    QVERIFY(saveText(QStringLiteral("text"), nowhere).contains(QStringLiteral("cannot be written")));
}

void TestShell::allControlsOfAllPagesHaveNames()
{
    Workbench workbench;
    const auto source = std::make_shared<ScriptedSource>(Script{});
    workbench.controller().open(source);
    source->advance(120);
    for (int i = 0; i < 12; ++i)
        workbench.controller().tick();
    for (const Perspective perspective : kPerspectives) {
        Page& page = workbench.page(perspective);
        for (const QAbstractItemView* view : page.findChildren<QAbstractItemView*>())
            QVERIFY2(!view->accessibleName().isEmpty() || view->parent()->inherits("QComboBoxPrivateContainer")
                         || view->inherits("QHeaderView"),
                     qPrintable(page.objectName() + QLatin1Char(' ') + view->objectName()));
        for (const QComboBox* box : page.findChildren<QComboBox*>())
            QVERIFY2(!box->accessibleName().isEmpty(), qPrintable(page.objectName()));
        for (const QSlider* slider : page.findChildren<QSlider*>())
            QVERIFY(!slider->accessibleName().isEmpty());
    }
}

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
