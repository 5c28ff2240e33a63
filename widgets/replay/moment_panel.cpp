// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/replay/moment_panel.h"

#include "widgets/shell/view_export.h"
#include "widgets/theme/format.h"
#include "widgets/theme/theme.h"
#include "widgets/video/video_wall.h"
#include "widgets/video/wall_twin.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace jackdaw::widgets {
namespace {

constexpr int kStripHeight = 132;
constexpr int kTwoRowsHeight = 196;
constexpr std::size_t kOneRow = 8; ///< cameras

QLabel* plainLabel(const char* name)
{
    auto* label = new QLabel;
    label->setObjectName(QString::fromLatin1(name));
    label->setTextFormat(Qt::PlainText);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return label;
}

/// A piece of the line that the boxes are drawn with, on the dark of a picture.
QIcon sampleOf(BoxOrigin origin)
{
    const BoxLook look = lookOf(origin);
    QPixmap pixmap(28, 14);
    pixmap.fill(QColor(0x30, 0x34, 0x38));
    QPainter painter(&pixmap);
    painter.setPen(QPen(look.colour, 2, look.line));
    painter.drawRect(3, 3, 22, 8);
    return QIcon(pixmap);
}

} // namespace

MomentPanel::MomentPanel(SessionView& session, QWidget* parent) :
    QWidget(parent), m_session(session), m_name(plainLabel("momentName")), m_place(plainLabel("momentPlace")),
    m_serving(plainLabel("momentServing")), m_scores(plainLabel("momentScores")), m_wallButton(new QToolButton),
    m_view(new MomentView), m_wall(new VideoWall(session))
{
    setObjectName(QStringLiteral("momentPanel"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeCaption());
    column->addWidget(m_view, 1);
    m_legend = makeLegend();
    column->addWidget(m_legend);
    column->addWidget(m_wall);
    addPictureExport(*m_view, tr("moment"));
    addTableTwin(*m_view, tr("moment"), [this] {
        return TableTwin{MomentWords::boxColumns(), MomentWords::boxRows(m_moment, shownOrigins())};
    });
    addPictureExport(*m_wall, tr("cameras"));
    addTableTwin(*m_wall, tr("cameras"), [this] { return WallTwin::of(m_session.state()); });
    setWallOnly(false);
    SessionController& controller = session.controller();
    connect(&controller, &SessionController::frameArrived, this, &MomentPanel::takeFrame);
    connect(&controller, &SessionController::changed, this, &MomentPanel::refresh);
    connect(&controller, &SessionController::reset, this, &MomentPanel::leap);
    connect(&controller, &SessionController::opened, this, &MomentPanel::forget);
    connect(&controller, &SessionController::closed, this, &MomentPanel::forget);
    connect(&session.selection(), &Selection::cameraChanged, this, &MomentPanel::refresh);
}

QWidget* MomentPanel::makeCaption()
{
    auto* caption = new QWidget;
    auto* column = new QVBoxLayout(caption);
    column->setContentsMargins(8, 5, 8, 5);
    column->setSpacing(1);
    QFont strong = font();
    strong.setBold(true);
    m_name->setFont(strong);
    m_name->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_serving->setToolTip(tr("What served the camera, and how much older than this frame its boxes were"));
    m_place->setToolTip(tr("Number of the frame in its source; time in the session; time in the source"));
    m_wallButton->setText(tr("All cameras"));
    m_wallButton->setCheckable(true);
    m_wallButton->setToolTip(tr("Shows all cameras alike instead of the selected one large"));
    m_wallButton->setObjectName(QStringLiteral("wallOnly"));
    connect(m_wallButton, &QToolButton::toggled, this, &MomentPanel::setWallOnly);
    auto* first = new QHBoxLayout;
    first->addWidget(m_name);
    first->addSpacing(10);
    first->addWidget(m_place, 1);
    first->addWidget(m_wallButton);
    auto* second = new QHBoxLayout;
    second->addWidget(m_serving, 1);
    second->addWidget(m_scores);
    m_scores->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    column->addLayout(first);
    column->addLayout(second);
    return caption;
}

QWidget* MomentPanel::makeLegend()
{
    auto* legend = new QWidget;
    auto* row = new QHBoxLayout(legend);
    row->setContentsMargins(8, 3, 8, 3);
    row->setSpacing(14);
    for (const BoxOrigin origin : kBoxOrigins) {
        auto* toggle = new QCheckBox(MomentWords::name(m_moment, origin));
        toggle->setIcon(sampleOf(origin));
        toggle->setIconSize(QSize(28, 14));
        toggle->setChecked(true);
        toggle->setObjectName(QStringLiteral("origin%1").arg(static_cast<int>(origin)));
        connect(toggle, &QCheckBox::toggled, this, &MomentPanel::refresh);
        row->addWidget(toggle);
        m_toggles[origin] = toggle;
    }
    row->addStretch(1);
    return legend;
}

void MomentPanel::setArchive(ReplayArchive* archive)
{
    if (m_archive)
        m_archive->disconnect(this);
    m_archive = archive;
    m_moment.answer.reset();
    m_moment.other.reset();
    m_asked = {};
    if (archive) {
        connect(archive, &ReplayArchive::frameAnswered, this, [this](const FrameAnswer& answer) {
            m_moment.answer = answer;
            refresh();
        });
        const auto showMissing = [this] {
            std::map<CameraId, MissingPicture> missing;
            for (const MissingVideo& video : m_archive->missingVideos())
                missing[video.camera] = {video.title, video.text};
            m_wall->setMissing(std::move(missing));
            refresh();
        };
        connect(archive, &ReplayArchive::missingVideosChanged, this, showMissing);
        // More of the session is read: what was labelled may be known now.
        connect(archive, &ReplayArchive::outlineChanged, this, [this] {
            m_asked = {};
            refresh();
        });
        showMissing();
    } else {
        m_wall->setMissing({});
    }
    refresh();
}

void MomentPanel::setWallOnly(bool wallOnly)
{
    m_wallOnly = wallOnly;
    m_wallButton->setChecked(wallOnly);
    m_view->setVisible(!wallOnly);
    m_legend->setVisible(!wallOnly);
    sizeWall();
    refresh();
}

/// Many cameras are laid in two rows, so that each keeps room for its figures. Without the large picture its room is
/// theirs.
void MomentPanel::sizeWall()
{
    const int strip = m_session.state().cameras.size() > kOneRow ? kTwoRowsHeight : kStripHeight;
    m_wall->setMinimumHeight(m_wallOnly ? 200 : strip);
    m_wall->setMaximumHeight(m_wallOnly ? QWIDGETSIZE_MAX : strip);
    static_cast<QVBoxLayout*>(layout())->setStretchFactor(m_wall, m_wallOnly ? 1 : 0);
}

void MomentPanel::setOther(std::optional<ModelAnswer> answer)
{
    m_moment.other = std::move(answer);
    refresh();
}

void MomentPanel::takeFrame(const VideoFrame& frame, CameraId camera)
{
    m_pictures[camera] = frame;
    m_left.erase(camera);
    const CameraState* shown = shownCamera(); // of the state as it is: the moment's may be gone
    if (shown && shown->info.camera == camera)
        refresh();
}

/// Pictures stay until others come, without boxes: those of the new moment belong to other pictures.
void MomentPanel::leap()
{
    for (const auto& entry : m_pictures)
        m_left.insert(entry.first);
    m_standing.clear();
    refresh();
}

void MomentPanel::forget()
{
    m_pictures.clear();
    m_left.clear();
    m_standing.clear();
    m_moment.answer.reset();
    m_moment.other.reset();
    m_asked = {};
    refresh();
}

const CameraState* MomentPanel::shownCamera() const
{
    const SessionState& state = m_session.state();
    const auto selected = m_session.selection().camera();
    if (const CameraState* camera = selected ? findCamera(state, *selected) : nullptr)
        return camera;
    return state.cameras.empty() ? nullptr : &state.cameras.front();
}

std::map<BoxOrigin, bool> MomentPanel::shownOrigins() const
{
    std::map<BoxOrigin, bool> shown;
    for (const auto& [origin, toggle] : m_toggles)
        shown[origin] = toggle->isChecked();
    return shown;
}

std::optional<FrameQuestion> MomentPanel::question() const
{
    const CameraState* camera = m_moment.camera;
    if (!camera || !m_moment.picture || m_moment.isLeaping)
        return std::nullopt;
    return FrameQuestion{camera->info.camera, m_moment.picture->index, m_moment.picture->sourceTime,
                         m_moment.boxes(BoxOrigin::Standing)};
}

void MomentPanel::refresh()
{
    m_moment.state = &m_session.state();
    m_moment.camera = shownCamera();
    m_moment.canAsk = m_archive != nullptr;
    const auto picture = m_moment.camera ? m_pictures.find(m_moment.camera->info.camera) : m_pictures.end();
    m_moment.picture = picture != m_pictures.end() ? std::optional(picture->second) : std::nullopt;
    m_moment.isLeaping = m_moment.picture && m_left.contains(m_moment.camera->info.camera);
    if (m_moment.camera)
        m_standing.note(*m_moment.camera);
    m_moment.stood = m_moment.picture && !m_moment.isLeaping ? m_standing.on(m_moment.picture->index) : std::nullopt;
    m_wall->setVisible(m_wallOnly || m_session.state().cameras.size() > 1);
    sizeWall();
    // While a recorded session seeks there is no camera for a moment: what is shown stands.
    const bool isSeeking = !m_moment.camera && m_session.controller().isOpen() && !m_pictures.empty();
    if (!isVisible() || isSeeking)
        return;
    ask();
    showWords();
    Q_EMIT momentChanged();
}

/// The same frame is asked about again where other boxes stand on it, which are scored anew.
void MomentPanel::ask()
{
    const auto wanted = question();
    if (!m_archive || !wanted || *wanted == m_asked)
        return;
    m_asked = *wanted;
    m_archive->ask(*wanted);
}

MomentView::Message MomentPanel::message() const
{
    if (!m_moment.camera && m_session.controller().isCatchingUp())
        return {tr("Reading the session"), tr("Its cameras come as soon as the moment is reached.")};
    if (!m_moment.camera)
        return {tr("No cameras yet"), tr("Open a recorded session to look at single moments of it.")};
    const CameraState& camera = *m_moment.camera;
    if (m_archive)
        for (const MissingVideo& video : m_archive->missingVideos())
            if (video.camera == camera.info.camera)
                return {video.title, video.text};
    if (camera.condition == CameraCondition::Lost)
        return {tr("Lost since %1").arg(format::clock(camera.conditionSince, false)),
                format::text(camera.conditionReason)};
    if (camera.condition == CameraCondition::Ended)
        return {tr("Ended at %1").arg(format::clock(camera.conditionSince, false)), {}};
    if (m_moment.picture)
        return {};
    if (m_session.controller().capabilities().simulated)
        return {tr("No picture"), tr("A simulation has none.")};
    return {tr("Waiting for a picture"), {}};
}

/// Converted only where it is another picture: words change more often.
void MomentPanel::showPicture()
{
    const CameraState* camera = m_moment.camera;
    const std::pair drawn{camera ? camera->info.camera : CameraId{},
                          m_moment.picture ? m_moment.picture->picture : nullptr};
    if (drawn != m_drawn) {
        m_drawn = drawn;
        m_view->setPicture(m_moment.picture ? VideoWall::imageOf(*m_moment.picture) : QImage());
    }
}

void MomentPanel::showWords()
{
    const CameraState* camera = m_moment.camera;
    m_name->setText(camera ? format::text(cameraLetter(camera->info.camera) + " " + camera->info.name) : QString());
    m_place->setText(MomentWords::place(m_moment));
    m_serving->setText(MomentWords::serving(m_moment));
    m_scores->setText(MomentWords::scoreShort(m_moment));
    m_scores->setToolTip(MomentWords::legendTip(m_moment, BoxOrigin::Standing));
    std::vector<MomentView::Layer> layers;
    for (const BoxOrigin origin : kBoxOrigins) {
        QCheckBox& toggle = *m_toggles.at(origin);
        toggle.setText(MomentWords::legend(m_moment, origin));
        toggle.setToolTip(MomentWords::legendTip(m_moment, origin));
        if (toggle.isChecked())
            layers.push_back(MomentWords::layer(m_moment, origin));
    }
    showPicture();
    m_view->setLayers(std::move(layers), camera ? QSize(camera->info.width, camera->info.height) : QSize());
    m_view->setMarks(camera ? CountMarks::of(m_session.state(), *camera) : std::vector<CountMark>());
    m_view->setMessage(message());
    m_view->setAccessibleDescription(MomentWords::spoken(m_moment, shownOrigins()));
}

void MomentPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

} // namespace jackdaw::widgets
