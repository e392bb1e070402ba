#include "core/value_type.hpp"
#include <doctest/doctest.h>
#include <set>

using namespace yeelen::core;

TEST_CASE("kinds have one name each, and are found by it") {
    std::set<std::string_view> names;
    for (const auto kind : {value_kind::any, value_kind::text, value_kind::number,
                            value_kind::amount, value_kind::date, value_kind::month,
                            value_kind::flag, value_kind::record, value_kind::list}) {
        CHECK(names.insert(name_of(kind)).second);
        CHECK(kind_named(name_of(kind)) == kind);
        CHECK(!phrase_of(kind).empty());
        CHECK(plain(kind).kind == kind);
    }
    CHECK(name_of(value_kind::record) == "record");
    CHECK(phrase_of(value_kind::amount) == "an amount");
    CHECK(!kind_named("money"));
    CHECK(!kind_named(""));
    CHECK(plain(value_kind::number).most == default_most_number);
    CHECK(plain(value_kind::text).most == default_text_length);
    CHECK(plain(value_kind::list).entry.size() == 1);
}
