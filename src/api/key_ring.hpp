#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::api {

/// The keys that may call. The time of a comparison tells nothing of the keys but their number and
/// lengths.
class key_ring {
public:
    explicit key_ring(std::vector<std::string> keys)
        : keys_(std::move(keys)) {}
    /// Goes through all keys, whatever it finds on the way.
    bool holds(std::string_view presented) const noexcept;

private:
    std::vector<std::string> keys_;
};

/// The key of `Authorization: Bearer <key>` (any case of the scheme), else of `X-Api-Key`; empty if
/// there is none.
std::string_view presented_key(std::string_view authorization, std::string_view x_api_key) noexcept;

} // namespace yeelen::api
