#include "api/request_reader.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace yeelen::api;
using namespace std::chrono_literals;

TEST_CASE("a full request is read") {
    const auto read = read_request(
        R"( {"to":"+225 07 00 00 00 01","text":"R\u00e9gl\u00e9\n\"oui\"","from":"CIE","validity":3600,"idempotency_key":"k-1"} )",
        "", 24h);
    REQUIRE(read);
    CHECK(read->to.digits() == "2250700000001");
    CHECK(read->text == "Réglé\n\"oui\"");
    CHECK(read->sender == "CIE");
    CHECK(read->validity == 3600s);
    CHECK(read->idempotency_key == "k-1");
}

TEST_CASE("what is left out has its default") {
    const auto read = read_request(R"({"to":"2250700000001","text":"a"})", "", 36h);
    REQUIRE(read);
    CHECK(read->sender.empty());
    CHECK(read->validity == 36h);
    CHECK(read->idempotency_key.empty());
    const auto written =
        read_request(R"({"text":"a","to":"00225 0700000001","validity":1})", "from-header", 36h);
    REQUIRE(written);
    CHECK(written->idempotency_key == "from-header");
    CHECK(written->fingerprint == read->fingerprint);
    CHECK(read_request(R"({"text":"a","to":"22507000000","idempotency_key":"k"})", "k", 1h)
              ->idempotency_key == "k");
    CHECK(read_request(R"({"text":"a","to":"22507000000","from":"+22507"})", "", 1h)->sender ==
          "22507");
}

