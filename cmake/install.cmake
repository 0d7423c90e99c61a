# What an install holds: headers, libsafar.so (C), libsafar.a (C++), a config package and two .pc files. All of it may be moved.
include(CMakePackageConfigHelpers)
set(safar_cmake_dir ${CMAKE_INSTALL_LIBDIR}/cmake/safar)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/LICENSES.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT development)

# Two export files: a program that uses the C interface or the nouns alone needs none of the libraries that the static one names.
install(TARGETS safar_model EXPORT safarTargets)
if(TARGET safar_c)
  install(TARGETS safar_c EXPORT safarTargets
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime NAMELINK_COMPONENT development)
endif()
install(EXPORT safarTargets NAMESPACE safar:: DESTINATION ${safar_cmake_dir} COMPONENT development)

# safar::dependencies is made by safarConfig.cmake, from what it finds on the machine of the user.
target_link_libraries(safar_safar INTERFACE $<INSTALL_INTERFACE:safar::dependencies>)
install(TARGETS safar_safar EXPORT safarStaticTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(EXPORT safarStaticTargets NAMESPACE safar:: DESTINATION ${safar_cmake_dir} COMPONENT development)

configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/safarConfig.cmake.in ${PROJECT_BINARY_DIR}/safarConfig.cmake
  INSTALL_DESTINATION ${safar_cmake_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/safarConfigVersion.cmake VERSION ${PROJECT_VERSION} COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/safarConfig.cmake ${PROJECT_BINARY_DIR}/safarConfigVersion.cmake
  DESTINATION ${safar_cmake_dir} COMPONENT development)

# From the folder of the .pc file up to the prefix, so that a staged or moved install is found.
set(safar_pc_dir ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
file(RELATIVE_PATH safar_pc_to_prefix /prefix/${safar_pc_dir} /prefix)
string(REGEX REPLACE "/$" "" safar_pc_to_prefix "${safar_pc_to_prefix}")
set(safar_pcs safar-cpp)
if(TARGET safar_c)
  list(APPEND safar_pcs safar)
endif()
foreach(pc IN LISTS safar_pcs)
  configure_file(${PROJECT_SOURCE_DIR}/cmake/${pc}.pc.in ${PROJECT_BINARY_DIR}/${pc}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${pc}.pc DESTINATION ${safar_pc_dir} COMPONENT development)
endforeach()
