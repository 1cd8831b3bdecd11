# What the targets link, of src/: of small folders all, of the others the decoders and what those use, so that a build for fuzzing or
# coverage takes a minute.
set(decoders
    diff/json.cpp
    html/escape.cpp html/filter_style.cpp html/filter_url.cpp html/render_scope.cpp html/text_writer.cpp
    http/conditional.cpp http/content_coding.cpp http/content_type.cpp http/cookie.cpp http/date.cpp http/directory.cpp http/parser.cpp
    http/percent.cpp http/request.cpp http/response.cpp
    live/event_payload.cpp live/handler_dispatch.cpp live/handler_table.cpp live/json_text.cpp live/json_value.cpp live/lone_surrogates.cpp live/payload.cpp
    live/payload_params.cpp live/urlencoded.cpp live/view_seal.cpp live/whole_text.cpp
    router/pattern.cpp router/router.cpp
    transport/frame.cpp transport/message_reader.cpp)
list(TRANSFORM decoders PREPEND ${PROJECT_SOURCE_DIR}/src/)
foreach(folder base protocol security state)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${folder}/*.cpp)
  list(APPEND decoders ${sources})
endforeach()
# Of the testing kit the parser and what reads its trees.
file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/testing/*.cpp)
list(FILTER sources INCLUDE REGEX "/(dom|markup_error|named_references|selector|selector_reader|serialize|tag_names|tokenizer|tokenizer_[a-z]+|tree_[a-z]+|visible_text)[.]cpp$")
list(APPEND decoders ${sources})
