// Of the book: what customers think of repairs.
#include "sim/utility/book_impl.hpp"

namespace yeelen::sim {

namespace {

constexpr std::int64_t first_survey = 600'001;

} // namespace

std::int64_t book::add(const survey& s) {
    impl_->run(impl_->statement("INSERT INTO surveys SELECT coalesce(max(number) + 1, ?), ?, ?, ?, "
                                "?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM surveys"),
               first_survey, s.phone, s.code, s.district, s.language, s.restored, s.duration,
               s.mark, s.reason, s.remark, s.call_phone, s.call_day, s.key, s.at);
    return impl_->db.getLastInsertRowid();
}

void book::seed_surveys(const std::vector<survey>& list) {
    if (impl_->db.execAndGet("SELECT count(*) FROM surveys").getInt64() != 0) {
        return;
    }
    SQLite::Transaction all{impl_->db};
    for (const auto& s : list) {
        add(s);
    }
    all.commit();
}

std::vector<survey> book::surveys(std::string_view phone) {
    auto& s = impl_->statement("SELECT * FROM surveys WHERE ?1 = '' OR phone = ?1 ORDER BY number");
    s.bind(1, std::string{phone});
    std::vector<survey> list;
    while (s.executeStep()) {
        list.push_back({.number = s.getColumn(0).getInt64(),
                        .phone = s.getColumn(1).getString(),
                        .code = s.getColumn(2).getString(),
                        .district = s.getColumn(3).getString(),
                        .language = s.getColumn(4).getString(),
                        .restored = s.getColumn(5).getString(),
                        .duration = s.getColumn(6).getString(),
                        .mark = s.getColumn(7).getInt64(),
                        .reason = s.getColumn(8).getString(),
                        .remark = s.getColumn(9).getString(),
                        .call_phone = s.getColumn(10).getString(),
                        .call_day = s.getColumn(11).getString(),
                        .key = s.getColumn(12).getString(),
                        .at = s.getColumn(13).getInt64()});
    }
    return list;
}

std::vector<district_marks> book::marks_since(std::int64_t since) {
    auto& s = impl_->statement("SELECT district, count(*), sum(mark) FROM surveys WHERE at >= ? "
                               "GROUP BY district ORDER BY district");
    s.bind(1, since);
    std::vector<district_marks> list;
    while (s.executeStep()) {
        list.push_back({.district = s.getColumn(0).getString(),
                        .answers = s.getColumn(1).getInt64(),
                        .marks = s.getColumn(2).getInt64()});
    }
    return list;
}

} // namespace yeelen::sim
