// Texts from anywhere to the alphabets of a phone and back; messages cut into their parts.
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "smpp/text.hpp"

using fuzz::must;
using smpp::alphabet;

namespace {

void written(std::string_view text) {
    const auto septets = smpp::gsm7_length(text);
    const std::string gsm7 = smpp::to_gsm7(text);
    const std::string ucs2 = smpp::to_ucs2(text);
    must(ucs2.size() == 2 * smpp::utf16_length(text), "units are counted as they are written");
    must(smpp::to_ucs2(smpp::from_ucs2(ucs2)) == ucs2, "UCS-2 survives");
    for (const char c : gsm7) {
        must(static_cast<unsigned char>(c) < 0x80, "an octet holds a septet");
    }
    if (septets) {
        must(gsm7.size() == *septets, "septets are counted as they are written");
        must(smpp::from_gsm7(gsm7) == text, "GSM-7 survives");
    }

    const std::string nearest = smpp::transliterate_to_gsm7(text);
    if (smpp::from_ucs2(ucs2) == text) {
        // Only of UTF-8: else what was parted by a replaced character may become one itself.
        must(smpp::transliterate_to_gsm7(nearest) == nearest, "transliteration has an end");
        must(smpp::from_ucs2(smpp::to_ucs2(nearest)) == nearest, "UTF-8 stays UTF-8");
    }
    must(!septets || nearest == text, "what GSM-7 has is left alone");

    const auto encoded = smpp::encode_text(text);
    must((encoded.alphabet == alphabet::gsm7) == septets.has_value(), "GSM-7 wherever it can be");
    const auto size = smpp::measure_screen(text);
    must(size.alphabet == encoded.alphabet, "a screen is measured as it is written");
    must(encoded.octets.size() == size.used * (size.alphabet == alphabet::gsm7 ? 1 : 2),
         "a screen is as long as it was measured");
}

void cut(std::string_view text, std::uint8_t reference) {
    const auto encoded = smpp::encode_text(text);
    const auto parts = smpp::segment_text(text, reference);
    const bool gsm7 = encoded.alphabet == alphabet::gsm7;
    const std::size_t one = gsm7 ? 160 : 140;
    const std::size_t many = gsm7 ? 153 : 134;
    if (!parts) {
        must(encoded.octets.size() > smpp::max_segments * (many - 2),
             "only long texts are refused");
        return;
    }
    must(!parts->parts.empty() && parts->parts.size() <= smpp::max_segments, "parts are bounded");
    std::string joined;
    for (std::size_t i = 0; i < parts->parts.size(); ++i) {
        std::string_view part = parts->parts[i];
        must(part.size() <= (parts->has_udh() ? many + 6 : one), "a part fits a short message");
        if (parts->has_udh()) {
            const std::string udh{5,
                                  0,
                                  3,
                                  static_cast<char>(reference),
                                  static_cast<char>(parts->parts.size()),
                                  static_cast<char>(i + 1)};
            must(part.starts_with(udh), "parts are numbered");
            part.remove_prefix(udh.size());
            must(!part.empty(), "no part is empty");
            must(!gsm7 || part.back() != 0x1B, "an escape is never split");
            must(gsm7 || (static_cast<unsigned char>(part[part.size() - 2]) & 0xFC) != 0xD8,
                 "a surrogate pair is never split");
        }
        joined += part;
    }
    must(joined == encoded.octets, "the parts are the text");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::input in{data, size};
    const std::uint8_t coding = in.octet();
    const std::string_view text = in.rest();
    written(text);
    cut(text, coding);
    // What any peer sends is text in the end, and text that can be written.
    for (const std::string& read : {smpp::decode_text(coding, text), smpp::from_gsm7(text),
                                    smpp::from_ucs2(text), smpp::from_latin1(text)}) {
        must(smpp::from_ucs2(smpp::to_ucs2(read)) == read, "what is read is UTF-8");
    }
    return 0;
}
