// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/tensors/library.h"

#include <fstream>
#include <string_view>
#include <system_error>

#include <ATen/Context.h>
#include <dlfcn.h>
#include <torch/csrc/api/include/torch/version.h>

namespace jackdaw::tensors {
namespace {

namespace fs = std::filesystem;

/// Where LibTorch's CPU part was loaded from.
fs::path loadedFrom()
{
    Dl_info info{};
    const auto known = reinterpret_cast<void*>(&at::globalContext);
    return ::dladdr(known, &info) != 0 && info.dli_fname ? fs::path(info.dli_fname).parent_path() : fs::path();
}

std::string firstLine(const fs::path& file)
{
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    return line;
}

/// Of the line "__version__ = '2.11.0+cu130'".
std::string versionOfPython(const fs::path& file)
{
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        const std::size_t begin = line.find('\'');
        if (line.starts_with("__version__") && begin != std::string::npos)
            return line.substr(begin + 1, line.find('\'', begin + 1) - begin - 1);
    }
    return {};
}

/// Of a folder torch-2.11.0.dist-info.
std::string versionOfWheel(const fs::path& packages)
{
    constexpr std::string_view kBegin = "torch-";
    constexpr std::string_view kEnd = ".dist-info";
    std::error_code error;
    for (fs::directory_iterator entry(packages, error), end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.starts_with(kBegin) && name.ends_with(kEnd))
            return name.substr(kBegin.size(), name.size() - kBegin.size() - kEnd.size());
    }
    return {};
}

std::string withoutPatch(const std::string& version)
{
    return version.substr(0, version.find('.', version.find('.') + 1));
}

} // namespace

bool LibTorch::fits() const
{
    return withoutPatch(version) == withoutPatch(builtFor);
}

std::string versionOfLibraries(const fs::path& folder)
{
    for (std::string version :
         {versionOfPython(folder.parent_path() / "version.py"), firstLine(folder.parent_path() / "build-version"),
          versionOfWheel(folder.parent_path().parent_path())})
        if (!version.empty())
            return version;
    return {};
}

LibTorch libTorch()
{
    LibTorch found{{}, TORCH_VERSION, loadedFrom()};
    found.version = versionOfLibraries(found.folder);
    if (found.version.empty())
        found.version = found.builtFor;
    std::error_code error;
    found.hasCudaPart = fs::exists(found.folder / kCudaPart, error);
    return found;
}

} // namespace jackdaw::tensors
