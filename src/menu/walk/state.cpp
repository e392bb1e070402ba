#include "menu/state.hpp"

#include "menu/walk/value_octets.hpp"
#include <algorithm>

// Layout: one octet 0x02; how it ended, with a bit each for what is seldom there; language, screen,
// history and its pages, frames; page, tries and notice; the doubted answer. Screens and texts are
// numbered from 1, so that none is 0.
namespace yeelen::menu {

namespace {

constexpr std::uint8_t layout = 0x02;
constexpr std::uint8_t ending_bits = 0x07;
constexpr std::uint8_t has_page = 0x08;
constexpr std::uint8_t has_doubt = 0x10;
constexpr std::uint8_t has_pages = 0x20; ///< of screens on the way back

std::uint64_t from_one(std::uint32_t id) {
    return id == UINT32_MAX ? 0 : std::uint64_t{id} + 1;
}

std::uint32_t id_in(value_reader& r) {
    const auto n = r.number();
    r.good = r.good && n <= UINT32_MAX;
    return n == 0 ? UINT32_MAX : static_cast<std::uint32_t>(n - 1);
}

template<class T>
T bounded(value_reader& r, T most) {
    const auto n = r.number();
    r.good = r.good && n <= most;
    return r.good ? static_cast<T>(n) : T{};
}

} // namespace

std::string encode(const state& s) {
    const bool page = s.page != 0 || s.tries != 0 || s.notice != no_text;
    const bool doubt = !s.doubted.empty();
    const bool pages = std::any_of(s.history.begin(), s.history.end(),
                                   [](const left_screen& left) { return left.page != 0; });
    value_writer w;
    w.out.reserve(64);
    w.octet(layout);
    w.octet(static_cast<std::uint8_t>(static_cast<unsigned>(s.ended) | (page ? has_page : 0u) |
                                      (doubt ? has_doubt : 0u) | (pages ? has_pages : 0u)));
    w.text(s.language);
    w.number(from_one(s.at));
    w.number(s.history.size());
    for (const auto& left : s.history) {
        w.number(from_one(left.screen));
    }
    for (auto it = s.history.begin(); pages && it != s.history.end(); ++it) {
        w.number(it->page);
    }
    w.number(s.frames.size());
    for (const auto& f : s.frames) {
        w.number(from_one(f.caller));
        w.number(std::uint64_t{f.way} << 1 | (f.first ? 1u : 0u));
        w.fields(f.values);
    }
    if (page) {
        w.number(s.page);
        w.number(s.tries);
        w.number(from_one(s.notice));
    }
    if (doubt) {
        w.text(s.doubted);
    }
    return std::move(w.out);
}

std::optional<state> decode_state(std::string_view octets) {
    value_reader r{octets};
    if (r.octet() != layout) {
        return std::nullopt;
    }
    std::optional<state> read{std::in_place};
    state& s = *read;
    const auto head = r.octet();
    r.good = r.good && (head & ending_bits) <= static_cast<unsigned>(ending::timeout) &&
             head < has_pages * 2;
    s.ended = static_cast<ending>(r.good ? head & ending_bits : 0);
    s.language = r.text();
    s.at = id_in(r);
    const auto screens = r.count();
    s.history.reserve(screens);
    for (auto n = screens; n > 0 && r.good; --n) {
        s.history.push_back({.screen = id_in(r)});
    }
    for (auto it = s.history.begin(); (head & has_pages) && it != s.history.end(); ++it) {
        it->page = bounded<std::uint16_t>(r, UINT16_MAX);
    }
    const auto frames = r.count();
    s.frames.reserve(frames);
    for (auto n = frames; n > 0 && r.good; --n) {
        auto& f = s.frames.emplace_back();
        f.caller = id_in(r);
        const auto way = bounded<std::uint16_t>(r, 0x1FF);
        f.way = static_cast<std::uint8_t>(way >> 1);
        f.first = (way & 1) != 0;
        f.values = r.fields(0);
    }
    if (head & has_page) {
        s.page = bounded<std::uint16_t>(r, UINT16_MAX);
        s.tries = bounded<std::uint8_t>(r, UINT8_MAX);
        s.notice = id_in(r);
    }
    if (head & has_doubt) {
        s.doubted = r.text();
    }
    return r.good && r.done() ? std::move(read) : std::nullopt;
}

} // namespace yeelen::menu
