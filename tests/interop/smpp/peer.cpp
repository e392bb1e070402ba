// The library as a program, for peers in other languages: an SMSC or an ESME that says on standard
// output what happens, one JSON object a line, and does what it is told on standard input, the
// same. Ends when standard input does.
//   peer smsc [key=value...]      listens on a free port and says which; answers as
//   smsc_answers.hpp
//                                 says; bind with password "wrong": RINVPASWD, system_id "busy":
//                                 RALYBND
//   peer esme port=N [...]        stays bound to an SMSC
//   peer outbind port=N           an SMSC that connects to an ESME and asks for its bind
//   peer esme_listener            an ESME that waits for an outbind and binds then
// Keys: bind (transceiver, transmitter, receiver), version (52), window (100), response_ms (10000),
//   enquire_ms (30000), assumed_version (51), system_id, password, system_type, first_sequence (1).
// Told:
//   {"do": "send", "pdu": {...}, "token": 7}      a request as pdu_json.hpp has it
//   {"do": "text", "text": "...", "pdu": {...}}   the same with the text in it, in as many parts as
//   it takes
//   {"do": "release"}  {"do": "unbind"}  {"do": "close"}  {"do": "stop"}
#include "pdu_json.hpp"
#include "smpp/net/client.hpp"
#include "smpp/net/listener.hpp"
#include "smpp/receipt.hpp"
#include "smpp/text.hpp"
#include "smsc_answers.hpp"
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <cstdio>
#include <istream>
#include <map>
#include <unistd.h>

