#include "channels/smpp/dialect.hpp"

#include "document/node.hpp"
#include "document/reader.hpp"
#include <algorithm>
#include <bit>
#include <filesystem>
#include <fmt/format.h>

namespace yeelen::channels {

namespace {

using document::map_reader;

const document::node& nothing() {
    static const document::node empty{.kind = document::node::type::map};
    return empty;
}

constexpr std::size_t most_service_type = 5; // SMPP 3.4 5.2.11

std::vector<std::uint8_t> ops_of(map_reader& reader) {
    std::vector<std::uint8_t> ops;
    for (auto value : reader.integers("service_op", 0, 255)) {
        ops.push_back(static_cast<std::uint8_t>(value));
    }
    return ops;
}

sign read_sign(const document::node& one, std::string_view key, const std::string& file,
               core::faults& faults) {
    map_reader reader{one, fmt::format("'{}'", key), file, faults};
    sign s;
    s.service_ops = ops_of(reader);
    s.end_bit = reader.flag("end_bit", false);
    s.star_code = reader.flag("star_code", false);
    reader.finish();
    if (one.is_map() && s.service_ops.empty() && !s.end_bit && !s.star_code && key != "reply") {
        reader.fault_at(
            one, fmt::format(
                     "'{}' would match every message: give service_op, end_bit or star_code", key));
    }
    return s;
}

/// One sign, or a list of them.
signs read_signs(const document::node* found, std::string_view key, const std::string& file,
                 core::faults& faults) {
    signs all;
    if (found && found->is_list()) {
        for (const auto& one : found->items) {
            all.push_back(read_sign(one, key, file, faults));
        }
    } else if (found) {
        all.push_back(read_sign(*found, key, file, faults));
    }
    return all;
}

/// Every message that `later` is met by is taken by `earlier` first.
bool covers(const sign& earlier, const sign& later) {
    const auto has = [&](std::uint8_t op) {
        return std::find(earlier.service_ops.begin(), earlier.service_ops.end(), op) !=
               earlier.service_ops.end();
    };
    const bool ops = earlier.service_ops.empty() ||
                     (!later.service_ops.empty() &&
                      std::all_of(later.service_ops.begin(), later.service_ops.end(), has));
    return ops && (!earlier.end_bit || later.end_bit) && (!earlier.star_code || later.star_code);
}

bool hidden(const signs& first, const signs& then) {
    return !then.empty() && std::all_of(then.begin(), then.end(), [&](const sign& later) {
        return std::any_of(first.begin(), first.end(),
                           [&](const sign& earlier) { return covers(earlier, later); });
    });
}

session_tlv read_session(const document::node* found, const std::string& file,
                         core::faults& faults) {
    session_tlv t;
    if (!found) {
        return t;
    }
    map_reader reader{*found, "'session'", file, faults};
    t.tag = static_cast<std::uint16_t>(reader.required_integer("tlv", 1, 0xFFFF));
    t.width = static_cast<std::uint8_t>(reader.integer("width", 2, 1, 4));
    const std::uint32_t all = 0xFFFFFFFFu >> (32 - 8 * t.width);
    const auto mask = [&](std::string_view key, std::uint32_t otherwise) {
        return static_cast<std::uint32_t>(reader.integer(key, otherwise, 0, all));
    };
    t.sequence_mask = mask("sequence_mask", 0);
    t.end_mask = mask("end_mask", 0);
    t.key_mask = mask("key_mask", all & ~(t.sequence_mask | t.end_mask));
    reader.finish();
    if ((t.key_mask & (t.sequence_mask | t.end_mask)) != 0 || (t.sequence_mask & t.end_mask) != 0) {
        reader.fault_at(*found, "key_mask, sequence_mask and end_mask share bits");
    }
    if (t.sequence_mask != 0) {
        const std::uint32_t ones = t.sequence_mask >> std::countr_zero(t.sequence_mask);
        if ((ones & (ones + 1)) != 0 || ones < 3) {
            reader.fault_at(*found->find("sequence_mask"),
                            "sequence_mask must be two or more bits that stand together");
        }
    }
    return t;
}

number_kind read_kind(map_reader& whole, std::string_view key, number_kind otherwise,
                      const std::string& file, core::faults& faults) {
    if (const auto* found = whole.optional(key)) {
        map_reader reader{*found, fmt::format("'{}'", key), file, faults};
        otherwise.ton = static_cast<std::uint8_t>(reader.integer("ton", otherwise.ton, 0, 255));
        otherwise.npi = static_cast<std::uint8_t>(reader.integer("npi", otherwise.npi, 0, 255));
        reader.finish();
    }
    return otherwise;
}

void read_answer(dialect& d, const document::node& answer, const std::string& file,
                 core::faults& faults) {
    map_reader reader{answer, "'answer'", file, faults};
    d.answer_service_type = reader.text("service_type", "");
    if (d.answer_service_type.size() > most_service_type) {
        reader.fault_at(*answer.find("service_type"), "a service_type has up to 5 characters");
    }
    for (auto [key, op] : {std::pair{"continue", &d.continue_op}, {"end", &d.end_op}}) {
        if (const auto* found = reader.optional(key)) {
            map_reader one{*found, fmt::format("'{}'", key), file, faults};
            *op = static_cast<std::uint8_t>(one.required_integer("service_op", 0, 255));
            one.finish();
        }
    }
    d.esm_class = static_cast<std::uint8_t>(reader.integer("esm_class", 0, 0, 255));
    d.swapped_addresses = reader.choice("addresses", {"dialled", "swapped"}) == "swapped";
    d.source = read_kind(reader, "source", d.source, file, faults);
    d.destination = read_kind(reader, "destination", d.destination, file, faults);
    if (d.swapped_addresses) {
        for (const auto* key : {"source", "destination"}) {
            if (const auto* found = answer.find(key)) {
                reader.fault_at(*found,
                                "swapped addresses keep the ton and npi that they came with");
            }
        }
    }
    reader.finish();
}

} // namespace

std::expected<std::shared_ptr<const dialect>, core::faults> load_dialect(const std::string& file) {
    auto read = document::read_yaml_file(file);
    if (!read) {
        return std::unexpected(std::move(read.error()));
    }
    core::faults faults;
    map_reader whole{*read, "the dialect", file, faults};
    auto d = std::make_shared<dialect>();
    d->name = whole.required_text("dialect");
    if (const std::string stem = std::filesystem::path{file}.stem().string();
        !d->name.empty() && d->name != stem) {
        whole.fault_at(*whole.map().find("dialect"),
                       fmt::format("the dialect is named '{}' but the file '{}'", d->name, stem));
    }
    whole.text("about", "");
    d->service_types = whole.texts("service_type");
    for (const auto& type : d->service_types) {
        if (type.size() > most_service_type) {
            whole.fault_at(*whole.map().find("service_type"),
                           fmt::format("'{}' has more than 5 characters", type));
        }
    }
    const auto* begin = whole.required("begin");
    const auto* reply = whole.required("reply");
    const auto* abort = whole.optional("abort");
    const std::size_t faults_before = faults.size();
    d->begin = read_signs(begin, "begin", file, faults);
    d->reply = read_signs(reply, "reply", file, faults);
    d->abort = read_signs(abort, "abort", file, faults);
    const bool well_read = faults.size() == faults_before;
    if (well_read && hidden(d->abort, d->begin)) {
        whole.fault_at(*begin, "'begin' is never met: 'abort' takes its messages first");
    }
    if (well_read && (hidden(d->abort, d->reply) || hidden(d->begin, d->reply))) {
        whole.fault_at(*reply, "'reply' is never met: 'abort' or 'begin' takes its messages first");
    }
    const std::string place =
        whole.choice("dialled", {"short_message", "destination_addr", "message_payload"});
    d->dialled = place == "destination_addr"  ? text_place::destination_addr
                 : place == "message_payload" ? text_place::message_payload
                                              : text_place::short_message;
    const auto* session = whole.optional("session");
    d->session = read_session(session, file, faults);
    for (const auto& [kind, where] :
         {std::pair{&d->begin, begin}, {&d->reply, reply}, {&d->abort, abort}}) {
        const bool uses =
            std::any_of(kind->begin(), kind->end(), [](const sign& s) { return s.end_bit; });
        if (uses && d->session.end_mask == 0) {
            whole.fault_at(*where, "end_bit needs an 'end_mask' in 'session'");
        }
    }
    if (const auto* answer = whole.required("answer")) {
        read_answer(*d, *answer, file, faults);
    }
    const auto* coding = whole.optional("data_coding");
    map_reader codings{coding ? *coding : nothing(), "'data_coding'", file, faults};
    d->gsm7_coding = static_cast<std::uint8_t>(codings.integer("gsm7", 0, 0, 255));
    d->ucs2_coding = static_cast<std::uint8_t>(codings.integer("ucs2", 8, 0, 255));
    codings.finish();
    d->resend_screens = whole.flag("resend_screens", false);
    if (d->resend_screens && d->session.sequence_mask == 0) {
        whole.fault_at(
            *whole.map().find("resend_screens"),
            "screens can be sent again only where a 'sequence_mask' in 'session' tells a repeat");
    }
    d->acknowledge_first = whole.choice("acknowledge", {"first", "after_answer"}) == "first";
    whole.finish();
    if (!faults.empty()) {
        return std::unexpected(std::move(faults));
    }
    return std::shared_ptr<const dialect>{std::move(d)};
}

} // namespace yeelen::channels
