// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QStyleFactory>

#include <array>

namespace jackdaw::widgets {
namespace {

using Hues = std::array<QRgb, 8>;

// Okabe and Ito's set; black replaced, and each hue moved until it has 3 : 1 against the theme's panel.
constexpr Hues kLightHues = {0x0072b2, 0xc75000, 0x00845f, 0xb0578d, 0xb27700, 0x2a8fc7, 0x5b5b9e, 0x7d6f00};
constexpr Hues kDarkHues = {0x4ea6e0, 0xf07f3c, 0x21bf93, 0xdb8fbb, 0xe8ab2e, 0x8ed0f5, 0xa5a5ec, 0xe6dc5a};
constexpr Hues kClassHues = {0xffd43b, 0x4dd2ff, 0xff8fd0, 0x7ee787, 0xffa657, 0xc4a7ff, 0xff7b72, 0xe6edf3};

Theme makeLight()
{
    Theme light;
    light.kind = ThemeKind::Light;
    light.window = QColor(0xf1f2f4);
    light.panel = QColor(0xffffff);
    light.tile = QColor(0xdfe2e6);
    light.text = QColor(0x1c2127);
    light.mutedText = QColor(0x5b6570);
    light.grid = QColor(0xe3e6ea);
    light.outline = QColor(0xc3c9d0);
    light.accent = QColor(0x1b62d6);
    light.good = QColor(0x1a7f37);
    light.warning = QColor(0x946200);
    light.error = QColor(0xcf222e);
    light.cursor = QColor(0xd1242f);
    return light;
}

Theme makeDark()
{
    Theme dark;
    dark.kind = ThemeKind::Dark;
    dark.window = QColor(0x1b1e23);
    dark.panel = QColor(0x23272d);
    dark.tile = QColor(0x14161a);
    dark.text = QColor(0xe4e7eb);
    dark.mutedText = QColor(0x9aa4af);
    dark.grid = QColor(0x343a42);
    dark.outline = QColor(0x464d57);
    dark.accent = QColor(0x4c9aff);
    dark.good = QColor(0x3fb950);
    dark.warning = QColor(0xe3b341);
    dark.error = QColor(0xff6b64);
    dark.cursor = QColor(0xff7b72);
    return dark;
}

} // namespace

QPalette Theme::palette() const
{
    QPalette colours;
    colours.setColor(QPalette::Window, window);
    colours.setColor(QPalette::WindowText, text);
    colours.setColor(QPalette::Base, panel);
    colours.setColor(QPalette::AlternateBase, mixed(panel, text, 0.035));
    colours.setColor(QPalette::Text, text);
    colours.setColor(QPalette::PlaceholderText, mutedText);
    colours.setColor(QPalette::Button, kind == ThemeKind::Dark ? QColor(0x2d323a) : QColor(0xf7f8f9));
    colours.setColor(QPalette::ButtonText, text);
    colours.setColor(QPalette::BrightText, error);
    // White text on it has 4.6 : 1 in both themes.
    colours.setColor(QPalette::Highlight, QColor(0x1f6feb));
    colours.setColor(QPalette::HighlightedText, Qt::white);
    colours.setColor(QPalette::Link, accent);
    colours.setColor(QPalette::ToolTipBase, kind == ThemeKind::Dark ? QColor(0x30363d) : QColor(0xfffef2));
    colours.setColor(QPalette::ToolTipText, text);
    colours.setColor(QPalette::Light, mixed(window, text, 0.18));
    colours.setColor(QPalette::Midlight, mixed(window, text, 0.12));
    colours.setColor(QPalette::Mid, outline);
    colours.setColor(QPalette::Dark, mixed(window, Qt::black, 0.35));
    colours.setColor(QPalette::Shadow, Qt::black);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        colours.setColor(QPalette::Disabled, role, mixed(window, text, 0.42));
    return colours;
}

QColor Theme::camera(CameraId camera) const
{
    const Hues& hues = kind == ThemeKind::Dark ? kDarkHues : kLightHues;
    return QColor(hues[camera.value % hues.size()]);
}

QColor Theme::series(std::size_t index) const
{
    const std::array<QColor, 4> hues = {accent, good, warning, mutedText};
    return hues[index % hues.size()];
}

QColor Theme::classColour(ClassId label)
{
    return QColor(kClassHues[label.value % kClassHues.size()]);
}

Qt::BrushStyle Theme::pattern(JobKind kind)
{
    switch (kind) {
    case JobKind::Inference: return Qt::SolidPattern;
    case JobKind::Retraining: return Qt::BDiagPattern;
    default: return Qt::Dense5Pattern;
    }
}

const Theme& theme(ThemeKind kind)
{
    static const Theme kLight = makeLight();
    static const Theme kDark = makeDark();
    return kind == ThemeKind::Dark ? kDark : kLight;
}

const Theme& themeFor(const QPalette& palette)
{
    return theme(palette.color(QPalette::Window).lightness() < 128 ? ThemeKind::Dark : ThemeKind::Light);
}

void applyTheme(QApplication& application, ThemeKind kind)
{
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setPalette(theme(kind).palette());
    const Theme& colours = theme(kind);
    application.setStyleSheet(
        QStringLiteral("QToolTip { color: %1; background: %2; border: 1px solid %3; padding: 4px; }")
            .arg(colours.text.name(), colours.palette().color(QPalette::ToolTipBase).name(), colours.outline.name()));
}

QColor mixed(const QColor& under, const QColor& over, double share)
{
    const auto part = [share](int a, int b) { return static_cast<int>(a + (b - a) * share + 0.5); };
    return QColor(part(under.red(), over.red()), part(under.green(), over.green()), part(under.blue(), over.blue()));
}

} // namespace jackdaw::widgets
