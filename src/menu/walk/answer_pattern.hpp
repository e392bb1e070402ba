#pragma once
// The regular expression of an ask of type `pattern`: ICU's syntax, of the whole answer, without
// difference of small and capital letters.
#include "menu/expression/path.hpp"
#include <expected>
#include <memory>
#include <string_view>
#include <unicode/regex.h>

namespace yeelen::menu {

/// Compiled once at load; shared by all threads.
class answer_pattern {
public:
    static constexpr std::size_t max_size = 200; ///< octets

    static std::expected<answer_pattern, text_error> parse(std::string_view text);
    /// Whether the whole of it matches. Bounded in time and memory whatever pattern and answer
    /// are: what takes longer does not match.
    bool matches(std::string_view answer) const;

private:
    explicit answer_pattern(std::unique_ptr<const icu::RegexPattern> compiled);
    /// The destructor is the pattern's own: it never changes once it is made.
    std::shared_ptr<const icu::RegexPattern> compiled_;
};

} // namespace yeelen::menu
