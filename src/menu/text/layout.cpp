#include "menu/text/layout.hpp"

#include "menu/text/measure.hpp"
#include "menu/text/render.hpp"
#include <algorithm>
#include <smpp/text.hpp>

namespace yeelen::menu {

layout::layout(const content& what, const key_words& keys, std::string_view notice,
               std::size_t longest_notice)
    : keys_(keys)
    , notice_(notice) {
    gsm7_ = all_gsm7(what.body) && all_gsm7(notice) && all_gsm7(keys.back) && all_gsm7(keys.home) &&
            all_gsm7(keys.next) && all_gsm7(keys.previous) &&
            std::all_of(what.items.begin(), what.items.end(), all_gsm7);
    limit_ = gsm7_ ? smpp::ussd_gsm7_limit : smpp::ussd_ucs2_limit;

    split(what, SIZE_MAX);
    // The way home gives way before a screen takes two pages; the way back too where the screen
    // must stay whole.
    const auto least_keys = what.whole ? 0 : keys_size(false, false, shown::with_back);
    const auto said = what.whole || notice_.empty() ? 0 : measure(notice_) + 1;
    if (used_ + std::max(least_keys, said) <= limit_) {
        return;
    }
    const auto reserved =
        std::max({keys_size(true, true, shown::all), longest_notice + 1, measure(notice_) + 1});
    // Checked at load for fixed words; a bound for whatever comes at run time.
    split(what, limit_ > reserved + 16 ? limit_ - reserved : limit_ / 4);
}

std::size_t layout::measure(std::string_view text) const noexcept {
    return measured(text, gsm7_);
}

/// With the line end before them.
std::size_t layout::keys_size(bool earlier, bool later, shown which) const noexcept {
    std::size_t total = 0;
    const auto add = [&](const std::string& word) {
        total += word.empty() ? 0 : measure(word) + 1;
    };
    if (which >= shown::turning && earlier) {
        add(keys_.previous);
    }
    if (which >= shown::turning && later) {
        add(keys_.next);
    }
    if (which >= shown::with_back) {
        add(keys_.back);
    }
    if (which == shown::all) {
        add(keys_.home);
    }
    return total;
}

void layout::append_keys(std::string& out, bool earlier, bool later, shown which) const {
    char before = '\n';
    const auto add = [&](const std::string& word) {
        if (!word.empty()) {
            if (!out.empty()) {
                out += before;
            }
            out += word;
            before = ' ';
        }
    };
    if (which >= shown::turning && earlier) {
        add(keys_.previous);
    }
    if (which >= shown::turning && later) {
        add(keys_.next);
    }
    if (which >= shown::with_back) {
        add(keys_.back);
    }
    if (which == shown::all) {
        add(keys_.home);
    }
}

/// False where there may be no more.
bool layout::next_page() {
    if (pages_.size() == max_pages) {
        return false;
    }
    pages_.emplace_back();
    used_ = 0;
    return true;
}

void layout::put(std::string_view text, std::size_t size) {
    auto& page = pages_.back();
    if (!page.empty()) {
        page += '\n';
        ++used_;
    }
    page += text;
    used_ += size;
}

void layout::flow(std::string_view line, std::size_t capacity) {
    while (true) {
        const auto used = pages_.back().empty() ? 0 : used_ + 1;
        const auto room = capacity > used ? capacity - used : 0;
        const auto size = measure(line);
        if (room > 0 && size <= room) {
            put(line, size);
            return;
        }
        auto cut = prefix_within(line, room, gsm7_);
        const auto space =
            cut < line.size() && line[cut] == ' ' ? cut : line.substr(0, cut).rfind(' ');
        if (space != std::string_view::npos && space > 0) {
            cut = space;
        } else if (!pages_.back().empty()) {
            if (!next_page()) { // a whole page may have room for the word
                return;
            }
            continue;
        }
        if (cut == 0) {
            return; // not even one character fits: cannot be, capacity is at least 20
        }
        put(line.substr(0, cut), measure(line.substr(0, cut)));
        line.remove_prefix(cut);
        while (line.starts_with(' ')) {
            line.remove_prefix(1);
        }
        if (line.empty() || !next_page()) {
            return;
        }
    }
}

void layout::split(const content& what, std::size_t capacity) {
    pages_.assign(1, {});
    used_ = 0;
    std::string_view body = what.body;
    while (!body.empty()) {
        const auto end = std::min(body.find('\n'), body.size());
        flow(body.substr(0, end), capacity);
        body.remove_prefix(std::min(end + 1, body.size()));
    }
    for (const auto& item : what.items) {
        if (!pages_.back().empty() && used_ + 1 + measure(item) > capacity && !next_page()) {
            break;
        }
        flow(item, capacity);
    }
    if (pages_.size() > 1 && pages_.back().empty()) {
        pages_.pop_back();
    }
}

std::string layout::screen(std::size_t page) const {
    page = std::min(page, pages_.size() - 1);
    const std::string& body = pages_[page];
    const bool earlier = page > 0;
    const bool later = page + 1 < pages_.size();
    const auto own = measure(body);
    const auto said = notice_.empty() ? 0 : measure(notice_) + (body.empty() ? 0 : 1);
    for (const auto which : {shown::all, shown::with_back, shown::turning, shown::none}) {
        // An empty screen has no line end before its keys: one less, which does not matter.
        if (own + said + keys_size(earlier, later, which) <= limit_) {
            std::string text;
            text.reserve(body.size() + notice_.size() + 80);
            text += notice_;
            if (!text.empty() && !body.empty()) {
                text += '\n';
            }
            text += body;
            append_keys(text, earlier, later, which);
            return plain(std::move(text));
        }
    }
    auto text = plain(body);
    return own <= limit_ ? text : fit_one(std::move(text));
}

std::string fit_one(std::string text) {
    text = plain(std::move(text));
    const bool gsm7 = all_gsm7(text);
    const auto limit = gsm7 ? smpp::ussd_gsm7_limit : smpp::ussd_ucs2_limit;
    if (measured(text, gsm7) <= limit) {
        return text;
    }
    const std::string_view whole = text;
    auto cut = prefix_within(whole, limit - 3, gsm7);
    const auto space = whole.substr(0, cut).find_last_of(" \n");
    if (space != std::string_view::npos && space > cut / 2) {
        cut = space;
    }
    return std::string{whole.substr(0, cut)} + "...";
}

} // namespace yeelen::menu
