// What customers think of repairs, and what agents read of it.
#include "sim/utility/desk.hpp"

#include <utility>

namespace yeelen::sim {

namespace {

/// Of answers without a code, from a phone that the utility does not know.
constexpr std::string_view unknown_district = "Autres";

} // namespace

std::string desk::district_of_phone(const std::string& phone) const {
    const customer* first = nullptr; // by number, so that it is always the same one
    for (const auto& [contract, c] : known_) {
        if (c.phone == phone && (first == nullptr || c.contract < first->contract)) {
            first = &c;
        }
    }
    return first != nullptr ? first->address.substr(0, first->address.find_first_of(" ,")) : "";
}

desk_answer desk::take_survey(const desk_request& r, std::int64_t now_ms) {
    survey s{.phone = text_of(r.body, "phone"),
             .code = text_of(r.body, "code"),
             .district = {},
             .language = text_of(r.body, "language"),
             .restored = text_of(r.body, "restored"),
             .duration = text_of(r.body, "duration"),
             .mark = number_of(r.body, "mark"),
             .reason = text_of(r.body, "reason"),
             .remark = text_of(r.body, "remark"),
             .call_phone = text_of(r.body, "call_phone"),
             .call_day = text_of(r.body, "call_day"),
             .key = r.key,
             .at = now_ms};
    if (const auto field = fault_of(s); !field.empty()) {
        return refusal(422, field);
    }
    if (s.code.empty()) {
        s.district = district_of_phone(s.phone);
        if (s.district.empty()) {
            s.district = unknown_district;
        }
    } else if (const auto district = district_of_repair(s.code)) {
        s.district = *district;
    } else {
        return refusal(404, "unknown_repair");
    }
    const auto number = book_->add(s);
    ++counters_.surveys;
    return {201, fmt::format(R"({{"reference":"{}"}})", survey_name(number))};
}

desk_answer desk::results_of_surveys(const desk_request& r) {
    ++counters_.reads;
    if (!is_staff_code(text_of(r.body, "code"))) {
        return refusal(403, "staff_code");
    }
    const auto since = read_date(text_of(r.body, "since"));
    if (!since) {
        return refusal(422, "since");
    }
    return {200, survey_results_answer(book_->marks_since(milliseconds_of(*since)))};
}

} // namespace yeelen::sim
