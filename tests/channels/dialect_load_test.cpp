// Faults of dialect files: all of them, each where it stands.
#include "dialects.hpp"
#include <cstdlib>
#include <fstream>

using namespace test;

namespace {

const std::string good = R"(dialect: mine
begin: { service_op: 1 }
reply: { service_op: 18 }
abort: { end_bit: true }
session: { tlv: 0x1383, sequence_mask: 0xFE, end_mask: 1 }
answer: { continue: { service_op: 2 }, end: { service_op: 17 } }
)";

using places = std::vector<std::pair<std::size_t, std::size_t>>;

struct temporary {
    temporary() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "yeelen-dialect-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        folder = pattern;
    }
    ~temporary() { std::filesystem::remove_all(folder); }
    temporary(const temporary&) = delete;
    temporary& operator=(const temporary&) = delete;
    std::filesystem::path folder;
};

std::expected<std::shared_ptr<const dialect>, core::faults> load_text(std::string_view text) {
    temporary t;
    const auto file = t.folder / "mine.yaml";
    std::ofstream{file} << text;
    return load_dialect(file.string());
}

std::string with(std::string_view from, std::string_view to) {
    std::string text = good;
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

} // namespace

TEST_CASE("a good dialect") {
    const auto d = load_text(good);
    REQUIRE(d.has_value());
    CHECK((*d)->session.key_mask == 0xFF00);
    CHECK((*d)->acknowledge_first);
    CHECK_FALSE((*d)->resend_screens);
}

TEST_CASE("faults and where they stand") {
    struct row {
        const char* name;
        std::string text;
        places at;
    };
    const std::vector<row> rows{
        {"empty", "", {{0, 0}}},
        {"named otherwise than its file", with("dialect: mine", "dialect: yours"), {{1, 10}}},
        {"no begin", with("begin: { service_op: 1 }\n", ""), {{1, 1}}},
        {"no reply and no answer", "dialect: mine\nbegin: { service_op: 1 }\n", {{1, 1}, {1, 1}}},
        {"begin matches all", with("{ service_op: 1 }", "{}"), {{2, 8}}},
        {"begin is no map", with("begin: { service_op: 1 }", "begin: 1"), {{2, 8}}},
        {"abort matches all", with("{ end_bit: true }", "{}"), {{4, 8}}},
        {"op too large", with("service_op: 18", "service_op: 256"), {{3, 22}}},
        {"op no number", with("service_op: 18", "service_op: [18, x]"), {{3, 27}}},
        {"unknown word", with("end_bit", "endbit"), {{4, 10}, {4, 8}}},
        {"reply hidden by begin", with("service_op: 1 }", "service_op: [1, 18] }"), {{3, 8}}},
        {"reply hidden by abort", with("{ end_bit: true }", "{ service_op: 18 }"), {{3, 8}}},
        {"one of two signs is left",
         with("{ end_bit: true }", "[{ service_op: 18 }, { end_bit: true }]"),
         {{3, 8}}},
        {"end bit without mask", with(", end_mask: 1", ""), {{4, 8}}},
        {"end bit without session",
         with("session: { tlv: 0x1383, sequence_mask: 0xFE, end_mask: 1 }\n", ""),
         {{4, 8}}},
        {"masks share bits", with("end_mask: 1", "end_mask: 2"), {{5, 10}}},
        {"key and end share bits", with("end_mask: 1", "end_mask: 1, key_mask: 0xFF01"), {{5, 10}}},
        {"mask wider than the value",
         with("sequence_mask: 0xFE", "sequence_mask: 0x10000"),
         {{5, 40}}},
        {"mask with a hole", with("0xFE", "0xEE"), {{5, 40}}},
        {"mask of one bit", with("0xFE", "0x80"), {{5, 40}}},
        {"no tlv", with("tlv: 0x1383, ", ""), {{5, 10}}},
        {"width", with("tlv: 0x1383", "tlv: 0x1383, width: 5"), {{5, 32}}},
        {"service type too long", good + "service_type: [USSD, TOOLONG]\n", {{7, 15}}},
        {"answer's service type too long",
         with("answer: {", "answer: { service_type: TOOLONG,"),
         {{6, 25}}},
        {"answer without op", with("continue: { service_op: 2 }", "continue: {}"), {{6, 21}}},
        {"addresses", with("answer: {", "answer: { addresses: swaped,"), {{6, 22}}},
        {"addresses twice",
         with("answer: {", "answer: { addresses: swapped, source: { ton: 5 },"),
         {{6, 39}}},
        {"ton", with("answer: {", "answer: { destination: { ton: 300 },"), {{6, 31}}},
        {"screens sent twice without numbers",
         with("sequence_mask: 0xFE, ", "") + "resend_screens: true\n",
         {{7, 17}}},
        {"place", good + "dialled: nowhere\n", {{7, 10}}},
        {"order", good + "acknowledge: last\n", {{7, 14}}},
        {"coding", good + "data_coding: { gsm7: 256 }\n", {{7, 22}}},
        {"twice", good + "dialect: mine\n", {{7, 1}}},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        const auto d = load_text(r.text);
        REQUIRE_FALSE(d.has_value());
        places found;
        std::string texts;
        for (const auto& f : d.error()) {
            found.emplace_back(f.line, f.column);
            texts += f.text() + "\n";
        }
        CAPTURE(texts);
        CHECK(found == r.at);
    }
    CHECK_FALSE(load_dialect("/no/such/folder/mine.yaml").has_value());
}
