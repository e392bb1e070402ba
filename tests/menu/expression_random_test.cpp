// What must hold of any expression over any values.
#include "menu/seen.hpp"
#include <random>

using namespace yeelen::menu;
namespace json = boost::json;

namespace {

class maker {
public:
    explicit maker(std::uint32_t seed)
        : random_(seed) {}

    std::size_t below(std::size_t n) { return random_() % n; }

    json::value value(int depth) {
        switch (below(depth > 0 ? 10 : 7)) {
        case 0: return static_cast<std::int64_t>(below(100)) - 50;
        case 1: return json::string{one({"x", "", "12.50", "0012", "Koné", "-3"})};
        case 2: return json::string{one({"2026-07-06", "2026-07-20T10:00:00Z", "2026-07"})};
        case 3: return below(2) == 0;
        case 4: return 0.25 * static_cast<double>(below(100));
        case 5: return one({"1", "0"}) == "1" ? json::value{INT64_MAX} : json::value{UINT64_MAX};
        case 6: return nullptr;
        case 7: {
            json::object made;
            for (const char* name : {"a", "b", "c"}) {
                if (below(3) > 0) {
                    made[name] = value(depth - 1);
                }
            }
            return made;
        }
        default: {
            json::array made;
            for (auto size = below(5); size > 0; --size) {
                made.push_back(value(depth - 1));
            }
            return made;
        }
        }
    }

    std::string text(int depth) {
        const auto part = [&] { return text(depth - 1); };
        switch (below(depth > 0 ? 20 : 5)) {
        case 0: return one({"1", "0", "2.5", "9223372036854775807", "0.000001"});
        case 1: return one({"'x'", "'2026-07-06'", "\"12\"", "''", "true", "false"});
        case 2:
        case 3: return one({"a", "b", "c", "a.b", "b.0", "c.a.1", "missing"});
        case 4:
            return one({"item", "item.a", "number", "today", "msisdn", "profile.p", "config.a",
                        "flag.x", "language", "min", "locked pin"});
        case 5: return part() + one({" or ", " and "}) + part();
        case 6: return "not " + part();
        case 7: return part() + one({" == ", " != ", " < ", " <= ", " > ", " >= "}) + part();
        case 8:
        case 9: return part() + one({" + ", " - ", " * ", " / ", " & "}) + part();
        case 10: return "-" + part();
        case 11:
        case 12: return "(" + part() + ")";
        case 13: return "(" + part() + " where " + part() + ")";
        case 14: return one({"exists ", "count ", "any "}) + "(" + part() + ")";
        case 15:
            return one({"sum", "first", "length", "upper", "lower", "luhn", "month"}) + "(" +
                   part() + ")";
        case 16: return one({"min", "max", "starts", "ends"}) + "(" + part() + ", " + part() + ")";
        case 17: return "part(" + part() + ", " + part() + ", " + part() + ")";
        case 18: return "first(" + one({"a", "b", "c.a", "item.b"}) + ").b";
        default: return "sum((" + one({"a", "b", "c.a"}) + " where " + part() + ").a)";
        }
    }

    test::seen session() {
        test::seen s{"{}"};
        for (const char* name : {"a", "b", "c"}) {
            s.at.frames[0].values[name] = value(3);
        }
        s.profile["p"] = value(1);
        s.menu.config_defaults["a"] = value(2);
        s.settings.flags["x"].percent = 50;
        return s;
    }

    std::string one(std::initializer_list<const char*> of) { return of.begin()[below(of.size())]; }

private:
    std::mt19937 random_;
};

/// As type_scope for what is declared nowhere.
class anything final : public type_scope {
public:
    std::expected<yeelen::core::value_type, std::string> type_of(const path&) const override {
        return yeelen::core::value_type{};
    }
};

} // namespace

