#include "menu/load/locale_reader.hpp"

#include "menu/load/locale_file.hpp"
#include "menu/text/measure.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

struct locale_reader::file : locale_file {};

namespace {

/// By the policy of a language: all the literals of a text.
void translate(text_template& t, bool gsm7) {
    for (auto& part : t.parts) {
        if (part.what == text_part::kind::literal) {
            part.literal = literal_for(part.literal, gsm7);
        }
        for (auto& branch : part.cases) {
            translate(branch.text, gsm7);
        }
    }
}

std::string_view unwritable(const text_template& t) {
    for (const auto& part : t.parts) {
        if (part.what == text_part::kind::literal) {
            if (const auto letter = letter_without_form(part.literal); !letter.empty()) {
                return letter;
            }
        }
        for (const auto& branch : part.cases) {
            if (const auto letter = unwritable(branch.text); !letter.empty()) {
                return letter;
            }
        }
    }
    return {};
}

/// Completes one locale from the files of all.
class completion {
public:
    completion(menu_data& menu, std::vector<locale_source>& sources, const menu_source& uses,
               core::faults& faults, const std::vector<const locale_file*>& files)
        : menu_(menu)
        , sources_(sources)
        , uses_(uses)
        , faults_(faults)
        , files_(files) {}

    void complete(std::size_t l) {
        auto& in = menu_.locales[l];
        const auto chain = chain_of(l);
        in.texts.assign(menu_.text_keys.size(), {});
        for (text_id id = 0; id < in.texts.size(); ++id) {
            const auto from = std::find_if(chain.begin(), chain.end(), [&](std::size_t i) {
                return id < files_[i]->texts.size() && files_[i]->texts[id].has_value();
            });
            if (from != chain.end()) {
                take(l, *from, id);
            } else if (in.fallback.empty()) {
                missing(l, id); // else the last of the chain says so
            }
        }
        write_numbers(l, chain);
        for (const auto b : {builtin::notice_choice, builtin::notice_empty, builtin::notice_long,
                             builtin::notice_place}) {
            in.longest_notice = std::max(in.longest_notice, measured(in.word(b), in.gsm7));
        }
    }

private:
    void fault(std::size_t l, place where, std::string message) {
        faults_.push_back({sources_[l].file, where.line, where.column, std::move(message)});
    }

    /// The language itself, then its fallbacks.
    std::vector<std::size_t> chain_of(std::size_t l) {
        std::vector<std::size_t> chain{l};
        std::string way = menu_.locales[l].language;
        while (!menu_.locales[chain.back()].fallback.empty()) {
            const auto& next = menu_.locales[chain.back()].fallback;
            const auto found = static_cast<std::size_t>(
                std::find_if(menu_.locales.begin(), menu_.locales.end(),
                             [&](const locale& in) { return in.language == next; }) -
                menu_.locales.begin());
            way += " -> " + next;
            if (std::find(chain.begin(), chain.end(), found) != chain.end()) {
                fault(l, files_[l]->fallback, "the fallbacks go round: " + way);
                break;
            }
            chain.push_back(found);
        }
        return chain;
    }

    void take(std::size_t l, std::size_t from, text_id id) {
        auto& in = menu_.locales[l];
        auto& text = in.texts[id];
        text = *files_[from]->texts[id];
        if (from != l) {
            sources_[l].places[id] = {files_[l]->fallback, false, true};
            const auto letter = in.gsm7 ? unwritable(text) : std::string_view{};
            if (!letter.empty()) {
                fault(l, files_[l]->fallback,
                      fmt::format("the text '{}' is that of '{}', but '{}' has no form in GSM-7: "
                                  "write the text here too, or set 'encoding: ucs2'",
                                  menu_.text_keys[id], menu_.locales[from].language, letter));
            }
        }
        translate(text, in.gsm7);
    }

    void missing(std::size_t l, text_id id) {
        const auto& key = menu_.text_keys[id];
        const auto use = std::find_if(uses_.texts.begin(), uses_.texts.end(),
                                      [&](const auto& u) { return u.id == id; });
        if (use == uses_.texts.end()) {
            fault(l, sources_[l].texts,
                  fmt::format("the text '{}' is missing: {}", key,
                              id < builtin_keys.size() ? "every menu needs it"
                                                       : "'failures' of the menu leads to it"));
        } else {
            faults_.push_back({uses_.file, use->place.line, use->place.column,
                               fmt::format("the text '{}' is missing in {}{}", key,
                                           sources_[l].file, core::suggestion(key, names(l)))});
        }
    }

    std::vector<std::string> names(std::size_t l) const {
        std::vector<std::string> all;
        for (text_id id = 0; id < files_[l]->texts.size(); ++id) {
            if (files_[l]->texts[id]) {
                all.push_back(menu_.text_keys[id]);
            }
        }
        return all;
    }

    /// A language that ICU does not know writes numbers as the first of its chain that it knows
    /// does, else as the menu's first language.
    void write_numbers(std::size_t l, std::vector<std::size_t> chain) {
        auto& in = menu_.locales[l];
        const auto fallbacks = chain.size();
        chain.push_back(0);
        std::shared_ptr<const formatters> known;
        std::size_t at = 0;
        for (; at < chain.size() && !known; ++at) {
            known = formatters::of(menu_.locales[chain[at]].language, in.region, in.gsm7);
        }
        in.formats = known ? known : formatters::standard();
        const auto& months = files_[l]->months;
        if (months) {
            in.formats = in.formats->with_months(*months);
        } else if (!known || at > fallbacks) {
            fault(l, files_[l]->head,
                  fmt::format("the names of the months of '{}' are not known: add 'months: [...]', "
                              "or a fallback",
                              in.language));
        } else if (in.gsm7 && !in.formats->months_in_gsm7()) {
            fault(l, files_[l]->head,
                  fmt::format("the names of the months of '{}' have no form in GSM-7: set "
                              "'encoding: ucs2', or add 'months: [...]'",
                              in.language));
        }
    }

    menu_data& menu_;
    std::vector<locale_source>& sources_;
    const menu_source& uses_;
    core::faults& faults_;
    const std::vector<const locale_file*>& files_;
};

} // namespace

locale_reader::locale_reader(menu_data& menu, std::vector<locale_source>& sources,
                             const menu_source& uses, core::faults& faults)
    : menu_(menu)
    , sources_(sources)
    , uses_(uses)
    , faults_(faults)
    , files_(menu.locales.size()) {}

locale_reader::~locale_reader() = default;

void locale_reader::read(std::size_t l, const document::node& root) {
    locale_file_reader reader{menu_, menu_.locales[l], sources_[l], uses_, faults_};
    static_cast<locale_file&>(files_[l]) = reader.read(root);
}

void locale_reader::complete() {
    std::vector<const locale_file*> files;
    for (const auto& f : files_) {
        files.push_back(&f);
    }
    completion all{menu_, sources_, uses_, faults_, files};
    for (std::size_t l = 0; l < files_.size(); ++l) {
        if (files_[l].read) {
            all.complete(l);
        }
    }
}

} // namespace yeelen::menu
