#include "menu/definition.hpp"

#include "document/node.hpp"
#include "menu/proof/checker.hpp"
#include "menu/text/compose.hpp"
#include "menu/load/locale_reader.hpp"
#include "menu/load/menu_reader.hpp"
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <smpp/text.hpp>
#include <sstream>
#include <tuple>

namespace yeelen::menu {

namespace {

/// FNV-1a: not against forgers, only to tell versions of one's own files apart.
class file_hash {
public:
    void add(std::string_view octets) {
        for (const char c : octets) {
            hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
        }
    }
    std::string hex() const {
        return fmt::format("{:08x}", static_cast<std::uint32_t>(hash_ ^ hash_ >> 32));
    }

private:
    std::uint64_t hash_ = 0xCBF29CE484222325u;
};

std::optional<document::node> read_file(const std::string& path, file_hash& hash,
                                        core::faults& faults) {
    std::ifstream stream{path, std::ios::binary};
    if (!stream) {
        faults.push_back({path, 0, 0, "cannot be read"});
        return std::nullopt;
    }
    std::ostringstream text;
    text << stream.rdbuf();
    hash.add(text.view());
    auto root = document::read_yaml(text.view(), path);
    if (!root) {
        faults.insert(faults.end(), root.error().begin(), root.error().end());
        return std::nullopt;
    }
    return std::move(*root);
}

void report_stray_locales(const std::string& folder, const menu_data& menu, core::faults& faults) {
    std::error_code error;
    std::vector<std::string> languages;
    for (const auto& l : menu.locales) {
        languages.push_back(l.language);
    }
    for (const auto& entry : std::filesystem::directory_iterator{folder + "/locales", error}) {
        const auto stem = entry.path().stem().string();
        if (entry.path().extension() == ".yaml" &&
            std::find(languages.begin(), languages.end(), stem) == languages.end()) {
            faults.push_back({entry.path().string(), 0, 0,
                              fmt::format("the menu does not list the language '{}'{}", stem,
                                          core::suggestion(stem, languages))});
        }
    }
}

core::faults sorted(core::faults faults) {
    const auto key = [](const core::fault& f) {
        return std::tie(f.file, f.line, f.column, f.message);
    };
    std::sort(faults.begin(), faults.end(),
              [&](const auto& a, const auto& b) { return key(a) < key(b); });
    faults.erase(std::unique(faults.begin(), faults.end(),
                             [&](const auto& a, const auto& b) { return key(a) == key(b); }),
                 faults.end());
    return faults;
}

} // namespace

definition::definition(std::unique_ptr<const menu_data> data)
    : data_(std::move(data)) {}
definition::~definition() = default;
const std::string& definition::name() const noexcept {
    return data_->name;
}
const std::string& definition::version() const noexcept {
    return data_->version;
}

std::expected<std::shared_ptr<const definition>, core::faults> load(const std::string& folder,
                                                                    const operations& known) {
    core::faults faults;
    file_hash hash;
    auto menu = std::make_unique<menu_data>();
    menu_source source{.file = folder + "/menu.yaml"};
    const auto root = read_file(source.file, hash, faults);
    if (!root) {
        return std::unexpected(sorted(std::move(faults)));
    }
    menu_reader{*menu, source, known, faults}.read(*root);

    bool texts = !menu->locales.empty();
    std::vector<locale_source> locales(menu->locales.size());
    for (std::size_t i = 0; i < locales.size(); ++i) {
        auto& in = menu->locales[i];
        locales[i].file = fmt::format("{}/locales/{}.yaml", folder, in.language);
        if (const auto tree = read_file(locales[i].file, hash, faults)) {
            read_locale(*menu, in, locales[i], *tree, source, faults);
        } else {
            texts = false;
        }
    }
    report_stray_locales(folder, *menu, faults);
    check_graph(*menu, source, faults);
    if (texts) {
        for (auto& in : menu->locales) {
            for (const auto b :
                 {builtin::notice_choice, builtin::notice_empty, builtin::notice_long}) {
                const auto word = in.word(b);
                in.longest_notice =
                    std::max(in.longest_notice, in.gsm7 ? smpp::gsm7_length(word).value_or(0)
                                                        : smpp::utf16_length(word));
            }
        }
        check_values(*menu, source, locales, known, faults);
        check_fit(*menu, source, locales, faults);
    }
    if (!faults.empty()) {
        return std::unexpected(sorted(std::move(faults)));
    }
    find_needs(*menu, source);
    menu->version = hash.hex();
    prepare(*menu);
    return std::make_shared<const definition>(std::move(menu));
}

} // namespace yeelen::menu
