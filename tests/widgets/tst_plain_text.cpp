// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/fake_archive.h"
#include "widgets/replay/moment.h"
#include "widgets/replay/replay_page.h"
#include "widgets/shell/view_export.h"
#include "widgets/theme/format.h"
#include "widgets/video/tile_content.h"
#include "widgets/workbench/workbench.h"

#include <QAbstractItemView>
#include <QAction>
#include <QLabel>
#include <QMessageBox>
#include <QTextBrowser>
#include <QTextDocument>
#include <QTimer>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::FakeArchive;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSource;

namespace {

/// What somebody could call a camera, to have the window read a file or look like something else.
const std::string kHostile = "<b>gate</b> <img src=x>";
const QString kImage = QStringLiteral("<img src=x>");

/// A scripted session in which everything that people and files name is hostile.
class HostileSource : public ScriptedSource {
public:
    using ScriptedSource::ScriptedSource;

    std::size_t poll(std::vector<Event>& out, std::size_t most) override
    {
        const std::size_t before = out.size();
        const std::size_t taken = ScriptedSource::poll(out, most);
        for (std::size_t i = before; i < out.size(); ++i)
            std::visit([](auto& body) { spoil(body); }, out[i].body);
        return taken;
    }
    Start takeStart() override { return {}; }

    /// The whole record, spoiled alike.
    std::vector<Event> record() const
    {
        std::vector<Event> events = session().events();
        for (Event& event : events)
            std::visit([](auto& body) { spoil(body); }, event.body);
        return events;
    }

private:
    template <class Body>
    static void spoil(Body&)
    {
    }
    static void spoil(CameraAdded& body)
    {
        body.name = body.source = body.student = kHostile;
        body.lines.push_back({kHostile, {0.1, 0.2}, {0.8, 0.7}});
    }
    static void spoil(SessionStarted& body)
    {
        body.name = body.planner = body.golden = body.student = kHostile;
        for (std::string& name : body.classes)
            name = kHostile;
        for (ConfigurationInfo& configuration : body.configurations)
            configuration.name = kHostile;
    }
    static void spoil(CameraLost& body) { body.reason = kHostile; }
    static void spoil(CameraRecovered& body) { body.reason = kHostile; }
    static void spoil(JobFailed& body) { body.reason = kHostile; }
    static void spoil(WeightsRejected& body) { body.reason = kHostile; }
    static void spoil(ServingChosen& body) { body.reason = kHostile; }
    static void spoil(Alert& body) { body.message = body.action = kHostile; }
    static void spoil(Note& body) { body.text = kHostile; }
    static void spoil(VideoFault& body) { body.message = kHostile; }
    static void spoil(SessionClosed& body) { body.reason = body.action = kHostile; }
    static void spoil(PlanComputed& body)
    {
        body.planner = body.reason = kHostile;
        for (std::string& sentence : body.explanation)
            sentence = kHostile;
    }
    static void spoil(DeviceIdle& body)
    {
        for (DeviceIdle::Reason& reason : body.reasons)
            reason.reason = kHostile;
    }
};

/// True if \p text would be shown as HTML with the session's image in it.
bool rendersImage(const QString& text, Qt::TextFormat format = Qt::AutoText)
{
    if (format == Qt::PlainText || (format == Qt::AutoText && !Qt::mightBeRichText(text)))
        return false;
    QTextDocument document;
    document.setHtml(text);
    return document.toHtml().contains(QStringLiteral("<img"));
}

QStringList tipsOf(const QAbstractItemModel& model, const QModelIndex& parent = {})
{
    QStringList tips;
    for (int row = 0; row < model.rowCount(parent); ++row)
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            tips << index.data(Qt::ToolTipRole).toString();
            if (column == 0)
                tips << tipsOf(model, index);
        }
    return tips;
}

struct Hostile {
    explicit Hostile(Script script = {}, bool live = false) :
        source(std::make_shared<HostileSource>(script, live)), archive(source->record(), script.framesPerSecond)
    {
        bench.resize(1400, 850);
        bench.show();
        bench.controller().open(source);
        source->advance(172.0);
        for (int i = 0; i < 30; ++i)
            bench.controller().tick();
        bench.setArchive(&archive);
        bench.selection().setCamera(CameraId{1});
        for (const Perspective perspective : kPerspectives) {
            bench.show(perspective);
            QCoreApplication::processEvents();
        }
    }
    ~Hostile() { bench.setArchive(nullptr); }

