#pragma once
// A map as it is declared: its fields with their forms. One table drives the reading (unknown and
// missing fields, wrong forms), the JSON Schema for editors and the manual.
#include "document/node.hpp"
#include "document/reader.hpp"
#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::document {

enum class form : std::uint8_t {
    word,     ///< a scalar
    integer,  ///< least to most
    duration, ///< least to most in milliseconds
    flag,     ///< true or false
    choice,   ///< one of `words`
    words,    ///< a list of scalars, or one scalar as a list of one
    list,     ///< least to most entries
    map,      ///< least to most entries
    tree,     ///< whoever reads it checks it
};

struct field {
    std::string_view name;
    document::form form = form::word;
    std::string_view about;   ///< one sentence for authors
    std::string_view example; ///< as it stands behind "name: "
    bool required = false;
    std::int64_t least = 0;
    std::int64_t most = 0;
    std::string_view otherwise{}; ///< the default, as written; empty: none
    std::string_view words{};     ///< of a choice: joined by spaces
    std::string_view only{};      ///< values of the field `type` that it goes with; empty: all
    std::string_view holds{};     ///< what stands there: the name of a shape or of a notion
};

struct shape {
    std::string_view name;
    std::string_view about;
    std::span<const field> fields;
    const shape* also = nullptr; ///< its fields may stand here too

    const field* find(std::string_view name) const noexcept;
    std::vector<std::string> names() const;
};

/// "a b c" to its words.
std::vector<std::string> words_of(std::string_view joined);

/// Reads one map by its shape. The constructor reports everything that is wrong with the form; the
/// getters then give what is right, and the declared default for the rest.
class shape_reader {
public:
    /// `what` names the thing in messages: "screen 'balance'".
    shape_reader(const node& map, const shape& declared, std::string what, const std::string& file,
                 core::faults& faults);

    // `name` must be a field of the shape: anything else is a programmer's mistake and throws.
    /// nullptr where it is missing or not of its form.
    const node* find(std::string_view name) const;
    bool has(std::string_view name) const { return find(name) != nullptr; }
    std::string text(std::string_view name) const;
    std::int64_t integer(std::string_view name) const;
    std::int64_t integer(std::string_view name, std::int64_t otherwise) const;
    bool flag(std::string_view name) const;
    std::chrono::milliseconds duration(std::string_view name) const;
    /// The scalars of `words`.
    std::vector<const node*> words(std::string_view name) const;

    const node& map() const noexcept { return map_; }
    const std::string& what() const noexcept { return what_; }

private:
    const field& declared(std::string_view name) const;
    bool well_formed(const field& f, const node& value);
    bool entries(const field& f, const node& value, std::size_t count);
    void unknown(const node& key);
    void check(const field& f, const std::string& type);
    void add(const node& where, std::string message);

    const node& map_;
    const shape& shape_;
    std::string what_;
    const std::string& file_;
    core::faults& faults_;
    std::vector<const node*> wrong_; ///< values that are not of their form
    std::vector<std::string> meant_; ///< by fields that are unknown: they are not missing
};

} // namespace yeelen::document
