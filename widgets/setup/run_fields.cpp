// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/run_fields.h"

#include "widgets/setup/path_field.h"
#include "widgets/theme/format.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

namespace jackdaw::widgets {
namespace {

constexpr double kAnyNumber = 1e9;

std::vector<std::string> wordsOf(const QString& text)
{
    std::vector<std::string> words;
    for (const QString& part : text.split(QLatin1Char(','), Qt::SkipEmptyParts))
        if (!part.trimmed().isEmpty())
            words.push_back(part.trimmed().toStdString());
    return words;
}

QString textOf(const std::vector<std::string>& words)
{
    QStringList parts;
    for (const std::string& word : words)
        parts << format::text(word);
    return parts.join(QStringLiteral(", "));
}

void setText(QLineEdit* line, const QString& text)
{
    const QSignalBlocker quiet(line);
    if (line->text() != text)
        line->setText(text);
}

} // namespace

QString devicesText(const std::vector<DeviceDraft>& devices)
{
    QStringList parts;
    for (const DeviceDraft& device : devices)
        parts << (device.kind == "cpu"        ? QStringLiteral("cpu %1").arg(device.threads)
                      : device.kind == "cuda" ? QStringLiteral("gpu %1").arg(device.index)
                                              : format::text(device.kind));
    return parts.join(QStringLiteral(", "));
}

std::optional<std::vector<DeviceDraft>> devicesFrom(const QString& text, const std::vector<DeviceDraft>& before)
{
    static const QRegularExpression form(QStringLiteral("^(cpu|gpu|cuda)\\s*(\\d{1,6})?$"),
                                         QRegularExpression::CaseInsensitiveOption);
    std::vector<DeviceDraft> devices;
    for (const QString& part : text.split(QLatin1Char(','))) {
        const auto match = form.match(part.trimmed());
        if (!match.hasMatch())
            return std::nullopt;
        const bool isCpu = match.captured(1).compare(QStringLiteral("cpu"), Qt::CaseInsensitive) == 0;
        const std::size_t place = devices.size();
        DeviceDraft device = place < before.size() ? before[place] : DeviceDraft{};
        device.kind = isCpu ? "cpu" : "cuda";
        const int number = match.captured(2).isEmpty() ? (isCpu ? 1 : 0) : match.captured(2).toInt();
        (isCpu ? device.threads : device.index) = number;
        devices.push_back(std::move(device));
    }
    return devices;
}

QString durationText(const RunDraft& draft)
{
    if (draft.windows < 2 || !(draft.windowSeconds > 0.0) || draft.windowSeconds > 1e6 || draft.windows > 1'000'000)
        return {};
    const auto words = [](double seconds) { return format::duration(fromSeconds(seconds)); };
    const QString whole = words(draft.windowSeconds * static_cast<double>(draft.windows));
    if (draft.deviceClock)
        return RunFields::tr("%1 of session time; how long that takes depends on this machine and its cost table.")
            .arg(whole);
    return RunFields::tr(
               "%1 in all. The first %2 train the first students: until then there are pictures, but no boxes. "
               "The run can be stopped at any moment.")
        .arg(whole, words(draft.windowSeconds));
}

RunFields::RunFields(SetupModel& model, QWidget* parent) :
    FaultForm(parent), m_model(model), m_name(new QLineEdit), m_models(new QListWidget), m_classes(new QLineEdit),
    m_planner(new QComboBox), m_windows(new QSpinBox), m_seconds(new QDoubleSpinBox), m_interval(new QDoubleSpinBox),
    m_clock(new QComboBox), m_devices(new QLineEdit), m_seed(new QLineEdit), m_duration(new QLabel)
{
    makeFields();
    bindFields();
    bindTime();
    connect(&m_model, &SetupModel::changed, this, &RunFields::show);
    show();
}

QWidget* RunFields::makeModels()
{
    auto* widget = new QWidget;
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    m_models->setObjectName(QStringLiteral("goldenModels"));
    m_models->setAccessibleName(tr("Golden models"));
    m_models->setFixedHeight(52);
    column->addWidget(m_models);
    auto* row = new QHBoxLayout;
    auto* add = new QPushButton(tr("Add…"));
    add->setAccessibleName(tr("Add a golden model"));
    auto* remove = new QPushButton(tr("Remove"));
    remove->setAccessibleName(tr("Remove the golden model"));
    row->addWidget(add);
    row->addWidget(remove);
    row->addStretch(1);
    column->addLayout(row);
    connect(add, &QPushButton::clicked, this, [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Golden model"), {}, networkFilter());
        if (path.isEmpty() || !m_model.services())
            return;
        const std::string written = m_model.services()->writtenPath(path);
        m_model.edit({}, [&](RunDraft& draft) { draft.goldenModels.push_back(written); });
    });
    connect(remove, &QPushButton::clicked, this, [this] {
        const int picked = m_models->currentRow();
        if (picked >= 0)
            m_model.edit({}, [&](RunDraft& draft) { draft.goldenModels.erase(draft.goldenModels.begin() + picked); });
    });
    widget->setFocusProxy(m_models);
    return widget;
}

QWidget* RunFields::makeWindows()
{
    auto* widget = new QWidget;
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    m_windows->setRange(std::numeric_limits<int>::min(), std::numeric_limits<int>::max());
    m_windows->setAccessibleName(tr("Number of windows"));
    m_seconds->setRange(-kAnyNumber, kAnyNumber);
    m_seconds->setDecimals(1);
    m_seconds->setSingleStep(10.0);
    m_seconds->setSuffix(tr(" s"));
    m_seconds->setAccessibleName(tr("Length of a window"));
    for (QWidget* box : {static_cast<QWidget*>(m_windows), static_cast<QWidget*>(m_seconds)})
        box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    row->addWidget(m_windows, 1);
    row->addWidget(new QLabel(tr("of")));
    row->addWidget(m_seconds, 1);
    widget->setFocusProxy(m_windows);
    return widget;
}

void RunFields::makeFields()
{
    m_planner->setEditable(true);
    m_planner->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_clock->addItems({tr("wall: as time passes"), tr("device: by a cost table")});
    m_clock->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_interval->setRange(-kAnyNumber, kAnyNumber);
    m_interval->setSuffix(tr(" s"));
    m_duration->setWordWrap(true);
    m_duration->setObjectName(QStringLiteral("duration"));
    addField(QStringLiteral("name"), tr("&Name"), m_name, tr("Sessions are called by it"));
    addField(
        QStringLiteral("golden/models"), tr("&Golden model"), makeModels(),
        tr("What labels all cameras that have no label file: an ONNX detector, several that are fused, or one label "
           "file"));
    addField(QStringLiteral("classes"), tr("&Classes"), m_classes,
             tr("What is looked for, divided by commas; for networks names of COCO, such as person, bicycle, car"));
    addField(QStringLiteral("windows window_seconds"), tr("&Windows"), makeWindows(),
             tr("How many retraining windows the run has, and how long each is; one plan is made for each"));
    addWide(m_duration);
    addField(QStringLiteral("planner"), tr("&Planner"), m_planner, tr("Who shares out the device"));
    addField(QStringLiteral("golden/scoring_interval_seconds"), tr("&Scored every"), m_interval,
             tr("How often the accuracy of each camera is measured against the golden model"));
    addField(QStringLiteral("devices device"), tr("&Devices"), m_devices,
             tr("cpu 2: a processor with two threads; gpu 0: NVIDIA's first GPU; several are divided by commas"));
    addField(
        QStringLiteral("clock cost_table device_speed golden_price"), tr("Cloc&k"), m_clock,
        tr("wall: as time passes, for cameras. device: time passes by what work costs by the cost table, so that a run "
           "can be repeated exactly"));
    addField(QStringLiteral("seed"), tr("S&eed"), m_seed, tr("Key of all random numbers"));
    const std::pair<QWidget*, const char*> names[] = {
        {m_name, "runName"},    {m_classes, "classes"}, {m_planner, "planner"},
        {m_windows, "windows"}, {m_seconds, "seconds"}, {m_interval, "interval"},
        {m_clock, "clock"},     {m_devices, "devices"}, {m_seed, "seed"}};
    for (const auto& [widget, name] : names)
        widget->setObjectName(QString::fromLatin1(name));
}

void RunFields::bindFields()
{
    const auto edit = [this](const char* kind, const std::function<void(RunDraft&)>& change) {
        m_model.edit(QString::fromLatin1(kind), change);
    };
    connect(m_name, &QLineEdit::textChanged, this, [edit](const QString& text) {
        edit("run name", [&](RunDraft& draft) { draft.name = text.toStdString(); });
    });
    connect(m_classes, &QLineEdit::textChanged, this,
            [edit](const QString& text) { edit("classes", [&](RunDraft& draft) { draft.classes = wordsOf(text); }); });
    connect(m_planner, &QComboBox::currentTextChanged, this, [edit](const QString& text) {
        edit("planner", [&](RunDraft& draft) { draft.planner = text.trimmed().toStdString(); });
    });
    connect(m_devices, &QLineEdit::textChanged, this, [this, edit](const QString& text) {
        const auto devices = devicesFrom(text, m_model.draft().devices);
        setOwnFault(QStringLiteral("devices"),
                    devices ? QString() : tr("Found \"%1\", expected a list such as cpu 2 or gpu 0, gpu 1.").arg(text));
        if (devices)
            edit("devices", [&](RunDraft& draft) { draft.devices = *devices; });
    });
    connect(m_seed, &QLineEdit::textChanged, this, [this, edit](const QString& text) {
        bool isNumber = false;
        const std::uint64_t seed = text.toULongLong(&isNumber);
        setOwnFault(QStringLiteral("seed"),
                    isNumber ? QString() : tr("Found \"%1\", expected a whole number from 0 on.").arg(text));
        if (isNumber)
            edit("seed", [&](RunDraft& draft) { draft.seed = seed; });
    });
}

void RunFields::bindTime()
{
    const auto edit = [this](const char* kind, const std::function<void(RunDraft&)>& change) {
        m_model.edit(QString::fromLatin1(kind), change);
    };
    connect(m_windows, &QSpinBox::valueChanged, this,
            [edit](int value) { edit("windows", [&](RunDraft& draft) { draft.windows = value; }); });
    connect(m_seconds, &QDoubleSpinBox::valueChanged, this,
            [edit](double value) { edit("seconds", [&](RunDraft& draft) { draft.windowSeconds = value; }); });
    connect(m_interval, &QDoubleSpinBox::valueChanged, this,
            [edit](double value) { edit("interval", [&](RunDraft& draft) { draft.scoringIntervalSeconds = value; }); });
    connect(m_clock, &QComboBox::currentIndexChanged, this,
            [edit](int index) { edit("clock", [&](RunDraft& draft) { draft.deviceClock = index == 1; }); });
}

void RunFields::showPlanners()
{
    const QSignalBlocker quiet(m_planner);
    m_planner->clear();
    if (m_model.services())
        for (const PlannerChoice& choice : m_model.services()->planners()) {
            m_planner->addItem(format::text(choice.name));
            m_planner->setItemData(m_planner->count() - 1, format::text(choice.summary), Qt::ToolTipRole);
        }
    show();
}

void RunFields::show()
{
    const RunDraft& draft = m_model.draft();
    setText(m_name, format::text(draft.name));
    if (wordsOf(m_classes->text()) != draft.classes)
        setText(m_classes, textOf(draft.classes));
    if (devicesFrom(m_devices->text(), draft.devices) != draft.devices) {
        setText(m_devices, devicesText(draft.devices));
        setOwnFault(QStringLiteral("devices"), {});
    }
    if (m_seed->text().toULongLong() != draft.seed || m_seed->text().isEmpty()) {
        setText(m_seed, QString::number(draft.seed));
        setOwnFault(QStringLiteral("seed"), {});
    }
    const QSignalBlocker quietModels(m_models);
    m_models->clear();
    for (const std::string& model : draft.goldenModels)
        m_models->addItem(format::text(model));
    const QSignalBlocker quietPlanner(m_planner);
    if (m_planner->currentText().trimmed().toStdString() != draft.planner)
        m_planner->setCurrentText(format::text(draft.planner));
    const QSignalBlocker quietWindows(m_windows);
    m_windows->setValue(static_cast<int>(draft.windows));
    const QSignalBlocker quietSeconds(m_seconds);
    m_seconds->setValue(draft.windowSeconds);
    const QSignalBlocker quietInterval(m_interval);
    m_interval->setValue(draft.scoringIntervalSeconds);
    const QSignalBlocker quietClock(m_clock);
    m_clock->setCurrentIndex(draft.deviceClock ? 1 : 0);
    m_duration->setText(durationText(draft));
    showFaults({}, m_model.faults());
}

} // namespace jackdaw::widgets
