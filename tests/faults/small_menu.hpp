#pragma once
// A small menu in the test's own folder, to be edited while the gateway runs.
#include "support/temporary_folder.hpp"
#include <string>

namespace yeelen::test {

class small_menu {
public:
    explicit small_menu(const temporary_folder& where);
    /// Its title says `word`: another version.
    void edit(const std::string& word) const;
    /// A text is missing.
    void spoil() const;
    /// For gateway_plan.
    std::string services() const;
    static std::string backends();

private:
    void write_locale(const std::string& word, bool whole) const;
    const temporary_folder& where_;
};

} // namespace yeelen::test