    std::shared_ptr<HostileSource> source;
    FakeArchive archive;
    Workbench bench;
};

} // namespace

/// Text of a session comes from cameras, files and people. It is shown as it stands, and never as HTML.
class TestPlainText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noLabelRendersIt_data();
    void noLabelRendersIt();
    void noTooltipRendersIt();
    void noTileTipRendersIt();
    void whatIsSaidOfAMomentIsPlain();
    void noMessageBoxRendersIt();
    void theTestSeesWhatIsRendered();
};

void TestPlainText::noLabelRendersIt_data()
{
    QTest::addColumn<bool>("fails");
    QTest::addRow("running") << false;
    QTest::addRow("failed") << true;
}

void TestPlainText::noLabelRendersIt()
{
    QFETCH(bool, fails);
    Script script;
    script.fails = fails;
    Hostile shown(script);
    int hostile = 0;
    for (const QLabel* label : shown.bench.findChildren<QLabel*>()) {
        QVERIFY2(!rendersImage(label->text(), label->textFormat()),
                 qPrintable(label->objectName() + QStringLiteral(": ") + label->text()));
        hostile += label->text().contains(QStringLiteral("img src=x")) ? 1 : 0;
    }
    QVERIFY(hostile > 2); // it is there, as text
    for (const QTextBrowser* browser : shown.bench.findChildren<QTextBrowser*>())
        QVERIFY2(!browser->toHtml().contains(QStringLiteral("<img")), qPrintable(browser->accessibleName()));
}

void TestPlainText::noTooltipRendersIt()
{
    Hostile shown;
    int looked = 0;
    for (const QWidget* widget : shown.bench.findChildren<QWidget*>())
        QVERIFY2(!rendersImage(widget->toolTip()), qPrintable(widget->toolTip()));
    for (const QAbstractItemView* view : shown.bench.findChildren<QAbstractItemView*>())
        for (const QString& tip : view->model() ? tipsOf(*view->model()) : QStringList()) {
            QVERIFY2(!rendersImage(tip), qPrintable(view->accessibleName() + QStringLiteral(": ") + tip));
            ++looked;
        }
    QVERIFY(looked > 100);
}

void TestPlainText::noTileTipRendersIt()
{
    Hostile shown;
    const SessionState& state = shown.bench.controller().state();
    for (const CameraState& camera : state.cameras)
        for (const QString& tip :
             {TileContentMaker::accuracyTip(state, camera), TileContentMaker::modelTip(state, camera),
              TileContentMaker::cameraTip(camera), TileContentMaker::retrainingTip(state, camera),
              CountMarks::tip(CountMarks::of(state, camera))})
            QVERIFY2(!rendersImage(tip), qPrintable(tip));
}

void TestPlainText::whatIsSaidOfAMomentIsPlain()
{
    Hostile shown;
    shown.archive.labelFault = QString::fromStdString(kHostile);
    Moment moment;
    moment.state = &shown.bench.controller().state();
    moment.camera = &moment.state->cameras[1];
    moment.answer = FrameAnswer{CameraId{1}, moment.camera->frame, {}, {}, shown.archive.labelFault};
    moment.canAsk = true;
    for (const BoxOrigin origin : kBoxOrigins)
        QVERIFY(!rendersImage(MomentWords::legendTip(moment, origin)));
}

void TestPlainText::noMessageBoxRendersIt()
{
    QWidget widget;
    addPictureExport(widget, QStringLiteral("view"));
    setFileQuestion([](QWidget*, const QString&, const QString&, const QString&) {
        return QStringLiteral("/nowhere/%1.png").arg(kImage);
    });
    bool looked = false;
    QTimer::singleShot(0, &widget, [&] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        QVERIFY(box);
        QVERIFY(box->text().contains(kImage));
        looked = !rendersImage(box->text(), box->textFormat());
        box->close();
    });
    widget.actions().last()->trigger();
    QVERIFY(looked);
}

/// So that the others can fail.
void TestPlainText::theTestSeesWhatIsRendered()
{
    const QString hostile = QString::fromStdString(kHostile);
    QVERIFY(rendersImage(hostile));
    QVERIFY(rendersImage(hostile, Qt::RichText));
    QVERIFY(!rendersImage(hostile, Qt::PlainText));
    QVERIFY(!rendersImage(format::plainTip(hostile)));
}

QTEST_MAIN(TestPlainText)
#include "tst_plain_text.moc"
