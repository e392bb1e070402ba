#include "password_hash.hpp"
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace smpp::access {

std::optional<password_digest> password_hash::of(std::string_view password) const {
    password_digest digest{};
    unsigned size = 0;
    const bool made = HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()),
                           reinterpret_cast<const unsigned char*>(password.data()), password.size(),
                           digest.data(), &size) != nullptr;
    return made && size == digest.size() ? std::optional{digest} : std::nullopt;
}

bool equal(const password_digest& a, const password_digest& b) noexcept {
    return CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace smpp::access
