#include "smpp34.hpp"
#include <algorithm>
#include <cstdlib>

// 70 octets of text for each field; the largest PDU here has 16,000 optional parameters of three.
extern "C" char smpp34_strerror[4 << 20];
char smpp34_strerror[4 << 20];

namespace interop {
namespace {

/// The library forgets what it allocated when it refuses a PDU: all of it is freed here after each.
std::vector<void*> allocated;

void* allocate(std::size_t size) {
    allocated.push_back(std::malloc(size));
    return allocated.back();
}
void* reallocate(void* at, std::size_t size) {
    void* moved = std::realloc(at, size);
    std::ranges::replace(allocated, at, moved);
    return moved;
}
void release(void* at) {
    std::erase(allocated, at);
    std::free(at);
}
void release_all() {
    for (void* at : allocated) {
        std::free(at);
    }
    allocated.clear();
}

/// Once: it complains of a second call.
void use_our_memory() {
    static const bool done = [] {
        static const smpp34_memory_functions functions{allocate, reallocate, release};
        smpp34_set_memory_functions(&functions);
        return true;
    }();
    (void)done;
}

template<class Element>
void turn_round(Element*& first) {
    Element* turned = nullptr;
    while (first != nullptr) {
        Element* next = first->next;
        first->next = turned;
        turned = first;
        first = next;
    }
    first = turned;
}

template<class Struct>
void turn_lists(void* at) {
    auto& s = *static_cast<Struct*>(at);
    if constexpr (requires { s.tlv; }) {
        turn_round(s.tlv);
    }
    if constexpr (requires { s.dest_addr_def; }) {
        turn_round(s.dest_addr_def);
    }
    if constexpr (requires { s.unsuccess_smes; }) {
        turn_round(s.unsuccess_smes);
    }
}

void turn_lists(std::uint32_t id, void* at) {
    switch (id) {
    case BIND_RECEIVER_RESP: return turn_lists<bind_receiver_resp_t>(at);
    case BIND_TRANSMITTER_RESP: return turn_lists<bind_transmitter_resp_t>(at);
    case BIND_TRANSCEIVER_RESP: return turn_lists<bind_transceiver_resp_t>(at);
    case SUBMIT_SM: return turn_lists<submit_sm_t>(at);
    case DELIVER_SM: return turn_lists<deliver_sm_t>(at);
    case SUBMIT_MULTI: return turn_lists<submit_multi_t>(at);
    case SUBMIT_MULTI_RESP: return turn_lists<submit_multi_resp_t>(at);
    case DATA_SM: return turn_lists<data_sm_t>(at);
    case DATA_SM_RESP: return turn_lists<data_sm_resp_t>(at);
    case ALERT_NOTIFICATION: return turn_lists<alert_notification_t>(at);
    default: return; // has none
    }
}

constexpr std::size_t largest =
    std::max({sizeof(submit_sm_t), sizeof(deliver_sm_t), sizeof(submit_multi_t), sizeof(data_sm_t),
              sizeof(replace_sm_t), sizeof(bind_transceiver_t), sizeof(cancel_sm_t),
              sizeof(query_sm_resp_t), sizeof(alert_notification_t)});

} // namespace

smpp34_pdu::smpp34_pdu(std::string_view octets)
    : memory_(largest / sizeof(std::uint64_t) + 1) {
    use_our_memory();
    // It looks for the NUL of a string beyond the end of the PDU.
    const std::string ended{octets};
    const auto* at = reinterpret_cast<const std::uint8_t*>(ended.c_str());
    if (octets.size() >= 8) {
        good_ = smpp34_unpack2(memory_.data(), at, static_cast<int>(octets.size())) == 0;
        std::memcpy(&id_, reinterpret_cast<const char*>(memory_.data()) + 4, sizeof id_);
    }
}

smpp34_pdu::~smpp34_pdu() {
    release_all();
}

std::optional<std::string> smpp34_pdu::packed() {
    turn_lists(id_, memory_.data());
    return smpp34_packed(id_, memory_.data());
}

std::string smpp34_pdu::said() {
    std::string text = smpp34_strerror;
    for (char& c : text) {
        c = c >= ' ' && c <= '~' ? c : '.';
    }
    return text;
}

std::optional<std::string> smpp34_packed(std::uint32_t id, void* filled) {
    std::vector<std::uint8_t> out(80'000);
    int length = 0;
    if (smpp34_pack(id, out.data(), static_cast<int>(out.size()), &length, filled) != 0) {
        return std::nullopt;
    }
    return std::string{reinterpret_cast<const char*>(out.data()), static_cast<std::size_t>(length)};
}

} // namespace interop
