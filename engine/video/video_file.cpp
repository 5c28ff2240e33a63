// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/video_file.h"

#include "engine/video/complaints.h"

#include <algorithm>
#include <array>
#include <utility>

namespace jackdaw::video {
namespace {

constexpr AVRational kNanosecond{1, 1'000'000'000};
constexpr double kFallbackRate = 25.0;
/// A picture comes out after no more packets.
constexpr std::size_t kLongestDelay = 64;
/// Where decoding begins for a seek, in key pictures before the wanted one: some are not enough for a picture behind
/// them, as where pictures are refreshed bit by bit. A picture that none of them brings is damaged.
constexpr std::array<std::size_t, 4> kStarts{0, 1, 2, 5};

tl::unexpected<Error> stoppedAt(const std::string& path)
{
    return fail(ErrorCode::Cancelled, "Reading '" + path + "' was stopped.");
}

} // namespace

VideoFile::VideoFile(std::string path, SharedWatch watch, Demuxer demuxer, PacketDecoder decoder) :
    m_path(std::move(path)), m_watch(std::move(watch)), m_demuxer(std::move(demuxer)), m_decoder(std::move(decoder)),
    m_damage(m_path), m_packet(av_packet_alloc()), m_picture(av_frame_alloc())
{
}

Result<std::unique_ptr<PictureSource>> VideoFile::open(const std::string& path, SharedWatch watch)
{
    auto demuxer = Demuxer::open(path, watch);
    if (!demuxer)
        return tl::unexpected(demuxer.error());
    const AVCodecParameters* parameters = demuxer->stream().codecpar;
    auto decoder = PacketDecoder::open(parameters->codec_id, parameters, PacketDecoder::Damage::Shown);
    if (!decoder)
        return fail(decoder.error().code, "'" + path + "' cannot be decoded: " + decoder.error().message, {},
                    decoder.error().detail);
    std::unique_ptr<VideoFile> file(new VideoFile(path, std::move(watch), std::move(*demuxer), std::move(*decoder)));
    if (auto started = file->start(); !started)
        return tl::unexpected(started.error());
    return std::unique_ptr<PictureSource>(std::move(file));
}

/// Decodes the first picture: only then it is known that the file holds video, and how large it is.
Status VideoFile::start()
{
    if (!m_demuxer.isPipe()) {
        auto index = PacketIndex::read(m_path, m_watch);
        if (!index)
            return tl::unexpected(index.error());
        m_index = std::move(*index);
    }
    describe();
    const auto first = decode();
    if (!first)
        return tl::unexpected(first.error());
    if (!*first)
        return fail(ErrorCode::Corrupt, "The video file '" + m_path + "' holds no pictures.", "Copy it again.");
    m_firstRank = isRanked() ? m_rank : 0;
    m_origin = isRanked() ? m_time : Nanoseconds{0};
    m_time -= m_origin;
    m_info.duration -= m_origin;
    m_maker.begin(*m_picture);
    m_info.width = m_maker.width();
    m_info.height = m_maker.height();
    if (m_firstRank > 0) {
        m_damage.clear();
        say(VideoFaultKind::Damaged, Nanoseconds{0},
            "'" + m_path + "' begins in the middle: its first " + std::to_string(m_firstRank)
                + " pictures need earlier ones that are not there, and are left out.",
            static_cast<std::uint32_t>(m_firstRank));
    }
    return {};
}

void VideoFile::describe()
{
    const AVStream& stream = m_demuxer.stream();
    const double nominal = m_demuxer.nominalRate();
    m_info.framesPerSecond = m_index ? m_index->rate() : nominal > 0.0 ? nominal : kFallbackRate;
    m_info.codec = m_decoder.codecName();
    m_maker.setStream(stream);
    if (m_index)
        m_info.duration = m_index->length();
    else
        m_clock.emplace(interval());
}

/// True: a picture waits in m_picture.
Result<bool> VideoFile::decode()
{
    while (!m_pending && !m_finished) {
        const Complaints complaints;
        const int code = m_decoder.receive(*m_picture);
        if (code == AVERROR(EAGAIN)) {
            if (auto fed = feed(); !fed)
                return tl::unexpected(fed.error());
        } else if (code == AVERROR_EOF) {
            finish();
        } else if (code < 0) {
            noteLost(m_order - 1, complaints.any() ? complaints.first() : ffmpegText(code));
            if (m_drained && ++m_faultsAtEnd > kLongestDelay)
                finish();
        } else {
            m_pending = place();
        }
    }
    return m_pending;
}

/// Reads one packet into the decoder, or tells it that the file has come to its end.
Status VideoFile::feed()
{
    if (m_watch->stop.stop_requested())
        return stoppedAt(m_path);
    if (std::exchange(m_packetWaits, false) || m_demuxer.read(*m_packet) >= 0) {
        send();
        return {};
    }
    if (m_watch->stop.stop_requested())
        return stoppedAt(m_path);
    m_drained = true;
    m_faultsAtEnd = 0;
    m_decoder.send(nullptr);
    return {};
}

void VideoFile::send()
{
    const std::int64_t order = m_order++;
    std::string doubt = m_demuxer.takeDoubt();
    if (doubt.empty() && (m_packet->flags & AV_PKT_FLAG_CORRUPT) != 0 && !isAtBreak(order))
        doubt = "parts of the data are missing";
    const Complaints complaints;
    const int code = m_decoder.send(m_packet.get(), order);
    av_packet_unref(m_packet.get());
    if (code < 0)
        noteLost(order, complaints.any() ? complaints.first() : ffmpegText(code));
    else if (complaints.any() || !doubt.empty())
        m_complained.push_back({order, complaints.any() ? complaints.first() : doubt});
    if (m_complained.size() > kLongestDelay)
        m_complained.pop_front();
}

/// Where files were joined, the last packet before the seam looks as if it were cut.
bool VideoFile::isAtBreak(std::int64_t order) const
{
    constexpr std::int64_t kNear = 8;
    const std::int64_t rank = isRanked() ? m_index->rankOf(order) : -1;
    return rank >= 0 && std::any_of(m_index->breaks().begin(), m_index->breaks().end(), [rank](const TimeBreak& found) {
               return rank < found.rank + kNear && rank > found.rank - kNear;
           });
}

std::optional<std::string> VideoFile::takeComplaint(std::int64_t order)
{
    const auto found = std::find_if(m_complained.begin(), m_complained.end(),
                                    [order](const Complained& complained) { return complained.order == order; });
    if (found == m_complained.end())
        return std::nullopt;
    std::string why = std::move(found->why);
    m_complained.erase(found);
    return why;
}

void VideoFile::noteDamage(std::int64_t order)
{
    if (m_firstDamage < 0)
        m_firstDamage = order;
}

void VideoFile::noteLost(std::int64_t order, std::string why)
{
    noteDamage(order);
    const std::int64_t rank = isRanked() ? m_index->rankOf(order) : m_rank + 1;
    if (rank <= m_rank)
        return; // before where a seek goes
    const Nanoseconds time = isRanked() ? m_index->timeOf(rank) - m_origin : m_time;
    m_damage.add({time, order, true, std::move(why)});
    if (isRanked() && m_givesEach) // otherwise nobody asks
        m_lost.push_back(rank);
}

/// Finds the picture's place in time; false where it is not to be shown.
bool VideoFile::place()
{
    const std::int64_t order = PacketDecoder::orderOf(*m_picture);
    Nanoseconds time{0};
    const std::int64_t rank = rankOfPicture(time);
    if (rank <= m_rank) {
        if (takeComplaint(order) || PacketDecoder::isPatched(*m_picture))
            noteDamage(order);
        return false;
    }
    sayBreaks(rank);
    noteHoles(rank);
    noteSwallowed(rank);
    m_rank = rank;
    m_time = time;
    judge(order, time);
    return true;
}

std::int64_t VideoFile::rankOfPicture(Nanoseconds& time)
{
    if (m_index) {
        const std::int64_t rank = isRanked() ? m_index->rankOf(PacketDecoder::orderOf(*m_picture)) : m_rank + 1;
        time = m_index->timeOf(rank) - m_origin;
        return rank;
    }
    const std::int64_t stamp = m_picture->best_effort_timestamp;
    const AVRational timeBase = m_demuxer.stream().time_base;
    const StreamClock::Place found = m_clock->place(
        stamp == AV_NOPTS_VALUE ? std::nullopt
                                : std::optional(Nanoseconds{av_rescale_q(stamp, timeBase, kNanosecond)}));
    time = found.time;
    if (found.leap != Nanoseconds{0})
        sayLeap(found.leap, time);
    return m_rank + 1;
}

void VideoFile::judge(std::int64_t order, Nanoseconds time)
{
    const auto complaint = takeComplaint(order);
    if (complaint || PacketDecoder::isPatched(*m_picture)) {
        noteDamage(order);
        m_damage.add({time, order, false, complaint.value_or("")});
    } else {
        m_damage.good(time);
    }
}

Result<VideoFrame> VideoFile::take()
{
    m_pending = false;
    if (m_pictureWatch)
        for (VideoFault& fault : m_pictureWatch->see(*m_picture, m_time))
            say(fault.kind, fault.sourceTime, "'" + m_path + "': " + fault.message, fault.count);
    auto frame = m_maker.make(*m_picture);
    if (!frame)
        return fail(frame.error().code, "'" + m_path + "': " + frame.error().message, {}, frame.error().detail);
    if (const auto change = m_maker.takeSizeChange())
        say(VideoFaultKind::SizeChange, m_time,
            "The pictures of '" + m_path + "' change their size at " + secondsText(m_time) + ": " + *change
                + "; they are scaled.");
    frame->index = m_rank - m_firstRank;
    frame->sourceTime = m_time;
    frame->time = m_time;
    return frame;
}

Result<std::optional<VideoFrame>> VideoFile::next()
{
    const auto decoded = decode();
    if (!decoded)
        return tl::unexpected(decoded.error());
    if (!*decoded)
        return std::optional<VideoFrame>();
    auto frame = take();
    if (!frame)
        return tl::unexpected(frame.error());
    return std::optional<VideoFrame>(std::move(*frame));
}

/// The file came to its end: says so if it should have gone on.
void VideoFile::finish()
{
    m_finished = true;
    const bool inPicture = m_damage.end(m_order - 1);
    const auto cutOff = m_index ? m_index->cutOff() : m_demuxer.cutOff();
    if (cutOff)
        sayCutOff(*cutOff);
    else if (inPicture)
        sayCutOff("its last picture is incomplete");
}

void VideoFile::sayCutOff(const std::string& how)
{
    const std::int64_t missing = m_index ? m_index->missing() : m_demuxer.missingPackets();
    say(VideoFaultKind::CutOff, m_time,
        "The video file '" + m_path + "' is cut off after " + secondsText(m_time) + ": " + how + ".",
        static_cast<std::uint32_t>(std::clamp<std::int64_t>(missing, 1, 1'000'000'000)));
}

void VideoFile::sayBreaks(std::int64_t rank)
{
    if (!m_index)
        return;
    for (const TimeBreak& found : m_index->breaks())
        if (found.rank > m_rank && found.rank <= rank && found.rank > m_firstRank)
            sayLeap(found.leap, m_index->timeOf(found.rank) - m_origin);
}

/// Pictures of which no packet is left.
void VideoFile::noteHoles(std::int64_t rank)
{
    if (!m_index || !isRanked())
        return;
    for (const MissingPictures& hole : m_index->holes()) {
        if (hole.rank <= m_rank || hole.rank > rank || hole.rank <= m_firstRank)
            continue;
        const Nanoseconds after = m_index->timeOf(hole.rank) - m_origin;
        for (std::int64_t i = hole.count; i > 0; --i)
            m_damage.add({after - i * interval(), PacketDecoder::orderOf(*m_picture) - 1, true,
                          "parts of the data are missing"});
    }
}

/// Where data is missing a decoder may take packets and give no pictures for them, without a word. Of video that is
/// made of fields every second packet gives none, and that is as it should be.
void VideoFile::noteSwallowed(std::int64_t rank)
{
    const std::int64_t before = std::exchange(m_shownRank, rank);
    const bool jumps = isRanked() && before >= 0 && rank > before + 1;
    m_givesEach = m_givesEach && (!jumps || m_damage.isOpen());
    std::sort(m_lost.begin(), m_lost.end()); // an hour may be lost in one stretch
    for (std::int64_t at = before + 1; jumps && m_givesEach && at < rank; ++at)
        if (!std::binary_search(m_lost.begin(), m_lost.end(), at))
            m_damage.add({m_index->timeOf(at) - m_origin, PacketDecoder::orderOf(*m_picture) - 1, true,
                          "parts of the data are missing"});
    std::erase_if(m_lost, [rank](std::int64_t lost) { return lost <= rank; });
}

void VideoFile::sayLeap(Nanoseconds leap, Nanoseconds time)
{
    const std::string at = " at " + secondsText(time) + " ";
    if (leap > Nanoseconds{0})
        say(VideoFaultKind::TimeJump, time,
            "The time stamps of '" + m_path + "' leap ahead" + at + "by " + secondsText(leap) + "; the gap is closed.");
    else
        say(VideoFaultKind::TimeRestart, time,
            "The time stamps of '" + m_path + "' begin anew" + at + "(" + secondsText(-leap)
                + " back); what follows is joined on.");
}

void VideoFile::say(VideoFaultKind kind, Nanoseconds time, std::string message, std::uint32_t count)
{
    m_faults.push_back({CameraId{}, kind, time, count, std::move(message)});
}

std::vector<VideoFault> VideoFile::takeFaults()
{
    for (VideoFault& burst : m_damage.take())
        m_faults.push_back(std::move(burst));
    return std::exchange(m_faults, {});
}

Status VideoFile::checkRepeatable() const
{
    if (!m_demuxer.isPipe())
        return {};
    return fail(ErrorCode::Unsupported, "'" + m_path + "' is a pipe: it can be played once only, from its beginning.",
                "Let the camera neither repeat nor start later, or take a file.");
}

/// Opens the file anew: exact for every format, and the same state as at the first opening.
Status VideoFile::reopen()
{
    auto demuxer = Demuxer::open(m_path, m_watch);
    if (!demuxer)
        return tl::unexpected(demuxer.error());
    m_demuxer = std::move(*demuxer);
    m_order = 0;
    m_packetWaits = false;
    return {};
}

Status VideoFile::rewind()
{
    if (auto opened = reopen(); !opened)
        return opened;
    // A decoder keeps headers that came later in the file.
    const AVCodecParameters* parameters = m_demuxer.stream().codecpar;
    auto decoder = PacketDecoder::open(parameters->codec_id, parameters, PacketDecoder::Damage::Shown);
    if (!decoder)
        return tl::unexpected(decoder.error());
    m_decoder = std::move(*decoder);
    m_drained = false;
    return {};
}

/// The decoder begins with a key packet.
Status VideoFile::jumpTo(const PacketIndex::KeyPacket& key)
{
    m_decoder.flush();
    m_drained = false;
    m_packetWaits = m_demuxer.goTo(key.found, *m_packet);
    m_order = key.order;
    if (m_packetWaits)
        return {};
    // The packets before it are read again, which costs little as long as they are not decoded.
    if (auto opened = reopen(); !opened)
        return opened;
    while (m_order < key.order && m_demuxer.read(*m_packet) >= 0) {
        av_packet_unref(m_packet.get());
        ++m_order;
    }
    return {};
}

Status VideoFile::seek(Nanoseconds sourceTime)
{
    if (auto checked = checkRepeatable(); !checked)
        return checked;
    m_pending = false;
    m_finished = false;
    m_damage.clear();
    m_complained.clear();
    m_lost.clear();
    m_shownRank = -1;
    m_maker.forgetLatest();
    if (m_pictureWatch)
        m_pictureWatch->skip();
    if (sourceTime > Nanoseconds{0} && isRanked())
        return seekRank(std::max(m_firstRank, m_index->rankAt(sourceTime + m_origin)));
    if (auto moved = rewind(); !moved)
        return moved;
    m_rank = m_firstRank - 1;
    m_time = Nanoseconds{0};
    return sourceTime > Nanoseconds{0} ? skipBefore(sourceTime) : Status();
}

Status VideoFile::seekRank(std::int64_t rank)
{
    if (rank >= m_index->count()) {
        m_rank = rank - 1;
        m_finished = true;
        return {};
    }
    const std::size_t known = m_faults.size();
    bool later = false;
    for (const std::size_t back : kStarts) {
        m_faults.resize(known);
        const PacketIndex::KeyPacket* key = m_index->startFor(rank, back);
        const auto reached = reach(rank, key);
        if (!reached)
            return tl::unexpected(reached.error());
        // What is made of damaged pictures rests on more than the key picture before them.
        const bool whole = m_firstDamage < 0 || (later && key && m_firstDamage > key->order);
        if ((*reached && whole) || !key)
            break;
        later = true;
    }
    return {};
}

/// Decodes from \p key, or from the beginning, until a picture at or after \p rank waits; true if it is that one.
Result<bool> VideoFile::reach(std::int64_t rank, const PacketIndex::KeyPacket* key)
{
    m_pending = false;
    m_finished = false;
    m_rank = rank - 1;
    m_time = m_index->timeOf(m_rank) - m_origin;
    m_firstDamage = -1;
    m_damage.clear();
    m_complained.clear();
    m_lost.clear();
    m_shownRank = -1;
    if (auto moved = key ? jumpTo(*key) : rewind(); !moved)
        return tl::unexpected(moved.error());
    const auto decoded = decode();
    if (!decoded)
        return tl::unexpected(decoded.error());
    return m_rank == rank;
}

Status VideoFile::skipBefore(Nanoseconds sourceTime)
{
    while (true) {
        const auto decoded = decode();
        if (!decoded)
            return tl::unexpected(decoded.error());
        if (!*decoded || m_time >= sourceTime)
            return {};
        m_pending = false;
    }
}

Result<Nanoseconds> VideoFile::length()
{
    if (auto checked = checkRepeatable(); !checked)
        return tl::unexpected(checked.error());
    return m_info.duration;
}

std::optional<Nanoseconds> VideoFile::timeBefore(const VideoFrame& frame) const
{
    if (!m_index || frame.index <= 0)
        return std::nullopt;
    return m_index->timeOf(m_firstRank + frame.index - 1) - m_origin;
}

Result<std::unique_ptr<PictureSource>> openVideoFile(const std::string& path, SharedWatch watch)
{
    return VideoFile::open(path, std::move(watch));
}

} // namespace jackdaw::video
