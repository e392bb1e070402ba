#include "sim/utility/book_impl.hpp"

#include "sim/utility/calendar.hpp"

namespace yeelen::sim {

namespace {

constexpr const char* schema = R"(
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS contracts (contract TEXT PRIMARY KEY, name TEXT NOT NULL, address TEXT NOT NULL,
    tariff TEXT NOT NULL, meter TEXT NOT NULL, holder TEXT NOT NULL, phone TEXT NOT NULL, prepaid INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS invoices (number TEXT NOT NULL, contract TEXT NOT NULL REFERENCES contracts, month TEXT NOT NULL,
    amount INTEGER NOT NULL, kwh INTEGER NOT NULL, due_date TEXT NOT NULL, paid INTEGER NOT NULL,
    PRIMARY KEY (contract, month)) STRICT;
CREATE TABLE IF NOT EXISTS consumption (contract TEXT NOT NULL REFERENCES contracts, month TEXT NOT NULL,
    kwh INTEGER NOT NULL, PRIMARY KEY (contract, month)) STRICT;
CREATE TABLE IF NOT EXISTS deferrals (number INTEGER PRIMARY KEY, contract TEXT NOT NULL, msisdn TEXT NOT NULL,
    instalments INTEGER NOT NULL, deposit INTEGER NOT NULL, first_date TEXT NOT NULL, key TEXT NOT NULL,
    at INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS deferrals_by_contract ON deferrals (contract);
CREATE TABLE IF NOT EXISTS tickets (number INTEGER PRIMARY KEY, topic TEXT NOT NULL, contract TEXT NOT NULL,
    kind TEXT NOT NULL, place TEXT NOT NULL, msisdn TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS tickets_by_contract ON tickets (contract);
CREATE TABLE IF NOT EXISTS payments (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, contract TEXT NOT NULL,
    meter TEXT NOT NULL, msisdn TEXT NOT NULL, amount INTEGER NOT NULL, fee INTEGER NOT NULL, kwh INTEGER NOT NULL,
    tokens TEXT NOT NULL, status TEXT NOT NULL, key TEXT NOT NULL UNIQUE, request TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS payments_by_phone ON payments (msisdn);
CREATE INDEX IF NOT EXISTS payments_by_meter ON payments (meter);
CREATE TABLE IF NOT EXISTS pins (contract TEXT PRIMARY KEY, code TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS alerts (contract TEXT NOT NULL, phone TEXT NOT NULL,
    PRIMARY KEY (contract, phone)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS indexes (contract TEXT PRIMARY KEY, shown INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS surveys (number INTEGER PRIMARY KEY, phone TEXT NOT NULL, code TEXT NOT NULL,
    district TEXT NOT NULL, language TEXT NOT NULL, restored TEXT NOT NULL, duration TEXT NOT NULL, mark INTEGER NOT NULL,
    reason TEXT NOT NULL, remark TEXT NOT NULL, call_phone TEXT NOT NULL, call_day TEXT NOT NULL, key TEXT NOT NULL,
    at INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS surveys_by_time ON surveys (at);
CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, request TEXT NOT NULL, status INTEGER NOT NULL,
    body TEXT NOT NULL) STRICT, WITHOUT ROWID;
)";

constexpr std::int64_t first_deferral = 700'001;

} // namespace

book::impl::impl(const std::string& file)
    : db(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE) {
    db.exec(schema);
}

bool book::impl::seed(const std::vector<customer>& list) {
    if (db.execAndGet("SELECT count(*) FROM contracts").getInt64() != 0) {
        return false;
    }
    SQLite::Transaction all{db};
    SQLite::Statement contract{db, "INSERT INTO contracts VALUES (?,?,?,?,?,?,?,?)"};
    SQLite::Statement bill{db, "INSERT INTO invoices VALUES (?,?,?,?,?,?,?)"};
    SQLite::Statement reading{db, "INSERT INTO consumption VALUES (?,?,?)"};
    for (const auto& c : list) {
        run(contract, c.contract, c.name, c.address, c.tariff, c.meter, c.holder, c.phone,
            c.prepaid ? 1 : 0);
        for (const auto& i : c.invoices) {
            run(bill, i.number, c.contract, i.month, i.amount, i.kwh, i.due_date, i.paid ? 1 : 0);
        }
        for (const auto& r : c.readings) {
            run(reading, c.contract, r.month, r.kwh);
        }
    }
    all.commit();
    return true;
}

SQLite::Statement& book::impl::statement(const char* sql) {
    auto& s = statements[sql];
    if (!s) {
        s = std::make_unique<SQLite::Statement>(db, sql);
    }
    s->reset();
    s->clearBindings();
    return *s;
}

book::book(std::unique_ptr<impl> i)
    : impl_(std::move(i)) {}
book::~book() = default;

std::expected<std::unique_ptr<book>, std::string> book::open(const std::string& file,
                                                             const std::vector<customer>& seed,
                                                             const std::vector<survey>& surveys) {
    try {
        auto i = std::make_unique<impl>(file);
        const bool fresh = i->seed(seed);
        std::unique_ptr<book> b{new book{std::move(i)}};
        if (fresh) {
            b->seed_purchases(seed);
            b->keep_pin("100004", "2468");
        }
        b->seed_surveys(surveys);
        return b;
    } catch (const SQLite::Exception& e) {
        return std::unexpected(file + ": " + e.what());
    }
}

void book::seed_purchases(const std::vector<customer>& list) {
    for (const auto& c : list) {
        for (auto p = c.purchases.rbegin(); p != c.purchases.rend(); ++p) {
            add(payment{.kind = "tokens",
                        .contract = c.contract,
                        .meter = c.meter,
                        .msisdn = c.phone,
                        .amount = p->amount,
                        .fee = p->fee,
                        .kwh = p->kwh,
                        .tokens = p->tokens,
                        .status = "done",
                        .key = "seed-" + p->number,
                        .request = {},
                        .at = milliseconds_of(p->date)});
        }
    }
}

std::vector<customer> book::customers() {
    std::vector<customer> list;
    auto& contracts = impl_->statement(
        "SELECT contract, name, address, tariff, meter, holder, phone, prepaid FROM contracts");
    while (contracts.executeStep()) {
        auto& c = list.emplace_back();
        c.contract = contracts.getColumn(0).getString();
        c.name = contracts.getColumn(1).getString();
        c.address = contracts.getColumn(2).getString();
        c.tariff = contracts.getColumn(3).getString();
        c.meter = contracts.getColumn(4).getString();
        c.holder = contracts.getColumn(5).getString();
        c.phone = contracts.getColumn(6).getString();
        c.prepaid = contracts.getColumn(7).getInt() != 0;
    }
    for (auto& c : list) {
        auto& bills = impl_->statement("SELECT number, month, amount, kwh, due_date, paid FROM "
                                       "invoices WHERE contract = ? ORDER BY month DESC");
        bills.bind(1, c.contract);
        while (bills.executeStep()) {
            c.invoices.push_back({.number = bills.getColumn(0).getString(),
                                  .month = bills.getColumn(1).getString(),
                                  .amount = bills.getColumn(2).getInt64(),
                                  .kwh = bills.getColumn(3).getInt64(),
                                  .due_date = bills.getColumn(4).getString(),
                                  .paid = bills.getColumn(5).getInt() != 0});
        }
        auto& readings = impl_->statement(
            "SELECT month, kwh FROM consumption WHERE contract = ? ORDER BY month DESC");
        readings.bind(1, c.contract);
        while (readings.executeStep()) {
            c.readings.push_back(
                {readings.getColumn(0).getString(), readings.getColumn(1).getInt64()});
        }
    }
    return list;
}

std::optional<kept_answer> book::answer(std::string_view key) {
    auto& s = impl_->statement("SELECT request, status, body FROM answers WHERE key = ?");
    s.bind(1, std::string{key});
    if (!s.executeStep()) {
        return std::nullopt;
    }
    kept_answer a{s.getColumn(0).getString(), s.getColumn(1).getUInt(), s.getColumn(2).getString()};
    s.reset();
    return a;
}

void book::keep(std::string_view key, const kept_answer& a) {
    impl_->run(impl_->statement("INSERT INTO answers VALUES (?,?,?,?)"), std::string{key},
               a.request, a.status, a.body);
}

std::int64_t book::add(const deferral& d) {
    impl_->run(impl_->statement("INSERT INTO deferrals SELECT coalesce(max(number) + 1, ?), ?, ?, "
                                "?, ?, ?, ?, ? FROM deferrals"),
               first_deferral, d.contract, d.msisdn, d.instalments, d.deposit, d.first_date, d.key,
               d.at);
    return impl_->db.getLastInsertRowid();
}

std::vector<deferral> book::deferrals(std::string_view contract) {
    auto& s = impl_->statement(
        "SELECT number, contract, msisdn, instalments, deposit, first_date, key, at FROM deferrals "
        "WHERE ?1 = '' OR contract = ?1 ORDER BY number");
    s.bind(1, std::string{contract});
    std::vector<deferral> list;
    while (s.executeStep()) {
        list.push_back({.number = s.getColumn(0).getInt64(),
                        .contract = s.getColumn(1).getString(),
                        .msisdn = s.getColumn(2).getString(),
                        .instalments = s.getColumn(3).getInt(),
                        .deposit = s.getColumn(4).getInt64(),
                        .first_date = s.getColumn(5).getString(),
                        .key = s.getColumn(6).getString(),
                        .at = s.getColumn(7).getInt64()});
    }
    return list;
}

void book::begin() {
    impl_->db.exec("BEGIN IMMEDIATE");
}
void book::commit() {
    impl_->db.exec("COMMIT");
}
void book::rollback() noexcept {
    impl_->db.tryExec("ROLLBACK");
}

} // namespace yeelen::sim
