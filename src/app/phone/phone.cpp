#include "app/phone/phone.hpp"
#include "app/phone/line_reader.hpp"
#include "app/phone/menu_network.hpp"
#include "app/phone/network_client.hpp"
#include <cstdio>
#include <expected>
#include <fmt/format.h>
#include <tuple>
#include <unistd.h>

namespace yeelen::app {

namespace {

void print(std::string_view text) {
    fmt::print("{}", text);
    std::fflush(stdout);
}

int fail(std::string_view message) {
    fmt::print(stderr, "yeelen phone: {}\n", message);
    return 1;
}

class terminal_phone {
public:
    terminal_phone(const phone_options& options, app::network& network)
        : options_(options)
        , network_(network) {}

    int scripted();
    int interactive();

private:
    using answer = std::expected<phone_screen, std::string>;
    bool show(const answer& a);
    void tell(const answer& a);
    void announce(unsigned wait_seconds);
    void skip_old_messages();
    void list_messages();
    bool obey(const std::string& line);
    void prompt() const;

    const phone_options& options_;
    app::network& network_;
    std::string code_ = options_.code;
    phone_screen screen_;
    std::uint64_t last_sms_ = 0;
    std::string trouble_;
    const bool typed_ = ::isatty(STDIN_FILENO) != 0; ///< the terminal shows what is typed
};

/// False when the network gave nothing; trouble_ says why.
bool terminal_phone::show(const answer& a) {
    if (!a) {
        trouble_ = a.error();
        screen_ = {};
        return false;
    }
    screen_ = *a;
    print(draw_screen(screen_, code_, options_.msisdn));
    if (!screen_.answered) {
        trouble_ = screen_.note;
    }
    return screen_.answered;
}

/// The screen, or what stands in its way.
void terminal_phone::tell(const answer& a) {
    if (!show(a) && !a) {
        print(trouble_ + "\n");
    }
}

void terminal_phone::skip_old_messages() {
    if (const auto list = network_.inbox(0, 0); list && !list->empty()) {
        last_sms_ = list->back().id;
    }
}

void terminal_phone::announce(unsigned wait_seconds) {
    const auto list = network_.inbox(last_sms_, wait_seconds);
    if (!list) {
        return;
    }
    for (const auto& sms : *list) {
        print("\nNew message:\n" + draw_sms(sms));
        last_sms_ = sms.id;
    }
}

void terminal_phone::list_messages() {
    const auto list = network_.inbox(0, 0);
    if (!list) {
        print(list.error() + "\n");
        return;
    }
    print(list->empty() ? std::string{"No messages.\n"}
                        : fmt::format("{} message(s):\n", list->size()));
    for (const auto& sms : *list) {
        print(draw_sms(sms));
    }
}

int terminal_phone::scripted() {
    skip_old_messages();
    code_ = options_.dial.front();
    print(fmt::format("dial {}\n", code_));
    if (!show(network_.dial(code_))) {
        return fail(trouble_);
    }
    for (std::size_t i = 1; i < options_.dial.size(); ++i) {
        if (!screen_.open) {
            print(fmt::format("\nThe session has ended; {} key(s) not pressed.\n",
                              options_.dial.size() - i));
            break;
        }
        print(fmt::format("\nkey {}\n", options_.dial[i]));
        if (!show(network_.press(options_.dial[i]))) {
            return fail(trouble_);
        }
    }
    if (screen_.open) {
        std::ignore = network_.hang_up(); // nothing more is shown: whatever came of it
        print("\nhung up\n");
    }
    announce(1);
    return 0;
}

void terminal_phone::prompt() const {
    print(screen_.open ? "> " : fmt::format("[Enter dials {}] > ", options_.code));
}

/// False ends the phone.
bool terminal_phone::obey(const std::string& line) {
    if (line == "quit") {
        return false;
    }
    if (line == "sms") {
        list_messages();
    } else if (line == "hang") {
        const bool was_open = screen_.open;
        std::ignore = network_.hang_up(); // nothing more is shown: whatever came of it
        screen_ = {};
        print(was_open ? "Hung up.\n" : "No session is open.\n");
    } else if (screen_.open) {
        tell(network_.press(line));
    } else if (line.empty() || line.starts_with('*') || line.starts_with('#')) {
        code_ = line.empty() ? options_.code : line;
        tell(network_.dial(code_));
    } else {
        print("No session is open: Enter dials, or type a code such as *123#.\n");
    }
    return true;
}

int terminal_phone::interactive() {
    constexpr std::chrono::milliseconds look_every{1000};
    skip_old_messages();
    print("Type what you would type on the phone, then Enter. Also: sms (messages), hang (hang "
          "up), quit.\n\n");
    if (!show(network_.dial(code_)) && screen_.note.empty()) {
        return fail(trouble_);
    }
    line_reader input{STDIN_FILENO};
    std::string line;
    prompt();
    for (;;) {
        const auto got = input.read(line, look_every);
        if (got == line_reader::result::nothing_yet) {
            const auto before = last_sms_;
            announce(0);
            const auto news = network_.news();
            if (!news.empty()) {
                print("\n" + news);
            }
            if (last_sms_ != before || !news.empty()) {
                prompt();
            }
            continue;
        }
        if (got == line_reader::result::line && !typed_) {
            print(line + "\n");
        }
        if (got == line_reader::result::end || !obey(line)) {
            break;
        }
        announce(0);
        prompt();
    }
    if (screen_.open) {
        std::ignore = network_.hang_up(); // nothing more is shown: whatever came of it
    }
    print("\n");
    return 0;
}

} // namespace

int run_phone(const phone_options& options) {
    if (options.menu) {
        menu_network canned{*options.menu, options.msisdn};
        terminal_phone phone{options, canned};
        return options.dial.empty() ? phone.interactive() : phone.scripted();
    }
    auto network = network_client::open(options.api, options.msisdn);
    if (!network) {
        return fail(network.error());
    }
    terminal_phone phone{options, **network};
    return options.dial.empty() ? phone.interactive() : phone.scripted();
}

} // namespace yeelen::app
