// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/guide/guide_window.h"

#include "widgets/guide/guide_book.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QDesktopServices>
#include <QFile>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QSplitter>
#include <QSvgRenderer>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextTable>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace jackdaw::widgets {
namespace {

constexpr int kTopicRole = Qt::UserRole;
constexpr int kMargin = 24; ///< around the text, pixels

QImage pictureOf(const QString& file)
{
    if (!file.endsWith(QStringLiteral(".svg")))
        return QImage(file);
    QSvgRenderer drawing(file);
    QImage picture(2 * drawing.defaultSize(), QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    drawing.render(&painter);
    return picture;
}

} // namespace

GuideBrowser::GuideBrowser(QWidget* parent) : QTextBrowser(parent)
{
    setAccessibleName(tr("Page of the guide"));
    setOpenLinks(true);
    document()->setDocumentMargin(kMargin);
}

int GuideBrowser::pictureWidth() const
{
    return std::max(viewport()->width() - 2 * kMargin, 200);
}

QVariant GuideBrowser::loadResource(int type, const QUrl& name)
{
    const QUrl address = source().resolved(name);
    if (type != QTextDocument::ImageResource || address.scheme() != QStringLiteral("qrc"))
        return QTextBrowser::loadResource(type, name);
    const QImage picture = pictureOf(QLatin1Char(':') + address.path());
    return picture.width() > pictureWidth() ? picture.scaledToWidth(pictureWidth(), Qt::SmoothTransformation) : picture;
}

void GuideBrowser::doSetSource(const QUrl& name, QTextDocument::ResourceType type)
{
    const QUrl address = source().resolved(name);
    if (address.scheme() == QStringLiteral("https") || address.scheme() == QStringLiteral("http")) {
        QDesktopServices::openUrl(address);
        return;
    }
    if (!QFile::exists(QLatin1Char(':') + address.path())) {
        Q_EMIT leftGuide(address);
        return;
    }
    const bool isOther = address.path() != source().path();
    QTextBrowser::doSetSource(address, type);
    if (isOther)
        dress();
    if (address.hasFragment())
        scrollToAnchor(address.fragment());
}

void GuideBrowser::backward()
{
    QTextBrowser::backward();
    dress();
}

void GuideBrowser::forward()
{
    QTextBrowser::forward();
    dress();
}

void GuideBrowser::dress()
{
    m_laidOutFor = pictureWidth();
    nameHeadings();
    spaceTables();
}

void GuideBrowser::spaceTables()
{
    const QColor line = themeFor(palette()).outline;
    for (QTextFrame* frame : document()->rootFrame()->childFrames()) {
        auto* table = qobject_cast<QTextTable*>(frame);
        if (!table)
            continue;
        QTextTableFormat format = table->format();
        format.setCellPadding(5);
        format.setCellSpacing(0);
        format.setBorderCollapse(true);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderBrush(line);
        format.setTopMargin(8);
        format.setBottomMargin(8);
        table->setFormat(format);
    }
}

/// Markdown as Qt reads it has headings without anchors.
void GuideBrowser::nameHeadings()
{
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() == 0)
            continue;
        QTextCursor first(block);
        first.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        QTextCharFormat named;
        named.setAnchor(true);
        named.setAnchorNames({anchorOf(block.text())});
        first.mergeCharFormat(named);
    }
}

void GuideBrowser::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    if (source().isEmpty() || pictureWidth() == m_laidOutFor)
        return;
    const int at = verticalScrollBar()->value();
    reload();
    dress();
    verticalScrollBar()->setValue(at);
}

GuideWindow::GuideWindow(QWidget* parent) :
    QWidget(parent, Qt::Window), m_search(new QLineEdit), m_contents(new QTreeWidget), m_browser(new GuideBrowser),
    m_hint(new QLabel)
{
    setWindowTitle(tr("Jackdaw guide"));
    resize(1100, 780);
    auto* parts = new QSplitter;
    parts->addWidget(makeContents());
    parts->addWidget(makeReader());
    parts->setStretchFactor(1, 1);
    parts->setSizes({300, 800});
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(parts);
    fillContents();
    showTopic(guidePages().front().file);
}