namespace {

namespace asio = boost::asio;
namespace json = boost::json;
using namespace interop;
using smpp::net::link;

void say(const json::object& o) {
    const std::string line = json::serialize(o) + "\n";
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fflush(stdout);
}

smpp::time_point now() {
    return std::chrono::steady_clock::now();
}

/// key=value arguments; a number may be hexadecimal.
class options {
public:
    options(int argc, char** argv) {
        for (int i = 2; i < argc; ++i) {
            const std::string_view one{argv[i]};
            const auto at = one.find('=');
            if (at == std::string_view::npos) {
                throw std::runtime_error{"not key=value: " + std::string{one}};
            }
            values_[std::string{one.substr(0, at)}] = one.substr(at + 1);
        }
    }
    std::string text(const std::string& key, const std::string& otherwise) const {
        const auto i = values_.find(key);
        return i == values_.end() ? otherwise : i->second;
    }
    template<class T>
    T number(const std::string& key, T otherwise) const {
        const auto i = values_.find(key);
        return i == values_.end() ? otherwise : static_cast<T>(std::stoul(i->second, nullptr, 0));
    }

private:
    std::map<std::string, std::string> values_;
};

smpp::session_config session_of(const options& o) {
    using std::chrono::milliseconds;
    smpp::session_config c;
    c.window = o.number<std::size_t>("window", c.window);
    c.version = o.number<std::uint8_t>("version", smpp::version_34);
    c.assumed_peer_version = o.number<std::uint8_t>("assumed_version", smpp::version_33);
    c.first_sequence = o.number<std::uint32_t>("first_sequence", 1);
    c.response = milliseconds{o.number<unsigned>("response_ms", 10'000)};
    c.enquire_link = milliseconds{o.number<unsigned>("enquire_ms", 30'000)};
    return c;
}

smpp::bind_body bind_of(const options& o) {
    smpp::bind_body b;
    b.system_id = o.text("system_id", "yeelen");
    b.password = o.text("password", "secret");
    b.system_type = o.text("system_type", "");
    b.interface_version = o.number<std::uint8_t>("version", smpp::version_34);
    return b;
}

smpp::command_id bind_kind(const options& o) {
    const std::string kind = o.text("bind", "transceiver");
    return kind == "receiver"      ? smpp::command_id::bind_receiver
           : kind == "transmitter" ? smpp::command_id::bind_transmitter
                                   : smpp::command_id::bind_transceiver;
}

const char* name_of(smpp::link_state s) {
    switch (s) {
    case smpp::link_state::open: return "open";
    case smpp::link_state::bound_tx: return "bound_tx";
    case smpp::link_state::bound_rx: return "bound_rx";
    case smpp::link_state::bound_trx: return "bound_trx";
    case smpp::link_state::unbinding: return "unbinding";
    case smpp::link_state::closed: return "closed";
    }
    return "?";
}

/// The text of a message, without its user data header.
template<class Message>
std::string text_of(const Message& m) {
    std::string_view octets = m.short_message;
    if ((m.esm_class & smpp::esm::udhi) != 0 && !octets.empty()) {
        octets.remove_prefix(std::min<std::size_t>(
            octets.size(), 1 + static_cast<std::size_t>(static_cast<unsigned char>(octets[0]))));
    }
    return smpp::decode_text(m.data_coding, octets);
}

class peer final : public smpp::net::link_handler {
public:
    explicit peer(const options& o)
        : options_(o)
        , answers_([this](link& l) { return receiver_for(l); }) {}

    void on_event(link& l, smpp::session_event& e) override {
        json::object out{{"link", id_of(l)}};
        std::visit([&](auto& v) { note(l, v, out); }, e);
    }

    void told(const json::object& what) {
        const std::string_view verb = what.at("do").as_string();
        if (verb == "release") {
            say({{"event", "released"}, {"count", answers_.release()}});
            return;
        }
        link* l = which(what);
        if (l == nullptr) {
            say({{"event", "not_sent"}, {"error", "no_link"}});
        } else if (verb == "send") {
            const smpp::pdu p = from_json(what.at("pdu").as_object());
            send(*l, p.body, what);
            l->flush();
        } else if (verb == "text") {
            send_text(*l, what);
            l->flush();
        } else if (verb == "unbind") {
            l->session().unbind(now());
            l->flush();
        } else if (verb == "close") {
            l->close();
        } else {
            throw std::runtime_error{"not understood: " + std::string{verb}};
        }
    }

private:
    void send(link& l, const smpp::body& b, const json::object& what) {
        const json::value* token = what.if_contains("token");
        const auto sent =
            l.session().request(b, token != nullptr ? token->to_number<std::uint64_t>() : 0, now());
        if (sent) {
            say({{"event", "sent"}, {"sequence", *sent}});
        } else {
            say({{"event", "not_sent"}, {"error", name_of(sent.error())}});
        }
    }

    void send_text(link& l, const json::object& what) {
        smpp::pdu p = from_json(what.at("pdu").as_object());
        const auto parts = smpp::segment_text(what.at("text").as_string(), 77);
        if (!parts) {
            throw std::runtime_error{"the text takes too many parts"};
        }
        for (const std::string& part : parts->parts) {
            std::visit(
                [&](auto& b) {
                    if constexpr (is_body<decltype(b), smpp::sm_body> ||
                                  requires { b.short_message, b.esm_class; }) {
                        b.short_message = part;
                        b.data_coding =
                            parts->alphabet == smpp::alphabet::ucs2 ? smpp::dcs::ucs2 : 0;
                        b.esm_class = parts->has_udh() ? smpp::esm::udhi : 0;
                    }
                },
                p.body);
            send(l, p.body, what);
        }
    }

    link* receiver_for(link& l) const {
        if (l.session().state() != smpp::link_state::bound_tx) {
            return &l;
        }
        for (const auto& [id, other] : links_) {
            if (other->session().state() == smpp::link_state::bound_rx ||
                other->session().state() == smpp::link_state::bound_trx) {
                return other;
            }
        }
        return nullptr;
    }
    link* which(const json::object& what) const {
        const json::value* id = what.if_contains("link");
        for (auto i = links_.rbegin(); i != links_.rend(); ++i) {
            if (id == nullptr || i->first == id->to_number<int>()) {
                return i->second;
            }
        }
        return nullptr;
    }
    int id_of(link& l) {
        for (const auto& [id, known] : links_) {
            if (known == &l) {
                return id;
            }
        }
        links_[++last_] = &l;
        return last_;
    }

    void note(link& l, smpp::event::bind_request& e, json::object& out) {
        smpp::pdu p;
        p.sequence = e.sequence;
        if (e.kind == smpp::command_id::bind_receiver) {
            p.body = smpp::bind_receiver{e.body};
        } else if (e.kind == smpp::command_id::bind_transmitter) {
            p.body = smpp::bind_transmitter{e.body};
        } else {
            p.body = smpp::bind_transceiver{e.body};
        }
        out["event"] = "bind_request";
        out["pdu"] = to_json(p);
        say(out);
        if (e.body.password == "wrong") {
            l.session().refuse_bind(smpp::command_status::rinvpaswd, now());
        } else if (e.body.system_id == "busy") {
            l.session().refuse_bind(smpp::command_status::ralybnd, now());
        } else {
            l.session().accept_bind("yeelen", now());
        }
    }
    void note(link& l, smpp::event::outbind_request& e, json::object& out) {
        smpp::pdu p;
        p.body = e.body;
        out["event"] = "outbind_request";
        out["pdu"] = to_json(p);
        say(out);
        l.session().bind(bind_kind(options_), bind_of(options_), now());
    }
    void note(link&, smpp::event::bound& e, json::object& out) {
        out["event"] = "bound";
        out["state"] = name_of(e.state);
        out["version"] = e.peer_version;
        say(out);
    }
    void note(link& l, smpp::event::request& e, json::object& out) {
        out["event"] = "request";
        out["pdu"] = to_json(e.pdu);
        std::visit(
            [&]<class B>(const B& b) {
                if constexpr (requires { b.short_message, b.data_coding; }) {
                    out["text"] = text_of(b);
                }
                if constexpr (std::is_same_v<B, smpp::deliver_sm>) {
                    if (const auto r = smpp::read_receipt(b)) {
                        out["receipt"] = {{"message_id", r->message_id},
                                          {"state", static_cast<int>(r->state)},
                                          {"error", r->error},
                                          {"final", r->final}};
                    }
                }
            },
            e.pdu.body);
        say(out);
        answers_.answer(l, e.pdu);
    }
    void note(link&, smpp::event::response& e, json::object& out) {
        out["event"] = "response";
        out["token"] = e.token;
        out["pdu"] = to_json(e.pdu);
        say(out);
    }
    void note(link&, smpp::event::late_response& e, json::object& out) {
        out["event"] = "late_response";
        out["token"] = e.token;
        out["pdu"] = to_json(e.pdu);
        say(out);
    }
    void note(link&, smpp::event::request_timeout& e, json::object& out) {
        out["event"] = "request_timeout";
        out["token"] = e.token;
        say(out);
    }
    void note(link&, smpp::event::peer_error& e, json::object& out) {
        out["event"] = "peer_error";
        out["status"] = status_text(e.error.status);
        out["field"] = e.error.field;
        out["command_id"] = static_cast<std::uint32_t>(e.pdu_header.id);
        say(out);
    }
    void note(link& l, smpp::event::closed& e, json::object& out) {
        out["event"] = "closed";
        out["reason"] = smpp::name_of(e.reason);
        out["status"] = status_text(e.status);
        say(out);
        answers_.forget(l);
        std::erase_if(links_, [&](const auto& known) { return known.second == &l; });
    }

    const options& options_;
    smsc_answers answers_;
    std::map<int, link*> links_;
    int last_ = 0;
};

/// Lines of standard input, until it ends.
class console {
public:
    console(asio::io_context& io, peer& p, std::function<void()> stop)
        : io_(io)
        , in_(io, ::dup(STDIN_FILENO))
        , peer_(p)
        , stop_(std::move(stop)) {
        read();
    }

private:
    void read() {
        asio::async_read_until(in_, buffer_, '\n', [this](auto ec, std::size_t) {
            if (ec) {
                io_.stop();
                return;
            }
            std::istream lines{&buffer_};
            std::string line;
            std::getline(lines, line);
            const json::object what = json::parse(line).as_object();
            if (what.at("do") == "stop") {
                stop_();
            } else {
                peer_.told(what);
            }
            read();
        });
    }

    asio::io_context& io_;
    asio::posix::basic_stream_descriptor<asio::io_context::executor_type> in_;
    asio::streambuf buffer_;
    peer& peer_;
    std::function<void()> stop_;
};

int run(const std::string& what, const options& o) {
    asio::io_context io{1};
    peer p{o};
    std::unique_ptr<smpp::net::listener> listener;
    std::unique_ptr<smpp::net::client> client;
    const std::string port = o.text("port", "0");
    if (what == "smsc" || what == "esme_listener") {
        smpp::net::listener_config c;
        c.session = session_of(o);
        c.role = what == "smsc" ? smpp::role::smsc : smpp::role::esme;
        auto opened = smpp::net::listener::open(io, c, p);
        if (!opened) {
            throw std::runtime_error{opened.error()};
        }
        listener = std::move(*opened);
        say({{"event", "listening"}, {"port", listener->port()}});
    } else if (what == "esme") {
        smpp::net::client_config c;
        c.hosts = {{"127.0.0.1", port}};
        c.bind_as = bind_kind(o);
        c.bind = bind_of(o);
        c.session = session_of(o);
        client = std::make_unique<smpp::net::client>(io, std::move(c), p);
        client->start();
    } else if (what == "outbind") {
        asio::ip::tcp::socket socket{io};
        socket.connect({asio::ip::make_address("127.0.0.1"), o.number<std::uint16_t>("port", 0)});
        smpp::session_config c = session_of(o);
        c.role = smpp::role::smsc;
        const auto l = std::make_shared<link>(std::move(socket), c, p);
        l->session().outbind({o.text("system_id", "yeelen"), o.text("password", "secret"), {}},
                             now());
        l->start();
        l->flush();
    } else {
        throw std::runtime_error{"smsc, esme, outbind or esme_listener"};
    }
    const console in{io, p, [&] {
                         if (client) {
                             client->stop();
                         }
                         if (listener) {
                             listener->stop();
                         }
                     }};
    io.run();
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    try {
        return run(argc > 1 ? argv[1] : "", options{argc, argv});
    } catch (const std::exception& e) {
        std::fprintf(stderr, "peer: %s\n", e.what());
        return 2;
    }
}
