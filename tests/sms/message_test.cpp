#include "sms/message.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace yeelen::sms;

TEST_CASE("the worst part decides the state of a message") {
    using enum part_state;
    struct row {
        std::string name;
        std::vector<part_state> parts;
        message_state expected;
    };
    const row rows[] = {
        {"no part", {}, message_state::queued},
        {"one queued", {queued}, message_state::queued},
        {"one sending", {sending}, message_state::queued},
        {"one submitted", {submitted}, message_state::submitted},
        {"one delivered", {delivered}, message_state::delivered},
        {"one failed", {failed}, message_state::failed},
        {"one expired", {expired}, message_state::failed},
        {"all delivered", {delivered, delivered, delivered}, message_state::delivered},
        {"some delivered, the rest submitted", {delivered, submitted}, message_state::submitted},
        {"one still queued", {delivered, queued, submitted}, message_state::queued},
        {"one still sending", {submitted, sending}, message_state::queued},
        {"failed beside delivered", {delivered, failed}, message_state::failed},
        {"failed beside queued", {queued, failed}, message_state::failed},
        {"expired last", {submitted, delivered, expired}, message_state::failed},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        std::vector<part> parts;
        for (auto s : r.parts) {
            parts.push_back({.state = s});
        }
        CHECK(overall(parts) == r.expected);
    }
}

TEST_CASE("states have the names that the API shows") {
    CHECK(name_of(part_state::queued) == "queued");
    CHECK(name_of(part_state::sending) == "sending");
    CHECK(name_of(part_state::submitted) == "submitted");
    CHECK(name_of(part_state::delivered) == "delivered");
    CHECK(name_of(part_state::failed) == "failed");
    CHECK(name_of(part_state::expired) == "expired");
    CHECK(name_of(message_state::queued) == "queued");
    CHECK(name_of(message_state::submitted) == "submitted");
    CHECK(name_of(message_state::delivered) == "delivered");
    CHECK(name_of(message_state::failed) == "failed");
}

TEST_CASE("only three states are final") {
    CHECK(is_final(part_state::delivered));
    CHECK(is_final(part_state::failed));
    CHECK(is_final(part_state::expired));
    CHECK_FALSE(is_final(part_state::queued));
    CHECK_FALSE(is_final(part_state::sending));
    CHECK_FALSE(is_final(part_state::submitted));
}
