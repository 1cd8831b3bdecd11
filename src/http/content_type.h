#pragma once
#include <string_view>

namespace golive::http {

// By the file name's extension; "application/octet-stream" if it is none we know.
std::string_view content_type_of(std::string_view file_name) noexcept;

// Whether bytes of this type shrink: text, and what is text underneath. Images, sound, films and archives are compressed already.
bool is_compressible(std::string_view content_type) noexcept;

}  // namespace golive::http
