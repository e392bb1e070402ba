#pragma once
// Golden conversations with tests/menu/menus/kinds: a text file with what is done ('> ' lines) and
// what then must happen.
//   > profile {"contract":"100008"}       > flag wallet        > now 2026-07-06T10:00:00Z
//   > config {"helpline":"199"}           > secret 4711         must be in no state and no effect
//   (config and flag stand before all others)
//   > answer balance {"amount":12500}      or:  > answer balance timeout
//   > dial *123*7#                         "*123#" where nothing is said
//   | the screen, line by line
//   = 87/182 balance_owed                  its size; where the session is
//   > type 1                                \x07 stands for that octet
//   > restart                              the gateway was killed while the last call was made
//   > late request_deferral {...}           the outcome of the last call or payment, later
//   < call ..., < sms ..., < pay ..., < remember ...   in the order in which they happened
//   = 20/182 deferral_done end             the session is over
#include <string>

namespace menu_test {

/// The whole file as it should read: its '> ' and '#' lines with what really happened between them.
std::string run_talk(const std::string& script);

} // namespace menu_test
