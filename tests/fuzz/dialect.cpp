// Any deliver_sm, through every dialect: it is an input or none, and its answer is always a PDU.
#include "channels/smpp/dialect.hpp"
#include "core/msisdn.hpp"
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "smpp/codec.hpp"
#include "smpp/text.hpp"
#include <filesystem>

using fuzz::must;
using namespace yeelen;

namespace {

using dialects = std::vector<std::shared_ptr<const channels::dialect>>;

dialects load_all() {
    dialects all;
    for (const auto& file :
         std::filesystem::directory_iterator{YEELEN_SOURCE_DIR "/config/dialects"}) {
        auto loaded = channels::load_dialect(file.path().string());
        must(loaded.has_value(), "the project's dialects load");
        all.push_back(*loaded);
    }
    return all;
}

/// As it comes from the wire: a C-octet string of up to 20 octets.
smpp::address address_of(fuzz::input& in) {
    smpp::address a{in.octet(), in.octet(), {}};
    const auto value = in.take(in.below(21));
    a.value = value.substr(0, value.find('\0'));
    return a;
}

void answer(const channels::dialect& d, const ussd::outgoing& screen) {
    std::string wire;
    must(smpp::encode({.sequence = 1, .body = channels::write_screen(d, screen)}, wire).has_value(),
         "an answer is a PDU");
    must(smpp::decode(wire).has_value(), "an answer can be read");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const dialects all = load_all();
    fuzz::input in{data, size};
    smpp::deliver_sm sm;
    sm.service_type = in.take(in.below(6));
    sm.source = address_of(in);
    sm.destination = address_of(in);
    sm.data_coding = in.octet();
    sm.short_message = in.take(in.octet());
    const bool last = in.flag();
    const bool unasked = in.flag();
    const auto screen = smpp::from_gsm7(in.take(in.octet()));
    std::size_t ignored = 0;
    sm.tlvs.parse(in.rest(), ignored);
    for (const auto& d : all) {
        const auto read = channels::read_input(*d, sm);
        if (!read) {
            continue;
        }
        must(core::msisdn::parse(read->msisdn).has_value(), "an input is a number's");
        must(std::to_string(read->from) == read->msisdn || read->msisdn.starts_with('0'),
             "the number is the key");
        must(read->dialogue.size() <= 64 && read->echo.size() <= 128, "what is stored is bounded");
        must(smpp::from_ucs2(smpp::to_ucs2(read->text)) == read->text, "an input is UTF-8");
        must(smpp::from_ucs2(smpp::to_ucs2(read->code)) == read->code, "a code is UTF-8");
        answer(*d, {.to = read->from,
                    .msisdn = read->msisdn,
                    .dialled = read->text,
                    .echo = read->echo,
                    .text = screen,
                    .last = last,
                    .unasked = unasked});
    }
    return 0;
}
