# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The guide's Markdown as pages of the web that need nothing else: `cmake -DCMARK=… -DFROM=… -DTO=… -P MakeGuide.cmake`.
# Headings get the anchors that links in Markdown expect.
cmake_minimum_required(VERSION 3.25)

set(style "
:root { color-scheme: light dark; --line: #c8d0d9; --soft: #f1f4f7; --link: #1b64a5; }
@media (prefers-color-scheme: dark) { :root { --line: #414b57; --soft: #252d36; --link: #7db8ee; } }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
a { color: var(--link); }
img { max-width: 100%; border: 1px solid var(--line); }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; }
th, pre { background: var(--soft); }
pre { padding: .7rem; overflow-x: auto; }
code { font-family: ui-monospace, monospace; font-size: .92em; }
nav { border-bottom: 1px solid var(--line); margin-bottom: 1.5rem; padding-bottom: .5rem; }
")

# GitHub's rule: lower case, blanks become dashes, other signs go.
function(add_anchors html result)
    string(REGEX MATCHALL "<h[1-6]>[^\n]*</h[1-6]>" headings "${html}")
    foreach(heading IN LISTS headings)
        string(REGEX REPLACE "</?[a-z0-9]+>" "" anchor "${heading}")
        string(TOLOWER "${anchor}" anchor)
        string(REGEX REPLACE "&[a-z]+&#59&semicolon|[^a-z0-9 _-]" "" anchor "${anchor}")
        string(REPLACE " " "-" anchor "${anchor}")
        string(REGEX REPLACE "^<(h[1-6])>" "<\\1 id=\"${anchor}\">" named "${heading}")
        string(REPLACE "${heading}" "${named}" html "${html}")
    endforeach()
    set(${result} "${html}" PARENT_SCOPE)
endfunction()

file(MAKE_DIRECTORY "${TO}")
file(COPY "${FROM}/images" DESTINATION "${TO}")
# The schemas that it leads to lie elsewhere in the project.
file(GLOB schemas "${FROM}/../../datasets/*.schema.json")
file(COPY ${schemas} DESTINATION "${TO}/schemas")
file(GLOB chapters "${FROM}/*.md")
foreach(chapter IN LISTS chapters)
    get_filename_component(name "${chapter}" NAME_WE)
    execute_process(COMMAND "${CMARK}" --extension table --extension strikethrough "${chapter}"
        OUTPUT_VARIABLE html COMMAND_ERROR_IS_FATAL ANY)
    # Semicolons and brackets are CMake's own.
    string(REPLACE ";" "&#59&semicolon" html "${html}")
    string(REPLACE "[" "&#91&semicolon" html "${html}")
    string(REPLACE "]" "&#93&semicolon" html "${html}")
    add_anchors("${html}" html)
    string(REPLACE "&semicolon" ";" html "${html}")
    string(REPLACE "&#59;" ";" html "${html}")
    string(REGEX REPLACE "href=\"([a-z-]+)\\.md" "href=\"\\1.html" html "${html}")
    string(REPLACE "href=\"../../datasets/" "href=\"schemas/" html "${html}")
    # What else lies outside of the guide is named, not led to: it is not installed.
    string(REGEX REPLACE "<a href=\"\\.\\./\\.\\./([^\"]*)\">(<code>)?([^<]*)(</code>)?</a>" "\\3 (<code>\\1</code> of the project)"
        html "${html}")
    string(REGEX MATCH "<h1[^>]*>([^<]*)</h1>" found "${html}")
    file(WRITE "${TO}/${name}.html" "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n<title>${CMAKE_MATCH_1} – Jackdaw</title>\n"
        "<style>${style}</style>\n</head>\n<body>\n<nav><a href=\"index.html\">Jackdaw guide</a></nav>\n${html}</body>\n</html>\n")
endforeach()
