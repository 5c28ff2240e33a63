// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/widgets/fake_setup.h"
#include "widgets/setup/cameras_page.h"
#include "widgets/setup/check_panel.h"

#include <QLabel>
#include <QListWidget>

#include <memory>

namespace jackdaw::testing {

/// The page of a new run, with services that do what the test says.
struct ShownCamerasPage {
    ShownCamerasPage()
    {
        page.setServices(setup);
        page.resize(1280, 640);
        page.show();
    }
    template <class Widget>
    Widget& child(const char* name)
    {
        auto* found = page.findChild<Widget*>(QString::fromLatin1(name));
        if (!found)
            qFatal("there is no %s", name);
        return *found;
    }
    void seeAll()
    {
        setup->finishLooks([](const CameraDraft&) { return goodLook(); });
    }
    /// All faults that stand at fields now.
    QStringList faults()
    {
        QStringList texts;
        for (const QLabel* label : page.findChildren<QLabel*>(QStringLiteral("fault")))
            if (!label->isHidden())
                texts << label->text();
        return texts;
    }
    QStringList checks()
    {
        QStringList texts;
        for (int i = 0; i < page.checks().list().count(); ++i)
            texts << page.checks().list().item(i)->text();
        return texts;
    }
    widgets::SetupModel& model() { return page.model(); }

    widgets::CommandRegistry registry;
    std::shared_ptr<FakeSetup> setup = std::make_shared<FakeSetup>();
    widgets::CamerasPage page{registry};
};

} // namespace jackdaw::testing
