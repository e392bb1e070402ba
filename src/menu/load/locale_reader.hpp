#pragma once
#include "document/node.hpp"
#include "menu/load/menu_source.hpp"

namespace yeelen::menu {

/// locales/<language>.yaml into the menu's locales, whose languages are set. What is wrong is added
/// to the faults: texts that no screen uses, that are missing, that do not parse, letters that the
/// encoding lacks, fallbacks that go round. A text that could not be read is a dash.
class locale_reader {
public:
    /// `sources` has one for each locale, with its file's name set.
    locale_reader(menu_data& menu, std::vector<locale_source>& sources, const menu_source& uses,
                  core::faults& faults);
    ~locale_reader();

    void read(std::size_t locale, const document::node& root);
    /// After all of them were read: texts of the fallbacks, transliterated by the policy of the
    /// language that takes them; how each language writes numbers and dates; the longest notice.
    void complete();

private:
    struct file; ///< what stands in one of them

    menu_data& menu_;
    std::vector<locale_source>& sources_;
    const menu_source& uses_;
    core::faults& faults_;
    std::vector<file> files_;
};

} // namespace yeelen::menu
