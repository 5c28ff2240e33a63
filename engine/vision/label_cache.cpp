// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/base/content_hash.h"
#include "engine/base/log.h"
#include "engine/vision/golden_model.h"
#include "engine/vision/golden_parts.h"
#include "engine/vision/label_record.h"

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>
#include <utility>

#include <unistd.h>

namespace jackdaw::vision {
namespace {

namespace fs = std::filesystem;

class CachedGolden final : public GoldenModel {
public:
    CachedGolden(std::unique_ptr<GoldenModel> model, fs::path folder) :
        m_model(std::move(model)), m_folder(std::move(folder)), m_fingerprint(m_model->fingerprint())
    {
    }

    Result<std::vector<Detection>> detect(const VideoFrame& frame) override;
    std::unique_ptr<GoldenLook> look(const VideoFrame& frame) override;
    std::string description() const override { return m_model->description(); }
    std::string fingerprint() const override { return m_fingerprint; }
    std::string costShape() const override { return m_model->costShape(); }
    bool knows(const VideoFrame& frame) const override { return m_model->knows(frame); }
    bool mayServe() const override { return m_model->mayServe(); }
    bool lastWasCached() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_cached.contains(std::this_thread::get_id());
    }

private:
    friend class CachedLook;

    std::string keyOf(const VideoFrame& frame) const;
    fs::path pathOf(const std::string& key) const;
    std::optional<std::vector<Detection>> kept(const std::string& key) const;
    void keep(const std::string& key, const Result<std::vector<Detection>>& found);
    void store(const fs::path& path, const std::string& record);
    void note(bool wasCached);

    std::unique_ptr<GoldenModel> m_model;
    fs::path m_folder;
    std::string m_fingerprint;
    std::atomic<bool> m_warned{false};
    mutable std::mutex m_mutex;
    std::set<std::thread::id> m_cached; ///< threads whose last answer was
};

/// Looks a frame up when it begins.
class CachedLook final : public GoldenLook {
public:
    CachedLook(CachedGolden& golden, VideoFrame frame, std::unique_ptr<GoldenLook> look) :
        m_golden(golden), m_frame(std::move(frame)), m_look(std::move(look))
    {
    }

    void goOn(double part) override
    {
        lookUp();
        if (!m_known)
            m_look->goOn(part);
    }

    Result<std::vector<Detection>> finish() override
    {
        lookUp();
        if (m_known) {
            m_golden.note(true);
            return std::move(*m_known);
        }
        auto found = m_look->finish();
        m_golden.keep(*m_key, found);
        return found;
    }

private:
    void lookUp()
    {
        if (m_key)
            return;
        m_key = m_golden.keyOf(m_frame);
        m_known = m_golden.kept(*m_key);
    }

    CachedGolden& m_golden;
    VideoFrame m_frame;
    std::unique_ptr<GoldenLook> m_look;
    std::optional<std::string> m_key;
    std::optional<std::vector<Detection>> m_known;
};

std::string CachedGolden::keyOf(const VideoFrame& frame) const
{
    if (!frame.hasPixels())
        return {};
    ContentHash hash;
    hash.add(m_fingerprint);
    hash.add(frame.width);
    hash.add(frame.height);
    hash.add(frame.rgb());
    return hash.hex();
}

std::string readWhole(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// A name that no other thread or process uses.
fs::path temporaryBeside(const fs::path& path)
{
    static std::atomic<unsigned> counter{0};
    fs::path temporary = path;
    temporary += '.' + std::to_string(getpid()) + '-' + std::to_string(counter++) + ".part";
    return temporary;
}

/// A reader sees the whole record or none. A cache that cannot be written only costs time: one warning.
void CachedGolden::store(const fs::path& path, const std::string& record)
{
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    const fs::path temporary = temporaryBeside(path);
    std::ofstream file(temporary, std::ios::binary);
    file.write(record.data(), static_cast<std::streamsize>(record.size()));
    file.close();
    if (file)
        fs::rename(temporary, path, error);
    if ((!file || error) && !m_warned.exchange(true))
        log(LogLevel::Warning, "vision", "golden labels cannot be kept in '" + m_folder.string() + "'");
    if (!file || error)
        fs::remove(temporary, error);
}

void CachedGolden::note(bool wasCached)
{
    const std::lock_guard lock(m_mutex);
    if (wasCached)
        m_cached.insert(std::this_thread::get_id());
    else
        m_cached.erase(std::this_thread::get_id());
}

fs::path CachedGolden::pathOf(const std::string& key) const
{
    return m_folder / key.substr(0, 2) / (key.substr(2) + ".labels");
}

/// Of a frame without a picture nothing is kept.
std::optional<std::vector<Detection>> CachedGolden::kept(const std::string& key) const
{
    if (key.empty())
        return std::nullopt;
    return decodeLabelRecord(readWhole(pathOf(key)), key);
}

void CachedGolden::keep(const std::string& key, const Result<std::vector<Detection>>& found)
{
    note(m_model->lastWasCached());
    if (found && !key.empty())
        store(pathOf(key), encodeLabelRecord(*found, key));
}

std::unique_ptr<GoldenLook> CachedGolden::look(const VideoFrame& frame)
{
    auto look = m_model->look(frame);
    if (!look)
        return nullptr;
    return std::make_unique<CachedLook>(*this, frame, std::move(look));
}

Result<std::vector<Detection>> CachedGolden::detect(const VideoFrame& frame)
{
    const std::string key = keyOf(frame);
    if (auto known = kept(key)) {
        note(true);
        return std::move(*known);
    }
    auto found = m_model->detect(frame);
    keep(key, found);
    return found;
}

} // namespace

std::unique_ptr<GoldenModel> withLabelCache(std::unique_ptr<GoldenModel> model, std::filesystem::path folder)
{
    // Equal pictures at different places of a video may have different labels in a file; looking them up is cheap.
    if (answersByIndex(*model))
        return model;
    return std::make_unique<CachedGolden>(std::move(model), std::move(folder));
}

} // namespace jackdaw::vision