TEST_CASE("a bad request is refused with its field") {
    struct row {
        std::string name;
        std::string body;
        unsigned status;
        const char* code;
        const char* field;
    };
    const std::string to = R"("to":"2250700000001",)";
    const row rows[] = {
        {"no to", R"({"text":"a"})", 422, "missing", "to"},
        {"no text", R"({"to":"2250700000001"})", 422, "missing", "text"},
        {"nothing", "{}", 422, "missing", "to"},
        {"to is a number", R"({"to":2250700000001,"text":"a"})", 422, "wrong_type", "to"},
        {"to is a list", R"({"to":["2250700000001"],"text":"a"})", 422, "wrong_type", "to"},
        {"to is short", R"({"to":"1234","text":"a"})", 422, "bad_number", "to"},
        {"to is long", R"({"to":"1234567890123456","text":"a"})", 422, "bad_number", "to"},
        {"to is words", R"({"to":"mother","text":"a"})", 422, "bad_number", "to"},
        {"to is empty", R"({"to":"","text":"a"})", 422, "bad_number", "to"},
        {"text is null", "{" + to + R"("text":null})", 422, "wrong_type", "text"},
        {"text is true", "{" + to + R"("text":true})", 422, "wrong_type", "text"},
        {"text is an object", "{" + to + R"("text":{"fr":"a"}})", 422, "wrong_type", "text"},
        {"text is empty", "{" + to + R"("text":""})", 422, "bad_text", "text"},
        {"text is too long", "{" + to + R"("text":")" + std::string(1'531, 'x') + "\"}", 422,
         "bad_text", "text"},
        {"text is Latin-1", "{" + to + "\"text\":\"caf\xe9\"}", 422, "bad_text", "text"},
        {"text has a control character", "{" + to + R"("text":"a\u0007"})", 422, "bad_text",
         "text"},
        {"from is a number", "{" + to + R"("text":"a","from":123})", 422, "wrong_type", "from"},
        {"from is empty", "{" + to + R"("text":"a","from":""})", 422, "bad_sender", "from"},
        {"from is long", "{" + to + R"("text":"a","from":"Electricity company"})", 422,
         "bad_sender", "from"},
        {"validity is a text", "{" + to + R"("text":"a","validity":"1h"})", 422, "wrong_type",
         "validity"},
        {"validity has a fraction", "{" + to + R"("text":"a","validity":1.5})", 422, "wrong_type",
         "validity"},
        {"validity is 0", "{" + to + R"("text":"a","validity":0})", 422, "bad_validity",
         "validity"},
        {"validity is negative", "{" + to + R"("text":"a","validity":-5})", 422, "bad_validity",
         "validity"},
        {"validity is over a week", "{" + to + R"("text":"a","validity":604801})", 422,
         "bad_validity", "validity"},
        {"validity is huge", "{" + to + R"("text":"a","validity":18446744073709551615})", 422,
         "wrong_type", "validity"},
        {"key is empty", "{" + to + R"("text":"a","idempotency_key":""})", 422, "bad_key",
         "idempotency_key"},
        {"key is a number", "{" + to + R"("text":"a","idempotency_key":7})", 422, "wrong_type",
         "idempotency_key"},
        {"unknown field", "{" + to + R"("txt":"a"})", 400, "unknown_field", ""},
        {"field twice", "{" + to + to + R"("text":"a"})", 400, "duplicate_field", "to"},
        {"a list", "[]", 400, "not_an_object", ""},
        {"a text", R"("hello")", 400, "not_an_object", ""},
        {"a number", "42", 400, "not_an_object", ""},
        {"null", "null", 400, "not_an_object", ""},
        {"empty", "", 400, "bad_json", ""},
        {"blank", "  \n ", 400, "bad_json", ""},
        {"cut off", "{" + to, 400, "bad_json", ""},
        {"two objects", "{" + to + R"("text":"a"} {})", 400, "bad_json", ""},
        {"a comma too many", "{" + to + R"("text":"a",})", 400, "bad_json", ""},
        {"single quotes", "{'to':'2250700000001'}", 400, "bad_json", ""},
        {"a form", "to=2250700000001&text=a", 400, "bad_json", ""},
        {"deep", std::string(100'000, '['), 400, "not_an_object", ""},
        {"deep in an unknown field", R"({"a":)" + std::string(100'000, '['), 400, "unknown_field",
         ""},
        {"half a surrogate pair", "{" + to + R"("text":"\ud800"})", 400, "bad_json", ""},
        {"a raw line break in a text", "{" + to + "\"text\":\"a\nb\"}", 400, "bad_json", ""},
        {"a key without end", R"({")" + std::string(100'000, 'k'), 400, "bad_json", ""},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        const auto read = read_request(r.body, "", 24h);
        REQUIRE_FALSE(read);
        CHECK(read.error().status == r.status);
        CHECK(read.error().code == r.code);
        CHECK(read.error().field == r.field);
        CHECK_FALSE(read.error().message.empty());
    }
}

TEST_CASE("bad JSON is told with its position, an unknown field with the nearest known one") {
    const auto message_of = [](std::string_view body) {
        return read_request(body, "", 24h).error().message;
    };
    CHECK(message_of("{\"to\": nope}").find("line 1, column 8") != std::string::npos);
    CHECK(message_of("{\n  \"to\": \"1\",\n  }").find("line 3, column 3") != std::string::npos);
    CHECK(message_of(R"({"txt":"a"})").find("(did you mean 'text'?)") != std::string::npos);
    CHECK(message_of(R"({"validty":1})").find("(did you mean 'validity'?)") != std::string::npos);
    CHECK(message_of(R"({"priority":1})")
              .find("there are to, text, from, validity, idempotency_key") != std::string::npos);
    CHECK(message_of("{\"a\\u0000\xff\":1}").find("'a?\?'") != std::string::npos);
}

TEST_CASE("keys in the header") {
    const auto with_header = [](std::string_view body, std::string_view key) {
        return read_request(body, key, 24h);
    };
    const char* plain = R"({"to":"2250700000001","text":"a"})";
    CHECK(with_header(plain, std::string(128, 'k')));
    CHECK(with_header(plain, std::string(129, 'k')).error().code == "bad_key");
    CHECK(with_header(R"({"to":"2250700000001","text":"a","idempotency_key":"a"})", "b")
              .error()
              .code == "two_keys");
}
