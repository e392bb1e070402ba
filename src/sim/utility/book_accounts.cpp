// Of the book: tickets, payments, and what customers set themselves.
#include "sim/utility/book_impl.hpp"
#include <sstream>

namespace yeelen::sim {

namespace {

constexpr std::int64_t first_ticket = 400'001;
constexpr std::int64_t first_payment = 500'001;

ticket ticket_of(SQLite::Statement& s) {
    return {.number = s.getColumn(0).getInt64(),
            .topic = s.getColumn(1).getString(),
            .contract = s.getColumn(2).getString(),
            .kind = s.getColumn(3).getString(),
            .place = s.getColumn(4).getString(),
            .msisdn = s.getColumn(5).getString(),
            .at = s.getColumn(6).getInt64()};
}

std::string joined(const std::vector<std::string>& tokens) {
    std::string all;
    for (const auto& t : tokens) {
        all += (all.empty() ? "" : " ") + t;
    }
    return all;
}

payment payment_of(SQLite::Statement& s) {
    payment p{.number = s.getColumn(0).getInt64(),
              .kind = s.getColumn(1).getString(),
              .contract = s.getColumn(2).getString(),
              .meter = s.getColumn(3).getString(),
              .msisdn = s.getColumn(4).getString(),
              .amount = s.getColumn(5).getInt64(),
              .fee = s.getColumn(6).getInt64(),
              .kwh = s.getColumn(7).getInt64(),
              .tokens = {},
              .status = s.getColumn(9).getString(),
              .key = s.getColumn(10).getString(),
              .request = s.getColumn(11).getString(),
              .at = s.getColumn(12).getInt64()};
    std::istringstream tokens{s.getColumn(8).getString()};
    for (std::string t; tokens >> t;) {
        p.tokens.push_back(t);
    }
    return p;
}

std::optional<payment> one_payment(SQLite::Statement& s) {
    if (!s.executeStep()) {
        return std::nullopt;
    }
    auto p = payment_of(s);
    s.reset();
    return p;
}

} // namespace

std::int64_t book::add(const ticket& t) {
    impl_->run(impl_->statement("INSERT INTO tickets SELECT coalesce(max(number) + 1, ?), ?, ?, ?, "
                                "?, ?, ? FROM tickets"),
               first_ticket, t.topic, t.contract, t.kind, t.place, t.msisdn, t.at);
    return impl_->db.getLastInsertRowid();
}

std::vector<ticket> book::tickets(std::string_view contract) {
    auto& s =
        impl_->statement("SELECT * FROM tickets WHERE ?1 = '' OR contract = ?1 ORDER BY number");
    s.bind(1, std::string{contract});
    std::vector<ticket> list;
    while (s.executeStep()) {
        list.push_back(ticket_of(s));
    }
    return list;
}

std::optional<ticket> book::find_ticket(std::int64_t number) {
    auto& s = impl_->statement("SELECT * FROM tickets WHERE number = ?");
    s.bind(1, number);
    if (!s.executeStep()) {
        return std::nullopt;
    }
    auto t = ticket_of(s);
    s.reset();
    return t;
}

std::int64_t book::add(const payment& p) {
    impl_->run(impl_->statement("INSERT INTO payments SELECT coalesce(max(number) + 1, ?), ?, ?, "
                                "?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM payments"),
               first_payment, p.kind, p.contract, p.meter, p.msisdn, p.amount, p.fee, p.kwh,
               joined(p.tokens), p.status, p.key, p.request, p.at);
    return impl_->db.getLastInsertRowid();
}

void book::decide(std::int64_t number, std::string_view status) {
    impl_->run(impl_->statement("UPDATE payments SET status = ? WHERE number = ?"),
               std::string{status}, number);
}

std::optional<payment> book::find_payment(std::int64_t number) {
    auto& s = impl_->statement("SELECT * FROM payments WHERE number = ?");
    s.bind(1, number);
    return one_payment(s);
}

std::optional<payment> book::payment_of_key(std::string_view key) {
    auto& s = impl_->statement("SELECT * FROM payments WHERE key = ?");
    s.bind(1, std::string{key});
    return one_payment(s);
}

std::optional<payment> book::last_payment(std::string_view msisdn) {
    auto& s =
        impl_->statement("SELECT * FROM payments WHERE msisdn = ? ORDER BY number DESC LIMIT 1");
    s.bind(1, std::string{msisdn});
    return one_payment(s);
}

std::vector<payment> book::payments(std::string_view contract) {
    auto& s =
        impl_->statement("SELECT * FROM payments WHERE ?1 = '' OR contract = ?1 ORDER BY number");
    s.bind(1, std::string{contract});
    std::vector<payment> list;
    while (s.executeStep()) {
        list.push_back(payment_of(s));
    }
    return list;
}

std::vector<payment> book::purchases(std::string_view meter, int most) {
    auto& s = impl_->statement("SELECT * FROM payments WHERE meter = ? AND kind = 'tokens' AND "
                               "status = 'done' ORDER BY number DESC LIMIT ?");
    s.bind(1, std::string{meter});
    s.bind(2, most);
    std::vector<payment> list;
    while (s.executeStep()) {
        list.push_back(payment_of(s));
    }
    return list;
}

std::map<std::string, std::string> book::pins() {
    auto& s = impl_->statement("SELECT contract, code FROM pins");
    std::map<std::string, std::string> all;
    while (s.executeStep()) {
        all.emplace(s.getColumn(0).getString(), s.getColumn(1).getString());
    }
    return all;
}

void book::keep_pin(std::string_view contract, std::string_view code) {
    if (code.empty()) {
        impl_->run(impl_->statement("DELETE FROM pins WHERE contract = ?"), std::string{contract});
        return;
    }
    impl_->run(impl_->statement("INSERT OR REPLACE INTO pins VALUES (?, ?)"), std::string{contract},
               std::string{code});
}

bool book::alert(std::string_view contract, std::string_view phone) {
    auto& s = impl_->statement("SELECT 1 FROM alerts WHERE contract = ? AND phone = ?");
    s.bind(1, std::string{contract});
    s.bind(2, std::string{phone});
    const bool active = s.executeStep();
    s.reset();
    return active;
}

void book::keep_alert(std::string_view contract, std::string_view phone, bool active) {
    impl_->run(impl_->statement(active ? "INSERT OR IGNORE INTO alerts VALUES (?, ?)"
                                       : "DELETE FROM alerts WHERE contract = ? AND phone = ?"),
               std::string{contract}, std::string{phone});
}

std::optional<std::int64_t> book::index(std::string_view contract) {
    auto& s = impl_->statement("SELECT shown FROM indexes WHERE contract = ?");
    s.bind(1, std::string{contract});
    std::optional<std::int64_t> shown;
    if (s.executeStep()) {
        shown = s.getColumn(0).getInt64();
        s.reset();
    }
    return shown;
}

void book::keep_index(std::string_view contract, std::int64_t shown) {
    impl_->run(impl_->statement("INSERT OR REPLACE INTO indexes VALUES (?, ?)"),
               std::string{contract}, shown);
}

} // namespace yeelen::sim
