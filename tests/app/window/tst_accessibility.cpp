// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/main_window.h"
#include "tests/widgets/scripted_source.h"
#include "widgets/shell/command_palette.h"

#include <QAbstractScrollArea>
#include <QAccessible>
#include <QApplication>
#include <QDialog>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::ScriptedSource;
using jackdaw::window::MainWindow;

namespace {

/// WCAG 2.1, success criterion 1.4.3: text on its background.
constexpr double kLeastContrast = 4.5;
/// WCAG 2.1, success criterion 1.4.11: signs and outlines that carry a meaning.
constexpr double kLeastSignContrast = 3.0;
constexpr int kMostLinks = 20; ///< of one text

/// WCAG 2.1, relative luminance.
double luminance(const QColor& colour)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double lighter = std::max(luminance(a), luminance(b));
    const double darker = std::min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
}

QString describe(const QWidget& widget)
{
    QStringList path;
    for (const QWidget* at = &widget; at; at = at->parentWidget())
        path.prepend(QString::fromLatin1(at->metaObject()->className())
                     + (at->objectName().isEmpty() ? QString() : QLatin1Char('#') + at->objectName()));
    return path.join(QStringLiteral(" > "));
}

/// The window on one of its pages.
struct Shown {
    explicit Shown(bool hasSession, Perspective perspective = Perspective::Live)
    {
        window.resize(1400, 900);
        window.show();
        if (hasSession) {
            const auto source = std::make_shared<ScriptedSource>(jackdaw::testing::Script{}, false);
            window.showSession({source, nullptr, nullptr, QStringLiteral("street.jackdaw")});
            source->advance(170.0);
            for (int i = 0; i < 12; ++i)
                window.workbench().controller().tick();
        }
        window.workbench().show(perspective);
        window.activateWindow();
    }

    /// What the keyboard can reach, as far as it is seen now.
    QList<QWidget*> controls() const
    {
        QList<QWidget*> found;
        for (QWidget* widget : window.findChildren<QWidget*>())
            if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0
                && !widget->focusProxy() && widget->window() == &window && !widget->visibleRegion().isEmpty())
                found << widget;
        return found;
    }

    MainWindow window;
};

} // namespace

/// What people need who do not see well or do not use a mouse, over every control of every page.
class TestAccessibility : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QSettings().clear(); }
    void coloursHaveContrast_data();
    void coloursHaveContrast();
    void everyControlHasANameAndARole_data() { pages(); }
    void everyControlHasANameAndARole();
    void theTabKeyReachesEveryControlAndIsCaughtByNone_data() { pages(); }
    void theTabKeyReachesEveryControlAndIsCaughtByNone();
    void theFocusIsSeen_data() { pages(); }
    void aDialogThatGetsTheFocusItselfOpens();
    void theFocusIsSeen();

private:
    static void pages();
    QTemporaryDir m_settings;
};

void TestAccessibility::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("jackdaw-test"));
    QCoreApplication::setApplicationName(QStringLiteral("jackdaw-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
}

void TestAccessibility::pages()
{
    QTest::addColumn<bool>("hasSession");
    QTest::addColumn<int>("perspective");
    QTest::newRow("no session") << false << 0;
    for (std::size_t i = 0; i < kPerspectives.size(); ++i)
        QTest::addRow("page %zu", i + 1) << true << static_cast<int>(i);
}

void TestAccessibility::coloursHaveContrast_data()
{
    QTest::addColumn<QColor>("colour");
    QTest::addColumn<QColor>("ground");
    QTest::addColumn<double>("least");
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) {
        const Theme& look = theme(kind);
        const QPalette palette = look.palette();
        const char* name = kind == ThemeKind::Dark ? "dark" : "light";
        const auto row = [&](const QByteArray& what, const QColor& colour, const QColor& ground,
                             double least = kLeastContrast) {
            QTest::addRow("%s: %s", name, what.constData()) << colour << ground << least;
        };
        for (const auto& [ground, on] : {std::pair{look.window, "window"}, std::pair{look.panel, "panel"},
                                         std::pair{palette.color(QPalette::AlternateBase), "every other line"}}) {
            const auto pair = [on = on](const char* what) { return QByteArray(what) + " on " + on; };
            row(pair("text"), look.text, ground);
            row(pair("muted text"), look.mutedText, ground);
            row(pair("accent"), look.accent, ground);
            row(pair("good"), look.good, ground);
            row(pair("warning"), look.warning, ground);
            row(pair("error"), look.error, ground);
        }
        row("text on a button", palette.color(QPalette::ButtonText), palette.color(QPalette::Button));
        row("selected text", palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight));
        row("a tooltip", palette.color(QPalette::ToolTipText), palette.color(QPalette::ToolTipBase));
        row("a link", palette.color(QPalette::Link), look.panel);
        row("the cursor", look.cursor, look.panel, kLeastSignContrast);
        for (std::uint32_t camera = 0; camera < 8; ++camera)
            row(QByteArray("camera ") + QByteArray::number(camera), look.camera(CameraId{camera}), look.panel,
                kLeastSignContrast);
    }
}

