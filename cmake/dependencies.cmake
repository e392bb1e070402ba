# Every library from outside, once. docs/adr/0005-libraries.md says why each is here and what else was weighed.
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(OpenSSL REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(Poco REQUIRED COMPONENTS Foundation Net)
# Poco hands its own -D_XOPEN_SOURCE=500 and the like to whoever links it; they undo what the C library and the
# precompiled header were set to.
foreach(part Foundation Net)
    get_target_property(definitions Poco::${part} INTERFACE_COMPILE_DEFINITIONS)
    if(definitions)
        list(FILTER definitions EXCLUDE REGEX "^_")
        set_target_properties(Poco::${part} PROPERTIES INTERFACE_COMPILE_DEFINITIONS "${definitions}")
    endif()
endforeach()
find_package(prometheus-cpp REQUIRED COMPONENTS core)
find_package(CLI11 REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n data)

add_library(asio INTERFACE)
target_compile_definitions(asio INTERFACE BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_DISABLE_BOOST_COROUTINE)
target_link_libraries(asio INTERFACE Boost::headers Threads::Threads)

add_library(yaml INTERFACE)
target_link_libraries(yaml INTERFACE yaml-cpp)

add_library(sqlite INTERFACE)
target_link_libraries(sqlite INTERFACE SQLiteCpp SQLite::SQLite3)

add_library(prometheus INTERFACE)
target_link_libraries(prometheus INTERFACE prometheus-cpp::core)

add_library(CLI11 INTERFACE)
target_link_libraries(CLI11 INTERFACE CLI11::CLI11)

# Numbers, money, plurals and dates of the menus' languages.
add_library(icu INTERFACE)
target_link_libraries(icu INTERFACE ICU::i18n ICU::uc ICU::data)
