#include "menu/state.hpp"

#include <bit>
#include <unordered_map>

// Layout: one octet 0x01, then language, at, history, page, tries, notice, values. Numbers are
// LEB128, signed ones zigzag; a string met before is a reference to it, so that the field names of
// a list cost one octet each time.
namespace yeelen::menu {

namespace json = boost::json;

namespace {

constexpr char layout = 0x01;
constexpr std::size_t max_string = 4096;
constexpr std::size_t max_count = 4096;
constexpr int max_depth = 16;

enum class tag : std::uint8_t { null, no, yes, integer, real, text, list, object };

class writer {
public:
    void number(std::uint64_t n) {
        while (n >= 0x80) {
            out.push_back(static_cast<char>(0x80 | (n & 0x7F)));
            n >>= 7;
        }
        out.push_back(static_cast<char>(n));
    }
    void text(std::string_view s) {
        if (const auto met = seen_.find(s); met != seen_.end()) {
            number(met->second * 2 + 1);
            return;
        }
        number(s.size() * 2);
        out.append(s);
        seen_.emplace(s, seen_.size());
    }
    void value(const json::value& v) {
        switch (v.kind()) {
        case json::kind::null: mark(tag::null); break;
        case json::kind::bool_: mark(v.get_bool() ? tag::yes : tag::no); break;
        case json::kind::int64:
            mark(tag::integer);
            number((static_cast<std::uint64_t>(v.get_int64()) << 1) ^
                   static_cast<std::uint64_t>(v.get_int64() >> 63));
            break;
        case json::kind::uint64: real(static_cast<double>(v.get_uint64())); break;
        case json::kind::double_: real(v.get_double()); break;
        case json::kind::string:
            mark(tag::text);
            text(v.get_string());
            break;
        case json::kind::array:
            mark(tag::list);
            number(v.get_array().size());
            for (const auto& item : v.get_array()) {
                value(item);
            }
            break;
        case json::kind::object: object(v.get_object()); break;
        }
    }
    void object(const json::object& o) {
        mark(tag::object);
        number(o.size());
        for (const auto& [key, v] : o) {
            text(key);
            value(v);
        }
    }
    std::string out;

private:
    void mark(tag t) { out.push_back(static_cast<char>(t)); }
    void real(double d) {
        mark(tag::real);
        const auto bits = std::bit_cast<std::uint64_t>(d);
        for (int i = 0; i < 8; ++i) {
            out.push_back(static_cast<char>(bits >> (8 * i)));
        }
    }
    /// Keys are views into the state being written, which outlives the writer.
    std::unordered_map<std::string_view, std::uint64_t> seen_;
};

class reader {
public:
    explicit reader(std::string_view octets)
        : left_(octets) {}

    std::uint64_t number() {
        std::uint64_t n = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const auto octet = next();
            n |= static_cast<std::uint64_t>(octet & 0x7F) << shift;
            if ((octet & 0x80) == 0) {
                return n;
            }
        }
        good = false;
        return 0;
    }
    std::size_t count() {
        const auto n = number();
        // Each entry takes at least one octet: a corrupt count cannot make us reserve much.
        good = good && n <= max_count && n <= left_.size();
        return good ? static_cast<std::size_t>(n) : 0;
    }
    std::string_view text() {
        const auto n = number();
        if (n & 1) {
            good = good && n / 2 < seen_.size();
            return good ? seen_[n / 2] : std::string_view{""};
        }
        const auto size = n / 2;
        good = good && size <= max_string && size <= left_.size();
        if (!good) {
            return ""; // never a null pointer: Boost.JSON copies keys from it
        }
        const auto s = left_.substr(0, size);
        left_.remove_prefix(size);
        seen_.push_back(s);
        return s;
    }
    json::value value(int depth) {
        good = good && depth < max_depth;
        const auto t = static_cast<tag>(next());
        if (!good) {
            return {};
        }
        switch (t) {
        case tag::null: return nullptr;
        case tag::no: return false;
        case tag::yes: return true;
        case tag::integer: {
            const auto n = number();
            return static_cast<std::int64_t>((n >> 1) ^ (~(n & 1) + 1));
        }
        case tag::real: {
            std::uint64_t bits = 0;
            for (int i = 0; i < 8; ++i) {
                bits |= static_cast<std::uint64_t>(next()) << (8 * i);
            }
            return std::bit_cast<double>(bits);
        }
        case tag::text: return json::string(text());
        case tag::list: {
            json::array list;
            for (std::size_t n = count(); n > 0 && good; --n) {
                list.push_back(value(depth + 1));
            }
            return list;
        }
        case tag::object: {
            json::object object;
            for (std::size_t n = count(); n > 0 && good; --n) {
                const auto key = text();
                object.emplace(key, value(depth + 1));
            }
            return object;
        }
        }
        good = false;
        return {};
    }
    bool done() const { return left_.empty(); }
    bool good = true;

private:
    std::uint8_t next() {
        if (left_.empty()) {
            good = false;
            return 0;
        }
        const auto octet = static_cast<std::uint8_t>(left_.front());
        left_.remove_prefix(1);
        return octet;
    }
    std::string_view left_;
    std::vector<std::string_view> seen_;
};

} // namespace

std::string encode(const state& s) {
    writer w;
    w.out.push_back(layout);
    w.text(s.language);
    w.text(s.at);
    w.number(s.history.size());
    for (const auto& name : s.history) {
        w.text(name);
    }
    w.number(s.page);
    w.number(s.tries);
    w.text(s.notice);
    w.object(s.values);
    return std::move(w.out);
}

std::optional<state> decode_state(std::string_view octets) {
    if (octets.empty() || octets.front() != layout) {
        return std::nullopt;
    }
    reader r{octets.substr(1)};
    state s;
    s.language = r.text();
    s.at = r.text();
    for (std::size_t n = r.count(); n > 0 && r.good; --n) {
        s.history.emplace_back(r.text());
    }
    const auto page = r.number();
    const auto tries = r.number();
    s.notice = r.text();
    auto values = r.value(0);
    if (!r.good || !r.done() || !values.is_object() || page > 0xFFFF || tries > 0xFF) {
        return std::nullopt;
    }
    s.page = static_cast<std::uint16_t>(page);
    s.tries = static_cast<std::uint8_t>(tries);
    s.values = std::move(values.get_object());
    return s;
}

} // namespace yeelen::menu
