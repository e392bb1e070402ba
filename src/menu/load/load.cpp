#include "menu/definition.hpp"

#include "menu/load/assumed.hpp"
#include "menu/load/locale_reader.hpp"
#include "menu/load/menu_reader.hpp"
#include "menu/load/migrate.hpp"
#include "menu/proof/checker.hpp"
#include "menu/proof/lengths.hpp"
#include "menu/text/bounds.hpp"
#include "menu/text/compose.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <tuple>

namespace yeelen::menu {

namespace {

constexpr std::string_view locales_folder = "locales/";

/// FNV-1a: not against forgers, only to tell versions of one's own files apart.
std::string hash_of(const sources& files) {
    std::uint64_t hash = 0xCBF29CE484222325u;
    const auto add = [&](std::string_view octets) {
        for (const char c : octets) {
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
        }
        hash = (hash ^ 0xFF) * 0x100000001B3u; // no octet of UTF-8: between names and texts
    };
    for (const auto& [name, text] : files) {
        add(name);
        add(text);
    }
    return fmt::format("{:015x}", hash >> 4);
}

/// What is wrong with the form of menu.yaml comes first, the first `formal` of them: the rest may
/// follow from it. Then menu.yaml, then the locales, each by its lines.
core::faults sorted(core::faults faults, const std::string& menu_file, std::size_t formal) {
    const auto key = [](const core::fault& f) {
        return std::tie(f.file, f.line, f.column, f.message);
    };
    const auto by_place = [&](const auto& a, const auto& b) { return key(a) < key(b); };
    const auto middle = faults.begin() + static_cast<std::ptrdiff_t>(formal);
    std::sort(faults.begin(), middle, by_place);
    std::sort(middle, faults.end(), [&](const auto& a, const auto& b) {
        const bool first = a.file == menu_file;
        return first != (b.file == menu_file) ? first : by_place(a, b);
    });
    std::set<std::tuple<std::string, std::size_t, std::size_t, std::string>> told;
    std::erase_if(faults, [&](const auto& f) { return !told.insert(key(f)).second; });
    return faults;
}

class loader {
public:
    loader(const sources& files, const std::string& folder, const operations& known)
        : files_(files)
        , folder_(folder.empty() ? "" : folder + "/")
        , known_(known) {}

    std::expected<std::unique_ptr<menu_data>, core::faults> load() {
        source_.file = folder_ + "menu.yaml";
        auto root = read("menu.yaml");
        if (!root) {
            return std::unexpected(std::move(faults_));
        }
        old_ = version_of(*root) == 1;
        if (old_) {
            migrate_menu(*root, source_.file, faults_);
        }
        const bool whole = faults_.empty(); // what could not be moved is missing everywhere
        menu_reader{*menu_, source_, known_, faults_}.read(*root);
        const auto formal = faults_.size();
        const bool texts = read_locales();
        report_stray_locales();
        if (whole) {
            prove(texts);
        }
        if (!faults_.empty()) {
            return std::unexpected(sorted(std::move(faults_), source_.file, formal));
        }
        find_needs(*menu_, source_);
        prepare(*menu_);
        return std::move(menu_);
    }

private:
    /// `texts`: all locales were read. What a screen that could not be read would have used or set
    /// is not known, so that less is proved then.
    void prove(bool texts) {
        use_expected(*menu_, source_);
        assume_undeclared(*menu_, source_, locales_, faults_);
        const value_types types{*menu_, source_};
        check_types(source_, types, faults_);
        if (texts) {
            check_texts(source_, types, locales_, faults_);
        }
        if (texts && !source_.incomplete) {
            measure(types);
            // Before faults come in that leave every value known.
            check_fit(types, locales_, faults_);
            check_sure(*menu_, source_, faults_);
        }
        check_graph(*menu_, source_, faults_);
        check_constant(types, faults_);
        if (texts) {
            check_declared(*menu_, source_, faults_);
        }
    }

    void measure(const value_types& types) {
        measure_notices();
        bound_texts(*menu_, types);
        for (auto& in : menu_->locales) {
            in.lengths = lengths_of(types, in);
        }
    }

    std::optional<document::node> read(const std::string& name) {
        const auto found = files_.find(name);
        const auto path = folder_ + name;
        if (found == files_.end()) {
            faults_.push_back({path, 0, 0, "cannot be read"});
            return std::nullopt;
        }
        auto root = document::read_yaml(found->second, path);
        if (!root) {
            faults_.insert(faults_.end(), root.error().begin(), root.error().end());
            return std::nullopt;
        }
        return std::move(*root);
    }

    bool read_locales() {
        bool all = !menu_->locales.empty();
        locales_.resize(menu_->locales.size());
        locale_reader reader{*menu_, locales_, source_, faults_};
        for (std::size_t i = 0; i < locales_.size(); ++i) {
            auto& in = menu_->locales[i];
            const auto name = fmt::format("{}{}.yaml", locales_folder, in.language);
            locales_[i].file = folder_ + name;
            auto tree = read(name);
            if (!tree) {
                all = false;
                continue;
            }
            if (old_) {
                migrate_locale(*tree);
            }
            reader.read(i, *tree);
        }
        reader.complete();
        return all;
    }

    void report_stray_locales() {
        if (menu_->locales.empty()) {
            return; // the languages could not be read
        }
        std::vector<std::string> languages;
        for (const auto& l : menu_->locales) {
            languages.push_back(l.language);
        }
        for (const auto& [name, text] : files_) {
            if (!name.starts_with(locales_folder) || !name.ends_with(".yaml")) {
                continue;
            }
            const auto stem =
                name.substr(locales_folder.size(), name.size() - locales_folder.size() - 5);
            if (std::find(languages.begin(), languages.end(), stem) == languages.end()) {
                faults_.push_back({folder_ + name, 0, 0,
                                   fmt::format("the menu does not list the language '{}'{}", stem,
                                               core::suggestion(stem, languages))});
            }
        }
    }

    void measure_notices() {
        for (auto& in : menu_->locales) {
            for (const auto b : {builtin::notice_choice, builtin::notice_empty,
                                 builtin::notice_long, builtin::notice_place}) {
                in.longest_notice = std::max(in.longest_notice, size_in(in, in.word(b)));
            }
        }
    }

    const sources& files_;
    const std::string folder_;
    const operations& known_;
    std::unique_ptr<menu_data> menu_ = std::make_unique<menu_data>();
    menu_source source_;
    std::vector<locale_source> locales_;
    core::faults faults_;
    bool old_ = false; ///< written in version 1
};

} // namespace

definition::definition(std::unique_ptr<const menu_data> data, menu::sources files)
    : data_(std::move(data))
    , files_(std::move(files)) {}
definition::~definition() = default;
const std::string& definition::name() const noexcept {
    return data_->name;
}
const std::string& definition::version() const noexcept {
    return data_->version;
}

std::expected<std::shared_ptr<const definition>, core::faults>
load(sources files, const std::string& folder, const operations& known) {
    auto menu = loader{files, folder, known}.load();
    if (!menu) {
        return std::unexpected(std::move(menu.error()));
    }
    (*menu)->version = hash_of(files);
    return std::make_shared<const definition>(std::move(*menu), std::move(files));
}

std::expected<std::shared_ptr<const definition>, core::faults> load(const std::string& folder,
                                                                    const operations& known) {
    auto files = read_sources(folder);
    if (!files) {
        return std::unexpected(std::move(files.error()));
    }
    return load(std::move(*files), folder, known);
}

} // namespace yeelen::menu
