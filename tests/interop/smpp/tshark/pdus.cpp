// PDUs for tshark, and what it says of them held against what was written.
//   pdus write FILE    PDUs of every kind, one packet each, as text2pcap reads them
//   pdus check PDML    tshark's decoding of them: names, statuses, fields and optional parameters
// Both make the same PDUs: the goldens of tests/smpp/codec and some at random.
#include "../fields.hpp"
#include "../pdu_json.hpp"
#include "smpp/codec.hpp"
#include "support/hex_golden.hpp"
#include "support/random_pdu.hpp"
#include "tshark_names.hpp"
#include <cstdio>
#include <fstream>
#include <map>
#include <set>

namespace {

using namespace interop;

/// As many as tshark reads in a few seconds.
constexpr int random_pdus = 3'000;
/// One packet holds no more (text2pcap).
constexpr std::size_t packet_max = 60'000;

struct sample {
    smpp::pdu pdu;
    std::string octets;
};

/// tshark takes a PDU for none at all when its status is one that nobody has named, and shows text
/// that is not ASCII as it thinks fit.
struct to_ascii {
    void operator()(const char* name, std::string& v) const {
        if (std::string_view{name} != "short_message") {
            std::ranges::transform(v, v.begin(),
                                   [](char c) { return static_cast<char>('0' + (c & 0x3F)); });
        }
    }
    void operator()(const char*, std::vector<smpp::multi_destination>& v) const {
        for (auto& d : v) {
            std::visit(
                [&](auto& to) {
                    if constexpr (requires { to.name; }) {
                        (*this)("", to.name += 'x'); // an empty one is not shown
                        to.name.resize(std::min<std::size_t>(to.name.size(), 20));
                    } else {
                        (*this)("", to.value);
                    }
                },
                d);
        }
    }
    void operator()(const char*, std::vector<smpp::unsuccessful_delivery>& v) const {
        for (auto& u : v) {
            (*this)("", u.destination.value);
        }
    }
    /// A user data header at random is malformed to whoever reads it.
    void operator()(const char* name, std::uint8_t& v) const {
        if (std::string_view{name} == "esm_class") {
            v = static_cast<std::uint8_t>(v & ~smpp::esm::udhi);
        } else if (std::string_view{name} == "data_coding") {
            v = 4; // octets
        }
    }
    void operator()(const char*, smpp::time_field&) const {}
    void operator()(const char*, smpp::tlv_list&) const {}
};

/// Values at random are not what a parameter with a meaning may hold.
void keep_unnamed_tlvs(smpp::pdu& p) {
    std::visit(
        [&](auto& b) {
            smpp::tlv_list kept;
            for (const smpp::tlv t : b.tlvs) {
                if (t.tag >= 0x1400 && t.tag < 0x4000 && shows_tlvs(smpp::id_of(p.body))) {
                    kept.add(t.tag, t.value);
                }
            }
            b.tlvs = std::move(kept);
        },
        p.body);
}

/// tshark 4.0 reads one octet too many of broadcast_rep_num, and calls what follows malformed.
void without_repetitions(smpp::pdu& p) {
    std::visit(
        [](auto& b) {
            smpp::tlv_list kept;
            for (const smpp::tlv t : b.tlvs) {
                if (t.tag != static_cast<std::uint16_t>(smpp::tag::broadcast_rep_num)) {
                    kept.add(t.tag, t.value);
                }
            }
            b.tlvs = std::move(kept);
        },
        p.body);
}

std::vector<sample> samples() {
    std::vector<sample> all;
    const auto add = [&](const smpp::pdu& p) {
        std::string octets;
        if (!smpp::encode(p, octets)) {
            throw std::runtime_error{"a PDU cannot be written: " + smpp::describe(p)};
        }
        if (octets.size() <= packet_max) {
            all.push_back({p, std::move(octets)});
        }
    };
    for (const auto& path :
         support::files_with(YEELEN_SOURCE_DIR "/tests/smpp/codec/golden", ".hex")) {
        const auto golden = support::read_hex_golden(path);
        if (auto p = smpp::decode(golden.octets)) {
            without_repetitions(*p);
            add(*p);
        }
    }
    // Every optional parameter by itself, with a value that the specification allows.
    for (const auto& row : tshark_tlvs) {
        smpp::pdu p{.sequence = 7, .body = smpp::submit_sm{}};
        std::get<smpp::submit_sm>(p.body).tlvs.add(row.tag, row.value);
        add(p);
    }
    // Every status.
    for (std::uint32_t status = 0; status < 0x500; ++status) {
        if (!smpp::name_of(static_cast<smpp::command_status>(status)).empty()) {
            add({.status = static_cast<smpp::command_status>(status),
                 .sequence = 7,
                 .body = smpp::generic_nack{}});
        }
    }
    support::random_pdu random{3};
    for (int i = 0; i < random_pdus; ++i) {
        smpp::pdu p = random.next();
        keep_unnamed_tlvs(p);
        for_each_field_of(p.body, to_ascii{});
        if (smpp::name_of(p.status).empty()) {
            p.status = smpp::command_status::rok;
        }
        add(p);
    }
    return all;
}

int write(const char* file) {
    std::ofstream out{file};
    for (const sample& s : samples()) {
        for (std::size_t at = 0; at < s.octets.size(); ++at) {
            out << (at % 16 == 0 ? fmt::format("{}{:06x}", at == 0 ? "" : "\n", at) : "")
                << fmt::format(" {:02x}", static_cast<unsigned char>(s.octets[at]));
        }
        out << "\n\n";
    }
    return out.flush() ? 0 : 1;
}

/// One <field .../> of tshark's.
struct shown {
    std::string name;
    std::string text; ///< as a person sees it
    std::string octets;
};

std::string attribute(const std::string& line, std::string_view name) {
    const std::string key = fmt::format(" {}=\"", name);
    const auto from = line.find(key);
    if (from == std::string::npos) {
        return {};
    }
    const auto begin = from + key.size();
    std::string text = line.substr(begin, line.find('"', begin) - begin);
    for (const auto& [escaped, plain] : {std::pair{"&lt;", "<"},
                                         {"&gt;", ">"},
                                         {"&quot;", "\""},
                                         {"&#x27;", "'"},
                                         {"&apos;", "'"},
                                         {"&amp;", "&"}}) {
        for (auto at = text.find(escaped); at != std::string::npos;
             at = text.find(escaped, at + 1)) {
            text.replace(at, std::strlen(escaped), plain);
        }
    }
    return text;
}

struct faults {
    std::map<std::string, int> count;
    void add(const std::string& what) {
        if (++count[what] == 1) {
            std::printf("FAILED %s\n", what.c_str());
        }
    }
};

/// Each field of a body in its order: the octets that tshark shows for it must be those.
class field_checker {
public:
    field_checker(const std::vector<shown>& fields, smpp::command_id id, const std::string& command,
                  faults& f)
        : fields_(fields)
        , id_(id)
        , command_(command)
        , faults_(f) {}

