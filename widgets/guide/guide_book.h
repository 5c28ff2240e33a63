// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

/// The guide as it is built into the program: pages of Markdown and their pictures.
namespace jackdaw::widgets {

struct GuideHeading {
    int level = 1; ///< 1 is the page's title
    QString text;
    QString anchor; ///< as links name it; see anchorOf()
    QString body; ///< Markdown below it, to the next heading
};

struct GuidePage {
    QString file; ///< "live-page.md"
    std::vector<GuideHeading> headings; ///< the first is the page's title
};

/// All pages in the order in which the index names them, the index first.
const std::vector<GuidePage>& guidePages();

/// Where a page lies, to be shown by a text browser.
QString guideAddress(const QString& page);

/// A heading as an anchor, by the rule of the usual hosts of Markdown: lower case, blanks to dashes, other signs left
/// out.
QString anchorOf(const QString& heading);

/// True if \p topic, as "live-page.md" or "live-page.md#plan", leads somewhere.
bool isGuideTopic(const QString& topic);

/// A place in the guide that holds all of some words.
struct GuideHit {
    QString topic;
    QString title;
};

/// Sections that hold every one of \p words, those first whose heading does. Case does not matter.
std::vector<GuideHit> findInGuide(const QString& words);

} // namespace jackdaw::widgets
