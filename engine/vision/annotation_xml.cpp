// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_xml.h"

#include "engine/vision/annotation_pictures.h"

namespace jackdaw::vision {
namespace {

std::string vocNumber(const pugi::xml_node& box, const char* side)
{
    return box.child_value(side);
}

Result<Box> vocBox(const AnnotationInput& input, const pugi::xml_node& object)
{
    const pugi::xml_node box = object.child("bndbox");
    const auto x1 = parseFinite(vocNumber(box, "xmin"));
    const auto y1 = parseFinite(vocNumber(box, "ymin"));
    const auto x2 = parseFinite(vocNumber(box, "xmax"));
    const auto y2 = parseFinite(vocNumber(box, "ymax"));
    if (!x1 || !y1 || !x2 || !y2 || *x2 < *x1 || *y2 < *y1)
        return xmlFault(input, object, "xmin, ymin, xmax and ymax must be numbers with xmin <= xmax and ymin <= ymax");
    return Box{*x1, *y1, *x2, *y2};
}

std::optional<Box> detracBox(const pugi::xml_node& box)
{
    const auto left = numberOf(box.attribute("left"));
    const auto top = numberOf(box.attribute("top"));
    const auto width = numberOf(box.attribute("width"));
    const auto height = numberOf(box.attribute("height"));
    if (!left || !top || !width || !height || *width < 0.0F || *height < 0.0F)
        return std::nullopt;
    return Box{*left, *top, *left + *width, *top + *height};
}

Status readDetracFrame(const AnnotationInput& input, const pugi::xml_node& frame, AnnotationDocument& document)
{
    const auto number = parseFrame(frame.attribute("num").value());
    if (!number || *number < 1)
        return xmlFault(input, frame, "attribute 'num' of a frame must be a whole number from 1");
    document.cover(*number - 1);
    for (const pugi::xml_node& target : frame.child("target_list").children("target")) {
        const auto box = detracBox(target.child("box"));
        if (!box)
            return xmlFault(input, target, "left, top, width and height of a box must be numbers");
        const char* const kind = target.child("attribute").attribute("vehicle_type").value();
        AnnotatedObject object{.name = document.number(*kind ? kind : "vehicle"), .box = *box};
        if (const auto id = parseNumber<std::uint32_t>(target.attribute("id").value()))
            object.track = TrackId{*id};
        if (!document.add(*number - 1, object))
            return tooManyObjects(input);
    }
    return {};
}

/// Regions in which nobody labelled lie in every frame.
Status addIgnoredRegions(const AnnotationInput& input, const pugi::xml_node& root, AnnotationDocument& document)
{
    for (const pugi::xml_node& node : root.child("ignored_region").children("box")) {
        const auto box = detracBox(node);
        if (!box)
            return xmlFault(input, node, "left, top, width and height of a box must be numbers");
        const AnnotatedObject region{.name = document.number("ignored region"), .box = *box, .ignored = true};
        for (const auto& [frame, objects] : document.frames)
            if (!document.add(frame, region))
                return tooManyObjects(input);
    }
    return {};
}

} // namespace

tl::unexpected<Error> xmlFault(const AnnotationInput& input, const pugi::xml_node& node, const std::string& what)
{
    return fail(ErrorCode::Corrupt, input.name + ", byte " + std::to_string(node.offset_debug()) + ": " + what + ".",
                "Export the labels again.");
}

std::optional<float> numberOf(const pugi::xml_attribute& attribute)
{
    return parseFinite(attribute.value());
}

/// Frames count from 1 there. One without vehicles is not listed, so it is not known whether it was looked at.
Result<AnnotationDocument> readDetrac(const AnnotationInput& input, const pugi::xml_node& root)
{
    AnnotationDocument document;
    document.format = "UA-DETRAC";
    document.countsFromOne = true;
    for (const pugi::xml_node& frame : root.children("frame"))
        if (auto read = readDetracFrame(input, frame, document); !read)
            return tl::unexpected(read.error());
    if (auto added = addIgnoredRegions(input, root, document); !added)
        return tl::unexpected(added.error());
    document.note("Frame 1 of the file is taken as the first of the video, frame 0; frames without vehicles are not "
                  "listed and count as not labelled.");
    return document;
}

Result<AnnotationDocument> readVoc(const AnnotationInput& input, const pugi::xml_node& root)
{
    AnnotationDocument document;
    document.format = "Pascal VOC";
    const std::string picture = root.child_value("filename");
    const std::string name = picture.empty() ? input.path.stem().string() : picture;
    const auto number = !input.isOneOfMany && haveNoFrames({name}) ? std::nullopt : numberInName(name);
    if (!number || *number > kLastAnnotatedFrame)
        return xmlFault(input, root,
                        "the picture's name, '" + picture + "', ends with no frame number, as frame_000010.jpg does");
    document.cover(*number);
    document.pictures[*number] = picture;
    const auto width = parseNumber<int>(root.child("size").child_value("width"));
    const auto height = parseNumber<int>(root.child("size").child_value("height"));
    if (width && height && *width > 0 && *height > 0)
        document.size = PictureSize{*width, *height};
    for (const pugi::xml_node& node : root.children("object")) {
        const auto box = vocBox(input, node);
        if (!box)
            return tl::unexpected(box.error());
        // The benchmark leaves out what is marked as difficult, both ways.
        const AnnotatedObject object{.name = document.number(trimmed(node.child_value("name"))),
                                     .box = *box,
                                     .ignored = trimmed(node.child_value("difficult")) == "1"};
        if (!document.add(*number, object))
            return tooManyObjects(input);
    }
    return document;
}

Result<AnnotationDocument> readXmlAnnotations(const AnnotationInput& input)
{
    pugi::xml_document document;
    const pugi::xml_parse_result parsed =
        document.load_buffer(input.text.data(), input.text.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!parsed)
        return fail(ErrorCode::Corrupt,
                    input.name + ", byte " + std::to_string(parsed.offset) + ": this is not well-formed XML.",
                    "Export the labels again.", parsed.description());
    if (const pugi::xml_node root = document.child("annotations"))
        return readCvat(input, root);
    if (const pugi::xml_node root = document.child("sequence"))
        return readDetrac(input, root);
    if (const pugi::xml_node root = document.child("annotation"))
        return readVoc(input, root);
    return fail(ErrorCode::Corrupt,
                input.name + ", byte 0: expected is the element 'annotations' (CVAT), 'sequence' (UA-DETRAC) or "
                    + "'annotation' (Pascal VOC), found is '" + document.document_element().name() + "'.",
                "Name " + knownAnnotationFormats() + ".");
}

} // namespace jackdaw::vision
