// How often a PDU on its way asks for memory. This file replaces the global operator new of the
// test program; it counts only within a `counted` scope.
#include "smpp/codec.hpp"
#include <cstdlib>
#include <doctest/doctest.h>
#include <new>
#include <string>

namespace {

bool counting = false;
std::size_t allocations = 0;

struct counted {
    counted() {
        allocations = 0;
        counting = true;
    }
    ~counted() { counting = false; }
    counted(const counted&) = delete;
    counted& operator=(const counted&) = delete;
};

void* allocate(std::size_t size) {
    if (counting) {
        ++allocations;
    }
    void* p = std::malloc(size == 0 ? 1 : size);
    if (p == nullptr) {
        throw std::bad_alloc{};
    }
    return p;
}

/// How many times `work` asked for memory.
template<class Work>
std::size_t allocations_of(Work&& work) {
    {
        const counted scope;
        work();
    }
    return allocations;
}

template<class T>
smpp::pdu message() {
    T m;
    m.service_type = "USSD";
    m.source = {1, 1, "225070000000123"};
    m.destination = {1, 1, "447700900123456"};
    m.validity_period = "000001000000000R";
    m.short_message.assign(100, 'x');
    m.tlvs.add_u8(smpp::tag::ussd_service_op, 2);
    m.tlvs.add_u16(smpp::tag::its_session_info, 0x0502);
    m.tlvs.add(smpp::tag::receipted_message_id, "0123456789abcdef0123456789abcdef");
    return {.sequence = 7, .body = m};
}

} // namespace

void* operator new(std::size_t size) {
    return allocate(size);
}
void* operator new[](std::size_t size) {
    return allocate(size);
}
void operator delete(void* p) noexcept {
    std::free(p);
}
void operator delete[](void* p) noexcept {
    std::free(p);
}
void operator delete(void* p, std::size_t) noexcept {
    std::free(p);
}
void operator delete[](void* p, std::size_t) noexcept {
    std::free(p);
}

TEST_CASE("the counter counts") {
    CHECK(allocations_of([] { const std::string s(100, 'x'); }) == 1);
    CHECK(allocations_of([] { const std::string s(10, 'x'); }) == 0);
}

TEST_CASE_TEMPLATE("a message of three TLVs asks for memory once, and not at all in a loop",
                   Message, smpp::submit_sm, smpp::deliver_sm) {
    const smpp::pdu p = message<Message>();
    std::string wire;
    CHECK(allocations_of([&] { CHECK(smpp::encode(p, wire)); }) == 1);

    SUBCASE("decode makes the text") {
        CHECK(allocations_of([&] { CHECK(smpp::decode(wire)); }) == 1);
    }
    SUBCASE("encode into the same string") {
        CHECK(allocations_of([&] {
                  for (int i = 0; i < 3; ++i) {
                      wire.clear();
                      CHECK(smpp::encode(p, wire));
                  }
              }) == 0);
    }
    SUBCASE("decode into the same pdu") {
        smpp::pdu to;
        CHECK(smpp::decode(wire, to));
        CHECK(allocations_of([&] {
                  for (int i = 0; i < 3; ++i) {
                      CHECK(smpp::decode(wire, to));
                  }
              }) == 0);
        CHECK(to.body == p.body);
    }
    SUBCASE("an answer with a short id") {
        const smpp::pdu answer{.sequence = 7,
                               .body = smpp::submit_sm_resp{{"0123456789ABCDE", {}}}};
        std::string to;
        CHECK(smpp::encode(answer, to));
        CHECK(allocations_of([&] {
                  to.clear();
                  CHECK(smpp::encode(answer, to));
                  CHECK(smpp::decode(to));
              }) == 0);
    }
}

TEST_CASE("decoding again into a list of destinations reuses its elements") {
    smpp::submit_multi m;
    for (int i = 0; i < 10; ++i) {
        m.destinations.emplace_back(smpp::address{1, 1, std::string(20, '1')});
        m.destinations.emplace_back(smpp::distribution_list{std::string(20, 'l')});
    }
    std::string wire;
    REQUIRE(smpp::encode({.sequence = 1, .body = m}, wire));
    smpp::pdu to;
    REQUIRE(smpp::decode(wire, to));
    CHECK(allocations_of([&] { CHECK(smpp::decode(wire, to)); }) == 0);
    CHECK(std::get<smpp::submit_multi>(to.body) == m);
}
