#include "core/time.hpp"

namespace yeelen::core {

instant now() noexcept {
    return {std::chrono::steady_clock::now(),
            std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now())};
}

} // namespace yeelen::core
