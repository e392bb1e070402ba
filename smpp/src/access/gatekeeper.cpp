#include "address_key.hpp"
#include "password_hash.hpp"
#include "smpp/access.hpp"
#include "token_bucket.hpp"
#include "unbound.hpp"
#include "wrong_passwords.hpp"
#include <algorithm>
#include <map>

namespace smpp {

namespace {

bool any_contains(const std::vector<net_prefix>& prefixes, const net_address& a) {
    return prefixes.empty() ||
           std::ranges::any_of(prefixes, [&](const net_prefix& p) { return p.contains(a); });
}

} // namespace

bool account::admits(const net_address& a) const noexcept {
    return any_contains(from, a);
}

bool account::may_bind_as(command_id kind) const noexcept {
    return (kind == command_id::bind_transmitter && transmit) ||
           (kind == command_id::bind_receiver && receive) ||
           (kind == command_id::bind_transceiver && transmit && receive);
}

struct gatekeeper::impl {
    struct entry {
        smpp::account account;
        std::optional<access::password_digest> digest;
        access::token_bucket bucket;
        std::size_t binds = 0;
        bool gone = false; ///< left out by set_accounts(), here only until its last bind ends
    };
    using entries = std::map<std::string, entry, std::less<>>;

    impl(access_config c, std::string_view random_key)
        : config(std::move(c))
        , hash(random_key)
        , nobody(hash.of({}))
        , unbound(config.max_unbound, config.max_unbound_per_address)
        , wrong(config) {}

    void set(std::vector<account>&& accounts);
    entry* checked(const net_address& from, const bind_body& body);

    access_config config; ///< its accounts are in `accounts`
    access::password_hash hash;
    std::optional<access::password_digest> nobody; ///< compared with for names that are not there
    access::unbound_count unbound;
    access::wrong_passwords wrong;
    entries accounts;
    std::uint64_t hashes = 0;
};

void gatekeeper::impl::set(std::vector<account>&& list) {
    for (auto& [name, e] : accounts) {
        e.gone = true;
    }
    for (account& a : list) {
        entry& e = accounts[a.system_id];
        e.gone = false;
        e.digest = hash.of(a.password);
        e.account = std::move(a);
    }
    std::erase_if(accounts,
                  [](const auto& item) { return item.second.gone && item.second.binds == 0; });
}

/// The account, if name, password and address are right. The same work is done whichever of them is
/// not.
gatekeeper::impl::entry* gatekeeper::impl::checked(const net_address& from, const bind_body& body) {
    const auto at = accounts.find(body.system_id);
    const bool known = at != accounts.end() && !at->second.gone;
    const auto given = hash.of(body.password);
    ++hashes;
    const auto& stored = known ? at->second.digest : nobody;
    const bool same = given && stored && access::equal(*given, *stored);
    if (!known || !same || !at->second.account.admits(from)) {
        return nullptr;
    }
    return &at->second;
}

gatekeeper::gatekeeper(access_config config, std::string_view random_key) {
    auto accounts = std::move(config.accounts);
    impl_ = std::make_unique<impl>(std::move(config), random_key);
    impl_->set(std::move(accounts));
}

gatekeeper::~gatekeeper() = default;
gatekeeper::gatekeeper(gatekeeper&&) noexcept = default;
gatekeeper& gatekeeper::operator=(gatekeeper&&) noexcept = default;

std::expected<void, refusal> gatekeeper::connect(const net_address& from, time_point now) {
    impl& i = *impl_;
    if (!any_contains(i.config.from, from)) {
        return std::unexpected(refusal::address_not_allowed);
    }
    const net_address key = access::key_of(from);
    if (i.wrong.blocked(key, now)) {
        return std::unexpected(refusal::address_blocked);
    }
    if (!i.unbound.add(key)) {
        return std::unexpected(refusal::too_many_unbound);
    }
    return {};
}

void gatekeeper::gone_unbound(const net_address& from) {
    impl_->unbound.remove(access::key_of(from));
}

std::expected<const account*, refusal> gatekeeper::bind(const net_address& from, command_id kind,
                                                        const bind_body& body, time_point now) {
    impl& i = *impl_;
    const net_address key = access::key_of(from);
    // Connections that were opened before the block would each have another try.
    if (i.wrong.blocked(key, now)) {
        return std::unexpected(refusal::address_blocked);
    }
    impl::entry* const e = i.checked(from, body);
    if (e == nullptr) {
        i.wrong.add(key, body.system_id, now);
        return std::unexpected(refusal::wrong_credentials);
    }
    i.wrong.forget(key, body.system_id);
    if (!e->account.may_bind_as(kind)) {
        return std::unexpected(refusal::kind_not_allowed);
    }
    if (e->binds >= e->account.max_binds) {
        return std::unexpected(refusal::too_many_binds);
    }
    i.unbound.remove(key);
    ++e->binds;
    return &e->account;
}

void gatekeeper::released(std::string_view system_id) {
    const auto at = impl_->accounts.find(system_id);
    if (at == impl_->accounts.end() || at->second.binds == 0) {
        return;
    }
    if (--at->second.binds == 0 && at->second.gone) {
        impl_->accounts.erase(at);
    }
}

bool gatekeeper::within_rate(std::string_view system_id, time_point now) {
    const auto at = impl_->accounts.find(system_id);
    if (at == impl_->accounts.end() || at->second.gone) {
        return false;
    }
    const double rate = at->second.account.max_rate;
    return !(rate > 0) || at->second.bucket.take(rate, now);
}

const account* gatekeeper::find(std::string_view system_id) const noexcept {
    const auto at = impl_->accounts.find(system_id);
    return at == impl_->accounts.end() || at->second.gone ? nullptr : &at->second.account;
}

void gatekeeper::set_accounts(std::vector<account> accounts) {
    impl_->set(std::move(accounts));
}

std::size_t gatekeeper::unbound() const noexcept {
    return impl_->unbound.total();
}

std::size_t gatekeeper::unbound(const net_address& from) const noexcept {
    return impl_->unbound.of(access::key_of(from));
}

std::size_t gatekeeper::binds(std::string_view system_id) const noexcept {
    const auto at = impl_->accounts.find(system_id);
    return at == impl_->accounts.end() ? 0 : at->second.binds;
}

std::size_t gatekeeper::remembered() const noexcept {
    return impl_->wrong.size();
}

std::uint64_t gatekeeper::hashes() const noexcept {
    return impl_->hashes;
}

} // namespace smpp
