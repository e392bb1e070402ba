#pragma once
#include "config/declaration.hpp"
#include "config/environment.hpp"
#include "document/reader.hpp"
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace yeelen::config {

/// One read file: what every value of it is judged by.
struct file_context {
    std::string file;
    std::filesystem::path folder; ///< that relative paths begin from
    std::map<position, origin> origins;
    core::faults* faults;
};

/// Reads the values of one map by rows of a table. A value out of its bounds is a fault, and is
/// left as it was.
class section_reader {
public:
    section_reader(const document::node& map, std::string what, const file_context& context);

    template<typename T>
    void read(const declared<T>& row, T& into) {
        // A setting that must be given and is not: one fault, whatever its kind.
        if (row.otherwise == required && map_.required(row.name) == nullptr) {
            return;
        }
        std::visit([&](auto member) { store(bare(row), into.*member); }, row.place);
    }

    document::map_reader& map() noexcept { return map_; }

private:
    /// A row without its place: what reading needs, whatever the settings' type.
    struct rule {
        std::string_view name;
        config::kind kind;
        std::string_view otherwise;
        std::int64_t least, most;
        std::string_view choices;
        bool given; ///< must be, and is: a list of it holds at least one
    };
    template<typename T>
    static rule bare(const declared<T>& row) {
        return {row.name,
                row.kind,
                row.otherwise == required ? std::string_view{} : row.otherwise,
                row.least,
                row.most,
                row.choices,
                row.otherwise == required};
    }

    void store(const rule& r, std::string& into);
    void store(const rule& r, bool& into);
    void store(const rule& r, std::chrono::milliseconds& into);
    void store(const rule& r, std::chrono::microseconds& into);
    void store(const rule& r, std::vector<std::string>& into);
    void store(const rule& r, std::vector<service_settings>& into);
    template<typename Number>
    void store(const rule& r, Number& into) {
        into = static_cast<Number>(number(r)); // the table's bounds keep it in range
    }

    std::int64_t number(const rule& r);
    std::string resolved(const std::string& path) const;
    bool secret_from_outside(const document::node& value, const rule& r);
    void check_length(const document::node& value, const rule& r);

    document::map_reader map_;
    const file_context& context_;
};

/// "a, b, c" -> {"a", "b", "c"}
std::vector<std::string> split_choices(std::string_view choices);

} // namespace yeelen::config
