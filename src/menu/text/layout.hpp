#pragma once
// Cuts what a screen has to say into pages that fit one USSD screen each: 182 septets, or 80 UTF-16
// units.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::menu {

/// Pages that one screen can have; what stands behind them is not shown.
inline constexpr std::size_t max_pages = 64;

/// What a screen has to say, with firm spaces still in it.
struct content {
    std::string body;               ///< may break at line ends and spaces
    std::vector<std::string> items; ///< one line each; a page ends between them
    /// It holds what is copied by hand (a token): one page wherever it fits one, even at the cost
    /// of the whole line of keys.
    bool whole = false;
};

/// The words of the keys' line, ready with their keys: "0 Retour"; empty ones are left out.
struct key_words {
    std::string back;
    std::string home;
    std::string next;
    std::string previous;
};

class layout {
public:
    /// `notice` is what will stand above, empty for none; `longest_notice` what paged screens
    /// always leave room for, so that a notice shifts nothing.
    layout(const content& what, const key_words& keys, std::string_view notice,
           std::size_t longest_notice);

    std::size_t pages() const noexcept { return pages_.size(); }
    /// The whole screen of that page (the last one if there is no such page): notice, page, keys'
    /// line, as far as they fit in this order of importance: page, notice, next and previous, back,
    /// home.
    std::string screen(std::size_t page) const;

private:
    /// Which keys a page has room for: the last ones of the order of importance go first.
    enum class shown : std::uint8_t { none, turning, with_back, all };
    std::size_t measure(std::string_view text) const noexcept;
    std::size_t keys_size(bool earlier, bool later, shown which) const noexcept;
    void append_keys(std::string& out, bool earlier, bool later, shown which) const;
    void split(const content& what, std::size_t capacity);
    void flow(std::string_view line, std::size_t capacity);
    void put(std::string_view text, std::size_t size);
    bool next_page();

    key_words keys_;
    std::string notice_;
    bool gsm7_ = true;
    std::size_t limit_ = 0;
    std::size_t used_ = 0; ///< of the page that is being filled
    std::vector<std::string> pages_;
};

/// A text that cannot be paged (the last screen): cut at a word, with "..." where it is too long.
std::string fit_one(std::string text);

} // namespace yeelen::menu
