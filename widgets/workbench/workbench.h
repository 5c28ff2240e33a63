// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/session/session_view.h"
#include "widgets/shell/command_palette.h"
#include "widgets/shell/command_registry.h"
#include "widgets/shell/page.h"
#include "widgets/workbench/state_page.h"

#include <QVariantMap>

class QStackedWidget;
class QTabBar;

namespace jackdaw::widgets {

class ComparePage;
class DevicesPage;
class ExplainPage;
class LivePage;
class ProfilePage;
class TransportBar;

/// What a page of the workbench is for.
enum class Perspective { Live, Explain, Profile, Devices, Compare };
inline constexpr std::array kPerspectives = {Perspective::Live, Perspective::Explain, Perspective::Profile,
                                             Perspective::Devices, Perspective::Compare};

/// One session and its pages, with the transport below. While there is no session it shows what can be done, what is
/// loading, or what went wrong.
class Workbench : public QWidget {
    Q_OBJECT

public:
    explicit Workbench(QWidget* parent = nullptr);
    ~Workbench() override;

    SessionView& session() { return m_session; }
    SessionController& controller() { return m_session.controller(); }
    Selection& selection() { return m_session.selection(); }
    CommandRegistry& registry() { return m_registry; }
    StatePage& statePage() { return *m_statePage; }
    LivePage& live() { return *m_live; }
    ExplainPage& explain() { return *m_explain; }
    ProfilePage& profile() { return *m_profile; }
    DevicesPage& devices() { return *m_devices; }
    ComparePage& compare() { return *m_compare; }
    TransportBar& transport() { return *m_transport; }

    /// Shows the session of the controller, or the state page.
    void showSession();
    void showStatePage();
    bool showsSession() const;

    Page& page(Perspective perspective) const;
    Perspective perspective() const;
    void show(Perspective perspective);
    /// Brings a panel of the current page, or of the first page that has one of that name, to the front.
    void raisePanel(const QString& name);

    /// Layouts of all pages, and which one was shown.
    QVariantMap saveLayouts() const;
    void restoreLayouts(const QVariantMap& layouts);
    void resetLayout();

    /// What the palette finds: commands and cameras.
    std::vector<PaletteEntry> paletteEntries();
    /// One line: what the engine does, what was dropped, how fast the window is fed.
    QString statusText() const;

    using QWidget::show;

Q_SIGNALS:
    /// What the run that is shown recorded is to be looked at, from its beginning.
    void replayRequested();
    void perspectiveChanged();

private:
    QWidget* makeSessionArea();
    void showArea();
    void bindCommands();
    void bindTimeCommands();

    SessionView m_session;
    CommandRegistry m_registry;
    QStackedWidget* m_stack;
    StatePage* m_statePage;
    QTabBar* m_tabs;
    QStackedWidget* m_pages;
    LivePage* m_live;
    ExplainPage* m_explain;
    ProfilePage* m_profile;
    DevicesPage* m_devices;
    ComparePage* m_compare;
    TransportBar* m_transport;
};

/// "Live", "Explain" ...
QString perspectiveName(Perspective perspective);

} // namespace jackdaw::widgets
