// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/main_window.h"
#include "tests/support/source_folder.h"
#include "tests/widgets/scripted_source.h"
#include "widgets/explain/explain_page.h"
#include "widgets/live/live_page.h"
#include "widgets/setup/cameras_page.h"
#include "widgets/theme/theme.h"
#include "widgets/video/video_wall.h"

#include <QAction>
#include <QDirIterator>
#include <QDockWidget>
#include <QMetaEnum>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSource;
using jackdaw::window::MainWindow;

namespace {

/// An engine that does nothing but note what it is told.
class NotingControl : public EngineControl {
public:
    void pause() override { told += "pause "; }
    void resume() override { told += "resume "; }
    void stop() override { told += "stop "; }
    void note(std::string) override { }
    bool correct(LabelCorrected) override { return false; }
    bool isFinished() const override { return false; }

    std::string told;
};

QString seconds(std::optional<Nanoseconds> time)
{
    return time ? QString::number(toSeconds(*time), 'f', 3) : QStringLiteral("-");
}

/// The window in the middle of a session, with something to be changed wherever a command could change it.
struct Shown {
    explicit Shown(bool live) : source(std::make_shared<ScriptedSource>(Script{}, live))
    {
        window.resize(1300, 800);
        window.show();
        window.setQuestion([](const QString&, const QString&) { return true; });
        window.showSession({source, live ? control : nullptr, nullptr, QStringLiteral("street.jackdaw")});
        source->advance(live ? 170.0 : 0.0);
        bench().controller().setPlaying(true);
        bench().controller().setSpeed(2.0);
        if (!live)
            bench().controller().seek(fromSeconds(170));
        tick();
        SessionClock& clock = bench().session().clock();
        clock.setRange({fromSeconds(60), fromSeconds(120)});
        clock.setReference(fromSeconds(90));
        bench().session().loop().setStart(fromSeconds(150));
        bench().session().loop().setEnd(fromSeconds(200));
        bench().selection().setCamera(CameraId{1});
        bench().show(Perspective::Explain);
        bench().session().stepPlan(-1);
        tick();
        bench().explain().goTo(bench().explain().search().lastStep() / 2);
        window.findChild<QDockWidget*>(QStringLiteral("scoreDock"))->close();
        QCoreApplication::processEvents();
    }

    Workbench& bench() { return window.workbench(); }
    void tick()
    {
        for (int i = 0; i < 12; ++i)
            bench().controller().tick();
    }

    /// All that commands change, in words.
    QStringList look()
    {
        const SessionController& controller = bench().controller();
        SessionView& session = bench().session();
        QStringList said{QStringLiteral("page %1").arg(static_cast<int>(bench().perspective())),
                         QStringLiteral("session %1").arg(bench().showsSession()),
                         QStringLiteral("playing %1").arg(controller.isPlaying()),
                         QStringLiteral("now ") + seconds(controller.now()),
                         QStringLiteral("speed %1").arg(controller.speed()),
                         QStringLiteral("range ") + seconds(session.clock().range().start) + QStringLiteral(" to ")
                             + seconds(session.clock().range().end),
                         QStringLiteral("reference ") + seconds(session.clock().reference()),
                         QStringLiteral("loop ") + seconds(session.loop().start()) + seconds(session.loop().end()),
                         QStringLiteral("plan ") + seconds(session.selection().plan()),
                         QStringLiteral("step %1").arg(bench().explain().step()),
                         QStringLiteral("plays steps %1").arg(bench().explain().isPlaying()),
                         QStringLiteral("story %1").arg(bench().explain().story().steps().size()),
                         QStringLiteral("pins %1").arg(session.selection().pins().size()),
                         QStringLiteral("boxes %1").arg(bench().live().wall().options().boxes),
                         QStringLiteral("theme ") + window.palette().color(QPalette::Window).name(),
                         QStringLiteral("full screen %1").arg(window.isFullScreen()),
                         QStringLiteral("cameras %1").arg(bench().cameras().model().draft().cameras.size()),
                         QStringLiteral("engine ") + QString::fromStdString(control->told)};
        const auto camera = session.selection().camera();
        said << QStringLiteral("camera %1").arg(camera ? static_cast<int>(camera->value) : -1)
             << QStringLiteral("enlarged %1").arg(bench().live().wall().enlarged().has_value());
        for (const QDockWidget* dock : window.findChildren<QDockWidget*>())
            if (dock->isHidden())
                said << QStringLiteral("hidden ") + dock->objectName();
        for (const QWidget* other : QApplication::topLevelWidgets())
            if (other->isVisible() && other != &window)
                said << QStringLiteral("window ") + QString::fromLatin1(other->metaObject()->className());
        return said;
    }

