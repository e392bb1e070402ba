#include "menu/text/layout.hpp"

#include "menu/text/formats.hpp"
#include "menu/text/render.hpp"
#include <algorithm>
#include <smpp/text.hpp>

namespace yeelen::menu {

namespace {

std::size_t size_in(std::string_view text, bool gsm7) {
    if (!gsm7) {
        return smpp::utf16_length(text);
    }
    if (text.find(firm_space) == std::string_view::npos) {
        return smpp::gsm7_length(text).value_or(text.size() * 2);
    }
    const auto spaced = plain(std::string{text});
    return smpp::gsm7_length(spaced).value_or(text.size() * 2);
}

/// The longest prefix of whole characters that takes at most `room`.
std::size_t prefix_within(std::string_view text, std::size_t room, bool gsm7) {
    std::size_t end = 0;
    std::size_t used = 0;
    while (end < text.size()) {
        std::size_t next = end + 1;
        while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) {
            ++next;
        }
        used += size_in(text.substr(end, next - end), gsm7);
        if (used > room) {
            break;
        }
        end = next;
    }
    return end;
}

bool all_gsm7(std::string_view text) {
    return text.find(firm_space) == std::string_view::npos
               ? smpp::gsm7_length(text).has_value()
               : smpp::gsm7_length(plain(std::string{text})).has_value();
}

std::string join(std::initializer_list<std::string_view> parts, std::string_view by) {
    std::string out;
    for (const auto part : parts) {
        if (!part.empty()) {
            if (!out.empty()) {
                out += by;
            }
            out += part;
        }
    }
    return out;
}

} // namespace

layout::layout(const content& what, const key_words& keys, std::string_view notice,
               std::size_t longest_notice)
    : keys_(keys)
    , notice_(notice) {
    gsm7_ = all_gsm7(what.body) && all_gsm7(notice) && all_gsm7(keys.back) && all_gsm7(keys.home) &&
            all_gsm7(keys.next) && all_gsm7(keys.previous) &&
            std::all_of(what.items.begin(), what.items.end(), all_gsm7);
    limit_ = gsm7_ ? smpp::ussd_gsm7_limit : smpp::ussd_ucs2_limit;

    split(what, SIZE_MAX);
    const auto alone = measure(pages_[0]);
    const auto need_footer = measure(footer(0, 3));
    const bool fits = alone + (need_footer == 0 ? 0 : need_footer + 1) <= limit_;
    const bool fits_with_notice = notice_.empty() || alone + measure(notice_) + 1 <= limit_;
    if (fits && fits_with_notice) {
        return;
    }
    pages_.assign(3, {}); // as a middle page, for the widest keys' line
    const auto footer_size = measure(footer(1, 3));
    const auto reserved = std::max({footer_size, longest_notice, measure(notice_)}) + 1;
    // Checked at load for fixed words; a bound for whatever comes at run time.
    const auto capacity = limit_ > reserved + 16 ? limit_ - reserved : limit_ / 4;
    split(what, capacity);
}

std::size_t layout::measure(std::string_view text) const {
    return size_in(text, gsm7_);
}

void layout::flow(std::string_view line, std::size_t capacity) {
    while (true) {
        std::string& page = pages_.back();
        const auto used = page.empty() ? 0 : measure(page) + 1;
        const auto room = capacity > used ? capacity - used : 0;
        if (room > 0 && (capacity == SIZE_MAX || measure(line) <= room)) {
            page += page.empty() ? "" : "\n";
            page += line;
            return;
        }
        auto cut = prefix_within(line, room, gsm7_);
        const auto space =
            cut < line.size() && line[cut] == ' ' ? cut : line.substr(0, cut).rfind(' ');
        if (space != std::string_view::npos && space > 0) {
            cut = space;
        } else if (!page.empty()) {
            pages_.emplace_back(); // a whole page may have room for the word
            continue;
        }
        if (cut == 0) {
            return; // not even one character fits: cannot be, capacity is at least 20
        }
        page += page.empty() ? "" : "\n";
        page += line.substr(0, cut);
        line.remove_prefix(cut);
        while (line.starts_with(' ')) {
            line.remove_prefix(1);
        }
        if (line.empty()) {
            return;
        }
        pages_.emplace_back();
    }
}

void layout::split(const content& what, std::size_t capacity) {
    pages_.assign(1, {});
    std::string_view body = what.body;
    while (!body.empty()) {
        const auto end = std::min(body.find('\n'), body.size());
        flow(body.substr(0, end), capacity);
        body.remove_prefix(std::min(end + 1, body.size()));
    }
    for (const auto& item : what.items) {
        const auto used = pages_.back().empty() ? 0 : measure(pages_.back()) + 1;
        if (capacity != SIZE_MAX && used > 0 && used + measure(item) > capacity) {
            pages_.emplace_back();
        }
        flow(item, capacity);
    }
    if (pages_.size() > 1 && pages_.back().empty()) {
        pages_.pop_back();
    }
}

std::string layout::footer(std::size_t page, int parts) const {
    const bool later = page + 1 < pages_.size();
    return join({parts > 0 && page > 0 ? std::string_view{keys_.previous} : "",
                 parts > 0 && later ? std::string_view{keys_.next} : "",
                 parts > 1 ? std::string_view{keys_.back} : "",
                 parts > 2 ? std::string_view{keys_.home} : ""},
                " ");
}

std::string layout::screen(std::size_t page) const {
    page = std::min(page, pages_.size() - 1);
    for (int parts = 3; parts >= 0; --parts) {
        auto text = join({notice_, pages_[page], footer(page, parts)}, "\n");
        if (measure(text) <= limit_) {
            return plain(std::move(text));
        }
    }
    auto text = plain(pages_[page]);
    return measure(text) <= limit_ ? text : fit_one(std::move(text));
}

std::string fit_one(std::string text) {
    text = plain(std::move(text));
    const auto size = smpp::measure_screen(text);
    if (size.fits()) {
        return text;
    }
    const bool gsm7 = size.alphabet == smpp::alphabet::gsm7;
    const std::string_view whole = text;
    auto cut = prefix_within(whole, size.limit - 3, gsm7);
    const auto space = whole.substr(0, cut).find_last_of(" \n");
    if (space != std::string_view::npos && space > cut / 2) {
        cut = space;
    }
    return std::string{whole.substr(0, cut)} + "...";
}

} // namespace yeelen::menu
