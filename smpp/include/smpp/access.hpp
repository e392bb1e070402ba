#pragma once
// Who may bind: accounts, addresses, limits, and what many wrong passwords bring. Pure: time and
// addresses come in as values. Owned by the thread of its server.
#include "smpp/pdu.hpp"
#include "smpp/session.hpp"
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smpp {

/// An IPv4 or IPv6 address; IPv4 as ::ffff:a.b.c.d.
struct net_address {
    std::array<std::uint8_t, 16> octets{};
    /// Strict: "10.0.0.1" with four parts and no leading zeros (which some read as octal), or
    /// RFC 4291 2.2 without a zone.
    static std::optional<net_address> parse(std::string_view text);
    bool is_v4() const noexcept;
    auto operator<=>(const net_address&) const = default;
};
/// "10.0.0.0/8", "2001:db8::/32", or one address. "0.0.0.0/0" is all of IPv4, "::/0" is all.
struct net_prefix {
    net_address address;
    std::uint8_t bits = 128; ///< of the 128: IPv4 prefixes are 96 longer than they are written
    /// Nothing as well if bits after the prefix are set, as in "10.0.0.1/8": one of the two is a
    /// mistake.
    static std::optional<net_prefix> parse(std::string_view text);
    bool contains(const net_address& a) const noexcept;
    bool operator==(const net_prefix&) const = default;
};

struct account {
    std::string system_id;        ///< of two with the same one the last counts
    std::string password;         ///< compared in constant time; the wire carries up to 16 octets
    std::vector<net_prefix> from; ///< empty: from anywhere that the server admits
    std::size_t max_binds = 10;   ///< at one time
    /// Requests a second over all its binds; 0: no limit. What was not used is kept for one second.
    double max_rate = 0;
    bool transmit = true; ///< may bind as transmitter; as transceiver with both
    bool receive = true;
    std::uint8_t max_version = version_50; ///< what its binds speak at most
    bool admits(const net_address& a) const noexcept;
    bool may_bind_as(command_id kind) const noexcept;
    bool operator==(const account&) const = default;
};

/// What makes an account one that nobody could bind with, or anybody: a name or a password that the
/// wire does not carry (15 and 16 octets, no NUL), no name. Nothing when it is good. An empty
/// password is one: for peers that are told apart by `from`.
std::optional<std::string> fault_of(const account& a);

struct access_config {
    std::vector<account> accounts;
    std::vector<net_prefix> from;             ///< the only addresses that may connect; empty: all
    std::size_t max_unbound = 100;            ///< connections that have not bound yet, in all
    std::size_t max_unbound_per_address = 20; ///< here and below an IPv6 address is its /64
    /// From one address within `remembered`, 1 to 100; then it is blocked. 0 never blocks.
    unsigned wrong_passwords = 5;
    std::chrono::seconds remembered{60};
    std::chrono::seconds blocked{300};
    std::size_t max_addresses = 10'000; ///< remembered at one time; the oldest is forgotten first
};

enum class refusal : std::uint8_t {
    address_not_allowed,
    address_blocked, ///< after too many wrong passwords
    too_many_unbound,
    wrong_credentials, ///< no such account, its password, or not from that address: all alike
    kind_not_allowed,
    too_many_binds,
    no_bind_in_time,
};
std::string_view name_of(refusal why) noexcept;
/// What the peer reads, the same for all that would tell a stranger whether an account exists:
/// RINVPASWD, because ESMEs slow down or stop at it, and hammer on at RBINDFAIL.
/// kind_not_allowed (RBINDFAIL) and too_many_binds (RALYBND) are told to those alone that know the
/// password.
command_status status_of(refusal why) noexcept;

/// Decides; keeps what it must remember, bounded by max_unbound, max_addresses and the accounts.
class gatekeeper {
public:
    /// `random_key`: 32 octets that nobody else knows, drawn by the caller once a process.
    gatekeeper(access_config config, std::string_view random_key);
    ~gatekeeper();
    gatekeeper(gatekeeper&&) noexcept;
    gatekeeper& operator=(gatekeeper&&) noexcept;

    /// A connection: counted as unbound until a bind is granted or gone_unbound().
    std::expected<void, refusal> connect(const net_address& from, time_point now);
    /// A connection that was let in ended without a bind that was granted.
    void gone_unbound(const net_address& from);
    /// A bind; when it is granted the connection counts for its account until released(). The
    /// account stays where it is until then, or until set_accounts() leaves it out.
    ///
    /// Wrong passwords are counted by address, never by account, so that a stranger cannot lock a
    /// customer out. A good bind forgets those that were given with its own name; not those with
    /// others, else a customer could guess the passwords of the rest between good binds.
    std::expected<const account*, refusal> bind(const net_address& from, command_id kind,
                                                const bind_body& body, time_point now);
    /// One bind of that account ended.
    void released(std::string_view system_id);
    /// One request of that account now; false: over its rate, or no such account.
    bool within_rate(std::string_view system_id, time_point now);
    /// Null for one that is not there (any more).
    const account* find(std::string_view system_id) const noexcept;
    /// From now on; binds that are there go on counting for accounts that stay, or come back.
    void set_accounts(std::vector<account> accounts);

    std::size_t unbound() const noexcept;
    std::size_t unbound(const net_address& from) const noexcept;
    std::size_t binds(std::string_view system_id) const noexcept;
    /// Addresses whose wrong passwords are remembered.
    std::size_t remembered() const noexcept;
    /// HMACs computed by binds so far: each costs one, whoever it names; those of blocked addresses
    /// none.
    std::uint64_t hashes() const noexcept;

private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

} // namespace smpp
