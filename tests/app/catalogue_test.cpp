#include "app/catalogue.hpp"

#include <algorithm>
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace yeelen;
namespace fs = std::filesystem;

namespace {

/// A copy of the project's config and menus that a test may spoil.
class spoiled_project {
public:
    spoiled_project() {
        root_ = fs::temp_directory_path() / ("yeelen-catalogue-" + std::to_string(::getpid()));
        fs::remove_all(root_);
        fs::create_directories(root_);
        fs::copy(YEELEN_SOURCE_DIR "/config", root_ / "config", fs::copy_options::recursive);
        fs::copy(YEELEN_SOURCE_DIR "/menus", root_ / "menus", fs::copy_options::recursive);
    }
    ~spoiled_project() { fs::remove_all(root_); }

    /// Replaces the first `from` of a file.
    void spoil(const std::string& file, const std::string& from, const std::string& to) const {
        const fs::path path = root_ / file;
        std::ifstream in{path};
        std::string text{std::istreambuf_iterator<char>{in}, {}};
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
        std::ofstream{path} << text;
    }

    std::string gateway() const { return (root_ / "config/gateway.yaml").string(); }

private:
    fs::path root_;
};

/// The first service of config/gateway.yaml.
const std::string as_given =
    "\"*123#\":\n    menu: ../menus/electricity\n    config: { helpline: \"179\" }\n"
    "    flags: { wallet: { percent: 100 } }";

bool names(const core::faults& faults, std::string_view file, std::string_view word) {
    return std::any_of(faults.begin(), faults.end(), [&](const core::fault& f) {
        return f.file.ends_with(file) && f.line > 0 && f.message.find(word) != std::string::npos;
    });
}

} // namespace

TEST_CASE("the project's own configuration has no fault") {
    const auto loaded = app::load_catalogue(YEELEN_SOURCE_DIR "/config/gateway.yaml");
    if (!loaded) {
        for (const auto& fault : loaded.error()) {
            MESSAGE(fault.text());
        }
    }
    REQUIRE(loaded);
    CHECK(loaded->services.contains("*123#"));
    CHECK(loaded->services.contains("*124#"));
    CHECK_FALSE(loaded->services.contains("*125#"));
    CHECK(loaded->dialects.contains("standard"));
}

TEST_CASE("the bench's configuration has no fault") {
    CHECK(app::load_catalogue(YEELEN_SOURCE_DIR "/tests/bench/gateway.yaml"));
}

TEST_CASE("a menu that calls what no backend declares is refused where it says so") {
    const spoiled_project project;
    project.spoil("menus/electricity/menu.yaml", "call: balance", "call: balanse");
    const auto loaded = app::load_catalogue(project.gateway());
    REQUIRE_FALSE(loaded);
    CHECK(names(loaded.error(), "menus/electricity/menu.yaml", "balance"));
}

TEST_CASE("an operation that a menu uses cannot lose an answer field") {
    const spoiled_project project;
    project.spoil("config/backends/utility.yaml",
                  "      status: { at: status, type: text, max: 12 }", "      state: state");
    const auto loaded = app::load_catalogue(project.gateway());
    REQUIRE_FALSE(loaded);
    CHECK(names(loaded.error(), ".yaml", "status"));
}

TEST_CASE("a sender that no operator could take is refused at the start") {
    for (const auto& [sender, good] : {std::pair{"Energie CIE", true},
                                       {"Electricite du Nord", false},
                                       {"00000000000000000000", true}}) {
        CAPTURE(sender);
        const spoiled_project project;
        project.spoil("config/operators/demo.yaml", "\"123\"", '"' + std::string{sender} + '"');
        const auto loaded = app::load_catalogue(project.gateway());
        CHECK(loaded.has_value() == good);
        if (!loaded) {
            CHECK(loaded.error().front().message.find(sender) != std::string::npos);
        }
    }
}

TEST_CASE("faults of backends and dialects come together") {
    const spoiled_project project;
    project.spoil("config/backends/utility.yaml", "method: GET", "method: GTE");
    project.spoil("config/dialects/standard.yaml", "service_op: 18", "service_op: 1800");
    const auto loaded = app::load_catalogue(project.gateway());
    REQUIRE_FALSE(loaded);
    CHECK(names(loaded.error(), "utility.yaml", "method"));
    CHECK(names(loaded.error(), "standard.yaml", "service_op"));
}

TEST_CASE("a service's settings are what its menu declares") {
    const spoiled_project project;
    project.spoil("config/gateway.yaml", as_given,
                  "\"*123#\":\n    menu: ../menus/electricity\n"
                  "    config: { helpline: \"180\" }\n"
                  "    flags: { wallet: { percent: 20, allow: [\"2250701020304\"] } }\n"
                  "  \"*125#\": ../menus/electricity");
    const auto loaded = app::load_catalogue(project.gateway());
    if (!loaded) {
        for (const auto& fault : loaded.error()) {
            MESSAGE(fault.text());
        }
    }
    REQUIRE(loaded);
    const auto& one = loaded->services.at("*123#");
    CHECK(one.settings->config.at("helpline") == "180");
    CHECK(one.settings->flags.at("wallet").percent == 20);
    CHECK(one.settings->flags.at("wallet").allowed.contains("2250701020304"));
    const auto& two = loaded->services.at("*125#");
    CHECK(two.menu == one.menu); // loaded once
    CHECK(two.settings->config.empty());
    CHECK(two.settings->flags.empty());
}

TEST_CASE(
    "settings that a menu does not declare, or declares otherwise, are faults at their place") {
    const spoiled_project project;
    project.spoil("config/gateway.yaml", as_given,
                  "\"*123#\":\n    menu: ../menus/electricity\n"
                  "    config: { helpln: \"180\", helpline: \"180 180 180 180 180\" }\n"
                  "    flags: { walet: { percent: 20 } }");
    const auto loaded = app::load_catalogue(project.gateway());
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().size() == 3);
    CHECK(names(loaded.error(), "gateway.yaml", "did you mean 'helpline'"));
    CHECK(names(loaded.error(), "gateway.yaml", "0 to 15 characters"));
    CHECK(names(loaded.error(), "gateway.yaml", "did you mean 'wallet'"));
}