TEST_CASE("any expression over any values comes to something") {
    maker make{20260706};
    int parsed = 0;
    int found = 0;
    for (int i = 0; i < 20000; ++i) {
        const auto text = make.text(4);
        CAPTURE(text);
        const auto e = expression::parse(text);
        if (!e) {
            CHECK(e.error().offset <= text.size());
            CHECK(!e.error().message.empty());
            continue;
        }
        ++parsed;
        const auto s = make.session();
        s.with_scope([&](const scope& seen) {
            const auto value = e->evaluate(seen);
            found += value.is_null() ? 0 : 1;
            CHECK(e->holds(seen) == (value.is_bool() && value.get_bool()));
            CHECK(json::serialize(e->evaluate(seen)) == json::serialize(value));
            const auto* list = value.if_array();
            const auto entries = e->entries(seen);
            REQUIRE(entries.size() == (list ? list->size() : 0));
            for (std::size_t k = 0; k < entries.size(); ++k) {
                CHECK((entries[k] ? *entries[k] : json::value{}) == (*list)[k]);
            }
        });
        std::vector<text_error> faults;
        e->type(anything{}, faults);
        for (const auto& f : faults) {
            CHECK(f.offset < text.size());
        }
    }
    CHECK(parsed > 10000);
    CHECK(found > 2000);
}

TEST_CASE("the type that is found is the type that comes out") {
    // Of expressions that are found to be right, whatever the values.
    using yeelen::core::value_kind;
    maker make{7};
    int tried = 0;
    for (int i = 0; i < 20000; ++i) {
        const auto text = make.text(3);
        const auto e = expression::parse(text);
        std::vector<text_error> faults;
        const auto type = e ? e->type(anything{}, faults) : yeelen::core::value_type{};
        if (!e || !faults.empty() || type.kind == value_kind::any) {
            continue;
        }
        CAPTURE(text);
        const auto value =
            make.session().with_scope([&](const scope& s) { return e->evaluate(s); });
        if (value.is_null()) {
            continue;
        }
        ++tried;
        switch (type.kind) {
        case value_kind::flag: CHECK(value.is_bool()); break;
        case value_kind::list: CHECK(value.is_array()); break;
        case value_kind::text:
        case value_kind::date:
        case value_kind::month: CHECK(value.is_string()); break;
        case value_kind::number:
        case value_kind::amount: CHECK((value.is_int64() || value.is_string())); break;
        case value_kind::any:
        case value_kind::record: break;
        }
    }
    CHECK(tried > 2000);
}

TEST_CASE("count, any and where agree; not turns around") {
    maker make{11};
    for (int i = 0; i < 5000; ++i) {
        const auto condition = make.text(2);
        const auto list = make.one({"a", "b", "c.a"});
        if (!expression::parse(condition)) {
            continue;
        }
        CAPTURE(condition);
        const auto s = make.session();
        const auto picked = s.value("(" + list + " where " + condition + ")");
        const auto others = s.value("(" + list + " where not (" + condition + "))");
        const auto all = s.value(list);
        if (!all.is_array()) {
            CHECK(picked.is_null());
            continue;
        }
        REQUIRE(picked.is_array());
        CHECK(picked.get_array().size() + others.get_array().size() == all.get_array().size());
        CHECK(s.value("count(" + list + " where " + condition + ")") ==
              json::value(static_cast<std::int64_t>(picked.get_array().size())));
        CHECK(s.holds("any " + list + " where " + condition) == !picked.get_array().empty());
        CHECK(s.holds("not (" + condition + ")") == !s.holds(condition));
    }
}

TEST_CASE("no octets make the parser fall over") {
    std::mt19937 random{3};
    constexpr const char* words[]{"a",   "and",   "or",     "not",  "where", "count",  "(",
                                  ")",   "==",    "'x'",    "1.5",  "any",   ".",      ".b",
                                  "sum", "first", ",",      "-",    "'",     "exists", "<",
                                  "&",   "\xC3",  "locked", "item", "\"",    "é"};
    for (int i = 0; i < 20000; ++i) {
        std::string text;
        for (auto size = random() % 12; size > 0; --size) {
            text += words[random() % std::size(words)];
            text += random() % 2 ? " " : "";
        }
        CAPTURE(text);
        if (const auto e = expression::parse(text); !e) {
            CHECK(e.error().offset <= text.size());
            CHECK(!e.error().message.empty());
        }
    }
}