    void operator()(const std::string& name, std::uint8_t v) {
        want(name, std::string(1, static_cast<char>(v)));
    }
    void operator()(const std::string& name, const std::string& v) {
        if (name == "short_message") {
            want("sm_length", std::string(1, static_cast<char>(v.size())));
            if (!v.empty()) {
                want(name, v);
            }
        } else if (!v.empty()) { // an empty one is not shown
            want(name, v + '\0');
        }
    }
    void operator()(const std::string&, const smpp::time_field&) {} // shown as a time
    void operator()(const std::string&, const std::vector<smpp::multi_destination>& v) {
        for (const auto& d : v) {
            if (const auto* a = std::get_if<smpp::address>(&d)) {
                number(*a);
            } else {
                want("dl_name", std::get<smpp::distribution_list>(d).name + '\0');
            }
        }
    }
    void operator()(const std::string&, const std::vector<smpp::unsuccessful_delivery>& v) {
        for (const auto& u : v) {
            number(u.destination);
            std::string error;
            for (int shift = 24; shift >= 0; shift -= 8) {
                error += static_cast<char>(static_cast<std::uint32_t>(u.error) >> shift);
            }
            want("error_status_code", error);
        }
    }
    void operator()(const std::string&, const smpp::tlv_list& v) {
        if (!shows_tlvs(id_)) {
            return;
        }
        for (const smpp::tlv t : v) {
            const std::string_view name = smpp::name_of(static_cast<smpp::tag>(t.tag));
            const shown* parameter = next("smpp.opt_param");
            const shown* tag = next("smpp.opt_param_tag");
            const shown* length = next("smpp.opt_param_len");
            if (length == nullptr || tag->octets != fmt::format("{:04x}", t.tag) ||
                length->octets != fmt::format("{:04x}", t.value.size())) {
                faults_.add(fmt::format("{}: {:#06x} is not there to tshark", command_, t.tag));
                return;
            }
            if (!name.empty() && !parameter->text.contains(
                                     fmt::format(": {} (", name_in(tshark_parameters, name)))) {
                faults_.add(fmt::format("{} is \"{}\" to tshark", name, parameter->text));
            }
        }
    }

private:
    void number(const smpp::address& a) {
        (*this)("dest_addr_ton", a.ton);
        (*this)("dest_addr_npi", a.npi);
        (*this)("destination_addr", a.value);
    }
    const shown* next(std::string_view name) {
        for (std::size_t i = at_; i < fields_.size(); ++i) {
            if (fields_[i].name == name) {
                at_ = i + 1;
                return &fields_[i];
            }
        }
        return nullptr;
    }
    void want(const std::string& name, const std::string& octets) {
        if (std::ranges::find(unshown_fields, name) != unshown_fields.end()) {
            return;
        }
        const shown* f = next(name == "short_message" ? "smpp.message" : "smpp." + name);
        if (f == nullptr || f->octets != hex_of(octets)) {
            faults_.add(fmt::format("{}.{}: {} to tshark, {} to us", command_, name,
                                    f == nullptr ? "nothing" : f->octets, hex_of(octets)));
        }
    }