    std::shared_ptr<ScriptedSource> source;
    std::shared_ptr<NotingControl> control = std::make_shared<NotingControl>();
    MainWindow window;
};

/// These ask for a file, a name or a decision first, need what a script has not (a recorded session's file, videos,
/// labels), or end the window; tests of the pages that they belong to carry them out.
const QSet<CommandId> kTriedElsewhere{
    CommandId::OpenScenario,
    CommandId::OpenSession,
    CommandId::RunDemo,
    CommandId::TellStory,
    CommandId::TellDemoWindow,
    CommandId::Quit,
    CommandId::SaveReport,
    CommandId::AddCamera,
    CommandId::DuplicateCamera,
    CommandId::RemoveCamera,
    CommandId::EditScenario,
    CommandId::SaveScenario,
    CommandId::StartRun,
    CommandId::Undo,
    CommandId::Redo,
    CommandId::AddToComparison,
    CommandId::CompareThis,
    CommandId::RunPlanners,
    CommandId::SimulatePlanners,
    CommandId::ClearComparison,
    CommandId::FrameBack,
    CommandId::FrameForward,
    CommandId::AddMark,
    CommandId::TryModel,
    CommandId::LocateVideos,
    CommandId::ExportCorrections,
};

} // namespace

/// Every command of the table, carried out by its action in the real window: it has to change something that is seen.
class TestCommands : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyCommandChangesWhatIsSeen_data();
    void everyCommandChangesWhatIsSeen();
    void whatIsTriedElsewhereIsTriedThere();

private:
    QTemporaryDir m_settings;
};

void TestCommands::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("jackdaw-test"));
    QCoreApplication::setApplicationName(QStringLiteral("jackdaw-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
}

void TestCommands::everyCommandChangesWhatIsSeen_data()
{
    QTest::addColumn<int>("id");
    const QMetaEnum names = QMetaEnum::fromType<CommandId>();
    for (const Command& known : commands())
        if (!kTriedElsewhere.contains(known.id))
            QTest::newRow(names.valueToKey(static_cast<int>(known.id))) << static_cast<int>(known.id);
}

void TestCommands::everyCommandChangesWhatIsSeen()
{
    QFETCH(int, id);
    const auto command = static_cast<CommandId>(id);
    QSettings().clear();
    Shown shown(command == CommandId::StopRun || command == CommandId::AddNote);
    // What is there already cannot be chosen.
    if (command == CommandId::ExplainPage)
        shown.bench().show(Perspective::Profile);
    if (command == CommandId::SaveScenarioAs)
        shown.bench().cameras().add({{.name = "gate", .source = "gate.mp4"}}, {});
    if (command == CommandId::LightTheme)
        shown.bench().registry().trigger(CommandId::DarkTheme);
    if (command == CommandId::FirstTrial || command == CommandId::PreviousTrial || command == CommandId::PreviousSteal)
        shown.bench().explain().goTo(shown.bench().explain().search().lastStep());
    const QStringList before = shown.look();
    QAction* action = shown.bench().registry().action(command);
    QVERIFY2(action->isEnabled(), "it cannot be carried out");
    bool hasAsked = false;
    QTimer::singleShot(0, [&] {
        QWidget* dialog = QApplication::activeModalWidget();
        hasAsked = dialog != nullptr;
        if (dialog)
            dialog->close();
    });
    action->trigger();
    shown.tick();
    QCoreApplication::processEvents();
    const QStringList after = shown.look();
    QVERIFY2(hasAsked || before != after, qPrintable(before.join(QStringLiteral(" | "))));
    applyTheme(*qApp, ThemeKind::Light);
}

void TestCommands::whatIsTriedElsewhereIsTriedThere()
{
    QStringList tests;
    QDirIterator files(QString::fromStdString((jackdaw::testing::sourceFolder() / "tests").string()),
                       {QStringLiteral("tst_*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.fileName().endsWith(QStringLiteral("tst_commands.cpp")) || !file.open(QIODevice::ReadOnly))
            continue;
        tests << QString::fromUtf8(file.readAll());
    }
    const QMetaEnum names = QMetaEnum::fromType<CommandId>();
    for (const CommandId id : kTriedElsewhere) {
        const QString name =
            QStringLiteral("CommandId::") + QString::fromLatin1(names.valueToKey(static_cast<int>(id)));
        const QRegularExpression word(QRegularExpression::escape(name) + QStringLiteral("\\b"));
        QVERIFY2(std::any_of(tests.begin(), tests.end(), [&](const QString& text) { return text.contains(word); }),
                 qPrintable(name));
    }
}

QTEST_MAIN(TestCommands)
#include "tst_commands.moc"
