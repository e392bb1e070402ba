#pragma once
// Carries out one write inside the transaction that is open. Belongs to the writer's thread.
#include "storage/statement.hpp"
#include "storage/store.hpp"
#include <SQLiteCpp/Database.h>

namespace yeelen::storage {

/// What a transaction changes outside its rows: taken over when it is committed, forgotten when it
/// is rolled back.
struct tally {
    std::uint64_t rows = 0;
    std::int64_t parked = 0; ///< receipts, more or fewer
    std::int64_t dropped_session =
        0; ///< the highest id dropped: its row cannot say any more that it was used
};

class applier {
public:
    /// Receipts wait this long for their part, and no more of them than this: the oldest gives way.
    static constexpr std::chrono::hours parked_lifetime{24};
    static constexpr std::int64_t parked_bound = 100'000;

    /// Prepares all statements. Throws SQLite::Exception, as all here does.
    explicit applier(SQLite::Database& database);

    /// `parked`: how many receipts wait, by the last commit.
    void apply(const write& what, std::int64_t parked, tally& changes, written& result);
    /// Before the commit of a transaction that dropped sessions.
    void remember_dropped(const tally& changes);
    /// Drops receipts that came before `limit`; their number.
    std::int64_t drop_parked_before(core::utc_time limit);
    std::int64_t count_parked();

private:
    void apply_one(const put_session& what);
    void apply_one(const drop_session& what, tally& changes);
    void apply_one(const put_profile& what);
    void apply_one(const put_intent& what);
    void apply_one(const drop_intent& what);
    void apply_one(const put_menu_version& what);
    void apply_one(const drop_menu_version& what);
    void apply_one(const put_message& what, tally& changes, written& result);
    void apply_one(const put_part& what, std::int64_t parked, tally& changes);
    void apply_one(const put_receipt& what, std::int64_t parked, tally& changes);
    bool take_parked(const put_part& what, sms::part& stored);
    message_exists find_key(const std::string& key);

    statement put_session_, drop_session_, mark_;
    statement put_profile_, put_intent_, drop_intent_;
    statement put_menu_, drop_menu_;
    statement put_message_, find_key_, insert_part_, update_part_;
    statement find_part_, receipt_part_;
    statement park_, find_parked_, drop_parked_, drop_oldest_, drop_before_, count_parked_;
};

} // namespace yeelen::storage
