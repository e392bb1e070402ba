#!/usr/bin/env bash
# Checks who includes what against the link lists of CMakeLists.txt, and that pure parts read no clock, no random
# source, no environment and hold no thread. Prints file:line: what is wrong.
#   scripts/lint-includes.sh              src/ and smpp/ of this repository
#   scripts/lint-includes.sh --self-test  plants violations in a copy and sees that each is found
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

check() { # check <folder with CMakeLists.txt, src, smpp>
    cd "$1"
    # shellcheck disable=SC2016  # $0 and the like are awk's
    find src smpp -name '*.[ch]pp' -print0 | sort -z | xargs -0 awk '
        # Longest folder of a library that the path lies in.
        function library_of(path,    d, best) {
            best = ""
            for (d in library_in) {
                if (index(path, d "/") == 1 && length(d) > length(best)) best = d
            }
            return best == "" ? "" : library_in[best]
        }
        function header_library(path) { # of "smpp/...": the library that a public header of it belongs to
            if (path ~ /^smpp\/net\//) return "smpp_net"
            if (path ~ /^smpp\/(rate|reaction|sender)\.hpp$/) return "smpp_flow"
            if (path == "smpp/access.hpp") return "smpp_access"
            # types.hpp is names and numbers alone: text, below the protocol, has use of them too.
            return path ~ /^smpp\/((text|types)\.hpp$|text\/)/ ? "smpp_text" : "smpp"
        }
        function owner_of(path) {
            if (index(path, "smpp/include/") == 1) return header_library(substr(path, 14))
            if (index(path, "smpp/examples/") == 1) return "smpp_net" # they link it
            return library_of(path)
        }
        # What a header from outside needs in the link list.
        function outside(path) {
            if (path ~ /^boost\/(asio|beast)/ || path ~ /^(sys\/socket|sys\/un|netdb|arpa\/inet)\.h$/ ||
                path ~ /^netinet\//) return "asio"
            if (path ~ /^openssl\/(crypto|evp|hmac)\.h$/) return "OpenSSL::Crypto" # pure: octets in, octets out
            if (path ~ /^openssl\//) return "OpenSSL::SSL"
            if (path ~ /^boost\/url/) return "Boost::url"
            if (path ~ /^boost\/json/) return "Boost::json"
            if (path ~ /^yaml-cpp\//) return "yaml"
            if (path ~ /^SQLiteCpp\// || path == "sqlite3.h") return "sqlite"
            if (path ~ /^spdlog\//) return "spdlog::spdlog"
            if (path ~ /^prometheus\//) return "prometheus"
            if (path ~ /^Poco\//) return "Poco::Net"
            if (path ~ /^CLI\//) return "CLI11"
            return ""
        }
        function reaches(from, to,    key, n, i, next_one) { # to is in the link list of from, or in that of one in it
            key = from SUBSEP to
            if (key in known) return known[key]
            known[key] = from == to
            n = split(links[from], next_one, " ")
            for (i = 1; i <= n && !known[key]; ++i) {
                if (next_one[i] == to || reaches(next_one[i], to)) known[key] = 1
            }
            return known[key]
        }
        function resolved(file, path) { # "../b/c.hpp" as seen from the folder of the file
            sub(/\/[^\/]*$/, "", file)
            while (path ~ /^\.\.\//) {
                path = substr(path, 4)
                sub(/\/[^\/]*$/, "", file)
            }
            return file "/" path
        }
        function wrong(what) { print FILENAME ":" FNR ": " what; ++faults }

        BEGIN {
            while ((getline text < "CMakeLists.txt") > 0) {
                if (text !~ /^yeelen_library\(/) continue
                gsub(/^yeelen_library\(|\).*$/, "", text)
                n = split(text, word, " ")
                in_list = 0
                for (i = 2; i <= n; ++i) {
                    if (word[i] == "DIR") library_in[word[++i]] = word[1]
                    else if (word[i] == "INCLUDE") ++i
                    else if (word[i] == "LINK") in_list = 1
                    else if (in_list) links[word[1]] = links[word[1]] " " word[i]
                }
                ++libraries
            }
            links["OpenSSL::SSL"] = " OpenSSL::Crypto"
            if (!libraries) { print "CMakeLists.txt: no yeelen_library() in it"; exit 1 }
            n = split("smpp_text smpp smpp_flow smpp_access core document menu ussd sms", word, " ")
            for (i = 1; i <= n; ++i) pure[word[i]] = 1
        }

        FNR == 1 {
            owner = owner_of(FILENAME)
            if (owner == "") wrong("is in no library of CMakeLists.txt")
        }

        /^[ \t]*#[ \t]*include[ \t]*[<"]/ {
            path = $0
            sub(/^[^<"]*[<"]/, "", path)
            sub(/[>"].*$/, "", path)
            if (path ~ /^\.\.\//) target = library_of(resolved(FILENAME, path))
            else if (path ~ /^smpp\//) target = header_library(path)
            else target = library_of("src/" path)
            if (target != "" && !reaches(owner, target)) wrong(owner " must not include " path " (" target ")")
            need = outside(path)
            if (need != "" && !reaches(owner, need)) wrong(owner " must not include " path " (" need ")")
            if ((owner in pure) && path ~ /^(thread|mutex|shared_mutex|condition_variable|future|iostream)$/)
                wrong(owner " is pure and must not include " path)
        }

        owner in pure {
            text = $0
            sub(/\/\/.*$/, "", text)
            # What the shells read clocks and seeds through lives in core, and is used by them alone.
            if (FILENAME ~ /^src\/core\/(time|ids)\.[ch]pp$/) next
            if (text ~ /(_clock|core)::now *\(/) wrong(owner " is pure and must not read a clock")
            if (text ~ /random_device|[^a-z_]s?rand *\(/) wrong(owner " is pure and must not draw random numbers")
            if (text ~ /[^a-z_]getenv *\(/) wrong(owner " is pure and must not read the environment")
        }

        END { exit faults > 0 }
    '
}

self_test() {
    local copy
    copy=$(mktemp -d)
    # shellcheck disable=SC2064  # the name as it is now
    trap "rm -rf '$copy'" EXIT
    mkdir -p "$copy"/src/{core,menu,sms,storage,api,config,channels/smpp,app/main} "$copy"/smpp/{include/smpp/net,src/net,src/session,src/text}
    cp "$root/CMakeLists.txt" "$copy"

    plant() { printf '%s\n' "// a file" "$2" >"$copy/$1"; }
    # What is allowed must be passed over.
    plant src/core/time.cpp 'auto now() { return std::chrono::steady_clock::now(); }'
    plant src/core/note.hpp '// steady_clock::now() is not for here'
    plant src/menu/good.cpp '#include "smpp/text.hpp"'
    plant src/storage/good.cpp '#include <SQLiteCpp/Database.h>'
    plant src/channels/smpp/good.cpp '#include "smpp/net/link.hpp"'
    plant src/app/main/good.cpp '#include "api/server.hpp"'
    plant smpp/src/net/good.cpp '#include <boost/asio/ip/tcp.hpp>'
    plant smpp/src/session/good.cpp '#include "../codec/encode.hpp"'
    if ! (check "$copy"); then
        echo "lint-includes: self-test: something allowed was refused" >&2
        return 1
    fi

    local bad=(
        'src/core/bad.cpp|#include "menu/engine.hpp"'
        'src/menu/bad.cpp|#include "ussd/session_record.hpp"'
        'src/menu/bad.cpp|#include "smpp/session.hpp"'
        'src/menu/bad.cpp|#include <boost/asio/io_context.hpp>'
        'src/menu/bad.cpp|#include <thread>'
        'src/menu/bad.cpp|auto t = core::now();'
        'src/sms/bad.cpp|auto t = std::chrono::system_clock::now();'
        'src/sms/bad.hpp|std::random_device seed;'
        'src/sms/bad.cpp|#include <sqlite3.h>'
        'src/storage/bad.cpp|#include "api/server.hpp"'
        'src/config/bad.cpp|#include <spdlog/spdlog.h>'
        'src/api/bad.cpp|#include "storage/store.hpp"'
        'src/api/bad.cpp|#include "../storage/store.hpp"'
        'smpp/src/session/bad.cpp|#include "../net/link_io.hpp"'
        'src/app/bad.cpp|#include "sim/utility.hpp"'
        'smpp/src/bad.cpp|#include "core/time.hpp"'
        'smpp/src/bad.cpp|#include <sys/socket.h>'
        'smpp/src/bad.cpp|#include "smpp/net/link.hpp"'
        'smpp/src/text/bad.cpp|#include "smpp/session.hpp"'
        'smpp/include/smpp/bad.hpp|#include <boost/asio/ip/tcp.hpp>'
    )
    mkdir -p "$copy/src/sim"
    local entry file
    for entry in "${bad[@]}"; do
        file=${entry%%|*}
        plant "$file" "${entry#*|}"
        if (check "$copy") >"$copy/found" || ! grep -q "^$file:2: " "$copy/found"; then
            echo "lint-includes: self-test: not found: $entry" >&2
            return 1
        fi
        rm "$copy/$file"
    done
}

case ${1:-} in
--self-test) self_test ;;
'') check "$root" ;;
*) echo "lint-includes: unknown option $1" >&2 && exit 2 ;;
esac
