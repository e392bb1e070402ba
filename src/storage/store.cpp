#include "storage/store.hpp"

#include "storage/file_lock.hpp"
#include "storage/migrations/migrations.hpp"
#include "storage/reader.hpp"
#include "storage/recovery.hpp"
#include "storage/writer.hpp"

#include <SQLiteCpp/Exception.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace yeelen::storage {

struct store::impl {
    impl(const store_config& c, poster post, file_lock&& held)
        : config(c)
        , lock(std::move(held))
        , writing(c, std::move(post))
        , reading(c) {}

    store_config config;
    file_lock lock;
    writer writing;
    reader reading;
};

namespace {

/// The file holds customers' numbers: only its owner reads it. SQLite gives the WAL the same
/// rights.
void make_private(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd >= 0) {
        ::close(fd);
    }
}

std::unexpected<std::string> told(const store_config& config, std::string_view what) {
    return std::unexpected(fmt::format("storage: {}: {}", config.path, what));
}

} // namespace

std::expected<std::unique_ptr<store>, std::string> store::open(const store_config& config,
                                                               poster post) {
    auto lock = file_lock::take(config.path + ".lock");
    if (!lock) {
        return told(config, lock.error());
    }
    try {
        make_private(config.path);
        {
            // Alone: what the last run left in the WAL is moved into the file when this one closes.
            SQLite::Database database = open_connection(config, role::maintenance);
            const auto done = migrate(database, static_cast<int>(migrations().size()));
            if (!done) {
                return told(config, done.error());
            }
        }
        return std::unique_ptr<store>(
            new store(std::make_unique<impl>(config, std::move(post), std::move(*lock))));
    } catch (const std::exception& e) {
        return told(config, e.what());
    }
}

store::store(std::unique_ptr<impl> i)
    : impl_(std::move(i)) {}
store::~store() = default;

void store::submit(std::vector<unit>&& units) {
    impl_->writing.submit(std::move(units));
}

std::expected<recovered, std::string> store::recover() {
    try {
        return recover_from(impl_->config);
    } catch (const std::exception& e) {
        return told(impl_->config, e.what());
    }
}

std::string store::profile(std::string_view msisdn) {
    return impl_->reading.profile(msisdn);
}

std::optional<store::message_view> store::find_message(const core::correlation_id& uid) {
    return impl_->reading.find_message(uid);
}

store_counters store::counters() const noexcept {
    return impl_->writing.counters();
}
bool store::healthy() const noexcept {
    return impl_->writing.healthy();
}

} // namespace yeelen::storage
