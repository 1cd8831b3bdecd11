#include "testing/class_list.h"

#include <string>

namespace golive::testing {

void change_classes(DocumentEditor& page, Node element, const std::vector<std::string_view>& gone,
                    const std::vector<std::string_view>& added) {
  if (!element.attribute("class") && added.empty()) return;
  std::vector<std::string_view> kept;
  for (const std::string_view word : classes_of(element))
    if (!has_word(gone, word) && !has_word(kept, word)) kept.push_back(word);
  for (const std::string_view word : added)
    if (!has_word(kept, word)) kept.push_back(word);
  std::string classes;
  for (const std::string_view word : kept) (classes += classes.empty() ? "" : " ") += word;
  page.set_attribute(element, "class", classes);
}

}  // namespace golive::testing