void TestAccessibility::coloursHaveContrast()
{
    QFETCH(QColor, colour);
    QFETCH(QColor, ground);
    QFETCH(double, least);
    const double found = contrast(colour, ground);
    QVERIFY2(found >= least,
             qPrintable(QStringLiteral("%1 on %2: %3 : 1").arg(colour.name(), ground.name()).arg(found)));
}

/// Qt tells it so itself, before any of its controls has the focus.
void TestAccessibility::aDialogThatGetsTheFocusItselfOpens()
{
    Shown shown(true);
    CommandPalette palette(shown.window.workbench().paletteEntries(), &shown.window);
    palette.show();
    QVERIFY(palette.isVisible());
    QDialog bare(&shown.window);
    bare.show();
    QVERIFY(bare.isVisible());
    QFocusEvent came(QEvent::FocusIn, Qt::TabFocusReason);
    QCoreApplication::sendEvent(&bare, &came);
    QCOMPARE(bare.findChildren<QWidget*>().size(), 0);
}

void TestAccessibility::everyControlHasANameAndARole()
{
    QFETCH(bool, hasSession);
    QFETCH(int, perspective);
    const Shown shown(hasSession, kPerspectives[static_cast<std::size_t>(perspective)]);
    const auto controls = shown.controls();
    QVERIFY2(controls.size() >= 3, "hardly anything was found");
    QStringList faults;
    for (QWidget* control : controls) {
        const QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(control);
        if (!spoken || spoken->text(QAccessible::Name).trimmed().isEmpty())
            faults << QStringLiteral("no name: ") + describe(*control);
        if (!spoken || spoken->role() == QAccessible::NoRole)
            faults << QStringLiteral("no role: ") + describe(*control);
    }
    QVERIFY2(faults.isEmpty(), qPrintable(QLatin1Char('\n') + faults.join(QLatin1Char('\n'))));
}

void TestAccessibility::theTabKeyReachesEveryControlAndIsCaughtByNone()
{
    QFETCH(bool, hasSession);
    QFETCH(int, perspective);
    Shown shown(hasSession, kPerspectives[static_cast<std::size_t>(perspective)]);
    QVERIFY(QTest::qWaitForWindowActive(&shown.window));
    const auto controls = shown.controls();
    controls.first()->setFocus();
    QSet<QWidget*> reached;
    for (qsizetype i = 0; i < 4 * controls.size(); ++i) {
        QWidget* const before = QApplication::focusWidget();
        QVERIFY(before);
        reached << before;
        // A text with links takes one Tab for each of them.
        for (int key = 0; key < kMostLinks && QApplication::focusWidget() == before; ++key)
            QTest::keyClick(before, Qt::Key_Tab);
        QVERIFY2(QApplication::focusWidget() != before, qPrintable(QStringLiteral("caught by ") + describe(*before)));
    }
    QStringList missed;
    for (const QWidget* control : shown.controls())
        if (!reached.contains(const_cast<QWidget*>(control)))
            missed << describe(*control);
    QVERIFY2(missed.isEmpty(), qPrintable(QLatin1Char('\n') + missed.join(QLatin1Char('\n'))));
}

/// A control that Tab has come to looks different from one that it has left.
void TestAccessibility::theFocusIsSeen()
{
    QFETCH(bool, hasSession);
    QFETCH(int, perspective);
    Shown shown(hasSession, kPerspectives[static_cast<std::size_t>(perspective)]);
    QVERIFY(QTest::qWaitForWindowActive(&shown.window));
    const auto look = [&shown](const QWidget& control) {
        QCoreApplication::processEvents();
        const QPoint corner = control.mapTo(&shown.window, QPoint(0, 0));
        return shown.window.grab(QRect(corner, control.size()).adjusted(-3, -3, 3, 3)).toImage();
    };
    const auto controls = shown.controls();
    controls.first()->setFocus();
    QTest::keyClick(controls.first(), Qt::Key_Tab);
    QStringList unseen;
    for (qsizetype i = 0; i < 2 * controls.size(); ++i) {
        QWidget* const control = QApplication::focusWidget();
        const QImage with = look(*control);
        QTest::keyClick(control, Qt::Key_Tab);
        if (QApplication::focusWidget() != control && look(*control) == with)
            unseen << describe(*control);
    }
    unseen.removeDuplicates();
    QVERIFY2(unseen.isEmpty(), qPrintable(QLatin1Char('\n') + unseen.join(QLatin1Char('\n'))));
}

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
