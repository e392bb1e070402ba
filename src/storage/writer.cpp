#include "storage/writer.hpp"

#include <algorithm>
#include <iterator>
#include <sqlite3.h>

namespace yeelen::storage {

namespace {

constexpr std::chrono::milliseconds probe_every{500};

std::size_t rows_of(const unit& what) noexcept {
    std::size_t rows = 0;
    for (const write& one : what.writes) {
        const auto* message = std::get_if<put_message>(&one);
        rows += 1 + (message == nullptr ? 0 : message->parts.size());
    }
    return rows;
}

/// A message by itself is new work; one that ends a step of a session, or settles an intent,
/// completes what was begun.
bool takes_on_work(const unit& what) noexcept {
    bool message = false;
    for (const write& one : what.writes) {
        if (std::holds_alternative<put_session>(one) || std::holds_alternative<drop_intent>(one)) {
            return false;
        }
        message = message || std::holds_alternative<put_message>(one);
    }
    return message;
}

/// Units and what became of them, on their way to the owner's thread.
struct told {
    std::vector<unit> units;
    std::vector<commit_result> results;

    void operator()() {
        for (std::size_t i = 0; i < units.size(); ++i) {
            if (units[i].done) {
                units[i].done(std::move(results[i]));
            }
        }
    }
};

int keep_frames(void* frames, sqlite3*, const char*, int count) {
    *static_cast<std::int64_t*>(frames) = count;
    return SQLITE_OK;
}

} // namespace

writer::writer(const store_config& config, store::poster post)
    : config_(config)
    , post_(std::move(post))
    , database_(open_connection(config, role::writer))
    , committer_(database_)
    , checkpointer_(config)
    , disk_(config.path, config.min_free_bytes) {
    sqlite3_wal_hook(database_.getHandle(), keep_frames, &wal_frames_);
    committer_.drop_old_receipts(core::now().utc);
    figures_.parked = static_cast<std::uint64_t>(committer_.parked());
    thread_ = std::thread([this] { work(); });
}

writer::~writer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void writer::submit(std::vector<unit>&& units) {
    std::vector<unit> beyond;
    bool wake = false;
    {
        const std::lock_guard lock(mutex_);
        const std::size_t pending = figures_.pending;
        const std::size_t room = config_.max_pending - std::min(config_.max_pending, pending);
        const std::size_t taken = std::min(room, units.size());
        const auto end = units.begin() + static_cast<std::ptrdiff_t>(taken);
        beyond.assign(std::make_move_iterator(end), std::make_move_iterator(units.end()));
        units.erase(end, units.end());
        figures_.pending += taken;
        if (queue_.empty()) {
            queue_ = std::move(units);
        } else {
            queue_.insert(queue_.end(), std::make_move_iterator(units.begin()),
                          std::make_move_iterator(units.end()));
        }
        wake = waiting_ && taken > 0;
    }
    if (wake) {
        wake_.notify_one();
    }
    if (!beyond.empty()) {
        refuse(std::move(beyond));
    }
}

void writer::refuse(std::vector<unit>&& units) {
    figures_.failures += units.size();
    std::vector<commit_result> results(units.size(), std::unexpected(store_error::full));
    post_(told{std::move(units), std::move(results)});
}

void writer::work() {
    std::vector<unit> units;
    for (auto why = wait(units); why != woken::end; why = wait(units)) {
        if (why == woken::idle) {
            probe();
            continue;
        }
        // Nearly always one transaction takes all.
        auto first = units.begin();
        while (first != units.end()) {
            std::size_t rows = 0;
            auto last = first;
            while (last != units.end() && rows < rows_a_commit) {
                rows += rows_of(*last++);
            }
            if (first == units.begin() && last == units.end()) {
                commit(std::move(units));
                break;
            }
            commit({std::make_move_iterator(first), std::make_move_iterator(last)});
            first = last;
        }
        units.clear();
    }
}

writer::woken writer::wait(std::vector<unit>& into) {
    std::unique_lock lock(mutex_);
    waiting_ = true;
    const auto something = [this] { return !queue_.empty() || stopping_; };
    if (healthy_) {
        wake_.wait(lock, something);
    } else if (!wake_.wait_for(lock, probe_every, something)) {
        waiting_ = false;
        return woken::idle;
    }
    waiting_ = false;
    if (queue_.empty()) {
        return woken::end;
    }
    linger(lock);
    into.swap(queue_);
    return woken::work;
}

/// Who asks healthy() may send nothing while it is false: it must come true again without a commit
/// of theirs.
void writer::probe() {
    passive_checkpoint(database_);
    healthy_ = committer_.probe();
}

/// Only under load, when the commit before was shared and is just over: a lone customer does not
/// wait.
void writer::linger(std::unique_lock<std::mutex>& lock) {
    constexpr std::size_t shared_by = 16;
    const auto until = last_end_ + config_.linger;
    if (config_.linger.count() <= 0 || last_units_ < shared_by ||
        std::chrono::steady_clock::now() >= until) {
        return;
    }
    // Not woken by submit (waiting_ is false), only by time and by the end: that is what makes
    // lingering cheap.
    wake_.wait_until(lock, until, [this] { return stopping_ || queue_.size() >= rows_a_commit; });
}

void writer::commit(std::vector<unit>&& units) {
    const auto begun = std::chrono::steady_clock::now();
    std::vector<commit_result> results(units.size(), written{});
    refuse_new_work(units, results);
    const auto out = committer_.commit(units, results);
    last_end_ = std::chrono::steady_clock::now();
    last_units_ = units.size();
    figures_.commits += out.commits;
    figures_.rows += out.rows;
    figures_.failures += out.failures;
    figures_.nanoseconds += static_cast<std::uint64_t>((last_end_ - begun).count());
    figures_.parked = static_cast<std::uint64_t>(committer_.parked());
    figures_.pending -= units.size();
    healthy_ = out.healthy.value_or(healthy_);
    post_(told{std::move(units), std::move(results)});
    after_commit();
}

void writer::refuse_new_work(std::span<const unit> units, std::span<commit_result> results) {
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (takes_on_work(units[i]) && !disk_.enough(std::chrono::steady_clock::now())) {
            results[i] = std::unexpected(store_error::full);
            ++figures_.failures;
        }
    }
}

void writer::after_commit() {
    if (last_end_ >= receipts_next_) {
        receipts_next_ = last_end_ + std::chrono::minutes(1);
        committer_.drop_old_receipts(core::now().utc);
    }
    // On a full disk the WAL, begun anew, has room for what only changes rows.
    if (!healthy_ || checkpointer_.writers_turn(wal_frames_)) {
        passive_checkpoint(database_);
    }
    checkpointer_.note(wal_frames_);
    figures_.wal_frames = static_cast<std::uint64_t>(wal_frames_);
}

store_counters writer::counters() const noexcept {
    store_counters out{};
    out.commits = figures_.commits;
    out.rows = figures_.rows;
    out.failures = figures_.failures;
    out.pending = figures_.pending;
    out.commit_seconds = static_cast<double>(figures_.nanoseconds) * 1e-9;
    out.wal_bytes = figures_.wal_frames * frame_octets;
    out.receipts_parked = figures_.parked;
    return out;
}

} // namespace yeelen::storage
