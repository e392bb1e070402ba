#include "smpp/reaction.hpp"
#include <doctest/doctest.h>
#include <map>
#include <set>

using namespace smpp;
using namespace std::chrono_literals;

namespace {

constexpr command_status status(unsigned number) {
    return static_cast<command_status>(number);
}

/// The numbers of SMPP 3.4 5.1.3 and SMPP 5.0 4.7.6; what is not in one of the three is permanent.
const std::set<unsigned> accepted{0x00};
const std::set<unsigned> throttles{0x14, 0x58};
const std::set<unsigned> temporary{0x04, 0x08, 0x45, 0x64, 0xFE, 0xFF, 0x102, 0x10D};

} // namespace

TEST_CASE("every status asks for what the specification says of it, the others are permanent") {
    const message_reactions reactions;
    for (unsigned number = 0; number <= 0x500; ++number) {
        CAPTURE(number);
        const reaction expected = accepted.contains(number)    ? reaction::accepted
                                  : throttles.contains(number) ? reaction::throttle
                                  : temporary.contains(number) ? reaction::retry
                                                               : reaction::give_up;
        CHECK(reactions.of(status(number)) == expected);
    }
    CHECK(reactions.of(status(0xFFFFFFFF)) == reaction::give_up);
}

TEST_CASE(
    "checklist: throttling: the temporary statuses are not permanent, vendors' go by the map") {
    message_reactions reactions;
    CHECK(reactions.of(command_status::rthrottled) == reaction::throttle);
    CHECK(reactions.of(command_status::rmsgqful) == reaction::throttle);
    CHECK(reactions.of(command_status::rx_t_appn) == reaction::retry);
    // The specification calls 0x65 permanent and 0x66 a reject; operators that use them for what
    // passes are told so by the connector's map.
    CHECK(reactions.of(command_status::rx_p_appn) == reaction::give_up);
    reactions.set(command_status::rx_p_appn, command_status::rx_r_appn, reaction::retry);
    CHECK(reactions.of(command_status::rx_p_appn) == reaction::retry);
    CHECK(reactions.of(command_status::rx_r_appn) == reaction::retry);
    CHECK(reactions.of(status(0x400)) == reaction::give_up);
    reactions.set(vendor_status_first, vendor_status_last, reaction::retry);
    reactions.set(status(0x410), status(0x41F), reaction::give_up);
    reactions.set(status(0x415), reaction::throttle);
    CHECK(reactions.of(status(0x3FF)) == reaction::give_up);
    CHECK(reactions.of(status(0x400)) == reaction::retry);
    CHECK(reactions.of(status(0x40F)) == reaction::retry);
    CHECK(reactions.of(status(0x410)) == reaction::give_up);
    CHECK(reactions.of(status(0x415)) == reaction::throttle);
    CHECK(reactions.of(status(0x420)) == reaction::retry);
    CHECK(reactions.of(status(0x4FF)) == reaction::retry);
    CHECK(reactions.of(status(0x500)) == reaction::give_up);
}

TEST_CASE("a connector's own reaction goes before the table, and the last one set wins") {
    message_reactions reactions;
    reactions.set(command_status::rinvdstadr, reaction::retry);
    reactions.set(command_status::rinvdstadr, reaction::throttle);
    CHECK(reactions.of(command_status::rinvdstadr) == reaction::throttle);
    reactions.set(status(0x20), status(0x10), reaction::accepted); // from above to below: nothing
    CHECK(reactions.of(status(0x18)) == reaction::give_up);
    reactions.set(status(0), status(0xFFFFFFFF), reaction::retry);
    CHECK(reactions.of(command_status::rinvdstadr) == reaction::retry);
    CHECK(reactions.of(command_status::rok) == reaction::retry);
}

TEST_CASE("every status of a refused bind has its wait") {
    const bind_reactions reactions;
    const std::map<unsigned, bind_reaction> expected{
        {0x03, {.wait = 30s}},       {0x05, {.wait = 5s}},   {0x08, {.next_host = true}},
        {0x0D, {.next_host = true}}, {0x0E, {.wait = 30s}},  {0x0F, {.wait = 30s}},
        {0x14, {.wait = 5s}},        {0x53, {.wait = 30s}},  {0x58, {.wait = 5s}},
        {0xFF, {.next_host = true}}, {0x100, {.wait = 30s}}, {0x101, {.wait = 30s}},
    };
    for (unsigned number = 0; number <= 0x500; ++number) {
        CAPTURE(number);
        const auto e = expected.find(number);
        const bind_reaction plain{};
        CHECK(reactions.of(status(number)) == (e == expected.end() ? plain : e->second));
    }
}

TEST_CASE("checklist: reconnect: RALYBND waits, for as long as the connector says") {
    bind_reactions reactions;
    CHECK(reactions.of(command_status::ralybnd).wait == 5s);
    CHECK_FALSE(reactions.of(command_status::ralybnd).give_up);
    reactions.set(command_status::ralybnd, {.wait = 30s});
    reactions.set(command_status::rinvpaswd, {.give_up = true});
    reactions.set(vendor_status_first, vendor_status_last, {.wait = 1min});
    CHECK(reactions.of(command_status::ralybnd).wait == 30s);
    CHECK(reactions.of(command_status::rinvpaswd).give_up);
    CHECK(reactions.of(status(0x450)).wait == 1min);
    CHECK(reactions.of(status(0x500)) == bind_reaction{});
}
