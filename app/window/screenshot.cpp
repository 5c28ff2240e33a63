// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/screenshot.h"

#include "app/window/main_window.h"
#include "widgets/live/live_page.h"
#include "widgets/review/review_page.h"
#include "widgets/setup/cameras_page.h"
#include "widgets/theme/format.h"
#include "widgets/video/video_wall.h"

#include <QApplication>
#include <QPixmap>

#include <cstdio>

namespace jackdaw::window {
namespace {

constexpr int kLookMilliseconds = 100;
/// Looks after the instant is there: pictures, charts and layouts come a little later.
constexpr int kSettleLooks = 12;
/// A source that gives no picture must not keep the program from ending.
constexpr int kMostPictureLooks = 150;

} // namespace

Screenshot::Screenshot(MainWindow& window, Options options, QObject* parent) :
    QObject(parent), m_window(window), m_options(std::move(options))
{
    connect(&m_timer, &QTimer::timeout, this, &Screenshot::look);
    connect(&m_window, &MainWindow::openFailed, this, [this](const QString& text) {
        std::fprintf(stderr, "%s\n", qPrintable(text));
        finish(1);
    });
    m_timer.start(kLookMilliseconds);
}

bool Screenshot::isThere()
{
    if (m_window.workbench().cameras().isVisible())
        return !m_window.workbench().cameras().isWorking();
    const bool asked = !m_options.files.isEmpty() || m_options.demo;
    widgets::SessionController& controller = m_window.workbench().controller();
    if (!asked)
        return true;
    if (!controller.isOpen() || controller.state().cameras.empty())
        return false;
    if (controller.capabilities().seek && !m_sought) {
        m_sought = true;
        controller.setPlaying(false);
        controller.seek(fromSeconds(m_options.at));
        return false;
    }
    const bool ended = controller.state().closed.has_value();
    return !controller.isCatchingUp() && (ended || controller.now() >= fromSeconds(m_options.at));
}

void Screenshot::look()
{
    if (!isThere()
        || (!m_window.workbench().live().wall().hasAllPictures() && ++m_waitedForPictures < kMostPictureLooks))
        return;
    if (m_settled++ == 0) {
        if (m_options.page)
            m_window.workbench().show(*m_options.page);
        selectCamera();
        if (!m_options.panel.isEmpty())
            m_window.workbench().raisePanel(m_options.panel + QStringLiteral("Dock"));
    }
    const widgets::ReviewPage& review = m_window.workbench().review();
    if (m_settled < kSettleLooks || (review.isVisible() && review.isBusy()))
        return;
    const bool written = m_window.grab().save(m_options.screenshot);
    if (!written)
        std::fprintf(stderr, "%s cannot be written.\n", qPrintable(m_options.screenshot));
    finish(written ? 0 : 1);
}

void Screenshot::selectCamera()
{
    for (const CameraState& camera : m_window.workbench().controller().state().cameras)
        if (m_options.camera == widgets::format::text(cameraLetter(camera.info.camera))
            || m_options.camera == widgets::format::text(camera.info.name))
            m_window.workbench().selection().setCamera(camera.info.camera);
}

void Screenshot::finish(int exitCode)
{
    m_timer.stop();
    QApplication::exit(exitCode);
}

} // namespace jackdaw::window
