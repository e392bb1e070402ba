// The database's disk fills up, and is freed again.
#include "faults/gateway.hpp"
#include "faults/simulators.hpp"
#include <cerrno>
#include <cstring>
#include <doctest/doctest.h>
#include <sys/mount.h>

namespace yeelen::test {

namespace {

/// A small file system of its own; unmounted at the end.
class small_disk {
public:
    small_disk(std::filesystem::path at, const char* size)
        : path_(std::move(at)) {
        std::filesystem::create_directories(path_);
        mounted_ =
            mount("tmpfs", path_.c_str(), "tmpfs", 0, (std::string{"size="} + size).c_str()) == 0;
        error_ = mounted_ ? 0 : errno;
    }
    ~small_disk() {
        if (mounted_) {
            umount2(path_.c_str(), MNT_DETACH);
        }
    }
    small_disk(const small_disk&) = delete;
    small_disk& operator=(const small_disk&) = delete;

    bool mounted() const noexcept { return mounted_; }
    int error() const noexcept { return error_; }
    /// Takes what is free, to the last octet.
    void fill() const {
        const int fd = open((path_ / "ballast").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        REQUIRE(fd >= 0);
        const std::string block(64u << 10, 'x');
        for (std::size_t size = block.size(); size > 0;) {
            size = write(fd, block.data(), size) > 0 ? size : size / 2;
        }
        close(fd);
    }
    void free() const { std::filesystem::remove(path_ / "ballast"); }

private:
    std::filesystem::path path_;
    bool mounted_ = false;
    int error_ = 0;
};

bool storage_ok(const gateway& yeelen) {
    const std::string body = http(yeelen.ops_port(), "GET", "/readyz").body;
    const auto checks = body.find("storage");
    REQUIRE_MESSAGE(checks != std::string::npos, body);
    return body.find("commits fail") == std::string::npos;
}

} // namespace

TEST_CASE("on a full disk the gateway refuses, lives, and recovers by itself") {
    const temporary_folder folder;
    const small_disk disk{folder / "disk", "96m"};
    if (!disk.mounted()) {
        MESSAGE("skipped: cannot mount a tmpfs: " << std::strerror(disk.error()));
        return;
    }
    const utility backend{folder};
    const network mobile{folder};
    gateway yeelen{folder,
                   {.operators = {{"one", mobile.smpp_port(), {}}},
                    .utility_port = backend.port(),
                    .database = folder.path() / "disk" / "gateway.db"}};
    yeelen.start();
    yeelen.await_ready();
    const auto post = [&] {
        return http(yeelen.api_port(), "POST", "/v1/messages",
                    R"({"to":"2250701000030","text":"Courant rétabli."})",
                    {{"X-Api-Key", std::string{api_key}}, {"Content-Type", "application/json"}});
    };
    const std::string early = "2250701000031";
    REQUIRE(mobile.dial(early).open);
    REQUIRE(post().status == 202);
    std::size_t accepted = 1;

    disk.fill();
    // The log has some room left, and what it frees is used again: new customers come until a
    // commit fails for each door.
    int number = 0;
    bool dial_refused = false;
    bool post_refused = false;
    bool not_ready = false;
    CHECK(eventually([&] {
        const screen dialled = mobile.dial("22507020" + std::to_string(10'000 + number++));
        if (!dialled.open) {
            dial_refused = true;
            const bool polite =
                dialled.answered || dialled.note.find("network error") != std::string::npos;
            CHECK_MESSAGE(polite, dialled.text << dialled.note);
        }
        not_ready = not_ready || !storage_ok(yeelen);
        const auto answer = post();
        if (answer.status != 202) {
            post_refused = true;
            CHECK(answer.status == 503);
            CHECK(answer.header("Retry-After") != "");
        } else {
            ++accepted;
        }
        return dial_refused && post_refused && not_ready;
    }));
    CAPTURE(number);
    CHECK(dial_refused);
    CHECK(post_refused);
    CHECK(not_ready);
    CHECK(http(yeelen.ops_port(), "GET", "/healthz").status == 200);
    CHECK(yeelen.running());

    disk.free();
    yeelen.await_ready();
    const screen key =
        mobile.send(early, "8"); // nobody pressed a key on it meanwhile: it is still there
    CHECK_MESSAGE(key.text.find("jour et nuit") != std::string::npos, key.text << key.note);
    CHECK(mobile.dial("2250701000032").open);
    CHECK(eventually([&] { return post().status == 202; }));
    ++accepted;
    CHECK(eventually(
        [&] { return mobile.sms("2250701000030").size() >= accepted; })); // all that got 202
    CHECK(yeelen.stop() == 0);
}

} // namespace yeelen::test
