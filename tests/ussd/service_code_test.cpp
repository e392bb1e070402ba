#include "ussd/service_code.hpp"
#include <doctest/doctest.h>
#include <string>
#include <vector>

TEST_CASE("the service of a dialled string") {
    struct row {
        std::string dialled, code;
    };
    const std::vector<row> rows{{"*123#", "*123#"},
                                {"123", "*123#"},
                                {"#123#", "*123#"},
                                {"*#123#", "*123#"},
                                {"**123*4#", "*123#"},
                                {"*123*2*55#", "*123#"},
                                {"*123", "*123#"},
                                {"*00123#", "*00123#"},
                                {"*123456789012#", "*123456789012#"},
                                {"*1234567890123#", ""},
                                {"", ""},
                                {"*", ""},
                                {"#", ""},
                                {"*#", ""},
                                {"hello", ""},
                                {"*12a#", ""},
                                {"*12 #", ""},
                                {"\xF0\x9F\x98\x80", ""},
                                {"*123*" + std::string(176, '7') + "#", "*123#"},
                                {"*123*" + std::string(177, '7') + "#", ""}};
    for (const auto& [dialled, code] : rows) {
        CAPTURE(dialled);
        CHECK(yeelen::ussd::service_code(dialled) == code);
    }
}

TEST_CASE("the codes that a dialled string may begin with, the longest first") {
    struct row {
        std::string dialled;
        std::vector<std::string> codes;
    };
    const std::vector<row> rows{
        {"*123#", {"*123#"}},
        {"123", {"*123#"}},
        {"*#123*4#", {"*123*4#", "*123#"}},
        {"*123*2*1#", {"*123*2*1#", "*123*2#", "*123#"}},
        {"*123*pay*1#", {"*123#"}},
        {"*123**1#", {"*123#"}},
        {"*123*12x#", {"*123#"}},
        {"*123*04123456789012345#", {"*123#"}}, // longer than any code
        {"hello", {}},
    };
    for (const auto& [dialled, codes] : rows) {
        CAPTURE(dialled);
        CHECK(yeelen::ussd::service_codes(dialled) == codes);
    }
}
