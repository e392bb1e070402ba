#pragma once
#include "core/fault.hpp"
#include "core/value_type.hpp"
#include <cstdint>
#include <expected>
#include <map>
#include <memory>
#include <string>

namespace yeelen::menu {

struct menu_data; ///< screens, flows, texts, keys: menu/model/model.hpp

/// What the checker must know of a backend operation: its arguments, the values its answer brings.
struct operation_shape {
    std::map<std::string, core::value_type, std::less<>> arguments; ///< kind any: takes anything
    std::map<std::string, core::value_type, std::less<>> answer;
    bool once = false;
};
using operations = std::map<std::string, operation_shape, std::less<>>;

/// The files of one menu, by their names relative to its folder: "menu.yaml", "locales/fr.yaml".
/// A session is finished with the files that it began with, so they can be kept in the store.
using sources = std::map<std::string, std::string>;

/// One loaded, checked menu with its texts. Immutable; shared by all threads.
class definition {
public:
    definition(std::unique_ptr<const menu_data> data, menu::sources files);
    ~definition();
    const std::string& name() const noexcept;
    /// 15 hex digits of a hash over all its files: sessions remember which they began with. So many
    /// are copied with a session without an allocation.
    const std::string& version() const noexcept;
    const menu_data& data() const noexcept { return *data_; }
    const menu::sources& files() const noexcept { return files_; }

private:
    std::unique_ptr<const menu_data> data_;
    menu::sources files_;
};

/// `folder`/menu.yaml and `folder`/locales/*.yaml.
std::expected<sources, core::faults> read_sources(const std::string& folder);
/// Reads and proves them. All faults together, each with file (`folder` before its name), line and
/// column.
std::expected<std::shared_ptr<const definition>, core::faults>
load(sources files, const std::string& folder, const operations& known);
/// Both.
std::expected<std::shared_ptr<const definition>, core::faults> load(const std::string& folder,
                                                                    const operations& known);

} // namespace yeelen::menu
