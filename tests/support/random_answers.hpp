#pragma once
// Answers of a backend by what its operation declares: mostly fair, now and then anything.
#include "menu/definition.hpp"
#include <boost/json.hpp>
#include <fmt/format.h>
#include <random>

namespace support {

class luck {
public:
    explicit luck(std::uint64_t seed)
        : random_(seed) {}

    std::size_t below(std::size_t n) {
        return std::uniform_int_distribution<std::size_t>{0, n - 1}(random_);
    }

    std::string garbage() {
        std::string out;
        for (std::size_t n = below(40); n > 0; --n) {
            out += static_cast<char>(below(256));
        }
        return out;
    }

    yeelen::core::call_outcome answer(const yeelen::menu::operation_shape& of) {
        if (below(5) == 0) {
            return std::unexpected(static_cast<yeelen::core::call_failure>(below(6)));
        }
        boost::json::object all;
        for (const auto& [name, type] : of.answer) {
            if (below(12) != 0) {
                all[name] = below(40) == 0 ? odd(0) : fair(type);
            }
        }
        return all;
    }

    boost::json::value fair(const yeelen::core::value_type& type) {
        using kind = yeelen::core::value_kind;
        switch (type.kind) {
        case kind::any:
        case kind::text: return boost::json::string(text(type.most));
        case kind::number:
        case kind::amount: {
            const auto span = static_cast<std::size_t>(type.most - type.least);
            const auto n = type.least + static_cast<std::int64_t>(below(span + 1));
            return below(3) == 0 && n < type.most && type.decimals > 0
                       ? boost::json::value(fmt::format("{}.5", n))
                       : boost::json::value(n);
        }
        case kind::date: return boost::json::string(fmt::format("2026-{:02}-20", 1 + below(12)));
        case kind::month: return boost::json::string(fmt::format("2026-{:02}", 1 + below(12)));
        case kind::flag: return below(2) == 0;
        case kind::record: {
            boost::json::object o;
            for (const auto& [name, of] : type.fields) {
                if (!of.optional || below(2) == 0) {
                    o[name] = fair(of);
                }
            }
            return o;
        }
        case kind::list: {
            boost::json::array all;
            for (std::size_t n = below(static_cast<std::size_t>(type.most) + 4); n > 0; --n) {
                all.push_back(type.entry.empty() ? fair({}) : fair(type.entry.front()));
            }
            return all;
        }
        }
        return nullptr;
    }

private:
    std::string text(std::int64_t most) {
        if (below(3) == 0) {
            return "Société Générale de l'Œuvre — Kônan “Ñandú” 漢字 €€€ " +
                   std::string(below(300), 'w');
        }
        std::string digits;
        for (auto n = below(static_cast<std::size_t>(most) + 1); n > 0; --n) {
            digits += static_cast<char>('0' + below(10));
        }
        return digits;
    }

    boost::json::value odd(int depth) {
        switch (below(7)) {
        case 0: return nullptr;
        case 1: return boost::json::string(garbage());
        case 2: return 1e300;
        case 3: return INT64_MIN;
        case 4: return boost::json::array{1, "x", nullptr};
        case 5:
            return depth < 3 ? boost::json::value(boost::json::object{{"month", odd(depth + 1)}})
                             : boost::json::value(true);
        default: return UINT64_MAX;
        }
    }

    std::mt19937_64 random_;
};

} // namespace support