QWidget* GuideWindow::makeContents()
{
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(8, 8, 0, 8);
    m_search->setPlaceholderText(tr("Search the guide"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_contents->setAccessibleName(tr("Contents of the guide"));
    m_contents->setHeaderHidden(true);
    m_contents->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    column->addWidget(m_search);
    column->addWidget(m_contents, 1);
    connect(m_search, &QLineEdit::textChanged, this, &GuideWindow::search);
    connect(m_contents, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (item)
            showTopic(item->data(0, kTopicRole).toString());
    });
    return side;
}

QWidget* GuideWindow::makeReader()
{
    auto* reader = new QWidget;
    auto* column = new QVBoxLayout(reader);
    column->setContentsMargins(0, 8, 8, 8);
    auto* row = new QHBoxLayout;
    const auto add = [&](const QString& text, const QKeySequence& key, auto go) {
        auto* button = new QToolButton;
        button->setText(text);
        button->setAccessibleName(text);
        button->setShortcut(key);
        button->setToolTip(text + QStringLiteral(" (") + key.toString(QKeySequence::NativeText) + QLatin1Char(')'));
        connect(button, &QToolButton::clicked, m_browser, go);
        row->addWidget(button);
        return button;
    };
    QToolButton* const back = add(tr("Back"), QKeySequence(Qt::ALT | Qt::Key_Left), &QTextBrowser::backward);
    QToolButton* const ahead = add(tr("Forward"), QKeySequence(Qt::ALT | Qt::Key_Right), &QTextBrowser::forward);
    back->setEnabled(false);
    ahead->setEnabled(false);
    connect(m_browser, &QTextBrowser::backwardAvailable, back, &QWidget::setEnabled);
    connect(m_browser, &QTextBrowser::forwardAvailable, ahead, &QWidget::setEnabled);
    m_hint->setTextFormat(Qt::PlainText);
    row->addWidget(m_hint, 1);
    connect(m_browser, &GuideBrowser::leftGuide, this, [this](const QUrl& to) {
        m_hint->setText(tr("%1 is in the source folder, not in the program.").arg(to.fileName()));
    });
    connect(m_browser, &QTextBrowser::sourceChanged, m_hint, &QLabel::clear);
    column->addLayout(row);
    column->addWidget(m_browser, 1);
    return reader;
}

void GuideWindow::addEntry(QTreeWidgetItem* above, const QString& title, const QString& topic)
{
    auto* item = above ? new QTreeWidgetItem(above) : new QTreeWidgetItem(m_contents);
    item->setText(0, title);
    item->setData(0, kTopicRole, topic);
}

void GuideWindow::fillContents()
{
    for (const GuidePage& page : guidePages()) {
        addEntry(nullptr, page.headings.front().text, page.file);
        QTreeWidgetItem* const title = m_contents->topLevelItem(m_contents->topLevelItemCount() - 1);
        for (const GuideHeading& heading : page.headings)
            if (heading.level == 2)
                addEntry(title, heading.text, page.file + QLatin1Char('#') + heading.anchor);
    }
}

void GuideWindow::search(const QString& words)
{
    const QSignalBlocker quiet(m_contents);
    m_contents->clear();
    if (words.trimmed().isEmpty())
        return fillContents();
    for (const GuideHit& hit : findInGuide(words))
        addEntry(nullptr, hit.title, hit.topic);
}

void GuideWindow::showTopic(const QString& topic)
{
    m_browser->setSource(QUrl(guideAddress(topic)), QTextDocument::MarkdownResource);
}

QString GuideWindow::topic() const
{
    const QUrl at = m_browser->source();
    return at.fileName() + (at.hasFragment() ? QLatin1Char('#') + at.fragment() : QString());
}

} // namespace jackdaw::widgets
