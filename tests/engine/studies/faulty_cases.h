// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

namespace jackdaw::testing {

/// A case file with one fault.
struct FaultyCase {
    std::string name;
    std::string text;
    std::string pointer; ///< where the fault is
};

inline nlohmann::json goodCase()
{
    return nlohmann::json::parse(R"({"set": "t", "window": 1, "window_s": 200, "infer_max_res": 0.25,
        "inference_profile_column": "c1", "inference_profile": {"subsampling": [1, 2, 4], "c1": [1, 0.8, 0.5]},
        "streams": [
            {"id": "a", "model": "m", "start_acc": 0.6, "pred_start_acc": 0.5,
             "configs": [{"hp": 0, "epochs": 5, "gpu_seconds": 10, "final_acc": 0.7, "pred_gpu_seconds": 12,
                          "pred_final_acc": 0.8}]},
            {"id": "b", "model": "m", "start_acc": 0.6, "pred_start_acc": 0.5,
             "configs": [{"hp": 0, "epochs": 5, "gpu_seconds": 10, "final_acc": 0.7, "pred_gpu_seconds": 12,
                          "pred_final_acc": 0.8}]}]})");
}

/// JSON texts that replace a value; they are put in as they stand, as JSON itself has no infinity.
inline std::vector<std::string> wrongNumbers()
{
    return {"null", "true", "\"0.5\"", "\"NaN\"", "[]", "[0.5]", "{}", "-1", "-1e-300", "1e300", "\"Infinity\""};
}

inline std::vector<std::string> wrongTexts()
{
    return {"null", "true", "3", "\"\"", "[]", "{}"};
}

inline std::vector<std::string> wrongLists()
{
    return {"null", "true", "3", "\"list\"", "{}", "[]", "-1"};
}

inline std::vector<std::string> wrongCounts()
{
    return {"null", "true", "\"1\"", "0.5", "-1", "1e300", "18446744073709551616", "1000001", "[]", "{}"};
}

struct Field {
    std::string pointer;
    std::vector<std::string> wrong;
};

/// Every field that the reader needs, with values that it must refuse. \p prefix: "pred_" for the predicted columns.
inline std::vector<Field> neededFields(const std::string& prefix)
{
    std::vector<std::string> above = wrongNumbers();
    above.push_back("0");
    std::vector<std::string> accuracy = wrongNumbers();
    accuracy.push_back("1.0000001");
    const std::string second = "/streams/1";
    return {{"/window_s", above},
            {"/infer_max_res", above},
            {"/inference_profile_column", wrongTexts()},
            {"/inference_profile/subsampling", wrongLists()},
            {"/inference_profile/subsampling/0", above},
            {"/inference_profile/c1", wrongLists()},
            {"/inference_profile/c1/1", accuracy},
            {"/streams", wrongLists()},
            {second + "/id", wrongTexts()},
            {second + "/" + prefix + "start_acc", accuracy},
            {second + "/configs", {"null", "true", "3", "\"list\"", "{}", "-1"}},
            {second + "/configs/0/hp", wrongCounts()},
            {second + "/configs/0/epochs", wrongCounts()},
            {second + "/configs/0/" + prefix + "gpu_seconds", above},
            {second + "/configs/0/" + prefix + "final_acc", accuracy}};
}

inline std::string withRawValue(const std::string& pointer, const std::string& raw)
{
    nlohmann::json json = goodCase();
    json[nlohmann::json::json_pointer(pointer)] = "@RAW@";
    std::string text = json.dump();
    return text.replace(text.find("\"@RAW@\""), 7, raw);
}

inline void addDuplicates(std::vector<FaultyCase>& list)
{
    nlohmann::json ids = goodCase();
    ids["streams"][1]["id"] = "a";
    list.push_back({"duplicate ids", ids.dump(), "/streams/1/id"});
    nlohmann::json configurations = goodCase();
    configurations["streams"][1]["configs"].push_back(configurations["streams"][1]["configs"][0]);
    list.push_back({"duplicate hp and epochs", configurations.dump(), "/streams/1/configs/1"});
}

inline void addWrongShapes(std::vector<FaultyCase>& list)
{
    list.push_back(
        {"column that is not there", withRawValue("/inference_profile_column", "\"c9\""), "/inference_profile/c9"});
    list.push_back(
        {"column with a slash", withRawValue("/inference_profile_column", "\"a/~b\""), "/inference_profile/a~1~0b"});
    list.push_back({"falling subsampling", withRawValue("/inference_profile/subsampling/2", "1.5"),
                    "/inference_profile/subsampling/2"});
    list.push_back({"column too short", withRawValue("/inference_profile/c1", "[1, 0.8]"), "/inference_profile/c1"});
    for (const char* value : {"null", "[]", "3", "\"text\""}) {
        list.push_back({std::string("stream is ") + value, withRawValue("/streams/1", value), "/streams/1"});
        list.push_back({std::string("configuration is ") + value, withRawValue("/streams/1/configs/0", value),
                        "/streams/1/configs/0"});
    }
}

inline std::vector<FaultyCase> faultyCases(const std::string& prefix)
{
    std::vector<FaultyCase> list;
    for (const Field& field : neededFields(prefix)) {
        for (const std::string& raw : field.wrong)
            list.push_back({field.pointer + " is " + raw, withRawValue(field.pointer, raw), field.pointer});
        const nlohmann::json::json_pointer place(field.pointer);
        nlohmann::json json = goodCase();
        if (!json[place.parent_pointer()].is_object())
            continue;
        json[place.parent_pointer()].erase(place.back());
        list.push_back({field.pointer + " is missing", json.dump(), field.pointer});
    }
    addDuplicates(list);
    addWrongShapes(list);
    return list;
}

/// Texts that are no JSON, or none of a document's kind.
inline std::vector<std::pair<std::string, std::string>> brokenTexts()
{
    const std::string good = goodCase().dump();
    std::string garbage = good;
    garbage.replace(garbage.find("\"a\""), 3, "\"\xc3\x28\xff\"");
    return {{"nothing", ""},
            {"blanks", "  \n"},
            {"words", "streams: none"},
            {"a list", "[]"},
            {"a number", "1"},
            {"null", "null"},
            {"truncated", good.substr(0, good.size() / 2)},
            {"last bracket missing", good.substr(0, good.size() - 1)},
            {"more after the end", good + good},
            {"not a number", withRawValue("/window_s", "NaN")},
            {"infinity", withRawValue("/window_s", "Infinity")},
            {"too large for a double", withRawValue("/window_s", "1e999")},
            {"too small for a double", withRawValue("/streams/1/start_acc", "-1e999")},
            {"no UTF-8", garbage},
            {"UTF-16", std::string("\xff\xfe{\0}\0", 6)},
            {"zero bytes", std::string(64, '\0')},
            {"200 000 open lists", std::string(200'000, '[')},
            {"200 000 lists in lists", std::string(200'000, '[') + std::string(200'000, ']')},
            {"200 000 objects in objects", [] {
                 std::string deep;
                 for (int i = 0; i < 200'000; ++i)
                     deep += "{\"a\":";
                 return deep + "1" + std::string(200'000, '}');
             }()}};
}

inline std::string caseOfManyStreams(std::size_t count)
{
    std::string streams = "[";
    for (std::size_t i = 0; i < count; ++i)
        streams +=
            (i == 0 ? "" : ",") + std::string(R"({"id":"s)") + std::to_string(i) + R"(","start_acc":0.5,"configs":[]})";
    return withRawValue("/streams", streams + "]");
}

} // namespace jackdaw::testing
