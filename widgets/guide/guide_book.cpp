// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/guide/guide_book.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

/// The macro must stand outside of all namespaces.
static void loadGuide()
{
    Q_INIT_RESOURCE(guide);
}

namespace jackdaw::widgets {
namespace {

constexpr QLatin1String kFolder(":/guide/");
constexpr QLatin1String kIndex("index.md");

QString textOf(const QString& page)
{
    QFile file(kFolder + page);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Links and marks of style say nothing to who reads a heading.
QString plain(QString heading)
{
    static const QRegularExpression link(QStringLiteral("\\[([^]]*)\\]\\([^)]*\\)"));
    return heading.replace(link, QStringLiteral("\\1")).remove(QLatin1Char('`')).remove(QStringLiteral("**")).trimmed();
}

GuidePage readPage(const QString& file)
{
    GuidePage page{file, {}};
    bool inCode = false;
    for (const QString& line : textOf(file).split(QLatin1Char('\n'))) {
        if (line.startsWith(QStringLiteral("```")))
            inCode = !inCode;
        const auto level = static_cast<int>(line.indexOf(QStringLiteral("# "))) + 1;
        const bool isHeading = !inCode && level > 0 && line.startsWith(QString(level, QLatin1Char('#')));
        if (isHeading) {
            const QString text = plain(line.mid(level + 1));
            page.headings.push_back({level, text, anchorOf(text), {}});
        } else if (!page.headings.empty()) {
            page.headings.back().body += line + QLatin1Char('\n');
        }
    }
    return page;
}

/// The index, then the pages that it links to, then those that it forgot.
QStringList pageOrder()
{
    QStringList order{kIndex};
    static const QRegularExpression link(QStringLiteral("\\(([a-z0-9-]+\\.md)(#[^)]*)?\\)"));
    for (auto links = link.globalMatch(textOf(kIndex)); links.hasNext();)
        order << links.next().captured(1);
    order << QDir(kFolder).entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name);
    order.removeDuplicates();
    return order;
}

std::vector<GuidePage> readPages()
{
    loadGuide();
    std::vector<GuidePage> pages;
    for (const QString& file : pageOrder())
        if (QFile::exists(kFolder + file))
            pages.push_back(readPage(file));
    return pages;
}

bool holdsAll(const QString& text, const QStringList& words)
{
    return std::all_of(words.begin(), words.end(),
                       [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

const std::vector<GuidePage>& guidePages()
{
    static const std::vector<GuidePage> pages = readPages();
    return pages;
}

QString guideAddress(const QString& page)
{
    return QStringLiteral("qrc") + kFolder + page;
}

QString anchorOf(const QString& heading)
{
    QString anchor;
    for (const QChar sign : heading.toLower())
        if (sign.isLetterOrNumber() || sign == QLatin1Char('_') || sign == QLatin1Char('-'))
            anchor += sign;
        else if (sign == QLatin1Char(' '))
            anchor += QLatin1Char('-');
    return anchor;
}

bool isGuideTopic(const QString& topic)
{
    const QString file = topic.section(QLatin1Char('#'), 0, 0);
    const QString anchor = topic.section(QLatin1Char('#'), 1);
    const auto& pages = guidePages();
    const auto page =
        std::find_if(pages.begin(), pages.end(), [&](const GuidePage& each) { return each.file == file; });
    return page != pages.end()
        && (anchor.isEmpty()
            || std::any_of(page->headings.begin(), page->headings.end(),
                           [&](const GuideHeading& heading) { return heading.anchor == anchor; }));
}

std::vector<GuideHit> findInGuide(const QString& words)
{
    const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::vector<GuideHit> inHeading;
    std::vector<GuideHit> inText;
    for (const GuidePage& page : guidePages()) {
        for (const GuideHeading& heading : page.headings) {
            GuideHit hit{page.file + QLatin1Char('#') + heading.anchor, heading.text};
            if (heading.level > 1)
                hit.title = page.headings.front().text + QStringLiteral(": ") + heading.text;
            if (holdsAll(heading.text, wanted))
                inHeading.push_back(std::move(hit));
            else if (holdsAll(heading.text + QLatin1Char(' ') + heading.body, wanted))
                inText.push_back(std::move(hit));
        }
    }
    inHeading.insert(inHeading.end(), inText.begin(), inText.end());
    return inHeading;
}

} // namespace jackdaw::widgets
