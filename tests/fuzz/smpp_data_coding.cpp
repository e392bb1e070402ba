// Any data_coding with any octets, under any rules: text that is UTF-8, or a reason why not.
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "smpp/text.hpp"
#include "smpp/text/user_data.hpp"

using fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::input in{data, size};
    smpp::coding_rules rules;
    rules.scheme = static_cast<smpp::coding_scheme>(in.below(4));
    rules.default_charset = static_cast<smpp::charset>(in.below(13));
    rules.packed = in.flag();
    const bool has_udh = in.flag();
    const std::uint8_t value = in.octet();
    const std::string_view octets = in.rest();

    const auto coding = smpp::read_data_coding(value, rules);
    const auto written = smpp::write_data_coding(coding, rules);
    must(written.has_value() == (coding.charset != smpp::charset::reserved),
         "what has a meaning has a value");
    if (written) {
        auto again = smpp::read_data_coding(*written, rules);
        again.smsc_default = coding.smsc_default;
        must(again == coding, "a coding survives");
    }

    const auto d = smpp::split_user_data(value, octets, has_udh, rules);
    if (!d) {
        must(d.error() == smpp::text_error::bad_header && (has_udh || coding.has_udh),
             "only a header cannot be split off");
        return 0;
    }
    const auto text = smpp::text_of(*d);
    must(text.has_value() == (smpp::is_text(coding.charset) && !coding.compressed),
         "what is no text is not read");
    if (text)
        must(smpp::from_ucs2(smpp::to_ucs2(*text)) == *text, "what is read is UTF-8");
    for (unsigned c = 0; c < 13; ++c) {
        const auto charset = static_cast<smpp::charset>(c);
        const auto read = smpp::decode_charset(charset, octets);
        must(read.has_value() == smpp::is_text(charset), "charsets of text are read");
        if (!read)
            continue;
        if (const auto back = smpp::encode_charset(charset, *read))
            must(smpp::decode_charset(charset, *back) == *read || charset == smpp::charset::ucs2,
                 "a charset survives");
    }
    return 0;
}
