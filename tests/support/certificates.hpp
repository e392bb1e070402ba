#pragma once
// Certificates for tests, made with OpenSSL: authorities, and what they sign.
#include <cstdio>
#include <filesystem>
#include <memory>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdexcept>
#include <string>

namespace support {

struct key_pair_files {
    std::string certificate;
    std::string key;
};

/// What a certificate says. `names` is a subjectAltName as OpenSSL reads it:
/// "DNS:a.example,IP:::1".
struct certificate_wish {
    std::string common_name;
    std::string names;
    long begins = -3600; ///< seconds from now
    long ends = 3600;
};

/// An authority with a folder for what it signs.
class authority {
public:
    authority(std::filesystem::path folder, const std::string& name)
        : folder_(std::move(folder))
        , name_(name)
        , key_(EVP_EC_gen("P-256"))
        , certificate_(X509_new()) {
        fill(certificate_.get(), {.common_name = name}, key_.get());
        add(certificate_.get(), NID_basic_constraints, "critical,CA:TRUE");
        add(certificate_.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
        sign(certificate_.get());
        write_certificate(file(), certificate_.get());
    }

    /// What peers trust.
    std::string file() const { return (folder_ / (name_ + ".pem")).string(); }

    /// Signs; the files are named `as`, and written over if they are there.
    key_pair_files issue(const std::string& as, const certificate_wish& wish) {
        const std::unique_ptr<EVP_PKEY, free_all> key{EVP_EC_gen("P-256")};
        const std::unique_ptr<X509, free_all> c{X509_new()};
        fill(c.get(), wish, key.get());
        if (!wish.names.empty()) {
            add(c.get(), NID_subject_alt_name, wish.names.c_str());
        }
        sign(c.get());
        const key_pair_files files{(folder_ / (as + ".pem")).string(),
                                   (folder_ / (as + ".key")).string()};
        write_certificate(files.certificate, c.get());
        const opened f{std::fopen(files.key.c_str(), "w"), &std::fclose};
        check(f && PEM_write_PrivateKey(f.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr));
        return files;
    }

private:
    struct free_all {
        void operator()(X509* x) const { X509_free(x); }
        void operator()(EVP_PKEY* k) const { EVP_PKEY_free(k); }
        void operator()(X509_EXTENSION* e) const { X509_EXTENSION_free(e); }
    };
    using opened = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

    static void check(bool good) {
        if (!good) {
            throw std::runtime_error{"OpenSSL made no certificate"};
        }
    }
    static void write_certificate(const std::string& path, X509* c) {
        const opened f{std::fopen(path.c_str(), "w"), &std::fclose};
        check(f && PEM_write_X509(f.get(), c) == 1);
    }
    void fill(X509* c, const certificate_wish& wish, EVP_PKEY* key) {
        check(X509_set_version(c, X509_VERSION_3) == 1);
        check(ASN1_INTEGER_set(X509_get_serialNumber(c), ++serial_) == 1);
        check(X509_gmtime_adj(X509_getm_notBefore(c), wish.begins) != nullptr);
        check(X509_gmtime_adj(X509_getm_notAfter(c), wish.ends) != nullptr);
        check(X509_set_pubkey(c, key) == 1);
        set_name(X509_get_subject_name(c), wish.common_name);
        set_name(X509_get_issuer_name(c), name_);
    }
    static void set_name(X509_NAME* n, const std::string& text) {
        const auto* octets = reinterpret_cast<const unsigned char*>(text.c_str());
        check(X509_NAME_add_entry_by_txt(n, "CN", MBSTRING_UTF8, octets, -1, -1, 0) == 1);
    }
    static void add(X509* c, int what, const char* value) {
        const std::unique_ptr<X509_EXTENSION, free_all> e{
            X509V3_EXT_conf_nid(nullptr, nullptr, what, value)};
        check(e && X509_add_ext(c, e.get(), -1) == 1);
    }
    void sign(X509* c) { check(X509_sign(c, key_.get(), EVP_sha256()) > 0); }

    std::filesystem::path folder_;
    std::string name_;
    long serial_ = 0;
    std::unique_ptr<EVP_PKEY, free_all> key_;
    std::unique_ptr<X509, free_all> certificate_;
};

} // namespace support
