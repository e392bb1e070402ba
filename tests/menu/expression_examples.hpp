#pragma once
// The values with which the examples of functions() and operators() hold; the manual's too.
#include "menu/seen.hpp"

namespace test {

inline seen of_examples() {
    seen s{R"({"balance": 12500, "meter": "04123456789",
               "invoices": [{"amount": 12500, "status": "unpaid"},
                            {"amount": "3000.50", "status": "paid"},
                            {"amount": 5000, "status": "unpaid"}]})"};
    s.profile["contract"] = "100001";
    return s;
}

} // namespace test
