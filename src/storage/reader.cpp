#include "storage/reader.hpp"

#include "storage/rows.hpp"

#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>

namespace yeelen::storage {

reader::reader(const store_config& config)
    : database_(open_connection(config, role::reader))
    , profile_(database_.getHandle(), "SELECT json FROM profile WHERE msisdn = ?")
    , message_(
          database_.getHandle(),
          fmt::format("SELECT {} FROM message WHERE uid_high = ? AND uid_low = ?", message_columns)
              .c_str())
    , parts_(database_.getHandle(),
             fmt::format("SELECT {} FROM part WHERE message = ? ORDER BY number", part_columns)
                 .c_str()) {}

std::string reader::profile(std::string_view msisdn) noexcept {
    try {
        run find(profile_);
        return find.text(msisdn).next() ? row(find).text() : std::string{};
    } catch (const SQLite::Exception&) {
        return {}; // the contract: what cannot be read is as if it were not there
    }
}

std::optional<store::message_view> reader::find_message(const core::correlation_id& uid) noexcept {
    try {
        run find(message_);
        if (!find.word(uid.words[0]).word(uid.words[1]).next()) {
            return std::nullopt;
        }
        row found(find);
        store::message_view out{read_message(found), {}};
        run parts(parts_);
        parts.number(out.message.id);
        while (parts.next()) {
            row one(parts);
            out.parts.push_back(read_part(one));
        }
        return out;
    } catch (const SQLite::Exception&) {
        return std::nullopt;
    }
}

} // namespace yeelen::storage
