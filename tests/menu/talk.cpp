#include "menu/talk.hpp"

#include "menu/electricity.hpp"
#include "support/conversation.hpp"
#include <charconv>
#include <sstream>

namespace menu_test {

using namespace yeelen;

namespace {

core::call_outcome outcome_of(std::string_view text) {
    for (int i = 0; i < 6; ++i) {
        const auto failure = static_cast<core::call_failure>(i);
        if (core::name_of(failure) == text) {
            return std::unexpected(failure);
        }
    }
    return boost::json::parse(text).as_object();
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 2) == "\\x" && i + 3 < text.size()) {
            int octet = 0;
            std::from_chars(text.data() + i + 2, text.data() + i + 4, octet, 16);
            out += static_cast<char>(octet);
            i += 3;
        } else {
            out += text[i];
        }
    }
    return out;
}

class talk_runner {
public:
    talk_runner()
        : talk_(electricity()) {
        talk_.answers = [this](const core::call_request& request) -> core::call_outcome {
            const auto canned = answers_.find(request.operation);
            REQUIRE_MESSAGE(canned != answers_.end(), "no answer for " << request.operation);
            return canned->second;
        };
    }

    void line(const std::string& text) {
        if (text.starts_with("#") || text.empty()) {
            out += text + "\n";
            return;
        }
        if (!text.starts_with("> ")) {
            return; // what was expected: compared as a whole
        }
        out += text + "\n";
        std::istringstream words{text.substr(2)};
        std::string verb;
        words >> verb;
        std::string rest;
        std::getline(words, rest);
        rest.erase(0, rest.starts_with(' ') ? 1 : 0);
        if (verb == "profile") {
            talk_.profile = boost::json::parse(rest).as_object();
        } else if (verb == "answer") {
            const auto space = rest.find(' ');
            answers_.insert_or_assign(rest.substr(0, space), outcome_of(rest.substr(space + 1)));
        } else if (verb == "dial") {
            talk_.dial();
            show();
        } else if (verb == "type") {
            talk_.type(unescaped(rest));
            show();
        } else if (verb == "late") {
            for (const auto& e :
                 talk_.engine().answered_late(talk_.state_at_call(), talk_.environment(),
                                              outcome_of(rest.substr(rest.find(' ') + 1)))) {
                out += "< " + talk_.written(e) + "\n";
            }
        } else {
            FAIL("unknown verb: " << verb);
        }
    }

    std::string out;

private:
    void show() {
        for (const auto& what : talk_.happened) {
            out += "< " + what + "\n";
        }
        talk_.happened.clear();
        std::istringstream lines{talk_.screen()};
        for (std::string l; std::getline(lines, l);) {
            out += "| " + l + "\n";
        }
        const auto size = smpp::measure_screen(talk_.screen());
        out += fmt::format("= {}/{}{}\n", size.used, size.limit, talk_.ended() ? " end" : "");
    }

    support::conversation talk_;
    std::map<std::string, core::call_outcome> answers_;
};

} // namespace

std::string run_talk(const std::string& script) {
    talk_runner runner;
    std::istringstream lines{script};
    for (std::string l; std::getline(lines, l);) {
        runner.line(l);
    }
    return runner.out;
}

} // namespace menu_test
