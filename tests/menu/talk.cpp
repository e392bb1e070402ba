#include "menu/talk.hpp"

#include "menu/electricity.hpp"
#include "menu/expression/day.hpp"
#include "support/conversation.hpp"
#include <charconv>
#include <memory>
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
    void line(const std::string& text) {
        if (text.starts_with("#") || text.empty()) {
            out += text + "\n";
        } else if (text.starts_with("> ")) { // else what was expected: compared as a whole
            out += text + "\n";
            const auto space = std::min(text.find(' ', 2), text.size());
            carry_out(text.substr(2, space - 2), text.substr(std::min(space + 1, text.size())));
        }
    }

    std::string out;

private:
    void carry_out(const std::string& verb, const std::string& rest) {
        if (verb == "config" || verb == "flag") {
            REQUIRE_MESSAGE(!talk_, "too late for: " << verb); // the engine has its settings
        }
        if (verb == "config") {
            settings_.config = boost::json::parse(rest).as_object();
        } else if (verb == "flag") {
            settings_.flags[rest] = {.percent = 100, .allowed = {}};
        } else if (verb == "profile") {
            talk().profile = boost::json::parse(rest).as_object();
        } else if (verb == "secret") {
            talk().secrets.push_back(rest);
        } else if (verb == "now") {
            talk().now = menu::read_time(rest).value();
        } else if (verb == "answer") {
            const auto space = rest.find(' ');
            answers_.insert_or_assign(rest.substr(0, space), outcome_of(rest.substr(space + 1)));
        } else if (verb == "dial") {
            talk().dial(rest.empty() ? "*123#" : rest);
            show();
        } else if (verb == "type") {
            talk().type(unescaped(rest));
            show();
        } else if (verb == "restart") {
            talk().restart_at_call();
            show();
        } else if (verb == "late") {
            const auto outcome = outcome_of(rest.substr(rest.find(' ') + 1));
            for (const auto& e : talk().engine().answered_late(talk().state_at_call(),
                                                               talk().environment(), outcome)) {
                out += "< " + talk().written(e) + "\n";
            }
        } else {
            FAIL("unknown verb: " << verb);
        }
    }

    support::conversation& talk() {
        if (!talk_) {
            talk_ = std::make_unique<support::conversation>(kinds(), settings_);
            talk_->answers = [this](const core::call_request& request) -> core::call_outcome {
                const auto canned = answers_.find(request.operation);
                REQUIRE_MESSAGE(canned != answers_.end(), "no answer for " << request.operation);
                return canned->second;
            };
        }
        return *talk_;
    }

    void show() {
        for (const auto& what : talk().happened) {
            out += "< " + what + "\n";
        }
        talk().happened.clear();
        std::istringstream lines{talk().screen()};
        for (std::string l; std::getline(lines, l);) {
            out += "| " + l + "\n";
        }
        const auto size = smpp::measure_screen(talk().screen());
        out += fmt::format("= {}/{}{}{}{}\n", size.used, size.limit, talk().at().empty() ? "" : " ",
                           talk().at(), talk().ended() ? " end" : "");
    }

    menu::settings settings_;
    std::unique_ptr<support::conversation> talk_;
    std::map<std::string, core::call_outcome, std::less<>> answers_;
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
