#pragma once
// Golden conversations: a text file with what is done ('> ' lines) and what then must happen.
//   > profile {"contract":"10002345"}
//   > answer balance {"amount":12500}      or:  > answer balance timeout
//   > dial
//   | the screen, line by line
//   = 87/182
//   > type 1                                \x07 stands for that octet
//   > late request_deferral {...}           the outcome of the last call, after the session went on
//   < call ..., < sms ..., < remember ...   in the order in which they happened
//   = 20/182 end                            the session is over
#include <string>

namespace menu_test {

/// The whole file as it should read: its '> ' and '#' lines with what really happened between them.
std::string run_talk(const std::string& script);

} // namespace menu_test
