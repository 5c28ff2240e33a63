// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of the page that deals with the session: reading it, and looking for what it has since.
#include "widgets/review/review_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QToolButton>

#include <utility>

namespace jackdaw::widgets {

void ReviewPage::setDesk(ReviewDesk* desk)
{
    if (m_desk)
        m_desk->disconnect(this);
    m_desk = desk;
    m_failure.clear();
    m_framesBefore.reset();
    m_news->clear();
    m_pictures->setDesk(desk);
    m_model->setDesk(desk);
    if (desk) {
        connect(desk, &ReviewDesk::labelledMore, this, &ReviewPage::showNewest);
        connect(desk, &ReviewDesk::sheetChanged, this, [this] {
            m_failure.clear();
            sayWhatCame();
            fillFilters();
            fillClasses();
            showState();
        });
        connect(desk, &ReviewDesk::useKnown, this, &ReviewPage::showUse);
        connect(desk, &ReviewDesk::progressed, this, [this](double fraction) {
            m_failure.clear();
            if (!m_model->sheet())
                m_message->setText(tr("Looking for the frames that matter… %1 %").arg(qRound(100.0 * fraction)));
        });
        connect(desk, &ReviewDesk::failed, this, [this](const QString& text) {
            m_failure = text;
            m_framesBefore.reset();
            showState();
        });
        if (isVisible())
            desk->open();
    }
    m_camera->clear();
    m_reason->clear();
    m_openOnly->setChecked(false);
    fillFilters();
    fillClasses();
    showState();
}

/// How many frames wait to be looked for, and that they are being looked for.
void ReviewPage::showNewest()
{
    const std::size_t count = m_desk ? m_desk->labelledSince() : 0;
    m_refresh->setText(m_framesBefore  ? tr("Looking…")
                           : count > 0 ? tr("Newest frames (%1)").arg(count)
                                       : tr("Newest frames"));
    m_refresh->setEnabled(!m_framesBefore);
    const bool isLive = m_desk && m_desk->isLive();
    m_refresh->setVisible(isLive);
    m_news->setVisible(isLive);
}

void ReviewPage::lookForNewest()
{
    if (!m_desk || m_framesBefore)
        return;
    m_framesBefore = m_model->sheet() ? m_model->sheet()->frames.size() : 0;
    showNewest();
    m_desk->refresh();
}

/// What a look for newest frames brought.
void ReviewPage::sayWhatCame()
{
    const auto before = std::exchange(m_framesBefore, std::nullopt);
    if (!before || !m_model->sheet())
        return;
    const std::size_t now = m_model->sheet()->frames.size();
    m_news->setText(now > *before ? tr("%1 frames more").arg(now - *before) : tr("No frame that matters came since"));
}

} // namespace jackdaw::widgets
