// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/session/session_view.h"
#include "widgets/shell/command_palette.h"
#include "widgets/shell/command_registry.h"
#include "widgets/shell/page.h"
#include "widgets/workbench/state_page.h"

#include <QPointer>
#include <QVariantMap>

class QStackedWidget;
class QTabBar;
class QToolButton;

namespace jackdaw::widgets {

class ComparePage;
class CamerasPage;
class DevicesPage;
class ExplainPage;
class LivePage;
class FailureBadge;
class MissingBadge;
class ProfilePage;
class ReplayArchive;
class ReplayPage;
class ReviewDesk;
class ReviewPage;
class TransportBar;

/// What a page of the workbench is for.
enum class Perspective { Live, Explain, Profile, Devices, Replay, Compare, Cameras, Review };
inline constexpr std::array kPerspectives = {Perspective::Live,    Perspective::Explain, Perspective::Profile,
                                             Perspective::Devices, Perspective::Replay,  Perspective::Compare,
                                             Perspective::Cameras, Perspective::Review};
/// False for what is there without a session, too.
constexpr bool needsSession(Perspective perspective)
{
    return perspective != Perspective::Cameras && perspective != Perspective::Compare;
}

/// One session and its pages, with the transport below. While there is no session it shows what can be done, what is
/// loading, or what went wrong; pages that need none can be shown.
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
    ReplayPage& replay() { return *m_replay; }
    ReviewPage& review() { return *m_review; }
    ComparePage& compare() { return *m_compare; }
    CamerasPage& cameras() { return *m_cameras; }
    TransportBar& transport() { return *m_transport; }

    /// What knows more of a recorded session than its events, or null; \p isCutOff: its run can go on.
    void setArchive(ReplayArchive* archive, bool isCutOff = false);

    /// Where frames of a recorded session are corrected, or null.
    void setReview(ReviewDesk* desk);

    /// Shows the session of the controller, or the state page.
    void showSession();
    void showStatePage();
    bool showsSession() const;

    Page& page(Perspective perspective) const;
    Perspective perspective() const;
    void show(Perspective perspective);
    /// Shows the page that was asked for when the program was started: at once, or with the first session where it
    /// shows one. \p isOpening: a session is being opened, which would show another.
    void showAtStart(Perspective perspective, bool isOpening);
    /// Brings a panel of the current page, or of the first page that has one of that name, to the front.
    void raisePanel(const QString& name);

    /// Layouts of all pages, and which one was shown.
    QVariantMap saveLayouts() const;
    void restoreLayouts(const QVariantMap& layouts);
    void resetLayout();

    /// What the palette finds: commands, cameras and marks.
    std::vector<PaletteEntry> paletteEntries();
    /// One line for people: what goes on, how accurate the cameras are, how long it takes.
    QString statusText() const;

    using QWidget::show;

Q_SIGNALS:
    /// What the run that is shown recorded is to be looked at, from its beginning.
    void replayRequested();
    /// What becomes of a recorded run that was cut off; see FailureBadge.
    void recoverRequested();
    void copyRequested();
    void discardRequested();
    void perspectiveChanged();
    void startPageRequested();

private:
    QWidget* makeSessionArea();
    void showArea();
    void fetchFocus();
    void bindCommands();
    void bindTimeCommands();
    void refreshTabs();
    void refreshUndo();
    void showMissing();

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
    ReplayPage* m_replay;
    ComparePage* m_compare;
    CamerasPage* m_cameras;
    ReviewPage* m_review;
    QToolButton* m_toStart;
    TransportBar* m_transport;
    FailureBadge* m_failure;
    MissingBadge* m_missing;
    QPointer<ReplayArchive> m_archive;
};

/// "Live", "Explain" ...
QString perspectiveName(Perspective perspective);

} // namespace jackdaw::widgets
