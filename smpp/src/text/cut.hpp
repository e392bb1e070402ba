#pragma once
// Where an encoded text may be cut. Inside the text library only.
#include "smpp/text/alphabet.hpp"
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smpp {

/// One octet for each character of `utf8`: the septets that it takes in GSM-7, 1 or 2. Nothing if
/// one is not in GSM-7.
std::optional<std::string> septet_costs(std::string_view utf8);

/// Cuts octets of a charset into the fewest parts, by their characters: an escape with its septet,
/// a surrogate pair, one octet of others.
class cutter {
public:
    /// `costs` are septet_costs() for a charset of one octet a character that becomes GSM-7; it
    /// must outlive the cutter. Empty for GSM-7, UCS-2 and binary themselves.
    cutter(charset c, std::string_view costs) noexcept
        : charset_(c)
        , costs_(costs) {}

    /// One part if all of it takes no more than `alone`, else parts of up to `part` (2 or more);
    /// nothing if they would be more than `most`. Limits are septets, UTF-16 units or octets. No
    /// octets are one empty part.
    std::optional<std::vector<std::string_view>> operator()(std::string_view octets,
                                                            std::size_t alone, std::size_t part,
                                                            std::size_t most) const;

private:
    struct step {
        std::size_t octets;
        std::size_t cost;
    };
    step next(std::string_view octets, std::size_t at) const noexcept;

    charset charset_;
    std::string_view costs_;
};

} // namespace smpp
