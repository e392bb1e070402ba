#include "app/phone/line_reader.hpp"
#include <array>
#include <doctest/doctest.h>
#include <unistd.h>

using namespace yeelen::app;

TEST_CASE("lines of a terminal, with nothing yet in between") {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    line_reader reader{ends[0]};
    std::string line;
    using result = line_reader::result;
    constexpr std::chrono::milliseconds at_once{0};
    CHECK(reader.read(line, at_once) == result::nothing_yet);
    const auto write = [&](std::string_view text) {
        REQUIRE(::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    };
    write("1\r\n\nhal");
    CHECK(reader.read(line, at_once) == result::line);
    CHECK(line == "1");
    CHECK(reader.read(line, at_once) == result::line);
    CHECK(line.empty());
    CHECK(reader.read(line, at_once) == result::nothing_yet);
    write("f");
    ::close(ends[1]);
    CHECK(reader.read(line, at_once) == result::nothing_yet);
    CHECK(reader.read(line, at_once) == result::line);
    CHECK(line == "half");
    CHECK(reader.read(line, at_once) == result::end);
    ::close(ends[0]);
}
