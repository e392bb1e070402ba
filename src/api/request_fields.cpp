#include "api/request_fields.hpp"

#include "core/fault.hpp"
#include <algorithm>
#include <array>
#include <boost/json/basic_parser_impl.hpp>
#include <fmt/format.h>
#include <vector>

namespace yeelen::api {

namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 5> names{"to", "text", "from", "validity",
                                                "idempotency_key"};
constexpr std::size_t validity_index = 3;

/// Receives the parser's events. A refusal is kept in `refused` and stops the parser.
class field_handler {
public:
    static constexpr std::size_t max_object_size = 64;
    static constexpr std::size_t max_array_size = 64;
    static constexpr std::size_t max_key_size = 256;
    static constexpr std::size_t max_string_size = 64 * 1024;

    request_fields fields;
    std::optional<api_error> refused;

    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }
    bool on_object_begin(json::error_code& ec) { return opened_++ == 0 ? true : wrong_type(ec); }
    bool on_object_end(std::size_t, json::error_code&) { return true; }
    bool on_array_begin(json::error_code& ec) { return wrong_type(ec); }
    bool on_array_end(std::size_t, json::error_code&) { return true; }

    bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
        key_.append(part.data(), part.size());
        return true;
    }

    bool on_key(json::string_view rest, std::size_t, json::error_code& ec) {
        key_.append(rest.data(), rest.size());
        const auto found = std::find(names.begin(), names.end(), key_);
        current_ = static_cast<std::size_t>(found - names.begin());
        if (found == names.end()) {
            const std::vector<std::string> known{names.begin(), names.end()};
            return refuse(ec, {400, "unknown_field",
                               fmt::format("there is no field {}{}; there are {}", in_quotes(key_),
                                           core::suggestion(key_, known), fmt::join(known, ", "))});
        }
        if (seen_[current_]) {
            return refuse(ec, {400, "duplicate_field",
                               fmt::format("the field {} stands here twice", in_quotes(key_)),
                               names[current_]});
        }
        seen_[current_] = true;
        key_.clear();
        return true;
    }

    bool on_string_part(json::string_view part, std::size_t, json::error_code& ec) {
        return append(part, ec);
    }
    bool on_string(json::string_view rest, std::size_t, json::error_code& ec) {
        return append(rest, ec);
    }

    bool on_number_part(json::string_view, json::error_code&) { return true; }
    bool on_int64(std::int64_t value, json::string_view, json::error_code& ec) {
        if (opened_ == 0 || current_ != validity_index) {
            return wrong_type(ec);
        }
        fields.validity = value;
        return true;
    }
    bool on_uint64(std::uint64_t, json::string_view, json::error_code& ec) {
        return wrong_type(ec);
    }
    bool on_double(double, json::string_view, json::error_code& ec) { return wrong_type(ec); }
    bool on_bool(bool, json::error_code& ec) { return wrong_type(ec); }
    bool on_null(json::error_code& ec) { return wrong_type(ec); }
    bool on_comment_part(json::string_view, json::error_code&) { return true; }
    bool on_comment(json::string_view, json::error_code&) { return true; }

private:
    std::optional<std::string>* text_field() {
        switch (current_) {
        case 0: return &fields.to;
        case 1: return &fields.text;
        case 2: return &fields.from;
        case 4: return &fields.idempotency_key;
        default: return nullptr;
        }
    }

    bool append(json::string_view part, json::error_code& ec) {
        auto* field = opened_ == 0 ? nullptr : text_field();
        if (field == nullptr) {
            return wrong_type(ec);
        }
        if (!*field) {
            field->emplace();
        }
        (*field)->append(part.data(), part.size());
        return true;
    }

    bool wrong_type(json::error_code& ec) {
        if (opened_ == 0) {
            return refuse(ec, {400, "not_an_object", "the body must be a JSON object"});
        }
        const auto name = names[current_];
        return refuse(ec, {422, "wrong_type",
                           current_ == validity_index
                               ? fmt::format("{} must be a whole number of seconds", name)
                               : fmt::format("{} must be a text", name),
                           name});
    }

    bool refuse(json::error_code& ec, api_error error) {
        refused = std::move(error);
        ec = json::error::incomplete;
        return false;
    }

    std::string key_;
    std::size_t current_ = 0;
    std::size_t opened_ = 0;
    std::array<bool, names.size()> seen_{};
};

std::string position(std::string_view body, std::size_t offset) {
    const auto before = body.substr(0, std::min(offset, body.size()));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto line_start = before.rfind('\n');
    const auto column =
        line_start == std::string_view::npos ? before.size() + 1 : before.size() - line_start;
    return fmt::format("line {}, column {}", line, column);
}

} // namespace

std::expected<request_fields, api_error> read_fields(std::string_view body) {
    json::parse_options options;
    options.max_depth = 2;
    options.allow_invalid_utf8 = true; // found later, with the name of its field
    json::basic_parser<field_handler> parser{options};
    json::error_code ec;
    const std::size_t end = parser.write_some(false, body.data(), body.size(), ec);
    if (parser.handler().refused) {
        api_error error = std::move(*parser.handler().refused);
        if (error.status == 400) {
            error.message += " (" + position(body, end) + ")";
        }
        return std::unexpected(std::move(error));
    }
    // What follows the object, if it is not white space, is refused too.
    if (ec || end < body.size()) {
        return std::unexpected(api_error{
            400, "bad_json",
            fmt::format("the body is not JSON: {} ({})",
                        ec ? ec.message() : "something follows the object", position(body, end))});
    }
    return std::move(parser.handler().fields);
}

} // namespace yeelen::api
