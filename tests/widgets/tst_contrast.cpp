// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace jackdaw::widgets;

class TestContrast : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textIsReadableInBothThemes_data();
    void textIsReadableInBothThemes();
};

void TestContrast::textIsReadableInBothThemes_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) {
        const Theme& look = theme(kind);
        const QPalette colours = look.palette();
        const auto row = [&](const char* what, const QColor& text, const QColor& ground) {
            QTest::addRow("%s, %s", kind == ThemeKind::Dark ? "dark" : "light", what) << text << ground;
        };
        row("text on the window", colours.color(QPalette::WindowText), look.window);
        row("text of lists", colours.color(QPalette::Text), look.panel);
        row("what is picked", colours.color(QPalette::HighlightedText), colours.color(QPalette::Highlight));
        row("links", colours.color(QPalette::Link), look.window);
        row("what stands in empty fields", colours.color(QPalette::PlaceholderText), look.panel);
        row("buttons", colours.color(QPalette::ButtonText), colours.color(QPalette::Button));
        row("faults at fields", look.error, look.window);
        row("faults in place of a picture", mixed(look.error, look.text, 0.3), look.tile);
        row("what stands in place of a picture", look.mutedText, look.tile);
    }
}

/// 4.5 : 1, by the definition of WCAG 2.1.
void TestContrast::textIsReadableInBothThemes()
{
    QFETCH(QColor, text);
    QFETCH(QColor, ground);
    const auto luminance = [](const QColor& colour) {
        const auto part = [](double value) {
            return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF());
    };
    const auto [low, high] = std::minmax({luminance(text), luminance(ground)});
    const double contrast = (high + 0.05) / (low + 0.05);
    QVERIFY2(contrast >= 4.5, qPrintable(QString::number(contrast)));
}

QTEST_MAIN(TestContrast)
#include "tst_contrast.moc"