    const std::vector<shown>& fields_;
    smpp::command_id id_;
    const std::string& command_;
    faults& faults_;
    std::size_t at_ = 0;
};

void check_packet(const sample& s, const std::vector<shown>& fields, faults& f) {
    const std::string command{smpp::name_of(smpp::id_of(s.pdu.body))};
    std::string seen;
    for (const shown& one : fields) {
        if (one.name.starts_with("_ws.malformed") ||
            (one.name == "_ws.expert.severity" && one.text.contains("Error"))) {
            f.add(fmt::format("{}: malformed to tshark: {}", command, hex_of(s.octets)));
        }
        if (one.name == "smpp.command_id") {
            seen = one.text;
        } else if (one.name == "smpp.command_status" &&
                   smpp::is_response(smpp::id_of(s.pdu.body))) {
            const std::string_view name = smpp::name_of(s.pdu.status);
            if (!name.empty() &&
                !one.text.contains(fmt::format(": {} (", name_in(tshark_statuses, name)))) {
                f.add(fmt::format("{} is \"{}\" to tshark", name, one.text));
            }
        }
    }
    if (!seen.contains(fmt::format(": {} (", tshark_command(command)))) {
        f.add(fmt::format("{} is \"{}\" to tshark", command, seen));
    }
    // It does not look at the body of a refusal.
    const bool left_out =
        s.octets.size() == smpp::header_size || s.pdu.status != smpp::command_status::rok;
    if (!left_out) {
        for_each_field_of(s.pdu.body, field_checker{fields, smpp::id_of(s.pdu.body), command, f});
    }
}

int check(const char* file) {
    const auto all = samples();
    std::ifstream in{file};
    std::vector<std::vector<shown>> packets;
    bool in_smpp = false;
    for (std::string line; std::getline(in, line);) {
        if (line.contains("<packet>")) {
            packets.emplace_back();
        } else if (line.contains("<proto ")) {
            in_smpp = line.contains("name=\"smpp\"") || line.contains("name=\"_ws.");
        }
        if (!packets.empty() && (in_smpp || line.contains("_ws.malformed")) &&
            (line.contains("<field ") || line.contains("<proto "))) {
            packets.back().push_back(
                {attribute(line, "name"), attribute(line, "showname"), attribute(line, "value")});
        }
    }
    if (packets.size() != all.size()) {
        std::printf("FAILED: %zu packets for %zu PDUs\n", packets.size(), all.size());
        return 1;
    }
    faults f;
    std::set<smpp::command_id> met;
    for (std::size_t i = 0; i < all.size(); ++i) {
        met.insert(smpp::id_of(all[i].pdu.body));
        check_packet(all[i], packets[i], f);
    }
    if (met.size() != std::variant_size_v<smpp::body>) {
        f.add("not every command was tried");
    }
    if (f.count.empty()) {
        std::printf("ok: tshark reads %zu PDUs of %zu commands as they were written\n", all.size(),
                    met.size());
    }
    return f.count.empty() ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    const std::string_view what = argc == 3 ? argv[1] : "";
    try {
        return what == "write" ? write(argv[2]) : what == "check" ? check(argv[2]) : 2;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "pdus: %s\n", e.what());
        return 2;
    }
}
