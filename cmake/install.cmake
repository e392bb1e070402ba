# `cmake --install BUILD --component smpp`: the SMPP library alone, for find_package(smpp) in other projects.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(smpp_libraries smpp_text smpp smpp_flow smpp_access smpp_net)
# Not as an exported set of targets: that would hand on this project's warnings and precompiled header too.
install(TARGETS ${smpp_libraries} ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT smpp)
install(DIRECTORY smpp/include/smpp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT smpp FILES_MATCHING PATTERN "*.hpp")
configure_package_config_file(cmake/smpp-config.cmake.in ${CMAKE_BINARY_DIR}/smpp-config.cmake
    INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/smpp PATH_VARS CMAKE_INSTALL_INCLUDEDIR CMAKE_INSTALL_LIBDIR)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/smpp-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/smpp-config.cmake ${CMAKE_BINARY_DIR}/smpp-config-version.cmake
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/smpp COMPONENT smpp)
