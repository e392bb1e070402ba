#include "api/request_reader.hpp"

#include "api/request_fields.hpp"
#include "api/text_rules.hpp"
#include <fmt/format.h>
#include <utility>

namespace yeelen::api {

namespace {

std::unexpected<api_error> invalid(std::string_view code, std::string message,
                                   std::string_view field) {
    return std::unexpected(api_error{422, code, std::move(message), field});
}

std::expected<std::string, api_error> read_key(std::optional<std::string> in_body,
                                               std::string_view in_header) {
    if (in_body && !in_header.empty() && *in_body != in_header) {
        return invalid("two_keys", "the Idempotency-Key header and idempotency_key differ",
                       "idempotency_key");
    }
    if (!in_body && in_header.empty()) {
        return std::string{};
    }
    std::string key = in_body ? std::move(*in_body) : std::string{in_header};
    if (!is_idempotency_key(key)) {
        return invalid("bad_key",
                       fmt::format("an idempotency key has 1 to {} printable ASCII characters",
                                   max_key_length),
                       "idempotency_key");
    }
    return key;
}

} // namespace

std::expected<message_request, api_error> read_request(std::string_view body,
                                                       std::string_view header_key,
                                                       std::chrono::milliseconds default_validity) {
    auto fields = read_fields(body);
    if (!fields) {
        return std::unexpected(std::move(fields.error()));
    }
    if (!fields->to) {
        return invalid("missing", "to is missing: the number, with its country code", "to");
    }
    if (!fields->text) {
        return invalid("missing", "text is missing", "text");
    }
    auto to = core::msisdn::parse(*fields->to);
    if (!to) {
        return invalid("bad_number",
                       fmt::format("{} is no number: 5 to 15 digits with the country code",
                                   in_quotes(*fields->to)),
                       "to");
    }
    if (auto fault = fault_in_text(*fields->text)) {
        return invalid("bad_text", std::move(*fault), "text");
    }
    std::string sender = std::move(fields->from).value_or(std::string{});
    if (fields->from) {
        if (sender.starts_with('+')) {
            sender.erase(0, 1);
        }
        if (!is_sender(sender)) {
            return invalid(
                "bad_sender",
                fmt::format("{} is no sender: 3 to 15 digits, or a name of up to 11 characters",
                            in_quotes(sender)),
                "from");
        }
    }
    auto validity = default_validity;
    if (fields->validity) {
        if (*fields->validity < least_validity.count() ||
            *fields->validity > most_validity.count()) {
            return invalid("bad_validity",
                           fmt::format("validity is {} to {} seconds", least_validity.count(),
                                       most_validity.count()),
                           "validity");
        }
        validity = std::chrono::seconds{*fields->validity};
    }
    auto key = read_key(std::move(fields->idempotency_key), header_key);
    if (!key) {
        return std::unexpected(std::move(key.error()));
    }
    const auto print = fingerprint(to->digits(), *fields->text, sender);
    return message_request{.to = std::move(*to),
                           .text = std::move(*fields->text),
                           .sender = std::move(sender),
                           .idempotency_key = std::move(*key),
                           .fingerprint = print,
                           .validity = validity};
}

} // namespace yeelen::api
