// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workbench/start_page.h"

#include "widgets/theme/format.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace jackdaw::widgets {
namespace {

constexpr int kWidth = 780;
constexpr int kButtonHeight = 32;
constexpr qsizetype kRecentFiles = 5;

QFont scaled(QFont font, double factor)
{
    font.setPointSizeF(font.pointSizeF() * factor);
    font.setBold(true);
    return font;
}

QLabel* makeText(const QString& text)
{
    auto* label = new QLabel(text);
    label->setWordWrap(true);
    return label;
}

/// The field where videos are dropped; the whole window takes them.
class DropField : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme& theme = themeFor(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.accent, 1.5, Qt::DashLine));
        painter.setBrush(theme.panel);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
    }
};

} // namespace

StartPage::StartPage(const QStringList& recentFiles, QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("startPage"));
    auto* middle = new QWidget;
    middle->setFixedWidth(kWidth);
    auto* column = new QVBoxLayout(middle);
    column->setSpacing(12);
    column->addWidget(makeHeading());
    column->addWidget(makeOwnCameras());
    column->addWidget(makeOthers());
    if (!recentFiles.isEmpty())
        column->addWidget(makeRecent(recentFiles));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(middle, 0, Qt::AlignCenter);
    restyle();
}

QPushButton* StartPage::makeCommand(CommandId id, const char* iconName)
{
    const Command& what = command(id);
    auto* button = new QPushButton(what.title);
    button->setToolTip(what.tip);
    button->setAccessibleDescription(what.tip);
    button->setMinimumHeight(kButtonHeight);
    m_icons.push_back({button, QString::fromLatin1(iconName)});
    connect(button, &QPushButton::clicked, this, [this, id] { Q_EMIT commandRequested(id); });
    return button;
}

QWidget* StartPage::makeHeading()
{
    auto* heading = new QWidget;
    auto* row = new QHBoxLayout(heading);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(14);
    auto* icon = new QLabel;
    icon->setPixmap(applicationIcon().pixmap(56, 56));
    row->addWidget(icon);
    auto* words = new QVBoxLayout;
    auto* title = new QLabel(tr("Jackdaw"));
    title->setFont(scaled(font(), 1.5));
    words->addWidget(title);
    auto* text =
        makeText(tr("Small vision models on live cameras go stale. Jackdaw decides which to retrain, when, and with "
                    "how much of the GPU, and shows why."));
    text->setObjectName(QStringLiteral("statePageText"));
    words->addWidget(text);
    row->addLayout(words, 1);
    return heading;
}

QWidget* StartPage::makeOwnCameras()
{
    auto* field = new DropField;
    field->setObjectName(QStringLiteral("ownCameras"));
    auto* column = new QVBoxLayout(field);
    column->setContentsMargins(18, 14, 18, 14);
    column->setSpacing(8);
    auto* title = new QLabel(tr("Your own cameras"));
    title->setFont(scaled(font(), 1.2));
    column->addWidget(title);
    column->addWidget(makeText(tr(
        "Drop videos of your cameras here: one or many files, or a folder of them, with their label files if there are "
        "some. Live cameras (RTSP, HTTP, USB) are added by their address.")));
    auto* row = new QHBoxLayout;
    QPushButton* add = makeCommand(CommandId::AddCamera, "camera");
    add->setDefault(true);
    row->addWidget(add);
    row->addWidget(makeCommand(CommandId::EditScenario, "scenario"));
    row->addStretch(1);
    column->addLayout(row);
    column->addWidget(makeText(tr("<b>Needed:</b> a detector as the golden model (an ONNX file such as YOLOX or "
                                  "NanoDet-Plus) or label files of the "
                                  "videos. <b>What happens:</b> each source is opened and measured, which takes a "
                                  "second or two, you check what the "
                                  "golden model sees, then start. In the first window, two minutes unless you say "
                                  "otherwise, the first students are "
                                  "trained; after it you see boxes and accuracies.")));
    return field;
}

QWidget* StartPage::makeOthers()
{
    auto* others = new QWidget;
    auto* grid = new QGridLayout(others);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    struct Way {
        CommandId id;
        const char* icon;
        QString text;
    };
    const Way ways[] = {
        {CommandId::RunDemo, "demo",
         tr("Four rendered streets; needs no camera, model, network or GPU. They are made once, which takes less than "
            "a minute "
            "of processor time; then a run of three and a half minutes begins, its first accuracies after half a "
            "minute.")},
        {CommandId::TellStory, "play",
         tr("Two cameras, planned by equal shares, by the thief and by Jackdaw; opens at once, about five minutes to "
            "read.")},
        {CommandId::TellDemoWindow, "play",
         tr("A window of the demo as it was recorded: four cameras, what the thief tried, promised and brought; opens "
            "at "
            "once.")},
        {CommandId::OpenSession, "open",
         tr("Replays what a run recorded (.jackdaw): every picture, box and decision at any moment.")},
        {CommandId::OpenScenario, "scenario", tr("Starts the run that a scenario file (.json) describes, at once.")}};
    int line = 0;
    for (const Way& way : ways) {
        grid->addWidget(makeCommand(way.id, way.icon), line, 0, Qt::AlignTop);
        grid->addWidget(makeText(way.text), line++, 1, Qt::AlignVCenter);
    }
    return others;
}

QWidget* StartPage::makeRecent(const QStringList& files)
{
    auto* recent = new QWidget;
    auto* column = new QVBoxLayout(recent);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    auto* title = new QLabel(tr("Opened lately"));
    title->setFont(scaled(font(), 1.0));
    column->addWidget(title);
    for (const QString& file : files.mid(0, kRecentFiles)) {
        const QFileInfo info(file);
        auto* link =
            new QLabel(QStringLiteral("<a href=\"%1\">%2</a> – %3")
                           .arg(file.toHtmlEscaped(), info.fileName().toHtmlEscaped(), info.path().toHtmlEscaped()));
        link->setToolTip(format::plainTip(file));
        link->setFocusPolicy(Qt::StrongFocus);
        link->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
        column->addWidget(link);
        connect(link, &QLabel::linkActivated, this, &StartPage::fileRequested);
    }
    return recent;
}

void StartPage::restyle()
{
    for (const IconOf& each : m_icons)
        each.button->setIcon(icon(each.name, palette()));
}

void StartPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        restyle();
}

} // namespace jackdaw::widgets
