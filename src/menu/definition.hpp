#pragma once
#include "core/fault.hpp"
#include <expected>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace yeelen::menu {

struct menu_data; ///< screens, texts, keys: menu/model.hpp

/// What the checker must know of a backend operation: its arguments, the values its answer brings.
struct operation_shape {
    std::set<std::string> arguments;
    std::set<std::string> answer;
    bool once = false;
};
using operations = std::map<std::string, operation_shape>;

/// One loaded, checked menu with its texts. Immutable; shared by all threads.
class definition {
public:
    explicit definition(std::unique_ptr<const menu_data> data);
    ~definition();
    const std::string& name() const noexcept;
    /// 8 hex digits of a hash over all its files: sessions remember which they began with.
    const std::string& version() const noexcept;
    const menu_data& data() const noexcept { return *data_; }

private:
    std::unique_ptr<const menu_data> data_;
};

/// Loads `folder`/menu.yaml and `folder`/locales/*.yaml. All faults together, each with file, line
/// and column.
std::expected<std::shared_ptr<const definition>, core::faults> load(const std::string& folder,
                                                                    const operations& known);

} // namespace yeelen::menu
