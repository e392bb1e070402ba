#pragma once
// libsmpp34 (c-open-smpp3.4) in C++: octets to its structs and back.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The library writes a line for each field into this text and does not look where it ends: more
// than about 60 fields (a list of 15 destinations) write past its 2,048 octets. A larger one of
// ours takes its place, as the dynamic linker lets a program do; the header's own declaration is
// kept away.
#define smpp34_strerror smpp34_strerror_of_the_header
extern "C" {
#include <smpp34.h>
#include <smpp34_heap.h>
#include <smpp34_structs.h>
}
#undef smpp34_strerror
extern "C" char smpp34_strerror[];

namespace interop {

/// One PDU as libsmpp34 holds it.
class smpp34_pdu {
public:
    explicit smpp34_pdu(std::string_view octets);
    ~smpp34_pdu();
    smpp34_pdu(const smpp34_pdu&) = delete;
    smpp34_pdu& operator=(const smpp34_pdu&) = delete;

    bool good() const noexcept { return good_; }
    /// The octets it makes of what it read; nothing where it cannot write them. Its lists hold the
    /// last element first and would be written so: they are turned round before.
    std::optional<std::string> packed();
    /// What it said last.
    static std::string said();

private:
    std::uint32_t id_ = 0;
    bool good_ = false;
    std::vector<std::uint64_t> memory_; // for the largest struct
};

/// Octets of a struct that a test has filled; nothing where libsmpp34 refuses it.
std::optional<std::string> smpp34_packed(std::uint32_t id, void* filled);

} // namespace interop
