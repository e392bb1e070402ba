// TLS files of a pool: read once for all its binds.
#include "pool_support.hpp"
#include "support/certificates.hpp"
#include "support/temporary_folder.hpp"
#include <doctest/doctest.h>
#include <filesystem>

using namespace pool_test;

TEST_CASE("a pool reads its TLS files once each start(), and what is wrong with them is told") {
    const yeelen::test::temporary_folder folder;
    support::authority ca{folder.path(), "ca"};
    const auto own = ca.issue("server", {"smsc", "IP:127.0.0.1"});
    place p;
    p.listener =
        net::listener::open(p.io, {.tls = {true, own.certificate, own.key, {}}}, p.peer).value();
    auto config = p.config(3);
    config.stagger = 20ms;
    config.client.tls.enabled = true;
    config.client.tls.ca_file = ca.file();
    const std::filesystem::path file = ca.file(), hidden = ca.file() + ".away";
    net::pool pool{p.io, config, p.esme};

    pool.start();
    std::filesystem::rename(file, hidden); // the last two have not tried yet
    REQUIRE(p.until([&] { return pool.bound_links() == 3; }));
    for (const auto& b : p.peer.binds) { // nor is it read when they come back
        b.link->close();
    }
    REQUIRE(p.until([&] { return pool.binds() == 6; }));
    CHECK(p.esme.unreachable.empty());

    pool.stop();
    REQUIRE(p.until([&] { return pool.bound_links() == 0; }));
    pool.start();
    REQUIRE(p.until([&] { return p.esme.unreachable.size() >= 3; }));
    CHECK(p.esme.unreachable[0].starts_with("TLS: "));
    CHECK(pool.losses() >= 3);
    std::filesystem::rename(hidden, file);
    CHECK(p.until([&] { return pool.bound_links() == 3; }));
}
