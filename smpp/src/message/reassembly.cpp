#include "smpp/reassembly.hpp"
#include "open_messages.hpp"
#include <algorithm>
#include <numeric>
#include <utility>

namespace smpp {

std::size_t assembled_message::octets() const noexcept {
    return std::accumulate(
        pieces.begin(), pieces.end(), std::size_t{0},
        [](std::size_t sum, const message_piece& p) { return sum + p.octets.size(); });
}

std::expected<std::string, text_error> text_of(const assembled_message& message,
                                               const coding_rules& rules) {
    std::string text;
    const auto& pieces = message.pieces;
    for (std::size_t i = 0; i < pieces.size();) {
        message_part run;
        run.data_coding = pieces[i].data_coding;
        run.tables = pieces[i].tables;
        const std::size_t first = i;
        do
            run.octets += pieces[i++].octets;
        while (i < pieces.size() && pieces[i].data_coding == run.data_coding &&
               pieces[i].tables == run.tables &&
               pieces[i].number == pieces[first].number + (i - first));
        const auto read = read_text(run, rules);
        if (!read)
            return read;
        text += *read;
    }
    return text;
}

namespace {

message_piece piece_of(message_part& part, std::uint64_t token) {
    return {.number = part.place ? part.place->number : std::uint8_t{1},
            .data_coding = part.data_coding,
            .tables = part.tables,
            .octets = std::move(part.octets),
            .token = token};
}

assembled_message begin_of(message_part& part) {
    assembled_message m;
    if (part.place) {
        m.method = part.place->method;
        m.reference = part.place->reference;
        m.total = part.place->total;
    }
    m.source = std::move(part.source);
    m.destination = std::move(part.destination);
    m.ports = part.ports;
    return m;
}

bool has_others(const std::optional<part_place>& place) noexcept {
    return place && place->total > 1 && place->number >= 1 && place->number <= place->total;
}

/// Whether it came again, not whether its token is the same.
bool same_part(const message_piece& a, const message_piece& b) noexcept {
    return a.data_coding == b.data_coding && a.tables == b.tables && a.octets == b.octets;
}

} // namespace

struct reassembler::impl {
    explicit impl(const reassembly_limits& l)
        : limits(l) {}

    reassembly_limits limits;
    open_messages open;
    whole_messages whole;

    void give_up(open_messages::iterator at, loss why, std::vector<given_up>& lost) {
        open_message m = open.take(at);
        if (!m.repeats)
            lost.push_back({std::move(m.message), why});
    }
    void expire(time_point now, std::vector<given_up>& lost) {
        whole.forget(now);
        while (!open.empty() && open.oldest()->ends <= now)
            give_up(open.oldest(), loss::expired, lost);
    }
    /// For one part more of `grows`, or of a new message if that is none(): those that began first
    /// go. False if nothing but `grows` is left to go; then it has gone too.
    bool make_room(open_messages::iterator grows, const std::string& source, std::size_t octets,
                   std::vector<given_up>& lost);
    result add_part(message_part&& part, std::uint64_t token, time_point now);
};

bool reassembler::impl::make_room(open_messages::iterator grows, const std::string& source,
                                  std::size_t octets, std::vector<given_up>& lost) {
    const bool is_new = grows == open.none();
    while (is_new && open.count_of(source) >= limits.max_per_source)
        give_up(open.oldest_of(source), loss::over_bound, lost);
    const auto full = [&] {
        return (is_new && open.messages() >= limits.max_messages) ||
               open.parts() >= limits.max_parts || open.octets() + octets > limits.max_octets;
    };
    while (full()) {
        auto oldest = open.oldest();
        if (oldest == grows && open.messages() > 1)
            ++oldest;
        const bool itself = oldest == grows;
        give_up(oldest, loss::over_bound, lost);
        if (itself)
            return false;
    }
    return true;
}

reassembler::result reassembler::impl::add_part(message_part&& part, std::uint64_t token,
                                                time_point now) {
    result r;
    expire(now, r.lost);
    message_piece piece = piece_of(part, token);
    if (!has_others(part.place)) {
        r.what = outcome::whole;
        r.message = begin_of(part);
        piece.number = r.message->total = 1;
        r.message->pieces.push_back(std::move(piece));
        return r;
    }
    if (piece.octets.size() > limits.max_octets) {
        r.what = outcome::too_large;
        return r;
    }
    message_name name{part.source.value, part.destination.value, part.place->reference,
                      part.place->method, part.place->total};
    const bool repeats = whole.had(name, piece);
    auto at = open.find(name);
    if (at != open.none()) {
        const auto same =
            std::ranges::find(at->message.pieces, piece.number, &message_piece::number);
        if (same != at->message.pieces.end()) {
            if (same_part(*same, piece)) {
                r.what = at->repeats ? outcome::late : outcome::duplicate;
                return r;
            }
            give_up(at, loss::replaced, r.lost);
            at = open.none();
        }
    }
    if (!make_room(at, name.source, piece.octets.size(), r.lost)) {
        r.what = outcome::too_large;
        return r;
    }
    if (at == open.none())
        at = open.begin_one({.name = name,
                             .message = begin_of(part),
                             .ends = now + limits.lifetime,
                             .repeats = repeats});
    at->repeats = at->repeats && repeats;
    r.what = at->repeats ? outcome::late : outcome::kept;
    open.add_piece(at, std::move(piece));
    if (!at->message.whole())
        return r;
    open_message m = open.take(at);
    if (m.repeats)
        return r;
    whole.remember(m.name, m.message, now + limits.memory, limits.max_messages);
    r.what = outcome::whole;
    r.message = std::move(m.message);
    return r;
}

reassembler::reassembler(const reassembly_limits& limits)
    : impl_(std::make_unique<impl>(limits)) {
    // With none of something nothing could be kept at all.
    auto& l = impl_->limits;
    for (std::size_t* bound : {&l.max_messages, &l.max_parts, &l.max_per_source})
        *bound = std::max<std::size_t>(*bound, 1);
}
reassembler::~reassembler() = default;
reassembler::reassembler(reassembler&&) noexcept = default;
reassembler& reassembler::operator=(reassembler&&) noexcept = default;

reassembler::result reassembler::add(message_part part, std::uint64_t token, time_point now) {
    return impl_->add_part(std::move(part), token, now);
}

std::vector<reassembler::given_up> reassembler::tick(time_point now) {
    std::vector<given_up> lost;
    impl_->expire(now, lost);
    return lost;
}

reassembler::time_point reassembler::wake() const noexcept {
    return impl_->open.empty() ? time_point::max() : impl_->open.front().ends;
}
std::size_t reassembler::messages() const noexcept {
    return impl_->open.messages();
}
std::size_t reassembler::parts() const noexcept {
    return impl_->open.parts();
}
std::size_t reassembler::octets() const noexcept {
    return impl_->open.octets();
}

} // namespace smpp
