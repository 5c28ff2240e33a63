// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/camera_fields.h"

#include "widgets/theme/format.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QSignalBlocker>

namespace jackdaw::widgets {
namespace {

/// What is out of range is shown as it stands, with its fault.
constexpr double kAnyNumber = 1e9;

} // namespace

void CameraFields::addNumber(const Number& number)
{
    auto* box = new QDoubleSpinBox;
    box->setObjectName(QString::fromLatin1(number.key));
    box->setRange(number.zero.isEmpty() ? -kAnyNumber : 0.0, kAnyNumber);
    box->setDecimals(number.decimals);
    box->setSingleStep(number.step);
    box->setSuffix(number.suffix);
    box->setSpecialValueText(number.zero);
    box->setFocusPolicy(Qt::StrongFocus);
    box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    addField(QString::fromLatin1(number.key), number.label, box, number.tip);
    const auto member = number.member;
    m_show.emplace_back([box, member](const CameraDraft& camera) {
        const QSignalBlocker quiet(box);
        box->setValue(camera.*member);
    });
    connect(box, &QDoubleSpinBox::valueChanged, this, [this, box, member](double value) {
        Q_EMIT edited(box->objectName(), [member, value](CameraDraft& camera) { camera.*member = value; });
    });
}

void CameraFields::addName()
{
    auto* name = new QLineEdit;
    name->setObjectName(QStringLiteral("name"));
    addField(QStringLiteral("name"), tr("&Name"), name, tr("Stands on the camera's tile; each has one of its own"));
    m_show.emplace_back([name](const CameraDraft& camera) {
        const QSignalBlocker quiet(name);
        if (name->text().toStdString() != camera.name)
            name->setText(format::text(camera.name));
    });
    connect(name, &QLineEdit::textChanged, this, [this](const QString& text) {
        Q_EMIT edited(QStringLiteral("name"), [text](CameraDraft& camera) { camera.name = text.toStdString(); });
    });
}

void CameraFields::addTargets()
{
    addNumber(
        {.key = "target",
         .label = tr("Target &accuracy"),
         .tip = tr("Window accuracy that is wanted of the camera, 0 to 1. Below it the tile is marked and alarms are "
                   "raised"),
         .member = &CameraDraft::target});
    addNumber({.key = "frames_per_second",
               .label = tr("Frames a &second"),
               .tip = tr("The most that the camera gives per second; frames beyond are not looked at"),
               .member = &CameraDraft::framesPerSecond,
               .decimals = 1,
               .step = 1.0,
               .zero = tr("all of its source")});
}

void CameraFields::addPlaying()
{
    addNumber({.key = "speed",
               .label = tr("S&peed"),
               .tip = tr("Seconds of a recording per second of the run"),
               .member = &CameraDraft::speed,
               .step = 0.1,
               .suffix = tr(" ×")});
    addNumber({.key = "offset_seconds",
               .label = tr("Starts &at"),
               .tip = tr("Where in a recording the camera starts"),
               .member = &CameraDraft::offsetSeconds,
               .decimals = 1,
               .step = 1.0,
               .suffix = tr(" s")});
    addNumber({.key = "images_per_second",
               .label = tr("&Images a second"),
               .tip = tr("Rate of a folder of images"),
               .member = &CameraDraft::imagesPerSecond,
               .decimals = 1,
               .step = 1.0});
    auto* loop = new QCheckBox(tr("starts again when it ends"));
    loop->setObjectName(QStringLiteral("loop"));
    addField(QStringLiteral("loop"), tr("&Repeat"), loop,
             tr("A recording begins anew where it ends, so that a run can be longer"));
    m_show.emplace_back([loop](const CameraDraft& camera) {
        const QSignalBlocker quiet(loop);
        loop->setChecked(camera.loop);
    });
    connect(loop, &QCheckBox::toggled, this, [this](bool checked) {
        Q_EMIT edited(QStringLiteral("loop"), [checked](CameraDraft& camera) { camera.loop = checked; });
    });
}

void CameraFields::addPriorities()
{
    addNumber({.key = "weight",
               .label = tr("&Weight"),
               .tip = tr("Priority in the planner's mean accuracy; 2 counts as two cameras"),
               .member = &CameraDraft::weight,
               .step = 0.5});
    addNumber({.key = "floor",
               .label = tr("&Floor"),
               .tip = tr("Accuracy below which inference must not fall for the sake of a retraining, 0 to 1"),
               .member = &CameraDraft::floor});
}

void CameraFields::show(const CameraDraft& camera)
{
    for (const auto& show : m_show)
        show(camera);
}

} // namespace jackdaw::widgets
