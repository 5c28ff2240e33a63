// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBrowser>

class QAction;
class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace jackdaw::widgets {

/// Shows pages of the guide: headings can be gone to, pictures are as wide as there is room.
class GuideBrowser : public QTextBrowser {
    Q_OBJECT

public:
    explicit GuideBrowser(QWidget* parent = nullptr);

    QVariant loadResource(int type, const QUrl& name) override;
    void backward() override;
    void forward() override;

Q_SIGNALS:
    /// A link leads to something that is not in the program.
    void leftGuide(const QUrl& to);

protected:
    void doSetSource(const QUrl& name, QTextDocument::ResourceType type) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void dress();
    void nameHeadings();
    void spaceTables();
    int pictureWidth() const;
    int m_laidOutFor = 0; ///< width that pictures have now
};

/// The guide in a window of its own: contents, search, a page.
class GuideWindow : public QWidget {
    Q_OBJECT

public:
    explicit GuideWindow(QWidget* parent = nullptr);

    /// Goes to a page or a heading, as "live-page.md#plan", and comes to the front.
    void showTopic(const QString& topic);
    /// What is shown, as showTopic() takes it.
    QString topic() const;
    QString text() const { return m_browser->toPlainText(); }

private:
    QWidget* makeContents();
    QWidget* makeReader();
    void fillContents();
    void search(const QString& words);
    void addEntry(QTreeWidgetItem* above, const QString& title, const QString& topic);

    QLineEdit* m_search;
    QTreeWidget* m_contents;
    GuideBrowser* m_browser;
    QLabel* m_hint;
};

} // namespace jackdaw::widgets
